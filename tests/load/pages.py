"""What a scrutineer's page works out by itself, in Chromium."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

from services.voting.domain.crypto.ballot import make_ballot
from services.voting.domain.crypto.credentials import new_credential
from services.voting.domain.crypto.election import Election, project_questions
from services.voting.domain.crypto.group import g_to, random_exponent
from services.voting.domain.crypto.rehearsal import new_uuid, random_answers
from tests.e2e.browser.chromium import chromium
from tests.e2e.browser.module_page import module_page
from tests.load.measure import Row, interleaved, row

CANDIDATES, QUOTA, BALLOTS = 12, 10, 16

CHECKED = """async ([election, ballots]) => {
  const { BallotChecks } = await import("/trustee/checks.js");
  const checks = new BallotChecks(1);
  // The first one makes the tables that all others use.
  if (!(await checks.holds(ballots[0], election))) throw new Error("refused");
  const began = performance.now();
  for (const each of ballots.slice(1)) if (!(await checks.holds(each, election))) throw new Error("refused");
  return (1000 * (ballots.length - 1)) / (performance.now() - began);
}"""

BARE = """async ([number, base, exponent]) => {
  const { power } = await import("/ballot/group.js");
  const began = performance.now();
  for (let each = 0; each < number; each += 1) power(BigInt(base), BigInt(exponent));
  return 1000 / (performance.now() - began);
}"""


def bench_pages(folder: Path) -> list[Row]:
    """Ballots that a scrutineer's page looks at in a second, on one processor."""
    folder.mkdir()
    with chromium(folder) as browser, module_page(browser) as page:
        return [_checking(page)]


def _checking(page: Page) -> Row:
    """A choice has two members to find and two branches of four powers each; the two sums and the signature besides."""
    projects = tuple(f"项目{number}" for number in range(CANDIDATES))
    election = Election(new_uuid(), "演练", "", g_to(random_exponent()), project_questions(projects, QUOTA))
    ballots = [make_ballot(election, new_credential(), random_answers(election)).text for _ in range(BALLOTS)]
    powers = 2 * CANDIDATES * (2 + 2 * 4) + 4 * (QUOTA + 1 + CANDIDATES + 1) + 2

    def check() -> float:
        found: float = page.evaluate(CHECKED, [election.text, ballots])
        return found

    def bare() -> float:
        found: float = page.evaluate(BARE, [powers, str(g_to(random_exponent())), str(random_exponent())])
        return found

    ours, floor = interleaved(check, bare)
    return row(f"a page checking a ballot against {powers} bare powers of BigInt", ours, floor, "ballots/s")
