import type { CodecContext, Frame, Packet } from "node-av";
import type { Native } from "./native";
import { sampleRate } from "./timeline";

/** How many samples a packet of AAC holds. */
export const packetSamples = 1_024;

const bitsPerSecond = 128_000;

/** AAC by FFmpeg's own encoder: one channel at 48 kHz. What it gives begins with a packet of its own, of silence. */
export class SoundEncoder {
  private constructor(
    private readonly av: Native["av"],
    private readonly context: CodecContext,
    private readonly input: Frame,
    private readonly output: Packet,
  ) {}

  static async open({ av }: Native): Promise<SoundEncoder> {
    const codec = av.Codec.findEncoderByName(av.FF_ENCODER_AAC);
    if (!codec) throw new Error("This build of FFmpeg has no AAC.");
    const context = new av.CodecContext();
    context.allocContext3(codec);
    context.sampleFormat = av.AV_SAMPLE_FMT_FLTP;
    context.sampleRate = sampleRate;
    context.channelLayout = oneChannel(av);
    context.timeBase = new av.Rational(1, sampleRate);
    context.bitRate = BigInt(bitsPerSecond);
    context.setFlags(av.AV_CODEC_FLAG_GLOBAL_HEADER);
    const input = new av.Frame();
    input.alloc();
    input.format = av.AV_SAMPLE_FMT_FLTP;
    input.sampleRate = sampleRate;
    input.channelLayout = oneChannel(av);
    input.nbSamples = packetSamples;
    const output = new av.Packet();
    output.alloc();
    const encoder = new SoundEncoder(av, context, input, output);
    try {
      av.FFmpegError.throwIfError(input.allocBuffer(), "allocating a frame of sound");
      av.FFmpegError.throwIfError(await context.open2(codec, null), "opening AAC");
    } catch (error) {
      encoder.free();
      throw error;
    }
    return encoder;
  }

  /** What a decoder must know first. */
  get description(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.context.extraData ?? []);
  }

  /** Takes the samples of one packet, the `number`th from 0, and gives the packets that are ready. */
  async add(samples: Float32Array, number: number): Promise<Uint8Array<ArrayBuffer>[]> {
    const { av, input } = this;
    av.FFmpegError.throwIfError(input.makeWritable(), "filling a frame of sound");
    input.data?.[0]?.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
    input.pts = BigInt(number * packetSamples);
    return this.send(input);
  }

  /** What is left, once the last samples were added. */
  end(): Promise<Uint8Array<ArrayBuffer>[]> {
    return this.send(null);
  }

  /** To be called once, whatever happened, and while nothing is being encoded. */
  free(): void {
    this.context.freeContext();
    this.input.free();
    this.output.free();
  }

  private async send(frame: Frame | null): Promise<Uint8Array<ArrayBuffer>[]> {
    const { av, context, output } = this;
    av.FFmpegError.throwIfError(await context.sendFrame(frame), "encoding sound");
    const ready: Uint8Array<ArrayBuffer>[] = [];
    for (;;) {
      const got = await context.receivePacket(output);
      if (got === av.AVERROR_EAGAIN || got === av.AVERROR_EOF) return ready;
      av.FFmpegError.throwIfError(got, "encoding sound");
      ready.push(Uint8Array.from(output.data ?? []));
      output.unref();
    }
  }
}

const oneChannel = (av: Native["av"]) => ({
  nbChannels: 1,
  order: av.AV_CHANNEL_ORDER_NATIVE,
  mask: av.AV_CH_LAYOUT_MONO,
});
