"""Whose key a vote that counts may take, and what nobody can do alone (ballot-format.md, Trust)."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from services.demo.scrutineer import machines
from services.voting.domain.electronic.errors import (
    CeremonyOfAnotherSession,
    ElectionUsed,
    ElectronicOver,
    EnvelopesForAnotherUse,
    KeyHeldAlone,
    NotATrustee,
    TrusteesWithoutAccount,
)
from services.voting.domain.errors import ScrutineersShareAccount
from shared.contracts import voting
from shared.tenancy.roles import Role
from tests.integration.ballot.sitting import QUOTA, Sitting
from tests.integration.ballot.two_media import (
    ALLOWED,
    ENVELOPES,
    FOUR,
    cast_all,
    close,
    decrypt,
    issue,
    refused,
    sealed,
    to_paper_count,
)
from tests.integration.voting.hall import SCRUTINEERS
from tests.support.calling import CallingSuite

TOTALS = {"Y1": (45, 1), "Y2": (44, 2), "Y3": (43, 3), "Y4": (27, 5), "Y5": (20, 6)}


@pytest.fixture
def sitting(suite: CallingSuite, fresh_tenant: str) -> Sitting:
    return sealed(Sitting(suite, fresh_tenant, **ALLOWED))


def changed(sitting: Sitting, table: str, path: str, value: str) -> None:
    """One value of the one aggregate of the tenant in that table."""
    with sitting.hall.suite.engines["voting"].begin() as database:
        database.execute(
            sa.text("SELECT set_config('app.tenant', :tenant, true)"), {"tenant": sitting.hall.tenant}
        )
        moved = database.execute(
            sa.text(
                f"UPDATE {table} SET aggregate = jsonb_set(aggregate, CAST(:path AS text[]), to_jsonb(CAST(:value AS text)))"
            ),
            {"path": path, "value": value},
        )
        assert moved.rowcount == 1


def test_the_key_of_another_session_opens_no_vote_of_this_one(sitting: Sitting) -> None:
    """Its scrutineers are others, perhaps one alone: whoever holds that key would read every ballot."""
    issue(sitting)
    opened = sitting.hall.call(
        voting.OPEN_SESSION,
        snapshot_id=sitting.hall.snapshot_id,
        title="培训",
        organ="甲县（演示）人民代表大会主席团",
    )
    changed(sitting, "key_ceremonies", "{session_id}", opened["id"])
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


def test_one_account_cannot_play_all_scrutineers_in_a_ceremony(sitting: Sitting) -> None:
    """A clerk, or a single scrutineer, begins a ceremony of one's own: whose title it is says the list, not the caller."""
    opened = sitting.call(
        voting.OPEN_CEREMONY,
        Role.SCRUTINEER,
        who="mallory",
        session_id=sitting.hall.session_id,
        trustees=[{"title": each} for each in SCRUTINEERS],
        threshold=2,
    )
    assert [each["account"] for each in opened["trustees"]] == list(sitting.hall.accounts.values())
    for machine in machines(SCRUTINEERS, 2):
        with refused(NotATrustee):
            sitting.call(
                voting.SUBMIT_CERTIFICATE,
                Role.SCRUTINEER,
                who="mallory",
                ceremony_id=opened["id"],
                title=machine.title,
                certificate=machine.certificate(),
            )


