import { bendFields } from "./bend";
import { diceOf, type Dice } from "./dice";
import type { Said } from "./mouth";
import { notFound, type LyingProvider, type Stage } from "./stage";
import { fileOf } from "./true-file";
import type { TrueWork } from "./true-work";
import { failureFields, noFailureFields, spell, strangeText, unknownWord } from "./words";

const unneeded = ["response_url", "status_url", "cancel_url", "queue_position", "logs", "metrics"];

/** fal's queue, as it likes. */
export function lyingFal(stage: Stage, base: string): LyingProvider {
  const { mouth, works } = stage;
  const idOf = (work: TrueWork) => `run-${work.number}`;
  const film = (work: TrueWork) => (works.stateOf(work) === "finished" ? fileOf(work, "film") : null);

  function truth(work: TrueWork): Record<string, unknown> {
    const state = works.stateOf(work);
    const status = { queued: "IN_QUEUE", running: "IN_PROGRESS" };
    const link = `${base}/app/requests/${idOf(work)}`;
    return {
      request_id: idOf(work),
      status: state === "queued" || state === "running" ? status[state] : "COMPLETED",
      response_url: link,
      status_url: `${link}/status`,
      cancel_url: `${link}/cancel`,
      queue_position: 0,
      logs: null,
      metrics: {},
      ...(state === "failed" &&
        diceOf(work.history.seed, work.number, "f").chance(0.5) && { error: "It failed." }),
    };
  }

  function bend(dice: Dice, work: TrueWork, isCreate: boolean): Said {
    const body = bendFields(dice, truth(work), 0.3, unneeded);
    const state = works.stateOf(work);
    if (dice.chance(0.2)) body["logs"] = [{ message: strangeText(dice) }];
    if (state !== "failed") Object.assign(body, noFailureFields(dice));
    const status = dice.pick(["spelt", "spelt", "spelt", "unknown", "behind", "none"]);
    const isOver = state !== "queued" && state !== "running";
    if (status === "spelt") body["status"] = spell(dice, isOver ? "finished" : state);
    if (status === "unknown") body["status"] = unknownWord(dice);
    if (status === "behind" && isOver) body["status"] = "IN_PROGRESS";
    if (status === "none") body["status"] = dice.pick<unknown>([null, 7, {}, ""]);
    if (!isCreate && dice.chance(0.2)) body["request_id"] = dice.pick<unknown>([null, "other", 5]);
    return { body };
  }

  /** What the run itself answered. Before it is over, fal says so with a 400. */
  function result(work: TrueWork): Said {
    const state = works.stateOf(work);
    if (state === "finished") return { body: { video: { url: linkOf(work) }, seed: 7 }, tells: true };
    if (state === "empty") return { body: { seed: 7 } };
    if (state === "failed") return failedResult(diceOf(work.history.seed, work.number, "failure"));
    if (state === "canceled") return { status: 499, body: { detail: "The run was canceled." } };
    return { status: 400, body: { detail: "Request is still in progress" } };
  }

  function bendResult(dice: Dice, work: TrueWork): Said {
    const said = result(work);
    if (works.stateOf(work) !== "finished") return said;
    const link = linkOf(work);
    const places = [
      { video: link },
      { videos: [{ url: link }] },
      { output: { url: link } },
      { output: link },
    ];
    const more = { content_type: 5, file_name: strangeText(dice), file_size: "many" };
    const body = dice.pick<object>([
      ...places,
      { video: { ...more, url: link } },
      { url: link },
      { video_url: link },
    ]);
    return { body: { ...body, seed: strangeText(dice) }, tells: !("url" in body || "video_url" in body) };
  }

  const linkOf = (work: TrueWork) => `${base}/files/${idOf(work)}.mp4`;

  async function create(request: Request, url: URL): Promise<Response> {
    const wish = (await request.json()) as Record<string, unknown>;
    const history = stage.named(String(wish["prompt"]));
    const callback = new URL(url.searchParams.get("fal_webhook") ?? "");
    const made = { operationId: callback.searchParams.get("op"), wish };
    const make = () => works.add(history, made, { longestMs: 150_000 });
    const say = (work: TrueWork) => ({ body: truth(work) });
    return mouth.aboutNew(history, "POST submit", make, say, (dice, work) => bend(dice, work, true));
  }

  function cancel(work: TrueWork): Response {
    const isOver = stage.now() >= work.endsAt && work.end !== "hangs";
    if (!isOver) work.isCanceled = true;
    return mouth.about(
      work,
      "PUT cancel",
      () => ({
        body: { status: isOver ? "ALREADY_COMPLETED" : "CANCELLATION_REQUESTED" },
        status: isOver ? 400 : 202,
      }),
      () => ({ body: { status: 7 } }),
    );
  }

  return {
    idOf,
    fileOf: (work) => fileOf(work, "film"),
    async answer(request) {
      const url = new URL(request.url);
      const path = url.href.slice(base.length).split("?")[0] ?? "";
      const id = /\/(?:requests|files)\/run-(\d+)/.exec(path)?.[1];
      if (id === undefined && request.method === "POST") return create(request, url);
      const work = works.all[Number(id) - 1];
      if (!work) return notFound();
      if (path.startsWith("/files/")) return mouth.file(work, "GET file", film(work), "video/mp4");
      if (path.endsWith("/cancel")) return cancel(work);
      if (path.endsWith("/status")) {
        return mouth.about(
          work,
          "GET status",
          () => ({ body: truth(work) }),
          (dice) => bend(dice, work, false),
        );
      }
      return mouth.about(
        work,
        "GET result",
        () => result(work),
        (dice) => bendResult(dice, work),
      );
    },
  };
}

/** A failed run's own answer, whatever its status. */
function failedResult(dice: Dice): Said {
  const status = dice.pick([422, 422, 400, 500, 404, 403, 408, 429]);
  const headers = { "x-fal-error-type": "generation_error", "x-fal-retryable": "false" };
  const said = failureFields(dice);
  const body = Object.keys(said).length === 1 && said["error"] === null ? { detail: "It failed." } : said;
  return { status, headers, body };
}
