import { deleteTune } from "./client";
import { parseRef } from "./ref";

/**
 * Removes a tune with the pictures it was trained on; Astria's documentation has no way to remove a prompt alone, and what
 * was made with a tune goes with it, or 30 days after.
 */
export async function remove(ref: string): Promise<void> {
  const parsed = parseRef(ref);
  if (parsed.type === "tune") await deleteTune(parsed.id);
}
