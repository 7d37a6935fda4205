import { expect, type Page } from "@playwright/test";
import { picture, sideways, sign, signUp } from "./person";
import { emptyBelow, tileFlaws } from "./tiles";
import { violations } from "./violations";
import { test } from "./test";

test.use({ stackEnv: { SANDBOX_SPEED: "40", TICK_SECONDS: "2" } });
test.setTimeout(300_000);

const headers = { "sec-fetch-site": "same-origin" };
const title = "Autumn portraits";

/** A photoshoot, and after it a video, both of them done; their ids. */
async function makeNine(page: Page): Promise<{ shoot: string; video: string }> {
  await signUp(page);
  const upload = async (number: number): Promise<string> => {
    const answer = await page.request.post("/api/uploads", { headers, multipart: { file: picture(number) } });
    return ((await answer.json()) as { path: string }).path;
  };
  const images = await Promise.all([1, 2, 3, 4].map(upload));
  const done = async (kind: string, input: object): Promise<string> => {
    const started = await page.request.post("/api/jobs", { headers, data: { kind, input } });
    const { id } = (await started.json()) as { id: string };
    const status = async () =>
      ((await (await page.request.get(`/api/jobs/${id}`)).json()) as { status: string }).status;
    await expect.poll(status, { timeout: 90_000, intervals: [1_000] }).toBe("completed");
    return id;
  };
  const shoot = await done("photoshoot", { title, subject: "woman", images });
  return { shoot, video: await done("sora", { prompt: "Waves at dusk" }) };
}

const cells = (page: Page) => page.getByRole("grid", { name: "Pictures" }).getByRole("gridcell");
const cell = (page: Page, number: number) =>
  page.getByRole("gridcell", { name: `${title}, picture ${number}`, exact: true });
const lightbox = (page: Page) => page.getByRole("dialog");

/** Presses the arrow twice, before anything is drawn but what the first press itself has drawn. */
async function twiceOn(page: Page): Promise<void> {
  await lightbox(page).evaluate(async (dialog) => {
    for (let press = 0; press < 2; press += 1) {
      dialog.dispatchEvent(
        new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true, cancelable: true }),
      );
      await Promise.resolve();
    }
  });
}

type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };

