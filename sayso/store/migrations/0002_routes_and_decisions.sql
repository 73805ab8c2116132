-- Through which hands words reached a document, and what the analyst decided.

CREATE TABLE hops (
    attribution TEXT NOT NULL REFERENCES attributions (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    basis TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    words TEXT,
    PRIMARY KEY (attribution, number)
) STRICT;

-- The journal is only added to: what was undone is marked so. It names documents by id and entities by name, with no
-- foreign keys, for it outlives a new reading of the documents.
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY,
    act TEXT NOT NULL,
    value TEXT NOT NULL,
    statement TEXT,
    decided_at TEXT NOT NULL,
    undone_at TEXT
) STRICT;

CREATE TABLE anchors (
    decision INTEGER NOT NULL REFERENCES decisions (number),
    side TEXT NOT NULL CHECK (side IN ('subject', 'other')),
    number INTEGER NOT NULL,
    document TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (decision, side, number)
) STRICT;
