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

create trigger account_walls_no_update before update on account_walls
begin
    select raise(abort, 'facts are never changed');
end;

create trigger account_walls_no_delete before delete on account_walls
begin
    select raise(abort, 'facts are never changed');
end;

create trigger account_walls_no_replace before insert on account_walls
when exists (select 1 from account_walls where seq = new.seq)
    or exists (select 1 from account_walls where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;
