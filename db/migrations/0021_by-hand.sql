CREATE TABLE `left_open` (
	`child_id` text NOT NULL,
	`what` text NOT NULL,
	`at` text NOT NULL,
	`done_at` text,
	PRIMARY KEY(`child_id`, `what`),
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `roll_change` (
	`id` text PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	`what` text NOT NULL,
	`about` text NOT NULL,
	`detail` text NOT NULL,
	`former` text NOT NULL,
	`undone_at` text
);
--> statement-breakpoint
CREATE INDEX `roll_change_at` ON `roll_change` (`at`);--> statement-breakpoint
CREATE INDEX `roll_change_about` ON `roll_change` (`about`);