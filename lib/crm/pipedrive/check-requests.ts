import type { ContractCrm } from "../contract/contract";
import { loadOpenApi, type OpenApiCheck } from "../testing/openapi";

/** What the connector asks for. */
const OPERATIONS = [
  "GET /api/v1/users",
  "GET /api/v1/users/me",
  "GET /api/v1/notes",
  "POST /api/v1/notes",
  "GET /api/v2/pipelines",
  "GET /api/v2/stages",
  "GET /api/v2/personFields",
  "GET /api/v2/dealFields",
  "GET /api/v2/persons",
  "POST /api/v2/persons",
  "GET /api/v2/persons/1",
  "PATCH /api/v2/persons/1",
  "GET /api/v2/persons/search",
  "GET /api/v2/deals",
  "POST /api/v2/deals",
  "GET /api/v2/deals/1",
  "PATCH /api/v2/deals/1",
  "GET /api/v2/activities",
  "POST /api/v2/activities",
];

/** For tests: holds every request to an account against Pipedrive's OpenAPI documents; null where they are not at hand. */
export const checkRequest = await loadChecks();

/** The account, and what the documents do not allow of the requests that it got. */
export function withChecks<T extends ContractCrm>(crm: T): { crm: T; problems: string[]; checked: string[] } {
  const problems: string[] = [];
  const checked: string[] = [];
  const handle: ContractCrm["handle"] = async (request) => {
    if (checkRequest) {
      problems.push(...(await checkRequest(request.clone())));
      checked.push(`${request.method} ${new URL(request.url).pathname}`);
    }
    return crm.handle(request);
  };
  return { crm: { ...crm, handle }, problems, checked };
}

async function loadChecks(): Promise<OpenApiCheck | null> {
  const v1 = await loadOpenApi("pipedrive/v1.needed.strict.json", { apiRoot: "/api/v1" });
  const v2 = await loadOpenApi("pipedrive/v2.needed.strict.json", { apiRoot: "/api/v2" });
  if (!v1 || !v2) return null;
  const check: OpenApiCheck = (request) =>
    new URL(request.url).pathname.startsWith("/api/v1/") ? v1(request) : v2(request);
  // Each operation is compiled when it is first asked for, which takes longer than a call under test may.
  for (const operation of OPERATIONS) {
    const [method, path] = operation.split(" ");
    await check(new Request(`https://api.pipedrive.com${path}`, { method }));
  }
  return check;
}
