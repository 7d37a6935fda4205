import { describe, expect, test, vi } from "vitest";
import { checkDueJobs, checkJob } from "@/lib/services/check-jobs";
import { getJob } from "@/lib/services/get-job";
import { presentJob } from "@/lib/services/present-job";
import { carryOn } from "../support/carry-on";
import { byName, cardAtOpenAi, cases, type Case } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { interceptFetch } from "../support/intercept-fetch";
import { ledgerOf } from "../support/ledger";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld();
keepLedgersSound(world);

/** Checks again and again, as long as all goes well, until this is so. */
async function checkUntil(jobId: string, isSo: () => Promise<boolean>): Promise<void> {
  const check = async () => {
    await world.db.sql`update jobs set next_check_at = now() where id = ${jobId} and failed_checks = 0`;
    await checkDueJobs("vercel-cron");
    return isSo();
  };
  await expect.poll(check, { timeout: 20_000 }).toBe(true);
}

/** Lets the connection die in the middle of each download; gives the links that were asked for, each as often as it was. */
function cutDownloads(of: Case): string[] {
  const asked: string[] = [];
  interceptFetch(async ({ url, method }, send) => {
    const response = await send();
    if (!of.file?.call.test(`${method} ${url.split("?")[0]}`) || !response.ok) return response;
    asked.push(url);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return new Response(halfOf(bytes), response);
  });
  return asked;
}

function halfOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) return controller.error(new TypeError("terminated"));
      isSent = true;
      controller.enqueue(bytes.subarray(0, Math.ceil(bytes.byteLength / 2)));
    },
  });
}

const withFiles = cases.filter((each) => each.file !== null);
const withRanges = withFiles.filter((each) => each.provider !== "astria");
const withResults = cases.filter((each) => each.results.length > 0);

const downloaded = ({ file, results }: Case): readonly string[] => file?.results ?? results;

/** Of these files, those that are not there without a download. */
function notFromElsewhere(of: Case, files: readonly string[]): string[] {
  const elsewhere = of.results.filter((name) => !downloaded(of).includes(name));
  return files.filter((file) => !elsewhere.some((name) => file.endsWith(name)));
}

async function artifactsOf(jobId: string): Promise<string[]> {
  const rows = await world.db.sql<
    Array<{ name: string }>
  >`select name from artifacts where job_id = ${jobId}`;
  return rows.map(({ name }) => name);
}

describe.each(byName(withFiles))("%s whose downloads all die in the middle", (_name, of) => {
  test("shows nothing of its results, waits, and is saved whole once they no longer do", async () => {
    const { user, job } = await world.newJob(of);
    const asked = cutDownloads(of);
    await checkJob(job.id, "step");
    await checkUntil(job.id, async () => (await world.read(job.id))["failed_checks"] === 1);
    // How many are finished by the first failed check is the provider's pace; each that is was asked for again.
    expect(asked).not.toEqual([]);
    const timesEach = [...Map.groupBy(asked, (url) => url).values()].map((times) => times.length);
    expect(Math.min(...timesEach)).toBeGreaterThan(1);
    const view = await presentJob(await getJob(user, job.id, "browser", (work) => void work));
    expect(view).toMatchObject({ status: "processing", delay: { code: "result_unavailable" } });
    expect(notFromElsewhere(of, view.resultUrls)).toEqual([]);
    expect(view.frames.every((frame) => frame.url === null)).toBe(true);
    expect(notFromElsewhere(of, await artifactsOf(job.id))).toEqual([]);
    const stored = await world.db.sql<Array<{ name: string }>>`
      select name from storage.objects where name like ${`%${job.id}%`}`;
    // The small ones of a picture lie beside it.
    const originals = stored.map(({ name }) => name.replace(/-\d+\.webp$/, ""));
    expect(notFromElsewhere(of, originals)).toEqual([]);

    vi.restoreAllMocks();
    expect(await carryOn(world, job.id)).toBe("completed");
    await expectWhole(world, of, job.id);
    expectPaid(world, of);
  });
});

describe.each(byName(withRanges))("%s whose download dies twice", (_name, of) => {
  test("is taken up where it broke, and is byte for byte what its provider serves", async () => {
    const { job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`cut-download@${of.file?.place}*2`);
    const ranges: string[] = [];
    interceptFetch(({ url, method }, send, headers) => {
      const isDownload = of.file?.call.test(`${method} ${url.split("?")[0]}`);
      if (isDownload && headers.has("range")) ranges.push(headers.get("if-range") ?? "");
      return send();
    });
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(ranges).toHaveLength(2);
    expect(ranges).not.toContain("");
    expect(await ledgerOf(world, job.id, "delayed")).toEqual([]);
    await expectWhole(world, of, job.id);
  });
});

describe.each(byName(withFiles))("%s whose links have expired", (_name, of) => {
  test("is asked about again for new ones, and completes", async () => {
    const { job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`expired-links@${of.file?.place}*${2 * downloaded(of).length + 2}`);
    await checkUntil(job.id, async () => (await ledgerOf(world, job.id, "delayed")).length > 0);
    expectPaid(world, of);
    world.provider.sandbox.journal.clear();
    expect(await carryOn(world, job.id)).toBe("completed");
    const routes = Object.keys(world.provider.sandbox.journal.report().byRoute);
    expect(routes.filter((route) => !/images|content|files/.test(route))).not.toEqual([]);
    await expectWhole(world, of, job.id);
  });

  test("for good, fails as result_expired after a grace, and was charged", async () => {
    const { job } = await world.newJob(of);
    world.provider.sandbox.setFaults(`expired-links@${of.file?.place}`);
    expect(await carryOn(world, job.id)).toBe("failed");
    expect((await world.read(job.id))["error"]).toMatchObject({ code: "result_expired", charged: true });
    expect(notFromElsewhere(of, await artifactsOf(job.id))).toEqual([]);
    expectPaid(world, of);
  });
});

test("a card whose answer breaks off while its picture is read is not saved by halves", async () => {
  const { job } = await world.newJob(cardAtOpenAi);
  let reads = 0;
  interceptFetch(async ({ url, method }, send) => {
    const response = await send();
    if (method !== "GET" || !/\/responses\/resp_\d+$/.test(url)) return response;
    const text = await response.text();
    const isDone = text.includes('"status":"completed"');
    // The first read of a finished card tells that it is done, the second fetches its picture.
    return new Response(isDone && ++reads === 2 ? text.slice(0, text.length / 2) : text, response);
  });
  expect(await carryOn(world, job.id)).toBe("completed");
  expect(reads).toBeGreaterThan(2);
  expect(await ledgerOf(world, job.id, "delayed")).toHaveLength(1);
  vi.restoreAllMocks();
  await expectWhole(world, cardAtOpenAi, job.id);
});

describe.each(byName(withResults))("%s", (_name, of) => {
  test("is not completed before the whole of its results is stored", async () => {
    const { job } = await world.newJob(of);
    const statuses: string[] = [];
    interceptFetch(async ({ url }, send) => {
      if (url.includes("/storage/v1/object/artifacts/")) statuses.push((await world.read(job.id)).status);
      return send();
    });
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(statuses.length).toBeGreaterThanOrEqual(of.results.length);
    expect(statuses).not.toContain("completed");
  });
});
