import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { getDatabase } from "@/db";
import { hashPassword } from "./password";
import type { SignUpValues } from "./schema";

/**
 * Makes a user with an account of their own, named after the user. False when the e-mail has a user already; nothing is
 * changed then. Takes as long either way.
 */
export async function signUp(
  { name, email, password }: SignUpValues,
  { locale, accountName, address }: { locale: string; accountName: string; address: string },
): Promise<boolean> {
  const passwordHash = await hashPassword(password);
  const [row] = await getDatabase().db.execute<{ isNew: boolean }>(sql`
    select door.sign_up(
      ${uuidv7()}::uuid, ${uuidv7()}::uuid, ${email}, ${name}, ${passwordHash}, ${locale}, ${accountName}, ${address}
    ) as "isNew"`);
  return row?.isNew === true;
}
