import { randomBytes, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { requestLine } from "./request-line";

test("a line is one line, whatever is in it, and asks strictly for what is to come back", () => {
  const picture = { assetId: randomUUID(), url: 'https://app.test/a?b="c"\n\u2028' };
  const text = requestLine(picture, "gpt-6-luna").toString();
  expect([text.indexOf("\n"), text.endsWith("\n")]).toEqual([text.length - 1, true]);
  const { custom_id, body } = JSON.parse(text);
  const { schema, strict } = body.text.format;
  expect([custom_id, body.input[0].content[1].image_url, strict]).toEqual([
    picture.assetId,
    picture.url,
    true,
  ]);
  // Strict schemas name every property as required, and allow no other.
  expect(schema.required).toEqual(Object.keys(schema.properties));
  expect(schema.additionalProperties).toBe(false);
  expect(schema.properties.tags).toMatchObject({ minItems: 3, maxItems: 12 });
});

test("a picture inside is a data URL of its very bytes", () => {
  for (const jpeg of [randomBytes(48_000), randomBytes(3_073), Buffer.from("x")]) {
    const { body } = JSON.parse(requestLine({ assetId: randomUUID(), jpeg }, "gpt-6-luna").toString());
    expect(body.input[0].content[1].image_url).toBe(`data:image/jpeg;base64,${jpeg.toString("base64")}`);
  }
});

test("50,000 pictures by link, and 2,900 of 48 KB inside, fill no file beyond its limit", () => {
  const link = requestLine({ assetId: randomUUID(), url: `https://${"x".repeat(250)}.test` }, "gpt-6-luna");
  expect(link.byteLength * 50_000).toBeLessThan(190e6);
  const inside = requestLine({ assetId: randomUUID(), jpeg: Buffer.alloc(48_000) }, "gpt-6-luna");
  // What the record reckons with for each picture (see job_assets).
  expect(inside.byteLength).toBeLessThan(64_000 + 2_000);
});
