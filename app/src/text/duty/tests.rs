//! One sentence for each status, and for what stands behind it.
use super::*;
use crate::{
    domain::{
        AfterDeadline, DutyKey, Finish, IndicatorCode, MilestoneId, MilestoneKind, PartnerCode,
        UnitCode, Value, WorkstreamCode, parse_day,
    },
    text::plain_headline,
};

const TODAY: &str = "2026-11-26";

fn on(day: &str) -> Day {
    parse_day(day).unwrap()
}

fn row(deadline: &str) -> MilestoneRow {
    MilestoneRow {
        id: MilestoneId::parse("m-3").unwrap(),
        duty: DutyKey {
            unit: UnitCode::parse("SNV").unwrap(),
            workstream: WorkstreamCode::parse("QG08").unwrap(),
        },
        order: 3,
        kind: MilestoneKind::Product,
        title: "Số hóa, tạo lập 78.100 đối tượng".into(),
        product: "".into(),
        weight: 3,
        state: State::Open,
        original_deadline: Some(on(deadline)),
        current_deadline: Some(on(deadline)),
        deadline_text: None,
        submitted_on: None,
        finished_on: None,
        last_event: None,
        late: on(deadline) < on(TODAY),
        finished_late: false,
        soon: (0..=7).contains(&(on(deadline) - on(TODAY)).num_days()),
        partner: None,
        orphaned: false,
        asked: None,
        waits_since: None,
        awaits: None,
        dated_by: None,
        slot: None,
        cancelled_late: false,
        old_book: None,
        within_extension: None,
        why: None,
        second: None,
    }
}

fn outcome(value: Option<i128>, deadline: Option<&str>, forecast: Forecast) -> OutcomeRow {
    OutcomeRow {
        code: IndicatorCode::parse("CT").unwrap(),
        unit: None,
        workstream: None,
        name: "Tỷ lệ đúng, đủ, sạch, sống".into(),
        unit_of_measure: "%".into(),
        up: true,
        satisfaction: false,
        survey: false,
        things: false,
        status: None,
        value: value.map(|v| Value::new(v, 10)),
        of_sample: None,
        counts: None,
        few: None,
        sample_of: None,
        measured_on: None,
        none_stands: false,
        before_campaign: false,
        after_deadline: None,
        fresh: true,
        target: Some(Value::from_integer(95)),
        reached: false,
        deadline: deadline.map(on),
        forecast,
        trend: Vec::new(),
        uncounted: None,
        provisional: false,
        source: "".into(),
    }
}

fn judged(status: Status, part: Option<Part>) -> Option<Judgement> {
    Some(Judgement {
        status,
        part,
        finished_late: part == Some(Part::DoneLate),
        after_deadline: None,
        old_book: None,
        within_extension: None,
    })
}

fn told<'a>(judgement: Option<Judgement>, first: Option<&'a MilestoneRow>) -> DutyTold<'a> {
    DutyTold {
        judgement,
        unit: "Sở Nội vụ",
        ended: None,
        products: 5,
        recurs: false,
        next: None,
        first,
        reason: "",
        outcome: None,
        finished_on: None,
    }
}

fn says(told: &DutyTold<'_>) -> String {
    plain_headline(&duty_headline(Lang::Vi, told, on(TODAY)))
}

/// A report that waits is not said to be late as if nothing had come.
#[test]
fn a_late_report_that_waits_is_told_as_waiting() {
    let mut waits = row("2026-11-20");
    waits.state = State::Submitted;
    waits.submitted_on = Some(on("2026-11-24"));
    let words = |row: &MilestoneRow| crate::text::milestone_told(Lang::Vi, row);
    assert_eq!(words(&waits), "Chờ nghiệm thu, nộp muộn");
    waits.slot = Some(crate::views::SlotTold {
        period: crate::domain::Period {
            from: on("2026-11-14"),
            to: on("2026-11-20"),
        },
        name: "tuần 47/2026".into(),
        closes: on("2026-12-15"),
        counts_from: on("2026-12-16"),
        over: true,
        missed: false,
        nothing: true,
        reminded_from: None,
    });
    assert_eq!(words(&waits), "Chờ nghiệm thu, nộp muộn, không phát sinh");
    waits.late = false;
    assert_eq!(words(&waits), "Chờ nghiệm thu, không phát sinh");
}

