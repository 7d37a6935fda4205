import { expect, test } from "vitest";
import { comment, frame, opening } from "./stream-frame";

test("a frame is an id, a name and one line of JSON, whatever is in it", () => {
  const data = { words: "two\nlines\r\n: and “more”" };
  expect(frame({ id: "7", event: "status_update", data })).toBe(
    `id: 7\nevent: status_update\ndata: ${JSON.stringify(data)}\n\n`,
  );
  expect(frame({ id: "7" })).toBe("id: 7\n\n");
});

test("a stream begins with a byte at once, and says when to come back", () => {
  expect(opening(1_000)).toBe("retry: 1000\n: hello\n\n");
  expect(comment("still here")).toBe(": still here\n\n");
});
