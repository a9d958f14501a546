import { createHash } from "node:crypto";

/** Shorter ids could be guessed, longer ones are nobody's; the product makes 26 characters. */
const HOOK_ID = /^[0-9A-Za-z]{22,64}$/;

/** Whether a text can be the id in a webhook address at all. */
export function isHookId(text: string): boolean {
  return HOOK_ID.test(text);
}

/** What a hook is stored and found by: the id itself opens the door, so that it is nowhere in clear. */
export function hashHookId(hookId: string): Buffer {
  return createHash("sha256").update(hookId).digest();
}
