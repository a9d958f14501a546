const APOSTROPHES = /[’ʼ‘`´′＇]/g;

/**
 * One form for texts that people take for the same: apostrophes alike (Ім'я, Ім’я, Імʼя), letters composed, no outer
 * spaces, and lower case unless case counts.
 */
export function foldText(text: string, isCaseSensitive: boolean): string {
  const plain = withPlainApostrophes(text).trim();
  return isCaseSensitive ? plain : plain.toLowerCase();
}

/** The text with composed letters and one kind of apostrophe. */
export function withPlainApostrophes(text: string): string {
  return text.normalize("NFC").replace(APOSTROPHES, "'");
}
