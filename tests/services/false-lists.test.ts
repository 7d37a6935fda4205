import { expect, test } from "vitest";
import { checkJob } from "@/lib/services/check-jobs";
import { answering, json, page, type Answering } from "../support/answering";
import { carryOn } from "../support/carry-on";
import { videoAtOpenAi } from "../support/cases";
import { mostAbsences } from "@/lib/jobs/operation";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld({
  env: { OPENAI_VIDEO_BASE_URL: "https://gateway.test/v1", OPENAI_VIDEO_API_KEY: "sk-gateway" },
});
keepLedgersSound(world);

const creates = /^POST .*\/videos$/;

/** A job at a gateway whose list is a stub: it shows nothing, whatever there is. */
async function atStub(create: Answering) {
  const calls = answering([
    [creates, create],
    [/^GET .*\/videos$/, () => json({ object: "list", data: [], has_more: false })],
  ]);
  const { job } = await world.newJob(videoAtOpenAi);
  await checkJob(job.id, "step");
  const status = await carryOn(world, job.id);
  return { status, error: (await world.read(job.id))["error"], creates: calls.count(creates) };
}

const unknown = { status: "failed", error: { code: "start_unknown", charged: null } };

test.each<[string, () => Response]>([
  ["without an id", () => json({ status: "queued" })],
  ["with nothing at all", () => new Response(null, { status: 202, headers: { location: "/videos/1" } })],
  [
    "with half an answer",
    () => new Response('{"id": "vid', { headers: { "content-type": "application/json" } }),
  ],
  [
    "with an answer that breaks off",
    () => {
      const start = new TextEncoder().encode('{"id": "video_');
      let isSent = false;
      const body = new ReadableStream({
        pull(controller) {
          if (isSent) controller.error(new TypeError("terminated"));
          else controller.enqueue(start);
          isSent = true;
        },
      });
      return new Response(body, { headers: { "content-type": "application/json" } });
    },
  ],
  ["by leading on", () => new Response(null, { status: 302, headers: { location: "/videos/1" } })],
])(
  "a create that was accepted %s is never made again for a list that shows nothing",
  async (_how, answer) => {
    expect(await atStub(answer)).toMatchObject({ ...unknown, creates: 1 });
  },
);

test.each<[string, () => Response]>([
  ["a 500", () => json({ error: "internal" }, 500)],
  ["a page", () => page(200)],
])(
  "a create that only ever brings %s is not made again for ever: the list may be wrong",
  async (_how, answer) => {
    expect(await atStub(answer)).toMatchObject({ ...unknown, creates: mostAbsences / 2 + 1 });
  },
);
