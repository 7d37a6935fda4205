"use client";
import { useCallback, useSyncExternalStore } from "react";

/** What this browser lets a page say outside its tab; `unable` where it has no way to. */
export type NoticeRight = NotificationPermission | "unable";

const listeners = new Set<() => void>();

/** On phones only what runs without a page may show any: to ask there would be in vain. */
function rightNow(): NoticeRight {
  const isAble = typeof Notification !== "undefined" && "locks" in navigator;
  return isAble && !/Android|iPhone|iPad/.test(navigator.userAgent) ? Notification.permission : "unable";
}

/** Shows a notice outside the tab; one of the same job takes the place of the last. `onClick` comes with the tab in front. */
export function showNotice(
  { title, body, tag, icon }: { title: string; body: string; tag: string; icon: string },
  onClick: () => void,
): void {
  try {
    const notice = new Notification(title, { body, tag, icon });
    notice.addEventListener("click", () => {
      window.focus();
      notice.close();
      onClick();
    });
  } catch {
    // A browser that has changed its mind: the page says it all the same.
  }
}

/** What the browser allows; `null` until it has taken over. `ask` has it ask the reader, who answers once and for all. */
export function useNoticeRight(): { right: NoticeRight | null; ask: () => Promise<NoticeRight> } {
  const right = useSyncExternalStore<NoticeRight | null>(subscribe, rightNow, () => null);
  const ask = useCallback(async () => {
    const answer = await Notification.requestPermission();
    for (const tell of listeners) tell();
    return answer;
  }, []);
  return { right, ask };
}

/** Also whenever somebody comes back, from the browser's settings perhaps. */
function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  window.addEventListener("focus", tell);
  return () => {
    listeners.delete(tell);
    window.removeEventListener("focus", tell);
  };
}
