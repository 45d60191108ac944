//! The figures once more, in plain SQL and nothing else: what pages and
//! `tiendo figures` must agree with.
use std::collections::BTreeMap;

use app::domain::{Instant, closes_at, parse_day};
use serde_json::Value;
use tiendo::{board::Live, db::Db};

use super::{campaign::ZONE, store::Store};

/// The sums of one group: weights times shares, and counted milestones.
#[derive(Debug, Clone, PartialEq, sqlx_macros::FromRow)]
pub struct GroupSums {
    /// city, bloc, tier, unit, database, partner, programme or agreements.
    pub scope: String,
    pub code: String,
    pub mass: f64,
    pub accepted: f64,
    pub claimed: f64,
    pub expected: f64,
    pub expected_original: f64,
    pub duties: i64,
    pub products: i64,
    pub products_claimed: i64,
    pub products_accepted: i64,
}

/// The rows of the ledger before an instant, and the local day they are judged on.
pub async fn sums(store: &Store, before: Instant, day: &str) -> Vec<GroupSums> {
    let sql = SQL
        .replace(":before", &before.to_string())
        .replace(":day", &format!("'{day}'"));
    match &store.db {
        Db::Sqlite { read, .. } => sqlx::query_as(&sql).fetch_all(read).await,
        Db::Postgres { write: pool, .. } => {
            // A table filled a moment ago has no statistics yet, and is joined row by row.
            sqlx::query("analyze").execute(pool).await.unwrap();
            // It is heavier than anything that a page asks, and has its own time.
            let mut tx = pool.begin().await.unwrap();
            let unlimited = "set local statement_timeout = 0";
            sqlx::query(unlimited).execute(&mut *tx).await.unwrap();
            sqlx::query_as(&sql).fetch_all(&mut *tx).await
        }
    }
    .unwrap()
}

