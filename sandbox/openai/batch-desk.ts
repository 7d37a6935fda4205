import { z } from "zod";
import { Collection } from "../core/collection";
import type { World } from "../core/world";
import { Batch, BATCH, Check, Outcome } from "./batch";
import { courseOf, type Course } from "./batch-course";
import { batchJson } from "./batch-json";
import { checkInput } from "./check-input";
import { expectEvent } from "./events";
import { FILE, type StoredFile } from "./file";
import { wireId } from "./wire-id";
import { beginResultFile, resultFile, type Written } from "./result-file";
import { workBatch, type Sums } from "./work-batch";

/** A file of so many bytes is read before the create call is answered, so that its end is known from the start. */
const SMALL_BYTES = 2_000_000;

const Cancellation = z.object({ id: z.number(), at: z.number() });

/** The answering of a batch's requests, under way or over. */
interface Work {
  stop: AbortController;
  results: Promise<Results>;
}

/** What was written, under numbers that files of results get once the batch is over. */
interface Results {
  sums: Sums;
  output: Written;
  errors: Written;
}

/**
 * The batches of one account. A batch's file is read once, and its requests are answered once, in the background from
 * the first look at it; a look that shows what came of it waits for that.
 */
export class BatchDesk {
  readonly batches: Collection<Batch>;
  private readonly checks: Collection<Check>;
  private readonly cancellations: Collection<z.infer<typeof Cancellation>>;
  private readonly outcomes: Collection<Outcome>;
  private readonly checking = new Map<number, Promise<Check>>();
  private readonly working = new Map<number, Work>();
  private readonly settling = new Map<number, Promise<Outcome>>();

  constructor(
    private readonly world: World,
    private readonly files: Collection<StoredFile>,
  ) {
    this.batches = new Collection(world.ledger, "openai.batch", Batch);
    this.checks = new Collection(world.ledger, "openai.batch.checked", Check);
    this.cancellations = new Collection(world.ledger, "openai.batch.canceled", Cancellation);
    this.outcomes = new Collection(world.ledger, "openai.batch.over", Outcome);
    world.ids.seen(this.batches.newestId);
    for (const batch of this.batches.all()) this.expect(batch);
  }

  async add(batch: Batch): Promise<void> {
    this.batches.insert(batch);
    this.expect(batch);
    const check = this.check(batch);
    if (batch.inputBytes <= SMALL_BYTES) await check;
    else inBackground(check);
  }

  /** The batch object on the wire, as of now. */
  async show(batch: Batch): Promise<ReturnType<typeof batchJson>> {
    const now = this.world.now();
    const { course, check } = await this.look(batch);
    const isOver = now >= course.overAt;
    const hasWork = check && course.isBegun && now >= course.startedAt;
    if (hasWork && !isOver) inBackground(this.work(batch, check, course).results);
    const outcome = hasWork && isOver ? await this.settle(batch, check, course) : null;
    return batchJson(batch, { course, check, outcome }, now);
  }

  /** How it goes; from the time that its file is said to be read, also what that says. */
  async look(batch: Batch): Promise<{ course: Course; check: Check | null }> {
    const isRead = this.world.now() >= this.courseOf(batch).startedAt;
    const check = isRead ? await this.check(batch) : null;
    return { course: this.courseOf(batch), check };
  }

  /** What was answered by now stays. */
  cancel(batch: Batch): void {
    this.stop(batch);
    this.cancellations.insert({ id: batch.id, at: this.world.now() });
    this.world.callbacks.drop(batch.id);
    this.expect(batch);
  }

  /** Whether the file with this number is still needed for a batch. */
  reads(file: number): boolean {
    const isNeeded = (batch: Batch) =>
      batch.input === file && !this.outcomes.get(batch.id) && this.courseOf(batch).isBegun;
    return this.batches.all().some(isNeeded);
  }

