/** So many characters of a provider's own words are kept. */
const most = 300;

/** A provider's own words for a person: without links, which may carry a signature of ours, and not endless. */
export function inItsWords(text: string): string {
  return text.replaceAll(/https?:\/\/\S+/g, "(link)").slice(0, most);
}

/** Whether a provider's error code says that what was asked for is against its rules. */
export function isModeration(code: string | null | undefined): boolean {
  return /moderation|content_policy|content_filter|safety|bio_policy|policy_violation/.test(code ?? "");
}
