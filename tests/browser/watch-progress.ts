import type { Page } from "@playwright/test";

/** What was on a job's page at one moment. */
export interface Sample {
  atMs: number;
  attempt: number;
  badge: string;
  /** The figure beside the bar, and how much of the bar is filled; 0 to 100. */
  figure: number;
  bar: number;
  /** The states of the frames, of the uploads first and then of the pictures. */
  sheet: string;
  frames: string[];
}

const everyMs = 250;

/** Notes what the job's page that is open shows, four times a second, until `stop`, which gives all of it. */
export async function watchProgress(page: Page): Promise<{ stop: () => Promise<Sample[]> }> {
  await page.evaluate((ms) => {
    const samples: Sample[] = [];
    const look = () => {
      const card = document.querySelector('section[aria-label="Contact sheet"]');
      const bar = card?.querySelector('[role="progressbar"]');
      const fill = bar?.firstElementChild;
      const figure = [...(card?.querySelectorAll("span") ?? [])]
        .flatMap(({ textContent }) => /^([\d.]+)%$/.exec(textContent)?.[1] ?? [])
        .at(0);
      if (!card || !bar || !fill || figure === undefined) return;
      const head = document.querySelector("main header")?.textContent ?? "";
      const list = card.querySelector("ul[aria-label]");
      samples.push({
        atMs: performance.now(),
        attempt: Number(/attempt (\d+)/.exec(head)?.[1] ?? 1),
        badge: /Waiting|Starting|Training|Generating|Saving|Canceled|Failed/.exec(head)?.[0] ?? "",
        figure: Number(figure),
        bar: (100 * fill.getBoundingClientRect().width) / bar.getBoundingClientRect().width,
        sheet: list?.getAttribute("aria-label") ?? "",
        frames: [...(list?.querySelectorAll("[data-state]") ?? [])].map(
          (frame) => frame.getAttribute("data-state") ?? "",
        ),
      });
    };
    const timer = setInterval(look, ms);
    Reflect.set(window, "stopWatching", () => {
      clearInterval(timer);
      return samples;
    });
  }, everyMs);
  return { stop: () => page.evaluate(() => (Reflect.get(window, "stopWatching") as () => Sample[])()) };
}

/** The longest time for which the bar or the figure stood still, in milliseconds, from the first sample of an attempt to its last. */
export function longestStand(samples: readonly Sample[], of: "bar" | "figure"): number {
  let [longest, since] = [0, 0];
  for (const [at, sample] of samples.entries()) {
    const before = samples[at - 1];
    if (before?.attempt !== sample.attempt || sample[of] > before[of] + 0.001) since = sample.atMs;
    longest = Math.max(longest, sample.atMs - since);
  }
  return longest;
}

/** Where the figure fell within an attempt. */
export const fallen = (samples: readonly Sample[]) =>
  samples.filter((sample, at) => {
    const before = samples[at - 1];
    return before?.attempt === sample.attempt && sample.figure < before.figure;
  });

/** Where the figure was more than a point from the bar. */
export const apart = (samples: readonly Sample[]) =>
  samples.filter(({ bar, figure }) => Math.abs(bar - figure) > 1);

const order = ["waits", "latent", "upload", "developing", "spoilt", "developed"];

/** Frames that were less far than a moment before, on the same sheet and in the same attempt. */
export function goneBack(samples: readonly Sample[]): string[] {
  return samples.flatMap((sample, at) => {
    const before = samples[at - 1];
    if (before?.sheet !== sample.sheet || before.attempt !== sample.attempt) return [];
    return sample.frames.flatMap((state, slot) => {
      const was = before.frames[slot] ?? state;
      return order.indexOf(state) < order.indexOf(was) ? [`${slot}: ${was} to ${state}`] : [];
    });
  });
}
