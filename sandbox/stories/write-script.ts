import { chance } from "../core/random";
import { moodOf } from "../scenes/light";
import { placeOf, type Place } from "../scenes/places";
import { castOf } from "./story-cast";
import { narrationsOf } from "./tell";
import { namesIn, sentencesOf, shortened, thingsIn } from "./words";

/** A scene as the writer thinks of it, before it is put into the form that was asked for. */
export interface WrittenScene {
  narration: string;
  picture: string;
  mood: string;
}

export interface WrittenScript {
  title: string;
  style: string;
  cast: { name: string; look: string }[];
  scenes: WrittenScene[];
}

const STYLES = [
  "Soft storybook illustration in flat layers, warm light, a little paper grain",
  "Gouache on textured paper, muted colours, wide and quiet compositions",
  "Painted animation background, long evening light, deep layers of haze",
] as const;

const SHOTS = ["A wide view", "A medium shot", "A wide view", "A close view"] as const;

/** What a mood is where a text does not say: stories begin calm, have something in the middle, and end well. */
const COURSE = ["calm", "mysterious", "tense", "tender", "grand"] as const;

const PLACES: Readonly<Record<Place, string>> = {
  room: "in a room",
  sea: "by the sea",
  village: "in a village",
  town: "in the town",
  forest: "in a forest",
  mountains: "among the mountains",
  desert: "in a desert",
  lake: "at a lake",
  sky: "above the clouds",
  meadow: "in a meadow",
  hills: "among hills",
};

/** In a scene's sentences: what is to be refused of it (see `isForbidden`). */
const [PICTURE_MARK, VOICE_MARK] = ["[[forbidden picture]]", "[[forbidden voice]]"] as const;

function withoutMarks(text: string): string {
  return text.replaceAll(PICTURE_MARK, "").replaceAll(VOICE_MARK, "").replace(/ {2,}/g, " ").trim();
}

/** A story told in so many scenes, in its own sentences. The same story always gives the same script. */
export function writeScript(story: string, count: number, wishedStyle: string | null = null): WrittenScript {
  const narrations = narrationsOf(story, count);
  const words = withoutMarks(story);
  const style = wishedStyle ?? STYLES[Math.floor(chance("style", words) * STYLES.length)] ?? STYLES[0];
  const cast = castOf(words);
  const [landmark] = /\b(lighthouse|castle|palace)\b/i.exec(words) ?? [];
  let place = placeOf(words);
  const scenes = narrations.map((told, n) => {
    const [narration, own] = [withoutMarks(told.narration), withoutMarks(told.own)];
    // A story stays where it is until it says where it goes.
    place = placeOf(own) ?? place;
    const where = [
      place && PLACES[place],
      landmark && place !== "room" && `near the ${landmark.toLowerCase()}`,
    ];
    const view = [SHOTS[n % SHOTS.length], ...where.filter(Boolean)].join(" ");
    const seen = shortened(sentencesOf(own)[0] ?? own, 30);
    const [onPicture = "", onVoice = ""] = [PICTURE_MARK, VOICE_MARK].map((mark) =>
      told.own.includes(mark) ? ` ${mark}` : "",
    );
    const course = COURSE[Math.floor((n * COURSE.length) / count)] ?? COURSE[0];
    return {
      narration: `${narration}${onVoice}`,
      picture: `${view}${shownIn(own, cast)}: ${seen}${onPicture}`,
      mood: moodOf(own) ?? course,
    };
  });
  return { title: titleOf(words), style, cast, scenes };
}

/** Who is to be seen: whom a narration names, else the first person of the cast where it says he or she. */
function shownIn(narration: string, cast: WrittenScript["cast"]): string {
  const named = cast.filter(({ name }) => narration.toLowerCase().includes(name.toLowerCase()));
  const people = cast.filter(({ look }) => look.includes(" in a "));
  const meant = /\b(he|she|him|his|her)\b/i.test(narration) ? people.slice(0, 1) : [];
  const shown = (named.length > 0 ? named : meant).map(({ name }) =>
    /^\p{Lu}/u.test(name) ? name : `the ${name}`,
  );
  return shown.length > 0 ? `, ${shown.slice(0, 2).join(" and ")} in it` : "";
}

/** A few words that say what it is about, without marks. */
function titleOf(story: string): string {
  const things = thingsIn(story).map((thing) => `the ${thing}`);
  const [first, second] = [...namesIn(story).slice(0, 1), ...things];
  const opening = (sentencesOf(story)[0] ?? "").replace(/[^\p{L}\p{N}\p{M}\s'’-]/gu, "");
  const words =
    [first, second].filter((each) => each !== undefined).join(" and ") ||
    opening.split(/\s+/).slice(0, 6).join(" ");
  const title = words.replace(/(?<=^|\s)(?!(?:and|of)\b|(?<= )the\b)\p{Ll}/gu, (letter) =>
    letter.toLocaleUpperCase(),
  );
  return title.trim().slice(0, 80) || "A Story";
}
