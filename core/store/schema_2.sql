-- From version 1 to 2: tables added.  The remarks become comments, as those of schema.sql.

CREATE TABLE sentence ( -- the sentences of the narrative that state no figure, and its headings; those with figures are in statement
    report VARCHAR NOT NULL, -- the report
    sentence_no INTEGER NOT NULL, -- order within the report, from 0
    part VARCHAR NOT NULL, -- part of the report: overview, tables, explanation, glossary, attachments or ''
    sentence VARCHAR NOT NULL, -- the sentence
    page INTEGER, -- page
    x0 DOUBLE, -- box: left
    top DOUBLE, -- box: top
    x1 DOUBLE, -- box: right
    bottom DOUBLE, -- box: bottom
    locator VARCHAR NOT NULL -- place in a file without pages
);

CREATE TABLE searchable ( -- the texts that can be searched for; contact persons and telephone numbers are left out
    report VARCHAR NOT NULL, -- the report
    part VARCHAR NOT NULL, -- tables, narrative or performance
    kind VARCHAR NOT NULL, -- title, header, label, code, note, statement, sentence, project, indicator, reason or score
    number INTEGER NOT NULL, -- the table, statement, sentence, project, indicator or score within the report
    "row" INTEGER NOT NULL, -- row of its cell in the table; -1 where there is none
    "column" INTEGER NOT NULL, -- column of its cell in the table; -1 where there is none
    text VARCHAR NOT NULL, -- text as printed
    folded VARCHAR NOT NULL, -- its letters without blanks and quotation marks, half-width and small
    page INTEGER, -- page
    locator VARCHAR NOT NULL -- place in a file without pages
);

CREATE TABLE saved_view ( -- views a person gave a name
    screen VARCHAR NOT NULL, -- the screen it belongs to
    name VARCHAR NOT NULL, -- its name, once for each screen
    view VARCHAR NOT NULL, -- what the screen shows: the query, or what stands in its address
    saved_at TIMESTAMP NOT NULL -- when, UTC
);

CREATE TABLE listed_unit ( -- the units a person expects reports of, in the order of the imported list
    unit_no INTEGER NOT NULL, -- order in the list, from 0
    unit_name VARCHAR NOT NULL, -- name of the unit as listed
    department VARCHAR NOT NULL -- the department it belongs to as listed; '' when the list does not say
);

CREATE TABLE annex ( -- other files of a report that is published in several; their pages follow those of its own file
    report VARCHAR NOT NULL, -- the report
    annex_no INTEGER NOT NULL, -- order within the report, from 0
    sha256 VARCHAR NOT NULL, -- SHA-256 of the file
    file VARCHAR NOT NULL, -- original base name of the file
    pages INTEGER NOT NULL -- number of its pages; 0 for a file without pages
);

CREATE TABLE change ( -- what people decided: corrections, accepted findings, findings looked at, checks switched off, answers, drawn tables
    event_no BIGINT NOT NULL, -- the event it came with; the last one of a kind and subject that was not taken back is in force
    kind VARCHAR NOT NULL, -- correct, accept, review, switch_off, answer or draw
    report VARCHAR NOT NULL, -- the report; '' for what holds in the whole library
    subject VARCHAR NOT NULL, -- what it is about: figure or property by meaning (a JSON list), identity of a finding, number of a check
    value VARCHAR NOT NULL, -- the value given; as_printed, layout or other; confirmed or doubted; the answer; the drawing as JSON; ''
    why VARCHAR NOT NULL, -- the reason given
    original VARCHAR NOT NULL, -- of a correction: the value as read from the file; of an answer or drawing: what stood before the first
    saw VARCHAR NOT NULL, -- of a correction, an answer or a drawing: the value it replaced
    who VARCHAR NOT NULL, -- who decided
    decided_at TIMESTAMP NOT NULL, -- when, UTC
    undone BIGINT -- the event that took it back; NULL while it is in force
);

-- Columns added, and remarks that say more than before.

ALTER TABLE fact ADD COLUMN "corrected" VARCHAR DEFAULT '';
ALTER TABLE fact ALTER COLUMN "corrected" SET NOT NULL;
ALTER TABLE fact ALTER COLUMN "corrected" DROP DEFAULT;
ALTER TABLE fact ADD COLUMN "read_fen" BIGINT;
ALTER TABLE statement ADD COLUMN "read_value" VARCHAR DEFAULT '';
ALTER TABLE statement ALTER COLUMN "read_value" SET NOT NULL;
ALTER TABLE statement ALTER COLUMN "read_value" DROP DEFAULT;
ALTER TABLE finding ADD COLUMN "identity" VARCHAR DEFAULT '';
ALTER TABLE finding ALTER COLUMN "identity" SET NOT NULL;
ALTER TABLE finding ALTER COLUMN "identity" DROP DEFAULT;
ALTER TABLE event ADD COLUMN "who" VARCHAR DEFAULT '';
ALTER TABLE event ALTER COLUMN "who" SET NOT NULL;
ALTER TABLE event ALTER COLUMN "who" DROP DEFAULT;
ALTER TABLE event ADD COLUMN "hash" VARCHAR DEFAULT '';
ALTER TABLE event ALTER COLUMN "hash" SET NOT NULL;
ALTER TABLE event ALTER COLUMN "hash" DROP DEFAULT;
COMMENT ON COLUMN fact."corrected" IS 'the text a person gave in place of the printed one; '''' when nobody did';
COMMENT ON COLUMN fact."read_fen" IS 'amount as it was read, where a person corrected it';
COMMENT ON COLUMN statement."read_value" IS 'value as printed, where a person corrected it; else ''''';
COMMENT ON COLUMN finding."identity" IS 'the same for the same finding after another reading of the same file';
COMMENT ON COLUMN event."who" IS 'who did it; '''' where nobody gave a name';
COMMENT ON COLUMN event."hash" IS 'SHA-256 of the hash before it and of this event; '''' in a library of a version without them';
COMMENT ON COLUMN event."action" IS 'import, read_again, check, correct, accept, review, switch_off, switch_on, undo, answer, draw, delete …';
COMMENT ON COLUMN event."details" IS 'more about it, a JSON object; fingerprint: that of the figures of the report after it';
COMMENT ON COLUMN meta."key" IS 'schema_version, or person: the name of who works with it';
