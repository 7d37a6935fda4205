import { expect } from "@playwright/test";
import { imagesOf, ours, putImages, startTagging, watchBatches } from "./images";
import { patient } from "./patience";
import { badge, pictures, sideways, signUp } from "./person";
import { violations, violationsInBoth } from "./violations";
import { test } from "./test";

test("images get their tags while somebody looks at the library; every tab hears of it once, and the tags are found", async ({
  page,
  context,
  time,
}) => {
  await signUp(page);
  await putImages(page, 20);
  const other = await context.newPage();
  const [ends, endsThere] = [await watchBatches(page), await watchBatches(other)];
  await other.goto("/new/chat");
  await page.goto("/library");
  await time.stop();
  await page.getByRole("button", { name: "Tag 20 images" }).click();
  await expect(page.getByText("Tagging 20 images")).toBeVisible();
  await time.goOn();

  const first = page.getByRole("gridcell").first();
  await expect(first).toHaveAccessibleName(/^picture-\d+\.jpg\. [^.]*, /);
  // Tags are kept before their job says that it has ended.
  await expect.poll(ends).toEqual([expect.objectContaining({ tagged: 20, failed: 0 })]);
  const [batch] = await ends();
  await expect.poll(endsThere).toEqual([batch]);

  const tag = /\. ([^,.]+)/.exec((await first.getAttribute("aria-label")) ?? "")?.[1] ?? "";
  await page.getByRole("textbox", { name: "Search" }).fill(tag);
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole("gridcell").first()).toHaveAccessibleName(new RegExp(tag));
  await page.getByRole("textbox", { name: "Search" }).fill("no such thing anywhere");
  await expect(page.getByRole("gridcell")).toHaveCount(0);

  // The page of the job sees the same end, in the same tab.
  await page.getByRole("link", { name: "Jobs", exact: true }).click();
  await page.getByRole("link", { name: "20 images", exact: true }).click();
  await expect(page.getByText("20 images tagged", { exact: true })).toBeVisible();
  expect(await ends()).toEqual([batch]);
});

