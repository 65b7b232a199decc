CREATE TABLE `withdrawal_matter` (
	`id` text PRIMARY KEY NOT NULL,
	`chat_id` text NOT NULL,
	`person_id` text NOT NULL,
	`words` text NOT NULL,
	`language` text NOT NULL,
	`said_at` text NOT NULL,
	`office_at` text,
	`closed_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `withdrawal_matter_person` ON `withdrawal_matter` (`person_id`);--> statement-breakpoint
CREATE TABLE `daily_round` (
	`name` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `announcement` ADD `chat_id` text;