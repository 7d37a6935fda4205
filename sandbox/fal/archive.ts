import { doubling, type Repeats } from "../core/callback";
import { Collection } from "../core/collection";
import type { World } from "../core/world";
import { requestId } from "./request-id";
import { nameOfPicture, resultJson } from "./result";
import { Cancellation, failureOf, Run } from "./run";
import { requestTimes } from "./timing";
import { falWebhook } from "./webhook-signature";

/**
 * fal waits 15 s for an answer, and repeats ten times within two hours (its page on webhooks). How the tries lie in
 * them is ours: 7 s at first, and the last after 1 hour 59.
 */
const repeats: Repeats = { afterMs: doubling(7_000, 10), timeoutMs: 15_000 };

/** The requests of one account and their webhooks; reopened from the ledger after a restart. */
export class Archive {
  readonly runs: Collection<Run>;
  private readonly cancellations: Collection<Cancellation>;

  constructor(private readonly world: World) {
    this.runs = new Collection(world.ledger, "fal.run", Run);
    this.cancellations = new Collection(world.ledger, "fal.canceled", Cancellation);
    world.ids.seen(this.runs.newestId);
    for (const run of this.runs.all()) this.expect(run);
  }

  add(run: Run): Run {
    this.expect(run);
    return this.runs.insert(run);
  }

  /** When a request was canceled, in milliseconds, or `null`. */
  canceledAt({ id }: Run): number | null {
    return this.cancellations.get(id)?.at ?? null;
  }

  /** Nobody is called back about a canceled request. */
  cancel({ id }: Run): void {
    this.cancellations.insert({ id, at: this.world.now() });
    this.world.callbacks.drop(id);
  }

  /** Nothing is left of a request, and nobody is called back about it. */
  remove({ id }: Run): void {
    this.runs.remove(id);
    this.world.callbacks.drop(id);
    this.world.blobs.remove(nameOfPicture(id));
  }

  private expect(run: Run): void {
    if (run.webhook === null || this.canceledAt(run) !== null) return;
    const { createdAt, finishedAt } = requestTimes(run.id, run.work.makes, this.world);
    this.world.callbacks.add({
      id: run.id,
      where: ["fal-webhook", "fal"],
      url: run.webhook,
      startsAt: createdAt,
      finishesAt: finishedAt,
      body: () => this.webhookBody(run),
      signature: falWebhook(requestId(run.id), this.world.seed),
      repeats,
    });
  }

  private async webhookBody(run: Run) {
    const failure = failureOf(run, null);
    const ids = { request_id: requestId(run.id), gateway_request_id: requestId(run.id) };
    return failure === null
      ? { ...ids, status: "OK", payload: await resultJson(this.world, run) }
      : { ...ids, status: "ERROR", error: `Invalid status code: ${failure.status}`, payload: failure.body };
  }
}
