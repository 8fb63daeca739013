"""What differs when everybody comes from this machine: one address stands for all residents."""

from __future__ import annotations

from collections.abc import Mapping

from services.gateway.throttle import Limits
from shared.config import setting

SUGGESTIONS = "PIAOJUE_SUGGESTIONS_PER_HOUR"
RAISED = 100_000
"""More than the demo year and the load tests record together; still an end to a runaway script."""


def raised_limit(environment: Mapping[str, str]) -> dict[str, str]:
    """The setting that lets one address stand for a county; nothing where the operator decided otherwise.

    With a trusted proxy in front, residents have addresses of their own again, and the usual limit holds.
    """
    if setting(SUGGESTIONS, environment) is not None or Limits.from_environment(environment).trusted_proxies:
        return {}
    return {SUGGESTIONS: str(RAISED)}


def notice(environment: Mapping[str, str]) -> str | None:
    """The line that says so, where it was raised."""
    if not raised_limit(environment):
        return None
    usual = Limits().suggestions_an_hour
    return f"本机运行时居民都来自同一地址，每小时的建议上限已放宽到{RAISED}条（{SUGGESTIONS}，部署时默认{usual}条）。"
