"""Membership of very many elements at once, by random subsets.

x is in the group when x ** q = 1. If one element of a list is outside, the product of a subset drawn by lot is outside with a
probability of at least one half, whatever the others are, because the group is a subgroup (Bellare, Garay and
Rabin, "Fast Batch Verification for Modular Exponentiation and Digital Signatures", EUROCRYPT 1998, the random
subset test; its authors take 60). Of ``ROUNDS`` independent subsets all are inside by accident with 2 ** -ROUNDS at
most. That is a chance for each reading of the archive, not work that somebody could do beforehand: the lots are drawn
after the list is fixed, from the system's generator.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from gmpy2 import mpz

from services.verifier.group import P, is_member

ROUNDS = 80
_TOGETHER = 5
"""Elements whose subset products are tabulated at once: 2 ** 5 products serve all rounds."""


def subset_products(elements: Sequence[mpz]) -> list[mpz]:
    """``ROUNDS`` products of subsets drawn by lot; each element is between 1 and p - 1."""
    found = [mpz(1)] * ROUNDS
    for at in range(0, len(elements), _TOGETHER):
        table = [mpz(1)]
        for element in elements[at : at + _TOGETHER]:
            table += [entry * element % P for entry in table]
        for number, lot in enumerate(secrets.token_bytes(ROUNDS)):
            subset = lot % len(table)
            if subset:
                found[number] = found[number] * table[subset] % P
    return found


def all_members(parts: Iterable[Sequence[mpz]]) -> bool:
    """Whether all elements are members, given the ``subset_products`` of each part of them."""
    totals = [mpz(1)] * ROUNDS
    for part in parts:
        totals = [total * factor % P for total, factor in zip(totals, part, strict=True)]
    return all(is_member(total) for total in totals)
