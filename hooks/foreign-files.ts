/** How much of a file's beginning is looked at, in bytes. */
export const headBytes = 1024;

/**
 * How files begin that people choose for pictures, and what to say of them. A byte that is no letter is a dot in the middle.
 */
const foreign: readonly (readonly [begins: RegExp, advice: string])[] = [
  [/^·...ftyp(avi[fs]|mi(f1|af)....(....){0,8}avif)/s, "is an AVIF picture. Export it as JPEG or PNG."],
  [
    /^·...ftyp(he[iv][cmsx]|mif1|msf1)/s,
    "is a HEIC picture. Choose JPEG in the camera's settings (“Most Compatible” on an iPhone), or export it as JPEG.",
  ],
  [
    /^(·...ftypcrx |II[*+U]·|II·RO|MM·[*+]|FUJIFILMCCD-RAW)/s,
    "is a TIFF or a camera's raw picture. Export it as JPEG.",
  ],
  [
    /^(·...(ftyp(?!M4[AB])|moov|mdat|wide)|·E··|RIFF....AVI )/s,
    "is a video. Choose a picture: JPEG, PNG or WebP.",
  ],
  [/^GIF8[79]a/, "is a GIF. Save one picture of it as JPEG or PNG."],
  [/^%PDF-/, "is a PDF. Export its page as JPEG or PNG."],
  [/^8BPS/, "is a Photoshop document. Export it as JPEG or PNG."],
  [/^BM....····/s, "is a bitmap (BMP). Save it as PNG."],
  [/^····JXL /, "is a JPEG XL picture. Export it as JPEG."],
  [/^(·O·Q|····jP {2})/, "is a JPEG 2000 picture. Export it as JPEG."],
  [/^[·\s]*<(svg[\s>·]|[?!].*<svg[\s>·])/is, "is an SVG drawing. Export it as PNG."],
];

/** What a file that is no picture of ours is and what to do with it: a sentence that begins behind its name. */
export function foreignAdvice(head: Uint8Array): string {
  const letters = String.fromCharCode(...head.subarray(0, headBytes)).replaceAll(/[^ -~]/g, "·");
  return foreign.find(([begins]) => begins.test(letters))?.[1] ?? "is not a JPEG, PNG or WebP picture.";
}
