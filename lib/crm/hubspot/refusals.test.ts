import { describe, expect, it } from "vitest";
import { failureOf } from "../contract/failure-of";
import { answers } from "../testing/crm-server";
import { person, setUpFakeAccount } from "./set-up-fake-account";

const fake = setUpFakeAccount();

describe("limits and refusals", () => {
  it.each([
    [429, { errorType: "RATE_LIMIT", policyName: "SECONDLY" }, {}, 1],
    [429, { errorType: "RATE_LIMIT", policyName: "TEN_SECONDLY_ROLLING" }, {}, 10],
    [429, { errorType: "RATE_LIMIT", policyName: "DAILY" }, {}, 3600],
    [429, { category: "RATE_LIMITS" }, {}, 10],
    [429, { policyName: "DAILY" }, { "retry-after": "7" }, 7],
    [423, {}, {}, 2],
    [477, { message: "Migration in progress" }, { "retry-after": "5400" }, 5400],
  ])("%i %j %j waits %i s, and the write was not made", async (status, body, headers, retryAfterSeconds) => {
    fake.contract.server.nextWrite(answers(status, body, headers));
    const error = await failureOf(fake.contract.connect().createContact({ ...person, values: { name: "Олена" } }));
    expect(error).toMatchObject({ kind: "retry", status, retryAfterSeconds, isBusy: true, isOutcomeUnknown: false });
  });

  it("the limit of search is waited for", async () => {
    fake.crm.account.searchesToRefuse = 1;
    const error = await failureOf(fake.contract.connect().findContacts({ kind: "phone", value: "+380671112233" }));
    expect(error).toMatchObject({ kind: "retry", retryAfterSeconds: 1, isBusy: true });
  });

  it.each([
    [{ message: "You've reached your contacts limit.", category: "FORBIDDEN" }, "reject"],
    [{ message: "You do not have permission to edit this record" }, "reject"],
    [{ message: "The scope to edit this record is over the limit", category: "MISSING_SCOPES" }, "hold"],
    [{ message: "This key does not have proper permissions" }, "hold"],
  ])("403 %j: %s", async (body, kind) => {
    fake.contract.server.nextWrite(answers(403, body));
    const error = await failureOf(fake.contract.connect().createContact({ ...person, values: { name: "Олена" } }));
    expect(error).toMatchObject({ kind, status: 403, message: body.message });
  });

  it("a list of errors is read besides the message", async () => {
    const errors = [{ message: "Regex does not match", code: "RULE", context: { propertyName: ["phone"] } }];
    fake.contract.server.nextWrite(
      answers(400, { message: "Input was invalid.", errors, category: "VALIDATION_ERROR" }),
    );
    const error = await failureOf(fake.contract.connect().createContact({ ...person, values: { name: "Олена" } }));
    expect(error.message).toBe("Input was invalid. phone: Regex does not match");
  });

  it.each(["null", '"x"', '{"errors":"many"}', '{"message":"[{broken"}'])(
    "an odd refusal %s is one all the same",
    async (text) => {
      fake.contract.server.next(
        () => new Response(text, { status: 400, headers: { "content-type": "application/json" } }),
      );
      await expect(failureOf(fake.contract.connect().verify())).resolves.toMatchObject({ kind: "reject", status: 400 });
    },
  );
});
