import type { CrmConnector } from "../types";

export const texts: CrmConnector["texts"] = {
  uk: {
    text: "Контакти, угоди, задачі й нотатки.",
    steps: [
      "У HubSpot відкрийте «Development» → «Keys» → «Service keys». Потрібні права Super admin або «Developer tools access».",
      "Натисніть «Create service key» і назвіть ключ, наприклад, LeadBox.",
      "Кнопкою «Add new scope» додайте: crm.objects.contacts.read і .write, crm.objects.deals.read і .write, crm.objects.owners.read, crm.schemas.contacts.read, crm.schemas.deals.read.",
      "Натисніть «Create», відкрийте ключ, натисніть «Show» і скопіюйте його. Токен приватного застосунку (private app), створеного раніше, теж підійде.",
      "Радимо: у «Settings» → «Properties» створіть для контактів і для угод властивість типу «Single-line text» із внутрішньою назвою leadbox_request_id та унікальними значеннями. Тоді навіть після обриву зв’язку не буде дублів.",
    ],
    differences: [
      "Контакт у HubSpot має два телефони: основний і мобільний. Третій LeadBox записує в нотатку.",
      "E-mail у HubSpot не повторюється. Якщо адреса вже є в іншого контакту, LeadBox записує її в нотатку, а решту даних – у знайдений контакт.",
      "Ім’я ділиться на First name і Last name за першим пробілом.",
      "Тегів у контактів немає: оберіть для них власну властивість.",
      "Примітка стає окремою нотаткою на сторінці контакту; така сама нотатка вдруге не додається.",
      "Пошук за телефоном бачить новий контакт за кілька секунд, а за e-mail – одразу.",
    ],
    settings: {
      token: {
        label: "Ключ (service key) або токен приватного застосунку",
        help: "Починається з pat-, наприклад, pat-eu1-…",
        invalid: "Вставте ключ повністю, без пробілів",
      },
    },
  },
  en: {
    text: "Contacts, deals, tasks and notes.",
    steps: [
      "In HubSpot open “Development” → “Keys” → “Service keys”. You need to be a super admin or have “Developer tools access”.",
      "Click “Create service key” and name it, for example LeadBox.",
      "With “Add new scope” add: crm.objects.contacts.read and .write, crm.objects.deals.read and .write, crm.objects.owners.read, crm.schemas.contacts.read, crm.schemas.deals.read.",
      "Click “Create”, open the key, click “Show” and copy it. The token of a private app that was made earlier does as well.",
      "Recommended: in “Settings” → “Properties” create a property of type “Single-line text” with the internal name leadbox_request_id and unique values, for contacts and for deals. Then there are no duplicates even after a connection broke off.",
    ],
    differences: [
      "A contact in HubSpot has two phones, the main one and the mobile. LeadBox writes a third into a note.",
      "No two contacts in HubSpot have one e-mail. If another contact has the address, LeadBox writes it into a note, and the rest into the contact that was found.",
      "A name is split into First name and Last name at its first space.",
      "Contacts have no tags: choose a property of your own for them.",
      "A note becomes a record on the contact’s page; the same note is not added twice.",
      "Search by phone sees a new contact after some seconds, by e-mail at once.",
    ],
    settings: {
      token: {
        label: "Service key or private app token",
        help: "Begins with pat-, for example pat-eu1-…",
        invalid: "Paste the whole key, without spaces",
      },
    },
  },
};
