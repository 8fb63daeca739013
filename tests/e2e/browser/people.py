"""Who logs in to the demo, and who merely looks."""

from __future__ import annotations

from dataclasses import dataclass

from shared.tenancy.roles import Role

ROLES: dict[str, Role] = {
    "clerk": Role.CONGRESS_CLERK,
    "government": Role.GOVERNMENT_CLERK,
    "department": Role.DEPARTMENT,
    "station": Role.STATION,
    "deputy": Role.DEPUTY,
    "representative": Role.ASSEMBLY_REPRESENTATIVE,
    "teller1": Role.TELLER,
    "teller2": Role.TELLER,
    "scrutineer": Role.SCRUTINEER,
    "taskforce": Role.TASK_FORCE,
    "assessor": Role.ASSESSOR,
}
TOWNSHIP = ("clerk", "government", "deputy", "teller1", "teller2", "scrutineer")
LOGINS: dict[str, tuple[str, ...]] = {
    "yuanyang": (
        "clerk",
        "government",
        "department",
        "station",
        "deputy",
        "teller1",
        "teller2",
        "scrutineer",
    ),
    "beiguan": tuple(ROLES),
    "yang-e": TOWNSHIP,
    "taiping": TOWNSHIP,
    "gebukou": TOWNSHIP,
}
"""Every account that the suite prints; a test holds it against what the demo made."""

COUNTIES = ("yuanyang", "beiguan")
TENANTS = (*COUNTIES, "taiping")


@dataclass(frozen=True)
class Viewer:
    """Somebody who looks at a tenant's pages, with or without an account."""

    tenant: str
    login: str | None = None

    def __str__(self) -> str:
        return f"{self.tenant}-{self.login or 'public'}"


PUBLIC = tuple(Viewer(tenant) for tenant in TENANTS)
SIGNED_IN = tuple(Viewer(tenant, login) for tenant in COUNTIES for login in LOGINS[tenant])
