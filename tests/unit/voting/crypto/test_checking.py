"""What arrives is checked: every field altered, dropped, doubled or swapped is refused by name."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from gmpy2 import mpz
from hypothesis import given, settings
from hypothesis import strategies as st

from services.voting.domain.crypto.ballot import make_ballot, signature_prefix
from services.voting.domain.crypto.checking_ballots import BallotRefused, CheckedBallot, Reason, check_ballot
from services.voting.domain.crypto.checking_trustees import (
    CeremonyRefused,
    Certificate,
    check_binding,
    check_certificate,
    check_commitments,
    check_decryption,
    check_share,
    check_verification_key,
    short_code,
)
from services.voting.domain.crypto.credentials import new_credential, public_credential, secret_exponent
from services.voting.domain.crypto.election import Election, Question, project_questions
from services.voting.domain.crypto.encoding import b64, compact
from services.voting.domain.crypto.group import P, g_to, random_exponent
from services.voting.domain.crypto.proofs import encrypt, message_prefix, prove_knowledge
from services.voting.domain.crypto.tally import partial_decryption
from services.voting.domain.crypto.trustees import Trustee, key_share

ELECTION = Election("u", "演练", "", g_to(random_exponent()), project_questions(("路", "桥"), 1))
CREDENTIAL = new_credential()
LISTED = {str(public_credential(CREDENTIAL, "u"))}
MADE = make_ballot(ELECTION, CREDENTIAL, [[1, 0], [0, 1]])
PAIRS = compact(MADE.pairs)
Path = tuple[str | int, ...]


def check(text: str = MADE.text, pairs: str | None = PAIRS, election: Election = ELECTION) -> CheckedBallot:
    return check_ballot(election, LISTED, text, pairs)


def refused(text: str = MADE.text, pairs: str | None = PAIRS) -> Reason:
    with pytest.raises(BallotRefused) as found:
        check(text, pairs)
    return found.value.reason


def signed(record: dict[str, Any]) -> str:
    """The record with a signature of its own over what it says now: what a cheating device would send."""
    body = {key: value for key, value in record.items() if key != "signature"}
    digest = b64(compact(body))
    proof = prove_knowledge(signature_prefix(digest), secret_exponent(CREDENTIAL, "u"))
    return compact({**body, "signature": {"hash": digest, "proof": proof.record()}})


def unsigned(record: dict[str, Any]) -> str:
    return compact({key: value for key, value in record.items() if key != "signature"})


def leaves(record: Any, path: Path = ()) -> Iterator[Path]:
    """Every place in a record where a text stands."""
    if isinstance(record, dict):
        for key, value in record.items():
            yield from leaves(value, (*path, key))
    elif isinstance(record, list):
        for index, value in enumerate(record):
            yield from leaves(value, (*path, index))
    else:
        yield path


def altered(record: Any, path: Path, change: Callable[[Any], Any]) -> Any:
    found = copy.deepcopy(record)
    place = found
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = change(place[path[-1]])
    return found


RECORD: dict[str, Any] = json.loads(MADE.text)
PLACES = list(leaves(RECORD))
CHANGES: dict[str, Callable[[Any], Any]] = {
    "one more": lambda value: str(int(value) + 1) if value.isdigit() else f"{value}x",
    "a leading zero": lambda value: f"0{value}",
    "zero": lambda _: "0",
    "a number": lambda _: 7,
    "nothing": lambda _: None,
    "negative": lambda value: f"-{value}",
    "beyond p": lambda value: str(int(value) + int(P)) if value.isdigit() else value * 2,
}


def test_a_ballot_that_holds_is_taken_with_its_tracker_and_ciphertexts() -> None:
    found = check()
    assert (found.tracker, found.credential) == (MADE.tracker, RECORD["credential"])
    assert [len(row) for row in found.sums] == [2, 2]


@pytest.mark.parametrize("change", CHANGES)
def test_every_text_of_a_ballot_altered_is_refused_signed_anew_or_not(change: str) -> None:
    for path in PLACES:
        mutant = altered(RECORD, path, CHANGES[change])
        refused(compact(mutant))
        if path[0] != "signature":
            refused(signed(mutant))


def test_every_part_of_a_ballot_dropped_doubled_or_swapped_is_refused() -> None:
    for mutant in _restructured(RECORD):
        refused(compact(mutant))
        if unsigned(mutant) != unsigned(RECORD):
            refused(signed(mutant))


def _restructured(record: Any) -> Iterator[Any]:
    """The record with a key dropped, added or put last, a list's item dropped, doubled or exchanged."""
    if isinstance(record, dict):
        keys = list(record)
        yield {**record, "extra": "1"}
        for key in keys:
            yield {each: record[each] for each in keys if each != key}
            if key != keys[-1]:
                yield {**{each: record[each] for each in keys if each != key}, key: record[key]}
            for part in _restructured(record[key]):
                yield {**record, key: part}
    elif isinstance(record, list):
        for index, item in enumerate(record):
            yield [*record[:index], *record[index + 1 :]]
            yield [*record[: index + 1], *record[index:]]
            if index:
                yield [*record[: index - 1], item, record[index - 1], *record[index + 1 :]]
            for part in _restructured(item):
                yield [*record[:index], part, *record[index + 1 :]]


