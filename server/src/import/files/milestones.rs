//! milestones.csv: the dated steps of duties.
use std::collections::HashMap;

use app::domain::{MAX_WEIGHT, MilestoneKind};
use sha2::{Digest, Sha256};

use crate::{
    db::{Db, DbError, audit::hex},
    import::{
        campaign_file::{CampaignFile, Named, Need, Reference},
        compare::{Comparable, Latest, comparable},
        fields::{Fields, codes},
        rows::Rows,
        table::Columns,
    },
    ledger::MilestoneRow,
};

pub(crate) struct MilestonesCsv;

impl CampaignFile for MilestonesCsv {
    const NAME: &'static str = "milestones.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["unit", "workstream", "kind", "title", "deadline"],
        optional: &["product", "responsible", "weight", "reach"],
    };
    const KEY: &'static str = "title";

    type Row = MilestoneRow;
    type Ledger = MilestoneRow;
    type Current = Milestones;

    /// `position` is left 0: it is given within the duty when the row is new.
    fn row(f: &mut Fields<'_>) -> Self::Row {
        let most = i64::try_from(MAX_WEIGHT).unwrap_or(i64::MAX);
        let (unit, workstream) = (f.code("unit"), f.code("workstream"));
        let title = f.required("title");
        let kind = f.word("kind", &codes(MilestoneKind::ALL, MilestoneKind::code));
        let counts = MilestoneKind::from_code(&kind).is_some_and(MilestoneKind::counts);
        let (deadline, deadline_text) = f.day_or_words("deadline", "mốc");
        MilestoneRow {
            id: id(&unit, &workstream, &title),
            unit,
            workstream,
            position: 0,
            kind,
            product: f.text("product"),
            title,
            deadline,
            deadline_text,
            responsible: f.code_if("responsible"),
            weight: f.integer_if("weight", 0, most).unwrap_or(i64::from(counts)),
            reach: f.decimal_if("reach"),
            seq: 0,
            recorded_at: 0,
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(m: &Self::Ledger) -> String {
        format!("{} – {}: {}", m.unit, m.workstream, m.title)
    }

    fn references(m: &Self::Row) -> Vec<Reference<'_>> {
        vec![
            Reference::new(Named::Unit, "unit", &m.unit),
            Reference::new(Named::Workstream, "workstream", &m.workstream),
            Reference::maybe(Named::Partner, "responsible", m.responsible.as_deref()),
        ]
    }

    async fn load(db: &Db) -> Result<Self::Current, DbError> {
        let mut current = Milestones::default();
        for row in MilestoneRow::between(db, 0, i64::MAX).await? {
            if let Some(day) = &row.deadline {
                current
                    .first_deadlines
                    .entry(row.id.clone())
                    .or_insert_with(|| day.clone());
            }
            current.latest.insert(row.key(), row);
        }
        for row in current.latest.values() {
            let last = current.last_positions.entry(duty(row)).or_default();
            *last = row.position.max(*last);
        }
        Ok(current)
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        &current.latest
    }

    fn append(mut row: MilestoneRow, current: &mut Milestones, rows: &mut Rows) {
        row.position = match current.latest.get(&row.key()) {
            Some(before) => before.position,
            None => {
                let last = current.last_positions.entry(duty(&row)).or_default();
                *last += 1;
                *last
            }
        };
        rows.milestones.push(row);
    }
}

comparable! {
    MilestoneRow by (id) {
        "kind" => kind, "title" => title, "product" => product, "deadline" => deadline,
        "deadline" => deadline_text, "responsible" => responsible, "weight" => weight,
        "reach" => reach,
    } beside (unit, workstream, position, seq, recorded_at)
}

/// The milestones of the ledger.
#[derive(Default)]
pub(crate) struct Milestones {
    pub latest: Latest<MilestoneRow>,
    /// Rule 4: the first day each had as its deadline, by id.
    pub first_deadlines: HashMap<String, String>,
    /// The last position given within a duty.
    last_positions: HashMap<(String, String), i64>,
}

fn duty(row: &MilestoneRow) -> (String, String) {
    (row.unit.clone(), row.workstream.clone())
}

/// The same duty and title give the same id, so that a second import finds
/// what the first one made.
pub fn id(unit: &str, workstream: &str, title: &str) -> String {
    let mut sha = Sha256::new();
    for field in [unit, workstream, &title.to_lowercase()] {
        sha.update((field.len() as u64).to_be_bytes());
        sha.update(field);
    }
    format!("m-{}", &hex(&sha.finalize())[..24])
}
