/** Any request: the provider or something before it misbehaves. */
export const requestFaults = ["429", "500", "404", "html", "truncated", "slow"] as const;
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
/** Decided when the work is created: it never ends. */
export const workFaults = ["failed"] as const;
/** A result is asked for, and its link is dead already. */
export const linkFaults = ["expired-links"] as const;

export const faultNames = [
  ...requestFaults,
  ...createFaults,
  ...earlyFaults,
  ...callbackFaults,
  ...workFaults,
  ...linkFaults,
] as const;

export type FaultName = (typeof faultNames)[number];
export type AnswerFault = (typeof requestFaults)[number] | (typeof createFaults)[number];
export type CallbackFault = (typeof callbackFaults)[number];
