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
import { filmOf } from "./result";
import { failureOf, statusOf } from "./run";

/** Result files, 410 once their link has expired, and the public keys of webhooks. */
export function fileRoutes(world: World, archive: Archive): HttpHandler[] {
  const name = "fal-file";
  return [
    openRoute(world, { name, method: "GET", path: "/fal/files/:name" }, async (call) => {
      const run = archive.runs.get(numberOf(call.param("name").replace(/\.mp4$/, "")));
      if (!run) throw notFound();
      const canceledAt = archive.canceledAt(run);
      const done =
        statusOf(run, world, world.now(), canceledAt) === "COMPLETED" && failureOf(run, canceledAt) === null;
      if (!done) throw notFound();
      if (world.faults.roll(linkFaults, [name, "fal"]))
        throw new Refusal(410, { detail: "The file has expired" });
      return fileAnswer(world, call, {
        content: await filmOf(world, run),
        contentType: "video/mp4",
        where: [name, "fal"],
      });
    }),
    openRoute(world, { name: "fal-keys", method: "GET", path: "/fal/.well-known/jwks.json" }, () =>
      Response.json(publicKeySet(world.seed)),
    ),
  ];
}
