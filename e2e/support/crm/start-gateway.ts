import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { toNodeListener } from "@/lib/crm/testing/node-listener";
import { FAKE_CRMS } from "./fakes";

/** Where a journey asks what a CRM holds: this path, and the provider. */
export const RECORDS_PATH = "/records/";

/** The vendors' CRMs of one run of the journeys behind one address, as `CRM_GATEWAY_URL` names it. */
export async function startGateway(): Promise<{ url: string; stop(): Promise<void> }> {
  const crms = Object.entries(FAKE_CRMS).map(([provider, create]) => ({ provider, crm: create() }));
  const server = createServer(
    toNodeListener(async (request) => {
      const { hostname, pathname } = new URL(request.url);
      if (pathname.startsWith(RECORDS_PATH)) {
        const asked = crms.find(({ provider }) => provider === pathname.slice(RECORDS_PATH.length));
        return Response.json(asked?.crm.records() ?? null);
      }
      const meant = crms.find(({ crm }) => crm.serves(hostname));
      return meant ? meant.crm.handle(request) : new Response(`No CRM answers at ${hostname}`, { status: 502 });
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      await Promise.all(crms.map(({ crm }) => crm.close()));
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
