import { describe, expect, test } from "vitest";
import * as jobRoute from "@/app/api/jobs/[id]/route";
import type { DeliveryView } from "@/lib/jobs/endpoint-view";
import { checkDueJobs } from "@/lib/services/check-jobs";
import { deliverDue } from "@/lib/services/deliver-due";
import { callRoute } from "../support/call-route";
import { carryOn } from "../support/carry-on";
import { useEndpoints } from "../support/endpoints";
import { bearer } from "../support/library";
import { problem } from "../support/problem";
import { isProven } from "../support/receiver";

const { world, receiver, routes, here, call, added, deliveriesOf, canceledJob, received } =
  await useEndpoints();

const pauseEnds = () => world.db.sql`update deliveries set next_try_at = now() where state = 'waiting'`;

describe("a job is told of", () => {
  test("when it begins and when it is done, by whatever path, with the job as its owner sees it, signed", async () => {
    const owner = await world.newUser();
    const { id, secret } = await added(["job.created", "job.completed"], { ...owner, password: "" });
    here.user = { ...owner, password: "" };
    const { job } = await world.newPhotoshoot(owner);
    await deliverDue();
    expect(await carryOn(world, job.id)).toBe("completed");
    const told = received();
    expect(told.map(({ message }) => message.type)).toEqual(["job.created", "job.completed"]);
    for (const each of told) expect([each.id, isProven(each, secret)]).toEqual([each.message.id, true]);
    const answer = await callRoute(jobRoute.GET, "/j", {
      headers: bearer(here.user),
      params: { id: job.id },
    });
    const seen = (await answer.json()) as Record<string, unknown>;
    expect(told[1]?.message.data.job).toMatchObject({
      id: job.id,
      status: "completed",
      resultUrls: seen["resultUrls"],
    });
    expect((await deliveriesOf(id)).map(({ state, status, type }) => [type, state, status])).toEqual([
      ["job.completed", "delivered", 200],
      ["job.created", "delivered", 200],
    ]);
  });

  test("once more where it is not taken, at its time and not before, under the same id, until it is", async () => {
    const { id } = await added();
    await canceledJob();
    receiver.answer = () => ({ status: 503, body: "in a moment", headers: { "retry-after": "60" } });
    await deliverDue();
    const [waiting] = await deliveriesOf(id);
    expect(waiting).toMatchObject({ state: "waiting", tries: 1, status: 503, answer: "in a moment" });
    const pauseMs = Date.parse(waiting?.nextTryAt ?? "") - Date.parse(waiting?.lastTryAt ?? "");
    expect(pauseMs).toBeGreaterThanOrEqual(60_000);
    expect(await deliverDue()).toBe(0);
    receiver.answer = () => ({ status: 200 });
    await pauseEnds();
    await checkDueJobs("vercel-cron");
    expect(await deliveriesOf(id)).toMatchObject([{ state: "delivered", tries: 2, nextTryAt: null }]);
    expect(new Set(received().map((each) => each.id)).size).toBe(1);
    expect(received()).toHaveLength(2);
  });

  test("seven times at most, and then it is over", async () => {
    const { id } = await added();
    await canceledJob();
    receiver.answer = () => ({ status: 500 });
    for (let n = 0; n < 9; n++) {
      await deliverDue();
      await pauseEnds();
    }
    expect(await deliveriesOf(id)).toMatchObject([{ state: "failed", tries: 7, nextTryAt: null }]);
    expect(received()).toHaveLength(7);
  });

  test("never again where nobody is any more, which its owner reads", async () => {
    const { id } = await added();
    await canceledJob();
    receiver.answer = () => ({ status: 410 });
    await deliverDue();
    await canceledJob();
    await deliverDue();
    expect(await (await call(routes.one.GET, "GET", { id })).json()).toMatchObject({
      enabled: false,
      disabledReason: expect.stringContaining("410"),
      disabledAt: expect.any(String),
    });
    expect(received()).toHaveLength(1);
    expect(await deliveriesOf(id)).toMatchObject([{ state: "failed", status: 410 }]);
  });

  test("one after the other at one endpoint, though several deliver at once", async () => {
    await added(["job.created", "job.canceled"]);
    const gate = Promise.withResolvers<void>();
    receiver.answer = async ({ message }) => {
      if (message.type === "job.created") await gate.promise;
      return { status: 200 };
    };
    const id = await canceledJob();
    await world.db.sql`insert into job_events (job_id, user_id, type, status, progress, attempt, source)
      values (${id}, ${here.user.id}, 'created', 'pending', 0, 1, 'browser')`;
    await world.db.sql`insert into job_events (job_id, user_id, type, status, progress, attempt, source)
      values (${id}, ${here.user.id}, 'canceled', 'canceled', 0, 1, 'browser')`;
    const delivering = [deliverDue(), deliverDue(), deliverDue()];
    await expect.poll(() => received().length).toBe(2);
    expect(received().map(({ message }) => message.type)).toEqual(["job.canceled", "job.created"]);
    gate.resolve();
    await Promise.all(delivering);
    expect(received().map(({ message }) => message.type)).toEqual([
      "job.canceled",
      "job.created",
      "job.canceled",
    ]);
  });
});

