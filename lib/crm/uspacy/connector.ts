import type { CrmConnector } from "../types";
import { tokens } from "./access";
import { createUspacyClient } from "./client";
import { BURST, CONCURRENT_MAX, REQUESTS_PER_SECOND } from "./constants";
import { readError } from "./errors";
import { createUspacySession } from "./session";
import { settingsSchema } from "./settings";
import { texts } from "./texts";

export const uspacy: CrmConnector = {
  provider: "uspacy",
  label: "Uspacy",
  texts,
  settingsSchema,
  isBeta: true,
  limits: {
    requestsPerSecond: REQUESTS_PER_SECOND,
    burst: BURST,
    concurrent: CONCURRENT_MAX,
    usedUp: { afterRefusals: 10, pauseSeconds: 600 },
  },
  hosts: ["*.uspacy.ua"],
  readError,
  tokens,
  connect(settings, http, directory) {
    const { portal, email } = settingsSchema.parse(settings);
    return createUspacySession({ client: createUspacyClient(portal, http), portal, email, directory });
  },
};
