CREATE TABLE `class_list_seen` (
	`teacher_id` text NOT NULL,
	`child_id` text NOT NULL,
	`seen` text NOT NULL,
	`at` text NOT NULL,
	PRIMARY KEY(`teacher_id`, `child_id`),
	FOREIGN KEY (`teacher_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `morning_line` (
	`teacher_id` text PRIMARY KEY NOT NULL,
	`time` text NOT NULL,
	`from_day` text NOT NULL,
	FOREIGN KEY (`teacher_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
