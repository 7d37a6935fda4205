import { expect, test } from "vitest";
import { orderHeadings } from "./heading-order";

const ordered = (...names: string[]): string[] => {
  const children = names.map((tagName) => ({ type: "element", tagName }));
  orderHeadings()({ type: "root", children });
  return children.map(({ tagName }) => tagName);
};

test("the headings of an answer begin under the page's own, and leave no level out", () => {
  expect(ordered("h1", "h2", "h3")).toEqual(["h2", "h3", "h4"]);
  expect(ordered("h3", "p", "h5", "h3")).toEqual(["h2", "p", "h3", "h2"]);
  expect(ordered("h1", "h2", "h3", "h4", "h5", "h6").at(-1)).toBe("h6");
  expect(ordered("p")).toEqual(["p"]);
});

test("a heading within something else counts too", () => {
  const heading = { type: "element", tagName: "h4" };
  orderHeadings()({
    type: "root",
    children: [{ type: "element", tagName: "blockquote", children: [heading] }],
  });
  expect(heading.tagName).toBe("h2");
});
