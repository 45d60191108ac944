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
