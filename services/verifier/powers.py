"""Fast powers in the group: tables for bases that serve a whole vote, and combs for those that serve a few.

Both are the textbook methods (fixed-base windowing and the comb of Lim and Lee; Handbook of Applied
Cryptography, 14.6.3). A verification needs the same base with several exponents again and again: g and the
vote's key thousands of times, each ciphertext with the challenges of all branches of its proofs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gmpy2 import mpz, powmod

from services.verifier.group import P, Q

_BITS = Q.bit_length()
TEETH = 5
"""Cheapest for a base that is raised two to four times."""
_LENGTH = -(-_BITS // TEETH)
_SHIFT = mpz(1) << _LENGTH


class FixedBase:
    """All powers of one base, a multiplication for each window of ``width`` bits of the exponent."""

    def __init__(self, base: mpz, width: int) -> None:
        self._mask = (1 << width) - 1
        self._width = width
        self._windows: list[list[mpz]] = []
        for _ in range(-(-_BITS // width)):
            window = [mpz(1)]
            for _ in range(self._mask):
                window.append(window[-1] * base % P)
            self._windows.append(window)
            base = window[-1] * base % P

    def power(self, exponent: mpz) -> mpz:
        """``base ** exponent``; the exponent is not negative and below q."""
        left = int(exponent)
        found = mpz(1)
        for window in self._windows:
            digit = left & self._mask
            if digit:
                found = found * window[digit] % P
            left >>= self._width
        return found


class Comb:
    """Several powers of one base that share their squarings.

    The exponent is cut into ``TEETH`` strips; ``strips[i]`` is base ** 2 ** (i * length). A table of the products of
    all subsets of strips makes one squaring and one multiplication serve a bit of every strip. The strips of a product
    of bases are the products of their strips, so that a sum of ciphertexts costs no squarings of its own.
    """

    def __init__(self, strips: Sequence[mpz]) -> None:
        self.strips = list(strips)
        table = [mpz(1)]
        for strip in strips:
            table += [entry * strip % P for entry in table]
        self._table = table

    @classmethod
    def of(cls, base: mpz) -> Comb:
        """The comb of a base."""
        strips = [base]
        for _ in range(TEETH - 1):
            strips.append(powmod(strips[-1], _SHIFT, P))
        return cls(strips)

    @classmethod
    def of_product(cls, combs: Iterable[Comb]) -> Comb:
        """The comb of the product of their bases."""
        strips = [mpz(1)] * TEETH
        for comb in combs:
            strips = [mine * its % P for mine, its in zip(strips, comb.strips, strict=True)]
        return cls(strips)

    @property
    def base(self) -> mpz:
        """What is raised."""
        return self.strips[0]

    def power(self, exponent: mpz) -> mpz:
        """``base ** exponent``; the exponent is not negative and below q."""
        table = self._table
        digits = f"{int(exponent):0{_LENGTH * TEETH}b}"
        # digits[0] is the highest bit of the last strip.
        columns = zip(*(digits[at : at + _LENGTH] for at in range(0, len(digits), _LENGTH)), strict=True)
        found = mpz(1)
        for column in columns:
            found = found * found % P
            index = int("".join(column), 2)
            if index:
                found = found * table[index] % P
        return found
