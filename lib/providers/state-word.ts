/**
 * Where work can stand, whoever does it. `moderated`: it ended over the provider's rules; `expired`: it ended without a
 * result because time ran out.
 */
export type WorkState = "queued" | "running" | "succeeded" | "failed" | "moderated" | "expired" | "canceled";

/** The words that providers and gateways use, letters only. What is not here says nothing about the work. */
const words: Readonly<Record<WorkState, string>> = {
  queued: `queued queue queuing queueing inqueue waitinginqueue enqueued pending waiting submitted submitting accepted
    received created new scheduled deferred notstart notstarted unstarted initialized initialised initializing initialising init
    preparing prepared validating throttled`,
  running: `inprogress inprocess progress progressing processing process running generating started starting active
    working ongoing rendering executing creating making drawing encoding transcoding postprocessing upscaling upsampling
    sampling training finalizing finalising uploading downloading saving retrying streaming canceling cancelling`,
  succeeded: `completed complete completion succeeded succeed successed success successful done finished finish ready ok
    generated fulfilled processed`,
  failed: `failed failure fail failing error errored err rejected aborted unsuccessful faulted crashed exception
    internalerror unknownerror servererror systemerror genfailed invalid refused denied declined killed quotaexceeded
    limitexceeded insufficientcredits insufficientbalance insufficientquota insufficientfunds`,
  moderated: `moderated contentmoderated requestmoderated moderationblocked moderationfailed contentfiltered contentfilter
    filtered blocked censored nsfw flagged unsafe sensitive policyviolation contentpolicyviolation
    contentviolation safetyblocked nsfwdetected`,
  expired: "expired timeout timedout deadlineexceeded",
  canceled: `canceled cancelled cancel usercanceled usercancelled canceledbyuser cancelledbyuser stopped terminated
    revoked`,
};

const table: ReadonlyMap<string, WorkState> = new Map(
  Object.entries(words).flatMap(([state, each]) =>
    each.split(/\s+/).map((word) => [word, state as WorkState] as const),
  ),
);

/** What the word is of: `TASK_STATUS_SUCCEED`, `video_generation_completed`. */
const subject = /^(job|task|video|image|status|state|generation|render|operation|prediction|request|run)/;

/** How other words of an end are built; a word that denies one is nobody's. */
const endings: ReadonlyArray<readonly [RegExp, WorkState]> = [
  [
    /nsfw(content)?(detected|found|blocked)?$|violations?$|violated$|(moderation|safety|policy)(check)?(failed|rejected|blocked)$/,
    "moderated",
  ],
  [/(fail|failed|failure|error|errored|exceeded|killed|crashed)$|^insufficient/, "failed"],
];
const denied =
  /^(no|not|non|un|without|zero)|not?(fail|error|exceed|nsfw|violat)|with|retry|recover|checking|handling/;

/** Where a provider puts its word for a state. */
export const statePlaces: readonly string[] = [
  "status",
  "state",
  "task_status",
  "video_status",
  "job_status",
  "status_text",
  "phase",
];

/**
 * What a provider's word for a state means, in any spelling: `IN_PROGRESS`, `InProgress`, `in progress`. `null` for a
 * word nobody knows, and for what is no word.
 */
export function stateOf(word: unknown): WorkState | null {
  if (typeof word !== "string") return null;
  let letters = lettersOf(word).replace(/successfully$/, "");
  while (!table.has(letters) && subject.test(letters)) letters = letters.replace(subject, "");
  return table.get(letters) ?? endingOf(letters);
}

function endingOf(letters: string): WorkState | null {
  if (denied.test(letters)) return null;
  return endings.find(([ending]) => ending.test(letters))?.[1] ?? null;
}

/** The word for the state that an answer has, the first that is known; `null` where it has none. */
export function stateWordIn(fields: Readonly<Record<string, unknown>>): string | null {
  const found = statePlaces.flatMap((place) => {
    const value = fields[place];
    return typeof value === "string" && lettersOf(value) !== "" ? [value] : [];
  });
  return found.find((word) => stateOf(word) !== null) ?? found[0] ?? null;
}

function lettersOf(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}]/gu, "");
}
