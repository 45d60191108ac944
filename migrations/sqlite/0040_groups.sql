-- Named sets of units, and the rule by which units belong to one: facts. In no sum.
create table unit_groups (
    code text not null,
    name text not null,
    name_en text,
    kinds text,
    blocs text,
    tiers text,
    area text,
    provisional boolean not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (code, seq)
);

create index unit_groups_seq on unit_groups (seq);

create trigger unit_groups_no_update before update on unit_groups
begin
    select raise(abort, 'facts are never changed');
end;

create trigger unit_groups_no_delete before delete on unit_groups
begin
    select raise(abort, 'facts are never changed');
end;

create trigger unit_groups_no_replace before insert on unit_groups
when exists (select 1 from unit_groups where code = new.code and seq = new.seq)
    or exists (select 1 from unit_groups where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

-- Units that belong to a group besides its rule, or from a day on, or until one.
create table group_members (
    unit_group text not null,
    unit text not null,
    begins_on text,
    ends_on text,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (unit_group, unit, seq)
);

create index group_members_seq on group_members (seq);

create trigger group_members_no_update before update on group_members
begin
    select raise(abort, 'facts are never changed');
end;

create trigger group_members_no_delete before delete on group_members
begin
    select raise(abort, 'facts are never changed');
end;

create trigger group_members_no_replace before insert on group_members
when exists (select 1 from group_members where unit_group = new.unit_group and unit = new.unit and seq = new.seq)
    or exists (select 1 from group_members where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

-- Who leads a workstream together, as the file says it: codes of units and of groups.
alter table workstreams add column joint_leads text;

-- The group that a duty came from, and the day from which it is over.
alter table duties add column of_group text;
alter table duties add column ended_on text;

-- The group that a milestone came from; a second value, of another indicator of its duty, that
-- rolls up nowhere.
alter table milestones add column of_group text;
alter table milestones add column second_indicator text;
alter table milestones add column second_reach text;

-- The group that an indicator came from.
alter table indicators add column of_group text;
