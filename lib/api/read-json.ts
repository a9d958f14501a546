import { readBody } from "@/lib/crm/read-body";
import { BODY_BYTES_MAX, BODY_DEPTH_MAX } from "@/lib/intake/body-limits";
import { keepLongNumbers } from "@/lib/intake/keep-long-numbers";
import { sanitizeJson } from "@/lib/intake/sanitize-json";
import { scanJson } from "@/lib/intake/scan-json";
import type { JsonValue } from "@/lib/json";
import { ApiProblem } from "./problem";

const JSON_TYPE = /^application\/(json|[\w.-]+\+json)\s*(;|$)/i;

/**
 * The body of a call; undefined when there is none. It is counted while it is read, and what is too much is not.
 *
 * @throws ApiProblem for another kind of body, one that is too large, and one that is not JSON.
 */
export async function readJson(request: Request): Promise<JsonValue | undefined> {
  if (!request.body) return undefined;
  const { text, isWhole } = await readBody(request.body, BODY_BYTES_MAX);
  if (!isWhole) throw new ApiProblem("body_too_large");
  if (text === "") return undefined;

  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (!JSON_TYPE.test(request.headers.get("content-type") ?? "") || encoding !== "identity") {
    throw new ApiProblem("unsupported_type");
  }
  const scan = scanJson(text);
  if (scan.depth > BODY_DEPTH_MAX) throw new ApiProblem("bad_json");
  const exact = scan.hasLongNumber ? keepLongNumbers(text).text : text;
  try {
    return sanitizeJson(JSON.parse(exact), exact).value;
  } catch {
    throw new ApiProblem("bad_json");
  }
}
