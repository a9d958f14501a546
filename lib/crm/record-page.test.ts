import { describe, expect, it } from "vitest";
import { recordPage, toRecordUrl } from "./record-page";

describe("toRecordUrl", () => {
  it.each([
    ["https://acme.keycrm.app/app/leads/view/501", "https://acme.keycrm.app/app/leads/view/77"],
    ["https://acme.crm.example/v2/deals/501/edit?tab=3", "https://acme.crm.example/v2/deals/77/edit?tab=3"],
    ["https://acme.crm.example/app#/agreements/501", "https://acme.crm.example/app#/agreements/77"],
    ["https://acme.crm.example/deals/501#tab2", "https://acme.crm.example/deals/77#tab2"],
    ["https://acme.crm.example/deal.php?id=501", "https://acme.crm.example/deal.php?id=77"],
    ["http://acme.crm.example/deals/501", null],
    ["https://acme.crm.example/deals", null],
    ["https://a:b@crm.example/deals/1", null],
    ["javascript:alert(1)", null],
    ["", null],
    [undefined, null],
  ])("%s", (page, url) => {
    expect(toRecordUrl(page, "77")).toBe(url);
  });

  it("puts an id in that is no number as it may stand in an address", () => {
    expect(toRecordUrl("https://crm.example/d/1", "a/b?c")).toBe("https://crm.example/d/a%2Fb%3Fc");
  });
});

describe("recordPage", () => {
  it("may be left out, and takes addresses of records alone", () => {
    expect(recordPage.safeParse(undefined).success).toBe(true);
    expect(recordPage.safeParse(" https://crm.example/d/1 ").data).toBe("https://crm.example/d/1");
    expect(recordPage.safeParse("crm.example/d/1").success).toBe(false);
  });
});
