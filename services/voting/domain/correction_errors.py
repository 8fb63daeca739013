"""What putting right, counting again and voting again can be refused for (ADR 0013)."""

from __future__ import annotations

from shared.kernel.errors import Conflict, InvalidInput, Refused


class ReturnedExceedsIssued(Refused):
    """More ballots returned than issued: that voids the round, so the number is asked for twice."""

    code = "voting.returned-exceeds-issued"
    message = (
        "收回{returned}张，多于发出的{issued}张：照此登记，本次投票作废，须重新投票。请先核对发票数并重新清点收回的选票；"
        "确实多于发出的，请在“收回张数（再填一遍）”中再填一次。"
    )


class AlreadyCounted(Refused):
    """Both entries agree on the count; its figures are no longer a matter of correction but of a recount."""

    code = "voting.already-counted"
    message = "两份录入已经核对一致，不能再更正发出、收回的张数；对计票有疑问的，由监票人要求重新计票。"


class NothingToRecount(Conflict):
    """No paper count of the present round, or of the one before, is agreed."""

    code = "voting.nothing-to-recount"
    message = "现在没有可以重新清点的纸质计票：两份录入核对一致以后、结果确认以前，且再次投票的票箱尚未封闭，才能重新计票。"


class NotRefused(Refused):
    """A ballot is held again only after the confirming organ refused its result."""

    code = "voting.not-refused"
    message = "只有在{organ}表决未予确认以后，才能决定重新投票。"


class NothingChanged(InvalidInput):
    """A correction to the very number on record puts nothing right, and would only undo what followed."""

    code = "voting.nothing-changed"
    message = "填写的张数与已登记的{figure}相同，没有需要更正的内容；没有误登的，请不要办理更正。"


class NoSuchRound(InvalidInput):
    """Not a round that counted."""

    code = "voting.no-such-round"
    message = "没有第{round}次有效的投票，请重新选择。"


class NothingToCorrect(Conflict):
    """The step is not on record, or has no figures."""

    code = "voting.nothing-to-correct"
    message = "“{step}”没有可以更正的人数或者表决数，请重新选择。"


class CorrectionTooLate(Refused):
    """Something that rests on the step is on record already."""

    code = "voting.correction-too-late"
    message = "更正后“{step}”的结果将由“{was}”变为“{now}”，但其后已经登记了“{later}”，不能更正；请先报告会议主持人。"


class ResultDeclared(Refused):
    """The result was declared before the whole body; the records of the sitting stay as they are."""

    code = "voting.result-declared"
    message = "结果已经在大会宣布，会议记录不能再更正。"


class ElectAnew(Refused):
    """A list of scrutineers that was voted down was not kept; it is registered again with its names."""

    code = "voting.elect-anew"
    message = "名单未获通过的记录中没有留存名单：请重新登记“通过监票人名单”，填写名单和正确的表决数。"


class PaperCountedApart(Refused):
    """The paper ballots of a round of two media would give a total of one of them."""

    code = "voting.paper-counted-apart"
    message = (
        "本次投票纸质和电子并用，单独导出纸质选票会露出一种方式的小计，不能导出；"
        "电子部分请用 piaojue verify 核验，纸质部分请查对封存的选票。"
    )


class MeasureRedrafted(Refused):
    """The draft that was voted on has been replaced by another."""

    code = "voting.measure-redrafted"
    message = "表决过的票决办法草案已经另行拟订，原来的表决数不能再更正；请对现在的草案重新表决。"
