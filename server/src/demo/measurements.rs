//! Weekly measurements of the outcome of each database duty, and a few of the
//! campaign's own indicators.
use app::domain::{Day, Direction, FRESH_DAYS, Instant, NEVER_FALLS, canonical_decimal};

use super::{
    behaviour::{self, Pace, Silence},
    calendar::{Calendar, plus, workday},
    draws::Draws,
    duties::{Duty, Schedule},
    milestones::TARGET,
    people,
    record::Record,
    texts,
};
use crate::{
    import::measurements::DEMO_SOURCE,
    ledger::{EvidenceRow, IndicatorRow, MeasurementEventRow, MeasurementRow, TargetRow},
};

/// When accepted measurements first reached each percentage.
#[derive(Default)]
pub struct Reached(Vec<(i64, Instant)>);

impl Reached {
    /// The instant from which an accepted measurement shows this percentage.
    pub fn at(&self, percent: i64) -> Option<Instant> {
        self.0
            .iter()
            .find(|(reached, _)| *reached >= percent)
            .map(|(_, at)| *at)
    }

    /// The last percentage that was accepted in time.
    pub fn last(&self, in_time: impl Fn(Instant) -> bool) -> Option<i64> {
        let shown = self.0.iter().rev().find(|(_, at)| in_time(*at));
        shown.map(|(percent, _)| *percent)
    }
}

/// Records the indicator of a duty with its target and measurements.
pub fn of_duty(
    duty: &Duty<'_>,
    campaign: &str,
    deadline: Day,
    silence: &Silence,
    calendar: &Calendar,
    into: &mut Record,
) -> Reached {
    let mut draws = duty.draws(campaign, "measurements");
    let mut growth = Growth::new(duty, campaign, &mut draws);
    let begins = growth.per_mille;
    let code = format!("KQ-{}-{}", duty.unit.code, duty.workstream.code);
    let officer = people::officer(duty.unit.code == people::OFFICE_HOME || draws.percent(30));
    let commune = duty.unit.tier == "commune";
    let usual = calendar.at_permille(if commune { 300 } else { 215 });
    // Work that is due early is measured early.
    let first = match duty.schedule {
        Schedule::Early => usual.min(plus(duty.from, 10)),
        Schedule::Middle | Schedule::Late => usual,
    };
    let first = first.max(plus(calendar.day_of(duty.entered), 7));
    let mut day = workday(plus(first, draws.number(0, 4)));
    let step = into.step(duty.entered);
    let (seq, recorded_at) = (step.seq, step.at);
    let count_unit = &duty.workstream.count_unit;
    into.rows.indicators.push(IndicatorRow {
        code: code.clone(),
        name: format!("Tỷ lệ {count_unit} đúng, đủ, sạch, sống"),
        unit: Some(duty.unit.code.clone()),
        workstream: Some(duty.workstream.code.clone()),
        unit_of_measure: "%".to_owned(),
        direction: Direction::Up.code().to_owned(),
        // Where the unit stood when its measuring began is not its achievement.
        baseline: Some(canonical_decimal(&format!(
            "{}.{}",
            growth.per_mille / 10,
            growth.per_mille % 10
        ))),
        baseline_day: Some(day.to_string()),
        counts: None,
        deadline: Some(deadline.to_string()),
        fresh_days: FRESH_DAYS,
        criterion: String::new(),
        provisional: false,
        source: DEMO_SOURCE.to_owned(),
        falls: growth.never_falls.then(|| NEVER_FALLS.to_owned()),
        path: duty
            .of_workstream(campaign, "path")
            .percent(30)
            .then(|| slow_start((day, begins), (deadline, TARGET * 10))),
        name_en: Some(texts::OUTCOME_EN.to_owned()),
        of_group: None,
        seq,
        recorded_at,
    });
    into.rows.targets.push(TargetRow {
        indicator: code.clone(),
        target: TARGET.to_string(),
        seq,
        recorded_at,
    });
    let mut series = Series::new(code, &duty.unit.code, officer, calendar);
    // Some count every second week; some units go on
    // when they fall silent otherwise.
    let every = if draws.percent(25) { 14 } else { 7 };
    let talks = Draws::of(&[campaign, &duty.unit.code, "talks"]).percent(50);
    let mut weeks = 0_i64;
    // Who falls silent has mostly begun to count before.
    let mut begun = draws.percent(20);
    while day < calendar.today {
        let done = growth.step(day, deadline, every, &mut draws);
        // What is done is measured once a month, to keep it verified.
        let due = !done || weeks % 4 == 0;
        weeks = if done { weeks + 1 } else { 0 };
        if due && (talks || !begun || !silence.on(day)) {
            begun = true;
            let right = duty.volume * growth.per_mille / 1000;
            series.write(day, right, duty.volume, &mut draws, into);
        }
        day = plus(day, every);
    }
    series.reached
}

