//! campaign.csv: the one campaign.
use app::domain::{Headline, Place};

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Need, Promised, Source},
        compare::{Latest, comparable, latest},
        fields::{Entry, Fields, Time, codes, entries},
        layout::Columns,
        problem::{Problem, Report, short},
        rows::Rows,
        table::Table,
    },
    ledger::CampaignRow,
};

/// The motto as the press quotes it (PLO, 14/01/2026), where the file has none.
pub const MOTTO: &str = "Không lấy kế hoạch làm kết quả, không lấy quy trình làm thành tích, \
                         hiệu quả phải được đo đếm bằng hành động và sản phẩm cụ thể, \
                         bằng sự hài lòng của người dân và doanh nghiệp.";

/// A day of work: what one measurement or report is said to take is less.
const MOST_MINUTES: i64 = 480;

pub(crate) struct CampaignCsv;

impl CampaignFile for CampaignCsv {
    const NAME: &'static str = "campaign.csv";
    const NEED: Need = Need::Rows;
    const COLUMNS: Columns = Columns {
        required: &["name", "start", "time_zone"],
        optional: &[
            "deadline",
            "closes_on",
            "motto",
            "headline",
            "place",
            "minutes_measurement",
            "minutes_report",
            "issued_above",
            "issued_by",
            "issued_at",
            "provisional",
            "source",
            "demo",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "campaign";
    /// All paths begin at its start. What its figures count hangs on the workstreams too, and
    /// is judged when all files are compared.
    const PROMISED: &'static [Promised] = &[
        Promised::always("start"),
        Promised::once_set("deadline"),
        Promised::either_way("closes_on"),
    ];
    const KEY: &'static str = "name";

    type Row = CampaignRow;
    type Ledger = CampaignRow;
    type Current = Latest<CampaignRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let start_day = f.day("start");
        let deadline = f.day_if("deadline");
        if deadline.as_ref().is_some_and(|d| *d < start_day) {
            f.error("deadline", Problem::Backwards);
        }
        let time_zone = f.required("time_zone");
        if !time_zone.is_empty() && time_zone.parse::<chrono_tz::Tz>().is_err() {
            f.error("time_zone", Problem::Zone(short(&time_zone)));
        }
        if f.flag("demo") && !f.time.demo {
            f.error("demo", Problem::DemoRow);
        }
        CampaignRow {
            name: f.name("name"),
            start_day,
            deadline,
            closes_on: f.day_if("closes_on"),
            time_zone,
            motto: if f.has("motto") {
                f.text("motto")
            } else {
                MOTTO.to_owned()
            },
            headline: f.word_if("headline", &codes(Headline::ALL, Headline::code)),
            place: f
                .word_if("place", &codes(Place::ALL, Place::code))
                .unwrap_or_else(|| Place::City.code().to_owned()),
            demo: f.time.demo,
            minutes_measurement: f.integer_if("minutes_measurement", 0, MOST_MINUTES),
            minutes_report: f.integer_if("minutes_report", 0, MOST_MINUTES),
            issued_above: f.text_if("issued_above"),
            issued_by: f.text_if("issued_by"),
            issued_at: f.text_if("issued_at"),
            provisional: f.flag("provisional"),
            source: f.citation("source"),
            seq: 0,
            recorded_at: 0,
        }
    }

    fn read(table: &Table, time: &Time, report: &mut Report) -> Vec<Entry<CampaignRow>> {
        let mut rows = entries(table, time, report, Self::row);
        if let Some(second) = rows.get(1) {
            report.error(Self::NAME, Some(second.line), None, Problem::OneRow);
            rows.truncate(1);
        }
        rows
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(c: &Self::Ledger) -> String {
        c.name.clone()
    }

    /// There is one campaign: its last row stands.
    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        let last = CampaignRow::between(from.db, 0, i64::MAX).await?.pop();
        Ok(latest(last.into_iter().collect()))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    /// Another campaign is refused.
    fn missing(_: &CampaignRow) -> Option<String> {
        None
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.campaign.push(row);
    }
}

comparable! {
    CampaignRow by (name) {
        "start" => start_day, "deadline" => deadline, "closes_on" => closes_on, "time_zone" => time_zone,
        "motto" => motto, "headline" => headline, "place" => place,
        "minutes_measurement" => minutes_measurement, "minutes_report" => minutes_report,
        "issued_above" => issued_above, "issued_by" => issued_by, "issued_at" => issued_at,
        "provisional" => provisional, "source" => source,
    } beside (demo, seq, recorded_at)
}
