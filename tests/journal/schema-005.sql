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
    , uid TEXT NOT NULL DEFAULT '')
     STRICT;
CREATE TABLE doc (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        body TEXT NOT NULL,
        unspaced TEXT NOT NULL DEFAULT ''
    , folded TEXT NOT NULL DEFAULT '')
     STRICT;
CREATE TABLE "record" (
        n INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        uid TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        at INTEGER NOT NULL,
        zone TEXT NOT NULL,
        appointment TEXT REFERENCES record (id) ON DELETE SET NULL,
        session TEXT REFERENCES record (id) ON DELETE SET NULL,
        source TEXT NOT NULL DEFAULT '',
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        deleted_at INTEGER
    ) STRICT;
CREATE TABLE "checkin" (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        phase TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT;
CREATE TABLE "appointment" (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        minutes INTEGER CHECK (minutes > 0),
        style TEXT NOT NULL,
        therapist TEXT NOT NULL,
        place TEXT NOT NULL,
        price TEXT NOT NULL,
        currency TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        first_at INTEGER,
        note TEXT NOT NULL
    ) STRICT;
CREATE TABLE "intention" (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        text TEXT NOT NULL,
        aim TEXT,
        "when" TEXT NOT NULL,
        "then" TEXT NOT NULL,
        outcome INTEGER CHECK (outcome BETWEEN 0 AND 4),
        outcome_words TEXT NOT NULL,
        cleared_at INTEGER
    ) STRICT;
CREATE TABLE "parked" (
        n INTEGER PRIMARY KEY REFERENCES record (n) ON DELETE CASCADE,
        text TEXT NOT NULL,
        due_at INTEGER,
        place TEXT NOT NULL,
        state TEXT NOT NULL,
        settled_at INTEGER,
        returned_at INTEGER
    , due_words TEXT NOT NULL DEFAULT '') STRICT;
CREATE TABLE "follow_up" (
        id TEXT NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        stage TEXT NOT NULL,
        offered_at INTEGER NOT NULL,
        PRIMARY KEY (id, stage)
    ) STRICT;
CREATE INDEX session_by_start ON session (started_at);
CREATE INDEX session_by_moment ON session (moment, started_at);
CREATE INDEX session_running ON session (started_at) WHERE ending IS NULL;
CREATE INDEX session_resumed ON session (resumed_from) WHERE resumed_from IS NOT NULL;
CREATE INDEX session_by_journey ON session (journey) WHERE journey <> '';
CREATE INDEX tombstone_by_source ON tombstone (source) WHERE source <> '';
CREATE INDEX tag_by_name ON tag (name, n);
CREATE INDEX doc_unspaced ON doc (n) WHERE unspaced <> '';
CREATE INDEX record_by_time ON record (at, n);
CREATE INDEX record_by_kind ON record (kind, at, n) WHERE deleted_at IS NULL;
CREATE INDEX record_of_appointment ON record (appointment, at) WHERE appointment IS NOT NULL;
CREATE INDEX record_of_session ON record (session, at) WHERE session IS NOT NULL;
CREATE INDEX record_in_bin ON record (at, n) WHERE deleted_at IS NOT NULL;
CREATE UNIQUE INDEX record_by_source ON record (source) WHERE source <> '';
CREATE INDEX appointment_by_style ON appointment (style) WHERE style <> '';
CREATE INDEX parked_open ON parked (n) WHERE state = 'open';
CREATE INDEX tombstone_by_uid ON tombstone (uid) WHERE uid <> '';
CREATE VIEW searched AS SELECT n, CASE folded WHEN '' THEN body ELSE folded END AS body FROM doc;
CREATE VIRTUAL TABLE words USING fts5(body, content = 'searched', content_rowid = 'n', tokenize = 'ascii');
CREATE VIRTUAL TABLE grams USING fts5(unspaced, content = 'doc', content_rowid = 'n', tokenize = 'trigram');
CREATE TRIGGER doc_added AFTER INSERT ON doc BEGIN
        INSERT INTO words (rowid, body)
            VALUES (new.n, CASE new.folded WHEN '' THEN new.body ELSE new.folded END);
        INSERT INTO grams (rowid, unspaced) SELECT new.n, new.unspaced WHERE new.unspaced <> '';
    END;
CREATE TRIGGER doc_removed AFTER DELETE ON doc BEGIN
        INSERT INTO words (words, rowid, body)
            VALUES ('delete', old.n, CASE old.folded WHEN '' THEN old.body ELSE old.folded END);
        INSERT INTO grams (grams, rowid, unspaced) SELECT 'delete', old.n, old.unspaced WHERE old.unspaced <> '';
    END;
CREATE TRIGGER doc_changed AFTER UPDATE ON doc BEGIN
        INSERT INTO words (words, rowid, body)
            VALUES ('delete', old.n, CASE old.folded WHEN '' THEN old.body ELSE old.folded END);
        INSERT INTO grams (grams, rowid, unspaced) SELECT 'delete', old.n, old.unspaced WHERE old.unspaced <> '';
        INSERT INTO words (rowid, body)
            VALUES (new.n, CASE new.folded WHEN '' THEN new.body ELSE new.folded END);
        INSERT INTO grams (rowid, unspaced) SELECT new.n, new.unspaced WHERE new.unspaced <> '';
    END;
INSERT INTO "migration" VALUES('001-sessions',1796378400000);
INSERT INTO "migration" VALUES('002-records',1796378400000);
INSERT INTO "migration" VALUES('003-open-sets',1796378400000);
INSERT INTO "migration" VALUES('004-folded-search',1796378400000);
INSERT INTO "migration" VALUES('005-due-words',1796378400000);
INSERT INTO "session" VALUES('ddwp5','before','arriving','Arriving','swedish','dense','let the shoulders rest',240000,240000,240000,240000,0,33,0,'finished',0,0,1796378400000,'Europe/Oslo',1796378640000,1796378640000,4482,'',NULL,NULL,'{"moment": "before", "script": "arriving", "style": "swedish", "guidance": "dense", "journey": "", "quiet_hour": false, "delay": "0", "end_bell": "", "bells": "", "voice": "", "ambience": ""}',0);
INSERT INTO "session" VALUES('hd6cg','during','following-the-touch','Following the touch','swedish','sparse','let the shoulders rest',1800000,1800000,600000,600000,0,16,0,'interrupted',0,15,1796393040000,'Europe/Oslo',1796393640000,1796393640000,4482,'',NULL,NULL,'{"moment": "during", "script": "following-the-touch", "style": "swedish", "guidance": "sparse", "journey": "", "quiet_hour": false, "delay": "0", "end_bell": "", "bells": "", "voice": "", "ambience": ""}',0);
INSERT INTO "session" VALUES('w4ksd','during','following-the-touch','Following the touch','swedish','sparse','let the shoulders rest',1200000,1200000,900000,900000,0,24,0,'early',0,0,1796393640000,'Europe/Oslo',1796394540000,1796394540000,4482,'',NULL,NULL,'{"moment": "during", "script": "following-the-touch", "style": "swedish", "guidance": "sparse", "journey": "", "quiet_hour": false, "delay": "0", "end_bell": "", "bells": "", "voice": "", "ambience": ""}',0);
INSERT INTO "session_section" VALUES('ddwp5',0,'Landing');
INSERT INTO "session_section" VALUES('ddwp5',1,'Where you come from');
INSERT INTO "session_section" VALUES('ddwp5',2,'Ground');
INSERT INTO "session_section" VALUES('ddwp5',3,'The body as it is');
INSERT INTO "session_section" VALUES('ddwp5',4,'Putting things down');
INSERT INTO "session_section" VALUES('ddwp5',5,'Breath');
INSERT INTO "session_section" VALUES('ddwp5',6,'A longer out-breath');
INSERT INTO "session_section" VALUES('ddwp5',7,'Your intention');
INSERT INTO "session_section" VALUES('ddwp5',8,'Ready');
INSERT INTO "session_section" VALUES('hd6cg',0,'Settling in');
INSERT INTO "session_section" VALUES('hd6cg',1,'Following the touch');
INSERT INTO "session_section" VALUES('w4ksd',0,'Settling in');
INSERT INTO "session_section" VALUES('w4ksd',1,'Following the touch');
INSERT INTO "mark" VALUES('w4ksd',0,300000,'Following the touch');
INSERT INTO "entry" VALUES(8,'calm 🥰 ёлка Größe','');
INSERT INTO "rating" VALUES(7,'stress',2);
INSERT INTO "version" VALUES(1,0,1796394540000,'{"id": "2wc5z", "kind": "appointment", "at": "2026-12-04T15:00:00.000+01:00", "zone": "Europe/Oslo", "appointment": null, "session": null, "tags": [], "created_at": "2026-12-04T11:00:00.000+01:00", "changed_at": "2026-12-04T11:00:00.000+01:00", "deleted_at": null, "source": null, "uid": "cp8rhfh2k9n6cgd37q767hb3595", "minutes": 60, "style": "swedish", "therapist": "Kim", "place": null, "price": null, "currency": null, "state": "planned", "reason": null, "first_at": null, "note": null}');
INSERT INTO "doc" VALUES(1,'swedish
Kim','','');
INSERT INTO "doc" VALUES(2,'let the shoulders rest','','');
INSERT INTO "doc" VALUES(3,'call Åse, 肩膀','call ase, 肩膀','call ase    ');
INSERT INTO "doc" VALUES(4,'Arriving
swedish
let the shoulders rest','','');
INSERT INTO "doc" VALUES(5,'Following the touch
swedish
let the shoulders rest','','');
INSERT INTO "doc" VALUES(6,'Following the touch
swedish
let the shoulders rest','','');
INSERT INTO "doc" VALUES(7,'','','');
INSERT INTO "doc" VALUES(8,'calm 🥰 ёлка Größe','','calm   елка grosse');
INSERT INTO "record" VALUES(1,'2wc5z','cp8rhfh2k9n6cgd37q767hb3595','appointment',1796392800000,'Europe/Oslo',NULL,NULL,'',1796378400000,1796394540001,1796394540000);
INSERT INTO "record" VALUES(2,'89868','hqtfxd6vgtkcx79f2z62zrjw9r5','intention',1796378400000,'Europe/Oslo','2wc5z',NULL,'',1796378400000,1796378400000,NULL);
INSERT INTO "record" VALUES(3,'z24g8','5rs6z2jjd5cvrpcdcjg3mn9jtsp','parked',1796378400000,'Europe/Oslo','2wc5z',NULL,'',1796378400000,1796378400000,NULL);
INSERT INTO "record" VALUES(4,'ddwp5','jn48q4nbktqrp5662z3pcs5vvg6','session',1796378400000,'Europe/Oslo','2wc5z',NULL,'',1796378400000,1796378640000,NULL);
INSERT INTO "record" VALUES(5,'hd6cg','nd8v66kn9n8zgsfnmbwwxh7vv7g','session',1796393040000,'Europe/Oslo','2wc5z',NULL,'',1796393040000,1796393640000,NULL);
INSERT INTO "record" VALUES(6,'w4ksd','hd7rmjpfg3d585srcxz9btm5dvb','session',1796393640000,'Europe/Oslo','2wc5z',NULL,'',1796393640000,1796394540000,NULL);
INSERT INTO "record" VALUES(7,'d7vr8','sp3t3mcrbp2ffzgqs69kcbmjxbj','checkin',1796394540000,'Europe/Oslo','2wc5z',NULL,'',1796394540000,1796394540000,NULL);
INSERT INTO "record" VALUES(8,'qcdft','wqdk86w6tf7t9jntc4r8wspjmt4','entry',1796394540000,'Europe/Oslo','2wc5z',NULL,'',1796394540000,1796394540000,NULL);
INSERT INTO "checkin" VALUES(7,'after','');
INSERT INTO "appointment" VALUES(1,60,'swedish','Kim','','','','done','',NULL,'');
INSERT INTO "intention" VALUES(2,'let the shoulders rest',NULL,'','',NULL,'',NULL);
INSERT INTO "parked" VALUES(3,'call Åse, 肩膀',NULL,'','open',NULL,NULL,'');
COMMIT;
