import { describe, it } from "vitest";
import { FAKE_CRMS } from "@/e2e/support/crm/fakes";
import { readLiveSettings } from "@/lib/env";
import { describeContract } from "./contract/describe-contract";
import { openLiveCrm } from "./contract/open-live-crm";
import { CRM_CONNECTORS } from "./registry";

describe("the contract of a connector against the vendor's own system", () => {
  for (const connector of Object.values(CRM_CONNECTORS)) {
    if (connector.provider === "trial") continue;
    const { provider } = connector;
    const settings = readLiveSettings(provider, Object.keys(connector.settingsSchema.shape));
    if (!settings) {
      it.skip(`${provider}: set CRM_LIVE_${provider.toUpperCase()}_… to run it`, () => {});
      continue;
    }
    // What a test may expect of this vendor is the same for its fake.
    const { isWrite, toSamples, hasTasks } = FAKE_CRMS[provider]();
    const open = async () => openLiveCrm(settings, { isWrite, toSamples, hasTasks });
    describeContract(connector, open, { keepsPace: true });
  }
});
