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

create trigger bodies_no_change before update or delete on bodies
    for each row execute function refuse_change();
create trigger bodies_no_truncate before truncate on bodies
    for each statement execute function refuse_change();

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

create trigger helpers_no_change before update or delete on helpers
    for each row execute function refuse_change();
create trigger helpers_no_truncate before truncate on helpers
    for each statement execute function refuse_change();

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

create trigger triggers_no_change before update or delete on triggers
    for each row execute function refuse_change();
create trigger triggers_no_truncate before truncate on triggers
    for each statement execute function refuse_change();

-- A deadline that runs from an event: which, how many days after it, and which days are counted.
alter table milestones add column after_trigger text;
alter table milestones add column after_days bigint;
alter table milestones add column day_count text;
