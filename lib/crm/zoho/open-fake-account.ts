import { onTestFinished } from "vitest";
import { createFakeZoho, type FakeZoho, type FakeZohoOptions } from "@/e2e/support/crm/zoho/create-fake-zoho";
import { createCrmHttp } from "../http";
import { readGrant } from "../read-grant";
import { type CrmServer, type Fault, startCrmServer } from "../testing/crm-server";
import type { CrmSession } from "../types";
import { zoho } from "./connector";

/** For one test: a session over a fake of its own; its directory is read once, as a connection's is. */
export async function openFakeAccount(options: FakeZohoOptions = {}) {
  const fake = createFakeZoho(options);
  const server = await startCrmServer(fake.handle, { isWrite: fake.isWrite });
  onTestFinished(() => server.close());
  const settings = fake.toSettings(server.origin);
  const http = createHttp(server, settings);
  const directory = await zoho.connect(settings, http, null).readDirectory();
  const connect = (): CrmSession => zoho.connect(settings, createHttp(server, settings), directory);
  return { fake, server, http, connect, session: zoho.connect(settings, http, directory) };
}

function createHttp(server: CrmServer, settings: Record<string, unknown>) {
  const address = { ownOrigin: "https://leads.example", privateHosts: [new URL(server.origin).host] };
  const loose = createCrmHttp({ connector: zoho, address, gateway: server.origin, secrets: [] });
  let token: string | null = null;
  return createCrmHttp({
    connector: { ...zoho, limits: { requestsPerSecond: 2000 } },
    address,
    gateway: server.origin,
    secrets: [],
    tokens: {
      async get(from) {
        token ??= readGrant(settings)?.accessToken ?? "";
        if (from?.refused === token && zoho.tokens) {
          token = (await zoho.tokens.renew({ settings, grant: null, app: null }, loose)).accessToken;
        }
        return token;
      },
    },
  });
}

/** Puts a contact into the account, and gives its id. */
export async function addContact(fake: FakeZoho, contact: Record<string, unknown>): Promise<string> {
  const id = fake.store.nextId();
  fake.store.save("Contacts", { id, ...contact });
  return id;
}

/** Lets other writes through until the one of the path comes. */
export function onPath(server: CrmServer, path: RegExp, fault: Fault): Fault {
  return (request, handle) => {
    if (path.test(new URL(request.url).pathname)) return fault(request, handle);
    server.nextWrite(onPath(server, path, fault));
    return handle(request);
  };
}
