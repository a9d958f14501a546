"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Field } from "@/components/ui/field";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Block } from "./block";
import { useDestination, useSettingsForm, useSurroundings } from "./settings-context";

/** «Зв'язка з»: the CRM that leads are passed to. */
export function ConnectionBlock() {
  const t = useTranslations("integrations.connection");
  const { destinations, mayEdit } = useSurroundings();
  const { register, setValue, watch, formState } = useSettingsForm();
  const destination = useDestination();
  const chosen = watch("connectionId");

  return (
    <Block title={t("title")} description={t("text")}>
      {destinations.length === 0 ? (
        <Notice
          action={
            mayEdit && (
              <LinkButton href="/connections" size="sm" icon={<Plus aria-hidden />}>
                {t("connect")}
              </LinkButton>
            )
          }
        >
          {t("none")}
        </Notice>
      ) : (
        <Field
          label={t("label")}
          help={destination ? t("chosenHelp") : t("noneChosenHelp")}
          error={formState.errors.connectionId?.message}
          className="max-w-lg"
        >
          <Select
            {...register("connectionId", {
              setValueAs: toIdOrNull,
              // These are users and pipelines of one connection.
              onChange: () => {
                setValue("collectionId", null, { shouldDirty: true });
                setValue("rules.defaultResponsibleId", null, { shouldDirty: true });
                setValue("rules.activePipelineIds", [], { shouldDirty: true });
              },
            })}
          >
            <option value="">{t("noneChosen")}</option>
            {destinations.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            {chosen && !destination && <option value={chosen}>{t("deleted")}</option>}
          </Select>
        </Field>
      )}
      {destination?.status === "broken" && (
        <Notice tone="warning" action={<OpenConnection id={destination.id} />}>
          {t("broken")}
        </Notice>
      )}
      {destination?.status === "disabled" && (
        <Notice tone="warning" action={<OpenConnection id={destination.id} />}>
          {t("disabled")}
        </Notice>
      )}
      {destination?.status === "connected" && !destination.directory && (
        <Notice tone="warning" action={<OpenConnection id={destination.id} />}>
          {t("noDirectory")}
        </Notice>
      )}
    </Block>
  );
}

/** «Список відповідальних»: who new contacts and deals are shared out to. */
export function CollectionBlock() {
  const t = useTranslations("integrations.collection");
  const { mayEdit } = useSurroundings();
  const { register, watch, formState } = useSettingsForm();
  const destination = useDestination();
  const chosen = watch("collectionId");
  const collections = destination?.collections ?? [];
  const isDeleted = chosen && !collections.some(({ id }) => id === chosen);
  const userName = destination?.defaultUserName;

  return (
    <Block title={t("title")} description={t("text")}>
      <Field
        label={t("label")}
        help={
          !destination ? t("connectionFirst") : userName ? t("defaultUser", { name: userName }) : t("noDefaultUser")
        }
        error={formState.errors.collectionId?.message}
        action={
          mayEdit &&
          destination &&
          collections.length === 0 && (
            <LinkButton href="/collections" variant="ghost" size="sm" icon={<Plus aria-hidden />}>
              {t("create")}
            </LinkButton>
          )
        }
        className="max-w-lg"
      >
        <Select {...register("collectionId", { setValueAs: toIdOrNull })} aria-disabled={!destination}>
          <option value="">{t("noneChosen")}</option>
          {collections.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {isDeleted && <option value={chosen}>{t("deleted")}</option>}
        </Select>
      </Field>
    </Block>
  );
}

function OpenConnection({ id }: { id: string }) {
  const t = useTranslations("integrations.connection");
  return (
    <LinkButton href={`/connections/${id}`} size="sm">
      {t("open")}
    </LinkButton>
  );
}

function toIdOrNull(value: string | null) {
  return value || null;
}
