-- Public holidays, and days worked in their stead.
create table calendar (
    day text not null,
    kind text not null,
    name text not null,
    provisional boolean not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (day, seq)
);

create index calendar_seq on calendar (seq);

create trigger calendar_no_change before update or delete on calendar
    for each row execute function refuse_change();
create trigger calendar_no_truncate before truncate on calendar
    for each statement execute function refuse_change();

-- The day a baseline was measured on, and what an indicator counts.
alter table indicators add column baseline_day text;
alter table indicators add column counts text;
