//! Each page with its view.
use app::{Page, access::Role, domain::*, views::*};

use crate::facts::*;

pub fn all() -> Vec<(&'static str, Frame, Page)> {
    let as_role = |path: &str, role| Frame {
        reader: Some(reader(role)),
        ..frame(path)
    };
    let nobody = Frame {
        reader: None,
        ..frame("/sign-in")
    };
    let with_deadline = |deadline: Option<&str>| Frame {
        campaign: Some(campaign(deadline)),
        ..frame("/")
    };
    let past = Frame {
        as_of: Some(d("2026-10-01")),
        ..frame("/")
    };
    let early = Frame {
        today: d("2026-02-20"),
        ..frame("/")
    };
    let mut accepted = as_role("/review", Role::Office);
    accepted.notice = Some(Notice::Accepted);
    vec![
        ("overview", frame("/"), overview(Shape::Behind)),
        ("overview-ahead", frame("/"), overview(Shape::Ahead)),
        ("overview-early", early, overview(Shape::Early)),
        (
            "overview-far",
            with_deadline(Some("2027-12-31")),
            overview(Shape::FarDeadline),
        ),
        ("overview-years", frame("/"), overview(Shape::YearsAway)),
        ("overview-never", frame("/"), overview(Shape::Never)),
        (
            "overview-no-deadline",
            with_deadline(None),
            overview(Shape::NoDeadline),
        ),
        ("overview-past", past, overview(Shape::Behind)),
        ("units", frame("/units"), units()),
        ("unit", frame("/units/SYT"), unit_page()),
        ("duty", as_role("/duties/SYT/CN06", Role::Head), duty()),
        ("work", as_role("/work", Role::Head), work()),
        ("report", as_role("/work/m-2-1", Role::Head), report(false)),
        (
            "report-errors",
            as_role("/work/m-2-1", Role::Head),
            report(true),
        ),
        ("review", accepted, review()),
        (
            "decision",
            as_role("/review/m-2-1", Role::Office),
            decision(false),
        ),
        (
            "decision-errors",
            as_role("/review/m-2-1", Role::Office),
            decision(true),
        ),
        ("sign-in", nobody.clone(), sign_in(None)),
        (
            "sign-in-wrong",
            nobody.clone(),
            sign_in(Some(SignInError::Wrong)),
        ),
        (
            "refused",
            frame("/review/x"),
            Page::Refused {
                reason: Some(Refusal::OwnWork),
            },
        ),
        ("not-found", nobody, Page::NotFound),
        ("failed", frame("/"), Page::Failed),
    ]
}

fn share(n: u64) -> MaybeShare {
    Share::new(n.into(), 1000)
}

/// Weekly points until today: an S curve per measure.
fn history(start: Day, today: Day, claimed: u64, accepted: u64, plan: u64) -> Vec<WeekPoint> {
    let days = (today - start).num_days();
    let mut out = Vec::new();
    let mut at = 0;
    loop {
        let day = start + chrono::TimeDelta::days(at.min(days));
        let t = at.min(days) as f64 / days.max(1) as f64;
        let curve = |end: u64, power: f64| share((end as f64 * t.powf(power)) as u64);
        out.push(WeekPoint {
            day,
            expected_original: curve(plan, 2.1),
            expected: curve(plan.saturating_sub(20), 2.2),
            claimed: curve(claimed, 1.25),
            accepted: curve(accepted, 2.0),
        });
        if at >= days {
            return out;
        }
        at += 7;
    }
}

fn plan_ahead(today: Day, plan: u64, until: Day) -> Vec<(Day, MaybeShare)> {
    let days = (until - today).num_days().max(1);
    (0..=days / 7 + 1)
        .map(|week| {
            let at = (week * 7).min(days);
            let grown = plan + (1000 - plan) * at as u64 / days as u64;
            (today + chrono::TimeDelta::days(at), share(grown))
        })
        .collect()
}

