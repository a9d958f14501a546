import type { CrmConnector } from "../types";
import { settingsSchema } from "./settings";
import { texts } from "./texts";

export const zoho: CrmConnector = {
  provider: "zoho",
  label: "Zoho CRM",
  texts,
  settingsSchema,
  limits: { requestsPerSecond: 5 },
  hosts: [],
  connect() {
    throw new Error("Not built yet");
  },
};
