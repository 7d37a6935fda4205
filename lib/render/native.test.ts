import { expect, test, vi } from "vitest";

vi.mock("@/lib/log", () => ({ log: () => undefined, errorFields: () => ({}) }));
const broken = vi.hoisted(() => ({ by: "" }));
vi.mock("node-av", () => {
  throw new Error(broken.by);
});

async function failureOf(words: string): Promise<unknown> {
  broken.by = words;
  vi.resetModules();
  const { native } = await import("./native");
  return native().catch((error: unknown) => error);
}

test.each([
  ["Cannot find package 'node-av'", "is not installed"],
  [
    "Could not load the node-av native binding: Cannot find module '@seydx/node-av-linux-x64'",
    "is not installed",
  ],
  ["/lib/libm.so.6: version `GLIBC_2.38' not found", "cannot be loaded"],
])("where node-av fails with “%s”, a piece fails as it %s", async (words, why) => {
  expect(await failureOf(words)).toMatchObject({
    name: "PieceFailed",
    reason: { code: "no_renderer", retryable: true },
    message: expect.stringContaining(`node-av (FFmpeg) ${why}.`),
  });
});

test("where there is no memory to load it, the piece is made again later, and it is loaded again then", async () => {
  const failure = await failureOf("cannot map: Cannot allocate memory");
  expect(failure).not.toHaveProperty("reason");
});
