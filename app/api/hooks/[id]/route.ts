import { getEnv } from "@/lib/env";
import { readWebBody } from "@/lib/intake/read-body";
import { toRemoteAddress } from "@/lib/intake/remote-address";
import { receiveEvent } from "@/lib/leads/receive-event";

export const dynamic = "force-dynamic";

/** Receives events where Next.js runs without the project's own server in front of it. */
async function handle(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const headers = Object.fromEntries(request.headers);
  const answer = await receiveEvent({
    hookId: (await params).id,
    method: request.method,
    headers,
    remoteAddress: toRemoteAddress({ headers, socketAddress: null, trustsProxy: getEnv().TRUST_PROXY }),
    readBody: () => readWebBody(request),
  });
  if (!answer) return new Response(null, { status: 400 });
  const body = request.method === "HEAD" ? null : answer.body;
  return new Response(body, { status: answer.status, headers: answer.headers });
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
