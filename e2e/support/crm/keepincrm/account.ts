import {
  agreementFixture,
  clientFixture,
  funnelsFixture,
  sourcesFixture,
  stagesFixture,
  statusesFixture,
  usersFixture,
} from "@/lib/crm/keepincrm/fixtures";

export type Client = {
  id: number;
  person: string | null;
  company: string | null;
  email: string | null;
  phones: string[];
  lead: boolean;
  comment: string | null;
  main_responsible_id: number | null;
  tag_names: string[];
  custom: Record<string, string>;
  created_at: string;
  updated_at: string;
};
export type Agreement = {
  id: number;
  title: string;
  total: number;
  comment: string | null;
  result: string | null;
  stage_id: number;
  source_id: number | null;
  client_id: number;
  main_responsible_id: number | null;
  custom: Record<string, string>;
  created_at: string;
  updated_at: string;
};
export type Task = {
  id: number;
  title: string;
  comment: string | null;
  deadline_at: string | null;
  user_id: number | null;
  parent_type: string | null;
  parent_id: number | null;
};

export type AccountOptions = {
  /** False: the plan is without the API. */
  isPaid?: boolean;
  /** Filters that are refused. */
  refusedFilters?: string[];
  /** A user who may change their own agreements only. */
  ownAgreementsOf?: number;
};

/** Custom fields that the account has, by the names that people read. */
const CUSTOM_TITLES = { client: ["Місто", "Посилання на чат"], agreement: ["Тип оплати", "Посилання на чат"] } as const;

const ZONE_MS = 2 * 3_600_000;

/** The state of one account of KeepinCRM. It has a client and an agreement from before. */
export class Account {
  readonly token = "keepincrm-token-0123456789abcdef";
  readonly statuses = statusesFixture;
  readonly users = usersFixture;
  readonly funnels = funnelsFixture;
  readonly stages = stagesFixture;
  readonly sources = sourcesFixture;
  readonly customTitles = CUSTOM_TITLES;
  readonly clients = new Map<number, Client>();
  readonly agreements = new Map<number, Agreement>();
  readonly tasks = new Map<number, Task>();
  private lastId = 1000;

  constructor(readonly options: AccountOptions) {
    const { id, person, company, email, phones, lead, tag_names, created_at, updated_at } = clientFixture;
    const owned = { comment: null, main_responsible_id: 4, created_at, updated_at };
    this.clients.set(id, { id, person, company, email, phones, lead, tag_names, ...owned, custom: { Місто: "Київ" } });
    this.agreements.set(agreementFixture.id, {
      ...owned,
      id: agreementFixture.id,
      title: agreementFixture.title,
      total: 1200.5,
      result: null,
      stage_id: 11,
      source_id: 3,
      client_id: id,
      custom: { "Тип оплати": "картка" },
    });
  }

  /** The time in the vendor's form: of the account's zone, and with its offset. */
  now(): string {
    return new Date(Date.now() + ZONE_MS).toISOString().replace("Z", "+02:00");
  }

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }
}