/// What acceptance would bring is said of the milestone that the sentence names, else with its name.
#[test]
fn a_sentence_of_a_missed_period_speaks_of_no_milestone() {
    let first = row("2026-12-31");
    for (status, part, speaks) in [
        (Status::Late, Part::LateMissed, false),
        (Status::Late, Part::LateMeasured, false),
        (Status::AtRisk, Part::RiskMissed, false),
        (Status::AtRisk, Part::RiskMeasured, false),
        (Status::Unverified, Part::UnverifiedNever, true),
    ] {
        let it = told(judged(status, Some(part)), Some(&first));
        assert_eq!(speaks_of_first(&it), speaks, "{part:?}");
    }
    let late = row("2026-07-28");
    let it = told(judged(Status::Late, Some(Part::LateOpen)), Some(&late));
    assert!(speaks_of_first(&it));
}

#[test]
fn a_late_duty_says_what_is_late_since_when_why_and_who_must_act() {
    let late = judged(Status::Late, Some(Part::LateOpen));
    let mut first = row("2026-07-28");
    assert_eq!(
        says(&told(late, Some(&first))),
        "Trễ 121 ngày: số hóa, tạo lập 78.100 đối tượng chưa được báo cáo; Sở Nội vụ phải báo cáo"
    );
    first.last_event = Some((Event::Returned, on("2026-11-23")));
    let back = DutyTold {
        reason: "Minh chứng chưa có ngày ban hành.",
        ..told(late, Some(&first))
    };
    assert_eq!(
        says(&back),
        "Trễ 121 ngày: số hóa, tạo lập 78.100 đối tượng bị trả lại ngày 23/11/2026 vì minh chứng chưa có ngày ban hành; Sở Nội vụ phải gửi lại"
    );
    let english = plain_headline(&duty_headline(Lang::En, &back, on(TODAY)));
    assert!(english.starts_with("121 days late: “Số hóa"), "{english}");
    assert!(
        english.ends_with("; Sở Nội vụ must send it again"),
        "{english}"
    );
    // Why is not everybody's to read.
    assert!(!says(&told(late, Some(&first))).contains(" vì "));
    let mut of_company = first.clone();
    of_company.partner = Some((PartnerCode::parse("MK").unwrap(), "MK".into()));
    assert!(says(&told(late, Some(&of_company))).ends_with("; MK phải bàn giao lại"));
    of_company.orphaned = true;
    let orphaned = says(&told(late, Some(&of_company)));
    assert!(
        orphaned.ends_with("; Thường trực Ban Chỉ đạo phải phân công lại"),
        "{orphaned}"
    );
    for (event, words) in [
        (
            Event::Revoked,
            "bị hủy nghiệm thu ngày 23/11/2026; Sở Nội vụ phải gửi lại",
        ),
        (
            Event::Withdrawn,
            "đã rút ngày 23/11/2026; Sở Nội vụ phải gửi lại",
        ),
    ] {
        first.last_event = Some((event, on("2026-11-23")));
        assert!(says(&told(late, Some(&first))).ends_with(words));
    }
    first.waits_since = Some(on("2026-11-01"));
    assert!(says(&told(late, Some(&first))).ends_with("chờ cấp trên từ 01/11/2026"));
}

#[test]
fn what_waits_says_who_decides() {
    let mut first = row("2026-11-20");
    (first.state, first.submitted_on) = (State::Submitted, Some(on("2026-11-24")));
    let late = judged(Status::Late, Some(Part::LateWaiting));
    assert_eq!(
        says(&told(late, Some(&first))),
        "Báo cáo muộn 4 ngày: số hóa, tạo lập 78.100 đối tượng báo cáo ngày 24/11/2026, chưa được nghiệm thu; Thường trực Ban Chỉ đạo phải nghiệm thu hoặc trả lại"
    );
    first.late = false;
    first.partner = Some((PartnerCode::parse("MK").unwrap(), "MK".into()));
    let waits = judged(Status::Unverified, Some(Part::UnverifiedWaiting));
    assert_eq!(
        says(&told(waits, Some(&first))),
        "Chờ duyệt 2 ngày: số hóa, tạo lập 78.100 đối tượng báo cáo ngày 24/11/2026, chưa được nghiệm thu; Sở Nội vụ phải nghiệm thu hoặc trả lại"
    );
}

