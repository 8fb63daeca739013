"""The portal's views, one file a theme. Importing them registers them."""

from services.gateway.portal.views import (
    account,
    attendance,
    ceremonies,
    counting,
    desk,
    electronic,
    home,
    papers,
    projects,
    rate,
    rules,
    sittings,
    suggest,
    tenants,
    track,
)

__all__ = [
    "account",
    "attendance",
    "ceremonies",
    "counting",
    "desk",
    "electronic",
    "home",
    "papers",
    "projects",
    "rate",
    "rules",
    "sittings",
    "suggest",
    "tenants",
    "track",
]
