import { beforeAll, beforeEach } from "vitest";
import { claimDeliveries, settleDelivery, type DeliveryClaim, type TriedDelivery } from "@/lib/db/deliveries";
import { addEndpoint } from "@/lib/db/endpoints";
import { endpointEvents, type EndpointEvent } from "@/lib/jobs/endpoint-view";
import type { TestDatabase } from "../support/database";
import { stubAppOf } from "./app-of";
import { insertJob, type Row } from "./rows";

/** What came of a try, for most. */
const delivered: TriedDelivery = {
  fate: "delivered",
  status: 200,
  answer: "thanks",
  nextInMs: null,
  pauseMs: null,
};

/** What came of a try that failed, and comes again. */
export const failed = { fate: "failed", status: 500, answer: "oops", nextInMs: 5_000 } as const;

export const typesOf = ({ deliveries }: DeliveryClaim) => deliveries.map(({ type }) => type);

/** Ends every try of a claim like this. */
export async function settle({ id, deliveries }: DeliveryClaim, tried: Partial<TriedDelivery> = {}) {
  return Promise.all(deliveries.map((each) => settleDelivery(each.id, id, { ...delivered, ...tried })));
}

const usual = { ofUser: 100, ofPlace: 100 };
export const claim = (limit = 100, most = usual) => claimDeliveries(limit, 60_000, most);

/** Somebody with a job, before each test another one, whose events are told to the endpoints of that test alone. */
export function useTelling(db: TestDatabase) {
  let userId: string;
  let jobId: string;

  beforeAll(async () => {
    stubAppOf(db);
    userId = (await db.createUser()).id;
  });

  beforeEach(async () => {
    await db.sql`delete from jobs`;
    await db.sql`delete from endpoints`;
    jobId = await insertJob(db.sql, userId);
  });

  async function endpoint(
    events: readonly EndpointEvent[] = endpointEvents,
    owner = userId,
  ): Promise<string> {
    const added = await addEndpoint(owner, { url: "https://hooks.test/", events, secret: "whsec_a" }, 1_000);
    return added?.id ?? "";
  }

  /** A line in the ledger, as whatever writes one does. */
  async function event(type: string, of = { jobId, userId }): Promise<number> {
    const [row] = await db.sql<Array<{ id: string }>>`
        insert into job_events (job_id, user_id, type, status, progress, attempt, source)
        values (${of.jobId}, ${of.userId}, ${type}, 'processing', 0, 1, 'step') returning id`;
    return Number(row?.id);
  }

  const ids = () => ({ userId, jobId });
  const rows = () => db.sql<Row[]>`select * from deliveries order by event_id, id`;
  return { ids, endpoint, event, rows };
}
