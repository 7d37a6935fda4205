import { createHash, randomUUID } from "node:crypto";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { storeFile } from "@/lib/db/storage";
import { fileLink } from "@/lib/services/file-link";
import { callRoute } from "../support/call-route";
import { bytesAt } from "../support/fake-storage";
import { interceptFetch, type SeenCall } from "../support/intercept-fetch";
import { problem } from "../support/problem";
import { useWorld, type Person } from "../support/world";

const artifact = await import("@/app/api/jobs/[id]/artifacts/[name]/route");
const upload = await import("@/app/api/uploads/[...path]/route");
const world = useWorld();

const film = bytesAt(0, 6 * 1024 ** 2);
const sha256 = createHash("sha256").update(film).digest("hex");
let owner: Person;
let jobId: string;

beforeAll(async () => {
  const { user, job } = await world.newPhotoshoot();
  owner = user;
  jobId = job.id;
  await storeFile("artifacts", `${user.id}/film.mp4`, film, "video/mp4");
  await record("video.mp4", `${user.id}/film.mp4`);
  await record("lost.mp4", `${user.id}/lost.mp4`);
});
afterEach(() => vi.restoreAllMocks());

/** A result of the job, as its record has it. */
async function record(name: string, path: string): Promise<void> {
  const { sql } = world.db;
  const operation = randomUUID();
  await sql`insert into operations (id, job_id, user_id, attempt, step, slot, settles_at)
    values (${operation}, ${jobId}, ${owner.id}, 9, ${name}, 0, now())`;
  await sql`insert into artifacts (job_id, user_id, operation_id, name, content_type, bytes, sha256, storage_path, source_url)
    values (${jobId}, ${owner.id}, ${operation}, ${name}, 'video/mp4', ${film.length}, ${sha256}, ${path}, '')`;
}

function ask(
  headers: Record<string, string>,
  { name = "video.mp4", method = "GET" } = {},
): Promise<Response> {
  const as = { authorization: `Bearer ${owner.accessToken}` };
  return callRoute(artifact.GET, "/a", {
    method,
    headers: { ...as, ...headers },
    params: { id: jobId, name },
  });
}

/** The calls to storage from here on. */
function storageCalls(): SeenCall[] {
  const calls: SeenCall[] = [];
  interceptFetch((call, send) => {
    if (call.url.includes("/storage/")) calls.push(call);
    return send();
  });
  return calls;
}

test.each([
  [0, 99],
  [100_000, 362_143],
  [5_000_000, 5_262_143],
  [film.length - 1, film.length - 1],
])("bytes %i to %i of a result are those", async (first, last) => {
  const response = await ask({ range: `bytes=${first}-${last}` });
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe(`bytes ${first}-${last}/${film.length}`);
  expect(film.subarray(first, last + 1).equals(await bytesOf(response))).toBe(true);
});

test("a result is whole, and of the type that the record says", async () => {
  const response = await ask({});
  expect(response.headers.get("content-type")).toBe("video/mp4");
  expect(response.headers.get("etag")).toBe(`"${sha256}"`);
  expect(film.equals(await bytesOf(response))).toBe(true);
});

test("HEAD of a result, a range outside of it and a version that is known come without a storage download", async () => {
  const whole = await ask({});
  await whole.body?.cancel();
  const calls = storageCalls();
  const head = await ask({ range: "bytes=0-9" }, { method: "HEAD" });
  expect([head.status, head.body]).toEqual([200, null]);
  expect([...head.headers]).toEqual([...whole.headers]);
  expect(await problem(await ask({ range: `bytes=${film.length}-` }))).toMatchObject({
    status: 416,
    code: "range_not_satisfiable",
  });
  expect((await ask({ "if-none-match": "*" })).status).toBe(304);
  expect((await ask({ "if-none-match": `"${sha256}"` })).status).toBe(304);
  expect(calls).toEqual([]);
});

test("ranges that come at once are looked up once, and each user's by themselves", async () => {
  const stranger = await world.db.createUser();
  let lookUps = 0;
  interceptFetch((call, send) => {
    if (call.url.includes("/rest/v1/artifacts")) lookUps++;
    return send();
  });
  const ranges = Array.from({ length: 8 }, (_, index) => ask({ range: `bytes=${index}-${index}` }));
  const foreign = ask({ authorization: `Bearer ${stranger.accessToken}` });
  const answers = await Promise.all(ranges);
  expect(answers.map(({ status }) => status)).toEqual(ranges.map(() => 206));
  expect(Buffer.concat(await Promise.all(answers.map(bytesOf))).equals(film.subarray(0, 8))).toBe(true);
  expect((await foreign).status).toBe(404);
  expect(lookUps).toBe(2);
});

test("a result is 503 with a time to come back while storage is away, and there again afterwards", async () => {
  const answers = [
    () => Promise.reject(new TypeError("fetch failed")),
    async () => new Response("upstream is down", { status: 502 }),
  ];
  for (const answer of answers) {
    interceptFetch((call, send) => (call.url.includes("/storage/") ? answer() : send()));
    const away = await ask({ range: "bytes=0-9" });
    expect(await problem(away)).toMatchObject({ status: 503, code: "unavailable" });
    expect(away.headers.get("retry-after")).toBe("3");
    vi.restoreAllMocks();
  }
  expect((await ask({ range: "bytes=0-9" })).status).toBe(206);
});

test.each(["\0", "{{7*7}}", "a,b.mp4", 'x".mp4', "..", "*"])(
  "no result is called %j: 404, the same as none",
  async (name) => {
    expect(await problem(await ask({}, { name }))).toEqual(
      await problem(await ask({}, { name: "none.mp4" })),
    );
  },
);

test("a result that storage has lost is 404, the same as none", async () => {
  const [lost, none] = await Promise.all([ask({}, { name: "lost.mp4" }), ask({}, { name: "none.mp4" })]);
  expect(await problem(lost)).toEqual(await problem(none));
});

test("an upload is answered to the holder of a link, with its size, and HEAD without a storage download", async () => {
  const path = String(owner.images[0]);
  const { search } = new URL(fileLink(path, Date.now()));
  const open = (method: string) =>
    callRoute(upload.GET, `/u${search}`, { method, params: { path: path.split("/") } });
  const whole = await open("GET");
  const bytes = await bytesOf(whole);
  expect(whole.headers.get("content-length")).toBe(String(bytes.length));
  expect(bytes.length).toBeGreaterThan(0);
  const calls = storageCalls();
  expect([...(await open("HEAD")).headers]).toEqual([...whole.headers]);
  expect(calls).toEqual([]);
});

async function bytesOf(response: Response): Promise<Buffer> {
  return Buffer.from(await response.arrayBuffer());
}
