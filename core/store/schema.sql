-- The data dictionary.  The remark after a table's opening line and after each column is its meaning; it is kept in the database as a comment
-- (SELECT * FROM duckdb_columns()).  This file makes the newest version; migrations.py brings older libraries here.
--
-- Conventions: text that is unknown is '' and never NULL; numbers that are unknown are NULL and never 0.  Money is a whole number of fen.
-- Places: page from 1; x0, top, x1, bottom in PDF points from the top left of the page as a reader sees it; locator for files without pages.

CREATE TABLE meta ( -- facts about the library itself
    key VARCHAR PRIMARY KEY, -- schema_version, or person: the name of who works with it
    value VARCHAR NOT NULL -- its value as text
);

CREATE TABLE original ( -- files as they came; the bytes are in originals/<sha256>.<ending>
    sha256 VARCHAR PRIMARY KEY, -- SHA-256 of the bytes, 64 hexadecimal digits
    file VARCHAR NOT NULL, -- base name the file came under
    ending VARCHAR NOT NULL, -- ending of the kept file, without the dot
    bytes BIGINT NOT NULL -- size in bytes
);

CREATE TABLE report ( -- one row per report
    report VARCHAR PRIMARY KEY, -- the first 12 hexadecimal digits of the SHA-256 of the file; of a part of a file: of the SHA-256 of "<that SHA-256>:<part>"
    version INTEGER NOT NULL, -- 1, 2 … among the reports of one kind of a unit and year, in the order of import
    file VARCHAR NOT NULL, -- original base name of the file
    sha256 VARCHAR NOT NULL, -- SHA-256 of the file
    unit_name VARCHAR NOT NULL, -- the unit that reports; '' when unknown
    fiscal_year INTEGER, -- the year reported on; NULL when unknown
    kind VARCHAR NOT NULL, -- final_accounts, budget, performance, template or unknown
    region VARCHAR NOT NULL, -- administrative code prefix (61, 6101); '' when unknown
    amount_unit VARCHAR NOT NULL, -- unit of money most tables are printed in; '' when unknown
    published_on VARCHAR NOT NULL, -- date of publication, 2024-08-20 or 2024-08; '' when unknown
    pages INTEGER NOT NULL, -- number of pages
    state VARCHAR NOT NULL, -- read, or needs_person when something must be said or looked at by a person
    imported_at TIMESTAMP NOT NULL, -- when it came into the library, UTC
    software VARCHAR NOT NULL, -- version of the software that read it
    part VARCHAR NOT NULL -- first and last page, as 12-30, of a report in a file that holds several; '' for the whole file
);

CREATE TABLE page ( -- the pages of a report
    report VARCHAR NOT NULL, -- the report
    page INTEGER NOT NULL, -- page, from 1
    width DOUBLE NOT NULL, -- width in points, after rotation
    height DOUBLE NOT NULL, -- height in points, after rotation
    unread BOOLEAN NOT NULL -- true for a picture without text: nothing on it was read
);

CREATE TABLE evidence ( -- where each property of a report was read
    report VARCHAR NOT NULL, -- the report
    evidence_no INTEGER NOT NULL, -- order within the report, from 0
    field VARCHAR NOT NULL, -- the property: a column of report
    value VARCHAR NOT NULL, -- its value
    text VARCHAR NOT NULL, -- the printed text it was taken from
    source VARCHAR NOT NULL, -- read, or answered when a person said so
    page INTEGER, -- page
    x0 DOUBLE, -- box: left
    top DOUBLE, -- box: top
    x1 DOUBLE, -- box: right
    bottom DOUBLE, -- box: bottom
    locator VARCHAR NOT NULL -- place in a file without pages
);

CREATE TABLE printed_table ( -- the tables of a report, also those it should have and has not
    report VARCHAR NOT NULL, -- the report
    table_no INTEGER NOT NULL, -- order within the report, from 0
    "table" VARCHAR NOT NULL, -- key of the table, or other: and its printed title
    title VARCHAR NOT NULL, -- title as printed
    printed_number VARCHAR NOT NULL, -- number of the form as printed
    unit VARCHAR NOT NULL, -- unit of money as printed; '' when unknown, then its amounts stay unread
    first_page INTEGER, -- page it begins on
    last_page INTEGER, -- page it ends on
    state VARCHAR NOT NULL, -- filled, empty, missing or listed_only
    budget_basis VARCHAR NOT NULL, -- which budget the table means: initial, adjusted or ''
    note VARCHAR NOT NULL -- note printed with the table
);

