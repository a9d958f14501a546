import { afterEach, describe, expect, it } from "vitest";
import { createFakePipedrive } from "@/e2e/support/crm/pipedrive/create-fake-pipedrive";
import { describeContract } from "../contract/describe-contract";
import { checkRequest, withChecks } from "./check-requests";
import { pipedrive } from "./connector";

const { crm, problems, checked } = withChecks(createFakePipedrive());

describeContract(pipedrive, async () => crm);

afterEach(() => {
  expect(problems.splice(0)).toEqual([]);
});

// Says in the list of tests whether Pipedrive's documents were at hand.
describe.skipIf(!checkRequest)("every request of the contract, by Pipedrive's OpenAPI documents", () => {
  it("was checked, those of v1 and those of v2", () => {
    expect(checked).toContain("GET /api/v1/users/me");
    expect(checked).toContain("POST /api/v1/notes");
    expect(checked).toContain("POST /api/v2/activities");
    expect(checked.length).toBeGreaterThan(100);
  });

  it.each([
    ["POST", "/api/v2/persons", { name: "Олена", phone: "+380671234567" }],
    ["POST", "/api/v2/deals", { title: "Заявка", person_id: "77" }],
    ["PUT", "/api/v2/deals/5", { title: "Заявка" }],
    ["GET", "/api/v2/deals?status=all_not_deleted", undefined],
    ["GET", "/api/v1/persons", undefined],
  ])("would be found out: %s %s %j", async (method, path, json) => {
    const headers = { "content-type": "application/json" };
    const body = json && JSON.stringify(json);
    const request = new Request(`https://api.pipedrive.com${path}`, { method, headers, body });
    await expect(checkRequest?.(request)).resolves.not.toEqual([]);
  });
});
