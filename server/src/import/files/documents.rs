//! documents.csv: the documents that the plan comes from. They promise nothing, so a row changes
//! freely.
use std::collections::HashSet;

use app::domain::{DocumentLevel, DocumentNumber, secrecy_mark_in_link};

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Need, Source},
        compare::{Latest, comparable, latest},
        fields::{Fields, codes},
        layout::Columns,
        problem::Problem,
        rows::Rows,
    },
    ledger::DocumentRow,
};

pub(crate) struct DocumentsCsv;

impl CampaignFile for DocumentsCsv {
    const NAME: &'static str = "documents.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["number", "title"],
        optional: &[
            "day",
            "issuer",
            "level",
            "valid_from",
            "valid_to",
            "replaces",
            "link",
            "provisional",
            "source",
        ],
    };
    const SUBJECT: &'static str = "document";
    const KEY: &'static str = "number";

    type Row = DocumentRow;
    type Ledger = DocumentRow;
    type Current = Latest<DocumentRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let number = f.required("number");
        f.citation("number");
        f.refuse_demo("number", &number);
        if !number.is_empty() && DocumentNumber::of(&number).is_none() {
            f.error("number", Problem::NoDocumentNumber);
        }
        let replaces = f.citation("replaces");
        let named = DocumentNumber::of(&number);
        if named.is_some() && named == DocumentNumber::of(&replaces) {
            f.error("replaces", Problem::ReplacesItself);
        }
        let (valid_from, valid_to) = (f.day_if("valid_from"), f.day_if("valid_to"));
        if let (Some(from), Some(to)) = (&valid_from, &valid_to)
            && to < from
        {
            f.error("valid_to", Problem::Backwards);
        }
        let link = f.text("link");
        if secrecy_mark_in_link(&link).is_some() {
            f.error("link", Problem::Secrecy);
        } else if !f.is_link("link") {
            f.error("link", Problem::NoLink);
        }
        DocumentRow {
            number,
            day: f.day_if("day").unwrap_or_default(),
            title: f.title("title"),
            issuer: f.text("issuer"),
            level: f.word_if("level", &codes(DocumentLevel::ALL, DocumentLevel::code)),
            valid_from,
            valid_to,
            replaces,
            link,
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
        format!("{} {}", row.number, row.title)
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        let mut current = latest(DocumentRow::between(from.db, 0, i64::MAX).await?);
        forget_said_later(&mut current);
        Ok(current)
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.documents.push(row);
    }
}

/// Takes out what stood without an issuer and has one since.
pub(crate) fn forget_said_later<T>(by_key: &mut Latest<T>) {
    let said: HashSet<String> = by_key
        .keys()
        .filter(|key| !key.ends_with('/'))
        .filter_map(|key| Some(format!("{}/", key.rsplit_once('/')?.0)))
        .collect();
    by_key.retain(|key, _| !said.contains(key));
}

// The day first: numbers have strokes, and issuers none.
comparable! {
    DocumentRow by (day, number, issuer) {
        "title" => title, "level" => level, "valid_from" => valid_from,
        "valid_to" => valid_to, "replaces" => replaces, "link" => link,
        "provisional" => provisional, "source" => source,
    } beside (seq, recorded_at)
}
