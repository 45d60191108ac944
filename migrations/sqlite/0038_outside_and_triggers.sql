-- Bodies outside the campaign: facts. In no sum, without an account.
create table bodies (
    code text not null,
    name text not null,
    kind text not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (code, seq)
);

create index bodies_seq on bodies (seq);

create trigger bodies_no_update before update on bodies
begin
    select raise(abort, 'facts are never changed');
end;

create trigger bodies_no_delete before delete on bodies
begin
    select raise(abort, 'facts are never changed');
end;

create trigger bodies_no_replace before insert on bodies
when exists (select 1 from bodies where code = new.code and seq = new.seq)
    or exists (select 1 from bodies where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

-- Which body outside helps with which workstream; from ends_on on it does not.
create table helpers (
    workstream text not null,
    body text not null,
    part text not null,
    ends_on text,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (workstream, body, seq)
);

create index helpers_seq on helpers (seq);

create trigger helpers_no_update before update on helpers
begin
    select raise(abort, 'facts are never changed');
end;

create trigger helpers_no_delete before delete on helpers
begin
    select raise(abort, 'facts are never changed');
end;

create trigger helpers_no_replace before insert on helpers
when exists (select 1 from helpers where workstream = new.workstream and body = new.body and seq = new.seq)
    or exists (select 1 from helpers where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

-- Events that deadlines run from. happened_on, with the document that says so: null until then.
create table triggers (
    code text not null,
    name text not null,
    issuer text,
    happened_on text,
    document_number text not null,
    document_day text,
    provisional boolean not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (code, seq)
);

create index triggers_seq on triggers (seq);

create trigger triggers_no_update before update on triggers
begin
    select raise(abort, 'facts are never changed');
end;

create trigger triggers_no_delete before delete on triggers
begin
    select raise(abort, 'facts are never changed');
end;

create trigger triggers_no_replace before insert on triggers
when exists (select 1 from triggers where code = new.code and seq = new.seq)
    or exists (select 1 from triggers where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

-- A deadline that runs from an event: which, how many days after it, and which days are counted.
alter table milestones add column after_trigger text;
alter table milestones add column after_days bigint;
alter table milestones add column day_count text;
