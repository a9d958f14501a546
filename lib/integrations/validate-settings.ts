import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { collections, connections } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import type { FilterIssue } from "@/lib/filter/compile-filter";
import { validateFilter } from "@/lib/filter/validate-filter";
import { compileRowCondition } from "@/lib/mapping/compile-mapping";
import { parseTemplate } from "@/lib/mapping/parse-template";
import type { MappingRow } from "@/lib/mapping/schema";
import type { TemplateError } from "@/lib/mapping/template-error";
import type { PhoneSettings } from "@/lib/phone/schema";
import type { IntegrationSettings } from "./schema";

/** What is wrong with one part of the settings; `path` is that of the form's field, `code` names the message. */
export type SettingsIssue = { path: string; values?: Record<string, string | number> } & (
  | { kind: "destination"; code: "unknown_connection" | "unknown_collection" | "collection_of_another_connection" }
  | { kind: "template"; code: TemplateError["code"] }
  | { kind: "filter"; code: FilterIssue["code"] }
);

/**
 * Checks what the shape alone cannot tell: that the connection and the collection are the account's own and belong
 * together, and that every template and condition can be read. Gives all issues at once in the order of the page, so that
 * a form shows each at its field.
 */
export async function validateSettings(tx: Transaction, settings: IntegrationSettings): Promise<SettingsIssue[]> {
  return [
    ...(await destinationIssues(tx, settings)),
    ...settings.mapping.flatMap((row, index) => rowIssues(row, index, settings.phone)),
    ...filterIssues(settings),
    ...templateIssues("rules.taskTemplate", settings.rules.taskTemplate),
  ];
}

async function destinationIssues(tx: Transaction, settings: IntegrationSettings): Promise<SettingsIssue[]> {
  const { connectionId, collectionId } = settings;
  const wrong = (path: string, code: Extract<SettingsIssue, { kind: "destination" }>["code"]): SettingsIssue[] => [
    { kind: "destination", path, code },
  ];
  if (connectionId) {
    const [connection] = await tx
      .select({ id: connections.id })
      .from(connections)
      .where(and(eq(connections.id, connectionId), isNull(connections.deletedAt)));
    if (!connection) return wrong("connectionId", "unknown_connection");
  }
  if (!collectionId) return [];

  const [collection] = await tx
    .select({ connectionId: collections.connectionId })
    .from(collections)
    .where(and(eq(collections.id, collectionId), isNull(collections.deletedAt)));
  if (!collection) return wrong("collectionId", "unknown_collection");
  return collection.connectionId === connectionId ? [] : wrong("collectionId", "collection_of_another_connection");
}

function rowIssues({ template, condition }: MappingRow, index: number, phone: PhoneSettings): SettingsIssue[] {
  const read = condition ? compileRowCondition(condition, phone) : null;
  const path = read?.ok === false && read.issue.code === "bad_field" ? "field" : "values";
  return [
    ...templateIssues(`mapping.${index}.template`, template),
    ...(read?.ok === false
      ? [
          {
            kind: "filter" as const,
            path: `mapping.${index}.condition.${path}`,
            code: read.issue.code,
            values: { detail: read.issue.detail },
          },
        ]
      : []),
  ];
}

function templateIssues(path: string, text: string): SettingsIssue[] {
  const parsed = parseTemplate(text);
  if (parsed.ok) return [];
  const { code, position, args } = parsed.error;
  return [{ kind: "template", path, code, values: { ...args, position: position + 1 } }];
}

function filterIssues({ filter, phone }: IntegrationSettings): SettingsIssue[] {
  return validateFilter(filter, { phone }).map(({ groupIndex, conditionIndex, code, detail }) => {
    const condition = `filter.groups.${groupIndex}.conditions.${conditionIndex}`;
    const path = code === "bad_field" ? `${condition}.field` : `${condition}.values`;
    return { kind: "filter", path, code, values: { detail } };
  });
}
