ALTER TABLE "api_tokens" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "integration_drafts" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON integration_drafts TO leadbox_app;
--> statement-breakpoint
-- A token is revoked and renamed, never deleted or given another secret.
GRANT SELECT, INSERT, UPDATE (name, revoked_at) ON api_tokens TO leadbox_app;
