//! helpers.csv: which body outside the campaign helps with which workstream.
use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Need, Reference, Source},
        compare::{Latest, comparable, latest},
        fields::Fields,
        layout::Columns,
        rows::Rows,
    },
    ledger::HelperRow,
};

pub(crate) struct HelpersCsv;

impl CampaignFile for HelpersCsv {
    const NAME: &'static str = "helpers.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["workstream", "body"],
        optional: &["part", "ends_on", "source"],
    };
    const KEY: &'static str = "body";

    type Row = HelperRow;
    type Ledger = HelperRow;
    type Current = Latest<HelperRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        HelperRow {
            workstream: f.code("workstream"),
            body: f.code("body"),
            part: f.text("part"),
            ends_on: f.day_if("ends_on"),
            source: f.citation("source"),
            seq: 0,
            recorded_at: 0,
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(row: &Self::Ledger) -> String {
        format!("{} có {} phối hợp", row.workstream, row.body)
    }

    fn references(row: &Self::Row) -> Vec<Reference<'_>> {
        vec![
            Reference::new(Named::Workstream, "workstream", &row.workstream),
            Reference::new(Named::Body, "body", &row.body),
        ]
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(HelperRow::between(from.db, 0, i64::MAX).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.helpers.push(row);
    }
}

comparable! {
    HelperRow by (workstream, body) {
        "part" => part, "ends_on" => ends_on, "source" => source,
    } beside (seq, recorded_at)
}
