/** Into how many columns the frames of a sheet are laid, on a phone and beside it: of those that fit, the first that leaves no hole, or the smallest. */
export function columnsOf(count: number, large: boolean): { narrow: number; wide: number } {
  const fits = large ? { narrow: [2, 3], wide: [4, 3, 5] } : { narrow: [4, 3, 5], wide: [4, 5, 6, 3] };
  const many = { narrow: [4, 5], wide: [8, 6, 7, 5] };
  const { narrow, wide } = count > 8 && !large ? many : fits;
  return { narrow: best(count, narrow), wide: best(count, wide) };
}

function best(count: number, choices: readonly number[]): number {
  const holes = (columns: number) => (columns - (count % columns)) % columns;
  const fitting = choices.filter((columns) => columns <= count);
  return fitting.length === 0 ? count : fitting.reduce((a, b) => (holes(b) < holes(a) ? b : a));
}
