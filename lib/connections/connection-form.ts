import { z } from "zod";
import { CRM_CONNECTORS, getConnector } from "@/lib/crm/registry";
import type { CrmProvider } from "@/lib/crm/types";
import type { Locale } from "@/lib/i18n/locales";
import { findCrmApp } from "./crm-app";

/** One setting as a form asks for it, in the vendor's words. */
export type ConnectionFormField = {
  name: string;
  label: string;
  help: string | null;
  /** Said when the connector does not take the value. */
  invalid: string | null;
  isSecret: boolean;
  isRequired: boolean;
  /** What may be chosen; null where it is typed. */
  options: { id: string; label: string }[] | null;
};

/** How a customer connects one CRM. */
export type ConnectionForm = {
  provider: CrmProvider;
  label: string;
  text: string;
  isBeta: boolean;
  /** Where in the CRM the key is found, step by step. */
  steps: string[];
  /** What works otherwise than in other CRMs. */
  differences: string[];
  fields: ConnectionFormField[];
  /** Names of the fields to fill in before the vendor's own consent page; null where there is no such way. */
  consent: { asksFor: string[] } | null;
};

/** The forms of all CRMs, in the order of the registry. */
export function listConnectionForms(locale: Locale): ConnectionForm[] {
  return Object.values(CRM_CONNECTORS).map(({ provider }) => describeConnectionForm(provider, locale));
}

/** What the page of a connection and the catalogue say of a CRM; made from the connector's `settingsSchema` and `texts`. */
export function describeConnectionForm(provider: CrmProvider, locale: Locale): ConnectionForm {
  const { label, texts, settingsSchema, consent, isBeta = false } = getConnector(provider);
  const words = texts[locale];
  return {
    provider,
    label: words.label ?? label,
    text: words.text,
    isBeta,
    steps: [...words.steps],
    differences: [...(words.differences ?? [])],
    fields: Object.entries<z.ZodType>(settingsSchema.shape).map(([name, schema]) => {
      const said = words.settings[name];
      const choices = listChoices(schema);
      return {
        name,
        label: said?.label ?? name,
        help: said?.help ?? null,
        invalid: said?.invalid ?? null,
        isSecret: schema.meta()?.secret === true,
        isRequired: !schema.safeParse(undefined).success,
        options: choices?.map((id) => ({ id, label: said?.options?.[id] ?? id })) ?? null,
      };
    }),
    consent: consent && findCrmApp(provider) ? { asksFor: [...consent.asksFor] } : null,
  };
}

function listChoices(schema: z.ZodType): string[] | null {
  if (schema instanceof z.ZodEnum) return schema.options.map(String);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return listChoices(schema.unwrap() as z.ZodType);
  return null;
}
