BEGIN TRANSACTION;
CREATE TABLE migration (name TEXT PRIMARY KEY NOT NULL, applied_at INTEGER NOT NULL) STRICT;
CREATE TABLE session (
            id TEXT PRIMARY KEY NOT NULL,
            moment TEXT NOT NULL CHECK (moment IN ('before', 'during', 'after', 'anytime')),
            script TEXT NOT NULL,
            title TEXT NOT NULL,
            style TEXT NOT NULL DEFAULT '',
            guidance TEXT NOT NULL DEFAULT '',
            intention TEXT NOT NULL DEFAULT '',
            planned_ms INTEGER NOT NULL CHECK (planned_ms >= 0),
            total_ms INTEGER NOT NULL CHECK (total_ms >= 0),
            position_ms INTEGER NOT NULL DEFAULT 0 CHECK (position_ms >= 0),
            played_ms INTEGER NOT NULL DEFAULT 0 CHECK (played_ms >= 0),
            paused_ms INTEGER NOT NULL DEFAULT 0 CHECK (paused_ms >= 0),
            cues INTEGER NOT NULL DEFAULT 0 CHECK (cues >= 0),
            latest_ms INTEGER NOT NULL DEFAULT 0,
            ending TEXT CHECK (ending IN ('finished', 'early', 'interrupted')),
            presumed INTEGER NOT NULL DEFAULT 0 CHECK (presumed IN (0, 1)),
            signum INTEGER NOT NULL DEFAULT 0,
            started_at INTEGER NOT NULL,
            zone TEXT NOT NULL,
            ended_at INTEGER,
            heartbeat_at INTEGER NOT NULL,
            pid INTEGER NOT NULL,
            journey TEXT NOT NULL DEFAULT '',
            resumed_from TEXT REFERENCES session (id) ON DELETE SET NULL,
            declined_at INTEGER,
            request TEXT NOT NULL DEFAULT '{}', logged INTEGER NOT NULL DEFAULT 0 CHECK (logged IN (0, 1)),
            CHECK ((ending IS NULL) = (ended_at IS NULL))
        )
         STRICT;
CREATE TABLE session_section (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            place INTEGER NOT NULL CHECK (place >= 0),
            title TEXT NOT NULL,
            PRIMARY KEY (session_id, place)
        )
         STRICT;
CREATE TABLE mark (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            place INTEGER NOT NULL CHECK (place >= 0),
            at_ms INTEGER NOT NULL CHECK (at_ms >= 0),
            section TEXT NOT NULL,
            PRIMARY KEY (session_id, place)
        )
         STRICT;
CREATE TABLE answer (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            source TEXT NOT NULL CHECK (source IN ('cue', 'prompt')),
            place INTEGER NOT NULL CHECK (place >= 0),
            question TEXT NOT NULL,
            answer TEXT NOT NULL,
            PRIMARY KEY (session_id, source, place)
        )
         STRICT;
CREATE INDEX session_by_start ON session (started_at);
CREATE INDEX session_by_moment ON session (moment, started_at);
CREATE INDEX session_running ON session (started_at) WHERE ending IS NULL;
CREATE INDEX session_resumed ON session (resumed_from) WHERE resumed_from IS NOT NULL;
CREATE INDEX session_by_journey ON session (journey) WHERE journey <> '';
CREATE TABLE record (
        n INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (
            kind IN ('session', 'quiet-hour', 'checkin', 'entry', 'appointment', 'intention', 'parked')
        ),
        at INTEGER NOT NULL,
        zone TEXT NOT NULL,
        appointment TEXT REFERENCES record (id) ON DELETE SET NULL,
        session TEXT REFERENCES record (id) ON DELETE SET NULL,
        source TEXT NOT NULL DEFAULT '',
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        deleted_at INTEGER
    )
     STRICT;
CREATE TABLE tag (
        n INTEGER NOT NULL REFERENCES record (n) ON DELETE CASCADE,
        name TEXT NOT NULL,
        PRIMARY KEY (n, name)
    )
     STRICT;
CREATE TABLE entry (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        text TEXT NOT NULL,
        prompt TEXT NOT NULL
    )
     STRICT;
CREATE TABLE checkin (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        phase TEXT NOT NULL CHECK (phase IN ('before', 'after', 'next-day', 'ordinary-day')),
        note TEXT NOT NULL
    )
     STRICT;
CREATE TABLE rating (
        n INTEGER NOT NULL REFERENCES checkin (n) ON DELETE CASCADE,
        item TEXT NOT NULL,
        value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
        PRIMARY KEY (n, item)
    )
     STRICT;
CREATE TABLE body (
        n INTEGER NOT NULL REFERENCES checkin (n) ON DELETE CASCADE,
        region TEXT NOT NULL,
        level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 3),
        PRIMARY KEY (n, region)
    )
     STRICT;
