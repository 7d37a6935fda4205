import { layOut, type Layouts } from "@/components/sheet/columns";
import type { StoryShape } from "@/lib/jobs/story";

/** How the scenes of a story lie with their words under them, which need some width. */
export function sceneLayouts(count: number, shape: StoryShape): Layouts {
  if (shape !== "portrait")
    return { narrow: layOut(count, [1]), wide: layOut(count, [2, 3]), widest: layOut(count, [3, 2]) };
  const wide = layOut(count, [4, 3]);
  return { narrow: layOut(count, [2, 3]), wide, widest: wide };
}

/** How frames lie that nothing is known of yet, whatever the screen. */
export function ghostLayouts(count: number, shape: StoryShape): Layouts {
  const layout = layOut(count, shape === "portrait" ? [4, 3, 5] : [3, 4, 2]);
  return { narrow: layout, wide: layout, widest: layout };
}
