import { cottage } from "./homes";
import { balloon, boat, campfire, tree } from "./things";
import { castle, lighthouse } from "./towers";
import { says, type View } from "./view";

/** Things that the words name and that stand in a landscape, at most two of them. */
export function drawProps(view: View, isWet: boolean): void {
  const wanted = PROPS.filter(({ words, needsWater }) => says(view, words) && (!needsWater || isWet)).slice(
    0,
    2,
  );
  const side = view.random() < 0.5 ? -1 : 1;
  for (const [n, { draw }] of wanted.entries()) {
    const share = 0.5 + (n === 0 ? side : -side) * (0.2 + 0.08 * view.random());
    draw(view, view.width * share, isWet);
  }
}

interface Prop {
  words: RegExp;
  needsWater?: boolean;
  draw: (view: View, x: number, isWet: boolean) => void;
}

const PROPS: readonly Prop[] = [
  { words: /\b(lighthouse|keeper|lamp room)\b/i, draw: lighthouse },
  {
    words: /\b(boats?|ships?|sail|sails|sailing|sailors?|fisherm[ae]n|captain)\b/i,
    needsWater: true,
    draw: boat,
  },
  { words: /\b(castle|palace|king|queen|tower|princess|prince)\b/i, draw: castle },
  { words: /\b(house|cottage|hut|home|cabin|farm|inn|mill|barn)\b/i, draw: cottage },
  { words: /\b(fire|campfire|flames?)\b/i, draw: campfire },
  { words: /\b(balloon|kite)\b/i, draw: balloon },
  { words: /\b(tree|oak|orchard|apple|garden)\b/i, draw: tree },
];
