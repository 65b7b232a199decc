CREATE TABLE `journal` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`salt` text NOT NULL,
	`commitment` text NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `journal_row` ON `journal` (`kind`,`about`);--> statement-breakpoint
ALTER TABLE `erasure` ADD `ended_before` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `erasure` ADD `event_places` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `erasure` ADD `entry_places` text DEFAULT '' NOT NULL;--> statement-breakpoint
-- Whatever the proof leans on is entered in the journal in the statement that writes it, and linked to the entry before.
-- sha256 is JaNein's own function: another program cannot write these tables at all.
CREATE VIEW entering AS SELECT at, kind, about, '' AS content, salt FROM journal;
--> statement-breakpoint
CREATE TRIGGER entry_is_linked INSTEAD OF INSERT ON entering
BEGIN INSERT INTO journal (seq, at, kind, about, salt, commitment, previous, hash)
  SELECT seq, NEW.at, NEW.kind, NEW.about, NEW.salt, commitment, previous, sha256(json_array(seq, NEW.at, NEW.kind, NEW.about, commitment, previous))
  FROM (SELECT ifnull(max(seq), 0) + 1 AS seq, ifnull((SELECT hash FROM journal ORDER BY seq DESC LIMIT 1), '') AS previous, sha256(NEW.salt || NEW.content) AS commitment FROM journal); END;
