-- What was taken from the old book: the day of the document behind it, empty where it has none;
-- null of all that was recorded here.
alter table milestone_events add column old_book text;

-- What the old board said on a day: of a workstream, a unit, both, or of the whole where neither
-- is named.
create table old_figures (
    unit text not null,
    workstream text not null,
    day text not null,
    status text,
    share text,
    total bigint,
    done bigint,
    late bigint,
    note text not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (unit, workstream, day, seq)
);

create index old_figures_seq on old_figures (seq);

create trigger old_figures_no_update before update on old_figures
begin
    select raise(abort, 'facts are never changed');
end;

create trigger old_figures_no_delete before delete on old_figures
begin
    select raise(abort, 'facts are never changed');
end;

create trigger old_figures_no_replace before insert on old_figures
when exists (select 1 from old_figures where unit = new.unit and workstream = new.workstream and day = new.day and seq = new.seq)
    or exists (select 1 from old_figures where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

-- Why an old figure and ours differ, as the office says; the last of each stands. submission: the
-- id of the form.
create table figure_notes (
    submission text not null,
    unit text not null,
    workstream text not null,
    day text not null,
    body text not null,
    person text,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (submission)
);

create index figure_notes_seq on figure_notes (seq);

create trigger figure_notes_no_update before update on figure_notes
begin
    select raise(abort, 'facts are never changed');
end;

create trigger figure_notes_no_delete before delete on figure_notes
begin
    select raise(abort, 'facts are never changed');
end;

create trigger figure_notes_no_replace before insert on figure_notes
when exists (select 1 from figure_notes where submission = new.submission)
    or exists (select 1 from figure_notes where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;
