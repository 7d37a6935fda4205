import { expect, type Browser, type Page } from "@playwright/test";
import type { ShakyStack } from "../support/shaky-stack";
import { patient } from "./patience";
import { fillSignIn, signUp, startPhotoshoot } from "./person";
import { test } from "./shaky-test";

// One after the other: each has twenty pages open.
test.describe.configure({ mode: "default" });
test.setTimeout(300_000);

const outageMs = 60_000;
const backWithinMs = 10_000;
const answeredWithinMs = 10_000;

/** The word on a job's badge: on its own page, and on its card in the list. */
const state = (page: Page, word: string) => page.locator("main").getByText(word, { exact: true }).first();

/** What left a page for the app: when, and how long it waited for an answer, in milliseconds; `null` while it waits. */
interface Sent {
  at: number;
  ms: number | null;
}

interface Answer {
  page: Page;
  /** By the browser's clock, however late this process hears of it. */
  at: number;
  status: number;
  pathname: string;
}

interface Watched {
  jobId: string;
  /** Twenty of one person that show a job in training: each fifth is the list, the others are the job's own page. */
  pages: Page[];
  /** What the pages were answered. */
  answers: Answer[];
  /** All that left the pages. */
  sent: readonly Sent[];
  /** Opens another page of the same person. */
  open(): Promise<Page>;
}

/** Notes what leaves a page, from when it does: the browser itself makes some wait for a connection. */
async function note(page: Page, sent: Sent[]): Promise<void> {
  const underWay = new Map<string, Sent>();
  const givenUp = new Set<string>();
  const end = ({ requestId }: { requestId: string }) => {
    const one = underWay.get(requestId);
    if (one) one.ms ??= Date.now() - one.at;
  };
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  line.on("Network.requestWillBeSentExtraInfo", ({ requestId }) => {
    // One that is given up as it leaves may be said to have failed before it is said to be sent.
    if (givenUp.has(requestId)) return;
    const one: Sent = { at: Date.now(), ms: null };
    underWay.set(requestId, one);
    sent.push(one);
  });
  line.on("Network.responseReceivedExtraInfo", end);
  line.on("Network.loadingFailed", (one) => {
    givenUp.add(one.requestId);
    end(one);
  });
}

/** Twenty pages are drawn at once, by a machine that is to be busy with what they ask: they are small. */
const viewport = { width: 800, height: 450 };

/** Browsers open at most six connections to a server for all pages of a context: five pages, and one is still free. */
async function watch(browser: Browser, stack: ShakyStack, title: string): Promise<Watched> {
  const contexts = await Promise.all(
    Array.from({ length: 4 }, () =>
      browser.newContext({ baseURL: stack.url, reducedMotion: "reduce", viewport }),
    ),
  );
  const answers: Answer[] = [];
  const sent: Sent[] = [];
  const pages: Page[] = [];
  const openIn = async (context = contexts[0]) => {
    if (!context) throw new Error("there are four contexts");
    const page = await context.newPage();
    await note(page, sent);
    page.on("response", (response) => {
      const { startTime, responseStart } = response.request().timing();
      const { pathname } = new URL(response.url());
      answers.push({ page, at: startTime + responseStart, status: response.status(), pathname });
    });
    return page;
  };
  const first = patient(await openIn());
  await signUp(first);
  await startPhotoshoot(first, title);
  const address = first.url();
  const cookies = await first.context().cookies();
  await first.close();
  await Promise.all(
    contexts.map(async (context) => {
      await context.addCookies(cookies);
      for (let number = 0; number < 5; number += 1) {
        const page = patient(await openIn(context));
        await page.goto(number === 4 ? "/jobs" : address);
        await expect(state(page, "Training")).toBeVisible();
        pages.push(page);
      }
    }),
  );
  answers.length = 0;
  return {
    jobId: new URL(address).pathname.split("/").at(-1) ?? "",
    pages,
    answers,
    sent,
    open: () => openIn(),
  };
}

async function closeAll({ pages }: Watched): Promise<void> {
  await Promise.all([...new Set(pages.map((page) => page.context()))].map((context) => context.close()));
}

/** What a program with the session of these pages is answered, and how long the slowest answer took, in milliseconds. */
async function ask(
  stack: ShakyStack,
  { pages, jobId }: Watched,
): Promise<{ statuses: number[]; ms: number }> {
  const cookies = (await pages[0]?.context().cookies()) ?? [];
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const startedAt = performance.now();
  const statuses = await Promise.all(
    ["/api/jobs", `/api/jobs/${jobId}`, `/api/jobs/${jobId}?wait=20`, `/api/jobs/${jobId}/events`].map(
      async (path) => (await fetch(stack.url + path, { headers: { cookie } })).status,
    ),
  );
  return { statuses, ms: performance.now() - startedAt };
}

/** Whatever the pages sent since then was answered in time, or has not waited for so long yet. */
function expectAllAnswered({ pages, sent }: Watched, since: number): void {
  const all = sent.filter(({ at }) => at >= since);
  expect(all.length).toBeGreaterThan(pages.length);
  const waited = ({ at, ms }: Sent) => ms ?? Date.now() - at;
  expect(all.filter((one) => waited(one) >= answeredWithinMs)).toEqual([]);
}

