import type { CrmDirectory } from "@/lib/crm/types";
import type { JsonObject } from "@/lib/json";
import { applyMapping } from "@/lib/mapping/apply-mapping";
import { compileMapping } from "@/lib/mapping/compile-mapping";
import { mappingSchema } from "@/lib/mapping/schema";

/**
 * The phones of events as people typed them: what the mapping puts into the contact's phone before it is standardised. The
 * different ones in the order of the events; none while the mapping cannot be read or has no phone.
 */
export function listTypedPhones(input: {
  events: readonly JsonObject[];
  mapping: unknown;
  directory: CrmDirectory | null;
  max: number;
}): string[] {
  const rows = mappingSchema.safeParse(input.mapping).data?.filter(({ target }) => target === "contact.phone") ?? [];
  if (rows.length === 0) return [];

  const compiled = compileMapping(rows, input.directory);
  const found = new Set<string>();
  for (const event of input.events) {
    const typed = applyMapping(event, compiled).values["contact.phone"];
    const line = typeof typed === "string" ? typed.replace(/\s+/g, " ").trim() : "";
    if (line !== "") found.add(line);
    if (found.size >= input.max) break;
  }
  return [...found];
}