pub fn overview(shape: Shape) -> Page {
    let start = d("2026-01-14");
    let mut today = d("2026-11-22");
    let mut until = d("2026-12-31");
    let (mut c, mut a, mut p) = (720, 610, 740);
    let mut forecast = ahead("2027-02-27", "2027-02-08", Some("2027-03-21"));
    match shape {
        Shape::Behind => {}
        Shape::Ahead => {
            (c, a, p) = (860, 830, 740);
            forecast = crate::facts::ahead("2026-12-16", "2026-12-09", Some("2026-12-30"));
        }
        Shape::Early => {
            today = d("2026-02-20");
            (c, a, p) = (12, 3, 9);
            forecast = Forecast::NotEnough;
        }
        Shape::FarDeadline => {
            until = d("2027-12-31");
            (c, a, p) = (310, 190, 280);
            forecast = crate::facts::ahead("2028-06-15", "2028-02-01", Some("2029-01-10"));
        }
        Shape::YearsAway => {
            (c, a, p) = (400, 210, 740);
            forecast = crate::facts::ahead("2031-05-02", "2030-01-01", None);
        }
        Shape::Never => forecast = Forecast::Never { per_week: 0.0 },
        Shape::NoDeadline => {
            (c, a, p) = (610, 600, 590);
        }
    }
    let names = [
        ("QG02", "Đất đai", 600, 390, 210),
        ("QG08", "An sinh xã hội", 610, 440, 340),
        ("QG09", "Y tế", 650, 480, 400),
        ("QG06", "Hộ tịch điện tử", 670, 510, 460),
        ("QG11", "Hoạt động xây dựng", 640, 600, 470),
        ("QG12", "Xử lý vi phạm hành chính", 650, 600, 0),
        ("QG05", "Giáo dục và đào tạo", 760, 730, 700),
        ("QG07", "Tài chính", 790, 760, 720),
        ("QG04", "Cán bộ, công chức, viên chức", 840, 810, 790),
        ("QG10", "Bảo hiểm", 870, 840, 820),
        ("QG03", "Đăng ký doanh nghiệp", 920, 910, 880),
        ("QG01", "Dân cư", 1000, 1000, 970),
    ];
    let national = names
        .iter()
        .enumerate()
        .map(|(i, (code, name, c, a, m))| DatabaseCard {
            code: work_code(code),
            name: (*name).into(),
            provisional: i % 4 == 0,
            figures: small(*c, *a, *m, [(12 - i) as u32 * 2, 9, i as u32, 30, 4, 20]),
            forecast: match i {
                5 => Forecast::NotEnough,
                0 => Forecast::Never { per_week: 0.0 },
                11 => Forecast::Reached,
                _ => crate::facts::ahead("2027-02-01", "2027-01-01", None),
            },
            lead_unit: Some((unit_code("SYT"), "Sở Y tế".into())),
        })
        .collect();
    let blocs = [
        (Bloc::Party, 12, 730, 560, 460, [3, 4, 2, 9, 1, 5]),
        (
            Bloc::Government,
            204,
            720,
            610,
            540,
            [181, 216, 120, 421, 38, 460],
        ),
        (Bloc::Front, 6, 690, 500, 420, [3, 6, 1, 8, 1, 7]),
    ]
    .map(|(bloc, units, c, a, m, counts)| BlocRow {
        bloc,
        units,
        figures: small(c, a, m, counts),
        weeks: (0..8).map(|w| share(a - (7 - w) * 25)).collect(),
    });
    let pressing = [
        ("SNNMT", "Sở Nông nghiệp và Môi trường", 14, 3, 21, 12),
        ("SYT", "Sở Y tế", 12, 0, 9, 3),
        ("STP", "Sở Tư pháp", 6, 2, 5, 8),
        ("25747", "Phường Thủ Dầu Một", 2, 4, 2, 1),
        ("BHXH", "Bảo hiểm xã hội Thành phố Hồ Chí Minh", 0, 5, 0, 1),
        ("26737", "Phường Tân Định", 0, 2, 0, 1),
    ]
    .map(|(code, name, late, soon, days, gain)| PressingRow {
        unit: unit_code(code),
        unit_name: name.into(),
        late,
        soon,
        days,
        gain: share(gain),
    });
    Page::Overview(Box::new(Overview {
        figures: figures(c, a, a * 9 / 10, p),
        forecast,
        required_pace: (shape != Shape::NoDeadline).then_some(67),
        history: history(start, today, c, a, p),
        plan: plan_ahead(today, p, until),
        national,
        sector: small(700, 590, 500, [80, 90, 60, 200, 30, 190]),
        sector_databases: 48,
        blocs: blocs.into(),
        events: events(),
        units: 222,
        pressing: pressing.into(),
    }))
}

