-- What the office puts before the committee on the brief of a day, by its place there: facts. Another
-- text is another row, and an empty one takes the place away.
create table proposals (
    submission text not null,
    day text not null,
    place bigint not null,
    body text not null,
    person text,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (submission, place)
);

create index proposals_seq on proposals (seq);
create index proposals_day on proposals (day, seq);

create trigger proposals_no_update before update on proposals
begin
    select raise(abort, 'facts are never changed');
end;

create trigger proposals_no_delete before delete on proposals
begin
    select raise(abort, 'facts are never changed');
end;

create trigger proposals_no_replace before insert on proposals
when exists (select 1 from proposals where submission = new.submission and place = new.place)
    or exists (select 1 from proposals where rowid = new.rowid)
begin
    select raise(abort, 'facts are never changed');
end;

-- Whose paper the brief is: the body above, the body that issues it, and where.
alter table campaign_terms add column issued_above text;
alter table campaign_terms add column issued_by text;
alter table campaign_terms add column issued_at text;
