//! bodies.csv: bodies outside the campaign, such as ministries and banks.
use app::domain::BodyKind;

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Names, Need, Source},
        compare::{Latest, comparable, latest},
        fields::{Fields, codes},
        layout::Columns,
        rows::Rows,
    },
    ledger::BodyRow,
};

pub(crate) struct BodiesCsv;

impl CampaignFile for BodiesCsv {
    const NAME: &'static str = "bodies.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["code", "name", "kind"],
        optional: &["source"],
    };
    const KEY: &'static str = "code";
    const NAMES: Option<Names<BodyRow>> = Some(Names {
        of: Named::Body,
        code: |it| &it.code,
        name: |it| &it.name,
    });

    type Row = BodyRow;
    type Ledger = BodyRow;
    type Current = Latest<BodyRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        BodyRow {
            code: f.code("code"),
            name: f.name("name"),
            kind: f.word("kind", &codes(BodyKind::ALL, BodyKind::code)),
            source: f.citation("source"),
            seq: 0,
            recorded_at: 0,
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(row: &Self::Ledger) -> String {
        format!("{} {}", row.code, row.name)
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(BodyRow::between(from.db, 0, i64::MAX).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.bodies.push(row);
    }
}

comparable! {
    BodyRow by (code) {
        "name" => name, "kind" => kind, "source" => source,
    } beside (seq, recorded_at)
}
