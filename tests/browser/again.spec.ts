import { expect } from "@playwright/test";
import { entry, more } from "./card-menu";
import { badge, picture, sideways, signUp, startPhotoshoot } from "./person";
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
  const sheet = page.getByRole("region", { name: "Contact sheet" });
  await expect(sheet.getByRole("button", { name: "Retry" })).toBeVisible();
  await expect(sheet.getByRole("link", { name: "Start a new one" })).toBeVisible();
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
