import type { CrmConnector } from "../types";

export const texts: CrmConnector["texts"] = {
  uk: { text: "", steps: [], settings: {} },
  en: { text: "", steps: [], settings: {} },
};
