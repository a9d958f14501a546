import { describe, expect, it } from "vitest";
import { readPhpQuery } from "@/e2e/support/crm/bitrix24/php-query";
import { toBatch } from "./batch";

describe("a command of a batch", () => {
  it("is spelt as PHP reads it", () => {
    const params = { filter: { CONTACT_ID: "46" }, select: ["ID", "UF_*"], start: 0 };
    expect(toBatch({ deals: { method: "crm.deal.list", params }, me: { method: "profile" } })).toEqual({
      halt: 0,
      cmd: {
        deals: "crm.deal.list?filter%5BCONTACT_ID%5D=46&select%5B0%5D=ID&select%5B1%5D=UF_*&start=0",
        me: "profile",
      },
    });
  });

  it.each([
    { filter: { "@ID": ["46", "51"], ">=DATE": "2026-03-01T00:00:00+02:00" } },
    { filter: { TITLE: `Дар'я & "Ко" = 100% + 🙂 [1]` }, order: { ID: "DESC" } },
  ])("comes through as it was meant: %j", (params) => {
    const { cmd } = toBatch({ one: { method: "crm.deal.list", params } });
    expect(readPhpQuery(cmd.one?.split("?")[1] ?? "")).toEqual(params);
  });
});
