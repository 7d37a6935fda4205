/** How cards of jobs lie, inside what is a container: rows on a phone, then as many beside each other as fit. */
export const cardGrid = "grid gap-2.5 sm:grid-cols-2 sm:gap-4 @4xl:grid-cols-3";

/** The same for a few, whose last row is filled as the others are. */
export const fullRows = "grid gap-2.5 sm:gap-4 full-rows";

/** One such row of three: two, where two fit beside each other. */
export const oneFullRow = `${fullRows} sm:@max-4xl:[&>:nth-child(3)]:hidden`;
