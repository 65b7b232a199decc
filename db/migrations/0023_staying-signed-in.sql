CREATE TABLE `child_look` (
	`child_id` text NOT NULL,
	`person_id` text NOT NULL,
	`hour` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`child_id`, `person_id`, `hour`),
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`person_id`) REFERENCES `office_person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `child_look_at` ON `child_look` (`at`);--> statement-breakpoint
CREATE TABLE `office_letting_in` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`confirmed_by` text,
	`confirmed_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `office_person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposed_by`) REFERENCES `office_person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmed_by`) REFERENCES `office_person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `office_passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`name` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`site` text NOT NULL,
	`made_at` text NOT NULL,
	`used_at` text,
	`refused_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `office_person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `office_passkey_person` ON `office_passkey` (`person_id`);--> statement-breakpoint
CREATE TABLE `office_school_account` (
	`subject` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`tied_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `office_person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `office_school_account_person_id_unique` ON `office_school_account` (`person_id`);--> statement-breakpoint
ALTER TABLE `office_action` ADD `details` text;--> statement-breakpoint
ALTER TABLE `office_session` ADD `id` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `office_session` ADD `device` text;--> statement-breakpoint
ALTER TABLE `office_session` ADD `how` text DEFAULT 'link' NOT NULL;--> statement-breakpoint
ALTER TABLE `office_session` ADD `next` text;--> statement-breakpoint
ALTER TABLE `office_session` ADD `previous` text;--> statement-breakpoint
ALTER TABLE `office_session` ADD `renewed_at` text;--> statement-breakpoint
-- Who is signed in stays so.
UPDATE office_session SET id = lower(hex(randomblob(9)));
--> statement-breakpoint
-- What was put down before there were details is entered as it was; whoever gives it some, or takes them away, is found.
DROP TRIGGER office_action_is_entered;
--> statement-breakpoint
CREATE TRIGGER office_action_is_entered AFTER INSERT ON office_action
BEGIN INSERT INTO entering VALUES (NEW.at, 'office_action', cast(NEW.id AS text), iif(NEW.details IS NULL,
  json_array(NEW.id, NEW.at, NEW."by", NEW.what, NEW.about),
  json_array(NEW.id, NEW.at, NEW."by", NEW.what, NEW.about, NEW.details)), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER child_look_is_never_changed BEFORE UPDATE ON child_look
BEGIN SELECT RAISE(ABORT, 'who looked at a page stays as it was put down'); END;
