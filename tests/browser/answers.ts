import type { Page } from "@playwright/test";

/** Asks for answers in the page, without its form, one after the other. */
export async function ask(page: Page, ...prompts: string[]): Promise<void> {
  for (const prompt of prompts)
    await page.evaluate(
      async (text) =>
        fetch("/api/jobs", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ kind: "chat", input: { prompt: text } }),
        }).then(({ status }) => status),
      prompt,
    );
}