const SQL: &str = "
with
-- Of each thing the last row that was there by then.
unit as (
    select * from (select u.*, row_number() over (partition by code order by seq desc) as n
                   from units u where recorded_at < :before) as x where n = 1
),
workstream as (
    select * from (select w.*, row_number() over (partition by code order by seq desc) as n
                   from workstreams w where recorded_at < :before) as x where n = 1
),
duty as (
    select * from (select d.*, row_number() over (partition by unit, workstream order by seq desc) as n
                   from duties d where recorded_at < :before) as x
    where n = 1 and ended_on is null
),
set_weight as (
    select * from (select w.*, row_number() over (partition by unit, workstream order by seq desc) as n
                   from weights w where recorded_at < :before) as x where n = 1
),
terms as materialized (
    select * from (select m.*, row_number() over (partition by id order by seq desc) as n
                   from milestones m where recorded_at < :before) as x where n = 1
        -- What was cancelled counts no more.
        and not exists (select 1 from milestone_events e where e.milestone = x.id
                            and e.event = 'cancelled' and e.recorded_at < :before)
),
event as (select * from milestone_events where recorded_at < :before),
-- The first deadline ever named stays the original one.
original as (
    select id, deadline from (
        select id, deadline, row_number() over (partition by id order by seq) as n
        from milestones where recorded_at < :before and deadline is not null) as x
    where n = 1
),
extended as (
    select milestone, deadline from (
        select milestone, deadline, row_number() over (partition by milestone order by seq desc) as n
        from event where event = 'extended') as x
    where n = 1
),
reassigned as (
    select milestone, responsible from (
        select milestone, responsible, row_number() over (partition by milestone order by seq desc) as n
        from event where event = 'reassigned') as x
    where n = 1
),
state as (
    select milestone, event from (
        select milestone, event, row_number() over (partition by milestone order by seq desc) as n
        from event where event in ('submitted', 'withdrawn', 'returned', 'accepted', 'revoked')) as x
    where n = 1
),
with_product as materialized (
    select distinct unit, workstream from terms where kind in ('product', 'outcome')
),
-- Half of a workstream is its leads', half its contributors'.
bearer as (
    select d.unit, d.workstream, w.kind, d.role,
           case w.kind when 'national' then 4000000 else 1000000 end as whole,
           sum(case d.role when 'lead' then 1 else 0 end) over (partition by d.workstream) as leads,
           sum(case d.role when 'lead' then 0 else 1 end) over (partition by d.workstream) as helpers,
           row_number() over (partition by d.workstream, d.role order by d.unit) as n,
           case when p.unit is null then 0 else 1 end as counted
    from duty d join workstream w on w.code = d.workstream
    left join with_product p on p.unit = d.unit and p.workstream = d.workstream
),
own as (
    select b.*, coalesce(s.weight,
               case when b.role <> 'lead' then (b.whole / 2) / b.helpers
                    when b.helpers = 0 then b.whole / b.leads
                         + case b.n when 1 then b.whole % b.leads else 0 end
                    else (b.whole - (b.whole / 2) / b.helpers * b.helpers) / b.leads
                         + case b.n when 1
                                then (b.whole - (b.whole / 2) / b.helpers * b.helpers) % b.leads
                                else 0 end
               end) as own,
           case when b.role <> 'lead' then 0
                when b.counted = 1 then 1
                when sum(case when b.role = 'lead' then b.counted else 0 end)
                         over (partition by b.workstream) = 0 then 1
                else 0 end as inherits
    from bearer b
    left join set_weight s on s.unit = b.unit and s.workstream = b.workstream
),
-- What has nothing to hand over leaves its part to the leads that have.
freed as (
    select workstream, sum(case when counted = 0 and inherits = 0 then own else 0 end) as part,
           sum(inherits) as heirs
    from own group by workstream
),
weighed as materialized (
    select o.unit, o.workstream, u.bloc, u.tier, o.kind, o.role, o.counted,
           cast(case when o.inherits = 1
                     then o.own + f.part / f.heirs + case
                          when row_number() over (partition by o.workstream, o.inherits order by o.unit) = 1
                          then f.part % f.heirs else 0 end
                     when o.counted = 1 then o.own
                     else 0 end as double precision) as weight
    from own o
    join freed f on f.workstream = o.workstream
    join unit u on u.code = o.unit
    where u.ends_on is null or :day < u.ends_on
),
counted as materialized (
    select t.unit, t.workstream,
           case when r.milestone is null then t.responsible else r.responsible end as company,
           cast(t.weight as double precision) as weight,
           case when s.event = 'accepted' then 1 else 0 end as accepted,
           case when s.event in ('submitted', 'accepted') then 1 else 0 end as claimed,
           case when coalesce(x.deadline, o.deadline) < :day then 1 else 0 end as expected,
           case when o.deadline < :day then 1 else 0 end as expected_original
    from terms t
    left join original o on o.id = t.id
    left join extended x on x.milestone = t.id
    left join reassigned r on r.milestone = t.id
    left join state s on s.milestone = t.id
    where t.kind in ('product', 'outcome')
),
tally as materialized (
    select unit, workstream, sum(weight) as all_weight,
           sum(weight * accepted) as accepted, sum(weight * claimed) as claimed,
           sum(weight * expected) as expected, sum(weight * expected_original) as expected_original,
           count(*) as products, sum(claimed) as products_claimed, sum(accepted) as products_accepted
    from counted group by unit, workstream
),
part as materialized (
    select w.unit, w.workstream, w.bloc, w.tier, w.weight as mass,
           case w.kind when 'national' then 'databases' when 'sector' then 'databases'
                       when 'agreement' then 'agreements' else 'programme' end as kinds,
           case when t.all_weight > 0 then w.weight * t.accepted / t.all_weight else 0 end as accepted,
           case when t.all_weight > 0 then w.weight * t.claimed / t.all_weight else 0 end as claimed,
           case when t.all_weight > 0 then w.weight * t.expected / t.all_weight else 0 end as expected,
           case when t.all_weight > 0 then w.weight * t.expected_original / t.all_weight else 0 end
               as expected_original,
           coalesce(t.products, 0) as products,
           coalesce(t.products_claimed, 0) as products_claimed,
           coalesce(t.products_accepted, 0) as products_accepted
    from weighed w left join tally t on t.unit = w.unit and t.workstream = w.workstream
    where not (w.role <> 'lead' and w.counted = 0)
),
-- What the city counts: as the campaign says, else databases where there are any, else all.
headline as (
    select coalesce(
        (select headline from campaign_terms where recorded_at < :before order by seq desc limit 1),
        case when exists (select 1 from workstream where kind in ('national', 'sector'))
             then 'databases' else 'all' end) as counts
),
headed as materialized (
    select part.* from part cross join headline
    where part.kinds = headline.counts or headline.counts = 'all' and part.kinds <> 'agreements'
),
-- What a company is responsible for, beside the databases as well.
of_company as (
    select c.company, w.unit, w.workstream, c.accepted as is_accepted, c.claimed as is_claimed,
           w.weight * c.weight / t.all_weight as mass,
           w.weight * c.weight / t.all_weight * c.accepted as accepted,
           w.weight * c.weight / t.all_weight * c.claimed as claimed,
           w.weight * c.weight / t.all_weight * c.expected as expected,
           w.weight * c.weight / t.all_weight * c.expected_original as expected_original
    from counted c
    join weighed w on w.unit = c.unit and w.workstream = c.workstream
    join tally t on t.unit = c.unit and t.workstream = c.workstream
    where c.company is not null and t.all_weight > 0
),
grouped as (
    select 'city' as scope, '' as code, headed.* from headed
    union all select 'bloc', bloc, headed.* from headed
    union all select 'tier', tier, headed.* from headed
    union all select 'unit', unit, headed.* from headed
    union all select 'database', workstream, part.* from part where kinds = 'databases'
    union all select kinds, '', part.* from part where kinds <> 'databases'
)
select scope, code,
       cast(sum(mass) as double precision) as mass,
       cast(sum(accepted) as double precision) as accepted,
       cast(sum(claimed) as double precision) as claimed,
       cast(sum(expected) as double precision) as expected,
       cast(sum(expected_original) as double precision) as expected_original,
       cast(count(*) as bigint) as duties,
       cast(sum(products) as bigint) as products,
       cast(sum(products_claimed) as bigint) as products_claimed,
       cast(sum(products_accepted) as bigint) as products_accepted
