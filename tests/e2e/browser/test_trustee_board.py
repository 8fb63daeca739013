"""What a scrutineer's page asks of a board before it decrypts: all of it holds, or nothing is opened (ballot-format.md)."""

from __future__ import annotations

import io
import json
import tarfile
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from services.voting.domain.crypto.archive import Board
from services.voting.domain.crypto.checking_trustees import check_decryption
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.election import Election
from services.voting.domain.crypto.encoding import compact, name_of
from services.voting.domain.crypto.reading import read_factors
from services.voting.domain.crypto.rehearsal import new_uuid
from services.voting.domain.crypto.tally import partial_decryption, result
from tests.e2e.browser.module_page import module_page
from tests.e2e.browser.trustee_hall import Hall, Vote
from tests.support.forging import Played, play
from tests.support.mutants import MUTANTS, Mutant


@pytest.fixture
def hall(browser: Browser) -> Iterator[Hall]:
    """The key is made, and a vote may be held."""
    with module_page(browser) as page:
        found = Hall(page)
        found.hold()
        yield found


def test_a_scrutineers_page_decrypts_the_closed_tally_with_one_of_ours(hall: Hall) -> None:
    vote = Vote(hall)
    opened = vote.ask(hall, vote.board())
    sums = vote.sums(vote.ballots)
    check_decryption(vote.election, hall.public_keys[0], sums, opened)
    assert hall.others[0].share is not None
    ours = partial_decryption(vote.election, hall.others[0].share, sums)
    factors = {1: read_factors(opened), 2: read_factors(ours)}
    assert sum(map(sum, result(sums, factors, 3))) <= 6


def test_it_answers_once_for_each_election(hall: Hall) -> None:
    vote = Vote(hall)
    assert isinstance(vote.ask(hall, vote.board()), str)
    assert vote.ask(hall, vote.board())["refused"] == "again"
    other = Vote(hall)
    assert isinstance(other.ask(hall, other.board()), str)


def test_a_server_that_asks_for_a_single_ballot_is_refused(hall: Hall) -> None:
    vote = Vote(hall)
    assert vote.ask(hall, vote.board(tallied=vote.ballots[:1]))["refused"] == "tally"
    alone = Vote(hall, ballots=1)
    assert alone.ask(hall, alone.board())["refused"] == "few"


def test_a_server_that_drops_the_other_ballots_is_refused_by_the_head_that_the_hall_saw(hall: Hall) -> None:
    vote = Vote(hall)
    shown = vote.board().head
    vote.ballots = vote.ballots[:2]
    assert vote.ask(hall, vote.board(), shown=[shown])["refused"] == "head"


def test_a_head_from_before_the_close_says_nothing_of_the_ballots(hall: Hall) -> None:
    vote = Vote(hall)
    board = vote.board()
    early = Board(0)
    early.set_up(vote.election.text, hall.record, compact(vote.credentials))
    assert vote.ask(hall, board, shown=[early.head])["refused"] == "head"
    assert isinstance(vote.ask(hall, board, shown=[early.head, board.head]), str)


def test_a_server_that_hands_out_credentials_of_its_own_is_refused(hall: Hall) -> None:
    vote = Vote(hall)
    stranger = str(public_credential(new_credential(), vote.election.uuid))
    more = sorted([*vote.credentials, stranger])
    assert vote.ask(hall, vote.board(credentials=more))["refused"] == "issued"
    instead = sorted([stranger, *vote.credentials[1:]])
    assert vote.ask(hall, vote.board(credentials=instead))["refused"] == "credential"


def test_a_ballot_that_counts_twice_a_broken_one_and_another_key_are_refused(hall: Hall) -> None:
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


TALLY = """async ([files, told]) => {
  const { tallyOf } = await import("/trustee/board.js");
  const { BallotChecks } = await import("/trustee/checks.js");
  const { Chain } = await import("/trustee/chain.js");
  window.checks ??= new BallotChecks();
  try { await tallyOf(await Chain.of(files), window.checks, { ...told, voteKey: BigInt(told.key) }); }
  catch (refused) { return refused.reason; }
  return "opened";
}"""

Files = list[dict[str, str]]


