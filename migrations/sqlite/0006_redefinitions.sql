-- Terms that a decision changed: of what (campaign, duty, milestone, indicator, workstream),
-- under its key, which column of its file, before and after.
create table redefinitions (
    subject text not null,
    code text not null,
    term text not null,
    was text not null,
    now text not null,
    decision text not null,
    reason text not null,
    approver text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (subject, code, term, seq)
);

create index redefinitions_seq on redefinitions (seq);

create trigger redefinitions_no_update before update on redefinitions
begin
    select raise(abort, 'facts are never changed');
end;

create trigger redefinitions_no_delete before delete on redefinitions
begin
    select raise(abort, 'facts are never changed');
end;
