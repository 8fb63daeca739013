"""The agency's three reports and the inspection group's scores (B-080 … B-094).

Scores by indicator and by member are fictional; B09's average on the spot, 71.5, is given.
"""

from __future__ import annotations

from services.demo.beiguan import figures
from services.demo.documents import issue_document
from services.demo.player import Player
from services.demo.script import Part
from shared.contracts import evaluation

part = Part()

INDICATORS = (("period", "办理周期", 30), ("schedule", "序时进度", 30), ("effect", "社会效果", 25),
              ("quality", "工程质量", 15))  # fmt: skip
REPORTS = (("stage", "2024-06-14"), ("midterm", "2024-09-13"), ("final", "2025-01-17"))
DUE = {"stage": "2024-06-30", "midterm": "2024-09-30", "final": "2025-01-31"}
SPREAD = (-20, -10, 0, 10, 20)
"""Five members' scores around each average, in tenths of a point."""


@part.step("评估方案通过并锁定", "2024-04-22")
def lock_plan(player: Player) -> None:
    """Four indicators, 30, 30, 25 and 15; stage, mid-term and final report (S5)."""
    issue_document(
        player,
        figures.S5,
        kind="评估方案",
        issuer=figures.COMMITTEE,
        decided_by=figures.CHAIRPERSONS,
        decided_on="2024-04-18",
        issued_on="2024-04-19",
        parent=player.facts["S2"],
        year=2024,
    )
    plan = player.act(
        evaluation.DRAFT_ASSESSMENT_PLAN,
        cycle_id=player.facts["cycle"],
        agency="第三方评估机构（演示）",
        process="准备、实施、运用",
        method="实地察看、现场调研、资料核查",
        team_leader="区人大常委会副主任",
        indicators=[{"code": code, "name": name, "weight": weight} for code, name, weight in INDICATORS],
        schedule=[{"stage": stage, "due_on": due} for stage, due in DUE.items()],
    )
    player.facts["assessment"] = plan["id"]
    player.act(evaluation.LOCK_ASSESSMENT_PLAN, plan_id=plan["id"])


def _report(number: int, stage: str, day: str) -> None:
    @part.step(f"评估报告{day}", day)
    def report(player: Player) -> None:
        """The agency hands in its report; the government answers its opinion on B09 (B-086, B-087)."""
        projects = player.facts["projects"]
        made = player.act(
            evaluation.SUBMIT_ASSESSMENT_REPORT,
            as_="assessor",
            plan_id=player.facts["assessment"],
            stage=stage,
            summary="总体推进有序，B09进度偏慢（演示）。",
            scores=[
                {
                    "project_id": projects[code],
                    "scores": {
                        indicator: average - 60 + 20 * number + 5 * place
                        for place, (indicator, _name, _weight) in enumerate(INDICATORS)
                    },
                }
                for code, average in figures.ONSITE_TENTHS.items()
            ],
            opinions=[
                {
                    "project_id": projects["B09"],
                    "text": "加快管线迁改，倒排工期（演示）",
                    "addressee": "区住建局",
                    "due_on": f"{day[:8]}28",
                }
            ],
        )
        player.act(
            evaluation.ANSWER_ASSESSMENT_OPINIONS,
            as_="government",
            report_id=made["id"],
            answers=[{"no": 1, "answer": "已增派施工力量（演示）"}],
        )


for _number, (_stage, _day) in enumerate(REPORTS):
    _report(_number, _stage, _day)


@part.step("视察组打分", "2024-12-13")
def score(player: Player) -> None:
    """12 November to 13 December (B-092, B-093)."""
    scoring = player.act(
        evaluation.OPEN_ONSITE_SCORING,
        cycle_id=player.facts["cycle"],
        group="民生实事项目视察组",
        from_day="2024-11-12",
        to_day="2024-12-13",
    )["id"]
    player.act(
        evaluation.RECORD_ONSITE_SCORES,
        scoring_id=scoring,
        scores=[
            {
                "project_id": player.facts["projects"][code],
                "scorer": f"视察组成员{member:02}",
                "tenths": average + spread,
                "scored_on": f"2024-{11 + (place > 4)}-{12 + place % 5 if place < 5 else 4 + place:02}",
            }
            for place, (code, average) in enumerate(figures.ONSITE_TENTHS.items())
            for member, spread in enumerate(SPREAD, 1)
        ],
    )
    player.act(evaluation.CLOSE_ONSITE_SCORING, scoring_id=scoring)
