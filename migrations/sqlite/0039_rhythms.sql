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

create trigger cadences_no_update before update on cadences
begin
    select raise(abort, 'facts are never changed');
end;

create trigger cadences_no_delete before delete on cadences
begin
    select raise(abort, 'facts are never changed');
end;

create trigger cadences_no_replace before insert on cadences
when exists (select 1 from cadences where code = new.code and seq = new.seq)
    or exists (select 1 from cadences where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

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

create trigger rhythms_no_update before update on rhythms
begin
    select raise(abort, 'facts are never changed');
end;

create trigger rhythms_no_delete before delete on rhythms
begin
    select raise(abort, 'facts are never changed');
end;

create trigger rhythms_no_replace before insert on rhythms
when exists (select 1 from rhythms where code = new.code and seq = new.seq)
    or exists (select 1 from rhythms where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

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

create trigger slot_exceptions_no_update before update on slot_exceptions
begin
    select raise(abort, 'facts are never changed');
end;

create trigger slot_exceptions_no_delete before delete on slot_exceptions
begin
    select raise(abort, 'facts are never changed');
end;

create trigger slot_exceptions_no_replace before insert on slot_exceptions
when exists (select 1 from slot_exceptions where rhythm = new.rhythm and cadence = new.cadence and period_ends = new.period_ends and seq = new.seq)
    or exists (select 1 from slot_exceptions where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

-- Of a rhythm: whose slot a milestone is, of which period, and the last day on which it is taken.
alter table milestones add column rhythm text;
alter table milestones add column period_from text;
alter table milestones add column period_to text;
alter table milestones add column closes_on text;

-- Handed over is that nothing came up in the period; null in rows from before.
alter table milestone_events add column nothing_arose boolean;
