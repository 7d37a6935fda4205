import { expect, type Page } from "@playwright/test";
import { ours, putImages } from "./images";
import { patient } from "./patience";
import { picture, pictures, sideways, signUp, type ChosenFile } from "./person";
import { violationsInBoth } from "./violations";
import { test } from "./test";

const cells = (page: Page) => page.getByRole("gridcell");
const cell = (page: Page, index: number) => page.locator(`[role=gridcell][data-index="${index}"]`);
const chosen = (page: Page) => page.locator("[role=gridcell][aria-selected=true]");
const bar = (page: Page) => page.getByRole("region", { name: "Chosen images" });

async function addFiles(page: Page, files: ChosenFile[]): Promise<void> {
  // Before React has taken over, nobody hears of what is chosen.
  await expect(page.getByRole("button", { name: /^Updates: (?!Catching up)/ })).toBeVisible();
  await page.getByLabel("Images", { exact: true }).setInputFiles(files);
}

/** Signs up, with so many images: the first of them in the grid is the last that was put there. */
async function withImages(page: Page, count: number): Promise<void> {
  await signUp(page);
  await putImages(page, count);
  await page.goto("/library");
  await expect(cells(page)).toHaveCount(count);
}

const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(16)]);

test("20 pictures are added; those that are there already and those that are none are told by name", async ({
  page,
}) => {
  await signUp(page);
  await page.getByRole("link", { name: "Library", exact: true }).click();
  await expect(page.getByText("No pictures yet")).toBeVisible();
  await addFiles(page, [
    ...pictures(20),
    { ...picture(3), name: "again.jpg" },
    { name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("dear diary") },
    { name: "void.png", mimeType: "image/png", buffer: Buffer.alloc(0) },
    { name: "phone.heic", mimeType: "image/heic", buffer: heic },
  ]);
  await expect(page.getByRole("heading", { name: "Added 20 images" })).toBeVisible();
  await expect(cells(page)).toHaveCount(20);
  await expect(page.getByText("20 images, all without tags")).toBeVisible();
  await expect(page.getByText("notes.jpg is not a JPEG, PNG or WebP picture.")).toBeVisible();
  await expect(page.getByText("void.png is empty.")).toBeVisible();
  await expect(page.getByText(/^phone\.heic is a HEIC picture/)).toBeVisible();
  await page.getByText("1 image was in your library already.").click();
  await expect(page.getByText("again.jpg is there as picture-3.jpg.")).toBeVisible();

  // What was refused outlasts a reload, until somebody has seen it.
  await page.reload();
  await expect(page.getByText("void.png is empty.")).toBeVisible();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.getByText("void.png is empty.")).toBeHidden();
  await page.reload();
  await expect(cells(page)).toHaveCount(20);
  await expect(page.getByText("void.png is empty.")).toBeHidden();
});

test("a reload in the middle goes on where it stopped, and sends nothing twice", async ({ page }) => {
  await signUp(page);
  await page.goto("/library");
  const arrived = new Set<string>();
  let isHeld = true;
  await page.route("**/api/assets", async (route) => {
    if (route.request().method() !== "POST") return route.fallback();
    const sum = route.request().headers()["x-original-sha256"] ?? "";
    if (isHeld && arrived.size === 6) return;
    arrived.add(sum);
    const response = await route.fetch({ timeout: 120_000 });
    // A server out of breath is asked again.
    if (!response.ok()) arrived.delete(sum);
    await route.fulfill({ response });
  });
  await addFiles(page, pictures(20));
  await expect(page.getByText("6 of 20 images added")).toBeVisible();
  await expect(page.getByRole("progressbar", { name: /^Upload of/ }).first()).toBeVisible();
  await expect.poll(() => page.evaluate(keptFiles)).toBe(14);

  const before = new Set(arrived);
  isHeld = false;
  const again: string[] = [];
  page.on("request", (request) => {
    const sum = request.headers()["x-original-sha256"] ?? "";
    if (request.method() === "POST" && before.has(sum)) again.push(sum);
  });
  await page.reload();
  await expect(page.getByRole("heading", { name: "Added 20 images" })).toBeVisible({ timeout: 150_000 });
  await expect(cells(page)).toHaveCount(20);
  expect(again).toEqual([]);
  expect([before.size, arrived.size]).toEqual([6, 20]);
});

