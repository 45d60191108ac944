-- The days of what recurs: facts. data_closes, report_due: a day of the week, or of the month.
create table cadences (
    code text not null,
    name text not null,
    every text not null,
    data_closes text not null,
    report_due text not null,
    due_months bigint,
    day_off text not null,
    provisional boolean not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (code, seq)
);

create index cadences_seq on cadences (seq);

create trigger cadences_no_change before update or delete on cadences
    for each row execute function refuse_change();
create trigger cadences_no_truncate before truncate on cadences
    for each statement execute function refuse_change();

-- What a duty is asked for again and again: facts. Its slots are milestones.
create table rhythms (
    code text not null,
    unit text not null,
    workstream text not null,
    title text not null,
    product text not null,
    cadence text not null,
    begins_on text not null,
    ends_on text,
    weight bigint not null,
    responsible text,
    cut_off_days bigint not null,
    remind_days bigint not null,
    provisional boolean not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (code, seq)
);

create index rhythms_seq on rhythms (seq);

create trigger rhythms_no_change before update or delete on rhythms
    for each row execute function refuse_change();
create trigger rhythms_no_truncate before truncate on rhythms
    for each statement execute function refuse_change();

-- What the office set for one period, of one rhythm or of all of a cadence (the other is empty): facts.
create table slot_exceptions (
    rhythm text not null,
    cadence text not null,
    period_ends text not null,
    due_on text,
    no_slot boolean not null,
    decision text not null,
    reason text not null,
    approver text not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (rhythm, cadence, period_ends, seq)
);

create index slot_exceptions_seq on slot_exceptions (seq);

create trigger slot_exceptions_no_change before update or delete on slot_exceptions
    for each row execute function refuse_change();
create trigger slot_exceptions_no_truncate before truncate on slot_exceptions
    for each statement execute function refuse_change();

-- Of a rhythm: whose slot a milestone is, of which period, and the last day on which it is taken.
alter table milestones add column rhythm text;
alter table milestones add column period_from text;
alter table milestones add column period_to text;
alter table milestones add column closes_on text;

-- Handed over is that nothing came up in the period; null in rows from before.
alter table milestone_events add column nothing_arose boolean;
