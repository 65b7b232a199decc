CREATE TABLE `custody_fact` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`child_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`custody` text NOT NULL,
	`since` text NOT NULL,
	`paper` text NOT NULL,
	`by` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`guardian_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `custody_fact_pair` ON `custody_fact` (`child_id`,`guardian_id`);--> statement-breakpoint
CREATE INDEX `custody_fact_guardian` ON `custody_fact` (`guardian_id`);--> statement-breakpoint
-- Who may declare decides what stands: each fact is entered in the journal as it is written, and never changed.
CREATE TRIGGER custody_fact_is_entered AFTER INSERT ON custody_fact
BEGIN INSERT INTO entering VALUES (NEW.at, 'custody_fact', cast(NEW.id AS text), json_array(NEW.id, NEW.child_id, NEW.guardian_id, NEW.custody, NEW.since, NEW.paper, NEW."by", NEW.at), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER custody_fact_is_never_changed BEFORE UPDATE ON custody_fact
BEGIN SELECT RAISE(ABORT, 'facts of custody are append-only: a decision is a new one'); END;
--> statement-breakpoint
CREATE TRIGGER custody_fact_stays_for_its_time BEFORE DELETE ON custody_fact
WHEN NOT OLD.at < ifnull((SELECT ended_before FROM erasure ORDER BY id DESC LIMIT 1), '')
BEGIN SELECT RAISE(ABORT, 'facts of custody are erased after the retention time, and on record'); END;
--> statement-breakpoint
CREATE TRIGGER custody_fact_is_erased AFTER DELETE ON custody_fact
BEGIN UPDATE journal SET salt = '' WHERE kind = 'custody_fact' AND about = cast(OLD.id AS text); END;
--> statement-breakpoint
CREATE TRIGGER custody_is_decided AFTER INSERT ON custody_fact
BEGIN DELETE FROM child_change WHERE child_id = NEW.child_id; INSERT INTO child_change (child_id) VALUES (NEW.child_id); END;
