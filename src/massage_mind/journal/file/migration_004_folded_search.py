"""The fourth schema: a search reads folded words, so that no sign and no case hides one. Released: never to be changed.

SQLite's own tokenizer knows the letters and signs of its year. Here ours folds the words and its simplest one parts
them at spaces, so a word is found whichever SQLite there is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

SEARCH = (
    # Text in ASCII is not there twice.
    """
    CREATE VIEW searched AS SELECT n, CASE folded WHEN '' THEN body ELSE folded END AS body FROM doc
    """,
    """
    CREATE VIRTUAL TABLE words USING fts5(body, content = 'searched', content_rowid = 'n', tokenize = 'ascii')
    """,
    "CREATE VIRTUAL TABLE grams USING fts5(unspaced, content = 'doc', content_rowid = 'n', tokenize = 'trigram')",
    """
    CREATE TRIGGER doc_added AFTER INSERT ON doc BEGIN
        INSERT INTO words (rowid, body)
            VALUES (new.n, CASE new.folded WHEN '' THEN new.body ELSE new.folded END);
        INSERT INTO grams (rowid, unspaced) SELECT new.n, new.unspaced WHERE new.unspaced <> '';
    END
    """,
    """
    CREATE TRIGGER doc_removed AFTER DELETE ON doc BEGIN
        INSERT INTO words (words, rowid, body)
            VALUES ('delete', old.n, CASE old.folded WHEN '' THEN old.body ELSE old.folded END);
        INSERT INTO grams (grams, rowid, unspaced) SELECT 'delete', old.n, old.unspaced WHERE old.unspaced <> '';
    END
    """,
    """
    CREATE TRIGGER doc_changed AFTER UPDATE ON doc BEGIN
        INSERT INTO words (words, rowid, body)
            VALUES ('delete', old.n, CASE old.folded WHEN '' THEN old.body ELSE old.folded END);
        INSERT INTO grams (grams, rowid, unspaced) SELECT 'delete', old.n, old.unspaced WHERE old.unspaced <> '';
        INSERT INTO words (rowid, body)
            VALUES (new.n, CASE new.folded WHEN '' THEN new.body ELSE new.folded END);
        INSERT INTO grams (rowid, unspaced) SELECT new.n, new.unspaced WHERE new.unspaced <> '';
    END
    """,
)


def folded_search(conn: sqlite3.Connection) -> None:
    """Fold what is written, and make the full-text tables anew of it. An index that was damaged is whole afterwards."""
    drop_search(conn)
    conn.execute("ALTER TABLE doc ADD COLUMN folded TEXT NOT NULL DEFAULT ''")
    numbers = [row[0] for row in conn.execute("SELECT n FROM doc")]
    if numbers:
        _fold(conn, numbers)
    for statement in SEARCH:
        conn.execute(statement)
    conn.execute("INSERT INTO words (rowid, body) SELECT n, body FROM searched")
    conn.execute("INSERT INTO grams (rowid, unspaced) SELECT n, unspaced FROM doc WHERE unspaced <> ''")


def _fold(conn: sqlite3.Connection, numbers: Sequence[int]) -> None:
    from massage_mind.record.folding import search_copies  # Not for a journal that is only begun.

    for n in numbers:
        (body,) = conn.execute("SELECT body FROM doc WHERE n = ?", (n,)).fetchone()
        if not body.isascii():
            conn.execute("UPDATE doc SET folded = ?, unspaced = ? WHERE n = ?", (*search_copies(body), n))


def drop_search(conn: sqlite3.Connection) -> None:
    """Drop what a search reads, but for the texts themselves; also where it is damaged."""
    for name in ("doc_added", "doc_removed", "doc_changed"):
        conn.execute(f"DROP TRIGGER IF EXISTS {name}")
    for table in ("words", "grams"):
        # Where its own tables are damaged, dropping it as a virtual table fails; its parts can be dropped one by one.
        try:
            conn.execute(f"DROP TABLE IF EXISTS {table}")
        except sqlite3.Error:
            conn.execute("PRAGMA writable_schema = ON")
            conn.execute("DELETE FROM sqlite_master WHERE name = ?", (table,))
            conn.execute("PRAGMA writable_schema = RESET")
            for part in ("data", "idx", "content", "docsize", "config"):
                conn.execute(f"DROP TABLE IF EXISTS {table}_{part}")
    conn.execute("DROP VIEW IF EXISTS searched")
