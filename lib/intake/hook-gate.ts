import { answerError, answerTooMany, type HookAnswer } from "./hook-answers";
import { createHookCache } from "./hook-cache";
import { isHookId } from "./hook-id";
import { type HookLimits, toSender } from "./hook-limits";

export type HookGate = {
  /** Null when the request may send its body; else the refusal. Rejects when the store cannot be asked. */
  check(request: { hookId: string; hookHash: Buffer; remoteAddress: string | null }): Promise<HookAnswer | null>;
  /** Storing found no such address any more. */
  forget(hookHash: Buffer): void;
};

/** Decides before a body is read: keeps the limits, and lets only addresses pass that exist. */
export function createHookGate({
  hasHook,
  limits,
}: {
  hasHook(hookHash: Buffer): Promise<boolean>;
  limits: HookLimits;
}): HookGate {
  const hooks = createHookCache(hasHook);

  return {
    async check({ hookId, hookHash, remoteAddress }) {
      const sender = toSender(remoteAddress);
      const flood = firstRefusal(
        sender ? limits.perAddress.take(sender) : ALLOWED,
        limits.perHook.take(hookHash.toString("latin1")),
      );
      if (flood) return flood;
      if (!isHookId(hookId)) return answerError("not_found");

      const remembered = hooks.peek(hookHash);
      if (remembered) return (await remembered) ? null : answerError("not_found");
      // A guesser is stopped before the look-up. Addresses in use are remembered, so this is no way to shut them.
      const guesser = firstRefusal(sender ? limits.guesses.peek(sender) : ALLOWED);
      if (guesser) return guesser;
      if (await hooks.has(hookHash)) return null;
      if (sender) limits.guesses.take(sender);
      return answerError("not_found");
    },
    forget: hooks.forget,
  };
}

type Verdict = ReturnType<HookLimits["perHook"]["take"]>;

const ALLOWED: Verdict = { ok: true };

function firstRefusal(...verdicts: Verdict[]): HookAnswer | null {
  const refused = verdicts.find((verdict) => !verdict.ok);
  return refused && !refused.ok ? answerTooMany(refused.retryAfterSeconds) : null;
}
