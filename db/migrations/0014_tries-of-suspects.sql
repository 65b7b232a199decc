ALTER TABLE `suspect_update` ADD `tries` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `suspect_update` ADD `silent` integer DEFAULT 1 NOT NULL;