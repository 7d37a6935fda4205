import { expect, type Page } from "@playwright/test";
import { badge, choose, picture, pictures, sideways, signUp } from "./person";
import { violations } from "./violations";
import { test } from "./test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const asked = (page: Page) => page.getByRole("region", { name: "Exactly what was asked" });

/** What lies in the clipboard once this was copied. */
async function copied(page: Page, what: string): Promise<string> {
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  await page.evaluate(() => navigator.clipboard.writeText("nothing yet"));
  await asked(page)
    .getByRole("button", { name: `Copy ${what}` })
    .click();
  await expect.poll(read).not.toBe("nothing yet");
  return read();
}

test("a form opens ready to be typed in, and Ctrl+Enter sends it from any field", async ({ page }) => {
  await signUp(page);
  await page.goto("/new/photoshoot");
  await expect(page.getByLabel("Title")).toBeFocused();
  const missing = page.locator("#start-note");
  const colour = () => missing.evaluate((note) => getComputedStyle(note).color);
  const before = await colour();
  await page.keyboard.type("By keys alone");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText("Add 4 more pictures. A photoshoot needs at least 4.").first()).toBeVisible();
  // What is missing is red as soon as somebody has tried to start, by whichever way.
  await expect.poll(colour).not.toBe(before);
  await choose(page, pictures(4));
  await expect(page.getByText("Ready.")).toBeVisible();
  await page.getByRole("radio", { name: "Woman" }).press("Meta+Enter");
  await expect(page.getByRole("heading", { level: 1, name: "By keys alone" })).toBeVisible();
  // The forecast stands beside the steps, and nowhere else.
  await expect(page.getByText("Time left")).toHaveCount(1);
  await expect(page.getByText(/usually done in/i)).toHaveCount(0);
});

test("what somebody has focused before the form is ready keeps the focus", async ({ page }) => {
  await signUp(page);
  // The scripts come once somebody has begun.
  const begun = Promise.withResolvers<void>();
  await page.route("**/_next/static/**/*.js", async (route) => {
    await begun.promise;
    await route.continue();
  });
  // Not `page.goto`, which waits for what is held up here.
  await page.evaluate(() => location.assign("/new/sora"));
  const more = page.locator("summary", { hasText: "More" });
  await more.focus();
  begun.resolve();
  await expect(page.getByRole("button", { name: /^Updates: / })).toBeVisible();
  await expect(more).toBeFocused();
});

test.describe("on a touch screen", () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  test("no form opens the keyboard unasked", async ({ page }) => {
    await signUp(page);
    await page.goto("/new/chat");
    await expect(page.getByRole("button", { name: /^Updates: / })).toBeVisible();
    await expect(page.getByLabel("What do you want to know?")).not.toBeFocused();
    await expect(page.getByText(/Ctrl \+ Enter/)).toBeHidden();
    expect(await sideways(page)).toBe(0);
  });

  test("nothing is said of dropping, and styles lie two beside each other", async ({ page }) => {
    await signUp(page);
    await page.goto("/new/photoshoot");
    await expect(page.getByRole("button", { name: "Choose pictures", exact: true })).toBeVisible();
    const styles = page.getByRole("radiogroup", { name: "Style" }).getByRole("radio");
    await expect(styles).toHaveCount(4);
    const tops = await Promise.all(
      [0, 1, 2].map(async (index) => (await styles.nth(index).boundingBox())?.y ?? 0),
    );
    expect(tops[1]).toBe(tops[0]);
    expect(tops[2]).toBeGreaterThan(tops[0] ?? Infinity);
    expect([await sideways(page), await violations(page)]).toEqual([0, []]);
  });
});

