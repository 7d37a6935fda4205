import { createHmac, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const Keys = z.object({
  publishableKey: z.string(),
  secretKey: z.string(),
  jwtSecret: z.string().min(32),
  webhookSecret: z.string().min(32),
  cronSecret: z.string(),
  internalApiKey: z.string(),
  /** Passwords of local users are derived from it, so that they can sign in again. */
  passwordSecret: z.string(),
});
export type Keys = z.infer<typeof Keys>;

export const demoEmail = "demo@darkroom.local";

/** The secrets of one local stack: made once, kept in `keys.json`, readable by their owner alone. */
export function readKeys(dataDir: string): Keys {
  const file = join(dataDir, "keys.json");
  const kept = read(file);
  if (kept) return kept;
  const keys = newKeys();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}

function read(file: string): Keys | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
  try {
    return Keys.parse(JSON.parse(text));
  } catch {
    throw new Error(`${file} cannot be read. Delete it, and the database beside it, to begin anew.`);
  }
}

const random = (bytes = 32): string => randomBytes(bytes).toString("base64url");

function newKeys(): Keys {
  return {
    publishableKey: `sb_publishable_${random(24)}`,
    secretKey: `sb_secret_${random(24)}`,
    jwtSecret: random(48),
    webhookSecret: random(),
    cronSecret: random(),
    internalApiKey: random(),
    passwordSecret: random(),
  };
}

/** What simulated providers sign webhooks with: made from the stack's own secret, in the form of Standard Webhooks. */
export function sandboxWebhookSecret(keys: Keys): string {
  return `whsec_${createHmac("sha256", keys.webhookSecret).update("sandbox").digest("base64")}`;
}

/** The password of a local user: the same as long as `keys.json` lives. */
export function passwordOf(email: string, keys: Keys): string {
  return createHmac("sha256", keys.passwordSecret).update(email).digest("base64url").slice(0, 16);
}
