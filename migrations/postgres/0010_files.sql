-- Files behind a submission: facts. The bytes are kept elsewhere under their hash; the id is
-- the address of this row.
create table evidence_files (
    id text primary key,
    submission text not null,
    position bigint not null,
    hash text not null,
    size bigint not null,
    kind text not null,
    name text not null,
    seq bigint not null,
    recorded_at bigint not null
);

create index evidence_files_seq on evidence_files (seq);
create index evidence_files_submission on evidence_files (submission);
create index evidence_files_hash on evidence_files (hash);

create trigger evidence_files_no_change before update or delete on evidence_files
    for each row execute function refuse_change();
create trigger evidence_files_no_truncate before truncate on evidence_files
    for each statement execute function refuse_change();

-- Files of a report that is being written: of its draft, or only of a form that was not saved
-- yet. No facts.
create table attachments (
    id text primary key,
    milestone text not null,
    organisation text not null,
    person text not null,
    in_draft boolean not null,
    position bigint not null,
    hash text not null,
    size bigint not null,
    kind text not null,
    name text not null,
    added_at bigint not null
);

create index attachments_milestone on attachments (milestone, organisation);
create index attachments_person on attachments (person);
create index attachments_hash on attachments (hash);

-- Bytes that are kept, or about to be: when they were last sent, or let go of by a row.
create table stored_files (
    hash text primary key,
    renewed_at bigint not null
);

create index stored_files_renewed_at on stored_files (renewed_at);
