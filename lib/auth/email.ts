import { z } from "zod";

/** The form of an e-mail under which a user is kept and found. */
function normaliseEmail(email: string): string {
  return email.normalize("NFC").trim().toLowerCase();
}

export const emailSchema = z.string().max(254).transform(normaliseEmail).pipe(z.email());
