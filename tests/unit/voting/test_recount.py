"""``piaojue recount``: the counting code against a plain count of the same papers, and every refusal by its line."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from services.cli.commands.recount import recount as command
from services.voting.domain.ballots import Batch
from services.voting.domain.methods import Method
from services.voting.domain.ranking import count_ranking
from services.voting.domain.recount.ballot_file import MARKS
from services.voting.domain.recount.measure import BASES, RecountMeasure, read_measure
from services.voting.domain.recount.problems import MOST_PROBLEMS, RecountRefused
from services.voting.domain.recount.recount import Recount, recount

CODES = ["A1", "A2", "A3", "A4"]
MEASURE: dict[str, Any] = {
    "quota": 2,
    "candidates": CODES,
    "electorate": 60,
    "present": 50,
    "issued": 40,
    "threshold": {"rule": "none", "of": "all"},
    "over_marked": "void",
    "tie": "second_ballot",
    "clauses": {"threshold": "办法第五条"},
}
PLAIN = {"赞成": "approve", "反对": "against", "弃权": "abstain", "unclear": "over"}

papers = st.lists(
    st.dictionaries(st.sampled_from(CODES), st.sampled_from(list(MARKS[Method.APPROVAL]))), max_size=40
)
measures = st.builds(
    lambda quota, rule, of, over, short: {
        **MEASURE,
        "shortfall": short,
        "quota": quota,
        "threshold": {"rule": rule, "of": of},
        "over_marked": over,
    },
    st.integers(1, 5),
    st.sampled_from(["none", "majority"]),
    st.sampled_from(BASES),
    st.sampled_from(["void", "candidate_void"]),
    st.sampled_from(["fewer", "second_ballot"]),
)


def written(papers: list[dict[str, str]]) -> str:
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(["ballot", "candidate", "mark"])
    for number, paper in enumerate(papers, 1):
        rows.writerows([(number, code, mark) for code, mark in paper.items()] or [(number, "", "")])
    return file.getvalue()


def counted(text: str, **given: Any) -> Recount:
    return recount(read_measure({**MEASURE, **given}), io.StringIO(text))


def problems(text: str, **given: Any) -> list[tuple[int | None, str]]:
    with pytest.raises(RecountRefused) as refused:
        counted(text, **given)
    return [(each.line, each.code.removeprefix("recount.")) for each in refused.value.problems]


def by_hand(measure: dict[str, Any], papers: list[dict[str, str]]) -> dict[str, Any]:
    """What the issue says, said again without any of the code."""
    lines = {code: {"approve": 0, "against": 0, "abstain": 0, "over": 0} for code in CODES}
    invalid, valid = [], 0
    for number, paper in enumerate(papers, 1):
        marks = {code: PLAIN.get(paper.get(code, "弃权"), paper.get(code)) for code in CODES}
        approvals = [code for code in CODES if marks[code] == "approve"]
        if set(marks.values()) == {"over"}:
            invalid.append({"ballot": str(number), "reason": "unreadable"})
            continue
        if len(approvals) > measure["quota"]:
            if measure["over_marked"] == "void":
                invalid.append({"ballot": str(number), "reason": "over_marked"})
                continue
            marks.update(dict.fromkeys(approvals, "over"))
        valid += 1
        for code in CODES:
            lines[code][str(marks[code])] += 1
    base = {"all": 60, "present": 50, "issued": 40, "returned": len(papers), "valid": valid}
    passing = [
        code
        for code in CODES
        if measure["threshold"]["rule"] == "none"
        or 2 * lines[code]["approve"] > base[measure["threshold"]["of"]]
    ]
    sure = [
        code
        for code in passing
        if sum(lines[other]["approve"] >= lines[code]["approve"] for other in passing) <= measure["quota"]
    ]
    hopeful = [
        code
        for code in passing
        if code not in sure
        and sum(lines[other]["approve"] > lines[code]["approve"] for other in passing) < measure["quota"]
    ]
    return {
        "issued": 40,
        "returned": len(papers),
        "valid": valid,
        "invalid": invalid,
        "candidates": [
            {
                "id": code,
                "approve": line["approve"],
                "against": line["against"],
                "abstain": line["abstain"],
                "invalid_marks": line["over"],
                "rank": 1 + sum(other["approve"] > line["approve"] for other in lines.values()),
                "determined": code in sure,
            }
            for code, line in lines.items()
        ],
        "determined": sorted(sure, key=lambda code: -lines[code]["approve"]),
        "tie": {
            "at": lines[hopeful[0]]["approve"],
            "candidates": hopeful,
            "places_left": measure["quota"] - len(sure),
        }
        if hopeful
        else None,
        "shortfall": {
            "candidates": [code for code in CODES if code not in sure],
            "places_left": measure["quota"] - len(sure),
        }
        if measure["shortfall"] == "second_ballot"
        and not hopeful
        and len(sure) < min(measure["quota"], len(CODES))
        else None,
        "clauses": MEASURE["clauses"],
    }


@given(measures, papers)
def test_a_recount_agrees_with_a_count_by_hand_y039_q05(
    measure: dict[str, Any], papers: list[dict[str, str]]
) -> None:
    found = recount(read_measure(measure), io.StringIO(written(papers)))
    record = found.as_record()
    assert {**record, "invalid": list(record["invalid"])} == by_hand(measure, papers)


@given(papers)
def test_the_numbers_reconcile_y039(papers: list[dict[str, str]]) -> None:
    record = counted(written(papers)).as_record()
    assert record["returned"] == record["valid"] + len(list(record["invalid"])) == len(papers)
    for line in record["candidates"]:
        assert (
            sum(line[each] for each in ("approve", "against", "abstain", "invalid_marks")) == record["valid"]
        )


def test_a_candidate_without_a_row_and_a_blank_ballot_abstain() -> None:
    text = "ballot,candidate,mark\n1,A1,赞成\n2,,\n"
    lines = counted(text).tally.lines
    assert (lines["A1"].approve, lines["A1"].abstain, lines["A2"].abstain) == (1, 1, 2)


@pytest.mark.parametrize(
    ("rows", "line", "code"),
    [
        ("1,A9,赞成", 2, "candidate"),
        ("1,A1,对", 2, "mark"),
        ("1,A1,", 2, "mark"),
        ("1,A1,赞成\n1,A1,反对", 3, "repeated"),
        ("1,A1,赞成\n2,A1,赞成\n1,A2,赞成", 4, "apart"),
        (",A1,赞成", 2, "ballot"),
        (f"{'1' * 65},A1,赞成", 2, "ballot"),
        ("1,A1", 2, "row"),
        ("1,A1,赞成,x", 2, "row"),
        ("1,,\n1,A1,赞成", 3, "blank"),
        ("1,A1,赞成\n1,,", 3, "blank"),
        ("1,,\n1,,", 3, "blank"),
        ("1,,赞成", 2, "candidate"),
    ],
)
def test_a_malformed_row_is_refused_with_its_line(rows: str, line: int, code: str) -> None:
    assert problems(f"ballot,candidate,mark\n{rows}\n") == [(line, code)]


def test_all_malformed_rows_are_named_at_once_up_to_a_limit() -> None:
    assert problems("ballot,candidate,mark\n1,A9,赞成\n1,A1,赞成\n2,A1,对\n") == [
        (2, "candidate"),
        (4, "mark"),
    ]
    rows = "".join(f"{number},A9,赞成\n" for number in range(1, 2 * MOST_PROBLEMS))
    assert len(problems(f"ballot,candidate,mark\n{rows}", issued=50)) <= MOST_PROBLEMS


@pytest.mark.parametrize("text", ["", "1,A1,赞成\n", "ballot;candidate;mark\n", "mark,candidate,ballot\n"])
def test_a_file_without_the_header_is_refused(text: str) -> None:
    assert problems(text) == [(1, "header")]


def test_a_broken_quotation_is_refused() -> None:
    assert problems('ballot,candidate,mark\n1,A1,"赞成\n')[0][1] == "row"


def test_more_ballots_than_were_issued_are_refused_y039() -> None:
    text = written([{"A1": "赞成"}] * 3)
    assert counted(text, issued=3).tally.returned == 3
    assert problems(text, issued=2) == [(None, "more-returned")]


@pytest.mark.parametrize(
    "wrong",
    [
        {"quota": 0},
        {"quota": "2"},
        {"quota": True},
        {"candidates": []},
        {"candidates": ["A1", "A1"]},
        {"candidates": [1]},
        {"present": 61},
        {"issued": 51},
        {"issued": -1},
        {"threshold": {"rule": "two_thirds", "of": "all"}},
        {"threshold": {"rule": "majority"}},
        {"threshold": {"rule": "majority", "of": "everyone"}},
        {"over_marked": "ignore"},
        {"tie": "lot"},
        {"shortfall": "lot"},
        {"shortfall": None},
        {"clauses": []},
    ],
)
def test_a_measure_that_is_none_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(RecountRefused) as refused:
        read_measure({**MEASURE, **wrong})
    assert {each.code for each in refused.value.problems} == {"recount.measure"}


def test_every_missing_field_is_named_at_once() -> None:
    with pytest.raises(RecountRefused) as refused:
        read_measure({})
    named = " ".join(each.message for each in refused.value.problems)
    assert all(field in named for field in MEASURE if field != "clauses")


def test_no_threshold_needs_no_base() -> None:
    measure = read_measure({**MEASURE, "threshold": {"rule": "none"}})
    assert isinstance(measure, RecountMeasure)
    assert replace(measure, threshold_base="all") == measure


class TestCommand:
    def run(self, folder: Path, ballots: str, *options: str, **given: Any) -> Result:
        (folder / "m.json").write_text(json.dumps({**MEASURE, **given}), encoding="utf-8")
        (folder / "b.csv").write_bytes(ballots.encode("utf-8-sig"))
        files = ("--measure", str(folder / "m.json"), "--ballots", str(folder / "b.csv"))
        return CliRunner().invoke(command, [*files, *options])

    def test_exit_0_when_the_count_stands(self, tmp_path: Path) -> None:
        papers = [{"A1": "赞成", "A2": "赞成"}, {"A1": "赞成"}]
        done = self.run(tmp_path, written(papers))
        assert (done.exit_code, "计票成立：确定 2 件" in done.output, "未收回 38" in done.output) == (
            0,
            True,
            True,
        )

    def test_exit_3_when_a_second_ballot_is_needed_q05(self, tmp_path: Path) -> None:
        done = self.run(
            tmp_path, written([{"A1": "赞成", "A2": "赞成"}, {"A1": "赞成", "A3": "赞成"}]), "--json"
        )
        record = json.loads(done.output)
        assert done.exit_code == 3
        assert record["tie"] == {"at": 1, "candidates": ["A2", "A3"], "places_left": 1}
        assert record["determined"] == ["A1"]

    def test_exit_3_and_who_stands_again_when_too_few_pass_and_the_rest_vote_again_a10_7(
        self, tmp_path: Path
    ) -> None:
        few = {"quota": 3, "electorate": 3, "present": 3, "issued": 3}
        few["threshold"] = {"rule": "majority", "of": "all"}
        papers = written([{"A2": "赞成", "A1": "赞成"}, {"A2": "赞成"}, {}])
        done = self.run(tmp_path, papers, "--json", shortfall="second_ballot", **few)
        record = json.loads(done.output)
        assert done.exit_code == 3
        assert record["shortfall"] == {"candidates": ["A1", "A3", "A4"], "places_left": 2}
        assert (record["determined"], record["tie"]) == (["A2"], None)
        said = self.run(tmp_path, papers, shortfall="second_ballot", **few)
        assert said.exit_code == 3
        assert "尚余 2 个名额，在其余候选项目 A1、A3、A4 中再次投票（确定 1 件）" in said.output
        assert "计票成立" not in said.output
        for rule in ({}, {"shortfall": "fewer"}):
            done = self.run(tmp_path, papers, "--json", **few, **rule)
            assert (done.exit_code, json.loads(done.output)["shortfall"]) == (0, None)

    def test_exit_0_when_too_few_pass_and_nobody_is_left_to_vote_on_a10_7(self, tmp_path: Path) -> None:
        rules = {"quota": 5, "shortfall": "second_ballot"}
        assert self.run(tmp_path, written([dict.fromkeys(CODES, "赞成")]), **rules).exit_code == 0

    def test_the_json_names_every_key_of_the_issue_and_each_void_ballot_in_the_order_of_the_file(
        self, tmp_path: Path
    ) -> None:
        over = dict.fromkeys(CODES, "赞成")
        lines = [{"A1": "赞成"}, over, dict.fromkeys(CODES, "unclear"), over]
        record = json.loads(self.run(tmp_path, written(lines), "--json").output)
        assert list(record) == [
            "issued", "returned", "valid", "invalid", "candidates", "determined", "tie", "shortfall", "clauses",
        ]  # fmt: skip
        assert record["invalid"] == [
            {"ballot": "2", "reason": "over_marked"},
            {"ballot": "3", "reason": "unreadable"},
            {"ballot": "4", "reason": "over_marked"},
        ]
        assert record["clauses"] == MEASURE["clauses"]
        assert [each["id"] for each in record["candidates"]] == CODES
        none = json.loads(self.run(tmp_path, written([]), "--json").output)
        assert (none["invalid"], none["returned"]) == ([], 0)

    def test_exit_2_when_the_input_is_refused(self, tmp_path: Path) -> None:
        done = self.run(tmp_path, "ballot,candidate,mark\n1,A9,赞成\n", "--json")
        assert done.exit_code == 2
        assert "第2行" in done.output

    def test_a_file_in_another_encoding_is_refused_by_name(self, tmp_path: Path) -> None:
        self.run(tmp_path, "")
        (tmp_path / "b.csv").write_bytes("ballot,candidate,mark\n1,A1,赞成\n".encode("gb18030"))
        files = ("--measure", str(tmp_path / "m.json"), "--ballots", str(tmp_path / "b.csv"))
        done = CliRunner().invoke(command, files)
        assert (done.exit_code, "UTF-8" in done.output) == (2, True)

    def test_a_measure_that_is_no_json_is_refused(self, tmp_path: Path) -> None:
        self.run(tmp_path, written([{"A1": "赞成", "A2": "赞成"}]))
        files = ("--measure", str(tmp_path / "m.json"), "--ballots", str(tmp_path / "b.csv"))
        whole = json.dumps(MEASURE)
        assert CliRunner().invoke(command, files).exit_code == 0
        for spoiled in (
            "{",
            whole.replace('"threshold": "', '"threshold": "\\ud800'),
            whole.replace('"A1"', '"A\\udfff"'),
            whole.replace('"clauses": {', '"clauses": {"x": NaN, '),
            whole.replace('"clauses": {', '"clauses": {"x": 1e999, '),
            "[" * 100_000,
        ):
            (tmp_path / "m.json").write_text(spoiled)
            for options in ((), ("--json",)):
                done = CliRunner().invoke(command, [*files, *options])
                assert (done.exit_code, "［recount.measure］" in done.output) == (2, True), spoiled[-80:]


RANKED = {**MEASURE, "method": "ranking"}
rankings = st.lists(
    st.dictionaries(
        st.sampled_from(CODES), st.sampled_from(["1", "2", "3", "0", "abstain", "弃权", "unclear"])
    ),
    max_size=40,
)


@given(rankings, st.integers(1, 4), st.sampled_from(["void", "candidate_void"]))
def test_rankings_are_counted_as_the_vote_counts_them(
    papers: list[dict[str, str]], quota: int, over: str
) -> None:
    measure = read_measure({**RANKED, "quota": quota, "over_marked": over})
    found = recount(measure, io.StringIO(written(papers)))
    said = {"弃权": "abstain"}
    batches = [
        Batch.of(CODES, [({code: said.get(mark, mark) for code, mark in paper.items()}, 1)], Method.RANKING)
        for paper in papers
    ]
    patterns: dict[str, int] = {}
    for each in batches:
        for pattern in each.patterns:
            patterns[pattern] = patterns.get(pattern, 0) + 1
    assert found.tally == count_ranking(Batch(CODES, patterns), quota, over)
    points = {each["id"]: each["points"] for each in found.as_record()["candidates"]}
    assert points == {code: line.points for code, line in found.tally.lines.items()}
    ranks = {each["id"]: each["rank"] for each in found.as_record()["candidates"]}
    assert all(ranks[a] < ranks[b] for a in CODES for b in CODES if points[a] > points[b])


def test_a_number_is_no_mark_of_an_approval_ballot_nor_an_approval_one_of_a_ranking() -> None:
    for record, mark in ((MEASURE, "1"), (RANKED, "approve"), (RANKED, "1000"), (RANKED, "01")):
        with pytest.raises(RecountRefused, match="不是规定的符号"):
            recount(read_measure(record), io.StringIO(written([{"A1": mark}])))


def test_a_ranking_is_read_out_by_its_points(tmp_path: Path) -> None:
    (tmp_path / "measure.json").write_text(json.dumps(RANKED), encoding="utf-8")
    ballots = [{"A1": "1", "A2": "2"}, {"A2": "1"}, {"A1": "2", "A2": "2"}]
    (tmp_path / "ballots.csv").write_text(written(ballots), encoding="utf-8")
    files = ["--measure", str(tmp_path / "measure.json"), "--ballots", str(tmp_path / "ballots.csv")]
    said = CliRunner().invoke(command, files)
    assert said.exit_code == 0, said.output
    assert "编号有误 1" in said.output
    assert "第1名　A2　得分 3　编号的票 2" in said.output
