-- What the relation model said of pairs of sentences: it need not be asked again. All rows may be deleted at any time.
CREATE TABLE chances (
    pair BLOB PRIMARY KEY,
    chances BLOB NOT NULL
) STRICT, WITHOUT ROWID;
