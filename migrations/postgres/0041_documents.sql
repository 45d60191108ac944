-- Documents that the plan comes from. day: empty where it is not known. level: who issued it;
-- replaces: the number of the one whose place it takes.
create table documents (
    number text not null,
    day text not null,
    title text not null,
    issuer text not null,
    level text,
    valid_from text,
    valid_to text,
    replaces text not null,
    link text not null,
    provisional boolean not null,
    source text not null,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (day, number, seq)
);

create index documents_seq on documents (seq);

create trigger documents_no_change before update or delete on documents
    for each row execute function refuse_change();
create trigger documents_no_truncate before truncate on documents
    for each statement execute function refuse_change();