def test_the_reason_of_a_refusal_is_named() -> None:
    other = Election("v", "演练", "", ELECTION.public_key, ELECTION.questions)
    with pytest.raises(BallotRefused) as found:
        check(election=other)
    assert found.value.reason is Reason.OTHER_ELECTION
    stranger = make_ballot(ELECTION, new_credential(), [[0, 0], [0, 0]])
    assert refused(stranger.text, compact(stranger.pairs)) is Reason.UNKNOWN_CREDENTIAL
    for text in (
        "",
        "null",
        "[]",
        "{",
        "[" * 100_000,
        MADE.text + " ",
        " " + MADE.text,
        "1" * 1_000_001,
        "{}",
    ):
        assert refused(text) is Reason.MALFORMED
    outside = altered(RECORD, ("answers", 0, "choices", 0, "alpha"), lambda _: str(P - 1))
    assert refused(signed(outside)) is Reason.NOT_IN_GROUP
    spoiled = altered(RECORD, ("answers", 0, "individual_proofs", 0, 0, "challenge"), CHANGES["one more"])
    assert refused(signed(spoiled)) is Reason.CHOICE_UNPROVED
    spoiled = altered(RECORD, ("answers", 1, "overall_proof", 0, "response"), CHANGES["one more"])
    assert refused(signed(spoiled)) is Reason.SUM_UNPROVED
    for pairs in (None, "", "[]", "null", PAIRS[:-1], compact(list(reversed(json.loads(PAIRS))))):
        assert refused(pairs=pairs) is Reason.PAIR_UNPROVED
    again = make_ballot(ELECTION, CREDENTIAL, [[1, 0], [0, 1]])
    assert refused(pairs=compact(again.pairs)) is Reason.PAIR_UNPROVED
    assert refused(altered_text(("signature", "hash"))) is Reason.SIGNATURE_WRONG


@pytest.mark.parametrize(
    "pairs",
    [
        PAIRS + " ",
        PAIRS + "\n",
        PAIRS.replace(",", ", ", 1),
        PAIRS.replace('{"challenge":', '{"challenge":"我投给路","challenge":', 1),
    ],
    ids=["space", "line", "spaced", "words of the voter's"],
)
def test_pair_proofs_are_written_in_one_way_only_since_they_are_published_as_they_came(pairs: str) -> None:
    assert refused(pairs=pairs) is Reason.PAIR_UNPROVED


def test_nothing_is_published_beside_the_ballot_of_a_rating() -> None:
    question = Question("评价", ("满意", "不满意"), 0, 1)
    rating = Election("u", "测评", "", ELECTION.public_key, (question,))
    made = make_ballot(rating, CREDENTIAL, [[1, 0]])
    assert check_ballot(rating, LISTED, made.text, None).tracker == made.tracker
    for pairs in ("", "[]", "任何话"):
        with pytest.raises(BallotRefused) as found:
            check_ballot(rating, LISTED, made.text, pairs)
        assert found.value.reason is Reason.PAIR_UNPROVED


