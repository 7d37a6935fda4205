"use client";
import { useSyncExternalStore } from "react";

/** Whether this is a machine of Apple's, where ⌘ does what Ctrl does elsewhere. */
const isApple = () => /mac|iphone|ipad/i.test(navigator.userAgent);

const never = () => () => {};

/** What the key is called that is held with another one: as the server says it until the browser knows. */
export function useModKey(): "Ctrl" | "⌘" {
  return useSyncExternalStore(never, isApple, () => false) ? "⌘" : "Ctrl";
}
