/** So many of what is under way are shown before all of them are asked for: pages and actions stay in sight. */
const most = 3;

/** Those shown of what is under way; all of them where one line more would say no more than the last of them. */
export function shownUnderWay<T>(jobs: readonly T[], isWhole: boolean): readonly T[] {
  return isWhole || jobs.length <= most + 1 ? jobs : jobs.slice(0, most);
}
