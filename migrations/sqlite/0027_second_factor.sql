-- The second factor of an account: its secret, sealed with the server's key, since when it is asked
-- for, and the last step that was used, so that no code is good twice. None of it is a fact.
alter table people add column factor_secret text;
alter table people add column factor_at bigint;
alter table people add column factor_step bigint;

drop view accounts;

create view accounts as
select p.id, p.username, p.name, p.title, t.role, t.unit, t.partner, p.language, p.password_hash,
       t.disabled, t.valid_from, t.valid_to, p.created_at, p.email, p.wants_mail, p.phone,
       p.one_time_hash, p.one_time_until, p.password_at, p.factor_secret, p.factor_at, p.factor_step
from people p
join account_terms t on t.person = p.id
    and t.seq = (select max(seq) from account_terms latest where latest.person = p.id);

-- Codes for who has lost the second factor, each for once: only their hashes, made with the server's
-- key.
create table recovery_codes (
    person text not null,
    hash text not null,
    used_at bigint,
    primary key (person, hash)
);

-- Who asked for the factor of an officer to be taken off, until another administrator agrees.
create table factor_resets (
    person text not null primary key,
    asked_by text not null,
    asked_at bigint not null
);
