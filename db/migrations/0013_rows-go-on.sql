-- What is changed is entered anew: it must be as it was entered before, or what somebody has changed past the journal would be entered with it.
CREATE TRIGGER notice_version_goes_on_from_its_entry BEFORE UPDATE ON notice_version
WHEN NOT ifnull((SELECT commitment = sha256(salt || json_array(OLD.number, OLD.sha256, OLD.text, OLD.published_at, OLD.change, OLD.decided_at, OLD.decided_by, OLD.lapse_on, OLD.lapsed_at)) FROM journal WHERE kind = 'notice_version' AND about = cast(OLD.number AS text) ORDER BY seq DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'a row of the proof is not as it was entered: notice_version'); END;
--> statement-breakpoint
CREATE TRIGGER period_goes_on_from_its_entry BEFORE UPDATE ON period
WHEN NOT ifnull((SELECT commitment = sha256(salt || json_array(OLD.id, OLD.started_at, OLD.started_by, OLD.ended_at, OLD.ended_by)) FROM journal WHERE kind = 'period' AND about = cast(OLD.id AS text) ORDER BY seq DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'a row of the proof is not as it was entered: period'); END;
--> statement-breakpoint
CREATE TRIGGER rights_request_goes_on_from_its_entry BEFORE UPDATE ON rights_request
WHEN NOT ifnull((SELECT commitment = sha256(salt || json_array(OLD.id, OLD."right", OLD.person_id, OLD.words)) FROM journal WHERE kind = 'rights_request' AND about = cast(OLD.id AS text) ORDER BY seq DESC LIMIT 1), 0)
BEGIN SELECT RAISE(ABORT, 'a row of the proof is not as it was entered: rights_request'); END;
