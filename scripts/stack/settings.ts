import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { root } from "./processes";

const port = z.coerce.number().int().min(1).max(65_535);
const secret = z.string().optional();

const Environment = z.object({
  PORT: port.default(3000),
  SUPABASE_PORT: port.default(54_321),
  SANDBOX_PORT: port.default(54_400),
  DATA_DIR: z.string().default(".data"),
  SANDBOX_SPEED: z.coerce.number().positive().default(1),
  SANDBOX_FAULTS: z.string().default(""),
  TICK_SECONDS: z.coerce.number().min(0).default(60),
  CRON_SECRET: secret,
  INTERNAL_API_KEY: secret,
  ASTRIA_API_KEY: z.string().optional(),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: z.url().optional(),
  FAL_KEY: z.string().optional(),
  APP_URL: z.url().optional(),
});

/** What the environment and `.env` say about the local stack. */
export interface Settings {
  port: number;
  supabasePort: number;
  sandboxPort: number;
  /** Absolute. */
  dataDir: string;
  sandboxSpeed: number;
  sandboxFaults: string;
  /** 0 = no ticker. */
  tickSeconds: number;
  cronSecret: string | undefined;
  internalApiKey: string | undefined;
  /** Providers for which there is a key, or an address, of one's own: asked instead of the sandbox. */
  real: { astria: boolean; openai: boolean; fal: boolean };
  /** Where a real provider reaches this machine, such as a tunnel; the loopback address if unset. */
  publicUrl: string | undefined;
}

/** Reads the settings; throws one sentence per wrong variable. */
export function readSettings(overrides: Readonly<Record<string, string>> = {}): Settings {
  const file = join(root, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  // A variable left empty, as in a copied .env.example, is one that is not set.
  const given = Object.entries({ ...process.env, ...overrides }).filter(([, value]) => value?.trim());
  const parsed = Environment.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    const sentences = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not right.\n${sentences.join("\n")}`);
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    supabasePort: env.SUPABASE_PORT,
    sandboxPort: env.SANDBOX_PORT,
    dataDir: resolve(root, env.DATA_DIR),
    sandboxSpeed: env.SANDBOX_SPEED,
    sandboxFaults: env.SANDBOX_FAULTS,
    tickSeconds: env.TICK_SECONDS,
    cronSecret: env.CRON_SECRET,
    internalApiKey: env.INTERNAL_API_KEY,
    real: {
      astria: env.ASTRIA_API_KEY !== undefined,
      openai: env.OPENAI_API_KEY !== undefined || env.OPENAI_BASE_URL !== undefined,
      fal: env.FAL_KEY !== undefined,
    },
    publicUrl: env.APP_URL,
  };
}

export const appUrl = ({ port }: Settings): string => `http://127.0.0.1:${port}`;
export const supabaseUrl = ({ supabasePort }: Settings): string => `http://127.0.0.1:${supabasePort}`;
export const sandboxUrl = ({ sandboxPort }: Settings): string => `http://127.0.0.1:${sandboxPort}`;
export const logFile = ({ dataDir }: Settings, part: string): string => join(dataDir, "logs", `${part}.log`);
