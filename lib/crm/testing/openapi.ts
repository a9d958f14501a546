import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { OpenAPIBackend, type Request as OpenApiRequest } from "openapi-backend";
import { PROJECT_ROOT } from "@/lib/project-root";

/** Vendors' documents stand beside the project where engineers work, and nowhere else. */
const FOLDER = path.join(PROJECT_ROOT, "../shared/crm/openapi");

/** Checks a request against a vendor's OpenAPI document; the problems in words, none when it is right. */
export type OpenApiCheck = (request: Request) => Promise<string[]>;

/**
 * The check of one document, such as `pipedrive/v2.needed.strict.json`; null where the documents are not at hand, which the test says.
 * `apiRoot` is what stands before the document's paths in an address.
 */
export async function loadOpenApi(document: string, { apiRoot }: { apiRoot: string }): Promise<OpenApiCheck | null> {
  const file = path.join(FOLDER, document);
  if (!existsSync(file)) return null;
  const api = new OpenAPIBackend({
    definition: JSON.parse(readFileSync(file, "utf8")),
    apiRoot,
    quick: true,
    ajvOpts: { strict: false, allErrors: true, validateFormats: false },
  });
  await api.init();

  return async (request) => {
    const asked = await toOpenApiRequest(request);
    const operation = api.matchOperation(asked);
    if (!operation) return [`${asked.method} ${asked.path} is no operation of ${document}`];
    const { errors } = api.validateRequest(asked, operation);
    return (errors ?? []).map(({ instancePath, message, params }) =>
      [asked.method, asked.path, instancePath, message, JSON.stringify(params)].join(" "),
    );
  };
}

async function toOpenApiRequest(request: Request): Promise<OpenApiRequest> {
  const { pathname, searchParams } = new URL(request.url);
  const text = await request.clone().text();
  return {
    method: request.method,
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: Object.fromEntries(request.headers),
    body: text === "" ? undefined : text,
  };
}
