"""The portal's views, one file a theme. Importing them registers them."""

from services.gateway.portal.views import (
    account,
    acts,
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
    "acts",
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