from grouped group by scope, code
union all
select 'partner', company,
       cast(sum(mass) as double precision),
       cast(sum(accepted) as double precision),
       cast(sum(claimed) as double precision),
       cast(sum(expected) as double precision),
       cast(sum(expected_original) as double precision),
       cast(count(distinct unit || '/' || workstream) as bigint),
       cast(count(*) as bigint),
       cast(sum(is_claimed) as bigint),
       cast(sum(is_accepted) as bigint)
from of_company group by company
";

/// Scope in SQL, and where `figures` has it.
pub const SCOPES: [(&str, &str); 5] = [
    ("bloc", "blocs"),
    ("tier", "tiers"),
    ("unit", "units"),
    ("database", "databases"),
    ("partner", "partners"),
];

/// The figures of a day, by scope and code.
pub fn groups(figures: &Value) -> Vec<((String, String), &Value)> {
    let mut all = vec![(("city".to_owned(), String::new()), &figures["city"])];
    for (scope, key) in SCOPES {
        for (code, group) in figures[key].as_object().unwrap() {
            all.push(((scope.to_owned(), code.clone()), group));
        }
    }
    all
}

/// Compares every group of a day with the ledger; how many had a denominator.
pub async fn compare(store: &Store, live: &Live, day: &str) -> usize {
    let local = parse_day(day).unwrap();
    let board = live.as_of(local).await.unwrap().unwrap();
    let figures = board.figures();
    assert_eq!(figures["as_of"], day);
    let mut expected: BTreeMap<(String, String), GroupSums> =
        sums(store, closes_at(local, ZONE), day)
            .await
            .into_iter()
            .map(|sums| ((sums.scope.clone(), sums.code.clone()), sums))
            .collect();
    let mut compared = 0;
    let beside = ["programme", "agreements"].map(|scope| {
        let name = (scope.to_owned(), String::new());
        (name, &figures[scope])
    });
    for (name, group) in groups(&figures).into_iter().chain(beside) {
        let Some(sums) = expected.remove(&name) else {
            assert!(group["accepted"].is_null(), "{day} {name:?} {group}");
            assert_eq!(group["products"], 0, "{day} {name:?}");
            continue;
        };
        compared += 1;
        for (figure, part) in [
            ("accepted", sums.accepted),
            ("claimed", sums.claimed),
            ("expected", sums.expected),
            ("expected_original", sums.expected_original),
        ] {
            let shown = group[figure].as_f64();
            if sums.mass == 0.0 {
                assert_eq!(shown, None, "{day} {name:?} {figure}");
                continue;
            }
            // Rounded once, to six digits.
            let off = (shown.unwrap() - part / sums.mass).abs();
            assert!(
                off < 0.000_000_501,
                "{day} {name:?} {figure}: {group} {sums:?}"
            );
        }
        for (figure, count) in [
            ("duties", sums.duties),
            ("products", sums.products),
            ("products_claimed", sums.products_claimed),
            ("products_accepted", sums.products_accepted),
        ] {
            assert_eq!(group[figure], count, "{day} {name:?} {figure}");
        }
    }
    assert!(expected.is_empty(), "{day}: not in figures: {expected:?}");
    compared
}