/** How many files the browser keeps whole. */
async function keptFiles(): Promise<number> {
  const [{ name = "" } = {}] = await indexedDB.databases();
  const answer = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(new Error(String(request.error))));
    });
  const database = await answer(indexedDB.open(name));
  const images: { file: File | null }[] = await answer(
    database.transaction("images").objectStore("images").getAll(),
  );
  database.close();
  return images.filter(({ file }) => file).length;
}

test("search and filters live in the address, and the way back leads through them", async ({ page }) => {
  await withImages(page, 6);
  for (const [index, tags] of [["sea", "sand"], ["sea"], ["wood"]].entries()) {
    const { items } = (await (await page.request.get("/api/assets")).json()) as { items: { id: string }[] };
    await page.request.patch(`/api/assets/${items[index]?.id}`, { data: { tags }, headers: ours(page) });
  }
  await page.reload();
  await page.getByRole("button", { name: /^sea\s*2 images$/ }).click();
  await expect(cells(page)).toHaveCount(2);
  await page.getByRole("button", { name: /^sand\s*1 image$/ }).click();
  await expect(cells(page)).toHaveCount(1);
  await expect(page).toHaveURL("/library?tag=sea&tag=sand");
  await page.goBack();
  await expect(cells(page)).toHaveCount(2);
  await page.goBack();
  await expect(cells(page)).toHaveCount(6);

  const search = page.getByRole("textbox", { name: "Search" });
  await search.pressSequentially("woo");
  await expect(cells(page)).toHaveCount(1);
  await expect(page).toHaveURL("/library?q=woo");
  await page.reload();
  await expect(search).toHaveValue("woo");
  await expect(cells(page)).toHaveCount(1);
  await search.fill("nowhere");
  await expect(page.getByText("None of your images fits this filter.")).toBeVisible();
  await page.getByRole("button", { name: "Show all images" }).click();
  await expect(cells(page)).toHaveCount(6);
  await expect(search).toHaveValue("");

  await page.getByLabel("Tagged or not").selectOption("Without tags");
  await expect(page).toHaveURL("/library?status=untagged");
  await page.getByRole("button", { name: "Any day" }).click();
  await page.getByLabel("Added from").fill("2020-01-01");
  await page.getByLabel("Until").fill("2020-01-02");
  await expect(page.getByText("None of your images fits this filter.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "1 Jan 2020 to 2 Jan 2020" })).toBeFocused();

  // Two changes are both made, also where the page has not shown the first yet.
  await page.keyboard.press("Enter");
  await page.getByLabel("Until").waitFor();
  await page.evaluate(() => {
    for (const [id, day] of Object.entries({ from: "2021-03-01", to: "2021-03-02" })) {
      const field = document.querySelector<HTMLInputElement>(`#${id}`);
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, day);
      field?.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
  await expect(page.getByRole("button", { name: "1 Mar 2021 to 2 Mar 2021" })).toBeVisible();
});

test("images are chosen with a mouse: one, a range, a rectangle, all but one", async ({ page }) => {
  await withImages(page, 12);
  await cell(page, 1).locator("[data-check]").click();
  await expect(chosen(page)).toHaveCount(1);
  await cell(page, 4).click({ modifiers: ["Shift"] });
  await expect(chosen(page)).toHaveCount(4);
  await cell(page, 2).click();
  await expect(bar(page).getByText("3 chosen")).toBeVisible();
  await page.getByRole("button", { name: "Choose none" }).click();
  await expect(bar(page)).toBeHidden();

  // From the middle of the first to the middle of the one under its neighbour: four.
  const columns = Number(await page.getByRole("grid").getAttribute("aria-colcount"));
  const middle = async (index: number) => {
    const { x = 0, y = 0, width = 0, height = 0 } = (await cell(page, index).boundingBox()) ?? {};
    return [x + width / 2, y + height / 3] as const;
  };
  await page.mouse.move(...(await middle(0)));
  await page.mouse.down();
  await page.mouse.move(...(await middle(1)));
  await page.mouse.move(...(await middle(columns + 1)), { steps: 4 });
  await page.mouse.up();
  await expect(chosen(page)).toHaveCount(4);
  await expect(page.getByRole("dialog")).toBeHidden();

  await page.getByRole("button", { name: "Choose all 12" }).click();
  await cell(page, 5).click();
  await expect(bar(page).getByText("11 chosen")).toBeVisible();
  await bar(page).getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete 11 images" }).click();
  await expect(cells(page)).toHaveCount(1);
  await expect(page.getByText("Deleted 11 images")).toBeVisible();
  await page.reload();
  await expect(cells(page)).toHaveCount(1);
});

test("on a phone a finger that rests chooses, and taps choose more; nothing runs over at 360 pixels", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    ...(baseURL !== undefined && { baseURL }),
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  });
  const page = patient(await context.newPage());
  await withImages(page, 7);
  expect(await sideways(page)).toBe(0);
  await expect(page.getByRole("grid")).toHaveAttribute("aria-colcount", "2");
  const { x = 0, y = 0 } = (await cell(page, 1).boundingBox()) ?? {};
  const touch = await context.newCDPSession(page);
  const touchPoints = [{ x: x + 30, y: y + 30 }];
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints });
  await expect(chosen(page)).toHaveCount(1);
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await expect(chosen(page)).toHaveCount(1);
  await cell(page, 3).tap();
  await expect(chosen(page)).toHaveCount(2);
  expect(await sideways(page)).toBe(0);
  await page.getByRole("button", { name: "Choose none" }).tap();
  await cell(page, 3).tap();
  await expect(page.getByRole("dialog")).toBeVisible();
  expect(await sideways(page)).toBe(0);
  await context.close();
});

