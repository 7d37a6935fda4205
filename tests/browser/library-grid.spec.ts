import { expect, type Browser, type Page } from "@playwright/test";
import type { ShakyStack } from "../support/shaky-stack";
import { putImages } from "./images";
import { patient } from "./patience";
import { signUp } from "./person";
import { test } from "./shaky-test";

const total = 10_000;
/** So many have files of their own, and are the newest; the others show the same pictures. */
const real = 24;

/** Ten thousand images, most of them rows without files. */
async function fill(page: Page, { sql }: ShakyStack): Promise<void> {
  const email = await signUp(page);
  await putImages(page, real);
  await sql`
    insert into public.assets (id, user_id, name, content_type, bytes, width, height, sha256, extension,
      picture_bytes, stored_at, created_at, tags, tagged_at)
    select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, person.id, 'old-' || n || '.jpg',
      'image/jpeg', 90000, 800, 600, encode(sha256(n::text::bytea), 'hex'), 'jpg', 20000, now(),
      now() - interval '1 day' - n * interval '1 minute', array['sea', 'sand', 'tag ' || n % 40], now()
    from auth.users person, generate_series(1, ${total - real}) n where person.email = ${email}`;
  await sql`analyze public.assets`;
  const thumbnails = await Promise.all(
    (await listed(page)).map(async (id) => (await page.request.get(`/api/assets/${id}/thumbnail`)).body()),
  );
  await page.route("**/api/assets/00000000-*/thumbnail", (route, request) => {
    const number = Number(/(\d+)\/thumbnail/.exec(request.url())?.[1]);
    return route.fulfill({ contentType: "image/webp", body: thumbnails[number % thumbnails.length] ?? "" });
  });
}

async function listed(page: Page): Promise<string[]> {
  const answer = await page.request.get(`/api/assets?limit=${real}`);
  return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
}

/** When a picture of the grid was first there, and had a frame to be painted in, in milliseconds from the beginning of the page. */
async function gridPaint(page: Page): Promise<number> {
  await page.goto("/library", { waitUntil: "commit" });
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = () => {
          const picture = document.querySelector<HTMLImageElement>("[role=grid] img");
          const isThere = picture !== null && picture.complete && picture.naturalWidth > 0;
          // What is there before one frame has been painted before the next.
          const painted = () => requestAnimationFrame(() => resolve(performance.now()));
          requestAnimationFrame(isThere ? painted : look);
        };
        look();
      }),
  );
}

/** The same of two people's grids in turn, so that both meet the same machine; each one's best of four. */
async function bestPaints(one: Page, other: Page): Promise<[number, number]> {
  const [ones, others]: [number[], number[]] = [[], []];
  for (let round = 0; round < 4; round += 1) {
    ones.push(await gridPaint(one));
    others.push(await gridPaint(other));
  }
  return [Math.min(...ones), Math.min(...others)];
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Of the thread's own time, in microseconds. */
  tdur?: number;
  args?: { name?: string };
}

/** The longest that a task took of the main thread's own time while `during` ran, in milliseconds. */
async function longestTask(browser: Browser, page: Page, during: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, {
    categories: ["toplevel", "disabled-by-default-devtools.timeline", "__metadata"],
  });
  await during();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  const mains = traceEvents
    .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
    .map(({ pid, tid }) => `${pid} ${tid}`);
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name.endsWith("RunTask") && mains.includes(`${pid} ${tid}`),
  );
  expect(tasks.length).toBeGreaterThan(100);
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1_000;
}

/** Scrolls for three seconds as a hand would, with a jump now and then. */
async function scroll(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const until = performance.now() + 3_000;
        let frames = 0;
        const step = () => {
          frames += 1;
          window.scrollBy(0, frames % 60 === 0 ? 4_000 : 90);
          if (performance.now() < until) requestAnimationFrame(step);
          else resolve();
        };
        requestAnimationFrame(step);
      }),
  );
}

test("at 10,000 images the grid is painted within 1.5 s, scrolls without a long task, and holds few nodes", async ({
  page,
  browser,
  stack,
}) => {
  patient(page);
  const others = await browser.newContext({ baseURL: stack.url });
  const other = patient(await others.newPage());
  await signUp(other);
  await putImages(other, real);
  await fill(page, stack);
  const [fewMs, manyMs] = await bestPaints(other, page);
  await others.close();
  await expect(page.getByText("10,000 images")).toBeVisible();
  await expect(page.getByRole("grid")).toHaveAttribute("aria-rowcount", /^1\d{3}$/);

  const taskMs = await longestTask(browser, page, () => scroll(page));
  const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  const last = page.getByRole("gridcell", { name: `old-${total - real}.jpg` });
  await expect(last).toBeVisible();
  await page.getByRole("gridcell").first().focus();
  await page.keyboard.press("Control+Home");
  await expect(page.getByRole("gridcell", { name: /^picture-/ }).first()).toBeFocused();
  await page.keyboard.press("Control+End");
  await expect(last).toBeFocused();

  // The end is a place for an image at first, and has the focus all the same once that is there.
  await page.reload();
  await page.getByRole("gridcell").first().focus();
  await page.keyboard.press("Control+End");
  await expect(last).toBeFocused();

  const figures = `painted after ${Math.round(manyMs)} ms, of ${real} images after ${Math.round(fewMs)} ms; longest task ${taskMs.toFixed(1)} ms; ${nodes} nodes`;
  test.info().annotations.push({ type: "figures", description: figures });
  console.log(figures);
  // A machine that is slower with a few of them, too, is slow at everything; four hundred times as many take no multiple of that.
  expect(manyMs).toBeLessThan(Math.max(1_500, 2.5 * fewMs));
  expect(taskMs).toBeLessThan(50);
  expect(nodes).toBeLessThan(1_500);
});
