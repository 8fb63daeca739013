"""A scrutineer's machine in the browser: makes keys with others of ours, and refuses a server that cheats."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from services.demo.scrutineer import Machine, machines
from services.voting.domain.crypto.archive import Board
from services.voting.domain.crypto.ballot import make_ballot
from services.voting.domain.crypto.checking_trustees import (
    check_binding,
    check_certificate,
    check_commitments,
    check_decryption,
    check_share,
    check_verification_key,
    short_code,
)
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.election import Election, project_questions
from services.voting.domain.crypto.encoding import compact, name_of
from services.voting.domain.crypto.reading import read_factors, read_sums
from services.voting.domain.crypto.rehearsal import new_uuid, random_answers
from services.voting.domain.crypto.tally import add_up, partial_decryption, result, sums_record
from services.voting.domain.crypto.trustees import trustees_record, vote_key
from tests.e2e.browser.module_page import module_page

TITLES, THRESHOLD, MINE = ("总监票人", "监票人01", "监票人02"), 2, 1
CONTEXT = "c1.1"

CALL = """async ([name, ...given]) => {
  const { Machine } = await import("/trustee/machine.js");
  const { decrypt } = await import("/trustee/decryption.js");
  const acts = {
    make: async (...all) => { window.machine = await Machine.make(...all); return window.machine.seed; },
    decrypt: (files, hall) => decrypt(window.machine, files, hall),
  };
  try { return await (acts[name] ?? window.machine[name].bind(window.machine))(...given); }
  catch (refused) { return { refused: refused.reason ?? String(refused), detail: refused.detail }; }
}"""


class Hall:
    """The browser's machine, two of ours, and the server between them: what it tells is in ``ceremony``."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.others: list[Machine] = machines(TITLES, THRESHOLD)[1:]
        self.seed = self.call("make", MINE, THRESHOLD, len(TITLES))
        self.ceremony: dict[str, Any] = {
            "context": CONTEXT,
            "trustees": [{"title": each} for each in TITLES],
            "certificates": {},
            "threshold": THRESHOLD,
            "commitments": {},
            "bindings": {},
            "shares": {},
        }

    def call(self, name: str, *given: Any) -> Any:
        return self.page.evaluate(CALL, [name, *given])

    def certify(self) -> None:
        texts = [self.call("certificate"), *(each.certificate() for each in self.others)]
        self.ceremony["certificates"] = dict(zip(TITLES, texts, strict=True))

    def share(self) -> None:
        texts = [self.call("commitments"), *(each.commitments() for each in self.others)]
        self.ceremony["commitments"] = dict(zip(TITLES, texts, strict=True))
        bound = [self.call("binding"), *(each.binding(self.ceremony) for each in self.others)]
        self.ceremony["bindings"] = dict(zip(TITLES, bound, strict=True))
        sealed = [self.call("shares"), *(each.shares(self.ceremony) for each in self.others)]
        self.ceremony["shares"] = dict(zip(TITLES, sealed, strict=True))

    def hold(self) -> None:
        """The whole ceremony."""
        self.certify()
        self.call("see", self.ceremony)
        self.share()
        keys = [self.call("verificationKey", self.ceremony)]
        keys += [each.verification_key(self.ceremony) for each in self.others]
        certificates = [json.loads(self.ceremony["certificates"][each]) for each in TITLES]
        commitments = [json.loads(self.ceremony["commitments"][each]) for each in TITLES]
        bindings = [json.loads(self.ceremony["bindings"][each]) for each in TITLES]
        size = len(TITLES)
        signers = [
            check_certificate(each, size, THRESHOLD, place) for place, each in enumerate(certificates, 1)
        ]
        values = [
            check_commitments(each, signer, THRESHOLD)
            for each, signer in zip(commitments, signers, strict=True)
        ]
        for each, signer, committed in zip(bindings, signers, values, strict=True):
            check_binding(each, signer, certificates, committed)
        self.public_keys = [
            check_verification_key(json.loads(each), signer, index, values)
            for index, (each, signer) in enumerate(zip(keys, signers, strict=True), 1)
        ]
        self.record = trustees_record(
            THRESHOLD, certificates, commitments, bindings, [json.loads(each) for each in keys]
        )
        self.key = vote_key(values)


@pytest.fixture
def hall(browser: Browser) -> Iterator[Hall]:
    with module_page(browser) as page:
        yield Hall(page)


def forged(machine: Machine, title: str, ceremony: dict[str, Any]) -> dict[str, Any]:
    """The ceremony as a server shows it that put a machine of its own in the place of a trustee."""
    return {**ceremony, "certificates": {**ceremony["certificates"], title: machine.certificate()}}


def test_a_machine_in_the_browser_and_ours_make_one_key(hall: Hall) -> None:
    hall.hold()
    share = json.loads(hall.ceremony["shares"][TITLES[0]][1])
    own = check_certificate(
        json.loads(hall.ceremony["certificates"][TITLES[0]]), len(TITLES), THRESHOLD, MINE
    )
    check_share(share, own, CONTEXT, MINE, 2)
    assert len(hall.public_keys) == 3


