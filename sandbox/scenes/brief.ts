/** What a prompt for a picture says, taken apart. */
export interface Brief {
  /** What is to be seen, in words. */
  scene: string;
  /** What it should feel like, where the prompt says so. */
  mood: string | null;
  /** How it should look; the same for every picture of a story, as is the cast. */
  style: string;
  cast: readonly Member[];
}

/** Somebody or something that looks the same wherever it appears. */
export interface Member {
  name: string;
  look: string;
}

/**
 * Takes a prompt apart that has lines of their own for the mood, the style and the cast: `Mood: …`, `Style…: …` and
 * `- name: look`. One that has none is all scene.
 */
export function readBrief(prompt: string): Brief {
  const [scene = ""] = prompt.split(/\n\s*\n|\n(?=Mood:|Style\b|- )/);
  const cast = Array.from(prompt.matchAll(/^- ([^:\n]+): (.+)$/gm), ([, name = "", look = ""]) => ({
    name,
    look,
  }));
  return {
    scene,
    mood: /^Mood: ([\p{L}-]+)/imu.exec(prompt)?.[1]?.toLowerCase() ?? null,
    style: /^Style\b[^:\n]*: (.+)$/im.exec(prompt)?.[1] ?? "",
    cast,
  };
}
