import { expect, test } from "vitest";
import { PieceFailed } from "@/lib/kinds/kind";
import { greyPicture, clickingVoice, ToldStory, type ToldScene } from "@/tests/support/told-story";
import { soundFile, tone } from "@/tests/support/sounds";

const small = { width: 320, height: 180 };
const scene = async (n: number, more: Partial<ToldScene> = {}): Promise<ToldScene> => ({
  narration: `This is what happens in scene ${n + 1}.`,
  picture: await greyPicture(n, small),
  voice: await clickingVoice(0.5),
  ...more,
});

/** A story of three scenes, with another second one where that is said. */
const storyWith = async (second: Partial<ToldScene> = {}) =>
  new ToldStory([await scene(0), await scene(1, second), await scene(2)]);

async function failureOf(story: ToldStory, slot: number): Promise<PieceFailed> {
  const failure: unknown = await story.make("rendering", slot).catch((error: unknown) => error);
  if (!(failure instanceof PieceFailed)) throw new Error("It was filmed.", { cause: failure });
  return failure;
}

test("a film comes with its captions in two forms and its script, and says when its scenes begin", async () => {
  const story = await storyWith();
  const { files, facts } = await story.film();
  expect(files.map(({ extension, contentType }) => [extension, contentType])).toEqual([
    ["mp4", "video/mp4"],
    ["vtt", "text/vtt; charset=utf-8"],
    ["srt", "application/x-subrip; charset=utf-8"],
    ["txt", "text/plain; charset=utf-8"],
  ]);
  // Half a second, and 21 frames around it.
  expect(facts).toEqual({ durationMs: 3_600, starts: [0, 1_200, 2_400] });
  const [vtt, srt, txt] = files.slice(1).map(({ bytes }) => bytes.toString());
  expect(vtt).toContain("00:00:01.500 --> 00:00:02.000\nThis is what");
  expect(srt).toContain("00:00:02,700 --> 00:00:03,200\nThis is what");
  expect(txt).toBe(`The lamp

1
This is what happens in scene 1.

2
This is what happens in scene 2.

3
This is what happens in scene 3.
`);
});

test("the same story gives the same bytes, and another voice changes one segment alone", async () => {
  const bytesOf = async (story: ToldStory) => {
    const { files } = await story.film();
    return [...(await Promise.all([0, 1, 2].map((slot) => story.kept("rendering", slot)))), files[0]?.bytes];
  };
  const first = await bytesOf(await storyWith());
  const again = await bytesOf(await storyWith());
  expect(again).toEqual(first);
  const other = await bytesOf(await storyWith({ voice: await clickingVoice(0.8) }));
  expect(other.map((bytes, n) => bytes?.equals(first[n] ?? Buffer.alloc(0)))).toEqual([
    true,
    false,
    true,
    false,
  ]);
});

const silence = () => soundFile(tone({ loud: 0 }), { sort: "wav" });

test.each([
  ["silent", silence, "voice_silent", "The voice cannot be heard. It is silent from its start to its end."],
  ["empty", async () => Buffer.alloc(0), "voice_unreadable", "The voice cannot be read. Its file is empty."],
])(
  "a voice that is %s is named, and is to be made anew with its segment",
  async (_name, voice, code, why) => {
    const { reason, spoils } = await failureOf(await storyWith({ voice: await voice() }), 1);
    expect(reason).toMatchObject({ code, retryable: true });
    expect(reason.message).toContain(`Scene 2: ${why}`);
    expect(spoils).toEqual([{ step: "assets", slot: 3 }]);
  },
);

test.each([
  ["in its own segment", 1],
  ["in the one that fades into it", 0],
])("a picture that is cut short is named %s, and is to be made anew", async (_name, slot) => {
  const picture = await greyPicture(1, small);
  const story = await storyWith({ picture: picture.subarray(0, picture.length / 2) });
  const { reason, spoils } = await failureOf(story, slot);
  expect(reason).toMatchObject({ code: "picture_unreadable", retryable: true });
  expect(reason.message).toContain("Scene 2: its picture cannot be read");
  expect(spoils).toEqual([{ step: "assets", slot: 2 }]);
});

test("a segment of other work is named, and is filmed anew", async () => {
  const story = await storyWith();
  for (const slot of [0, 1, 2]) await story.make("rendering", slot);
  const longer = await storyWith({ voice: await clickingVoice(0.8) });
  await longer.make("rendering", 1);
  story.keep("rendering", 1, await longer.kept("rendering", 1));
  const failure: unknown = await story.make("joining", 0).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    reason: { code: "segment_unfit" },
    spoils: [{ step: "rendering", slot: 1 }],
  });
});

test("the work ends when its claim is lost", async () => {
  const stop = new AbortController();
  const reason = new Error("lost");
  const filming = (await storyWith()).make("rendering", 0, stop.signal);
  stop.abort(reason);
  await expect(filming).rejects.toBe(reason);
});
