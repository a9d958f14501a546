import type { CrmConnector } from "../types";

export const texts: CrmConnector["texts"] = {
  uk: {
    text: "Іде разом із LeadBox: менеджери, воронки, поля, і збої, які можна вмикати.",
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
    text: "Comes with LeadBox: managers, pipelines, fields, and faults to switch on.",
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
