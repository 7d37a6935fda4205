import { describe, expect, test } from "vitest";
import { storeFile } from "@/lib/db/storage";
import type { StoryDetails } from "@/lib/jobs/story";
import { cancelJob } from "@/lib/services/cancel-job";
import { listPictures } from "@/lib/services/list-pictures";
import { presentJob } from "@/lib/services/present-job";
import { retryJob } from "@/lib/services/retry-job";
import { reviseJob } from "@/lib/services/revise-job";
import { carryOn } from "../support/carry-on";
import { storyAtOpenAiAndFal as of, type Case } from "../support/cases";
import { expectWhole } from "../support/expect-job";
import { holdCall } from "../support/hold-call";
import { markedSegment } from "../support/marked-segments";
import { keepLedgersSound } from "../support/sound-ledgers";
import { changed, storiesOf } from "../support/stories";
import { useWorld } from "../support/world";

const world = useWorld({ hasPost: true });
keepLedgersSound(world);
const { recordOf, statusOf, paid, filesOf, told } = storiesOf(world);

const words = { narration: "The fox finds a lamp, and it is still warm." };
const picture = { picturePrompt: "A fox beside a lamp in the snow" };
/** A story of four scenes. */
const four: Case = {
  ...of,
  input: () => ({ story: "A fox goes. It sees a lamp. It takes it. It comes home.", scenes: 4 }),
  results: [...of.results, "picture-04.jpg", "voice-04.flac"].toSorted(),
};

const film = ["film.mp4", "film.srt", "film.txt", "film.vtt"];

/** What was made anew besides the film, which always is. */
const anewIn = (before: Record<string, string>, after: Record<string, string>) =>
  changed(before, after).filter((name) => !film.includes(name));

async function detailsOf(id: string): Promise<StoryDetails> {
  const { details } = await presentJob(await recordOf(id));
  return details as unknown as StoryDetails;
}

/** How much more was paid for than before. */
const more = (before: readonly number[]) => paid().map((count, n) => count - (before[n] ?? 0));

