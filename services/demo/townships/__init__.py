"""原阳's three townships: a plain vote, a tie at the cut, a shortfall (A10.13)."""

from services.demo.script import Script
from services.demo.townships.collecting import collecting
from services.demo.townships.figures import ALL
from services.demo.townships.founding import founding
from services.demo.townships.selecting import selecting
from services.demo.townships.session import session
from services.demo.townships.supervising import supervising

TOWNSHIPS: tuple[Script, ...] = tuple(
    Script(
        each.tenant,
        each.name,
        tuple(make(each) for make in (founding, collecting, selecting, session, supervising)),
    )
    for each in ALL
)