CREATE TABLE appointment (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        minutes INTEGER CHECK (minutes > 0),
        style TEXT NOT NULL,
        therapist TEXT NOT NULL,
        place TEXT NOT NULL,
        price TEXT NOT NULL,
        currency TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('planned', 'moved', 'done', 'skipped')),
        reason TEXT NOT NULL,
        first_at INTEGER,
        note TEXT NOT NULL
    )
     STRICT;
CREATE TABLE intention (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        text TEXT NOT NULL,
        aim TEXT CHECK (aim IN ('relax', 'area', 'rest', 'present', 'speak-up', 'none')),
        "when" TEXT NOT NULL,
        "then" TEXT NOT NULL,
        outcome INTEGER CHECK (outcome BETWEEN 0 AND 4),
        outcome_words TEXT NOT NULL,
        cleared_at INTEGER
    )
     STRICT;
CREATE TABLE parked (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        text TEXT NOT NULL,
        due_at INTEGER,
        place TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
        settled_at INTEGER,
        returned_at INTEGER
    )
     STRICT;
CREATE TABLE version (
        n INTEGER NOT NULL REFERENCES record (n) ON DELETE CASCADE,
        place INTEGER NOT NULL CHECK (place >= 0),
        until INTEGER NOT NULL,
        document TEXT NOT NULL,
        PRIMARY KEY (n, place)
    )
     STRICT;
CREATE TABLE tombstone (
        id TEXT PRIMARY KEY NOT NULL,
        source TEXT NOT NULL DEFAULT '',
        deleted_at INTEGER NOT NULL
    )
     STRICT;
CREATE TABLE follow_up (
        id TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        stage TEXT NOT NULL CHECK (stage IN ('next-day', 'two-days')),
        offered_at INTEGER NOT NULL,
        PRIMARY KEY (id, stage)
    )
     STRICT;
CREATE TABLE doc (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        body TEXT NOT NULL,
        unspaced TEXT NOT NULL DEFAULT ''
    )
     STRICT;
CREATE INDEX record_by_time ON record (at, n);
CREATE INDEX record_by_kind ON record (kind, at, n) WHERE deleted_at IS NULL;
CREATE INDEX record_of_appointment ON record (appointment, at) WHERE appointment IS NOT NULL;
CREATE INDEX record_of_session ON record (session, at) WHERE session IS NOT NULL;
CREATE INDEX record_in_bin ON record (at, n) WHERE deleted_at IS NOT NULL;
CREATE INDEX appointment_by_style ON appointment (style) WHERE style <> '';
CREATE UNIQUE INDEX record_by_source ON record (source) WHERE source <> '';
CREATE INDEX tombstone_by_source ON tombstone (source) WHERE source <> '';
CREATE INDEX tag_by_name ON tag (name, n);
CREATE INDEX parked_open ON parked (n) WHERE state = 'open';
CREATE INDEX doc_unspaced ON doc (n) WHERE unspaced <> '';
CREATE VIRTUAL TABLE words USING fts5(
        body, content = 'doc', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2'
    );
CREATE VIRTUAL TABLE grams USING fts5(unspaced, content = 'doc', content_rowid = 'n', tokenize = 'trigram');
CREATE TRIGGER doc_added AFTER INSERT ON doc BEGIN
        INSERT INTO words (rowid, body) VALUES (new.n, new.body);
        INSERT INTO grams (rowid, unspaced) SELECT new.n, new.unspaced WHERE new.unspaced <> '';
    END;
CREATE TRIGGER doc_removed AFTER DELETE ON doc BEGIN
        INSERT INTO words (words, rowid, body) VALUES ('delete', old.n, old.body);
        INSERT INTO grams (grams, rowid, unspaced) SELECT 'delete', old.n, old.unspaced WHERE old.unspaced <> '';
    END;
CREATE TRIGGER doc_changed AFTER UPDATE ON doc BEGIN
        INSERT INTO words (words, rowid, body) VALUES ('delete', old.n, old.body);
        INSERT INTO grams (grams, rowid, unspaced) SELECT 'delete', old.n, old.unspaced WHERE old.unspaced <> '';
        INSERT INTO words (rowid, body) VALUES (new.n, new.body);
        INSERT INTO grams (rowid, unspaced) SELECT new.n, new.unspaced WHERE new.unspaced <> '';
    END;
