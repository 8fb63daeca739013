"""A whole vote in its parts, so that any part can be forged and the rest be made consistent again.

The forger is a server that rewrites everything, and where a mutant says so also a deputy or a scrutineer who signs
anew: it knows all secrets of this vote.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gmpy2 import mpz

from services.voting.domain.crypto.ballot import Made, make_ballot, signature_prefix
from services.voting.domain.crypto.credentials import new_credential, public_credential, secret_exponent
from services.voting.domain.crypto.election import Election, project_questions
from services.voting.domain.crypto.encoding import b64, compact, name_of
from services.voting.domain.crypto.proofs import prove_knowledge
from services.voting.domain.crypto.reading import read_factors, read_sums
from services.voting.domain.crypto.rehearsal import new_uuid
from services.voting.domain.crypto.tally import add_up, partial_decryption, result, sums_record
from services.voting.domain.crypto.trustees import (
    Trustee,
    key_share,
    trustees_record,
    vote_key,
)
from shared.kernel.plain_tar import plain_tar

STAMP = 1_700_000_000
THRESHOLD = 2
DECRYPTING = (1, 3)


@dataclass(frozen=True)
class Forgery:
    """The records of a vote as texts; ``archive`` names them by hash and chains the events.

    ``events`` are (type, record, references); records in ``references`` stand before the event's own.
    """

    election: str
    trustees: str
    credentials: str
    ballots: tuple[str, ...]
    pairs: tuple[str, ...]
    num_tallied: int
    total_weight: int
    sums: str
    decryptions: tuple[tuple[int, str], ...]
    result: str
    first: str = compact({"version": 1, "timestamp": str(STAMP)})

    def events(self) -> list[tuple[str, dict[str, Any] | str | None, tuple[str, ...]]]:
        """What happened, in order."""
        setup = (self.election, self.trustees, self.credentials)
        names = dict(zip(("election", "trustees", "credentials"), map(named, setup), strict=True))
        tally = {
            "num_tallied": self.num_tallied,
            "total_weight": self.total_weight,
            "encrypted_tally": named(self.sums),
        }
        return [
            ("Setup", names, setup),
            *(("Ballot", each, ()) for each in self.ballots),
            ("EndBallots", None, ()),
            ("EncryptedTally", tally, (self.sums,)),
            *(
                ("PartialDecryption", {"owner": owner, "payload": named(text)}, (text,))
                for owner, text in self.decryptions
            ),
            ("Result", self.result, ()),
        ]

    def members(self) -> list[tuple[str, bytes]]:
        """Name and content of every file of the archive."""
        found = [("BELENIOS", self.first.encode())]
        parent: str | None = None
        for height, (kind, record, references) in enumerate(self.events()):
            event: dict[str, Any] = {} if parent is None else {"parent": parent}
            event |= {"height": height, "type": kind}
            found += [data(each) for each in references]
            if record is not None:
                text = record if isinstance(record, str) else compact(record)
                found.append(data(text))
                event["payload"] = named(text)
            parent = named(compact(event))
            found.append((f"{parent}.event.json", compact(event).encode()))
        return found

    def archive(self) -> bytes:
        """The archive's bytes."""
        return tar(self.members())

    def lines(self) -> bytes:
        """The pair proofs beside it."""
        return "".join(f"{each}\n" for each in self.pairs).encode()

    def write(self, folder: Path) -> Path:
        """Archive and pair proofs into a folder."""
        return write(folder, json.loads(self.election)["uuid"], self.archive(), self.lines())


def write(folder: Path, name: str, archive: bytes, lines: bytes) -> Path:
    """Both files, so named that the outside program finds the archive too."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.bel"
    path.write_bytes(archive)
    path.with_suffix(".pairs.jsonl").write_bytes(lines)
    return path


def named(text: str) -> str:
    """The name of a record."""
    return name_of(text.encode())


def data(text: str) -> tuple[str, bytes]:
    """A record as a file."""
    return f"{named(text)}.data.json", text.encode()


def tar(members: Sequence[tuple[str, bytes]], stamp: int = STAMP) -> bytes:
    """Files as an archive."""
    return b"".join(plain_tar(members, stamp))


@dataclass(frozen=True)
class Played:
    """An honest small vote with its secrets: three ballots, two projects, two of three scrutineers."""

    election: Election
    trustees: tuple[Trustee, ...]
    envelopes: tuple[str, ...]
    """One more than ballots were cast."""
    made: tuple[Made, ...]
    honest: Forgery = field(repr=False)

    def share(self, index: int) -> mpz:
        """A scrutineer's share of the key."""
        return key_share([other.share_for(index) for other in self.trustees])

    def counted(self, ballots: Sequence[str], **given: Any) -> Forgery:
        """The vote with these ballots, honestly added and opened; ``given`` replaces more."""
        forged = replace(self.honest, ballots=tuple(ballots), **given)
        sums = add_up(self.election, [read_sums(each) for each in ballots])
        opened = [(index, partial_decryption(self.election, self.share(index), sums)) for index in DECRYPTING]
        factors = {index: read_factors(text) for index, text in opened}
        numbers = result(sums, factors, 2 * len(ballots) + 1)
        return replace(
            forged,
            num_tallied=len(ballots),
            total_weight=len(ballots),
            sums=sums_record(sums),
            decryptions=tuple(opened),
            result=compact({"result": numbers}),
        )

    def signed(self, record: dict[str, Any], envelope: int) -> str:
        """A ballot's record with a fresh signature over what it says now."""
        body = {key: value for key, value in record.items() if key != "signature"}
        digest = b64(compact(body))
        secret = secret_exponent(self.envelopes[envelope], self.election.uuid)
        proof = prove_knowledge(signature_prefix(digest), secret)
        return compact({**body, "signature": {"hash": digest, "proof": proof.record()}})


def play(
    answers: Sequence[Sequence[Sequence[int]]] = (((1, 0), (0, 1)), ((0, 1), (0, 0)), ((0, 1), (0, 0))),
) -> Played:
    """The honest vote."""
    trustees = tuple(Trustee.new(index, THRESHOLD, 3) for index in (1, 2, 3))
    shares = {each.index: key_share([o.share_for(each.index) for o in trustees]) for each in trustees}
    election = Election(
        uuid=new_uuid(),
        name="民生实事项目票决（演练）",
        description="演练",
        public_key=vote_key([each.commitment_values for each in trustees]),
        questions=project_questions(("路", "桥"), 1),
    )
    envelopes = tuple(new_credential() for _ in range(len(answers) + 1))
    made = tuple(
        make_ballot(election, envelope, given) for envelope, given in zip(envelopes, answers, strict=False)
    )
    certificates = [each.certificate() for each in trustees]
    record = trustees_record(
        THRESHOLD,
        certificates,
        [each.commitments() for each in trustees],
        [each.binding(certificates) for each in trustees],
        [each.verification_key(shares[each.index]) for each in trustees],
    )
    issued = sorted(str(public_credential(each, election.uuid)) for each in envelopes[: len(answers)])
    blank = Forgery(
        election.text,
        record,
        compact(issued),
        (),
        tuple(each.pairs_line for each in made),
        0,
        0,
        "",
        (),
        "",
    )
    honest = Played(election, trustees, envelopes, made, blank).counted([each.text for each in made])
    return Played(election, trustees, envelopes, made, honest)
