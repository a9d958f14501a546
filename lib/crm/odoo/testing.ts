import { randomUUID } from "node:crypto";
import { onTestFinished } from "vitest";
import { createFakeOdoo, type FakeOdoo } from "@/e2e/support/crm/odoo/create-fake-odoo";
import { createCallGate } from "../call-gate";
import { createCrmHttp } from "../http";
import { startCrmServer } from "../testing/crm-server";
import type { CrmCall, CrmDirectory, CrmSettings, FieldValue } from "../types";
import { odoo } from "./connector";

export const VERSIONS = [17, 18, 19] as const;
export const requestId = "01a2-request";
export const phone = { kind: "phone", value: "+380671112233" } as const;

/** An account of its own: what is remembered of one is remembered for its key. */
export function createOdoo(options: Parameters<typeof createFakeOdoo>[0] = {}) {
  return createFakeOdoo({ apiKey: randomUUID(), ...options });
}

/** A session with the fake, without limits of its own. */
export async function openOdoo(fake: FakeOdoo, settings: CrmSettings = {}, directory: CrmDirectory | null = null) {
  const server = await startCrmServer(fake.handle, { isWrite: fake.isWrite });
  onTestFinished(() => server.close());
  const calls: CrmCall[] = [];
  const http = createCrmHttp({
    connector: odoo,
    address: { ownOrigin: "https://leads.example", privateHosts: [] },
    gateway: server.origin,
    secrets: [String(fake.form.apiKey)],
    gate: createCallGate({ requestsPerSecond: 10_000 }),
    onCall: (call) => calls.push(call),
  });
  return { fake, server, calls, http, session: odoo.connect({ ...fake.form, ...settings }, http, directory) };
}

/** A connection as the steps of leads use it, each with a session of its own, and of which the process knows nothing yet. */
export async function openConnection(fake: FakeOdoo, { version }: { version: (typeof VERSIONS)[number] }) {
  const directory = await (await openOdoo(createOdoo({ version }))).session.readDirectory();
  const { http, calls, server } = await openOdoo(fake);
  return { fake, directory, calls, server, connect: () => odoo.connect(fake.form, http, directory) };
}

export async function openDeal(fake: FakeOdoo, values: Record<string, FieldValue> = {}) {
  const opened = await openOdoo(fake);
  const contact = await opened.session.createContact(contactOf({ name: "Іван", phone: phone.value }));
  const deal = await opened.session.createDeal({ ...dealOf(contact.id), values });
  return { ...opened, contactId: contact.id, dealId: deal.id };
}

export function contactOf(values: Record<string, FieldValue>) {
  return { values, responsibleId: null, requestId };
}

export function dealOf(contactId: string) {
  return { contactId, values: {}, pipelineId: null, stageId: null, responsibleId: null, requestId };
}
