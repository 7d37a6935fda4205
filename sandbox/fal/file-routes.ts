import type { HttpHandler } from "msw";
import { linkFaults } from "../core/fault-names";
import { fileAnswer } from "../core/file-answer";
import { Refusal } from "../core/refusal";
import type { World } from "../core/world";
import type { Archive } from "./archive";
import { openRoute } from "./fal-route";
import { publicKeySet } from "./keys";
import { notFound } from "./refusals";
import { numberOf } from "./request-id";
import { fileOf } from "./result";
import { failureOf, statusOf } from "./run";

/** Result files, 410 once their link has expired, and the public keys of webhooks. */
export function fileRoutes(world: World, archive: Archive): HttpHandler[] {
  const name = "fal-file";
  return [
    openRoute(world, { name, method: "GET", path: "/fal/files/:name" }, async (call) => {
      const [, id = "", number = 0] = /^([\w-]+?)(?:_(\d))?\.\w+$/.exec(call.param("name")) ?? [];
      const run = archive.runs.get(numberOf(id));
      if (!run) throw notFound();
      const canceledAt = archive.canceledAt(run);
      const done =
        statusOf(run, world, world.now(), canceledAt) === "COMPLETED" && failureOf(run, canceledAt) === null;
      if (!done) throw notFound();
      if (world.faults.roll(linkFaults, [name, "fal"]))
        throw new Refusal(410, { detail: "The file has expired" });
      return fileAnswer(world, call, { ...(await fileOf(world, run, Number(number))), where: [name, "fal"] });
    }),
    openRoute(world, { name: "fal-keys", method: "GET", path: "/fal/.well-known/jwks.json" }, () =>
      Response.json(publicKeySet(world.seed)),
    ),
  ];
}