/** Where nobody can be told of it yet: what a page is answered well from now on is what it became. */
async function cancel({ sql }: ShakyStack, watched: Watched): Promise<void> {
  expectNoneSignedOut(watched);
  watched.answers.length = 0;
  const { jobId } = watched;
  const changed = await sql`
    select cancel_job(id, user_id, 'manual')->>'outcome' as outcome from jobs where id = ${jobId}`;
  expect(changed[0]?.["outcome"]).toBe("canceled");
}

/**
 * Every page has been told what happened meanwhile soon after the return, `backAt`, and shows it, and so does one that was
 * opened meanwhile; none heard that nobody is signed in. How long twenty pages take to show what they were told all at once is a
 * matter of the machine that has them open.
 */
async function expectAllCurrent(watched: Watched, late: Page, backAt: number): Promise<void> {
  const { pages, answers, jobId } = watched;
  await Promise.all(
    [...pages, late].map((page, index) =>
      expect(state(page, "Canceled"), `page ${index}, ${page.url()}`).toBeVisible(),
    ),
  );
  const toldAfterMs = pages.map((page) => {
    const itsOwn = page.url().endsWith(jobId) ? `/api/jobs/${jobId}` : "/api/jobs";
    const told = answers.filter(
      (answer) => answer.page === page && answer.status === 200 && answer.pathname === itsOwn,
    );
    return Math.min(...told.map(({ at }) => at - backAt));
  });
  expect(toldAfterMs.filter((ms) => ms >= backWithinMs)).toEqual([]);
  await Promise.all(
    [...pages, late].map(async (page) => {
      await expect(page.getByText("is not answering")).toHaveCount(0);
      await expect(page.getByText("signed out")).toHaveCount(0);
    }),
  );
  expectNoneSignedOut(watched);
}

/** No page has been told that nobody is signed in. */
function expectNoneSignedOut({ answers }: Watched): void {
  expect(answers.filter(({ status, pathname }) => status === 401 || pathname === "/sign-in")).toEqual([]);
}

/** Each page says what the matter is, and that nothing is lost; none says that anybody is signed out. */
async function expectAllTold({ pages }: Watched, withinMs: number): Promise<void> {
  await Promise.all(
    pages.map(async (page) => {
      const note = page.locator("main").getByText(/is not answering just now\. Nothing is lost\./);
      await expect(note).toBeVisible({ timeout: withinMs });
      await expect(page.getByText("signed out")).toHaveCount(0);
    }),
  );
}

test("the database is stopped for 60 s under 20 open pages: all say so, all are current within 10 s of its return, none is signed out", async ({
  browser,
  stack,
}) => {
  const watched = await watch(browser, stack, "Through an outage");
  const over = Date.now() + outageMs;
  // At first it only hangs, as one that is overloaded; then it is gone.
  stack.freeze();
  // What was read a moment ago may still be told.
  await expect.poll(async () => (await ask(stack, watched)).statuses).toEqual([503, 503, 503, 503]);
  const hanging = await ask(stack, watched);
  expect(hanging.ms).toBeLessThan(answeredWithinMs);
  const late = await watched.open();
  await late.goto(`/jobs/${watched.jobId}`);
  await expect(late.getByText("asks again by itself")).toBeVisible({ timeout: answeredWithinMs });
  await expectAllTold(watched, 50_000);
  await stack.kill();
  expect((await ask(stack, watched)).statuses).toEqual([503, 503, 503, 503]);
  await expect.poll(() => Date.now(), { timeout: outageMs }).toBeGreaterThan(over);

  await stack.restartPostgres();
  await cancel(stack, watched);
  await stack.restartSupabase();
  const backAt = Date.now();
  await expectAllCurrent(watched, late, backAt);
  await closeAll(watched);
});

test("auth alone is silent for 60 s under 20 open pages: every request is answered within 10 s, all are current within 10 s of its return, none is signed out", async ({
  browser,
  stack,
}) => {
  const watched = await watch(browser, stack, "Through a silence");
  const over = Date.now() + outageMs;
  stack.freezeAuth();
  // Whom it knew within the last minute it would serve.
  await stack.restartApp();
  const since = Date.now();
  const hanging = await ask(stack, watched);
  expect(hanging.statuses).toEqual([503, 503, 503, 503]);
  expect(hanging.ms).toBeLessThan(answeredWithinMs);
  const late = await watched.open();
  await late.goto("/jobs");
  const newcomer = await browser.newContext({ baseURL: stack.url });
  const entrance = patient(await newcomer.newPage());
  await entrance.goto("/sign-in");
  await fillSignIn(entrance, "newcomer@example.com");
  await expect(
    entrance.getByText("Signing in does not work just now. It is not your password"),
  ).toBeVisible();
  await newcomer.close();
  await expect(late.getByText("asks again by itself")).toBeVisible({ timeout: answeredWithinMs });
  await expectAllTold(watched, 50_000);
  await cancel(stack, watched);
  await expect.poll(() => Date.now(), { timeout: outageMs }).toBeGreaterThan(over);

  expectAllAnswered(watched, since);
  const backAt = Date.now();
  stack.thawAuth();
  await expectAllCurrent(watched, late, backAt);
  await closeAll(watched);
});
