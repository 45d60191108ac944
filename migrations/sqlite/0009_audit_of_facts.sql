-- A line of the audit says what its transaction wrote: a digest of all its facts, which
-- stand at the places after after_seq up to upto_seq ('' where there are none), and where it
-- came from, an address or a user of the machine. Lines from before have none of this.
alter table audit add column source text;
alter table audit add column after_seq bigint;
alter table audit add column upto_seq bigint;
alter table audit add column facts text;

-- The last line, so that one that was cut off is missed.
alter table campaign add column audit_line bigint not null default 0;
alter table campaign add column audit_hash text not null default '';

update campaign set
    audit_line = coalesce((select max(line) from audit), 0),
    audit_hash = coalesce((select hash from audit order by line desc limit 1), '');

-- `insert or replace` takes a row away without asking the guards of deletion: a key that is
-- there, or a rowid, is refused before.

create trigger campaign_terms_no_replace before insert on campaign_terms
when exists (select 1 from campaign_terms where seq = new.seq)
    or exists (select 1 from campaign_terms where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger calendar_no_replace before insert on calendar
when exists (select 1 from calendar where day = new.day and seq = new.seq)
    or exists (select 1 from calendar where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger units_no_replace before insert on units
when exists (select 1 from units where code = new.code and seq = new.seq)
    or exists (select 1 from units where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger workstreams_no_replace before insert on workstreams
when exists (select 1 from workstreams where code = new.code and seq = new.seq)
    or exists (select 1 from workstreams where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger partners_no_replace before insert on partners
when exists (select 1 from partners where code = new.code and seq = new.seq)
    or exists (select 1 from partners where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger duties_no_replace before insert on duties
when exists (select 1 from duties where unit = new.unit and workstream = new.workstream and seq = new.seq)
    or exists (select 1 from duties where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger weights_no_replace before insert on weights
when exists (select 1 from weights where unit = new.unit and workstream = new.workstream and seq = new.seq)
    or exists (select 1 from weights where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger milestones_no_replace before insert on milestones
when exists (select 1 from milestones where id = new.id and seq = new.seq)
    or exists (select 1 from milestones where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger assignments_no_replace before insert on assignments
when exists (select 1 from assignments where unit = new.unit and partner = new.partner and valid_from = new.valid_from and seq = new.seq)
    or exists (select 1 from assignments where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger indicators_no_replace before insert on indicators
when exists (select 1 from indicators where code = new.code and seq = new.seq)
    or exists (select 1 from indicators where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger targets_no_replace before insert on targets
when exists (select 1 from targets where indicator = new.indicator and seq = new.seq)
    or exists (select 1 from targets where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger measurements_no_replace before insert on measurements
when exists (select 1 from measurements where id = new.id)
    or exists (select 1 from measurements where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger measurement_events_no_replace before insert on measurement_events
when exists (select 1 from measurement_events where submission = new.submission)
    or exists (select 1 from measurement_events where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger milestone_events_no_replace before insert on milestone_events
when exists (select 1 from milestone_events where submission = new.submission)
    or exists (select 1 from milestone_events where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger evidence_no_replace before insert on evidence
when exists (select 1 from evidence where submission = new.submission and seq = new.seq and document_number = new.document_number)
    or exists (select 1 from evidence where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger redefinitions_no_replace before insert on redefinitions
when exists (select 1 from redefinitions where subject = new.subject and code = new.code and term = new.term and seq = new.seq)
    or exists (select 1 from redefinitions where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger account_terms_no_replace before insert on account_terms
when exists (select 1 from account_terms where person = new.person and seq = new.seq)
    or exists (select 1 from account_terms where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

create trigger audit_no_replace before insert on audit
when exists (select 1 from audit where line = new.line)
    or exists (select 1 from audit where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;