fn events() -> Vec<EventRow> {
    let row = |day: &str, event, unit: &str, work: &str, title: &str, by: &str| EventRow {
        day: d(day),
        time: "16:12".into(),
        event,
        duty: DutyKey {
            unit: unit_code("SYT"),
            workstream: work_code("CN06"),
        },
        unit_name: unit.into(),
        workstream_name: work.into(),
        milestone_title: title.into(),
        by: by.into(),
        deadline: (event == Event::Extended).then(|| d("2026-12-15")),
    };
    vec![
        row(
            "2026-11-21",
            Event::Accepted,
            "Sở Tư pháp",
            "Hộ tịch điện tử",
            "Số hóa sổ hộ tịch đợt 3",
            "Thường trực",
        ),
        row(
            "2026-11-20",
            Event::Returned,
            "Phường Tân Mỹ",
            "Đất đai",
            "Đối soát 29 lô thửa đất",
            "Thường trực",
        ),
        row(
            "2026-11-20",
            Event::Submitted,
            "Sở Tài chính",
            "Đăng ký doanh nghiệp",
            "Đồng bộ Trung tâm dữ liệu",
            "VNPT",
        ),
        row(
            "2026-11-17",
            Event::Extended,
            "Đặc khu Côn Đảo",
            "Y tế",
            "Lập hồ sơ sức khỏe",
            "Thường trực",
        ),
    ]
}

fn lanes() -> Vec<MilestoneRow> {
    vec![
        milestone(
            1,
            Kind::Product,
            "Bộ mã dùng chung",
            Some("2026-08-01"),
            None,
            State::Accepted,
            Some("2026-08-20"),
            (false, true, false),
        ),
        milestone(
            2,
            Kind::Product,
            "Làm sạch hồ sơ trùng",
            Some("2026-10-15"),
            Some("2026-11-15"),
            State::Open,
            None,
            (true, false, false),
        ),
        milestone(
            3,
            Kind::Outcome,
            "Đồng bộ Trung tâm dữ liệu quốc gia",
            Some("2026-11-27"),
            None,
            State::Open,
            None,
            (false, false, true),
        ),
        milestone(
            4,
            Kind::Product,
            "Hằng ngày nhập lịch sử tiêm chủng của trẻ em",
            Some("2026-12-20"),
            None,
            State::Submitted,
            Some("2026-11-19"),
            (false, false, false),
        ),
    ]
}

fn units() -> Page {
    let row = |code: &str, name: &str, kind, a: u64, counts| UnitRow {
        unit: unit(code, name, kind, Bloc::Government),
        figures: small(a + 120, a, a.saturating_sub(80), counts),
        lead: Some(partner("VNPT")),
        supports: 2,
    };
    use UnitKind::{Department, Ward};
    Page::Units(UnitList {
        filter: UnitFilter {
            text: "".into(),
            bloc: Some(Bloc::Government),
            tier: None,
        },
        groups: vec![
            UnitGroup {
                kind: Department,
                figures: small(700, 590, 480, [30, 20, 9, 40, 4, 30]),
                units: vec![
                    row("SYT", "Sở Y tế", Department, 550, [2, 1, 1, 1, 0, 1]),
                    row(
                        "SNNMT",
                        "Sở Nông nghiệp và Môi trường",
                        Department,
                        390,
                        [4, 1, 0, 2, 0, 1],
                    ),
                    row("STC", "Sở Tài chính", Department, 760, [0, 0, 0, 3, 0, 2]),
                ],
            },
            UnitGroup {
                kind: Ward,
                figures: small(600, 520, 400, [130, 120, 90, 240, 14, 230]),
                units: vec![
                    row("26737", "Phường Tân Định", Ward, 610, [1, 1, 0, 2, 0, 3]),
                    UnitRow {
                        lead: None,
                        figures: Figures::default(),
                        ..row("25747", "Phường Thủ Dầu Một", Ward, 610, [0; 6])
                    },
                ],
            },
        ],
        total: 222,
    })
}

