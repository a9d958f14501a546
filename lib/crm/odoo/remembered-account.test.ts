import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { answers } from "../testing/crm-server";
import { contactOf, createOdoo, dealOf, openConnection, phone, VERSIONS } from "./testing";

describe("what the process remembers of an account", () => {
  it.each([
    [17, 7, 3],
    [18, 7, 3],
    [19, 6, 3],
  ] as const)(
    "of Odoo %i makes a new lead of three steps cost %i calls at first, and %i from then on",
    async (version, first, later) => {
      const { connect, calls, directory } = await openConnection(createOdoo({ version }), { version });
      const countCalls = async (lead: string) => {
        calls.length = 0;
        // Every step has a session of its own.
        await connect().findContacts({ kind: "phone", value: lead });
        const contact = await connect().createContact(contactOf({ name: "Іван", phone: lead }));
        await connect().createDeal({ ...dealOf(contact.id), pipelineId: directory.pipelines[0]?.id ?? null });
        return calls.length;
      };
      expect([await countCalls("+380671112233"), await countCalls("+380671112244")]).toEqual([first, later]);
    },
  );

  it.each(VERSIONS)("of Odoo %i does no harm when a field or a choice is gone meanwhile", async (version) => {
    const { fake, connect } = await openConnection(createOdoo({ version }), { version });
    const values = { name: "Іван", phone: phone.value, x_story: "Є", x_channel: "viber" };
    await connect().createContact(contactOf({ ...values, x_chat_url: "https://chat.example" }));
    fake.removeField("res.partner", "x_chat_url");
    await expect(connect().findContacts(phone)).resolves.toHaveLength(1);
    fake.removeField("res.partner", "x_age");
    fake.removeChoice("res.partner", "x_channel", "viber");
    const { id } = await connect().createContact(contactOf({ ...values, x_age: 30 }));
    const contact = await connect().getContact(id);
    expect(contact?.values).toMatchObject({ x_story: "Є" });
    expect(contact?.values).not.toHaveProperty("x_channel");
    expect(fake.records().contacts).toHaveLength(2);
  });

  it.each(VERSIONS)("of Odoo %i sends nothing twice that Odoo refuses for another reason", async (version) => {
    const { server, calls, connect } = await openConnection(createOdoo({ version }), { version });
    await connect().createContact(contactOf({ name: "Іван" }));
    for (const status of [401, 404, 422, 500]) {
      calls.length = 0;
      server.nextWrite(answers(status, { message: "Ні" }));
      await expect(failureOf(connect().createContact(contactOf({ name: "Іван" })))).resolves.toMatchObject({ status });
      expect(calls.filter(({ path }) => path.endsWith("/create"))).toHaveLength(1);
    }
  });

  it("is asked anew when the server was upgraded to one without JSON-RPC", async () => {
    const old = createOdoo({ version: 18 });
    const upgraded = createOdoo({ version: 19, isJsonRpcGone: true, apiKey: String(old.form.apiKey) });
    let current = old;
    const { connect, calls } = await openConnection(
      { ...old, handle: (request) => current.handle(request) },
      { version: 18 },
    );
    await connect().createContact(contactOf({ name: "Іван" }));
    current = upgraded;
    calls.length = 0;
    await connect().createContact(contactOf({ name: "Олена" }));
    expect(upgraded.records().contacts).toMatchObject([{ name: "Олена" }]);
    expect(calls.map(({ path }) => path)).toEqual([
      "/jsonrpc/res.partner/create",
      "/jsonrpc/common/version",
      "/json/2/res.partner/create",
    ]);
  });

  it("is asked anew when the login is another user's by now, and says in plain words when it is nobody's", async () => {
    const first = createOdoo({ version: 17 });
    const { apiKey } = first.form;
    const second = createOdoo({ version: 17, userId: 8, apiKey: String(apiKey) });
    let current = first;
    const { connect } = await openConnection(
      { ...first, handle: (request) => current.handle(request) },
      { version: 17 },
    );
    await connect().createContact(contactOf({ name: "Іван" }));
    current = second;
    await connect().createContact(contactOf({ name: "Олена" }));
    expect(second.records().contacts).toMatchObject([{ name: "Олена" }]);
    current = createOdoo({ version: 17 });
    const failure = await failureOf(connect().createContact(contactOf({ name: "Марія" })));
    expect(failure).toMatchObject({ kind: "hold", status: 401 });
    expect(failure.message).toMatch(/login with this API key/);
  });

  it("is not shared with other credentials", async () => {
    const [known, other] = [createOdoo({ version: 17 }), createOdoo({ version: 17 })];
    const { connect } = await openConnection(known, { version: 17 });
    await connect().createContact(contactOf({ name: "Іван" }));
    const opened = await openConnection(other, { version: 17 });
    await opened.connect().createContact(contactOf({ name: "Іван" }));
    expect(opened.calls.map(({ path }) => path)).toEqual([
      "/jsonrpc/common/version",
      "/jsonrpc/common/authenticate",
      "/jsonrpc/res.partner/fields_get",
      "/jsonrpc/res.partner/create",
    ]);
  });
});
