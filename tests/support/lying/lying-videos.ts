import { bendFields, bendProgress, bendTime } from "./bend";
import { diceOf, type Dice } from "./dice";
import type { Said } from "./mouth";
import { bendPage, bendSize } from "./page-of";
import { notFound, percentOf, type LyingProvider, type Stage } from "./stage";
import { fileOf } from "./true-file";
import type { TrueWork } from "./true-work";
import { weatherAnswer } from "./weather";
import { failureFields, noFailureFields, spell, strangeText, unknownWord } from "./words";

/** Where the film lies: under the video's own `/content`, or behind a link in the answer. */
type Place = "content" | "url" | "video_url" | "video.url" | "metadata.url";

const unneeded = ["object", "model", "prompt", "seconds", "size", "expires_at", "created_at"];

/** A gateway that speaks like OpenAI's Videos API, as it likes. */
export function lyingVideos(stage: Stage, base: string): LyingProvider {
  const { mouth, works } = stage;
  const idOf = (work: TrueWork) => `video_${work.number}`;
  const workOf = (id: string | undefined) => works.all[Number(id?.replace(/^video_/, "")) - 1];
  const film = (work: TrueWork) => (works.stateOf(work) === "finished" ? fileOf(work, "film") : null);
  let pages = 0;

  function truth(work: TrueWork): Record<string, unknown> {
    const state = works.stateOf(work);
    const status = { queued: "queued", running: "in_progress", failed: "failed", canceled: "failed" };
    const isDone = state === "finished" || state === "empty";
    return {
      id: idOf(work),
      object: "video",
      created_at: Math.floor(work.createdAt / 1_000),
      expires_at: null,
      ...work.wish,
      status: isDone ? "completed" : status[state],
      progress: percentOf(work, stage.now()),
      ...(isDone && linkFields(placeOf(work), `${base}/films/${idOf(work)}.mp4`)),
      ...(state === "failed" && failureFields(diceOf(work.history.seed, work.number, "failure"))),
    };
  }

  function say(work: TrueWork): Said {
    return { body: truth(work), tells: works.stateOf(work) === "finished" };
  }

  function bend(dice: Dice, work: TrueWork, mayHideId: boolean): Said {
    const state = works.stateOf(work);
    const body = bendFields(dice, truth(work), 0.2, unneeded);
    const progress = percentOf(work, stage.now());
    if (dice.chance(0.4)) body["created_at"] = bendTime(dice, work.createdAt);
    if (dice.chance(0.4)) body["progress"] = bendProgress(dice, progress);
    if (dice.chance(0.1)) body["prompt"] = strangeText(dice);
    if (state !== "failed" && state !== "canceled") Object.assign(body, noFailureFields(dice));
    const status = dice.pick(["spelt", "spelt", "spelt", "spelt", "unknown", "behind", "none"]);
    if (status === "spelt") body["status"] = spell(dice, state);
    if (status === "unknown") body["status"] = unknownWord(dice);
    if (status === "behind" && state === "finished") body["status"] = spell(dice, "running");
    if (status === "none") body["status"] = dice.pick<unknown>([null, 7, {}, ""]);
    const tells = state === "finished" && (status === "spelt" || status === "unknown");
    const id = dice.pick(["own", "own", "own", "task_id", "other", "none"]);
    if (id === "task_id") renameId(body);
    if (id === "other" && mayHideId) body["id"] = `other_${work.number}`;
    if (id === "none" && mayHideId) delete body["id"];
    const isWrapped = id === "own" && dice.chance(0.1);
    const outer = dice.pick([{ code: "success", message: "" }, { status: "success" }, { status: "ok" }]);
    return { body: isWrapped ? { ...outer, data: body } : body, tells };
  }

  async function create(request: Request): Promise<Response> {
    const wish = (await request.json()) as Record<string, unknown>;
    const history = stage.named(String(wish["prompt"]));
    const { model, prompt, seconds, size } = wish;
    const made = { operationId: null, wish: { model, prompt, seconds, size } };
    const make = () => works.add(history, made, { longestMs: 150_000 });
    return mouth.aboutNew(history, "POST /videos", make, say, (dice, work) => bend(dice, work, false));
  }

  function list({ searchParams }: URL): Response {
    const dice = diceOf(stage.provider, "page", pages++);
    if (dice.chance(0.02)) return weatherAnswer(dice);
    const after = workOf(searchParams.get("after") ?? undefined)?.number ?? Infinity;
    const older = works.all.filter((work) => work.number < after).toReversed();
    const shown = older.slice(0, bendSize(dice, Number(searchParams.get("limit") ?? 20)));
    const rows = shown.map((work) =>
      mouth.row(
        work,
        () => say(work),
        (each) => bendRow(each, work),
      ),
    );
    const hasMore = dice.chance(0.1) ? undefined : older.length > shown.length;
    return Response.json({ object: "list", data: bendPage(dice, rows), has_more: hasMore });
  }

  /** A list tells its rows apart by their ids. */
  function bendRow(dice: Dice, work: TrueWork): Said {
    const said = bend(dice, work, false);
    const isTold = said.tells === true && !("data" in (said.body as object)) && placeOf(work) === "content";
    return { ...said, tells: isTold };
  }

  function content(work: TrueWork, isPoster: boolean): Response {
    if (isPoster) return notFound();
    const place = placeOf(work);
    if (place === "content") return mouth.file(work, "GET content file", film(work), "video/mp4");
    const status = diceOf(work.history.seed, work.number, "refusal").pick([404, 404, 401, 403]);
    return Response.json({ error: { message: "There is nothing here." } }, { status });
  }

  return {
    idOf,
    fileOf: (work) => fileOf(work, "film"),
    async answer(request) {
      const url = new URL(request.url);
      const path = url.href.slice(base.length).split("?")[0] ?? "";
      if (path === "/models") return Response.json({ object: "list", data: [] });
      if (path === "/videos") return request.method === "POST" ? create(request) : list(url);
      const [, id, rest] = /^\/videos\/([^/]+)(\/content)?$/.exec(path) ?? [];
      const linked = /^\/films\/(.+)\.mp4$/.exec(path)?.[1];
      const work = workOf(id ?? linked);
      if (!work) return notFound();
      if (linked !== undefined) return mouth.file(work, "GET linked file", film(work), "video/mp4");
      if (rest !== undefined) return content(work, url.searchParams.has("variant"));
      return mouth.about(
        work,
        "GET /videos/:id",
        () => say(work),
        (dice) => bend(dice, work, true),
      );
    },
  };
}

function placeOf({ history, number }: TrueWork): Place {
  if (history.isHonest) return "content";
  const dice = diceOf(history.seed, number, "place");
  return dice.pick<Place>(["content", "content", "url", "video_url", "video.url", "metadata.url"]);
}

function linkFields(place: Place, link: string): Record<string, unknown> {
  if (place === "content") return {};
  const [outer = "", inner] = place.split(".");
  return { [outer]: inner === undefined ? link : { [inner]: link } };
}

function renameId(body: Record<string, unknown>): void {
  body["task_id"] = body["id"];
  delete body["id"];
}
