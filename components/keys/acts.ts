/** The title of a job's card, which leads to its page. */
const titles = "main [data-job] h3 a";

/** The card that the focus is in. */
function focusedCard(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-job]") ?? null;
}

/** Moves the focus to the card after the one that has it, or before it; from elsewhere to the first. */
export function moveToCard(step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(titles)].filter(
    (title) => !title.closest("[inert]"),
  );
  const at = all.findIndex((title) => title.closest("[data-job]") === focusedCard());
  all[at === -1 ? 0 : at + step]?.focus();
}

/** Chooses the job that has the focus, or lets go of it. */
export function chooseCard(): void {
  focusedCard()?.querySelector<HTMLElement>("input[type=checkbox]")?.click();
}

/** Presses "Check status" of the job that has the focus, or that the page is about; false where there is no such button. */
export function pressCheck(): boolean {
  const buttons = [...document.querySelectorAll<HTMLElement>("main [data-check-status]")];
  const card = focusedCard();
  const button = buttons.find((each) => each.closest("[data-job]") === card);
  button?.click();
  return button !== undefined;
}

/** Puts the focus into the page's search; false where there is none. */
export function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("main [data-search]");
  field?.focus();
  field?.select();
  return field !== null;
}
