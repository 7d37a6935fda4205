import { bendFields, oddRows } from "./bend";
import { diceOf, type Dice } from "./dice";
import type { Said } from "./mouth";
import { notFound, type LyingProvider, type Stage } from "./stage";
import { fileOf } from "./true-file";
import type { TrueWork } from "./true-work";
import { failureFields, noFailureFields, spell, strangeText, unknownWord } from "./words";

const unneeded = ["object", "created_at", "model", "metadata", "usage", "incomplete_details", "instructions"];

const statuses = {
  queued: "queued",
  running: "in_progress",
  finished: "completed",
  empty: "completed",
  failed: "failed",
  canceled: "cancelled",
} as const;

/** OpenAI's Responses API, or a gateway before it, as it likes. */
export function lyingOpenAi(stage: Stage, base: string): LyingProvider {
  const { mouth, works } = stage;
  const idOf = (work: TrueWork) => `resp_${work.number}`;

  function truth(work: TrueWork): Record<string, unknown> {
    const state = works.stateOf(work);
    const { model, metadata } = work.wish;
    return {
      id: idOf(work),
      object: "response",
      created_at: Math.floor(work.createdAt / 1_000),
      model,
      metadata,
      status: statuses[state],
      error: null,
      incomplete_details: null,
      instructions: null,
      usage: { input_tokens: 3, output_tokens: 4, total_tokens: 7 },
      output: state === "finished" ? resultOf(work) : [],
      ...(state === "failed" && failureFields(diceOf(work.history.seed, work.number, "failure"))),
    };
  }

  const say = (work: TrueWork): Said => ({ body: truth(work), tells: works.stateOf(work) === "finished" });

  function bend(dice: Dice, work: TrueWork, mayHideId: boolean): Said {
    const body = bendFields(dice, truth(work), 0.25, unneeded);
    const state = works.stateOf(work);
    if (dice.chance(0.3))
      body["usage"] = dice.pick<unknown>([{}, { total_tokens: null }, { input_tokens: "3" }]);
    if (state !== "failed" && state !== "canceled") Object.assign(body, noFailureFields(dice));
    if (state === "finished" && dice.chance(0.6)) body["output"] = bendResult(dice, work);
    const status = dice.pick(["spelt", "spelt", "spelt", "spelt", "unknown", "behind", "none"]);
    if (status === "spelt") body["status"] = spell(dice, state);
    if (status === "unknown") body["status"] = unknownWord(dice);
    if (status === "behind" && state === "finished") body["status"] = spell(dice, "running");
    if (status === "none") body["status"] = dice.pick<unknown>([null, 7, {}, ""]);
    if (mayHideId && dice.chance(0.15)) body["id"] = dice.pick<unknown>([null, "resp_other", 5]);
    const isReadable = status === "spelt" || (status === "unknown" && isCard(work));
    return { body, tells: state === "finished" && isReadable };
  }

  async function create(request: Request): Promise<Response> {
    const wish = (await request.json()) as Record<string, unknown>;
    const history = stage.named(JSON.stringify(wish["input"]));
    const { model, metadata, tools } = wish;
    const operationId = String((metadata as Record<string, unknown> | undefined)?.["operation_id"]);
    const make = () =>
      works.add(history, { operationId, wish: { model, metadata, tools } }, { longestMs: 200_000 });
    return mouth.aboutNew(history, "POST /responses", make, say, (dice, work) => bend(dice, work, false));
  }

  return {
    idOf,
    fileOf: (work) => (isCard(work) ? fileOf(work, "picture") : null),
    async answer(request) {
      const path = request.url.slice(base.length).split("?")[0] ?? "";
      if (path === "/models") return Response.json({ object: "list", data: [] });
      if (path === "/responses") return create(request);
      const [, id, rest] = /^\/responses\/resp_(\d+)(\/cancel)?$/.exec(path) ?? [];
      const work = works.all[Number(id) - 1];
      if (!work) return notFound();
      if (rest !== undefined && works.stateOf(work) !== "finished") work.isCanceled = true;
      const place = rest === undefined ? "GET /responses/:id" : "POST cancel";
      return mouth.about(
        work,
        place,
        () => say(work),
        (dice) => bend(dice, work, true),
      );
    },
  };
}

/** Whether a picture was asked for, by the tool that draws one. */
function isCard({ wish }: TrueWork): boolean {
  return wish["tools"] !== undefined;
}

/** The words of a true answer. */
export function answerTo(work: TrueWork): string {
  return `The answer of history ${work.history.seed}.`;
}

function resultOf(work: TrueWork): unknown[] {
  if (isCard(work)) return [{ type: "image_generation_call", status: "completed", result: pictureIn(work) }];
  return [{ type: "message", role: "assistant", content: [{ type: "output_text", text: answerTo(work) }] }];
}

function pictureIn(work: TrueWork): string {
  return fileOf(work, "picture").toString("base64");
}

function bendResult(dice: Dice, work: TrueWork): unknown[] {
  const own = isCard(work)
    ? { type: "image_generation_call", result: pictureIn(work), id: 5, status: null }
    : { type: "message", content: bendContent(dice, answerTo(work)) };
  const others = [{ type: "reasoning", content: "thinking" }, { type: "reasoning", summary: 7 }, { type: 5 }];
  return dice.shuffled([own, ...(dice.chance(0.5) ? others : oddRows(dice))]);
}

function bendContent(dice: Dice, text: string): unknown {
  const part = { type: "output_text", text, refusal: null, annotations: "none" };
  return dice.pick<unknown>([
    [part],
    [{ type: "output_text", text: null }, part],
    [{ type: "output_text", text: strangeText(dice) }, part],
    [null, 7, part],
    text,
  ]);
}