fn unit_duty(code: &str, name: &str, kind: WorkstreamKind, a: u64, status: Status) -> UnitDuty {
    UnitDuty {
        workstream: work_code(code),
        name: name.into(),
        kind,
        provisional: code == "CN06",
        lead: true,
        judgement: Judgement {
            status,
            finished_late: status == Status::Done,
        },
        figures: Figures {
            products: 8,
            products_accepted: 4,
            ..small(a + 150, a, a.saturating_sub(100), [1, 0, 0, 0, 0, 0])
        },
        measured: share(a.saturating_sub(100)),
        milestones: lanes(),
    }
}

fn outcome(name: &str, value: i128, up: bool) -> OutcomeRow {
    OutcomeRow {
        workstream: Some((work_code("CN06"), "Hồ sơ sức khỏe điện tử".into())),
        name: name.into(),
        unit_of_measure: "%".into(),
        up,
        value: Some(Value::new(value, 10)),
        counts: Some((8177, 13300)),
        measured_on: Some(d("2026-11-20")),
        fresh: up,
        target: Some(Value::from_integer(if up { 95 } else { 1 })),
        deadline: Some(d("2026-12-31")),
        forecast: ahead("2027-01-15", "2027-01-02", None),
        trend: (0..8)
            .map(|i| (d("2026-10-01"), Value::new(value - 40 + i * 6, 10)))
            .collect(),
        provisional: !up,
        source: "Biên bản đối soát".into(),
    }
}

fn unit_page() -> Page {
    Page::Unit(Box::new(UnitPage {
        unit: unit("SYT", "Sở Y tế", UnitKind::Department, Bloc::Government),
        closed: false,
        figures: small(740, 550, 430, [2, 1, 1, 1, 0, 1]),
        forecast: ahead("2027-03-18", "2027-02-08", None),
        heads: vec![HeadRow {
            name: "Người đứng đầu SYT".into(),
            title: "Giám đốc".into(),
        }],
        partners: vec![
            UnitPartner {
                code: partner("VNPT").0,
                name: "VNPT".into(),
                role: AssignmentRole::Lead,
                from: d("2026-01-29"),
                to: None,
                decision: "MẪU-0001".into(),
            },
            UnitPartner {
                code: partner("FPT").0,
                name: "FPT".into(),
                role: AssignmentRole::Support,
                from: d("2026-01-29"),
                to: Some(d("2026-12-01")),
                decision: "".into(),
            },
        ],
        duties: vec![
            unit_duty("QG09", "Y tế", WorkstreamKind::National, 470, Status::Late),
            unit_duty(
                "CN06",
                "Hồ sơ sức khỏe điện tử",
                WorkstreamKind::Sector,
                440,
                Status::AtRisk,
            ),
            unit_duty(
                "CN08",
                "Cơ sở kinh doanh dược",
                WorkstreamKind::Sector,
                850,
                Status::Done,
            ),
        ],
        beside: vec![unit_duty(
            "KH214-01",
            "Ban hành Khung Kiến trúc số Thành phố",
            WorkstreamKind::Regulation,
            200,
            Status::NotDue,
        )],
        outcomes: vec![
            outcome("Hồ sơ sức khỏe khớp số định danh", 614, true),
            outcome("Hồ sơ trùng", 38, false),
        ],
        events: events(),
        weeks: (0..20)
            .map(|w| (d("2026-07-01"), share(100 + w * 23)))
            .collect(),
    }))
}

