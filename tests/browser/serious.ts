import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** What axe calls serious or critical, as "rule: selector" lines. */
export async function serious(page: Page): Promise<string[]> {
  // Contrast is judged at rest: the toast is fading, the frames are developing.
  await page.addStyleTag({
    content: "*,*::before,*::after{animation:none!important;transition:none!important}",
  });
  const { violations } = await new AxeBuilder({ page }).exclude("[data-sonner-toaster]").analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`),
    );
}
