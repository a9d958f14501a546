import "server-only";
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { getDatabase } from "@/db";

/** How many attempts pass before pauses begin, and the longest pause. Pauses double from one second on. */
type Limit = { allowance: number; capSeconds: number };

/** A person mistypes a few times; somebody who guesses from many addresses gets a few hundred tries a day at most. */
const PER_EMAIL: Limit = { allowance: 4, capSeconds: 300 };
/** A whole office may stand behind one address. */
const PER_ADDRESS: Limit = { allowance: 20, capSeconds: 900 };

type Attempt = { email: string; address: string };

/**
 * Counts an attempt to sign in, before the password is looked at, so that attempts at the same time cannot slip through.
 * Gives the seconds to wait, or 0. An e-mail that nobody has is treated alike.
 */
export async function takeAttempt({ email, address }: Attempt): Promise<number> {
  const keys = toKeys({ email, address });
  const [row] = await getDatabase().db.execute<{ seconds: number }>(sql`
    select door.take_attempt(
      ${textArray([keys.email, keys.address])}, ${integerArray([PER_EMAIL.allowance, PER_ADDRESS.allowance])},
      ${integerArray([PER_EMAIL.capSeconds, PER_ADDRESS.capSeconds])}) as seconds`);
  return row?.seconds ?? 0;
}

/** After a right password: the e-mail begins anew. The address only gets its attempt back, or one known password would open the way to guess others. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  const keys = toKeys(attempt);
  await getDatabase().db.execute(sql`select door.forgive_attempt(${keys.email}, ${textArray([keys.address])})`);
}

function toKeys({ email, address }: Attempt) {
  return { email: hashKey(`email ${email}`), address: hashKey(`address ${address}`) };
}

function hashKey(text: string) {
  return createHash("sha256").update(text).digest("base64url");
}

function textArray(values: readonly string[]) {
  return sql`array[${sql.join(
    values.map((value) => sql`${value}::text`),
    sql`, `,
  )}]`;
}

function integerArray(values: readonly number[]) {
  return sql`array[${sql.join(
    values.map((value) => sql`${value}::integer`),
    sql`, `,
  )}]`;
}