#[test]
fn each_other_status_says_its_own_sentence() {
    let far = row("2027-04-19");
    let mut back = row("2027-04-19");
    back.last_event = Some((Event::Returned, on("2026-11-23")));
    let near = row("2026-11-29");
    let now = row(TODAY);
    let first = |status, part, row| says(&told(judged(status, part), row));
    for (said, begins) in [
        (
            first(Status::AtRisk, Some(Part::RiskMilestone), Some(&near)),
            "Còn 3 ngày: số hóa, tạo lập 78.100 đối tượng chưa được báo cáo; Sở Nội vụ phải báo cáo",
        ),
        (
            first(Status::AtRisk, Some(Part::RiskMilestone), Some(&now)),
            "Hạn hôm nay: số hóa",
        ),
        (
            first(Status::NotDue, None, Some(&far)),
            "Chưa đến hạn: tiếp theo là số hóa, tạo lập 78.100 đối tượng, hạn 19/04/2027, còn 144 ngày; Sở Nội vụ phải báo cáo",
        ),
        (
            first(Status::OnTrack, None, Some(&far)),
            "Dự kiến đạt: tiếp theo là số hóa",
        ),
        (
            first(Status::OnTrack, None, Some(&back)),
            "Dự kiến đạt: số hóa, tạo lập 78.100 đối tượng bị trả lại ngày 23/11/2026; Sở Nội vụ phải gửi lại",
        ),
        (
            first(Status::OnTrack, None, None),
            "Dự kiến đạt: không còn mốc nào phải báo cáo",
        ),
        (
            first(Status::Unverified, Some(Part::UnverifiedNever), Some(&back)),
            "Chưa xác minh: số hóa, tạo lập 78.100 đối tượng bị trả lại",
        ),
        (
            first(Status::Unverified, Some(Part::UnverifiedNever), None),
            "Chưa xác minh: chưa có gì được nghiệm thu hay đo đạt",
        ),
        (
            first(Status::Unverified, Some(Part::UnverifiedStale), Some(&far)),
            "Chưa xác minh: những gì đã xác minh nay đã quá cũ; tiếp theo là số hóa",
        ),
        (
            first(Status::Done, Some(Part::DoneInTime), None),
            "Đã hoàn thành: 5 sản phẩm và kết quả đã nghiệm thu, đúng hạn",
        ),
        (
            first(Status::Done, Some(Part::DoneLate), None),
            "Đã hoàn thành: 5 sản phẩm và kết quả đã nghiệm thu, xong muộn",
        ),
        (
            says(&told(None, None)),
            "Phối hợp, không có sản phẩm riêng: nhiệm vụ này không tính vào tiến độ",
        ),
        (
            says(&DutyTold {
                products: 0,
                ..told(judged(Status::NotDue, None), None)
            }),
            "Chưa có sản phẩm, kết quả nào để nghiệm thu",
        ),
        (
            says(&DutyTold {
                products: 0,
                recurs: true,
                next: Some(("tuần 49/2026", on("2026-12-04"))),
                ..told(judged(Status::NotDue, None), None)
            }),
            "Chưa kỳ nào đóng; kỳ tới: tuần 49/2026, hạn 04/12/2026",
        ),
        (
            says(&DutyTold {
                products: 0,
                recurs: true,
                ..told(
                    judged(Status::Late, Some(Part::LateOpen)),
                    Some(&row("2026-11-23")),
                )
            }),
            "Trễ 3 ngày: số hóa, tạo lập 78.100 đối tượng chưa được báo cáo",
        ),
        (
            says(&DutyTold {
                ended: Some(on("2026-11-01")),
                ..told(None, None)
            }),
            "Đơn vị đã kết thúc ngày 01/11/2026",
        ),
    ] {
        assert!(said.starts_with(begins), "{said}");
    }
    let mut done = judged(Status::Done, Some(Part::DoneInTime)).unwrap();
    done.within_extension = Some(Some(on("2026-08-20")));
    let done = DutyTold {
        finished_on: Some(on("2026-09-30")),
        ..told(Some(done), None)
    };
    assert_eq!(
        says(&done),
        "Đã hoàn thành: 5 sản phẩm và kết quả đã nghiệm thu, xong ngày 30/09/2026, đúng hạn đã gia hạn (hạn gốc 20/08/2026)"
    );
    let mut done = judged(Status::Done, Some(Part::DoneInTime)).unwrap();
    done.after_deadline = Some(AfterDeadline::Reached);
    assert!(says(&told(Some(done), None)).ends_with("đạt sau hạn"));
}

