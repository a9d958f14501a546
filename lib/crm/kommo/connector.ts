import type { CrmConnector } from "../types";
import { settingsSchema } from "./settings";
import { texts } from "./texts";

export const kommo: CrmConnector = {
  provider: "kommo",
  label: "Kommo / amoCRM",
  texts,
  settingsSchema,
  limits: { requestsPerSecond: 5 },
  hosts: [],
  connect() {
    throw new Error("Not built yet");
  },
};
