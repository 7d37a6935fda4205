/** So many of what is under way are shown at home. */
export const mostActive = 6;
/** So many of what is over: one row. */
export const mostLately = 3;
/** What ends in sight stays among what is under way, and leaves that row full. */
export const mostEnded = mostLately + mostActive;
