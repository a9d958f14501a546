import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { collections, connections } from "@/db/schema";
import type { Transaction } from "@/db/with-account";
import type { CrmDirectory } from "@/lib/crm/types";
import type { FilterIssue } from "@/lib/filter/compile-filter";
import { validateFilter } from "@/lib/filter/validate-filter";
import { compileRowCondition } from "@/lib/mapping/compile-mapping";
import { parseTemplate } from "@/lib/mapping/parse-template";
import type { MappingRow } from "@/lib/mapping/schema";
import type { TemplateError } from "@/lib/mapping/template-error";
import type { PhoneSettings } from "@/lib/phone/schema";
import type { Rules } from "@/lib/rules/schema";
import type { IntegrationSettings } from "./schema";

/** What is wrong with one part of the settings; `path` is that of the form's field, `code` names the message. */
export type SettingsIssue = { path: string; values?: Record<string, string | number> } & (
  | { kind: "destination"; code: DestinationIssueCode }
  | { kind: "template"; code: TemplateError["code"] }
  | { kind: "filter"; code: FilterIssue["code"] }
);

type DestinationIssueCode =
  | "unknown_connection"
  | "unknown_collection"
  | "collection_of_another_connection"
  | "unknown_responsible"
  | "inactive_responsible"
  | "unknown_pipeline";

/**
 * Checks what the shape alone cannot tell: that the connection and the collection are the account's own and belong
 * together, that the CRM has the users and pipelines of the rules, and that every template and condition can be read. Gives all issues at once in the order of the page, so that
 * a form shows each at its field.
 */
export async function validateSettings(tx: Transaction, settings: IntegrationSettings): Promise<SettingsIssue[]> {
  const destination = await findDestination(tx, settings);
  return [
    ...destinationIssues(settings, destination),
    ...settings.mapping.flatMap((row, index) => rowIssues(row, index, settings.phone)),
    ...filterIssues(settings),
    ...templateIssues("rules.taskTemplate", settings.rules.taskTemplate),
    ...rulesIssues(settings.rules, destination.connection?.directory ?? null),
  ];
}

function destinationIssues(
  { connectionId, collectionId }: IntegrationSettings,
  { connection, collection }: Destination,
) {
  if (connectionId && !connection) return [wrong("connectionId", "unknown_connection")];
  if (!collectionId) return [];
  if (!collection) return [wrong("collectionId", "unknown_collection")];
  const isOfConnection = collection.connectionId === connectionId;
  return isOfConnection ? [] : [wrong("collectionId", "collection_of_another_connection")];
}

type Destination = Awaited<ReturnType<typeof findDestination>>;

async function findDestination(tx: Transaction, { connectionId, collectionId }: IntegrationSettings) {
  return {
    connection: connectionId ? await findConnection(tx, connectionId) : null,
    collection: collectionId ? await findCollection(tx, collectionId) : null,
  };
}

async function findConnection(tx: Transaction, id: string) {
  const [connection] = await tx
    .select({ directory: connections.directory })
    .from(connections)
    .where(and(eq(connections.id, id), isNull(connections.deletedAt)));
  return connection ?? null;
}

async function findCollection(tx: Transaction, id: string) {
  const [collection] = await tx
    .select({ connectionId: collections.connectionId })
    .from(collections)
    .where(and(eq(collections.id, id), isNull(collections.deletedAt)));
  return collection ?? null;
}

/** Users and pipelines are named by the ids of the chosen CRM; without its directory nothing can be named. */
function rulesIssues({ defaultResponsibleId, activePipelineIds }: Rules, directory: CrmDirectory | null) {
  const issues: SettingsIssue[] = [];
  const responsible = directory?.users.find(({ id }) => id === defaultResponsibleId);
  if (defaultResponsibleId !== null && !responsible?.isActive) {
    issues.push(wrong("rules.defaultResponsibleId", responsible ? "inactive_responsible" : "unknown_responsible"));
  }
  const known = new Set(directory?.pipelines.map(({ id }) => id));
  if (activePipelineIds.some((id) => !known.has(id))) {
    issues.push(wrong("rules.activePipelineIds", "unknown_pipeline"));
  }
  return issues;
}

function wrong(path: string, code: DestinationIssueCode): SettingsIssue {
  return { kind: "destination", path, code };
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
