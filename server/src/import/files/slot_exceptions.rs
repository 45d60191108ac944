//! slot_exceptions.csv: what the office sets for one period, by a decision.
use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Need, Reference, Source},
        compare::{Latest, comparable, latest},
        fields::Fields,
        layout::Columns,
        problem::Problem,
        rows::Rows,
    },
    ledger::SlotExceptionRow,
};

pub(crate) struct SlotExceptionsCsv;

impl CampaignFile for SlotExceptionsCsv {
    const NAME: &'static str = "slot_exceptions.csv";
    const NEED: Need = Need::Optional;
    /// Each is a decision of its own.
    const COLUMNS: Columns = Columns {
        required: &["period_ends", "decision", "reason", "approver"],
        optional: &["rhythm", "cadence", "due_on", "no_slot", "source"],
    };
    const KEY: &'static str = "period_ends";

    type Row = SlotExceptionRow;
    type Ledger = SlotExceptionRow;
    type Current = Latest<SlotExceptionRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let rhythm = f.code_if("rhythm").unwrap_or_default();
        let cadence = f.code_if("cadence").unwrap_or_default();
        if rhythm.is_empty() == cadence.is_empty() {
            f.error("rhythm", Problem::OfRhythmOrCadence);
        }
        let period_ends = f.day("period_ends");
        let (due_on, no_slot) = (f.day_if("due_on"), f.flag("no_slot"));
        if due_on.is_some() == no_slot {
            f.error("due_on", Problem::DueOrNoSlot);
        }
        if due_on.as_ref().is_some_and(|due| *due < period_ends) {
            f.error("due_on", Problem::DueBeforeClose);
        }
        let decision = f.citation("decision");
        f.refuse_demo("decision", &decision);
        SlotExceptionRow {
            rhythm,
            cadence,
            period_ends,
            due_on,
            no_slot,
            decision: f.required("decision"),
            reason: f.required("reason"),
            approver: f.required("approver"),
            source: f.citation("source"),
            seq: 0,
            recorded_at: 0,
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(row: &Self::Ledger) -> String {
        format!("{}{}, kỳ đến {}", row.rhythm, row.cadence, row.period_ends)
    }

    fn references(row: &Self::Row) -> Vec<Reference<'_>> {
        fn named(code: &str) -> Option<&str> {
            Some(code).filter(|code| !code.is_empty())
        }
        vec![
            Reference::maybe(Named::Rhythm, "rhythm", named(&row.rhythm)),
            Reference::maybe(Named::Cadence, "cadence", named(&row.cadence)),
        ]
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(
            SlotExceptionRow::between(from.db, 0, i64::MAX).await?,
        ))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.slot_exceptions.push(row);
    }
}

comparable! {
    SlotExceptionRow by (rhythm, cadence, period_ends) {
        "due_on" => due_on, "no_slot" => no_slot, "decision" => decision, "reason" => reason,
        "approver" => approver, "source" => source,
    } beside (seq, recorded_at)
}
