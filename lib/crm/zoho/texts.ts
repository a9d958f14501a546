import type { CrmConnector } from "../types";
import { SCOPES } from "./constants";

export const texts: CrmConnector["texts"] = {
  uk: {
    text: "Контакти, угоди й задачі в будь-якому датацентрі Zoho.",
    steps: [
      "Подивіться на адресу своєї CRM: crm.zoho.eu – це Європа, crm.zoho.com – США. Це ваш дата-центр.",
      "Відкрийте API Console того самого дата-центру (api-console.zoho.eu, api-console.zoho.com …) і натисніть Add Client → Self Client → Create.",
      "На вкладці Client Secret скопіюйте Client ID та Client Secret.",
      `На вкладці Generate Code вставте Scope: ${SCOPES.join(",")}`,
      "Оберіть Time Duration 10 minutes, впишіть будь-який опис і натисніть Create.",
      "Скопіюйте код і підключіть CRM, поки він діє. Далі LeadBox оновлює доступ сам.",
    ],
    differences: [
      "У контакті є кілька полів для телефонів і два для e-mail: новий номер стає у вільне поле, а якщо вільного немає – не додається.",
      "Нотатка додається окремим записом у розділ Notes контакту.",
      "Термін задачі в Zoho – це день; точний час LeadBox пише в описі задачі.",
      "Щоб повторний запис ніколи не створив другий контакт чи угоду, додайте в модулі Contacts і Deals унікальне текстове поле «LeadBox Request ID».",
    ],
    settings: {
      dataCentre: {
        label: "Дата-центр",
        help: "Закінчення адреси вашої CRM: crm.zoho.eu, crm.zoho.com …",
        options: {
          us: "США (zoho.com)",
          eu: "Європа (zoho.eu)",
          in: "Індія (zoho.in)",
          au: "Австралія (zoho.com.au)",
          jp: "Японія (zoho.jp)",
          ca: "Канада (zohocloud.ca)",
          sa: "Саудівська Аравія (zoho.sa)",
          cn: "Китай (zoho.com.cn)",
        },
        invalid: "Оберіть дата-центр зі списку",
      },
      clientId: {
        label: "Client ID",
        help: "API Console → Self Client → Client Secret.",
        invalid: "Вставте Client ID повністю, він починається з 1000.",
      },
      clientSecret: { label: "Client Secret", invalid: "Вставте Client Secret повністю" },
      code: {
        label: "Код доступу",
        help: "Generate Code → Create. Діє один раз і кілька хвилин.",
        invalid: "Вставте код повністю, він починається з 1000.",
      },
    },
  },
  en: {
    text: "Contacts, deals and tasks, in any data centre of Zoho.",
    steps: [
      "Look at the address of your CRM: crm.zoho.eu is Europe, crm.zoho.com the United States. That is your data centre.",
      "Open the API Console of the same data centre (api-console.zoho.eu, api-console.zoho.com …) and press Add Client → Self Client → Create.",
      "On the tab Client Secret copy the Client ID and the Client Secret.",
      `On the tab Generate Code paste the Scope: ${SCOPES.join(",")}`,
      "Choose Time Duration 10 minutes, enter any description and press Create.",
      "Copy the code and connect the CRM while it lasts. After that LeadBox renews the access by itself.",
    ],
    differences: [
      "A contact has several fields for phones and two for e-mails: a new number goes into a free one, and is not added where none is left.",
      "A note is added as a record of its own under Notes of the contact.",
      "A task in Zoho is due on a day; LeadBox writes the exact time into its description.",
      "So that a repeated write never makes a second contact or deal, add a unique text field “LeadBox Request ID” to the modules Contacts and Deals.",
    ],
    settings: {
      dataCentre: {
        label: "Data centre",
        help: "The end of your CRM's address: crm.zoho.eu, crm.zoho.com …",
        options: {
          us: "United States (zoho.com)",
          eu: "Europe (zoho.eu)",
          in: "India (zoho.in)",
          au: "Australia (zoho.com.au)",
          jp: "Japan (zoho.jp)",
          ca: "Canada (zohocloud.ca)",
          sa: "Saudi Arabia (zoho.sa)",
          cn: "China (zoho.com.cn)",
        },
        invalid: "Choose a data centre from the list",
      },
      clientId: {
        label: "Client ID",
        help: "API Console → Self Client → Client Secret.",
        invalid: "Paste the whole Client ID; it begins with 1000.",
      },
      clientSecret: { label: "Client Secret", invalid: "Paste the whole Client Secret" },
      code: {
        label: "Access code",
        help: "Generate Code → Create. Good once and for some minutes.",
        invalid: "Paste the whole code; it begins with 1000.",
      },
    },
  },
};
