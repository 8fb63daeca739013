"""原阳's three townships: a plain vote, a tie at the cut, a shortfall (A10.13)."""

from services.demo.script import Script
from services.demo.townships.figures import ALL
from services.demo.townships.founding import founding
from services.demo.townships.session import session

TOWNSHIPS: tuple[Script, ...] = tuple(
    Script(each.tenant, each.name, (founding(each), session(each))) for each in ALL
)
