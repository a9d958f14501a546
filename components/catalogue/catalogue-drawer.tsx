"use client";

import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/dialog";
import { CatalogueEntry } from "./catalogue-entry";

type Entry = { id: string; name: string; text: string; icon: ReactNode };

type Head = { title: string; description: string };

/**
 * «Додати …»: a button that opens a catalogue by kind, then what is asked for the entry that was chosen. Opening it again begins
 * with the catalogue.
 */
export function CatalogueDrawer({
  button,
  catalogue,
  chosen,
  groups,
  children,
}: {
  button: string;
  catalogue: Head;
  /** The head over what is asked. */
  chosen: Head;
  /** A kind without a name has no heading. */
  groups: readonly { name: string | null; entries: readonly Entry[] }[];
  children: (entryId: string, onBack: () => void) => ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [entryId, setEntryId] = useState<string | null>(null);

  return (
    <Drawer
      {...(entryId === null ? catalogue : chosen)}
      trigger={
        <Button variant="primary" icon={<Plus aria-hidden />}>
          {button}
        </Button>
      }
      isOpen={isOpen}
      onOpenChange={(open) => {
        setIsOpen(open);
        setEntryId(null);
      }}
    >
      {entryId === null ? (
        <div className="flex flex-col gap-5">
          {groups.map(({ name, entries }) => (
            <section key={name} aria-label={name ?? catalogue.title} className="flex flex-col gap-2">
              {name && <h3 className="font-medium text-[13px] text-muted">{name}</h3>}
              {entries.map((entry) => (
                <CatalogueEntry key={entry.id} {...entry} onChoose={() => setEntryId(entry.id)} />
              ))}
            </section>
          ))}
        </div>
      ) : (
        children(entryId, () => setEntryId(null))
      )}
    </Drawer>
  );
}
