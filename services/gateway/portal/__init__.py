"""The portal: server-rendered pages in Simplified Chinese, without scripts where a page can do without.

``views`` take a request and choose a template; ``readmodels`` ask the services and shape what a page
shows; ``text`` holds every sentence.
"""

from __future__ import annotations

from flask import Blueprint

portal = Blueprint("portal", __name__)

from services.gateway.portal import errors, rendering, views  # noqa: E402  (they register on the blueprint)

__all__ = ["errors", "portal", "rendering", "views"]
