import { createCanvas, loadImage } from "@napi-rs/canvas";
import { expect, type Page } from "@playwright/test";
import {
  chunk,
  exif,
  extendedHeader,
  isUpright,
  lyingPicture,
  notedPicture,
  orientations,
  riff,
  riffChunk,
  secret,
} from "../support/noted-pictures";
import { choose, clearPicture, picture, pictures, signUp, startButton, type ChosenFile } from "./person";
import { test } from "./test";

test.beforeEach(async ({ page }) => {
  await signUp(page);
  await page.goto("/new/photoshoot");
});

/** What arrives of these files, in no order: the server keeps it byte for byte. */
async function whatArrives(page: Page, files: ChosenFile[]): Promise<Buffer[]> {
  const paths: string[] = [];
  page.on("response", async (response) => {
    if (!response.url().endsWith("/api/uploads")) return;
    paths.push(((await response.json()) as { path: string }).path);
  });
  await choose(page, files);
  await expect(page.locator("li[data-state=done]")).toHaveCount(files.length);
  await expect.poll(() => paths).toHaveLength(files.length);
  return Promise.all(paths.map(async (path) => (await page.request.get(`/api/uploads/${path}`)).body()));
}

test("what leaves the browser is upright and says no place, however the camera was held", async ({
  page,
}) => {
  const jpegs = orientations.map((orientation) => ({
    name: `held-${orientation}.jpg`,
    mimeType: "image/jpeg",
    buffer: notedPicture("image/jpeg", orientation, 4),
  }));
  const others = (["image/png", "image/webp"] as const).flatMap((type) =>
    ([1, 6] as const).map((orientation) => ({
      name: `held-${orientation}.${type.slice(6)}`,
      mimeType: type,
      buffer: notedPicture(type, orientation, 4),
    })),
  );
  const arrived = await whatArrives(page, [...jpegs, ...others]);
  for (const bytes of arrived) {
    expect(bytes.includes(secret)).toBe(false);
    expect(bytes.includes("Exif")).toBe(false);
    expect(await isUpright(bytes)).toBe(true);
  }
  // Where only notes were amiss no pixel is lost.
  for (const type of ["image/jpeg", "image/png", "image/webp"] as const) {
    expect(arrived.some((bytes) => bytes.equals(lyingPicture(type, 1, 4)))).toBe(true);
  }
});

test("a picture without notes leaves byte for byte as it is", async ({ page }) => {
  const chosen = picture(3);
  expect(await whatArrives(page, [chosen])).toEqual([chosen.buffer]);
});

test("a large picture that is transparent somewhere is still so when it is made smaller", async ({
  page,
}) => {
  const chosen = clearPicture();
  expect(chosen.buffer.length).toBeGreaterThan(4 * 1024 * 1024);
  const [arrived = Buffer.alloc(0)] = await whatArrives(page, [chosen]);
  expect(arrived.length).toBeLessThanOrEqual(4 * 1024 * 1024);
  const image = await loadImage(arrived);
  const context = createCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const alphaAt = (x: number) => context.getImageData(Math.floor(x * image.width), 20, 1, 1).data[3];
  expect([alphaAt(0.05), alphaAt(0.95)]).toEqual([0, 255]);
});

test("a picture with a profile of its own looks the same when it is turned", async ({ page }) => {
  const base64 = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 48);
    const context = canvas.getContext("2d", { colorSpace: "display-p3" });
    if (!context) throw new Error("No canvas.");
    context.fillStyle = "rgb(200 100 50)";
    context.fillRect(0, 0, 64, 48);
    const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
    return btoa(String.fromCharCode(...bytes));
  });
  const wide = Buffer.from(base64, "base64");
  expect(wide.includes("iCCP")).toBe(true);
  const buffer = Buffer.concat([wide.subarray(0, 33), chunk("eXIf", exif(6)), wide.subarray(33)]);
  const [arrived = Buffer.alloc(0)] = await whatArrives(page, [
    { name: "wide.png", mimeType: "image/png", buffer },
  ]);
  const image = await loadImage(arrived);
  expect([image.width, image.height]).toEqual([48, 64]);
  const context = createCanvas(48, 64).getContext("2d");
  context.drawImage(image, 0, 0);
  const seen = [...context.getImageData(24, 32, 1, 1).data];
  for (const [index, value] of [200, 100, 50, 255].entries()) {
    expect(Math.abs(value - (seen[index] ?? 0))).toBeLessThan(5);
  }
});

