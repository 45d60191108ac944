-- The ledger: facts are inserted, never changed. Instants are microseconds UTC,
-- days are text YYYY-MM-DD, decimals are text, codes are compared exactly.

-- The one mutable row of the ledger: its lock orders all writers, so that commit
-- order equals seq order.
create table campaign (
    id bigint primary key check (id = 1),
    seq bigint not null
);

insert into campaign (id, seq) values (1, 0);

-- The one campaign: name, days, time zone, motto, real or demonstration.
create table campaign_terms (
    name text not null,
    start_day text not null,
    deadline text,
    time_zone text not null,
    motto text not null,
    demo boolean not null,
    provisional boolean not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (seq)
);

-- Organisations that carry duties.
create table units (
    code text not null,
    name text not null,
    short_name text not null,
    kind text not null,
    bloc text not null,
    tier text not null,
    parent text,
    former_area text not null,
    protocol_order bigint not null,
    ends_on text,
    provisional boolean not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (code, seq)
);

-- What is to be built.
create table workstreams (
    code text not null,
    name text not null,
    kind text not null,
    ministry text not null,
    owner_unit text,
    feeds text,
    count_unit text not null,
    legal_basis text not null,
    heading text not null,
    partner text,
    due text,
    provisional boolean not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (code, seq)
);

-- The partner companies.
create table partners (
    code text not null,
    short_name text not null,
    name text not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (code, seq)
);

-- One unit's part of one workstream.
create table duties (
    unit text not null,
    workstream text not null,
    role text not null,
    volume bigint,
    provisional boolean not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (unit, workstream, seq)
);

-- Weights of duties the office set; without one the default holds.
create table weights (
    unit text not null,
    workstream text not null,
    weight bigint not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (unit, workstream, seq)
);

-- Dated steps of duties. responsible: a company, or null for the unit.
create table milestones (
    id text not null,
    unit text not null,
    workstream text not null,
    position bigint not null,
    kind text not null,
    title text not null,
    product text not null,
    deadline text,
    deadline_text text,
    responsible text,
    weight bigint not null,
    reach text,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (id, seq)
);

-- Which company accompanies which unit, both days inclusive.
create table assignments (
    unit text not null,
    partner text not null,
    role text not null,
    valid_from text not null,
    valid_to text,
    decision text not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (unit, partner, valid_from, seq)
);

-- What is measured; unit and workstream name the duty it is the outcome of.
create table indicators (
    code text not null,
    name text not null,
    unit text,
    workstream text,
    unit_of_measure text not null,
    direction text not null,
    baseline text,
    deadline text,
    fresh_days bigint not null,
    criterion text not null,
    provisional boolean not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (code, seq)
);

-- Target values of indicators.
create table targets (
    indicator text not null,
    target text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (indicator, seq)
);

-- Dated values: a fraction, or a bare value.
create table measurements (
    id text not null,
    indicator text not null,
    day text not null,
    numerator bigint,
    denominator bigint,
    value text,
    source text not null,
    person text,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (id)
);

-- accepted, returned, revoked.
create table measurement_events (
    submission text not null,
    measurement text not null,
    event text not null,
    person text,
    reason text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (submission)
);

-- The life of milestones. submission: the id of the form, so that one form is one event.
create table milestone_events (
    submission text not null,
    milestone text not null,
    event text not null,
    person text,
    organisation text not null,
    body text not null,
    deadline text,
    responsible text,
    decision text not null,
    approver text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (submission)
);

-- Documents behind a submission or a measurement.
create table evidence (
    submission text not null,
    document_number text not null,
    document_day text,
    link text not null,
    hash text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (submission, seq, document_number)
);

create index units_seq on units (seq);
create index workstreams_seq on workstreams (seq);
create index partners_seq on partners (seq);
create index duties_seq on duties (seq);
create index weights_seq on weights (seq);
create index milestones_seq on milestones (seq);
create index assignments_seq on assignments (seq);
create index indicators_seq on indicators (seq);
create index targets_seq on targets (seq);
create index measurements_seq on measurements (seq);
create index measurement_events_seq on measurement_events (seq);
create index milestone_events_seq on milestone_events (seq);
create index evidence_seq on evidence (seq);
create index milestone_events_milestone on milestone_events (milestone, seq);
create index measurements_indicator on measurements (indicator, day);
create index measurement_events_measurement on measurement_events (measurement, seq);
create index milestones_duty on milestones (unit, workstream);

