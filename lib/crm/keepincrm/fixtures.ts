/** Sample answers of KeepinCRM's API v1, as they are thought to come over the wire. */

const times = { created_at: "2026-03-01T12:00:00.000+02:00", updated_at: "2026-03-02T13:30:00.000+02:00" };

export const statusesFixture = [
  { id: 1, name: "Новий", color: "#69DB7C" },
  { id: 2, name: "Постійний", color: "#339AF0" },
];

export const usersFixture = [
  { id: 4, name: "Ольга Коваль" },
  { id: 5, name: "Петро Мельник" },
];

export const funnelsFixture = [
  { id: 1, title: "Продажі" },
  { id: 8, title: "Опт" },
  { id: 9, title: "Порожня" },
];

export const stagesFixture = [
  { id: 11, name: "Нова", description: null, color: "#fff", funnel: { id: 1, title: "Продажі" } },
  { id: 12, name: "У роботі", description: null, color: "#fff", funnel: { id: 1, title: "Продажі" } },
  { id: 81, name: "Запит", description: null, color: "#fff", funnel: { id: 8, title: "Опт" } },
  { id: 82, name: "Прорахунок", description: null, color: "#fff", funnel: { id: 8, title: "Опт" } },
];

export const sourcesFixture = [
  { id: 3, name: "Telegram", color: "#fff" },
  { id: 6, name: "Instagram", color: "#fff" },
];

export const clientFixture = {
  id: 22,
  company: "ТОВ «Петренко»",
  person: "Іван Петренко",
  email: "Ivan@Shop.Example",
  phones: ["0501112233", "+48 601 234 567", "внутрішній 12"],
  lead: false,
  important: false,
  comment: null,
  source: null,
  main_responsible: { id: 4, name: "Ольга Коваль" },
  tag_names: ["чат"],
  custom_fields: [{ name: "misto_123", value: "Київ" }],
  custom_fields_detailed: [
    { name: "misto_123", title: "Місто", value: "Київ" },
    { name: "chat_124", title: "Посилання на чат", value: null },
  ],
  ...times,
};

export const agreementFixture = {
  id: 501,
  title: "Чат: Іван",
  total: "1200.5",
  comment: "Передзвонити",
  result: null,
  stage: { id: 11, name: "Нова" },
  funnel: { id: 1, title: "Продажі" },
  source: { id: 3, name: "Telegram" },
  client: { id: 22, person: "Іван Петренко" },
  main_responsible: { id: 4, name: "Ольга Коваль" },
  custom_fields: [{ name: "tip_oplati_6124995", value: "картка" }],
  custom_fields_detailed: [{ name: "tip_oplati_6124995", title: "Тип оплати", value: "картка" }],
  ...times,
};
