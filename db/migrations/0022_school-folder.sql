CREATE TABLE `school_file` (
	`name` text PRIMARY KEY NOT NULL,
	`content` blob NOT NULL
);
--> statement-breakpoint
DROP INDEX `notice_version_sha256_unique`;