@pytest.mark.parametrize("wrong", [5, None, True, "x", {}])
def test_a_signed_ballot_of_the_wrong_shape_is_refused_and_no_fault_of_ours(wrong: Any) -> None:
    record = json.loads(MADE.text)
    whole = signed({**record, "answers": wrong})
    part = signed({**record, "answers": [{**record["answers"][0], "choices": wrong}, record["answers"][1]]})
    proofs = {**record["answers"][0], "individual_proofs": wrong}
    inner = signed({**record, "answers": [proofs, record["answers"][1]]})
    for text in (whole, part, inner):
        assert refused(text) is Reason.MALFORMED


def altered_text(path: Path) -> str:
    return compact(altered(RECORD, path, lambda value: value[::-1]))


@settings(max_examples=200, deadline=None)
@given(text=st.one_of(st.text(max_size=200), st.binary(max_size=200).map(lambda each: each.decode("latin1"))))
def test_whatever_arrives_is_refused_and_breaks_nothing(text: str) -> None:
    assert refused(text) is Reason.MALFORMED


# The ceremony

TRUSTEES = [Trustee.new(index, 2, 3) for index in (1, 2, 3)]
CERTIFICATES = [each.certificate() for each in TRUSTEES]
COMMITMENTS = [each.commitment_values for each in TRUSTEES]


def certificate_of(index: int) -> Certificate:
    return check_certificate(CERTIFICATES[index - 1], 3, 2, index)


def resigned(message: Any, signer: Trustee = TRUSTEES[0]) -> dict[str, Any]:
    text = message if isinstance(message, str) else compact(message)
    return {
        "message": text,
        "signature": prove_knowledge(message_prefix(text), signer.signing_key).record(),
    }


def test_a_certificate_is_signed_with_the_key_that_it_shows() -> None:
    found = certificate_of(1)
    assert found.verification == g_to(TRUSTEES[0].signing_key)
    message = json.loads(CERTIFICATES[0]["message"])
    wrong: list[Any] = [
        {**CERTIFICATES[0], "message": CERTIFICATES[1]["message"]},
        resigned(message, TRUSTEES[1]),
        resigned({**message, "encryption": str(P - 1)}),
        resigned({**message, "encryption": "0"}),
        resigned({"verification": message["verification"]}),
        resigned({key: value for key, value in message.items() if key != "context"}),
        *[
            resigned({**message, "context": {**message["context"], **other}})
            for other in ({"index": 2}, {"size": 4}, {"threshold": 3}, {"group": "Ed25519"}, {"more": 1})
        ],
        resigned(json.dumps(message)),
        resigned("[" * 10_000),
        {"message": CERTIFICATES[0]["message"]},
        {**CERTIFICATES[0], "signature": {"challenge": "1"}},
        None,
    ]
    for each in wrong:
        with pytest.raises(CeremonyRefused):
            check_certificate(each, 3, 2, 1)


def test_every_screen_shows_the_same_code_only_for_the_same_certificates() -> None:
    code = short_code(CERTIFICATES)
    assert len(code.replace(" ", "")) == 20
    assert code == short_code(copy.deepcopy(CERTIFICATES))
    in_the_middle = [CERTIFICATES[0], Trustee.new(2, 2, 3).certificate(), CERTIFICATES[2]]
    assert (
        len({code, short_code(in_the_middle), short_code(CERTIFICATES[::-1]), short_code(CERTIFICATES[:2])})
        == 4
    )


def test_commitments_are_as_many_as_it_takes_and_signed_by_their_owner() -> None:
    certificate = certificate_of(1)
    own = TRUSTEES[0].commitments()
    assert check_commitments(own, certificate, 2) == COMMITMENTS[0]
    values = json.loads(own["message"])["coefexps"]
    for wrong in (
        TRUSTEES[1].commitments(),
        resigned({"coefexps": values[:1]}),
        resigned({"coefexps": [*values, values[0]]}),
        resigned({"coefexps": [values[0], str(P - 1)]}),
        resigned({"coefexps": "1"}),
        resigned({"coefexps": [1, 2]}),
    ):
        with pytest.raises(CeremonyRefused):
            check_commitments(wrong, certificate, 2)


