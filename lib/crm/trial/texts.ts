import type { CrmConnector } from "../types";

export const texts: CrmConnector["texts"] = {
  uk: {
    text: "Іде разом із LeadBox: менеджери, дві воронки, поля всіх типів. Можна вмикати збої й дивитися, що станеться з лідами.",
    steps: [],
    settings: {
      address: {
        label: "Адреса API",
        help: "Порожньо – вбудована пробна CRM.",
        invalid: "Введіть адресу на зразок https://crm.example.com",
      },
      token: { label: "Токен" },
    },
  },
  en: {
    label: "Trial CRM",
    text: "Comes with LeadBox: managers, two pipelines, fields of every type. Switch faults on and see what becomes of leads.",
    steps: [],
    settings: {
      address: {
        label: "API address",
        help: "Blank: the built-in trial CRM.",
        invalid: "Enter an address like https://crm.example.com",
      },
      token: { label: "Token" },
    },
  },
};