#[test]
fn what_is_measured_says_value_target_and_where_it_leads() {
    let at = |forecast, deadline| outcome(Some(545), deadline, forecast);
    let finish = |day| {
        let likely = Finish {
            day: on(day),
            per_week: 1.4,
        };
        Forecast::Finish {
            likely,
            cautious: None,
            early: likely,
        }
    };
    let risk = judged(Status::AtRisk, Some(Part::RiskMeasured));
    let end = Some("2027-04-19");
    for (row, ends) in [
        (
            at(finish("2027-05-14"), end),
            ", dự kiến đạt 14/05/2027, trễ 25 ngày",
        ),
        (
            at(Forecast::Never { per_week: 0.0 }, end),
            ", không đạt với nhịp hiện nay",
        ),
        (
            at(Forecast::NotEnough, end),
            ", chưa thấy đường đến mục tiêu",
        ),
    ] {
        let said = says(&DutyTold {
            outcome: Some(&row),
            ..told(risk, None)
        });
        let begins =
            "Nguy cơ không đạt: tỷ lệ đúng, đủ, sạch, sống 54,5%, mục tiêu 95% hạn 19/04/2027";
        assert_eq!(said, format!("{begins}{ends}"));
    }
    let missed = outcome(None, Some("2026-11-16"), Forecast::NotEnough);
    let late = judged(Status::Late, Some(Part::LateMeasured));
    assert_eq!(
        says(&DutyTold {
            outcome: Some(&missed),
            ..told(late, None)
        }),
        "Trễ 10 ngày: tỷ lệ đúng, đủ, sạch, sống chưa đo, mục tiêu 95% hạn 16/11/2026; Sở Nội vụ phải đo đạt mục tiêu"
    );
}

/// Rule 11: what makes the status is another company's, and nothing is said of it.
#[test]
fn rule_11_what_is_not_the_readers_is_not_told() {
    for (status, part) in [
        (Status::Late, Part::LateOpen),
        (Status::Late, Part::LateWaiting),
        (Status::AtRisk, Part::RiskMilestone),
        (Status::Unverified, Part::UnverifiedWaiting),
    ] {
        let own = row("2027-04-19");
        let said = says(&told(judged(status, Some(part)), Some(&own)));
        assert!(said.ends_with("không thuộc phần việc của bạn"), "{said}");
        assert!(!said.contains("số hóa"), "{said}");
    }
}

#[test]
fn long_words_are_cut_between_words_and_abbreviations_keep_their_capitals() {
    let late = judged(Status::Late, Some(Part::LateOpen));
    let mut first = row("2026-07-28");
    first.title = "Số hóa toàn bộ hồ sơ ".repeat(12).into();
    first.last_event = Some((Event::Returned, on("2026-11-23")));
    let reason = "UBND phường chưa ký\nvà nhiều lý do khác nữa";
    let said = says(&DutyTold {
        reason,
        ..told(late, Some(&first))
    });
    assert!(said.contains("… bị trả lại ngày"), "{said}");
    assert!(said.contains(" vì UBND phường chưa ký;"), "{said}");
    assert_eq!(shortened("một hai ba", 8), "một hai…");
}

#[test]
fn a_place_in_time_has_few_words() {
    let today = on(TODAY);
    let mut it = row("2026-07-28");
    let says = |row: &MilestoneRow| lane_words(Lang::Vi, row, today);
    assert_eq!(says(&it), "quá 121 ngày");
    it.last_event = Some((Event::Returned, on("2026-11-23")));
    assert_eq!(says(&it), "quá 121 ngày, trả lại 23/11/2026");
    (it.state, it.submitted_on) = (State::Submitted, Some(on("2026-11-24")));
    assert_eq!(says(&it), "báo cáo 24/11/2026, chờ duyệt");
    (it.state, it.finished_on, it.finished_late) = (State::Accepted, it.submitted_on, true);
    assert_eq!(says(&it), "xong 24/11/2026, xong muộn");
}
