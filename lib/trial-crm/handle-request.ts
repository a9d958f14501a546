import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { withAccount } from "@/db/with-account";
import { readBody } from "@/lib/crm/read-body";
import { TRIAL_API_PATH } from "@/lib/crm/trial/settings";
import { sanitizeJson } from "@/lib/intake/sanitize-json";
import { TrialApiError } from "./api-error";
import { takeLostAnswer, throwFailure } from "./faults";
import { getTrialCrmByToken } from "./find-trial-crm";
import { getTrialRoute } from "./routes";

const BODY_BYTES_MAX = 1024 * 1024;

/**
 * Answers a call to the API of the «Пробна CRM» (docs/crm/trial.md), with the faults that its settings ask for. What a call
 * does is done whole or not at all.
 */
export async function handleTrialRequest(request: Request): Promise<Response> {
  try {
    return await answer(request);
  } catch (error) {
    if (error instanceof TrialApiError) return error.toResponse();
    throw error;
  }
}

async function answer(request: Request) {
  const url = new URL(request.url);
  const crm = await getTrialCrmByToken(request.headers.get("authorization"));
  const path = url.pathname.slice(url.pathname.indexOf(TRIAL_API_PATH) + TRIAL_API_PATH.length);
  const { route, id } = getTrialRoute(request.method, path, url.searchParams);

  if (crm.faults.delayMs) await sleep(crm.faults.delayMs);
  await throwFailure(crm, route);

  const body = await readJson(request);
  const { result, isLost } = await withAccount(crm.accountId, async (tx) => ({
    result: await route.run({ tx, crm, id, query: url.searchParams, body }),
    isLost: await takeLostAnswer(tx, crm, route),
  }));
  return isLost ? createBrokenResponse() : Response.json(result.body, { status: result.status ?? 200 });
}

async function readJson(request: Request): Promise<unknown> {
  if (!request.body) return undefined;
  const { text, isWhole } = await readBody(request.body, BODY_BYTES_MAX);
  if (!isWhole) throw new TrialApiError(413, "too_large", "The body is larger than 1 MiB");
  if (text === "") return undefined;
  try {
    return sanitizeJson(JSON.parse(text), text).value;
  } catch {
    throw new TrialApiError(400, "bad_json", "The body is not JSON");
  }
}

/** An answer that breaks off: the server destroys the connection when the body fails. */
function createBrokenResponse() {
  const body = new ReadableStream({
    pull(controller) {
      controller.error(new Error("The answer is lost on purpose"));
    },
  });
  return new Response(body, { status: 200, headers: { "content-type": "application/json" } });
}
