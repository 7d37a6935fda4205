import { loadImage } from "@napi-rs/canvas";
import { expect } from "@playwright/test";
import { choose, largePicture, picture, pictures, signUp, startButton } from "./person";
import { test } from "./test";

test.beforeEach(async ({ page }) => {
  await signUp(page);
  await page.goto("/new/photoshoot");
});

test("a wrong file type, a too large, a corrupt and an empty file are named, and the good ones stay", async ({
  page,
}) => {
  const jpeg = picture(1).buffer;
  await choose(page, [
    ...pictures(4),
    { name: "song.mp3", mimeType: "audio/mpeg", buffer: Buffer.from("ID3 la la la") },
    {
      name: "wall.jpg",
      mimeType: "image/jpeg",
      buffer: Buffer.concat([jpeg, Buffer.alloc(10 * 1024 * 1024)]),
    },
    { name: "torn.jpg", mimeType: "image/jpeg", buffer: jpeg.subarray(0, 60) },
    { name: "void.png", mimeType: "image/png", buffer: Buffer.alloc(0) },
  ]);
  await expect(page.getByText("song.mp3 is not a JPEG, PNG or WebP picture.")).toBeVisible();
  await expect(page.getByText("wall.jpg is 10.1 MB. A picture can have up to 10 MB.")).toBeVisible();
  await expect(page.getByText("torn.jpg is damaged and cannot be opened as a picture.")).toBeVisible();
  await expect(page.getByText("void.png is empty.")).toBeVisible();
  await expect(page.getByText("4 of 4 to 20")).toBeVisible();
});

test("too few pictures and no title: each field says so, and nothing is sent", async ({ page }) => {
  let sent = 0;
  await page.route("**/api/jobs", async (route) => {
    if (route.request().method() === "POST") sent += 1;
    await route.continue();
  });
  await choose(page, pictures(3));
  await expect(page.getByText("3 of 4 to 20")).toBeVisible();
  await startButton(page).click();
  const title = "Give the photoshoot a title, so that you find it again.";
  await expect(page.getByRole("alert").filter({ hasText: title })).toBeVisible();
  await expect(page.getByRole("alert").filter({ hasText: "Add 1 more picture." })).toBeVisible();
  await expect(page.getByLabel("Title")).toBeFocused();
  await expect(page.getByLabel("Title")).toHaveAccessibleDescription(title);
  await page.getByLabel("Title").fill("One too few");
  await startButton(page).click();
  const zone = page.getByRole("button", { name: /^Choose pictures/ });
  await expect(zone).toBeFocused();
  await expect(zone).toHaveAccessibleDescription("Add 1 more picture. A photoshoot needs at least 4.");
  expect(sent).toBe(0);
});

test("the same picture chosen twice is noticed and counts once", async ({ page }) => {
  await choose(page, [picture(1), { ...picture(1), name: "copy.jpg" }]);
  await expect(
    page.getByText("copy.jpg is the same picture as picture-1.jpg. It counts once."),
  ).toBeVisible();
  await expect(page.getByText("1 of 4 to 20")).toBeVisible();
});

test("an upload that fails can be tried again, alone", async ({ page }) => {
  let refuse = true;
  await page.route("**/api/uploads", async (route) => {
    if (refuse) return route.abort();
    return route.continue();
  });
  await choose(page, [picture(1)]);
  await expect(page.getByText("The connection was lost. Try this one again.")).toBeVisible();
  refuse = false;
  await page.getByRole("button", { name: "Try again with picture-1.jpg" }).click();
  await expect(page.locator("li[data-state=done]")).toHaveCount(1);
});

test("an upload that somebody on the way calls too large is named, and not offered to be tried again", async ({
  page,
}) => {
  await page.route("**/api/uploads", (route) =>
    route.fulfill({
      status: 413,
      contentType: "text/plain",
      body: "Request Entity Too Large\n\nFUNCTION_PAYLOAD_TOO_LARGE\n\nfra1::x",
    }),
  );
  await choose(page, [picture(1)]);
  await expect(page.getByText("picture-1.jpg is too large for this server.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove picture-1.jpg" })).toBeVisible();
  await expect(page.getByRole("button", { name: /Try again/ })).toHaveCount(0);
  await expect(page.getByText(/cannot reach/)).toHaveCount(0);
});

test("a large picture leaves the browser with less than 4.5 MB, upright, and arrives", async ({ page }) => {
  const large = largePicture();
  expect(large.buffer.length).toBeGreaterThan(5_000_000);
  expect(large.buffer.length).toBeLessThan(10 * 1024 * 1024);
  const sending = page.waitForResponse("**/api/uploads");
  await choose(page, [large]);
  const answer = await sending;
  expect(answer.status()).toBe(201);
  expect((await answer.request().sizes()).requestBodySize).toBeLessThan(4_500_000);
  const { path, contentType } = (await answer.json()) as { path: string; contentType: string };
  expect(contentType).toBe("image/jpeg");
  const stored = await loadImage(await (await page.request.get(`/api/uploads/${path}`)).body());
  expect(stored.height).toBeGreaterThan(stored.width);
  await expect(page.locator("li[data-state=done]")).toHaveCount(1);
});

test("when the server refuses or fails, its sentence is shown and nothing entered is lost", async ({
  page,
}) => {
  await page.route("**/api/jobs", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const problem = {
      title: "Too many",
      status: 429,
      detail: "You have 5 jobs under way.",
      code: "too_many_active",
    };
    return route.fulfill({
      status: 429,
      contentType: "application/problem+json",
      body: JSON.stringify(problem),
    });
  });
  await page.getByLabel("Title").fill("Kept");
  await choose(page, pictures(4));
  await expect(page.getByText("Ready.")).toBeVisible();
  await startButton(page).click();
  await expect(
    page.getByText("You have 5 jobs under way. Everything you entered is still here."),
  ).toBeVisible();
  await expect(page.getByLabel("Title")).toHaveValue("Kept");
  await expect(page.getByText("4 of 4 to 20")).toBeVisible();
});

test("pressing twice makes one job", async ({ page }) => {
  await page.getByLabel("Title").fill("Only once");
  await choose(page, pictures(4));
  await expect(page.getByText("Ready.")).toBeVisible();
  await startButton(page).dblclick();
  await expect(page.getByRole("heading", { level: 1, name: "Only once" })).toBeVisible();
  await page.goto("/jobs");
  await expect(page.getByRole("article")).toHaveCount(1);
});

test("a file dropped beside the zone leaves the page as it is; into the zone it is taken", async ({
  page,
}) => {
  await page.getByLabel("Title").fill("Kept");
  const drop = async (selector: string) => {
    const { buffer, name, mimeType } = picture(1);
    const transfer = await page.evaluateHandle(
      ({ base64, ...file }) => {
        const data = new DataTransfer();
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        data.items.add(new File([bytes], file.name, { type: file.mimeType }));
        return data;
      },
      { base64: buffer.toString("base64"), name, mimeType },
    );
    return page.locator(selector).evaluate((element, dataTransfer) => {
      const event = (type: string) => new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true });
      // An event that nobody prevents is the browser's, which opens the file in place of the page.
      return ["dragover", "drop"].map((type) => !element.dispatchEvent(event(type)));
    }, transfer);
  };
  expect(await drop("h1")).toEqual([true, true]);
  await expect(page.getByText("0 of 4 to 20")).toBeVisible();
  await expect(page.getByLabel("Title")).toHaveValue("Kept");
  expect(await drop("button:has-text('Choose pictures')")).toEqual([true, true]);
  await expect(page.getByText("1 of 4 to 20")).toBeVisible();
});
