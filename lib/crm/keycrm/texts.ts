import { RECORD_PAGE_TEXTS } from "../record-page";
import type { CrmConnector } from "../types";

export const texts: CrmConnector["texts"] = {
  uk: {
    text: "Покупці й картки воронок. Задач через API немає.",
    steps: [
      "Увійдіть у KeyCRM як адміністратор і відкрийте «Налаштування» → «Загальні» → «API».",
      "Скопіюйте API-ключ компанії та вставте його тут.",
      "Переконайтеся, що в KeyCRM увімкнено модуль воронок: без нього угод не буде.",
    ],
    differences: [
      "Задач у KeyCRM через API немає. Замість задачі на картці ставиться дата наступного контакту, а текст додається до коментаря.",
      "KeyCRM не шукає картки за покупцем: LeadBox переглядає до 500 найновіших відкритих карток. Картки, які створив або вже знаходив LeadBox, пам'ятаються за номером.",
      "KeyCRM не каже, яким був кінець угоди. Успішними вважаються завершальні статуси, назви яких про це говорять, або ті, що ви перелічили.",
      "Зміни картки KeyCRM показує через кілька секунд.",
      "Нотатка покупця й коментар картки доповнюються, а не замінюються. UTM-мітки записуються лише під час створення картки.",
      "Тегів і суми в картках через API немає: візьміть для них власні поля.",
    ],
    settings: {
      token: { label: "API-ключ", help: "Ключ не має строку дії, доки його не перевипустять." },
      requestsPerMinute: {
        label: "Запитів за хвилину",
        help: "Порожньо – 50. KeyCRM дозволяє 60 на ключ; зменште, якщо цим ключем користується ще хтось.",
        invalid: "Введіть число від 10 до 600.",
      },
      wonStages: {
        label: "Статуси, що означають успіх",
        help: "Назви або номери завершальних статусів через кому. Порожньо – ті, що схожі на «Успішно», «Виконано», «Продано».",
        invalid: "Не більше 500 символів.",
      },
      ...RECORD_PAGE_TEXTS.uk,
    },
  },
  en: {
    text: "Buyers and pipeline cards. The API has no tasks.",
    steps: [
      "Sign in to KeyCRM as an administrator and open Settings → General → API.",
      "Copy the company's API key and paste it here.",
      "Make sure that the pipelines module is on in KeyCRM: without it there are no deals.",
    ],
    differences: [
      "KeyCRM's API has no tasks. Instead, the card gets a date of the next contact, and the text is added to its comment.",
      "KeyCRM does not find cards by buyer: LeadBox looks through up to 500 newest open cards. Cards that LeadBox made or found before are remembered by number.",
      "KeyCRM does not say how a deal ended. Success are the final statuses whose names say so, or those that you list.",
      "KeyCRM shows changes of a card after some seconds.",
      "A buyer's note and a card's comment are added to, not replaced. UTM marks are written only when a card is made.",
      "Cards have no tags and no amount in the API: use custom fields for them.",
    ],
    settings: {
      token: { label: "API key", help: "The key has no end date until it is issued anew." },
      requestsPerMinute: {
        label: "Requests a minute",
        help: "Blank: 50. KeyCRM allows 60 for a key; lower it if somebody else uses this key too.",
        invalid: "Enter a number from 10 to 600.",
      },
      wonStages: {
        label: "Statuses that mean success",
        help: "Names or numbers of final statuses, separated by commas. Blank: those that look like “Success”, “Completed”, “Sold”.",
        invalid: "At most 500 characters.",
      },
      ...RECORD_PAGE_TEXTS.en,
    },
  },
};
