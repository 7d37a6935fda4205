/** The title of a job's card, which leads to its page. */
const titles = "main [data-job] h3 a";

/** The card that the focus is in. */
function focusedCard(): HTMLElement | null {
  return document.activeElement?.closest<HTMLElement>("[data-job]") ?? null;
}

/** Presses a key for whatever hears it there. */
function press(key: string, at: Element): void {
  at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

/** Moves the focus to the card after the one that has it, or before it; from elsewhere to the first. Of pictures, where there are no cards. */
export function moveOn(step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>(titles)].filter(
    (title) => !title.closest("[inert]"),
  );
  if (all.length === 0) return moveAmongPictures(step);
  const at = all.findIndex((title) => title.closest("[data-job]") === focusedCard());
  all[at === -1 ? 0 : at + step]?.focus();
}

function moveAmongPictures(step: 1 | -1): void {
  const cell = document.querySelector<HTMLElement>("main [role=gridcell][tabindex='0']");
  if (cell === document.activeElement && cell) press(step === 1 ? "ArrowRight" : "ArrowLeft", cell);
  else cell?.focus();
}

/** What plays a film and hears its keys. */
const film = "main [data-film]";

/** Whether the page has a film. */
export function hasFilm(): boolean {
  return document.querySelector(film) !== null;
}

/** Gives a key to the page's film. */
export function atFilm(key: string): void {
  const player = document.querySelector(film);
  if (player) press(key, player);
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
