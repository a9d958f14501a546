import { RECORD_PAGE_TEXTS } from "../record-page";
import type { CrmConnector } from "../types";

export const texts: CrmConnector["texts"] = {
  uk: {
    text: "Клієнти, угоди й завдання. Почніть із кількох тестових лідів.",
    steps: [
      "Увійдіть у KeepinCRM як власник компанії: ключ може створити лише він.",
      "Відкрийте «Налаштування» → «Профіль компанії» → «API» і згенеруйте ключ. Попередній ключ після цього перестає діяти.",
      "Скопіюйте ключ одразу, бо вдруге його не покажуть, і вставте тут. На безкоштовному тарифі API немає.",
    ],
    differences: [
      "Це бета: частину API KeepinCRM ще не звірено з документацією. Повний перелік – у документації конектора.",
      "Угода закривається результатом, а не етапом, тому в кожній воронці є ще два етапи: «Успішно завершена» та «Не успішна».",
      "Власні поля видно лише ті, що є в останніх клієнтів та угод. Усі вони пишуться текстом.",
      "У клієнта один e-mail: інші потрапляють у коментар. Коментар клієнта доповнюється, а не замінюється.",
      "Телефони, які в KeepinCRM записано з пробілами чи дужками, можуть не знайтися.",
      "Чи працює ще користувач, KeepinCRM не повідомляє: усі вважаються активними.",
    ],
    settings: {
      token: { label: "API-ключ", help: "В акаунті діє лише один ключ. Новий вимикає попередній." },
      ...RECORD_PAGE_TEXTS.uk,
    },
  },
  en: {
    text: "Clients, agreements and tasks. Begin with a few test leads.",
    steps: [
      "Sign in to KeepinCRM as the owner of the company: nobody else can make a key.",
      "Open Settings → Company profile → API and generate a key. The key before it stops working.",
      "Copy the key at once, since it is not shown again, and paste it here. The free plan has no API.",
    ],
    differences: [
      "This is a beta: part of KeepinCRM's API has not been checked against its documentation. The connector's documentation lists all of it.",
      "A deal is closed by a result, not by a stage, so that every pipeline has two more stages: “Успішно завершена” (won) and “Не успішна” (lost).",
      "Only those custom fields are seen that the latest clients and agreements have. All of them are written as text.",
      "A client has one e-mail: others go into the comment. A client's comment is added to, not replaced.",
      "Phones that are kept with spaces or brackets in KeepinCRM may not be found.",
      "KeepinCRM does not tell whether a user works there still: all count as active.",
    ],
    settings: {
      token: { label: "API key", help: "An account has one key. A new one switches off the one before." },
      ...RECORD_PAGE_TEXTS.en,
    },
  },
};
