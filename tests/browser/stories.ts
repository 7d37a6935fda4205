import { expect, type Locator, type Page } from "@playwright/test";
import { storyNow } from "@/components/kinds/story-video/story-news";
import type { JobView } from "@/lib/jobs/job-view";

/** Four sentences: enough for three scenes. */
export const story = [
  "The lighthouse keeper had not seen a ship in forty days.",
  "On the forty-first morning a paper boat came over the water, with a candle in it.",
  "Inside lay a note from a girl on the other side of the bay, who asked whether the light was lonely.",
  "He wrote back that it was not any more.",
].join(" ");

/** Writes a story into the form and starts it; its own page is open then. */
export async function startStory(page: Page, text = story, scenes = 3): Promise<void> {
  await page.goto("/new/story_video");
  await page.getByLabel("Your story").fill(text);
  await page.getByLabel("Scenes").selectOption(String(scenes));
  await expect(page.getByText("Ready.")).toBeVisible();
  await page.getByRole("button", { name: "Make the film" }).click();
  await expect(page).toHaveURL(/\/video\/[0-9a-f-]{36}$/);
}

/** The scenes that a script has, once there is one. */
export function scenesOf(page: Page): Locator {
  return page.getByRole("list", { name: "Scenes", exact: true }).getByRole("listitem");
}

/** The film of a finished story, there once the browser has read what it plays; not the one of before a remake. */
export async function expectFilm(page: Page): Promise<Locator> {
  const film = page.getByLabel(/^Film: /);
  await expect(film).toBeVisible({ timeout: 120_000 });
  await expect
    .poll(() => film.evaluate((element) => (element instanceof HTMLVideoElement ? element.videoWidth : 0)))
    .toBeGreaterThan(0);
  return film;
}

/** Where the film is, in seconds. */
export function secondOf(film: Locator): Promise<number> {
  return film.evaluate((element) => (element instanceof HTMLVideoElement ? element.currentTime : -1));
}

/**
 * What the page is told of its story's status, and what its banner and its short news say, from its next load on: a stage of
 * a small film can be over before anybody looks.
 */
export async function listenToStory(page: Page) {
  const told = new Set<string>();
  page.on("response", (answer) => {
    if (!/\/api\/jobs\/[0-9a-f-]{36}(?:\?|$)/.test(answer.url())) return;
    answer.json().then(
      (job: JobView) => told.add(storyNow(job)),
      () => undefined,
    );
  });
  await page.addInitScript(() => {
    const said = new Set<string>();
    Object.assign(window, { said });
    new MutationObserver(() => {
      const places = "[aria-label='Jobs under way'], [data-sonner-toast] [data-title]";
      for (const { textContent } of document.querySelectorAll(places)) said.add(textContent ?? "");
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return {
    told,
    said: () => page.evaluate(() => [...(window as unknown as { said: Set<string> }).said].join("\n")),
  };
}
