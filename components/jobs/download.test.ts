import { afterEach, expect, test, vi } from "vitest";
import { safeName, zipOf } from "./download";

const urls = ["/api/jobs/j/artifacts/picture-01", "/api/jobs/j/artifacts/picture-02"];

/** Answers each question with what `bodies` has for its file: a picture, a status, or a body that breaks off. */
function serve(bodies: Record<string, string | number | ReadableStream>) {
  vi.stubGlobal("fetch", async (url: string) => {
    const name = /picture-\d+/.exec(url)?.[0] ?? "";
    const body = bodies[name];
    if (body === undefined) throw new TypeError("no connection");
    if (typeof body === "number") return new Response(null, { status: body });
    return new Response(body, { headers: { "content-disposition": `attachment; filename="${name}.jpg"` } });
  });
}
afterEach(() => vi.unstubAllGlobals());

/** The names in a zip, as its directory at the end has them. */
async function namesIn(stream: ReadableStream<Uint8Array>): Promise<string[]> {
  const bytes = await new Response(stream).text();
  const entries = bytes.split("PK\u0001\u0002").slice(1);
  return entries.flatMap((entry) => /picture-\d+\.jpg/.exec(entry)?.[0] ?? []);
}

test("a zip has every file under the name that it is served with, asked for one after the other", async () => {
  serve({ "picture-01": "one", "picture-02": "two" });
  const counts: number[] = [];
  const { stream, missing } = await zipOf(urls, (count) => counts.push(count));
  expect(await namesIn(stream)).toEqual(["picture-01.jpg", "picture-02.jpg"]);
  expect(missing).toEqual([]);
  expect(counts).toEqual([1, 2]);
});

test("a file that cannot be fetched is named, and the others are there", async () => {
  serve({ "picture-01": 404, "picture-02": "two" });
  const { stream, missing } = await zipOf(urls, () => undefined);
  expect(await namesIn(stream)).toEqual(["picture-02.jpg"]);
  expect(missing).toEqual(["picture-01"]);
});

test("nothing half done passes for a zip: one that broke off in a file, or has none, fails", async () => {
  const broken = new ReadableStream({ pull: (controller) => controller.error(new TypeError("cut")) });
  serve({ "picture-01": "one", "picture-02": broken });
  await expect(namesIn((await zipOf(urls, () => undefined)).stream)).rejects.toThrow("cut");
  serve({});
  await expect(namesIn((await zipOf(urls, () => undefined)).stream)).rejects.toThrow(/None of the files/);
});

test.each([
  ["Autumn portraits!", "autumn-portraits"],
  ["  ../../etc/passwd ", "etc-passwd"],
  ["Фото 7", "фото-7"],
  ["???", "results"],
])("a title becomes a name that every file system takes: %s", (title, name) => {
  expect(safeName(title, "results")).toBe(name);
});
