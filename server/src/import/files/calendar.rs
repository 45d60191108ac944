//! calendar.csv: public holidays, and days worked in their stead.
use app::domain::DayKind;

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Need, Source},
        compare::{Latest, comparable, latest},
        fields::{Fields, codes},
        layout::Columns,
        rows::Rows,
    },
    ledger::CalendarRow,
};

pub(crate) struct CalendarCsv;

impl CampaignFile for CalendarCsv {
    const NAME: &'static str = "calendar.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["date", "kind"],
        optional: &[
            "name",
            "provisional",
            "source",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "calendar";
    const KEY: &'static str = "date";

    type Row = CalendarRow;
    type Ledger = CalendarRow;
    type Current = Latest<CalendarRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        CalendarRow {
            day: f.day("date"),
            kind: f.word("kind", &codes(DayKind::ALL, DayKind::code)),
            name: f.text("name"),
            provisional: f.flag("provisional"),
            source: f.citation("source"),
            seq: 0,
            recorded_at: 0,
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(c: &Self::Ledger) -> String {
        format!("{} {}", c.day, c.name)
    }

    /// A day is called otherwise in the file.
    fn column(of: &'static str) -> Option<&'static str> {
        Some(match of {
            "day" => "date",
            other => other,
        })
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(CalendarRow::between(from.db, 0, i64::MAX).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.calendar.push(row);
    }
}

comparable! {
    CalendarRow by (day) {
        "kind" => kind, "name" => name, "provisional" => provisional, "source" => source,
    } beside (seq, recorded_at)
}
