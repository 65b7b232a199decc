BEGIN TRANSACTION;
CREATE TABLE "__drizzle_migrations" (
				id SERIAL PRIMARY KEY,
				hash text NOT NULL,
				created_at numeric
			);
INSERT INTO "__drizzle_migrations" VALUES(NULL,'e9b1d8260986c469c9cd05a94af573b180b0fcf423b737ed5e6294bed8fe0bc7',1795478077055);
INSERT INTO "__drizzle_migrations" VALUES(NULL,'a3fae12ea50ea8e131cee281aa14836ff07c42021fea58e01bb569e1b391f303',1795478214232);
INSERT INTO "__drizzle_migrations" VALUES(NULL,'7b16c71dfb5d896c520d960d5de6a57ca5566e40406492b7b4ed3e09d3a9c4cd',1795489070843);
CREATE TABLE `account` (
	`person_id` text PRIMARY KEY NOT NULL,
	`chat_id` text NOT NULL,
	`joined_at` text NOT NULL,
	`unreachable_since` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "account" VALUES('id000003','101','2026-11-23T17:00:00.000Z',NULL);
INSERT INTO "account" VALUES('id000032','103','2026-11-23T17:00:00.000Z',NULL);
INSERT INTO "account" VALUES('id000051','201','2026-11-23T17:00:00.000Z',NULL);
CREATE TABLE `announcement` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`decision` text NOT NULL,
	`person_id` text NOT NULL,
	`child_id` text NOT NULL,
	`born_at` text NOT NULL,
	`due_at` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`claimed_at` text,
	`last_error` text,
	`sent_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "announcement" VALUES(1,'id000054','id000003','id000033','2026-11-23T17:00:00.000Z','2026-11-23T17:00:00.000Z',1,'2026-11-23T17:00:00.000Z',NULL,'2026-11-23T17:00:00.000Z');
INSERT INTO "announcement" VALUES(2,'id000054','id000051','id000033','2026-11-23T17:00:00.000Z','2026-11-23T17:00:00.000Z',1,'2026-11-23T17:00:00.000Z',NULL,'2026-11-23T17:00:00.000Z');
INSERT INTO "announcement" VALUES(3,'id000058','id000032','id000031','2026-11-23T17:00:00.000Z','2026-11-23T17:00:00.000Z',1,'2026-11-23T17:00:00.000Z',NULL,'2026-11-23T17:00:00.000Z');
INSERT INTO "announcement" VALUES(4,'id000058','id000050','id000031','2026-11-23T17:00:00.000Z','2026-11-23T17:00:00.000Z',0,NULL,NULL,NULL);
INSERT INTO "announcement" VALUES(5,'id000063','id000003','id000033','2026-11-23T18:00:00.000Z','2026-11-23T18:00:00.000Z',1,'2026-11-23T18:00:00.000Z',NULL,'2026-11-23T18:00:00.000Z');
INSERT INTO "announcement" VALUES(6,'id000063','id000051','id000033','2026-11-23T18:00:00.000Z','2026-11-23T18:00:00.000Z',1,'2026-11-23T18:00:00.000Z',NULL,'2026-11-23T18:00:00.000Z');
CREATE TABLE `child` (
	`id` text PRIMARY KEY NOT NULL,
	`given_name` text NOT NULL,
	`family_name` text NOT NULL,
	`birth_date` text,
	`class_id` text NOT NULL,
	`both_must_agree` integer DEFAULT false NOT NULL,
	`gone_at` text,
	FOREIGN KEY (`class_id`) REFERENCES `school_class`(`id`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "child" VALUES('id000001','Jonas','Beispiel','2020-02-04','id000002',0,NULL);
INSERT INTO "child" VALUES('id000005','Ayşe','Probe','2019-11-19','id000002',0,NULL);
INSERT INTO "child" VALUES('id000008','Ben','Muster','2020-06-02','id000002',0,NULL);
INSERT INTO "child" VALUES('id000010','Clara','Entwurf','2020-01-27','id000002',0,NULL);
INSERT INTO "child" VALUES('id000013','Dilan','Vorlage','2019-09-13','id000002',0,NULL);
INSERT INTO "child" VALUES('id000015','Emil','Skizze','2020-03-30','id000002',0,NULL);
INSERT INTO "child" VALUES('id000018','Finn','Muster','2018-08-11','id000019',0,NULL);
INSERT INTO "child" VALUES('id000020','Greta','Fiktion','2018-12-05','id000019',0,NULL);
INSERT INTO "child" VALUES('id000022','Hüseyin','Probe','2018-04-23','id000019',0,NULL);
INSERT INTO "child" VALUES('id000023','Ida','Erdacht','2019-02-16','id000019',0,NULL);
INSERT INTO "child" VALUES('id000026','Jakub','Wymyślony','2018-10-08','id000019',0,NULL);
INSERT INTO "child" VALUES('id000028','Kira','Märchen','2018-07-21','id000019',1,NULL);
INSERT INTO "child" VALUES('id000031','Leon','Niemand','2019-05-01','id000019',0,NULL);
INSERT INTO "child" VALUES('id000033','Mila','Beispiel','2018-03-15','id000034',0,NULL);
INSERT INTO "child" VALUES('id000035','Noah','Vorlage','2017-06-09','id000034',0,NULL);
INSERT INTO "child" VALUES('id000036','Olena','Vyhadana','2017-08-28','id000034',0,NULL);
INSERT INTO "child" VALUES('id000038','Paul','Fabel','2017-12-12','id000034',0,NULL);
INSERT INTO "child" VALUES('id000041','Rania','Chayal','2017-11-03','id000034',0,NULL);
INSERT INTO "child" VALUES('id000044','Sofia','Fantasie','2018-05-25','id000034',0,NULL);
INSERT INTO "child" VALUES('id000046','Tim','Erfunden','2018-01-17','id000034',0,NULL);
CREATE TABLE `class_teacher` (
	`teacher_id` text NOT NULL,
	`class_id` text NOT NULL,
	PRIMARY KEY(`teacher_id`, `class_id`),
	FOREIGN KEY (`teacher_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`class_id`) REFERENCES `school_class`(`id`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "class_teacher" VALUES('id000049','id000002');
INSERT INTO "class_teacher" VALUES('id000050','id000019');
INSERT INTO "class_teacher" VALUES('id000051','id000034');
CREATE TABLE `consent_event` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`decision` text NOT NULL,
	`child_id` text NOT NULL,
	`purpose` text NOT NULL,
	`kind` text NOT NULL,
	`guardian_id` text,
	`route` text NOT NULL,
	`recorded_by` text NOT NULL,
	`at` text NOT NULL,
	`notice` integer NOT NULL,
	`language` text NOT NULL,
	`shown` text,
	`evidence` text NOT NULL,
	`voids` text,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`guardian_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`notice`) REFERENCES `notice_version`(`number`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shown`) REFERENCES `shown_text`(`sha256`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "consent_event" VALUES(1,'id000055','id000054','id000033','audio','given','id000003','chat','id000003','2026-11-23T17:00:00.000Z',1,'de','966e3e7cf6529734796865e7b03f98a5d919037a1faf9418abece1d56ffa8293','update 1010, button',NULL);
INSERT INTO "consent_event" VALUES(2,'id000056','id000054','id000033','video','refused','id000003','chat','id000003','2026-11-23T17:00:00.000Z',1,'de','966e3e7cf6529734796865e7b03f98a5d919037a1faf9418abece1d56ffa8293','update 1010, button',NULL);
INSERT INTO "consent_event" VALUES(3,'id000059','id000058','id000031','audio','given','id000032','chat','id000032','2026-11-23T17:00:00.000Z',1,'de','e088f2cf61035e4ff97cf42175a2dbc232ce2304fea4884afc5212dec181b5b8','update 1014, button',NULL);
INSERT INTO "consent_event" VALUES(4,'id000060','id000058','id000031','video','given','id000032','chat','id000032','2026-11-23T17:00:00.000Z',1,'de','e088f2cf61035e4ff97cf42175a2dbc232ce2304fea4884afc5212dec181b5b8','update 1014, button',NULL);
INSERT INTO "consent_event" VALUES(5,'id000064','id000063','id000033','audio','withdrawn','id000003','chat','id000003','2026-11-23T18:00:00.000Z',1,'de','2162c58836bd03be2ddbaab1d1135591707d0c3e43bb5d87fbb9b858c8a93bbe','update 1019, button',NULL);
CREATE TABLE `conversation_state` (
	`chat_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`changed_at` text NOT NULL
);
INSERT INTO "conversation_state" VALUES('101','{"version":[0,1],"state":{"giveConsent":[{"args":"[null]","interrupts":[10],"replay":{"send":[{"payload":"wait"},{"payload":"external"},{"payload":"external"},{"payload":"sendMessage"},{"payload":"wait"},{"payload":"answerCallbackQuery"},{"payload":"editMessageText"},{"payload":"external"},{"payload":"sendMessage"},{"payload":"sendMessage"},{"payload":"wait"}],"receive":[{"send":0,"returnValue":{"update_id":1020,"message":{"message_id":37,"date":1795456800,"chat":{"id":101,"type":"private","first_name":"Nadja"},"from":{"is_bot":false,"id":101,"first_name":"Nadja","language_code":"de"},"text":"/einwilligung","entities":[{"type":"bot_command","offset":0,"length":13}]}}},{"send":1,"returnValue":{"ok":true,"ret":[{"child":{"id":"id000033","givenName":"Mila","familyName":"Beispiel","birthDate":"2018-03-15","classId":"id000034","bothMustAgree":false,"className":"3a"},"guardianId":"id000003"},{"child":{"id":"id000001","givenName":"Jonas","familyName":"Beispiel","birthDate":"2020-02-04","classId":"id000002","bothMustAgree":false,"className":"1b"},"guardianId":"id000003"}]}},{"send":2,"returnValue":{"ok":true,"ret":"id000065"}},{"send":3,"returnValue":{"ok":true,"res":{"ok":true,"result":{"message_id":38,"date":1795456800,"chat":{"id":101,"type":"private","first_name":"Nadja"},"from":{"id":1,"is_bot":true,"first_name":"JaNein","username":"janein_bot"},"reply_markup":{"inline_keyboard":[[{"text":"Mila B. (3a)","callback_data":"give:child:id00:id000033"}],[{"text":"Jonas B. (1b)","callback_data":"give:child:id00:id000001"}]]},"text":"Um welches Kind geht es?"}}}},{"send":4,"returnValue":{"update_id":1021,"callback_query":{"id":"q1021","from":{"is_bot":false,"id":101,"first_name":"Nadja","language_code":"de"},"chat_instance":"1","data":"give:child:id00:id000001","message":{"message_id":38,"date":1795456800,"chat":{"id":101,"type":"private","first_name":"Nadja"},"from":{"id":1,"is_bot":true,"first_name":"JaNein","username":"janein_bot"},"reply_markup":{"inline_keyboard":[[{"text":"Mila B. (3a)","callback_data":"give:child:id00:id000033"}],[{"text":"Jonas B. (1b)","callback_data":"give:child:id00:id000001"}]]},"text":"Um welches Kind geht es?"}}}},{"send":5,"returnValue":{"ok":true,"res":{"ok":true,"result":true}}},{"send":6,"returnValue":{"ok":true,"res":{"ok":true,"result":{"message_id":38,"date":1795456800,"chat":{"id":101,"type":"private","first_name":"Nadja"},"from":{"id":1,"is_bot":true,"first_name":"JaNein","username":"janein_bot"},"text":"Um welches Kind geht es?\n\n➡️ Jonas B. (1b)"}}}},{"send":7,"returnValue":{"ok":true,"ret":"id000066"}},{"send":8,"returnValue":{"ok":true,"res":{"ok":true,"result":{"message_id":39,"date":1795456800,"chat":{"id":101,"type":"private","first_name":"Nadja"},"from":{"id":1,"is_bot":true,"first_name":"JaNein","username":"janein_bot"},"reply_markup":{"inline_keyboard":[[{"text":"Ganze Information lesen","callback_data":"show:notice"}]]},"text":"Videokonferenzen mit IServ: Jonas B. (1b)\n\nDas Wichtigste, wörtlich aus der Information der Schule (Fassung 1):\n\n• Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.\n• Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.\n• Diese Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.\n• Die Einwilligung ist freiwillig.\n• Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.\n• Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.\n• Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden."}}}},{"send":9,"returnValue":{"ok":true,"res":{"ok":true,"result":{"message_id":40,"date":1795456800,"chat":{"id":101,"type":"private","first_name":"Nadja"},"from":{"id":1,"is_bot":true,"first_name":"JaNein","username":"janein_bot"},"reply_markup":{"inline_keyboard":[[{"text":"JA","callback_data":"give:id000001:audio:id001:yes"},{"text":"NEIN","callback_data":"give:id000001:audio:id001:no"}]]},"text":"Jonas B.: Teilnahme per Audio (Ton)?"}}}}]}}]}}','2026-11-23T18:00:00.000Z');
CREATE TABLE `failed_join` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`chat_id` text NOT NULL,
	`at` text NOT NULL
);
CREATE TABLE `guardianship` (
	`guardian_id` text NOT NULL,
	`child_id` text NOT NULL,
	PRIMARY KEY(`guardian_id`, `child_id`),
	FOREIGN KEY (`guardian_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "guardianship" VALUES('id000003','id000001');
INSERT INTO "guardianship" VALUES('id000004','id000001');
INSERT INTO "guardianship" VALUES('id000006','id000005');
INSERT INTO "guardianship" VALUES('id000007','id000005');
INSERT INTO "guardianship" VALUES('id000009','id000008');
INSERT INTO "guardianship" VALUES('id000011','id000010');
INSERT INTO "guardianship" VALUES('id000012','id000010');
INSERT INTO "guardianship" VALUES('id000014','id000013');
INSERT INTO "guardianship" VALUES('id000016','id000015');
INSERT INTO "guardianship" VALUES('id000017','id000015');
INSERT INTO "guardianship" VALUES('id000009','id000018');
INSERT INTO "guardianship" VALUES('id000021','id000020');
INSERT INTO "guardianship" VALUES('id000006','id000022');
INSERT INTO "guardianship" VALUES('id000007','id000022');
INSERT INTO "guardianship" VALUES('id000024','id000023');
INSERT INTO "guardianship" VALUES('id000025','id000023');
INSERT INTO "guardianship" VALUES('id000027','id000026');
INSERT INTO "guardianship" VALUES('id000029','id000028');
INSERT INTO "guardianship" VALUES('id000030','id000028');
INSERT INTO "guardianship" VALUES('id000032','id000031');
INSERT INTO "guardianship" VALUES('id000003','id000033');
INSERT INTO "guardianship" VALUES('id000004','id000033');
INSERT INTO "guardianship" VALUES('id000014','id000035');
INSERT INTO "guardianship" VALUES('id000037','id000036');
INSERT INTO "guardianship" VALUES('id000039','id000038');
INSERT INTO "guardianship" VALUES('id000040','id000038');
INSERT INTO "guardianship" VALUES('id000042','id000041');
INSERT INTO "guardianship" VALUES('id000043','id000041');
INSERT INTO "guardianship" VALUES('id000045','id000044');
INSERT INTO "guardianship" VALUES('id000047','id000046');
INSERT INTO "guardianship" VALUES('id000048','id000046');
CREATE TABLE `join_code` (
	`hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`made_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "join_code" VALUES('Ac6brvyPfZ6020I_yLFaBzU-v09rME8dt5VxgF844rk','id000003','2026-11-23T17:00:00.000Z','2026-12-23T17:00:00.000Z','2026-11-23T17:00:00.000Z');
INSERT INTO "join_code" VALUES('pVS0gsdA1sDAj-QAnQK-Wh1JUkZRWqHctUzzzBTZN7Q','id000032','2026-11-23T17:00:00.000Z','2026-12-23T17:00:00.000Z','2026-11-23T17:00:00.000Z');
INSERT INTO "join_code" VALUES('j8E7y5aq70XTewXpZgGp2LyH8dj4TmENZLPPFUVzaUc','id000051','2026-11-23T17:00:00.000Z','2026-12-23T17:00:00.000Z','2026-11-23T17:00:00.000Z');
INSERT INTO "join_code" VALUES('skU56qsZ6LRppe_V9AcTpl_VEinHIrjssgUfkKkHKU8','id000004','2026-11-23T18:00:00.000Z','2026-12-23T18:00:00.000Z',NULL);
CREATE TABLE `notice_version` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sha256` text NOT NULL,
	`text` text NOT NULL,
	`published_at` text NOT NULL
);
INSERT INTO "notice_version" VALUES(1,'05dbda96ebb752b14f1d54d9738d894ed543f669e1eafe5a4b06028db5896e48','# Information zum Datenschutz und Einwilligung: Teilnahme an IServ Videokonferenzen

[introduction] Auf dieser Seite informieren wir Sie über die zur Nutzung des IServ Videokonferenztools erforderliche Verarbeitung von personenbezogenen Daten.

## Wer ist verantwortlich für die Verarbeitung der Daten meines Kindes?

[controller-school] Verantwortlich ist die Schule: Libori - Grundschule
[controller-head] Schulleiterin Ulrike Poppinga
[controller-address] Paderborner Str. 109, 44143 Dortmund
[controller-mail] Libori-Grundschule@stadtdo.de

## An wen kann ich mich wenden, wenn ich Fragen zum Datenschutz habe?

[officer] Fragen zum Datenschutz können Sie an den behördlich bestellten schulischen Datenschutzbeauftragten stellen: Bünyamin Demir, bünyamin.demir@libori-grundschule-edu.de

## Zu welchem Zweck sollen die Daten meines Kindes verarbeitet werden?

[purpose] Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.

## Auf welcher Rechtsgrundlage erfolgt die Verarbeitung?

[legal-basis] Die Verarbeitung erfolgt auf der Grundlage Ihrer Einwilligung.

## Welche personenbezogenen Daten meines Kindes werden bei Teilnahme an einer IServ Videokonferenz verarbeitet?

[data-of-conference] Bei der Teilnahme an einer Videokonferenz ohne eigenes Nutzerkonto werden neben Bild- und Tondaten, zusätzliche Daten zur Konferenz verarbeitet: Name des Raumes, IP Nummer des Teilnehmers und Informationen zum genutzten Endgerät.
[data-of-features] Je nach Nutzung der Funktionen in einer Videokonferenz fallen Inhalte von Chats, gesetzter Status, Eingaben bei Umfragen, Beiträge zum geteilten Whiteboard, durch Upload geteilte Dateien und Inhalte von Bildschirmfreigaben an.
[no-storage-by-school] Eine Speicherung von Videokonferenzen und Inhalten durch die Schule erfolgt nicht.

## Wer hat Zugriff auf die personenbezogenen Daten meines Kindes?

[access-participants] Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
[access-provider] Der Anbieter hat Zugriff auf die verarbeiteten Daten nur im Rahmen der Auftragsverarbeitung und auf Weisung der Schulleitung.

## An wen werden die Daten meines Kindes übermittelt und wie lange werden diese Daten gespeichert?

[run-by-iserv] Unsere Videokonferenz-Instanz wird von IServ für uns betrieben.
[only-on-our-behalf] IServ verarbeitet die personenbezogenen Daten Ihres Kindes ausschließlich in unserem Auftrag.
[no-own-purposes] Demnach darf IServ sie nur entsprechend unserer Weisungen und für unsere Zwecke und nicht für eigene Zwecke nutzen, also weder für Werbung und auch nicht, um sie an Dritte weitergeben.
[no-transfer] Im Sinne des Datenschutzrechts findet somit keine Übermittlung statt.

[school-keeps-nothing] Die Schule speichert keine personenbezogenen Daten im Zusammenhang mit der Nutzung des IServ Videokonferenztools.
[no-recording] Videokonferenzen und Chats werden nicht aufgezeichnet und weder durch Schule noch den Anbieter gespeichert.
[deleted-with-room] Die Inhalte von Chats, geteilte Dateien und Whiteboards werden in der Plattform gelöscht, sobald ein Konferenzraum geschlossen wird.

[to-iserv-servers] An die Server der IServ GmbH werden Klarnamen der Teilnehmer, IP-Adressen, Browserkennungen, Berechtigungen, Videokonferenz-Raum-Einstellungen wie beispielsweise der Raumname und die Adresse sowie eine eindeutige Identifikationsnummer des IServs übermittelt.
[entered-by-users] Auf dem Videokonferenz-Server haben die Benutzer die Möglichkeit, Daten in Form von Beteiligungen am virtuellen Whiteboard, Chat-Nachrichten, hochgeladenen Präsentationen und Notizen einzugeben.
[metadata] Außerdem fallen Metadaten wie Dauer der Videokonferenz und Zeitstempel zu Ereignissen wie dem Beitritt oder dem Verlassen einer Konferenz an.
[deleted-after-seven-days] Diese Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
[no-backups] Sicherungskopien dieser Daten werden nicht angelegt.

## Technische Information

[stability] Nehmen zu viele an einer Videokonferenz teil, kann es zu Stabilitätsproblemen kommen
[network] Neben der eigenen Bandbreite ist die Qualität der Konferenz auch von dem eigenen Netzwerk abhängig.
[cable] Verwenden Sie möglichst eine Kabelverbindung zum Router und vermeiden Sie WLAN.

[recording-forbidden] Es ist Teilnehmern untersagt Videokonferenzen mitzuschneiden.
[recording-software] Die Verwendung von Software, die den Bildschirminhalt oder die Videokonferenzen aufnimmt, stellt einen Verstoß gegen die DSGVO und das Recht am eigenen Bild dar.

## Sehr geehrte Erziehungsberechtigte,

[letter-reason] in Zeiten der eingeschränkten Beschulung in den Räumlichkeiten der Schule legen wir Wert auf den persönlichen Kontakt zu unseren Schülerinnen und Schülern.
[letter-sessions] Dazu möchten wir eine Videokonferenz- Plattform nutzen, um Sitzungen innerhalb der Lerngruppen unter Leitung einer Lehrkraft abzuhalten, und für Ihr Kind Beratung und Unterstützung durch Lehrkräfte in Kleingruppen und im Vier-Augen-Gespräch zu ermöglichen.
[letter-platform] Nutzen werden wir dazu das IServ Videokonferenztool, eine Plattform, die in Deutschland von vielen Schulen und Universitäten genutzt wird.
[letter-devices] Sie kann über Computer, Smartphone und Tablet genutzt werden.

[letter-account] Die Teilnahme an einer Videokonferenz erfordert nur das IServ-Nutzerkonto.
[letter-circle] Alle Inhalte der Videokonferenzen und begleitenden Chats bleiben im Kreis der Teilnehmer.
[letter-no-recording] Es erfolgt keine Aufzeichnung oder Speicherung durch die Schule oder den Anbieter.
[letter-seven-days] Personenbezogene Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
[letter-no-backups] Sicherungskopien dieser Daten werden nicht angelegt.
[letter-family] Schüler sind gehalten, bei einer Videokonferenz darauf zu achten, dass die Privatsphäre ihrer Familienmitglieder gewahrt bleibt.
[letter-exclusion] Bei Verstößen gegen diese Regel behält die Schule sich vor, Ihr Kind von Videokonferenzen auszuschließen bzw. die Teilnahme auf Audio zu beschränken.

[letter-request] Hierzu möchten wir im Folgenden Ihre Einwilligung einholen.

[letter-signed] U. Poppinga
[letter-head] (Schulleiterin )

## Formular

[form-fields] [Name, Vorname, Geburtsdatum und Klasse der Schülerin / des Schülers]

[form-title] Teilnahme an IServ Videokonferenzen ohne Nutzerkonto
[form-agreement] Ich/ wir sind an der Teilnahme unseres Kindes an IServ Videokonferenzen von privaten Endgeräten aus einverstanden:
[form-tick] Bitte ankreuzen!
[form-audio] Teilnahme per Audio: JA NEIN
[form-video] Teilnahme per Video: JA NEIN

[voluntary] Die Einwilligung ist freiwillig.
[no-disadvantage] Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.
[participation-voluntary] Die Teilnahme ist für Ihr Kind freiwillig.
[other-ways] Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.

[withdrawal] Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.
[withdrawal-effect] Im Falle des (Teil-)Widerrufs wird Ihr Kind nicht oder nur über Ton an Videokonferenzen teilnehmen.
[withdrawal-lawfulness] Durch den Widerruf der Einwilligung wird die Rechtmäßigkeit, der aufgrund der Einwilligung bis zum Widerruf erfolgten Verarbeitung nicht berührt.
[duration] Soweit die Einwilligung nicht widerrufen wird, gilt sie für die Dauer der eingeschränkten Beschulung.

[rights] Gegenüber der Schule besteht ein Recht auf Auskunft über Ihre personenbezogenen Daten, ferner haben Sie ein Recht auf Berichtigung, Löschung oder Einschränkung, ein Widerspruchsrecht gegen die Verarbeitung und ein Recht auf Datenübertragbarkeit.
[complaint] Zudem steht Ihnen ein Beschwerderecht bei der Datenschutzaufsichtsbehörde unseres Bundeslandes zu.

[place-and-signature] [Ort, Datum] [Unterschrift des / der Erziehungsberechtigten Schüler ab 16 Jahre]
[place-and-signature-of-pupil] [Ort, Datum] [zusätzlich Unterschrift des / der Schüler/in ab 16 Jahre]
','2026-11-23T17:00:00.000Z');
CREATE TABLE `passed_question` (
	`id` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`person_id` text NOT NULL,
	`language` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`role` text NOT NULL,
	`given_name` text NOT NULL,
	`family_name` text NOT NULL,
	`key` text,
	`gone_at` text
);
INSERT INTO "person" VALUES('id000003','guardian','Nadja','Beispiel','E01',NULL);
INSERT INTO "person" VALUES('id000004','guardian','Tarek','Beispiel-Anders','E02',NULL);
INSERT INTO "person" VALUES('id000006','guardian','Zeynep','Probe','E03',NULL);
INSERT INTO "person" VALUES('id000007','guardian','Murat','Probe','E04',NULL);
INSERT INTO "person" VALUES('id000009','guardian','Sabine','Muster','E05',NULL);
INSERT INTO "person" VALUES('id000011','guardian','Olaf','Entwurf','E06',NULL);
INSERT INTO "person" VALUES('id000012','guardian','Ute','Entwurf','E07',NULL);
INSERT INTO "person" VALUES('id000014','guardian','Berfin','Vorlage','E08',NULL);
INSERT INTO "person" VALUES('id000016','guardian','Anna','Skizze','E09',NULL);
INSERT INTO "person" VALUES('id000017','guardian','Britta','Skizze','E10',NULL);
INSERT INTO "person" VALUES('id000021','guardian','Holger','Fiktion','E11',NULL);
INSERT INTO "person" VALUES('id000024','guardian','Marta','Erdacht','E12',NULL);
INSERT INTO "person" VALUES('id000025','guardian','Jens','Erdacht','E13',NULL);
INSERT INTO "person" VALUES('id000027','guardian','Kasia','Wymyślona','E14',NULL);
INSERT INTO "person" VALUES('id000029','guardian','Frauke','Märchen','E15',NULL);
INSERT INTO "person" VALUES('id000030','guardian','Dirk','Sage','E16',NULL);
INSERT INTO "person" VALUES('id000032','guardian','Opa Heinz','Niemand','E17',NULL);
INSERT INTO "person" VALUES('id000037','guardian','Iryna','Vyhadana','E18',NULL);
INSERT INTO "person" VALUES('id000039','guardian','Rita','Fabel','E19',NULL);
INSERT INTO "person" VALUES('id000040','guardian','Udo','Fabel','E20',NULL);
INSERT INTO "person" VALUES('id000042','guardian','Layla','Chayal','E21',NULL);
INSERT INTO "person" VALUES('id000043','guardian','Sami','Chayal','E22',NULL);
INSERT INTO "person" VALUES('id000045','guardian','Elena','Fantasie','E23',NULL);
INSERT INTO "person" VALUES('id000047','guardian','Gabi','Erfunden','E24',NULL);
INSERT INTO "person" VALUES('id000048','guardian','Rolf','Erfunden','E25',NULL);
INSERT INTO "person" VALUES('id000049','teacher','Karl','Kreide','KREI',NULL);
INSERT INTO "person" VALUES('id000050','teacher','Lina','Lineal','LINE',NULL);
INSERT INTO "person" VALUES('id000051','teacher','Petra','Tafel','TAFE',NULL);
CREATE TABLE `school_class` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
INSERT INTO "school_class" VALUES('id000002','1b');
INSERT INTO "school_class" VALUES('id000019','2c');
INSERT INTO "school_class" VALUES('id000034','3a');
CREATE TABLE `seen_update` (
	`update_id` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL
);
INSERT INTO "seen_update" VALUES(1000,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1001,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1002,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1003,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1004,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1005,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1006,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1007,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1008,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1009,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1010,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1011,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1012,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1013,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1014,'2026-11-23T17:00:00.000Z');
INSERT INTO "seen_update" VALUES(1015,'2026-11-23T18:00:00.000Z');
INSERT INTO "seen_update" VALUES(1016,'2026-11-23T18:00:00.000Z');
INSERT INTO "seen_update" VALUES(1017,'2026-11-23T18:00:00.000Z');
INSERT INTO "seen_update" VALUES(1018,'2026-11-23T18:00:00.000Z');
INSERT INTO "seen_update" VALUES(1019,'2026-11-23T18:00:00.000Z');
INSERT INTO "seen_update" VALUES(1020,'2026-11-23T18:00:00.000Z');
INSERT INTO "seen_update" VALUES(1021,'2026-11-23T18:00:00.000Z');
CREATE TABLE `shown_text` (
	`sha256` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL
);
INSERT INTO "shown_text" VALUES('966e3e7cf6529734796865e7b03f98a5d919037a1faf9418abece1d56ffa8293','<b>Videokonferenzen mit IServ: Mila B. (3a)</b>

Das Wichtigste, wörtlich aus der Information der Schule (Fassung 1):

• Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.
• Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
• Diese Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
• Die Einwilligung ist freiwillig.
• Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.
• Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.
• Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.

<b>Mila B.: Teilnahme per Audio (Ton)?</b>

<b>Mila B.: Teilnahme per Video (Bild)?</b>

<b>Bitte prüfen Sie Ihre Antworten</b>

Mila B. (3a)
Teilnahme per Audio (Ton): <b>JA</b>
Teilnahme per Video (Bild): <b>NEIN</b>

Erst mit „Absenden“ wird Ihre Antwort gespeichert. Sie können sie jederzeit ändern oder widerrufen.');
INSERT INTO "shown_text" VALUES('e088f2cf61035e4ff97cf42175a2dbc232ce2304fea4884afc5212dec181b5b8','<b>Videokonferenzen mit IServ: Leon N. (2c)</b>

Das Wichtigste, wörtlich aus der Information der Schule (Fassung 1):

• Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.
• Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
• Diese Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
• Die Einwilligung ist freiwillig.
• Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.
• Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.
• Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.

<b>Leon N.: Teilnahme per Audio (Ton)?</b>

<b>Leon N.: Teilnahme per Video (Bild)?</b>

<b>Bitte prüfen Sie Ihre Antworten</b>

Leon N. (2c)
Teilnahme per Audio (Ton): <b>JA</b>
Teilnahme per Video (Bild): <b>JA</b>

Erst mit „Absenden“ wird Ihre Antwort gespeichert. Sie können sie jederzeit ändern oder widerrufen.');
INSERT INTO "shown_text" VALUES('2162c58836bd03be2ddbaab1d1135591707d0c3e43bb5d87fbb9b858c8a93bbe','<b>Videokonferenzen mit IServ: Mila B. (3a)</b>

Das Wichtigste, wörtlich aus der Information der Schule (Fassung 1):

• Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.
• Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
• Diese Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
• Die Einwilligung ist freiwillig.
• Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.
• Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.
• Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.

<b>Mila B.: Teilnahme per Audio (Ton)?</b>

<b>Mila B.: Teilnahme per Video (Bild)?</b>

<b>Bitte prüfen Sie Ihre Antworten</b>

Mila B. (3a)
Teilnahme per Audio (Ton): <b>NEIN</b>
Teilnahme per Video (Bild): <b>NEIN</b>

Erst mit „Absenden“ wird Ihre Antwort gespeichert. Sie können sie jederzeit ändern oder widerrufen.');
CREATE TABLE `unanswered_question` (
	`topic_guess` text NOT NULL,
	`language` text NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`topic_guess`, `language`)
);
CREATE INDEX `account_chat` ON `account` (`chat_id`);
CREATE INDEX `announcement_open` ON `announcement` (`sent_at`,`due_at`);
CREATE INDEX `class_teacher_class` ON `class_teacher` (`class_id`);
CREATE UNIQUE INDEX `consent_event_id_unique` ON `consent_event` (`id`);
CREATE INDEX `consent_event_child` ON `consent_event` (`child_id`);
CREATE INDEX `failed_join_at` ON `failed_join` (`at`);
CREATE INDEX `guardianship_child` ON `guardianship` (`child_id`);
CREATE INDEX `join_code_person` ON `join_code` (`person_id`);
CREATE UNIQUE INDEX `notice_version_sha256_unique` ON `notice_version` (`sha256`);
CREATE UNIQUE INDEX `school_class_name_unique` ON `school_class` (`name`);
CREATE TRIGGER consent_event_is_never_changed BEFORE UPDATE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent events are append-only: record a voided event instead of changing one'); END;
CREATE TRIGGER consent_event_is_never_deleted BEFORE DELETE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent events are append-only: record a voided event instead of deleting one'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('notice_version',1);
INSERT INTO "sqlite_sequence" VALUES('consent_event',5);
INSERT INTO "sqlite_sequence" VALUES('announcement',6);
COMMIT;