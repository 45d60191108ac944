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

create trigger named_days_no_update before update on named_days
begin
    select raise(abort, 'facts are never changed');
end;

create trigger named_days_no_delete before delete on named_days
begin
    select raise(abort, 'facts are never changed');
end;

create trigger named_days_no_replace before insert on named_days
when exists (select 1 from named_days where day = new.day and seq = new.seq)
    or exists (select 1 from named_days where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;
