import type { KeyRoomName } from "./commands";

const listeners = new Set<(room: KeyRoomName) => void>();

/** Opens the list of keys, or the command menu. */
export function openKeyRoom(room: KeyRoomName): void {
  for (const tell of listeners) tell(room);
}

/** Calls `tell` when one is to be opened, until what it returns is called. */
export function onKeyRoom(tell: (room: KeyRoomName) => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
