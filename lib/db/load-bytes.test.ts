import type { ServerResponse } from "node:http";
import { afterAll, beforeEach, expect, test } from "vitest";
import { bytesAt, fileOf, startFakeStorage } from "@/tests/support/fake-storage";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { DatabaseError } from "./database-error";
import { loadBytes } from "./load-bytes";

const storage = await startFakeStorage();
stubEnvironment({ SUPABASE_URL: storage.url, SUPABASE_SECRET_KEY: "sb_secret_of-the-tests" });
afterAll(() => storage.close());
beforeEach(() => void storage.calls.splice(0));

const load = () => loadBytes("assets", "somebody/an image/picture.jpg");

test("a stored file comes byte for byte, by its own path and with our key", async () => {
  storage.answer = fileOf(200_000, true);
  expect(await load()).toEqual(bytesAt(0, 200_000));
  expect(storage.calls).toMatchObject([
    { path: "/storage/v1/object/assets/somebody/an%20image/picture.jpg", apikey: "sb_secret_of-the-tests" },
  ]);
});

const answers = (status: number, words: string) => (_call: unknown, response: ServerResponse) =>
  void response.writeHead(status).end(words);

test.each([
  [404, '{"error":"not_found"}'],
  [400, '{"statusCode":"404","error":"not_found","message":"Object not found"}'],
])("one that is not there (%i) is none", async (status, words) => {
  storage.answer = answers(status, words);
  expect(await load()).toBeNull();
});

test.each([
  ["that is away", 503, '{"message":"not found just now"}'],
  ["with a page in its place", 404, "<html>not found</html>"],
])("a storage %s says nothing of a file", async (_what, status, words) => {
  storage.answer = answers(status, words);
  await expect(load()).rejects.toThrow(DatabaseError);
});

test("a file that breaks off is no file", async () => {
  storage.answer = (_call, response) => {
    response.writeHead(200, { "content-length": "200000" });
    response.write(bytesAt(0, 1_000), () => response.destroy());
  };
  await expect(load()).rejects.toThrow(DatabaseError);
});
