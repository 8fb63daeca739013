"""What voting can be asked of the electronic ballot: keys, envelopes, casting, board, decryption."""

from __future__ import annotations

from shared.contracts.schemas import page_of
from shared.contracts.voting import electronic
from shared.contracts.voting.contract import CONTRACT
from shared.tenancy.roles import EVERYONE, Role

_CLERK = {Role.CONGRESS_CLERK}
_HALL = {Role.CONGRESS_CLERK, Role.SCRUTINEER}
_SCRUTINEER = {Role.SCRUTINEER}

OPEN_CEREMONY = CONTRACT.command(
    "open_ceremony",
    electronic.OpenCeremony,
    electronic.CeremonyView,
    _HALL,
    "开始生成密钥",
    "Y-033",
    since="1.2",
)
GET_CEREMONY = CONTRACT.query(
    "get_ceremony", electronic.CeremonyRef, electronic.CeremonyView, _HALL, "查看密钥生成情况", since="1.2"
)
LIST_CEREMONIES = CONTRACT.query(
    "list_ceremonies",
    electronic.ElectronicQuery,
    page_of(electronic.CeremonyView),
    _HALL,
    "查看一次会议的密钥生成",
    since="1.2",
)
SUBMIT_CERTIFICATE = CONTRACT.command(
    "submit_certificate",
    electronic.SubmitCertificate,
    electronic.CeremonyView,
    _SCRUTINEER,
    "监票人设备报到",
    since="1.2",
)
CONFIRM_CODE = CONTRACT.command(
    "confirm_code",
    electronic.ConfirmCode,
    electronic.CeremonyView,
    _SCRUTINEER,
    "监票人确认核对码",
    since="1.2",
)
SUBMIT_SHARES = CONTRACT.command(
    "submit_shares",
    electronic.SubmitShares,
    electronic.CeremonyView,
    _SCRUTINEER,
    "监票人发送密钥份额",
    since="1.2",
)
SUBMIT_VERIFICATION_KEY = CONTRACT.command(
    "submit_verification_key",
    electronic.SubmitVerificationKey,
    electronic.CeremonyView,
    _SCRUTINEER,
    "监票人确认密钥份额",
    since="1.2",
)
COMPLAIN = CONTRACT.command(
    "complain",
    electronic.Complain,
    electronic.CeremonyView,
    _SCRUTINEER,
    "监票人提出异议，重新生成密钥",
    since="1.2",
)
REGISTER_ENVELOPES = CONTRACT.command(
    "register_envelopes",
    electronic.RegisterEnvelopes,
    electronic.EnvelopesRegistered,
    _CLERK,
    "登记印制的信封（只有公开凭证）",
    "Y-033",
    since="1.2",
)
LIST_ENVELOPES = CONTRACT.query(
    "list_envelopes",
    electronic.ElectronicQuery,
    page_of(electronic.EnvelopesRegistered),
    _HALL,
    "查看一次会议印制的信封",
    since="1.2",
)
OPEN_ELECTRONIC_VOTE = CONTRACT.command(
    "open_electronic_vote",
    electronic.OpenElectronicVote,
    electronic.ElectronicView,
    _HALL,
    "发出完毕，开启电子投票",
    "Y-033",
    "A10.17",
    since="1.2",
)
GET_ELECTRONIC_VOTE = CONTRACT.query(
    "get_electronic_vote",
    electronic.ElectionRef,
    electronic.ElectronicView,
    EVERYONE,
    "查看电子票决",
    since="1.2",
)
LIST_ELECTRONIC_VOTES = CONTRACT.query(
    "list_electronic_votes",
    electronic.ElectronicQuery,
    page_of(electronic.ElectronicView),
    EVERYONE,
    "查看一次会议的电子票决",
    since="1.2",
)
CAST_BALLOT = CONTRACT.command(
    "cast_ballot",
    electronic.CastBallot,
    electronic.Verdict,
    {Role.RESIDENT},
    "投出加密选票（不记名）",
    "Y-033",
    since="1.2",
    unlinked=True,
    apart=True,
)
CLOSE_ELECTRONIC_VOTE = CONTRACT.command(
    "close_electronic_vote",
    electronic.ElectionRef,
    electronic.ElectronicView,
    _HALL,
    "关闭电子投票",
    since="1.2",
)
CANCEL_ELECTRONIC_VOTE = CONTRACT.command(
    "cancel_electronic_vote",
    electronic.ElectionRef,
    electronic.ElectronicView,
    _HALL,
    "取消电子投票，全部改用纸质选票",
    since="1.2",
)
SUBMIT_DECRYPTION = CONTRACT.command(
    "submit_decryption",
    electronic.SubmitDecryption,
    electronic.ElectronicView,
    _SCRUTINEER,
    "监票人解密关闭后的合计",
    since="1.2",
)
READ_BOARD = CONTRACT.query(
    "read_board", electronic.BoardQuery, electronic.BoardPage, EVERYONE, "查阅电子票决的全部记录", since="1.2"
)
READ_PAIRS = CONTRACT.query(
    "read_pairs",
    electronic.PairsQuery,
    electronic.PairsPage,
    EVERYONE,
    "查阅电子票决的成对证明",
    since="1.2",
)
