import { expect, test } from "vitest";
import { photoStyles } from "./photoshoot/input";
import { cardStyles } from "./product-card/input";
import { withStyleBefore } from "./style-before";

test.each([{ styles: photoStyles }, { styles: cardStyles }])(
  "a style in one's own words can be chosen beside those of a form",
  ({ styles }) => {
    const choices = withStyleBefore(styles, { input: { style: "clean studio, warm light" } });
    expect(choices.slice(0, -1)).toEqual(styles);
    expect(choices.at(-1)).toMatchObject({
      value: "clean studio, warm light",
      label: "As before",
      hasRow: true,
    });
  },
);

test.each([
  null,
  { input: {} },
  { input: { style: "" } },
  { input: { style: ["studio"] } },
  { input: { style: "film" } },
])("where there are none, or they are one of the form's, it offers its own: %j", (like) => {
  expect(withStyleBefore(photoStyles, like)).toBe(photoStyles);
});
