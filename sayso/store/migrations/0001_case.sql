-- The first form of the case file. Every table and column is explained in docs/case-file.md (tests/test_docs.py compares).

-- How rows were made: the version of sayso, the model's hash, the settings. A row only where a document needs it.
CREATE TABLE methods (
    id TEXT PRIMARY KEY,
    sayso TEXT NOT NULL,
    model TEXT NOT NULL,
    settings TEXT NOT NULL
) STRICT;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    path TEXT NOT NULL,
    locator TEXT NOT NULL,
    place TEXT NOT NULL,
    media_type TEXT NOT NULL,
    text TEXT NOT NULL,
    read_at TEXT NOT NULL,
    method TEXT NOT NULL REFERENCES methods (id),
    held INTEGER NOT NULL DEFAULT 1 CHECK (held IN (0, 1)),
    superseded_by TEXT REFERENCES documents (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX documents_place ON documents (place, locator);
CREATE INDEX documents_superseded_by ON documents (superseded_by);

CREATE TABLE raws (
    document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE metadata (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    found TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER,
    words TEXT,
    PRIMARY KEY (document, number)
) STRICT;

CREATE TABLE boilerplate (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (document, number)
) STRICT;

CREATE TABLE narration (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (document, number)
) STRICT;

CREATE TABLE entities (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    type TEXT NOT NULL
) STRICT;
CREATE INDEX entities_document ON entities (document);

CREATE TABLE entity_spans (
    entity TEXT NOT NULL REFERENCES entities (id) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('name', 'role', 'mention')),
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (entity, part, number)
) STRICT;

CREATE TABLE attributions (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    stance TEXT NOT NULL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    sentence_start INTEGER,
    sentence_end INTEGER,
    parent TEXT REFERENCES attributions (id) DEFERRABLE INITIALLY DEFERRED,
    continues TEXT REFERENCES attributions (id) DEFERRABLE INITIALLY DEFERRED,
    speaker TEXT REFERENCES entities (id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX attributions_document ON attributions (document);
CREATE INDEX attributions_speaker ON attributions (speaker);

CREATE TABLE attribution_spans (
    attribution TEXT NOT NULL REFERENCES attributions (id) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part IN ('source', 'cue', 'content')),
    number INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (attribution, part, number)
) STRICT;

CREATE TABLE skipped (
    number INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    locator TEXT NOT NULL,
    place TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    UNIQUE (place, locator)
) STRICT;

-- For people who open the case with another tool: one row a statement, in the words of the documents.
CREATE VIEW statements AS
SELECT
    a.number,
    a.id,
    d.path,
    d.locator,
    e.name AS speaker,
    e.type AS speaker_type,
    a.kind,
    a.stance,
    a.confidence,
    (SELECT group_concat(words, ' … ') FROM
        (SELECT words FROM attribution_spans WHERE attribution = a.id AND part = 'source' ORDER BY number)) AS source,
    (SELECT group_concat(words, ' … ') FROM
        (SELECT words FROM attribution_spans WHERE attribution = a.id AND part = 'cue' ORDER BY number)) AS cue,
    (SELECT group_concat(words, ' … ') FROM
        (SELECT words FROM attribution_spans WHERE attribution = a.id AND part = 'content' ORDER BY number)) AS content
FROM attributions AS a
JOIN documents AS d ON d.id = a.document
LEFT JOIN entities AS e ON e.id = a.speaker
WHERE d.held;

-- Full-text search. Both keep only the index; the words stay where they are.
CREATE VIEW statement_words AS
SELECT
    a.number,
    (SELECT group_concat(words, ' ') FROM
        (SELECT words FROM attribution_spans WHERE attribution = a.id AND part = 'content' ORDER BY number)) AS content
FROM attributions AS a;
CREATE VIRTUAL TABLE document_search USING fts5 (
    text, content = 'documents', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE statement_search USING fts5 (
    content, content = 'statement_words', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
