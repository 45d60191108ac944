-- Rows of the ledger once more, packed for a quick start: a page covers the places
-- after after_seq up to upto_seq. Not part of the ledger: what is missing here is
-- read from the tables, and everything may be deleted at any time.
create table fact_pages (
    format text not null,
    after_seq bigint not null,
    upto_seq bigint not null,
    checksum text not null,
    body bytea not null,
    primary key (format, after_seq)
);
