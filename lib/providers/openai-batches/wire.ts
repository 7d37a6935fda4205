import { z } from "zod";
import { fieldsOf, idIn, idsIn, listOf, numberOf, textOf, timeOf, withoutEnvelope } from "../loose";
import type { Listed } from "../openai-shared/page";
import { tokensIn, type Tokens } from "../openai-shared/tokens";
import { saidIn, type Said } from "../provider-words";
import { stateOf, stateWordIn, type WorkState } from "../state-word";

/** A batch as OpenAI has it, and as gateways do, who leave out and rename as they like. */
export interface Batch extends Listed {
  /** `null` for a word that nobody knows, and where there is none. */
  state: WorkState | null;
  hasWord: boolean;
  endedAt: Date | null;
  /** The lines that are done, well or not, of how many; `null` until somebody has counted them. */
  parts: { done: number; of: number } | null;
  /** How many went well; `null` where nobody says. */
  succeeded: number | null;
  inputFileId: string | null;
  /** Output and error file: those that there are. */
  fileIds: readonly string[];
  tokens: Tokens | null;
  /** The id of our operation, which its metadata carries. */
  operationId: string | null;
  /** Whether it shows any metadata at all. */
  hasMetadata: boolean;
  /** What is said of a failure, if it is one, and of which line of the input file. */
  said: Said | null;
  badLine: number | null;
}

export const BatchAnswer = z
  .unknown()
  .refine((body) => body !== undefined)
  .transform(readBatch);

/** Not `output`: what is in there is a file of the batch. */
const envelopes = ["data", "result", "batch", "response", "job"];

/** A batch out of an answer or a row, whatever it is. */
export function readBatch(body: unknown): Batch {
  const fields = withoutEnvelope(body, envelopes);
  const word = stateWordIn(fields);
  const metadata = fieldsOf(fields["metadata"]);
  const errors = listOf(fieldsOf(fields["errors"])["data"] ?? fields["errors"]).map(fieldsOf);
  return {
    ids: [...idsIn(fields), ...idsIn({ id: fields["batch_id"] })],
    createdAt: timeOf(fields["created_at"] ?? fields["createdAt"] ?? fields["created"]),
    state: stateOf(word),
    hasWord: word !== null,
    endedAt: timeOf(fields["completed_at"] ?? fields["expired_at"] ?? fields["cancelled_at"]),
    ...countsIn(fieldsOf(fields["request_counts"])),
    inputFileId: fileIdIn(fields["input_file_id"]),
    fileIds: [fields["output_file_id"], fields["error_file_id"]].flatMap((id) => fileIdIn(id) ?? []),
    tokens: countedIn(fields["usage"]),
    operationId: textOf(metadata["operation_id"]),
    hasMetadata: Object.keys(metadata).length > 0,
    said: saidIn({ errors: fieldsOf(fields["errors"])["data"] ?? fields["errors"] }) ?? saidIn(fields),
    badLine: errors.map(({ line }) => numberOf(line)).find((line) => line !== null) ?? null,
  };
}

/** An empty id is none: OpenAI says so of a file that a batch has not got. */
function fileIdIn(id: unknown): string | null {
  return idIn({ id });
}

/** A batch says from the beginning that it has used none. */
function countedIn(usage: unknown): Tokens | null {
  const tokens = tokensIn(usage);
  return tokens?.total === 0 ? null : tokens;
}

/** Until all lines are read there are none, and it is known of no batch how far it is. */
function countsIn(counts: Readonly<Record<string, unknown>>): Pick<Batch, "parts" | "succeeded"> {
  const count = (name: string) => Math.max(0, Math.floor(numberOf(counts[name]) ?? 0));
  const of = count("total");
  const done = Math.min(of, count("completed") + count("failed"));
  return {
    parts: of > 0 ? { done, of } : null,
    succeeded: numberOf(counts["completed"]) === null ? null : count("completed"),
  };
}

/** A file as the list of files shows it. */
export interface UploadedFile extends Listed {
  name: string | null;
  bytes: number | null;
}

export const FileAnswer = z
  .unknown()
  .refine((body) => body !== undefined)
  .transform(readFile);

/** A file out of an answer or a row, whatever it is. */
export function readFile(body: unknown): UploadedFile {
  const fields = withoutEnvelope(body, ["data", "result", "file"]);
  return {
    ids: [...idsIn(fields), ...idsIn({ id: fields["file_id"] })],
    createdAt: timeOf(fields["created_at"] ?? fields["createdAt"] ?? fields["created"]),
    name: textOf(fields["filename"] ?? fields["name"]),
    bytes: numberOf(fields["bytes"] ?? fields["size"]),
  };
}
