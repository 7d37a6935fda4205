import type { HttpHandler } from "msw";
import { z } from "zod";
import { absenceFaults, batchFaults, unseenFaults } from "../core/fault-names";
import { rollFate } from "../core/fate";
import type { Answer, Call } from "../core/route";
import type { World } from "../core/world";
import type { Archive } from "./archive";
import { BATCH, type Batch } from "./batch";
import { statusOf } from "./batch-course";
import type { BatchDesk } from "./batch-desk";
import { invalid, refusal } from "./errors";
import { FILE, isThere } from "./file";
import { listPage } from "./list-page";
import { openaiRoute } from "./openai-route";
import { readBody } from "./read-body";
import { numberOf, wireId } from "./wire-id";

const seconds = z.number().int().min(3_600).max(2_592_000);

const BatchInput = z.object({
  input_file_id: z.string(),
  endpoint: z.literal("/v1/responses", "the sandbox knows batches of '/v1/responses' only"),
  completion_window: z.literal("24h"),
  metadata: z
    .record(z.string().max(64), z.string().max(512))
    .refine((pairs) => Object.keys(pairs).length <= 16, "at most 16 pairs")
    .nullish(),
  output_expires_after: z.object({ anchor: z.literal("created_at"), seconds }).nullish(),
});

/** Files of results go after 30 days unless told otherwise. */
const OUTPUT_SECONDS = 2_592_000;

/** `POST`, `GET`, list and cancel of `/batches`. */
export function batchRoutes(world: World, archive: Archive, desk: BatchDesk): HttpHandler[] {
  const path = "/openai/v1/batches";
  const where = ["create-batch", "openai"];

  const batchOf = (call: Call): Batch => {
    const batch = desk.batches.get(numberOf(BATCH, call.param("id")));
    if (batch) return batch;
    throw refusal(404, `No batch found with id '${call.param("id")}'.`);
  };

  const create: Answer = async ({ request }) => {
    const parsed = BatchInput.safeParse(await readBody(request), { reportInput: true });
    if (!parsed.success) throw invalid(parsed.error);
    const { input_file_id: wire, endpoint, metadata, output_expires_after: kept } = parsed.data;
    const input = archive.files.get(numberOf(FILE, wire));
    const isSeen = input && isThere(input, world.now()) && !world.faults.roll(unseenFaults, where);
    if (!isSeen)
      throw refusal(
        400,
        `Cannot find file with ID: ${wire}, or your organization does not have access to it.`,
        {
          param: "input_file_id",
        },
      );
    if (input.purpose !== "batch")
      throw refusal(400, `Invalid file purpose '${input.purpose}': expected 'batch'.`, {
        param: "input_file_id",
      });
    const batch: Batch = {
      id: world.ids.next(),
      input: input.id,
      inputBytes: input.bytes,
      endpoint,
      metadata: metadata ?? null,
      outputSeconds: kept?.seconds ?? OUTPUT_SECONDS,
      fate: world.faults.roll(batchFaults, where) ?? rollFate(world, where),
      absence: world.faults.roll(absenceFaults, where) ?? "null",
    };
    await desk.add(batch);
    return Response.json(await desk.show(batch));
  };

  const list: Answer = async ({ url }) => {
    const page = listPage(desk.batches.all(), url.searchParams, (batch) => ({
      id: wireId(BATCH, batch.id),
      batch,
    }));
    const data = await Promise.all(page.data.map(async ({ batch }) => desk.show(batch)));
    return Response.json({ ...page, data });
  };

  const cancel: Answer = async (call) => {
    const batch = batchOf(call);
    const status = statusOf((await desk.look(batch)).course, world.now());
    if (status === "completed" || status === "failed" || status === "expired")
      throw refusal(409, `Cannot cancel a batch with status '${status}'.`);
    if (status !== "cancelling" && status !== "cancelled") desk.cancel(batch);
    return Response.json(await desk.show(batch));
  };

  return [
    openaiRoute(world, { name: "create-batch", method: "POST", path, creates: true }, create),
    openaiRoute(world, { name: "list-batches", method: "GET", path }, list),
    openaiRoute(world, { name: "get-batch", method: "GET", path: `${path}/:id` }, async (call) =>
      Response.json(await desk.show(batchOf(call))),
    ),
    openaiRoute(world, { name: "cancel-batch", method: "POST", path: `${path}/:id/cancel` }, cancel),
  ];
}