/** Adds up what moves on the page without anybody's doing. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    let sum = 0;
    new PerformanceObserver((list) => {
      // None follows a press, or another width.
      for (const entry of list.getEntries() as Shift[]) if (!entry.hadRecentInput) sum += entry.value;
      document.documentElement.dataset["shifts"] = String(sum);
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => Number(document.documentElement.dataset["shifts"] ?? 0));
}

test("all that was made hangs there by day, small, each large under its own address, and goes with its job", async ({
  page,
  context,
}) => {
  const { shoot, video } = await makeNine(page);
  const shifts = await watchShifts(page);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "image") asked.push(request.url());
  });
  await page.goto("/");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Pictures" }).click();
  await expect(cells(page)).toHaveCount(9);
  await page.goto("/pictures");
  await expect(cells(page)).toHaveCount(9);
  await expect(page.getByRole("heading", { level: 2, name: "Today" })).toHaveCount(1);
  await expect(cells(page).first()).toHaveAccessibleName(/Waves at dusk, film/);
  const loaded = () =>
    cells(page)
      .locator("img")
      .evaluateAll((all) => all.every((each) => each instanceof HTMLImageElement && each.naturalWidth > 0));
  await expect.poll(loaded).toBe(true);
  expect(await shifts(), "what moved as it loaded").toBeLessThan(0.1);
  expect(asked.filter((url) => url.includes("/artifacts/") && !url.includes("w="))).toEqual([]);
  const widths = await cells(page).evaluateAll((all) =>
    all.map((each) => each.getBoundingClientRect().width),
  );
  expect(Math.min(...widths)).toBeGreaterThan(150);

  // The same page, without being loaded again, at every width; also between two answers of the browser to one.
  for (const width of [360, 768, 1024, 1440, 800, 360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await tileFlaws(page, "Pictures"), `at once at ${width} px`).toEqual([]);
    await expect(cells(page)).toHaveCount(9);
    await expect.poll(() => emptyBelow(page, "Pictures"), `below at ${width} px`).toBeLessThan(20);
    expect(await tileFlaws(page, "Pictures"), `at ${width} px`).toEqual([]);
    expect(await sideways(page), `sideways at ${width}`).toBe(0);
  }

  // By the keyboard, through the grid and through the lightbox.
  await cells(page).first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(cell(page, 1)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(lightbox(page).getByRole("heading")).toHaveText(`${title}, picture 1, 2 of 9`);
  await expect(lightbox(page).getByRole("button", { name: "Previous film" })).toBeVisible();
  await expect(lightbox(page).getByRole("button", { name: "Next picture" })).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/pictures\\?open=${shoot}/`));
  await twiceOn(page);
  await expect(lightbox(page).getByText(`${title}, picture 3`)).toBeVisible();
  const address = page.url();
  await page.keyboard.press("Escape");
  await expect(lightbox(page)).toHaveCount(0);
  await expect(page).toHaveURL(/\/pictures$/);
  await expect(cell(page, 3)).toBeFocused();

  // The browser's own way back closes it too.
  await cell(page, 5).click();
  await expect(lightbox(page)).toBeVisible();
  await page.goBack();
  await expect(lightbox(page)).toHaveCount(0);
  await expect(cells(page)).toHaveCount(9);

  // A link opens it, and where its job is.
  await page.goto(address);
  await expect(lightbox(page).getByRole("img", { name: `${title}, picture 3` })).toBeVisible();
  await expect(lightbox(page).getByRole("link", { name: "Go to the photoshoot" })).toHaveAttribute(
    "href",
    `/jobs/${shoot}`,
  );
  await lightbox(page).getByRole("button", { name: "Close" }).click();
  await expect(page).toHaveURL(/\/pictures$/);
  await page.goto(`/pictures?open=${video}/none.mp4`);
  await expect(page.getByText("That picture is not there any more")).toBeVisible();
  await expect(page).toHaveURL(/\/pictures$/);

  await page.getByRole("link", { name: "Videos", exact: true }).click();
  await expect(page).toHaveURL(/\/pictures\?kind=sora$/);
  await expect(cells(page)).toHaveCount(1);
  await page.reload();
  await expect(cells(page)).toHaveCount(1);
  await page.goBack();
  await expect(cells(page)).toHaveCount(9);

  // What somebody deletes in another tab is gone here at once.
  await sign(page, "Live").waitFor();
  const other = await context.newPage();
  await other.goto("/jobs");
  await other.evaluate(async (id) => fetch(`/api/jobs/${id}`, { method: "DELETE" }), shoot);
  await expect(cells(page)).toHaveCount(1);
  await other.evaluate(async (id) => fetch(`/api/jobs/${id}`, { method: "DELETE" }), video);
  await expect(page.getByText("No pictures yet")).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Kind" })).toHaveCount(0);
});

test("a film plays while a mouse is over it, without a sound, and not for who wants nothing to move; axe finds nothing", async ({
  page,
}) => {
  await makeNine(page);
  await page.goto("/pictures?kind=sora");
  const film = cells(page).first();
  const playing = film.locator("video[autoplay]");
  await film.hover();
  await expect(playing).toHaveCount(0);
  await page.mouse.move(0, 0);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await film.hover();
  await expect(playing).toHaveCount(1);
  expect(await playing.evaluate((each) => each instanceof HTMLVideoElement && each.muted)).toBe(true);
  await page.mouse.move(0, 0);
  await expect(playing).toHaveCount(0);
  await page.emulateMedia({ reducedMotion: "reduce" });

  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ["dark", "light"] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto("/pictures");
      await expect(cells(page).first()).toBeVisible();
      expect(await sideways(page), `sideways at ${width}`).toBe(0);
      expect(await violations(page)).toEqual([]);
      await cells(page).first().click();
      await expect(lightbox(page).locator("video")).toBeVisible();
      expect(await violations(page)).toEqual([]);
    }
  }
});

test("whoever is new sees what every kind makes, on the first page and in an empty list, and nothing that moves", async ({
  page,
}) => {
  const shifts = await watchShifts(page);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/");
    await expect(page.getByRole("figure").getByRole("link")).toHaveCount(6);
    await expect(page.getByText("made by the simulated providers")).toBeVisible();
    expect(await sideways(page)).toBe(0);
    for (const image of await page.getByRole("figure").locator("img").all()) {
      await image.scrollIntoViewIfNeeded();
      await expect
        .poll(() => image.evaluate((each) => each instanceof HTMLImageElement && each.naturalWidth))
        .toBe(720);
    }
    expect(await shifts()).toBeLessThan(0.02);
    expect(await violations(page)).toEqual([]);
  }
  await signUp(page);
  await expect(page.getByText("Your jobs appear here")).toBeVisible();
  await expect(page.getByRole("figure").getByRole("link", { name: /Story/ })).toHaveAttribute(
    "href",
    "/new/story_video",
  );
  for (const path of ["/", "/new"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: "What shall we develop?" })).toBeVisible();
    await expect(page.getByRole("figure").getByRole("link")).toHaveCount(6);
    await expect(page.getByRole("figure").locator("img")).toHaveCount(5);
    await expect(page.getByRole("heading", { name: "Lately" })).toHaveCount(0);
  }
  for (const path of ["/new/photoshoot", "/new/product_card"]) {
    await page.goto(path);
    await expect(page.getByRole("radio").locator("img")).toHaveCount(4);
  }
  for (const path of ["/", "/new", "/jobs", "/pictures", "/new/photoshoot", "/new/product_card"]) {
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await sideways(page), path).toBe(0);
    expect(await violations(page)).toEqual([]);
  }
});