/// A path that asks little at first: a fifth of the way in its first third, three fifths in two.
fn slow_start((from, begins): (Day, i64), (to, ends): (Day, i64)) -> String {
    let days = (to - from).num_days();
    let point = |third: i64, fifths: i64| {
        let reach = begins + (ends - begins) * fifths / 5;
        let day = plus(from, days * third / 3);
        let reach = canonical_decimal(&format!("{}.{}", reach / 10, reach % 10));
        format!("{day}={reach}")
    };
    format!("{};{}", point(1, 1), point(2, 3))
}

/// How many records of a thousand are right, week by week.
struct Growth<'a> {
    per_mille: i64,
    /// What was once right stays so.
    never_falls: bool,
    duty: &'a Duty<'a>,
    campaign: &'a str,
    /// How fast this quarter goes, in percent of the pace that is needed.
    speed: i64,
    quarter: i64,
}

impl<'a> Growth<'a> {
    fn new(duty: &'a Duty<'a>, campaign: &'a str, draws: &mut Draws) -> Self {
        Self {
            per_mille: draws.number(120, 480),
            never_falls: duty.of_workstream(campaign, "falls").percent(20),
            duty,
            campaign,
            speed: 100,
            quarter: 0,
        }
    }

    /// Another week or two; true when the target is reached.
    fn step(&mut self, day: Day, deadline: Day, days: i64, draws: &mut Draws) -> bool {
        let quarter = Calendar::quarter(day);
        if quarter != self.quarter {
            self.quarter = quarter;
            let pace = behaviour::pace(self.campaign, &self.duty.unit.code, day);
            self.speed = if draws.percent(pace.stall_percent()) {
                draws.number(5, 65)
            } else if pace == Pace::Ahead {
                122
            } else {
                104
            };
        }
        let target = TARGET * 10;
        if self.per_mille >= target + 4 {
            let step = draws.number(-1, 2);
            let least = if self.never_falls { 0 } else { -1 };
            self.per_mille = (self.per_mille + step.max(least)).clamp(target + 4, 996);
            return true;
        }
        let weeks = ((deadline - day).num_days() / 7 - 3).max(2);
        let needed = (target + 6 - self.per_mille) * self.speed * draws.number(50, 150) * days / 7;
        self.per_mille += (needed / (weeks * 10_000)).clamp(0, 90);
        // Small steps show too, unless the work stands still.
        if self.speed > 60 {
            self.per_mille += draws.number(0, 1);
        }
        self.per_mille >= target + 4
    }
}

/// How people are asked, month after month.
struct Asked {
    /// How many there are of them.
    population: i64,
    /// Who asks whom, and how.
    who: &'static str,
    how: &'static str,
}

const PEOPLE: Asked = Asked {
    population: 412_000,
    who: "Văn phòng UBND Thành phố hỏi người nộp hồ sơ trong tháng",
    how: "phiếu trên cổng dịch vụ công và tại bộ phận một cửa, chọn ngẫu nhiên",
};

const BUSINESSES: Asked = Asked {
    population: 58_000,
    who: "Văn phòng UBND Thành phố hỏi doanh nghiệp có hồ sơ trong tháng",
    how: "phiếu gửi qua thư điện tử, chọn ngẫu nhiên theo quy mô",
};

/// Days over which people are asked before a value.
const ASKED_FOR: i64 = 20;

/// The measurements of one indicator.
pub struct Series<'a> {
    indicator: String,
    unit: &'a str,
    officer: &'static str,
    calendar: &'a Calendar,
    reached: Reached,
    count: u32,
    documents: bool,
    asked: Option<&'static Asked>,
}

