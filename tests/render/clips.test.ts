import { expect, test, vi } from "vitest";
import { PieceFailed } from "@/lib/kinds/kind";
import { decodeClip } from "@/lib/render/clip";
import { native } from "@/lib/render/native";
import { sampleRate } from "@/lib/render/timeline";
import { soundFile, streamed, tone, withoutTag, type SoundSort } from "@/tests/support/sounds";

const rates = { wav: 24_000, flac: 44_100, mp3: 44_100, m4a: 44_100, ogg: 48_000, adts: 22_050 } as const;
const sorts = Object.keys(rates) as SoundSort[];

/** A second of a tone, three tenths of silence before and behind it. */
const spoken = (sort: SoundSort) =>
  soundFile(tone({ rate: rates[sort], quiet: 0.3 }), { sort, rate: rates[sort], channels: 2 });

async function reasonOf(bytes: Buffer): Promise<{ code: string; message: string }> {
  const failure: unknown = await decodeClip(bytes).catch((error: unknown) => error);
  if (!(failure instanceof PieceFailed)) throw new Error("It was decoded.", { cause: failure });
  return failure.reason;
}

/** The first sample of it that is as loud as the tone is. */
const firstLoud = (samples: Float32Array): number => {
  const peak = samples.reduce((most, value) => Math.max(most, value), 0);
  return samples.findIndex((value) => value > peak / 2);
};

test.each(sorts)("a %s begins with its first sound and ends with its last", async (sort) => {
  const { samples } = await decodeClip(await spoken(sort));
  expect(firstLoud(samples) / sampleRate).toBeLessThan(0.01);
  expect(Math.abs(samples.length / sampleRate - 1)).toBeLessThan(0.08);
});

test("an MP3 without the tag that tells of its delay of 50 ms begins near its first sound too", async () => {
  const sound = tone({ rate: 22_050, seconds: 0.5, quiet: 0.1 });
  const { samples } = await decodeClip(withoutTag(await soundFile(sound, { sort: "mp3", rate: 22_050 })));
  // An abrupt sound has a faint echo in front of it, as long as a frame.
  expect(firstLoud(samples) / sampleRate).toBeLessThan(0.04);
});

test("a WAV whose length was not known when it began is read to its end", async () => {
  const wav = await spoken("wav");
  expect((await decodeClip(streamed(wav))).samples).toEqual((await decodeClip(wav)).samples);
});

test.each(sorts)("a %s that is cut short is refused", async (sort) => {
  const file = await spoken(sort);
  const cut = file.subarray(0, Math.floor(file.length * 0.7));
  expect(await reasonOf(cut)).toMatchObject({
    code: "voice_unreadable",
    message: "The voice cannot be read. Its file is cut short.",
  });
});

test.each(sorts)("a %s is refused where nothing is in it", async (sort) => {
  const quiet = await soundFile(tone({ rate: rates[sort], loud: 0 }), { sort, rate: rates[sort] });
  expect((await reasonOf(quiet)).code).toBe("voice_silent");
});

test("a file without one sample is refused as silent", async () => {
  const empty = Buffer.from((await spoken("wav")).subarray(0, 44));
  empty.writeUInt32LE(36, 4);
  empty.writeUInt32LE(0, 40);
  expect((await reasonOf(empty)).code).toBe("voice_silent");
});

test.each([
  ["no bytes", Buffer.alloc(0)],
  ["a page", Buffer.from("<!doctype html><html><body>Busy, try again later.</body></html>")],
  ["a list of links", Buffer.from("#EXTM3U\n#EXTINF:4,\nhttp://127.0.0.1:9/voice.ts\n")],
  ["noise", Buffer.from(Array.from({ length: 4_000 }, (_, n) => (n * n * 31) % 251))],
])("%s is refused as unreadable", async (_name, bytes) => {
  expect((await reasonOf(bytes)).code).toBe("voice_unreadable");
});

test("a voice of more than three minutes is refused before it fills the memory", async () => {
  const long = await soundFile(tone({ rate: 4_000, seconds: 181 }), { sort: "wav", rate: 4_000 });
  expect((await reasonOf(long)).message).toContain("longer than 180 seconds");
});

test("sound that FFmpeg has no decoder for is refused as unreadable", async () => {
  const wav = await spoken("wav");
  wav.writeUInt16LE(0x1234, 20);
  expect((await reasonOf(wav)).code).toBe("voice_unreadable");
});

test("where there is no memory to decode it, the voice is not to blame", async () => {
  const { av } = await native();
  const wanting = vi.spyOn(av.Decoder, "create");
  wanting.mockRejectedValueOnce(av.FFmpegError.fromCode(av.AVERROR_ENOMEM));
  const failure: unknown = await decodeClip(await spoken("wav")).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(av.FFmpegError);
  wanting.mockRestore();
});

test("a voice that lacks less than anybody hears is whole", async () => {
  const wav = await spoken("wav");
  const length = wav.readUInt32LE(40);
  for (const more of [2, 4_000]) {
    wav.writeUInt32LE(length + more, 40);
    expect((await decodeClip(wav)).samples.length).toBeGreaterThan(40_000);
  }
  wav.writeUInt32LE(length + 6_000, 40);
  expect((await reasonOf(wav)).message).toContain("cut short");
  for (const sort of ["mp3", "m4a", "ogg", "adts"] as const) {
    const file = await spoken(sort);
    const [less, more] = [file.subarray(0, -1), Buffer.concat([file, Buffer.from("fffb9000", "hex")])];
    for (const each of [less, more]) await decodeClip(each);
  }
});