def test_a_key_made_without_accounts_of_ones_own_is_for_rehearsals_alone(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    without = Sitting(suite, fresh_tenant, **ALLOWED)
    own = dict(without.hall.accounts)
    without.hall.accounts = dict.fromkeys(own, "")
    sealed(without)
    issue(without)
    with refused(TrusteesWithoutAccount, "、".join(SCRUTINEERS)):
        without.open_vote(1, legal=True)
    without.rehearsal = True
    without.uuid, without.reserve = without.reserve[::-1], without.uuid[::-1]
    without.print_envelopes(ENVELOPES)
    assert without.open_vote()["rehearsal"]


def test_the_key_of_scrutineers_who_were_replaced_opens_no_vote(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    sitting = Sitting(suite, fresh_tenant, **ALLOWED)
    sitting.seat()
    sitting.hold_ceremony()
    sitting.print_envelopes(ENVELOPES + 1)
    sitting.hall.accounts = {**sitting.hall.accounts, SCRUTINEERS[2]: "somebody-else"}
    sitting.hall.elect_scrutineers(57)
    sitting.hall.seal()
    issue(sitting)
    with refused(TrusteesWithoutAccount, SCRUTINEERS[2]):
        sitting.open_vote(1, legal=True)


def test_two_scrutineers_never_share_an_account(suite: CallingSuite, fresh_tenant: str) -> None:
    sitting = Sitting(suite, fresh_tenant, **ALLOWED)
    sitting.hall.accounts = dict.fromkeys(SCRUTINEERS, "one")
    with refused(ScrutineersShareAccount):
        sitting.seat()


def test_envelopes_of_a_vote_that_counts_are_not_used_up_by_a_rehearsal(sitting: Sitting) -> None:
    """Otherwise one person could burn the vote's envelopes, or have a rehearsal decrypted under its key."""
    issue(sitting)
    with refused(EnvelopesForAnotherUse, "正式投票"):
        sitting.open_vote(1)
    sitting.open_vote(1, legal=True)
    first, sitting.uuid = sitting.uuid, sitting.reserve
    with refused(EnvelopesForAnotherUse):
        sitting.open_vote(1)
    sitting.uuid = first
    with refused(ElectionUsed, "正在投票"):
        sitting.open_vote(1, legal=True)


def test_envelopes_printed_to_rehearse_serve_no_vote_that_counts(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    trained = Sitting(suite, fresh_tenant, **ALLOWED)
    trained.rehearsal = True
    sealed(trained)
    issue(trained)
    with refused(EnvelopesForAnotherUse, "演练"):
        trained.open_vote(1, legal=True)


def test_no_part_of_the_decryption_is_shown_before_the_last_one_is_in(sitting: Sitting) -> None:
    """Whoever came last would know the result alone, and could give up the vote instead."""
    to_paper_count(sitting, [FOUR] * ENVELOPES, TOTALS)
    before = sitting.members()
    sitting.decrypt(sitting.machines[0], sitting.cast_ballots)
    assert sitting.members() == before
    shown = sitting.call(voting.GET_ELECTRONIC_VOTE, uuid=sitting.uuid)
    assert (shown["decrypted_by"], shown["result"], shown["state"]) == ([1], None, "closed")
    sitting.decrypt(sitting.machines[2], sitting.cast_ballots)
    after = sitting.members()[len(before) :]
    assert [b'"type":"PartialDecryption"' in content for name, content in after if "event" in name] == [
        True,
        True,
        False,
    ]
    owners = [content for _, content in after if content.startswith(b'{"owner":')]
    assert [each.startswith(b'{"owner":%d,' % owner) for each, owner in zip(owners, (1, 3), strict=True)] == [
        True,
        True,
    ]


def test_a_vote_whose_totals_are_known_is_given_up_by_nobody(sitting: Sitting) -> None:
    to_paper_count(sitting, [FOUR] * ENVELOPES, TOTALS)
    decrypt(sitting)
    with refused(ElectronicOver):
        sitting.call(voting.CANCEL_ELECTRONIC_VOTE, uuid=sitting.uuid)


def test_an_electronic_vote_that_is_over_takes_no_later_round_with_it(sitting: Sitting) -> None:
    """A page left open cancels the first round's vote once more, while the second is under way."""
    issue(sitting)
    sitting.open_vote(1, legal=True)
    first = sitting.uuid
    cast_all(sitting, [FOUR] * ENVELOPES)
    close(sitting)
    assert not sitting.hall.act(voting.RECORD_RETURN, returned=51, returned_again=51)["stands"]
    sitting.hall.seal()
    issue(sitting)
    sitting.uuid = sitting.reserve
    sitting.open_vote(1, legal=True)
    with refused(ElectronicOver, "已取消"):
        sitting.call(voting.CANCEL_ELECTRONIC_VOTE, uuid=first)
    rounds = sitting.hall.vote()["rounds"]
    assert [each["void"] for each in rounds] == [True, False]
    assert sitting.vote["state"] == "open"


def test_surplus_paper_after_the_decryption_voids_the_round_and_shows_no_total(sitting: Sitting) -> None:
    to_paper_count(sitting, [FOUR] * ENVELOPES, TOTALS)
    decrypt(sitting)
    sitting.hall.act(
        voting.ORDER_RECOUNT,
        Role.SCRUTINEER,
        who=sitting.hall.accounts[SCRUTINEERS[0]],
        scrutineer=SCRUTINEERS[0],
        reason="怀疑多收一张",
    )
    done = sitting.hall.act(voting.CORRECT_RETURN, returned=51, returned_again=51, reason="多收一张")
    assert not done["carried"]
    assert [each["void"] for each in sitting.hall.vote()["rounds"]] == [True, False]
    assert sitting.vote["result"] is None


def test_totals_of_a_result_that_was_refused_never_become_public(sitting: Sitting) -> None:
    """The presidium refuses, the ballot is held again on paper, and only that is declared."""
    to_paper_count(sitting, [FOUR] * ENVELOPES, TOTALS)
    decrypt(sitting)
    hall = sitting.hall
    hall.sign()
    hall.act(voting.CONFIRM_RESULT, members=9, present=9, yes=3, no=6, abstain=0)
    hall.act(voting.VOTE_AGAIN, round=1, reason="计票有疑问")
    hall.ballot({code: (50, 7) if code != "Y5" else (20, 37) for code in hall.codes}, 57, QUOTA, [])
    hall.publish()
    assert sitting.vote["result"] is None
    kept: Any = sitting.call(voting.GET_ELECTRONIC_VOTE, Role.DEPUTY, uuid=sitting.uuid)
    assert kept["result"] is None


def test_where_the_losers_are_not_published_the_electronic_part_does_not_name_them(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    rules = {**ALLOWED, "voting.publish_losers": False}
    sitting = sealed(Sitting(suite, fresh_tenant, **rules))
    to_paper_count(sitting, [FOUR] * ENVELOPES, TOTALS)
    decrypt(sitting)
    sitting.hall.sign()
    sitting.hall.publish()
    assert sitting.vote["result"] is None
    inside: Any = sitting.call(voting.GET_ELECTRONIC_VOTE, Role.DEPUTY, uuid=sitting.uuid)
    assert inside["result"]


def test_head_and_number_of_the_board_are_for_the_hall_until_the_result_is_public(sitting: Sitting) -> None:
    issue(sitting)
    sitting.open_vote(1, legal=True)
    outside, inside = sitting.vote, sitting.call(voting.GET_ELECTRONIC_VOTE, Role.DEPUTY, uuid=sitting.uuid)
    assert (outside["head"], outside["height"], outside["ballots"]) == (None, None, None)
    assert inside["head"] and inside["ballots"] == 0
