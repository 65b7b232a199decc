ALTER TABLE `consent_event` ADD `salt` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `consent_event` ADD `commitment` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `consent_event` ADD `previous` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `consent_event` ADD `hash` text DEFAULT '' NOT NULL;