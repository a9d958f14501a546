import "server-only";
import { z } from "zod";
import { buildDocument } from "../build-document";
import { type ApiRoute, defineRoute } from "../define-route";

/** The route of the document that describes the others and itself. */
export function createDocumentRoute(others: readonly ApiRoute[]): ApiRoute {
  const route: ApiRoute = defineRoute({
    operationId: "readDocument",
    tag: "document",
    method: "GET",
    path: "/openapi.json",
    scope: null,
    answer: z.record(z.string(), z.unknown()),
    handle: async ({ locale }) => ({ ...buildDocument([...others, route], locale) }),
  });
  return route;
}
