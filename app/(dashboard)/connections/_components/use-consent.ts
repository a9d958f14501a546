"use client";

import { useState } from "react";
import { beginConsent } from "../actions";

type Wish = Parameters<typeof beginConsent>[0];

/** Takes the browser to the vendor's own consent page; what keeps it here is returned. */
export function useConsent() {
  const [isLeaving, setIsLeaving] = useState(false);
  async function leave(wish: Wish) {
    setIsLeaving(true);
    const begun = await beginConsent(wish).catch(() => ({ ok: false, reason: "unexpected" }) as const);
    if (begun.ok) {
      window.location.assign(begun.url);
      return null;
    }
    setIsLeaving(false);
    return begun;
  }
  return { leave, isLeaving };
}
