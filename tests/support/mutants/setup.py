"""Mutants of what stands before the first ballot: election, trustees, credentials."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from gmpy2 import mpz

from services.voting.domain.crypto.credentials import public_credential
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.group import P, g_to
from services.voting.domain.crypto.proofs import message_prefix, prove_knowledge
from services.voting.domain.crypto.trustees import Trustee, binding_message
from tests.support.forging import THRESHOLD, Forgery, Played
from tests.support.mutants.registry import edited, mutant, nudged


def _election(played: Played, change: Callable[[Any], Any]) -> Forgery:
    return replace(played.honest, election=edited(played.honest.election, change))


def _pedersen(played: Played, change: Callable[[Any], Any]) -> Forgery:
    def inside(record: Any) -> None:
        change(record[0][1])

    return replace(played.honest, trustees=edited(played.honest.trustees, inside))


def _credentials(played: Played, change: Callable[[list[str]], Any]) -> Forgery:
    return replace(played.honest, credentials=edited(played.honest.credentials, change))


@mutant("election.version", "election: another version")
def _(played: Played) -> Forgery:
    return _election(played, lambda record: record.update(version=2))


@mutant("election.group", "election: another group")
def _(played: Played) -> Forgery:
    return _election(played, lambda record: record.update(group="RFC-3526-2048"))


@mutant("election.key", "election: another public key")
def _(played: Played) -> Forgery:
    return _election(played, lambda record: record.update(public_key=str(g_to(mpz(7)))))


@mutant("ballot.other-vote", "election: a candidate renamed after the vote")
def _(played: Played) -> Forgery:
    def rename(record: Any) -> None:
        for question in record["questions"]:
            question["answers"][0] = "别的路"

    return _election(played, rename)


@mutant("ballot.other-vote", "election: quota raised after the vote")
def _(played: Played) -> Forgery:
    return _election(played, lambda record: record["questions"][0].update(max=2))


@mutant("election.question", "election: more to choose than there are answers")
def _(played: Played) -> Forgery:
    return _election(played, lambda record: record["questions"][0].update(max=3))


@mutant("election.unlike-project-vote", "election: second question renamed, so that no pair proofs were due")
def _(played: Played) -> Forgery:
    return _election(played, lambda record: record["questions"][1].update(question="不赞成"))


@mutant("record.fields", "election: a field more")
def _(played: Played) -> Forgery:
    return _election(played, lambda record: record.update(administrator="甲"))


@mutant("record.fields", "election: fields in another order")
def _(played: Played) -> Forgery:
    return _election(played, lambda record: dict(sorted(record.items())))


@mutant("record.fields", "election: description dropped")
def _(played: Played) -> Forgery:
    return _election(played, lambda record: record.pop("description") and None)


@mutant("election.uuid", "election: an identifier that is none")
def _(played: Played) -> Forgery:
    return _election(played, lambda record: record.update(uuid="../../etc"))


@mutant("trustees.signature", "trustees: a certificate's signature altered")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        signature = record["certs"][0]["signature"]
        signature["response"] = nudged(signature["response"])

    return _pedersen(played, alter)


@mutant("trustees.signature", "trustees: commitments altered, not signed again")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        entry = record["coefexps"][0]
        entry["message"] = edited(entry["message"], lambda inner: inner["coefexps"].reverse())

    return _pedersen(played, alter)


def _committed_anew(played: Played, record: Any) -> list[mpz]:
    """The first trustee commits itself to another polynomial, and signs that."""
    values = [g_to(mpz(5)), g_to(mpz(6))]
    message = compact({"coefexps": [str(each) for each in values]})
    proof = prove_knowledge(message_prefix(message), played.trustees[0].signing_key)
    record["coefexps"][0] = {"message": message, "signature": proof.record()}
    return values


@mutant("trustees.signature", "trustees: commitments altered and signed again, bound as they were")
def _(played: Played) -> Forgery:
    return _pedersen(played, lambda record: _committed_anew(played, record) and None)


@mutant("trustees.verification-key", "trustees: commitments altered, signed and bound again")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        message = binding_message(record["certs"], _committed_anew(played, record))
        proof = prove_knowledge(message_prefix(message), played.trustees[0].signing_key)
        record["signatures"][0] = proof.record()

    return _pedersen(played, alter)


@mutant("trustees.place", "trustees: two certificates swapped")
def _(played: Played) -> Forgery:
    def swap(record: Any) -> None:
        certs = record["certs"]
        certs[0], certs[1] = certs[1], certs[0]

    return _pedersen(played, swap)


@mutant("trustees.place", "trustees: two whole trustees swapped, keys and all but their shares")
def _(played: Played) -> Forgery:
    def swap(record: Any) -> None:
        for row in (record[each] for each in ("certs", "coefexps", "signatures", "verification_keys")):
            row[0], row[1] = row[1], row[0]

    return _pedersen(played, swap)


@mutant("trustees.verification-key", "trustees: a verification key of its own making, with a valid proof")
def _(played: Played) -> Forgery:
    own = played.trustees[0].verification_key(mpz(99))
    return _pedersen(played, lambda record: record["verification_keys"].__setitem__(0, own))


@mutant("trustees.signature", "trustees: a verification key signed by another trustee", outside_misses=True)
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        key = record["verification_keys"][0]
        prefix = message_prefix(key["public_key"])
        key["signature"] = prove_knowledge(prefix, played.trustees[1].signing_key).record()

    return _pedersen(played, alter)


@mutant("record.fields", "trustees: a verification key without its owner's signature", outside_misses=True)
def _(played: Played) -> Forgery:
    return _pedersen(played, lambda record: record["verification_keys"][2].pop("signature") and None)


@mutant("trustees.place", "trustees: a certificate for another place, signed anew", outside_misses=True)
def _(played: Played) -> Forgery:
    moved = replace(played.trustees[0], index=3).certificate()
    return _pedersen(played, lambda record: record["certs"].__setitem__(0, moved))


@mutant("trustees.place", "trustees: a certificate for a larger party, signed anew", outside_misses=True)
def _(played: Played) -> Forgery:
    moved = replace(played.trustees[1], size=4).certificate()
    return _pedersen(played, lambda record: record["certs"].__setitem__(1, moved))


@mutant(
    "trustees.signature",
    "trustees: commitments bound to certificates that others did not see",
    outside_misses=True,
)
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        others = [record["certs"][0], Trustee.new(2, THRESHOLD, 3).certificate(), record["certs"][2]]
        record["signatures"][0] = played.trustees[0].binding(others)

    return _pedersen(played, alter)


@mutant("trustees.signature", "trustees: two bindings swapped", outside_misses=True)
def _(played: Played) -> Forgery:
    def swap(record: Any) -> None:
        bound = record["signatures"]
        bound[0], bound[1] = bound[1], bound[0]

    return _pedersen(played, swap)


@mutant("trustees.signature", "trustees: a binding altered", outside_misses=True)
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        record["signatures"][1]["response"] = nudged(record["signatures"][1]["response"])

    return _pedersen(played, alter)


@mutant("record.fields", "trustees: all bindings dropped", outside_misses=True)
def _(played: Played) -> Forgery:
    return _pedersen(played, lambda record: record.pop("signatures") and None)


@mutant("trustees.proof", "trustees: a proof of knowledge altered")
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        pok = record["verification_keys"][1]["pok"]
        pok["challenge"] = nudged(pok["challenge"])

    return _pedersen(played, alter)


@mutant("record.list", "trustees: the third dropped from the keys")
def _(played: Played) -> Forgery:
    return _pedersen(played, lambda record: record["verification_keys"].pop() and None)


@mutant("trustees.place", "trustees: threshold lowered to one")
def _(played: Played) -> Forgery:
    return _pedersen(played, lambda record: record.update(threshold=1))


@mutant("trustees.threshold", "trustees: threshold above their number")
def _(played: Played) -> Forgery:
    return _pedersen(played, lambda record: record.update(threshold=4))


@mutant("election.key", "trustees: the whole set doubled")
def _(played: Played) -> Forgery:
    return replace(
        played.honest, trustees=edited(played.honest.trustees, lambda record: record.append(record[0]))
    )


@mutant("trustees.none", "trustees: none")
def _(played: Played) -> Forgery:
    return replace(played.honest, trustees="[]")


@mutant(
    "record.not-member", "trustees: an encryption key of order two times q, signed again", outside_misses=True
)
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        inner = json.loads(record["certs"][0]["message"])
        inner["encryption"] = str(P - mpz(inner["encryption"]))
        message = compact(inner)
        proof = prove_knowledge(message_prefix(message), played.trustees[0].signing_key)
        record["certs"][0] = {"message": message, "signature": proof.record()}

    return _pedersen(played, alter)


@mutant("record.not-canonical", "trustees: a space inside a signed message", outside_misses=True)
def _(played: Played) -> Forgery:
    def alter(record: Any) -> None:
        message = record["certs"][0]["message"].replace(",", ", ")
        proof = prove_knowledge(message_prefix(message), played.trustees[0].signing_key)
        record["certs"][0] = {"message": message, "signature": proof.record()}

    return _pedersen(played, alter)


@mutant("ballot.credential", "credentials: one dropped that voted")
def _(played: Played) -> Forgery:
    return _credentials(played, lambda record: record.pop() and None)


@mutant("credentials.order", "credentials: one doubled")
def _(played: Played) -> Forgery:
    return _credentials(played, lambda record: record.append(record[-1]))


@mutant("credentials.order", "credentials: two swapped", outside_misses=True)
def _(played: Played) -> Forgery:
    return _credentials(played, lambda record: record.reverse())


@mutant("credentials.not-member", "credentials: one that is no member of the group")
def _(played: Played) -> Forgery:
    return _credentials(played, lambda record: sorted([*record, str(P - mpz(record[0]))]))


@mutant("record.element", "credentials: zero")
def _(played: Played) -> Forgery:
    return _credentials(played, lambda record: ["0", *record])


@mutant("record.element", "credentials: a number above p")
def _(played: Played) -> Forgery:
    return _credentials(
        played, lambda record: sorted([*record, str(P + public_credential(played.envelopes[3], "x"))])
    )


@mutant("record.element", "credentials: written with a leading zero", outside_misses=True)
def _(played: Played) -> Forgery:
    return _credentials(played, lambda record: sorted(["0" + record[0], *record[1:]]))


@mutant("ballot.credential", "credentials: an envelope that was not drawn, in the place of one that voted")
def _(played: Played) -> Forgery:
    undrawn = str(public_credential(played.envelopes[-1], played.election.uuid))
    return _credentials(played, lambda record: sorted([undrawn, *record[1:]]))