describe("its owner", () => {
  test("sends a test, reads what came of it, and it is not tried again by itself", async () => {
    const { id, secret } = await added();
    const taken = await call(routes.test.POST, "POST", { id });
    expect(await taken.json()).toMatchObject({
      type: "test",
      jobId: null,
      state: "delivered",
      status: 200,
      answer: "taken",
    });
    const [message] = received();
    expect(message && isProven(message, secret)).toBe(true);
    receiver.answer = () => null;
    const failed = (await (await call(routes.test.POST, "POST", { id })).json()) as DeliveryView;
    expect(failed).toMatchObject({ state: "failed", status: null, nextTryAt: null });
    expect(failed.answer).toContain("could not be reached");
  });

  test("sends one again that was given up or taken, under its id, though the endpoint is paused", async () => {
    const { id } = await added();
    await canceledJob();
    await deliverDue();
    await call(routes.one.PATCH, "PATCH", { id, body: { enabled: false } });
    const [before] = await deliveriesOf(id);
    const again = await call(routes.resend.POST, "POST", { id: before?.id ?? "" });
    expect(await again.json()).toMatchObject({ id: before?.id, state: "delivered", tries: 1 });
    expect(received().map((each) => each.id)).toEqual([before?.id, before?.id]);
  });

  test("is told so where it is just being delivered, and it is not sent twice", async () => {
    const { id } = await added();
    await canceledJob();
    const gate = Promise.withResolvers<void>();
    receiver.answer = async () => (await gate.promise, { status: 200 });
    const delivering = deliverDue();
    await expect.poll(() => received().length).toBe(1);
    const [delivery] = await deliveriesOf(id);
    const refusal = await call(routes.resend.POST, "POST", { id: delivery?.id ?? "" });
    expect(await problem(refusal)).toMatchObject({ status: 409, code: "under_way" });
    gate.resolve();
    await delivering;
    expect(received()).toHaveLength(1);
  });

  test("pages through what was sent, each once, though many were sent within a millisecond", async () => {
    const { id } = await added();
    for (let n = 0; n < 5; n++) await canceledJob();
    // As many as there may be within a millisecond, which is as fine as a cursor is.
    await world.db.sql`update deliveries set created_at = timestamptz '2026-01-01 00:00:00.0001Z'
      + (('x' || left(id::text, 4))::bit(16)::integer % 800) * interval '1 microsecond' where endpoint_id = ${id}`;
    const seen: string[] = [];
    let cursor: string | null = "";
    for (; cursor !== null;) {
      const answer = await callRoute(routes.deliveries.GET, `/d?limit=2&cursor=${cursor}`, {
        headers: bearer(here.user),
        params: { id },
      });
      const page = (await answer.json()) as { items: DeliveryView[]; nextCursor: string | null };
      seen.push(...page.items.map((each) => each.id));
      cursor = page.nextCursor;
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
    const wrong = await callRoute(routes.deliveries.GET, "/d?cursor=nonsense", {
      headers: bearer(here.user),
      params: { id },
    });
    expect(await problem(wrong)).toMatchObject({ status: 400, code: "invalid_cursor" });
  });

  test("may send only so many messages in a short time", async () => {
    const { id } = await added();
    const answers = await Promise.all(
      Array.from({ length: 62 }, () => call(routes.rotate.POST, "POST", { id })),
    );
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.headers.get("retry-after")).toMatch(/^\d+$/);
    expect((await call(routes.test.POST, "POST", { id })).status).toBe(429);
    expect(received()).toEqual([]);
  });
});
