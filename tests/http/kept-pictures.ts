import { createHash, randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterEach, beforeAll, beforeEach, vi } from "vitest";
import { storeFile } from "@/lib/db/storage";
import { callRoute } from "../support/call-route";
import { interceptFetch } from "../support/intercept-fetch";
import { useWorld, type Person } from "../support/world";

const artifact = await import("@/app/api/jobs/[id]/artifacts/[name]/route");
const upload = await import("@/app/api/uploads/[...path]/route");
const strip = await import("@/app/api/jobs/[id]/strip/route");

export const forGood = "private, max-age=31536000, immutable, no-transform";
export const untilAsked = "private, no-cache, no-transform";

/** A picture of one colour. */
export const colour = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer();
export const photo = await colour(1_200, 1_600, "#c82020");

export const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

/** What is written to storage from here on. */
export function writes(): string[] {
  const seen: string[] = [];
  interceptFetch(({ method, url }, send) => {
    if (method === "POST" && url.includes("/storage/v1/object/")) seen.push(url.split("/object/")[1] ?? "");
    return send();
  });
  return seen;
}

interface Asked {
  as?: { accessToken: string };
  method?: string;
  headers?: Record<string, string>;
}

/** A job without results, its owner and somebody else, for all tests of a file; each of them begins without results. */
export function useKeptPictures() {
  const world = useWorld();
  const of = { jobId: "", owner: {} as Person, stranger: { accessToken: "" } };

  beforeAll(async () => {
    const { user, job } = await world.newPhotoshoot();
    Object.assign(of, { owner: user, jobId: job.id, stranger: await world.db.createUser() });
  });
  beforeEach(async () => {
    await world.db.sql`delete from artifacts where job_id = ${of.jobId}`;
  });
  afterEach(() => vi.restoreAllMocks());

  /** A result that an earlier release kept: it lies there alone. Returns where, and its address. */
  async function result(name: string, bytes: Buffer, contentType = "image/png") {
    const { jobId, owner } = of;
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const path = `${owner.id}/${jobId}/${randomUUID()}/${name}`;
    const operation = randomUUID();
    await world.db.sql`insert into operations (id, job_id, user_id, attempt, step, slot, settles_at)
      values (${operation}, ${jobId}, ${owner.id}, 9, ${operation}, 0, now())`;
    await world.db
      .sql`insert into artifacts (job_id, user_id, operation_id, name, content_type, bytes, sha256, storage_path, source_url)
      values (${jobId}, ${owner.id}, ${operation}, ${name}, ${contentType}, ${bytes.length}, ${sha256}, ${path}, '')`;
    await storeFile("artifacts", path, bytes, contentType);
    const version = sha256.slice(0, 8);
    return { name, path, version, address: `/api/jobs/${jobId}/artifacts/${name}?v=${version}` };
  }

  function ask(
    address: string,
    { as = of.owner, method = "GET", headers = {} }: Asked = {},
  ): Promise<Response> {
    const init = { method, headers: { authorization: `Bearer ${as.accessToken}`, ...headers } };
    const [path = ""] = address.split("?");
    const parts = path.split("/").slice(3);
    if (path.startsWith("/api/uploads/"))
      return callRoute(upload.GET, address, { ...init, params: { path: parts } });
    const [id = "", room, name = ""] = parts;
    if (room === "strip") return callRoute(strip.GET, address, { ...init, params: { id } });
    return callRoute(artifact.GET, address, { ...init, params: { id, name } });
  }

  return { world, of, result, ask };
}
