import { readFileSync } from "node:fs";
import { expect, type BrowserContext, type Page } from "@playwright/test";
import { badge, signUp } from "./person";
import { expectFilm, scenesOf, startStory, story } from "./stories";
import { test } from "./test";

// One stack for all of them, one after the other.
test.describe.configure({ mode: "default" });
test.use({ stackEnv: { SANDBOX_SPEED: "5", STORY_FILM_HEIGHT: "96" } });
test.slow();

const banner = (page: Page) => page.getByRole("complementary", { name: "Jobs under way" });

/** Notes the title of each piece of news that a tab shows, from its loading on. */
async function noteNews(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const titles: string[] = [];
    Object.assign(window, { newsTitles: titles });
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
        if (!(node instanceof Element)) continue;
        const added = node.querySelectorAll("[data-sonner-toast] [data-title]");
        titles.push(...[...added].map(({ textContent }) => textContent));
      }
    }).observe(document, { childList: true, subtree: true });
  });
}

function newsOf(page: Page): Promise<string[]> {
  return page.evaluate((): string[] => Reflect.get(window, "newsTitles"));
}

/** How many animations of a page run without an end. */
function endless(page: Page): Promise<number> {
  return page.evaluate(() => {
    const all = document.getAnimations().filter(({ playState }) => playState === "running");
    return all.filter(({ effect }) => effect?.getComputedTiming().iterations === Infinity).length;
  });
}

/** What was made at the providers so far: scripts and pictures at one, voices at the other. */
async function paidAt(sandboxUrl: string): Promise<{ responses: number; voices: number }> {
  const answer = await fetch(`${sandboxUrl}/__sandbox/requests`);
  const { byRoute } = (await answer.json()) as { byRoute: Record<string, number> };
  const times = (route: string) => byRoute[route] ?? 0;
  return { responses: times("POST /openai/v1/responses"), voices: times("POST /fal/:owner/:app") };
}

test("closed midway and opened again in two tabs, a story is paid once and comes to one film, and each tab tells each of its news once", async ({
  page,
  context,
  stack,
  time,
}) => {
  await noteNews(context);
  await signUp(page);
  const paid = await paidAt(stack.sandboxUrl);
  await time.stop();
  await startStory(page);
  const address = page.url();
  const scripts = async () => (await paidAt(stack.sandboxUrl)).responses - paid.responses;
  await expect.poll(scripts).toBe(1);
  // The script is written then, and nothing after it.
  await time.pass(15);
  await expect(scenesOf(page)).toHaveCount(3);
  await page.close();
  const [one, other] = [await context.newPage(), await context.newPage()];
  const tabs = [one, other];
  await Promise.all(tabs.map((tab) => tab.goto(address)));
  for (const tab of tabs) {
    await expect(banner(tab).getByRole("progressbar")).toBeVisible();
    await expect(scenesOf(tab)).toHaveCount(3);
  }

  // What is under way moves, unless somebody wants no motion.
  expect(await endless(one)).toBe(0);
  await other.emulateMedia({ reducedMotion: "no-preference" });
  expect(await endless(other)).toBeGreaterThan(0);
  await time.goOn();

  for (const tab of tabs) {
    await expectFilm(tab);
    await expect(banner(tab)).toBeHidden();
    const news = await newsOf(tab);
    expect(news).toContain("The film is ready");
    expect(news).toEqual([...new Set(news)]);
  }
  expect(await paidAt(stack.sandboxUrl)).toEqual({ responses: paid.responses + 4, voices: paid.voices + 3 });
  await one.goto("/jobs");
  await expect(one.getByRole("article")).toHaveCount(1);
});

test("a scene whose picture is refused is named, and with other words it comes to a film, all of which is in one zip", async ({
  page,
}) => {
  await signUp(page);
  await startStory(page, story.replace("paper boat", "paper boat [[forbidden picture]]"));
  const what = page.getByRole("region", { name: "What happened" });
  await expect(what).toBeVisible();
  await expect(what).toContainText(
    /(?:\w+ refused the picture of scene \d|The picture of scene \d was refused): “/,
  );
  await expect(what).not.toContainText("Retry");
  const [, number] = /picture of scene (\d)/.exec((await what.textContent()) ?? "") ?? [];
  await what.getByRole("button", { name: `Remake scene ${number}` }).click();
  const dialog = page.getByRole("dialog", { name: `Remake scene ${number}` });
  await expect(dialog.getByLabel("Make a new picture")).toBeChecked();
  await expect(dialog.getByLabel("Make a new voice")).not.toBeChecked();
  await dialog.getByLabel("What is seen").fill("A small boat on black water");
  await dialog.getByRole("button", { name: "Remake the scene" }).click();
  await expectFilm(page);
  await expect(badge(page, "Done")).toBeVisible();
  await expect(what).toBeHidden();

  // The browser's own downloads: nobody is here to choose a file.
  await page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Everything, ZIP" }).click();
  const entries = entriesOf(readFileSync(await (await download).path()));
  const names = entries.map(({ name }) => name).toSorted();
  const words = ["film.mp4", "film.srt", "film.txt", "film.vtt"];
  expect(names.slice(0, 4)).toEqual(words);
  const stems = names.slice(4).map((name) => name.replace(/\.(?:jpg|png|wav|flac|mp3)$/, ""));
  const of = (what: string) => [1, 2, 3].map((scene) => `${what}-0${scene}`);
  expect(stems).toEqual([...of("picture"), ...of("voice")]);
  expect(entries.filter(({ bytes }) => bytes === 0)).toEqual([]);
});

/** What a zip says that it holds, by its central directory. */
function entriesOf(zip: Buffer): { name: string; bytes: number }[] {
  const end = zip.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  const entries = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    expect(zip.toString("latin1", at, at + 4)).toBe("PK\u0001\u0002");
    const [nameBytes, extra, note] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const nameEnd = at + 46 + (nameBytes ?? 0);
    entries.push({ name: zip.toString("utf8", at + 46, nameEnd), bytes: zip.readUInt32LE(at + 24) });
    at = nameEnd + (extra ?? 0) + (note ?? 0);
  }
  return entries;
}
