//! assignments.csv: which company accompanies which unit, from day to day.
use app::domain::AssignmentRole;

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Need, Reference, Source},
        compare::{Latest, comparable, latest},
        fields::{Fields, codes},
        layout::Columns,
        rows::Rows,
    },
    ledger::AssignmentRow,
};

pub(crate) struct AssignmentsCsv;

impl CampaignFile for AssignmentsCsv {
    const NAME: &'static str = "assignments.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["unit", "partner", "role", "valid_from"],
        optional: &["valid_to", "decision", "source"],
    };
    const KEY: &'static str = "partner";

    type Row = AssignmentRow;
    type Ledger = AssignmentRow;
    type Current = Latest<AssignmentRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let decision = f.citation("decision");
        f.refuse_demo("decision", &decision);
        AssignmentRow {
            unit: f.code("unit"),
            partner: f.code("partner"),
            role: f.word("role", &codes(AssignmentRole::ALL, AssignmentRole::code)),
            valid_from: f.day("valid_from"),
            valid_to: f.day_if("valid_to"),
            // Empty: provisional.
            decision,
            source: f.citation("source"),
            seq: 0,
            recorded_at: 0,
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(a: &Self::Ledger) -> String {
        format!("{} – {} từ {}", a.unit, a.partner, a.valid_from)
    }

    fn references(a: &Self::Row) -> Vec<Reference<'_>> {
        vec![
            Reference::new(Named::Unit, "unit", &a.unit),
            Reference::new(Named::Partner, "partner", &a.partner),
        ]
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(AssignmentRow::between(from.db, 0, i64::MAX).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.assignments.push(row);
    }
}

comparable! {
    AssignmentRow by (unit, partner, valid_from) {
        "role" => role, "valid_to" => valid_to, "decision" => decision, "source" => source,
    } beside (seq, recorded_at)
}
