ALTER TABLE `consent_event` ADD `seal` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `journal` ADD `seal` text DEFAULT '' NOT NULL;--> statement-breakpoint
-- seal is JaNein's own function too, with a key that does not lie in the database: a rightly calculated link is not enough.
DROP TRIGGER entry_is_linked;
--> statement-breakpoint
CREATE TRIGGER entry_is_linked INSTEAD OF INSERT ON entering
BEGIN INSERT INTO journal (seq, at, kind, about, salt, commitment, previous, hash, seal)
  SELECT seq, at, kind, about, salt, commitment, previous, hash, seal(hash)
  FROM (SELECT seq, NEW.at AS at, NEW.kind AS kind, NEW.about AS about, NEW.salt AS salt, commitment, previous, sha256(json_array(seq, NEW.at, NEW.kind, NEW.about, commitment, previous)) AS hash
  FROM (SELECT ifnull(max(seq), 0) + 1 AS seq, ifnull((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), '') AS previous, sha256(NEW.salt || NEW.content) AS commitment FROM journal)); END;
--> statement-breakpoint
DROP TRIGGER journal_is_never_changed;
--> statement-breakpoint
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
WHEN NOT (NEW.salt = '' AND NEW.seq IS OLD.seq AND NEW.at IS OLD.at AND NEW.kind IS OLD.kind AND NEW.about IS OLD.about
  AND NEW.commitment IS OLD.commitment AND NEW.previous IS OLD.previous AND NEW.hash IS OLD.hash AND NEW.seal IS OLD.seal)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
--> statement-breakpoint
DROP TRIGGER consent_event_is_never_changed;
--> statement-breakpoint
-- The one exception is erasing what identifies, all of it at once, after an erasure is on record that reaches to it; the hashed part stays.
CREATE TRIGGER consent_event_is_never_changed BEFORE UPDATE ON consent_event
WHEN NOT (OLD.salt <> '' AND NEW.salt = '' AND NEW.child_id IS NULL AND NEW.person_id IS NULL AND NEW.recorded_by = '' AND NEW.evidence = ''
  AND NEW.seq IS OLD.seq AND NEW.id IS OLD.id AND NEW.decision IS OLD.decision AND NEW.purpose IS OLD.purpose AND NEW.kind IS OLD.kind AND NEW.role IS OLD.role
  AND NEW.route IS OLD.route AND NEW.at IS OLD.at AND NEW.notice IS OLD.notice AND NEW.language IS OLD.language AND NEW.shown IS OLD.shown AND NEW.voids IS OLD.voids
  AND NEW.commitment IS OLD.commitment AND NEW.previous IS OLD.previous AND NEW.hash IS OLD.hash AND NEW.seal IS OLD.seal
  AND OLD.at < ifnull((SELECT ended_before FROM erasure ORDER BY id DESC LIMIT 1), ''))
BEGIN SELECT RAISE(ABORT, 'consent events are append-only: record a voided event instead of changing one'); END;
--> statement-breakpoint
DROP TRIGGER consent_event_is_linked;
--> statement-breakpoint
CREATE TRIGGER consent_event_is_linked BEFORE INSERT ON consent_event
WHEN NEW.hash IS NOT sha256(json_array(NEW.seq, NEW.id, NEW.decision, NEW.purpose, NEW.kind, NEW.role, NEW.route, NEW.at, NEW.notice, NEW.language, NEW.shown, NEW.voids, NEW.commitment, NEW.previous))
  OR NEW.seal IS NOT seal(NEW.hash)
BEGIN SELECT RAISE(ABORT, 'an event is linked to the one before it, and sealed, by JaNein alone'); END;
--> statement-breakpoint
DROP TRIGGER erasure_comes_after_its_time;
--> statement-breakpoint
CREATE TRIGGER erasure_comes_after_its_time BEFORE INSERT ON erasure
WHEN NEW.ended_before > ifnull(strftime('%Y-%m-%dT%H:%M:%fZ', NEW.at, 'start of year', '-1 year'), '')
BEGIN SELECT RAISE(ABORT, 'nothing is erased that is younger than the shortest retention time'); END;
