import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { bytesAt, fileOf, startFakeStorage } from "@/tests/support/fake-storage";
import { stubEnvironment } from "@/tests/support/stub-environment";
import { openFile, type StoredFile } from "./open-file";

const storage = await startFakeStorage();
stubEnvironment({ SUPABASE_URL: storage.url, SUPABASE_SECRET_KEY: "sb_secret_of-the-tests" });
afterAll(() => storage.close());
beforeEach(() => void storage.calls.splice(0));

const MB = 1024 ** 2;
/** What the network itself may hold of a film at most. */
const onItsWay = 16 * MB;
const never = new AbortController().signal;
let count = 0;

/** A film that no test has opened before. */
const film = (bytes = 48 * MB): StoredFile => ({
  bucket: "artifacts",
  path: `somebody/a job/film-${++count}.mp4`,
  bytes,
});

async function read(file: StoredFile, first: number, last: number): Promise<Buffer> {
  const opened = await openFile(file, { first, last }, never);
  expect(opened?.span).toEqual({ first, last });
  return all(opened?.body);
}

async function all(body: ReadableStream<Uint8Array> | undefined): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** True where the bytes are those that such a file has there. */
const areFrom = (bytes: Buffer, first: number) => bytes.equals(bytesAt(first, bytes.length));

describe("a storage that honours ranges", () => {
  beforeEach(() => {
    storage.answer = fileOf(48 * MB, true);
  });

  test("is asked for the very range, each time, with the secret key", async () => {
    const file = film();
    for (const first of [0, 40 * MB, 40 * MB]) {
      const bytes = await read(file, first, first + 262_143);
      expect([bytes.length, areFrom(bytes, first)]).toEqual([262_144, true]);
    }
    expect(storage.calls.map(({ range }) => range)).toEqual([
      "bytes=0-262143",
      `bytes=${40 * MB}-${40 * MB + 262_143}`,
      `bytes=${40 * MB}-${40 * MB + 262_143}`,
    ]);
    expect(storage.calls.map(({ sent }) => sent)).toEqual([262_144, 262_144, 262_144]);
    expect(storage.calls[0]).toMatchObject({
      path: `/storage/v1/object/artifacts/somebody/a%20job/film-${count}.mp4`,
      apikey: "sb_secret_of-the-tests",
    });
  });

  test("and has another file there than we know: all of it is opened, with its real size", async () => {
    for (const bytes of [2 * MB, 4 * MB]) {
      storage.answer = fileOf(bytes, true);
      const opened = await openFile(film(3 * MB), { first: 2 * MB + 1, last: 3 * MB - 1 }, never);
      expect(opened).toMatchObject({ span: null, size: bytes });
      expect((await all(opened?.body)).length).toBe(bytes);
    }
  });
});

describe("a storage that answers ranges with the whole", () => {
  beforeEach(() => {
    storage.answer = fileOf(48 * MB, false);
  });

  test("gives a range anywhere: what lies before it is read over", async () => {
    const first = 40 * MB + 7;
    expect(areFrom(await read(film(), first, first + 262_143), first)).toBe(true);
  });

  test("is let go of as soon as a range near the beginning is there", async () => {
    expect(areFrom(await read(film(), 100_000, 200_000), 100_000)).toBe(true);
    await expect.poll(() => storage.calls[0]?.isOver).toBe(true);
    expect(storage.calls[0]?.sent).toBeLessThan(onItsWay);
  });

  test.each([100, 2 * MB])(
    "and has another file there than we know: all of it is opened (from %i)",
    async (first) => {
      storage.answer = fileOf(4 * MB, false);
      const opened = await openFile(film(3 * MB), { first, last: first + 10 }, never);
      expect(opened).toMatchObject({ span: null, size: 4 * MB });
      expect((await all(opened?.body)).length).toBe(4 * MB);
    },
  );
});

describe.each([true, false])("whether ranges are honoured or not (%s)", (honoured) => {
  beforeEach(() => {
    storage.answer = fileOf(48 * MB, honoured);
  });

  test("the whole is opened as it lies there, without a range", async () => {
    const opened = await openFile(film(), null, never);
    expect(opened).toMatchObject({ span: null, size: 48 * MB });
    const bytes = await all(opened?.body);
    expect([bytes.length, areFrom(bytes, 0)]).toEqual([48 * MB, true]);
    expect(storage.calls.map(({ range }) => range)).toEqual([undefined]);
  });

  test("a slow reader is not run ahead of", async () => {
    const opened = await openFile(film(), null, never);
    const reader = opened?.body.getReader();
    await reader?.read();
    let sent = -1;
    // Until nothing more is taken from it.
    await expect.poll(() => sent === (sent = storage.calls[0]?.sent ?? 0), { interval: 200 }).toBe(true);
    expect(sent).toBeLessThan(onItsWay);
    await reader?.cancel();
  });

  test.each([null, { first: 100, last: 40 * MB }])(
    "storage is let go of when the client leaves: %o",
    async (span) => {
      const leaving = new AbortController();
      const opened = await openFile(film(), span, leaving.signal);
      const reader = opened?.body.getReader();
      await reader?.read();
      leaving.abort();
      await expect.poll(() => storage.calls[0]?.isOver).toBe(true);
      await expect(
        (async () => {
          while (!(await reader?.read())?.done);
        })(),
      ).rejects.toMatchObject({ name: "AbortError" });
      expect(storage.calls[0]?.sent).toBeLessThan(onItsWay);
    },
  );

  test("nobody is asked for somebody who has left", async () => {
    await expect(openFile(film(), null, AbortSignal.abort())).rejects.toMatchObject({
      name: "AbortError",
    });
    expect(storage.calls).toEqual([]);
  });

  test("a body that breaks off, or ends too early, never ends well", async () => {
    const ends: Array<(response: Parameters<typeof storage.answer>[1]) => void> = [
      (response) => response.destroy(),
      (response) => response.end(),
    ];
    for (const end of ends) {
      storage.answer = (_call, response) => {
        response.writeHead(200);
        response.write(bytesAt(0, MB), () => end(response));
      };
      const opened = await openFile(film(2 * MB), null, never);
      await expect(all(opened?.body)).rejects.toThrow(/too early|terminated/);
    }
  });
});

test.each([
  [400, '{"statusCode":"404","error":"not_found","message":"Object not found"}'],
  [400, '{"error":"Not found","message":"The resource was not found","statusCode":"404"}'],
  [404, '{"message":"Bucket not found"}'],
])("a file that is not there (%i %s) is none", async (status, words) => {
  storage.answer = (_call, response) => void response.writeHead(status).end(words);
  expect(await openFile(film(), null, never)).toBeNull();
});

test("somebody else's page that finds nothing is no word of storage's: it is away", async () => {
  storage.answer = (_call, response) => void response.writeHead(404).end("<h1>404 Not Found</h1>");
  await expect(openFile(film(), null, never)).rejects.toMatchObject({ name: "DatabaseError" });
});

test("a storage that refuses, fails or is away is an error that says so", async () => {
  for (const status of [403, 500, 503]) {
    storage.answer = (_call, response) => void response.writeHead(status).end("no");
    const refused = openFile(film(), { first: 0, last: 1 }, never);
    await expect(refused).rejects.toMatchObject({
      name: "DatabaseError",
      message: expect.stringContaining(`${status}`),
    });
  }
  storage.answer = (_call, response) => void response.destroy();
  await expect(openFile(film(), null, never)).rejects.toMatchObject({ name: "DatabaseError" });
});
