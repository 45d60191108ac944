-- Which workstream waits for which; from ends_on on it does not.
create table dependencies (
    workstream text not null,
    waits_for text not null,
    ends_on text,
    provisional boolean not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (workstream, waits_for, seq)
);

create index dependencies_seq on dependencies (seq);

create trigger dependencies_no_change before update or delete on dependencies
    for each row execute function refuse_change();
create trigger dependencies_no_truncate before truncate on dependencies
    for each statement execute function refuse_change();