def test_every_screen_shows_the_same_short_code(hall: Hall) -> None:
    hall.certify()
    ours = short_code([json.loads(hall.ceremony["certificates"][each]) for each in TITLES])
    assert hall.call("see", hall.ceremony) == ours


def test_a_server_that_puts_itself_between_two_machines_changes_the_code(hall: Hall) -> None:
    """The same ceremony shown to two screens with other keys in it has two codes: who reads aloud hears it."""
    hall.certify()
    honest = hall.call("see", hall.ceremony)
    (middle,) = machines(TITLES, THRESHOLD)[1:2]
    assert hall.call("see", forged(middle, TITLES[1], hall.ceremony)) != honest


def test_a_server_that_shows_another_certificate_of_mine_is_refused(hall: Hall) -> None:
    hall.certify()
    (middle,) = machines(TITLES, THRESHOLD)[:1]
    assert hall.call("see", forged(middle, TITLES[0], hall.ceremony))["refused"] == "own_certificate"


def test_certificates_that_change_after_the_code_was_read_are_refused(hall: Hall) -> None:
    hall.certify()
    hall.call("see", hall.ceremony)
    hall.share()
    (middle,) = machines(TITLES, THRESHOLD)[1:2]
    later = forged(middle, TITLES[1], hall.ceremony)
    assert hall.call("verificationKey", later)["refused"] == "certificates_changed"


@pytest.mark.parametrize("told", [(1, 3), (2, 4)])
def test_a_certificate_for_another_place_or_party_is_named(hall: Hall, told: tuple[int, int]) -> None:
    """A server that tells one machine of another threshold or of more trustees is noticed by all (section 4.6.2)."""
    hall.certify()
    misled = Machine(TITLES[1], 2, *told)
    answer = hall.call("see", forged(misled, TITLES[1], hall.ceremony))
    assert (answer["refused"], answer["detail"]) == ("certificate", TITLES[1])


def test_commitments_bound_to_other_certificates_are_named(hall: Hall) -> None:
    """A server that showed another machine other certificates than ours is noticed in round 2 (section 4.6.4)."""
    hall.certify()
    hall.call("see", hall.ceremony)
    hall.share()
    (middle,) = machines(TITLES, THRESHOLD)[2:]
    bound = hall.others[0].binding(forged(middle, TITLES[2], hall.ceremony))
    hall.ceremony["bindings"][TITLES[1]] = bound
    answer = hall.call("verificationKey", hall.ceremony)
    assert (answer["refused"], answer["detail"]) == ("commitments", TITLES[1])


def test_a_share_that_does_not_fit_the_commitments_is_named(hall: Hall) -> None:
    hall.certify()
    hall.call("see", hall.ceremony)
    hall.share()
    liar = hall.others[0]
    liar.trustee.__dict__["polynomial"] = [each + 1 for each in liar.trustee.polynomial]
    hall.ceremony["shares"][liar.title] = liar.shares(hall.ceremony)
    assert hall.call("verificationKey", hall.ceremony) == {"refused": "share", "detail": liar.title}


@pytest.mark.parametrize("what", ["certificates", "commitments"])
def test_a_signature_that_does_not_hold_is_named(hall: Hall, what: str) -> None:
    hall.certify()
    if what == "commitments":
        hall.call("see", hall.ceremony)
        hall.share()
    record = json.loads(hall.ceremony[what][TITLES[2]])
    record["signature"]["response"] = "1"
    hall.ceremony[what][TITLES[2]] = compact(record)
    answer = hall.call("see" if what == "certificates" else "verificationKey", hall.ceremony)
    assert answer == {
        "refused": what.removesuffix("s") if what == "certificates" else what,
        "detail": TITLES[2],
    }


def test_a_share_meant_for_another_is_refused(hall: Hall) -> None:
    hall.certify()
    hall.call("see", hall.ceremony)
    hall.share()
    sent = hall.ceremony["shares"][TITLES[1]]
    sent[0], sent[2] = sent[2], sent[0]
    assert hall.call("verificationKey", hall.ceremony)["refused"] == "share"


def test_a_machine_is_restored_from_the_seed_on_paper(hall: Hall) -> None:
    hall.hold()
    before = hall.call("verificationKey", hall.ceremony)
    written = " ".join(hall.seed[at : at + 8] for at in range(0, 64, 8)).upper()
    assert hall.call("make", MINE, THRESHOLD, len(TITLES), written) == hall.seed
    hall.call("see", hall.ceremony)
    after = hall.call("verificationKey", hall.ceremony)
    assert json.loads(before)["public_key"] == json.loads(after)["public_key"]
    assert hall.call("make", MINE, THRESHOLD, len(TITLES), written[:-1])["refused"] == "seed"


