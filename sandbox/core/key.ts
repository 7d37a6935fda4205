/** What a caller shows to be let in. */
export type Shown = "right" | "wrong" | "nothing";

/**
 * Looks at the `Authorization` header. Right is `sandbox`, which the local stack sets, or a key of the provider's own
 * form, so that its official client runs with one; any other is wrong, as it would be there.
 */
export function keyShown(request: Request, scheme: string, ownForm: RegExp): Shown {
  const [, said, key = ""] = /^(\S+) +(\S+)$/.exec(request.headers.get("authorization") ?? "") ?? [];
  if (said !== scheme) return "nothing";
  return key === "sandbox" || ownForm.test(key) ? "right" : "wrong";
}
