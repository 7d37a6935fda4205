import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect } from "vitest";
import type { DeliveryView, EndpointView } from "@/lib/jobs/endpoint-view";
import { callRoute } from "./call-route";
import type { TestUser } from "./database";
import { bearer } from "./library";
import { startReceiver } from "./receiver";
import { useWorld } from "./world";

const routes = {
  many: await import("@/app/api/endpoints/route"),
  one: await import("@/app/api/endpoints/[id]/route"),
  rotate: await import("@/app/api/endpoints/[id]/rotate/route"),
  test: await import("@/app/api/endpoints/[id]/test/route"),
  deliveries: await import("@/app/api/endpoints/[id]/deliveries/route"),
  resend: await import("@/app/api/deliveries/[id]/resend/route"),
};

export type Handler = Parameters<typeof callRoute>[0];
/** An endpoint as it is answered once, when it is added. */
export type Added = EndpointView & { secret: string };

interface Sent {
  id?: string;
  body?: unknown;
  as?: TestUser;
}

/** A world with a receiver on this machine, and in each test another user, whose endpoints lead to another path there. */
export async function useEndpoints() {
  const receiver = await startReceiver();
  const world = useWorld({ env: { LOCAL_RECEIVERS: receiver.url } });
  const here: { user: TestUser; path: string } = {
    user: { id: "", email: "", password: "", accessToken: "" },
    path: "",
  };
  beforeEach(async () => {
    here.user = await world.db.createUser();
    here.path = `/${randomUUID()}`;
  });
  afterEach(() => {
    receiver.answer = () => ({ status: 200 });
  });

  const call = (handler: Handler, method: string, { id = "", body, as = here.user }: Sent = {}) =>
    callRoute(handler, "/api/endpoints", {
      method,
      headers: bearer(as),
      params: { id },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  async function added(events = ["job.completed", "job.canceled"], as = here.user): Promise<Added> {
    const body = { url: receiver.url + here.path, events };
    const answer = await call(routes.many.POST, "POST", { body, as });
    expect(answer.status).toBe(201);
    return (await answer.json()) as Added;
  }

  async function deliveriesOf(id: string): Promise<DeliveryView[]> {
    const answer = await call(routes.deliveries.GET, "GET", { id });
    return ((await answer.json()) as { items: DeliveryView[] }).items;
  }

  /** A job of this user's that is over, and told of. */
  async function canceledJob(): Promise<string> {
    const [row] = await world.db.sql<Array<{ id: string }>>`
      insert into jobs (user_id, kind, input, input_hash, deadline_at, status, completed_at, next_check_at)
      values (${here.user.id}, 'chat', '{"prompt": "Hello"}', 'x', now(), 'canceled', now(), null) returning id`;
    const id = row?.id ?? "";
    await world.db.sql`insert into job_events (job_id, user_id, type, status, progress, attempt, source)
      values (${id}, ${here.user.id}, 'canceled', 'canceled', 0, 1, 'browser')`;
    return id;
  }

  /** What came to this test's path, oldest first. */
  const received = () => receiver.at(here.path);
  return { world, receiver, routes, here, call, added, deliveriesOf, canceledJob, received };
}
