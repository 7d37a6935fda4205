import { expect } from "@playwright/test";
import { entry, more } from "./card-menu";
import { startJob, uploadPictures, waitForJob } from "./made-jobs";
import { badge, picture, sideways, signUp, startPhotoshoot } from "./person";
import { story } from "./stories";
import { violations } from "./violations";
import { test } from "./test";

test("a job that was canceled offers its input for another one, beside the retry, on its page and its card", async ({
  page,
  time,
}) => {
  await signUp(page);
  await time.stop();
  await startPhotoshoot(page, "Not like this");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Cancel the job" }).click();
  await expect(badge(page, "Canceled")).toBeVisible();
  await page.setViewportSize({ width: 360, height: 740 });
  const what = page.getByRole("region", { name: "What happened" });
  await expect(what).toContainText("It was canceled at this step");
  await expect(what.getByRole("button", { name: "Retry" })).toBeVisible();
  await expect(what.getByRole("link", { name: "Start a new one" })).toBeVisible();
  expect(await sideways(page)).toBe(0);
  expect(await violations(page)).toEqual([]);

  await page.goto("/jobs");
  const card = page.getByRole("article").filter({ hasText: "Not like this" });
  // A phone has all of it behind one button; a wider card has a button of its own for the retry, at its foot.
  await expect(card.getByRole("button", { name: "Retry" })).toBeHidden();
  await more(page, "Not like this").click();
  for (const name of ["Retry Not like this", "Another like Not like this", "Delete Not like this"])
    await expect(entry(page, name)).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press("Escape");
  for (const width of [360, 768, 1024]) {
    await page.setViewportSize({ width, height: 740 });
    // Nothing reaches over the edge of the card.
    const edge = (await card.boundingBox()) ?? { x: 0, width: 0 };
    for (const action of await card.getByRole("button").all()) {
      const box = await action.boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThan(edge.x + edge.width);
    }
    expect(await sideways(page)).toBe(0);
  }
  await expect(card.getByRole("button", { name: "Retry" })).toBeVisible();
  await more(page, "Not like this").click();
  await expect(entry(page, "Retry Not like this")).toBeHidden();
  await entry(page, "Another like Not like this").click();
  await expect(page.getByLabel("Title")).toHaveValue("Not like this");
  await expect(page.getByText("4 of 4 to 20")).toBeVisible();
  await expect(page.getByText("Ready.")).toBeVisible();
});

