import type { CrmConnector } from "../types";

export const texts: CrmConnector["texts"] = {
  uk: {
    text: "Контакти, угоди й задачі, також amoCRM.",
    steps: [
      "Увійдіть у Kommo як адміністратор і відкрийте «Налаштування» → «Інтеграції».",
      "Натисніть «Створити інтеграцію», виберіть приватну та дозвольте їй доступ до даних акаунта.",
      "На вкладці «Ключі та доступи» натисніть «Згенерувати довгостроковий токен» і виберіть, до якого дня він діє.",
      "Скопіюйте токен одразу: вдруге Kommo його не покаже.",
    ],
    differences: [
      "Бюджет угоди – ціле число: копійки заокруглюються.",
      "Джерела угоди окремим полем немає: для міток UTM є поля типу «Дані відстеження».",
      "Примітка додається окремим записом у стрічці контакту, тож правило «тільки порожні» для неї не діє.",
      "Етап «Неприйняті» не пропонується: угоди створюються на звичайних етапах.",
      "Перелік користувачів бачить лише токен адміністратора; з іншим токеном відповідальним буде його власник.",
    ],
    settings: {
      address: {
        label: "Адреса акаунта",
        help: "Те, що стоїть в адресному рядку: acme.kommo.com або acme.amocrm.ru. Саме «acme» означає acme.kommo.com.",
        invalid: "Введіть адресу акаунта на зразок acme.kommo.com – того самого, де створено токен",
      },
      token: {
        label: "Довгостроковий токен",
        help: "Вкладка «Ключі та доступи» приватної інтеграції.",
        invalid: "Вставте токен повністю",
      },
    },
  },
  en: {
    text: "Contacts, leads and tasks, also amoCRM.",
    steps: [
      "Sign in to Kommo as an administrator and open Settings → Integrations.",
      "Press Create integration, choose a private one and allow it access to the account's data.",
      "On the tab Keys and scopes press Generate long-lived token and choose the day until which it works.",
      "Copy the token at once: Kommo does not show it again.",
    ],
    differences: [
      "The amount of a deal is a whole number: cents are rounded.",
      "Deals have no source field of their own: UTM marks have fields of the type Tracking data.",
      "A note is added to the contact's feed as a record of its own, so that “only empty fields” does not apply to it.",
      "The stage Incoming leads is not offered: deals are made in ordinary stages.",
      "Only an administrator's token may list users; with another one its owner is the only responsible to choose.",
    ],
    settings: {
      address: {
        label: "Account address",
        help: "As in the address bar: acme.kommo.com or acme.amocrm.ru. Just “acme” means acme.kommo.com.",
        invalid: "Enter the address of the account where the token was made, like acme.kommo.com",
      },
      token: {
        label: "Long-lived token",
        help: "On the tab Keys and scopes of the private integration.",
        invalid: "Paste the whole token",
      },
    },
  },
};
