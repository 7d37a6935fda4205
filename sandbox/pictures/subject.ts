const SUBJECTS = ["woman", "man", "girl", "boy", "cat", "dog"] as const;
export type Subject = (typeof SUBJECTS)[number] | "person";

/** The class of a tune as something we can draw; anything else becomes a person. */
export function subjectOf(name: string): Subject {
  return SUBJECTS.find((subject) => subject === name.trim().toLowerCase()) ?? "person";
}
