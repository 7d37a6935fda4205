import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Blobs } from "./blobs";

const folder = () => mkdtempSync(join(tmpdir(), "blobs-"));

describe.each([
  ["in memory", () => undefined],
  ["on disk", folder],
])("what is written piece by piece, %s,", (_name, where) => {
  const written = (blobs: Blobs) => {
    const writer = blobs.writer("a");
    for (const piece of ["one", "two", "three"]) writer.write(Buffer.from(piece));
    return writer;
  };

  test("is there once it is kept, as a whole and in part", () => {
    const blobs = new Blobs(where());
    const writer = written(blobs);
    expect([blobs.get("a"), blobs.content("a")]).toEqual([null, null]);
    writer.keep();
    writer.drop();
    expect(blobs.get("a")?.toString()).toBe("onetwothree");
    const content = blobs.content("a");
    expect(content?.byteLength).toBe(11);
    expect(Buffer.concat([...(content?.pieces(2, 8) ?? [])]).toString()).toBe("etwoth");
    blobs.remove("a");
    expect(blobs.content("a")).toBeNull();
  });

  test("is not there where it is dropped", () => {
    const blobs = new Blobs(where());
    written(blobs).drop();
    expect(blobs.get("a")).toBeNull();
  });
});

test("what a kill left half-written is gone with the next run; the rest stays", () => {
  const path = folder();
  const blobs = new Blobs(path);
  blobs.put("whole", Buffer.from("whole"));
  blobs.writer("half").write(Buffer.from("half"));
  expect(readdirSync(path)).toHaveLength(2);
  expect(new Blobs(path).get("whole")?.toString()).toBe("whole");
  expect(readdirSync(path)).toEqual(["whole"]);
});
