import "server-only";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { getDatabase } from "@/db";
import { hashPassword } from "./password";
import type { SignUpValues } from "./schema";

/**
 * Makes a user with an account of their own. Null when the e-mail has a user already; nothing is changed then. Takes as
 * long either way.
 */
export async function signUp(
  { name, email, password }: SignUpValues,
  { locale, accountName, address }: { locale: string; accountName: string; address: string },
): Promise<{ userId: string; accountId: string } | null> {
  const passwordHash = await hashPassword(password);
  const made = { userId: uuidv7(), accountId: uuidv7() };
  const [row] = await getDatabase().db.execute<{ isNew: boolean }>(sql`
    select door.sign_up(
      ${made.userId}::uuid, ${made.accountId}::uuid, ${email}, ${name}, ${passwordHash}, ${locale}, ${accountName},
      ${address}) as "isNew"`);
  return row?.isNew ? made : null;
}
