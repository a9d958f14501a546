import type { CrmConnector } from "../types";

export const texts: CrmConnector["texts"] = {
  uk: {
    text: "Контакти, угоди й активності.",
    steps: [
      "У Pipedrive натисніть на свій аватар угорі праворуч і відкрийте «Personal preferences» («Особисті налаштування»).",
      "Перейдіть на вкладку «API».",
      "Скопіюйте «Your personal API token» («Ваш персональний API-токен») або створіть його там само.",
      "Вставте токен сюди. Він діє від імені цього користувача, тож користувач має бачити всі воронки, з якими працює LeadBox.",
    ],
    differences: [
      "Теги – це мітки контактів (labels). LeadBox ставить ті, що вже є в Pipedrive, а нових не створює.",
      "«Виграно» і «Програно» в Pipedrive – стани угоди; тут вони стоять останніми етапами кожної воронки.",
      "Задача стає активністю типу «Task» на угоді й контакті.",
      "Нотатка додається окремим записом; така сама нотатка вдруге не додається.",
      "Стандартного джерела угоди через API не записати: заведіть для нього власне поле.",
      "Поля типів «час», «проміжок», «організація» та «контакт» не заповнюються.",
      "Pipedrive дає компанії обмежений добовий запас токенів; один лід бере близько 100–150. Коли запас вичерпано, ліди чекають і йдуть далі самі.",
    ],
    settings: {
      token: {
        label: "API-токен",
        help: "Personal preferences → API.",
        invalid: "Вставте токен з Pipedrive цілком, без пробілів.",
      },
      dailyTokens: {
        label: "Скільки токенів на добу може витратити LeadBox",
        help: "Порожньо – без обмеження. Запас компанії: 30 000 × тариф (Lite 1, Growth 2, Premium 5, Ultimate 7) × кількість користувачів. Обмежте, якщо той самий запас потрібен і іншим програмам.",
        invalid: "Введіть число від 1000 або залиште порожнім.",
      },
    },
  },
  en: {
    text: "Contacts, deals and activities.",
    steps: [
      "In Pipedrive click your picture at the top right and open “Personal preferences”.",
      "Go to the tab “API”.",
      "Copy “Your personal API token”, or make one there.",
      "Paste the token here. It acts for that user, who therefore has to see every pipeline that LeadBox works with.",
    ],
    differences: [
      "Tags are the labels of contacts. LeadBox sets those that Pipedrive has, and makes no new ones.",
      "“Won” and “Lost” are states of a deal in Pipedrive; here they are the last stages of every pipeline.",
      "A task becomes an activity of the type “Task” on the deal and the contact.",
      "A note is added as a record of its own; the same note is not added twice.",
      "The standard source of a deal cannot be written through the API: make a field of your own for it.",
      "Fields for times, ranges, organizations and contacts are not filled in.",
      "Pipedrive gives a company so many tokens a day; one lead takes about 100–150. When they are used up, leads wait and go on by themselves.",
    ],
    settings: {
      token: {
        label: "API token",
        help: "Personal preferences → API.",
        invalid: "Paste the whole token from Pipedrive, without spaces.",
      },
      dailyTokens: {
        label: "Tokens that LeadBox may spend in a day",
        help: "Blank: no limit. The company’s budget is 30,000 × plan (Lite 1, Growth 2, Premium 5, Ultimate 7) × number of users. Set a limit if other programs need the same budget.",
        invalid: "Enter a number from 1000, or leave it blank.",
      },
    },
  },
};
