import type { Page } from "@playwright/test";

/**
 * What is wrong with how a page is laid out just now, a line each: that it can be scrolled sideways, controls and words that are
 * cut off (but for words that end in an ellipsis, and what can be scrolled to), and holes among frames that lie in rows.
 */
export function flaws(page: Page): Promise<string[]> {
  return page.evaluate(look);
}

/** It is sent to the page as it stands, so it brings all that it needs along. */
async function look(): Promise<string[]> {
  interface Box {
    left: number;
    top: number;
    right: number;
    bottom: number;
  }
  const found = new Set<string>();
  const root = document.documentElement;

  const nameOf = (element: Element): string => {
    const words = element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 40);
    return `${element.tagName.toLowerCase()} “${words}”`;
  };

  /** Whether eyes are meant to see it: words for screen readers alone lie in a box of one pixel. */
  const isSeen = (element: Element): boolean => {
    if (!element.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true })) return false;
    if (element.closest("[aria-hidden=true], [inert]") !== null) return false;
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      const { width, height } = at.getBoundingClientRect();
      if (width <= 1 && height <= 1 && getComputedStyle(at).display !== "contents") return false;
    }
    return true;
  };

  /** What cuts a box off that lies in `within`, and is placed by `placed`; `null` where all of it can be seen. */
  const cutterOf = (box: Box, within: Element | null, placed: string, across: number, down: number) => {
    let { left, top, right, bottom } = box;
    let position = placed;
    for (
      let at = within;
      at !== null && at !== document.body && position !== "fixed";
      at = at.parentElement
    ) {
      const style = getComputedStyle(at);
      const isAround = position !== "absolute" || style.position !== "static" || style.transform !== "none";
      if (!isAround) continue;
      position = style.position;
      if (style.display === "inline" || style.display === "contents") continue;
      const edge = at.getBoundingClientRect();
      const isClamped = style.webkitLineClamp !== "none";
      if (style.overflowX !== "visible") {
        const isTold = isClamped || style.textOverflow === "ellipsis" || /auto|scroll/.test(style.overflowX);
        if (!isTold && (left < edge.left - across || right > edge.right + across)) return nameOf(at);
        [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      }
      if (style.overflowY !== "visible") {
        const isTold = isClamped || /auto|scroll/.test(style.overflowY);
        if (!isTold && (top < edge.top - down || bottom > edge.bottom + down)) return nameOf(at);
        [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
      }
      if (left >= right || top >= bottom) return null;
    }
    return left < -across || right > root.clientWidth + across ? "the window" : null;
  };

  // What follows the width by script has followed it two frames later.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const sideways = root.scrollWidth - root.clientWidth;
  if (sideways > 0) found.add(`scrolls ${sideways} px sideways`);

  const controls = "a[href], button, input, select, textarea, summary, video[controls], [tabindex='0']";
  for (const control of document.body.querySelectorAll(controls)) {
    if (!isSeen(control)) continue;
    const { position } = getComputedStyle(control);
    const cutter = cutterOf(control.getBoundingClientRect(), control.parentElement, position, 1, 1);
    if (cutter !== null) found.add(`${nameOf(control)} is cut off by ${cutter}`);
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode: text } = texts;
    const { parentElement: parent } = text;
    if (!parent || (text.textContent ?? "").trim() === "" || parent instanceof HTMLOptionElement) continue;
    if (!isSeen(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    // A letter may be taller than its line, and lean out of it a little.
    const { fontSize, textOverflow } = getComputedStyle(parent);
    const cutter = cutterOf(box, parent, "static", 2, 0.35 * Number.parseFloat(fontSize));
    if (cutter !== null) found.add(`“${text.textContent?.trim().slice(0, 40)}” is cut off by ${cutter}`);
    const button = parent.closest("button")?.getBoundingClientRect();
    if (
      button &&
      textOverflow !== "ellipsis" &&
      box.width > 0 &&
      (box.left < button.left - 1 || box.right > button.right + 1)
    )
      found.add(`“${text.textContent?.trim().slice(0, 40)}” is wider than its button`);
  }

  const frames = ["latent", "developing", "developed", "spoilt", "upload", "waits"]
    .map((state) => `[data-state=${state}]`)
    .join(", ");
  const sheets = new Set<Element>(document.querySelectorAll("main figure > ul"));
  for (const frame of document.querySelectorAll(`main :is(${frames})`)) {
    const cell = frame.parentElement?.tagName === "LI" ? frame.parentElement : frame;
    if (cell.parentElement) sheets.add(cell.parentElement);
  }
  for (const sheet of sheets) {
    const { display, gridTemplateColumns } = getComputedStyle(sheet);
    if (display !== "grid" || !sheet.checkVisibility()) continue;
    const columns = gridTemplateColumns.split(" ").length;
    const isFrame = (each: Element) => each.tagName === "LI" || each.matches(frames);
    const count = [...sheet.children].filter(isFrame).length;
    if (count % columns !== 0) found.add(`${count} frames in ${columns} columns: ${nameOf(sheet)}`);
  }
  return [...found];
}
