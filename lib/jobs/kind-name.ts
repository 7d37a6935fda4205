/**
 * Every kind that new jobs can be of. Whoever adds one is stopped by the compiler wherever it must be known: its code
 * (lib/kinds), its face (components/kinds), the demonstration (scripts/demo) and the table of cases (tests/support).
 */
export const kindNames = ["photoshoot", "sora", "product_card", "chat", "image_tags", "story_video"] as const;
export type KindName = (typeof kindNames)[number];

/** Whether jobs of this kind can still be made; the record may hold others. */
export function isKindName(name: string): name is KindName {
  return kindNames.some((each) => each === name);
}
