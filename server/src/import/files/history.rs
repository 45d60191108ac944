//! history.csv: what happened before the campaign was kept here, as the old book has it.
//!
//! A row becomes events of its milestone's life (`import/old_book.rs`); none of them is compared
//! with the ledger, for the file comes with the first import alone.
use app::domain::{Event, secrecy_mark_in_link};

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Need, Reference, Source},
        compare::{Latest, comparable},
        fields::Fields,
        layout::Columns,
        problem::Problem,
        rows::Rows,
    },
};

pub(crate) struct HistoryCsv;

/// What an old book can tell, and the columns that say it.
const TOLD: [(Event, &[&str]); 5] = [
    (Event::Submitted, &[]),
    // Its document may be that of the report before it.
    (Event::Accepted, &[]),
    (Event::Returned, &["reason"]),
    (
        Event::Extended,
        &["deadline", "document_number", "reason", "approver"],
    ),
    (Event::Cancelled, &["document_number", "reason"]),
];

impl CampaignFile for HistoryCsv {
    const NAME: &'static str = "history.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["unit", "workstream", "event", "day"],
        optional: &[
            "title",
            "id",
            "document_number",
            "document_day",
            "link",
            "deadline",
            "reason",
            "approver",
        ],
    };
    const KEY: &'static str = "event";

    type Row = HistoryRow;
    type Ledger = HistoryRow;
    type Current = Latest<HistoryRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let (unit, workstream) = (f.code("unit"), f.code("workstream"));
        let (id, title) = (f.code_if("id"), f.text("title"));
        if id.is_none() && title.is_empty() {
            f.error("title", Problem::NoMilestoneNamed);
        }
        let event = f.word("event", &TOLD.map(|(event, _)| event.code()));
        let day = f.day("day");
        let document_number = f.citation("document_number");
        f.refuse_demo("document_number", &document_number);
        let document_day = f.day_if("document_day");
        let link = f.text("link");
        if secrecy_mark_in_link(&link).is_some() {
            f.error("link", Problem::Secrecy);
        } else if !f.is_link("link") {
            f.error("link", Problem::NoLink);
        }
        let row = HistoryRow {
            unit,
            workstream,
            named: id.is_some(),
            milestone: id.unwrap_or_else(|| title.clone()),
            title,
            event,
            day,
            document_number,
            document_day,
            link,
            deadline: f.day_if("deadline"),
            reason: f.text("reason"),
            approver: f.text("approver"),
            line: f.line().to_string(),
            seq: 0,
            recorded_at: 0,
        };
        row.judge_days(f);
        row.judge_what_it_says(f);
        row
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(row: &Self::Ledger) -> String {
        let HistoryRow {
            unit,
            workstream,
            milestone,
            event,
            day,
            ..
        } = row;
        format!("{unit} – {workstream}: {milestone}, {event} {day}")
    }

    fn references(row: &Self::Row) -> Vec<Reference<'_>> {
        vec![
            Reference::new(Named::Unit, "unit", &row.unit),
            Reference::new(Named::Workstream, "workstream", &row.workstream),
        ]
    }

    /// Nothing is compared with what the ledger has.
    async fn load(_from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(Latest::default())
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    /// Its events stand in an order, which `old_book` makes.
    fn append(_row: Self::Ledger, _current: &mut Self::Current, _rows: &mut Rows) {}
}

/// One thing that the old book tells of a milestone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct HistoryRow {
    pub unit: String,
    pub workstream: String,
    /// Its id, where it is `named` by that, else its title.
    pub milestone: String,
    pub named: bool,
    /// What the row calls it, beside its id too.
    pub title: String,
    pub event: String,
    pub day: String,
    pub document_number: String,
    pub document_day: Option<String>,
    pub link: String,
    pub deadline: Option<String>,
    pub reason: String,
    pub approver: String,
    /// The same may happen twice a day, with something in between: its life says whether it can.
    line: String,
    seq: i64,
    recorded_at: i64,
}

impl HistoryRow {
    /// Nothing happens on a day to come, and no document is of after what it proves.
    fn judge_days(&self, f: &mut Fields<'_>) {
        if self.day > f.time.today {
            f.error("day", Problem::NotYet(f.time.today.clone()));
        }
        let after = |document: &String| !self.day.is_empty() && *document > self.day;
        if self.document_day.as_ref().is_some_and(after) {
            f.error("document_day", Problem::DocumentAfter(self.day.clone()));
        }
        let (number, day) = (!self.document_number.is_empty(), f.text("document_day"));
        if number == day.is_empty() {
            let missing = if number {
                "document_day"
            } else {
                "document_number"
            };
            f.error(missing, Problem::DocumentPart);
        }
    }

    fn judge_what_it_says(&self, f: &mut Fields<'_>) {
        let told = TOLD.iter().find(|(event, _)| event.code() == self.event);
        for column in told.map_or(&[][..], |(_, columns)| columns) {
            if f.text(column).is_empty() {
                f.error(column, Problem::OldBookSays(self.event.clone()));
            }
        }
    }
}

comparable! {
    HistoryRow by (unit, workstream, milestone, event, day, line) {
        "document_number" => document_number, "document_day" => document_day, "link" => link,
        "deadline" => deadline, "reason" => reason, "approver" => approver,
    } beside (named, title, seq, recorded_at)
}
