import * as fc from "fast-check";
import { expect, test } from "vitest";
import { plainText } from "./plain-text";

test.each([
  ["She left. <#99.99#>He stayed.", "She left. He stayed."],
  ["Wait<#0.5#>here", "Wait here"],
  ["<<#1#>#1#> nested", "< #1# nested"],
  ['One <break time="3s"/> two', "One two"],
  ["He came <laugh> in", "He came in"],
  ["<speak><p>He</p> <prosody rate='x-slow' pitch=low>came</prosody></speak>", "He came"],
  ["He came in (laughs) and sat", "He came in, laughs, and sat"],
  ["(laughs) Well.", "laughs, Well."],
  ["He was old (very old).", "He was old, very old."],
  ["[whispers] Be still.", "whispers, Be still."],
  ["Say [Kokoro](/kˈOkəɹO/) now", "Say, Kokoro, /kˈOkəɹO/, now"],
  ["彼は（笑）来た。", "彼は, 笑, 来た。"],
])("%s is spoken as: %s", (text, spoken) => expect(plainText(text)).toBe(spoken));

test.each([
  "A line.\nAnd another, with a comma: and – a dash; no more!",
  "I <3 you, and 3 < 4.",
  "I <3 you, and 5 > 3.",
  "The a<b and c>d of it.",
  "If x<y, then they say y>x.",
  "“Who’s there?” she asked… Nobody.",
  "مرحبا، كيف حالك؟ 🙂",
])("%j is spoken as it is", (text) => expect(plainText(text)).toBe(text));

test("nothing that a model acts on is left, whatever the text", () => {
  const mark = fc.constantFrom(
    "<#1#>",
    "<#",
    "#>",
    "(",
    ")",
    "[",
    "]",
    "<laugh>",
    "<",
    ">",
    "a",
    " ",
    ",",
    ".",
  );
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 30 }), (marks) => {
      expect(plainText(marks.join(""))).not.toMatch(/<#[^<>]*#>|<[a-z]+>|[()[\]]/);
    }),
  );
});

test("a text that goes on and on takes no time to speak of", () => {
  const begun = performance.now();
  for (const part of [" ,", ", ", "(", "<", "<a", "\n,", " "]) plainText(part.repeat(20_000));
  expect(performance.now() - begun).toBeLessThan(2_000);
});
