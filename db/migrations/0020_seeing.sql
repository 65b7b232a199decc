CREATE INDEX `consent_event_at` ON `consent_event` (`at`,`kind`);--> statement-breakpoint
-- A child is looked for by the names of those who may declare for it.
CREATE TRIGGER person_is_renamed AFTER UPDATE OF given_name, family_name ON person WHEN OLD.given_name <> NEW.given_name OR OLD.family_name <> NEW.family_name
BEGIN DELETE FROM child_change WHERE child_id IN (SELECT child_id FROM guardianship WHERE guardian_id = NEW.id); INSERT INTO child_change (child_id) SELECT child_id FROM guardianship WHERE guardian_id = NEW.id; END;