def test_whoever_commits_has_seen_the_very_certificates_that_all_saw() -> None:
    """Section 4.6.4 of the specification of Belenios 3: ``certs_sig``."""
    bound = TRUSTEES[0].binding(CERTIFICATES)
    check_binding(bound, certificate_of(1), CERTIFICATES, COMMITMENTS[0])
    in_the_middle = [CERTIFICATES[0], Trustee.new(2, 2, 3).certificate(), CERTIFICATES[2]]
    for wrong, seen, committed in (
        (bound, in_the_middle, COMMITMENTS[0]),
        (bound, CERTIFICATES[::-1], COMMITMENTS[0]),
        (bound, CERTIFICATES, COMMITMENTS[1]),
        (TRUSTEES[1].binding(CERTIFICATES), CERTIFICATES, COMMITMENTS[0]),
        (TRUSTEES[0].binding(in_the_middle), CERTIFICATES, COMMITMENTS[0]),
        ({"challenge": "1"}, CERTIFICATES, COMMITMENTS[0]),
        (None, CERTIFICATES, COMMITMENTS[0]),
    ):
        with pytest.raises(CeremonyRefused):
            check_binding(wrong, certificate_of(1), seen, committed)


def test_a_share_is_for_one_addressee_of_one_ceremony_by_its_sender() -> None:
    certificate = certificate_of(1)
    message = {"context": "c1", "from": 1, "to": 2, "key": str(g_to(mpz(5))), "sealed": "abc"}
    check_share(resigned(message), certificate, "c1", 1, 2)
    for wrong in (
        resigned({**message, "context": "c2"}),
        resigned({**message, "from": 3}),
        resigned({**message, "to": 3}),
        resigned({**message, "key": str(P - 1)}),
        resigned({**message, "sealed": 1}),
        resigned(message, TRUSTEES[2]),
        resigned({key: value for key, value in message.items() if key != "sealed"}),
    ):
        with pytest.raises(CeremonyRefused):
            check_share(wrong, certificate, "c1", 1, 2)


def test_a_verification_key_follows_from_what_all_committed_to() -> None:
    share = key_share([each.share_for(2) for each in TRUSTEES])
    owner = TRUSTEES[1]
    record = owner.verification_key(share)
    other = owner.verification_key(share + 1)
    assert check_verification_key(record, certificate_of(2), 2, COMMITMENTS) == g_to(share)
    for wrong, index in (
        (record, 1),
        (other, 2),
        ({**record, "pok": other["pok"]}, 2),
        ({**record, "signature": other["signature"]}, 2),
        (TRUSTEES[0].verification_key(share), 2),
        ({key: value for key, value in record.items() if key != "signature"}, 2),
        ({"public_key": record["public_key"]}, 2),
    ):
        with pytest.raises(CeremonyRefused):
            check_verification_key(wrong, certificate_of(index), index, COMMITMENTS)


def test_a_decryption_is_of_the_whole_closed_tally_with_a_proof_of_each_factor() -> None:
    share = random_exponent()
    sums = [[encrypt(ELECTION.key, number, random_exponent()) for number in row] for row in ((1, 0), (0, 2))]
    text = partial_decryption(ELECTION, share, sums)
    assert [len(row) for row in check_decryption(ELECTION, g_to(share), sums, text)] == [2, 2]
    record = json.loads(text)
    places = list(leaves(record))
    mutants = [compact(altered(record, path, change)) for path in places for change in CHANGES.values()]
    mutants += [compact(each) for each in _restructured(record)]
    mutants += ["", "null", text + " ", partial_decryption(ELECTION, share + 1, sums)]
    for mutant in mutants:
        with pytest.raises(CeremonyRefused):
            check_decryption(ELECTION, g_to(share), sums, mutant)
    with pytest.raises(CeremonyRefused):
        check_decryption(ELECTION, g_to(share + 1), sums, text)
