/** A key that was pressed for us: one letter or sign as it was typed, or the menu's. */
export interface Press {
  key: string;
  /** When, in milliseconds. */
  at: number;
}

/** The key of the command menu: Control, or on a Mac Command, with K. */
export const menuKey = "mod+k";

/** So long the second key of two may take, in milliseconds. */
const patienceMs = 1_500;

/** What of a keydown counts here. */
type Pressed = Pick<
  KeyboardEvent,
  "key" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "repeat" | "timeStamp"
>;

/**
 * The press that a keydown means to us; `null` for all others. Whether it is for us at all (nobody types, nothing is open) its
 * caller asks. A key that is held down goes on with moving alone.
 */
export function pressOf(event: Pressed, areSingleOn: boolean): Press | null {
  const { key, ctrlKey, metaKey, altKey, isComposing, repeat, timeStamp: at } = event;
  if (isComposing || altKey) return null;
  if (ctrlKey !== metaKey && key.toLowerCase() === "k") return repeat ? null : { key: menuKey, at };
  if (ctrlKey || metaKey || !areSingleOn || !/^[a-z?/<>]$/.test(key)) return null;
  return repeat && key !== "j" && key !== "k" ? null : { key, at };
}

/** A key that waits for a second one. */
export type Pending = Press | null;

/** What a press means after the one before: a command, or that a second key is waited for. One that follows in vain counts by itself. */
export function commandOf<Command extends { keys: readonly string[] }>(
  commands: readonly Command[],
  press: Press,
  pending: Pending,
): { command: Command | null; pending: Pending } {
  if (pending && press.at - pending.at <= patienceMs) {
    const second = commands.find(({ keys }) => keys[0] === pending.key && keys[1] === press.key);
    if (second) return { command: second, pending: null };
  }
  const whole = commands.find(({ keys }) => keys.length === 1 && keys[0] === press.key);
  const begins = commands.some(({ keys }) => keys.length > 1 && keys[0] === press.key);
  return { command: whole ?? null, pending: whole === undefined && begins ? press : null };
}
