"use client";

import { Tabs as RadixTabs } from "radix-ui";
import type { ReactNode } from "react";

/** Panels of which one is shown; arrow keys move between their names. */
export function Tabs({
  label,
  tabs,
}: {
  label: string;
  tabs: readonly { id: string; label: ReactNode; panel: ReactNode }[];
}) {
  return (
    <RadixTabs.Root defaultValue={tabs[0]?.id}>
      <RadixTabs.List aria-label={label} className="flex gap-4 overflow-x-auto border-line border-b">
        {tabs.map((tab) => (
          <RadixTabs.Trigger
            key={tab.id}
            value={tab.id}
            className="-mb-px h-9 whitespace-nowrap border-transparent border-b-2 text-muted -outline-offset-2 hover:text-text data-[state=active]:border-accent data-[state=active]:font-medium data-[state=active]:text-text"
          >
            {tab.label}
          </RadixTabs.Trigger>
        ))}
      </RadixTabs.List>
      {tabs.map((tab) => (
        <RadixTabs.Content key={tab.id} value={tab.id} className="pt-4">
          {tab.panel}
        </RadixTabs.Content>
      ))}
    </RadixTabs.Root>
  );
}
