import { describe, expect, test } from "vitest";
import type { JobView } from "@/lib/jobs/job-view";
import { deleteJob, restoreJob } from "@/lib/services/delete-job";
import { setFavourite } from "@/lib/services/set-favourite";
import { callRoute } from "../support/call-route";
import { carryOn } from "../support/carry-on";
import { chatAtOpenAi } from "../support/cases";
import { problem } from "../support/problem";
import { useWorld, type Owned, type Person } from "../support/world";

const favourite = await import("@/app/api/jobs/[id]/favourite/route");
const jobs = await import("@/app/api/jobs/route");
const oneJob = await import("@/app/api/jobs/[id]/route");
const world = useWorld();

type Route = Parameters<typeof callRoute>[0];
const call = (route: Route, user: Person, id: string, method = "GET", query = "") =>
  callRoute(route, `/api/jobs/${id}${query}`, {
    method,
    headers: { authorization: `Bearer ${user.accessToken}` },
    params: { id },
  });
const star = ({ user, job }: Owned) => call(favourite.PUT, user, job.id, "PUT");
const unstar = ({ user, job }: Owned) => call(favourite.DELETE, user, job.id, "DELETE");
const listed = async (user: Person, query: string) => {
  const page = (await (await call(jobs.GET, user, "", "GET", query)).json()) as { items: JobView[] };
  return page.items.map(({ id }) => id);
};
const ledger = async (id: string) =>
  (await world.db.sql`select type from job_events where job_id = ${id} order by id`).map((row) =>
    String(row["type"]),
  );

describe("PUT and DELETE /api/jobs/:id/favourite", () => {
  test("say of the record whether it is one, to whoever reads it, once in the ledger, and list them by themselves", async () => {
    const first = await world.newJob(chatAtOpenAi);
    const { user } = first;
    const second = await world.newJob(chatAtOpenAi, { user });
    expect(await carryOn(world, first.job.id)).toBe("completed");
    expect(await listed(user, "?favourite=1")).toEqual([]);

    for (const answer of [await star(first), await star(first), await call(oneJob.GET, user, first.job.id)])
      expect([answer.status, ((await answer.json()) as JobView).isFavourite]).toEqual([200, true]);
    expect(await listed(user, "?favourite=1")).toEqual([first.job.id]);
    expect(await listed(user, "?favourite=1&status=failed")).toEqual([]);
    expect(await listed(user, "")).toEqual([second.job.id, first.job.id]);

    expect(((await (await unstar(first)).json()) as JobView).isFavourite).toBe(false);
    expect(await listed(user, "?favourite=1")).toEqual([]);
    const said = (await ledger(first.job.id)).filter((type) => type.endsWith("favourite"));
    expect(said).toEqual(["favourite", "unfavourite"]);
  });

  test("of somebody else's job are the same 404 as of none, and change nothing", async () => {
    const owned = await world.newJob(chatAtOpenAi);
    const stranger = { user: await world.newUser(0), job: owned.job };
    for (const verb of [star, unstar])
      expect(await problem(await verb(stranger))).toMatchObject({ status: 404, code: "not_found" });
    expect(await ledger(owned.job.id)).not.toContain("favourite");
  });

  test("outlast a deletion that is undone, and a check that goes on meanwhile", async () => {
    const owned = await world.newJob(chatAtOpenAi);
    const { user, job } = owned;
    await setFavourite(user, job.id, true, "manual");
    await deleteJob(user, job.id, "manual");
    expect(await listed(user, "?favourite=1")).toEqual([]);
    await restoreJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(await listed(user, "?favourite=1")).toEqual([job.id]);
  });
});
