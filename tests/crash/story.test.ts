import { expect, test } from "vitest";
import { carryOn } from "../support/carry-on";
import { storyAtOpenAiAndFal, type Case } from "../support/cases";
import { expectPaid, expectWhole } from "../support/expect-job";
import { killAt, type Moment } from "../support/kill-at";
import { keepLedgersSound } from "../support/sound-ledgers";
import { useWorld } from "../support/world";

const world = useWorld();
keepLedgersSound(world);

const scenes = 6;
const numbered = (name: string, extension: string) =>
  Array.from({ length: scenes }, (_, index) => `${name}-0${index + 1}.${extension}`);

const ofSixScenes: Case = {
  ...storyAtOpenAiAndFal,
  input: (pictures, words) => ({ ...storyAtOpenAiAndFal.input(pictures, words), scenes }),
  creates: { "POST /openai/v1/responses": 1 + scenes, "POST /fal/:owner/:app": scenes },
  results: [
    "film.mp4",
    "film.srt",
    "film.txt",
    "film.vtt",
    ...numbered("picture", "jpg"),
    ...numbered("voice", "flac"),
  ],
};

const atDatabase = (when: Moment["when"], call: RegExp, nth = 1): Moment => ({
  side: "database",
  when,
  call,
  nth,
});
const upload = (file: string) => new RegExp(`^(?:POST|PUT) .*/object/artifacts/.*/${file}`);

/** Kills a process at each of these moments, one after the other, each time with all of the past behind it. */
async function killedAt(
  jobId: string,
  moments: readonly Moment[],
  watch: (call: string) => void,
): Promise<void> {
  for (const moment of moments) {
    let isKilled = false;
    for (let round = 0; round < 10 && !isKilled; round++) {
      await world.finishWork();
      await world.age(jobId, 130_000);
      isKilled = await killAt(world, moment, watch);
    }
    expect([moment, isKilled]).toEqual([moment, true]);
  }
}

test("a story whose process is killed after every single picture, voice and segment, and as it is joined, is made once", async () => {
  const { job } = await world.newJob(ofSixScenes);
  const segments: string[] = [];
  const watch = (call: string) => {
    const [, name] = /^(?:POST|PUT) .*\/object\/artifacts\/.*\/(segment-\d\d)\./.exec(call) ?? [];
    if (name !== undefined) segments.push(name);
  };
  const assets = Array.from({ length: 2 * scenes }, (_, index) =>
    atDatabase("response", upload("(?:picture|voice)-"), index + 1),
  );
  const pieces = Array.from({ length: scenes }, () => atDatabase("response", /rpc\/finish_piece/));
  await killedAt(job.id, [...assets, ...pieces], watch);
  expect(segments.toSorted()).toEqual(numbered("segment", "mp4").map((name) => name.replace(".mp4", "")));
  await killedAt(
    job.id,
    [
      atDatabase("response", /rpc\/claim_piece/),
      atDatabase("response", upload("film\\.mp4")),
      atDatabase("response", upload("film\\."), 3),
      atDatabase("request", /rpc\/finish_piece/),
    ],
    watch,
  );
  expect((await world.read(job.id)).status).toBe("processing");
  expect(await carryOn(world, job.id)).toBe("completed");
  expect(segments).toHaveLength(scenes);
  await expectWhole(world, ofSixScenes, job.id);
  expectPaid(world, ofSixScenes);
}, 600_000);
