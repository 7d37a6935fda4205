import { expect, type Locator } from "@playwright/test";
import { sideways, signUp, tabTo } from "./person";
import { violationsInBoth } from "./violations";
import { expectFilm, scenesOf, secondOf, startStory, story } from "./stories";
import { test } from "./test";

// One stack for all of them, one after the other.
test.describe.configure({ mode: "default" });
test.use({ stackEnv: { SANDBOX_SPEED: "20", STORY_FILM_HEIGHT: "96" } });
test.slow();

const rightToLeft = [
  "عاش حارس المنارة وحيدا على الصخرة البعيدة منذ سنوات طويلة.",
  "وفي صباح هادئ جاء قارب من ورق فوق الماء وفيه شمعة صغيرة.",
  "كان في القارب رسالة من فتاة تسأل إن كان الضوء حزينا.",
  "فكتب لها أنه لم يعد حزينا بعد اليوم.",
].join(" ");

/** How a film plays just now. */
function playOf(film: Locator) {
  return film.evaluate((element: HTMLVideoElement) => ({
    paused: element.paused,
    muted: element.muted,
    // A frame of this very moment is there.
    isSeen: !element.seeking && element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA,
  }));
}

/** What the film's captions are, and which of them are shown now. Seconds. */
function captionsOf(film: Locator) {
  return film.evaluate((element: HTMLVideoElement) => {
    const told = (cues: TextTrackCueList | null | undefined) =>
      [...(cues ?? [])].map((cue) => ({
        text: cue instanceof VTTCue ? cue.text.replaceAll(/\s+/g, " ") : "",
        start: cue.startTime,
        end: cue.endTime,
      }));
    const track = element.textTracks[0];
    return { mode: track?.mode, all: told(track?.cues), now: told(track?.activeCues) };
  });
}

test("by keyboard alone from the form to the film that plays: its captions, not in the picture, are shown when they are told", async ({
  page,
}) => {
  await signUp(page);
  await page.goto("/new/story_video");
  await tabTo(page, /^Your story$/);
  await page.keyboard.insertText(story);
  await tabTo(page, /^Scenes$/);
  await page.keyboard.type("3");
  await tabTo(page, /^Captions in the picture/);
  await page.keyboard.press("Space");
  await expect(page.getByText("Ready.")).toBeVisible();
  await tabTo(page, /^Make the film$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/video\/[0-9a-f-]{36}$/);
  const film = await expectFilm(page);
  // Nothing plays, and nothing is silent, before somebody wants it so: loaded anew, the page has not been touched.
  await page.reload();
  await expectFilm(page);
  expect(await playOf(film)).toMatchObject({ paused: true, muted: false });
  expect(await secondOf(film)).toBe(0);
  await tabTo(page, /^Film: /);
  await page.keyboard.press("Space");
  await expect.poll(() => secondOf(film)).toBeGreaterThan(0.5);
  expect(await playOf(film)).toMatchObject({ paused: false, muted: false });

  await page.keyboard.press("k");
  await page.keyboard.press("End");
  await expect(scenesOf(page).last()).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("p");
  await page.keyboard.press("p");
  const second = scenesOf(page).nth(1);
  await expect(second).toHaveAttribute("aria-current", "true");
  await expect.poll(async () => (await playOf(film)).isSeen).toBe(true);
  const start = await secondOf(film);
  const before = await captionsOf(film);
  expect(before.mode).toBe("showing");
  const cue = before.all.find((each) => each.start >= start);
  if (!cue) throw new Error("no caption in the second scene");
  expect(cue.start).toBeLessThan(start + 0.5);
  await expect(second).toContainText(cue.text);
  expect(before.now).not.toContainEqual(cue);
  await page.keyboard.press("k");
  await expect.poll(async () => (await captionsOf(film)).now).toContainEqual(cue);
  await page.keyboard.press("k");
  expect(await secondOf(film)).toBeGreaterThan(cue.start);
});

test("a story from right to left stays so: as it is written, in its storyboard, and word for word in its captions", async ({
  page,
}) => {
  await signUp(page);
  await startStory(page, rightToLeft);
  const film = await expectFilm(page);
  await expect(scenesOf(page)).toHaveCount(3);
  const narrations: string[] = [];
  for (const scene of await scenesOf(page).all()) {
    const narration = scene.getByText(/\p{Script=Arabic}/u);
    await expect(narration).toHaveCSS("direction", "rtl");
    narrations.push(await narration.innerText());
  }
  const title = page.getByRole("heading", { level: 1, name: /\p{Script=Arabic}/u });
  await expect(title).toHaveCSS("direction", "rtl");
  await expect(page.getByRole("main")).toHaveCSS("direction", "ltr");
  await page.getByRole("button", { name: "Captions", exact: true }).click();
  const told = async () => (await captionsOf(film)).all.map(({ text }) => text).join(" ");
  await expect.poll(told).toBe(narrations.join(" "));
  await page.getByRole("button", { name: "Remake scene 2" }).click();
  const dialog = page.getByRole("dialog", { name: "Remake scene 2" });
  await expect(dialog.getByLabel("What is said")).toHaveValue(narrations[1] ?? "");
  await expect(dialog.getByLabel("What is said")).toHaveCSS("direction", "rtl");
});

test("12 scenes at phone width: nothing scrolls sideways, axe finds nothing, and a press on the mark or the frame of a scene goes there", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await signUp(page);
  await startStory(page, story, 12);
  await expect(scenesOf(page)).toHaveCount(12);
  expect(await sideways(page)).toBe(0);
  const film = await expectFilm(page);
  expect(await sideways(page)).toBe(0);
  expect(await violationsInBoth(page)).toEqual([]);
  const bar = page.getByRole("slider", { name: "Seek" });
  const [whole, mark] = [await bar.boundingBox(), await page.locator('[data-scene-mark="7"]').boundingBox()];
  if (!whole || !mark) throw new Error("no bar, or no mark in it");
  await bar.click({ position: { x: mark.x + mark.width / 2 - whole.x, y: whole.height / 2 } });
  await expect(scenesOf(page).nth(6)).toHaveAttribute("aria-current", "true");
  await expect.poll(async () => (await playOf(film)).isSeen).toBe(true);
  const seventh = await secondOf(film);
  expect(seventh).toBeGreaterThan(6);
  expect((await playOf(film)).paused).toBe(true);
  await page.getByRole("button", { name: "Go to scene 3" }).click();
  await expect(scenesOf(page).nth(2)).toHaveAttribute("aria-current", "true");
  const third = await secondOf(film);
  expect(third).toBeLessThan(seventh);
  await expect.poll(() => secondOf(film)).toBeGreaterThan(third + 0.3);
});
