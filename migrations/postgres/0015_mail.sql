-- Where a person gets mail, and whether the daily one is wanted. Neither is a fact, and no line of
-- the audit holds an address.
alter table people add column email text;
alter table people add column wants_mail boolean not null default true;

create or replace view accounts as
select p.id, p.username, p.name, p.title, t.role, t.unit, t.partner, p.language, p.password_hash,
       t.disabled, t.valid_from, t.valid_to, p.created_at, p.email, p.wants_mail
from people p
join account_terms t on t.person = p.id
    and t.seq = (select max(seq) from account_terms latest where latest.person = p.id);

-- Who has the mail of a day: claimed before it is sent, so that of several servers one sends.
create table mails (
    person text not null,
    day text not null,
    sent boolean not null,
    claimed_at bigint not null,
    primary key (person, day)
);
