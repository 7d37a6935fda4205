import { expect, type Page } from "@playwright/test";
import { ours } from "./images";
import { badge, sideways, signUp } from "./person";
import { violations, violationsInBoth } from "./violations";
import { expectFilm, listenToStory, scenesOf, secondOf, startStory, story } from "./stories";
import { test } from "./test";

test.slow();

const banner = (page: Page) => page.getByRole("complementary", { name: "Jobs under way" });
const wordsOfStatus = {
  script_generated: ["Generating assets...", "The script is written"],
  assets_missing: ["Generating assets...", "The first of it is here"],
  assets_generated: ["Validating assets...", "All pictures and voices are here"],
  rendering: ["Rendering video...", "The film is being rendered"],
};
const news = (page: Page, title: string) => page.getByText(title, { exact: true });

test("from a story to a film that plays: its scenes, its voices, its player, and all of it taken along", async ({
  page,
  time,
}) => {
  await signUp(page);
  const { told, said } = await listenToStory(page);
  await page.goto("/new");
  await page.getByRole("link", { name: "Story" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New story" })).toBeVisible();
  await time.stop();
  await startStory(page);
  // Before anything is known of it there is a bar, and no figure.
  await expect(banner(page).getByRole("progressbar")).toBeVisible();
  await time.goOn();
  await expect(scenesOf(page)).toHaveCount(3);
  const voice = page.getByRole("button", { name: "Play the voice of scene 1" });
  await expect(voice).toBeVisible();
  const film = await expectFilm(page);
  await expect(banner(page)).toBeHidden();
  await expect(badge(page, "Done")).toBeVisible();
  await expect(news(page, "The film is ready")).toBeVisible();
  // Every status that the page was told of, it said, both in its banner and in its news.
  expect(told).toContain("completed");
  for (const [status, words] of Object.entries(wordsOfStatus)) {
    if (told.has(status)) for (const each of words) expect(await said()).toContain(each);
  }
  await expect(news(page, "The film is ready")).toBeHidden();

  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => secondOf(film)).toBeGreaterThan(0.4);
  await page.getByLabel("Speed").selectOption("2");
  expect(await film.evaluate((element: HTMLVideoElement) => element.playbackRate)).toBe(2);

  // One sound at a time: a voice makes the film wait, and the film the voice.
  await page.getByRole("button", { name: "Play the voice of scene 2" }).click();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Play", exact: true }).click();
  await expect(page.getByRole("button", { name: "Play the voice of scene 2" })).toBeVisible();

  // The storyboard leads and follows.
  await page.getByRole("button", { name: "Go to scene 3" }).click();
  await expect(scenesOf(page).nth(2)).toHaveAttribute("aria-current", "true");
  const startOfThird = await secondOf(film);
  expect(startOfThird).toBeGreaterThan(2);
  await page.getByRole("slider", { name: "Seek" }).fill("0");
  await expect(scenesOf(page).nth(0)).toHaveAttribute("aria-current", "true");
  await expect(page.locator("[data-scene-mark]")).toHaveCount(3);

  // Burnt in, captions are off in the player until they are asked for; then they say what is told.
  const shownCaptions = () =>
    film.evaluate((element: HTMLVideoElement) => {
      const track = element.textTracks[0];
      const lines = [...(track?.cues ?? [])].map((cue) => (cue instanceof VTTCue ? cue.line : null));
      return { mode: track?.mode, cues: lines.length, isAtTop: lines.every((line) => line === 0) };
    });
  expect((await shownCaptions()).mode).toBe("hidden");
  await page.getByRole("button", { name: "Captions" }).click();
  await expect.poll(async () => (await shownCaptions()).cues).toBeGreaterThan(2);
  expect(await shownCaptions()).toMatchObject({ mode: "showing", isAtTop: true });

  for (const [name, file] of [
    [/^Film, MP4/, "film.mp4"],
    ["Captions, VTT", "film.vtt"],
    ["Captions, SRT", "film.srt"],
    ["Script", "film.txt"],
  ] as const) {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name }).click();
    expect((await download).suggestedFilename()).toBe(file);
  }
  await page.getByRole("button", { name: "Each picture and voice" }).click();
  await expect(page.getByRole("link", { name: /^(Picture|Voice) \d$/ })).toHaveCount(6);
  await page.evaluate(() => Reflect.deleteProperty(window, "showSaveFilePicker"));
  const zip = page.waitForEvent("download");
  await page.getByRole("button", { name: "Everything, ZIP" }).click();
  expect((await zip).suggestedFilename()).toMatch(/\.zip$/);

  // The same page under the address that every job has, and lists lead to the story's own.
  const [, id = ""] = /\/video\/(.*)$/.exec(page.url()) ?? [];
  await page.goto(`/jobs/${id}`);
  await expectFilm(page);
  await page.goto("/jobs");
  await page.getByRole("article").getByRole("heading").getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/video/${id}$`));
});

test("the film is led by the keyboard, and one scene is made anew: what it takes is said first, and the rest is kept", async ({
  page,
  withFaults,
  time,
}) => {
  await signUp(page);
  await startStory(page);
  const film = await expectFilm(page);
  // From anywhere on its page: elsewhere N leads to another one.
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Jobs" }).focus();
  await page.keyboard.press("n");
  await expect(scenesOf(page).nth(1)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("p");
  await expect(scenesOf(page).nth(0)).toHaveAttribute("aria-current", "true");
  await expect(page).toHaveURL(/\/video\//);
  await film.focus();
  await page.keyboard.press("n");
  await expect(scenesOf(page).nth(1)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("p");
  await expect(scenesOf(page).nth(0)).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => secondOf(film)).toBeCloseTo(5, 0);
  await page.keyboard.press(">");
  await expect(page.getByLabel("Speed")).toHaveValue("1.25");
  await page.keyboard.press("m");
  await expect(page.getByRole("button", { name: "Sound on" })).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByRole("button", { name: "Captions" })).toHaveAttribute("aria-pressed", "true");
  const before = await secondOf(film);
  await page.keyboard.press(" ");
  await expect.poll(() => secondOf(film)).toBeGreaterThan(before + 0.3);
  await page.keyboard.press("k");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Remake scene 1" }).press("Enter");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Remake scene 1" })).toBeFocused();

  const pictures = () =>
    page.getByRole("img", { name: /^Picture of scene/ }).evaluateAll((all) => all.length);
  await page.getByRole("button", { name: "Remake scene 2" }).click();
  const dialog = page.getByRole("dialog", { name: "Remake scene 2" });
  await expect(dialog.getByText("Change the words or the picture")).toBeVisible();
  await dialog.getByRole("button", { name: "Remake the scene" }).click({ force: true });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel("What is said").fill("Nobody knew where the little boat had come from.");
  await expect(dialog.getByLabel("Make a new voice")).toBeChecked();
  await expect(dialog.getByText("One voice is made again and paid for. The rest is kept.")).toBeVisible();
  await dialog.getByLabel("What is seen").fill("A paper boat on black water");
  await expect(dialog.getByText("One voice and one picture are made again")).toBeVisible();
  await dialog.getByLabel("Make a new picture").uncheck();
  await expect(dialog.getByText("Without a new picture, what you wrote here is not used.")).toBeVisible();
  await expect(dialog.getByText("The film as it was stays here until the new one is there.")).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const earlier = page.getByRole("region", { name: "The film as it was" });
  const what = page.getByRole("region", { name: "What happened" });
  await withFaults("moderation@fal-submit*1", async () => {
    await time.stop();
    await dialog.getByRole("button", { name: "Remake the scene" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("attempt 2", { exact: true })).toBeVisible();
    // What had the focus is gone with the board.
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
    await expect(earlier).toContainText("that is being made anew");
    await time.goOn();
    await expect(what).toBeVisible();
  });
  // Also where nothing came of it, the film as it was plays and can be taken along.
  await expect(earlier).toContainText("so this one stays");
  expect(await violations(page)).toEqual([]);
  await earlier.getByRole("button", { name: "Play", exact: true }).click();
  await expect.poll(() => secondOf(earlier.locator("video"))).toBeGreaterThan(0.3);
  await expect(earlier.getByRole("link", { name: /^Film, MP4/ })).toBeVisible();
  await what.getByRole("button", { name: "Remake scene 2" }).click();
  await expect(dialog.getByLabel("Make a new voice")).toBeChecked();
  await expect(dialog.getByText("One voice is made again and paid for. The rest is kept.")).toBeVisible();
  await time.stop();
  await dialog.getByRole("button", { name: "Remake the scene" }).click();
  await expect(page.getByText("attempt 3", { exact: true })).toBeVisible();
  await expect(banner(page)).toBeVisible();
  await expect(earlier).toBeVisible();
  // Nothing but the one voice and what is rendered of it is missing.
  expect(await pictures()).toBe(3);
  await expect(page.getByRole("button", { name: "Play the voice of scene 1" })).toBeVisible();
  await time.goOn();
  await expectFilm(page);
  await expect(earlier).toBeHidden();
  await expect(scenesOf(page).nth(1)).toContainText("Nobody knew where the little boat had come from.");
  const told = await page.evaluate(async () => {
    const track = document.querySelector("track");
    return track ? (await fetch(track.src)).text() : "";
  });
  expect(told.replaceAll(/\s+/g, " ")).toContain("Nobody knew");
});

test("a refused voice names its scene, and just that scene can be changed and made again", async ({
  page,
  withFaults,
  time,
}) => {
  await signUp(page);
  const what = page.getByRole("region", { name: "What happened" });
  await withFaults("moderation@fal-submit*1", async () => {
    await startStory(page);
    await expect(what).toBeVisible({ timeout: 80_000 });
  });
  await expect(what).toContainText(
    /(?:\w+ refused the voice of scene \d|The voice of scene \d was refused): “/,
  );
  await expect(what.getByText("and only that is made again")).toBeVisible();
  // All else is there, and the way to it is at its frame, too.
  await expect(badge(page, "Partly done")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Remake, scene \d$/ })).toHaveCount(1);
  await expect(page.getByText("voice refused", { exact: true })).toBeVisible();
  await expect(page.getByRole("progressbar", { name: /^Kept of / })).toBeVisible();
  await expect(page.getByText(/^\d+ of \d+ pictures and voices are kept$/)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await expect(page.getByRole("button", { name: "Retry" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: /^Film, MP4/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Everything, ZIP" })).toBeVisible();
  await what.getByRole("button", { name: /^Remake scene/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Make a new voice")).toBeChecked();
  await dialog.getByLabel("What is said").fill("Then a paper boat came over the water.");

  // Closed while it is sent, it comes back with what was written where nothing came of it.
  const remade = dialog.getByRole("button", { name: "Remake the scene" });
  const wayOfRemakes = "**/api/jobs/*/scenes/*";
  let sent = 0;
  const gone = Promise.withResolvers<void>();
  await page.route(wayOfRemakes, async (route) => {
    sent += 1;
    await gone.promise;
    await route.abort();
  });
  await remade.click();
  await expect(dialog.getByRole("button", { name: "Starting" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  gone.resolve();
  await expect(dialog.getByRole("alert")).toContainText("What you wrote is still here.");
  await expect(dialog.getByLabel("What is said")).toHaveValue("Then a paper boat came over the water.");
  await page.unroute(wayOfRemakes);

  // One that has begun is seen to have, also where its answer is lost on the way.
  await page.route(wayOfRemakes, async (route) => {
    sent += 1;
    await route.fetch();
    await route.abort();
  });
  await remade.click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("attempt 2", { exact: true })).toBeVisible();
  expect(sent).toBe(2);
  await page.unroute(wayOfRemakes);
  await expectFilm(page);

  // A page that is older than the story begins nothing.
  await page.getByRole("button", { name: "Remake scene 1" }).click();
  await dialog.getByLabel("Make a new voice").check();
  // It is still being made when the page hears of it.
  await time.stop();
  // Somebody else is faster by a moment: the page would hear of anything earlier, and offer nothing any more.
  await page.route(wayOfRemakes, async (route, request) => {
    const data = { narration: "Somebody else was faster.", attempt: 2 };
    await page.request.post(request.url(), { data, headers: ours(page) });
    await route.continue();
  });
  await remade.click();
  await expect(dialog.getByRole("alert")).toContainText("is at attempt 3 by now. Nothing was begun by this.");
  await expect(dialog.getByText("The story is being made just now.")).toBeVisible();
  await dialog.getByRole("button", { name: "Leave it as it is" }).click();
  await expect(page.getByText("attempt 3", { exact: true })).toBeVisible();
});

test("at phone width nothing scrolls sideways or is covered, and axe finds nothing, dark and light", async ({
  page,
  time,
}) => {
  const expectWell = async () => {
    expect(await sideways(page)).toBe(0);
    expect(await violationsInBoth(page)).toEqual([]);
  };
  await page.setViewportSize({ width: 360, height: 740 });
  await signUp(page);
  await page.goto("/new/story_video");
  await expect(page.getByLabel("Your story")).toBeFocused();
  await page.getByRole("button", { name: "Make the film" }).click();
  await expect(page.getByLabel("Your story")).toBeFocused();
  await expect(page.getByRole("alert").filter({ hasText: "Write or paste a story." })).toBeVisible();
  await expectWell();
  await page.getByRole("radio", { name: "Portrait" }).click();
  await startStory(page, `${story} ${"a".repeat(80)}.`);
  await expect(scenesOf(page)).toHaveCount(3);
  await time.stop();
  await expectWell();
  // The end of the page is clear of the banner.
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const ledger = page.getByRole("button", { name: "What we know, and who told us" });
  const [last, foot] = [await ledger.boundingBox(), await banner(page).locator("> *").boundingBox()];
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual(foot?.y ?? 0);
  await time.goOn();
  await expectFilm(page);
  await expectWell();
});

test("no story, and one that is too long, are told before anything is sent; a foreign story is not there", async ({
  page,
  context,
}) => {
  await signUp(page);
  await page.goto("/new/story_video");
  await expect(page.getByText("0 of 20,000 characters")).toBeVisible();
  await page.getByLabel("Your story").fill("One two three four five");
  await expect(page.getByText("23 of 20,000 characters, 5 words")).toBeVisible();
  await page.getByLabel("Scenes").selectOption("4");
  await expect(page.getByText(/A film of .* in 4 scenes/)).toBeVisible();
  await page.getByLabel("Your story").fill("a".repeat(20_001));
  await expect(page.getByText("The story is 20,001 characters long.").first()).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Scenes")).toHaveValue("4");
  await startStory(page);
  const { pathname } = new URL(page.url());
  await context.clearCookies();
  await signUp(page);
  await page.goto(pathname);
  await expect(page.getByRole("heading", { name: "Nothing was exposed here" })).toBeVisible();
});
