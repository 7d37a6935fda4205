import { native } from "@/lib/render/native";

/** A picture of a film, as a player would show it. */
export interface DecodedFrame {
  /** In seconds. */
  at: number;
  isKey: boolean;
  width: number;
  height: number;
  luma: Uint8Array;
  /** The bytes of one row of it. */
  rowBytes: number;
}

export interface DecodedSound {
  samples: Float32Array;
  rate: number;
  /** Of the first sample, in seconds. */
  startsAt: number;
  /** Places where a frame does not begin where the one before it ends, to a sample. */
  gaps: number;
}

/** Plays a film's pictures to `see`, one after the other, in the order in which they are shown. */
export async function watch(film: Buffer, see: (frame: DecodedFrame) => void): Promise<void> {
  const { av } = await native();
  const file = await av.Demuxer.open(film);
  try {
    const stream = file.video();
    if (!stream) throw new Error("The film has no pictures.");
    const decoder = await av.Decoder.create(stream);
    for await (const frame of decoder.frames(file.packets(stream.index))) {
      const luma = frame?.data?.[0];
      if (!frame || !luma) continue;
      const { num, den } = frame.timeBase;
      see({
        at: (Number(frame.pts) * num) / den,
        isKey: frame.pictType === av.AV_PICTURE_TYPE_I,
        width: frame.width,
        height: frame.height,
        luma,
        rowBytes: frame.linesize[0] ?? frame.width,
      });
      frame.free();
    }
    decoder.close();
  } finally {
    await file.close();
  }
}

/** Listens to all of a film. */
export async function listen(film: Buffer): Promise<DecodedSound> {
  const { av } = await native();
  const file = await av.Demuxer.open(film);
  try {
    const stream = file.audio();
    if (!stream) throw new Error("The film has no sound.");
    const decoder = await av.Decoder.create(stream);
    const blocks: Float32Array[] = [];
    let [rate, startsAt, gaps, next] = [0, 0, 0, 0];
    for await (const frame of decoder.frames(file.packets(stream.index))) {
      const data = frame?.data?.[0];
      if (!frame || !data) continue;
      const at = (Number(frame.pts) * frame.timeBase.num) / frame.timeBase.den;
      rate = frame.sampleRate;
      if (blocks.length === 0) startsAt = at;
      else if (Math.abs(at - next) * rate > 1) gaps++;
      next = at + frame.nbSamples / rate;
      blocks.push(new Float32Array(data.buffer, data.byteOffset, frame.nbSamples).slice());
      frame.free();
    }
    decoder.close();
    return { samples: Float32Array.from(blocks.flatMap((block) => [...block])), rate, startsAt, gaps };
  } finally {
    await file.close();
  }
}
