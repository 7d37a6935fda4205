import type { LineFault } from "../core/fault-names";
import { birthOf } from "../core/ids";
import { photoAt } from "../core/photos";
import { Refusal } from "../core/refusal";
import type { World } from "../core/world";
import { guessFrom, lookAt, type Look } from "../tags/look";
import { answerTo, tokensOf } from "./answer-text";
import type { Batch } from "./batch";
import { usageOf } from "./batch-json";
import { refusal } from "./errors";
import type { RequestLine } from "./request-line";
import { readResponseInput, type ResponseRequest } from "./response-input";
import { unixSeconds } from "./timing";

/** What a picture costs in low detail. */
const TOKENS_OF_PICTURE = 85;
const REFUSAL = "I'm sorry, but I can't help with that request.";

/** How one request of a batch was answered, as the body of an HTTP answer. */
export interface LineAnswer {
  status: number;
  body: Record<string, unknown>;
  inputTokens: number;
  outputTokens: number;
}

/** Answers one request as `POST /responses` would in the foreground. Never rejects for what is wrong with the request. */
export async function answerLine(
  world: World,
  batch: Batch,
  { index, line, fault }: { index: number; line: RequestLine; fault: LineFault | null },
): Promise<LineAnswer> {
  try {
    if (batch.fate === "moderation") throw refused();
    if (fault) throwStruck(fault);
    const request = readResponseInput(line.body, world.now());
    const look = request.picture === null ? null : await seen(world, request.picture);
    const text = textOf(line, request, look, fault);
    return written(`${batch.id}_${index}`, { createdAt: birthOf(batch.id), request, line, fault, text });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { status: error.status, body: error.body, inputTokens: 0, outputTokens: 0 };
  }
}

/** @throws Refusal 400 as the real one words it */
async function seen(world: World, url: string): Promise<Look> {
  const isLink = /^https?:/.test(url);
  if (isLink && !world.fetchPhoto) return guessFrom(url);
  const bytes = await photoAt(url, world.fetchPhoto);
  if (!bytes && isLink) throw deadLink(url);
  const look = bytes && (await lookAt(bytes));
  if (!look) throw unreadable();
  return look;
}

function textOf(
  line: RequestLine,
  { prompt }: ResponseRequest,
  look: Look | null,
  fault: LineFault | null,
): string {
  if (fault === "line-off-schema") return JSON.stringify({ tags: "none" });
  if (!look) return answerTo(prompt);
  const caption = fault === "line-separator" ? `${look.caption}\u2028It is drawn by a café.` : look.caption;
  if (!asksForJson(line)) return caption;
  return JSON.stringify({ tags: look.tags, caption, colors: look.colors, contains_text: false });
}

function asksForJson({ body }: RequestLine): boolean {
  return JSON.stringify(body["text"] ?? null).includes('"json_schema"');
}

interface Said {
  /** Milliseconds since 1970. */
  createdAt: number;
  request: ResponseRequest;
  line: RequestLine;
  fault: LineFault | null;
  text: string;
}

/** A response that is over, as it lies in a file of results. */
function written(id: string, { createdAt, request, line, fault, text: whole }: Said): LineAnswer {
  const most =
    fault === "line-cut-off" ? Math.floor(tokensOf(whole) / 2) : (request.maxOutputTokens ?? Infinity);
  const isCut = tokensOf(whole) > most;
  const text = isCut ? whole.slice(0, most * 4) : whole;
  const status = isCut ? "incomplete" : "completed";
  const inputTokens = 8 + tokensOf(request.prompt) + (request.picture === null ? 0 : TOKENS_OF_PICTURE);
  const outputTokens = tokensOf(fault === "line-refused" ? REFUSAL : text);
  const content =
    fault === "line-refused"
      ? { type: "refusal", refusal: REFUSAL }
      : { type: "output_text", text, annotations: [], logprobs: [] };
  return {
    status: 200,
    inputTokens,
    outputTokens,
    body: {
      id: `resp_${id}`,
      object: "response",
      created_at: unixSeconds(createdAt),
      completed_at: isCut ? null : unixSeconds(createdAt),
      status,
      background: false,
      error: null,
      incomplete_details: isCut ? { reason: "max_output_tokens" } : null,
      instructions: request.instructions,
      max_output_tokens: request.maxOutputTokens,
      metadata: request.metadata,
      model: request.model,
      output: [{ id: `msg_${id}`, type: "message", role: "assistant", status, content: [content] }],
      store: request.store,
      text: line.body["text"] ?? { format: { type: "text" } },
      usage: usageOf(inputTokens, outputTokens),
    },
  };
}

/** @throws Refusal for a line that is to fail */
function throwStruck(fault: LineFault): void {
  if (fault === "line-fails" || fault === "line-misfiled") throw unreadable();
  if (fault === "line-link-dead") throw deadLink("the image");
  if (fault === "line-server-error")
    throw refusal(
      500,
      "The server had an error while processing your request. Please include the request ID req_0.",
      {
        type: "server_error",
        code: "server_error",
      },
    );
}

function unreadable(): Refusal {
  return refusal(400, "The image data you provided does not represent a valid image.", {
    param: "input",
    code: "image_parse_error",
  });
}

function deadLink(url: string): Refusal {
  return refusal(400, `Timeout while downloading ${url}.`, { param: "url", code: "invalid_value" });
}

function refused(): Refusal {
  return refusal(
    400,
    "Your request was rejected by the safety system <b>(moderation_blocked)</b>. Please change it.",
    {
      param: "input",
      code: "moderation_blocked",
    },
  );
}
