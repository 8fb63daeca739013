"""What is proved holds, and what is altered is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from gmpy2 import mpz

from services.voting.domain.crypto.group import FixedBase, G, P, Q, g_to, random_exponent
from services.voting.domain.crypto.proofs import (
    Proof,
    encrypt,
    is_decryption,
    is_one_of,
    knows,
    message_prefix,
    prove_decryption,
    prove_knowledge,
    prove_one_of,
)

SECRET = random_exponent()
KEY = FixedBase(g_to(SECRET))


def spoiled(proof: Proof) -> list[Proof]:
    return [
        replace(proof, challenge=(proof.challenge + 1) % Q),
        replace(proof, response=(proof.response + 1) % Q),
        replace(proof, challenge=proof.response, response=proof.challenge),
        replace(proof, challenge=proof.challenge + Q),
        replace(proof, response=proof.response - Q),
    ]


def test_a_signature_binds_the_message_and_the_key() -> None:
    proof = prove_knowledge(message_prefix("m"), SECRET)
    assert knows(message_prefix("m"), KEY.base, proof)
    assert not knows(message_prefix("n"), KEY.base, proof)
    assert not knows(message_prefix("m"), G, proof)
    assert [knows(message_prefix("m"), KEY.base, each) for each in spoiled(proof)] == [False] * 5


@pytest.mark.parametrize(("message", "allowed"), [(0, (0, 1)), (1, (0, 1)), (0, (0,)), (7, tuple(range(11)))])
def test_a_choice_is_one_of_the_allowed_and_its_proof_fits_no_other(
    message: int, allowed: tuple[int, ...]
) -> None:
    randomness = random_exponent()
    sealed = encrypt(KEY, message, randomness)
    proofs = prove_one_of(KEY, "S", sealed, randomness, message, allowed)
    assert is_one_of(KEY, "S", sealed, proofs, allowed)
    assert not is_one_of(KEY, "T", sealed, proofs, allowed)
    assert not is_one_of(FixedBase(G), "S", sealed, proofs, allowed)
    assert not is_one_of(KEY, "S", replace(sealed, beta=sealed.beta * G % P), proofs, allowed)
    assert not is_one_of(KEY, "S", sealed, proofs[:-1], allowed)
    for index in range(len(proofs)):
        for each in spoiled(proofs[index]):
            altered = [*proofs[:index], each, *proofs[index + 1 :]]
            assert not is_one_of(KEY, "S", sealed, altered, allowed)


def test_what_is_not_allowed_has_no_proof() -> None:
    randomness = random_exponent()
    sealed = encrypt(KEY, 2, randomness)
    claimed = prove_one_of(KEY, "S", sealed, randomness, 1, (0, 1))
    assert not is_one_of(KEY, "S", sealed, claimed, (0, 1))


def test_a_factor_is_made_with_the_trustees_own_share() -> None:
    alpha = g_to(random_exponent())
    factor, proof = prove_decryption("F", SECRET, alpha)
    assert is_decryption("F", KEY.base, alpha, factor, proof)
    assert not is_decryption("E", KEY.base, alpha, factor, proof)
    assert not is_decryption("F", KEY.base, alpha, factor * G % P, proof)
    assert not is_decryption("F", KEY.base, alpha * G % P, factor, proof)
    assert not is_decryption("F", G, alpha, factor, proof)
    assert [is_decryption("F", KEY.base, alpha, factor, each) for each in spoiled(proof)] == [False] * 5


def test_the_same_message_never_looks_the_same() -> None:
    made = {encrypt(KEY, 1, random_exponent()).alpha for _ in range(20)}
    assert len(made) == 20 and mpz(1) not in made
