"use client";

import { useTranslations } from "next-intl";

/** The name of a messenger, or what the event calls it. */
export function useServiceName(): (service: string | null) => string {
  const t = useTranslations("registry.services");
  return (service) => {
    if (service === null) return "";
    // The service is data of the event: it may be any text.
    const key = service as Parameters<typeof t>[0];
    return /^\w+$/.test(service) && !(service in {}) && t.has(key) ? t(key) : service;
  };
}
