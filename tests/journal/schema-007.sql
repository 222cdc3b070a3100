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
    , hands_on INTEGER) STRICT;
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
CREATE TABLE heard (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            line INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (session_id, line)
        )
         WITHOUT ROWID, STRICT;
CREATE TABLE drawn (
            n INTEGER PRIMARY KEY,
            appointment TEXT REFERENCES record (id) ON DELETE CASCADE,
            session_id TEXT REFERENCES session (id) ON DELETE CASCADE,
            moment TEXT NOT NULL,
            script TEXT NOT NULL,
            style TEXT NOT NULL,
            guidance TEXT NOT NULL,
            seed INTEGER NOT NULL CHECK (seed >= 0),
            places BLOB NOT NULL CHECK (length(places) % 8 = 0),
            CHECK ((appointment IS NULL) <> (session_id IS NULL))
        )
         STRICT;
CREATE TABLE rendered (
            n INTEGER PRIMARY KEY,
            appointment TEXT REFERENCES record (id) ON DELETE CASCADE,
            moment TEXT NOT NULL,
            script TEXT NOT NULL,
            made_at INTEGER NOT NULL
        )
         STRICT;
CREATE TABLE rendered_line (
            n INTEGER NOT NULL REFERENCES rendered (n) ON DELETE CASCADE,
            line INTEGER NOT NULL,
            PRIMARY KEY (n, line)
        )
         WITHOUT ROWID, STRICT;
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
CREATE INDEX heard_by_line ON heard (line, at);
CREATE UNIQUE INDEX drawn_for_appointment ON drawn (appointment, moment, script, style, guidance)
        WHERE appointment IS NOT NULL
    ;
CREATE UNIQUE INDEX drawn_for_session ON drawn (session_id) WHERE session_id IS NOT NULL;
CREATE UNIQUE INDEX rendered_for_appointment ON rendered (appointment, moment) WHERE appointment IS NOT NULL;
CREATE UNIQUE INDEX rendered_by_itself ON rendered (moment, script) WHERE appointment IS NULL;
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
INSERT INTO "appointment" VALUES(1,60,'','Kim','','','','planned','',NULL,'',50);
INSERT INTO "body" VALUES(2,'neck',2);
INSERT INTO "body" VALUES(2,'left shoulder',3);
INSERT INTO "body" VALUES(7,'neck',0);
INSERT INTO "body" VALUES(7,'left shoulder',1);
INSERT INTO "checkin" VALUES(2,'before','müde');
INSERT INTO "checkin" VALUES(7,'after','');
INSERT INTO "doc" VALUES(1,'Kim','','');
INSERT INTO "doc" VALUES(2,'müde','','mude');
INSERT INTO "doc" VALUES(3,'call the bank','','');
INSERT INTO "doc" VALUES(4,'the shoulder is lighter #week','','');
INSERT INTO "doc" VALUES(5,'Hand on the door','','');
INSERT INTO "doc" VALUES(6,'let my shoulders be','','');
INSERT INTO "doc" VALUES(7,'','','');
INSERT INTO "drawn" VALUES(2,'9p943',NULL,'before','hand-on-the-door','','dense',2162184592,X'F4E93CC087FCFE02CF1AB46C2C90EA534D25730B8E688FD635831BAD980A7ADBA1F667900C79031DB5BF2FC1FC71B790');
INSERT INTO "entry" VALUES(4,'the shoulder is lighter #week','');
INSERT INTO "heard" VALUES('djk6s',-6776114720950123747,1795786898055);
INSERT INTO "heard" VALUES('djk6s',-5350505322082355312,1795786898055);
INSERT INTO "heard" VALUES('djk6s',-799040661268660734,1795786898055);
INSERT INTO "intention" VALUES(6,'let my shoulders be',NULL,'','',NULL,'',NULL);
INSERT INTO "migration" VALUES('001-sessions',1795786888271);
INSERT INTO "migration" VALUES('002-records',1795786888271);
INSERT INTO "migration" VALUES('003-open-sets',1795786888271);
INSERT INTO "migration" VALUES('004-folded-search',1795786888271);
INSERT INTO "migration" VALUES('005-due-words',1795786888271);
INSERT INTO "migration" VALUES('006-heard-lines',1795786888271);
INSERT INTO "migration" VALUES('007-hands-on',1795786888271);
INSERT INTO "parked" VALUES(3,'call the bank',1795856400000,'','open',NULL,NULL,'');
INSERT INTO "rating" VALUES(2,'stress',6);
INSERT INTO "rating" VALUES(2,'mood',4);
INSERT INTO "rating" VALUES(7,'stress',3);
INSERT INTO "record" VALUES(1,'9p943','8wrdhv552gqg6rw7nhx6twnkhbb','appointment',1795794087246,'Etc/UTC',NULL,NULL,'',1795786890026,1795786890026,NULL);
INSERT INTO "record" VALUES(2,'h6gkw','5zknqv2hbzqv87256t579wjvbrh','checkin',1795786892839,'Etc/UTC','9p943',NULL,'',1795786893836,1795786893836,NULL);
INSERT INTO "record" VALUES(3,'bzzqt','22csgqpvdjt9g9ffjdr66zbsbfp','parked',1795786895286,'Etc/UTC','9p943',NULL,'',1795786895297,1795786895297,NULL);
INSERT INTO "record" VALUES(4,'s5h8s','r98zx65q5vdsmgxrw2b26jm98m2','entry',1795786896516,'Etc/UTC','9p943',NULL,'',1795786896625,1795786896625,NULL);
INSERT INTO "record" VALUES(5,'djk6s','5gs27jnm2xxsgh4vjm994sp56c5','session',1795786898055,'Etc/UTC','9p943',NULL,'',1795786898055,1795786928073,NULL);
INSERT INTO "record" VALUES(6,'3nnvc','nswb9gjsbfdczsrvmz93cq3jj2c','intention',1795786928206,'Etc/UTC','9p943',NULL,'',1795786928225,1795786928225,NULL);
INSERT INTO "record" VALUES(7,'rmzp5','4s7t243gf9czfzc8gv2vj8k542h','checkin',1795786928311,'Etc/UTC','9p943',NULL,'',1795786928322,1795786928322,NULL);
INSERT INTO "session" VALUES('djk6s','before','hand-on-the-door','Hand on the door','','dense','',30000,30000,30000,30000,0,5,337,'finished',0,0,1795786898055,'Etc/UTC',1795786928073,1795786928073,28209,'',NULL,NULL,'{"moment": "before", "script": "hand-on-the-door", "style": "", "guidance": "dense", "gently": false, "journey": "", "quiet_hour": false, "delay": "0", "end_bell": "", "bells": "", "voice": "", "ambience": "", "seed": 2162184592}',0);
INSERT INTO "session_section" VALUES('djk6s',0,'Feet');
INSERT INTO "session_section" VALUES('djk6s',1,'One breath, or three');
INSERT INTO "session_section" VALUES('djk6s',2,'Go in');
COMMIT;
