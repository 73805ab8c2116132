-- The hypothesis matrix: which explanations the analyst puts up, and which words he says speak for or against one.

ALTER TABLE decisions ADD COLUMN hypothesis TEXT;

-- By place, not by statement: a place outlives a new reading of the document. No foreign key to documents, as in anchors.
CREATE TABLE marked (
    decision INTEGER NOT NULL REFERENCES decisions (number),
    number INTEGER NOT NULL,
    document TEXT NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    PRIMARY KEY (decision, number)
) STRICT;
