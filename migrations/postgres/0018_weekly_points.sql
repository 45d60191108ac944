-- The sums at the end of each Sunday once more, for a quick start: a point counts the
-- facts up to upto_seq, by the rules of the program that wrote it. Not part of the
-- ledger: what is missing here is added up again, and everything may be deleted at any time.
create table weekly_points (
    rules text not null,
    day text not null,
    upto_seq bigint not null,
    whole boolean not null,
    checksum text not null,
    body bytea not null,
    primary key (rules, day)
);
