import { createPublicKey, type KeyObject } from "node:crypto";
import { z } from "zod";
import { callProvider } from "../http";
import { config } from "./config";

/** Keys are good for a day (fal's documentation); new ones are fetched at most once a minute. */
const keepMs = 24 * 3_600_000;
const pauseMs = 60_000;
const timeoutMs = 5_000;

const Jwks = z.object({ keys: z.array(z.looseObject({ x: z.string().optional() })) });

let keys: readonly KeyObject[] = [];
let fetchedAt = 0;
let triedAt = 0;
/** The last try, which may be under way: whoever comes meanwhile waits for it. */
let trying = Promise.resolve();

/** fal's public keys, from memory if they are fresh. Empty while they cannot be had. */
export async function signingKeys(nowMs: number): Promise<readonly KeyObject[]> {
  return nowMs - fetchedAt < keepMs ? keys : newSigningKeys(nowMs);
}

/** fal's public keys, fetched anew unless that was tried a moment ago: for a signature that none of the old ones fits. */
export async function newSigningKeys(nowMs: number): Promise<readonly KeyObject[]> {
  if (nowMs - triedAt >= pauseMs) {
    triedAt = nowMs;
    trying = refresh(nowMs);
  }
  await trying;
  return nowMs - fetchedAt < keepMs ? keys : [];
}

/** Old keys go on for their day where new ones cannot be had. */
async function refresh(nowMs: number): Promise<void> {
  try {
    keys = await fetchKeys();
    fetchedAt = nowMs;
  } catch {
    return;
  }
}

async function fetchKeys(): Promise<KeyObject[]> {
  const url = config.variables().FAL_JWKS_URL;
  const jwks = await callProvider({
    label: config.label,
    method: "GET",
    url,
    headers: {},
    schema: Jwks,
    timeoutMs,
  });
  return jwks.keys.flatMap(({ x }) => keyOf(x));
}

/** An Ed25519 key of its x coordinate; none where it is of another sort. */
function keyOf(x: string | undefined): KeyObject[] {
  try {
    return x ? [createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" })] : [];
  } catch {
    return [];
  }
}
