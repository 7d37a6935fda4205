import { expect } from "vitest";
import { createHash } from "node:crypto";
import { loadFile } from "@/lib/db/storage";
import { z } from "zod";
import type { Case } from "./cases";
import type { World } from "./world";

const Drawn = z.object({
  output: z.array(
    z.looseObject({
      type: z.string(),
      result: z.string().optional(),
      content: z.array(z.looseObject({ text: z.string().optional() })).optional(),
    }),
  ),
});

/**
 * The providers were asked to start the first piece of this work so many times, once unless told otherwise, and every
 * other piece once.
 */
export function expectPaid(world: World, of: Case, times = 1): void {
  expect(paidFor(world, of)).toEqual(
    Object.entries(of.creates).map(([route, count], index) => [
      route,
      index === 0 ? count + times - 1 : count,
    ]),
  );
}

/** The provider was asked to start the first piece of this work so many times, and for nothing that follows from it. */
export function expectBegun(world: World, of: Case, times = 1): void {
  expect(paidFor(world, of)).toEqual(
    Object.keys(of.creates).map((route, index) => [route, index === 0 ? times : 0]),
  );
}

function paidFor(world: World, of: Case): Array<[route: string, count: number]> {
  const { byRoute } = world.provider.sandbox.journal.report();
  return Object.keys(of.creates).map((route) => [route, byRoute[route] ?? 0]);
}

/** How often the provider was asked to start the first piece of this work. */
export function startsOf(world: World, of: Case): number {
  const [route = ""] = Object.keys(of.creates);
  return world.provider.sandbox.journal.count(route);
}

/** A completed job has all of its results, each stored byte for byte as its provider serves it, or as we made it. */
export async function expectWhole(world: World, of: Case, jobId: string): Promise<void> {
  const job = await world.read(jobId);
  expect(job).toMatchObject({ status: "completed", progress: 100, error: null, delay: null });
  const { sql } = world.db;
  const rows = await sql`select * from artifacts where job_id = ${jobId} order by name`;
  const names = rows.map((row) => String(row["name"]));
  expect(names.filter((name) => !/-poster\.|^segment-/.test(name))).toEqual(of.results);
  for (const row of rows) {
    const stored = await loadFile("artifacts", String(row["storage_path"]));
    const bytes = Buffer.from(stored ? await stored.arrayBuffer() : new ArrayBuffer(0));
    expect([sha256(bytes), bytes.byteLength]).toEqual([row["sha256"], Number(row["bytes"])]);
    // What we made ourselves nobody else serves.
    const source = String(row["source_url"]);
    if (source !== "") expect(row["sha256"]).toBe(sha256(await served(world, source)));
  }
  if (of.ofLibrary) return expectTagged(world, of, jobId);
  if (of.results.length > 0) return;
  const operations = await sql`
    select provider_ref from operations where job_id = ${jobId} and state = 'succeeded'`;
  const answer = await ask(world.provider.url + `/openai/v1/responses/${operations[0]?.["provider_ref"]}`);
  const { output } = Drawn.parse(await answer.json());
  const text = output.flatMap((item) => item.content?.flatMap((part) => part.text ?? []) ?? []).join("");
  expect(text).not.toBe("");
  expect(job["output"]).toMatchObject({ text });
}

/** Every image of a job has tags that are known as that job's. */
async function expectTagged(world: World, of: Case, jobId: string): Promise<void> {
  const { output } = await world.read(jobId);
  expect(output).toMatchObject({ tagged: of.pictures, failed: 0, left: 0 });
  const images = await world.db.sql`
    select a.auto_tag_status, a.tags, x.state, o.provider_ref = a.openai_batch_id as is_of_batch
      from job_assets x join assets a on a.id = x.asset_id left join operations o on o.id = x.operation_id
     where x.job_id = ${jobId}`;
  expect(images).toHaveLength(of.pictures);
  for (const image of images) {
    expect(image).toMatchObject({ auto_tag_status: "completed", state: "tagged", is_of_batch: true });
    expect(image["tags"]).not.toEqual([]);
  }
}

/**
 * A result as its provider serves it, which may have been asked through a proxy that is gone; one that lies inside an
 * answer is taken out of it.
 */
async function served(world: World, sourceUrl: string): Promise<Buffer> {
  const [url = "", image] = sourceUrl.split("#image-");
  const { pathname, search } = new URL(url);
  const response = await ask(world.provider.url + pathname + search);
  if (image === undefined) return Buffer.from(await response.arrayBuffer());
  const { output } = Drawn.parse(await response.json());
  const drawing = output.filter((item) => item.type === "image_generation_call")[Number(image)];
  return Buffer.from(drawing?.result ?? "", "base64");
}

function ask(url: string): Promise<Response> {
  return fetch(url, { headers: { authorization: "Bearer sk-tests" } });
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
