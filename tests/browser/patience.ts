import type { Page } from "@playwright/test";

/** A page that counts as loaded once React has taken it over: until then it hears nothing that is typed or pressed. */
export function patient(page: Page): Page {
  const { goto, reload } = { goto: page.goto.bind(page), reload: page.reload.bind(page) };
  const once = async <T>(answer: Promise<T>): Promise<T> => {
    const answered = await answer;
    await page.waitForFunction(isTakenOver, undefined, { polling: 50 });
    return answered;
  };
  page.goto = (...where) => once(goto(...where));
  page.reload = (...how) => once(reload(...how));
  return page;
}

/** React itself says so nowhere else than in its own notes about the document. */
function isTakenOver(): boolean {
  const key = Object.keys(document).find((name) => name.startsWith("__reactContainer$")) ?? "";
  const isDehydrated = [key, "stateNode", "current", "memoizedState", "isDehydrated"].reduce(
    (within: unknown, name) => (within instanceof Object ? Reflect.get(within, name) : undefined),
    document,
  );
  return isDehydrated === false;
}
