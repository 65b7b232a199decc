CREATE TABLE `request_entry` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`received_on` text NOT NULL,
	`route` text NOT NULL,
	`place` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `rights_request`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `request_entry_request` ON `request_entry` (`request_id`);--> statement-breakpoint
CREATE TABLE `restriction_fact` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` text NOT NULL,
	`request_id` text NOT NULL,
	`ground` text NOT NULL,
	`since` text NOT NULL,
	`told_on` text NOT NULL,
	`note` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `restriction_fact_person` ON `restriction_fact` (`person_id`);
--> statement-breakpoint
-- Both are entered in the journal as they are written, and never changed; they go after the retention time, on record.
CREATE TRIGGER request_entry_is_entered AFTER INSERT ON request_entry
BEGIN INSERT INTO entering VALUES (NEW.at, 'request_entry', NEW.id, json_array(NEW.id, NEW.request_id, NEW.received_on, NEW.route, NEW.place, NEW."by", NEW.at), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER request_entry_is_never_changed BEFORE UPDATE ON request_entry
BEGIN SELECT RAISE(ABORT, 'that a request came stays as it was put down'); END;
--> statement-breakpoint
CREATE TRIGGER request_entry_stays_for_its_time BEFORE DELETE ON request_entry
WHEN NOT OLD.at < ifnull((SELECT ended_before FROM erasure ORDER BY id DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'that a request came is erased after the retention time, and on record'); END;
--> statement-breakpoint
CREATE TRIGGER request_entry_is_erased AFTER DELETE ON request_entry
BEGIN UPDATE journal SET salt = '' WHERE kind = 'request_entry' AND about = OLD.id; END;
--> statement-breakpoint
CREATE TRIGGER restriction_fact_is_entered AFTER INSERT ON restriction_fact
BEGIN INSERT INTO entering VALUES (NEW.at, 'restriction_fact', cast(NEW.id AS text), json_array(NEW.id, NEW.person_id, NEW.request_id, NEW.ground, NEW.since, NEW.told_on, NEW.note, NEW."by", NEW.at), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER restriction_fact_is_never_changed BEFORE UPDATE ON restriction_fact
BEGIN SELECT RAISE(ABORT, 'restrictions are append-only: lifting one is a new fact'); END;
--> statement-breakpoint
CREATE TRIGGER restriction_is_lifted_when_told BEFORE INSERT ON restriction_fact
WHEN NEW.ground = '' AND (NEW.told_on = '' OR NEW.told_on > NEW.since)
BEGIN SELECT RAISE(ABORT, 'a restriction is lifted after the person was told (Art. 18(3) GDPR)'); END;
--> statement-breakpoint
CREATE TRIGGER restriction_fact_stays_for_its_time BEFORE DELETE ON restriction_fact
WHEN NOT OLD.at < ifnull((SELECT ended_before FROM erasure ORDER BY id DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'facts of a restriction are erased after the retention time, and on record'); END;
--> statement-breakpoint
CREATE TRIGGER restriction_fact_is_erased AFTER DELETE ON restriction_fact
BEGIN UPDATE journal SET salt = '' WHERE kind = 'restriction_fact' AND about = cast(OLD.id AS text); END;
