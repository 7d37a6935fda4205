import { z } from "zod";
import type { Operation } from "@/lib/jobs/job";
import type { JobError } from "@/lib/jobs/job-error";
import { isWhole, readResult, type FailedCode } from "@/lib/providers/openai-batches/read-result";
import { readLines } from "@/lib/providers/openai-batches/read-lines";
import type { Chunk, OpenFile } from "./kind";

/** Why a picture failed that its provider could not fetch (see read-result). */
const linkFailed = "link_failed" satisfies FailedCode;

/** So many pictures are written at once. */
const rowsAtOnce = 2_500;

/** So many that nobody said anything of are decided at once. */
const silentAtOnce = 10_000;

/** How far what a batch made is taken: in which of its files, up to which byte, and how many pictures that were. */
export const Position = z.object({
  file: z.number(),
  byte: z.number(),
  /** All files are read, and so often was decided about some of what they say nothing of. */
  closing: z.number().default(0),
  /** All of it is taken. */
  isEnd: z.boolean().default(false),
  tagged: z.number().default(0),
  failed: z.number().default(0),
  /** At the end, where nothing was tagged: what was said most often. */
  reason: z.string().nullish(),
  reasonCode: z.string().nullish(),
});

/** What became of one picture, as `keep_tags` takes it. */
export interface TagRow {
  asset_id: string;
  state: "tagged" | "failed" | "left";
  tags?: readonly string[];
  caption?: string | null;
  colors?: readonly string[];
  contains_text?: boolean | null;
  reason?: string;
  reason_code?: string;
}

/**
 * What a batch made of each picture, from the cursor on, its files one after the other. What comes before a connection
 * breaks is taken. The last chunk says that there is no more: what nobody said anything of is left then, and some of it with
 * each chunk before that where there is much of it.
 */
export async function* readTags({ output, cursor }: Operation, open: OpenFile): AsyncIterable<Chunk> {
  const start = Position.parse(cursor ?? { file: 0, byte: 0 });
  const { file: first, byte } = start;
  if (start.isEnd) return;
  const files = output?.files ?? [];
  let rows: TagRow[] = [];
  // What is decided in closing counts as well, and was silent: taken for that, a closing too many does no harm.
  let said = start.closing > 0 ? 0 : start.tagged + start.failed;
  for (const [index, file] of [...files.entries()].slice(first)) {
    let at = index === first ? byte : 0;
    const chunk = (): Chunk => ({ rows, cursor: { file: index, byte: at } });
    try {
      for await (const line of readLines(await open(file, at), at)) {
        if (!isWhole(line)) throw new Error("the last line of a result is not all there yet");
        const row = rowOf(line.text);
        rows.push(...row);
        said += row.length;
        at = line.end;
        if (rows.length < rowsAtOnce) continue;
        yield chunk();
        rows = [];
      }
    } catch (error) {
      if (rows.length > 0) yield chunk();
      throw error;
    }
  }
  const end = { file: files.length, byte: 0 };
  const silent = (output?.parts?.of ?? 0) - said;
  for (let closing = start.closing + 1; closing < silent / silentAtOnce; closing++) {
    yield { rows, cursor: { ...end, closing } };
    rows = [];
  }
  yield { rows, cursor: { ...end, isEnd: true } };
}

/** None for a line that is about no picture. */
function rowOf(text: string): TagRow[] {
  const { assetId, result } = readResult(text);
  if (assetId === null) return [];
  const row = { asset_id: assetId, state: result.type };
  if (result.type !== "tagged") {
    // Half a character, which no database stores, would hold up the pictures beside it.
    return [{ ...row, reason: result.reason.toWellFormed(), reason_code: result.code }];
  }
  const { tags, caption, colors, containsText } = result;
  return [{ ...row, tags, caption, colors, contains_text: containsText }];
}

/** Why a batch that is taken to its end is no result: it tagged nothing. `null` where it did. */
export function whyNone({ cursor, output }: Operation): JobError | null {
  const { tagged, failed, reason, reasonCode } = Position.parse(cursor ?? { file: 0, byte: 0 });
  if (tagged > 0) return null;
  const charged = wasCharged(output, failed);
  if (failed === 0) return nothingDone(output?.isCutShort === true, charged);
  const why = reason ? ` Most often: ${reason}` : "";
  const advice = reasonCode === linkFailed ? " Retry sends them inside the request." : "";
  return { code: "no_result", message: `No image could be tagged.${why}${advice}`, retryable: true, charged };
}

/** Whether a batch tagged nothing as its provider could not follow our links. */
export function missedLinks({ cursor }: Operation): boolean {
  const { tagged, reasonCode } = Position.parse(cursor ?? { file: 0, byte: 0 });
  return tagged === 0 && reasonCode === linkFailed;
}

/** Whether a batch that tagged nothing cost something: what is answered may, where nobody has counted its tokens. */
function wasCharged(output: Operation["output"], failed: number): boolean | null {
  if (output?.tokensUsed !== undefined) return output.tokensUsed > 0;
  return failed > 0 || (output?.parts?.done ?? 0) > 0 ? null : false;
}

function nothingDone(isCutShort: boolean, charged: boolean | null): JobError {
  const what = isCutShort
    ? "The provider ended the batch before any image was tagged."
    : "The provider tagged none of the images.";
  const cost = charged === false ? "Nothing was charged; " : "";
  const message = `${what} ${cost}Retry sends them again.`;
  return { code: isCutShort ? "expired" : "no_result", message, retryable: true, charged };
}
