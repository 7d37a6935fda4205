import type { EncodedAudioPacketSource } from "mediabunny";
import type { Clip } from "./clip";
import { layEvenly } from "./loudness";
import type { Native } from "./native";
import { packetSamples, SoundEncoder } from "./sound-encoder";
import { leadFrames, sampleRate, samplesPerFrame } from "./timeline";

/** A film's one track of sound, made scene after scene. */
export class SoundTrack {
  /** What was laid and is no whole packet yet. */
  private readonly open = new Float32Array(packetSamples);
  private filled = 0;
  private taken = 0;
  private written = 0;
  /** The encoder puts a packet of its own in front: the film's first samples, which are silent, make room for it. */
  private skip = packetSamples;

  private constructor(
    private readonly media: Native["media"],
    private readonly encoder: SoundEncoder,
    private readonly source: EncodedAudioPacketSource,
  ) {}

  static async open(tools: Native, source: EncodedAudioPacketSource): Promise<SoundTrack> {
    return new SoundTrack(tools.media, await SoundEncoder.open(tools), source);
  }

  /**
   * Lays a scene's voice behind what there is, with silence around it: what this returns writes it up to a frame of the
   * scene (not included), and is to be called for its end as well.
   */
  async lay({ samples }: Clip, frames: number): Promise<(frame: number) => Promise<void>> {
    const scene = new Float32Array(frames * samplesPerFrame);
    await layEvenly(samples, scene, leadFrames * samplesPerFrame);
    let at = this.skip;
    this.skip = 0;
    return async (frame) => {
      const end = frame * samplesPerFrame;
      while (at < end) {
        const part = scene.subarray(at, Math.min(end, at + packetSamples - this.filled));
        this.open.set(part, this.filled);
        this.filled += part.length;
        at += part.length;
        if (this.filled === packetSamples) await this.encode();
      }
    };
  }

  /** Ends it, with silence up to a whole packet. */
  async end(): Promise<void> {
    if (this.filled > 0) {
      this.open.fill(0, this.filled);
      await this.encode();
    }
    await this.write(await this.encoder.end());
  }

  /** To be called once, whatever happened. */
  free(): void {
    this.encoder.free();
  }

  private async encode(): Promise<void> {
    await this.write(await this.encoder.add(this.open, this.taken++));
    this.filled = 0;
  }

  private async write(packets: readonly Uint8Array[]): Promise<void> {
    for (const bytes of packets) {
      const [at, length] = [this.written++ * packetSamples, packetSamples];
      const packet = new this.media.EncodedPacket(bytes, "key", at / sampleRate, length / sampleRate);
      await this.source.add(packet, { decoderConfig: this.decoderConfig });
    }
  }

  private get decoderConfig(): AudioDecoderConfig {
    // AAC, "low complexity".
    return { codec: "mp4a.40.2", sampleRate, numberOfChannels: 1, description: this.encoder.description };
  }
}
