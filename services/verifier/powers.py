"""Fast powers in the group: tables for bases that serve a whole vote, chains of squares for those that serve a few.

A verification needs the same base with several exponents again and again: g and the vote's key thousands of times
(fixed-base windowing; Handbook of Applied Cryptography, 14.6.3), each ciphertext with the challenges of all branches of
its proofs (Yao, "On the evaluation of powers", 1976; Knuth, The Art of Computer Programming 2, 4.6.3).
"""

from __future__ import annotations

from collections.abc import Sequence

from gmpy2 import mpz

from services.verifier.group import P, Q

_ONE = mpz(1)
_BITS = Q.bit_length()


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

    def power(self, exponent: mpz, times: mpz = _ONE) -> mpz:
        """``base ** exponent * times``; the exponent is not negative and below q."""
        left = int(exponent)
        found = times
        for window in self._windows:
            digit = left & self._mask
            if digit:
                found = found * window[digit] % P
            left >>= self._width
        return found


Digits = Sequence[Sequence[int]]
"""An exponent to base 16: for each digit, the highest first and without nought, the places where it stands."""

_HEXADECIMAL = bytes.maketrans(b"0123456789abcdef", bytes(range(16)))


def digits(exponent: mpz) -> Digits:
    """An exponent that is neither negative nor above q, read once for all chains that are raised to it."""
    found: list[list[int]] = [[] for _ in range(16)]
    for place, digit in enumerate(reversed(f"{int(exponent):x}".encode().translate(_HEXADECIMAL))):
        found[digit].append(place)
    return found[:0:-1]


class Chain:
    """Several powers of one base: ``links[i]`` is base ** 16 ** i.

    A link goes into the total as often as the digit at its place says: it joins the running product when the digits,
    from the highest down, come to its own, and the running product is multiplied into the total once for each digit.
    The links of a product of bases are the products of theirs, so that a sum of ciphertexts is not squared anew.
    """

    def __init__(self, links: Sequence[mpz]) -> None:
        self.links = links

    @classmethod
    def of(cls, base: mpz) -> Chain:
        """The chain of a base."""
        links = [base]
        for _ in range(-(-_BITS // 4) - 1):
            for _ in range(4):
                base = base * base % P
            links.append(base)
        return cls(links)

    @classmethod
    def of_product(cls, one: Chain, other: Chain) -> Chain:
        """The chain of the product of their bases."""
        return cls([mine * its % P for mine, its in zip(one.links, other.links, strict=True)])

    @property
    def base(self) -> mpz:
        """What is raised."""
        return self.links[0]

    def power(self, exponent: Digits) -> mpz:
        """``base ** exponent``."""
        links = self.links
        running = total = _ONE
        for places in exponent:
            for place in places:
                running = running * links[place] % P
            total = total * running % P
        return total
