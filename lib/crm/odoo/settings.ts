import { z } from "zod";

/** What the connection form of Odoo asks for. */
export const settingsSchema = z
  .object({
    /** Origin of the server: `https://acme.odoo.com`. A name without a dot is one of Odoo's own cloud. */
    address: z.string().trim().min(1).max(300).transform(toOrigin),
    /** Blank: the first part of the host, which is how Odoo's cloud names databases. */
    database: z.string().trim().max(200).default(""),
    login: z.string().trim().min(1).max(200),
    apiKey: z.string().trim().min(1).max(500).meta({ secret: true }),
    /** `YYYY-MM-DD` as Odoo showed it when the key was made; blank where it has no end or is not known. */
    apiKeyEndsOn: z.union([z.literal(""), z.iso.date()]).default(""),
  })
  .refine(({ address, database }) => toDatabase({ address, database }) !== "", { path: ["database"] });

export type OdooSettings = z.infer<typeof settingsSchema>;

/** Name of the database; blank only for a server of the customer's own where none was given. */
export function toDatabase({ address, database }: { address: string; database: string }): string {
  if (database !== "" || !URL.canParse(address)) return database;
  const { hostname } = new URL(address);
  return hostname.endsWith(".odoo.com") ? (hostname.split(".")[0] ?? "") : "";
}

/** Accepts what people copy: `acme`, `acme.odoo.com`, `https://crm.acme.ua/web#menu_id=5`. */
function toOrigin(text: string, context: z.RefinementCtx): string {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) return refuse(context);
  const { protocol, hostname, port, username, password } = new URL(address);
  if (username || password) return refuse(context);
  const isName = !hostname.includes(".") && !hostname.startsWith("[") && port === "" && protocol === "https:";
  return `${protocol}//${isName ? `${hostname}.odoo.com` : hostname}${port && `:${port}`}`;
}

function refuse(context: z.RefinementCtx): never {
  context.addIssue({ code: "custom", message: "Not an address" });
  return z.NEVER;
}