test("of an animated WebP the first picture leaves", async ({ page }) => {
  const frame = (shown: Buffer) => {
    const place = Buffer.alloc(16);
    place.writeUIntLE(63, 6, 3);
    place.writeUIntLE(47, 9, 3);
    place.writeUIntLE(500, 12, 3);
    return riffChunk("ANMF", Buffer.concat([place, shown.subarray(shown.indexOf("VP8 "))]));
  };
  const moving = riff(
    extendedHeader(0x02, 64, 48),
    riffChunk("ANIM", Buffer.alloc(6)),
    frame(lyingPicture("image/webp", 1)),
    frame(lyingPicture("image/webp", 3)),
  );
  const [arrived = Buffer.alloc(0)] = await whatArrives(page, [
    { name: "moving.webp", mimeType: "image/webp", buffer: moving },
  ]);
  expect(arrived.includes("ANMF")).toBe(false);
  expect(await isUpright(arrived)).toBe(true);
});

test("pictures of other sorts are refused, each with what to do; one of too many pixels with its measures", async ({
  page,
}) => {
  const file = (name: string, words: string) => ({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(words, "latin1"),
  });
  const header = Buffer.from("00007530000075300802000000", "hex");
  const png = lyingPicture("image/png", 1);
  await choose(page, [
    file("IMG_1.heic", "\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
    file("IMG_2.avif", "\0\0\0\x18ftypavif\0\0\0\0"),
    file("clip.mov", "\0\0\0\x14ftypqt  \0\0\0\0"),
    file("logo.svg", `<svg xmlns="http://www.w3.org/2000/svg"/>`),
    file("junk.jpg", "A".repeat(11 * 1024 * 1024)),
    {
      name: "bomb.png",
      mimeType: "image/png",
      buffer: Buffer.concat([png.subarray(0, 8), chunk("IHDR", header), png.subarray(33)]),
    },
    picture(1),
  ]);
  const refused = page.getByRole("alert").filter({ hasText: "Not taken." }).getByRole("listitem");
  await expect(refused).toHaveText([
    "IMG_1.heic is a HEIC picture. Choose JPEG in the camera's settings (“Most Compatible” on an iPhone), or export it as JPEG.",
    "IMG_2.avif is an AVIF picture. Export it as JPEG or PNG.",
    "clip.mov is a video. Choose a picture: JPEG, PNG or WebP.",
    "logo.svg is an SVG drawing. Export it as PNG.",
    "junk.jpg is not a JPEG, PNG or WebP picture.",
    "bomb.png is 30000 × 30000 pixels. A picture can have up to 100 million.",
  ]);
  await expect(page.getByText("1 of 4 to 20")).toBeVisible();
});

test("a browser whose canvas gives back something else sends nothing, and says what to do", async ({
  page,
}) => {
  let sent = 0;
  await page.route("**/api/uploads", (route) => {
    sent += 1;
    return route.continue();
  });
  await page.evaluate(() => {
    const area = { width: 1, height: 1, colorSpace: "srgb", data: new Uint8ClampedArray([7, 77, 177, 255]) };
    CanvasRenderingContext2D.prototype.getImageData = () => area as unknown as ImageData;
  });
  await choose(page, [{ name: "held.jpg", mimeType: "image/jpeg", buffer: notedPicture("image/jpeg", 6) }]);
  await expect(page.getByText("This browser cannot make held.jpg ready to be sent.")).toBeVisible();
  expect(sent).toBe(0);
});

test("the form waits for pictures that are being made ready", async ({ page }) => {
  await page.evaluate(() => {
    const decode = window.createImageBitmap.bind(window);
    const released = new Promise((resolve) => Reflect.set(window, "release", resolve));
    const held = async (...what: Parameters<typeof createImageBitmap>) => {
      await released;
      return decode(...what);
    };
    Reflect.set(window, "createImageBitmap", held);
  });
  await page.getByLabel("Title").fill("Not too early");
  await choose(page, pictures(5));
  await expect(page.getByText("Making 5 pictures ready to be sent.")).toBeVisible();
  await expect(page.getByText("Waiting for 5 pictures to arrive.")).toBeVisible();
  const started: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/api/jobs")) started.push(request.url());
  });
  await startButton(page).click();
  await expect(
    page.getByRole("alert").filter({ hasText: "Waiting for 5 pictures to arrive." }),
  ).toBeVisible();
  await page.evaluate(() => (Reflect.get(window, "release") as () => void)());
  await expect(page.getByText("Ready. Once it has started you can close the page.")).toBeVisible();
  await expect(page.locator("li[data-state=done]")).toHaveCount(5);
  expect(started).toEqual([]);
});