  private courseOf(batch: Batch): Course {
    const canceledAt = this.cancellations.get(batch.id)?.at ?? null;
    return courseOf(batch, this.checks.get(batch.id) ?? null, canceledAt, this.world);
  }

  /** Leaves nothing of what was written so far. */
  private stop({ id }: Batch): void {
    const work = this.working.get(id);
    if (!work) return;
    this.working.delete(id);
    work.stop.abort();
    const remove = ({ output, errors }: Results) => {
      for (const written of [output, errors]) this.world.blobs.remove(wireId(FILE, written.id));
    };
    work.results.then(remove, () => undefined);
  }

  private check(batch: Batch): Promise<Check> {
    const known = this.checks.get(batch.id);
    if (known) return Promise.resolve(known);
    return once(this.checking, batch.id, async () => {
      const check = this.checks.insert(await checkInput(this.world, batch));
      if (check.errors.length > 0 && !this.cancellations.get(batch.id)) {
        this.world.callbacks.drop(batch.id);
        this.expect(batch);
      }
      return check;
    });
  }

  private work(batch: Batch, check: Check, course: Course): Work {
    const begun = this.working.get(batch.id);
    if (begun) return begun;
    const stop = new AbortController();
    const work = { stop, results: this.answer(batch, check, course, stop.signal) };
    this.working.set(batch.id, work);
    work.results.catch(() => this.working.get(batch.id) === work && this.working.delete(batch.id));
    return work;
  }

  private async answer(batch: Batch, check: Check, course: Course, signal: AbortSignal): Promise<Results> {
    const input = this.world.blobs.content(wireId(FILE, batch.input));
    if (!input) throw new Error("The batch's file is gone.");
    const [output, errors] = [beginResultFile(this.world), beginResultFile(this.world)];
    try {
      const extent = { share: course.shareAt(course.overAt), ending: course.ending };
      const sink = { output: output.write, errors: errors.write };
      const sums = await workBatch(this.world, { batch, check, input, extent }, { sink, signal });
      return { sums, output: output.keep(), errors: errors.keep() };
    } finally {
      output.drop();
      errors.drop();
    }
  }

  private settle(batch: Batch, check: Check, course: Course): Promise<Outcome> {
    const known = this.outcomes.get(batch.id);
    if (known) return Promise.resolve(known);
    return once(this.settling, batch.id, async () => {
      const { sums, output, errors } = await this.work(batch, check, course).results;
      this.working.delete(batch.id);
      const files = {
        output: this.fileOf(batch, "output", output, course.overAt),
        errors: this.fileOf(batch, "error", errors, course.overAt),
      };
      const outcome = this.outcomes.insert({ id: batch.id, ...files, ...sums });
      if (!this.files.get(batch.input)) this.world.blobs.remove(wireId(FILE, batch.input));
      return outcome;
    });
  }

  /** Its number, or `null` where nothing was written. */
  private fileOf(batch: Batch, what: "output" | "error", written: Written, bornAt: number): number | null {
    if (written.bytes > 0) return this.files.insert(resultFile(batch, what, written, bornAt)).id;
    this.world.blobs.remove(wireId(FILE, written.id));
    return null;
  }

  /** By the time of the event the state can be read. */
  private expect(batch: Batch): void {
    const { createdAt, overAt } = this.courseOf(batch);
    expectEvent(this.world, {
      id: batch.id,
      where: "batch-webhook",
      about: wireId(BATCH, batch.id),
      type: async () => {
        await this.check(batch);
        return `batch.${this.courseOf(batch).ending}`;
      },
      startsAt: createdAt,
      finishesAt: overAt,
    });
  }
}

/** One run at a time of what is kept once it succeeds. */
function once<T>(running: Map<number, Promise<T>>, id: number, run: () => Promise<T>): Promise<T> {
  const begun = running.get(id);
  if (begun) return begun;
  const work = run().finally(() => running.delete(id));
  running.set(id, work);
  return work;
}

/** Who waits for it later hears of what went wrong. */
function inBackground(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
