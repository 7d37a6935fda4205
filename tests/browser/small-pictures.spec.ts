import { expect, type Browser, type CDPSession, type Page } from "@playwright/test";
import { picture, sign, signUp } from "./person";
import { test } from "./test";

// Fifty jobs are done within a minute or two, whoever looks.
test.use({
  stackEnv: { SANDBOX_SPEED: "100", MAX_ACTIVE_JOBS: "60", TICK_SECONDS: "5", SANDBOX_FILM_MB: "8" },
});
test.setTimeout(420_000);

/** Oldest first: of the last twelve, which a list begins with, ten have pictures. */
const kinds = [
  ...Array.from({ length: 35 }, () => "chat" as const),
  ...(["photoshoot", "product_card", "sora"] as const),
  ...(["chat", "photoshoot", "photoshoot", "photoshoot", "product_card", "sora"] as const),
  ...(["chat", "photoshoot", "photoshoot", "photoshoot", "product_card", "sora"] as const),
];

/** Starts them one after the other, and waits for their ends. */
async function finishFiftyJobs(page: Page): Promise<void> {
  const headers = { "sec-fetch-site": "same-origin" };
  const upload = async (number: number): Promise<string> => {
    const answer = await page.request.post("/api/uploads", { headers, multipart: { file: picture(number) } });
    return ((await answer.json()) as { path: string }).path;
  };
  const images = await Promise.all([1, 2, 3, 4].map(upload));
  const inputs = {
    chat: { prompt: "Say something." },
    photoshoot: { title: "Portraits", subject: "woman", images },
    product_card: { image: images[0], style: "studio" },
    // Its maker sends no still with the film, and the film is large.
    sora: { prompt: "Waves at dusk", model: "fal-ai/veo3.1/fast" },
  };
  for (const kind of kinds) {
    const started = await page.request.post("/api/jobs", { headers, data: { kind, input: inputs[kind] } });
    expect(started.status(), await started.text()).toBe(201);
  }
  const statuses = async () => {
    const answer = await page.request.get("/api/jobs?limit=100");
    const { items } = (await answer.json()) as { items: Array<{ status: string }> };
    return items.map(({ status }) => status);
  };
  await expect.poll(statuses, { timeout: 300_000, intervals: [3_000] }).toEqual(kinds.map(() => "completed"));
}

interface Asked {
  url: string;
  isPicture: boolean;
  isFilm: boolean;
}

/** What a page asks the server for, and how many bytes of answers come; what the browser has kept is neither. */
async function network(cdp: CDPSession) {
  const asked = new Map<string, Asked>();
  const seen = { bytes: 0, asked: () => [...asked.values()] };
  cdp.on("Network.requestWillBeSent", ({ requestId, request, type }) => {
    if (request.url.startsWith("http"))
      asked.set(requestId, { url: request.url, isPicture: type === "Image", isFilm: type === "Media" });
  });
  cdp.on("Network.requestServedFromCache", ({ requestId }) => asked.delete(requestId));
  cdp.on("Network.responseReceived", ({ requestId, response }) => {
    if (response.fromDiskCache) asked.delete(requestId);
  });
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (seen.bytes += encodedDataLength));
  await cdp.send("Network.enable");
  return seen;
}

/** Goes through the list to its end, and waits for every picture on the way. */
async function lookAtAll(page: Page): Promise<void> {
  await sign(page, "Live").waitFor();
  const pictures = page.getByRole("article").locator("img");
  for (const card of await page.getByRole("article").all()) await card.scrollIntoViewIfNeeded();
  const missing = () =>
    pictures.evaluateAll(
      (all) =>
        all.filter((each) => !(each instanceof HTMLImageElement && each.complete && each.naturalWidth > 0))
          .length,
    );
  await expect.poll(missing).toBe(0);
  expect(await pictures.count()).toBeGreaterThan(50);
}

async function visitor(browser: Browser, page: Page, baseURL: string) {
  const context = await browser.newContext({ baseURL, storageState: await page.context().storageState() });
  const fresh = await context.newPage();
  return { context, fresh, cdp: await context.newCDPSession(fresh) };
}

test("a list of fifty finished jobs is light, is asked for its pictures once, and opens a job at once on a slow line", async ({
  page,
  browser,
  stack,
}) => {
  await signUp(page);
  await finishFiftyJobs(page);

  const { context, fresh, cdp } = await visitor(browser, page, stack.url);
  const first = await network(cdp);
  await fresh.goto("/jobs");
  await expect(fresh.getByRole("article")).toHaveCount(12);
  await lookAtAll(fresh);
  const paths = first.asked().map(({ url }) => url.replace(stack.url, ""));
  expect(first.bytes, "bytes of a first visit").toBeLessThan(1_500_000);
  expect(paths.length, `requests of a first visit:\n${paths.join("\n")}`).toBeLessThan(40);
  expect(first.asked().filter(({ isFilm }) => isFilm)).toEqual([]);
  // One for each card that shows any.
  expect(first.asked().filter(({ isPicture }) => isPicture).length).toBeLessThanOrEqual(12);

  const second = await context.newPage();
  const again = await network(await context.newCDPSession(second));
  await second.goto("/jobs");
  await lookAtAll(second);
  expect(again.asked().filter(({ isPicture }) => isPicture)).toEqual([]);
  await context.close();

  const slow = await visitor(browser, page, stack.url);
  // Slow 3G, as the browser's own tools have it: two seconds for a request, 50 KB a second.
  await slow.cdp.send("Network.enable");
  await slow.fresh.goto("/jobs");
  await sign(slow.fresh, "Live").waitFor();
  await slow.cdp.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 2_000,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  await slow.fresh.evaluate(() => {
    let clickedAt = 0;
    document.addEventListener("click", () => (clickedAt = performance.now()), { capture: true, once: true });
    new MutationObserver((_changes, observer) => {
      if (!document.querySelector("[data-opening] h1")) return;
      observer.disconnect();
      document.body.dataset["openedAfter"] = String(performance.now() - clickedAt);
    }).observe(document.body, { childList: true, subtree: true });
  });
  await slow.fresh.getByRole("link", { name: "Portraits" }).first().click();
  await expect(slow.fresh.locator("[data-opening] h1")).toHaveText("Portraits");
  const openedAfter = Number(await slow.fresh.locator("body").getAttribute("data-opened-after"));
  expect(openedAfter, "milliseconds from the click to the frame").toBeLessThan(1_000);
  expect(new URL(slow.fresh.url()).pathname).toBe("/jobs");
  await expect(slow.fresh).toHaveURL(/\/jobs\/[\w-]+$/);
  await expect(slow.fresh.locator("[data-opening]")).toHaveCount(0);
  await expect(slow.fresh.getByRole("heading", { level: 1, name: "Portraits" })).toBeVisible();
  await slow.context.close();
});