-- Every write leaves a line here; each line's hash covers the one before.
create table audit (
    line bigint primary key,
    recorded_at bigint not null,
    person text,
    action text not null,
    subject text not null,
    detail text not null,
    previous text not null,
    hash text not null
);

-- Accounts: one role and one scope each.
create table people (
    id text primary key,
    username text not null unique,
    name text not null,
    title text not null,
    role text not null,
    unit text,
    partner text,
    language text not null,
    password_hash text,
    disabled boolean not null,
    valid_from text,
    valid_to text,
    created_at bigint not null
);

create table sessions (
    id_hash text primary key,
    person text,
    created_at bigint not null,
    last_seen bigint not null,
    expires_at bigint not null,
    data text not null
);

create index sessions_person on sessions (person);
create index sessions_expires_at on sessions (expires_at);

-- One draft per milestone and organisation, outside the ledger.
create table drafts (
    milestone text not null,
    organisation text not null,
    version bigint not null,
    body text not null,
    person text not null,
    saved_at bigint not null,
    primary key (milestone, organisation)
);

-- Written by the health check to prove that the database takes writes.
create table heartbeat (
    id bigint primary key check (id = 1),
    beat_at bigint not null
);

insert into heartbeat (id, beat_at) values (1, 0);

create trigger campaign_terms_no_update before update on campaign_terms
begin
    select raise(abort, 'facts are never changed');
end;

create trigger campaign_terms_no_delete before delete on campaign_terms
begin
    select raise(abort, 'facts are never changed');
end;

create trigger units_no_update before update on units
begin
    select raise(abort, 'facts are never changed');
end;

create trigger units_no_delete before delete on units
begin
    select raise(abort, 'facts are never changed');
end;

create trigger workstreams_no_update before update on workstreams
begin
    select raise(abort, 'facts are never changed');
end;

create trigger workstreams_no_delete before delete on workstreams
begin
    select raise(abort, 'facts are never changed');
end;

create trigger partners_no_update before update on partners
begin
    select raise(abort, 'facts are never changed');
end;

create trigger partners_no_delete before delete on partners
begin
    select raise(abort, 'facts are never changed');
end;

create trigger duties_no_update before update on duties
begin
    select raise(abort, 'facts are never changed');
end;

create trigger duties_no_delete before delete on duties
begin
    select raise(abort, 'facts are never changed');
end;

create trigger weights_no_update before update on weights
begin
    select raise(abort, 'facts are never changed');
end;

create trigger weights_no_delete before delete on weights
begin
    select raise(abort, 'facts are never changed');
end;

create trigger milestones_no_update before update on milestones
begin
    select raise(abort, 'facts are never changed');
end;

create trigger milestones_no_delete before delete on milestones
begin
    select raise(abort, 'facts are never changed');
end;

create trigger assignments_no_update before update on assignments
begin
    select raise(abort, 'facts are never changed');
end;

create trigger assignments_no_delete before delete on assignments
begin
    select raise(abort, 'facts are never changed');
end;

create trigger indicators_no_update before update on indicators
begin
    select raise(abort, 'facts are never changed');
end;

create trigger indicators_no_delete before delete on indicators
begin
    select raise(abort, 'facts are never changed');
end;

create trigger targets_no_update before update on targets
begin
    select raise(abort, 'facts are never changed');
end;

create trigger targets_no_delete before delete on targets
begin
    select raise(abort, 'facts are never changed');
end;

create trigger measurements_no_update before update on measurements
begin
    select raise(abort, 'facts are never changed');
end;

create trigger measurements_no_delete before delete on measurements
begin
    select raise(abort, 'facts are never changed');
end;

create trigger measurement_events_no_update before update on measurement_events
begin
    select raise(abort, 'facts are never changed');
end;

create trigger measurement_events_no_delete before delete on measurement_events
begin
    select raise(abort, 'facts are never changed');
end;

create trigger milestone_events_no_update before update on milestone_events
begin
    select raise(abort, 'facts are never changed');
end;

create trigger milestone_events_no_delete before delete on milestone_events
begin
    select raise(abort, 'facts are never changed');
end;

create trigger evidence_no_update before update on evidence
begin
    select raise(abort, 'facts are never changed');
end;

create trigger evidence_no_delete before delete on evidence
begin
    select raise(abort, 'facts are never changed');
end;

create trigger audit_no_update before update on audit
begin
    select raise(abort, 'facts are never changed');
end;

create trigger audit_no_delete before delete on audit
begin
    select raise(abort, 'facts are never changed');
end;
