/** The longest sides, in pixels, at which pictures are kept beside their originals: for lists, and for sheets. */
export const smallSides = [256, 768] as const;
export type SmallSide = (typeof smallSides)[number];

/** Where the small one of a stored picture lies: beside it, in the same folder, so that whatever takes that away takes both. */
export function smallPath(path: string, side: SmallSide): string {
  return `${path}-${side}.webp`;
}

/** The address of a picture of ours, that of its small one instead; of a small one, that of the other size. */
export function smallAddress(address: string, side: SmallSide): string {
  const whole = address.replace(/[?&]w=\d+$/, "");
  return `${whole}${whole.includes("?") ? "&" : "?"}w=${side}`;
}
