import type { HttpHandler } from "msw";
import { isForbidden, rollFate } from "../core/fate";
import { checkerFaults, pictureFaults, voiceFaults } from "../core/fault-names";
import type { Flaw } from "../core/flaw";
import { Refusal } from "../core/refusal";
import type { Answer, Call } from "../core/route";
import type { World } from "../core/world";
import type { Archive } from "./archive";
import { falRoute } from "./fal-route";
import { readInput } from "./input";
import { notFound, refused } from "./refusals";
import { numberOf, requestId } from "./request-id";
import { keepPicture, resultJson } from "./result";
import { failureOf, statusOf, type Run, type Work } from "./run";
import { linksOf, queuePosition, statusJson } from "./status-json";

/** What may be wrong with a result that is delivered as if it were right. */
const flawsOf = {
  film: [],
  picture: [...pictureFaults, ...checkerFaults],
  voice: voiceFaults,
} as const;

function isRefused(work: Work): boolean {
  switch (work.makes) {
    case "film":
      return isForbidden(work.prompt);
    case "picture":
      return isForbidden(work.prompt, "picture");
    case "voice":
      return isForbidden(work.text, "voice");
  }
}

/** How it will end, and what will be wrong with it. */
function fortuneOf(world: World, work: Work): Pick<Run, "fate" | "flaw"> {
  const places = ["fal-submit", `fal-${work.makes}`, "fal"];
  const fate = rollFate(world, places);
  return {
    fate: isRefused(work) ? "moderation" : fate,
    flaw: world.faults.roll<Flaw>(flawsOf[work.makes], places),
  };
}

const PAYLOADS = "/fal/v1/models/requests/:id/payloads";
const REQUEST = "/fal/:owner/:app/requests/:id";

/** Submit, status, result and cancel; and the deletion of all that is kept of a request. */
export function queueRoutes(world: World, archive: Archive): HttpHandler[] {
  const runOf = (call: Call): Run => {
    const run = archive.runs.get(numberOf(call.param("id")));
    if (run && run.app === `${call.param("owner")}/${call.param("app")}`) return run;
    throw notFound();
  };
  const stateOf = (run: Run) => {
    const canceledAt = archive.canceledAt(run);
    return { canceledAt, status: statusOf(run, world, world.now(), canceledAt) };
  };

  const submit: Answer = async (call) => {
    const app = `${call.param("owner")}/${call.param("app")}`;
    const path = call.url.pathname.split(`/fal/${app}`)[1] ?? "";
    const { work, imageUrl } = await readInput(call.request, `${app}${path}`);
    const run: Run = {
      id: world.ids.next(),
      base: call.base,
      app,
      webhook: call.url.searchParams.get("fal_webhook"),
      work,
      ...fortuneOf(world, work),
    };
    await keepPicture(world, run.id, imageUrl);
    archive.add(run);
    return Response.json({
      status: "IN_QUEUE",
      request_id: requestId(run.id),
      ...linksOf(run),
      queue_position: queuePosition(run, world),
    });
  };

  const status: Answer = (call) => {
    const run = runOf(call);
    const state = stateOf(run);
    const logs = call.url.searchParams.get("logs") === "1";
    return Response.json(statusJson(world, run, { ...state, logs }), {
      status: state.status === "COMPLETED" ? 200 : 202,
    });
  };

  const result: Answer = async (call) => {
    const run = runOf(call);
    const state = stateOf(run);
    if (state.status !== "COMPLETED") throw new Refusal(400, { detail: "Request is still in progress" });
    const failure = failureOf(run, state.canceledAt);
    if (failure) throw refused(failure);
    return Response.json(await resultJson(world, run), {
      headers: { "x-fal-request-id": requestId(run.id) },
    });
  };

  const cancel: Answer = (call) => {
    const run = archive.runs.get(numberOf(call.param("id")));
    if (!run) return Response.json({ status: "NOT_FOUND" }, { status: 404 });
    if (stateOf(run).status === "COMPLETED")
      return Response.json({ status: "ALREADY_COMPLETED" }, { status: 400 });
    archive.cancel(run);
    return Response.json({ status: "CANCELLATION_REQUESTED" }, { status: 202 });
  };

  const remove: Answer = (call) => {
    const run = archive.runs.get(numberOf(call.param("id")));
    if (!run) throw notFound();
    archive.remove(run);
    return Response.json({ cdn_delete_results: [] });
  };

  const submitting = {
    name: "fal-submit",
    method: "POST",
    creates: true,
    journaledAs: "POST /fal/:owner/:app",
  } as const;
  return [
    falRoute(world, { ...submitting, path: "/fal/:owner/:app" }, submit),
    falRoute(world, { ...submitting, path: "/fal/:owner/:app/*" }, submit),
    falRoute(world, { name: "fal-status", method: "GET", path: `${REQUEST}/status` }, status),
    falRoute(world, { name: "fal-result", method: "GET", path: REQUEST }, result),
    falRoute(world, { name: "fal-cancel", method: "PUT", path: `${REQUEST}/cancel` }, cancel),
    falRoute(world, { name: "fal-delete", method: "DELETE", path: PAYLOADS }, remove),
  ];
}
