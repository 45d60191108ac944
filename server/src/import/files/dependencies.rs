//! dependencies.csv: which workstream waits for which.
use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Need, Reference, Source},
        compare::{Latest, comparable, latest},
        fields::Fields,
        layout::Columns,
        rows::Rows,
    },
    ledger::DependencyRow,
};

pub(crate) struct DependenciesCsv;

impl CampaignFile for DependenciesCsv {
    const NAME: &'static str = "dependencies.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["workstream", "waits_for"],
        optional: &["ends_on", "provisional", "source"],
    };
    const KEY: &'static str = "waits_for";

    type Row = DependencyRow;
    type Ledger = DependencyRow;
    type Current = Latest<DependencyRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let source = f.citation("source");
        f.refuse_demo("source", &source);
        DependencyRow {
            workstream: f.code("workstream"),
            waits_for: f.code("waits_for"),
            ends_on: f.day_if("ends_on"),
            provisional: f.flag("provisional"),
            source,
            seq: 0,
            recorded_at: 0,
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(row: &Self::Ledger) -> String {
        format!("{} chờ {}", row.workstream, row.waits_for)
    }

    fn references(row: &Self::Row) -> Vec<Reference<'_>> {
        vec![
            Reference::new(Named::Workstream, "workstream", &row.workstream),
            Reference::new(Named::Workstream, "waits_for", &row.waits_for),
        ]
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(DependencyRow::between(from.db, 0, i64::MAX).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.dependencies.push(row);
    }
}

comparable! {
    DependencyRow by (workstream, waits_for) {
        "ends_on" => ends_on, "provisional" => provisional, "source" => source,
    } beside (seq, recorded_at)
}
