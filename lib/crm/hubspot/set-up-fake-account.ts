import { randomUUID } from "node:crypto";
import { afterEach, beforeEach } from "vitest";
import {
  createFakeHubspot,
  type FakeHubspot,
  type FakeHubspotOptions,
} from "@/e2e/support/crm/hubspot/create-fake-hubspot";
import { type Contract, openContract } from "../contract/contract";
import { createCrmHttp } from "../http";
import type { Fault } from "../testing/crm-server";
import { hubspot } from "./connector";

export const letsThrough: Fault = (request, handle) => handle(request);

/** What a new contact has besides its values. */
export const person = { responsibleId: null, requestId: randomUUID() };

/** For the tests of a file: an account of the stand-in with a key of its own, opened anew before each of them. */
export function setUpFakeAccount() {
  const opened: { crm: FakeHubspot; contract: Contract }[] = [];

  async function open(options: FakeHubspotOptions = {}) {
    const crm = createFakeHubspot({ key: `pat-eu1-${randomUUID()}`, ...options });
    opened.push({ crm, contract: await openContract(hubspot, async () => crm) });
  }

  function current() {
    const last = opened.at(-1);
    if (!last) throw new Error("No account is open outside of a test");
    return last;
  }

  beforeEach(() => open());
  afterEach(async () => {
    await Promise.all(opened.splice(0).map(({ contract }) => contract.close()));
  });

  return {
    /** Opens another account, which the test then goes on with. */
    open,
    get crm() {
      return current().crm;
    },
    get contract() {
      return current().contract;
    },
    /** Puts a contact into the account, and gives its id. */
    store: (properties: Record<string, string>) => current().crm.account.store.create("contacts", { properties }).id,
    openHttp() {
      const { origin } = current().contract.server;
      return createCrmHttp({
        connector: hubspot,
        address: { ownOrigin: "https://leads.example", privateHosts: [new URL(origin).host] },
        gateway: origin,
        secrets: [],
      });
    },
  };
}
