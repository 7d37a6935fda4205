import { lineFaults } from "../core/fault-names";
import { linesOf } from "../core/lines";
import { Refusal } from "../core/refusal";
import type { World } from "../core/world";
import type { Batch, Check, InputError } from "./batch";
import { FILE } from "./file";
import { mustBeServed } from "./models";
import { RequestLine } from "./request-line";
import { wireId } from "./wire-id";

const MOST_LINES = 50_000;
const MOST_BYTES = 200_000_000;
const MOST_ERRORS = 20;

/** Reads a batch's file line by line: whether it can be worked on, and which of its lines are to go wrong. */
export async function checkInput(world: World, batch: Batch): Promise<Check> {
  const check: Check = { id: batch.id, total: 0, model: null, errors: [], struck: [] };
  const refuse = (code: string, message: string, line: number | null = null, param: string | null = null) => {
    if (check.errors.length < MOST_ERRORS) check.errors.push({ code, message, line, param });
  };
  if (batch.inputBytes > MOST_BYTES) {
    refuse("file_too_large", "The input file is too large. Batches take files of at most 200 MB.");
    return check;
  }
  const content = world.blobs.content(wireId(FILE, batch.input));
  const ids = new Set<string>();
  let number = 0;
  for await (const text of content ? linesOf(content) : []) {
    number += 1;
    if (text.trim() === "") continue;
    const index = check.total;
    check.total += 1;
    if (check.total > MOST_LINES) {
      check.errors = [];
      refuse("too_many_tasks", `The input file has more than ${MOST_LINES} requests.`);
      break;
    }
    const line = readLine(text, batch.endpoint);
    if ("code" in line) {
      refuse(line.code, `Line ${number}: ${line.message}`, number, line.param);
      continue;
    }
    const { custom_id: id, body } = line;
    if (ids.has(id))
      refuse(
        "duplicate_custom_id",
        `Line ${number}: the custom_id '${id}' was used before.`,
        number,
        "custom_id",
      );
    ids.add(id);
    check.model ??= body.model;
    if (body.model !== check.model)
      refuse("model_mismatch", `Line ${number}: all requests must be for one model.`, number, "body.model");
    const fault = world.faults.roll(lineFaults, ["batch-line", "openai"]);
    if (fault) check.struck.push([index, fault]);
  }
  if (check.total === 0) refuse("empty_file", "The input file has no requests.");
  if (check.model !== null && !isServed(check.model, world.now()))
    refuse(
      "model_not_found",
      `The model '${check.model}' does not exist or you do not have access to it.`,
      1,
      "body.model",
    );
  return check;
}

function readLine(text: string, endpoint: string): RequestLine | Omit<InputError, "line"> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { code: "invalid_json_line", message: "this line is not valid JSON.", param: null };
  }
  const { success, data, error } = RequestLine.safeParse(json);
  if (!success) {
    const param = error.issues[0]?.path.join(".") ?? null;
    return { code: "missing_required_parameter", message: `'${param}' is missing or wrong.`, param };
  }
  if (data.method !== "POST")
    return { code: "invalid_method", message: "the method must be POST.", param: "method" };
  if (data.url !== endpoint)
    return {
      code: "url_mismatch",
      message: `the url must be the batch's endpoint, ${endpoint}.`,
      param: "url",
    };
  return data;
}

function isServed(model: string, now: number): boolean {
  try {
    mustBeServed(model, now);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
