CREATE INDEX `announcement_child` ON `announcement` (`child_id`);--> statement-breakpoint
CREATE INDEX `consent_event_person` ON `consent_event` (`person_id`);