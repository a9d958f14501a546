import { readGrant } from "../read-grant";
import type { CrmConnector, RateLimits } from "../types";
import { consent, readAccess, tokens } from "./access";
import { createPipedriveClient } from "./client";
import { readError } from "./read-error";
import { openPipedriveSession } from "./session";
import { readDayBudget, settingsSchema } from "./settings";
import { texts } from "./texts";

/**
 * Published for the smallest plan: 20 calls in any 2 s with an API token, four times as many with access by consent, and 10
 * searches on every plan. A burst and two seconds of the even rate together stay below each.
 *
 * When the company's budget of the day is used up, Pipedrive answers 429 to everything until its midnight and does not say when that
 * is: five windows in a row are taken for it. No header tells what is left, so that a customer may say how much LeadBox may spend.
 */
const limits: RateLimits = {
  requestsPerSecond: 6,
  burst: 6,
  concurrent: 4,
  lanes: { search: { requestsPerSecond: 2.5, burst: 4 } },
  usedUp: { afterRefusals: 5, pauseSeconds: 30 * 60 },
};
const limitsOfConsent: RateLimits = {
  ...limits,
  requestsPerSecond: 25,
  burst: 20,
  concurrent: 8,
};

export const pipedrive: CrmConnector = {
  provider: "pipedrive",
  label: "Pipedrive",
  texts,
  settingsSchema,
  limits,
  readLimits: (settings) => ({
    ...(readGrant(settings) ? limitsOfConsent : limits),
    dayBudget: readDayBudget(settings),
  }),
  hosts: ["*.pipedrive.com"],
  readError,
  tokens,
  consent,
  connect: (settings, http, directory) =>
    openPipedriveSession(createPipedriveClient(readAccess(settings), http), directory),
};
