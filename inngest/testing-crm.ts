import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { JsonObject } from "@/lib/json";

/** One call that reached the test CRM. */
type TestCrmCall = { method: string; path: string; token: string };

type Answer = (request: Request) => Promise<Response>;

/** The trial CRM behind HTTP, which counts its calls and lets a test look at each before it is answered. */
export async function startTestCrm() {
  let answer: Answer = async () => new Response(null, { status: 503 });
  const calls: TestCrmCall[] = [];
  const hooks: {
    before: (call: TestCrmCall, body: string) => Promise<string | undefined>;
    after: (call: TestCrmCall) => Promise<void>;
  } = {
    before: async () => undefined,
    after: async () => {},
  };

  const server = createServer((request, response) => {
    void respond(request, response).catch(() => response.destroy());
  });
  async function respond(request: IncomingMessage, response: ServerResponse) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    const call = {
      method: request.method ?? "",
      path: url.pathname.replace("/api/trial-crm/v1", ""),
      token: (request.headers.authorization ?? "").replace("Bearer ", ""),
    };
    calls.push(call);
    const sent = Buffer.concat(chunks).toString();
    const body = (await hooks.before(call, sent)) ?? sent;
    const answered = await answer(
      new Request(url, {
        method: request.method,
        headers: { authorization: request.headers.authorization ?? "", "content-type": "application/json" },
        body: body || undefined,
      }),
    );
    await hooks.after(call);
    const text = await answered.text();
    response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(text);
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  return {
    port,
    address: `http://127.0.0.1:${port}/api/trial-crm/v1`,
    calls,
    hooks,
    answerBy(handler: Answer) {
      answer = handler;
    },
    callsOf: ({ token }: { token: string }) => calls.filter((call) => call.token === token),
    /** Makes a record as somebody who works in the CRM would; not counted. */
    async create({ token }: { token: string }, path: "/contacts" | "/deals", record: JsonObject): Promise<string> {
      const answered = await answer(
        new Request(`http://127.0.0.1:${port}/api/trial-crm/v1${path}`, {
          method: "POST",
          headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
          body: JSON.stringify(record),
        }),
      );
      const body = (await answered.json()) as { id?: string };
      if (!body.id) throw new Error(`The test CRM refused a record: ${JSON.stringify(body)}`);
      return body.id;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
