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
