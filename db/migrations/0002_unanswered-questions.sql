CREATE TABLE `passed_question` (
	`id` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`person_id` text NOT NULL,
	`language` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `unanswered_question` (
	`topic_guess` text NOT NULL,
	`language` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`topic_guess`, `language`)
);