CREATE TABLE cell ( -- the cells of the printed tables
    report VARCHAR NOT NULL, -- the report
    table_no INTEGER NOT NULL, -- the table within the report
    "row" INTEGER NOT NULL, -- row within the whole table, over page breaks, from 0
    "column" INTEGER NOT NULL, -- column, from 0
    row_span INTEGER NOT NULL, -- rows covered
    column_span INTEGER NOT NULL, -- columns covered
    kind VARCHAR NOT NULL, -- title, header, number_row, label, code, line_number, amount, blank or note
    text VARCHAR NOT NULL, -- text as printed, lines joined by a line feed
    page INTEGER, -- page
    x0 DOUBLE, -- box: left
    top DOUBLE, -- box: top
    x1 DOUBLE, -- box: right
    bottom DOUBLE, -- box: bottom
    locator VARCHAR NOT NULL -- place in a file without pages
);

CREATE TABLE fact ( -- one amount printed in a table: table, side, line, column
    report VARCHAR NOT NULL, -- the report
    table_no INTEGER NOT NULL, -- the table within the report
    fact_no INTEGER NOT NULL, -- order within the report, from 0
    "table" VARCHAR NOT NULL, -- key of the table, or other: and its printed title
    side VARCHAR NOT NULL, -- revenue or expenditure in the two summary tables, else ''
    line VARCHAR NOT NULL, -- key of the line, or its code
    parent_line VARCHAR NOT NULL, -- line this one is part of; '' when none
    role VARCHAR NOT NULL, -- detail, subtotal or total
    line_code VARCHAR NOT NULL, -- functional or economic code as printed, digits only; else ''
    line_name VARCHAR NOT NULL, -- printed label without blanks and ordinals
    "column" VARCHAR NOT NULL, -- key of the column, or its printed heading
    printed VARCHAR NOT NULL, -- text of the cell as printed
    amount_fen BIGINT NOT NULL, -- exact amount in fen (a hundredth of a yuan)
    precision_fen BIGINT NOT NULL, -- value of the last printed digit in fen
    unit VARCHAR NOT NULL, -- unit of money the amount is printed in
    page INTEGER, -- page
    x0 DOUBLE, -- box: left
    top DOUBLE, -- box: top
    x1 DOUBLE, -- box: right
    bottom DOUBLE, -- box: bottom
    locator VARCHAR NOT NULL, -- place in a file without pages
    cell_row INTEGER NOT NULL, -- row of its cell in the table
    cell_column INTEGER NOT NULL, -- column of its cell in the table
    source VARCHAR NOT NULL, -- read, ocr or corrected
    doubt VARCHAR NOT NULL, -- why the figure is to be doubted; '' when it is not
    corrected VARCHAR NOT NULL, -- the text a person gave in place of the printed one; '' when nobody did
    read_fen BIGINT -- amount as it was read, where a person corrected it
);

CREATE TABLE statement ( -- one figure of the narrative
    report VARCHAR NOT NULL, -- the report
    statement_no INTEGER NOT NULL, -- order within the report, from 0
    section VARCHAR NOT NULL, -- heading it stands under
    subject VARCHAR NOT NULL, -- what the figure is of
    measure VARCHAR NOT NULL, -- current, budget, delta, direction, percent_change, share_percent, completion_percent, percent, score or count
    value VARCHAR NOT NULL, -- bare number as printed, no thousands separator, no unit; or up, down, flat, unfilled
    unit VARCHAR NOT NULL, -- unit as printed
    basis VARCHAR NOT NULL, -- which budget, year or comparison the figure means
    line_code VARCHAR NOT NULL, -- code of the line it speaks of; '' when none
    sentence VARCHAR NOT NULL, -- the sentence
    page INTEGER, -- page
    x0 DOUBLE, -- box: left
    top DOUBLE, -- box: top
    x1 DOUBLE, -- box: right
    bottom DOUBLE, -- box: bottom
    locator VARCHAR NOT NULL, -- place in a file without pages
    reason VARCHAR NOT NULL, -- reason the report gives for the change
    derived_low BIGINT, -- lowest amount of the prior year or of the budget that follows from it, in fen
    derived_high BIGINT, -- highest such amount, in fen
    linked_facts VARCHAR NOT NULL, -- facts of the tables it repeats, by number, separated by ;
    read_value VARCHAR NOT NULL -- value as printed, where a person corrected it; else ''
);

CREATE TABLE project ( -- one project of the performance tables; figures as printed, without thousands separators and unit
    report VARCHAR NOT NULL, -- the report
    project_no INTEGER NOT NULL, -- order within the report, from 0
    form VARCHAR NOT NULL, -- kind of form
    project VARCHAR NOT NULL, -- name of the project
    department VARCHAR NOT NULL, -- department in charge
    implementing_unit VARCHAR NOT NULL, -- unit that carries it out
    score VARCHAR NOT NULL, -- points in all
    weight_total VARCHAR NOT NULL, -- points attainable in all
    page INTEGER, -- page
    x0 DOUBLE, -- box: left
    top DOUBLE, -- box: top
    x1 DOUBLE, -- box: right
    bottom DOUBLE, -- box: bottom
    locator VARCHAR NOT NULL -- place in a file without pages
);

