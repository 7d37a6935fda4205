import { createCanvas } from "@napi-rs/canvas";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { batchBench, saidIn, tagRequest } from "./batch-bench";

async function painted(color: string, width = 64, height = 64): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext("2d");
  pen.fillStyle = color;
  pen.fillRect(0, 0, width, height);
  return canvas.encode("jpeg", 90);
}

const inline = (picture: Buffer) => `data:image/jpeg;base64,${picture.toString("base64")}`;

/** The pictures behind links; whatever else is asked for is not there. */
async function hosted(pictures: Record<string, Buffer>) {
  const host = createServer((request, response) => {
    const picture = pictures[request.url ?? ""];
    if (picture) response.end(picture);
    else response.writeHead(404).end("none");
  });
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => new Promise((resolve) => host.close(() => resolve())));
  return `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
}

async function finished(b: ReturnType<typeof batchBench>, lines: readonly unknown[]) {
  const id = await b.begin(lines);
  b.pass(60);
  const over = await b.look(id);
  const read = async (file: unknown) => (file === null ? [] : b.results(file));
  return { output: await read(over["output_file_id"]), errors: await read(over["error_file_id"]) };
}

test("a picture inside its line is tagged by its own pixels; one that is none is that line's failure", async () => {
  const { output, errors } = await finished(batchBench(), [
    tagRequest("red", inline(await painted("#c81414", 90, 60))),
    tagRequest("broken", "data:image/jpeg;base64,AAAA"),
    tagRequest("nonsense", "ftp://elsewhere/picture.jpg"),
  ]);
  expect(output.map((result) => [result.custom_id, saidIn(result)])).toEqual([
    ["red", expect.objectContaining({ colors: ["red"], tags: expect.arrayContaining(["red", "landscape"]) })],
  ]);
  expect(errors.map(({ custom_id, response }) => [custom_id, response?.body.error?.code]).toSorted()).toEqual(
    [
      ["broken", "image_parse_error"],
      ["nonsense", "image_parse_error"],
    ],
  );
});

test("a picture by link is fetched and tagged by its own pixels; a dead link is that line's failure", async () => {
  const url = await hosted({ "/green.jpg": await painted("#1e8c32") });
  const { output, errors } = await finished(batchBench({ fetchImages: true }), [
    tagRequest("green", `${url}/green.jpg`),
    tagRequest("dead", `${url}/dead.jpg`),
  ]);
  expect(output.map(saidIn)).toEqual([expect.objectContaining({ colors: ["green"] })]);
  expect(errors).toMatchObject([
    {
      custom_id: "dead",
      response: { status_code: 400, body: { error: { code: "invalid_value", param: "url" } } },
    },
  ]);
});

test("where links are not fetched nobody is asked, and the address decides", async () => {
  const url = await hosted({});
  const { output, errors } = await finished(batchBench(), [tagRequest("a", `${url}/a.jpg`)]);
  expect([output.length, errors.length]).toEqual([1, 0]);
});
