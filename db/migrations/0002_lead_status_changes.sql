-- The changes of status that LEGAL_TRANSITIONS (lib/leads/status.ts) allows; a test compares every pair.
CREATE FUNCTION public.refuse_lead_status() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'A lead may not go from % to %', OLD.status, NEW.status
    USING ERRCODE = 'check_violation', CONSTRAINT = 'lead_status_changes', TABLE = 'leads', SCHEMA = 'public';
END $$;
--> statement-breakpoint
CREATE TRIGGER lead_status_changes BEFORE UPDATE OF status ON leads FOR EACH ROW
WHEN (
  OLD.status <> NEW.status AND (OLD.status, NEW.status) NOT IN (
    ('received', 'processing'), ('received', 'filtered'), ('received', 'skipped'), ('received', 'duplicate'),
    ('received', 'waiting'), ('received', 'held'), ('received', 'failed'),
    ('processing', 'received'), ('processing', 'delivered'), ('processing', 'filtered'), ('processing', 'skipped'),
    ('processing', 'waiting'), ('processing', 'held'), ('processing', 'failed'),
    ('waiting', 'received'), ('waiting', 'processing'), ('waiting', 'held'), ('waiting', 'failed'),
    ('held', 'received'), ('held', 'processing'), ('held', 'skipped'), ('held', 'failed'),
    ('delivered', 'received'),
    ('filtered', 'received'),
    ('skipped', 'received'),
    ('duplicate', 'received'),
    ('failed', 'received')
  )
)
EXECUTE FUNCTION public.refuse_lead_status();
