-- Row-level security is enabled by the policies of the schema; FORCE makes it hold for the tables' owner too.
DO $$
DECLARE tenant record;
BEGIN
  FOR tenant IN
    SELECT DISTINCT policy.polrelid::regclass AS name FROM pg_policy policy
    JOIN pg_class class ON class.oid = policy.polrelid AND class.relnamespace = 'public'::regnamespace
  LOOP
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tenant.name);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO leadbox_app, leadbox_door;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON
  accounts, members, connections, collections, collection_members, integrations, hooks, leads, lead_events, lead_work,
  crm_writes, remembered_people, person_queue, lead_turns, event_fingerprints,
  trial_crms, trial_users, trial_pipelines, trial_stages, trial_fields, trial_contacts, trial_deals, trial_tasks
  TO leadbox_app;
--> statement-breakpoint
-- Bodies, steps, versions and the audit log are only added to.
GRANT SELECT, INSERT ON lead_bodies, lead_steps, integration_versions, audit_log TO leadbox_app;
--> statement-breakpoint
GRANT SELECT, DELETE ON sessions TO leadbox_app;
--> statement-breakpoint
GRANT SELECT, UPDATE (name, locale, password_hash, is_disabled, updated_at) ON users TO leadbox_app;
--> statement-breakpoint
-- The doors: functions that run as leadbox_door, each with the columns and rows it needs (db/doors/*.sql).
CREATE SCHEMA IF NOT EXISTS door;
--> statement-breakpoint
GRANT USAGE, CREATE ON SCHEMA door TO leadbox_door;
--> statement-breakpoint
GRANT USAGE ON SCHEMA door TO leadbox_app;
