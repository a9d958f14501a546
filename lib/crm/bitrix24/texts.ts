import type { CrmConnector } from "../types";

export const texts: CrmConnector["texts"] = {
  uk: {
    text: "Контакти, угоди й справи: у хмарі або на вашому сервері.",
    steps: [
      "У порталі відкрийте «Застосунки» → «Розробникам» → «Інше» → «Вхідний вебхук».",
      "У «Налаштуваннях прав» додайте «CRM (crm)» і «Користувачі (user)» та натисніть «Зберегти».",
      "Скопіюйте адресу з поля «Вебхук для виклику REST API» – усю, разом із кодом.",
      "Створюйте вебхук від імені того, хто бачить усі контакти й угоди: LeadBox бачить лише те, що дозволено йому.",
    ],
    differences: [
      "REST API доступний лише на комерційних тарифах Bitrix24.",
      "Задачі створюються як справи CRM в угоді, щоб менеджер бачив їх у стрічці.",
      "Тегів у контактів і угод немає: для них візьміть поле користувача або джерело.",
      "Нотатка – це поле «Коментар» контакту: нова дописується під попередньою.",
      "Якщо в порталі ввімкнено ліди, LeadBox усе одно одразу створює контакт і угоду.",
      "Поля типу «Гроші» пишуться разом із валютою, наприклад 100|UAH.",
    ],
    settings: {
      address: {
        label: "Адреса вебхука",
        help: "На зразок https://acme.bitrix24.eu/rest/1/abc123/ – зберігається як секрет. Для входу через сторінку Bitrix24 досить адреси порталу.",
        invalid: "Введіть адресу вхідного вебхука повністю, з https: https://acme.bitrix24.eu/rest/1/abc123/",
      },
    },
  },
  en: {
    text: "Contacts, deals and to-dos, in the cloud or on your server.",
    steps: [
      "In the portal open Applications → Developer resources → Other → Inbound webhook.",
      "Under Assign permissions add CRM (crm) and Users (user), and press Save.",
      "Copy the address from the field Webhook to call REST API, all of it with the code.",
      "Make the webhook as somebody who sees all contacts and deals: LeadBox sees only what that user may see.",
    ],
    differences: [
      "The REST API comes with the commercial plans of Bitrix24 only.",
      "Tasks are made as CRM to-dos on the deal, so that the manager sees them in its timeline.",
      "Contacts and deals have no tags: use a custom field or the source instead.",
      "The note is the Comment field of the contact: a new one goes below the old one.",
      "Where leads are switched on in the portal, LeadBox still makes the contact and the deal at once.",
      "Fields of the type Money are written with their currency, such as 100|UAH.",
    ],
    settings: {
      address: {
        label: "Webhook address",
        help: "Like https://acme.bitrix24.eu/rest/1/abc123/; kept as a secret. To sign in on the page of Bitrix24 the address of the portal is enough.",
        invalid: "Enter the whole address of the inbound webhook, with https: https://acme.bitrix24.eu/rest/1/abc123/",
      },
    },
  },
};
