"""A scrutineer's machine in the browser, two of ours, and the server between them: the ceremony, and a vote under its key."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Page

from services.demo.scrutineer import Machine, machines
from services.voting.domain.crypto.archive import Board
from services.voting.domain.crypto.ballot import make_ballot
from services.voting.domain.crypto.checking_trustees import (
    check_binding,
    check_certificate,
    check_commitments,
    check_verification_key,
)
from services.voting.domain.crypto.credentials import new_credential, public_credential
from services.voting.domain.crypto.election import Election, project_questions
from services.voting.domain.crypto.encoding import compact
from services.voting.domain.crypto.reading import read_sums
from services.voting.domain.crypto.rehearsal import new_uuid, random_answers
from services.voting.domain.crypto.tally import add_up, sums_record
from services.voting.domain.crypto.trustees import trustees_record, vote_key

TITLES, THRESHOLD, MINE = ("总监票人", "监票人01", "监票人02"), 2, 1
CONTEXT = "c1.1"

CALL = """async ([name, ...given]) => {
  const { Machine } = await import("/trustee/machine.js");
  const { decrypt } = await import("/trustee/decryption.js");
  const { BallotChecks } = await import("/trustee/checks.js");
  const { Chain } = await import("/trustee/chain.js");
  window.checks ??= new BallotChecks();
  const acts = {
    make: async (...all) => { window.machine = await Machine.make(...all); return window.machine.seed; },
    decrypt: async (files, hall) => decrypt(window.machine, await Chain.of(files), window.checks, hall),
  };
  try { return await (acts[name] ?? window.machine[name].bind(window.machine))(...given); }
  catch (refused) { return { refused: refused.reason ?? String(refused), detail: refused.detail }; }
}"""


class Hall:
    """The browser's machine, two of ours, and the server between them: what it tells is in ``ceremony``."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.others: list[Machine] = machines(TITLES, THRESHOLD)[1:]
        self.seed = self.call("make", MINE, THRESHOLD, len(TITLES))
        self.ceremony: dict[str, Any] = {
            "context": CONTEXT,
            "trustees": [{"title": each} for each in TITLES],
            "certificates": {},
            "threshold": THRESHOLD,
            "commitments": {},
            "bindings": {},
            "shares": {},
        }

    def call(self, name: str, *given: Any) -> Any:
        return self.page.evaluate(CALL, [name, *given])

    def certify(self) -> None:
        texts = [self.call("certificate"), *(each.certificate() for each in self.others)]
        self.ceremony["certificates"] = dict(zip(TITLES, texts, strict=True))

    def share(self) -> None:
        self.call("confirm")
        texts = [self.call("commitments"), *(each.commitments() for each in self.others)]
        self.ceremony["commitments"] = dict(zip(TITLES, texts, strict=True))
        bound = [self.call("binding"), *(each.binding(self.ceremony) for each in self.others)]
        self.ceremony["bindings"] = dict(zip(TITLES, bound, strict=True))
        sealed = [self.call("shares"), *(each.shares(self.ceremony) for each in self.others)]
        self.ceremony["shares"] = dict(zip(TITLES, sealed, strict=True))

    def hold(self) -> None:
        """The whole ceremony."""
        self.certify()
        self.call("see", self.ceremony)
        self.share()
        keys = [self.call("verificationKey", self.ceremony)]
        keys += [each.verification_key(self.ceremony) for each in self.others]
        certificates = [json.loads(self.ceremony["certificates"][each]) for each in TITLES]
        commitments = [json.loads(self.ceremony["commitments"][each]) for each in TITLES]
        bindings = [json.loads(self.ceremony["bindings"][each]) for each in TITLES]
        size = len(TITLES)
        signers = [
            check_certificate(each, size, THRESHOLD, place) for place, each in enumerate(certificates, 1)
        ]
        values = [
            check_commitments(each, signer, THRESHOLD)
            for each, signer in zip(commitments, signers, strict=True)
        ]
        for each, signer, committed in zip(bindings, signers, values, strict=True):
            check_binding(each, signer, certificates, committed)
        self.public_keys = [
            check_verification_key(json.loads(each), signer, index, values)
            for index, (each, signer) in enumerate(zip(keys, signers, strict=True), 1)
        ]
        self.record = trustees_record(
            THRESHOLD, certificates, commitments, bindings, [json.loads(each) for each in keys]
        )
        self.key = vote_key(values)


class Vote:
    """A vote under the key of the hall, closed with three ballots."""

    def __init__(self, hall: Hall, ballots: int = 3) -> None:
        self.election = Election(new_uuid(), "演练", "演练", hall.key, project_questions(("路", "桥"), 1))
        envelopes = [new_credential() for _ in range(ballots)]
        self.credentials = sorted(str(public_credential(each, self.election.uuid)) for each in envelopes)
        self.ballots = [
            make_ballot(self.election, each, random_answers(self.election)).text for each in envelopes
        ]
        self.record = hall.record
        self.issued = ballots

    def board(self, *, tallied: list[str] | None = None, credentials: list[str] | None = None) -> Board:
        """What the server shows; ``tallied`` are the ballots whose sum it wants decrypted."""
        board = Board(0)
        board.set_up(self.election.text, self.record, compact(credentials or self.credentials))
        for each in self.ballots:
            board.accept(each)
        chosen = self.ballots if tallied is None else tallied
        board.close(len(chosen), sums_record(self.sums(chosen)))
        return board

    def sums(self, ballots: list[str]) -> Any:
        return add_up(self.election, [read_sums(each) for each in ballots])

    def ask(self, hall: Hall, board: Board, **more: Any) -> Any:
        files = [{"name": name, "content": content.decode()} for name, content in board.members()]
        told = {"shown": [board.head], "issued": self.issued, "least": 2, **more}
        return hall.call("decrypt", files, told)