test("where there is nothing to tag images are put into the library, and can be tagged once they are there", async ({
  page,
}) => {
  await signUp(page);
  await page.goto("/new/image_tags");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: /^Choose pictures/ }).click();
  await (await chooser).setFiles(pictures(3));
  await expect(page.getByRole("heading", { name: "Added 3 images" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Tag the 3 untagged images" })).toBeVisible();
});

test("the page of a tagging job shows its images under the safelight, and lets the batch's id be copied by keyboard", async ({
  page,
  context,
  time,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signUp(page);
  await page.goto("/new/image_tags");
  await expect(page.getByRole("heading", { level: 1, name: "Tag images" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Images to tag" })).toBeVisible();
  await expect(page.getByText(/^Samples: every image gets tags like these/)).toBeVisible();
  // Nothing can be tagged yet: the button says why, and leads to where images are added.
  await page.getByRole("button", { name: "Tag the images" }).click();
  await expect(page.getByText("Add the images first.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Choose pictures/ })).toBeFocused();
  expect(await violations(page), "nothing to tag").toEqual([]);
  await putImages(page, 4);
  await page.goto("/new/image_tags");
  // Those that would be sent lie there, and no samples.
  await expect(page.locator("form img")).toHaveCount(4);
  await expect(page.getByText(/^Samples:/)).toHaveCount(0);
  expect(await violations(page), "the form").toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page)).toBe(0);
  await time.stop();
  await page.getByRole("button", { name: "Tag the 4 untagged images" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tags for 4 images" })).toBeVisible();
  await expect(page.locator("[data-state=sent]")).toHaveCount(4);
  await time.pass(5);
  await expect(page.getByText(/Tagging 4 images( · \d done)? · Batch API, half the price$/)).toBeVisible();
  await page.getByRole("list", { name: "Images" }).focus();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Copy batch id" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Copied batch id" })).toBeFocused();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  await expect(page.getByText(copied, { exact: true })).toBeVisible();
  expect(copied).toMatch(/^batch_/);
  expect(await sideways(page)).toBe(0);
  expect(await violations(page), "under way").toEqual([]);

  // The page hears of its tags and of its end in one answer, as after a while offline.
  const address = `/api/jobs/${new URL(page.url()).pathname.split("/").at(-1)}`;
  const read = async () => (await (await page.request.get(address)).json()) as { status: string };
  const ended = expect.poll(async () => (await read()).status).toBe("completed");
  await page.route(`**${address}`, async (route) => {
    await ended;
    await route.continue();
  });
  await time.goOn();
  await ended;
  await expect(badge(page, "Done")).toBeVisible();
  await expect(page.locator("[data-state=tagged]")).toHaveCount(4);
  // No tag is cut: those without room are counted.
  for (const words of await page.locator("[data-state=tagged] + div").all()) {
    const all = (await words.locator(".sr-only").innerText()).split(", ");
    const [, shown = "", others = "0"] =
      /^(.*?)(?:\s+\+(\d+))?$/.exec(await words.locator("[aria-hidden]:visible").innerText()) ?? [];
    expect(shown.split(", ")).toEqual(all.slice(0, all.length - Number(others)));
  }
  await expect(page.getByText(/ would have cost twice as much\.$/)).toBeVisible();
  expect(await violationsInBoth(page)).toEqual([]);
  expect(await sideways(page)).toBe(0);

  // What has no rest is asked for once more as a whole.
  const like = new URL(page.url()).pathname.split("/").at(-1);
  await expect(page.getByText(copied, { exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Exactly what was asked" }).press("Enter");
  await expect(page.getByText(copied, { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy batch id" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Copy as curl" })).toBeVisible();
  await expect(page.getByText(/^“Copy as curl” has the call that starts it again/)).toBeVisible();
  await page.getByRole("link", { name: "Tag them again" }).click();
  await expect(page).toHaveURL(new RegExp(`/new/image_tags\\?like=${like}$`));
  await expect(page.getByText(/^All 4 images of .* have tags already\./)).toBeVisible();
  await page.getByRole("button", { name: "Tag those 4 images again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "4 images" })).toBeVisible();
  expect(page.url()).not.toContain(String(like));
});

test("images that a batch did not tag are shown by their reasons, and a press makes a job of exactly those", async ({
  page,
  withFaults,
}) => {
  await signUp(page);
  const ids = await putImages(page, 20);
  let first = "";
  await withFaults("batch-expires,line-fails*2", async () => {
    first = await startTagging(page, { assetIds: ids });
    await page.goto(`/jobs/${first}`);
    await expect(badge(page, "Done")).toBeVisible();
  });
  await expect(page.getByText("12 of 20 images tagged, 2 failed, 6 left", { exact: true })).toBeVisible();
  const reasons = page.getByRole("region", { name: "Images without tags" });
  await expect(reasons.getByText("2 images failed.")).toBeVisible();
  await expect(reasons.getByText("6 images left.")).toBeVisible();
  await expect(reasons.locator("img")).toHaveCount(8);
  expect(await violations(page)).toEqual([]);

  await page.goto(`/new/image_tags?like=${first}`);
  await expect(page.getByRole("button", { name: "Tag those 8 images" })).toBeVisible();
  await page.getByRole("link", { name: "Tag all that have no tags instead" }).click();
  await expect(page.getByRole("button", { name: "Tag the 8 untagged images" })).toBeVisible();
  await page.goto(`/jobs/${first}`);
  const [failed, left] = [await imagesOf(page, first, "failed"), await imagesOf(page, first, "left")];
  await page.getByRole("button", { name: "Tag the other 8" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "8 images" })).toBeVisible();
  const second = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  expect(second).not.toBe(first);
  expect(await imagesOf(page, second)).toEqual([...failed, ...left].toSorted());
});

test("at 360 pixels images are added, tagged, seen, found and deleted", async ({
  browser,
  baseURL,
  time,
}) => {
  const context = await browser.newContext({
    ...(baseURL !== undefined && { baseURL }),
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const page = patient(await context.newPage());
  const cells = page.getByRole("gridcell");
  await signUp(page);
  await page.getByRole("link", { name: "Library", exact: true }).tap();
  await page.getByLabel("Images", { exact: true }).setInputFiles(pictures(3));
  await expect(page.getByRole("heading", { name: "Added 3 images" })).toBeVisible();
  expect(await sideways(page)).toBe(0);
  await time.stop();
  await page.getByRole("button", { name: "Tag 3 images" }).tap();
  await expect(page.getByText("Tagging 3 images")).toBeVisible();
  await time.goOn();
  await expect(page.getByRole("gridcell", { name: /^picture-\d\.jpg\. [^.]*, / })).toHaveCount(3);
  expect(await sideways(page)).toBe(0);

  const [, name = "", tag = ""] =
    /^(.*?)\. ([^,.]+)/.exec((await cells.first().getAttribute("aria-label")) ?? "") ?? [];
  await page.getByRole("textbox", { name: "Search" }).fill(`${name} ${tag}`);
  await expect(cells).toHaveCount(1);
  await cells.tap();
  const dialog = page.getByRole("dialog", { name });
  await expect(dialog.getByRole("listitem").filter({ hasText: tag }).first()).toBeVisible();
  expect(await sideways(page)).toBe(0);
  await dialog.getByRole("button", { name: "Delete" }).tap();
  await page.getByRole("button", { name: "Delete it" }).tap();
  await expect(page.getByText("Deleted 1 image")).toBeVisible();
  await page.getByRole("button", { name: "Show all", exact: true }).tap();
  await expect(cells).toHaveCount(2);
  expect(await sideways(page)).toBe(0);
  await context.close();
});

test("tags that are given faster than the server answers are all kept, and a tag that is pressed while somebody types narrows too", async ({
  page,
}) => {
  await signUp(page);
  await putImages(page, 2);
  let answer = () => {};
  const held = new Promise<void>((resolve) => (answer = resolve));
  const sent: unknown[] = [];
  await page.route("**/api/assets/*", async (route, request) => {
    if (request.method() === "PATCH") {
      sent.push(request.postDataJSON());
      await held;
    }
    await route.continue();
  });
  await page.goto("/library");
  await page.getByRole("gridcell").first().click();
  const dialog = page.getByRole("dialog");
  for (const tag of ["sea", "sand", "sun"]) {
    await dialog.getByLabel("Add tags").fill(tag);
    await page.keyboard.press("Enter");
  }
  await dialog.getByRole("button", { name: "Take away sand" }).click();
  await expect(dialog.getByRole("listitem")).toHaveText(["sea", "sun"]);
  answer();
  await expect.poll(() => sent).toEqual([{ tags: ["sea"] }, { tags: ["sea", "sun"] }]);
  const chip = page.getByRole("button", { name: /^sun\s*1 image$/ });
  await page.keyboard.press("Escape");
  await expect(chip).toBeVisible();
  await page.reload();
  await expect(chip).toBeVisible();
  // On a slow machine the page shows what was typed long after the address says it.
  const slow = await page.context().newCDPSession(page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 20 });
  await page.getByRole("textbox", { name: "Search" }).fill("picture");
  await chip.click();
  await expect(page).toHaveURL("/library?q=picture&tag=sun");
  await expect(page.getByRole("gridcell", { name: /\. sea, sun$/ })).toHaveCount(1);
  await expect(page.getByRole("gridcell")).toHaveCount(1);
});

test("tags that a batch brings while somebody edits by hand are kept: of one image, and of many", async ({
  page,
}) => {
  await signUp(page);
  const ids = await putImages(page, 2);
  const bring = async (tags: string[]) => {
    for (const id of ids) {
      await page.request.patch(`/api/assets/${id}`, { data: { tags }, headers: ours(page) });
    }
  };
  const tagsNow = async () => {
    const { items } = (await (await page.request.get("/api/assets")).json()) as {
      items: { tags: string[] }[];
    };
    return items.map(({ tags }) => tags.join());
  };
  await bring(["old"]);
  await page.goto("/library");
  const cells = page.getByRole("gridcell");
  await cells.first().focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("button", { name: "Edit tags" }).click();
  const dialog = page.getByRole("dialog");
  await bring(["old", "sea", "sand"]);
  await dialog.getByRole("button", { name: "old 2" }).click();
  await dialog.getByLabel("Add tags").fill("mine");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  expect(await tagsNow()).toEqual(["sea,sand,mine", "sea,sand,mine"]);
  await expect(page.getByRole("gridcell", { name: /\. sea, sand, mine$/ })).toHaveCount(2);

  await page.getByRole("button", { name: "Choose none" }).click();
  await cells.first().click();
  await expect(dialog.getByRole("listitem")).toHaveText(["sea", "sand", "mine"]);
  await bring(["wood", "mine"]);
  await dialog.getByRole("button", { name: "Take away mine" }).click();
  await expect(dialog.getByRole("listitem")).toHaveText(["wood"]);
  expect(await tagsNow()).toEqual(["wood", "wood,mine"]);
});

test("of chosen images those under way are left out, and those with tags are told of before they are paid for again", async ({
  page,
  time,
}) => {
  await signUp(page);
  await time.stop();
  const [bare, tagged, underWay] = await putImages(page, 3);
  await page.request.patch(`/api/assets/${tagged}`, { data: { tags: ["sea"] }, headers: ours(page) });
  await startTagging(page, { assetIds: [underWay] });
  await page.goto("/library");
  await page.getByRole("gridcell").first().focus();
  await page.keyboard.press("Control+a");
  const start = page.getByRole("button", { name: "Tag 3 images" });
  await start.click();
  const dialog = page.getByRole("dialog", { name: "Tag 2 images?" });
  await expect(dialog.getByText("1 of them has tags already.")).toBeVisible();
  await expect(
    dialog.getByText("1 image that you chose is being tagged just now, and left out."),
  ).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await start.click();
  const [request] = await Promise.all([
    page.waitForRequest((each) => each.method() === "POST" && each.url().endsWith("/api/jobs")),
    dialog.getByRole("button", { name: "Tag the one without tags" }).click(),
  ]);
  expect(request.postDataJSON()).toEqual({ kind: "image_tags", input: { assetIds: [bare] } });
  await expect(page.getByText("Tagging 1 image")).toBeVisible();
});
