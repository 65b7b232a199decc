ALTER TABLE `seen_update` ADD `seal` text DEFAULT '' NOT NULL;--> statement-breakpoint
-- What had its effect in former versions is sealed once, in the same step.
UPDATE seen_update SET seal = seal_of('update ' || update_id);
