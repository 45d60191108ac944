-- Where a person is called, and the one-time password that a new account or a reset gives: only its
-- hash, until when it is good, and since when the account has a password of its own. None of it is a
-- fact.
alter table people add column phone text;
alter table people add column one_time_hash text;
alter table people add column one_time_until bigint;
alter table people add column password_at bigint;

drop view accounts;

create view accounts as
select p.id, p.username, p.name, p.title, t.role, t.unit, t.partner, p.language, p.password_hash,
       t.disabled, t.valid_from, t.valid_to, p.created_at, p.email, p.wants_mail, p.phone,
       p.one_time_hash, p.one_time_until, p.password_at
from people p
join account_terms t on t.person = p.id
    and t.seq = (select max(seq) from account_terms latest where latest.person = p.id);

-- When and from where somebody signed in last, and the time before.
create table sign_ins (
    person text not null primary key,
    at bigint not null,
    source text not null,
    before_at bigint,
    before_source text
);

insert into sign_ins (person, at, source)
select p.id, a.recorded_at, coalesce(a.source, '')
from (select subject, max(line) as line from audit where action = 'sign_in' group by subject) last
join audit a on a.line = last.line
join people p on p.username = last.subject;

-- The audit is read by whom and to what, the newest first.
create index audit_person on audit (person, line);
create index audit_subject on audit (subject, line);
