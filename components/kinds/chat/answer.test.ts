import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Answer } from "./answer";

const shown = (text: string): string => renderToStaticMarkup(createElement(Answer, { text }));

test("a table has a header for every column, in a box that a keyboard can scroll", () => {
  const html = shown("| Paper | Grade |\n| :-- | --: |\n| Fibre | 2 |");
  expect(html.match(/<th scope="col"/g)).toHaveLength(2);
  expect(html).toMatch(/<figure aria-label="Table" tabindex="0"[^>]*overflow-x-auto[^>]*><table/);
  expect(html).toMatch(/<td [^>]*style="text-align:right"[^>]*>2<\/td>/);
});

test("a task says whether it is done, and cannot be ticked", () => {
  const html = shown("- [x] Mix the bath\n- [ ] Rinse");
  expect(html.match(/Done:|To do:/g)).toEqual(["Done:", "To do:"]);
  expect(html).not.toContain("<input");
});

test("a bare address is a link to elsewhere, which learns nothing of this page", () => {
  expect(shown("See www.example.com.")).toMatch(
    /<a href="http:\/\/www\.example\.com" target="_blank" rel="noreferrer noopener nofollow"/,
  );
});

test("a note at the foot is reached on the page itself", () => {
  const html = shown("Red light[^1] is safe.\n\n[^1]: For most papers.");
  expect(html).toMatch(/<a href="#user-content-fn-1" id="user-content-fnref-1"/);
  expect(html).toContain('href="#user-content-fnref-1"');
  expect(html).not.toContain("_blank");
});

test("an answer runs nothing and fetches nothing: HTML is words, a script is no address, a picture is its name", () => {
  const html = shown(
    '<b onclick="x()">bold</b> [go](javascript:alert(1)) ![a print](https://example.com/a.png) | <script>x</script>',
  );
  expect(html).not.toMatch(/<b\b|<script|javascript:|<img/);
  expect(html).toContain("a print");
});
