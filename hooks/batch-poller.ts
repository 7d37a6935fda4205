import type { JobView } from "@/lib/jobs/job-view";
import { ApiError } from "./api";
import {
  dueJobs,
  emptyWatch,
  forgetJob,
  isListDue,
  lookedAtList,
  nextAsk,
  seeJob,
  wantBatch,
  type BatchEnd,
  type BatchWatch,
} from "./batch-watch";
import { recoverAfter } from "./schedule";

/** The tab around a poller. */
export interface Tab {
  /** The latest tagging jobs, newest first, and all that are under way behind them. */
  askList(): Promise<readonly JobView[]>;
  askJob(id: string): Promise<JobView>;
  tell(end: BatchEnd): void;
  /** Whether somebody sees it, and it is online. */
  isAwake(): boolean;
  /** Whether changes of jobs are told as they happen. */
  isLive(): boolean;
  /** Calls back whenever either may have changed, until what it returns is called. */
  onChange(tell: () => void): () => void;
}

/** Asks about no more jobs than this at once. */
const atOnce = 5;

/** Keeps an eye on the batches of a tab while any is pending, and says of each once that it is over. */
export class BatchPoller {
  readonly #tab: Tab;
  #watch: BatchWatch = emptyWatch;
  #failures = 0;
  /** After a question that failed nothing is asked before this time. */
  #restsUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isAsking = false;
  /** Set from start to stop; another object each time. */
  #run: { leave: () => void } | null = null;

  constructor(tab: Tab) {
    this.#tab = tab;
  }

  start(): void {
    if (this.#run) return;
    this.#run = { leave: this.#tab.onChange(() => this.#plan()) };
    this.#plan();
  }

  /** Forgets what is pending, and not what was told. */
  stop(): void {
    this.#run?.leave();
    this.#run = null;
    this.#isAsking = false;
    this.#failures = 0;
    this.#restsUntil = 0;
    clearTimeout(this.#timer);
    this.#watch = { ...emptyWatch, told: this.#watch.told };
  }

  add(batchId: string): void {
    this.#watch = wantBatch(this.#watch, batchId, Date.now());
    this.#plan();
  }

  /** Takes in what somebody else on the page has read. */
  notice(job: JobView): void {
    this.#see(job, false);
    this.#plan();
  }

  #see(job: JobView, isOurs: boolean): void {
    const { watch, ends } = seeJob(this.#watch, job, Date.now(), isOurs);
    this.#watch = watch;
    for (const end of ends) this.#tab.tell(end);
  }

  #plan(): void {
    clearTimeout(this.#timer);
    const at = nextAsk(this.#watch, this.#tab.isLive());
    if (!this.#run || this.#isAsking || at === null || !this.#tab.isAwake()) return;
    const wait = Math.max(at, this.#restsUntil) - Date.now();
    this.#timer = setTimeout(() => void this.#ask(), Math.max(0, wait));
  }

  async #ask(): Promise<void> {
    const run = this.#run;
    this.#isAsking = true;
    const now = Date.now();
    const list = isListDue(this.#watch, now) ? [this.#askList(run)] : [];
    const jobs = dueJobs(this.#watch, now, this.#tab.isLive()).slice(0, atOnce);
    const answers = await Promise.allSettled([...list, ...jobs.map((id) => this.#askJob(id, run))]);
    if (run !== this.#run) return;
    this.#isAsking = false;
    const failed = answers.find((answer) => answer.status === "rejected");
    const wait = failed ? recoverAfter(failed.reason, this.#failures, Math.random()) : 0;
    this.#failures = failed ? this.#failures + 1 : 0;
    // Asking again cannot help: whatever wakes us next may have mended it.
    if (wait === null) return;
    this.#restsUntil = Date.now() + wait;
    this.#plan();
  }

  async #askList(run: unknown): Promise<void> {
    const jobs = await this.#tab.askList();
    if (run !== this.#run) return;
    for (const job of jobs) this.#see(job, true);
    this.#watch = lookedAtList(this.#watch, jobs, Date.now());
  }

  async #askJob(id: string, run: unknown): Promise<void> {
    try {
      const job = await this.#tab.askJob(id);
      if (run === this.#run) this.#see(job, true);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404 && error.code === "not_found")) throw error;
      if (run === this.#run) this.#watch = forgetJob(this.#watch, id);
    }
  }
}
