//! partners.csv: the partner companies.
use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Names, Need, Promised, Source},
        compare::{Latest, comparable, latest},
        fields::Fields,
        layout::Columns,
        rows::Rows,
    },
    ledger::PartnerRow,
};

pub(crate) struct PartnersCsv;

impl CampaignFile for PartnersCsv {
    const NAME: &'static str = "partners.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["code", "name"],
        optional: &["short_name", "source", "decision", "reason", "approver"],
    };
    const SUBJECT: &'static str = "partner";
    /// What a company answers for is told under its name.
    const PROMISED: &'static [Promised] =
        &[Promised::always("name"), Promised::always("short_name")];
    const KEY: &'static str = "code";
    const NAMES: Option<Names<PartnerRow>> = Some(Names {
        of: Named::Partner,
        code: |p| &p.code,
        name: |p| &p.name,
    });

    type Row = PartnerRow;
    type Ledger = PartnerRow;
    type Current = Latest<PartnerRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let name = f.name("name");
        let short_name = f.text("short_name");
        PartnerRow {
            code: f.code("code"),
            short_name: if short_name.is_empty() {
                name.clone()
            } else {
                short_name
            },
            name,
            source: f.citation("source"),
            seq: 0,
            recorded_at: 0,
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(p: &Self::Ledger) -> String {
        format!("{} {}", p.code, p.name)
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(PartnerRow::between(from.db, 0, i64::MAX).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn missing(p: &PartnerRow) -> Option<String> {
        Some(p.code.clone())
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.partners.push(row);
    }
}

comparable! {
    PartnerRow by (code) {
        "short_name" => short_name, "name" => name, "source" => source,
    } beside (seq, recorded_at)
}
