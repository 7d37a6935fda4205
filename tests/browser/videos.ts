import { expect, type Locator, type Page } from "@playwright/test";

/** The room before the page in which a video develops. */
export function room(page: Page): Locator {
  return page.getByRole("dialog");
}

/** The player of a finished video, there once the browser has read what it plays. */
export async function expectPlayer(within: Page | Locator): Promise<void> {
  const video = within.locator("[data-film] video");
  await expect(video).toBeVisible();
  await expect(video).toHaveAttribute("poster", /-poster\./);
  await expect
    .poll(() => video.evaluate((element) => (element instanceof HTMLVideoElement ? element.videoWidth : 0)))
    .toBeGreaterThan(0);
}

/** Moves the player to a second of its film; where it is then. */
export function seek(within: Page | Locator, second: number): Promise<number> {
  return within.locator("[data-film] video").evaluate((element, to) => {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    if (!(element instanceof HTMLVideoElement)) return Promise.reject(new Error("no player"));
    element.addEventListener("seeked", () => resolve(element.currentTime), { once: true });
    element.addEventListener("error", () => reject(new Error("the film broke")), { once: true });
    element.currentTime = to;
    return promise;
  }, second);
}

/** Loads the form and starts a video; its room is open then. */
export async function startVideo(page: Page, prompt: string): Promise<void> {
  await page.goto("/new/sora");
  await fillVideo(page, prompt);
}

/** The same on the form that is open. */
export async function fillVideo(page: Page, prompt: string): Promise<void> {
  await page.getByLabel("What happens in the video").fill(prompt);
  await expect(page.getByText("Ready.")).toBeVisible();
  await page.getByRole("button", { name: "Make the video" }).click();
  await expect(room(page).getByRole("heading", { name: prompt })).toBeVisible();
}
