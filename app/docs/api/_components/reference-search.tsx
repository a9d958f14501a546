"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { createContext, type ReactNode, use, useDeferredValue, useMemo, useState } from "react";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** Ids of the operations that match; null shows all. */
const MatchContext = createContext<ReadonlySet<string> | null>(null);

/** A box to search in, over everything inside that is `Searchable`. All words have to be there, in any order. */
export function ReferenceSearch({
  entries,
  children,
}: {
  entries: readonly { id: string; text: string }[];
  children: ReactNode;
}) {
  const t = useTranslations("apiAccess.reference");
  const [typed, setTyped] = useState("");
  const query = useDeferredValue(typed);
  const matches = useMemo(() => findMatches(entries, query), [entries, query]);
  const count = matches?.size ?? entries.length;
  return (
    <MatchContext value={matches}>
      <div className="relative mb-6 max-w-md">
        <Field label={t("search")} isLabelHidden>
          <Input
            type="search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            placeholder={t("search")}
            className="ps-8"
          />
        </Field>
        <Search aria-hidden className="pointer-events-none absolute start-2.5 top-2 size-4 text-muted" />
        <p role="status" className="mt-1.5 text-[13px] text-muted">
          {count === 0 ? t("nothing") : t("operations", { count })}
        </p>
      </div>
      {children}
    </MatchContext>
  );
}

/** Is there while one of its operations matches the search. */
export function Searchable({ ids, children }: { ids: readonly string[]; children: ReactNode }) {
  const matches = use(MatchContext);
  return matches === null || ids.some((id) => matches.has(id)) ? children : null;
}

function findMatches(entries: readonly { id: string; text: string }[], query: string): ReadonlySet<string> | null {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const found = entries.filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)));
  return new Set(found.map(({ id }) => id));
}
