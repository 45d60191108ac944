-- When a person last looked at the own work, and the time before: what came between is new.
create table visits (
    person text primary key,
    before_at bigint not null,
    last_at bigint not null
);
