import "server-only";
import { cache } from "react";
import { readSessionToken } from "./session-cookie";
import { findSession, type Member } from "./sessions";

/** Who is signed in, asked of the database once per request; null for nobody. */
export const findMember = cache(async (): Promise<Member | null> => {
  const token = await readSessionToken();
  return token ? findSession(token) : null;
});