class Vote:
    """A vote under the key of the hall, closed with three ballots."""

    def __init__(self, hall: Hall, ballots: int = 3) -> None:
        self.election = Election(new_uuid(), "演练", "演练", hall.key, project_questions(("路", "桥"), 1))
        envelopes = [new_credential() for _ in range(ballots)]
        self.credentials = sorted(str(public_credential(each, self.election.uuid)) for each in envelopes)
        self.ballots = [
            make_ballot(self.election, each, random_answers(self.election)).text for each in envelopes
        ]
        self.record = hall.record
        self.issued = ballots

    def board(self, *, tallied: list[str] | None = None, credentials: list[str] | None = None) -> Board:
        """What the server shows; ``tallied`` are the ballots whose sum it wants decrypted."""
        board = Board(0)
        board.set_up(self.election.text, self.record, compact(credentials or self.credentials))
        for each in self.ballots:
            board.accept(each)
        chosen = self.ballots if tallied is None else tallied
        board.close(len(chosen), sums_record(self.sums(chosen)))
        return board

    def sums(self, ballots: list[str]) -> Any:
        return add_up(self.election, [read_sums(each) for each in ballots])

    def ask(self, hall: Hall, board: Board, **more: Any) -> Any:
        files = [{"name": name, "content": content.decode()} for name, content in board.members()]
        told = {"shown": [board.head], "issued": self.issued, "least": 2, **more}
        return hall.call("decrypt", files, told)


def test_a_scrutineers_page_decrypts_the_closed_tally_with_one_of_ours(hall: Hall) -> None:
    hall.hold()
    vote = Vote(hall)
    opened = vote.ask(hall, vote.board())
    sums = vote.sums(vote.ballots)
    check_decryption(vote.election, hall.public_keys[0], sums, opened)
    assert hall.others[0].share is not None
    ours = partial_decryption(vote.election, hall.others[0].share, sums)
    factors = {1: read_factors(opened), 2: read_factors(ours)}
    assert sum(map(sum, result(sums, factors, 3))) <= 6


def test_it_answers_once_for_each_election(hall: Hall) -> None:
    hall.hold()
    vote = Vote(hall)
    assert isinstance(vote.ask(hall, vote.board()), str)
    assert vote.ask(hall, vote.board())["refused"] == "again"
    other = Vote(hall)
    assert isinstance(other.ask(hall, other.board()), str)


def test_a_server_that_asks_for_a_single_ballot_is_refused(hall: Hall) -> None:
    hall.hold()
    vote = Vote(hall)
    assert vote.ask(hall, vote.board(tallied=vote.ballots[:1]))["refused"] == "tally"
    alone = Vote(hall, ballots=1)
    assert alone.ask(hall, alone.board())["refused"] == "few"


def test_a_server_that_drops_the_other_ballots_is_refused_by_the_head_that_the_hall_saw(hall: Hall) -> None:
    hall.hold()
    vote = Vote(hall)
    shown = vote.board().head
    vote.ballots = vote.ballots[:2]
    assert vote.ask(hall, vote.board(), shown=[shown])["refused"] == "head"


def test_a_server_that_hands_out_credentials_of_its_own_is_refused(hall: Hall) -> None:
    hall.hold()
    vote = Vote(hall)
    stranger = str(public_credential(new_credential(), vote.election.uuid))
    more = sorted([*vote.credentials, stranger])
    assert vote.ask(hall, vote.board(credentials=more))["refused"] == "issued"
    instead = sorted([stranger, *vote.credentials[1:]])
    assert vote.ask(hall, vote.board(credentials=instead))["refused"] == "credential"


def test_a_ballot_that_counts_twice_a_broken_one_and_another_key_are_refused(hall: Hall) -> None:
    hall.hold()
    vote = Vote(hall)
    vote.ballots.append(vote.ballots[0])
    assert vote.ask(hall, vote.board())["refused"] == "credential"
    vote = Vote(hall)
    vote.ballots[1] = vote.ballots[1].replace('"signature":{"hash":"', '"signature":{"hash":"x')
    assert vote.ask(hall, vote.board())["refused"] == "ballot"
    vote = Vote(hall)
    vote.election = Election(new_uuid(), "演练", "演练", hall.public_keys[0], vote.election.questions)
    vote.ballots = []
    assert vote.ask(hall, vote.board(), least=0)["refused"] == "key"


def test_a_board_with_a_changed_file_or_a_broken_chain_is_refused(hall: Hall) -> None:
    hall.hold()
    vote = Vote(hall)
    board = vote.board()
    members = list(board.members())
    files = [{"name": name, "content": content.decode()} for name, content in members]
    told = {"shown": [board.head], "issued": 3, "least": 2}
    changed = [*files]
    changed[3] = {**files[3], "content": files[3]["content"] + " "}
    assert hall.call("decrypt", changed, told)["refused"] == "file"
    last = files[-1]
    event = compact({**json.loads(last["content"]), "height": 99})
    renamed = {"name": f"{name_of(event.encode())}.event.json", "content": event}
    assert hall.call("decrypt", [*files[:-1], renamed], told)["refused"] == "chain"
    assert hall.call("decrypt", files[:-3], told)["refused"] in ("head", "chain")