test("one press on another style leads to the form with that style, and with the model that is trained", async ({
  page,
}) => {
  await signUp(page);
  await startPhotoshoot(page, "In every light");
  await expect(badge(page, "Done")).toBeVisible();
  const done = page.url();
  const styles = page.getByRole("region", { name: "Again with another style" });
  await expect(styles.getByRole("link")).toHaveText(["Editorial", "Outdoors", "Film"]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
  await styles.getByRole("link", { name: "Film" }).press("Enter");
  await expect(page.getByRole("radio", { name: /^Film/ })).toBeChecked();
  await expect(page.getByRole("radio", { name: /^In every light/ })).toBeChecked();
  await expect(page.getByText("Pictures to learn from")).toHaveCount(0);
  await expect(page.getByText("Ready.")).toBeVisible();

  // What was changed there is not taken for another style's.
  await page.getByRole("radio", { name: /^Studio/ }).click();
  await page.goto(done);
  await styles.getByRole("link", { name: "Outdoors" }).click();
  await expect(page.getByRole("radio", { name: /^Outdoors/ })).toBeChecked();
});

test("a picture that went with its job is missed in the form that began from it, and can be replaced", async ({
  page,
}) => {
  await signUp(page);
  await page.goto("/new/product_card");
  await page.getByLabel("Photo of the product", { exact: true }).setInputFiles(picture(1));
  await expect(page.getByText("Ready.")).toBeVisible();
  await page.getByRole("button", { name: "Make the card" }).click();
  await expect(badge(page, "Done")).toBeVisible();
  const like = new URL(page.url()).pathname.split("/").at(-1);
  await page.goto(`/new/product_card?like=${like}`);
  await expect(page.getByText("Ready.")).toBeVisible();

  await page.route("**/api/uploads/**", (route) =>
    route.request().method() === "GET" ? route.fulfill({ status: 404 }) : route.continue(),
  );
  await page.goto(`/new/product_card?like=${like}`);
  const tile = page.getByRole("list", { name: "Chosen picture" });
  await expect(tile.getByRole("alert")).toHaveText(/^This picture is no longer kept\./);
  await expect(tile.getByRole("img")).toHaveCount(0);
  await expect(page.getByText("Ready.")).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  await page.unroute("**/api/uploads/**");
  await page.getByRole("button", { name: "Remove the picture" }).click();
  await page.getByLabel("Photo of the product", { exact: true }).setInputFiles(picture(2));
  await expect(page.getByText("Ready.")).toBeVisible();
});

test("a style in one's own words, or none, is seen in the form that begins from its job, and gives way to another", async ({
  page,
}) => {
  await signUp(page);
  const images = await uploadPictures(page, 4);
  const words = "linen, late sun and a long shadow on a wall of old plaster, ".repeat(3).trim();
  const before = page.getByRole("radio", { name: /^As before ?linen, late sun/ });
  const ids = {
    product_card: await startJob(page, "product_card", { image: images[0], style: words }),
    photoshoot: await startJob(page, "photoshoot", {
      title: "In words",
      subject: "woman",
      images,
      style: words,
    }),
  };
  await page.setViewportSize({ width: 360, height: 740 });
  for (const [kind, id] of Object.entries(ids)) {
    await page.goto(`/new/${kind}?like=${id}`);
    await expect(before).toBeChecked();
    // Cut, so that the choice is no taller than three lines and its name.
    expect((await before.boundingBox())?.height).toBeLessThan(120);
    expect(await sideways(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
    const other = page.getByRole("radiogroup", { name: "Style" }).getByRole("radio").first();
    await other.click();
    await expect(other).toBeChecked();
    await before.click();
    await expect(before).toBeChecked();
  }

  const plain = await startJob(page, "photoshoot", { title: "In none", subject: "woman", images });
  await page.goto(`/new/photoshoot?like=${plain}&style=film`);
  await expect(page.getByRole("radio", { name: /^Film/ })).toBeChecked();
  await expect(page.getByRole("radio", { name: /^As before/ })).toHaveCount(0);
});

test("a video, an answer and a story that are done offer what they were asked for, filled in again", async ({
  page,
}) => {
  await signUp(page);
  const [image] = await uploadPictures(page, 1);
  const film = { story, scenes: 3, voice: "calm", shape: "square", style: "Watercolour", captions: false };
  const video = await startJob(page, "sora", {
    prompt: "Waves at dusk",
    seconds: 8,
    size: "1280x720",
    image,
  });
  const answer = await startJob(page, "chat", { prompt: "Why is the lamp red?" });
  const told = await startJob(page, "story_video", film);
  await Promise.all([answer, video, told].map((id) => waitForJob(page, id, "completed")));

  await page.goto(`/jobs/${answer}`);
  await page.getByRole("link", { name: "Ask again" }).click();
  await expect(page.getByLabel("What do you want to know?")).toHaveValue("Why is the lamp red?");
  await expect(page.getByText("Ready.")).toBeVisible();

  await page.goto(`/jobs/${video}`);
  await page.getByRole("link", { name: "Make another like this" }).click();
  await expect(page.getByLabel("What happens in the video")).toHaveValue("Waves at dusk");
  await expect(page.getByRole("radio", { name: /^Landscape/ })).toBeChecked();
  await expect(page.getByRole("radio", { name: "8 s" })).toBeChecked();
  await expect(page.getByRole("button", { name: "Remove the picture" })).toBeVisible();
  await expect(page.getByText("Ready.")).toBeVisible();

  await page.goto(`/video/${told}`);
  await page.getByRole("link", { name: "Make another like this" }).click();
  await expect(page.getByLabel("Your story")).toHaveValue(story);
  await expect(page.getByLabel("Scenes")).toHaveValue("3");
  await expect(page.getByRole("radio", { name: /^Calm/ })).toBeChecked();
  await expect(page.getByRole("radio", { name: /^Square/ })).toBeChecked();
  await expect(page.getByLabel("How the pictures look")).toHaveValue("Watercolour");
  await expect(page.getByRole("checkbox", { name: /^Captions in the picture/ })).not.toBeChecked();
  await expect(page.getByText("Ready.")).toBeVisible();
});
