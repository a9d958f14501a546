"use client";

import { useMemo } from "react";
import type { ChoiceGroup } from "../list-choices";
import { useSurroundings } from "../settings-context";

/** Every country that has phones, by name with its code. */
export function useCountryChoices(): ChoiceGroup[] {
  const { countries } = useSurroundings();
  return useMemo(
    () => [
      {
        label: null,
        choices: countries.map(({ code, name, callingCode }) => ({ id: code, name: `${name} (+${callingCode})` })),
      },
    ],
    [countries],
  );
}
