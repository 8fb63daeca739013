"""A rehearsal of the electronic ballot before the paper vote: no clause of the measure allows more (A10.17).

The scrutineers make a key, one of them complains and they begin anew, six deputies try the tablets with random marks,
the tally is opened; a second rehearsal is cancelled.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from services.demo.player import Player
from services.demo.scrutineer import Machine, machines
from services.voting.domain.crypto.ballot import make_ballot
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.reading import read_election, read_sums
from services.voting.domain.crypto.rehearsal import new_uuid, random_answers
from services.voting.domain.crypto.tally import add_up, partial_decryption
from shared.contracts import voting

PRINTED, DRAWN = 8, 6


@dataclass(frozen=True)
class Opened:
    """Electronic votes of one printing: their addresses, the envelopes that were drawn, the scrutineers' machines."""

    votes: list[dict[str, Any]]
    envelopes: list[str]
    machines: list[Machine]
    threshold: int


def rehearse(player: Player, titles: tuple[str, ...], threshold: int, quota: int) -> None:
    """From the keys to the result, as one sitting; nothing that comes later depends on it.

    Secrets are of this moment alone, so that an interrupted rehearsal is held anew from its beginning.
    """
    if player.again:
        return
    opened = open_rehearsal(player, titles, threshold, quota, PRINTED, DRAWN)
    first, second = opened.votes
    for envelope in opened.envelopes:
        _cast(player, first, envelope)
    finish(player, opened, first["uuid"])
    player.act(voting.CANCEL_ELECTRONIC_VOTE, as_="scrutineer", uuid=second["uuid"])
    player.facts["rehearsal"] = first["uuid"]


def open_rehearsal(
    player: Player, titles: tuple[str, ...], threshold: int, quota: int, printed: int, drawn: int
) -> Opened:
    """Keys and envelopes for two votes, both open."""
    player.client.begin(f"{player.client.step} {secrets.token_hex(8)}")
    session = player.facts["session"]
    ceremony = _keys(player, session, titles, threshold)
    envelopes = [new_credential() for _ in range(printed)]
    uuids = [new_uuid(), new_uuid()]
    player.act(
        voting.REGISTER_ENVELOPES,
        session_id=session,
        votes=[{"uuid": each, "credentials": _public(envelopes, each)} for each in uuids],
        rehearsal=True,
    )
    undrawn = [{"uuid": each, "credentials": _public(envelopes[drawn:], each)} for each in uuids]
    votes = [
        player.act(
            voting.OPEN_ELECTRONIC_VOTE,
            as_="scrutineer",
            session_id=session,
            ceremony_id=ceremony["id"],
            uuid=each,
            quota=quota,
            issued=drawn,
            undrawn=undrawn,
        )
        for each in uuids
    ]
    return Opened(votes, envelopes[:drawn], ceremony["machines"], threshold)


def finish(player: Player, opened: Opened, uuid: str) -> None:
    """Close a vote, and let as many scrutineers as are needed open its tally from what stands on the board."""
    player.act(voting.CLOSE_ELECTRONIC_VOTE, as_="scrutineer", uuid=uuid)
    vote = player.act(voting.GET_ELECTRONIC_VOTE, as_="scrutineer", uuid=uuid)
    ballots = _ballots(player, uuid)
    for machine in opened.machines[: opened.threshold]:
        _decrypt(player, vote, machine, ballots)


def _ballots(player: Player, uuid: str) -> list[str]:
    """The ballots on the board, as the scrutineer's machine reads them."""
    found: list[str] = []
    after: int | None = -1
    while after is not None:
        page = player.act(voting.READ_BOARD, as_="scrutineer", uuid=uuid, after=after, limit=50)
        found += [each["content"] for each in page["items"] if '"election_hash"' in each["content"]]
        after = page["next"]
    return found


def _keys(player: Player, session: str, titles: tuple[str, ...], threshold: int) -> dict[str, Any]:
    opened = player.act(
        voting.OPEN_CEREMONY,
        as_="scrutineer",
        session_id=session,
        trustees=[{"title": each} for each in titles],
        threshold=threshold,
    )
    taking_part = machines(titles, threshold)
    seen = _certify(player, opened["id"], taking_part)
    player.act(
        voting.COMPLAIN, as_="scrutineer", ceremony_id=opened["id"], title=titles[-1], against=titles[0]
    )
    taking_part = machines(titles, threshold)
    seen = _certify(player, opened["id"], taking_part)
    for each in taking_part:
        _answer(player, voting.CONFIRM_CODE, opened["id"], each, code=seen["code"])
    for each in taking_part:
        sent = {
            "commitments": each.commitments(),
            "binding": each.binding(seen),
            "shares": each.shares(seen),
        }
        _answer(player, voting.SUBMIT_SHARES, opened["id"], each, **sent)
    seen = player.act(voting.GET_CEREMONY, as_="scrutineer", ceremony_id=opened["id"])
    for each in taking_part:
        _answer(
            player,
            voting.SUBMIT_VERIFICATION_KEY,
            opened["id"],
            each,
            verification_key=each.verification_key(seen),
        )
    return {"id": opened["id"], "machines": taking_part}


def _certify(player: Player, ceremony_id: str, taking_part: list[Machine]) -> Any:
    for each in taking_part:
        _answer(player, voting.SUBMIT_CERTIFICATE, ceremony_id, each, certificate=each.certificate())
    return player.act(voting.GET_CEREMONY, as_="scrutineer", ceremony_id=ceremony_id)


def _answer(player: Player, operation: Any, ceremony_id: str, machine: Machine, **body: Any) -> None:
    player.act(operation, as_="scrutineer", ceremony_id=ceremony_id, title=machine.title, **body)


def _cast(player: Player, vote: dict[str, Any], envelope: str) -> None:
    election = read_election(vote["election"])
    made = make_ballot(election, envelope, random_answers(election))
    player.act(voting.CAST_BALLOT, as_="resident", uuid=vote["uuid"], ballot=made.text, pairs=made.pairs_text)


def _decrypt(player: Player, vote: dict[str, Any], machine: Machine, ballots: list[str]) -> None:
    election = read_election(vote["election"])
    sums = add_up(election, [read_sums(each) for each in ballots])
    if machine.share is None:
        raise RuntimeError(f"{machine.title} has no share")
    decryption = partial_decryption(election, machine.share, sums)
    player.act(
        voting.SUBMIT_DECRYPTION,
        as_="scrutineer",
        uuid=vote["uuid"],
        title=machine.title,
        decryption=decryption,
    )


def _public(envelopes: list[str], uuid: str) -> list[str]:
    return sorted(str(public_credential(each, uuid)) for each in envelopes)