describe("one scene made anew", () => {
  test.each<[string, ReadonlyArray<[number, object, number[], string[]]>]>([
    [
      "at its begin",
      [
        [1, words, [0, 1], ["segment-01.mp4", "voice-01.flac"]],
        [1, picture, [1, 0], ["picture-01.jpg", "segment-01.mp4"]],
        [2, picture, [1, 0], ["picture-02.jpg", "segment-01.mp4", "segment-02.mp4"]],
      ],
    ],
    [
      "at its end",
      [
        [3, words, [0, 1], ["segment-02.mp4", "segment-03.mp4", "voice-03.flac"]],
        [4, words, [0, 1], ["segment-03.mp4", "segment-04.mp4", "voice-04.flac"]],
        [4, picture, [1, 0], ["picture-04.jpg", "segment-03.mp4", "segment-04.mp4"]],
      ],
    ],
  ])(
    "%s pays for one piece; the segments that show it and the film follow from it, and so on with the next one",
    async (_where, remakes) => {
      const { user, job } = await told(four);
      for (const [number, change, pieces, anew] of remakes) {
        const [before, spent] = [await filesOf(job.id), paid()];
        await reviseJob(user, job.id, number, change, "manual");
        expect(await statusOf(job.id)).toMatchObject({ status: "assets_missing", progress: 20 });
        expect(await carryOn(world, job.id)).toBe("completed");
        expect([number, more(spent), anewIn(before, await filesOf(job.id))]).toEqual([number, pieces, anew]);
      }
      const { scenes } = await detailsOf(job.id);
      for (const [number, change] of remakes) expect(scenes[number - 1]).toMatchObject(change);
      await expectWhole(world, four, job.id);
    },
    60_000,
  );

  test("of a job that failed over it goes on with the new words, and keeps the rest", async () => {
    const spent = paid();
    const { user, job } = await world.newJob(of);
    world.provider.sandbox.setFaults("moderation@fal-submit*1");
    expect(await carryOn(world, job.id)).toBe("failed");
    const { message } = (await recordOf(job.id)).error ?? { message: "" };
    const number = Number(/^Scene (\d), its voice: /.exec(message)?.[1]);
    await reviseJob(user, job.id, number, { narration: "It is a quiet night." }, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(more(spent)).toEqual([4, 4]);
    await expectWhole(world, of, job.id);
  });

  test("of a story that was canceled while it was filmed, and tried again, pays for one piece more", async () => {
    const spent = paid();
    const { user, job } = await world.newJob(of);
    const finishing = holdCall(/rpc\/finish_piece$/);
    const end = carryOn(world, job.id);
    await finishing.answered;
    await cancelJob(user, job.id, "manual");
    finishing.letGo();
    expect(await end).toBe("canceled");
    await retryJob(user, job.id, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(more(spent)).toEqual([4, 3]);
    await reviseJob(user, job.id, 2, words, "manual");
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(more(spent)).toEqual([4, 4]);
    await expectWhole(world, of, job.id);
  });
});

describe("a scene that is to be made anew and is not", () => {
  test("leaves the film and all that it was made of: it is shown until there is another", async () => {
    const { user, job } = await told();
    const [files, was] = [await filesOf(job.id), await detailsOf(job.id)];
    const inGallery = async () => (await listPictures(user, { limit: 9 })).items.map(({ url }) => url);
    const hung = [was.film?.url];
    expect(await inGallery()).toEqual(hung);
    world.provider.sandbox.setFaults("moderation@fal-submit*1");
    await reviseJob(user, job.id, 2, words, "manual");
    expect(await inGallery()).toEqual(hung);
    expect(await carryOn(world, job.id)).toBe("failed");
    expect(await inGallery()).toEqual(hung);
    expect(await filesOf(job.id)).toEqual(files);
    const now = await detailsOf(job.id);
    expect(now).toMatchObject({ videoStatus: "failed", film: null, earlierFilm: was.film });
    expect(now.scenes.map(({ voice }) => voice.url !== null)).toEqual([true, false, true]);
    const { resultUrls } = await presentJob(await recordOf(job.id));
    expect(resultUrls).toHaveLength(5);

    await reviseJob(user, job.id, 2, words, "manual");
    expect((await detailsOf(job.id)).earlierFilm).toEqual(was.film);
    expect(await carryOn(world, job.id)).toBe("completed");
    const after = await detailsOf(job.id);
    expect(after).toMatchObject({ earlierFilm: null, film: { url: expect.any(String) } });
    expect(after.film?.url).not.toBe(was.film?.url);
    expect(await inGallery()).toEqual([after.film?.url]);
    await expectWhole(world, of, job.id);
  });
});

test("segments of another version of us are filmed anew by themselves, all at once, and nothing is paid for them", async () => {
  const { user, job } = await told();
  const [files, spent] = [await filesOf(job.id), paid()];
  const other = await markedSegment(0, 30);
  for (const name of ["segment-02.mp4", "segment-03.mp4"]) {
    await storeFile("artifacts", files[name] ?? "", other, "video/mp4");
  }
  await reviseJob(user, job.id, 1, words, "manual");
  expect(await carryOn(world, job.id)).toBe("completed");
  expect(more(spent)).toEqual([0, 1]);
  expect(anewIn(files, await filesOf(job.id))).toEqual([
    "segment-01.mp4",
    "segment-02.mp4",
    "segment-03.mp4",
    "voice-01.flac",
  ]);
  // The remake, and one more by itself.
  expect((await recordOf(job.id)).attempt).toBe(3);
  await expectWhole(world, of, job.id);
});

test.each(["before the new one is made", "after the end"])(
  "what a provider says of superseded work %s changes nothing",
  async (when) => {
    world.post.keep(true);
    const { user, job } = await told();
    const spent = paid();
    const voice = (await recordOf(job.id)).operations.find(
      ({ step, slot }) => step === "assets" && slot === 3,
    );
    const letters = await world.lettersOf(job.id, 7);
    const letter = letters.find(({ url }) => url.searchParams.get("op") === voice?.id);
    if (!voice || !letter) throw new Error("there is no letter about that voice");
    await reviseJob(user, job.id, 2, words, "manual");
    if (when === "after the end") await carryOn(world, job.id);
    expect(await world.post.handOn(letter)).toBe("taken");
    const taken = await world.db.sql`select 1 from webhook_inbox where operation_id = ${voice.id}`;
    expect(taken).toHaveLength(1);
    expect(await carryOn(world, job.id)).toBe("completed");
    expect(more(spent)).toEqual([0, 1]);
    await expectWhole(world, of, job.id);
    const { operations, artifacts, attempt } = await recordOf(job.id);
    const after = operations.find(({ id }) => id === voice.id);
    expect(after).toMatchObject({ state: "succeeded", supersededAt: expect.any(Date) });
    expect(artifacts.filter(({ operationId }) => operationId === voice.id)).toEqual([]);
    expect(attempt).toBe(2);
    await world.emptyPost();
  },
);
