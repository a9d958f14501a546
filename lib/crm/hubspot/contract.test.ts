import { afterEach, describe, expect, it } from "vitest";
import { createFakeHubspot, type FakeHubspotOptions } from "@/e2e/support/crm/hubspot/create-fake-hubspot";
import type { ContractCrm } from "../contract/contract";
import { describeContract } from "../contract/describe-contract";
import { loadOpenApi } from "../testing/openapi";
import { hubspot } from "./connector";

const DOCUMENT = "hubspot/hubspot.2026-09.openapi.json";

const check = await loadOpenApi(DOCUMENT, { apiRoot: "" });
/** Checked when the test is over: the checks take long enough to bring a call to its end. */
const requests: Request[] = [];
let checked = 0;

afterEach(async () => {
  const problems: string[] = [];
  for (const request of requests.splice(0)) {
    problems.push(...((await check?.(request)) ?? []));
    checked += 1;
  }
  expect(problems).toEqual([]);
});

describe("an account without a property for the ids of requests", () => {
  describeContract(hubspot, async () => openChecked({}));
});

describe("an account with properties for the ids of requests", () => {
  describeContract(hubspot, async () => openChecked({ keepsRequestIds: true }));
});

it("every request was one that the document of the API allows", ({ skip }) => {
  if (!check) skip(`${DOCUMENT} is not at hand`);
  expect(checked).toBeGreaterThan(100);
});

function openChecked(options: FakeHubspotOptions): ContractCrm {
  const crm = createFakeHubspot(options);
  return {
    ...crm,
    async handle(request) {
      requests.push(request.clone());
      return crm.handle(request);
    },
    toSamples(entity, { leadbox_request_id: _, note: __, ...samples }) {
      // The id of our request is written there, and a note is a record of its own.
      if (entity === "deal") return samples;
      // HubSpot keeps a name in its two parts.
      return { ...samples, name: "Олена О’Коваль 🙂", firstName: "Олена", lastName: "О’Коваль 🙂" };
    },
  };
}
