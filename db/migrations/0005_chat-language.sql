CREATE TABLE `chat_language` (
	`chat_id` text PRIMARY KEY NOT NULL,
	`language` text NOT NULL,
	`how` text NOT NULL
);
