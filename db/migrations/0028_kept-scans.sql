CREATE TABLE `kept_scan` (
	`sha256` text PRIMARY KEY NOT NULL,
	`picture` blob NOT NULL,
	`at` text NOT NULL,
	CONSTRAINT "kept_scan_is_bounded" CHECK(length("kept_scan"."picture") <= 2097152)
);
--> statement-breakpoint
CREATE TABLE `kept_scan_of` (
	`sha256` text NOT NULL,
	`child_id` text NOT NULL,
	`person_id` text NOT NULL,
	PRIMARY KEY(`sha256`, `child_id`, `person_id`),
	FOREIGN KEY (`sha256`) REFERENCES `kept_scan`(`sha256`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `kept_scan_of_child` ON `kept_scan_of` (`child_id`);--> statement-breakpoint
CREATE INDEX `kept_scan_of_person` ON `kept_scan_of` (`person_id`);