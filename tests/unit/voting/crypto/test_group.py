"""BELENIOS-2048: a group of prime order, powers by table, hashes to exponents."""

from __future__ import annotations

import hashlib

from gmpy2 import is_prime, mpz, powmod
from hypothesis import given, settings
from hypothesis import strategies as st

from services.voting.domain.crypto.group import (
    FixedBase,
    G,
    P,
    Q,
    g_to,
    hash_to_exponent,
    inverse,
    is_exponent,
    is_member,
    product,
    random_exponent,
)

exponents = st.integers(0, int(Q) - 1).map(mpz)


def test_the_group_is_the_subgroup_of_prime_order_in_the_integers_modulo_a_prime() -> None:
    assert is_prime(P) and is_prime(Q)
    assert (P - 1) % Q == 0 and P.bit_length() == 2048
    assert is_member(G) and G != 1


def test_what_is_no_element_is_told_from_one() -> None:
    assert is_member(mpz(1))
    for stranger in (mpz(0), mpz(-1), P - 1, P, P + 1, mpz(2), G + P):
        assert not is_member(stranger)
    assert not is_exponent(Q) and not is_exponent(mpz(-1)) and is_exponent(Q - 1)


@settings(max_examples=25, deadline=None)
@given(first=exponents, second=exponents)
def test_powers_by_table_are_powers(first: mpz, second: mpz) -> None:
    assert g_to(first) == powmod(G, first, P)
    assert product([g_to(first), g_to(second)]) == g_to(first + second)
    assert product([g_to(first), inverse(g_to(first))]) == 1
    assert g_to(-first) == inverse(g_to(first))


def test_a_table_of_another_base_gives_its_powers() -> None:
    base, exponent = g_to(random_exponent()), random_exponent()
    assert FixedBase(base).to(exponent) == powmod(base, exponent, P)


def test_a_hash_is_over_the_prefix_and_the_decimal_elements_with_commas() -> None:
    digest = hashlib.sha256(b"prove|S|12,345").digest()
    assert hash_to_exponent("prove|S|", [mpz(12), mpz(345)]) == int.from_bytes(digest, "big") % Q
