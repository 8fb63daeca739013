"""Credentials: what a sealed envelope holds, and the public half that stands in Setup.

The secret is fourteen digits to base 58 and a check digit, in groups of three; the election's uuid is the salt, so
that one envelope serves every vote of a sitting and nobody can tie the votes together.
"""

from __future__ import annotations

import hashlib
import secrets

from gmpy2 import mpz

from services.voting.domain.crypto.group import Q, g_to

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
DIGITS = 14
_CHECK_MODULUS = 53
_ROUNDS = 1000
_GROUP_OF = 3


class CredentialMistyped(ValueError):
    """The check digit does not fit: a character was mistaken."""


def new_credential() -> str:
    """A fresh secret, about 82 bits: ``XXX-XXX-XXX-XXX-XXX``."""
    digits = [secrets.randbelow(len(ALPHABET)) for _ in range(DIGITS)]
    code = "".join(ALPHABET[each] for each in digits) + ALPHABET[_check_digit(digits)]
    return "-".join(code[start : start + _GROUP_OF] for start in range(0, len(code), _GROUP_OF))


def check_credential(written: str) -> str:
    """The secret as it is hashed, dashes included; raises ``CredentialMistyped``.

    Spaces and dashes may have been typed anywhere.
    """
    plain = "".join(each for each in written if each not in " -\n\t")
    if len(plain) != DIGITS + 1 or any(each not in ALPHABET for each in plain):
        raise CredentialMistyped(written)
    digits = [ALPHABET.index(each) for each in plain]
    if _check_digit(digits[:DIGITS]) != digits[DIGITS]:
        raise CredentialMistyped(written)
    return "-".join(plain[start : start + _GROUP_OF] for start in range(0, len(plain), _GROUP_OF))


def secret_exponent(credential: str, election_uuid: str) -> mpz:
    """The exponent of a credential in one election; raises ``CredentialMistyped``."""
    derived = hashlib.pbkdf2_hmac(
        "sha256", check_credential(credential).encode(), election_uuid.encode(), _ROUNDS, 32
    )
    return mpz(int.from_bytes(derived, "big")) % Q


def public_credential(credential: str, election_uuid: str) -> mpz:
    """What Setup lists: g to that exponent."""
    return g_to(secret_exponent(credential, election_uuid))


def _check_digit(digits: list[int]) -> int:
    value = 0
    for each in digits:
        value = value * len(ALPHABET) + each
    return _CHECK_MODULUS - value % _CHECK_MODULUS
