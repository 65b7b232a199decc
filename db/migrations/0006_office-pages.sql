CREATE TABLE `child_change` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`child_id` text NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `child_change_child_id_unique` ON `child_change` (`child_id`);--> statement-breakpoint
CREATE TABLE `office_action` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	`what` text NOT NULL,
	`about` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `office_link` (
	`hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`made_at` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `office_person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `office_link_person` ON `office_link` (`person_id`);--> statement-breakpoint
CREATE TABLE `office_person` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`made_at` text NOT NULL,
	`gone_at` text
);
--> statement-breakpoint
CREATE TABLE `office_session` (
	`hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`started_at` text NOT NULL,
	`seen_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `office_person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `office_session_person` ON `office_session` (`person_id`);--> statement-breakpoint
CREATE INDEX `child_class` ON `child` (`class_id`);--> statement-breakpoint
CREATE INDEX `child_pupil` ON `child` (`pupil_id`);--> statement-breakpoint
-- What the pages of the office show of a child has changed: the newest change of each child is at the end. Deleting first: OR IGNORE of an outer statement would reach in here.
CREATE TRIGGER child_is_new AFTER INSERT ON child
BEGIN DELETE FROM child_change WHERE child_id = NEW.id; INSERT INTO child_change (child_id) VALUES (NEW.id); END;
--> statement-breakpoint
CREATE TRIGGER child_has_changed AFTER UPDATE ON child
BEGIN DELETE FROM child_change WHERE child_id = NEW.id; INSERT INTO child_change (child_id) VALUES (NEW.id); END;
--> statement-breakpoint
CREATE TRIGGER class_has_changed AFTER UPDATE ON school_class
BEGIN DELETE FROM child_change WHERE child_id IN (SELECT id FROM child WHERE class_id = NEW.id); INSERT INTO child_change (child_id) SELECT id FROM child WHERE class_id = NEW.id; END;
--> statement-breakpoint
CREATE TRIGGER guardianship_is_new AFTER INSERT ON guardianship
BEGIN DELETE FROM child_change WHERE child_id = NEW.child_id; INSERT INTO child_change (child_id) VALUES (NEW.child_id); END;
--> statement-breakpoint
CREATE TRIGGER guardianship_has_ended AFTER DELETE ON guardianship
BEGIN DELETE FROM child_change WHERE child_id = OLD.child_id; INSERT INTO child_change (child_id) VALUES (OLD.child_id); END;
--> statement-breakpoint
CREATE TRIGGER code_is_new AFTER INSERT ON join_code
BEGIN DELETE FROM child_change WHERE child_id IN (SELECT child_id FROM guardianship WHERE guardian_id = NEW.person_id UNION SELECT id FROM child WHERE pupil_id = NEW.person_id); INSERT INTO child_change (child_id) SELECT child_id FROM guardianship WHERE guardian_id = NEW.person_id UNION SELECT id FROM child WHERE pupil_id = NEW.person_id; END;
--> statement-breakpoint
CREATE TRIGGER account_is_new AFTER INSERT ON account
BEGIN DELETE FROM child_change WHERE child_id IN (SELECT child_id FROM guardianship WHERE guardian_id = NEW.person_id UNION SELECT id FROM child WHERE pupil_id = NEW.person_id); INSERT INTO child_change (child_id) SELECT child_id FROM guardianship WHERE guardian_id = NEW.person_id UNION SELECT id FROM child WHERE pupil_id = NEW.person_id; END;
--> statement-breakpoint
CREATE TRIGGER account_has_gone AFTER DELETE ON account
BEGIN DELETE FROM child_change WHERE child_id IN (SELECT child_id FROM guardianship WHERE guardian_id = OLD.person_id UNION SELECT id FROM child WHERE pupil_id = OLD.person_id); INSERT INTO child_change (child_id) SELECT child_id FROM guardianship WHERE guardian_id = OLD.person_id UNION SELECT id FROM child WHERE pupil_id = OLD.person_id; END;
--> statement-breakpoint
CREATE TRIGGER event_is_new AFTER INSERT ON consent_event WHEN NEW.child_id IS NOT NULL
BEGIN DELETE FROM child_change WHERE child_id = NEW.child_id; INSERT INTO child_change (child_id) VALUES (NEW.child_id); END;
--> statement-breakpoint
CREATE TRIGGER event_was_erased AFTER UPDATE OF child_id ON consent_event WHEN OLD.child_id IS NOT NULL
BEGIN DELETE FROM child_change WHERE child_id = OLD.child_id; INSERT INTO child_change (child_id) VALUES (OLD.child_id); END;
--> statement-breakpoint
CREATE TRIGGER office_action_is_never_changed BEFORE UPDATE ON office_action
BEGIN SELECT RAISE(ABORT, 'what a person of the office did stays as it was put down'); END;
