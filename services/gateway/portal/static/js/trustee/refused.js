// What a scrutineer's page says when it will not go on; `reason` is a permanent word.

const SENTENCES = {
  certificate: "有设备的报到资料不成立，请停止操作并重新生成密钥。",
  own_certificate: "公布的名单里没有本机报到的资料：资料在途中被换掉，请停止操作并告知会议工作人员。",
  certificates_changed: "核对码宣读之后报到资料又有变动，请停止操作并重新生成密钥。",
  trustees: "掌管密钥的监票人数与本机开始时所示的不同，请停止操作并告知会议工作人员。",
  unconfirmed: "本机还没有确认核对码，不能发送密钥份额：请停止操作并告知会议工作人员。",
  restored: "用纸上种子恢复的设备只能解密，不再参与生成密钥；要重新生成，请不填种子重新开始。",
  commitments: "有监票人的承诺不成立，请停止操作并重新生成密钥。",
  share: "收到的密钥份额与对方的承诺不符，请提出异议，重新生成密钥。",
  file: "公告板上有文件与其摘要不符，不能解密。",
  chain: "公告板的事件链断裂或次序不对，不能解密。",
  head: "公告板与会场公示的链头不符：记录被改写过，不能解密。",
  key: "这次投票用的不是本机参与生成的公钥，不能解密。",
  election: "票决记录不完整或不合格式，不能解密。",
  issued: "公告板上的凭证数与会场宣布的发出数不符，不能解密。",
  few: "选票少于规定的最少张数，解密会泄露个人选择，不能解密。",
  ballot: "公告板上有不成立的选票，不能解密。",
  checking: "本机没有能够核对选票，不能解密。请重新打开本页；仍不行时换一台设备，用纸上种子恢复。",
  credential: "公告板上有选票用了未发出的凭证，或同一凭证投了两次，不能解密。",
  tally: "要求解密的不是全部选票的合计，不能解密。",
  again: "本机已经为这次投票解密过一次，不再解密。",
  seed: "密钥种子有误，请对照纸上记录逐字核对。",
};

export class Refused extends Error {
  constructor(reason, detail = "") {
    super(SENTENCES[reason] + (detail ? `（${detail}）` : ""));
    this.name = "Refused";
    this.reason = reason;
    this.detail = detail;
  }
}

export function require(holds, reason, detail) {
  if (!holds) throw new Refused(reason, detail);
}