fn said(event: Event, day: &str, by: &str, text: &str) -> HistoryRow {
    HistoryRow {
        event,
        day: d(day),
        time: "16:12".into(),
        person: "Cán bộ 1".into(),
        by: by.into(),
        text: text.into(),
        new_deadline: (event == Event::Extended).then(|| d("2026-11-15")),
        decision: if event == Event::Extended {
            "MẪU-0112".into()
        } else {
            String::new()
        },
        approver: "Phó Trưởng Ban".into(),
        evidence: if event == Event::Submitted {
            vec![EvidenceRow {
                document_number: "MẪU-0214".into(),
                document_day: Some(d("2026-11-20")),
                link: "https://example.invalid/214".into(),
            }]
        } else {
            vec![]
        },
        hidden: false,
    }
}

fn told() -> Vec<HistoryRow> {
    vec![
        said(
            Event::Returned,
            "2026-11-14",
            "Thường trực",
            "Minh chứng chưa đủ chữ ký hai bên, đề nghị bổ sung trang 4.",
        ),
        said(
            Event::Submitted,
            "2026-11-13",
            "VNPT",
            "Tập hồ sơ sức khỏe điện tử đã khử trùng đợt 2.",
        ),
        said(
            Event::Extended,
            "2026-10-12",
            "Thường trực",
            "Chờ dịch vụ trục liên thông.",
        ),
    ]
}

fn duty() -> Page {
    let may = [
        vec![],
        vec![Event::Submitted],
        vec![],
        vec![Event::Withdrawn],
    ];
    let milestones = lanes()
        .into_iter()
        .zip(may)
        .map(|(row, may)| DutyMilestone {
            row,
            events: told(),
            may,
        })
        .collect();
    Page::Duty(Box::new(DutyPage {
        key: DutyKey {
            unit: unit_code("SYT"),
            workstream: work_code("CN06"),
        },
        unit: unit("SYT", "Sở Y tế", UnitKind::Department, Bloc::Government),
        workstream: std::sync::Arc::new(Workstream {
            code: work_code("CN06"),
            name: "Hồ sơ sức khỏe điện tử".into(),
            kind: WorkstreamKind::Sector,
            ministry: "Bộ Y tế".into(),
            owner: Some(unit_code("SYT")),
            feeds: Some(work_code("QG09")),
            count_unit: "hồ sơ".into(),
            legal_basis: "".into(),
            heading: "".into(),
            partner: None,
            due: None,
            provisional: true,
            source: "".into(),
        }),
        lead: true,
        volume: Some(8_500_000),
        provisional: false,
        judgement: Judgement {
            status: Status::Late,
            finished_late: false,
        },
        figures: Figures {
            products: 8,
            products_claimed: 6,
            products_accepted: 4,
            measurable: 1,
            measured_duties: 1,
            ..small(750, 440, 380, [1, 0, 0, 0, 0, 0])
        },
        measured: share(380),
        milestones,
        outcome: Some(outcome("Hồ sơ sức khỏe khớp số định danh", 614, true)),
        measurements: vec![MeasurementRow {
            day: d("2026-11-20"),
            counts: Some((8177, 13300)),
            value: Value::new(614, 10),
            accepted: true,
            source: "Biên bản đối soát MẪU-0214".into(),
        }],
    }))
}

fn item(row: MilestoneRow) -> WorkItem {
    WorkItem {
        unit_name: "Sở Y tế".into(),
        workstream_name: "Hồ sơ sức khỏe điện tử".into(),
        returned: row
            .late
            .then(|| "Minh chứng chưa đủ chữ ký hai bên.".into()),
        draft: row.late.then(|| ("Cán bộ 2".into(), d("2026-11-21"))),
        waiting_days: 3,
        row,
    }
}

fn work() -> Page {
    let rows = lanes();
    Page::Work(WorkList {
        organisation: "Sở Y tế".into(),
        todo: vec![item(rows[1].clone()), item(rows[2].clone())],
        waiting: vec![item(rows[3].clone())],
        accepted: vec![item(rows[0].clone())],
        next_week: 1,
        late: 1,
    })
}

fn report_form(day: &str) -> ReportForm {
    ReportForm {
        produced:
            "Tập hồ sơ sức khỏe điện tử đã khử trùng đợt 3, kèm biên bản đối soát với CSDL dân cư"
                .into(),
        document_number: "MẪU-0214".into(),
        document_day: day.into(),
        link: "https://example.invalid/214".into(),
        no_secrets: false,
        version: 2,
        submission: "0199c1d2".into(),
    }
}

