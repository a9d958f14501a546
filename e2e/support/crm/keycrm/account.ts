import {
  fieldsFixture,
  pipelinesFixture,
  sourcesFixture,
  statusesFixture,
  usersFixture,
} from "@/lib/crm/keycrm/fixtures";

export type CustomValue = { uuid: string; value: unknown };
export type Buyer = {
  id: number;
  full_name: string;
  birthday: string | null;
  phone: string[];
  email: string[];
  note: string | null;
  manager_id: number | null;
  custom_fields: CustomValue[];
  created_at: string;
  updated_at: string;
};
export type Card = {
  id: number;
  title: string;
  pipeline_id: number;
  status_id: number;
  source_id: number | null;
  manager_id: number | null;
  manager_comment: string | null;
  communicate_at: string | null;
  contact: {
    id: number;
    full_name: string | null;
    phone: string | null;
    email: string | null;
    client_id: number | null;
  };
  utm: Record<string, string | null>;
  custom_fields: CustomValue[];
  created_at: string;
  updated_at: string;
};

export type AccountOptions = {
  /** Whether the pipelines module is on. */
  hasLeads?: boolean;
  /** Calls a minute; more are refused. */
  perMinute?: number;
  /** New cards begin in the first status of their pipeline, whatever was sent. */
  ignoresStatusOnCreate?: boolean;
};

/** Changes of a card are made so much later than they are accepted. */
const CHANGE_LAG_MS = 1500;

/** The state of one account of KeyCRM, and its time, which a test may let pass. */
export class Account {
  readonly token = "keycrm-token-0123456789abcdef";
  readonly users = usersFixture;
  readonly pipelines = pipelinesFixture;
  readonly statuses = statusesFixture;
  readonly sources = sourcesFixture;
  readonly fields = fieldsFixture;
  readonly buyers = new Map<number, Buyer>();
  readonly cards = new Map<number, Card>();
  private readonly waiting: { at: number; change: () => void }[] = [];
  private calls: number[] = [];
  private lastId = 1000;
  private passedMs = 0;

  constructor(readonly options: AccountOptions) {}

  nextId(): number {
    this.lastId += 1;
    return this.lastId;
  }

  now(): number {
    return Date.now() + this.passedMs;
  }

  /** `2026-03-01 10:00:00` in UTC. */
  time(): string {
    return new Date(this.now()).toISOString().slice(0, 19).replace("T", " ");
  }

  pass(ms: number): void {
    this.passedMs += ms;
  }

  later(change: () => void): void {
    this.waiting.push({ at: this.now() + CHANGE_LAG_MS, change });
  }

  /** Makes the changes whose time has come. */
  catchUp(): void {
    while (this.waiting[0] && this.waiting[0].at <= this.now()) this.waiting.shift()?.change();
  }

  /** Whether one more call is within the limit of the minute. */
  mayCall(): boolean {
    const { perMinute } = this.options;
    if (!perMinute) return true;
    this.calls = this.calls.filter((at) => at > this.now() - 60_000);
    if (this.calls.length >= perMinute) return false;
    this.calls.push(this.now());
    return true;
  }
}
