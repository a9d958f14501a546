"use client";

import type { ReactNode } from "react";
import { Section } from "@/components/ui/section";
import { useSurroundings } from "./settings-context";

/** One block of the settings form; those who may not change it see it closed. */
export function Block({
  title,
  description,
  children,
}: {
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
}) {
  const { mayEdit } = useSurroundings();
  return (
    <Section title={title} description={description}>
      <fieldset disabled={!mayEdit} className="flex min-w-0 flex-col gap-4">
        {children}
      </fieldset>
    </Section>
  );
}
