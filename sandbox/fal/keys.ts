import { createHash, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";

/** The key that signs webhooks: it follows from the seed, so that it is the same after a restart. */
export function signingKey(seed: number): KeyObject {
  const secret = createHash("sha256").update(`fal webhooks ${seed}`).digest("base64url");
  // The public half, `x`, follows from the secret one. As a JWK it is read whatever OpenSSL had to say of others before.
  return createPrivateKey({ key: { kty: "OKP", crv: "Ed25519", d: secret, x: "" }, format: "jwk" });
}

/** The public half, as `/.well-known/jwks.json` shows it. */
export function publicKeySet(seed: number) {
  const { kty, crv, x } = createPublicKey(signingKey(seed)).export({ format: "jwk" });
  return { keys: [{ kty, crv, x, use: "sig", alg: "EdDSA" }] };
}
