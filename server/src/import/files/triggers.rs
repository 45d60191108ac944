//! triggers.csv: events that deadlines run from, and when each happened.
use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Names, Need, Promised, Reference, Source},
        compare::{Latest, comparable, latest},
        fields::Fields,
        layout::Columns,
        problem::Problem,
        rows::Rows,
    },
    ledger::TriggerRow,
};

pub(crate) struct TriggersCsv;

impl CampaignFile for TriggersCsv {
    const NAME: &'static str = "triggers.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["code", "name"],
        optional: &[
            "issuer",
            "happened_on",
            "document_number",
            "document_day",
            "provisional",
            "source",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "trigger";
    const PROMISED: &'static [Promised] = &[
        Promised::always("name"),
        Promised::once_set("issuer"),
        Promised::once_set("happened_on"),
        Promised::once_set("document_number"),
        Promised::once_set("document_day"),
    ];
    const KEY: &'static str = "code";
    const NAMES: Option<Names<TriggerRow>> = Some(Names {
        of: Named::Trigger,
        code: |it| &it.code,
        name: |it| &it.name,
    });

    type Row = TriggerRow;
    type Ledger = TriggerRow;
    type Current = Latest<TriggerRow>;

    /// An event that happened has its document, and is not one of days to come.
    fn row(f: &mut Fields<'_>) -> Self::Row {
        let happened_on = f.day_if("happened_on");
        let document_number = f.citation("document_number");
        f.refuse_demo("document_number", &document_number);
        let document_day = f.day_if("document_day");
        if let Some(day) = &happened_on {
            if *day > f.time.today {
                f.error("happened_on", Problem::NotYet(f.time.today.clone()));
            }
            if f.time.is_long_before(day) {
                f.error("happened_on", Problem::LongBefore(day.clone()));
            }
            if document_number.is_empty() {
                f.error("document_number", Problem::WithoutDocument);
            }
            if f.text("document_day").is_empty() {
                f.error("document_day", Problem::WithoutDocument);
            }
        }
        if document_day.as_ref().is_some_and(|day| *day > f.time.today) {
            f.error("document_day", Problem::NotYet(f.time.today.clone()));
        }
        TriggerRow {
            code: f.code("code"),
            name: f.name("name"),
            issuer: f.code_if("issuer"),
            happened_on,
            document_number,
            document_day,
            provisional: f.flag("provisional"),
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

    fn references(row: &Self::Row) -> Vec<Reference<'_>> {
        vec![Reference::maybe(
            Named::Body,
            "issuer",
            row.issuer.as_deref(),
        )]
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(TriggerRow::between(from.db, 0, i64::MAX).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.triggers.push(row);
    }
}

comparable! {
    TriggerRow by (code) {
        "name" => name, "issuer" => issuer, "happened_on" => happened_on,
        "document_number" => document_number, "document_day" => document_day,
        "provisional" => provisional, "source" => source,
    } beside (seq, recorded_at)
}
