"""What can be refused in an electronic vote, and what to do then."""

from __future__ import annotations

from shared.kernel.errors import Conflict, InvalidInput, Refused


class ScrutineersNotYet(Refused):
    """Scrutineers exist only after the plenary has voted on them (A10.11)."""

    code = "voting.scrutineers-not-yet"
    message = "监票人名单尚未通过，不能生成密钥；请先在全体会议上举手通过监票人名单。"


class TrusteesWrong(InvalidInput):
    """Those who are to hold the key are not scrutineers, stand twice, or are fewer than it takes."""

    code = "voting.trustees-wrong"
    message = "掌管密钥的监票人有误：{detail}。"


class NotATrustee(InvalidInput):
    """The title holds no part of the key, or another account acts for it."""

    code = "voting.not-a-trustee"
    message = "“{title}”不掌管本次密钥，或不由您的账号办理。"


class CeremonyAnswerWrong(InvalidInput):
    """What a scrutineer's machine sent does not hold."""

    code = "voting.ceremony-answer-wrong"
    message = "“{title}”的设备发来的内容未通过检查（{what}），请在该设备上重新操作；如再次出现，请更换设备。"


class CodesDiffer(Conflict):
    """The code read aloud is not that of the certificates here: somebody stands between the machines."""

    code = "voting.codes-differ"
    message = "核对码不一致，本次密钥不得使用；请停止操作，检查设备和网络，重新生成密钥。"


class CeremonyNotComplete(Conflict):
    """No key yet: nothing can be encrypted, whatever the rules say."""

    code = "voting.ceremony-not-complete"
    message = "密钥尚未生成完毕，不能开启电子投票。"


class CeremonyOfAnotherSession(InvalidInput):
    """The key was made in another session, by others than the scrutineers of this one."""

    code = "voting.ceremony-of-another-session"
    message = "所选密钥不是本次会议的监票人生成的，请选择本次会议的密钥。"


class KeyHeldAlone(Refused):
    """One scrutineer alone could open the votes."""

    code = "voting.key-held-alone"
    message = "正式的电子投票须由至少{least}名监票人共同解密，请重新生成密钥。"


class TrusteesWithoutAccount(Refused):
    """Whoever holds a share of the key of a vote that counts made it with an account of one's own."""

    code = "voting.trustees-without-account"
    message = (
        "正式的电子投票，掌管密钥的应是现任监票人，并各用本人的账号生成密钥：{trustees}。"
        "请在监票人名单中写明各自的账号，重新生成密钥。"
    )


class EnvelopesForAnotherUse(InvalidInput):
    """Envelopes printed for a vote that counts are not used up by a rehearsal, nor the other way round."""

    code = "voting.envelopes-for-another-use"
    message = "这批信封印制时{printed}，不能用于{wanted}，请另选一批信封，或者重新印制。"


class ElectionUsed(Conflict):
    """A planned vote of the envelopes was opened before."""

    code = "voting.election-used"
    message = "这批信封的这个投票编号已经开过一次投票（{state}），请选择同一批信封的下一个编号。"


class EnvelopesWrong(InvalidInput):
    """The lists of public credentials contradict one another."""

    code = "voting.envelopes-wrong"
    message = "信封数据有误：{detail}。请重新印制。"


class UndrawnWrong(InvalidInput):
    """What was scanned as undrawn is not among the envelopes, or leaves another number than was issued."""

    code = "voting.undrawn-wrong"
    message = "未领取的信封有误：{detail}。请重新扫描核对。"


class TooFewElectronic(Refused):
    """A small medium would give away how its few voters voted."""

    code = "voting.too-few-electronic"
    message = "电子投票仅发出{issued}份，少于{least}份，为保密不开启；请全部改用纸质选票。"


class NoSuchElection(InvalidInput):
    """No electronic vote of this address."""

    code = "voting.no-such-election"
    message = "没有编号为{uuid}的电子票决，请核对投票页面是否为本次会议的页面。"


