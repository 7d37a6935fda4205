import { expect, type Page } from "@playwright/test";
import { startJob, uploadPictures, waitForJob } from "./made-jobs";
import { removeByMenu } from "./card-menu";
import { sign, signUp } from "./person";
import { test } from "./test";

test.use({ stackEnv: { SANDBOX_SPEED: "100", TICK_SECONDS: "2" } });
test.setTimeout(420_000);

const cell = (page: Page, name: string) => page.getByRole("gridcell", { name, exact: true });
const lightbox = (page: Page) => page.getByRole("dialog");

/** So many photoshoots of eight pictures each, done, the last one the newest. */
async function makeShoots(page: Page, count: number): Promise<void> {
  await signUp(page);
  const images = await uploadPictures(page, 4);
  for (let number = 1; number <= count; number += 1) {
    const id = await startJob(page, "photoshoot", { title: `Shoot ${number}`, subject: "woman", images });
    await waitForJob(page, id, "completed");
  }
}

interface Pictures {
  items: { id: string }[];
  nextCursor: string | null;
}

test("a picture that a link opens far down the list is walked on from, once the list has come to it", async ({
  page,
}) => {
  // Six fill the page that the server draws.
  await makeShoots(page, 7);
  const ask = async (query: string) =>
    (await (await page.request.get(`/api/pictures?limit=48${query}`)).json()) as Pictures;
  const first = await ask("");
  const { items } = await ask(`&cursor=${encodeURIComponent(first.nextCursor ?? "")}`);
  const [, second, third] = items.map(({ id }) => id);
  await page.goto(`/pictures?open=${second}`);
  await expect(lightbox(page).getByRole("img")).toBeVisible();
  await expect(lightbox(page).getByRole("button", { name: "Next picture" })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page).toHaveURL(new RegExp(`/pictures\\?open=${third}$`));
  await page.keyboard.press("ArrowLeft");
  await expect(page).toHaveURL(new RegExp(`/pictures\\?open=${second}$`));
});

test("a kind is shown as chosen at once, and a job that is put back hangs there again", async ({
  page,
  context,
}) => {
  await makeShoots(page, 2);
  await page.goto("/pictures");
  await expect(cell(page, "Shoot 2, picture 1")).toBeVisible();
  const line = Promise.withResolvers<void>();
  await page.route(/\/pictures\?kind=photoshoot/, async (route) => {
    await line.promise;
    await route.continue();
  });
  const kind = page.getByRole("navigation", { name: "Kind" }).getByRole("link", { name: "Photoshoots" });
  await kind.click();
  await expect(kind).toHaveAttribute("aria-current", "true");
  await expect(page).toHaveURL(/\/pictures\?kind=photoshoot$/);
  line.resolve();
  await expect(cell(page, "Shoot 2, picture 1")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/pictures$/);
  await expect(cell(page, "Shoot 1, picture 8")).toBeVisible();

  await sign(page, "Live").waitFor();
  const other = await context.newPage();
  await other.goto("/jobs");
  await removeByMenu(other, "Shoot 2");
  await expect(cell(page, "Shoot 2, picture 1")).toHaveCount(0);
  // Read while it is away.
  const read = page.waitForResponse((answer) => new URL(answer.url()).pathname === "/api/pictures");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await (await read).finished();
  await other
    .getByRole("region", { name: /News of your jobs/ })
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(cell(page, "Shoot 2, picture 1")).toBeVisible();
});
