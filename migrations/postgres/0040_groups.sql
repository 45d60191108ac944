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

create trigger unit_groups_no_change before update or delete on unit_groups
    for each row execute function refuse_change();
create trigger unit_groups_no_truncate before truncate on unit_groups
    for each statement execute function refuse_change();

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

create trigger group_members_no_change before update or delete on group_members
    for each row execute function refuse_change();
create trigger group_members_no_truncate before truncate on group_members
    for each statement execute function refuse_change();

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
