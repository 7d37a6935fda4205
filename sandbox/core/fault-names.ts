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

/** A result is downloaded: after half of it the connection dies. */
export const cutFaults = ["cut-download"] as const;

export const faultNames = [
  ...requestFaults,
  ...createFaults,
  ...earlyFaults,
  ...callbackFaults,
  ...workFaults,
  ...moderationFaults,
  ...linkFaults,
  ...cutFaults,
] as const;

export type FaultName = (typeof faultNames)[number];
export type AnswerFault = (typeof requestFaults)[number] | (typeof createFaults)[number];
export type CallbackFault = (typeof callbackFaults)[number];
