import { expect, test } from "vitest";
import { formParts, whole } from "./form-parts";

const file = Buffer.from("one\r\n--\r\n--not-the-end\r\ntwo");

/** A form as a client encodes it, in pieces of so many bytes. */
async function sent(pieceBytes: number, cutOff = 0): Promise<Request> {
  const form = new FormData();
  form.set("purpose", "batch");
  form.set("file", new File([file], "lines.jsonl", { type: "application/jsonl" }));
  form.set("empty", "");
  const encoded = new Response(form);
  const headers = { "content-type": encoded.headers.get("content-type") ?? "" };
  const bytes = new Uint8Array(await encoded.arrayBuffer());
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const end = Math.min(at + pieceBytes, bytes.byteLength - cutOff);
      if (at < end) controller.enqueue(bytes.slice(at, end));
      else controller.close();
      at = end;
    },
  });
  return new Request("http://sandbox.test", { method: "POST", headers, body, duplex: "half" } as RequestInit);
}

async function read(request: Request) {
  const parts = [];
  for await (const { body, ...part } of formParts(request))
    parts.push({ ...part, text: (await whole(body)).toString() });
  return parts;
}

test.each([1, 2, 7, 64, 10_000])(
  "a form in pieces of %i bytes is read as it was written",
  async (pieceBytes) => {
    expect(await read(await sent(pieceBytes))).toEqual([
      { name: "purpose", filename: null, contentType: "", text: "batch" },
      { name: "file", filename: "lines.jsonl", contentType: "application/jsonl", text: file.toString() },
      { name: "empty", filename: null, contentType: "", text: "" },
    ]);
  },
);

test("a form that breaks off is no form, wherever it does", async () => {
  for (const cutOff of [10, 100, 300]) await expect(read(await sent(64, cutOff))).rejects.toThrow("no end");
});

test("what is no form is refused", async () => {
  const json = new Request("http://sandbox.test", { method: "POST", body: "{}" });
  await expect(read(json)).rejects.toThrow("no form");
});

test("a file comes in pieces, before the rest of its form is there", async () => {
  const boundary = "x";
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n`;
      controller.enqueue(Buffer.from(`${head}${"a".repeat(100)}`));
    },
  });
  const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
  const request = new Request("http://sandbox.test", {
    method: "POST",
    headers,
    body,
    duplex: "half",
  } as RequestInit);
  const part = (await formParts(request).next()).value;
  expect((await part?.body.next())?.value?.toString()).toMatch(/^a{90,}$/);
});
