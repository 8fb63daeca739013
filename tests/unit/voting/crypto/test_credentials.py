"""What a sealed envelope holds."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.voting.domain.crypto.credentials import (
    ALPHABET,
    CredentialMistyped,
    check_credential,
    new_credential,
    public_credential,
)


def test_a_credential_made_by_the_outside_program_has_the_public_half_that_it_gave() -> None:
    """From ``belenios-tool setup generate-credentials``, 2.0: five credentials of one election."""
    public = public_credential("ZEZ-Njn-9kw-hte-Cyr", "iEJUpUd1YsGpKn")
    digest = "faf450b8ce358efd3e2eb595d2e74e63e3e846f58e348705bcad89381249a202"
    assert hashlib.sha256(str(public).encode()).hexdigest() == digest


def test_one_envelope_serves_several_votes_and_nothing_public_ties_them_y033() -> None:
    credential = new_credential()
    first, second = (public_credential(credential, uuid) for uuid in ("vote1", "vote2"))
    assert first != second
    assert public_credential(credential, "vote1") == first


@given(position=st.integers(0, 14), other=st.sampled_from(ALPHABET))
@settings(max_examples=100)
def test_one_mistaken_character_is_noticed(position: int, other: str) -> None:
    plain = new_credential().replace("-", "")
    mistaken = plain[:position] + other + plain[position + 1 :]
    if mistaken == plain:
        assert check_credential(mistaken).replace("-", "") == plain
        return
    # The check digit counts modulo 53 with 58 characters: two pairs of characters in a place are the same to it.
    same = (ALPHABET.index(other) - ALPHABET.index(plain[position])) % 53 == 0 and position < 14
    if same:
        return
    with pytest.raises(CredentialMistyped):
        check_credential(mistaken)


def test_it_may_be_typed_with_or_without_dashes_and_in_no_other_length() -> None:
    credential = new_credential()
    assert check_credential(credential.replace("-", " ")) == credential
    assert check_credential(credential.replace("-", "")) == credential
    for wrong in ("", credential[:-1], credential + "1", credential.replace(credential[0], "0")):
        with pytest.raises(CredentialMistyped):
            check_credential(wrong)
