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

create trigger old_figures_no_change before update or delete on old_figures
    for each row execute function refuse_change();
create trigger old_figures_no_truncate before truncate on old_figures
    for each statement execute function refuse_change();

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

create trigger figure_notes_no_change before update or delete on figure_notes
    for each row execute function refuse_change();
create trigger figure_notes_no_truncate before truncate on figure_notes
    for each statement execute function refuse_change();
