/** Any request: the provider or something before it misbehaves. */
export const requestFaults = ["401", "429", "500", "404", "html", "truncated", "slow"] as const;
/** Creates: the work is started, and the caller is not told. */
export const createFaults = ["504-after-success", "drop-after-success"] as const;
/** Half-way through the work. */
export const earlyFaults = ["early-webhook"] as const;
/** When the work is done and the callback is due. */
export const callbackFaults = [
  "lost-webhook",
  "duplicate-webhook",
  "late-webhook",
  "forged-webhook",
  "reordered-webhook",
] as const;
/** Decided when the work is created: it ends in the provider's own failure, or never where the provider knows none (Astria). */
export const workFaults = ["failed"] as const;
/** Decided when the work is created, where the provider moderates: it is taken, and then refused. */
export const moderationFaults = ["moderation"] as const;
/** A result is asked for, and its link is dead already. */
export const linkFaults = ["expired-links"] as const;

/** A result is downloaded: after half of it the connection dies, or it ends as if that were all. */
export const cutFaults = ["cut-download", "short-download"] as const;
/** A part of a result is asked for: the answer is all of it. */
export const rangeFaults = ["no-range"] as const;
/** A file is named that was uploaded a moment ago: another server does not see it yet. */
export const unseenFaults = ["unseen-file"] as const;

/** Decided when a batch is created: it ends otherwise than completed. */
export const batchFaults = ["token-limit", "batch-expires", "batch-expires-empty", "batch-stalls"] as const;
/** Decided when a batch is created: how it writes the id of a file that there is not; `null` is usual. */
export const absenceFaults = ["blank-file-ids", "absent-file-ids"] as const;
/** Decided for each line of a batch when its file is read. */
export const lineFaults = [
  "line-fails",
  "line-server-error",
  "line-link-dead",
  "line-misfiled",
  "line-refused",
  "line-cut-off",
  "line-off-schema",
  "line-separator",
  "line-broken",
  "line-unknown",
  "line-twice",
  "line-missing",
] as const;
export type LineFault = (typeof lineFaults)[number];

/** Decided when a story's script is asked for: it has no scenes, or is no JSON. */
export const scriptFaults = ["empty-script", "unreadable-script"] as const;
/** Decided when a picture is asked for: its file ends in the middle. */
export const pictureFaults = ["cut-picture"] as const;
/** The same, at a provider with a checker that paints over what it finds. */
export const checkerFaults = ["black-picture"] as const;
/** Decided when speech is asked for: nothing is heard, the file has no bytes, or it has a head and no sound. */
export const voiceFaults = ["silent-voice", "empty-voice", "blank-voice"] as const;

export const faultNames = [
  ...requestFaults,
  ...createFaults,
  ...earlyFaults,
  ...callbackFaults,
  ...workFaults,
  ...moderationFaults,
  ...linkFaults,
  ...cutFaults,
  ...rangeFaults,
  ...unseenFaults,
  ...batchFaults,
  ...absenceFaults,
  ...lineFaults,
  ...scriptFaults,
  ...pictureFaults,
  ...checkerFaults,
  ...voiceFaults,
] as const;

export type FaultName = (typeof faultNames)[number];
export type AnswerFault = (typeof requestFaults)[number] | (typeof createFaults)[number];
export type CallbackFault = (typeof callbackFaults)[number];
