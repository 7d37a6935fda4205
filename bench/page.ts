import { chromium, type Browser, type Page } from "@playwright/test";
import { launchOptions } from "@/playwright.config";
import { sign, signUp, startPhotoshoot } from "@/tests/browser/person";
import { kilobytes, weigh, type Fetched } from "@/tests/support/page-weight";
import { buildForStacks, startStack } from "@/tests/support/stack";
import { median, type Row } from "./report";

type Storage = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

/** Opens pages as somebody who is signed in, each in a browser that has nothing of it yet. */
interface Visitor {
  browser: Browser;
  baseURL: string;
  storageState: Storage;
}

/** P5: what pages fetch until they are interactive, and how soon the job page is seen at a quarter of this machine's speed. */
export async function measure(print: (line: string) => void): Promise<Row[]> {
  print("The app is built, and started.");
  await buildForStacks();
  const browser = await chromium.launch(launchOptions);
  const stack = await startStack();
  try {
    const page = await browser.newPage({ baseURL: stack.url });
    // Outside of a test an expectation waits for 5 s only: what it waits for is waited for again.
    await signUp(page).catch(() => undefined);
    await page.getByRole("heading", { level: 1, name: "My jobs" }).waitFor();
    await startPhotoshoot(page, "Weighed").catch(() => undefined);
    await page.getByRole("heading", { level: 1, name: "Weighed" }).waitFor();
    const jobPath = new URL(page.url()).pathname;
    const storageState = await page.context().storageState();
    const visitor = { browser, baseURL: stack.url, storageState };
    const rows: Row[] = [];
    for (const path of [jobPath, "/jobs", "/new/photoshoot", "/library"]) {
      const fetched = await visit(visitor, (fresh) => weigh(fresh, path, () => aliveOn(fresh)));
      const found = weightsOf(path === jobPath ? "the job page" : path, fetched, path === jobPath);
      for (const { what, value } of found) print(`${what}: ${value}`);
      rows.push(...found);
    }
    print("The job page is opened three times at a quarter of this machine's speed.");
    rows.push(...(await pace(visitor, jobPath)));
    return rows;
  } finally {
    await browser.close();
    await stack.stop();
  }
}

async function visit<T>({ browser, ...options }: Visitor, see: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext(options);
  try {
    return await see(await context.newPage());
  } finally {
    await context.close();
  }
}

/** A page that has come to life says in its header how it hears of changes. */
const aliveOn = (page: Page) => sign(page, "Live").waitFor();

function weightsOf(name: string, fetched: readonly Fetched[], isJobPage: boolean): Row[] {
  const script = kilobytes(fetched, "script");
  const font = kilobytes(fetched, "font");
  const parts = Map.groupBy(
    fetched.filter(({ kind }) => kind === "script"),
    partOf,
  );
  const rest = [...parts].map(([part, files]) => row(`${name}: of that ${part}`, kilobytes(files, "script")));
  return [
    row(`P5: first-load JS of ${name}, gzipped`, script, isJobPage ? 130 : null),
    row(`P5: fonts of ${name}`, font, isJobPage ? 60 : null),
    row(`${name}: CSS, gzipped`, kilobytes(fetched, "stylesheet")),
    { what: `${name}: files`, value: `${fetched.length}`, goal: "", isMet: null, basis: "count" },
    ...(isJobPage ? rest : []),
  ];
}

function row(what: string, value: number, most: number | null = null): Row {
  const goal = most === null ? "" : `≤ ${most} KB`;
  return {
    what,
    value: `${value.toFixed(1)} KB`,
    goal,
    isMet: most === null ? null : value <= most,
    basis: "bytes",
  };
}

/** Told by words that only that part has in it. */
function partOf({ text }: Fetched): string {
  if (text.includes("hydrateRoot")) return "react-dom";
  if (/createFromReadableStream|useActionQueue|react\.forward_ref/.test(text)) return "the router, and React";
  return "ours, and what it takes";
}

const rounds = 3;

/** Largest contentful paint, and how long the main thread is blocked until then and after: medians. */
async function pace(visitor: Visitor, path: string): Promise<Row[]> {
  const seen: { lcpMs: number; blockedMs: number }[] = [];
  for (let round = 0; round < rounds; round += 1)
    seen.push(await visit(visitor, (page) => paceOf(page, path)));
  const figure = (what: string, values: number[]): Row => ({
    what: `P5: ${what} of the job page at 4× CPU slowdown`,
    value: `${Math.round(median(values))} ms`,
    goal: "",
    isMet: null,
    basis: "wall clock",
  });
  return [
    figure(
      "LCP",
      seen.map(({ lcpMs }) => lcpMs),
    ),
    figure(
      "TBT",
      seen.map(({ blockedMs }) => blockedMs),
    ),
  ];
}

async function paceOf(page: Page, path: string) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await page.goto(path);
  await aliveOn(page);
  // No function in it has a name: tsx would give it one by a helper that the page has not.
  const [paints = [], tasks = []] = await page.evaluate(
    async (types) => {
      const told = types.map(
        (type) =>
          new Promise<{ atMs: number; forMs: number }[]>((resolve) => {
            new PerformanceObserver((list) =>
              resolve(list.getEntries().map((entry) => ({ atMs: entry.startTime, forMs: entry.duration }))),
            ).observe({ type, buffered: true });
            // Where there is none of a type, nothing is told.
            setTimeout(resolve, 2_000, []);
          }),
      );
      return Promise.all(told);
    },
    ["largest-contentful-paint", "longtask"],
  );
  const blockedMs = tasks.reduce((sum, { forMs }) => sum + Math.max(0, forMs - 50), 0);
  return { lcpMs: paints.at(-1)?.atMs ?? 0, blockedMs };
}
