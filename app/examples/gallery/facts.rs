//! Invented, neutral facts.
use std::sync::Arc;

use app::{
    access::Role,
    domain::*,
    text::Lang,
    views::{Frame, MilestoneRow, Reader},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Behind,
    Ahead,
    Early,
    FarDeadline,
    YearsAway,
    Never,
    NoDeadline,
}

pub fn d(text: &str) -> Day {
    parse_day(text).expect("a day")
}

pub fn unit_code(text: &str) -> UnitCode {
    UnitCode::parse(text).expect("a unit code")
}

pub fn work_code(text: &str) -> WorkstreamCode {
    WorkstreamCode::parse(text).expect("a workstream code")
}

pub fn partner(text: &str) -> (PartnerCode, Arc<str>) {
    (PartnerCode::parse(text).expect("a code"), text.into())
}

pub fn campaign(deadline: Option<&str>) -> Arc<Campaign> {
    Arc::new(Campaign {
        name: "Chiến dịch xây dựng, hoàn thiện cơ sở dữ liệu quốc gia, cơ sở dữ liệu chuyên ngành trên địa bàn Thành phố Hồ Chí Minh".into(),
        start: d("2026-01-14"),
        deadline: deadline.map(d),
        zone: chrono_tz::Asia::Ho_Chi_Minh,
        motto: "".into(),
        demo: true,
        provisional: true,
        source: "".into(),
    })
}

pub fn frame(path: &str) -> Frame {
    Frame {
        lang: Lang::Vi,
        campaign: Some(campaign(Some("2026-12-31"))),
        today: d("2026-11-22"),
        as_of: None,
        time: "06:00".into(),
        reader: Some(reader(Role::Committee)),
        path: path.into(),
        notice: None,
        request_id: "0199c1d2-6a31-7c44".into(),
    }
}

pub fn reader(role: Role) -> Reader {
    let unit: Option<(UnitCode, Arc<str>)> = match role {
        Role::Head | Role::Member => Some((unit_code("SYT"), "Sở Y tế".into())),
        Role::Office => Some((unit_code("SKHCN"), "Sở Khoa học và Công nghệ".into())),
        _ => None,
    };
    Reader {
        name: match role {
            Role::Head => "Người đứng đầu SYT",
            Role::Office => "Cán bộ thường trực 1",
            _ => "Thành viên Ban Chỉ đạo 1",
        }
        .into(),
        role,
        unit,
        partner: None,
    }
}

/// Figures by thousandths: claimed, accepted, measured, plan.
pub fn figures(claimed: u64, accepted: u64, measured: u64, plan: u64) -> Figures {
    let part = |n: u64| whole(n);
    Figures {
        mass: part(1000),
        measurable_mass: if measured > 0 { part(1000) } else { 0 },
        claimed: part(claimed),
        accepted: part(accepted),
        measured: part(measured),
        expected: part(plan.saturating_sub(20)),
        expected_original: part(plan),
        duties: 1486,
        measurable: 412,
        measured_duties: 301,
        products: 4180,
        products_claimed: (4180 * claimed / 1000) as u32,
        products_accepted: (4180 * accepted / 1000) as u32,
        products_late: 187,
        counts: [187, 226, 123, 438, 40, 472],
    }
}

pub fn small(claimed: u64, accepted: u64, measured: u64, counts: [u32; 6]) -> Figures {
    let duties = counts.iter().sum();
    Figures {
        duties,
        measurable: duties / 3,
        measured_duties: duties / 5,
        products: duties * 3,
        products_claimed: (u64::from(duties * 3) * claimed / 1000) as u32,
        products_accepted: (u64::from(duties * 3) * accepted / 1000) as u32,
        counts,
        ..figures(claimed, accepted, measured, 740)
    }
}

pub fn ahead(likely: &str, early: &str, cautious: Option<&str>) -> Forecast {
    let at = |day: &str| Finish {
        day: d(day),
        per_week: 0.028,
    };
    Forecast::Finish {
        likely: at(likely),
        cautious: cautious.map(at),
        early: at(early),
    }
}

pub fn unit(code: &str, name: &str, kind: UnitKind, bloc: Bloc) -> Arc<Unit> {
    let tier = match kind {
        UnitKind::Ward | UnitKind::Commune | UnitKind::SpecialZone => Tier::Commune,
        _ => Tier::City,
    };
    Arc::new(Unit {
        code: unit_code(code),
        name: name.into(),
        short_name: name.into(),
        kind,
        bloc,
        tier,
        parent: None,
        former_area: "".into(),
        order: 1,
        ends_on: None,
        provisional: false,
        source: "".into(),
    })
}

#[allow(clippy::too_many_arguments)]
pub fn milestone(
    order: i64,
    kind: Kind,
    title: &str,
    original: Option<&str>,
    current: Option<&str>,
    state: State,
    submitted: Option<&str>,
    flags: (bool, bool, bool),
) -> MilestoneRow {
    MilestoneRow {
        id: MilestoneId::parse(&format!("m-{order}-{}", title.len())).expect("an id"),
        duty: DutyKey {
            unit: unit_code("SYT"),
            workstream: work_code("CN06"),
        },
        order,
        kind,
        title: title.into(),
        product: format!("{title}, kèm biên bản đối soát").into(),
        weight: 3,
        state,
        original_deadline: original.map(d),
        current_deadline: current.or(original).map(d),
        deadline_text: None,
        submitted_on: submitted.map(d),
        finished_on: submitted.filter(|_| state == State::Accepted).map(d),
        last_event: None,
        late: flags.0,
        finished_late: flags.1,
        soon: flags.2,
        partner: Some(partner("VNPT")),
        orphaned: false,
    }
}
