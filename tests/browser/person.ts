import { randomUUID } from "node:crypto";
import { createCanvas, type Canvas } from "@napi-rs/canvas";
import { expect, type Page } from "@playwright/test";
import { exif, segment } from "../support/noted-pictures";

/** A file as a person would choose it. */
export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A small JPEG, another one for every number. */
export function picture(number: number): ChosenFile {
  const canvas = createCanvas(96, 128);
  const context = canvas.getContext("2d");
  context.fillStyle = `hsl(${(number * 37) % 360} 40% 60%)`;
  context.fillRect(0, 0, 96, 128);
  context.fillStyle = "#2b3050";
  context.fillRect(16, 48 + (number % 40), 64, 80);
  return { name: `picture-${number}.jpg`, mimeType: "image/jpeg", buffer: canvas.toBuffer("image/jpeg") };
}

/** A JPEG of some 7 MB, as a phone makes them: it lies on its side, and says so in its notes (EXIF 6, a quarter turn). */
export function largePicture(): ChosenFile {
  const jpeg = noise(3600, 2400).toBuffer("image/jpeg", 92);
  const turned = segment(0xe1, "Exif\0\0", exif(6));
  const buffer = Buffer.concat([jpeg.subarray(0, 2), turned, jpeg.subarray(2)]);
  return { name: "large.jpg", mimeType: "image/jpeg", buffer };
}

/** A PNG of some 5 MB, transparent at its left. */
export function clearPicture(): ChosenFile {
  const canvas = noise(1600, 1250);
  canvas.getContext("2d").clearRect(0, 0, 400, 1250);
  return { name: "clear.png", mimeType: "image/png", buffer: canvas.toBuffer("image/png") };
}

/** Noise that no format makes small, the same at every run. */
function noise(width: number, height: number): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  const grain = context.createImageData(width, height);
  let seed = 7;
  for (let at = 0; at < grain.data.length; at += 1) {
    seed = Math.imul(seed, 1_103_515_245) + 12_345;
    grain.data[at] = at % 4 === 3 ? 255 : (seed >> 16) & 255;
  }
  context.putImageData(grain, 0, 0);
  return canvas;
}

export function pictures(count: number): ChosenFile[] {
  return Array.from({ length: count }, (_, index) => picture(index + 1));
}

/** Makes an account of its own, whose address it returns, and is signed in with it, so that tests do not see each other's jobs. */
export async function signUp(page: Page): Promise<string> {
  await page.goto("/sign-in");
  const email = await fillNewAccount(page);
  await expect(page.getByRole("heading", { level: 1, name: "My jobs" })).toBeVisible();
  return email;
}

const password = "correct horse battery";

/** Makes an account on the sign-in page that is open. */
export async function fillNewAccount(page: Page): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  await page.getByRole("button", { name: "Create an account" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create account" }).click();
  return email;
}

/** Signs in with an account of `signUp`, on the sign-in page that is open. */
export async function fillSignIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Chooses files in the photoshoot form. */
export async function choose(page: Page, files: ChosenFile[]): Promise<void> {
  await page.getByLabel("Pictures", { exact: true }).setInputFiles(files);
}

export function startButton(page: Page) {
  return page.getByRole("button", { name: "Start the photoshoot" });
}

/** Loads the form, starts a photoshoot and arrives on its page. */
export async function startPhotoshoot(page: Page, title: string): Promise<void> {
  await page.goto("/new/photoshoot");
  await fillPhotoshoot(page, title);
}

/** The same on the form that is open. */
export async function fillPhotoshoot(page: Page, title: string): Promise<void> {
  await page.getByLabel("Title").fill(title);
  await choose(page, pictures(4));
  await expect(page.getByText("Ready.")).toBeVisible();
  await startButton(page).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** What says in the header how the page hears of changes; it is there once the page takes part. */
export function sign(page: Page, word: string) {
  return page.getByRole("button", { name: `Updates: ${word}` });
}

/** The word on the badge under a job's title. */
export function badge(page: Page, word: string) {
  return page.locator("main header").getByText(word, { exact: true });
}

/** How far the page can be scrolled sideways, in pixels, once it is drawn: before that a new width has reached a part of it. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });
}

/** Presses Tab, or goes back by it, until an element of that name has the focus, as somebody without a mouse would. */
export async function tabTo(page: Page, name: RegExp, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key);
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      const fields = [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement];
      const field = fields.some((each) => element instanceof each) ? element : null;
      const labelled = field
        ? (document.querySelector(`label[for="${field.id}"]`) ?? field.closest("label"))
        : null;
      return element?.getAttribute("aria-label") ?? (labelled ?? element)?.textContent ?? "";
    });
    if (name.test(focused.trim())) return;
  }
  throw new Error(`${key} never reaches ${name}`);
}
