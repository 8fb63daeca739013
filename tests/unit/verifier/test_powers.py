"""The verifier's fast arithmetic against the plain one."""

from __future__ import annotations

import secrets

from gmpy2 import mpz, powmod
from hypothesis import given, settings
from hypothesis import strategies as st

from services.verifier.group import G, P, Q, is_member, product
from services.verifier.membership import all_members, subset_products
from services.verifier.powers import Chain, FixedBase, digits
from services.voting.domain.crypto import group as makers

EXPONENTS = st.one_of(
    st.integers(0, int(Q) - 1),
    st.sampled_from([0, 1, 2, int(Q) - 1, 1 << 255, 15, 16, (1 << 252) - 1, 1 << 252]),
).map(mpz)
WINDOWED = {width: FixedBase(G, width) for width in (1, 6, 11)}
CHAIN = Chain.of(G)


def element() -> mpz:
    return powmod(G, secrets.randbelow(int(Q)), P)


def test_both_sides_stand_on_the_same_group() -> None:
    assert (P, Q, G) == (makers.P, makers.Q, makers.G)
    assert powmod(G, Q, P) == 1 != G


@given(exponent=EXPONENTS)
def test_windows_and_chains_give_the_power(exponent: mpz) -> None:
    wanted = powmod(G, exponent, P)
    assert [each.power(exponent) for each in WINDOWED.values()] == [wanted] * len(WINDOWED)
    assert CHAIN.power(digits(exponent)) == wanted


@given(exponent=EXPONENTS)
def test_a_window_takes_a_factor_along(exponent: mpz) -> None:
    factor = element()
    assert WINDOWED[6].power(exponent, factor) == powmod(G, exponent, P) * factor % P


@settings(max_examples=20)
@given(exponent=EXPONENTS)
def test_the_chain_of_a_product_needs_only_those_of_its_factors(exponent: mpz) -> None:
    one, other = element(), element()
    together = Chain.of_product(Chain.of(one), Chain.of(other))
    assert together.base == one * other % P
    assert together.power(digits(exponent)) == powmod(one * other, exponent, P)


def test_members_are_told_from_others_all_at_once() -> None:
    members = [element() for _ in range(40)]
    assert all_members([subset_products(members[:13]), subset_products(members[13:]), subset_products([])])
    for place, stranger in ((0, P - members[0]), (20, P - 1), (39, mpz(2)), (7, members[7] + 1)):
        assert not is_member(stranger)
        wrong = [*members[:place], stranger, *members[place + 1 :]]
        assert not all_members([subset_products(wrong)])


def test_two_strangers_whose_product_is_a_member_are_found() -> None:
    pair = [P - element(), P - element()]
    assert is_member(product(pair))
    assert not all_members([subset_products(pair)])
    assert not all_members([subset_products(pair[:1]), subset_products(pair[1:])])
