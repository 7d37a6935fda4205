import { beforeEach, expect, test, vi } from "vitest";
import type { Provider } from "@/lib/providers/provider";
import { stubEnvironment } from "@/tests/support/stub-environment";

const files = new Map([["u/1.png", new Blob(["picture"])]]);
vi.mock("@/lib/db/storage", () => ({
  loadFile: async (_bucket: string, path: string) => files.get(path) ?? null,
}));

beforeEach(() => vi.resetModules());

async function urls(appUrl: string, path = "u/1.png", takesDataUrls = true) {
  stubEnvironment({ APP_URL: appUrl });
  const { fileUrls } = await import("./file-urls");
  return fileUrls([path], { takesDataUrls } as Provider);
}

test("a provider follows a link to an app that it can reach", async () => {
  expect(await urls("https://app.test")).toEqual([
    expect.stringMatching(/^https:\/\/app\.test\/api\/uploads\/u\/1\.png\?expires=\d+&signature=/),
  ]);
});

test("from an app on this machine alone the file goes inside the request, where the provider takes that", async () => {
  expect(await urls("http://127.0.0.1:3000")).toEqual([`data:image/png;base64,${btoa("picture")}`]);
  expect((await urls("http://127.0.0.1:3000", "u/1.png", false))[0]).toContain("/api/uploads/u/1.png?");
});

test("a file that is gone is said to be, not sent as nothing", async () => {
  await expect(urls("http://localhost:3000", "u/2.png")).rejects.toThrow("gone");
});
