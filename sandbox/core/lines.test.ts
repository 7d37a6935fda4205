import { expect, test } from "vitest";
import { joined } from "./content";
import { linesOf } from "./lines";

const text = "one\n\ntwo é \u2028 zwei\nlast";

async function linesIn(pieces: readonly Buffer[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOf(joined(pieces, "a text"))) lines.push(line);
  return lines;
}

test("lines are the same wherever the pieces are cut, also inside a character", async () => {
  const bytes = Buffer.from(text);
  for (let at = 0; at <= bytes.byteLength; at += 1)
    expect(await linesIn([bytes.subarray(0, at), bytes.subarray(at)])).toEqual(text.split("\n"));
  expect(await linesIn([...bytes].map((byte) => Buffer.from([byte])))).toEqual(text.split("\n"));
});

test("a newline at the end begins no line", async () => {
  expect(await linesIn([Buffer.from("one\n")])).toEqual(["one"]);
  expect(await linesIn([Buffer.alloc(0)])).toEqual([]);
});
