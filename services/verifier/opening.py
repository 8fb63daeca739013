"""From the sum of all ballots to the numbers: what was added, what each trustee opened, what was declared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gmpy2 import mpz, powmod

from services.verifier.ballots import Choices, read_ciphertext
from services.verifier.chain import Event
from services.verifier.findings import Broken, require
from services.verifier.group import G, P, is_member, product
from services.verifier.proofs import read_proof, same_logarithm
from services.verifier.questions import Election
from services.verifier.strict import fields, listed, parse, residue, whole
from services.verifier.trustees import Trustees

Factors = list[list[mpz]]


def check_tally(event: Event, sums: Choices, ballots: int) -> None:
    """That exactly the accepted ballots were added; raises ``Broken``."""
    names = "num_tallied total_weight encrypted_tally"
    tallied, weight, _ = fields(parse(event.payload, event.where), names, event.where)
    for number in (tallied, weight):
        require(
            whole(number, event.where) == ballots,
            "tally.number",
            f"计入的票数应当是 {ballots}。",
            event.where,
        )
    content = event.parts["encrypted_tally"]
    rows = listed(parse(content, event.where), event.where, len(sums))
    given = [
        [read_ciphertext(each, event.where) for each in listed(row, event.where, len(wanted))]
        for row, wanted in zip(rows, sums, strict=True)
    ]
    require(given == sums, "tally.sum", "密文合计与全部选票之积不符。", event.where)


def check_decryptions(
    events: Sequence[Event], election: Election, trustees: Trustees, sums: Choices, *, complete: bool
) -> dict[int, Factors]:
    """The factors of each trustee who took part, with their proofs; raises ``Broken``.

    When ``complete`` there must be enough of them.
    """
    found: dict[int, Factors] = {}
    for event in events:
        owner, _ = fields(parse(event.payload, event.where), "owner payload", event.where)
        number = whole(owner, event.where, 1)
        require(number in trustees.keys, "decryption.owner", "没有这一号监票人。", event.where)
        require(number not in found, "decryption.twice", f"第{number}位监票人解密了两次。", event.where)
        found[number] = _factors(event, election.fingerprint, trustees.keys[number], sums)
    require(
        not complete or trustees.enough(list(found)),
        "decryption.too-few",
        "参加解密的监票人不足门槛。",
        events[-1].where,
    )
    return found


def _factors(event: Event, fingerprint: str, public: mpz, sums: Choices) -> Factors:
    where = event.where
    names = "decryption_factors decryption_proofs"
    factors, proofs = fields(parse(event.parts["payload"], where), names, where)
    prefix = f"decrypt|{fingerprint}|{public}|"
    found: Factors = []
    for row, factor_row, proof_row in zip(
        sums, listed(factors, where, len(sums)), listed(proofs, where, len(sums)), strict=True
    ):
        values = [residue(each, where) for each in listed(factor_row, where, len(row))]
        for sealed, value, record in zip(row, values, listed(proof_row, where, len(row)), strict=True):
            proof = read_proof(record, where)
            require(
                is_member(value) and same_logarithm(prefix, public, sealed.alpha, value, proof),
                "decryption.proof",
                "监票人的解密证明不成立。",
                where,
            )
        found.append(values)
    return found


def check_result(
    event: Event,
    election: Election,
    sums: Choices,
    factors: dict[int, Factors],
    trustees: Trustees,
    ballots: int,
) -> list[list[int]]:
    """The declared numbers, each opened anew; raises ``Broken``."""
    (rows,) = fields(parse(event.payload, event.where), "result", event.where)
    weights = trustees.weights(list(factors))
    declared: list[list[int]] = []
    for number, (row, given) in enumerate(zip(sums, listed(rows, event.where, len(sums)), strict=True)):
        values = [_votes(each, ballots, event.where) for each in listed(given, event.where, len(row))]
        for column, (sealed, value) in enumerate(zip(row, values, strict=True)):
            factor = product(powmod(factors[each][number][column], weights[each], P) for each in weights)
            require(
                powmod(G, value, P) * factor % P == sealed.beta,
                "result.number",
                f"第{number + 1}题第{column + 1}项公布的数与解密结果不符。",
                event.where,
            )
        declared.append(values)
    if election.is_project_vote:
        _check_pairs(declared, ballots, event.where)
    return declared


def _check_pairs(declared: list[list[int]], ballots: int, where: str) -> None:
    """Who approves does not oppose, so that both together are no more than the ballots; it needs no pair proofs."""
    for column, (yes, no) in enumerate(zip(*declared, strict=True), 1):
        require(
            yes + no <= ballots,
            "result.pairs",
            f"第{column}个候选项目的赞成票与反对票之和（{yes + no}）多于票数（{ballots}）：有人同时赞成又反对。",
            where,
        )


def _votes(value: Any, ballots: int, where: str) -> int:
    found = whole(value, where)
    if found > ballots:
        raise Broken("result.number", "得票数不能多于票数。", where)
    return found
