-- What an account may do: its role, unit or company, first and last day, and whether it is
-- disabled. Facts: a change is a new row, the latest holds. Names and the password stay in
-- people, where they may change.
create table account_terms (
    person text not null,
    role text not null,
    unit text,
    partner text,
    valid_from text,
    valid_to text,
    disabled boolean not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (person, seq)
);

create index account_terms_seq on account_terms (seq);
create index account_terms_unit on account_terms (unit);
create index account_terms_role on account_terms (role);

-- What held until now is recorded now: when it began is not known.
update campaign set seq = seq + 1 where exists (select 1 from people);

insert into account_terms
    (person, role, unit, partner, valid_from, valid_to, disabled, seq, recorded_at)
select p.id, p.role, p.unit, p.partner, p.valid_from, p.valid_to, p.disabled, c.seq, strftime('%s', 'now') * 1000000
from people p cross join campaign c;

alter table people drop column role;
alter table people drop column unit;
alter table people drop column partner;
alter table people drop column valid_from;
alter table people drop column valid_to;
alter table people drop column disabled;

-- Accounts as they are now.
create view accounts as
select p.id, p.username, p.name, p.title, t.role, t.unit, t.partner, p.language, p.password_hash,
       t.disabled, t.valid_from, t.valid_to, p.created_at
from people p
join account_terms t on t.person = p.id
    and t.seq = (select max(seq) from account_terms latest where latest.person = p.id);

create trigger account_terms_no_update before update on account_terms
begin
    select raise(abort, 'facts are never changed');
end;

create trigger account_terms_no_delete before delete on account_terms
begin
    select raise(abort, 'facts are never changed');
end;
