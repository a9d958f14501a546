import { z } from "zod";
import { recordPage } from "../record-page";

/** What the connection form of KeepinCRM asks for. */
export const settingsSchema = z.object({
  token: z.string().trim().min(1).max(200).meta({ secret: true }),
  contactPage: recordPage,
  dealPage: recordPage,
});