impl<'a> Series<'a> {
    pub fn new(
        indicator: String,
        unit: &'a str,
        officer: &'static str,
        calendar: &'a Calendar,
    ) -> Self {
        Self {
            indicator,
            unit,
            officer,
            calendar,
            reached: Reached::default(),
            count: 0,
            documents: false,
            asked: None,
        }
    }

    /// Each value comes with its document, for those who read in full.
    pub fn with_documents(self) -> Self {
        Self {
            documents: true,
            ..self
        }
    }

    /// Each value is what people said.
    fn asking(self, asked: Option<&'static Asked>) -> Self {
        Self { asked, ..self }
    }

    /// A measurement, and what the office decided on it some days later.
    pub fn write(
        &mut self,
        day: Day,
        numerator: i64,
        denominator: i64,
        draws: &mut Draws,
        into: &mut Record,
    ) {
        let calendar = self.calendar;
        let at = calendar.at_work(day, draws);
        let decided = calendar.at_work(plus(day, draws.number(1, 9)), draws);
        let returned = draws.percent(3);
        if at >= calendar.cut {
            return;
        }
        self.count += 1;
        let id = format!("mau-{}-{}", self.indicator, self.count);
        let step = into.step(at);
        // Drawn apart: a number of a document moves no other draw.
        let mut paper = Draws::of(&["document", &id]);
        let number = paper.document();
        // What waits cannot be accepted without its document (rule 8).
        if self.documents || decided >= calendar.cut {
            into.rows.evidence.push(EvidenceRow {
                submission: id.clone(),
                document_number: number.clone(),
                document_day: Some(calendar.day_of(at).to_string()),
                link: format!("https://example.invalid/{id}"),
                hash: paper.hex(64),
                seq: step.seq,
                recorded_at: step.at,
            });
        }
        let measured = calendar.day_of(at);
        into.rows.measurements.push(MeasurementRow {
            id: id.clone(),
            indicator: self.indicator.clone(),
            day: measured.to_string(),
            numerator: Some(numerator),
            denominator: Some(denominator),
            value: None,
            source: format!("{DEMO_SOURCE}, báo cáo {number}"),
            person: Some(people::id(&people::member(self.unit))),
            fall_reason: None,
            population: self.asked.map(|it| it.population),
            asked_from: self.asked.map(|_| plus(measured, -ASKED_FOR).to_string()),
            asked_to: self.asked.map(|_| measured.to_string()),
            asked: self.asked.map(|it| it.who.to_owned()),
            asked_how: self.asked.map(|it| it.how.to_owned()),
            seq: step.seq,
            recorded_at: step.at,
        });
        if decided >= calendar.cut {
            return;
        }
        let (event, reason) = if returned {
            (
                "returned",
                "Số chưa khớp biên bản kèm theo, đề nghị đo lại.",
            )
        } else {
            self.reached
                .0
                .push((numerator * 100 / denominator, decided));
            ("accepted", "")
        };
        let step = into.step(decided);
        into.rows.measurement_events.push(MeasurementEventRow {
            submission: format!("{id}-qd"),
            measurement: id,
            event: event.to_owned(),
            person: Some(people::id(self.officer)),
            reason: reason.to_owned(),
            seq: step.seq,
            recorded_at: step.at,
        });
    }
}

/// Monthly measurements of some of the campaign's own indicators: what the
/// records say, and what people and businesses say when asked.
pub fn of_campaign(campaign: &str, indicators: &[&str], calendar: &Calendar, into: &mut Record) {
    for (code, of, from, per_month, asked) in [
        ("CT02", 9_800_000, 300, 42, None),
        ("CT04", 12_000, 782, 8, Some(&PEOPLE)),
        ("CT05", 3_200, 741, 7, Some(&BUSINESSES)),
    ] {
        if !indicators.contains(&code) {
            continue;
        }
        let mut draws = Draws::of(&[campaign, "indicator", code]);
        let officer = people::officer(true);
        let series = Series::new(code.to_owned(), people::OFFICE_HOME, officer, calendar);
        let mut series = series.asking(asked);
        let mut value = from;
        let mut day = calendar.at_permille(70);
        while day < calendar.today {
            let denominator = of + of * draws.number(-30, 30) / 1000;
            series.write(
                day,
                denominator * value / 1000,
                denominator,
                &mut draws,
                into,
            );
            value = (value + per_month + draws.number(-6, 6)).min(968);
            day = workday(plus(day, 28));
        }
    }
}
