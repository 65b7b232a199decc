CREATE TABLE `erasure` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`events` integer NOT NULL,
	`children` integer NOT NULL,
	`people` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `period` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`started_at` text NOT NULL,
	`started_by` text NOT NULL,
	`ended_at` text,
	`ended_by` text
);
--> statement-breakpoint
CREATE TABLE `request_step` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` text NOT NULL,
	`step` text NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	`note` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `rights_request`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `request_step_request` ON `request_step` (`request_id`);--> statement-breakpoint
CREATE TABLE `rights_request` (
	`id` text PRIMARY KEY NOT NULL,
	`right` text NOT NULL,
	`person_id` text NOT NULL,
	`words` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_consent_event` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`decision` text NOT NULL,
	`child_id` text,
	`purpose` text NOT NULL,
	`kind` text NOT NULL,
	`person_id` text,
	`role` text NOT NULL,
	`route` text NOT NULL,
	`recorded_by` text NOT NULL,
	`at` text NOT NULL,
	`notice` integer NOT NULL,
	`language` text NOT NULL,
	`shown` text,
	`evidence` text NOT NULL,
	`voids` text,
	`salt` text NOT NULL,
	`commitment` text NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`notice`) REFERENCES `notice_version`(`number`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shown`) REFERENCES `shown_text`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_consent_event`("seq", "id", "decision", "child_id", "purpose", "kind", "person_id", "role", "route", "recorded_by", "at", "notice", "language", "shown", "evidence", "voids", "salt", "commitment", "previous", "hash") SELECT "seq", "id", "decision", "child_id", "purpose", "kind", "guardian_id", CASE WHEN "guardian_id" IS NULL THEN 'office' ELSE 'guardian' END, "route", "recorded_by", "at", "notice", "language", "shown", "evidence", "voids", '', '', '', '' FROM `consent_event`;--> statement-breakpoint
DROP TABLE `consent_event`;--> statement-breakpoint
ALTER TABLE `__new_consent_event` RENAME TO `consent_event`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `consent_event_id_unique` ON `consent_event` (`id`);--> statement-breakpoint
CREATE INDEX `consent_event_child` ON `consent_event` (`child_id`);--> statement-breakpoint
CREATE INDEX `consent_event_decision` ON `consent_event` (`decision`);--> statement-breakpoint
CREATE INDEX `consent_event_hash` ON `consent_event` (`hash`);--> statement-breakpoint
CREATE TABLE `__new_announcement` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`person_id` text NOT NULL,
	`child_id` text,
	`born_at` text NOT NULL,
	`due_at` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`claimed_at` text,
	`last_error` text,
	`sent_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
INSERT INTO `__new_announcement`("id", "kind", "about", "person_id", "child_id", "born_at", "due_at", "attempts", "claimed_at", "last_error", "sent_at") SELECT "id", 'decision', "decision", "person_id", "child_id", "born_at", "due_at", "attempts", "claimed_at", "last_error", "sent_at" FROM `announcement`;--> statement-breakpoint
DROP TABLE `announcement`;--> statement-breakpoint
ALTER TABLE `__new_announcement` RENAME TO `announcement`;--> statement-breakpoint
CREATE INDEX `announcement_open` ON `announcement` (`sent_at`,`due_at`);--> statement-breakpoint
CREATE INDEX `announcement_person` ON `announcement` (`person_id`);--> statement-breakpoint
ALTER TABLE `child` ADD `key` text;--> statement-breakpoint
ALTER TABLE `child` ADD `pupil_id` text REFERENCES person(id);--> statement-breakpoint
ALTER TABLE `notice_version` ADD `change` text;--> statement-breakpoint
ALTER TABLE `notice_version` ADD `decided_at` text;--> statement-breakpoint
ALTER TABLE `notice_version` ADD `decided_by` text;--> statement-breakpoint
ALTER TABLE `notice_version` ADD `lapse_on` text;--> statement-breakpoint
ALTER TABLE `notice_version` ADD `lapsed_at` text;--> statement-breakpoint
UPDATE `notice_version` SET `change` = 'first', `decided_at` = `published_at`, `decided_by` = '' WHERE `number` = 1;--> statement-breakpoint
-- The proof is append-only: not even a bug of ours can rewrite it. The one exception is erasing what identifies, all of it at once; the hashed part stays.
CREATE TRIGGER consent_event_is_never_changed BEFORE UPDATE ON consent_event
WHEN NOT (OLD.salt <> '' AND NEW.salt = '' AND NEW.child_id IS NULL AND NEW.person_id IS NULL AND NEW.recorded_by = '' AND NEW.evidence = ''
  AND NEW.seq IS OLD.seq AND NEW.id IS OLD.id AND NEW.decision IS OLD.decision AND NEW.purpose IS OLD.purpose AND NEW.kind IS OLD.kind AND NEW.role IS OLD.role
  AND NEW.route IS OLD.route AND NEW.at IS OLD.at AND NEW.notice IS OLD.notice AND NEW.language IS OLD.language AND NEW.shown IS OLD.shown AND NEW.voids IS OLD.voids
  AND NEW.commitment IS OLD.commitment AND NEW.previous IS OLD.previous AND NEW.hash IS OLD.hash)
BEGIN SELECT RAISE(ABORT, 'consent events are append-only: record a voided event instead of changing one'); END;--> statement-breakpoint
CREATE TRIGGER consent_event_is_never_deleted BEFORE DELETE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent events are append-only: record a voided event instead of deleting one'); END;--> statement-breakpoint
CREATE TRIGGER shown_text_is_never_changed BEFORE UPDATE ON shown_text
BEGIN SELECT RAISE(ABORT, 'what was shown stays as it was shown'); END;--> statement-breakpoint
CREATE TRIGGER notice_text_is_never_changed BEFORE UPDATE OF number, sha256, text, published_at ON notice_version
BEGIN SELECT RAISE(ABORT, 'a notice version stays as it was shown: a changed text is a new version'); END;--> statement-breakpoint
CREATE TRIGGER request_step_is_never_changed BEFORE UPDATE ON request_step
BEGIN SELECT RAISE(ABORT, 'the steps of a request are append-only'); END;
