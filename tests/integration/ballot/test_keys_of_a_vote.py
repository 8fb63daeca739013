"""Whose key a vote that counts may take (ballot-format.md, Trust)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from services.voting.domain.electronic.errors import (
    CeremonyOfAnotherSession,
    KeyHeldAlone,
)
from shared.contracts import voting
from tests.integration.ballot.sitting import Sitting
from tests.integration.ballot.two_media import (
    ALLOWED,
    issue,
    refused,
    sealed,
)
from tests.support.calling import CallingSuite


@pytest.fixture
def sitting(suite: CallingSuite, fresh_tenant: str) -> Sitting:
    return sealed(Sitting(suite, fresh_tenant, **ALLOWED))


def test_the_key_of_another_session_opens_no_vote_of_this_one(
    suite: CallingSuite, fresh_tenant: str, sitting: Sitting
) -> None:
    """Its scrutineers are others, perhaps one alone: whoever holds that key would read every ballot."""
    issue(sitting)
    own = sitting.ceremony_id
    opened = sitting.hall.call(
        voting.OPEN_SESSION,
        snapshot_id=sitting.hall.snapshot_id,
        title="培训",
        organ="甲县（演示）人民代表大会主席团",
    )
    with suite.engines["voting"].begin() as database:
        database.execute(
            sa.text("SELECT set_config('app.tenant', :tenant, true)"), {"tenant": sitting.hall.tenant}
        )
        moved = database.execute(
            sa.text(
                "UPDATE key_ceremonies SET aggregate = jsonb_set(aggregate, '{session_id}', to_jsonb(:other ::text))"
                " WHERE id = :id"
            ),
            {"other": opened["id"], "id": own},
        )
        assert moved.rowcount == 1
    with refused(CeremonyOfAnotherSession):
        sitting.open_vote(1, legal=True)


def test_one_scrutineer_alone_holds_no_key_of_a_vote_that_counts(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    alone = Sitting(suite, fresh_tenant, **ALLOWED)
    alone.threshold = 1
    sealed(alone)
    issue(alone)
    with refused(KeyHeldAlone):
        alone.open_vote(1, legal=True)
