import { diceOf, type Dice } from "./dice";
import { nextCreateFate, nextDice, type History } from "./history";
import { fileOf } from "./true-file";
import type { TrueWork } from "./true-work";
import { lostAnswer, neverReached, page, slowDown, weatherAnswer } from "./weather";

/** What is said about work, and what somebody who can read may learn from it. */
export interface Said {
  body: unknown;
  status?: number;
  headers?: Record<string, string>;
  /** That it is done, and where its result is. */
  tells?: boolean;
  /** That it has ended without a result. */
  damns?: boolean;
  /** That there is no such thing. */
  denies?: boolean;
}

/** So often in a row that there is no such thing: then it may be believed. */
const believed = 3;

/** Speaks about work, now and then the truth. */
export class Mouth {
  constructor(private readonly now: () => number) {}

  /** Answers a question about this work: as it is, bent, or not at all. */
  about(work: TrueWork, place: string, truth: () => Said, bent: (dice: Dice) => Said): Response {
    const { history } = work;
    const dice = nextDice(history, place);
    return this.heard(history, place, () => {
      if (dice.chance(history.weather)) return weatherAnswer(dice);
      const said = dice.chance(history.lies) ? lieOf(dice, history, bent) : truth();
      this.learn(work, said);
      return answerOf(said);
    });
  }

  /** What a list has to say about it. */
  row(work: TrueWork, truth: () => Said, bent: (dice: Dice) => Said): unknown {
    const { history } = work;
    // Whoever looks at the same moment sees the same: how a history goes does not depend on the others.
    const dice = diceOf(history.seed, "row", this.now());
    const said = dice.chance(history.lies) ? bent(dice) : truth();
    this.learn(work, said);
    if (!history.isHonest) this.note(history, "row", JSON.stringify(said.body));
    return said.body;
  }

  /** Answers a create call: `create` makes the work, unless the history has it otherwise. */
  aboutNew(
    history: History,
    place: string,
    create: () => TrueWork,
    truth: (work: TrueWork) => Said,
    bent: (dice: Dice, work: TrueWork) => Said,
  ): Response {
    const fate = nextCreateFate(history);
    const dice = nextDice(history, place);
    return this.heard(history, `${place} (${fate})`, () => {
      if (fate === "later") return dice.pick([slowDown, neverReached, () => page(404)])(dice);
      if (fate === "unheard") return dice.pick([() => page(503), lostAnswer])(dice);
      if (fate === "refused")
        return Response.json({ error: { message: "No such thing is made here." } }, { status: 400 });
      const work = create();
      if (fate === "lost") return lostAnswer(dice);
      return answerOf(dice.chance(history.lies) ? bent(dice, work) : truth(work));
    });
  }

  /** Gives a finished file, in the end. */
  file(work: TrueWork, place: string, bytes: Buffer | null, type: string): Response {
    const { history } = work;
    const dice = nextDice(history, place);
    return this.heard(history, place, () => {
      if (dice.chance(Math.min(0.2, history.weather))) return weatherAnswer(dice);
      if (dice.chance(history.lies * 0.05)) return cutFile(bytes ?? Buffer.from("none"), type);
      if (dice.chance(history.lies * 0.05)) return otherFile(work, type);
      if (bytes === null || dice.chance(history.lies * 0.05)) {
        this.learn(work, { body: null, denies: true });
        return Response.json({ error: { message: "Not found" } }, { status: 404 });
      }
      this.learn(work, { body: null });
      work.served.push(this.now());
      return new Response(new Uint8Array(bytes), { headers: { "content-type": type } });
    });
  }

  private learn(work: TrueWork, said: Said): void {
    if (said.tells && work.told.at(-1) !== this.now()) work.told.push(this.now());
    work.denied = said.denies ? work.denied + 1 : 0;
    if (said.damns || work.denied >= believed) work.isDamned = true;
  }

  private heard(history: History, place: string, speak: () => Response): Response {
    try {
      const response = speak();
      const copy = history.isHonest || place.includes("file") ? null : response.clone();
      if (copy) void copy.text().then((text) => this.note(history, place, `${copy.status} ${text}`));
      else this.note(history, place, `${response.status}`);
      return response;
    } catch (error) {
      this.note(history, place, String(error));
      throw error;
    }
  }

  private note(history: History, place: string, words: string): void {
    const line = `${new Date(this.now()).toISOString().slice(11, 19)} ${place}: ${words.slice(0, 400)}`;
    if (history.script.at(-1) !== line) history.script.push(line);
  }
}

/** A lie about work that one asks for by its id. */
function lieOf(dice: Dice, history: History, bent: (dice: Dice) => Said): Said {
  if (history.isDamning && dice.chance(0.05)) {
    return { status: dice.pick([400, 422]), body: { error: { message: "It has failed." } }, damns: true };
  }
  if (dice.chance(0.03)) return { status: 404, body: { error: { message: "No such work." } }, denies: true };
  return bent(dice);
}

function answerOf({ body, status = 200, headers = {} }: Said): Response {
  return Response.json(body, { status, headers });
}

/** A file that ends too early, as one sees by its announced length. */
function cutFile(bytes: Buffer, type: string): Response {
  const headers = { "content-type": type, "content-length": String(bytes.byteLength) };
  return new Response(new Uint8Array(bytes.subarray(0, bytes.byteLength / 2)), { headers });
}

/** A file, but not of the sort that was asked for. */
function otherFile(work: TrueWork, type: string): Response {
  const bytes = fileOf(work, type.startsWith("video/") ? "picture" : "film");
  return new Response(new Uint8Array(bytes), { headers: { "content-type": type } });
}
