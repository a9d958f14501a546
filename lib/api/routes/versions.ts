import "server-only";
import { z } from "zod";
import { findVersion, listVersions, restoreVersion, type VersionView } from "@/lib/integrations/versions";
import { basisSchema, takeBasis } from "../basis";
import { defineRoute, idParams } from "../define-route";
import { pageOf, pageQuery, readCursor, toCursor } from "../paging";
import { ApiProblem } from "../problem";
import * as shapes from "../shapes";
import { getIntegration } from "./integrations";
import { toPublication } from "./settings";

const versionNumber = z.coerce.number().int().min(1).max(1_000_000_000);
const versionParams = idParams.extend({ version: versionNumber });

/** The history of an integration's settings. */
export const VERSION_ROUTES = [
  defineRoute({
    tag: "versions",
    operationId: "listVersions",
    method: "GET",
    path: "/integrations/{id}/versions",
    scope: "integrations:read",
    params: idParams,
    query: pageQuery,
    answer: pageOf(shapes.settingsVersion),
    problems: ["not_found"],
    async handle({ params: { id }, query: { limit, cursor }, read }) {
      const before = readCursor(cursor, versionNumber);
      const found = await read(async (tx) => {
        await getIntegration(tx, id);
        return listVersions(tx, { integrationId: id, before, limit: limit + 1 });
      });
      const items = found.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map(toVersion),
        next: last && found.length > limit ? toCursor(String(last.version)) : null,
      };
    },
  }),
  defineRoute({
    tag: "versions",
    operationId: "readVersion",
    method: "GET",
    path: "/integrations/{id}/versions/{version}",
    scope: "integrations:read",
    params: versionParams,
    answer: shapes.settingsVersion,
    problems: ["not_found"],
    async handle({ params: { id, version }, read }) {
      const found = await read(async (tx) => {
        await getIntegration(tx, id);
        return findVersion(tx, { integrationId: id, version });
      });
      if (!found) throw new ApiProblem("not_found");
      return toVersion(found);
    },
  }),
  defineRoute({
    tag: "versions",
    operationId: "restoreVersion",
    method: "POST",
    path: "/integrations/{id}/versions/{version}/restore",
    scope: "integrations:write",
    params: versionParams,
    body: z.object({ basis: basisSchema.optional() }).optional(),
    answer: shapes.publication,
    problems: ["not_found", "conflict", "basis_required", "invalid_settings"],
    example: { basis: "3" },
    handle(call) {
      const { caller, locale, params, body, change } = call;
      const basis = takeBasis(call, body?.basis);
      return change(async (tx) => toPublication(await restoreVersion(tx, { ...caller, ...params, basis }), locale));
    },
  }),
];

function toVersion({ createdAt, ...version }: VersionView) {
  return { ...version, createdAt: createdAt.toISOString() };
}
