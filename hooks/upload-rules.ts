/** What the server takes, checked here first so that nobody waits for an upload to be told. */
export const acceptedTypes = ["image/jpeg", "image/png", "image/webp"] as const;
const largestBytes = 10 * 1024 * 1024;

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
