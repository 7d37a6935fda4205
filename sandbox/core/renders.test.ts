import { expect, test } from "vitest";
import { Blobs } from "./blobs";
import { Renders } from "./renders";

test("however many ask at once, a result is rendered once; a failure is tried again and stops nobody else", async () => {
  const renders = new Renders(new Blobs());
  let calls = 0;
  const render = async () => {
    calls += 1;
    if (calls === 1) throw new Error("out of memory");
    return Buffer.from("film");
  };
  await expect(renders.once("a", render)).rejects.toThrow("out of memory");
  const all = await Promise.all([
    renders.once("a", render),
    renders.once("a", render),
    renders.once("b", render),
  ]);
  expect(all.map(String)).toEqual(["film", "film", "film"]);
  expect(calls).toBe(3);
});
