import type { Observation } from "@/lib/jobs/outcome";
import { askEach } from "../ask-each";
import type { ProviderAnswer } from "../answer";
import { fieldsOf, textOf, withoutEnvelope } from "../loose";
import { badResponse, ProviderError } from "../provider-error";
import { saidIn } from "../provider-words";
import { stateOf } from "../state-word";
import { getResult, getStatus } from "./client";
import { config } from "./config";
import { toldIn } from "./failure";
import { fileOf, readFailure, readResult } from "./read-result";
import { parseRef, type FalRef } from "./ref";

const running: Observation = { state: "running", progress: null, expectedAt: null };

/** Asks about each request by itself, as fal has no list. Stops asking when `isTimeLeft` says no. */
export async function check(
  refs: readonly string[],
  isTimeLeft: () => boolean,
): Promise<Map<string, Observation | Error>> {
  return askEach(config.label, refs, isTimeLeft, checkOne);
}

async function checkOne(text: string): Promise<Observation> {
  const ref = parseRef(text);
  if (!ref) throw new Error(`not a reference of fal's: ${text}`);
  const body = await getStatus(ref);
  const bare = fieldsOf(body);
  const status = stateOf(bare["status"]) === null ? withoutEnvelope(body) : bare;
  const word = status["status"] ?? status["state"];
  const told = toldIn(status);
  const state = stateOf(word);
  switch (state) {
    case "queued":
      return { state: "queued", expectedAt: null };
    case "running":
      return running;
    case "succeeded": {
      if (told === null) return readResult(await getResult(ref), null, ref.makes);
      const answer = await resultOfFailed(ref);
      return answer ? readResult(answer, told, ref.makes) : readFailure(null, told);
    }
    case "failed":
    case "moderated":
    case "expired": {
      const said = told ?? saidIn(status) ?? { code: null, words: "" };
      const code = state === "moderated" ? "moderation" : said.code;
      return readFailure(await resultOfFailed(ref), { ...said, code });
    }
    case "canceled":
      return { state: "canceled" };
    case null:
      return byItsFile(ref, textOf(word) !== null);
  }
}

/** The result of a run whose status tells of its failure already: `null` where no answer comes. */
async function resultOfFailed(ref: FalRef): Promise<ProviderAnswer | null> {
  return getResult(ref).catch((error: unknown) => {
    if (error instanceof ProviderError && error.facts.isCutOff) return null;
    throw error;
  });
}

/** Where the word for the state is one nobody knows, the file itself says that it is done. */
async function byItsFile(ref: FalRef, hasWord: boolean): Promise<Observation> {
  const made = fileOf(await getResult(ref), ref.makes);
  if (made) return made;
  if (hasWord) return running;
  throw badResponse(config.label);
}
