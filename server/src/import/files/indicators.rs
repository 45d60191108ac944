//! indicators.csv: what is measured, with its target.
use std::collections::HashSet;

use app::domain::{
    Counts, Criterion, Day, Direction, EVERY_UNIT, FRESH_DAYS, Indicator, IndicatorCode, Kept,
    NEVER_FALLS, SATISFACTION, SECOND, parse_day, parse_decimal,
};

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Has, Named, Names, Need, Promised, Reference, Source},
        compare::{Comparable, Latest, comparable, compare_attached, latest},
        fields::{Fields, codes},
        layout::Columns,
        preview::Difference,
        problem::{Problem, short},
        rows::Rows,
    },
    ledger::{IndicatorRow, TargetRow},
};

/// Rule 5: a value does not stay fresh for longer than a quarter.
const MOST_FRESH_DAYS: i64 = 92;

pub(crate) struct IndicatorsCsv;

impl CampaignFile for IndicatorsCsv {
    const NAME: &'static str = "indicators.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["code", "name", "scope", "unit_of_measure", "direction"],
        optional: &[
            "name_en",
            "baseline",
            "baseline_day",
            "counts",
            "target",
            "deadline",
            "fresh_days",
            "falls",
            "path",
            "criterion",
            "of_group",
            "provisional",
            "source",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "indicator";
    const PROMISED: &'static [Promised] = &[
        Promised::always("name"),
        Promised::once_set("target"),
        Promised::once_set("deadline"),
        Promised::always("scope"),
        Promised::always("unit_of_measure"),
        Promised::always("direction"),
        Promised::always("baseline"),
        Promised::always("baseline_day"),
        Promised::always("counts"),
        Promised::always("fresh_days"),
        Promised::always("falls"),
        // Where none is given the straight line was promised.
        Promised::always("path"),
        Promised::always("criterion"),
    ];
    const KEY: &'static str = "code";
    const NAMES: Option<Names<IndicatorRow>> = Some(Names {
        of: Named::Indicator,
        code: |i| &i.code,
        name: |i| &i.name,
    });

    type Row = IndicatorEntry;
    type Ledger = IndicatorRow;
    type Current = Indicators;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let (unit, workstream) = scope(f);
        let criterion = f.text("criterion").to_lowercase();
        if !criterion.is_empty() && !criteria().contains(&criterion.as_str()) {
            let problem = Problem::Word {
                got: short(&criterion),
                allowed: criteria().join(", "),
            };
            f.error("criterion", problem);
        }
        let indicator = IndicatorRow {
            code: f.code("code"),
            name: f.title("name"),
            unit,
            workstream,
            unit_of_measure: unit_of_measure(f),
            direction: f.word("direction", &codes(Direction::ALL, Direction::code)),
            baseline: f.decimal_if("baseline"),
            baseline_day: f.day_if("baseline_day"),
            counts: f.word_if("counts", &codes(Counts::ALL, Counts::code)),
            deadline: f.day_if("deadline"),
            fresh_days: f
                .integer_if("fresh_days", 1, MOST_FRESH_DAYS)
                .unwrap_or(FRESH_DAYS),
            criterion,
            provisional: f.flag("provisional"),
            source: f.citation("source"),
            falls: f.word_if("falls", &[NEVER_FALLS]),
            path: f.path_if("path"),
            name_en: f.title_if("name_en"),
            of_group: f.text_if("of_group"),
            seq: 0,
            recorded_at: 0,
        };
        IndicatorEntry {
            target: f.decimal_if("target").map(|target| TargetRow {
                indicator: indicator.code.clone(),
                target,
                seq: 0,
                recorded_at: 0,
            }),
            indicator,
        }
    }

    fn ledger(entry: &IndicatorEntry) -> &IndicatorRow {
        &entry.indicator
    }

    fn label(i: &Self::Ledger) -> String {
        format!("{} {}", i.code, i.name)
    }

    fn references(entry: &Self::Row) -> Vec<Reference<'_>> {
        vec![
            Reference::maybe(Named::Leader, "scope", entry.indicator.unit.as_deref()),
            Reference::maybe(
                Named::Workstream,
                "scope",
                entry.indicator.workstream.as_deref(),
            ),
        ]
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(Indicators {
            latest: latest(IndicatorRow::between(from.db, 0, i64::MAX).await?),
            targets: latest(TargetRow::between(from.db, 0, i64::MAX).await?),
            ending: HashSet::new(),
        })
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        &current.latest
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.indicators.push(row);
    }

    /// A deadline that is over says at once that something was in time or late.
    fn settles(_: &IndicatorRow, change: &Difference, today: Day, _: &Indicators) -> bool {
        change.column == "deadline" && parse_day(&change.now).is_some_and(|day| day < today)
    }

    fn kept(row: &IndicatorRow, column: &str, _: Day, current: &Indicators) -> Option<Kept> {
        let ends = row
            .unit
            .as_ref()
            .is_some_and(|unit| current.ending.contains(unit));
        (column == "scope" && !ends).then_some(Kept::Elsewhere)
    }

    fn append_attached(
        entry: &IndicatorEntry,
        has: Has<'_>,
        current: &Indicators,
        rows: &mut Rows,
    ) -> Vec<Difference> {
        compare_attached(
            entry.target.as_ref(),
            &entry.indicator.key(),
            has("target"),
            &current.targets,
            &mut rows.targets,
        )
    }
}