--> statement-breakpoint
CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
WHEN NOT (NEW.salt = '' AND NEW.seq IS OLD.seq AND NEW.at IS OLD.at AND NEW.kind IS OLD.kind AND NEW.about IS OLD.about
  AND NEW.commitment IS OLD.commitment AND NEW.previous IS OLD.previous AND NEW.hash IS OLD.hash)
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER shown_text_is_entered AFTER INSERT ON shown_text
BEGIN INSERT INTO entering VALUES ('', 'shown_text', NEW.sha256, json_array(NEW.sha256, NEW.text), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER notice_version_is_entered AFTER INSERT ON notice_version
BEGIN INSERT INTO entering VALUES (NEW.published_at, 'notice_version', cast(NEW.number AS text), json_array(NEW.number, NEW.sha256, NEW.text, NEW.published_at, NEW.change, NEW.decided_at, NEW.decided_by, NEW.lapse_on, NEW.lapsed_at), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER notice_decision_is_entered AFTER UPDATE ON notice_version
BEGIN INSERT INTO entering VALUES (ifnull(NEW.lapsed_at, NEW.decided_at), 'notice_version', cast(NEW.number AS text), json_array(NEW.number, NEW.sha256, NEW.text, NEW.published_at, NEW.change, NEW.decided_at, NEW.decided_by, NEW.lapse_on, NEW.lapsed_at), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER period_is_entered AFTER INSERT ON period
BEGIN INSERT INTO entering VALUES (NEW.started_at, 'period', cast(NEW.id AS text), json_array(NEW.id, NEW.started_at, NEW.started_by, NEW.ended_at, NEW.ended_by), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER period_end_is_entered AFTER UPDATE ON period
BEGIN INSERT INTO entering VALUES (NEW.ended_at, 'period', cast(NEW.id AS text), json_array(NEW.id, NEW.started_at, NEW.started_by, NEW.ended_at, NEW.ended_by), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER rights_request_is_entered AFTER INSERT ON rights_request
BEGIN INSERT INTO entering VALUES ('', 'rights_request', NEW.id, json_array(NEW.id, NEW."right", NEW.person_id, NEW.words), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER further_words_are_entered AFTER UPDATE ON rights_request
BEGIN INSERT INTO entering VALUES ('', 'rights_request', NEW.id, json_array(NEW.id, NEW."right", NEW.person_id, NEW.words), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER request_step_is_entered AFTER INSERT ON request_step
BEGIN INSERT INTO entering VALUES (NEW.at, 'request_step', cast(NEW.id AS text), json_array(NEW.id, NEW.request_id, NEW.step, NEW.at, NEW."by", NEW.note), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER office_action_is_entered AFTER INSERT ON office_action
BEGIN INSERT INTO entering VALUES (NEW.at, 'office_action', cast(NEW.id AS text), json_array(NEW.id, NEW.at, NEW."by", NEW.what, NEW.about), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER erasure_is_entered AFTER INSERT ON erasure
BEGIN INSERT INTO entering VALUES (NEW.at, 'erasure', cast(NEW.id AS text), json_array(NEW.id, NEW.at, NEW.events, NEW.children, NEW.people, NEW.ended_before, NEW.event_places, NEW.entry_places), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
INSERT INTO entering SELECT published_at, 'notice_version', cast(number AS text), json_array(number, sha256, text, published_at, change, decided_at, decided_by, lapse_on, lapsed_at), lower(hex(randomblob(16))) FROM notice_version ORDER BY number;
--> statement-breakpoint
INSERT INTO entering SELECT started_at, 'period', cast(id AS text), json_array(id, started_at, started_by, ended_at, ended_by), lower(hex(randomblob(16))) FROM period ORDER BY id;
--> statement-breakpoint
INSERT INTO entering SELECT '', 'shown_text', sha256, json_array(sha256, text), lower(hex(randomblob(16))) FROM shown_text ORDER BY rowid;
--> statement-breakpoint
INSERT INTO entering SELECT '', 'rights_request', id, json_array(id, "right", person_id, words), lower(hex(randomblob(16))) FROM rights_request ORDER BY rowid;
--> statement-breakpoint
INSERT INTO entering SELECT at, 'request_step', cast(id AS text), json_array(id, request_id, step, at, "by", note), lower(hex(randomblob(16))) FROM request_step ORDER BY id;
--> statement-breakpoint
INSERT INTO entering SELECT at, 'office_action', cast(id AS text), json_array(id, at, "by", what, about), lower(hex(randomblob(16))) FROM office_action ORDER BY id;
--> statement-breakpoint
INSERT INTO entering SELECT at, 'erasure', cast(id AS text), json_array(id, at, events, children, people, ended_before, event_places, entry_places), lower(hex(randomblob(16))) FROM erasure ORDER BY id;
--> statement-breakpoint
-- What was erased before there was a record of which: taken over as far as it was old enough.
INSERT INTO erasure (at, events, children, people, ended_before, event_places)
  SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 0, 0, 0, strftime('%Y-%m-%dT%H:%M:%fZ', 'now', 'start of year', '-1 year'), places
  FROM (SELECT group_concat(seq) AS places FROM (SELECT seq FROM consent_event WHERE salt = '' AND hash <> '' AND child_id IS NULL
    AND at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', 'start of year', '-1 year') ORDER BY seq)) WHERE places IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER erasure_comes_after_its_time BEFORE INSERT ON erasure
WHEN NEW.ended_before > strftime('%Y-%m-%dT%H:%M:%fZ', NEW.at, 'start of year', '-1 year')
BEGIN SELECT RAISE(ABORT, 'nothing is erased that is younger than the shortest retention time'); END;
--> statement-breakpoint
CREATE TRIGGER erasure_is_never_changed BEFORE UPDATE ON erasure
BEGIN SELECT RAISE(ABORT, 'the record of what was erased is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER erasure_is_never_deleted BEFORE DELETE ON erasure
BEGIN SELECT RAISE(ABORT, 'the record of what was erased is append-only'); END;
--> statement-breakpoint
DROP TRIGGER consent_event_is_never_changed;
--> statement-breakpoint
-- The one exception is erasing what identifies, all of it at once, after an erasure is on record that reaches to it; the hashed part stays.
CREATE TRIGGER consent_event_is_never_changed BEFORE UPDATE ON consent_event
WHEN NOT (OLD.salt <> '' AND NEW.salt = '' AND NEW.child_id IS NULL AND NEW.person_id IS NULL AND NEW.recorded_by = '' AND NEW.evidence = ''
  AND NEW.seq IS OLD.seq AND NEW.id IS OLD.id AND NEW.decision IS OLD.decision AND NEW.purpose IS OLD.purpose AND NEW.kind IS OLD.kind AND NEW.role IS OLD.role
  AND NEW.route IS OLD.route AND NEW.at IS OLD.at AND NEW.notice IS OLD.notice AND NEW.language IS OLD.language AND NEW.shown IS OLD.shown AND NEW.voids IS OLD.voids
  AND NEW.commitment IS OLD.commitment AND NEW.previous IS OLD.previous AND NEW.hash IS OLD.hash
  AND OLD.at < ifnull((SELECT ended_before FROM erasure ORDER BY id DESC LIMIT 1), ''))
BEGIN SELECT RAISE(ABORT, 'consent events are append-only: record a voided event instead of changing one'); END;
--> statement-breakpoint
CREATE TRIGGER consent_event_is_linked BEFORE INSERT ON consent_event
WHEN NEW.hash IS NOT sha256(json_array(NEW.seq, NEW.id, NEW.decision, NEW.purpose, NEW.kind, NEW.role, NEW.route, NEW.at, NEW.notice, NEW.language, NEW.shown, NEW.voids, NEW.commitment, NEW.previous))
BEGIN SELECT RAISE(ABORT, 'an event is linked to the one before it, by JaNein alone'); END;
--> statement-breakpoint
CREATE TRIGGER shown_text_is_never_deleted BEFORE DELETE ON shown_text
BEGIN SELECT RAISE(ABORT, 'what was shown stays as it was shown'); END;
--> statement-breakpoint
CREATE TRIGGER notice_version_is_never_deleted BEFORE DELETE ON notice_version
BEGIN SELECT RAISE(ABORT, 'a notice version stays as it was shown: a changed text is a new version'); END;
--> statement-breakpoint
CREATE TRIGGER notice_is_decided_once BEFORE UPDATE OF change, decided_at, decided_by, lapse_on ON notice_version WHEN OLD.change IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'what a notice version means is decided once'); END;
--> statement-breakpoint
CREATE TRIGGER period_is_never_changed BEFORE UPDATE ON period
WHEN NOT (OLD.ended_at IS NULL AND NEW.id IS OLD.id AND NEW.started_at IS OLD.started_at AND NEW.started_by IS OLD.started_by)
BEGIN SELECT RAISE(ABORT, 'a period is begun once and ended once'); END;
--> statement-breakpoint
CREATE TRIGGER period_is_never_deleted BEFORE DELETE ON period
BEGIN SELECT RAISE(ABORT, 'a period is begun once and ended once'); END;
--> statement-breakpoint
-- Further words may come, after those that are there.
CREATE TRIGGER rights_request_is_never_changed BEFORE UPDATE ON rights_request
WHEN NOT (NEW.id IS OLD.id AND NEW."right" IS OLD."right" AND NEW.person_id IS OLD.person_id AND substr(NEW.words, 1, length(OLD.words)) = OLD.words)
BEGIN SELECT RAISE(ABORT, 'a request stays as it was made'); END;
--> statement-breakpoint
CREATE TRIGGER rights_request_goes_with_its_steps BEFORE DELETE ON rights_request
WHEN EXISTS (SELECT 1 FROM request_step WHERE request_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'a request is erased after its steps'); END;
--> statement-breakpoint
CREATE TRIGGER request_step_stays_for_its_time BEFORE DELETE ON request_step
WHEN NOT OLD.at < ifnull((SELECT ended_before FROM erasure ORDER BY id DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'the steps of a request are erased after the retention time, and on record'); END;
--> statement-breakpoint
CREATE TRIGGER office_action_stays_for_its_time BEFORE DELETE ON office_action
WHEN NOT OLD.at < ifnull((SELECT ended_before FROM erasure ORDER BY id DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'what a person of the office did is erased after the retention time, and on record'); END;
--> statement-breakpoint
CREATE TRIGGER rights_request_is_erased AFTER DELETE ON rights_request
BEGIN UPDATE journal SET salt = '' WHERE kind = 'rights_request' AND about = OLD.id; END;
--> statement-breakpoint
CREATE TRIGGER request_step_is_erased AFTER DELETE ON request_step
BEGIN UPDATE journal SET salt = '' WHERE kind = 'request_step' AND about = cast(OLD.id AS text); END;
--> statement-breakpoint
CREATE TRIGGER office_action_is_erased AFTER DELETE ON office_action
BEGIN UPDATE journal SET salt = '' WHERE kind = 'office_action' AND about = cast(OLD.id AS text); END;
--> statement-breakpoint
-- Links of before carried their secret where logs of a proxy keep it.
DELETE FROM office_link;
