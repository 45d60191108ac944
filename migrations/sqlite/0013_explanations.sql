-- What committee and office ask about milestones and indicators of a duty, and what the
-- responsible side explains: facts. One form may be about several; of each it has a row.
create table asked (
    submission text not null,
    unit text not null,
    workstream text not null,
    milestone text,
    indicator text,
    person text,
    organisation text not null,
    body text not null,
    wanted_by text not null,
    seq bigint not null,
    recorded_at bigint not null,
    check ((milestone is null) <> (indicator is null)),
    unique (submission, milestone),
    unique (submission, indicator)
);

create index asked_seq on asked (seq);
create index asked_duty on asked (unit, workstream);
create index asked_milestone on asked (milestone);
create index asked_indicator on asked (indicator);

create table explained (
    submission text not null,
    unit text not null,
    workstream text not null,
    milestone text,
    indicator text,
    person text,
    organisation text not null,
    cause text not null,
    body text not null,
    commits_to text not null,
    seq bigint not null,
    recorded_at bigint not null,
    check ((milestone is null) <> (indicator is null)),
    unique (submission, milestone),
    unique (submission, indicator)
);

create index explained_seq on explained (seq);
create index explained_duty on explained (unit, workstream);
create index explained_milestone on explained (milestone);
create index explained_indicator on explained (indicator);

create trigger asked_no_update before update on asked
begin
    select raise(abort, 'facts are never changed');
end;

create trigger asked_no_delete before delete on asked
begin
    select raise(abort, 'facts are never changed');
end;

create trigger asked_no_replace before insert on asked
when exists (select 1 from asked where submission = new.submission
        and (milestone = new.milestone or indicator = new.indicator))
    or exists (select 1 from asked where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger explained_no_update before update on explained
begin
    select raise(abort, 'facts are never changed');
end;

create trigger explained_no_delete before delete on explained
begin
    select raise(abort, 'facts are never changed');
end;

create trigger explained_no_replace before insert on explained
when exists (select 1 from explained where submission = new.submission
        and (milestone = new.milestone or indicator = new.indicator))
    or exists (select 1 from explained where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;
