import type { JsonObject } from "@/lib/json";

/** The messengers that a sample event can come from, by SendPulse's own names for them. */
export const SAMPLE_SERVICES = ["telegram", "instagram", "viber", "whatsapp", "messenger", "livechat"] as const;
export type SampleService = (typeof SAMPLE_SERVICES)[number];

/**
 * An event as SendPulse's chatbots send it, with an invented person; `date` is when it was sent, so that two samples are
 * two events. It is one element of the list that makes up a body.
 */
export function createSampleEvent(service: SampleService, date: Date): JsonObject {
  const { title, info, bot, contact } = SAMPLES[service];
  return {
    info,
    service,
    title,
    bot: { ...bot, channel: service.toUpperCase() },
    contact: { photo: null, ...contact },
    date: Math.floor(date.getTime() / 1000),
  };
}

type Sample = { title: string; info: JsonObject | null; bot: JsonObject; contact: JsonObject };

const SAMPLES: Readonly<Record<SampleService, Sample>> = {
  telegram: {
    title: "Заявка на пробне заняття",
    info: null,
    bot: {
      id: "6b1a0c3e5d7f90a1b2c3d401",
      external_id: 7000054321,
      name: "Студія «Ліхтар»",
      url: "https://t.me/likhtar_studio_example_bot",
    },
    contact: {
      id: "6b2b1d4f6e8a01b2c3d4e501",
      name: "Дарина Гнатюк",
      username: "daryna_hn_example",
      first_name: "Дарина",
      last_name: "Гнатюк",
      phone: null,
      email: null,
      telegram_id: "700000501",
      tags: ["лід", "пробне"],
      variables: {
        name: "Дарина",
        phone: "067 000 05 01",
        email: "daryna.hnatiuk@example.com",
        course: "Кераміка для початківців",
        city: "Львів",
      },
      last_message: "067 000 05 01",
    },
  },
  instagram: {
    title: "incoming_message",
    info: {
      message: {
        id: "6b3c2e5a7f9b12c3d4e5f602",
        channel_data: {
          message: { mid: "aWdfExampleMid0502", text: "Добрий день! Чи є місця на суботу?" },
          message_id: "aWdfExampleMid0502",
        },
      },
    },
    bot: {
      id: "6b1a0c3e5d7f90a1b2c3d402",
      external_id: "17841400000000502",
      name: "likhtar.studio",
      url: "https://www.instagram.com/likhtar.studio.example",
    },
    contact: {
      id: "6b2b1d4f6e8a01b2c3d4e502",
      name: "Мар'яна | декор | Тернопіль 🌿",
      username: "maryana.decor.example",
      phone: null,
      email: null,
      tags: ["instagram"],
      variables: { name: "Мар'яна", phone: "+380 67 000 05 02", product: "Майстер-клас «Гончарне коло»" },
      last_message: "Добрий день! Чи є місця на суботу?",
    },
  },
  viber: {
    title: "Заявка з Viber",
    info: {
      message: {
        id: "6b3c2e5a7f9b12c3d4e5f603",
        channel_data: {
          message: { type: "contact", contact: { name: "Остап", phone_number: "380670000503" } },
          message_token: "5900000000000000503",
        },
      },
    },
    bot: {
      id: "6b1a0c3e5d7f90a1b2c3d403",
      external_id: "pa:5000000000000000503",
      name: "Ліхтар Viber",
      url: "viber://pa?chatURI=likhtar-example",
    },
    contact: {
      id: "6b2b1d4f6e8a01b2c3d4e503",
      name: "Остап 🌻",
      username: null,
      phone: "380670000503",
      email: "",
      tags: ["viber"],
      variables: { name: "Остап", phone: "380670000503" },
      last_message: "380670000503",
    },
  },
  whatsapp: {
    title: "incoming_message",
    info: {
      message: {
        id: "6b3c2e5a7f9b12c3d4e5f604",
        channel_data: {
          message: {
            from: "380670000504",
            id: "wamid.ExampleId0504",
            type: "text",
            text: { body: "Вітаю, хочу записатися" },
          },
        },
      },
    },
    bot: {
      id: "6b1a0c3e5d7f90a1b2c3d404",
      external_id: "380670000900",
      name: "Ліхтар WA",
      url: "https://wa.me/380670000900",
    },
    contact: {
      id: "6b2b1d4f6e8a01b2c3d4e504",
      name: "Юлія Сорока",
      username: null,
      phone: "380670000504",
      email: null,
      tags: [],
      variables: [],
      is_chat_opened: true,
      last_message: "Вітаю, хочу записатися",
    },
  },
  messenger: {
    title: "Лід з Facebook",
    info: null,
    bot: {
      id: "6b1a0c3e5d7f90a1b2c3d405",
      external_id: "100000000000505",
      name: "Студія Ліхтар",
      url: "https://www.facebook.com/100000000000505",
    },
    contact: {
      id: "6b2b1d4f6e8a01b2c3d4e505",
      name: "Тарас Вербицький",
      username: null,
      first_name: "Тарас",
      last_name: "Вербицький",
      phone: null,
      email: null,
      tags: ["FB"],
      variables: { name: "Тарас Вербицький", phone: "(067) 000-05-05", email: "taras.v@example.org", comment: "" },
      last_message: "(067) 000-05-05",
    },
  },
  livechat: {
    title: "Онлайн-чат: заявка",
    info: null,
    bot: {
      id: "6b1a0c3e5d7f90a1b2c3d406",
      external_id: "6b1a0c3e5d7f90a1b2c3d406",
      name: "Чат на likhtar.example",
      url: "https://likhtar.example",
    },
    contact: {
      id: "6b2b1d4f6e8a01b2c3d4e506",
      name: "Відвідувач 10506",
      username: null,
      phone: null,
      email: null,
      tags: ["сайт"],
      variables: {
        name: "Леся",
        phone: "0670000506",
        email: "lesia@example.com",
        utm_source: "google",
        utm_medium: "cpc",
        utm_campaign: "кераміка_осінь",
        source_url: "https://likhtar.example/kursy?utm_source=google&utm_medium=cpc",
      },
      last_message: "0670000506",
    },
  },
};
