"use client";

import type { FilterOperator } from "@/lib/filter/schema";
import { useCountryChoices } from "./use-country-choices";
import { useFieldChoices } from "./use-field-choices";

/** The name of a value where it is the id of something in the CRM, or the code of a country; else the value itself. */
export function useValueName(field: string, operator?: FilterOperator): (value: string) => string {
  const countries = useCountryChoices();
  const { groups } = useFieldChoices(field);
  const choices = (operator === "phone_country_is" ? countries : (groups ?? [])).flatMap((group) => group.choices);
  return (value) => choices.find(({ id }) => id === value)?.name ?? value;
}
