import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { urlToHttpOptions } from "node:url";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { proxyEnv } from "@/lib/env";
import { AnswerTooLong, BrokenAnswer, mostBytes, type RawAnswer } from "./answer";
import { asError } from "./provider-error";

/** A question changes nothing, and may be put twice. */
export interface Question {
  url: URL;
  headers: Readonly<Record<string, string>>;
  timeoutMs: number;
}

/** Connections lie idle for so long; one that its other end closes sooner is no answer (see `get`). */
const kept = { keepAlive: true, timeout: 4_000, proxyEnv };
const inTheClear = new http.Agent(kept);
const overTls = new https.Agent(kept);

/** A new connection for one question, by the same way. */
function anew(isTls: boolean): http.Agent {
  const options = { ...kept, keepAlive: false };
  return isTls ? new https.Agent(options) : new http.Agent(options);
}

/** What `fetch` would say of us as well: some places turn away whoever says nothing. */
const usual = { "user-agent": "node", "accept-encoding": "gzip, deflate, br" };

type Decode = (sent: Buffer, limits: { maxOutputLength: number }) => Promise<Buffer>;

const wrapped: Decode = promisify(inflate);
const raw: Decode = promisify(inflateRaw);

const decoders = new Map<string, Decode>([
  ["gzip", promisify(gunzip)],
  ["x-gzip", promisify(gunzip)],
  // Some places leave the wrapping out, whose first byte ends in an 8.
  ["deflate", (sent, limits) => (((sent[0] ?? 0) & 0x0f) === 8 ? wrapped : raw)(sent, limits)],
  ["br", promisify(brotliDecompress)],
]);

/**
 * Puts a question over connections that are kept, and reads its answer whole: thousands are put in a run, and this takes less
 * than half the CPU of `fetch`. No redirect is followed. Where a connection was closed by its other end as it lay idle, the
 * question is put once more, over a new one. Throws where no answer came: a `TimeoutError` (DOMException), `BrokenAnswer`,
 * `AnswerTooLong`, or the platform's error with its code.
 */
async function get(question: Question): Promise<RawAnswer> {
  const startedAt = performance.now();
  try {
    return await send(question, true);
  } catch (error) {
    if (!(error instanceof Stale)) throw error;
    return send({ ...question, timeoutMs: question.timeoutMs - (performance.now() - startedAt) }, false);
  }
}

/** How questions leave; tests stand in its place. */
export const questions = { get };

/** A connection that had been closed before it was used again: nobody read what was sent over it. */
class Stale extends Error {
  override readonly name = "Stale";
}

function send({ url, headers, timeoutMs }: Question, mayBeKept: boolean): Promise<RawAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
  const isTls = url.protocol === "https:";
  const usualAgent = isTls ? overTls : inTheClear;
  const agent = mayBeKept ? usualAgent : anew(isTls);
  const options = { ...urlToHttpOptions(url), agent, headers: { ...usual, ...headers } };
  const request = (isTls ? https : http).request(options);
  const done = (answer: RawAnswer | Promise<RawAnswer>): void => {
    clearTimeout(timer);
    resolve(answer);
  };
  const giveUp = (error: Error): void => {
    clearTimeout(timer);
    reject(error);
    request.destroy();
  };
  const timer = setTimeout(() => {
    giveUp(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
  }, timeoutMs);
  request.on("error", (error) => {
    giveUp(mayBeKept && request.reusedSocket && isClosed(error) ? new Stale() : error);
  });
  let isAnswered = false;
  request.once("response", (response) => {
    isAnswered = true;
    read(response, done, giveUp);
  });
  // A switch to another protocol, which we never ask for, ends the connection without an answer and without an error.
  request.once("close", () => {
    if (!isAnswered) giveUp(new Error("closed without an answer"));
  });
  request.end();
  return promise;
}

function isClosed(error: NodeJS.ErrnoException): boolean {
  return error.code === "ECONNRESET" || error.code === "EPIPE";
}

/** Reads an answer to its end. */
function read(
  response: IncomingMessage,
  done: (answer: RawAnswer | Promise<RawAnswer>) => void,
  giveUp: (error: Error) => void,
): void {
  const { statusCode: status = 0, headers } = response;
  const chunks: Buffer[] = [];
  let length = 0;
  const broken = (cause: unknown): Error => {
    if (isTooLong(cause)) return tooLong();
    const isGood = status >= 200 && status < 300;
    return isGood ? new BrokenAnswer("half an answer", { cause }) : asError(cause);
  };
  response.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > mostBytes) giveUp(tooLong());
    else chunks.push(chunk);
  });
  response.once("error", (error) => giveUp(broken(error)));
  response.once("end", () => {
    const answer = { status, headers: { get: (name: string) => valueOf(headers[name.toLowerCase()]) } };
    const sent = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    const decode = decoders.get(headers["content-encoding"]?.toLowerCase() ?? "");
    if (decode === undefined || sent.length === 0) done({ ...answer, bytes: sent });
    else done(unpacked(decode(sent, { maxOutputLength: mostBytes }), answer, broken));
  });
}

async function unpacked(
  bytes: Promise<Buffer>,
  answer: Omit<RawAnswer, "bytes">,
  broken: (cause: unknown) => Error,
): Promise<RawAnswer> {
  try {
    return { ...answer, bytes: await bytes };
  } catch (error) {
    const isGood = answer.status >= 200 && answer.status < 300;
    // A no whose words cannot be unpacked is still a no, and says when to come back.
    if (isGood || isTooLong(error)) throw broken(error);
    return { ...answer, bytes: Buffer.alloc(0) };
  }
}

function tooLong(): AnswerTooLong {
  return new AnswerTooLong("an answer that does not end");
}

/** Whether an answer was packed so that it would be too long. */
function isTooLong(error: unknown): boolean {
  return error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}

function valueOf(value: string | string[] | undefined): string | null {
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
}
