"""The shipped rulebook templates, as YAML; a county joins by writing one, or by changing values of one."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from shared.kernel.errors import NotFound


def template_codes() -> list[str]:
    """The codes of all templates."""
    return sorted(
        each.name.removesuffix(".yaml")
        for each in resources.files(__name__).iterdir()
        if each.name.endswith(".yaml")
    )


@cache
def load_template(code: str) -> dict[str, Any]:
    """A template as plain data; raises ``NotFound``."""
    if code not in template_codes():
        raise NotFound(kind="规则模板", id=code)
    loaded: dict[str, Any] = yaml.safe_load(
        resources.files(__name__).joinpath(f"{code}.yaml").read_text("utf-8")
    )
    return loaded
