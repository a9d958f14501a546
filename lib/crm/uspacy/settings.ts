import { z } from "zod";
import { recordPage } from "../record-page";

const HOST = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?\.uspacy\.ua$/;

/** What the connection form of Uspacy asks for. The portal is kept as its host, whatever was typed: `acme.uspacy.ua`. */
export const settingsSchema = z.object({
  portal: z.string().trim().toLowerCase().transform(toHost).pipe(z.string().regex(HOST)),
  email: z.string().trim().pipe(z.email()),
  password: z.string().min(1).max(200).meta({ secret: true }),
  contactPage: recordPage,
  dealPage: recordPage,
});

/** The host of `acme`, `acme.uspacy.ua` and `https://acme.uspacy.ua/crm`; other texts are left for the check after it. */
function toHost(typed: string): string {
  const [host = ""] = typed.replace(/^https?:\/\//, "").split(/[/?#]/);
  return host.includes(".") ? host : `${host}.uspacy.ua`;
}
