import { expect, test } from "vitest";
import { plainText } from "./plain-text";

test.each([
  ["Flagged by a content checker <b>(safety)</b>.", "Flagged by a content checker (safety)."],
  ["<p>Too long.</p><p>Cut it.</p>", "Too long. Cut it."],
  ['One<br/>two <a href="https://x.test" target=_blank>here</a>', "One two here"],
  [
    "Tom &amp; Ann said &quot;no&quot;, it&#39;s &#x201C;late&#x201d;&hellip;",
    'Tom & Ann said "no", it\'s “late”…',
  ],
])("tags that text is set with go, and entities are what they stand for: %s", (text, plain) => {
  expect(plainText(text)).toBe(plain);
});

test.each([
  "a < b and c > d",
  "Give <prompt>, or <lora:name:1>",
  "<script>alert(1)</script>",
  "&unknown; &#0; &#9999999; AT&T",
  "half \ud83d a pair",
])("what is somebody's own stays: %s", (text) => {
  expect(plainText(text)).toBe(text);
});
