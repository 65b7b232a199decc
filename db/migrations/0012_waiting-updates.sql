CREATE TABLE `bot_run` (
	`id` integer PRIMARY KEY NOT NULL,
	`started_at` text NOT NULL,
	`ended_at` text,
	`username` text
);
--> statement-breakpoint
CREATE TABLE `suspect_update` (
	`update_id` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `waiting_update` (
	`update_id` integer PRIMARY KEY NOT NULL,
	`update` text NOT NULL
);
