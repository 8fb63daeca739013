"""Mutants of what comes after the close: the sum, the partial decryptions, the result."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from gmpy2 import mpz

from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.group import P, Q, g_to
from services.voting.domain.crypto.reading import read_sums
from services.voting.domain.crypto.tally import add_up, partial_decryption
from tests.support.forging import Forgery, Played
from tests.support.mutants.registry import edited, mutant, nudged


def _sums(played: Played, change: Callable[[Any], Any]) -> Forgery:
    return replace(played.honest, sums=edited(played.honest.sums, change))


def _decryption(played: Played, change: Callable[[Any], Any]) -> Forgery:
    (owner, text), *rest = played.honest.decryptions
    return replace(played.honest, decryptions=((owner, edited(text, change)), *rest))


def _result(played: Played, change: Callable[[list[list[int]]], Any]) -> Forgery:
    return replace(
        played.honest, result=edited(played.honest.result, lambda record: change(record["result"]) and None)
    )


@mutant("tally.number", "tally: a false number of ballots", outside_misses=True)
def _(played: Played) -> Forgery:
    return replace(played.honest, num_tallied=2)


@mutant("tally.number", "tally: a false weight", outside_misses=True)
def _(played: Played) -> Forgery:
    return replace(played.honest, total_weight=4)


@mutant("tally.sum", "tally: one ballot left out of the sum, all else honest")
def _(played: Played) -> Forgery:
    fewer = played.counted(played.honest.ballots[:2])
    return replace(fewer, ballots=played.honest.ballots, num_tallied=3, total_weight=3)


@mutant("tally.sum", "tally: a vote added to the sum, all else honest")
def _(played: Played) -> Forgery:
    sums = add_up(played.election, [read_sums(each) for each in played.honest.ballots])
    sealed = sums[0][0]
    sums[0][0] = replace(sealed, beta=sealed.beta * g_to(mpz(1)) % P)
    opened = tuple(
        (index, partial_decryption(played.election, played.share(index), sums)) for index in (1, 3)
    )
    numbers = json.loads(played.honest.result)["result"]
    numbers[0][0] += 1
    return replace(
        played.honest,
        sums=compact([[each.record() for each in row] for row in sums]),
        decryptions=opened,
        result=compact({"result": numbers}),
    )


@mutant("tally.sum", "tally: sums of two candidates swapped, with the result")
def _(played: Played) -> Forgery:
    def swap(record: Any) -> None:
        record[0].reverse()

    swapped = _sums(played, swap)
    opened = tuple((owner, edited(text, _reverse_first)) for owner, text in played.honest.decryptions)
    return replace(
        swapped,
        decryptions=opened,
        result=edited(played.honest.result, lambda record: record["result"][0].reverse()),
    )


def _reverse_first(record: Any) -> None:
    record["decryption_factors"][0].reverse()
    record["decryption_proofs"][0].reverse()


@mutant("record.list", "tally: a candidate dropped from the sums", outside_misses=True)
def _(played: Played) -> Forgery:
    return _sums(played, lambda record: record[0].pop() and None)


@mutant("decryption.proof", "decryption: a factor altered")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        record["decryption_factors"][0][0] = str(g_to(mpz(3)))

    return _decryption(played, alter)


@mutant("decryption.proof", "decryption: a factor negated, so no member of the group")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        record["decryption_factors"][0][0] = str(P - mpz(record["decryption_factors"][0][0]))

    return _decryption(played, alter)


@mutant("decryption.proof", "decryption: a proof altered")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        proof = record["decryption_proofs"][1][1]
        proof["response"] = nudged(proof["response"])

    return _decryption(played, alter)


@mutant("decryption.proof", "decryption: made with another key, proved for that key")
def _(played: Played) -> Forgery:
    sums = add_up(played.election, [read_sums(each) for each in played.honest.ballots])
    (owner, _text), *rest = played.honest.decryptions
    return replace(
        played.honest,
        decryptions=((owner, partial_decryption(played.election, mpz(77), sums)), *rest),
    )


@mutant("decryption.proof", "decryption: owners of two decryptions swapped")
def _(played: Played) -> Forgery:
    (first, one), (second, other) = played.honest.decryptions
    return replace(played.honest, decryptions=((second, one), (first, other)))


@mutant("decryption.owner", "decryption: an owner whom nobody knows")
def _(played: Played) -> Forgery:
    (_owner, text), *rest = played.honest.decryptions
    return replace(played.honest, decryptions=((4, text), *rest))


@mutant("archive.duplicate", "decryption: one trustee's twice, in the place of two")
def _(played: Played) -> Forgery:
    return replace(played.honest, decryptions=(played.honest.decryptions[0],) * 2)


@mutant("decryption.twice", "decryption: one trustee's made twice, in the place of two")
def _(played: Played) -> Forgery:
    sums = add_up(played.election, [read_sums(each) for each in played.honest.ballots])
    again = partial_decryption(played.election, played.share(1), sums)
    return replace(played.honest, decryptions=(played.honest.decryptions[0], (1, again)))


@mutant("decryption.too-few", "decryption: one trustee too few")
def _(played: Played) -> Forgery:
    return replace(played.honest, decryptions=played.honest.decryptions[:1])


@mutant("record.fields", "decryption: proofs dropped")
def _(played: Played) -> Forgery:
    return _decryption(played, lambda record: record.pop("decryption_proofs") and None)


@mutant("result.number", "result: a vote more")
def _(played: Played) -> Forgery:
    def alter(numbers: list[list[int]]) -> None:
        numbers[0][0] += 1

    return _result(played, alter)


@mutant("result.number", "result: two candidates swapped")
def _(played: Played) -> Forgery:
    honest = json.loads(played.honest.result)["result"]
    assert honest[1][0] != honest[1][1], "the swap must change something"
    return _result(played, lambda numbers: numbers[1].reverse())


@mutant("record.list", "result: a candidate dropped")
def _(played: Played) -> Forgery:
    return _result(played, lambda numbers: numbers[0].pop() and None)


@mutant("record.list", "result: a candidate doubled")
def _(played: Played) -> Forgery:
    return _result(played, lambda numbers: numbers[0].append(0))


@mutant("record.number", "result: a number as text", outside_misses=True)
def _(played: Played) -> Forgery:
    return replace(
        played.honest,
        result=edited(
            played.honest.result,
            lambda record: record["result"][0].__setitem__(0, str(record["result"][0][0])),
        ),
    )


@mutant("result.number", "result: a number beyond the ballots that is the same modulo q", outside_misses=True)
def _(played: Played) -> Forgery:
    def alter(numbers: list[list[int]]) -> None:
        numbers[0][0] += int(Q)

    return _result(played, alter)
