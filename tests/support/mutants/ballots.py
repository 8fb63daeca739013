"""Mutants of ballots and their pair proofs; where the deputy cheats, the ballot is signed again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from gmpy2 import mpz

from services.voting.domain.crypto.ballot import make_ballot
from services.voting.domain.crypto.election import Election, Question
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.group import P, Q, g_to
from services.voting.domain.crypto.proofs import encrypt
from services.voting.domain.crypto.rehearsal import new_uuid
from tests.support.forging import Forgery, Played
from tests.support.mutants.negated import outside_the_group
from tests.support.mutants.registry import edited, mutant, nudged


def _ballot(played: Played, change: Callable[[Any], Any], *, signed: bool = False) -> Forgery:
    """The first ballot changed in place; whatever is counted is counted with it."""
    record = json.loads(played.honest.ballots[0])
    change(record)
    text = played.signed(record, 0) if signed else compact(record)
    return replace(played.honest, ballots=(text, *played.honest.ballots[1:]))


def _line(played: Played, change: Callable[[Any], Any]) -> Forgery:
    return replace(played.honest, pairs=(edited(played.honest.pairs[0], change), *played.honest.pairs[1:]))


def _loose(played: Played, titles: tuple[str, str], most: tuple[int, int]) -> Election:
    """The vote as a cheating device takes it, which proves each choice rightly: other limits, the same fingerprint."""
    questions = tuple(
        Question(title, ("路", "桥"), 0, each) for title, each in zip(titles, most, strict=True)
    )
    loose = replace(played.election, questions=questions)
    loose.__dict__["fingerprint"] = played.election.fingerprint
    return loose


def _greedy(played: Played, branches: slice) -> Forgery:
    """Both projects approved where one may be; of the proof for 0, 1 or 2 these branches are shown."""
    loose = _loose(played, ("赞成", "反对"), (2, 2))
    greedy = json.loads(make_ballot(loose, played.envelopes[0], [[1, 1], [0, 0]]).text)

    def alter(record: Any) -> None:
        record["answers"] = greedy["answers"]
        record["answers"][0]["overall_proof"] = record["answers"][0]["overall_proof"][branches]

    return _ballot(played, alter, signed=True)


@mutant("ballot.choice-proof", "ballot: a proof of a choice altered, signed again")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        proof = record["answers"][0]["individual_proofs"][0][0]
        proof["response"] = nudged(proof["response"])

    return _ballot(played, alter, signed=True)


@mutant("ballot.hash", "ballot: a proof altered, not signed again")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        proof = record["answers"][0]["individual_proofs"][0][0]
        proof["response"] = nudged(proof["response"])

    return _ballot(played, alter)


@mutant("ballot.choice-proof", "ballot: a ciphertext altered, signed again")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        sealed = record["answers"][1]["choices"][1]
        sealed["beta"] = str(mpz(sealed["beta"]) * g_to(mpz(1)) % P)

    return _ballot(played, alter, signed=True)


@mutant("ballot.choice-proof", "ballot: ciphertexts of two candidates swapped, signed again")
def _(played: Played) -> Forgery:
    return _ballot(played, lambda record: record["answers"][0]["choices"].reverse(), signed=True)


@mutant("ballot.choice-proof", "ballot: both branches of a proof swapped, signed again")
def _(played: Played) -> Forgery:
    return _ballot(played, lambda record: record["answers"][0]["individual_proofs"][0].reverse(), signed=True)


@mutant("record.list", "ballot: a branch dropped from a proof, signed again")
def _(played: Played) -> Forgery:
    return _ballot(played, lambda record: record["answers"][0]["individual_proofs"][0].pop(), signed=True)


@mutant("ballot.sum-proof", "ballot: the sum's branches swapped, signed again")
def _(played: Played) -> Forgery:
    return _ballot(played, lambda record: record["answers"][0]["overall_proof"].reverse(), signed=True)


@mutant("record.list", "ballot: a branch doubled in the sum's proof, signed again")
def _(played: Played) -> Forgery:
    return _ballot(
        played,
        lambda record: record["answers"][0]["overall_proof"].append(record["answers"][0]["overall_proof"][0]),
        signed=True,
    )


@mutant("record.list", "ballot: more approved than the quota, with the proof of a larger quota, signed again")
def _(played: Played) -> Forgery:
    return _greedy(played, slice(None))


@mutant("ballot.sum-proof", "ballot: more approved than the quota, with the end of that proof, signed again")
def _(played: Played) -> Forgery:
    return _greedy(played, slice(1, None))


@mutant("ballot.choice-proof", "ballot: two votes in one choice, signed again")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        record["answers"][0]["choices"][0] = encrypt(played.election.key, 2, mpz(12345)).record()

    return _ballot(played, alter, signed=True)


@mutant("ballot.other-vote", "ballot: of another vote, with a valid signature there")
def _(played: Played) -> Forgery:
    other = make_ballot(replace(played.election, uuid=new_uuid()), played.envelopes[0], [[1, 0], [0, 0]])
    return replace(played.honest, ballots=(other.text, *played.honest.ballots[1:]))


@mutant("ballot.other-vote", "ballot: made for the same vote with another candidate list")
def _(played: Played) -> Forgery:
    renamed = tuple(replace(each, answers=("路", "灯")) for each in played.election.questions)
    other = make_ballot(replace(played.election, questions=renamed), played.envelopes[0], [[1, 0], [0, 0]])
    return replace(played.honest, ballots=(other.text, *played.honest.ballots[1:]))


@mutant("ballot.credential", "ballot: cast with an envelope that was never drawn")
def _(played: Played) -> Forgery:
    stranger = make_ballot(played.election, played.envelopes[-1], [[1, 0], [0, 0]])
    return replace(
        played.counted([*played.honest.ballots, stranger.text]),
        pairs=(*played.honest.pairs, stranger.pairs_line),
    )


@mutant("ballot.second", "ballot: a second one of one credential", outside_misses=True)
def _(played: Played) -> Forgery:
    second = make_ballot(played.election, played.envelopes[0], [[0, 0], [1, 1]])
    pairs = (*played.honest.pairs, second.pairs_line)
    # The outside program lets the last one count.
    counted = played.counted([*played.honest.ballots[1:], second.text], pairs=pairs)
    return replace(counted, ballots=(*played.honest.ballots, second.text))


@mutant("archive.duplicate", "ballot: the same one twice")
def _(played: Played) -> Forgery:
    return played.counted([*played.honest.ballots, played.honest.ballots[0]])


@mutant("ballot.choice-proof", "ballot: another deputy's ciphertexts and proofs copied, signed again")
def _(played: Played) -> Forgery:
    other = json.loads(played.honest.ballots[1])
    return _ballot(played, lambda record: record.update(answers=other["answers"]), signed=True)


@mutant("ballot.signature", "ballot: another deputy's credential on it")
def _(played: Played) -> Forgery:
    other = json.loads(played.honest.ballots[1])
    forged = json.loads(played.honest.ballots[0])
    forged["credential"] = other["credential"]
    signature = json.loads(played.signed(forged, 0))["signature"]
    text = compact({**forged, "signature": signature})
    return replace(played.honest, ballots=(text, *played.honest.ballots[2:]))


@mutant("ballot.signature", "ballot: signature altered")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        proof = record["signature"]["proof"]
        proof["response"] = nudged(proof["response"])

    return _ballot(played, alter)


@mutant("ballot.hash", "ballot: another tracker")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        record["signature"]["hash"] = json.loads(played.honest.ballots[1])["signature"]["hash"]

    return _ballot(played, alter)


@mutant("record.fields", "ballot: signature dropped")
def _(played: Played) -> Forgery:
    return _ballot(played, lambda record: record.pop("signature"))


@mutant("record.fields", "ballot: a field more (the time of its casting), signed again")
def _(played: Played) -> Forgery:
    return _ballot(played, lambda record: record.update(at="2024-01-29T10:15:00"), signed=True)


@mutant("ballot.not-member", "ballot: numbers outside the group whose proofs hold, signed again")
def _(played: Played) -> Forgery:
    ballot, line = outside_the_group(played)
    return replace(
        played.counted([ballot, *played.honest.ballots[1:]]), pairs=(line, *played.honest.pairs[1:])
    )


@mutant("record.element", "ballot: a ciphertext of zero, signed again")
def _(played: Played) -> Forgery:
    return _ballot(played, lambda record: record["answers"][0]["choices"][0].update(alpha="0"), signed=True)


@mutant("record.element", "ballot: a ciphertext above p, signed again")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        sealed = record["answers"][0]["choices"][0]
        sealed["alpha"] = str(mpz(sealed["alpha"]) + P)

    return _ballot(played, alter, signed=True)


@mutant("record.exponent", "ballot: a challenge above q, signed again")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        proof = record["answers"][0]["individual_proofs"][0][0]
        proof["challenge"] = str(mpz(proof["challenge"]) + Q)

    return _ballot(played, alter, signed=True)


@mutant("record.exponent", "ballot: a response above q in the signature")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        proof = record["signature"]["proof"]
        proof["response"] = str(mpz(proof["response"]) + Q)

    return _ballot(played, alter)


@mutant("record.exponent", "ballot: a number with a leading zero, signed again", outside_misses=True)
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        proof = record["answers"][0]["individual_proofs"][0][0]
        proof["challenge"] = "0" + proof["challenge"]

    return _ballot(played, alter, signed=True)


@mutant("record.not-canonical", "ballot: a space in its text")
def _(played: Played) -> Forgery:
    text = played.honest.ballots[0].replace('","election_hash"', '", "election_hash"')
    assert text != played.honest.ballots[0]
    return replace(played.honest, ballots=(text, *played.honest.ballots[1:]))


@mutant("record.not-canonical", "ballot: a field written twice")
def _(played: Played) -> Forgery:
    uuid = f'"election_uuid":"{played.election.uuid}",'
    text = played.honest.ballots[0].replace(uuid, uuid * 2)
    return replace(played.honest, ballots=(text, *played.honest.ballots[1:]))


@mutant("record.not-json", "ballot: no JSON")
def _(played: Played) -> Forgery:
    return replace(played.honest, ballots=("赞成", *played.honest.ballots[1:]))


@mutant("record.not-json", "ballot: nested too deeply")
def _(played: Played) -> Forgery:
    return replace(played.honest, ballots=("[" * 100_000, *played.honest.ballots[1:]))


@mutant("pairs.missing", "pairs: one ballot has none", outside_misses=True)
def _(played: Played) -> Forgery:
    return replace(played.honest, pairs=played.honest.pairs[1:])


@mutant("pairs.unknown", "pairs: those of a ballot that was dropped before the close", outside_misses=True)
def _(played: Played) -> Forgery:
    return replace(played.counted(played.honest.ballots[:2]), pairs=played.honest.pairs)


@mutant("pairs.duplicate", "pairs: a line doubled", outside_misses=True)
def _(played: Played) -> Forgery:
    return replace(played.honest, pairs=(*played.honest.pairs, played.honest.pairs[0]))


@mutant("pairs.proof", "pairs: a proof altered", outside_misses=True)
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        proof = record["proofs"][1][0]
        proof["challenge"] = nudged(proof["challenge"])

    return _line(played, alter)


@mutant("pairs.proof", "pairs: proofs of two candidates swapped", outside_misses=True)
def _(played: Played) -> Forgery:
    return _line(played, lambda record: record["proofs"].reverse())


@mutant("pairs.number", "pairs: the last candidate's dropped", outside_misses=True)
def _(played: Played) -> Forgery:
    return _line(played, lambda record: record["proofs"].pop() and None)


@mutant("pairs.proof", "pairs: those of two ballots swapped", outside_misses=True)
def _(played: Played) -> Forgery:
    first, second, *rest = played.honest.pairs
    mine, its = json.loads(first)["proofs"], json.loads(second)["proofs"]
    swapped = (
        edited(first, lambda record: record.update(proofs=its)),
        edited(second, lambda record: record.update(proofs=mine)),
    )
    return replace(played.honest, pairs=(*swapped, *rest))


@mutant(
    "pairs.proof",
    "pairs: approved and opposed at once, with the proofs of an honest ballot",
    outside_misses=True,
)
def _(played: Played) -> Forgery:
    loose = _loose(played, ("赞", "反"), (1, 2))
    cheating = make_ballot(loose, played.envelopes[0], [[1, 0], [1, 0]])
    line = compact({"hash": cheating.tracker, "proofs": json.loads(played.honest.pairs[0])["proofs"]})
    return replace(
        played.counted([cheating.text, *played.honest.ballots[1:]]), pairs=(line, *played.honest.pairs[1:])
    )


@mutant("record.not-canonical", "pairs: a line with a space", outside_misses=True)
def _(played: Played) -> Forgery:
    spaced = played.honest.pairs[0].replace('","proofs"', '", "proofs"')
    return replace(played.honest, pairs=(spaced, *played.honest.pairs[1:]))
