import { randomUUID } from "node:crypto";
import { describe } from "vitest";
import { createFakeOdoo } from "@/e2e/support/crm/odoo/create-fake-odoo";
import { describeContract } from "../contract/describe-contract";
import { odoo } from "./connector";

/** 17 and 18 speak JSON-RPC, 19 has one phone to a contact and speaks JSON-2. */
describe.each([17, 18, 19] as const)("Odoo %i", (version) => {
  describeContract(odoo, async () => createFakeOdoo({ version, apiKey: randomUUID() }));
});
