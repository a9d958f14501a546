import { CrmError } from "../error";
import { appendText } from "../note-lines";
import type { ApiRecordInput } from "./api-types";
import type { Written } from "./client";
import { DESCRIPTION_LENGTH_MAX } from "./constants";
import { cutText } from "./mapper-values";
import { readText } from "./record";

/**
 * Sends a record; where Zoho refuses it because another record has the same value in a unique field, it is sent without that
 * value, which is kept as a line of the description.
 */
export async function writeWithoutTaken(
  record: ApiRecordInput,
  options: {
    send: (record: ApiRecordInput) => Promise<Written>;
    /** Whether a record may do without the field. */
    mayLeave: (field: string) => boolean;
    /** Whether it is of somebody who is there already: then nothing is left out, and the refusal stands. */
    isThere?: () => Promise<boolean>;
    toLabel: (field: string) => string;
    /** The description that the record has; asked for only when a value is left out. */
    readDescription?: () => Promise<string | null>;
  },
): Promise<Written> {
  const { send, mayLeave, isThere, toLabel, readDescription } = options;
  const outcome = await send(record).then(
    (written) => ({ written, taken: written.duplicateField ? [written.duplicateField] : [] }),
    (error: unknown) => ({ error, taken: listTaken(error) }),
  );
  const taken = outcome.taken.filter((field) => field !== "Description" && field in record && mayLeave(field));
  if (taken.length === 0 || (await isThere?.())) {
    if ("error" in outcome) throw outcome.error;
    return outcome.written;
  }
  const lines = taken.map((field) => `${toLabel(field)}: ${String(record[field])}`).join("\n");
  const before = readText(record.Description) ?? (await readDescription?.());
  const others = Object.entries(record).filter(([field]) => !taken.includes(field));
  const Description = cutText(appendText(before, lines), DESCRIPTION_LENGTH_MAX);
  return writeWithoutTaken({ ...Object.fromEntries(others), Description }, options);
}

/** The fields that a refusal names, in the words that `readError` made of it. */
function listTaken(error: unknown): string[] {
  if (!(error instanceof CrmError) || error.kind !== "reject") return [];
  return [...error.message.matchAll(/DUPLICATE_DATA: [^;(]*\((\w+)\)/g)].flatMap(([, field]) => field ?? []);
}
