import type { JsonObject } from "@/lib/json";

const BOTS = {
  telegram: { id: "6a4965b71e01421dba1b7a8a", name: "Квіти на Подолі", channel: "TELEGRAM" },
  instagram: { id: "6a4965b71e01421dba1b7a8b", name: "kvity.na.podoli", channel: "INSTAGRAM" },
  viber: { id: "6a4965b71e01421dba1b7a8c", name: "Квіти на Подолі", channel: "VIBER" },
  live_chat: { id: "6a4965b71e01421dba1b7a8d", name: "Чат на сайті", channel: "LIVE_CHAT" },
};

/** What SendPulse would send of a flower shop's bots: new clients, one of them a second time elsewhere, and events that are no leads. */
export function listSeedEvents(now: Date): JsonObject[] {
  const at = (minutesAgo: number) => Math.floor(now.getTime() / 1000) - minutesAgo * 60;
  return [
    event("telegram", "Замовлення букета", at(52), {
      id: "6a5c248da72492d669360001",
      name: "Марія Литвин",
      username: "maria_lytvyn",
      tags: ["букет", "весілля"],
      variables: {
        name: "Марія",
        phone: "067 123 45 67",
        email: "maria.lytvyn@example.com",
        comment: "Білі півонії, 25 штук",
      },
    }),
    event("viber", "Замовлення букета", at(41), {
      id: "6a5c248da72492d669360002",
      name: "Тарас",
      username: null,
      tags: [],
      variables: { name: "Тарас Гнатюк", phone: "80501112233", comment: "Доставка на завтра, 10:00" },
    }),
    event("live_chat", "Питання з сайту", at(33), {
      id: "6a5c248da72492d669360003",
      name: "Гість",
      username: null,
      tags: ["сайт"],
      variables: {
        name: "Софія Романюк",
        email: "Sofiia.Romaniuk@Example.com",
        comment: "Чи є доставка за місто?",
        utm_source: "google",
        utm_medium: "cpc",
        utm_campaign: "8_bereznia",
      },
    }),
    event("instagram", "Замовлення букета", at(20), {
      id: "6a5c248da72492d669360004",
      name: "maria.lytvyn",
      username: "maria.lytvyn",
      tags: [],
      variables: { name: "Марія", phone: "+380671234567", comment: "Додайте, будь ласка, листівку" },
    }),
    event("instagram", "incoming_message", at(12), {
      id: "6a5c248da72492d669360005",
      name: "flower.fan",
      username: "flower.fan",
      tags: [],
      variables: {},
      last_message: "Скільки коштують тюльпани?",
    }),
    event("telegram", "unsubscribe", at(6), {
      id: "6a5c248da72492d669360006",
      name: "Ігор",
      username: "ihor_k",
      tags: [],
      variables: {},
    }),
    event("telegram", "Консультація", at(3), {
      id: "6a5c248da72492d669360007",
      name: "Anna Nowak",
      username: "anna_nowak",
      tags: ["консультація"],
      variables: { name: "Anna Nowak", phone: "+48 601 234 567", comment: "Оформлення зали" },
    }),
  ];
}

function event(service: keyof typeof BOTS, title: string, date: number, contact: JsonObject): JsonObject {
  return { service, title, bot: BOTS[service], contact, date };
}
