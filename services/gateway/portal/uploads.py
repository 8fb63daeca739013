"""A file that somebody uploads with a form: what is wrong with it is told like any other field."""

from __future__ import annotations

from flask import request

from services.gateway.portal.forms import Form
from services.gateway.portal.text import t


def uploaded(name: str, most: int, form: Form) -> bytes | None:
    """The content, at most so many bytes; otherwise nothing, and the form says why."""
    sent = request.files.get(name)
    content = sent.read(most + 1) if sent is not None else b""
    if not content:
        form.errors[name] = t("form.no_file")
    elif len(content) > most:
        form.errors[name] = t("form.file_too_large", most=f"{most / 1_000_000:.1f}")
    return content or None
