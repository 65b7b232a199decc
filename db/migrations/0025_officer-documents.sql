CREATE TABLE `documents_version` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	`sha256` text NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE TRIGGER documents_version_is_entered AFTER INSERT ON documents_version
BEGIN INSERT INTO entering VALUES (NEW.at, 'documents_version', cast(NEW.number AS text), json_array(NEW.number, NEW.at, NEW."by", NEW.sha256, NEW.text), lower(hex(randomblob(16)))); END;
--> statement-breakpoint
CREATE TRIGGER documents_version_is_never_changed BEFORE UPDATE ON documents_version
BEGIN SELECT RAISE(ABORT, 'documents are append-only: another wording is another version'); END;
--> statement-breakpoint
CREATE TRIGGER documents_version_is_never_taken_away BEFORE DELETE ON documents_version
BEGIN SELECT RAISE(ABORT, 'documents that were put down stay'); END;
