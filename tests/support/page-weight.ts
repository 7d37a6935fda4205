import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";

const kinds = ["script", "stylesheet", "font"] as const;

/** One file that a page has fetched. */
export interface Fetched {
  kind: (typeof kinds)[number];
  path: string;
  /** Gzipped, but for a font, which is packed by itself. */
  bytes: number;
  text: string;
}

/**
 * What a page fetches until it is interactive and its letters are there, in a browser that has nothing of it yet: `page` is of a
 * context of its own. `isReady` waits for something that only a page does that has come to life. What a page leaves for an idle
 * moment is none of it: no such moment comes.
 */
export async function weigh(page: Page, path: string, isReady: () => Promise<unknown>): Promise<Fetched[]> {
  const heard: Response[] = [];
  page.on("response", (response) => heard.push(response));
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await page.goto(path);
  await isReady();
  await page.evaluate(() => document.fonts.ready);
  const fetched = await Promise.all(heard.map(fetchedBy));
  return fetched.flat();
}

async function fetchedBy(response: Response): Promise<Fetched[]> {
  const kind = kinds.find((each) => each === response.request().resourceType());
  if (kind === undefined || !response.ok()) return [];
  const body = await response.body();
  const bytes = kind === "font" ? body.byteLength : gzipSync(body).byteLength;
  const text = kind === "font" ? "" : body.toString("utf8");
  return [{ kind, path: new URL(response.url()).pathname, bytes, text }];
}

/** Thousands of bytes of all files of that kind. */
export function kilobytes(fetched: readonly Fetched[], kind: Fetched["kind"]): number {
  const bytes = fetched.filter((each) => each.kind === kind).reduce((sum, each) => sum + each.bytes, 0);
  return bytes / 1_000;
}
