import type { Observation } from "@/lib/jobs/outcome";
import { askEach } from "../ask-each";
import { badResponse } from "../provider-error";
import { getResult, getStatus } from "./client";
import { config } from "./config";
import { readResult } from "./read-result";
import { parseRef } from "./ref";

/** Asks about each request by itself, as fal has no list. Stops asking when `isTimeLeft` says no. */
export async function check(
  refs: readonly string[],
  isTimeLeft: () => boolean,
): Promise<Map<string, Observation | Error>> {
  return askEach(refs, isTimeLeft, checkOne);
}

async function checkOne(text: string): Promise<Observation> {
  const ref = parseRef(text);
  if (!ref) throw new Error(`not a reference of fal's: ${text}`);
  const { status, error } = await getStatus(ref);
  switch (status) {
    case "IN_QUEUE":
      return { state: "queued", expectedAt: null };
    case "IN_PROGRESS":
      return { state: "running", progress: null, expectedAt: null };
    case "COMPLETED":
      return readResult(await getResult(ref), Boolean(error));
    default:
      throw badResponse(config.label);
  }
}
