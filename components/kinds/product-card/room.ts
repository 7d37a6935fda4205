/** Width by height of a card, until the card itself says otherwise. */
export const cardRatio = 2 / 3;

/** How tall a finished card may stand on its film. */
export const cardRoom = "[--tallest:min(38rem,66dvh)]";