def until_the_close(archive: bytes) -> Files:
    """The files that a scrutineer's page is shown before anybody has decrypted."""
    shown: Files = []
    with tarfile.open(fileobj=io.BytesIO(archive)) as members:
        for each in members:
            content = members.extractfile(each)
            assert content is not None
            shown.append({"name": each.name, "content": content.read().decode(errors="replace")})
            if each.name.endswith(".event.json") and '"type":"EncryptedTally"' in shown[-1]["content"]:
                break
    return shown


def reads(mutant: Mutant) -> bool:
    """Whether the page reads what the mutant forged; how an archive is packed is for the verifier alone."""
    packed = mutant.name.startswith("archive:") and mutant.code != "archive.digest"
    beside = mutant.name.startswith(("pairs:", "decryption:", "result:", "trustees:"))
    return not packed and not beside


def tallied(page: Page, played: Played, files: Files) -> str:
    """What the page says of these files: ``opened``, or why not."""
    head = files[-1]["name"].partition(".")[0]
    told = {"shown": [head], "issued": 3, "least": 2, "key": str(played.election.public_key)}
    found: str = page.evaluate(TALLY, [files, told])
    return found


def test_no_forged_board_is_opened(browser: Browser) -> None:
    """Each forged vote that the verifier is tried with, as far as it is there at the close."""
    played = play()
    honest = until_the_close(played.honest.archive())
    with module_page(browser) as page:
        assert tallied(page, played, honest) == "opened"
        forged = {each.name: until_the_close(each.forge(played).archive) for each in MUTANTS if reads(each)}
        said = {name: tallied(page, played, files) for name, files in forged.items() if files != honest}
    assert [name for name, verdict in said.items() if verdict == "opened"] == []
    assert len(said) > 50
    assert set(said.values()) >= {
        "file",
        "chain",
        "head",
        "election",
        "key",
        "issued",
        "ballot",
        "credential",
        "tally",
    }


FOLLOWED = """async ([key, pages]) => {
  const { Following } = await import("/trustee/following.js");
  const { BallotChecks } = await import("/trustee/checks.js");
  const checks = new BallotChecks(1);
  const seen = [];
  const following = new Following(async (after) => { seen.push(after); return pages.shift(); }, BigInt(key), checks);
  try {
    while (pages.length) await following.look();
    await Promise.all(following.chain.payloads("Ballot").map((each) => checks.holds(each, following.chain.setup().election)));
  } catch (refused) { return [refused.reason, seen]; }
  return [following.known, following.checked, seen];
}"""


def paged(board: Board, *ends: int) -> list[dict[str, Any]]:
    """The board as it was read at some moments, a page each; each ends before a position."""
    files = [
        {"position": place, "name": name, "content": content.decode()}
        for place, (name, content) in enumerate(board.members())
    ]
    starts = (0, *ends)
    return [
        {"items": files[start:end], "next": None}
        for start, end in zip(starts, (*ends, len(files)), strict=True)
    ]


def test_a_board_is_followed_while_it_grows_and_each_ballot_looked_at_once(hall: Hall) -> None:
    vote = Vote(hall)
    board = vote.board()
    # Each moment asks behind the last file of the one before; one moment brings nothing.
    told = hall.page.evaluate(FOLLOWED, [str(vote.election.public_key), paged(board, 5, 7, 7, 9)])
    assert told == [3, 3, [-1, 4, 6, 6, 8]]


def test_a_board_that_is_told_otherwise_later_is_refused(hall: Hall) -> None:
    """A ballot was dropped from what the page had read before: the next event does not go on from there."""
    vote = Vote(hall)
    first, *_ = paged(vote.board(), 9)
    vote.ballots = vote.ballots[1:]
    _, later = paged(vote.board(), 7)
    assert hall.page.evaluate(FOLLOWED, [str(vote.election.public_key), [first, later]])[0] == "chain"


def test_a_vote_under_a_key_that_this_machine_did_not_make_is_not_followed(hall: Hall) -> None:
    vote = Vote(hall)
    assert hall.page.evaluate(FOLLOWED, [str(vote.election.public_key + 1), paged(vote.board())])[0] == "key"
