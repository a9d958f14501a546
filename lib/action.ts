import "server-only";
import { unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import { findMember } from "@/lib/auth/find-member";
import { hasRole, type Role } from "@/lib/auth/roles";
import type { Member } from "@/lib/auth/sessions";
import type { ActionFailure } from "@/lib/errors";
import { createZodErrorMap } from "@/lib/i18n/zod-error-map";
import { log } from "@/lib/log";

/**
 * A server action of a member: who may, what shape, then the work. It never throws to the browser; what the form shows next
 * to a field is returned by the handler, everything else becomes an `ActionFailure`.
 *
 * @example
 * export const renameAccount = createAction({
 *   role: "owner",
 *   input: z.object({ name: nameSchema }),
 *   handler: async ({ name }, member) => { …; return { ok: true } as const; },
 * });
 */
export function createAction<Input extends z.ZodType, Result>({
  role,
  input,
  handler,
}: {
  role: Role;
  input: Input;
  handler: (values: z.output<Input>, member: Member) => Promise<Result>;
}): (values: z.input<Input>) => Promise<Result | ActionFailure> {
  return async (values) => {
    try {
      const member = await findMember();
      if (!member) return { ok: false, reason: "signed_out" };
      if (!hasRole(member.role, role)) return { ok: false, reason: "forbidden" };

      const parsed = await parseInput(input, values);
      return parsed.ok ? await handler(parsed.values, member) : parsed;
    } catch (err) {
      unstable_rethrow(err);
      log.error({ err }, "action failed");
      return { ok: false, reason: "unexpected" };
    }
  };
}

/** Checks what a form sent, with the messages in the language of the request. */
export async function parseInput<Input extends z.ZodType>(
  input: Input,
  values: unknown,
): Promise<{ ok: true; values: z.output<Input> } | Extract<ActionFailure, { reason: "invalid" }>> {
  const t = await getTranslations("validation");
  const parsed = input.safeParse(values, { error: createZodErrorMap(t) });
  if (parsed.success) return { ok: true, values: parsed.data };

  const fieldErrors: Record<string, string> = {};
  for (const issue of parsed.error.issues) fieldErrors[issue.path.join(".")] ??= issue.message;
  return { ok: false, reason: "invalid", fieldErrors };
}
