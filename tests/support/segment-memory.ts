/** Films many segments in a process of its own, and prints the memory it has, in megabytes, after every sixth. */
import { setImmediate } from "node:timers/promises";
import { renderSegment } from "@/lib/render/segment";
import { busyPicture } from "./story-pictures";

async function main(): Promise<void> {
  const [picture, next] = [await busyPicture(1), await busyPicture(2)];
  const size = { width: 640, height: 360 };
  const cues = [{ fromFrame: 9, toFrame: 30, lines: ["Nobody knew", "what she carried."] }];
  for (let index = 0; index < 24; index += 1) {
    const controller = new AbortController();
    const work = { picture, next, index, frames: 36, size, cues, signal: controller.signal };
    const segment = renderSegment(work).catch(() => null);
    if (index % 3 === 2) {
      for (let turn = 0; turn < 60; turn += 1) await setImmediate();
      controller.abort();
    }
    await segment;
    if (index % 6 === 5) process.stdout.write(`${Math.round(process.memoryUsage.rss() / 1e6)}\n`);
  }
}

void main();
