import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { useEndpoints, type Added, type Handler } from "../support/endpoints";
import { problem } from "../support/problem";
import { isProven, type Received } from "../support/receiver";

const { world, receiver, routes, here, call, added, deliveriesOf, canceledJob, received } =
  await useEndpoints();

describe("an endpoint", () => {
  test("is answered with its secret once, and never again", async () => {
    const { secret, ...endpoint } = await added();
    expect(secret).toMatch(/^whsec_/);
    expect(endpoint).toEqual({
      id: expect.any(String),
      url: receiver.url + here.path,
      events: ["job.completed", "job.canceled"],
      enabled: true,
      disabledReason: null,
      disabledAt: null,
      oldSecretUntil: null,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    const list = await call(routes.many.GET, "GET");
    expect([list.headers.get("cache-control"), await list.json()]).toEqual([
      "private, no-store",
      { items: [endpoint] },
    ]);
    expect(await (await call(routes.one.GET, "GET", { id: endpoint.id })).json()).toEqual(endpoint);
  });

  test("is changed, paused and deleted by its owner", async () => {
    const { id } = await added();
    const change = { url: `${receiver.url}/other`, events: ["job.failed"], enabled: false };
    const answer = await call(routes.one.PATCH, "PATCH", { id, body: change });
    expect(await answer.json()).toMatchObject({ id, ...change });
    expect((await call(routes.one.DELETE, "DELETE", { id })).status).toBe(204);
    expect((await call(routes.one.GET, "GET", { id })).status).toBe(404);
  });

  test("is one of 20 at most, however many are asked for at once", async () => {
    const body = { url: receiver.url + here.path, events: ["job.completed"] };
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => call(routes.many.POST, "POST", { body })),
    );
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused).toHaveLength(5);
    for (const answer of refused)
      expect(await problem(answer)).toMatchObject({ status: 409, code: "too_many_endpoints" });
    const { items } = (await (await call(routes.many.GET, "GET")).json()) as { items: unknown[] };
    expect(items).toHaveLength(20);
  });

  test.each([
    ["in the clear", { url: "http://hooks.example.com/" }, "invalid_url"],
    ["in a network", { url: "https://10.0.0.1/" }, "invalid_url"],
    ["at the metadata of a cloud", { url: "https://168.63.129.16/" }, "invalid_url"],
    ["on this machine, but no receiver", { url: "http://127.0.0.1:1/" }, "invalid_url"],
    ["of 3,000 characters", { url: `https://example.com/${"x".repeat(2_980)}` }, "invalid_url"],
    ["with a password", { url: "https://me:secret@example.com/" }, "invalid_url"],
    ["that is no text", { url: 7 }, "invalid_endpoint"],
    ["without one", { url: undefined }, "invalid_endpoint"],
    ["with no events", { events: [] }, "invalid_endpoint"],
    ["with an unknown event", { events: ["job.completed", "job.exploded"] }, "invalid_endpoint"],
    ["with more", { secret: "whsec_mine" }, "invalid_endpoint"],
  ])("with an address %s is refused, added or changed, and nothing is kept", async (_what, wrong, code) => {
    const { id, secret: _, ...before } = await added();
    const whole = { url: "https://example.com/", events: ["job.completed"], ...wrong };
    const refusals = await Promise.all([
      call(routes.many.POST, "POST", { body: whole }),
      ...("url" in wrong && wrong.url === undefined
        ? []
        : [call(routes.one.PATCH, "PATCH", { id, body: wrong })]),
    ]);
    for (const refusal of refusals) expect(await problem(refusal)).toMatchObject({ status: 400, code });
    expect(await (await call(routes.many.GET, "GET")).json()).toEqual({ items: [{ id, ...before }] });
  });

  test("is not changed by nothing", async () => {
    const { id } = await added();
    const refusal = await call(routes.one.PATCH, "PATCH", { id, body: {} });
    expect(await problem(refusal)).toMatchObject({ status: 400, code: "invalid_endpoint" });
  });
});

test("another user's endpoint or delivery is 404, byte for byte the same as none, and is left as it was", async () => {
  const { id } = await added();
  await canceledJob();
  const [delivery] = await deliveriesOf(id);
  const stranger = await world.db.createUser();
  const before = await world.db
    .sql`select e::text, d::text from endpoints e join deliveries d on d.endpoint_id = e.id`;
  const calls: Array<[Handler, string, string, unknown?]> = [
    [routes.one.GET, "GET", id],
    [routes.one.PATCH, "PATCH", id, { enabled: false }],
    [routes.one.DELETE, "DELETE", id],
    [routes.rotate.POST, "POST", id],
    [routes.test.POST, "POST", id],
    [routes.deliveries.GET, "GET", id],
    [routes.resend.POST, "POST", delivery?.id ?? ""],
  ];
  const trials = calls.map(async ([handler, method, own, body]) => {
    const ask = (asked: string) => call(handler, method, { id: asked, body, as: stranger });
    const answers = await Promise.all([ask(own), ask(randomUUID()), ask("nonsense")]);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
  });
  await Promise.all(trials);
  expect(await (await call(routes.many.GET, "GET", { as: stranger })).json()).toEqual({ items: [] });
  const after = await world.db
    .sql`select e::text, d::text from endpoints e join deliveries d on d.endpoint_id = e.id`;
  expect(after).toEqual(before);
  expect(received()).toEqual([]);
});

describe("its owner", () => {
  test("rotates the secret: for a day the one until now proves messages as well, and then the new one alone", async () => {
    const { id, secret: old } = await added();
    const answer = await call(routes.rotate.POST, "POST", { id });
    const { secret, oldSecretUntil } = (await answer.json()) as Added;
    const day = 24 * 3_600_000;
    expect(Date.parse(oldSecretUntil ?? "") - Date.now()).toBeGreaterThan(day - 60_000);
    expect(Date.parse(oldSecretUntil ?? "") - Date.now()).toBeLessThanOrEqual(day);
    const sent = async (): Promise<Received | undefined> => {
      await call(routes.test.POST, "POST", { id });
      return received().at(-1);
    };
    const proven = (message: Received | undefined) =>
      [secret, old].map((each) => message && isProven(message, each));
    expect(proven(await sent())).toEqual([true, true]);
    await world.db.sql`update endpoints set old_secret_until = now() where id = ${id}`;
    expect(proven(await sent())).toEqual([true, false]);
  });
});
