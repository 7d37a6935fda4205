import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { afterAll } from "vitest";

export interface Ran {
  code: number | null;
  /** Both streams, without colours. */
  output: string;
}

const home = mkdtempSync(join(tmpdir(), "darkroom-home-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/**
 * Runs a command line by bash, as somebody would who follows the documentation in this checkout: what it calls by `npx`
 * is what npm has installed here. Nothing it does leaves this machine, or is kept.
 */
export function runTool(line: string, variables: Record<string, string> = {}): Promise<Ran> {
  const nowhere = "http://127.0.0.1:9";
  const env = {
    NODE_ENV: "test" as const,
    PATH: [resolve("node_modules/.bin"), process.env["PATH"]].join(delimiter),
    HOME: home,
    NO_COLOR: "1",
    npm_config_offline: "true",
    npm_config_update_notifier: "false",
    SUPABASE_TELEMETRY_DISABLED: "1",
    SUPABASE_NO_UPDATE_NOTIFIER: "1",
    HTTPS_PROXY: nowhere,
    HTTP_PROXY: nowhere,
    NO_PROXY: "127.0.0.1",
    ...variables,
  };
  return new Promise((done, failed) => {
    const child = spawn("bash", ["-e", "-c", line], { env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const take = (chunk: Buffer) => void (output += chunk.toString());
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", failed);
    child.on("close", (code) => done({ code, output }));
  });
}
