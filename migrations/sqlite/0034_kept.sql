-- What a person keeps for himself: pages with their filters, by their address within the site, and
-- the units, databases and companies he follows. None of it is a fact.
create table kept_views (
    person text not null,
    address text not null,
    name text not null,
    kept_at bigint not null,
    primary key (person, address)
);

create table follows (
    person text not null,
    kind text not null,
    code text not null,
    since bigint not null,
    primary key (person, kind, code)
);