comparable! {
    IndicatorRow by (code) {
        "name" => name, "name_en" => name_en, "scope" => unit, "scope" => workstream,
        "unit_of_measure" => unit_of_measure, "direction" => direction,
        "baseline" => baseline, "baseline_day" => baseline_day, "counts" => counts, "deadline" => deadline, "fresh_days" => fresh_days, "falls" => falls, "path" => path,
        "criterion" => criterion, "provisional" => provisional, "source" => source,
        "of_group" => of_group,
    } beside (seq, recorded_at)
}

comparable! {
    TargetRow by (indicator) { "target" => target } beside (seq, recorded_at)
}

/// An indicator, with its target if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorEntry {
    pub indicator: IndicatorRow,
    pub target: Option<TargetRow>,
}

/// The indicators of the ledger and their targets.
#[derive(Default)]
pub(crate) struct Indicators {
    pub latest: Latest<IndicatorRow>,
    pub targets: Latest<TargetRow>,
    /// The units that end: what they measured may go on elsewhere.
    pub ending: HashSet<String>,
}

/// Percent has one name: with another one a fraction would stay below 1, and its target
/// would never be reached.
fn unit_of_measure(f: &mut Fields<'_>) -> String {
    let text = f.required("unit_of_measure");
    let plain = app::text::search_key(&text);
    let words: Vec<&str> = plain.split(|c: char| !c.is_alphanumeric()).collect();
    let says = |names: &[&str]| words.windows(names.len()).any(|some| some == names);
    let percent = says(&["phan", "tram"]) || says(&["per", "cent"]) || text.starts_with('％');
    let ratio = says(&["ti", "le"]);
    let alone = [
        "percent",
        "percents",
        "percentage",
        "pct",
        "ratio",
        "rate",
        "phantram",
    ];
    if percent || ratio || words.iter().any(|word| alone.contains(word)) {
        f.error("unit_of_measure", Problem::WritePercent);
    }
    text
}

/// What `criterion` may say: one of the six criteria, satisfaction, or that it stands beside the
/// outcome.
fn criteria() -> Vec<&'static str> {
    let six = Criterion::ALL.iter().map(|it| it.code());
    six.chain([SATISFACTION, SECOND]).collect()
}

/// `campaign`, or the duty `UNIT/WORKSTREAM` it is the outcome of, or one of
/// the six criteria beside it.
fn scope(f: &mut Fields<'_>) -> (Option<String>, Option<String>) {
    let text = f.required("scope");
    if text.is_empty() || text.eq_ignore_ascii_case("campaign") {
        return (None, None);
    }
    match text.split_once('/') {
        Some((unit, workstream)) => {
            let (unit, workstream) = (unit.trim(), workstream.trim());
            let of_every = (unit == EVERY_UNIT).then_some(workstream);
            for code in of_every.map_or(vec![unit, workstream], |it| vec![it]) {
                if let Err(error) = IndicatorCode::parse(code) {
                    f.error("scope", Problem::Code(error));
                }
            }
            (Some(unit.to_owned()), Some(workstream.to_owned()))
        }
        None => {
            let problem = Problem::Word {
                got: short(&text),
                allowed: "campaign, hoặc mã đơn vị/mã hạng mục như SYT/QG09".to_owned(),
            };
            f.error("scope", problem);
            (None, None)
        }
    }
}

/// Asks the rule of the domain: T = b is refused, and a target on the wrong
/// side of the baseline.
pub fn accepts(row: &IndicatorRow, target: &str) -> bool {
    let (Some(direction), Ok(code), Ok(target)) = (
        Direction::from_code(&row.direction),
        IndicatorCode::parse(&row.code),
        parse_decimal(target),
    ) else {
        // Said elsewhere.
        return true;
    };
    let indicator = Indicator {
        code,
        name: "".into(),
        name_en: None,
        duty: None,
        unit_of_measure: row.unit_of_measure.as_str().into(),
        direction,
        baseline: row.baseline.as_deref().and_then(|b| parse_decimal(b).ok()),
        baseline_day: None,
        counts: row.counts.as_deref().and_then(Counts::from_code),
        deadline: None,
        fresh_days: 0,
        criterion: "".into(),
        provisional: false,
        never_falls: false,
        path: Vec::new(),
        source: "".into(),
    };
    indicator.accepts_target(target)
}