fn report(wrong: bool) -> Page {
    let mut errors = ReportErrors::default();
    let mut conflict = None;
    if wrong {
        errors.document_day =
            Some("Tháng 11 chỉ có 30 ngày. Mời nhập lại, ví dụ 20/11/2026.".into());
        errors.no_secrets = Some("Cần xác nhận trước khi gửi.".into());
        conflict = Some(ReportConflict {
            theirs: report_form("19/11/2026"),
            person: "Cán bộ 2".into(),
            day: d("2026-11-21"),
            time: "15:04".into(),
        });
    }
    Page::Report(Box::new(ReportPage {
        item: item(lanes().remove(1)),
        form: report_form(if wrong { "31/11/2026" } else { "20/11/2026" }),
        errors,
        conflict,
        history: told(),
        claimed_now: share(740),
        claimed_then: share(760),
        accepted_now: share(550),
        decider: "Người đứng đầu Sở Y tế".into(),
        last: Some(report_form("13/11/2026")),
        may_submit: true,
        may_withdraw: false,
    }))
}

fn review_item(row: MilestoneRow) -> ReviewItem {
    ReviewItem {
        row,
        unit_name: "Sở Y tế".into(),
        workstream_name: "Hồ sơ sức khỏe điện tử".into(),
        waiting_days: 9,
        attempt: 3,
        own_unit: false,
    }
}

fn review() -> Page {
    let waiting = lanes().remove(3);
    let mut own = review_item(waiting.clone());
    own.own_unit = true;
    own.attempt = 1;
    Page::Review(ReviewList {
        items: vec![review_item(waiting.clone()), review_item(waiting), own],
        total: 39,
        page: 1,
        pages: 2,
    })
}

fn decision(wrong: bool) -> Page {
    let mut waiting = lanes().remove(1);
    waiting.state = State::Submitted;
    waiting.submitted_on = Some(d("2026-11-20"));
    let submission = |day: &str, produced: &str, returned| Submission {
        day: d(day),
        time: "16:12".into(),
        person: "Cán bộ 1".into(),
        by: "VNPT".into(),
        produced: produced.into(),
        document_number: "MẪU-0214".into(),
        document_day: Some(d("2026-11-20")),
        link: "https://example.invalid/214".into(),
        returned,
    };
    let mut errors = DecisionErrors::default();
    if wrong {
        errors.reason = Some("Cần nêu lý do khi trả lại.".into());
        errors.checks = Some("Chưa đối chiếu đủ ba mục.".into());
    }
    Page::Decision(Box::new(DecisionPage {
        item: review_item(waiting),
        current: Some(submission(
            "2026-11-20",
            "Đợt 3, kèm biên bản đối soát",
            None,
        )),
        previous: Some(submission(
            "2026-11-13",
            "Đợt 2, thiếu biên bản",
            Some((d("2026-11-14"), "thiếu biên bản đối soát".into())),
        )),
        history: told(),
        form: DecisionForm {
            decision: if wrong {
                "returned".into()
            } else {
                String::new()
            },
            checked_product: true,
            submission: "0199".into(),
            ..DecisionForm::default()
        },
        errors,
        unit_now: share(550),
        unit_then: share(560),
        city_now: share(610),
        city_then: share(611),
        next: Some(MilestoneId::parse("m-9").expect("an id")),
        left: 38,
        may_accept: true,
        may_return: true,
        may_revoke: false,
    }))
}

fn sign_in(error: Option<SignInError>) -> Page {
    let accounts = [
        (Role::Committee, "committee"),
        (Role::Office, "office"),
        (Role::Head, "head.syt"),
        (Role::Partner, "partner.vnpt"),
    ];
    Page::SignIn(SignInForm {
        username: if error.is_some() {
            "head.syt".into()
        } else {
            String::new()
        },
        error,
        next: "/".into(),
        accounts: accounts.map(|(role, name)| (role, name.to_owned())).into(),
    })
}
