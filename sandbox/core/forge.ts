/** The same URL with a wrong token: the value of `t` or `token`, else of the last query parameter, is altered. */
export function forge(url: string): string {
  const forged = new URL(url);
  const names = [...forged.searchParams.keys()];
  const name = names.find((n) => n === "t" || n === "token") ?? names.at(-1) ?? "t";
  const value = forged.searchParams.get(name) ?? "";
  forged.searchParams.set(name, `${value.startsWith("f") ? "0" : "f"}${value.slice(1)}`);
  return forged.href;
}

/** A signature of the same form that proves nothing: one character of it is altered, in `v1,…` behind the comma. */
export function forgeSignature(signature: string): string {
  const at = signature.indexOf(",") + 1;
  return `${signature.slice(0, at)}${signature[at] === "a" ? "b" : "a"}${signature.slice(at + 1)}`;
}
