"use client";

import { useTranslations } from "next-intl";
import { API_SCOPES, type ApiScope } from "@/lib/api/scopes";
import { groupScopes } from "./scope-nouns";

/** What a token may do, in one line; the whole of it on hover. */
export function TokenScopes({ scopes }: { scopes: readonly ApiScope[] }) {
  const t = useTranslations("apiAccess");
  if (scopes.length === API_SCOPES.length) return t("list.everything");
  const text = groupScopes(scopes)
    .map(({ noun, mayRead, mayWrite }) => {
      const deeds = [mayRead && t("deeds.read"), mayWrite && t("deeds.write")].filter((deed) => deed !== false);
      return `${t(`nouns.${noun}`)} (${deeds.join(", ").toLowerCase()})`;
    })
    .join(", ");
  return (
    <span title={text} className="sm:block sm:truncate">
      {text}
    </span>
  );
}
