import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { PictureView } from "@/lib/jobs/picture-view";
import { findPicture } from "@/lib/services/list-pictures";
import { carryOn } from "../support/carry-on";
import { callRoute } from "../support/call-route";
import { chatAtOpenAi, photoshootAtAstria, videoAtFal } from "../support/cases";
import { problem } from "../support/problem";
import { useWorld, type Person } from "../support/world";

const pictures = await import("@/app/api/pictures/route");
const oneJob = await import("@/app/api/jobs/[id]/route");
const restoring = await import("@/app/api/jobs/[id]/restore/route");
const artifact = await import("@/app/api/jobs/[id]/artifacts/[name]/route");
const world = useWorld();

interface Page {
  items: PictureView[];
  nextCursor: string | null;
}

let owner: Person;
let stranger: Person;
/** The ids of the owner's jobs: a photoshoot, and then a video. */
let shoot: string;
let video: string;

beforeAll(async () => {
  [owner, stranger] = await Promise.all([world.newUser(), world.newUser()]);
  const started = async (of: Parameters<typeof world.newJob>[0], user: Person) => {
    const { job } = await world.newJob(of, { user });
    expect(await carryOn(world, job.id)).toBe("completed");
    return job.id;
  };
  shoot = await started(photoshootAtAstria, owner);
  video = await started(videoAtFal, owner);
  await started(chatAtOpenAi, owner);
  await started(videoAtFal, stranger);
  await world.newJob(videoAtFal, { user: owner });
}, 60_000);

const bearer = (user: Person) => ({ authorization: `Bearer ${user.accessToken}` });
const ask = (query = "", user = owner) =>
  callRoute(pictures.GET, `/api/pictures${query}`, { headers: bearer(user) });
const read = async (query = "", user = owner) => {
  const answer = await ask(query, user);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Page;
};
const jobsIn = ({ items }: Page) => [...new Set(items.map(({ jobId }) => jobId))];

test("all that one's completed jobs have made is there, the newest job first, and nobody else's", async () => {
  const answer = await ask();
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  const page = (await answer.json()) as Page;
  expect(jobsIn(page)).toEqual([video, shoot]);
  expect(page.items).toHaveLength(9);
  expect(page.nextCursor).toBeNull();
  const [film, one] = page.items;
  expect(film).toMatchObject({ kind: "sora", contentType: "video/mp4", ratio: 16 / 9 });
  expect(one).toMatchObject({ kind: "photoshoot", posterUrl: null, ratio: 3 / 4 });
  expect(jobsIn(await read("", stranger))).not.toContain(video);
  for (const { url } of page.items) {
    const name = url.replace(/^.*\/|\?.*$/g, "");
    const id = url.split("/")[3] ?? "";
    const asked = (user: Person) =>
      callRoute(artifact.GET, url, { headers: bearer(user), params: { id, name } });
    expect([(await asked(owner)).status, (await asked(stranger)).status]).toEqual([200, 404]);
  }
});

test("a kind narrows them, and one that makes nothing to look at is refused", async () => {
  expect(jobsIn(await read("?kind=sora"))).toEqual([video]);
  expect(jobsIn(await read("?kind=photoshoot"))).toEqual([shoot]);
  expect(await read("?kind=story_video")).toEqual({ items: [], nextCursor: null });
  for (const kind of ["chat", "image_tags", "films"])
    expect(await problem(await ask(`?kind=${kind}`))).toMatchObject({ status: 400, code: "invalid_query" });
});

test("a job that cannot be read is left out of them, and keeps nobody from the others", async () => {
  const spoil = (code: unknown) => world.db.sql`
    update operations set error = ${code === null ? null : world.db.sql.json({ code } as never)} where job_id = ${video}`;
  await spoil(7);
  expect(jobsIn(await read())).toEqual([shoot]);
  await spoil(null);
  expect(jobsIn(await read())).toEqual([video, shoot]);
});

test("pages are without a gap or a repeat, whatever their size", async () => {
  const all = (await read()).items.map(({ id }) => id);
  for (const limit of [1, 4, 8]) {
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await read(`?limit=${limit}${cursor && `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? "";
    } while (cursor !== "");
    expect(seen).toEqual(all);
  }
});

test("a cursor that no list gave out is refused, and so is whoever is not signed in", async () => {
  const cursorOf = (place: object) => Buffer.from(JSON.stringify(place)).toString("base64url");
  const place = { at: "2026-11-22T10:00:00.000000Z", jobId: randomUUID(), name: "video.mp4" };
  expect((await ask(`?cursor=${cursorOf(place)}`)).status).toBe(200);
  const bad = [
    "nonsense",
    "%00",
    cursorOf({ createdAt: "2026-11-22T10:00:00.000Z", id: randomUUID() }),
    cursorOf({ ...place, at: "2026-11-22T10:00:00.000Z" }),
    cursorOf({ ...place, at: "0000-01-01T00:00:00.000000Z" }),
    cursorOf({ ...place, at: "2026-13-45T10:00:00.000000Z" }),
    cursorOf({ ...place, jobId: "1" }),
    cursorOf({ ...place, name: "../video.mp4" }),
  ];
  const codeOf = async (query: string) => [query, (await problem(await ask(query))).code];
  const cursors = bad.map((cursor) => `?cursor=${cursor}`);
  expect(await Promise.all(cursors.map(codeOf))).toEqual(cursors.map((query) => [query, "invalid_cursor"]));
  const queries = ["?limit=0", "?limit=101", "?kind=sora&kind=sora"];
  expect(await Promise.all(queries.map(codeOf))).toEqual(queries.map((query) => [query, "invalid_query"]));
  expect((await callRoute(pictures.GET, "/api/pictures")).status).toBe(401);
  expect((await callRoute(pictures.POST, "/api/pictures", { method: "POST" })).status).toBe(405);
});

test("a picture is found by its name alone by its owner, and by nobody else", async () => {
  const [picture] = (await read("?kind=photoshoot")).items;
  const name = picture?.id.split("/")[1] ?? "";
  expect(await findPicture(owner, shoot, name)).toEqual(picture);
  expect(await findPicture(stranger, shoot, name)).toBeNull();
  expect(await findPicture(owner, shoot, "none.jpg")).toBeNull();
  expect(await findPicture(owner, randomUUID(), name)).toBeNull();
});

test("what a deleted job made is gone with it, and back with it", async () => {
  const call = (handler: Parameters<typeof callRoute>[0], method: string) =>
    callRoute(handler, `/api/jobs/${shoot}`, { method, headers: bearer(owner), params: { id: shoot } });
  expect((await call(oneJob.DELETE, "DELETE")).status).toBe(200);
  expect(jobsIn(await read())).toEqual([video]);
  expect((await call(restoring.POST, "POST")).status).toBe(200);
  expect(jobsIn(await read())).toEqual([video, shoot]);
});
