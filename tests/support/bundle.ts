import { build } from "vite";
import { root } from "@/scripts/stack/processes";

/** A script and all that it imports as one module, for `node --input-type=module -`: it begins in a third of the time. */
export async function bundle(script: string): Promise<string> {
  const built = await build({
    root,
    configFile: false,
    logLevel: "error",
    resolve: { alias: { "@": root } },
    // A native binary cannot be bundled, and what leads to one is not; grammY loads some of its modules as it runs.
    ssr: {
      noExternal: true,
      external: ["@napi-rs/canvas", "@mediabunny/server", "mediabunny", "node-av", "grammy"],
    },
    build: {
      ssr: script,
      write: false,
      minify: false,
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const outputs = [built].flat().flatMap((one) => ("output" in one ? one.output : []));
  const chunk = outputs.find((one) => one.type === "chunk" && one.isEntry);
  if (chunk?.type !== "chunk") throw new Error(`${script} gave no module.`);
  return chunk.code;
}
