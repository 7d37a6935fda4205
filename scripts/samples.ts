import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drawSamples } from "./draw-samples";
import { root } from "./stack/processes";

/** Draws the samples into the folder that the pages have them from. */
async function samples(): Promise<void> {
  for (const [name, bytes] of await drawSamples()) {
    await writeFile(join(root, "components", "samples", name), bytes);
    process.stdout.write(`${name} ${bytes.length} bytes\n`);
  }
}

samples().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