class ElectionNotOpen(Conflict):
    """The electronic vote takes no ballots any more."""

    code = "voting.election-not-open"
    message = "电子投票现在不接收选票（{state}）。"


class ElectronicOver(Conflict):
    """An electronic vote that has its result, or was cancelled before, cannot be cancelled."""

    code = "voting.electronic-over"
    message = "这次电子投票{state}，不能再取消。结果有疑问的，由监票人要求重新计票，或者由确认机构表决不予确认后重新投票。"


class ElectionNotClosed(Conflict):
    """Only a closed tally is ever decrypted."""

    code = "voting.election-not-closed"
    message = "电子投票尚未关闭，不能解密；只有关闭后的合计可以解密。"


class AlreadyDecrypted(Conflict):
    """A scrutineer answers once for each election."""

    code = "voting.already-decrypted"
    message = "“{title}”已经对本次电子票决解密一次，不能再次解密。"


class BoardNotPublic(Refused):
    """What stands on the board is public once the result is declared."""

    code = "voting.board-not-public"
    message = "电子票决结果宣布后方可查阅全部记录。"


class ElectronicNotAllowed(Refused):
    """The measure has no clause for it, or the electronic vote of this round failed (A10.17)."""

    code = "voting.electronic-not-allowed"
    message = (
        "本次票决使用纸质选票：通过的票决办法没有允许电子投票，或者本轮已经改用纸质选票；电子投票只能作演练。"
    )


class RankingOnPaperOnly(Refused):
    """The electronic ballot knows approvals only."""

    code = "voting.ranking-on-paper-only"
    message = "本次票决办法按排序计票，电子投票不能排序；请全部使用纸质选票（电子投票仍可作赞成、反对、弃权的演练）。"


class SeatsWrong(InvalidInput):
    """The deputies who drew an envelope are not on the roll, or stand twice."""

    code = "voting.seats-wrong"
    message = "领取信封的代表名单有误：{detail}，请核对后重新登记。"


class MediumTooSmall(Refused):
    """The totals of so few ballots would give their voters away."""

    code = "voting.medium-too-small"
    message = "{medium}投票{act}{number}票，少于{least}票，为保密不得单独计票；请改为全部使用纸质选票。"


class EnvelopesDiffer(Refused):
    """An envelope serves the whole sitting: who left with it could still vote, who came later has none."""

    code = "voting.envelopes-differ"
    message = (
        "本次会议的信封由{drawn}名代表领取，再次投票仍须由这些代表使用（本次登记{now}名）；"
        "有代表离会或更换时，请全部改用纸质选票。"
    )


class ElectronicNotIssued(Conflict):
    """The vote itself opens only for the envelopes that were noted as drawn."""

    code = "voting.electronic-not-issued"
    message = "还没有登记本轮领取信封的代表，或者本轮电子投票已经开启；请先登记发票，再开启电子投票。"


class ElectronicNotOpened(Conflict):
    """The round has no such electronic vote."""

    code = "voting.electronic-not-opened"
    message = "本轮没有这次电子投票，请核对；没有发出信封的，按纸质选票办理。"


class ElectronicNotClosed(Conflict):
    """Ballots can still be cast."""

    code = "voting.electronic-not-closed"
    message = "本轮电子投票尚未关闭，不能登记收回选票；请先关闭电子投票，未能开启的请改用纸质选票。"


class PaperNotAgreed(Conflict):
    """Nobody is to know a running total while the other medium is still being counted."""

    code = "voting.paper-not-agreed"
    message = "纸质选票的两份录入尚未一致，现在不能解密电子投票的合计；请先完成纸质选票计票。"


class QuotaMissing(InvalidInput):
    """A rehearsal is told how many projects may be approved."""

    code = "voting.quota-missing"
    message = "请填写演练的应确定件数。"
