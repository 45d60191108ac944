-- Which pages the screen of an account shows in turn, and for how many seconds each: facts. The last
-- row of an account stands; companies are read there only where it names them.
create table account_walls (
    person text not null,
    pages text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (seq)
);

create index account_walls_person on account_walls (person, seq);

create trigger account_walls_no_change before update or delete on account_walls
    for each row execute function refuse_change();
create trigger account_walls_no_truncate before truncate on account_walls
    for each statement execute function refuse_change();
