BEGIN TRANSACTION;
CREATE TABLE answer (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            source TEXT NOT NULL CHECK (source IN ('cue', 'prompt')),
            place INTEGER NOT NULL CHECK (place >= 0),
            question TEXT NOT NULL,
            answer TEXT NOT NULL,
            PRIMARY KEY (session_id, source, place)
        )
         STRICT;
INSERT INTO "answer" VALUES('bbbbb','cue',0,'How is it now?','lighter');
INSERT INTO "answer" VALUES('ccccc','cue',0,'How is it now?','lighter');
INSERT INTO "answer" VALUES('ddddd','prompt',0,'How often did attention wander?','now and then');
INSERT INTO "answer" VALUES('ddddd','prompt',1,'What would you like to keep of this?','Käse und Ruhe, 肩膀 lighter');
INSERT INTO "answer" VALUES('fffff','cue',0,'How is it now?','lighter');
CREATE TABLE intention (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL,
            kind TEXT,
            set_at INTEGER NOT NULL,
            cleared_at INTEGER
        )
         STRICT;
INSERT INTO "intention" VALUES(1,'let the shoulders rest',NULL,1764856800000,1764975600000);
INSERT INTO "intention" VALUES(2,'speak up',NULL,1764972000000,1764975600000);
CREATE TABLE mark (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            place INTEGER NOT NULL CHECK (place >= 0),
            at_ms INTEGER NOT NULL CHECK (at_ms >= 0),
            section TEXT NOT NULL,
            PRIMARY KEY (session_id, place)
        )
         STRICT;
INSERT INTO "mark" VALUES('bbbbb',0,750000,'Back');
INSERT INTO "mark" VALUES('ccccc',0,750000,'Back');
INSERT INTO "mark" VALUES('fffff',0,750000,'Back');
CREATE TABLE migration (name TEXT PRIMARY KEY NOT NULL, applied_at INTEGER NOT NULL) STRICT;
INSERT INTO "migration" VALUES('001-sessions',1764860400000);
CREATE TABLE rating (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            phase TEXT NOT NULL CHECK (phase IN ('before', 'after')),
            item TEXT NOT NULL,
            value INTEGER NOT NULL CHECK (value BETWEEN 0 AND 10),
            rated_at INTEGER NOT NULL,
            PRIMARY KEY (session_id, phase, item)
        )
         STRICT;
INSERT INTO "rating" VALUES('bbbbb','before','stress',7,1764860400000);
INSERT INTO "rating" VALUES('bbbbb','before','tension',6,1764860400000);
INSERT INTO "rating" VALUES('bbbbb','before','mood',4,1764860400000);
INSERT INTO "rating" VALUES('ddddd','after','stress',3,1764867910000);
INSERT INTO "rating" VALUES('ddddd','after','tension',2,1764867910000);
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
            request TEXT NOT NULL DEFAULT '{}',
            CHECK ((ending IS NULL) = (ended_at IS NULL))
        )
         STRICT;
INSERT INTO "session" VALUES('bbbbb','before','arriving','Arriving','swedish','sparse','let the shoulders rest',300000,300000,1200000,300000,30000,31,2,'finished',0,0,1764860400000,'+01:00',1764860700000,1764860700000,4242,'way',NULL,NULL,'{"script": "following-the-touch", "minutes": 60}');
INSERT INTO "session" VALUES('ccccc','during','following-the-touch','Following the touch','swedish','sparse','let the shoulders rest',3600000,3600000,1200000,3600000,30000,31,2,'early',0,0,1764860800000,'+01:00',1764864400000,1764864400000,4242,'way',NULL,NULL,'{"script": "following-the-touch", "minutes": 60}');
INSERT INTO "session" VALUES('ddddd','after','coming-back','Coming back','swedish','sparse','let the shoulders rest',3600000,3600000,1200000,1200000,30000,31,2,'finished',0,0,1764867600000,'+01:00',1764867900000,1764867900000,4242,'way',NULL,NULL,'{"script": "following-the-touch", "minutes": 60}');
INSERT INTO "session" VALUES('fffff','during','following-the-touch','[bold][2J hostile ‮','swedish','sparse','let the shoulders rest',3600000,3600000,1200000,1200000,30000,31,2,'interrupted',1,0,1764968400000,'+01:00',1764968460000,1764968460000,4242,'',NULL,NULL,'{"script": "following-the-touch", "minutes": 60}');
INSERT INTO "session" VALUES('ggggg','during','following-the-touch','Following the touch','swedish','sparse','let the shoulders rest',3600000,3600000,0,0,0,0,0,NULL,0,0,1764972000000,'+01:00',NULL,1764972000000,4242,'','fffff',NULL,'{"script": "following-the-touch", "minutes": 60}');
CREATE TABLE session_section (
            session_id TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
            place INTEGER NOT NULL CHECK (place >= 0),
            title TEXT NOT NULL,
            PRIMARY KEY (session_id, place)
        )
         STRICT;
INSERT INTO "session_section" VALUES('bbbbb',0,'Arriving');
INSERT INTO "session_section" VALUES('bbbbb',1,'Back');
INSERT INTO "session_section" VALUES('ccccc',0,'Arriving');
INSERT INTO "session_section" VALUES('ccccc',1,'Back');
INSERT INTO "session_section" VALUES('ddddd',0,'Arriving');
INSERT INTO "session_section" VALUES('ddddd',1,'Back');
INSERT INTO "session_section" VALUES('fffff',0,'Arriving');
INSERT INTO "session_section" VALUES('fffff',1,'Back');
CREATE INDEX session_by_start ON session (started_at);
CREATE INDEX session_by_moment ON session (moment, started_at);
CREATE INDEX session_running ON session (started_at) WHERE ending IS NULL;
CREATE INDEX session_resumed ON session (resumed_from) WHERE resumed_from IS NOT NULL;
CREATE INDEX session_by_journey ON session (journey) WHERE journey <> '';
CREATE INDEX intention_by_time ON intention (set_at);
COMMIT;