INSERT INTO "migration" VALUES('001-sessions',1764860400000);
INSERT INTO "migration" VALUES('002-records',1764860400000);
INSERT INTO "session" VALUES('fffff','during','following-the-touch','Following the touch','swedish','sparse','let the shoulders rest',3600000,3600000,1200000,1200000,30000,31,2,'interrupted',0,15,1764867600000,'Europe/Oslo',1764868830000,1764868830000,1,'w1',NULL,NULL,'{"script": "following-the-touch", "minutes": 60}',0);
INSERT INTO "session" VALUES('hhhhh','during','following-the-touch','Following the touch','swedish','sparse','let the shoulders rest',3600000,3600000,3600000,2400000,30000,31,2,'finished',0,0,1764868900000,'Europe/Oslo',1764871400000,1764871400000,1,'w1','fffff',NULL,'{"script": "following-the-touch", "minutes": 60}',0);
INSERT INTO "session" VALUES('kkkkk','anytime','following-the-touch','Following the touch','','sparse','let the shoulders rest',3600000,3600000,1200000,1200000,30000,31,2,'early',0,0,1764774000000,'Europe/Oslo',1764775230000,1764775230000,1,'',NULL,1764776000000,'{"script": "following-the-touch", "minutes": 60}',0);
INSERT INTO "session_section" VALUES('fffff',0,'Arriving');
INSERT INTO "session_section" VALUES('fffff',1,'Back');
INSERT INTO "session_section" VALUES('hhhhh',0,'Arriving');
INSERT INTO "session_section" VALUES('hhhhh',1,'Back');
INSERT INTO "session_section" VALUES('kkkkk',0,'Arriving');
INSERT INTO "session_section" VALUES('kkkkk',1,'Back');
INSERT INTO "mark" VALUES('fffff',0,750000,'Back');
INSERT INTO "mark" VALUES('hhhhh',0,750000,'Back');
INSERT INTO "mark" VALUES('kkkkk',0,750000,'Back');
INSERT INTO "answer" VALUES('fffff','cue',0,'How is it now?','lighter');
INSERT INTO "answer" VALUES('hhhhh','cue',0,'How is it now?','lighter');
INSERT INTO "answer" VALUES('hhhhh','prompt',0,'What helped?','the breath, käse and 肩膀');
INSERT INTO "answer" VALUES('kkkkk','cue',0,'How is it now?','lighter');
INSERT INTO "record" VALUES(1,'bbbbb','appointment',1764867600000,'Europe/Oslo',NULL,NULL,'',1764860400000,1764871200000,NULL);
INSERT INTO "record" VALUES(2,'ccccc','intention',1764860400000,'Europe/Oslo','bbbbb',NULL,'',1764860400000,1764860400000,NULL);
INSERT INTO "record" VALUES(3,'ddddd','parked',1764860400001,'Europe/Oslo','bbbbb',NULL,'',1764860400001,1764874800000,NULL);
INSERT INTO "record" VALUES(4,'fffff','session',1764867600000,'Europe/Oslo','bbbbb',NULL,'',1764867600000,1764868830000,NULL);
INSERT INTO "record" VALUES(5,'ggggg','checkin',1764867600000,'Europe/Oslo','bbbbb','fffff','',1764867600000,1764867600001,NULL);
INSERT INTO "record" VALUES(6,'hhhhh','session',1764868900000,'Europe/Oslo','bbbbb',NULL,'',1764868900000,1764871500001,NULL);
INSERT INTO "record" VALUES(7,'jjjjj','checkin',1764871500000,'Europe/Oslo','bbbbb','hhhhh','',1764871500000,1764871500000,NULL);
INSERT INTO "record" VALUES(8,'kkkkk','quiet-hour',1764774000000,'Europe/Oslo',NULL,NULL,'',1764774000000,1764775230000,NULL);
INSERT INTO "record" VALUES(9,'mmmmm','entry',1764932400000,'Europe/Oslo','bbbbb','hhhhh','',1764932400000,1764936000000,NULL);
INSERT INTO "record" VALUES(10,'nnnnn','checkin',1764939600000,'Europe/Oslo','bbbbb',NULL,'',1764939600000,1764939600000,NULL);
INSERT INTO "record" VALUES(11,'ppppp','checkin',1764687600000,'Europe/Oslo',NULL,NULL,'',1764687600000,1764687600000,NULL);
INSERT INTO "record" VALUES(12,'qqqqq','entry',1764601200000,'Europe/Oslo',NULL,NULL,'',1764601200000,1764943200000,1764943200000);
INSERT INTO "record" VALUES(13,'sssss','entry',1764428400000,'Europe/Oslo',NULL,NULL,'jrnl:0011',1764428400000,1764428400000,NULL);
INSERT INTO "tag" VALUES(4,'good');
INSERT INTO "tag" VALUES(9,'symptom/headache');
INSERT INTO "tag" VALUES(9,'good');
INSERT INTO "entry" VALUES(9,'A quiet evening after all. 肩膀 warm.','What lasted, what faded?');
INSERT INTO "entry" VALUES(12,'to be thrown away','');
INSERT INTO "entry" VALUES(13,'from elsewhere','');
INSERT INTO "checkin" VALUES(5,'before','');
INSERT INTO "checkin" VALUES(7,'after','');
INSERT INTO "checkin" VALUES(10,'next-day','slept well');
INSERT INTO "checkin" VALUES(11,'ordinary-day','');
INSERT INTO "rating" VALUES(5,'stress',7);
INSERT INTO "rating" VALUES(5,'mood',4);
INSERT INTO "rating" VALUES(7,'stress',3);
INSERT INTO "rating" VALUES(7,'presence',8);
INSERT INTO "rating" VALUES(10,'sleep',8);
INSERT INTO "rating" VALUES(10,'soreness',2);
INSERT INTO "rating" VALUES(11,'stress',5);
INSERT INTO "body" VALUES(5,'jaw',2);
INSERT INTO "body" VALUES(10,'left shoulder',1);
INSERT INTO "appointment" VALUES(1,60,'swedish','Kim','Harbour 3','450.00','NOK','done','late train',1764864000000,'ring twice');
INSERT INTO "intention" VALUES(2,'let the shoulders rest','area','I plan dinner','feel the hands',3,'often there',NULL);
INSERT INTO "parked" VALUES(3,'call the bank',1764946800000,'at home','open',NULL,1764874800000);
INSERT INTO "version" VALUES(1,0,1764860400010,'{"id": "bbbbb", "kind": "appointment", "at": "2025-12-04T17:00:00.000+01:00", "zone": "Europe/Oslo", "appointment": null, "session": null, "tags": [], "created_at": "2025-12-04T16:00:00.000+01:00", "changed_at": "2025-12-04T16:00:00.000+01:00", "deleted_at": null, "source": null, "minutes": 60, "style": "swedish", "therapist": "Kim", "place": "Harbour 3", "price": "450.00", "currency": "NOK", "state": "planned", "reason": null, "first_at": null, "note": "ring twice"}');
INSERT INTO "version" VALUES(9,0,1764936000000,'{"id": "mmmmm", "kind": "entry", "at": "2025-12-05T12:00:00.000+01:00", "zone": "Europe/Oslo", "appointment": "bbbbb", "session": "hhhhh", "tags": ["symptom/headache", "good"], "created_at": "2025-12-05T12:00:00.000+01:00", "changed_at": "2025-12-05T12:00:00.000+01:00", "deleted_at": null, "source": null, "text": "A quiet evening. \u80a9\u8180 warm.", "prompt": "What lasted, what faded?"}');
INSERT INTO "version" VALUES(1,1,1764871200000,'{"id": "bbbbb", "kind": "appointment", "at": "2025-12-04T18:00:00.000+01:00", "zone": "Europe/Oslo", "appointment": null, "session": null, "tags": [], "created_at": "2025-12-04T16:00:00.000+01:00", "changed_at": "2025-12-04T16:00:00.010+01:00", "deleted_at": null, "source": null, "minutes": 60, "style": "swedish", "therapist": "Kim", "place": "Harbour 3", "price": "450.00", "currency": "NOK", "state": "moved", "reason": "late train", "first_at": "2025-12-04T17:00:00.000+01:00", "note": "ring twice"}');
INSERT INTO "tombstone" VALUES('rrrrr','',1764943200000);
INSERT INTO "follow_up" VALUES('bbbbb','next-day',1764936000000);
INSERT INTO "doc" VALUES(1,'swedish
Kim
Harbour 3
ring twice
late train','');
INSERT INTO "doc" VALUES(2,'let the shoulders rest
I plan dinner
feel the hands
often there','');
INSERT INTO "doc" VALUES(3,'call the bank
at home','');
INSERT INTO "doc" VALUES(4,'Following the touch
swedish
let the shoulders rest
How is it now?
lighter
good','');
INSERT INTO "doc" VALUES(5,'','');
INSERT INTO "doc" VALUES(6,'Following the touch
swedish
let the shoulders rest
How is it now?
lighter
What helped?
the breath, käse and 肩膀','Following the touch
swedish
let the shoulders rest
How is it now?
lighter
What helped?
the breath, käse and 肩膀');
INSERT INTO "doc" VALUES(7,'','');
INSERT INTO "doc" VALUES(8,'Following the touch
let the shoulders rest
How is it now?
lighter','');
INSERT INTO "doc" VALUES(9,'A quiet evening after all. 肩膀 warm.
What lasted, what faded?
symptom/headache
good','A quiet evening after all. 肩膀 warm.
What lasted, what faded?
symptom/headache
good');
INSERT INTO "doc" VALUES(10,'slept well','');
INSERT INTO "doc" VALUES(11,'','');
INSERT INTO "doc" VALUES(12,'to be thrown away','');
INSERT INTO "doc" VALUES(13,'from elsewhere','');
COMMIT;
