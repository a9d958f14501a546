import type { z } from "zod";
import { readGrant } from "./read-grant";
import type { CrmSettings } from "./types";

/** How many characters of a secret may be shown. */
const TAIL_LENGTH = 4;

/** Names of the settings that are secrets: those whose schema says `meta({ secret: true })`. */
function listSecretNames(schema: z.ZodObject): string[] {
  return Object.entries<z.ZodType>(schema.shape).flatMap(([name, field]) =>
    field.meta()?.secret === true ? [name] : [],
  );
}

/** The values of the secrets, to be kept out of everything that is stored or logged. */
export function listSecrets(schema: z.ZodObject, settings: CrmSettings): string[] {
  const grant = readGrant(settings);
  return [...listSecretNames(schema).map((name) => settings[name]), grant?.accessToken, grant?.refreshToken].filter(
    (value): value is string => typeof value === "string" && value !== "",
  );
}

/**
 * The settings as a page may show them: of a secret its last characters, and of a short one nothing.
 *
 * @example
 * maskSettings(schema, { address: "https://crm.example", token: "tcrm_0123456789ab" })
 * // => { address: "https://crm.example", token: "•••89ab" }
 */
export function maskSettings(schema: z.ZodObject, settings: CrmSettings): Record<string, string> {
  const secrets = new Set(listSecretNames(schema));
  return Object.fromEntries(
    Object.keys(schema.shape).map((name) => {
      const value = settings[name] === undefined ? "" : String(settings[name]);
      return [name, secrets.has(name) && value ? maskSecret(value) : value];
    }),
  );
}

/** New settings over stored ones: a secret that was left blank in the form stays as it is. */
export function mergeSettings(schema: z.ZodObject, { stored, given }: { stored: CrmSettings; given: CrmSettings }) {
  const kept = listSecretNames(schema).filter((name) => given[name] === undefined || given[name] === "");
  return { ...given, ...Object.fromEntries(kept.map((name) => [name, stored[name]])) };
}

function maskSecret(value: string) {
  return value.length >= 4 * TAIL_LENGTH ? `•••${value.slice(-TAIL_LENGTH)}` : "•••";
}
