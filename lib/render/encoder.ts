import type { CodecContext, Frame, Packet } from "node-av";
import type { Native } from "./native";
import { fps, type FilmSize } from "./timeline";

/** A frame that the encoder has made smaller, in the order of decoding. */
export interface Encoded {
  bytes: Uint8Array;
  /** Which frame it is. */
  frame: number;
  isKey: boolean;
}

const parameters = [
  // As MP4 has it: each unit behind its length, and the parameters as an avcC box.
  "annexb=0",
  // It reads memory nobody wrote where a film is not a multiple of 256 wide: now and then its bytes were others.
  "mbtree=0",
  // A scene begins so slowly that in small films its second frame would be its first once more.
  "no-fast-pskip=1",
].join(":");

/** Every so many frames one can be decoded alone: where a player can go to at once. */
const keyEvery = 60;

/**
 * H.264 by x264: its preset and quality give a sixth of the bytes of its quickest, for a quarter more work. One thread, as
 * frames are drawn meanwhile on another, and as the bytes then do not depend on the machine.
 */
export class Encoder {
  private constructor(
    private readonly av: Native["av"],
    private readonly size: FilmSize,
    private readonly context: CodecContext,
    private readonly input: Frame,
    private readonly output: Packet,
  ) {}

  static async open({ av }: Native, size: FilmSize): Promise<Encoder> {
    const codec = av.Codec.findEncoderByName(av.FF_ENCODER_LIBX264);
    if (!codec) throw new Error("This build of FFmpeg has no x264.");
    const context = new av.CodecContext();
    context.allocContext3(codec);
    context.width = size.width;
    context.height = size.height;
    context.pixelFormat = av.AV_PIX_FMT_YUV420P;
    context.timeBase = new av.Rational(1, fps);
    context.framerate = new av.Rational(fps, 1);
    context.gopSize = keyEvery;
    context.threadCount = 1;
    context.colorRange = av.AVCOL_RANGE_MPEG;
    context.colorPrimaries = av.AVCOL_PRI_BT709;
    context.colorTrc = av.AVCOL_TRC_BT709;
    context.colorSpace = av.AVCOL_SPC_BT709;
    context.setFlags(av.AV_CODEC_FLAG_GLOBAL_HEADER);
    context.setOption("preset", "veryfast");
    // Without `mbtree`, this is as large and as good as 23 with it.
    context.setOption("crf", "26");
    context.setOption("x264-params", parameters);
    const input = new av.Frame();
    input.alloc();
    const output = new av.Packet();
    output.alloc();
    const encoder = new Encoder(av, size, context, input, output);
    try {
      av.FFmpegError.throwIfError(await context.open2(codec, null), "opening x264");
    } catch (error) {
      encoder.free();
      throw error;
    }
    return encoder;
  }

  /** What a decoder must know first: an avcC box. */
  get description(): Uint8Array {
    return Uint8Array.from(this.context.extraData ?? []);
  }

  /** Takes a frame, and gives what is ready, of earlier ones as a rule. Its planes are read until this ends. */
  add(planes: Buffer, frame: number): Promise<Encoded[]> {
    const { av, input, size } = this;
    input.unref();
    input.format = av.AV_PIX_FMT_YUV420P;
    input.width = size.width;
    input.height = size.height;
    // This copies nothing: the frame lies in `planes`, and as it has no memory of its own, sending it copies it.
    av.FFmpegError.throwIfError(input.fromBuffer(planes), "filling a frame");
    input.pts = BigInt(frame);
    return this.send(input);
  }

  /** What is left, once the last frame was added. */
  end(): Promise<Encoded[]> {
    return this.send(null);
  }

  /** To be called once, whatever happened, and while nothing is being encoded. */
  free(): void {
    this.context.freeContext();
    this.input.free();
    this.output.free();
  }

  private async send(frame: Frame | null): Promise<Encoded[]> {
    const { av, context, output } = this;
    av.FFmpegError.throwIfError(await context.sendFrame(frame), "encoding a frame");
    const ready: Encoded[] = [];
    for (;;) {
      const got = await context.receivePacket(output);
      if (got === av.AVERROR_EAGAIN || got === av.AVERROR_EOF) return ready;
      av.FFmpegError.throwIfError(got, "encoding a frame");
      ready.push({
        bytes: Uint8Array.from(output.data ?? []),
        frame: Number(output.pts),
        isKey: output.isKeyframe,
      });
      output.unref();
    }
  }
}
