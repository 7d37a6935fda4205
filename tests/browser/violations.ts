import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** The rules that look at colors: no other can find by one light what it does not find by the other. */
const ofColors = { runOnly: { type: "rule" as const, values: ["color-contrast", "link-in-text-block"] } };

/** All that axe finds fault with in a page as it is now, news of it included, as "rule: selector" lines. */
export function violations(page: Page): Promise<string[]> {
  return look(page, {});
}

/** The same by both lights, "light: " before what is found by day. It leaves the page dark. */
export async function violationsInBoth(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light" });
  const byDay = await look(page, ofColors);
  await page.emulateMedia({ colorScheme: "dark" });
  return [...byDay.map((line) => `light: ${line}`), ...(await violations(page))];
}

async function look(page: Page, rules: Partial<typeof ofColors>): Promise<string[]> {
  // Contrast is judged at rest: news fade, frames develop.
  await page.addStyleTag({
    content: "*,*::before,*::after{animation:none!important;transition:none!important}",
  });
  const { violations } = await new AxeBuilder({ page })
    // A page of ours is one document: it needs no second page to put together what was found, which takes longer than to look.
    .setLegacyMode()
    .options({ ...rules, resultTypes: ["violations"] })
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
  );
}
