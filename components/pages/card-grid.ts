/** How cards of jobs lie, inside what is a container: rows on a phone, then as many beside each other as fit. */
export const cardGrid = "grid gap-2.5 sm:grid-cols-2 sm:gap-4 @4xl:grid-cols-3";
