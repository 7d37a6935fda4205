/** What the server takes, checked here first so that nobody waits for an upload to be told. */
export const acceptedTypes = ["image/jpeg", "image/png", "image/webp"] as const;
const largestBytes = 10 * 1024 * 1024;

/** What leaves the browser is no larger: hosts let some 4.5 MB through, form and all (docs/deploy.md). */
export const mostSentBytes = 4 * 1024 * 1024;

/** How a larger picture is made smaller, one way after the other until it fits: longest side in pixels, quality of its JPEG. */
const sizes = [
  { longest: 3072, quality: 0.9 },
  { longest: 2560, quality: 0.85 },
  { longest: 2048, quality: 0.8 },
  { longest: 1536, quality: 0.7 },
] as const;

/** A picture's measures and JPEG quality in each of these ways, its proportions kept. It is never made larger. */
export function smallerSizes(width: number, height: number) {
  return sizes.map(({ longest, quality }) => {
    const scale = Math.min(1, longest / Math.max(width, height));
    const scaled = (side: number) => Math.max(1, Math.round(side * scale));
    return { width: scaled(width), height: scaled(height), quality };
  });
}

const signatures = [
  { type: "image/jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: "image/png", at: 0, bytes: [0x89, 0x50, 0x4e, 0x47] },
  { type: "image/webp", at: 8, bytes: [0x57, 0x45, 0x42, 0x50] },
] as const;

/** The picture type that a file's first bytes say it has, whatever its name claims. */
export function typeOf(head: Uint8Array): (typeof acceptedTypes)[number] | null {
  const match = signatures.find(({ at, bytes }) => bytes.every((byte, index) => head[at + index] === byte));
  return match?.type ?? null;
}

/** "3.4 MB" */
function megabytes(bytes: number): string {
  return `${(bytes / (1024 * 1024)).toFixed(1)} MB`;
}

/** Why a file cannot be taken, as a sentence about it; `null` when it can. */
export function fileRefusal(file: { name: string; size: number }, head: Uint8Array): string | null {
  if (file.size === 0) return `${file.name} is empty.`;
  if (typeOf(head) === null) return `${file.name} is not a JPEG, PNG or WebP picture.`;
  if (file.size > largestBytes)
    return `${file.name} is ${megabytes(file.size)}. A picture can have up to 10 MB.`;
  return null;
}