CREATE TABLE funding ( -- money of a project; figures as printed, without thousands separators and unit
    report VARCHAR NOT NULL, -- the report
    funding_no INTEGER NOT NULL, -- order within the report, from 0
    project_no INTEGER NOT NULL, -- the project within the report
    project VARCHAR NOT NULL, -- name of the project
    part VARCHAR NOT NULL, -- total, appropriation, carryover or other
    initial_budget VARCHAR NOT NULL, -- budget at the start of the year
    adjusted_budget VARCHAR NOT NULL, -- budget of the full year
    executed VARCHAR NOT NULL, -- spent
    weight VARCHAR NOT NULL, -- points attainable
    rate VARCHAR NOT NULL, -- rate of execution
    score VARCHAR NOT NULL, -- points
    page INTEGER, -- page
    x0 DOUBLE, -- box: left
    top DOUBLE, -- box: top
    x1 DOUBLE, -- box: right
    bottom DOUBLE, -- box: bottom
    locator VARCHAR NOT NULL -- place in a file without pages
);

CREATE TABLE indicator ( -- one indicator of a project
    report VARCHAR NOT NULL, -- the report
    indicator_no INTEGER NOT NULL, -- order within the report, from 0
    project_no INTEGER NOT NULL, -- the project within the report
    project VARCHAR NOT NULL, -- name of the project
    level1 VARCHAR NOT NULL, -- indicator of the first level
    level2 VARCHAR NOT NULL, -- indicator of the second level
    indicator VARCHAR NOT NULL, -- indicator
    operator VARCHAR NOT NULL, -- comparison sign where it stands apart
    target VARCHAR NOT NULL, -- value aimed at, as printed
    target_unit VARCHAR NOT NULL, -- unit of the target where it stands apart
    actual VARCHAR NOT NULL, -- value reached, as printed
    weight VARCHAR NOT NULL, -- points attainable
    score VARCHAR NOT NULL, -- points
    reason VARCHAR NOT NULL, -- reason given for a deviation
    page INTEGER, -- page
    x0 DOUBLE, -- box: left
    top DOUBLE, -- box: top
    x1 DOUBLE, -- box: right
    bottom DOUBLE, -- box: bottom
    locator VARCHAR NOT NULL -- place in a file without pages
);

CREATE TABLE score ( -- one row of a score sheet or of a list of scores
    report VARCHAR NOT NULL, -- the report
    score_no INTEGER NOT NULL, -- order within the report, from 0
    sheet VARCHAR NOT NULL, -- title of the sheet
    level1 VARCHAR NOT NULL, -- item of the first level
    item VARCHAR NOT NULL, -- item
    weight VARCHAR NOT NULL, -- points attainable
    score VARCHAR NOT NULL, -- points
    page INTEGER, -- page
    x0 DOUBLE, -- box: left
    top DOUBLE, -- box: top
    x1 DOUBLE, -- box: right
    bottom DOUBLE, -- box: bottom
    locator VARCHAR NOT NULL -- place in a file without pages
);

CREATE TABLE number ( -- every number printed in the report, once, with what it was understood as
    report VARCHAR NOT NULL, -- the report
    number_no INTEGER NOT NULL, -- order within the report, from 0
    text VARCHAR NOT NULL, -- the number as printed, half-width; '' for the number of a person
    kind VARCHAR NOT NULL, -- fact, statement, performance, code, line_number, page_number, date, ordinal, name, contact, quantity or uncovered
    ref VARCHAR NOT NULL, -- what it is part of, as fact:12, statement:5, indicator:3, funding:0, task:1, score:2 or project:1; '' for others
    page INTEGER, -- page
    x0 DOUBLE, -- box: left
    top DOUBLE, -- box: top
    x1 DOUBLE, -- box: right
    bottom DOUBLE, -- box: bottom
    locator VARCHAR NOT NULL -- place in a file without pages
);

