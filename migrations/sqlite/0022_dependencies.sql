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

create trigger dependencies_no_update before update on dependencies
begin
    select raise(abort, 'facts are never changed');
end;

create trigger dependencies_no_delete before delete on dependencies
begin
    select raise(abort, 'facts are never changed');
end;

create trigger dependencies_no_replace before insert on dependencies
when exists (select 1 from dependencies where workstream = new.workstream
        and waits_for = new.waits_for and seq = new.seq)
    or exists (select 1 from dependencies where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;
