import type { Locale } from "./locales";
import apiAccessEn from "./messages/en/api-access.json";
import authEn from "./messages/en/auth.json";
import collectionsEn from "./messages/en/collections.json";
import commonEn from "./messages/en/common.json";
import connectionsEn from "./messages/en/connections.json";
import dryRunEn from "./messages/en/dry-run.json";
import errorsEn from "./messages/en/errors.json";
import filterBuilderEn from "./messages/en/filter-builder.json";
import integrationsEn from "./messages/en/integrations.json";
import mappingEditorEn from "./messages/en/mapping-editor.json";
import overviewEn from "./messages/en/overview.json";
import registryEn from "./messages/en/registry.json";
import settingsEn from "./messages/en/settings.json";
import shellEn from "./messages/en/shell.json";
import statusEn from "./messages/en/status.json";
import trialCrmEn from "./messages/en/trial-crm.json";
import validationEn from "./messages/en/validation.json";
import versionsEn from "./messages/en/versions.json";
import apiAccessUk from "./messages/uk/api-access.json";
import authUk from "./messages/uk/auth.json";
import collectionsUk from "./messages/uk/collections.json";
import commonUk from "./messages/uk/common.json";
import connectionsUk from "./messages/uk/connections.json";
import dryRunUk from "./messages/uk/dry-run.json";
import errorsUk from "./messages/uk/errors.json";
import filterBuilderUk from "./messages/uk/filter-builder.json";
import integrationsUk from "./messages/uk/integrations.json";
import mappingEditorUk from "./messages/uk/mapping-editor.json";
import overviewUk from "./messages/uk/overview.json";
import registryUk from "./messages/uk/registry.json";
import settingsUk from "./messages/uk/settings.json";
import shellUk from "./messages/uk/shell.json";
import statusUk from "./messages/uk/status.json";
import trialCrmUk from "./messages/uk/trial-crm.json";
import validationUk from "./messages/uk/validation.json";
import versionsUk from "./messages/uk/versions.json";

const uk = {
  auth: authUk,
  collections: collectionsUk,
  common: commonUk,
  connections: connectionsUk,
  errors: errorsUk,
  integrations: integrationsUk,
  overview: overviewUk,
  registry: registryUk,
  settings: settingsUk,
  shell: shellUk,
  status: statusUk,
  trialCrm: trialCrmUk,
  mappingEditor: mappingEditorUk,
  filterBuilder: filterBuilderUk,
  dryRun: dryRunUk,
  versions: versionsUk,
  apiAccess: apiAccessUk,
  validation: validationUk,
};

/** Every text of the interface. A page group is one namespace: a file in both languages and a line in both lists. */
export type Messages = typeof uk;

const en: Messages = {
  auth: authEn,
  collections: collectionsEn,
  common: commonEn,
  connections: connectionsEn,
  errors: errorsEn,
  integrations: integrationsEn,
  overview: overviewEn,
  registry: registryEn,
  settings: settingsEn,
  shell: shellEn,
  status: statusEn,
  trialCrm: trialCrmEn,
  mappingEditor: mappingEditorEn,
  filterBuilder: filterBuilderEn,
  dryRun: dryRunEn,
  versions: versionsEn,
  apiAccess: apiAccessEn,
  validation: validationEn,
};

export const messages: Record<Locale, Messages> = { uk, en };
