"""Any t of n scrutineers open the tally, and t − 1 open nothing."""

from __future__ import annotations

from itertools import combinations

import pytest
from gmpy2 import mpz, powmod

from services.voting.domain.crypto.election import Election, rating_questions
from services.voting.domain.crypto.group import P, g_to, product, random_exponent
from services.voting.domain.crypto.proofs import encrypt
from services.voting.domain.crypto.reading import read_factors
from services.voting.domain.crypto.rehearsal import hold_ceremony
from services.voting.domain.crypto.tally import NotDecrypted, Sums, partial_decryption, result
from services.voting.domain.crypto.trustees import (
    Trustee,
    committed_value,
    lagrange,
    share_fits,
    vote_key,
)

NUMBERS = [[3, 0, 17]]


def a_tally(key: mpz) -> tuple[Election, Sums]:
    election = Election("u", "演练", "", key, rating_questions(("路",), ("满意", "基本满意", "不满意")))
    sums = [[encrypt(election.key, number, random_exponent()) for number in row] for row in NUMBERS]
    return election, sums


@pytest.mark.parametrize(("trustees", "threshold"), [(1, 1), (3, 2), (5, 3)])
def test_any_t_agree_and_fewer_open_nothing(trustees: int, threshold: int) -> None:
    ceremony = hold_ceremony(trustees, threshold)
    election, sums = a_tally(ceremony.key)
    factors = {
        index: read_factors(partial_decryption(election, share, sums))
        for index, share in ceremony.shares.items()
    }
    for chosen in combinations(factors, threshold):
        assert result(sums, {each: factors[each] for each in chosen}, 20) == NUMBERS
    for few in combinations(factors, threshold - 1):
        if few:
            with pytest.raises(NotDecrypted):
                result(sums, {each: factors[each] for each in few}, 20)


def test_a_share_that_was_not_committed_to_is_noticed() -> None:
    dealer = Trustee.new(1, 3, 5)
    for index in (1, 2, 5):
        share = dealer.share_for(index)
        assert share_fits(dealer.commitment_values, index, share)
        assert committed_value(dealer.commitment_values, index) == g_to(share)
        assert not share_fits(dealer.commitment_values, index, share + 1)
        assert not share_fits(dealer.commitment_values, index + 1, share)


def test_a_seed_on_paper_brings_a_trustee_back() -> None:
    lost = Trustee.new(2, 2, 3)
    again = Trustee(lost.seed, 2, 2, 3)
    assert again.share_for(1) == lost.share_for(1)
    assert (again.signing_key, again.encryption_key) == (lost.signing_key, lost.encryption_key)
    assert len({lost.signing_key, lost.encryption_key, *lost.polynomial}) == 4


def test_the_votes_key_is_that_of_the_shares_together_and_nobody_holds_it() -> None:
    ceremony = hold_ceremony(4, 3)
    owners = [1, 2, 4]
    weights = lagrange(owners)
    together = product(powmod(g_to(ceremony.shares[each]), weights[each], P) for each in owners)
    assert together == ceremony.key
    assert all(g_to(share) != ceremony.key for share in ceremony.shares.values())


def test_the_key_is_the_product_of_what_each_gave() -> None:
    dealers = [Trustee.new(index, 2, 3) for index in (1, 2, 3)]
    key = vote_key([each.commitment_values for each in dealers])
    assert key == g_to(sum((each.polynomial[0] for each in dealers), mpz(0)))
