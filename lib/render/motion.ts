import { fadeFrames, fps, type FilmSize } from "./timeline";

/** How much larger than the film a picture is laid out, so that there is room to move in. */
export const room = 1.25;

/** What is seen of a laid-out picture, in its pixels: a rectangle of the film's shape. */
export interface View {
  left: number;
  top: number;
  /** Pixels of the picture for one of the film: 1 at the nearest, `room` where all of it is seen. */
  step: number;
}

/** A view in parts: how much of the picture, and where in what is left, from -1 (left, top) to 1. */
interface Place {
  part: number;
  across: number;
  down: number;
}

const whole: Place = { part: 1, across: 0, down: 0 };
const nearest = 1 / room;

/** From where to where a picture moves; scenes take them in turn. */
const moves: ReadonlyArray<readonly [Place, Place]> = [
  [whole, { part: nearest, across: 0.45, down: -0.4 }],
  [
    { part: 0.86, across: -0.9, down: 0.3 },
    { part: 0.83, across: 0.9, down: -0.3 },
  ],
  [{ part: nearest, across: -0.5, down: 0.2 }, whole],
  [whole, { part: nearest, across: -0.45, down: 0.3 }],
  [
    { part: 0.84, across: 0.9, down: 0.4 },
    { part: 0.87, across: -0.9, down: -0.4 },
  ],
  [{ part: nearest, across: 0.5, down: -0.3 }, whole],
];

/** How long a whole move would take at its even speed, in seconds: longer than most scenes last. */
const moveSeconds = 24;
/** The part of a move after which it begins to slow down, for scenes that last very long. */
const even = 0.75;

/**
 * What is seen of scene `index` at its frame `frame`, which is below 0 while the scene before it fades into it. The speed
 * does not depend on how long the scene is, so that another voice moves nothing else.
 */
export function viewAt(index: number, frame: number, film: FilmSize, picture: FilmSize): View {
  const [from, to] = moves[index % moves.length] ?? [whole, whole];
  const done = travelled((frame + fadeFrames) / fps / moveSeconds);
  const [start, end] = [viewOf(from, film, picture), viewOf(to, film, picture)];
  const between = (a: number, b: number) => a + (b - a) * done;
  return {
    left: between(start.left, end.left),
    top: between(start.top, end.top),
    step: between(start.step, end.step),
  };
}

/** Even at first, then ever slower towards 1. */
function travelled(time: number): number {
  return time <= even ? time : 1 - (1 - even) * Math.exp(-(time - even) / (1 - even));
}

function viewOf({ part, across, down }: Place, film: FilmSize, picture: FilmSize): View {
  const step = part * Math.min(picture.width / film.width, picture.height / film.height);
  return {
    left: ((picture.width - film.width * step) * (1 + across)) / 2,
    top: ((picture.height - film.height * step) * (1 + down)) / 2,
    step,
  };
}
