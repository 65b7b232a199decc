CREATE TABLE `account` (
	`person_id` text PRIMARY KEY NOT NULL,
	`chat_id` text NOT NULL,
	`joined_at` text NOT NULL,
	`unreachable_since` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `account_chat` ON `account` (`chat_id`);--> statement-breakpoint
CREATE TABLE `announcement` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`decision` text NOT NULL,
	`person_id` text NOT NULL,
	`child_id` text NOT NULL,
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
CREATE INDEX `announcement_open` ON `announcement` (`sent_at`,`due_at`);--> statement-breakpoint
CREATE TABLE `child` (
	`id` text PRIMARY KEY NOT NULL,
	`given_name` text NOT NULL,
	`family_name` text NOT NULL,
	`birth_date` text,
	`class_id` text NOT NULL,
	`both_must_agree` integer DEFAULT false NOT NULL,
	`gone_at` text,
	FOREIGN KEY (`class_id`) REFERENCES `school_class`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `class_teacher` (
	`teacher_id` text NOT NULL,
	`class_id` text NOT NULL,
	PRIMARY KEY(`teacher_id`, `class_id`),
	FOREIGN KEY (`teacher_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`class_id`) REFERENCES `school_class`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `class_teacher_class` ON `class_teacher` (`class_id`);--> statement-breakpoint
CREATE TABLE `consent_event` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`decision` text NOT NULL,
	`child_id` text NOT NULL,
	`purpose` text NOT NULL,
	`kind` text NOT NULL,
	`guardian_id` text,
	`route` text NOT NULL,
	`recorded_by` text NOT NULL,
	`at` text NOT NULL,
	`notice` integer NOT NULL,
	`language` text NOT NULL,
	`shown` text,
	`evidence` text NOT NULL,
	`voids` text,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`guardian_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`notice`) REFERENCES `notice_version`(`number`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shown`) REFERENCES `shown_text`(`sha256`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consent_event_id_unique` ON `consent_event` (`id`);--> statement-breakpoint
CREATE INDEX `consent_event_child` ON `consent_event` (`child_id`);--> statement-breakpoint
CREATE TABLE `conversation_state` (
	`chat_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`changed_at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `failed_join` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`chat_id` text NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `failed_join_at` ON `failed_join` (`at`);--> statement-breakpoint
CREATE TABLE `guardianship` (
	`guardian_id` text NOT NULL,
	`child_id` text NOT NULL,
	PRIMARY KEY(`guardian_id`, `child_id`),
	FOREIGN KEY (`guardian_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `guardianship_child` ON `guardianship` (`child_id`);--> statement-breakpoint
CREATE TABLE `join_code` (
	`hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`made_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `join_code_person` ON `join_code` (`person_id`);--> statement-breakpoint
CREATE TABLE `notice_version` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sha256` text NOT NULL,
	`text` text NOT NULL,
	`published_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notice_version_sha256_unique` ON `notice_version` (`sha256`);--> statement-breakpoint
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`role` text NOT NULL,
	`given_name` text NOT NULL,
	`family_name` text NOT NULL,
	`key` text,
	`gone_at` text
);
--> statement-breakpoint
CREATE TABLE `school_class` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `school_class_name_unique` ON `school_class` (`name`);--> statement-breakpoint
CREATE TABLE `seen_update` (
	`update_id` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `shown_text` (
	`sha256` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL
);
