//! cadences.csv: how often something recurs, and on which days.
use app::domain::{DayOff, Every, Kept, MOST_DUE_MONTHS};

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Names, Need, Promised, Source},
        compare::{Latest, comparable, latest},
        fields::{Fields, codes},
        layout::Columns,
        problem::Problem,
        rows::Rows,
    },
    ledger::CadenceRow,
};

pub(crate) struct CadencesCsv;

impl CampaignFile for CadencesCsv {
    const NAME: &'static str = "cadences.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["code", "name", "every", "data_closes", "report_due"],
        optional: &[
            "due_months",
            "day_off",
            "provisional",
            "source",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "cadence";
    const PROMISED: &'static [Promised] = &[
        Promised::always("name"),
        Promised::always("every"),
        Promised::always("data_closes"),
        Promised::always("report_due"),
        Promised::either_way("due_months"),
        Promised::always("day_off"),
    ];
    const KEY: &'static str = "code";
    const NAMES: Option<Names<CadenceRow>> = Some(Names {
        of: Named::Cadence,
        code: |it| &it.code,
        name: |it| &it.name,
    });

    type Row = CadenceRow;
    type Ledger = CadenceRow;
    type Current = Latest<CadenceRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let every = f.word("every", &codes(Every::ALL, Every::code));
        let closes = day_of(f, &every, "data_closes");
        let due = day_of(f, &every, "report_due");
        let due_months = f.integer_if("due_months", 0, i64::from(MOST_DUE_MONTHS));
        if due_months.is_some() && every == Every::Week.code() {
            f.error("due_months", Problem::MonthsOfWeeks);
        }
        let number = |text: &str| text.parse::<u8>().ok();
        let before = number(&due)
            .zip(number(&closes))
            .is_some_and(|(due, closes)| due < closes);
        if due_months == Some(0) && before {
            f.error("report_due", Problem::DueBeforeClose);
        }
        let day_off = f.word_if("day_off", &codes(DayOff::ALL, DayOff::code));
        CadenceRow {
            code: f.code("code"),
            name: f.name("name"),
            data_closes: closes,
            report_due: due,
            due_months,
            day_off: day_off.unwrap_or_else(|| DayOff::Next.code().to_owned()),
            provisional: f.flag("provisional"),
            source: f.citation("source"),
            every,
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
        Ok(latest(CadenceRow::between(from.db, 0, i64::MAX).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.cadences.push(row);
    }

    /// Periods without a gap: where they are cut stays.
    fn kept(
        _row: &CadenceRow,
        column: &str,
        _today: app::domain::Day,
        _current: &Self::Current,
    ) -> Option<Kept> {
        matches!(column, "every" | "data_closes").then_some(Kept::OfItsRhythm)
    }
}

/// A day of the week or of the month, as its period has it.
fn day_of(f: &mut Fields<'_>, every: &str, column: &str) -> String {
    let text = f.required(column).to_lowercase();
    let Some(every) = Every::from_code(every).filter(|_| !text.is_empty()) else {
        return text;
    };
    match every.day(&text) {
        Some(day) => every.day_code(day),
        None => {
            f.error(column, Problem::NoDayOfPeriod);
            text
        }
    }
}

comparable! {
    CadenceRow by (code) {
        "name" => name, "every" => every, "data_closes" => data_closes,
        "report_due" => report_due, "due_months" => due_months, "day_off" => day_off,
        "provisional" => provisional, "source" => source,
    } beside (seq, recorded_at)
}
