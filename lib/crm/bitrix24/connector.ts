import type { CrmConnector } from "../types";
import { settingsSchema } from "./settings";
import { texts } from "./texts";

export const bitrix24: CrmConnector = {
  provider: "bitrix24",
  label: "Bitrix24",
  texts,
  settingsSchema,
  limits: { requestsPerSecond: 5 },
  hosts: [],
  connect() {
    throw new Error("Not built yet");
  },
};
