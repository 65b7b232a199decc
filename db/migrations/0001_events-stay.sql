-- The proof is append-only: not even a bug of ours can rewrite it.
CREATE TRIGGER consent_event_is_never_changed BEFORE UPDATE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent events are append-only: record a voided event instead of changing one'); END;
--> statement-breakpoint
CREATE TRIGGER consent_event_is_never_deleted BEFORE DELETE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent events are append-only: record a voided event instead of deleting one'); END;
