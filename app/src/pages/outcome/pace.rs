use leptos::prelude::*;

use crate::{
    chart,
    components::{Section, sentence},
    domain::{Day, OutcomePace},
    text::{self, Key as K, Lang, NONE, Run, rich, t},
    views::{Frame, OutcomePage},
};

/// The pace that is needed beside the pace there was, in one unit.
pub fn pace(frame: &Frame, page: &OutcomePage) -> AnyView {
    let (lang, pace) = (frame.lang, page.pace);
    let unit = Unit::of(lang, page);
    let most = [pace.needed, pace.measured, pace.last]
        .into_iter()
        .flatten()
        .fold(0.0, f64::max);
    let bar = |class: &'static str, key: K, value: Option<f64>| {
        let part = value.filter(|_| most > 0.0).map(|v| v.max(0.0) / most);
        let words = value.map_or_else(|| NONE.to_owned(), |v| unit.words(lang, v));
        view! {
            <div>
                <dt>{t(lang, key)}</dt>
                <dd><b>{words}</b></dd>
                <dd class="bar-box" inner_html=chart::pace_bar(class, part)></dd>
            </div>
        }
    };
    let content = if pace == OutcomePace::default() {
        view! { <p class="second none">{t(lang, nothing(page))}</p> }.into_any()
    } else {
        view! {
            <dl class="paces">
                {bar("needed", K::PaceNeededName, pace.needed)}
                {bar("k3", K::PaceMeasured, pace.measured)}
                {bar("k3", K::PaceLast, pace.last)}
            </dl>
            <p class="small second">{sentence(told(lang, page, &unit, frame.day()))}</p>
        }
        .into_any()
    };
    view! {
        <Section lang class="pace-section" title=K::PaceTitle>
            {content}
        </Section>
    }
    .into_any()
}

/// Why there is no pace to show.
fn nothing(page: &OutcomePage) -> K {
    if page.row.reached {
        K::PaceReached
    } else {
        K::PaceNotEnough
    }
}

/// Records a working day where the indicator counts the database's records,
/// else points or the unit itself.
struct Unit {
    records: Option<f64>,
    name: String,
}

impl Unit {
    fn of(lang: Lang, page: &OutcomePage) -> Self {
        match page.row.counts {
            Some((_, of)) if !page.count_unit.is_empty() => Self {
                records: Some(page.row.sample_of.unwrap_or(of) as f64 / 100.0),
                name: page.count_unit.to_string(),
            },
            _ if page.row.unit_of_measure.starts_with('%') => Self {
                records: None,
                name: t(lang, K::PointsName).to_owned(),
            },
            _ => Self {
                records: None,
                name: page.row.unit_of_measure.to_string(),
            },
        }
    }

    fn words(&self, lang: Lang, pace: f64) -> String {
        match self.records {
            Some(records) => {
                let number = pace * records;
                text::pace(lang, number, if number.abs() < 10.0 { 1 } else { 0 })
            }
            None => text::pace(lang, pace, 2),
        }
    }
}

/// "hồ sơ mỗi ngày làm việc. Phải nhanh gấp 3,3 lần thì kịp hạn; giữ nguyên tốc
/// độ này thì đến 31/12 đạt 71,4%."
fn told(lang: Lang, page: &OutcomePage, unit: &Unit, today: Day) -> Vec<Run> {
    let mut runs = rich(t(lang, K::PaceUnit), &[&unit.name]);
    let (row, pace) = (&page.row, &page.pace);
    let Some(closes) = row.deadline else {
        return runs;
    };
    let deadline = text::day(lang, closes);
    if today > closes {
        if row.target.is_some() && !row.reached {
            runs.extend(rich(t(lang, K::PaceOver), &[&deadline]));
        }
        return runs;
    }
    if let Some(times) = pace.times_faster() {
        let times = text::decimals(lang, times, 1);
        runs.extend(rich(t(lang, K::PaceFaster), &[&times]));
        if let Some(at) = pace.at_deadline {
            let value = text::value_beside_target(lang, at, row.target, &row.unit_of_measure);
            runs.extend(rich(t(lang, K::PaceKept), &[&deadline, &value]));
        }
        runs.extend(rich(".", &[]));
        return runs;
    }
    match pace.in_time {
        Some(true) => runs.extend(rich(t(lang, K::PaceEnough), &[&deadline])),
        Some(false) => runs.extend(rich(t(lang, K::PaceStill), &[&deadline])),
        None if pace.measured.is_none() && !row.reached => {
            runs.extend(rich(t(lang, K::PaceFew), &[]))
        }
        None => {}
    }
    if pace.needed.is_none() && !row.reached && page.remaining.is_some() {
        runs.extend(rich(t(lang, K::PaceNoDays), &[&deadline]));
    }
    runs
}
