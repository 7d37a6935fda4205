import { expect, type Locator, type Page } from "@playwright/test";
import { kindNames } from "@/lib/jobs/kind-name";
import { flaws } from "./flaws";
import { ours, putImages } from "./images";
import { startJob, uploadPictures, waitForJob } from "./made-jobs";
import { sign, signUp } from "./person";
import { story } from "./stories";
import { test } from "./test";

test.use({ stackEnv: { SANDBOX_SPEED: "20", TICK_SECONDS: "2", STORY_FILM_HEIGHT: "180" } });
test.setTimeout(900_000);

const widths = [1440, 1024, 768, 360];
/** All flaws are told, not only the first. */
const soft = expect.configure({ soft: true });

/** Looks at the page that is open at every width, by both lights, without loading it again. */
async function sweep(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const message = `${what} at ${width} px, ${colorScheme}`;
      await soft.poll(() => flaws(page), { message, timeout: 5_000 }).toEqual([]);
    }
  }
}

/** Opens a page at its widest, and sweeps it once it is alive. */
async function openAndSweep(page: Page, path: string, what = path): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(path);
  await sign(page, "Live").waitFor();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await sweep(page, what);
}

test("every page that needs no job holds together at every width, by day and by night", async ({ page }) => {
  for (const path of ["/", "/sign-in"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await sweep(page, `${path}, signed out`);
  }
  await signUp(page);
  const forms = kindNames.map((kind) => `/new/${kind}`);
  const places = ["/", "/jobs", "/pictures", "/library", "/account", "/account/delete", "/notifications"];
  for (const path of [...places, "/new", ...forms]) await openAndSweep(page, path, `${path}, with no job`);
  await page.goto("/nowhere");
  await sweep(page, "a page that is not there");
});

/** The furthest that the page can be scrolled sideways in any frame from the one in which it has the width that is asked for. */
async function widest(page: Page, width: number): Promise<number> {
  const watched = page.evaluate(async (asked) => {
    const frame = () => new Promise(requestAnimationFrame);
    const root = document.documentElement;
    const over: number[] = [];
    for (; over.length < 12; await frame())
      if (innerWidth === asked) over.push(root.scrollWidth - root.clientWidth);
    return Math.max(...over);
  }, width);
  await page.setViewportSize({ width, height: 900 });
  return watched;
}

test("where motion is not wanted, what a new width asks for is there in its first frame", async ({
  page,
}) => {
  await signUp(page);
  for (const path of ["/", "/jobs", "/new/photoshoot"]) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(path);
    await sign(page, "Live").waitFor();
    expect.soft(await widest(page, 360), path).toBe(0);
  }
});

/** One of every kind that is done, one that was refused, and work that is under way for as long as time stands still; their ids. */
async function makeJobs(page: Page, time: { stop(): Promise<void>; pass(seconds: number): Promise<void> }) {
  const images = await uploadPictures(page, 4);
  const assetIds = await putImages(page, 12);
  const shoot = { title: "Portraits in the last light of a long afternoon", subject: "woman", images };
  const film = { story, scenes: 4 };
  const done = {
    story: await startJob(page, "story_video", film),
    photoshoot: await startJob(page, "photoshoot", shoot),
    card: await startJob(page, "product_card", { image: images[0], style: "studio" }),
    video: await startJob(page, "sora", { prompt: "Waves at dusk" }),
    answer: await startJob(page, "chat", { prompt: "Why is the lamp red?" }),
    tags: await startJob(page, "image_tags", { assetIds }),
  };
  const refused = await startJob(page, "chat", { prompt: "Say it all the same [[forbidden]]" });
  await waitForJob(page, refused, "failed");
  for (const id of Object.values(done)) await waitForJob(page, id, "completed");

  await time.stop();
  const generating = await startJob(page, "photoshoot", shoot);
  await waitForJob(page, generating, "training");
  await time.pass(50);
  await waitForJob(page, generating, "generating");
  const training = await startJob(page, "photoshoot", shoot);
  await waitForJob(page, training, "training");
  const canceled = await startJob(page, "photoshoot", shoot);
  await waitForJob(page, canceled, "training");
  await page.request.post(`/api/jobs/${canceled}/cancel`, { headers: ours(page), failOnStatusCode: true });
  // Three run at once.
  const videos: string[] = [];
  for (const take of ["one", "two", "three", "four"])
    videos.push(await startJob(page, "sora", { prompt: `Take ${take}` }));
  const writing = await startJob(page, "story_video", film);
  const waiting = videos.at(-1) ?? "";
  return { done, refused, generating, training, canceled, waiting, shooting: videos[0] ?? "", writing };
}

test("every page with jobs on it does so too, in every state that a job can be in", async ({
  page,
  time,
}) => {
  await signUp(page);
  const made = await makeJobs(page, time);
  for (const path of ["/", "/jobs", "/pictures", "/library", "/account"])
    await openAndSweep(page, path, `${path}, with jobs`);
  // Titles of a row line up: films of cards are as tall as each other, whatever is on them.
  await page.goto("/jobs");
  await expect(page.getByRole("article").first()).toBeVisible();
  const films = page.locator("[data-job] > [inert]");
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const apart = () =>
      films.evaluateAll((all) => {
        const heights = all.map((film) => film.getBoundingClientRect().height);
        return Math.max(...heights) - Math.min(...heights);
      });
    await soft.poll(apart, { message: `films of cards at ${width} px` }).toBeLessThan(1);
  }
  const { done, refused, generating, training, canceled, waiting, shooting, writing } = made;
  const states = { refused, generating, training, canceled, waiting, shooting };
  for (const [what, id] of Object.entries(states)) await openAndSweep(page, `/jobs/${id}`, what);
  await openAndSweep(page, `/video/${writing}`, "a story under way");
  // What was refused shows a frame, struck through, and the step that was refused.
  await page.goto(`/jobs/${refused}`);
  await expect(page.getByRole("region", { name: "Contact sheet" })).toContainText("No answer came");
  await expect(page.getByRole("list", { name: "Steps" })).toContainText("stopped here");
  for (const kind of ["card", "video", "answer", "tags"] as const)
    await openAndSweep(page, `/jobs/${done[kind]}`, `the finished ${kind}`);
  await openAndSweep(page, `/video/${done.story}`, "the finished film");
  // A portrait alone stands at the left of its words, where there is room, and above them on a phone; a film, of all the rest.
  const frame = page.locator("main [data-tall]");
  const beside: [string, Locator][] = [
    [done.card, page.getByRole("link", { name: "Make another like this" })],
    [done.video, page.getByRole("region", { name: "Time and steps" })],
  ];
  for (const [id, rest] of beside) {
    await page.goto(`/jobs/${id}`);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const isBeside = async () => {
        const [left, right] = [await frame.boundingBox(), await rest.boundingBox()];
        return left !== null && right !== null && left.x + left.width <= right.x;
      };
      await soft.poll(isBeside, { message: `beside at ${width} px` }).toBe(width >= 768);
    }
  }

  // With all that folds out of it.
  await openAndSweep(page, `/jobs/${done.photoshoot}`, "the finished photoshoot");
  await expect(page.getByRole("button", { name: /^Open picture \d$/ })).toHaveCount(8);
  for (const name of ["Exactly what was asked", "What we know, and who told us"]) {
    const fold = page.getByRole("button", { name, exact: true });
    await fold.press("Enter");
    await expect(fold).toHaveAttribute("aria-expanded", "true");
  }
  await expect(page.getByText("The job was created.")).toBeVisible();
  await sweep(page, "all that folds out of it");
});
