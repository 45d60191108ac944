-- Boards of past Sundays, packed, for a quick start and quick past days: a checkpoint counts the
-- facts up to upto_seq, by the rules of the program that wrote it, and is one row a part. Not
-- part of the ledger: what is missing here is made again, and everything may be deleted at any
-- time. It has the weekly points too, which had a table of their own.
drop table weekly_points;

create table checkpoints (
    rules text not null,
    day text not null,
    part bigint not null,
    upto_seq bigint not null,
    checksum text not null,
    body blob not null,
    primary key (rules, day, part)
);
