import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** The rules that look at colors. */
const ofColors = { runOnly: { type: "rule" as const, values: ["color-contrast", "link-in-text-block"] } };

/** What axe calls serious or critical in a page as it is now, as "rule: selector" lines. */
export function serious(page: Page): Promise<string[]> {
  return look(page, {});
}

/** The same by both lights, "light: " before what is found by day. It leaves the page dark. */
export async function seriousInBoth(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light" });
  const byDay = await look(page, ofColors);
  await page.emulateMedia({ colorScheme: "dark" });
  return [...byDay.map((line) => `light: ${line}`), ...(await serious(page))];
}

async function look(page: Page, rules: Partial<typeof ofColors>): Promise<string[]> {
  // Contrast is judged at rest: the toast is fading, the frames are developing.
  await page.addStyleTag({
    content: "*,*::before,*::after{animation:none!important;transition:none!important}",
  });
  const { violations } = await new AxeBuilder({ page })
    // A page of ours is one document: it needs no second page to put together what was found, which takes longer than to look.
    .setLegacyMode()
    .options({ ...rules, resultTypes: ["violations"] })
    .exclude("[data-sonner-toaster]")
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
    );
}
