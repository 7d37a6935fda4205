import { expect } from "vitest";
import { checkJob } from "@/lib/services/check-jobs";
import { callRoute } from "./call-route";
import { interceptFetch } from "./intercept-fetch";
import { testKinds } from "./test-kinds";
import { testSecrets, type Owned, type World } from "./world";

const pieces = await import("@/app/api/pieces/route");

const authorization = `Bearer ${testSecrets.cron}`;

/** A piece that takes no making. */
export const png = { bytes: Buffer.from("a picture"), contentType: "image/png", extension: "png" };

/** Asks for pieces, with the key unless told otherwise. */
export function callPieces(headers: Record<string, string> = { authorization }): Promise<Response> {
  return callRoute(pieces.POST, "/api/pieces", { method: "POST", headers });
}

/** Whether such a call began a run. */
export async function accepted(response: Response): Promise<boolean> {
  expect(response.status).toBe(202);
  return ((await response.json()) as { accepted: boolean }).accepted;
}

/** A job whose pieces wait, and nobody has been asked for them. */
export async function waiting(world: World): Promise<Owned> {
  const owned = await world.newJob(testKinds.rendered);
  const stage = async () => (await world.read(owned.job.id))["stage"];
  for (let round = 0; round < 10 && (await stage()) !== "rendering"; round++) {
    await world.finishWork();
    await world.age(owned.job.id, 60_000);
    await checkJob(owned.job.id, "step");
  }
  expect(await stage()).toBe("rendering");
  return owned;
}

/** Where the pieces of a job stand: "rendering 0 planned". */
export async function statesOf(world: World, jobId: string): Promise<string[]> {
  const rows = await world.db.sql`
    select step, slot, state from operations where job_id = ${jobId} and provider is null order by step desc, slot`;
  return rows.map(({ step, slot, state }) => `${step} ${slot} ${state}`);
}

/** How often pieces are asked for from now on. */
export function countAsks(): { count: number } {
  const asks = { count: 0 };
  interceptFetch(({ url }, send) => {
    if (url.endsWith("/api/pieces")) asks.count++;
    return send();
  });
  return asks;
}
