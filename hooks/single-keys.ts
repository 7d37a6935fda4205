const name = "darkroom-single-keys";

/** Whether keys without a modifier do something: they do unless somebody switched them off in this browser (WCAG 2.1.4). */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(name) !== "off";
  } catch {
    return true;
  }
}

/** Switches them on or off, for good where the browser keeps that. */
export function switchSingleKeys(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(name);
    else localStorage.setItem(name, "off");
  } catch {
    // It is forgotten with the page.
  }
}
