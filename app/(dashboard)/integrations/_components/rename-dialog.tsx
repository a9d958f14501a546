"use client";

import { useTranslations } from "next-intl";
import { NameDialog } from "@/components/ui/name-dialog";
import { integrationNameSchema } from "@/lib/integrations/schema";
import { changeName } from "../actions";
import { useActionFailure } from "./use-action-failure";

/** Asks for another name of an integration. */
export function RenameDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const t = useTranslations("integrations.rename");
  const failureText = useActionFailure();

  async function save(newName: string) {
    const result = await changeName({ id, name: newName }).catch(() => ({ ok: false, reason: "unexpected" }) as const);
    if (result.ok || result.reason === "invalid") return result;
    return { ok: false, text: failureText(result) } as const;
  }

  const words = { title: t("title"), name: t("name"), cancel: t("cancel"), submit: t("submit"), done: t("done") };
  return <NameDialog words={words} nameSchema={integrationNameSchema} name={name} save={save} onClose={onClose} />;
}
