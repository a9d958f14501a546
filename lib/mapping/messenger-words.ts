/** The messengers by SendPulse's names, each with what people call it. */
const SERVICE_WORDS = {
  telegram: /telegram|телеграм|\btg\b/iu,
  instagram: /instagram|інстаграм|\binsta\b/iu,
  viber: /viber|вайбер/iu,
  whatsapp: /what'?s\s?app|ватс[ау]п|вотс[ау]п/iu,
  messenger: /facebook|фейсбук|\bfb\b/iu,
  livechat: /live\s?chat|онлайн.?чат|чат (?:на|із|з) сайт|\bsite\b|чат сайту/iu,
} as const;
export type MessengerService = keyof typeof SERVICE_WORDS;

/** The messenger that a name speaks of, or null. */
export function findServiceIn(name: string): MessengerService | null {
  const services = Object.keys(SERVICE_WORDS) as MessengerService[];
  return services.find((service) => SERVICE_WORDS[service].test(name)) ?? null;
}
