import type { EncodedPacket, Input, InputVideoTrack } from "mediabunny";
import { PieceFailed } from "@/lib/kinds/kind";
import { native, type Native } from "./native";
import { asFailure, readEach } from "./others-files";
import { fps } from "./timeline";

export type PictureTrack = InstanceType<Native["media"]["EncodedVideoPacketSource"]>;

/** Where a scene lies in its film, in frames, and what form all of it has. */
interface Span {
  /** Of the scene, from 0. */
  slot: number;
  start: number;
  frames: number;
  form: Form;
}

/** How the pictures of a segment are encoded: packets of different forms make no film together. */
type Form = VideoDecoderConfig;

interface OpenSegment {
  form: Form;
  /** In the order in which they are decoded. */
  packets: AsyncIterable<EncodedPacket>;
}

/** The form of a segment. */
export function formOf(mp4: Buffer, slot: number): Promise<Form> {
  return withSegment(mp4, slot, async ({ form }) => form);
}

/**
 * Puts a segment's packets in their place, as they are, and calls `beside` after each with how many there are: what is
 * heard with them is to lie near them in the file. Throws `PieceFailed` where they are of another form, not as many
 * as the scene has frames, or do not begin with a key frame.
 */
export function layPictures(
  track: PictureTrack,
  mp4: Buffer,
  span: Span,
  beside: (frames: number) => Promise<void>,
): Promise<void> {
  return withSegment(mp4, span.slot, async ({ form, packets }) => {
    if (!isLike(form, span.form)) throw unfit(span.slot, "It is encoded otherwise than the rest.");
    const seen = new Set<number>();
    for await (const packet of packets) {
      if (seen.size === 0 && packet.type !== "key")
        throw unfit(span.slot, "It does not begin with a key frame.");
      const frame = Math.round(packet.timestamp * fps);
      if (frame < 0 || frame >= span.frames) throw unfit(span.slot, "It is longer than its scene.");
      seen.add(frame);
      const moved = { timestamp: (span.start + frame) / fps, duration: 1 / fps };
      await track.add(packet.clone(moved), { decoderConfig: span.form });
      await beside(seen.size);
    }
    if (seen.size < span.frames) throw unfit(span.slot, "It is shorter than its scene.");
  });
}

async function withSegment<T>(
  mp4: Buffer,
  slot: number,
  use: (segment: OpenSegment) => Promise<T>,
): Promise<T> {
  const { media } = await native();
  const input = new media.Input({ source: new media.BufferSource(mp4), formats: [media.MP4] });
  try {
    const [track, form] = await picturesIn(input).catch((error: unknown) => {
      throw asFailure(error, () => unfit(slot, "It cannot be read."));
    });
    if (!track || !form) throw unfit(slot, "It has no pictures.");
    const packets = new media.EncodedPacketSink(track).packets();
    return await use({ form, packets: readEach(packets, () => unfit(slot, "It breaks off.")) });
  } finally {
    input.dispose();
  }
}

async function picturesIn(input: Input): Promise<[InputVideoTrack | null, Form | null]> {
  const track = await input.getPrimaryVideoTrack();
  return [track, track && (await track.getDecoderConfig())];
}

function isLike(one: Form, other: Form): boolean {
  return (
    one.codec === other.codec &&
    one.codedWidth === other.codedWidth &&
    one.codedHeight === other.codedHeight &&
    bytesOf(one).equals(bytesOf(other))
  );
}

function bytesOf({ description }: Form): Buffer {
  if (!description) return Buffer.alloc(0);
  if (ArrayBuffer.isView(description)) {
    return Buffer.from(description.buffer, description.byteOffset, description.byteLength);
  }
  return Buffer.from(description);
}

/** It is filmed anew in the next attempt. */
function unfit(slot: number, why: string): PieceFailed {
  const message = `Scene ${slot + 1}: its segment does not fit into the film. ${why}`;
  return new PieceFailed({ code: "segment_unfit", message, retryable: true }, [{ step: "rendering", slot }]);
}
