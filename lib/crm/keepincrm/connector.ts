import type { CrmConnector } from "../types";
import { settingsSchema } from "./settings";
import { texts } from "./texts";

export const keepincrm: CrmConnector = {
  provider: "keepincrm",
  label: "KeepinCRM",
  texts,
  settingsSchema,
  limits: { requestsPerSecond: 5 },
  hosts: [],
  connect() {
    throw new Error("Not built yet");
  },
};
