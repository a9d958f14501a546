import { isCommonPassword } from "./common-password";

export const PASSWORD_LENGTH_MIN = 8;
export const PASSWORD_LENGTH_MAX = 200;

export type PasswordProblem = "too_short" | "too_long" | "common" | "contains_name";

/**
 * What is wrong with a new password, or null. Length and being hard to guess count; which characters it is made of does not.
 *
 * @example
 * findPasswordProblem({ password: "Qwerty123!", known: [] }) // => "common"
 */
export function findPasswordProblem({
  password,
  known,
}: {
  password: string;
  /** What everybody knows of this person: name, e-mail, the account's name. */
  known: readonly string[];
}): PasswordProblem | null {
  const length = [...password].length;
  if (length < PASSWORD_LENGTH_MIN) return "too_short";
  if (length > PASSWORD_LENGTH_MAX) return "too_long";
  if (isCommonPassword(password)) return "common";
  return isMadeOf(password.toLowerCase(), known.flatMap(toWords)) ? "contains_name" : null;
}

/** Short words, such as the `ua` of an address, are in many good passwords. */
function toWords(text: string) {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 4);
}

/** A long phrase may hold a name; a password that is little else may not. */
function isMadeOf(password: string, words: readonly string[]) {
  return words.some((word) => password.includes(word) && password.length - word.length < PASSWORD_LENGTH_MIN);
}
