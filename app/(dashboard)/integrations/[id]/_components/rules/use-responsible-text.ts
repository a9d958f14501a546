"use client";

import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import type { Decision } from "@/lib/rules/list-decisions";
import { useDestination, useSettingsForm } from "../settings-context";

/** Who gets what a decision creates, by the collection and the default user that are chosen in the form now. */
export function useResponsibleText(): (from: NonNullable<Decision["responsibleFrom"]>) => string {
  const t = useTranslations("filterBuilder.decisions");
  const { control } = useSettingsForm();
  const destination = useDestination();
  const [collectionId, userId] = useWatch({ control, name: ["collectionId", "rules.defaultResponsibleId"] });
  const collection = destination?.collections.find(({ id }) => id === collectionId);
  const user = destination?.directory?.users.find(({ id }) => id === userId)?.name ?? destination?.defaultUserName;

  return (from) => {
    if (from !== "collection") return t(`from.${from}`);
    if (collection) return t("collectionNamed", { name: collection.name });
    return user ? t("fallback", { name: user }) : t("from.collection");
  };
}
