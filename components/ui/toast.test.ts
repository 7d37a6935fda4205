import { expect, test } from "vitest";
import { hasWaitingNews, onWaitingNews, showNews, takeWaitingNews, toast } from "./toast";

test("news wait for what shows them, and are shown once, in their order", () => {
  const shown: string[] = [];
  let asked = 0;
  const leave = onWaitingNews(() => (asked += 1));
  toast("first");
  toast("second");
  expect([asked, hasWaitingNews()]).toEqual([2, true]);
  const stop = showNews((title) => shown.push(title));
  toast("third");
  expect([shown, hasWaitingNews()]).toEqual([["first", "second", "third"], false]);
  stop();
  toast("fourth");
  showNews((title) => shown.push(title))();
  expect(shown).toEqual(["first", "second", "third", "fourth"]);
  leave();
});

test("news that nothing can show are taken as plain words, and never shown later", () => {
  toast("The zip could not be made", { description: "Try again." });
  toast("Deleted 3 images", { action: { label: "Look", onClick: () => undefined } });
  expect(takeWaitingNews()).toBe("The zip could not be made\nTry again.\nDeleted 3 images");
  const shown: string[] = [];
  showNews((title) => shown.push(title))();
  expect([shown, hasWaitingNews()]).toEqual([[], false]);
});
