/** Does something once what is shown next is shown: what a dialog does to the focus as it closes comes first. */
export function afterPainting(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act));
}
