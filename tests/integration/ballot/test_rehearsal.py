"""An electronic rehearsal from the scrutineers' keys to an archive that an outside program accepts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from services.demo.scrutineer import ShareWrong, machines
from services.verifier.verification import Request, verify
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.rehearsal import new_uuid
from services.voting.domain.crypto.trustees import Trustee
from services.voting.domain.electronic.errors import (
    AlreadyDecrypted,
    BoardNotPublic,
    CeremonyAnswerWrong,
    CeremonyNotComplete,
    CodesDiffer,
    ElectionNotClosed,
    EnvelopesWrong,
    NotATrustee,
    ScrutineersNotYet,
    TrusteesWrong,
    UndrawnWrong,
)
from shared.contracts import voting
from shared.kernel.errors import DomainError
from shared.kernel.state_machine import ActNotPossible
from shared.messaging.envelope import RemoteRefusal
from shared.tenancy.roles import Role
from tests.integration.ballot.sitting import Sitting
from tests.integration.voting.hall import SCRUTINEERS
from tests.support.belenios import verdict
from tests.support.calling import CallingSuite

GIVEN = [
    [[1, 1, 0, 0, 0], [0, 0, 0, 0, 1]],
    [[1, 1, 1, 1, 0], [0, 0, 0, 0, 1]],
    [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0]],
    [[0, 0, 0, 0, 1], [1, 1, 1, 1, 0]],
]
TOTALS = [[2, 2, 1, 1, 1], [1, 1, 1, 1, 2]]


@pytest.fixture
def sitting(suite: CallingSuite, fresh_tenant: str) -> Sitting:
    made = Sitting(suite, fresh_tenant)
    made.seat()
    return made


@contextmanager
def refused(kind: type[DomainError], says: str | None = None) -> Iterator[None]:
    with pytest.raises(RemoteRefusal, match=says) as found:
        yield
    assert found.value.remote_code == kind.code


def voting_open(sitting: Sitting, drawn: int = 4, undrawn: int = 2) -> None:
    sitting.hold_ceremony()
    sitting.print_envelopes(drawn + undrawn)
    sitting.open_vote(undrawn)


def test_a_rehearsal_is_accepted_by_an_outside_program_and_says_what_was_marked_y033(
    sitting: Sitting, tmp_path: Path
) -> None:
    voting_open(sitting)
    ballots = [sitting.make(number, answers) for number, answers in enumerate(GIVEN)]
    for each in ballots[:3]:
        assert sitting.cast(each) == {"verdict": "accepted", "tracker": each.tracker}
    advanced = sitting.minute_passes()
    assert (advanced["ballots"], advanced["result"]) == (3, None)
    early = advanced["head"]
    sitting.cast(ballots[3])
    closed = sitting.call(voting.CLOSE_ELECTRONIC_VOTE, uuid=sitting.uuid)
    assert (closed["state"], closed["ballots"], closed["issued"]) == ("closed", 4, 4)
    texts = [each.text for each in ballots]
    assert sitting.decrypt(sitting.machines[2], texts)["result"] is None
    declared = sitting.decrypt(sitting.machines[0], texts)
    assert (declared["state"], declared["decrypted_by"]) == ("declared", [1, 3])
    assert declared["result"] == TOTALS
    names = [name for name, _ in sitting.members()]
    assert f"{early}.event.json" in names and names[-1] == f"{declared['head']}.event.json"
    path = sitting.export(tmp_path)
    assert verdict(tmp_path)
    report = verify(Request(path, heads=[early, declared["head"]]))
    assert (report.findings, report.result, report.ballots, report.issued) == ([], TOTALS, 4, 4)
    assert report.trustees == [{"number": 3, "threshold": 2, "code": sitting.ceremony["code"]}]


def test_it_says_on_every_record_that_it_is_a_rehearsal_a10_17(sitting: Sitting) -> None:
    voting_open(sitting)
    record = json.loads(sitting.vote["election"])
    assert sitting.vote["rehearsal"]
    assert "演练" in record["name"] and "演练" in record["description"]


def test_the_pair_proofs_of_counted_ballots_stand_beside_the_archive(sitting: Sitting) -> None:
    voting_open(sitting)
    made = [sitting.make(number, answers) for number, answers in enumerate(GIVEN[:2])]
    for each in made:
        sitting.cast(each)
    with refused(BoardNotPublic):
        sitting.call(voting.READ_PAIRS, Role.RESIDENT, uuid=sitting.uuid)
    sitting.call(voting.CLOSE_ELECTRONIC_VOTE, uuid=sitting.uuid)
    lines = sitting.call(voting.READ_PAIRS, uuid=sitting.uuid)["lines"]
    assert sorted(lines) == sorted(each.pairs_line for each in made)


def test_no_keys_before_there_are_scrutineers_and_none_for_others_a10_11(
    suite: CallingSuite, fresh_tenant: str
) -> None:
    early = Sitting(suite, fresh_tenant)
    early.hall.open()
    with refused(ScrutineersNotYet):
        early.open_ceremony()


def test_trustees_are_scrutineers_each_once_and_enough_of_them(sitting: Sitting) -> None:
    for trustees, threshold in (
        (["监票人99"], 1),
        ([SCRUTINEERS[0]] * 2, 1),
        (SCRUTINEERS, 4),
    ):
        with refused(TrusteesWrong):
            sitting.call(
                voting.OPEN_CEREMONY,
                session_id=sitting.hall.session_id,
                trustees=[{"title": each} for each in trustees],
                threshold=threshold,
            )


def test_a_machine_answers_for_its_own_scrutineer_in_its_own_round(sitting: Sitting) -> None:
    sitting.open_ceremony()
    first, second, third = sitting.machines
    with refused(ActNotPossible):
        sitting.act(voting.SUBMIT_VERIFICATION_KEY, first, verification_key="{}")
    with refused(NotATrustee):
        sitting.call(
            voting.SUBMIT_CERTIFICATE,
            ceremony_id=sitting.ceremony_id,
            title="监票人99",
            certificate=first.certificate(),
        )
    with refused(CeremonyAnswerWrong):
        wrong = json.loads(first.certificate()) | {"message": json.loads(second.certificate())["message"]}
        sitting.act(voting.SUBMIT_CERTIFICATE, first, certificate=compact(wrong))
    sitting.certify()
    assert sitting.ceremony["state"] == "comparing"
    with refused(CodesDiffer):
        sitting.act(voting.CONFIRM_CODE, third, code="AAAA BBBB CCCC DDDD EEEE")
    with refused(ActNotPossible):
        sitting.send_shares(first, sitting.ceremony, shares=["{}"])
    sitting.confirm()
    with refused(CeremonyAnswerWrong):
        seen = sitting.ceremony
        sitting.send_shares(first, seen, shares=second.shares(seen))
    with refused(CeremonyAnswerWrong):
        sitting.send_shares(first, seen, binding=second.binding(seen))


def test_a_share_that_does_not_fit_is_complained_of_and_all_begins_anew(sitting: Sitting) -> None:
    sitting.open_ceremony()
    sitting.certify()
    sitting.confirm()
    seen = sitting.ceremony
    liar = sitting.machines[0]
    honest = liar.trustee
    liar.trustee = Trustee(b"another polynomial, the same keys", 1, 2, 3)
    liar.trustee.__dict__["signing_key"] = honest.signing_key
    false_shares = liar.shares(seen)
    liar.trustee = honest
    sitting.send_shares(liar, seen, shares=false_shares)
    for each in sitting.machines[1:]:
        sitting.send_shares(each, seen)
    victim = sitting.machines[1]
    with pytest.raises(ShareWrong):
        victim.verification_key(sitting.ceremony)
    again = sitting.act(voting.COMPLAIN, victim, against=liar.title)
    assert (again["state"], again["attempt"], again["complaints"]) == ("certifying", 2, 1)
    assert again["certificates"] == again["shares"] == {}
    sitting.machines = machines(SCRUTINEERS, 2)
    for step in (sitting.certify, sitting.confirm, sitting.exchange, sitting.verify):
        step()
    assert sitting.ceremony["state"] == "complete"


def test_only_addressees_open_shares_and_the_key_is_nobodys(sitting: Sitting) -> None:
    sitting.hold_ceremony()
    seen = sitting.ceremony
    outsider, insider = machines(SCRUTINEERS, 2)[1], sitting.machines[1]
    with pytest.raises(ShareWrong):
        outsider.verification_key(seen)
    keys = {title: json.loads(each)["public_key"] for title, each in seen["verification_keys"].items()}
    assert json.loads(insider.verification_key(seen))["public_key"] == keys[insider.title]
    assert seen["public_key"] not in keys.values()


def test_envelopes_come_in_no_order_and_setup_holds_exactly_what_was_drawn(sitting: Sitting) -> None:
    sitting.open_ceremony()
    sitting.envelopes = [new_credential() for _ in range(3)]
    plain = [str(public_credential(each, sitting.uuid)) for each in sitting.envelopes]
    for wrong in (sorted(plain, reverse=True), [plain[0]] * 3, [*sorted(plain)[:1], "4"]):
        with refused(EnvelopesWrong):
            sitting.call(
                voting.REGISTER_ENVELOPES,
                Role.CONGRESS_CLERK,
                session_id=sitting.hall.session_id,
                votes=[{"uuid": sitting.uuid, "credentials": wrong}],
            )
    sitting.print_envelopes(5)
    with refused(EnvelopesWrong):
        sitting.print_envelopes(5)
    sitting.uuid, sitting.reserve = new_uuid(), new_uuid()
    assert sitting.print_envelopes(5)["number"] == 5


def test_voting_opens_only_with_a_key_and_with_as_many_credentials_as_were_issued(sitting: Sitting) -> None:
    sitting.open_ceremony()
    sitting.print_envelopes(5)
    with refused(CeremonyNotComplete):
        sitting.open_vote(2)
    for step in (sitting.certify, sitting.confirm, sitting.exchange, sitting.verify):
        step()
    for undrawn, issued in ((2, 4), (2, 2), (0, 4)):
        with refused(UndrawnWrong, "不符"):
            sitting.open_vote(undrawn, issued=issued)
    sitting.open_vote(2)
    listed = json.loads(next(content for _, content in sitting.members()[3:]))
    assert listed == sitting.listed(sitting.uuid, sitting.envelopes[:3])


def test_one_ballot_a_credential_and_a_cast_ballot_stands(sitting: Sitting) -> None:
    voting_open(sitting)
    first, second = (sitting.make(0, answers) for answers in GIVEN[:2])
    accepted = {"verdict": "accepted", "tracker": first.tracker}
    assert [sitting.cast(first), sitting.cast(first)] == [accepted] * 2
    assert sitting.cast(second) == {"verdict": "credential_used", "tracker": None}
    assert sitting.minute_passes()["ballots"] == 1
    assert sitting.cast(first) == accepted
    assert sitting.cast(second)["verdict"] == "credential_used"
    assert sitting.call(voting.CLOSE_ELECTRONIC_VOTE, uuid=sitting.uuid)["ballots"] == 1


def test_what_is_no_ballot_of_this_vote_is_refused_by_name_and_by_hash_only(
    suite: CallingSuite, sitting: Sitting
) -> None:
    voting_open(sitting)
    made = sitting.make(0, GIVEN[0])
    undrawn = sitting.make(5, GIVEN[0])
    assert sitting.cast(undrawn)["verdict"] == "unknown_credential"
    assert sitting.cast(made, pairs=None)["verdict"] == "pair_unproved"
    assert sitting.cast(made, ballot="not json")["verdict"] == "malformed"
    assert (
        sitting.cast(made, ballot=made.text.replace(sitting.uuid, sitting.reserve))["verdict"]
        == "other_election"
    )
    with suite.engines["voting"].connect() as connection:
        connection.execute(sa.text("SELECT set_config('app.tenant', :t, true)"), {"t": sitting.hall.tenant})
        kept = connection.execute(sa.text("SELECT verdict, ballot, credential FROM ballots_received")).all()
    assert len(kept) == 4
    assert {(row.ballot, row.credential) for row in kept} == {(None, None)}
    assert sitting.cast(made)["verdict"] == "accepted"


def test_nothing_is_decrypted_before_the_close_nor_twice_by_one(sitting: Sitting) -> None:
    voting_open(sitting)
    made = sitting.make(0, GIVEN[0])
    sitting.cast(made)
    with refused(ElectionNotClosed):
        sitting.decrypt(sitting.machines[0], [made.text])
    sitting.call(voting.CLOSE_ELECTRONIC_VOTE, uuid=sitting.uuid)
    assert sitting.cast(sitting.make(1, GIVEN[1])) == {"verdict": "vote_closed", "tracker": None}
    with refused(CeremonyAnswerWrong):
        sitting.decrypt(sitting.machines[0], [])
    sitting.decrypt(sitting.machines[0], [made.text])
    with refused(AlreadyDecrypted):
        sitting.decrypt(sitting.machines[0], [made.text])


def test_a_cancelled_vote_is_never_opened(sitting: Sitting) -> None:
    voting_open(sitting)
    made = sitting.make(0, GIVEN[0])
    sitting.cast(made)
    assert sitting.call(voting.CANCEL_ELECTRONIC_VOTE, uuid=sitting.uuid)["state"] == "cancelled"
    assert sitting.cast(sitting.make(1, GIVEN[1])) == {"verdict": "vote_closed", "tracker": None}
    with refused(ElectionNotClosed):
        sitting.decrypt(sitting.machines[0], [made.text])
    with refused(BoardNotPublic):
        sitting.members(Role.RESIDENT)


def test_casting_leaves_no_trace_key_time_or_order_y033(suite: CallingSuite, sitting: Sitting) -> None:
    voting_open(sitting)
    before = rows(suite, sitting)
    for number, answers in enumerate(GIVEN):
        sitting.cast(sitting.make(number, answers))
    after = rows(suite, sitting)
    changed = {table for table in after if after[table] != before[table]}
    assert changed == {"ballots_received"}
    assert set(after["ballots_received"][0]) == {
        "tenant_id",
        "election",
        "digest",
        "verdict",
        "credential",
        "tracker",
        "ballot",
        "pairs",
    }
    sitting.minute_passes()
    kept = [json.loads(content) for name, content in sitting.members() if name.endswith(".data.json")]
    credentials = [each["credential"] for each in kept if isinstance(each, dict) and "credential" in each]
    digests = [name for name, content in sitting.members() if b'"election_hash"' in content]
    assert len(credentials) == 4
    assert digests == sorted(digests)


def rows(suite: CallingSuite, sitting: Sitting) -> dict[str, list[dict[str, Any]]]:
    """Every row of the tenant in every table of voting."""
    found = {}
    with suite.engines["voting"].connect() as connection:
        connection.execute(sa.text("SELECT set_config('app.tenant', :t, true)"), {"t": sitting.hall.tenant})
        for table in suite.stores["voting"].metadata.sorted_tables:
            selected = connection.execute(sa.select(table)).mappings().all()
            found[table.name] = sorted((dict(each) for each in selected), key=compact_text)
    return found


def compact_text(row: dict[str, Any]) -> str:
    return compact({key: str(value) for key, value in row.items()})