test("exactly what was asked is on the page, and its id, its link and its call can be taken along", async ({
  page,
}) => {
  await signUp(page);
  await page.goto("/new/chat");
  const question =
    "It's 'red' light: why is that safe in a darkroom, and what becomes of $PAPER when it is not?";
  await expect(page.getByLabel("What do you want to know?")).toBeFocused();
  await page.keyboard.type(question);
  await page.getByText("More", { exact: true }).click();
  await page.getByLabel("Priority").selectOption("high");
  await expect(page.locator("summary", { hasText: "More" })).toHaveText("Morehigh priority");
  await page.getByLabel("Priority").press("Control+Enter");
  // Cut for lists, whole on its page.
  await expect(page.getByRole("heading", { level: 1, name: question })).toBeVisible();
  await page.getByRole("button", { name: "Exactly what was asked" }).press("Enter");
  await expect(asked(page).getByText(question)).toBeVisible();
  await expect(asked(page).getByText("High", { exact: true })).toBeVisible();
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  expect(await copied(page, "job id")).toBe(id);
  expect(await copied(page, "link")).toBe(page.url());
  const call = await copied(page, "as curl");
  expect(call).toMatch(/^curl -X POST 'http:\/\/[^']+\/api\/jobs' \\\n/);
  expect(call).toContain('"Authorization: Bearer $DARKROOM_TOKEN"');
  const body = /--data-raw '(.*)'$/s.exec(call)?.[1]?.replaceAll(String.raw`'\''`, "'") ?? "";
  const headers = { "content-type": "application/json", origin: new URL(page.url()).origin };
  const answer = await page.request.post("/api/jobs", { data: body, headers });
  expect(answer.status(), await answer.text()).toBe(201);
  expect(await answer.json()).toMatchObject({ kind: "chat", priority: "high", input: { prompt: question } });
  expect(await violations(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sideways(page)).toBe(0);

  await page.goto("/jobs");
  const title = page.getByRole("article").first().getByRole("heading");
  await expect(title).toHaveText(/^It's 'red' light: .+…$/);
  const { height, line } = await title.evaluate((element) => ({
    height: element.clientHeight,
    line: parseFloat(getComputedStyle(element).lineHeight),
  }));
  expect(Math.round(height / line)).toBe(2);
});

test("models are named in words, with ids that say more than their names and what is known of time and price; what each can do keeps its order", async ({
  page,
}) => {
  await signUp(page);
  await page.goto("/new/sora");
  const choices = (group: string) => page.getByRole("radiogroup", { name: group }).getByRole("radio");
  const sora = choices("Model").filter({ hasText: /^Sora 2S/ });
  const veo = choices("Model").filter({ hasText: "fal-ai/veo3.1/fast" });
  await expect(sora).toContainText(/Scenes with sound\. (Usually .+ · )?\$0\.10 a second$/);
  await expect(veo).toContainText(/^Veo 3\.1 Fast.+(Usually .+ · p|P)rice not known$/);
  // What is known of the chosen one stands beside the button.
  await expect(page.getByText(/^Usually .+ · \$0\.10 a second$/)).toBeVisible();
  await expect(choices("Length")).toHaveText(["4 s", "8 s", "12 s"]);
  await expect(choices("Size")).toHaveText([/^Landscape/, /^Portrait/]);
  await page.getByRole("radio", { name: "8 s" }).click();
  await page.getByLabel("What happens in the video").fill("A fox");
  await expect(
    page.getByText("Ready. About $0.80 for 8 s. Once it has started you can close the page."),
  ).toBeVisible();
  await veo.click();
  await expect(page.getByText(/^Usually .+ · price not known$/)).toBeVisible();
  await expect(choices("Length")).toHaveText(["4 s", "6 s", "8 s"]);
  await expect(choices("Size")).toHaveText([/^Landscape/, /^Landscape/, /^Portrait/, /^Portrait/]);
  await expect(page.getByRole("radio", { name: "8 s" })).toBeChecked();
  await expect(
    page.getByText("Ready. Once it has started you can close the page.", { exact: true }),
  ).toBeVisible();
  await page.goto("/new/chat");
  await expect(
    page.getByText(/^Usually .+ · \$2\.00 for 1M input tokens and \$8\.00 for 1M output tokens$/),
  ).toBeVisible();
  const id = page.locator("code", { hasText: /^gpt-\S+$/ });
  await expect(id).toBeHidden();
  await page.getByText("More", { exact: true }).click();
  await expect(page.getByRole("region", { name: "About the model" })).toBeVisible();
  await expect(id).toBeVisible();
  await expect(page.getByText("Clear tasks in large numbers, at the least cost.")).toBeVisible();
  await page.goto("/new/product_card");
  await expect(page.getByText(/^Usually .+ · price not known$/)).toBeVisible();
  await expect(page.getByText(/not known/)).toHaveCount(1);
  await page.getByText("More", { exact: true }).click();
  await expect(page.getByRole("region", { name: "About the models" })).toBeVisible();
  await expect(page.locator("code")).toHaveText([/^gpt-\S+$/, /^gpt-\S+$/]);
});

test("an example question goes into the field, ready to be asked, and leaves once somebody writes their own", async ({
  page,
}) => {
  await signUp(page);
  await page.goto("/new/chat");
  const examples = page.getByRole("region", { name: "Or begin with one of these" }).getByRole("button");
  await expect(examples).toHaveCount(3);
  const words = await examples.nth(1).innerText();
  await examples.nth(1).click();
  const question = page.getByLabel("What do you want to know?");
  await expect(question).toHaveValue(words);
  await expect(question).toBeFocused();
  await expect(page.getByText("Ready. Once it has started you can close the page.")).toBeVisible();
  await expect(examples).toHaveCount(3);
  await question.press("End");
  await page.keyboard.type(" Be brief.");
  await expect(examples).toHaveCount(0);
  await expect(question).toHaveValue(`${words} Be brief.`);
});

test("a card without a wish is named after its photograph", async ({ page }) => {
  await signUp(page);
  await page.goto("/new/product_card");
  await page
    .getByLabel("Photo of the product", { exact: true })
    .setInputFiles({ ...picture(1), name: "blue-mug.jpg" });
  await expect(page.getByText("Ready.")).toBeVisible();
  await page.reload();
  await expect(page.getByText("Ready.")).toBeVisible();
  await page.getByRole("button", { name: "Make the card" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Blue mug" })).toBeVisible();
  await expect(badge(page, "Done")).toBeVisible();
  const result = page.getByRole("region", { name: "Result" });
  await expect(result).toContainText("Clean · GPT-6 Luna and GPT Image 2");
  await page.getByRole("button", { name: "Exactly what was asked" }).click();
  await expect(page.getByText("gpt-6-luna + gpt-image-2", { exact: true })).toBeVisible();
});

test("a file of 11 MB that is no picture is refused for one reason", async ({ page }) => {
  await signUp(page);
  await page.goto("/new/photoshoot");
  const junk = { name: "junk.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(11 * 1024 * 1024, "junk") };
  await choose(page, [junk]);
  const note = page.getByRole("alert").filter({ hasText: "Not taken." });
  await expect(note.getByRole("listitem")).toHaveText(["junk.jpg is not a JPEG, PNG or WebP picture."]);
});
