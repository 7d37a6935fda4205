import { beforeEach, expect, test } from "vitest";
import type { JobCount } from "@/lib/jobs/job-count";
import type { JobView } from "@/lib/jobs/job-view";
import { callRoute } from "../support/call-route";
import { problem } from "../support/problem";
import { useWorld } from "../support/world";

const jobs = await import("@/app/api/jobs/route");
const counts = await import("@/app/api/jobs/counts/route");
const world = useWorld();

let user: Awaited<ReturnType<typeof world.newUser>>;
beforeEach(async () => {
  user = await world.newUser();
});

const headersOf = ({ accessToken }: { accessToken: string }) => ({ authorization: `Bearer ${accessToken}` });

const list = (query: string, of = user) =>
  callRoute(jobs.GET, `/api/jobs?${query}`, { headers: headersOf(of) });

async function listed(query: string, of = user) {
  const page = (await (await list(query, of)).json()) as { items: JobView[]; nextCursor: string | null };
  return { titles: page.items.map(({ title }) => title), nextCursor: page.nextCursor };
}

async function counted(query: string): Promise<JobCount[]> {
  const answer = await callRoute(counts.GET, `/api/jobs/counts?${query}`, { headers: headersOf(user) });
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  return ((await answer.json()) as { items: JobCount[] }).items;
}

async function ask(prompt: string, of = user): Promise<void> {
  const body = JSON.stringify({ kind: "chat", input: { prompt } });
  const answer = await callRoute(jobs.POST, "/api/jobs", { method: "POST", headers: headersOf(of), body });
  expect(answer.status).toBe(201);
}

test("`q` finds one's own jobs by the words of title and prompt, and pages of them follow one another exactly", async () => {
  const stranger = await world.newUser();
  await ask("Red lamp of a stranger", stranger);
  for (const prompt of ["First red lamp", "A blue door", "Second red lamp", "Third red lamp"])
    await ask(prompt);

  const first = await listed("q=lamp+red&limit=2");
  expect(first.titles).toEqual(["Third red lamp", "Second red lamp"]);
  // What comes on top meanwhile moves nothing.
  await ask("Fourth red lamp");
  const next = `q=lamp+red&limit=2&cursor=${encodeURIComponent(first.nextCursor ?? "")}`;
  expect(await listed(next)).toEqual({ titles: ["First red lamp"], nextCursor: null });
  expect((await listed("q=lamp", stranger)).titles).toEqual(["Red lamp of a stranger"]);
});

test("what is typed is no pattern and no SQL, and too much of it is refused by name", async () => {
  await ask("A blue door");
  for (const words of ["%", "_", "*", "'; drop table jobs; --", "\\", "blue | red", "q:*"])
    expect([words, ...(await listed(`q=${encodeURIComponent(words)}`)).titles]).toEqual([words]);
  expect((await listed(`q=${encodeURIComponent("Blue, (do")}`)).titles).toEqual(["A blue door"]);
  expect(await problem(await list(`q=${"x".repeat(201)}`))).toMatchObject({
    status: 400,
    code: "invalid_query",
  });
});

test("counts are one's own, of what the words fit", async () => {
  expect(await counted("")).toEqual([]);
  await ask("A blue door");
  await ask("A red lamp");
  await ask("A red lamp of a stranger", await world.newUser());
  const sum = (items: JobCount[]) => items.reduce((all, { count }) => all + count, 0);
  expect(sum(await counted(""))).toBe(2);
  expect(sum(await counted("q=red"))).toBe(1);
  const nobody = await callRoute(counts.GET, "/api/jobs/counts", {});
  expect(await problem(nobody)).toMatchObject({ status: 401 });
});
