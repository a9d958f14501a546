import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { answers, type Fault } from "../testing/crm-server";
import { letsThrough, person, setUpFakeAccount } from "./set-up-fake-account";

const fake = setUpFakeAccount();

describe("the account", () => {
  it("owners of all pages are users", async () => {
    const more = Array.from({ length: 250 }, (_, index) => ({
      id: String(80_000 + index),
      firstName: `Менеджер ${index}`,
    }));
    fake.crm.account.owners.push(...more);
    const { users } = await fake.contract.connect().readDirectory();
    expect(users).toHaveLength(253);
    expect(users.at(-1)).toEqual({ id: "80249", name: "Менеджер 249", email: null, isActive: true });
  });

  it("an owner who has neither name nor e-mail is known by the id", async () => {
    fake.crm.account.owners.splice(0, fake.crm.account.owners.length, { id: "1" });
    await expect(fake.contract.connect().readDirectory()).resolves.toMatchObject({ users: [{ id: "1", name: "1" }] });
  });

  it("says which rights the key lacks, where HubSpot tells", async () => {
    await fake.open({ tokenScopes: ["crm.objects.contacts.read", "crm.objects.contacts.write"] });
    const { notices } = await fake.contract.connect().verify();
    expect(notices).toEqual([
      {
        code: "missing_scopes",
        detail: "crm.objects.deals.read, crm.objects.deals.write, crm.schemas.contacts.read, crm.schemas.deals.read",
      },
      { code: "users_hidden", detail: "crm.objects.owners.read" },
    ]);
  });

  it("says it by trying where HubSpot does not tell, and is read without its users", async () => {
    const scopes = [
      "crm.objects.contacts.read",
      "crm.objects.deals.read",
      "crm.schemas.contacts.read",
      "crm.schemas.deals.read",
    ];
    await fake.open({ scopes });
    const session = fake.contract.connect();
    await expect(session.verify()).resolves.toMatchObject({
      name: "HubSpot 4455667",
      notices: [{ code: "users_hidden", detail: "crm.objects.owners.read" }],
    });
    await expect(session.readDirectory()).resolves.toMatchObject({ users: [], pipelines: [{ id: "default" }, {}] });
    const error = await failureOf(session.createContact({ ...person, values: { name: "Олена" } }));
    expect(error).toMatchObject({ kind: "hold", status: 403 });
    expect(error.message).toContain("crm.objects.contacts.write");
  });

  it("a right that is there is not reported", async () => {
    await expect(fake.contract.connect().verify()).resolves.toMatchObject({ notices: [] });
  });

  it("records open where HubSpot says so, and then nothing more is asked", async () => {
    fake.crm.account.givesUrls = true;
    fake.contract.calls.length = 0;
    const session = fake.contract.connect();
    const contact = await session.createContact({ ...person, values: { name: "Олена" } });
    const deal = await session.createDeal(fake.contract.newDeal(contact.id));
    expect(contact.url).toBe(`https://app-eu1.hubspot.com/contacts/4455667/contacts/${contact.id}`);
    expect(deal.url).toBe(`https://app-eu1.hubspot.com/contacts/4455667/deals/${deal.id}`);
    expect(fake.contract.calls.map(({ path }) => path)).toEqual(["/contacts", "/deals"]);
  });

  it("the account is asked once for the addresses of a session", async () => {
    fake.contract.calls.length = 0;
    const session = fake.contract.connect();
    const contact = await session.createContact({ ...person, values: { name: "Олена" } });
    await session.createDeal(fake.contract.newDeal(contact.id));
    expect(fake.contract.calls.map(({ path }) => path)).toEqual(["/contacts", "/account", "/deals"]);
  });

  it("the account is asked once for all sessions of a key", async () => {
    const create = async () => {
      fake.contract.calls.length = 0;
      const ref = await fake.contract.connect().createContact({ ...person, values: { name: "Олена" } });
      return { ref, paths: fake.contract.calls.map(({ path }) => path) };
    };
    const first = await create();
    const second = await create();
    expect([first.paths, second.paths]).toEqual([["/contacts", "/account"], ["/contacts"]]);
    expect(second.ref.url).toBe(`https://app-eu1.hubspot.com/contacts/4455667/record/0-1/${second.ref.id}`);
    await fake.open();
    expect((await create()).paths).toEqual(["/contacts", "/account"]);
  });

  it("records have no address when the account cannot be read, and are written all the same", async () => {
    const refusesAccount: Fault = (request, handle) =>
      request.url.includes("account-info") ? answers(403)(request, handle) : handle(request);
    fake.contract.server.next(letsThrough, refusesAccount);
    const ref = await fake.contract.connect().createContact({ ...person, values: { name: "Олена" } });
    expect(ref.url).toBeNull();
    expect(fake.crm.records().contacts).toHaveLength(1);
  });
});
