"""What the project library refuses."""

from __future__ import annotations

from shared.kernel.errors import Conflict, InvalidInput, Refused


class ItemNotOpen(Conflict):
    """The item's state does not allow the act."""

    code = "screening.item-not-open"
    message = "项目“{title}”现为“{status}”，不能“{act}”；可以办理的是：{possible}。"


class EligibilityNotJudged(Refused):
    """Eligibility comes first (A10.16)."""

    code = "screening.eligibility-not-judged"
    message = "项目“{title}”尚未审核参选条件，请先审核再筛选。"


class CriteriaIncomplete(InvalidInput):
    """A mark for every criterion, and no others, is needed."""

    code = "screening.criteria-incomplete"
    message = "项目“{title}”应逐项给出：{criteria}。"


class MergeIntoItself(InvalidInput):
    """An item cannot be merged into itself."""

    code = "screening.merge-into-itself"
    message = "项目“{title}”不能并入自身。"


class NotMergedHere(InvalidInput):
    """The item was not merged into that one."""

    code = "screening.not-merged-here"
    message = "项目“{title}”没有并入“{target}”，无从撤销合并。"


class TooManyOriginals(InvalidInput):
    """More suggestions than one item can stand for."""

    code = "screening.too-many-originals"
    message = "“{title}”合并后有{number}条建议，超过上限{most}条，请按内容分成几项。"


class UnknownTrack(InvalidInput):
    """The rulebook knows no such track."""

    code = "screening.unknown-track"
    message = "规则手册没有候选项目去向“{track}”。"


class UnknownCategory(InvalidInput):
    """The rulebook knows no such category."""

    code = "screening.unknown-category"
    message = "规则手册没有领域“{category}”，可用的是：{known}。"


class OtherTrack(Conflict):
    """The item was short-listed for another body."""

    code = "screening.other-track"
    message = "项目“{title}”初选的去向是“{track}”，不能列入“{given}”的名单；请先改变去向。"


class OtherYear(InvalidInput):
    """The item stands in another year's library."""

    code = "screening.other-year"
    message = "项目“{title}”不在所选年度的项目库里，请先转入本年度或改选年度。"
