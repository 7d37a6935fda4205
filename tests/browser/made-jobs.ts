import { expect, type Page } from "@playwright/test";
import type { JobView } from "@/lib/jobs/job-view";
import { ours } from "./images";
import { picture } from "./person";

/** Starts a job past the page, and answers its id. */
export async function startJob(page: Page, kind: string, input: Record<string, unknown>): Promise<string> {
  const answer = await page.request.post("/api/jobs", { data: { kind, input }, headers: ours(page) });
  expect(answer.status(), await answer.text()).toBe(201);
  return ((await answer.json()) as JobView).id;
}

/** Uploads so many pictures past the page, and answers where they lie. */
export function uploadPictures(page: Page, count: number): Promise<string[]> {
  const upload = async (number: number): Promise<string> => {
    const multipart = { file: picture(number) };
    const answer = await page.request.post("/api/uploads", { multipart, headers: ours(page) });
    expect(answer.ok(), await answer.text()).toBe(true);
    return ((await answer.json()) as { path: string }).path;
  };
  return Promise.all(Array.from({ length: count }, (_, index) => upload(index + 1)));
}

/** Waits until a job is over, or in a stage, and asks for it meanwhile as an open page does. */
export async function waitForJob(
  page: Page,
  id: string,
  to: "completed" | "failed" | "training" | "generating",
): Promise<void> {
  const now = async (): Promise<string | null> => {
    const answer = await page.request.post(`/api/jobs/${id}/auto-update`, { headers: ours(page) });
    if (!answer.ok()) return `answered ${answer.status()}`;
    const { status, stage } = (await answer.json()) as JobView;
    return status === "processing" ? stage : status;
  };
  await expect.poll(now, { timeout: 240_000, intervals: [500, 1_000, 2_000], message: id }).toBe(to);
}
