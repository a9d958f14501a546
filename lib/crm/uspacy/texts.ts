import { RECORD_PAGE_TEXTS } from "../record-page";
import type { CrmConnector } from "../types";

export const texts: CrmConnector["texts"] = {
  uk: {
    text: "Контакти, угоди й справи. Перевірте перші заявки в CRM.",
    steps: [
      "Відкрийте свій портал: його адреса має вигляд компанія.uspacy.ua.",
      "У розділі «Компанія» запросіть окремого користувача для LeadBox: йому потрібен доступ до контактів, угод і справ.",
      "Прийміть запрошення, задайте пароль і не вмикайте двофакторну автентифікацію для цього користувача.",
      "Впишіть адресу порталу, e-mail і пароль цього користувача.",
    ],
    differences: [
      "LeadBox заходить як користувач: якщо змінити його пароль або ввімкнути двофакторний вхід, CRM треба підключити знову.",
      "Тегів немає: мітка контакту чи угоди – це поле зі списком.",
      "Нотатка – це поле «Коментар» контакту: новий текст дописується під тим, що є.",
    ],
    settings: {
      portal: {
        label: "Адреса порталу",
        help: "Наприклад, acme.uspacy.ua",
        invalid: "Введіть адресу на зразок acme.uspacy.ua",
      },
      email: { label: "E-mail користувача", invalid: "Введіть e-mail, з яким користувач входить в Uspacy" },
      password: { label: "Пароль користувача", invalid: "Введіть пароль" },
      ...RECORD_PAGE_TEXTS.uk,
    },
  },
  en: {
    text: "Contacts, deals and activities. Look at the first leads in the CRM.",
    steps: [
      "Open your portal: its address is like company.uspacy.ua.",
      "Under “Company” invite a user of its own for LeadBox, with access to contacts, deals and activities.",
      "Accept the invitation, set a password, and leave two-factor sign-in off for this user.",
      "Enter the portal's address, and the e-mail and password of this user.",
    ],
    differences: [
      "LeadBox signs in as a user: when its password changes or two-factor sign-in is switched on, the CRM has to be connected again.",
      "There are no tags: the label of a contact or deal is a field with a list.",
      "A note is the field “Comment” of the contact: new text goes below what is there.",
    ],
    settings: {
      portal: {
        label: "Portal address",
        help: "For example acme.uspacy.ua",
        invalid: "Enter an address like acme.uspacy.ua",
      },
      email: { label: "User's e-mail", invalid: "Enter the e-mail with which the user signs in to Uspacy" },
      password: { label: "User's password", invalid: "Enter the password" },
      ...RECORD_PAGE_TEXTS.en,
    },
  },
};
