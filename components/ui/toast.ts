import type { ExternalToast } from "sonner";

type Told = readonly [title: string, more?: ExternalToast];

const waiting: Told[] = [];
const listeners = new Set<() => void>();
let show: ((...news: Told) => unknown) | null = null;

/** Short news over the page. They wait for whatever shows them, where that is not there yet. */
export function toast(...news: Told): void {
  if (show) return void show(...news);
  waiting.push(news);
  for (const tell of listeners) tell();
}

/** Calls `tell` for each that has to wait, until what it returns is called. */
export function onWaitingNews(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

export function hasWaitingNews(): boolean {
  return waiting.length > 0;
}

/** Takes what waits, in plain words: nothing finer came that could show it. */
export function takeWaitingNews(): string {
  const words = waiting.splice(0).flatMap(([title, more]) => [title, more?.description]);
  return words.filter((each) => typeof each === "string").join("\n");
}

/** Has this one show what waits, and what comes, until what it returns is called. */
export function showNews(by: (...news: Told) => unknown): () => void {
  show = by;
  for (const news of waiting.splice(0)) by(...news);
  return () => {
    show = null;
  };
}
