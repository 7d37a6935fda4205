import pLimit from "p-limit";
import type { Content } from "../core/content";
import type { LineFault } from "../core/fault-names";
import { linesOf } from "../core/lines";
import { generator } from "../core/random";
import type { World } from "../core/world";
import { answerLine, type LineAnswer } from "./answer-line";
import type { Batch, Check } from "./batch";
import type { Course } from "./batch-course";
import { RequestLine } from "./request-line";

/** So many requests, or characters of them, are held at a time, and come back in any order among themselves. */
const WINDOW = { requests: 256, characters: 4_000_000 };
/** So many pictures are fetched or looked at side by side. */
const AT_ONCE = 8;

/** How far a batch comes. */
export interface Extent {
  /** How much of the work is done, from 0 to 1. */
  share: number;
  ending: Course["ending"];
}

/** Where the lines of results go. */
export interface Sink {
  output: (lines: string) => void;
  errors: (lines: string) => void;
}

/** What came of the requests that were answered. */
export interface Sums {
  completed: number;
  failed: number;
  inputTokens: number;
  outputTokens: number;
}

interface Task {
  index: number;
  line: RequestLine;
  fault: LineFault | null;
  isDone: boolean;
}

interface Job {
  batch: Batch;
  check: Check;
  input: Content;
  extent: Extent;
}

/**
 * Answers the requests of a file of any size, and writes what a batch's two files of results hold.
 * @throws where `signal` was aborted
 */
export async function workBatch(
  world: World,
  job: Job,
  { sink, signal }: { sink: Sink; signal: AbortSignal },
): Promise<Sums> {
  const { batch } = job;
  const sums: Sums = { completed: 0, failed: 0, inputTokens: 0, outputTokens: 0 };
  const limit = pLimit(AT_ONCE);
  for await (const tasks of windows(job)) {
    signal.throwIfAborted();
    const order = shuffled(tasks, generator(world.seed, batch.id, tasks[0]?.index ?? 0));
    const answers = await Promise.all(
      order.map(async (task) => (task.isDone ? limit(() => answerLine(world, batch, task)) : null)),
    );
    const written = { output: "", errors: "" };
    for (const [place, task] of order.entries()) {
      const answer = answers[place];
      if (answer) count(sums, answer);
      const isError = !answer || (answer.status >= 400 && task.fault !== "line-misfiled");
      written[isError ? "errors" : "output"] += answer ? result(job, task, answer) : notRun(job, task);
    }
    if (written.output !== "") sink.output(written.output);
    if (written.errors !== "") sink.errors(written.errors);
  }
  return sums;
}

/** The requests in their order, so many at a time. */
async function* windows({ check, input, extent }: Job): AsyncGenerator<Task[]> {
  const faults = new Map(check.struck);
  let quota = Math.floor(check.total * extent.share);
  let [index, characters] = [0, 0];
  let tasks: Task[] = [];
  for await (const text of linesOf(input)) {
    if (text.trim() === "") continue;
    const fault = faults.get(index) ?? null;
    // A request that is to go wrong has its turn in any case: so sixty of a hundred can be done, and three more fail.
    const isDone = fault !== null || quota > 0;
    if (fault === null) quota -= 1;
    tasks.push({ index, line: RequestLine.parse(JSON.parse(text)), fault, isDone });
    index += 1;
    characters += text.length;
    if (tasks.length < WINDOW.requests && characters < WINDOW.characters) continue;
    yield tasks;
    tasks = [];
    characters = 0;
  }
  if (tasks.length > 0) yield tasks;
}

function count(sums: Sums, { status, inputTokens, outputTokens }: LineAnswer): void {
  sums[status >= 400 ? "failed" : "completed"] += 1;
  sums.inputTokens += inputTokens;
  sums.outputTokens += outputTokens;
}

/** A line of results with its end, and what may go wrong with one. */
function result({ batch }: Job, { index, line, fault }: Task, { status, body }: LineAnswer): string {
  const text = JSON.stringify({
    id: `batch_req_${batch.id}_${index}`,
    custom_id: fault === "line-unknown" ? "nobody-asked" : line.custom_id,
    response: { status_code: status, request_id: `req_${batch.id}_${index}`, body },
    error: null,
  });
  if (fault === "line-missing") return "";
  if (fault === "line-broken") return `${text.slice(0, text.length / 2)}\n`;
  return fault === "line-twice" ? `${text}\n${text}\n` : `${text}\n`;
}

function notRun({ batch, extent: { ending } }: Job, { index, line }: Task): string {
  const error =
    ending === "cancelled"
      ? { code: "batch_cancelled", message: "This request was not executed because the batch was cancelled." }
      : {
          code: "batch_expired",
          message: "This request could not be executed before the completion window expired.",
        };
  const text = JSON.stringify({
    id: `batch_req_${batch.id}_${index}`,
    custom_id: line.custom_id,
    response: null,
    error,
  });
  return `${text}\n`;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
}
