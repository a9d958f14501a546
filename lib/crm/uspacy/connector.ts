import type { CrmConnector } from "../types";
import { withRecordPages } from "../with-record-pages";
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
    const { portal, email, ...pages } = settingsSchema.parse(settings);
    const client = createUspacyClient(portal, http);
    return withRecordPages(createUspacySession({ client, portal, email, directory }), pages);
  },
};
