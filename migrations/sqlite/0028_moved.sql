-- Where the campaign was moved, or is being moved: while a row stands here nothing else is written.
-- Each writing transaction reads this table first, so that `move`, which locks it to put the row
-- there, waits for whoever writes. Not a fact.
create table moved (
    id bigint primary key check (id = 1),
    moved_to text not null,
    began_at bigint not null
);
