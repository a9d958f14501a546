"use client";

import { useTranslations } from "next-intl";
import { NameDialog } from "@/components/ui/name-dialog";
import { useFailureText } from "@/components/ui/use-failure-text";
import { apiTokenNameSchema } from "@/lib/api/token-schema";
import { renameToken } from "../actions";

/** Asks for another name of a token. */
export function RenameToken({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = useTranslations("apiAccess.rename");
  const failureText = useFailureText();

  async function save(newName: string) {
    const result = await renameToken({ id, name: newName }).catch(() => ({ ok: false, reason: "unexpected" }) as const);
    if (result.ok || result.reason === "invalid") return result;
    return { ok: false, text: result.reason === "not_found" ? t("gone") : failureText(result.reason) } as const;
  }

  const words = { title: t("title"), name: t("name"), cancel: t("cancel"), submit: t("submit"), done: t("done") };
  return <NameDialog words={words} nameSchema={apiTokenNameSchema} name={name} save={save} onClose={onClose} />;
}
