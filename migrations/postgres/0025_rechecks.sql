-- Re-checks: draws that were announced, and what was found of each thing drawn: facts. A thing is
-- the acceptance of a milestone, or a measurement; what is recorded again of it is another row.
-- responsible: the company that handed it over, or null for the unit.
create table recheck_draws (
    submission text not null,
    scope text not null,
    drawn_from text not null,
    number bigint not null,
    body text not null,
    person text,
    seq bigint not null,
    recorded_at bigint not null,
    primary key (submission)
);

create index recheck_draws_seq on recheck_draws (seq);

create table recheck_results (
    submission text not null,
    draw text not null,
    thing text not null,
    milestone text,
    indicator text,
    responsible text,
    confirmed boolean not null,
    body text not null,
    person text,
    seq bigint not null,
    recorded_at bigint not null,
    check ((milestone is null) <> (indicator is null)),
    primary key (submission)
);

create index recheck_results_seq on recheck_results (seq);
create index recheck_results_draw on recheck_results (draw, thing);
create index recheck_results_milestone on recheck_results (milestone);
create index recheck_results_indicator on recheck_results (indicator);

create trigger recheck_draws_no_change before update or delete on recheck_draws
    for each row execute function refuse_change();
create trigger recheck_draws_no_truncate before truncate on recheck_draws
    for each statement execute function refuse_change();

create trigger recheck_results_no_change before update or delete on recheck_results
    for each row execute function refuse_change();
create trigger recheck_results_no_truncate before truncate on recheck_results
    for each statement execute function refuse_change();
