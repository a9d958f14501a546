CREATE TYPE "public"."plan" AS ENUM('free', 'standard', 'premium', 'pro');--> statement-breakpoint
CREATE TYPE "public"."connection_status" AS ENUM('connected', 'broken', 'disabled');--> statement-breakpoint
CREATE TYPE "public"."crm_write_kind" AS ENUM('create_contact', 'update_contact', 'create_deal', 'update_deal', 'create_task');--> statement-breakpoint
CREATE TYPE "public"."crm_write_status" AS ENUM('started', 'done', 'rejected');--> statement-breakpoint
CREATE TYPE "public"."lead_step_stage" AS ENUM('receive', 'unwrap', 'map', 'standardise', 'filter', 'identify', 'match', 'decide', 'assign', 'write', 'record');--> statement-breakpoint
CREATE TYPE "public"."lead_step_status" AS ENUM('done', 'failed', 'stopped');--> statement-breakpoint
CREATE TYPE "public"."lead_kind" AS ENUM('event', 'unreadable');--> statement-breakpoint
CREATE TYPE "public"."member_role" AS ENUM('owner', 'admin', 'manager');--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"plan" "plan" DEFAULT 'free' NOT NULL,
	"time_zone" text DEFAULT 'Europe/Kyiv' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"user_id" uuid,
	"action" text NOT NULL,
	"subject_id" text,
	"detail" jsonb,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "collection_members" (
	"account_id" uuid NOT NULL,
	"collection_id" uuid NOT NULL,
	"crm_user_id" text NOT NULL,
	"position" integer NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "collection_members_collection_id_crm_user_id_pk" PRIMARY KEY("collection_id","crm_user_id")
);
--> statement-breakpoint
ALTER TABLE "collection_members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "collections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"name" text NOT NULL,
	"strategy" text DEFAULT 'round_robin' NOT NULL,
	"turn" bigint DEFAULT 0 NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "collections_account_id_key" UNIQUE("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "collections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "connections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"provider" text NOT NULL,
	"name" text NOT NULL,
	"status" "connection_status" DEFAULT 'connected' NOT NULL,
	"broken_reason" text,
	"broken_at" timestamp (3) with time zone,
	"sealed_settings" text NOT NULL,
	"key_id" text NOT NULL,
	"crm_account" jsonb,
	"directory" jsonb,
	"directory_at" timestamp (3) with time zone,
	"default_user_id" text,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connections_account_id_key" UNIQUE("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "connections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "crm_writes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"run" integer NOT NULL,
	"kind" "crm_write_kind" NOT NULL,
	"status" "crm_write_status" DEFAULT 'started' NOT NULL,
	"external_id" text,
	"url" text,
	"attempts" integer DEFAULT 1 NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "crm_writes_once" UNIQUE("lead_id","run","kind")
);
--> statement-breakpoint
ALTER TABLE "crm_writes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "hooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"id_hash" "bytea" NOT NULL,
	"sealed_id" text NOT NULL,
	"key_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "hooks_idHash_unique" UNIQUE("id_hash")
);
--> statement-breakpoint
ALTER TABLE "hooks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "integration_versions" (
	"account_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"settings" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "integration_versions_integration_id_version_pk" PRIMARY KEY("integration_id","version")
);
--> statement-breakpoint
ALTER TABLE "integration_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "integrations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"source" text DEFAULT 'sendpulse' NOT NULL,
	"name" text NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"last_lead_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "integrations_account_id_key" UNIQUE("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "integrations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_bodies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"bytes" "bytea",
	"size" integer NOT NULL,
	"headers" jsonb NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lead_bodies_account_id_key" UNIQUE("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "lead_bodies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_steps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"run" integer NOT NULL,
	"stage" "lead_step_stage" NOT NULL,
	"name" text NOT NULL,
	"attempt" integer DEFAULT 1 NOT NULL,
	"status" "lead_step_status" NOT NULL,
	"input" jsonb,
	"output" jsonb,
	"error" jsonb,
	"crm_calls" jsonb,
	"started_at" timestamp (3) with time zone NOT NULL,
	"duration_ms" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lead_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_turns" (
	"account_id" uuid NOT NULL,
	"lead_id" uuid NOT NULL,
	"collection_id" uuid NOT NULL,
	"turn" bigint NOT NULL,
	"crm_user_id" text NOT NULL,
	"candidates" jsonb NOT NULL,
	"taken_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lead_turns_lead_id_collection_id_pk" PRIMARY KEY("lead_id","collection_id")
);
--> statement-breakpoint
ALTER TABLE "lead_turns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_work" (
	"lead_id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"prepared" jsonb,
	"match" jsonb,
	"plan" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lead_work" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "event_fingerprints" (
	"account_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"lead_id" uuid NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "event_fingerprints_integration_id_fingerprint_pk" PRIMARY KEY("integration_id","fingerprint")
);
--> statement-breakpoint
ALTER TABLE "event_fingerprints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "lead_events" (
	"lead_id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"event" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lead_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "leads" (
	"id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"integration_id" uuid NOT NULL,
	"kind" "lead_kind" DEFAULT 'event' NOT NULL,
	"status" text DEFAULT 'received' NOT NULL,
	"reason" text,
	"reason_detail" jsonb,
	"body_id" uuid,
	"body_index" integer DEFAULT 0 NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"duplicate_of_id" uuid,
	"is_test" boolean DEFAULT false NOT NULL,
	"run" integer DEFAULT 1 NOT NULL,
	"version" integer,
	"connection_id" uuid,
	"service" text,
	"title" text,
	"name" text,
	"phone" text,
	"email" text,
	"bot_id" text,
	"bot_contact_id" text,
	"plan" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone,
	"responsible_id" text,
	"responsible_name" text,
	"contact_id" text,
	"contact_url" text,
	"deal_id" text,
	"deal_url" text,
	"task_id" text,
	"task_url" text,
	"finished_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "leads_account_id_id_pk" PRIMARY KEY("account_id","id"),
	CONSTRAINT "leads_status_check" CHECK ("leads"."status" in ('received', 'processing', 'delivered', 'filtered', 'skipped', 'duplicate', 'waiting', 'held', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "leads" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "members" (
	"account_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "member_role" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "members_account_id_user_id_pk" PRIMARY KEY("account_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "person_queue" (
	"account_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"identifier_hash" "bytea" NOT NULL,
	"lead_id" uuid NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "person_queue_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run_id" text,
	"alive_at" timestamp (3) with time zone,
	"queued_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_queue_connection_id_identifier_hash_lead_id_pk" PRIMARY KEY("connection_id","identifier_hash","lead_id")
);
--> statement-breakpoint
ALTER TABLE "person_queue" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "remembered_people" (
	"account_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"identifier_hash" "bytea" NOT NULL,
	"contact_id" text NOT NULL,
	"deal_id" text,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "remembered_people_connection_id_identifier_hash_pk" PRIMARY KEY("connection_id","identifier_hash")
);
--> statement-breakpoint
ALTER TABLE "remembered_people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sessions_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_in_throttles" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"blocked_until" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trial_contacts" (
	"id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"trial_crm_id" uuid NOT NULL,
	"responsible_id" text,
	"request_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"values" jsonb NOT NULL,
	"search_keys" text[] NOT NULL,
	"searchable_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trial_contacts_trial_crm_id_id_pk" PRIMARY KEY("trial_crm_id","id"),
	CONSTRAINT "trial_contacts_request_key" UNIQUE("trial_crm_id","request_id")
);
--> statement-breakpoint
ALTER TABLE "trial_contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trial_crms" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"faults" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trial_crms_tokenHash_unique" UNIQUE("token_hash"),
	CONSTRAINT "trial_crms_account_id_key" UNIQUE("account_id","id")
);
--> statement-breakpoint
ALTER TABLE "trial_crms" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trial_deals" (
	"id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"trial_crm_id" uuid NOT NULL,
	"responsible_id" text,
	"request_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"contact_id" text NOT NULL,
	"pipeline_id" text NOT NULL,
	"stage_id" text NOT NULL,
	"values" jsonb NOT NULL,
	"searchable_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trial_deals_trial_crm_id_id_pk" PRIMARY KEY("trial_crm_id","id"),
	CONSTRAINT "trial_deals_request_key" UNIQUE("trial_crm_id","request_id")
);
--> statement-breakpoint
ALTER TABLE "trial_deals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trial_fields" (
	"account_id" uuid NOT NULL,
	"trial_crm_id" uuid NOT NULL,
	"entity" text NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"type" text NOT NULL,
	"is_built_in" boolean DEFAULT false NOT NULL,
	"is_required" boolean DEFAULT false NOT NULL,
	"options" jsonb,
	"position" integer NOT NULL,
	CONSTRAINT "trial_fields_trial_crm_id_entity_key_pk" PRIMARY KEY("trial_crm_id","entity","key")
);
--> statement-breakpoint
ALTER TABLE "trial_fields" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trial_pipelines" (
	"id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"trial_crm_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "trial_pipelines_trial_crm_id_id_pk" PRIMARY KEY("trial_crm_id","id")
);
--> statement-breakpoint
ALTER TABLE "trial_pipelines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trial_stages" (
	"id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"trial_crm_id" uuid NOT NULL,
	"pipeline_id" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "trial_stages_trial_crm_id_id_pk" PRIMARY KEY("trial_crm_id","id")
);
--> statement-breakpoint
ALTER TABLE "trial_stages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trial_tasks" (
	"id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"trial_crm_id" uuid NOT NULL,
	"responsible_id" text,
	"request_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"contact_id" text NOT NULL,
	"deal_id" text,
	"text" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"is_done" boolean DEFAULT false NOT NULL,
	CONSTRAINT "trial_tasks_trial_crm_id_id_pk" PRIMARY KEY("trial_crm_id","id"),
	CONSTRAINT "trial_tasks_request_key" UNIQUE("trial_crm_id","request_id")
);
--> statement-breakpoint
ALTER TABLE "trial_tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "trial_users" (
	"id" text NOT NULL,
	"account_id" uuid NOT NULL,
	"trial_crm_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "trial_users_trial_crm_id_id_pk" PRIMARY KEY("trial_crm_id","id")
);
--> statement-breakpoint
ALTER TABLE "trial_users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"locale" text DEFAULT 'uk' NOT NULL,
	"is_disabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "collection_members" ADD CONSTRAINT "collection_members_account_id_collection_id_collections_account_id_id_fk" FOREIGN KEY ("account_id","collection_id") REFERENCES "public"."collections"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "collections" ADD CONSTRAINT "collections_account_id_connection_id_connections_account_id_id_fk" FOREIGN KEY ("account_id","connection_id") REFERENCES "public"."connections"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "crm_writes" ADD CONSTRAINT "crm_writes_account_id_lead_id_leads_account_id_id_fk" FOREIGN KEY ("account_id","lead_id") REFERENCES "public"."leads"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hooks" ADD CONSTRAINT "hooks_account_id_integration_id_integrations_account_id_id_fk" FOREIGN KEY ("account_id","integration_id") REFERENCES "public"."integrations"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integration_versions" ADD CONSTRAINT "integration_versions_account_id_integration_id_integrations_account_id_id_fk" FOREIGN KEY ("account_id","integration_id") REFERENCES "public"."integrations"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integrations" ADD CONSTRAINT "integrations_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_bodies" ADD CONSTRAINT "lead_bodies_account_id_integration_id_integrations_account_id_id_fk" FOREIGN KEY ("account_id","integration_id") REFERENCES "public"."integrations"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_steps" ADD CONSTRAINT "lead_steps_account_id_lead_id_leads_account_id_id_fk" FOREIGN KEY ("account_id","lead_id") REFERENCES "public"."leads"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_turns" ADD CONSTRAINT "lead_turns_account_id_lead_id_leads_account_id_id_fk" FOREIGN KEY ("account_id","lead_id") REFERENCES "public"."leads"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_work" ADD CONSTRAINT "lead_work_account_id_lead_id_leads_account_id_id_fk" FOREIGN KEY ("account_id","lead_id") REFERENCES "public"."leads"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_fingerprints" ADD CONSTRAINT "event_fingerprints_account_id_integration_id_integrations_account_id_id_fk" FOREIGN KEY ("account_id","integration_id") REFERENCES "public"."integrations"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lead_events" ADD CONSTRAINT "lead_events_account_id_lead_id_leads_account_id_id_fk" FOREIGN KEY ("account_id","lead_id") REFERENCES "public"."leads"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_account_id_integration_id_integrations_account_id_id_fk" FOREIGN KEY ("account_id","integration_id") REFERENCES "public"."integrations"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leads" ADD CONSTRAINT "leads_account_id_body_id_lead_bodies_account_id_id_fk" FOREIGN KEY ("account_id","body_id") REFERENCES "public"."lead_bodies"("account_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_queue" ADD CONSTRAINT "person_queue_account_id_lead_id_leads_account_id_id_fk" FOREIGN KEY ("account_id","lead_id") REFERENCES "public"."leads"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_queue" ADD CONSTRAINT "person_queue_account_id_connection_id_connections_account_id_id_fk" FOREIGN KEY ("account_id","connection_id") REFERENCES "public"."connections"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remembered_people" ADD CONSTRAINT "remembered_people_account_id_connection_id_connections_account_id_id_fk" FOREIGN KEY ("account_id","connection_id") REFERENCES "public"."connections"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_user_id_members_account_id_user_id_fk" FOREIGN KEY ("account_id","user_id") REFERENCES "public"."members"("account_id","user_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_contacts" ADD CONSTRAINT "trial_contacts_account_id_trial_crm_id_trial_crms_account_id_id_fk" FOREIGN KEY ("account_id","trial_crm_id") REFERENCES "public"."trial_crms"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_crms" ADD CONSTRAINT "trial_crms_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_deals" ADD CONSTRAINT "trial_deals_account_id_trial_crm_id_trial_crms_account_id_id_fk" FOREIGN KEY ("account_id","trial_crm_id") REFERENCES "public"."trial_crms"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_fields" ADD CONSTRAINT "trial_fields_account_id_trial_crm_id_trial_crms_account_id_id_fk" FOREIGN KEY ("account_id","trial_crm_id") REFERENCES "public"."trial_crms"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_pipelines" ADD CONSTRAINT "trial_pipelines_account_id_trial_crm_id_trial_crms_account_id_id_fk" FOREIGN KEY ("account_id","trial_crm_id") REFERENCES "public"."trial_crms"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_stages" ADD CONSTRAINT "trial_stages_account_id_trial_crm_id_trial_crms_account_id_id_fk" FOREIGN KEY ("account_id","trial_crm_id") REFERENCES "public"."trial_crms"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_tasks" ADD CONSTRAINT "trial_tasks_account_id_trial_crm_id_trial_crms_account_id_id_fk" FOREIGN KEY ("account_id","trial_crm_id") REFERENCES "public"."trial_crms"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trial_users" ADD CONSTRAINT "trial_users_account_id_trial_crm_id_trial_crms_account_id_id_fk" FOREIGN KEY ("account_id","trial_crm_id") REFERENCES "public"."trial_crms"("account_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_log_account_idx" ON "audit_log" USING btree ("account_id","id");--> statement-breakpoint
CREATE INDEX "connections_account_idx" ON "connections" USING btree ("account_id","name");--> statement-breakpoint
CREATE INDEX "hooks_integration_idx" ON "hooks" USING btree ("account_id","integration_id");--> statement-breakpoint
CREATE INDEX "integrations_account_idx" ON "integrations" USING btree ("account_id","name");--> statement-breakpoint
CREATE INDEX "lead_steps_lead_idx" ON "lead_steps" USING btree ("account_id","lead_id","id");--> statement-breakpoint
CREATE INDEX "event_fingerprints_seen_idx" ON "event_fingerprints" USING btree ("seen_at");--> statement-breakpoint
CREATE INDEX "leads_registry_status_idx" ON "leads" USING btree ("account_id","status","id");--> statement-breakpoint
CREATE INDEX "leads_registry_integration_idx" ON "leads" USING btree ("account_id","integration_id","status","id","connection_id");--> statement-breakpoint
CREATE INDEX "leads_registry_connection_idx" ON "leads" USING btree ("account_id","connection_id","status","id");--> statement-breakpoint
CREATE INDEX "leads_open_idx" ON "leads" USING btree ("updated_at") WHERE status in ('received', 'processing', 'waiting', 'held');--> statement-breakpoint
CREATE INDEX "leads_held_pair_idx" ON "leads" USING btree ("account_id","integration_id","bot_id","bot_contact_id") WHERE status = 'held';--> statement-breakpoint
CREATE INDEX "members_user_idx" ON "members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "person_queue_lead_idx" ON "person_queue" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "trial_contacts_search_idx" ON "trial_contacts" USING gin ("search_keys");--> statement-breakpoint
CREATE INDEX "trial_deals_contact_idx" ON "trial_deals" USING btree ("trial_crm_id","contact_id");--> statement-breakpoint
CREATE INDEX "trial_tasks_deal_idx" ON "trial_tasks" USING btree ("trial_crm_id","deal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "accounts" AS PERMISSIVE FOR ALL TO public USING (id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "audit_log" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "collection_members" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "collections" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "connections" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "crm_writes" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "hooks" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "integration_versions" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "integrations" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "lead_bodies" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "lead_steps" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "lead_turns" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "lead_work" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "event_fingerprints" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "lead_events" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "leads" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "members" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "person_queue" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "remembered_people" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "sessions" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "trial_contacts" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "trial_crms" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "trial_deals" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "trial_fields" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "trial_pipelines" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "trial_stages" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "trial_tasks" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_isolation" ON "trial_users" AS PERMISSIVE FOR ALL TO public USING (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid)) WITH CHECK (account_id = (select nullif(current_setting('app.account_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "fellow_members" ON "users" AS PERMISSIVE FOR ALL TO public USING (exists (select 1 from members where members.user_id = users.id)) WITH CHECK (exists (select 1 from members where members.user_id = users.id));