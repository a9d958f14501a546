import { type Inngest, InngestCommHandler, type InngestFunction } from "inngest";
import { type FunctionConfig, readFunctionConfig } from "./function-config";

/** One call of a function: the body as an Inngest server sends it, and what identifies the call. */
type SdkCall = { fnId: string; stepId: string; runId: string; jobId: string; generation: number; body: unknown };

export type SdkResponse = { status: number; headers: Record<string, string>; body: string };

export interface SdkHandler {
  /** Runs a function up to where it needs the engine again. */
  call(call: SdkCall): Promise<SdkResponse>;
  /** What the functions declare; throws on what the engine does not support. */
  readConfigs(): Promise<FunctionConfig[]>;
}

type SdkRequest = { method: "POST" | "PUT"; url: URL; headers: Record<string, string>; body: unknown };

const ORIGIN = "https://engine.internal/api/inngest";

/**
 * Drives the SDK's own request handler inside this process, without HTTP and without building a `Request` and a `Response`
 * for every call. Nobody outside can reach it, so its calls carry no signature, which would cost a tenth of their
 * processor time; the handler that is served at `/api/inngest` demands one.
 */
export function createSdkHandler(client: Inngest.Any, functions: readonly InngestFunction.Any[]): SdkHandler {
  const send = new InngestCommHandler({
    skipSignatureValidation: true,
    frameworkName: "leadbox",
    client,
    functions,
    handler: (request: SdkRequest) => ({
      method: () => request.method,
      url: () => request.url,
      body: () => request.body as string,
      headers: (name: string) => request.headers[name.toLowerCase()] ?? null,
      transformResponse: ({ status, headers, body }: SdkResponse): SdkResponse => ({ status, headers, body }),
    }),
  }).createHandler<(request: SdkRequest) => Promise<SdkResponse>>();

  return {
    call({ fnId, stepId, runId, jobId, generation, body }) {
      const headers = {
        "x-run-id": runId,
        "x-request-id": jobId,
        "x-inngest-job-id": jobId,
        "x-inngest-generation-id": String(generation),
        "x-inngest-req-version": "-1",
      };
      return send({
        method: "POST",
        url: new URL(`${ORIGIN}?fnId=${encodeURIComponent(fnId)}&stepId=${stepId}`),
        headers,
        body,
      });
    },
    async readConfigs() {
      const headers = { "x-inngest-sync-kind": "in_band" };
      const { status, body } = await send({ method: "PUT", url: new URL(ORIGIN), headers, body: { url: ORIGIN } });
      if (status !== 200) throw new Error(`The Inngest SDK did not register its functions: ${status} ${body}`);
      return (JSON.parse(body) as { functions: unknown[] }).functions.map(readFunctionConfig);
    },
  };
}

/** A response's header, whatever the case of its name. */
export function headerOf({ headers }: SdkResponse, name: string): string | null {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  return found?.[1] ?? null;
}
