-- How many integrations a plan lets be active at a time; equal to PLANS in lib/accounts/plans.ts, which a test compares.
CREATE FUNCTION integration_limit(plan_name plan) RETURNS integer
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE plan_name WHEN 'free' THEN 2 WHEN 'standard' THEN 5 WHEN 'premium' THEN 20 WHEN 'pro' THEN 100 END
$$;
--> statement-breakpoint
-- Refuses an active integration over the plan's limit, however many requests come at once: each locks the account first
-- and counts afterwards.
CREATE FUNCTION hold_integration_limit() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  account_plan plan;
  active integer;
BEGIN
  IF NOT NEW.is_active OR NEW.deleted_at IS NOT NULL THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.is_active AND OLD.deleted_at IS NULL AND OLD.account_id = NEW.account_id THEN
    RETURN NEW;
  END IF;

  SELECT plan INTO account_plan FROM accounts WHERE id = NEW.account_id FOR NO KEY UPDATE;
  SELECT count(*) INTO active FROM integrations
  WHERE account_id = NEW.account_id AND is_active AND deleted_at IS NULL AND id <> NEW.id;
  IF account_plan IS NULL OR active >= integration_limit(account_plan) THEN
    RAISE EXCEPTION 'the plan % allows % active integrations', account_plan, integration_limit(account_plan)
      USING ERRCODE = 'LB001', CONSTRAINT = 'integration_limit';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER integration_limit BEFORE INSERT OR UPDATE OF account_id, is_active, deleted_at ON integrations
FOR EACH ROW EXECUTE FUNCTION hold_integration_limit();
