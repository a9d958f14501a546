"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { withAccount } from "@/db/with-account";
import { updateAccount } from "@/lib/accounts/mutations";
import { accountSchema } from "@/lib/accounts/schema";
import { createAction } from "@/lib/action";
import { changePassword, updateProfile } from "@/lib/auth/profile";
import { changePasswordSchema, profileSchema } from "@/lib/auth/schema";
import { writeSessionToken } from "@/lib/auth/session-cookie";
import { revokeSession, revokeSessions } from "@/lib/auth/sessions";
import { readVisitor } from "@/lib/auth/visitor";

/** Changes the signed-in user's own name and language. */
export const saveProfile = createAction({
  role: "manager",
  input: profileSchema,
  async handler(profile, member) {
    await updateProfile(member, profile);
    revalidatePath("/", "layout");
    return { ok: true } as const;
  },
});

/** Changes the account's name and time zone. */
export const saveAccount = createAction({
  role: "admin",
  input: accountSchema,
  async handler(account, member) {
    await withAccount(member.accountId, (tx) => updateAccount(tx, member, account));
    revalidatePath("/", "layout");
    return { ok: true } as const;
  },
});

/** Changes the password of whoever knows the present one; every other session of theirs ends. */
export const savePassword = createAction({
  role: "manager",
  input: changePasswordSchema,
  async handler(values, member) {
    const changed = await changePassword(member, values, await readVisitor());
    if (changed.ok) {
      await writeSessionToken(member.userId, changed.token);
      revalidatePath("/settings");
      return { ok: true } as const;
    }
    if (changed.reason !== "weak_password") return changed;
    const t = await getTranslations("auth.passwordProblems");
    return { ok: false, reason: "invalid", fieldErrors: { next: t(changed.problem) } } as const;
  },
});

/** Ends one of the user's own sessions. */
export const endSession = createAction({
  role: "manager",
  input: z.object({ id: z.uuid() }),
  async handler({ id }, member) {
    await withAccount(member.accountId, (tx) => revokeSession(tx, { userId: member.userId, id }));
    revalidatePath("/settings");
    return { ok: true } as const;
  },
});

/** Ends all of the user's sessions but this one. */
export const endOtherSessions = createAction({
  role: "manager",
  input: z.object({}),
  async handler(_, member) {
    await withAccount(member.accountId, (tx) =>
      revokeSessions(tx, { userId: member.userId, except: member.sessionId }),
    );
    revalidatePath("/settings");
    return { ok: true } as const;
  },
});
