import type { Page } from "@playwright/test";

/** What is wrong with how the tiles of a grid lie, a line each: two that intersect, and those that leave the grid. */
export function tileFlaws(page: Page, label: string): Promise<string[]> {
  return page.getByRole("grid", { name: label }).evaluate((grid) => {
    const sheet = grid.getBoundingClientRect();
    const tiles = [...grid.querySelectorAll("[role=gridcell]")].map((cell) => ({
      name: cell.getAttribute("aria-label") ?? "",
      box: cell.getBoundingClientRect(),
    }));
    const found: string[] = tiles.length === 0 ? ["no tile"] : [];
    for (const [at, { name, box }] of tiles.entries()) {
      const isIn =
        box.left >= sheet.left - 1 &&
        box.right <= sheet.right + 1 &&
        box.top >= sheet.top - 1 &&
        box.bottom <= sheet.bottom + 1;
      if (!isIn) found.push(`${name} leaves the sheet`);
      for (const other of tiles.slice(at + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 1 && down > 1) found.push(`${name} lies over ${other.name}`);
      }
    }
    return found;
  });
}

/** How much of a grid is empty below its last tile, in pixels. */
export function emptyBelow(page: Page, label: string): Promise<number> {
  return page.getByRole("grid", { name: label }).evaluate((grid) => {
    const bottoms = [...grid.querySelectorAll("[role=gridcell]")].map(
      (cell) => cell.getBoundingClientRect().bottom,
    );
    return grid.getBoundingClientRect().bottom - Math.max(...bottoms);
  });
}
