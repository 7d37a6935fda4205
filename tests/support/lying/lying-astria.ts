import { bendFields, bendTime } from "./bend";
import { diceOf, type Dice } from "./dice";
import type { History } from "./history";
import type { Said } from "./mouth";
import { bendPage } from "./page-of";
import { notFound, type LyingProvider, type Stage } from "./stage";
import { fileOf } from "./true-file";
import type { TrueWork } from "./true-work";
import { weatherAnswer } from "./weather";
import { strangeText } from "./words";

const unneeded = [
  "title",
  "name",
  "text",
  "callback",
  "created_at",
  "eta",
  "expires_at",
  "url",
  "started_training_at",
];

/** Ids begin here, so that nothing takes them for something else. */
const firstId = 4_000_000;

/** Astria, as it likes. `ownerOf` says whose history a user's upload belongs to. */
export function lyingAstria(stage: Stage, base: string, ownerOf: (upload: string) => History): LyingProvider {
  const { mouth, works } = stage;
  const idOf = (work: TrueWork) => firstId + work.number;
  const workOf = (id: string | undefined) => works.all[Number(id) - firstId - 1];
  let pages = 0;

  function truth(work: TrueWork): Record<string, unknown> {
    const state = works.stateOf(work);
    const isTune = work.wish["sort"] === "tune";
    const isDone = state === "finished" || (state === "empty" && !isTune);
    const iso = (ms: number) => new Date(ms).toISOString();
    const { sort: _sort, ...wish } = work.wish;
    return {
      id: idOf(work),
      ...wish,
      created_at: iso(work.createdAt),
      started_training_at: state === "queued" ? null : iso(work.startsAt),
      trained_at: isDone ? iso(work.endsAt) : null,
      ...(isTune ? { eta: null, expires_at: null } : { images: state === "finished" ? [linkOf(work)] : [] }),
      url: `${base}/${idOf(work)}.json`,
    };
  }

  const linkOf = (work: TrueWork) => `${base}/pictures/${idOf(work)}.png`;
  const say = (work: TrueWork): Said => ({ body: truth(work), tells: works.stateOf(work) === "finished" });

  function bend(dice: Dice, work: TrueWork, mayHideId: boolean): Said {
    const isDone = works.stateOf(work) === "finished";
    const isTune = work.wish["sort"] === "tune";
    const body = bendFields(dice, truth(work), 0.2, unneeded);
    if (dice.chance(0.3)) body["created_at"] = bendTime(dice, work.createdAt);
    if (dice.chance(0.3)) body["started_training_at"] = bendTime(dice, work.startsAt);
    if (body["trained_at"]) body["trained_at"] = bendTime(dice, work.endsAt);
    if (dice.chance(0.2)) body["eta"] = bendTime(dice, work.endsAt);
    if (dice.chance(0.2)) body["text"] = strangeText(dice);
    if (dice.chance(0.2)) body["id"] = String(idOf(work));
    if (mayHideId && dice.chance(0.1)) body["id"] = dice.pick<unknown>([null, 5, "x"]);
    if (isDone && !isTune) body["images"] = bendImages(dice, linkOf(work));
    const isBehind = isDone && dice.chance(0.15);
    if (isBehind) Object.assign(body, { trained_at: null, ...(!isTune && { images: [] }) });
    return { body, tells: isDone && !isBehind };
  }

  async function create(request: Request, tuneId: string | undefined): Promise<Response> {
    const said = (await request.json()) as Record<string, Record<string, unknown>>;
    const { tune, prompt } = said;
    if (tune) {
      const history = ownerOf(String(tune["image_urls"]));
      const made = {
        operationId: String(tune["title"]),
        wish: { sort: "tune", ...pick(tune, ["title", "name", "callback"]) },
      };
      const make = () => works.add(history, made, { longestMs: 300_000 });
      return mouth.aboutNew(history, "POST /tunes", make, say, (dice, work) => bend(dice, work, false));
    }
    const text = String(prompt?.["text"]);
    const trained = workOf(/<lora:(\d+)/.exec(text)?.[1]);
    if (!prompt || !trained) return Response.json({ errors: { text: ["names no tune"] } }, { status: 422 });
    const callback = String(prompt["callback"]);
    const operationId = new URL(callback).searchParams.get("op");
    const wish = { sort: "prompt", tune_id: Number(tuneId), text, callback };
    const make = () =>
      works.add(trained.history, { operationId, wish }, { longestMs: 90_000, isOneOfMany: true });
    return mouth.aboutNew(trained.history, "POST prompts", make, say, (dice, work) =>
      bend(dice, work, false),
    );
  }

  function list(url: URL, belongs: (work: TrueWork) => boolean): Response {
    const dice = diceOf(stage.provider, "page", pages++);
    if (dice.chance(0.02)) return weatherAnswer(dice);
    const before = Number(url.searchParams.get("before_id") ?? Infinity);
    const older = works.all.filter((work) => idOf(work) < before && belongs(work)).toReversed();
    const shown = older.slice(0, Number(url.searchParams.get("limit") ?? 20));
    const rows = shown.map((work) =>
      mouth.row(
        work,
        () => say(work),
        (each) => bend(each, work, false),
      ),
    );
    return Response.json(bendPage(dice, rows));
  }

  return {
    idOf: (work) => String(idOf(work)),
    fileOf: (work) => (work.wish["sort"] === "tune" ? null : fileOf(work, "picture")),
    async answer(request) {
      const url = new URL(request.url);
      const path = url.href.slice(base.length).split("?")[0] ?? "";
      const [, picture] = /^\/pictures\/(\d+)\.png$/.exec(path) ?? [];
      const [, tuneId, isPrompts, promptId] = /^\/tunes\/(\d+)(\/prompts)?(?:\/(\d+))?$/.exec(path) ?? [];
      if (request.method === "POST") return create(request, tuneId);
      if (path === "/tunes") return list(url, (work) => work.wish["sort"] === "tune");
      if (path === "/prompts") return list(url, (work) => work.wish["sort"] === "prompt");
      if (isPrompts && !promptId) return list(url, (work) => work.wish["tune_id"] === Number(tuneId));
      const work = workOf(picture ?? promptId ?? tuneId);
      if (!work) return notFound();
      if (picture) {
        const bytes = works.stateOf(work) === "finished" ? fileOf(work, "picture") : null;
        return mouth.file(work, "GET picture file", bytes, "image/png");
      }
      return mouth.about(
        work,
        `GET ${promptId ? "prompt" : "tune"}`,
        () => say(work),
        (dice) => bend(dice, work, true),
      );
    },
  };
}

function pick(body: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, body[name]]));
}

function bendImages(dice: Dice, link: string): unknown {
  return dice.pick<unknown>([
    [link],
    [{ url: link }],
    [null, link],
    ["/relative.png", link],
    [{ id: 5 }, link],
  ]);
}
