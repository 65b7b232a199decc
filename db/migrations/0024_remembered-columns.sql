CREATE TABLE `remembered_columns` (
	`kind` text PRIMARY KEY NOT NULL,
	`columns` text NOT NULL,
	`at` text NOT NULL
);
