/** Calling codes of the countries where «8» was dialled before the area code and is still typed: 8 067 123 45 67. */
export const EIGHT_CODES: ReadonlySet<string> = new Set(["380", "373", "374", "994", "996"]);
