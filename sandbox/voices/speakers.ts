import { chance } from "../core/random";
import type { Speaker } from "./speak";

const MEN =
  /\b(ash|ballad|cedar|echo|onyx|verse|leo|dan|zac|roger|charlie|george|callum|liam|will|eric|chris|brian|daniel|bill)\b|^[a-z]m_|(?<!wo)man|guy|boy|knight|manner/i;
const DEEP = /onyx|deep|imposing|brian|fenrir|santa/i;
const CHILDREN = /girl|boy|child/i;
const BETWEEN = /\b(alloy|fable|river)\b|friendly/i;

/** Who speaks under a name: always the same, and hardly two alike. A name that says nothing is a woman's. */
export function speakerNamed(name: string): Speaker {
  const own = chance("speaker", name);
  if (DEEP.test(name)) return { pitch: 84 + 10 * own, throat: 0.94 };
  if (BETWEEN.test(name)) return { pitch: 150 + 20 * own, throat: 1.08 };
  const isMan = MEN.test(name);
  if (CHILDREN.test(name)) return { pitch: 235 + 25 * own, throat: isMan ? 1.2 : 1.24 };
  return isMan
    ? { pitch: 104 + 26 * own, throat: 0.99 + 0.03 * own }
    : { pitch: 178 + 40 * own, throat: 1.14 + 0.05 * own };
}
