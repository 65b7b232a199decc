CREATE TABLE `matrix_chat` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`user_id` text NOT NULL,
	`room_id` text NOT NULL,
	`last_message` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `matrix_chat_user_id_unique` ON `matrix_chat` (`user_id`);--> statement-breakpoint
CREATE TABLE `matrix_event` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`event_id` text NOT NULL,
	`chat_id` integer NOT NULL,
	`message_id` integer NOT NULL,
	`options` text,
	`answers` text,
	`is_placed` integer NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `matrix_event_event_id_unique` ON `matrix_event` (`event_id`);--> statement-breakpoint
CREATE INDEX `matrix_event_chat` ON `matrix_event` (`chat_id`,`message_id`);--> statement-breakpoint
CREATE INDEX `matrix_event_at` ON `matrix_event` (`at`);