"use client";

import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useMemo } from "react";
import { useFormContext, useWatch } from "react-hook-form";
import { BUILT_IN_FIELD_KEYS, type CrmEntity, type CrmField, type FieldKey, type FieldType } from "@/lib/crm/types";
import type { Destination } from "@/lib/integrations/list-destinations";
import type { IntegrationFormInput } from "@/lib/integrations/schema";
import type { PhoneCountry } from "@/lib/phone/list-countries";

type Surroundings = { destinations: Destination[]; countries: PhoneCountry[]; mayEdit: boolean };

const SurroundingsContext = createContext<Surroundings>({ destinations: [], countries: [], mayEdit: false });

/** What the blocks of the settings page choose from, and whether this member may change anything. */
export function SurroundingsProvider({ value, children }: { value: Surroundings; children: ReactNode }) {
  return <SurroundingsContext value={value}>{children}</SurroundingsContext>;
}

export function useSurroundings(): Surroundings {
  return use(SurroundingsContext);
}

/** The form of the whole page, typed. */
export function useSettingsForm() {
  return useFormContext<IntegrationFormInput>();
}

/** The connection that is chosen in the form now. */
export function useDestination(): Destination | null {
  const { destinations } = useSurroundings();
  const { control } = useSettingsForm();
  const connectionId = useWatch({ control, name: "connectionId" });
  return destinations.find((destination) => destination.id === connectionId) ?? null;
}

/** A field that a value can be put into; its type is unknown while no CRM is chosen. */
export type TargetField = Pick<CrmField, "entity" | "key" | "label" | "isRequired" | "options"> & {
  target: FieldKey;
  type: FieldType | null;
};

/** The fields of the chosen CRM; without one, those that every CRM has. */
export function useTargetFields(): TargetField[] {
  const directory = useDestination()?.directory;
  const t = useTranslations("integrations.builtInFields");
  return useMemo(() => {
    if (directory) return directory.fields.map((field) => ({ ...field, target: `${field.entity}.${field.key}` }));
    const contact = BUILT_IN_FIELD_KEYS.contact.map((key) => toBuiltIn("contact", key, t(`contact.${key}`)));
    const deal = BUILT_IN_FIELD_KEYS.deal.map((key) => toBuiltIn("deal", key, t(`deal.${key}`)));
    return [...contact, ...deal];
  }, [directory, t]);
}

function toBuiltIn(entity: CrmEntity, key: string, label: string): TargetField {
  return { entity, key, label, target: `${entity}.${key}`, type: null, isRequired: false };
}
