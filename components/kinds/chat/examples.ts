/** What one may ask, for whoever would like to see it work first. */
export const examples = [
  "Why is red light safe in a darkroom, and for which papers is it not?",
  "Plan a week of dinners for two that take half an hour each.",
  "Explain inflation to a curious child of ten, with one example.",
] as const;

/** Whether nothing would be lost if an example took the place of what is written. */
export function isOpenToIdeas(prompt: string): boolean {
  return prompt.trim() === "" || examples.some((example) => example === prompt);
}
