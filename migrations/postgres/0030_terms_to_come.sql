-- How pages look for an account: 'light', 'dark', or null for as the browser's system says. No fact.
alter table people add column theme text;

-- The first day on which a row of terms holds; null, in all rows until now: at once. From its first day
-- on a row takes the place of all that were recorded before it.
alter table account_terms add column begins text;

-- Accounts as they are, were and will be: of each account the row holds that begins on the day or before
-- it, and ends after it.
drop view accounts;

create view accounts as
select p.id, p.username, p.name, p.title, t.role, t.unit, t.partner, p.language, p.theme, p.password_hash,
       t.disabled, t.valid_from, t.valid_to, p.created_at, p.email, p.wants_mail, p.phone,
       p.one_time_hash, p.one_time_until, p.password_at, p.factor_secret, p.factor_at, p.factor_step,
       t.seq, coalesce(t.begins, '') as begins,
       coalesce((select min(coalesce(later.begins, '')) from account_terms later
                 where later.person = t.person and later.seq > t.seq), '9999-12-31') as ends
from people p
join account_terms t on t.person = p.id;

-- Whose password or second factor somebody else set anew: facts, for what is decided soon after says so.
create table account_resets (
    person text not null,
    what text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (person, seq, what)
);

create index account_resets_seq on account_resets (seq);

create trigger account_resets_no_change before update or delete on account_resets
    for each row execute function refuse_change();
create trigger account_resets_no_truncate before truncate on account_resets
    for each statement execute function refuse_change();
