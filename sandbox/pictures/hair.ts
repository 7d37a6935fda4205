import type { Hair } from "./hair-paint";
import { bob, bun, curtains, long } from "./long-hair";
import type { Build } from "./build";
import { buzz, crop, curls, swept } from "./short-hair";
import { pickFrom, type Shot } from "./shot";

/** The style belongs to the shot, the colour to the sitter. */
export function chooseHair({ random }: Shot, build: Build): Hair {
  return build.feminine
    ? pickFrom<Hair>([long, bob, bun, curls, curtains], random)
    : pickFrom<Hair>([crop, swept, curls, buzz, crop], random);
}