test("everything in the library can be done with the keyboard alone", async ({ page }) => {
  await withImages(page, 9);
  const columns = Number(await page.getByRole("grid").getAttribute("aria-colcount"));
  await page.getByRole("button", { name: "Any day" }).focus();
  await expect(async () => {
    await page.keyboard.press("Tab");
    await expect(cell(page, 0)).toBeFocused({ timeout: 100 });
  }).toPass();
  await page.keyboard.press("ArrowRight");
  await expect(cell(page, 1)).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(cell(page, Math.min(8, 1 + columns))).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press(" ");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(chosen(page)).toHaveCount(3);
  await page.keyboard.press("Shift+ArrowLeft");
  await expect(chosen(page)).toHaveCount(2);
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "Delete 2 images" }).press("Enter");
  await expect(cells(page)).toHaveCount(7);

  await cell(page, 0).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  const before = await dialog.getByRole("heading").textContent();
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("heading")).not.toHaveText(before ?? "");
  await dialog.getByLabel("Add tags").fill("Winter, long  evening");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("listitem")).toHaveText(["winter", "long evening"]);
  await dialog.getByRole("button", { name: "Take away winter" }).press("Enter");
  await expect(dialog.getByRole("listitem")).toHaveText(["long evening"]);
  await page.keyboard.press("Escape");
  await expect(cell(page, 0)).toBeFocused();
  await expect(cell(page, 1)).toHaveAccessibleName(/long evening$/);

  await page.keyboard.press("Control+a");
  await expect(bar(page).getByText("7 chosen")).toBeVisible();
  await page.getByRole("button", { name: "Edit tags" }).press("Enter");
  await page.getByLabel("Add tags").fill("holiday");
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "long evening 1" }).press("Enter");
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("gridcell", { name: /\. holiday$/ })).toHaveCount(7);
  await cell(page, 0).press("Escape");
  await expect(bar(page)).toBeHidden();
});

test("axe finds nothing in the library, dark and light", async ({ page }) => {
  await signUp(page);
  await page.goto("/library");
  await expect(page.getByText("No pictures yet")).toBeVisible();
  expect(await violationsInBoth(page), "empty").toEqual([]);
  await page.route("**/api/assets", (route) =>
    route.request().method() === "POST" && route.request().postData()?.includes("picture-9") === true
      ? undefined
      : route.fallback(),
  );
  await addFiles(page, [
    ...pictures(9),
    { ...picture(3), name: "again.jpg" },
    { name: "void.png", mimeType: "image/png", buffer: Buffer.alloc(0) },
  ]);
  await expect(page.getByText("void.png is empty.")).toBeVisible();
  await expect(page.getByText("1 image was in your library already.")).toBeVisible();
  await expect(cells(page)).toHaveCount(8);
  expect(await violationsInBoth(page), "uploading").toEqual([]);
  await page.getByRole("button", { name: "Stop adding" }).click();
  await cell(page, 1).focus();
  await page.keyboard.press(" ");
  expect(await violationsInBoth(page), "choosing").toEqual([]);
  await page.getByRole("button", { name: "Edit tags" }).click();
  await page.getByLabel("Add tags").fill("sea");
  await page.keyboard.press("Enter");
  expect(await violationsInBoth(page), "editing").toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Choose none" }).click();
  // What came meanwhile may have moved it.
  await page.getByRole("gridcell", { name: /sea$/ }).click();
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveText(["sea"]);
  expect(await violationsInBoth(page), "an image").toEqual([]);
});
