//! campaign.csv: the one campaign.
use super::{
    fields::{Entry, Fields, entries},
    problem::{Problem, Report},
    table::{Columns, Table},
};
use crate::ledger::CampaignRow;

pub const FILE: &str = "campaign.csv";
pub const COLUMNS: Columns = Columns {
    required: &["name", "start", "time_zone"],
    optional: &["deadline", "motto", "provisional", "source", "demo"],
};

/// The motto as the press quotes it (PLO, 14/01/2026), where the file has none.
pub const MOTTO: &str = "Không lấy kế hoạch làm kết quả, không lấy quy trình làm thành tích, \
                         hiệu quả phải được đo đếm bằng hành động và sản phẩm cụ thể, \
                         bằng sự hài lòng của người dân và doanh nghiệp.";

pub fn read(table: &Table, report: &mut Report) -> Vec<Entry<CampaignRow>> {
    let motto = table.has("motto");
    let mut rows = entries(table, report, |f| row(f, motto));
    if let Some(second) = rows.get(1) {
        report.error(FILE, Some(second.line), None, Problem::OneRow);
        rows.truncate(1);
    }
    rows
}

fn row(f: &mut Fields<'_>, has_motto: bool) -> CampaignRow {
    let start_day = f.day("start");
    let deadline = f.day_if("deadline");
    if deadline.as_ref().is_some_and(|d| *d < start_day) {
        f.error("deadline", Problem::Backwards);
    }
    let time_zone = f.required("time_zone");
    if !time_zone.is_empty() && time_zone.parse::<chrono_tz::Tz>().is_err() {
        f.error("time_zone", Problem::Zone(super::fields::short(&time_zone)));
    }
    if f.flag("demo") {
        f.error("demo", Problem::DemoRow);
    }
    CampaignRow {
        name: f.required("name"),
        start_day,
        deadline,
        time_zone,
        motto: if has_motto {
            f.text("motto")
        } else {
            MOTTO.to_owned()
        },
        demo: false,
        provisional: f.flag("provisional"),
        source: f.text("source"),
        seq: 0,
        recorded_at: 0,
    }
}
