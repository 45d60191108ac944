-- Days that the office gave a name: facts. The last row of a day stands; an empty name takes it away.
create table named_days (
    day text not null,
    name text not null,
    person text,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (day, seq)
);

create index named_days_seq on named_days (seq);

create trigger named_days_no_change before update or delete on named_days
    for each row execute function refuse_change();
create trigger named_days_no_truncate before truncate on named_days
    for each statement execute function refuse_change();
