import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { FAKE_CRMS, type VendorProvider } from "@/e2e/support/crm/fakes";
import { PROJECT_ROOT } from "@/lib/project-root";
import { openContract } from "./contract/contract";
import { CRM_CONNECTORS } from "./registry";

const HEADS = ["CRM", "connected by", "tasks", "notes", "tags", "source", "UTM", "links", "calls a second", "docs"];

it("the README's table says what each connector does", async () => {
  const rows = await Promise.all((Object.keys(FAKE_CRMS) as VendorProvider[]).map(toRow));
  const readme = readFileSync(path.join(PROJECT_ROOT, "README.md"), "utf8");
  const stated = readme
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map(toCells);
  for (const row of [HEADS, ...rows]) expect(stated).toContainEqual(row);
});

async function toRow(provider: VendorProvider): Promise<string[]> {
  const { label, isBeta, consent, tokens, limits, settingsSchema } = CRM_CONNECTORS[provider];
  const fake = FAKE_CRMS[provider]();
  const contract = await openContract(CRM_CONNECTORS[provider], async () => fake);
  await contract.close();
  const has = (key: string) =>
    contract.directory.fields.some((field) => `${field.entity}.${field.key}` === key) ? "yes" : "–";
  const hasUtm = contract.directory.fields.some(({ key, label }) => /utm/i.test(`${key} ${label}`));
  const isUser = "password" in settingsSchema.shape;
  const byKey = isUser ? "user and password" : tokens?.isOnlyWay ? "self client" : "key";
  return [
    isBeta ? `${label} (beta)` : label,
    consent ? `${byKey}, consent page` : byKey,
    fake.hasTasks === false ? "next contact on the card" : "yes",
    has("contact.note") === "–" ? "–" : fake.readNotes ? "records" : "field",
    has("contact.tags"),
    has("deal.source"),
    hasUtm ? "yes" : "custom fields",
    "dealPage" in settingsSchema.shape ? "by a page the customer names" : "yes",
    String(Math.round(limits.requestsPerSecond * 100) / 100),
    `[en](docs/crm/${provider}.md), [uk](docs/crm/${provider}.uk.md)`,
  ];
}

function toCells(line: string) {
  return line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}
