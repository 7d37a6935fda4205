import { assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { EventStreamReader } from "./event-stream";

const text = [
  "retry: 1000\n\n: hello\n\n",
  "id: a.1\nevent: connected\ndata: {}\n\n",
  ": still here\nid: a.2\n\n",
  'id: a.3\r\nevent: status_update\r\ndata: {"one":1,\r\ndata: "two":2}\r\n\r\n',
].join("");
const messages = [
  { event: "connected", data: "{}", id: "a.1" },
  { event: "message", data: "", id: "a.2" },
  { event: "status_update", data: '{"one":1,\n"two":2}', id: "a.3" },
];

test("a stream cut anywhere gives each message once, and no message of a comment alone", () => {
  assert(
    property(integer({ min: 0, max: text.length }), integer({ min: 0, max: text.length }), (one, other) => {
      const [first, second] = [Math.min(one, other), Math.max(one, other)];
      const reader = new EventStreamReader();
      const pieces = [text.slice(0, first), text.slice(first, second), text.slice(second)];
      expect(pieces.flatMap((piece) => reader.read(piece))).toEqual(messages);
    }),
  );
});

test("a message whose end has not come is not there yet", () => {
  expect(new EventStreamReader().read("id: a.1\nevent: connected\ndata: {}\n")).toEqual([]);
});
