import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

/** What stands before the 32 bytes of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

/** The key that signs webhooks: it follows from the seed, so that it is the same after a restart. */
export function signingKey(seed: number): KeyObject {
  const secret = createHash("sha256").update(`fal webhooks ${seed}`).digest();
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, secret]), format: "der", type: "pkcs8" });
}

/** The public half, as `/.well-known/jwks.json` shows it. */
export function publicKeySet(seed: number) {
  const { kty, crv, x } = createPublicKey(signingKey(seed)).export({ format: "jwk" });
  return { keys: [{ kty, crv, x, use: "sig", alg: "EdDSA" }] };
}
