/** Styles the form offers, and the words they stand for; any other style is passed on as it is. */
const styles: ReadonlyMap<string, string> = new Map([
  ["studio", "seamless studio backdrop, soft key light, 85mm lens"],
  ["editorial", "fashion editorial, bold colours, hard flash"],
  ["outdoors", "golden hour, open landscape, shallow depth of field"],
  ["film", "analogue film photograph, 35mm, fine grain, muted colours"],
]);

const scenes = [
  "close portrait looking into the camera",
  "half-length portrait, arms relaxed",
  "profile in side light",
  "candid moment, looking away",
  "portrait by a large window",
  "full figure against a plain wall",
  "portrait under a tree",
  "portrait in the last light of the day",
] as const;

/** One prompt a frame: the tune's id, the subject's class word, and the style the user chose. */
export const photoshootPrompts = scenes.map(
  (scene) =>
    (tuneId: string, subject: string, style = "studio") =>
      `<lora:${tuneId}:1> ohwx ${subject}, ${scene}, ${styles.get(style) ?? style}`,
);
