import type { EncodedVideoPacketSource, Output, BufferTarget, Mp4OutputFormat } from "mediabunny";
import type { Encoded } from "./encoder";
import { eachBox, undated } from "./mp4-boxes";
import type { Native } from "./native";
import { fps, type FilmSize } from "./timeline";

/** The MP4 of a segment: packets in the order of decoding, its index in front. */
export class SegmentFile {
  private count = 0;

  private constructor(
    private readonly media: Native["media"],
    private readonly output: Output<Mp4OutputFormat, BufferTarget>,
    private readonly track: EncodedVideoPacketSource,
    private readonly decoderConfig: VideoDecoderConfig,
  ) {}

  /** `description` is an avcC box. */
  static async open({ media }: Native, size: FilmSize, description: Uint8Array): Promise<SegmentFile> {
    const output = new media.Output({
      format: new media.Mp4OutputFormat({ fastStart: "in-memory" }),
      target: new media.BufferTarget(),
    });
    const track = new media.EncodedVideoPacketSource("avc");
    output.addVideoTrack(track, { frameRate: fps });
    await output.start();
    const profile = Buffer.from(description.subarray(1, 4)).toString("hex");
    return new SegmentFile(media, output, track, {
      codec: `avc1.${profile}`,
      codedWidth: size.width,
      codedHeight: size.height,
      description,
      colorSpace: { primaries: "bt709", transfer: "bt709", matrix: "bt709", fullRange: false },
    });
  }

  async add(packets: readonly Encoded[]): Promise<void> {
    for (const { bytes, frame, isKey } of packets) {
      const packet = new this.media.EncodedPacket(bytes, isKey ? "key" : "delta", frame / fps, 1 / fps);
      await this.track.add(packet, this.count === 0 ? { decoderConfig: this.decoderConfig } : undefined);
      this.count += 1;
    }
  }

  /** Ends it; `frames` is how many it must have. */
  async finish(frames: number): Promise<Buffer> {
    if (this.count !== frames) throw new Error(`${this.count} of ${frames} frames were encoded.`);
    await this.output.finalize();
    const { buffer } = this.output.target;
    if (!buffer) throw new Error("The segment has no bytes.");
    const mp4 = Buffer.from(buffer);
    eachBox(mp4, undated);
    return mp4;
  }

  /** Lets go of it, unfinished. */
  async drop(): Promise<void> {
    if (this.output.state === "started") await this.output.cancel();
  }
}
