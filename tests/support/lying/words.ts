import type { Dice } from "./dice";
import type { TrueState } from "./true-work";

/** What gateways call a state. */
const synonyms: Readonly<Record<TrueState, readonly string[]>> = {
  queued: ["queued", "pending", "submitted", "IN_QUEUE", "Queued"],
  running: ["in_progress", "processing", "running", "IN_PROGRESS", "In Progress", "RUNNING"],
  finished: ["completed", "succeeded", "success", "SUCCESS", "done", "finished", "Completed", "COMPLETED"],
  empty: ["completed", "succeeded", "SUCCESS"],
  failed: ["failed", "FAILURE", "error", "Failed", "expired"],
  canceled: ["cancelled", "canceled", "CANCELLED"],
};

/** A state in some word for it. */
export function spell(dice: Dice, state: TrueState): string {
  return dice.pick(synonyms[state]);
}

/** Words that nobody knows. */
export function unknownWord(dice: Dice): string {
  return dice.pick(["zorp", "état 7", "PHASE_TWO", "3/4", "-"]);
}

/** Texts that are hard to keep. */
export function strangeText(dice: Dice): string {
  return dice.pick([
    "nul \u0000 inside",
    "half \ud83d a pair",
    "\udc00",
    "x".repeat(3_000),
    "<b>bold</b>",
    "'; --",
  ]);
}

const reasons = [
  { code: "server_error", words: "The machine broke down." },
  { code: "moderation_blocked", words: "This is against the content policy." },
  { code: "invalid_prompt", words: "The prompt makes no sense." },
  { code: null, words: "" },
] as const;

/** The ways in which gateways say why something failed. */
export function failureFields(dice: Dice): Record<string, unknown> {
  const { code, words } = dice.pick(reasons);
  const said = words && dice.chance(0.2) ? `${words} ${strangeText(dice)}` : words;
  return dice.pick<Record<string, unknown>>([
    { error: { code, message: said } },
    { error: { code: 400, message: said } },
    { error: said },
    { error: 1234 },
    { error: null, fail_reason: said },
    { error: {}, detail: said },
    { detail: [{ msg: said, type: code }] },
    { detail: { message: said } },
    { error: null },
  ]);
}

/** What stands where an error would stand, while there is none. */
export function noFailureFields(dice: Dice): Record<string, unknown> {
  return dice.pick<Record<string, unknown>>([
    {},
    { error: "" },
    { error: {} },
    { error: 0 },
    { detail: null },
  ]);
}
