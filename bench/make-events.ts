import type { JsonObject } from "@/lib/json";

/** Flow events of about 1.5 KB, each of a person of their own, as SendPulse posts them: an array of one. */
export function makeEvents({ count, firstPerson }: { count: number; firstPerson: number }): BenchEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const person = firstPerson + index;
    const phone = `+38067${String(person).padStart(7, "0")}`;
    return { phone, body: JSON.stringify([makeEvent(person, phone)]) };
  });
}

export type BenchEvent = { phone: string; body: string };

function makeEvent(person: number, phone: string): JsonObject {
  const id = (prefix: string) => prefix + person.toString(16).padStart(24 - prefix.length, "0");
  return {
    service: "telegram",
    title: "Заявка з бота",
    bot: {
      id: "6a4965b71e01421dba1b7a8a",
      external_id: 7012345678,
      name: "Школа «Промінь»",
      url: "https://t.me/promin_example_bot",
      channel: "TELEGRAM",
    },
    contact: {
      id: id("6a5c"),
      name: `Олена ${person}`,
      username: `olena_${person}`,
      photo: `https://cdn.example.com/photos/${id("6a5c")}.jpg`,
      phone: null,
      email: null,
      telegram_id: String(500_000_000 + person),
      tags: ["Новий", "Реклама Instagram"],
      last_message: "Хочу записатися на пробне заняття",
      last_message_data: {
        message: { type: "text", text: "Хочу записатися на пробне заняття" },
        chat_id: 500_000_000 + person,
      },
      variables: {
        name: `Олена Коваленко ${person}`,
        phone,
        email: `olena.${person}@example.com`,
        course: "Англійська мова для дітей, група вихідного дня",
        comment:
          "Дитині дев'ять років, займалася рік у школі. Зручно ввечері або в суботу зранку; просимо передзвонити після шостої.",
        utm_source: "instagram",
        utm_medium: "cpc",
        utm_campaign: "osin_2026_probne",
        utm_content: "stories-3",
        utm_term: "англійська для дітей",
      },
    },
    info: null,
    date: 1_790_000_000 + person,
  };
}
