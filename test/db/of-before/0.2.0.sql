BEGIN TRANSACTION;
CREATE TABLE "__drizzle_migrations" (
				id SERIAL PRIMARY KEY,
				hash text NOT NULL,
				created_at numeric
			);
INSERT INTO "__drizzle_migrations" VALUES(NULL,'e9b1d8260986c469c9cd05a94af573b180b0fcf423b737ed5e6294bed8fe0bc7',1795478077055);
INSERT INTO "__drizzle_migrations" VALUES(NULL,'a3fae12ea50ea8e131cee281aa14836ff07c42021fea58e01bb569e1b391f303',1795478214232);
INSERT INTO "__drizzle_migrations" VALUES(NULL,'7b16c71dfb5d896c520d960d5de6a57ca5566e40406492b7b4ed3e09d3a9c4cd',1795489070843);
INSERT INTO "__drizzle_migrations" VALUES(NULL,'ba98a16681719f4b1c76f7aeb2cf4380692aa6944a64394c826e9999421bd550',1795563205034);
INSERT INTO "__drizzle_migrations" VALUES(NULL,'9b9952526f75be7d452b0e9f3b96f1d767bb815b50a045f1e18afe99e94bf4c3',1795565753617);
INSERT INTO "__drizzle_migrations" VALUES(NULL,'96ae7dfaad6a2aac36b4f6f93f7126fb75c6cf6c5440f2326cd9cbe85bc5d2cf',1795566230000);
INSERT INTO "__drizzle_migrations" VALUES(NULL,'7adf99722793abae1a2cffa333206d28781de283e427c8dee72c8f579a8ca213',1795566941839);
INSERT INTO "__drizzle_migrations" VALUES(NULL,'56b932a9d05e83e8613070056416eb0bd0ed33d123b24d8b4a38524e2d1925bb',1795568146797);
CREATE TABLE `account` (
	`person_id` text PRIMARY KEY NOT NULL,
	`chat_id` text NOT NULL,
	`joined_at` text NOT NULL,
	`unreachable_since` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "account" VALUES('id000024','101','2026-11-23T17:00:00.000Z',NULL);
INSERT INTO "account" VALUES('id000040','103','2026-11-23T17:00:00.000Z',NULL);
INSERT INTO "account" VALUES('id000051','201','2026-11-23T17:00:00.000Z',NULL);
CREATE TABLE "announcement" (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`about` text NOT NULL,
	`person_id` text NOT NULL,
	`child_id` text,
	`born_at` text NOT NULL,
	`due_at` text NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`claimed_at` text,
	`last_error` text,
	`sent_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "announcement" VALUES(1,'decision','id000054','id000024','id000016','2026-11-23T17:00:00.000Z','2026-11-23T17:00:00.000Z',1,'2026-11-23T17:00:00.000Z',NULL,'2026-11-23T17:00:00.000Z');
INSERT INTO "announcement" VALUES(2,'decision','id000054','id000051','id000016','2026-11-23T17:00:00.000Z','2026-11-23T17:00:00.000Z',1,'2026-11-23T17:00:00.000Z',NULL,'2026-11-23T17:00:00.000Z');
INSERT INTO "announcement" VALUES(3,'decision','id000064','id000040','id000015','2026-11-23T17:00:00.000Z','2026-11-23T17:00:00.000Z',1,'2026-11-23T17:00:00.000Z',NULL,'2026-11-23T17:00:00.000Z');
INSERT INTO "announcement" VALUES(4,'decision','id000064','id000050','id000015','2026-11-23T17:00:00.000Z','2026-11-23T17:00:00.000Z',0,NULL,NULL,NULL);
INSERT INTO "announcement" VALUES(5,'decision','id000075','id000024','id000016','2026-11-23T18:00:00.000Z','2026-11-23T18:00:00.000Z',1,'2026-11-23T18:00:00.000Z',NULL,'2026-11-23T18:00:00.000Z');
INSERT INTO "announcement" VALUES(6,'decision','id000075','id000051','id000016','2026-11-23T18:00:00.000Z','2026-11-23T18:00:00.000Z',1,'2026-11-23T18:00:00.000Z',NULL,'2026-11-23T18:00:00.000Z');
INSERT INTO "announcement" VALUES(7,'decision','id000081','id000025','id000001','2026-11-23T18:00:00.000Z','2026-11-23T18:00:00.000Z',0,NULL,NULL,NULL);
INSERT INTO "announcement" VALUES(8,'decision','id000081','id000049','id000001','2026-11-23T18:00:00.000Z','2026-11-23T18:00:00.000Z',0,NULL,NULL,NULL);
CREATE TABLE `chat_language` (
	`chat_id` text PRIMARY KEY NOT NULL,
	`language` text NOT NULL,
	`how` text NOT NULL
);
INSERT INTO "chat_language" VALUES('101','de','messenger');
INSERT INTO "chat_language" VALUES('103','de','messenger');
INSERT INTO "chat_language" VALUES('201','de','messenger');
CREATE TABLE `child` (
	`id` text PRIMARY KEY NOT NULL,
	`given_name` text NOT NULL,
	`family_name` text NOT NULL,
	`birth_date` text,
	`class_id` text NOT NULL,
	`both_must_agree` integer DEFAULT false NOT NULL,
	`gone_at` text, `key` text, `pupil_id` text REFERENCES person(id), `family_language` text,
	FOREIGN KEY (`class_id`) REFERENCES `school_class`(`id`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "child" VALUES('id000001','Jonas','Beispiel','2020-02-04','id000002',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000003','Ayşe','Probe','2019-11-19','id000002',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000004','Ben','Muster','2020-06-02','id000002',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000005','Clara','Entwurf','2020-01-27','id000002',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000006','Dilan','Vorlage','2019-09-13','id000002',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000007','Emil','Skizze','2020-03-30','id000002',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000008','Finn','Muster','2018-08-11','id000009',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000010','Greta','Fiktion','2018-12-05','id000009',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000011','Hüseyin','Probe','2018-04-23','id000009',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000012','Ida','Erdacht','2019-02-16','id000009',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000013','Jakub','Wymyślony','2018-10-08','id000009',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000014','Kira','Märchen','2018-07-21','id000009',1,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000015','Leon','Niemand','2019-05-01','id000009',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000016','Mila','Beispiel','2018-03-15','id000017',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000018','Noah','Vorlage','2017-06-09','id000017',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000019','Olena','Vyhadana','2017-08-28','id000017',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000020','Paul','Fabel','2017-12-12','id000017',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000021','Rania','Chayal','2017-11-03','id000017',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000022','Sofia','Fantasie','2018-05-25','id000017',0,NULL,NULL,NULL,NULL);
INSERT INTO "child" VALUES('id000023','Tim','Erfunden','2018-01-17','id000017',0,NULL,NULL,NULL,NULL);
CREATE TABLE `child_change` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`child_id` text NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE cascade
);
INSERT INTO "child_change" VALUES(24,'id000003');
INSERT INTO "child_change" VALUES(25,'id000004');
INSERT INTO "child_change" VALUES(27,'id000005');
INSERT INTO "child_change" VALUES(28,'id000006');
INSERT INTO "child_change" VALUES(30,'id000007');
INSERT INTO "child_change" VALUES(31,'id000008');
INSERT INTO "child_change" VALUES(32,'id000010');
INSERT INTO "child_change" VALUES(34,'id000011');
INSERT INTO "child_change" VALUES(36,'id000012');
INSERT INTO "child_change" VALUES(37,'id000013');
INSERT INTO "child_change" VALUES(39,'id000014');
INSERT INTO "child_change" VALUES(43,'id000018');
INSERT INTO "child_change" VALUES(44,'id000019');
INSERT INTO "child_change" VALUES(46,'id000020');
INSERT INTO "child_change" VALUES(48,'id000021');
INSERT INTO "child_change" VALUES(49,'id000022');
INSERT INTO "child_change" VALUES(51,'id000023');
INSERT INTO "child_change" VALUES(61,'id000015');
INSERT INTO "child_change" VALUES(65,'id000001');
INSERT INTO "child_change" VALUES(66,'id000016');
CREATE TABLE `class_teacher` (
	`teacher_id` text NOT NULL,
	`class_id` text NOT NULL,
	PRIMARY KEY(`teacher_id`, `class_id`),
	FOREIGN KEY (`teacher_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`class_id`) REFERENCES `school_class`(`id`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "class_teacher" VALUES('id000049','id000002');
INSERT INTO "class_teacher" VALUES('id000050','id000009');
INSERT INTO "class_teacher" VALUES('id000051','id000017');
CREATE TABLE "consent_event" (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`decision` text NOT NULL,
	`child_id` text,
	`purpose` text NOT NULL,
	`kind` text NOT NULL,
	`person_id` text,
	`role` text NOT NULL,
	`route` text NOT NULL,
	`recorded_by` text NOT NULL,
	`at` text NOT NULL,
	`notice` integer NOT NULL,
	`language` text NOT NULL,
	`shown` text,
	`evidence` text NOT NULL,
	`voids` text,
	`salt` text NOT NULL,
	`commitment` text NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `child`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`notice`) REFERENCES `notice_version`(`number`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`shown`) REFERENCES `shown_text`(`sha256`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "consent_event" VALUES(1,'id000055','id000054','id000016','audio','given','id000024','guardian','chat','id000024','2026-11-23T17:00:00.000Z',1,'de','d92fd06e480fe072f7cbfa8b04e62c7bef26500ae1228c5a0f089626e745ef7e','update 1010, button; ⟨Kind⟩ = Mila B.; ⟨Klasse⟩ = 3a',NULL,'id000057id000058id000059','d65d3056932ebe94b7b6d7880e208bca65c8801ab3e711aed791e20c9d05102c','','38444c81892f61f723e2ff6199b320d20d8dc12a0d50d51f0e439a12ec132409');
INSERT INTO "consent_event" VALUES(2,'id000056','id000054','id000016','video','refused','id000024','guardian','chat','id000024','2026-11-23T17:00:00.000Z',1,'de','d92fd06e480fe072f7cbfa8b04e62c7bef26500ae1228c5a0f089626e745ef7e','update 1010, button; ⟨Kind⟩ = Mila B.; ⟨Klasse⟩ = 3a',NULL,'id000060id000061id000062','e5ceb2480cabfafb3c41163eb8350df1b7583244739102e8f5c7fbf1a88e342a','38444c81892f61f723e2ff6199b320d20d8dc12a0d50d51f0e439a12ec132409','82f7aa3a4389adf6565d2e8c31289a4f5a002e301ea0deca9f62344f93bc0300');
INSERT INTO "consent_event" VALUES(3,'id000065','id000064','id000015','audio','given','id000040','guardian','chat','id000040','2026-11-23T17:00:00.000Z',1,'de','58036ca6bbfae03b08562d64935c0d59a6de6b42487e4e6c8071b904ac6e3f16','update 1014, button; ⟨Kind⟩ = Leon N.; ⟨Klasse⟩ = 2c',NULL,'id000067id000068id000069','44b770b73f57945c92878e8673ad916af1ea04b136733be18409325671c2c9fa','82f7aa3a4389adf6565d2e8c31289a4f5a002e301ea0deca9f62344f93bc0300','af7641cce8974316c9dd29e6a53bba86481741827675406362f5800d739debf9');
INSERT INTO "consent_event" VALUES(4,'id000066','id000064','id000015','video','given','id000040','guardian','chat','id000040','2026-11-23T17:00:00.000Z',1,'de','58036ca6bbfae03b08562d64935c0d59a6de6b42487e4e6c8071b904ac6e3f16','update 1014, button; ⟨Kind⟩ = Leon N.; ⟨Klasse⟩ = 2c',NULL,'id000070id000071id000072','2b57e5ef3dc76d0ffe780f7742020177e66e557f94888567c064f4167fa5c192','af7641cce8974316c9dd29e6a53bba86481741827675406362f5800d739debf9','36fb181a9b37844cd724e9052571b7f63c0bd7a91db8fbb6e02247a5d98fa136');
INSERT INTO "consent_event" VALUES(5,'id000076','id000075','id000016','audio','withdrawn','id000024','guardian','chat','id000024','2026-11-23T18:00:00.000Z',1,'de','9256b735fcc1fefc9a5ac0a293a7bc05b85ebe36114b77af8aa7272dbe7a0523','update 1019, button; ⟨Kind⟩ = Mila B.; ⟨Klasse⟩ = 3a',NULL,'id000077id000078id000079','ee2ce20b1a0e871e7fd863bce889f9739fa7bfee6fa32e03615801912bb4ada2','36fb181a9b37844cd724e9052571b7f63c0bd7a91db8fbb6e02247a5d98fa136','5a6c091e3a75f58c15ea8e5272684ae07e616278c1d6c72b3711d3c60da0042b');
INSERT INTO "consent_event" VALUES(6,'id000082','id000081','id000001','audio','given','id000025','guardian','paper','Frau Schreiber','2026-11-23T18:00:00.000Z',1,'de',NULL,'paper, taken by Frau Schreiber, id000080',NULL,'id000084id000085id000086','17c7fa47e389f12dc3157f89c5fc2a90602cfc7195b331f0303dcbf974bfe41e','5a6c091e3a75f58c15ea8e5272684ae07e616278c1d6c72b3711d3c60da0042b','4eb9b272e68ac1dd00ea8d687741e24705823ae9a019bcbfc3e295f9ef7776af');
INSERT INTO "consent_event" VALUES(7,'id000083','id000081','id000001','video','refused','id000025','guardian','paper','Frau Schreiber','2026-11-23T18:00:00.000Z',1,'de',NULL,'paper, taken by Frau Schreiber, id000080',NULL,'id000087id000088id000089','76aed320dffde3c820b019e773e1ad330c5f5d776834cd33075dc3452014281a','4eb9b272e68ac1dd00ea8d687741e24705823ae9a019bcbfc3e295f9ef7776af','83fb207011ddc856f40641892ba61b6968666992a41bc1355d4a2b751bf5cf61');
CREATE TABLE `conversation_state` (
	`chat_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`changed_at` text NOT NULL
);
INSERT INTO "conversation_state" VALUES('101','{"version":[0,"3 05dbda96ebb752b14f1d54d9738d894ed543f669e1eafe5a4b06028db5896e48"],"state":{"giveConsent":[{"args":"[null]","interrupts":[13],"replay":{"send":[{"payload":"wait"},{"payload":"external"},{"payload":"external"},{"payload":"external"},{"payload":"sendMessage"},{"payload":"wait"},{"payload":"external"},{"payload":"answerCallbackQuery"},{"payload":"editMessageText"},{"payload":"external"},{"payload":"external"},{"payload":"sendMessage"},{"payload":"sendMessage"},{"payload":"wait"}],"receive":[{"send":0,"returnValue":{"update_id":1020,"message":{"message_id":37,"date":1795456800,"chat":{"id":101,"type":"private","first_name":"Nadja"},"from":{"is_bot":false,"id":101,"first_name":"Nadja","language_code":"de"},"text":"/einwilligung","entities":[{"type":"bot_command","offset":0,"length":13}]}}},{"send":1,"returnValue":{"ok":true,"ret":"de"}},{"send":2,"returnValue":{"ok":true,"ret":[{"child":{"id":"id000016","givenName":"Mila","familyName":"Beispiel","birthDate":"2018-03-15","classId":"id000017","bothMustAgree":false,"key":null,"language":null,"className":"3a"},"personId":"id000024","role":"guardian"},{"child":{"id":"id000001","givenName":"Jonas","familyName":"Beispiel","birthDate":"2020-02-04","classId":"id000002","bothMustAgree":false,"key":null,"language":null,"className":"1b"},"personId":"id000024","role":"guardian"}]}},{"send":3,"returnValue":{"ok":true,"ret":"id000090"}},{"send":4,"returnValue":{"ok":true,"res":{"ok":true,"result":{"message_id":38,"date":1795456800,"chat":{"id":101,"type":"private","first_name":"Nadja"},"from":{"id":1,"is_bot":true,"first_name":"JaNein","username":"janein_bot"},"reply_markup":{"inline_keyboard":[[{"text":"Mila B. (3a)","callback_data":"give:child:id00:id000016"}],[{"text":"Jonas B. (1b)","callback_data":"give:child:id00:id000001"}]]},"text":"Um welches Kind geht es?"}}}},{"send":5,"returnValue":{"update_id":1021,"callback_query":{"id":"q1021","from":{"is_bot":false,"id":101,"first_name":"Nadja","language_code":"de"},"chat_instance":"1","data":"give:child:id00:id000001","message":{"message_id":38,"date":1795456800,"chat":{"id":101,"type":"private","first_name":"Nadja"},"from":{"id":1,"is_bot":true,"first_name":"JaNein","username":"janein_bot"},"reply_markup":{"inline_keyboard":[[{"text":"Mila B. (3a)","callback_data":"give:child:id00:id000016"}],[{"text":"Jonas B. (1b)","callback_data":"give:child:id00:id000001"}]]},"text":"Um welches Kind geht es?"}}}},{"send":6,"returnValue":{"ok":true,"ret":"de"}},{"send":7,"returnValue":{"ok":true,"res":{"ok":true,"result":true}}},{"send":8,"returnValue":{"ok":true,"res":{"ok":true,"result":{"message_id":38,"date":1795456800,"chat":{"id":101,"type":"private","first_name":"Nadja"},"from":{"id":1,"is_bot":true,"first_name":"JaNein","username":"janein_bot"},"text":"Um welches Kind geht es?\n\n➡️ Jonas B. (1b)"}}}},{"send":9,"returnValue":{"ok":true,"ret":true}},{"send":10,"returnValue":{"ok":true,"ret":"id000091"}},{"send":11,"returnValue":{"ok":true,"res":{"ok":true,"result":{"message_id":39,"date":1795456800,"chat":{"id":101,"type":"private","first_name":"Nadja"},"from":{"id":1,"is_bot":true,"first_name":"JaNein","username":"janein_bot"},"reply_markup":{"inline_keyboard":[[{"text":"Ganze Information lesen","callback_data":"show:notice"}]]},"text":"Videokonferenzen mit IServ: Jonas B. (1b)\n\nDas Wichtigste, wörtlich aus der Information der Schule (Fassung 1):\n\n• Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.\n• Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.\n• Diese Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.\n• Die Einwilligung ist freiwillig.\n• Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.\n• Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.\n• Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden."}}}},{"send":12,"returnValue":{"ok":true,"res":{"ok":true,"result":{"message_id":40,"date":1795456800,"chat":{"id":101,"type":"private","first_name":"Nadja"},"from":{"id":1,"is_bot":true,"first_name":"JaNein","username":"janein_bot"},"reply_markup":{"inline_keyboard":[[{"text":"JA","callback_data":"give:id000001:audio:id001:yes"},{"text":"NEIN","callback_data":"give:id000001:audio:id001:no"}]]},"text":"Jonas B.: Teilnahme per Audio (Ton)?"}}}}]}}]}}','2026-11-23T18:00:00.000Z');
CREATE TABLE `erasure` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`events` integer NOT NULL,
	`children` integer NOT NULL,
	`people` integer NOT NULL
);
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
INSERT INTO "guardianship" VALUES('id000024','id000001');
INSERT INTO "guardianship" VALUES('id000025','id000001');
INSERT INTO "guardianship" VALUES('id000026','id000003');
INSERT INTO "guardianship" VALUES('id000027','id000003');
INSERT INTO "guardianship" VALUES('id000028','id000004');
INSERT INTO "guardianship" VALUES('id000029','id000005');
INSERT INTO "guardianship" VALUES('id000030','id000005');
INSERT INTO "guardianship" VALUES('id000031','id000006');
INSERT INTO "guardianship" VALUES('id000032','id000007');
INSERT INTO "guardianship" VALUES('id000033','id000007');
INSERT INTO "guardianship" VALUES('id000028','id000008');
INSERT INTO "guardianship" VALUES('id000034','id000010');
INSERT INTO "guardianship" VALUES('id000026','id000011');
INSERT INTO "guardianship" VALUES('id000027','id000011');
INSERT INTO "guardianship" VALUES('id000035','id000012');
INSERT INTO "guardianship" VALUES('id000036','id000012');
INSERT INTO "guardianship" VALUES('id000037','id000013');
INSERT INTO "guardianship" VALUES('id000038','id000014');
INSERT INTO "guardianship" VALUES('id000039','id000014');
INSERT INTO "guardianship" VALUES('id000040','id000015');
INSERT INTO "guardianship" VALUES('id000024','id000016');
INSERT INTO "guardianship" VALUES('id000025','id000016');
INSERT INTO "guardianship" VALUES('id000031','id000018');
INSERT INTO "guardianship" VALUES('id000041','id000019');
INSERT INTO "guardianship" VALUES('id000042','id000020');
INSERT INTO "guardianship" VALUES('id000043','id000020');
INSERT INTO "guardianship" VALUES('id000044','id000021');
INSERT INTO "guardianship" VALUES('id000045','id000021');
INSERT INTO "guardianship" VALUES('id000046','id000022');
INSERT INTO "guardianship" VALUES('id000047','id000023');
INSERT INTO "guardianship" VALUES('id000048','id000023');
CREATE TABLE `join_code` (
	`hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`made_at` text NOT NULL,
	`expires_at` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
INSERT INTO "join_code" VALUES('3Oy3geMCgMf5GtLfSVX6gffTKXJSZKDPqBQfXApHV30','id000024','2026-11-23T17:00:00.000Z','2026-12-23T17:00:00.000Z','2026-11-23T17:00:00.000Z');
INSERT INTO "join_code" VALUES('HrGD9jgiMhhxJkRrGya-ktQAWnXLzzO6Ru0D3RYEFHk','id000040','2026-11-23T17:00:00.000Z','2026-12-23T17:00:00.000Z','2026-11-23T17:00:00.000Z');
INSERT INTO "join_code" VALUES('Lej6t1o3dJygRPwydJBhZtKi9FakLdn0bfHzCIA7aak','id000051','2026-11-23T17:00:00.000Z','2026-12-23T17:00:00.000Z','2026-11-23T17:00:00.000Z');
INSERT INTO "join_code" VALUES('57maCRljzs_LdOTZOq4gUzBPAezLXVLUmdZlhI_9Xo4','id000025','2026-11-23T18:00:00.000Z','2026-12-23T18:00:00.000Z',NULL);
CREATE TABLE `notice_version` (
	`number` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`sha256` text NOT NULL,
	`text` text NOT NULL,
	`published_at` text NOT NULL
, `change` text, `decided_at` text, `decided_by` text, `lapse_on` text, `lapsed_at` text);
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
','2026-11-23T17:00:00.000Z','first','2026-11-23T17:00:00.000Z','',NULL,NULL);
CREATE TABLE `office_action` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	`what` text NOT NULL,
	`about` text NOT NULL
);
CREATE TABLE `office_link` (
	`hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`made_at` text NOT NULL,
	`expires_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `office_person`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE TABLE `office_person` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`made_at` text NOT NULL,
	`gone_at` text
);
CREATE TABLE `office_session` (
	`hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`started_at` text NOT NULL,
	`seen_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `office_person`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE TABLE `passed_question` (
	`id` text PRIMARY KEY NOT NULL,
	`text` text NOT NULL,
	`person_id` text NOT NULL,
	`language` text NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE TABLE `period` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`started_at` text NOT NULL,
	`started_by` text NOT NULL,
	`ended_at` text,
	`ended_by` text
);
CREATE TABLE `person` (
	`id` text PRIMARY KEY NOT NULL,
	`role` text NOT NULL,
	`given_name` text NOT NULL,
	`family_name` text NOT NULL,
	`key` text,
	`gone_at` text
);
INSERT INTO "person" VALUES('id000024','guardian','Nadja','Beispiel','E01',NULL);
INSERT INTO "person" VALUES('id000025','guardian','Tarek','Beispiel-Anders','E02',NULL);
INSERT INTO "person" VALUES('id000026','guardian','Zeynep','Probe','E03',NULL);
INSERT INTO "person" VALUES('id000027','guardian','Murat','Probe','E04',NULL);
INSERT INTO "person" VALUES('id000028','guardian','Sabine','Muster','E05',NULL);
INSERT INTO "person" VALUES('id000029','guardian','Olaf','Entwurf','E06',NULL);
INSERT INTO "person" VALUES('id000030','guardian','Ute','Entwurf','E07',NULL);
INSERT INTO "person" VALUES('id000031','guardian','Berfin','Vorlage','E08',NULL);
INSERT INTO "person" VALUES('id000032','guardian','Anna','Skizze','E09',NULL);
INSERT INTO "person" VALUES('id000033','guardian','Britta','Skizze','E10',NULL);
INSERT INTO "person" VALUES('id000034','guardian','Holger','Fiktion','E11',NULL);
INSERT INTO "person" VALUES('id000035','guardian','Marta','Erdacht','E12',NULL);
INSERT INTO "person" VALUES('id000036','guardian','Jens','Erdacht','E13',NULL);
INSERT INTO "person" VALUES('id000037','guardian','Kasia','Wymyślona','E14',NULL);
INSERT INTO "person" VALUES('id000038','guardian','Frauke','Märchen','E15',NULL);
INSERT INTO "person" VALUES('id000039','guardian','Dirk','Sage','E16',NULL);
INSERT INTO "person" VALUES('id000040','guardian','Opa Heinz','Niemand','E17',NULL);
INSERT INTO "person" VALUES('id000041','guardian','Iryna','Vyhadana','E18',NULL);
INSERT INTO "person" VALUES('id000042','guardian','Rita','Fabel','E19',NULL);
INSERT INTO "person" VALUES('id000043','guardian','Udo','Fabel','E20',NULL);
INSERT INTO "person" VALUES('id000044','guardian','Layla','Chayal','E21',NULL);
INSERT INTO "person" VALUES('id000045','guardian','Sami','Chayal','E22',NULL);
INSERT INTO "person" VALUES('id000046','guardian','Elena','Fantasie','E23',NULL);
INSERT INTO "person" VALUES('id000047','guardian','Gabi','Erfunden','E24',NULL);
INSERT INTO "person" VALUES('id000048','guardian','Rolf','Erfunden','E25',NULL);
INSERT INTO "person" VALUES('id000049','teacher','Karl','Kreide','KREI',NULL);
INSERT INTO "person" VALUES('id000050','teacher','Lina','Lineal','LINE',NULL);
INSERT INTO "person" VALUES('id000051','teacher','Petra','Tafel','TAFE',NULL);
CREATE TABLE `request_step` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`request_id` text NOT NULL,
	`step` text NOT NULL,
	`at` text NOT NULL,
	`by` text NOT NULL,
	`note` text NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `rights_request`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE TABLE `rights_request` (
	`id` text PRIMARY KEY NOT NULL,
	`right` text NOT NULL,
	`person_id` text NOT NULL,
	`words` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
CREATE TABLE `school_class` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
INSERT INTO "school_class" VALUES('id000002','1b');
INSERT INTO "school_class" VALUES('id000009','2c');
INSERT INTO "school_class" VALUES('id000017','3a');
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
INSERT INTO "shown_text" VALUES('d92fd06e480fe072f7cbfa8b04e62c7bef26500ae1228c5a0f089626e745ef7e','<b>Videokonferenzen mit IServ: ⟨Kind⟩ (⟨Klasse⟩)</b>

Das Wichtigste, wörtlich aus der Information der Schule (Fassung 1):

• Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.
• Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
• Diese Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
• Die Einwilligung ist freiwillig.
• Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.
• Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.
• Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.

<b>⟨Kind⟩: Teilnahme per Audio (Ton)?</b>

<b>⟨Kind⟩: Teilnahme per Video (Bild)?</b>

<b>Bitte prüfen Sie Ihre Antworten</b>

⟨Kind⟩ (⟨Klasse⟩)
Teilnahme per Audio (Ton): <b>JA</b>
Teilnahme per Video (Bild): <b>NEIN</b>

Erst mit „Absenden“ wird Ihre Antwort gespeichert. Sie können sie jederzeit ändern oder widerrufen.');
INSERT INTO "shown_text" VALUES('58036ca6bbfae03b08562d64935c0d59a6de6b42487e4e6c8071b904ac6e3f16','<b>Videokonferenzen mit IServ: ⟨Kind⟩ (⟨Klasse⟩)</b>

Das Wichtigste, wörtlich aus der Information der Schule (Fassung 1):

• Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.
• Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
• Diese Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
• Die Einwilligung ist freiwillig.
• Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.
• Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.
• Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.

<b>⟨Kind⟩: Teilnahme per Audio (Ton)?</b>

<b>⟨Kind⟩: Teilnahme per Video (Bild)?</b>

<b>Bitte prüfen Sie Ihre Antworten</b>

⟨Kind⟩ (⟨Klasse⟩)
Teilnahme per Audio (Ton): <b>JA</b>
Teilnahme per Video (Bild): <b>JA</b>

Erst mit „Absenden“ wird Ihre Antwort gespeichert. Sie können sie jederzeit ändern oder widerrufen.');
INSERT INTO "shown_text" VALUES('9256b735fcc1fefc9a5ac0a293a7bc05b85ebe36114b77af8aa7272dbe7a0523','<b>Videokonferenzen mit IServ: ⟨Kind⟩ (⟨Klasse⟩)</b>

Das Wichtigste, wörtlich aus der Information der Schule (Fassung 1):

• Die Verarbeitung ist erforderlich zur Nutzung des IServ Videokonferenztools, einer Videokonferenz-Plattform, zur Durchführung von Online-Unterrichtseinheiten in der Lerngruppe und individueller Betreuung und Beratung in Kleingruppen oder Einzeltreffen zwischen Schüler und Lehrkraft.
• Alle Teilnehmer einer Videokonferenz haben je nach der Einwilligung Zugriff im Sinne von Sehen, Hören und Lesen auf Inhalte der Videokonferenz, Chats, geteilte Dateien, Bildschirmfreigaben und Beiträge auf Whiteboards.
• Diese Daten werden frühestens zum Ende der Videokonferenz und spätestens nach Ablauf von sieben Tagen gelöscht.
• Die Einwilligung ist freiwillig.
• Aus der Nichterteilung oder dem Widerruf der Einwilligung entstehen keine Nachteile.
• Im Falle einer Nichteinwilligung werden wir Ihrem Kind auf anderen Wegen in persönlichen Kontakt treten.
• Diese Einwilligung kann für die Zukunft jederzeit formlos bei der Schule widerrufen werden.

<b>⟨Kind⟩: Teilnahme per Audio (Ton)?</b>

<b>⟨Kind⟩: Teilnahme per Video (Bild)?</b>

<b>Bitte prüfen Sie Ihre Antworten</b>

⟨Kind⟩ (⟨Klasse⟩)
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
CREATE INDEX `class_teacher_class` ON `class_teacher` (`class_id`);
CREATE INDEX `failed_join_at` ON `failed_join` (`at`);
CREATE INDEX `guardianship_child` ON `guardianship` (`child_id`);
CREATE INDEX `join_code_person` ON `join_code` (`person_id`);
CREATE UNIQUE INDEX `notice_version_sha256_unique` ON `notice_version` (`sha256`);
CREATE UNIQUE INDEX `school_class_name_unique` ON `school_class` (`name`);
CREATE INDEX `request_step_request` ON `request_step` (`request_id`);
CREATE UNIQUE INDEX `consent_event_id_unique` ON `consent_event` (`id`);
CREATE INDEX `consent_event_child` ON `consent_event` (`child_id`);
CREATE INDEX `consent_event_decision` ON `consent_event` (`decision`);
CREATE INDEX `consent_event_hash` ON `consent_event` (`hash`);
CREATE INDEX `announcement_open` ON `announcement` (`sent_at`,`due_at`);
CREATE INDEX `announcement_person` ON `announcement` (`person_id`);
CREATE TRIGGER consent_event_is_never_changed BEFORE UPDATE ON consent_event
WHEN NOT (OLD.salt <> '' AND NEW.salt = '' AND NEW.child_id IS NULL AND NEW.person_id IS NULL AND NEW.recorded_by = '' AND NEW.evidence = ''
  AND NEW.seq IS OLD.seq AND NEW.id IS OLD.id AND NEW.decision IS OLD.decision AND NEW.purpose IS OLD.purpose AND NEW.kind IS OLD.kind AND NEW.role IS OLD.role
  AND NEW.route IS OLD.route AND NEW.at IS OLD.at AND NEW.notice IS OLD.notice AND NEW.language IS OLD.language AND NEW.shown IS OLD.shown AND NEW.voids IS OLD.voids
  AND NEW.commitment IS OLD.commitment AND NEW.previous IS OLD.previous AND NEW.hash IS OLD.hash)
BEGIN SELECT RAISE(ABORT, 'consent events are append-only: record a voided event instead of changing one'); END;
CREATE TRIGGER consent_event_is_never_deleted BEFORE DELETE ON consent_event
BEGIN SELECT RAISE(ABORT, 'consent events are append-only: record a voided event instead of deleting one'); END;
CREATE TRIGGER shown_text_is_never_changed BEFORE UPDATE ON shown_text
BEGIN SELECT RAISE(ABORT, 'what was shown stays as it was shown'); END;
CREATE TRIGGER notice_text_is_never_changed BEFORE UPDATE OF number, sha256, text, published_at ON notice_version
BEGIN SELECT RAISE(ABORT, 'a notice version stays as it was shown: a changed text is a new version'); END;
CREATE TRIGGER request_step_is_never_changed BEFORE UPDATE ON request_step
BEGIN SELECT RAISE(ABORT, 'the steps of a request are append-only'); END;
CREATE UNIQUE INDEX `child_change_child_id_unique` ON `child_change` (`child_id`);
CREATE INDEX `office_link_person` ON `office_link` (`person_id`);
CREATE INDEX `office_session_person` ON `office_session` (`person_id`);
CREATE INDEX `child_class` ON `child` (`class_id`);
CREATE INDEX `child_pupil` ON `child` (`pupil_id`);
CREATE TRIGGER child_is_new AFTER INSERT ON child
BEGIN DELETE FROM child_change WHERE child_id = NEW.id; INSERT INTO child_change (child_id) VALUES (NEW.id); END;
CREATE TRIGGER child_has_changed AFTER UPDATE ON child
BEGIN DELETE FROM child_change WHERE child_id = NEW.id; INSERT INTO child_change (child_id) VALUES (NEW.id); END;
CREATE TRIGGER class_has_changed AFTER UPDATE ON school_class
BEGIN DELETE FROM child_change WHERE child_id IN (SELECT id FROM child WHERE class_id = NEW.id); INSERT INTO child_change (child_id) SELECT id FROM child WHERE class_id = NEW.id; END;
CREATE TRIGGER guardianship_is_new AFTER INSERT ON guardianship
BEGIN DELETE FROM child_change WHERE child_id = NEW.child_id; INSERT INTO child_change (child_id) VALUES (NEW.child_id); END;
CREATE TRIGGER guardianship_has_ended AFTER DELETE ON guardianship
BEGIN DELETE FROM child_change WHERE child_id = OLD.child_id; INSERT INTO child_change (child_id) VALUES (OLD.child_id); END;
CREATE TRIGGER code_is_new AFTER INSERT ON join_code
BEGIN DELETE FROM child_change WHERE child_id IN (SELECT child_id FROM guardianship WHERE guardian_id = NEW.person_id UNION SELECT id FROM child WHERE pupil_id = NEW.person_id); INSERT INTO child_change (child_id) SELECT child_id FROM guardianship WHERE guardian_id = NEW.person_id UNION SELECT id FROM child WHERE pupil_id = NEW.person_id; END;
CREATE TRIGGER account_is_new AFTER INSERT ON account
BEGIN DELETE FROM child_change WHERE child_id IN (SELECT child_id FROM guardianship WHERE guardian_id = NEW.person_id UNION SELECT id FROM child WHERE pupil_id = NEW.person_id); INSERT INTO child_change (child_id) SELECT child_id FROM guardianship WHERE guardian_id = NEW.person_id UNION SELECT id FROM child WHERE pupil_id = NEW.person_id; END;
CREATE TRIGGER account_has_gone AFTER DELETE ON account
BEGIN DELETE FROM child_change WHERE child_id IN (SELECT child_id FROM guardianship WHERE guardian_id = OLD.person_id UNION SELECT id FROM child WHERE pupil_id = OLD.person_id); INSERT INTO child_change (child_id) SELECT child_id FROM guardianship WHERE guardian_id = OLD.person_id UNION SELECT id FROM child WHERE pupil_id = OLD.person_id; END;
CREATE TRIGGER event_is_new AFTER INSERT ON consent_event WHEN NEW.child_id IS NOT NULL
BEGIN DELETE FROM child_change WHERE child_id = NEW.child_id; INSERT INTO child_change (child_id) VALUES (NEW.child_id); END;
CREATE TRIGGER event_was_erased AFTER UPDATE OF child_id ON consent_event WHEN OLD.child_id IS NOT NULL
BEGIN DELETE FROM child_change WHERE child_id = OLD.child_id; INSERT INTO child_change (child_id) VALUES (OLD.child_id); END;
CREATE TRIGGER office_action_is_never_changed BEFORE UPDATE ON office_action
BEGIN SELECT RAISE(ABORT, 'what a person of the office did stays as it was put down'); END;
CREATE INDEX `announcement_child` ON `announcement` (`child_id`);
CREATE INDEX `consent_event_person` ON `consent_event` (`person_id`);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('consent_event',7);
INSERT INTO "sqlite_sequence" VALUES('announcement',8);
INSERT INTO "sqlite_sequence" VALUES('notice_version',1);
INSERT INTO "sqlite_sequence" VALUES('child_change',66);
COMMIT;