// The ballot: encrypted here, in this page, before anything leaves it.

import { secretExponent } from "./credential.js";
import { b64, compact, requireSecureContext } from "./encoding.js";
import { FixedBase, NAME, gTo, isMember } from "./group.js";
import { Sealed, proveKnowledge, proveRange } from "./proofs.js";

const APPROVE = "赞成";
const AGAINST = "反对";

export class ElectionUnknown extends Error {
  constructor() {
    super("票决资料不完整或不是本程序能处理的格式，请勿投票，并告知工作人员。");
    this.name = "ElectionUnknown";
  }
}

/** The election record, whose exact text is what every proof is bound to. */
export class Election {
  static async open(text) {
    requireSecureContext();
    const election = new Election();
    try {
      election.record = JSON.parse(text);
      election.key = new FixedBase(BigInt(election.record.public_key));
      // Nobody is asked for pair proofs of what is no project vote: such a record is not one that only looks like it.
      if (!election.isProjectVote && readsLikeProjectVote(election.questions)) throw new ElectionUnknown();
    } catch {
      throw new ElectionUnknown();
    }
    if (election.record.version !== 1 || election.record.group !== NAME || !isMember(election.key.base)) {
      throw new ElectionUnknown();
    }
    election.fingerprint = await b64(text);
    return election;
  }

  get questions() {
    return this.record.questions;
  }

  get isProjectVote() {
    const [first, second, ...more] = this.questions;
    return (
      more.length === 0 &&
      first.question === APPROVE &&
      second?.question === AGAINST &&
      compact(first.answers) === compact(second.answers)
    );
  }
}

/**
 * Whether somebody could take two of the questions for approval and opposition of the same projects. A rating asks the
 * same grades of every project too, but one of them at most, under titles of its own.
 */
function readsLikeProjectVote(questions) {
  const titles = questions.map((each) => asRead(each.question));
  if (titles.includes(APPROVE) && titles.includes(AGAINST)) return true;
  const answers = questions.map((each) => compact(each.answers.map(asRead)));
  const grades = questions[0].answers;
  const rating =
    grades.length > 1 && questions.every((each) => each.max === 1 && compact(each.answers) === compact(grades));
  return new Set(answers).size < answers.length && !rating;
}

/** A text as it is seen: without white space and what has no shape of its own, in one width. */
function asRead(text) {
  return text.normalize("NFKC").replace(/[\p{Z}\p{C}\p{M}]/gu, "");
}

/**
 * A ballot of `answers` (for each question 0 or 1 for each answer): its text, its tracker, its pair proofs.
 * What is not possible has no proof, and is refused before anything is made.
 */
export async function makeBallot(election, credential, answers) {
  checkAnswers(election, answers);
  const secret = await secretExponent(credential, election.record.uuid);
  const publicCredential = gTo(secret);
  const context = `${election.fingerprint}|${publicCredential}`;
  const sealed = answers.map((given) => given.map((value) => new Sealed(election.key, value)));
  const ballot = {
    election_uuid: election.record.uuid,
    election_hash: election.fingerprint,
    credential: String(publicCredential),
    answers: [],
  };
  for (const [index, question] of election.questions.entries()) {
    ballot.answers.push(await answer(election, context, question, sealed[index]));
  }
  const tracker = await b64(compact(ballot));
  ballot.signature = { hash: tracker, proof: await proveKnowledge(`sig|${tracker}|`, secret) };
  const pairs = election.isProjectVote ? await pairProofs(election, context, tracker, sealed) : null;
  return { text: compact(ballot), tracker, pairs };
}

async function answer(election, context, question, choices) {
  const individual = [];
  for (const each of choices) individual.push(await proveRange(election.key, context, each, 0, 1));
  const sumContext = `${context}|${choices.map((each) => each.text).join(",")}`;
  const overall = await proveRange(election.key, sumContext, Sealed.sum(choices), question.min, question.max);
  return {
    choices: choices.map((each) => each.record),
    individual_proofs: individual,
    overall_proof: overall,
  };
}

async function pairProofs(election, context, tracker, [approvals, objections]) {
  const pairs = [];
  for (const [index, approval] of approvals.entries()) {
    const both = Sealed.sum([approval, objections[index]]);
    pairs.push(await proveRange(election.key, `${context}|pair|${index}|${tracker}`, both, 0, 1));
  }
  return pairs;
}

function checkAnswers(election, answers) {
  const fits =
    answers.length === election.questions.length &&
    election.questions.every((question, index) => {
      const given = answers[index];
      const chosen = given.filter((value) => value === 1).length;
      return (
        given.length === question.answers.length &&
        given.every((value) => value === 0 || value === 1) &&
        chosen >= question.min &&
        chosen <= question.max
      );
    });
  const twice = fits && election.isProjectVote && answers[0].some((value, index) => value + answers[1][index] > 1);
  if (!fits || twice) throw new AnswersNotPossible();
}

export class AnswersNotPossible extends Error {
  constructor() {
    super("选择超过了应确定的件数，或同一项目既赞成又反对，请返回修改。");
    this.name = "AnswersNotPossible";
  }
}