CREATE TABLE finding ( -- one instance of a check
    report VARCHAR NOT NULL, -- the report
    finding_no INTEGER NOT NULL, -- order within the report, from 0
    "check" VARCHAR NOT NULL, -- number of the check
    class VARCHAR NOT NULL, -- balance, logic or verify
    state VARCHAR NOT NULL, -- pass, rounding, fail, not_applicable or not_run
    severity VARCHAR NOT NULL, -- critical, error, warn or info
    "left" VARCHAR NOT NULL, -- left side, a decimal number in the printed unit
    "right" VARCHAR NOT NULL, -- right side, likewise
    difference VARCHAR NOT NULL, -- left side less right side, likewise
    tolerance VARCHAR NOT NULL, -- difference that independent rounding explains, likewise
    reason VARCHAR NOT NULL, -- why the check was not run
    cause VARCHAR NOT NULL, -- likely cause of a failure
    "cluster" VARCHAR NOT NULL, -- common cause of several findings
    "exception" VARCHAR NOT NULL, -- reason a person gave for accepting it
    message VARCHAR NOT NULL, -- the sentence
    message_en VARCHAR NOT NULL, -- the sentence in English
    unit VARCHAR NOT NULL, -- unit of the two sides
    note VARCHAR NOT NULL, -- what qualifies the result
    tables VARCHAR NOT NULL, -- tables concerned, separated by ;
    facts VARCHAR NOT NULL, -- facts concerned, by number, separated by ;
    statements VARCHAR NOT NULL, -- statements concerned, by number, separated by ;
    places VARCHAR NOT NULL, -- pages and boxes concerned, a JSON list
    suspects VARCHAR NOT NULL, -- figures that would explain it, the likeliest first, a JSON list
    pages VARCHAR NOT NULL, -- pages concerned, separated by ;
    "identity" VARCHAR NOT NULL -- the same for the same finding after another reading of the same file
);

CREATE TABLE problem ( -- something that could not be read or understood
    report VARCHAR NOT NULL, -- the report
    problem_no INTEGER NOT NULL, -- order within the report, from 0
    table_no INTEGER, -- the table within the report; NULL for the report as a whole
    "where" VARCHAR NOT NULL, -- what it concerns
    kind VARCHAR NOT NULL, -- code of its sentence
    details VARCHAR NOT NULL, -- what fills the sentence, a JSON object
    page INTEGER, -- page
    x0 DOUBLE, -- box: left
    top DOUBLE, -- box: top
    x1 DOUBLE, -- box: right
    bottom DOUBLE, -- box: bottom
    locator VARCHAR NOT NULL -- place in a file without pages
);

CREATE TABLE answer ( -- what a person said where the report does not say it; survives reading the report again
    report VARCHAR NOT NULL, -- the report
    "table" VARCHAR NOT NULL, -- key of the table; '' for the report as a whole
    page INTEGER, -- page the table begins on; NULL for the report as a whole
    field VARCHAR NOT NULL, -- unit_name, fiscal_year, kind, or unit of a table
    value VARCHAR NOT NULL, -- the answer
    answered_at TIMESTAMP NOT NULL -- when, UTC
);

CREATE TABLE drawing ( -- a table a person drew on a page where it was not found or misread; survives reading the report again
    report VARCHAR NOT NULL, -- the report
    "table" VARCHAR NOT NULL, -- key of the table
    page INTEGER NOT NULL, -- page
    unit VARCHAR NOT NULL, -- unit of money of its figures
    x0 DOUBLE NOT NULL, -- area: left
    top DOUBLE NOT NULL, -- area: top
    x1 DOUBLE NOT NULL, -- area: right
    bottom DOUBLE NOT NULL, -- area: bottom
    columns DOUBLE[] NOT NULL, -- x of the lines between columns, ascending
    rows DOUBLE[] NOT NULL, -- y of the lines between rows; none where the lines of text tell them
    headings VARCHAR[] NOT NULL, -- what each column holds, from the left; '' for a column left unread
    drawn_at TIMESTAMP NOT NULL -- when, UTC
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

CREATE TABLE listed_unit ( -- the units a person expects reports of, in the order of the imported list
    unit_no INTEGER NOT NULL, -- order in the list, from 0
    unit_name VARCHAR NOT NULL, -- name of the unit as listed
    department VARCHAR NOT NULL -- the department it belongs to as listed; '' when the list does not say
);

CREATE SEQUENCE event_no START 1;

CREATE TABLE event ( -- what was done with the library, in order; rows are only added
    event_no BIGINT NOT NULL DEFAULT nextval('event_no'), -- order, from 1
    happened_at TIMESTAMP NOT NULL, -- when, UTC
    action VARCHAR NOT NULL, -- import, read_again, check, correct, accept, review, switch_off, switch_on, undo, answer, draw, delete …
    report VARCHAR NOT NULL, -- the report; '' when none came of it
    file VARCHAR NOT NULL, -- name of the file
    details VARCHAR NOT NULL, -- more about it, a JSON object; fingerprint: that of the figures of the report after it
    who VARCHAR NOT NULL, -- who did it; '' where nobody gave a name
    hash VARCHAR NOT NULL -- SHA-256 of the hash before it and of this event; '' in a library of a version without them
);

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
