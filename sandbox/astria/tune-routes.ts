import type { HttpHandler } from "msw";
import { workFaults } from "../core/fault-names";
import type { Answer, Call } from "../core/route";
import type { World } from "../core/world";
import type { Archive } from "./archive";
import { astriaRoute } from "./astria-route";
import { baseTune } from "./base-tune";
import { page } from "./paging";
import { readBody } from "./read-body";
import { invalid, notFound } from "./refusal";
import { BASE_TUNE_ID, tuneJson, type Tune } from "./tune";
import { TuneInput } from "./tune-input";

/** The tune a path names: one of the account, or the base tune. @throws Refusal 404 */
export function tuneOf(archive: Archive, call: Call): Tune {
  const id = Number(call.param("id").replace(/\.json$/, ""));
  const tune = id === BASE_TUNE_ID ? baseTune(call.base) : archive.tunes.get(id);
  if (tune) return tune;
  throw notFound();
}

/** `POST`, `GET`, list and `DELETE` of `/tunes`. */
export function tuneRoutes(world: World, archive: Archive): HttpHandler[] {
  const show = (tune: Tune) => tuneJson(tune, world, world.now());

  const create: Answer = async ({ request, base }) => {
    const parsed = TuneInput.safeParse(await readBody(request, "tune"));
    if (!parsed.success) throw invalid(parsed.error);
    const input = parsed.data;
    const existing = world.idempotentTitles && archive.tunes.find(({ title }) => title === input.title);
    if (existing) return Response.json(show(existing), { status: 201 });
    const tune = archive.addTune({
      id: world.ids.next(),
      base,
      title: input.title,
      name: input.name,
      callback: input.callback ?? null,
      imageUrls: input.image_urls,
      token: input.token ?? "ohwx",
      branch: input.branch ?? "sd15",
      baseTuneId: input.base_tune_id ?? null,
      modelType: input.model_type ?? null,
      fails: world.faults.roll(workFaults, ["create-tune", "astria"]) !== null,
    });
    world.uploads.fetchAll(tune.imageUrls);
    return Response.json(show(tune), { status: 201 });
  };

  const list: Answer = ({ url }) =>
    Response.json(page(archive.tunes.all(), url.searchParams, { minLimit: 20, maxOffset: 200 }).map(show));

  const remove: Answer = (call) => {
    const tune = tuneOf(archive, call);
    if (tune.id === BASE_TUNE_ID) throw notFound();
    archive.deleteTune(tune.id);
    return Response.json(show(tune));
  };

  const path = "/astria/tunes";
  return [
    astriaRoute(world, { name: "create-tune", method: "POST", path, creates: true }, create),
    astriaRoute(world, { name: "list-tunes", method: "GET", path }, list),
    astriaRoute(world, { name: "get-tune", method: "GET", path: `${path}/:id` }, (call) =>
      Response.json(show(tuneOf(archive, call))),
    ),
    astriaRoute(world, { name: "delete-tune", method: "DELETE", path: `${path}/:id` }, remove),
  ];
}
