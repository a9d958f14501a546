import "server-only";
import type { ApiRoute } from "./define-route";
import { COLLECTION_ROUTES } from "./routes/collections";
import { CONNECTION_ROUTES } from "./routes/connections";
import { createDocumentRoute } from "./routes/document";
import { INTEGRATION_ROUTES } from "./routes/integrations";
import { LEAD_ROUTES } from "./routes/leads";
import { SETTINGS_ROUTES } from "./routes/settings";
import { VERSION_ROUTES } from "./routes/versions";

const ACCOUNT_ROUTES = [
  ...INTEGRATION_ROUTES,
  ...SETTINGS_ROUTES,
  ...VERSION_ROUTES,
  ...LEAD_ROUTES,
  ...CONNECTION_ROUTES,
  ...COLLECTION_ROUTES,
];

/** Every route of the public API, in the order of its reference. */
export const API_ROUTES: readonly ApiRoute[] = [...ACCOUNT_ROUTES, createDocumentRoute(ACCOUNT_ROUTES)];
