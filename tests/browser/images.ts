import pLimit from "p-limit";
import { expect, type Page } from "@playwright/test";
import { picture } from "./person";

/** As the page itself would send it. */
export const ours = (page: Page) => ({ origin: new URL(page.url()).origin });

/** Puts so many images into the library of whoever is signed in, past the page; their ids, in the order of their names. */
export async function putImages(page: Page, count: number): Promise<string[]> {
  const put = async (number: number): Promise<string> => {
    const multipart = { file: picture(number) };
    const answer = await page.request.post("/api/assets", { multipart, headers: ours(page) });
    expect(answer.status(), await answer.text()).toBe(201);
    return ((await answer.json()) as { id: string }).id;
  };
  const fourAtOnce = pLimit(4);
  return Promise.all(Array.from({ length: count }, (_, index) => fourAtOnce(() => put(index + 1))));
}

/** Starts a tagging job past the page, and answers its id. */
export async function startTagging(page: Page, input: Record<string, unknown>): Promise<string> {
  const answer = await page.request.post("/api/jobs", {
    data: { kind: "image_tags", input },
    headers: ours(page),
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

/** The images of a job, in one state or in any. */
export async function imagesOf(page: Page, jobId: string, state?: string): Promise<string[]> {
  const answer = await page.request.get(
    `/api/jobs/${jobId}/assets?limit=100${state ? `&state=${state}` : ""}`,
  );
  const { items } = (await answer.json()) as { items: { assetId: string }[] };
  return items.map(({ assetId }) => assetId).toSorted();
}

/** Every `batchCompleted` of this tab, from its next page on. */
export async function watchBatches(page: Page): Promise<() => Promise<unknown[]>> {
  await page.addInitScript(() => {
    const ends: unknown[] = [];
    Reflect.set(window, "batchEnds", ends);
    window.addEventListener("batchCompleted", ({ detail }) => ends.push(detail));
  });
  return () => page.evaluate(() => Reflect.get(window, "batchEnds") as unknown[]);
}
