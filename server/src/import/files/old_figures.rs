//! old_figures.csv: what the old board said on a day, to be laid beside what is said here.
use app::domain::OldStatus;

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Need, Reference, Source},
        compare::{Latest, comparable, latest},
        fields::{Fields, codes},
        layout::Columns,
        problem::Problem,
        rows::Rows,
    },
    ledger::OldFigureRow,
};

pub(crate) struct OldFiguresCsv;

/// More tasks than any board has.
const MOST_TASKS: i64 = 1_000_000;

impl CampaignFile for OldFiguresCsv {
    const NAME: &'static str = "old_figures.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["day"],
        optional: &[
            "unit",
            "workstream",
            "status",
            "share",
            "total",
            "done",
            "late",
            "note",
            "source",
        ],
    };
    const KEY: &'static str = "day";

    type Row = OldFigureRow;
    type Ledger = OldFigureRow;
    type Current = Latest<OldFigureRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let row = OldFigureRow {
            unit: f.code_if("unit").unwrap_or_default(),
            workstream: f.code_if("workstream").unwrap_or_default(),
            day: f.day("day"),
            status: f.word_if("status", &codes(OldStatus::ALL, OldStatus::code)),
            share: f.decimal_if("share"),
            total: f.integer_if("total", 0, MOST_TASKS),
            done: f.integer_if("done", 0, MOST_TASKS),
            late: f.integer_if("late", 0, MOST_TASKS),
            note: f.text("note"),
            source: f.citation("source"),
            seq: 0,
            recorded_at: 0,
        };
        if row.day > f.time.today {
            f.error("day", Problem::NotYet(f.time.today.clone()));
        }
        let figures = ["status", "share", "total", "done", "late"];
        if figures.iter().all(|column| f.text(column).is_empty()) {
            f.error("status", Problem::NoOldFigure);
        }
        for (column, part) in [("done", row.done), ("late", row.late)] {
            if part
                .zip(row.total)
                .is_some_and(|(part, total)| part > total)
            {
                f.error(column, Problem::MoreThanTotal);
            }
        }
        if row.status.is_some() && row.workstream.is_empty() {
            f.error("workstream", Problem::OldStatusOfWhat);
        }
        if row.share.as_deref().is_some_and(|it| !is_percentage(it)) {
            f.error(
                "share",
                Problem::Range {
                    least: 0,
                    most: 100,
                },
            );
        }
        row
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(row: &Self::Ledger) -> String {
        let of = [&row.unit, &row.workstream].into_iter();
        let of: Vec<&str> = of.map(String::as_str).filter(|it| !it.is_empty()).collect();
        format!("{} {}", of.join(" – "), row.day).trim().to_owned()
    }

    fn references(row: &Self::Row) -> Vec<Reference<'_>> {
        let told = |code: &'_ str| !code.is_empty();
        vec![
            Reference::maybe(Named::Unit, "unit", Some(&*row.unit).filter(|it| told(it))),
            Reference::maybe(
                Named::Workstream,
                "workstream",
                Some(&*row.workstream).filter(|it| told(it)),
            ),
        ]
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(OldFigureRow::between(from.db, 0, i64::MAX).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.old_figures.push(row);
    }
}

/// Whether a decimal as the ledger keeps it is from 0 to 100.
fn is_percentage(text: &str) -> bool {
    let whole = app::domain::parse_decimal(text);
    let hundred = app::domain::Value::from_integer(100);
    whole.is_ok_and(|it| it >= app::domain::Value::from_integer(0) && it <= hundred)
}

comparable! {
    OldFigureRow by (unit, workstream, day) {
        "status" => status, "share" => share, "total" => total, "done" => done, "late" => late,
        "note" => note, "source" => source,
    } beside (seq, recorded_at)
}
