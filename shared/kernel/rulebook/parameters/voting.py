"""What a deciding body settles of its vote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from shared.kernel.rulebook.kinds import Choice, Flag, Integer, ListOf, Ratio, Span, Text
from shared.kernel.rulebook.parameters.parameter import BASE, Parameter

ROLL_BASE = Choice(("legal", "in_office"))
"""Of what number a quorum is taken: no ballot has been issued yet."""

HANDS_BASE = Choice(("legal", "in_office", "present"))
"""Of what number a show of hands is taken: there are no ballots."""


def vote_rules(prefix: str, quota: int, recommendation: bool) -> tuple[Parameter, ...]:
    """The rules of one deciding body: the congress, or a street assembly (Q-10)."""
    return (
        Parameter(f"{prefix}.name", "表决方式名称", Text(), "票选" if recommendation else "票决", "B-029"),
        Parameter(
            f"{prefix}.measure_title",
            "票选办法名称" if recommendation else "票决办法名称",
            Text(),
            "民生实事项目票选办法" if recommendation else "民生实事项目票决办法",
            "Y-030",
        ),
        Parameter(f"{prefix}.measure_required", "须先表决通过票决办法", Flag(), not recommendation, "D-11"),
        Parameter(
            f"{prefix}.quota",
            "应确定项目数（最少、最多）",
            Span(1, 100),
            {"least": quota, "most": quota},
            "D-13",
        ),
        Parameter(f"{prefix}.differential", "差额比例下限", Ratio(most=10), "0", "Q-06"),
        Parameter(
            f"{prefix}.differential_base", "差额基数", Choice(("quota", "candidates")), "quota", "A10.7"
        ),
        Parameter(f"{prefix}.quorum", "到会法定比例", Ratio(nought=False), "2/3", "outside-rules"),
        Parameter(f"{prefix}.quorum_base", "到会比例的基数", ROLL_BASE, "in_office", "A10.7"),
        Parameter(
            f"{prefix}.adoption", "举手表决通过比例（须超过）", Ratio(whole=False), "1/2", "outside-rules"
        ),
        Parameter(f"{prefix}.adoption_base", "举手表决的基数", HANDS_BASE, "in_office", "outside-rules"),
        Parameter(f"{prefix}.polling", "投票组织方式", Choice(("plenary", "delegation")), "plenary", "D-12"),
        Parameter(
            f"{prefix}.method",
            "选票方式（赞成反对弃权，或排序计分）",
            Choice(("approval", "ranking")),
            "approval",
            "outside-rules",
        ),
        Parameter(
            f"{prefix}.over_marked",
            "超过应推荐项目数的处理" if recommendation else "超过应确定项目数的处理",
            Choice(("void", "candidate_void")),
            "void",
            "outside-rules",
        ),
        Parameter(f"{prefix}.marks", "选票的填写", Choice(("circle_cross",)), "circle_cross", "Y-030"),
        Parameter(
            f"{prefix}.validity",
            "投票何时有效",
            Choice(("not_more_than_issued",)),
            "not_more_than_issued",
            "outside-rules",
        ),
        Parameter(f"{prefix}.counting", "计票方式", Choice(("double_entry",)), "double_entry", "Y-033"),
        Parameter(f"{prefix}.threshold", "得票门槛", Choice(("none", "majority")), "majority", "Q-04"),
        Parameter(f"{prefix}.threshold_base", "得票门槛的基数", BASE, "in_office", "Q-04"),
        Parameter(f"{prefix}.tie", "末位同票的处理", Choice(("second_ballot",)), "second_ballot", "Q-05"),
        Parameter(
            f"{prefix}.shortfall",
            "过门槛项目不足的处理",
            Choice(("fewer", "second_ballot")),
            "fewer",
            "A10.7",
        ),
        Parameter(
            f"{prefix}.electronic",
            "电子投票的效力（正式须有条款）",
            Choice(("rehearsal", "legal")),
            "rehearsal",
            "A10.17",
        ),
        Parameter(
            f"{prefix}.least_issued",
            "纸质、电子并用时每种方式最少票数",
            Integer(2, 1000),
            10,
            "ballot-format",
        ),
        Parameter(f"{prefix}.publish_counts", "公告载明得票数", Flag(), False, "A10.7"),
        Parameter(f"{prefix}.publish_losers", "公布未获确定的项目", Flag(), False, "A10.7"),
        Parameter(
            f"{prefix}.distribution",
            "候选项目材料印发到位的依据",
            Choice(("copies", "receipts")),
            "copies",
            "Y-037",
        ),
        Parameter(
            f"{prefix}.briefing",
            "候选项目说明地点",
            Choice(("plenary", "delegation", "none")),
            "plenary",
            "D-09",
        ),
        Parameter(
            f"{prefix}.deliberation", "审议单位", Choice(("group", "delegation", "none")), "group", "D-10"
        ),
        Parameter(
            f"{prefix}.confirmation_share",
            "结果确认的表决比例（须超过组成人员的）",
            Ratio(whole=False),
            "1/2",
            "A10.2",
        ),
        Parameter(
            f"{prefix}.confirmation",
            "结果确认机关",
            Text(),
            "街道人大工委" if recommendation else "大会主席团",
            "Y-040",
        ),
        Parameter(
            f"{prefix}.effect",
            "结果效力",
            Choice(("decision", "recommendation")),
            "recommendation" if recommendation else "decision",
            "D-16",
        ),
        Parameter(
            f"{prefix}.adopters",
            "推荐结果的研究、公布机关（按先后）",
            ListOf(Text()),
            ["街道党工委", "街道办事处"] if recommendation else [],
            "A10.13",
        ),
        Parameter(
            f"{prefix}.scrutineer_exclusions",
            "不得担任监票人的人员",
            Text(),
            "候选项目实施主体负责人及其近亲属",
            "A10.15",
        ),
        Parameter(
            f"{prefix}.channels",
            "结果公布渠道",
            ListOf(Text(), 1),
            ["街道公示栏"] if recommendation else ["大会公告"],
            "D-15",
        ),
        Parameter(
            f"{prefix}.paper",
            "结果公布文种",
            Text(),
            "票选结果公示" if recommendation else "大会公告",
            "Y-041",
        ),
    )


def contradictions(prefix: str, value: Callable[[str], Any]) -> Iterator[str]:
    """What two rules of one body ask for that no ballot can meet together; ``value`` gives that of a key."""
    difference = Fraction(value(f"{prefix}.differential"))
    if value(f"{prefix}.differential_base") == "candidates" and difference >= 1:
        yield f"“{prefix}.differential”以候选项目数为基数时应小于1，否则没有一份名单能满足"
