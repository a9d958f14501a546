import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeListener } from "./node-listener";

type Handle = (request: Request) => Promise<Response>;

/** Answers one call instead of the CRM, or in its name. */
export type Fault = (request: Request, handle: Handle) => Promise<Response> | Response;

/** A CRM's API on a port of its own, whose next answers can be replaced by faults. */
export type CrmServer = {
  origin: string;
  /** The next calls meet these faults, one each, in order. */
  next(...faults: Fault[]): void;
  /** The next call that changes data meets this fault. */
  nextWrite(fault: Fault): void;
  /** How many calls came. */
  calls(): number;
  close(): Promise<void>;
};

/** Serves a CRM's API on 127.0.0.1. Without `isWrite` every method but GET changes data. */
export async function startCrmServer(
  handle: Handle,
  { isWrite = ({ method }) => method !== "GET" }: { isWrite?: (request: Request) => boolean | Promise<boolean> } = {},
): Promise<CrmServer> {
  const faults: Fault[] = [];
  const writeFaults: Fault[] = [];
  let calls = 0;

  async function takeFault(request: Request) {
    const fault = faults.shift();
    if (fault || writeFaults.length === 0) return fault;
    return (await isWrite(request.clone())) ? writeFaults.shift() : undefined;
  }

  const server = createServer(
    toNodeListener(async (request) => {
      calls += 1;
      const fault = await takeFault(request);
      return fault ? fault(request, handle) : handle(request);
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    next: (...more) => {
      faults.push(...more);
    },
    nextWrite: (fault) => {
      writeFaults.push(fault);
    },
    calls: () => calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An answer of the given status. */
export function answers(status: number, body: unknown = {}, headers: Record<string, string> = {}): Fault {
  return () => Response.json(body, { status, headers });
}

/** A page where JSON is due, as proxies send. */
export function answersHtml(status: number): Fault {
  return () => new Response("<html><h1>Sign in</h1></html>", { status, headers: { "content-type": "text/html" } });
}

export function answersText(text: string): Fault {
  return () => new Response(text, { headers: { "content-type": "application/json" } });
}

/** No fault at all, for a call between two that meet one. */
export const passes: Fault = (request, handle) => handle(request);

/** Never answers. */
export function hangs(): Fault {
  return () => new Promise<never>(() => {});
}

/** Does the work, and breaks the connection off instead of answering. */
export function losesAnswer(): Fault {
  return async (request, handle) => {
    await handle(request);
    return new Response(
      new ReadableStream({
        pull: (controller) => controller.error(new Error("The answer is lost")),
      }),
    );
  };
}
