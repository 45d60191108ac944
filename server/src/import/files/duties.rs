//! duties.csv: which unit has which part of which workstream.
use app::domain::{DutyRole, MAX_WEIGHT, Portions};

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Has, Named, Need, Promised, Reference, Source},
        compare::{Comparable, Latest, comparable, compare_attached, latest},
        fields::{Fields, codes},
        labels,
        layout::Columns,
        preview::Difference,
        problem::Problem,
        rows::Rows,
    },
    ledger::{DutyRow, WeightRow},
};

pub(crate) struct DutiesCsv;

impl CampaignFile for DutiesCsv {
    const NAME: &'static str = "duties.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["unit", "workstream", "role"],
        optional: &[
            "volume",
            "weight",
            "of_group",
            "ended_on",
            "portions",
            "provisional",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "duty";
    const PROMISED: &'static [Promised] = &[
        Promised::always("role"),
        Promised::once_set("volume"),
        Promised::always("weight"),
        Promised::either_way("ended_on"),
        Promised::either_way("portions"),
    ];
    const KEY: &'static str = "workstream";

    type Row = DutyEntry;
    type Ledger = DutyRow;
    type Current = Duties;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let most = i64::try_from(MAX_WEIGHT).unwrap_or(i64::MAX);
        let mut duty = DutyRow {
            unit: f.unit_or_all("unit"),
            workstream: f.code("workstream"),
            role: f.word("role", &codes(DutyRole::ALL, DutyRole::code)),
            volume: f.integer_if("volume", 0, 1_000_000_000_000),
            provisional: f.flag("provisional"),
            of_group: f.text_if("of_group"),
            ended_on: f.day_if("ended_on"),
            portions: f.text_if("portions"),
            seq: 0,
            recorded_at: 0,
        };
        if duty
            .ended_on
            .as_ref()
            .is_some_and(|day| *day > f.time.today)
        {
            f.error("ended_on", Problem::EndsLater);
        }
        if let Some(said) = &mut duty.portions {
            match Portions::parse(said) {
                Some(it) => *said = it.to_string(),
                None => f.error("portions", Problem::NoPortions),
            }
        }
        let weight = f.integer_if("weight", 0, most).map(|weight| WeightRow {
            unit: duty.unit.clone(),
            workstream: duty.workstream.clone(),
            weight,
            seq: 0,
            recorded_at: 0,
        });
        DutyEntry {
            duty,
            weight,
            opens: false,
            own: false,
        }
    }

    fn ledger(entry: &DutyEntry) -> &DutyRow {
        &entry.duty
    }

    fn label(d: &Self::Ledger) -> String {
        labels::of_duty(d)
    }

    fn references(entry: &Self::Row) -> Vec<Reference<'_>> {
        vec![
            Reference::new(Named::Leader, "unit", &entry.duty.unit),
            Reference::new(Named::Workstream, "workstream", &entry.duty.workstream),
        ]
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(Duties {
            latest: latest(DutyRow::between(from.db, 0, i64::MAX).await?),
            weights: latest(WeightRow::between(from.db, 0, i64::MAX).await?),
        })
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        &current.latest
    }

    /// Leads are not expected here: an owner or `*` makes them.
    fn missing(d: &DutyRow) -> Option<String> {
        let expected = d.role == DutyRole::Contribute.code() && d.ended_on.is_none();
        expected.then(|| Self::label(d))
    }

    fn says_beside(entry: &DutyEntry, column: &str) -> bool {
        let of_group = column == "of_group";
        entry.opens && (of_group || column == "ended_on") || entry.own && of_group
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.duties.push(row);
    }

    fn append_attached(
        entry: &DutyEntry,
        has: Has<'_>,
        current: &Duties,
        rows: &mut Rows,
    ) -> Vec<Difference> {
        compare_attached(
            entry.weight.as_ref(),
            &entry.duty.key(),
            has("weight"),
            &current.weights,
            &mut rows.weights,
        )
    }
}

comparable! {
    DutyRow by (unit, workstream) {
        "role" => role, "volume" => volume, "provisional" => provisional,
        "of_group" => of_group, "ended_on" => ended_on, "portions" => portions,
    } beside (seq, recorded_at)
}

comparable! {
    WeightRow by (unit, workstream) { "weight" => weight } beside (seq, recorded_at)
}

/// A duty, with the weight the office set, if it did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyEntry {
    pub duty: DutyRow,
    pub weight: Option<WeightRow>,
    /// It is over in the ledger and goes on by this row.
    pub opens: bool,
    /// It goes on in another role by this row, and by no group's any more.
    pub own: bool,
}

/// The duties of the ledger, and the weights the office set.
#[derive(Default)]
pub(crate) struct Duties {
    pub latest: Latest<DutyRow>,
    pub weights: Latest<WeightRow>,
}

impl Duties {
    /// Those that are not over.
    pub fn going_on(&self) -> impl Iterator<Item = &DutyRow> {
        self.latest.values().filter(|it| it.ended_on.is_none())
    }
}

/// The lead duty an owner or a `*` makes.
pub fn lead(unit: &str, workstream: &str, provisional: bool) -> DutyRow {
    DutyRow {
        unit: unit.to_owned(),
        workstream: workstream.to_owned(),
        role: DutyRole::Lead.code().to_owned(),
        volume: None,
        provisional,
        of_group: None,
        ended_on: None,
        portions: None,
        seq: 0,
        recorded_at: 0,
    }
}
