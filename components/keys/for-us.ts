/** What is typed into, or has letters mean something by themselves. */
const taken = [
  "textarea",
  "select",
  "input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=range], [type=file])",
  "[contenteditable]:not([contenteditable=false])",
  "[role=textbox]",
  "[role=combobox]",
  "[role=listbox]",
].join(", ");

/** Rooms before the page, in which the keys of the page mean nothing. */
const open = "[role=dialog], [role=alertdialog], [role=menu]";

/** Whether a keydown is for the page as a whole: nobody has taken it, nobody types, and nothing is open before the page. */
export function isForThePage({ defaultPrevented, target }: KeyboardEvent): boolean {
  if (defaultPrevented || document.querySelector(open) !== null) return false;
  return !(target instanceof Element && target.closest(taken) !== null);
}
