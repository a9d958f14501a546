import type { CrmConnector } from "../types";

export const texts: CrmConnector["texts"] = {
  uk: {
    text: "Контакти, угоди й активності: у хмарі або на вашому сервері.",
    steps: [
      "У хмарі Odoo переконайтеся, що маєте тариф «Custom»: на інших тарифах зовнішній доступ закрито.",
      "Заведіть для LeadBox окремого користувача з правами «Sales: Administrator» або «User: All Documents» та «Contact Creation» і увійдіть ним в Odoo.",
      "Натисніть на свою аватарку вгорі праворуч і відкрийте «Preferences» («My Profile»).",
      "На вкладці «Account Security» («Security») натисніть «New API Key», підтвердьте пароль, назвіть ключ LeadBox і виберіть найдовший строк.",
      "Скопіюйте ключ одразу: вдруге Odoo його не покаже. Запишіть дату, до якої він діє.",
    ],
    differences: [
      "Задача в Odoo – це активність «To-Do» на угоді або контакті. У неї є день, а часу немає, тому час стоїть у тексті.",
      "Етапу «програно» в Odoo немає. Етап «Втрачено» в LeadBox переносить угоду в архів, як це робить кнопка «Lost».",
      "Воронки – це відділи продажів («Sales Teams»); один етап може належати кільком відділам.",
      "У контакта одне поле для телефону (до версії 18 – два). Інші номери стають поряд через кому, так само й адреси пошти.",
      "Примітки дописуються до «Internal Notes» контакта; те, що там уже є, лишається.",
      "Контакт в архіві для LeadBox – це видалений контакт.",
      "Нуль і непозначений прапорець вважаються порожніми: Odoo не розрізняє їх і незаповнене поле.",
    ],
    settings: {
      address: {
        label: "Адреса Odoo",
        help: "Наприклад acme.odoo.com або crm.vasha-kompaniya.ua.",
        invalid: "Введіть адресу на зразок acme.odoo.com",
      },
      database: {
        label: "База даних",
        help: "Для адрес на odoo.com можна не заповнювати: це перша частина адреси.",
        invalid: "Вкажіть назву бази даних: з цієї адреси її не видно",
      },
      login: {
        label: "Логін",
        help: "Яким цей користувач входить в Odoo, зазвичай адреса пошти.",
        invalid: "Введіть логін користувача Odoo",
      },
      apiKey: { label: "API-ключ", help: "Не пароль, а ключ із «New API Key».", invalid: "Вставте API-ключ" },
      apiKeyEndsOn: {
        label: "Ключ діє до",
        help: "Необов'язково, у вигляді 2027-02-28. Ми нагадаємо, що ключ час замінити.",
        invalid: "Введіть дату на зразок 2027-02-28",
      },
    },
  },
  en: {
    text: "Contacts, deals and activities, in the cloud or on your server.",
    steps: [
      "In Odoo's cloud make sure that you are on the Custom plan: the other plans have no external API.",
      "Make a user for LeadBox with the rights “Sales: Administrator” or “User: All Documents” and “Contact Creation”, and sign in to Odoo as that user.",
      "Click your picture at the top right and open “Preferences” (“My Profile”).",
      "On the tab “Account Security” (“Security”) press “New API Key”, confirm the password, name the key LeadBox and choose the longest duration.",
      "Copy the key at once: Odoo does not show it again. Note the date on which it ends.",
    ],
    differences: [
      "A task is a To-Do activity on the deal or contact. It has a day and no time, so the time stands in its text.",
      "Odoo has no stage for lost deals. The stage “Втрачено” (lost) in LeadBox archives the deal, as Odoo's button “Lost” does.",
      "Pipelines are sales teams; one stage may belong to several teams.",
      "A contact has one field for the phone (two until version 18). Further numbers stand beside it after a comma, and so do e-mails.",
      "Notes are added to the contact's “Internal Notes”; what is there stays.",
      "A contact in the archive is a deleted one to LeadBox.",
      "A zero and an unticked box count as empty: Odoo does not tell them from a field that nobody filled in.",
    ],
    settings: {
      address: {
        label: "Address of Odoo",
        help: "Such as acme.odoo.com or crm.your-company.com.",
        invalid: "Enter an address like acme.odoo.com",
      },
      database: {
        label: "Database",
        help: "May be blank for addresses on odoo.com: it is the first part of the address.",
        invalid: "Enter the name of the database: this address does not tell it",
      },
      login: {
        label: "Login",
        help: "What this user signs in to Odoo with, mostly an e-mail address.",
        invalid: "Enter the login of the Odoo user",
      },
      apiKey: {
        label: "API key",
        help: "Not the password, but the key of “New API Key”.",
        invalid: "Paste the API key",
      },
      apiKeyEndsOn: {
        label: "The key ends on",
        help: "Optional, as 2027-02-28. We remind you when it is time to replace the key.",
        invalid: "Enter a date like 2027-02-28",
      },
    },
  },
};
