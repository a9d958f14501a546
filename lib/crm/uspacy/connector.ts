import type { CrmConnector } from "../types";
import { settingsSchema } from "./settings";
import { texts } from "./texts";

export const uspacy: CrmConnector = {
  provider: "uspacy",
  label: "Uspacy",
  texts,
  settingsSchema,
  limits: { requestsPerSecond: 5 },
  hosts: [],
  connect() {
    throw new Error("Not built yet");
  },
};
