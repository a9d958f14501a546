import { createFakeBitrix24 } from "@/e2e/support/crm/bitrix24/create-fake-bitrix24";
import type { AccessTokens } from "../access-tokens";
import { createCrmHttp } from "../http";
import { listSecrets } from "../settings";
import { startCrmServer } from "../testing/crm-server";
import type { CrmCall, CrmDirectory, CrmSettings } from "../types";
import { bitrix24 } from "./connector";

type Options = { settings?: CrmSettings; directory?: CrmDirectory | null; tokens?: AccessTokens | null };

/** A fake portal behind a server. Every session and every `http` has a gate of its own, so that no test waits for another's pause. */
export async function openFakePortal() {
  const portal = createFakeBitrix24();
  const server = await startCrmServer(portal.handle, { isWrite: portal.isWrite });
  const calls: CrmCall[] = [];

  function createHttp({ settings = portal.toSettings(server.origin), tokens = null }: Options = {}) {
    return createCrmHttp({
      connector: bitrix24,
      address: { ownOrigin: "https://leads.example", privateHosts: [] },
      gateway: server.origin,
      secrets: listSecrets(bitrix24.settingsSchema, settings),
      tokens,
      onCall: (call) => calls.push(call),
    });
  }

  return {
    portal,
    server,
    calls,
    createHttp,
    connect({ directory = null, ...options }: Options = {}) {
      const settings = options.settings ?? portal.toSettings(server.origin);
      return bitrix24.connect(settings, createHttp(options), directory);
    },
  };
}

export type FakePortal = Awaited<ReturnType<typeof openFakePortal>>;
