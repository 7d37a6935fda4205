import type { HttpHandler } from "msw";
import { workFaults } from "../core/fault-names";
import { route, type Answer, type Call } from "../core/route";
import type { World } from "../core/world";
import type { Archive } from "./archive";
import { guarded } from "./guarded";
import { page } from "./paging";
import { readBody } from "./read-body";
import { invalid, notFound } from "./refusal";
import { tuneJson, type Tune } from "./tune";
import { TuneInput } from "./tune-input";

/** The tune a path names. @throws Refusal 404 */
export function tuneOf(archive: Archive, call: Call): Tune {
  const tune = archive.tunes.get(Number(call.param("id").replace(/\.json$/, "")));
  if (tune) return tune;
  throw notFound();
}

/** `POST`, `GET`, list and `DELETE` of `/tunes`. */
export function tuneRoutes(world: World, archive: Archive): HttpHandler[] {
  const provider = "astria";
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
      fails: world.faults.roll(workFaults, ["create-tune", provider]) !== null,
    });
    world.uploads.fetchAll(tune.imageUrls);
    return Response.json(show(tune), { status: 201 });
  };

  const list: Answer = ({ url }) =>
    Response.json(page(archive.tunes.all(), url.searchParams, { minLimit: 20, maxOffset: 200 }).map(show));

  const remove: Answer = (call) => {
    const tune = tuneOf(archive, call);
    archive.deleteTune(tune.id);
    return Response.json(show(tune));
  };

  return [
    route(
      world,
      { provider, name: "create-tune", method: "POST", path: "/astria/tunes", creates: true },
      guarded(create),
    ),
    route(world, { provider, name: "list-tunes", method: "GET", path: "/astria/tunes" }, guarded(list)),
    route(
      world,
      { provider, name: "get-tune", method: "GET", path: "/astria/tunes/:id" },
      guarded((call) => Response.json(show(tuneOf(archive, call)))),
    ),
    route(
      world,
      { provider, name: "delete-tune", method: "DELETE", path: "/astria/tunes/:id" },
      guarded(remove),
    ),
  ];
}
