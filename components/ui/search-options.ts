import { foldText } from "@/lib/filter/fold-text";

/** `hint` stands beside the words and is searched too; `isCode` sets them in the face of code. */
export type ComboboxOption = { value: string; label: string; hint?: string; isCode?: boolean };
export type ComboboxGroup = { label: string; options: readonly ComboboxOption[] };

/**
 * The options that hold every word of a query, whatever their case and apostrophes, in their groups; groups without any are
 * left out. A blank query finds all.
 */
export function searchOptions(groups: readonly ComboboxGroup[], query: string): ComboboxGroup[] {
  const words = foldText(query, false).split(/\s+/).filter(Boolean);
  return groups
    .map(({ label, options }) => ({ label, options: options.filter((option) => holdsAll(option, words)) }))
    .filter(({ options }) => options.length > 0);
}

/** The option that is called exactly so, or null. */
export function findByLabel(groups: readonly ComboboxGroup[], label: string): ComboboxOption | null {
  const wanted = foldText(label, false);
  return groups.flatMap(({ options }) => options).find((option) => foldText(option.label, false) === wanted) ?? null;
}

function holdsAll({ label, hint = "" }: ComboboxOption, words: readonly string[]): boolean {
  const text = foldText(`${label} ${hint}`, false);
  return words.every((word) => text.includes(word));
}
