//! Groups of units and joint leads on the pages, and a unit that joins by the form of the plan.
use app::domain::parse_day;
use axum::http::StatusCode;
use tiendo::ledger::{GroupMemberRow, RedefinitionRow, UnitGroupRow};

use crate::support::{
    campaign::{self, TODAY},
    plan_form::{Form, GROUNDS},
    site::{ORIGIN, Site},
    store::Store,
    users::{Committee, Office, Partner, User},
};

/// The departments lead a task together; the ward that is named belongs too, and has left what it
/// led.
async fn site() -> Site {
    over(|_| ()).await
}

/// The same, after what a book says more.
async fn over(more: impl FnOnce(&mut campaign::Book)) -> Site {
    let mut book = campaign::book();
    let (seq, at) = (book.rows.campaign[0].seq, book.rows.campaign[0].recorded_at);
    let left = book.place(seq, at);
    book.rows.unit_groups.push(UnitGroupRow {
        code: "NHOM-SO".into(),
        name: "Các sở Thử".into(),
        kinds: Some("department".into()),
        seq,
        recorded_at: at,
        ..Default::default()
    });
    book.workstream("NV-CHUNG", "Quy chế chung", "regulation", None);
    book.rows.workstreams.last_mut().unwrap().joint_leads = Some("NHOM-SO".into());
    for unit in ["SO-TAI-CHINH", "SO-Y-TE", "PHUONG-MOT"] {
        book.duty(unit, "NV-CHUNG", "lead");
        book.rows.duties.last_mut().unwrap().of_group = Some("NHOM-SO".into());
        let id = format!("chung-{unit}");
        let deadline = Some("2026-10-01");
        book.milestone(&id, (unit, "NV-CHUNG"), "product", 1, deadline, None, None);
        let row = book.rows.milestones.last_mut().unwrap();
        row.of_group = Some("NHOM-SO".into());
        row.title = "Ban hành quy chế".into();
    }
    book.place(left.0, left.1);
    book.step("2026-11-18", 9);
    let (seq, recorded_at) = book.place(0, 0);
    book.place(seq, recorded_at);
    book.rows.group_members.push(GroupMemberRow {
        unit_group: "NHOM-SO".into(),
        unit: "PHUONG-MOT".into(),
        ends_on: Some("2026-11-18".into()),
        seq,
        recorded_at,
        ..Default::default()
    });
    book.duty("PHUONG-MOT", "NV-CHUNG", "lead");
    let row = book.rows.duties.last_mut().unwrap();
    row.of_group = Some("NHOM-SO".into());
    row.ended_on = Some("2026-11-18".into());
    more(&mut book);
    Site::over(Store::sqlite().await, ORIGIN, book.rows).await
}

#[tokio::test]
async fn all_joint_leads_are_told_wherever_a_lead_is() {
    let site = site().await;
    let committee = Committee::of(&site).await;
    for path in ["/programme", "/programme?lang=vi"] {
        let page = committee.get(path).await.expect(StatusCode::OK);
        page.shows("và 1 đơn vị cùng chủ trì");
    }
    let page = committee
        .get("/programme/NV-CHUNG")
        .await
        .expect(StatusCode::OK);
    for told in [
        "Sở Y tế Thử",
        "Sở Tài chính Thử",
        "2 đơn vị cùng chủ trì",
        "nhóm Các sở Thử",
    ] {
        page.shows(told);
    }
    page.hides("/units/PHUONG-MOT");
    // Either of them finds it.
    for unit in ["SO-Y-TE", "SO-TAI-CHINH"] {
        let page = committee.get(&format!("/programme?owner={unit}")).await;
        page.shows("Quy chế chung");
    }
    let page = committee.get("/programme?owner=PHUONG-HAI").await;
    page.hides("/programme/NV-CHUNG");
    let file = committee.get("/programme?format=csv").await;
    file.shows("Sở Y tế Thử; Sở Tài chính Thử");
    let duty = committee
        .get("/duties/SO-Y-TE/NV-CHUNG")
        .await
        .expect(StatusCode::OK);
    duty.shows("theo nhóm Các sở Thử");
    duty.shows("chủ trì cùng 1 đơn vị khác");
}

#[tokio::test]
async fn a_group_says_who_belongs_by_the_day_shown_and_what_it_has() {
    let site = site().await;
    let committee = Committee::of(&site).await;
    committee
        .get("/groups")
        .await
        .expect(StatusCode::OK)
        .shows("1 nhóm đơn vị");
    let page = committee
        .get("/groups/NHOM-SO")
        .await
        .expect(StatusCode::OK);
    page.shows("2 đơn vị, chủ trì 1 hạng mục");
    page.shows("18/11/2026");
    let units = committee.get("/units?unit_group=NHOM-SO").await;
    assert_eq!(units.codes("unit").len(), 2);
    let late = committee
        .get("/duties?unit_group=NHOM-SO&database=NV-CHUNG&status=late&group=all")
        .await;
    late.shows("SO-Y-TE");
    late.shows("SO-TAI-CHINH");
    // What the ward had of it is over, and has its page of before.
    let over = committee.get("/duties/PHUONG-MOT/NV-CHUNG").await;
    assert_eq!(
        over.location(),
        "/duties/PHUONG-MOT/NV-CHUNG?as_of=2026-11-17&over=1"
    );
    let last = committee.get(over.location()).await.expect(StatusCode::OK);
    last.shows("Ban hành quy chế");
    // Who was led there is told since when it is over, and that the page is of before.
    last.shows("data-ended=\"2026-11-18\"");
    last.shows("Trang này là của ngày 17/11/2026");
    // Who asks for the day itself reads what was known of it then.
    let then = committee
        .get("/duties/PHUONG-MOT/NV-CHUNG?as_of=2026-11-17")
        .await;
    then.expect(StatusCode::OK).hides("data-ended");
    committee
        .get("/duties?unit=PHUONG-MOT&group=all")
        .await
        .hides("/duties/PHUONG-MOT/NV-CHUNG");
    committee
        .get("/search?q=cac+so+thu")
        .await
        .shows("/groups/NHOM-SO");
    let found = committee.get("/groups/KHONG-CO").await;
    assert_eq!(found.status, StatusCode::NOT_FOUND);
    // A company sees its own units of it alone.
    let company = Partner::of(&site).await;
    let page = company.get("/groups/NHOM-SO").await.expect(StatusCode::OK);
    page.shows("Sở Y tế Thử");
    page.hides("Sở Tài chính Thử");
}

/// Nobody joins by the clock: from the day on the page and the office's list say what is not recorded.
#[tokio::test]
async fn a_group_that_helps_counts_those_who_help_alone() {
    let site = over(|book| {
        let first = book.rows.campaign[0].clone();
        let later = book.place(first.seq, first.recorded_at);
        book.workstream("NV-GIUP", "Khung kiến trúc", "regulation", None);
        for (unit, role) in [("SO-Y-TE", "lead"), ("SO-TAI-CHINH", "contribute")] {
            book.duty(unit, "NV-GIUP", role);
            let of_group = (role == "contribute").then(|| "NHOM-SO".to_owned());
            book.rows.duties.last_mut().unwrap().of_group = of_group;
        }
        let deadline = Some("2027-06-01");
        let lead = ("SO-Y-TE", "NV-GIUP");
        book.milestone("khung", lead, "product", 1, deadline, None, None);
        book.place(later.0, later.1);
    })
    .await;
    let committee = Committee::of(&site).await;
    let page = committee.get("/groups/NHOM-SO").await;
    let page = page.expect(StatusCode::OK);
    page.shows("chủ trì 1 và phối hợp 1 hạng mục");
    // The lead's status is not the group's.
    let row = page.body.split("Khung kiến trúc").nth(1).unwrap();
    let row = row.split("</tr>").next().unwrap();
    let cell = |label: &str| {
        let cell = row.split(&format!("data-label=\"{label}\"")).nth(1);
        let cell = cell.unwrap().split('>').nth(1).unwrap();
        cell.split('<').next().unwrap().trim().to_owned()
    };
    assert_eq!(cell("Đơn vị"), "1", "{row}");
    assert!(!row.contains("chưa đến hạn"), "{row}");
}

#[tokio::test]
async fn who_joins_by_the_clock_is_told_until_it_is_recorded() {
    let site = site().await;
    let office = Office::named(&site, "office2").await;
    let form = Form::open(&office, "/plan/group_members/new?unit_group=NHOM-SO").await;
    let joins = [("unit", "PHUONG-HAI"), ("begins_on", "21/11/2026")];
    let (_, form) = form.with(&joins).with(&GROUNDS).looked().await;
    let done = form.send("write").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let told = "chưa được giao 1 nhiệm vụ của nhóm";
    office.get("/review").await.hides(told);
    office.get("/groups/NHOM-SO").await.hides(told);
    site.later(2 * 24 * 60);
    let office = Office::named(&site, "office2").await;
    office.get("/groups/NHOM-SO").await.shows(told);
    office
        .get("/")
        .await
        .shows("1 đơn vị đã đến ngày vào hoặc ra nhóm mà chưa ghi");
    let list = office.get("/review").await;
    list.shows(told);
    list.shows("/plan/group_members/row?key=NHOM-SO/PHUONG-HAI");
    office
        .get("/review?format=csv&table=to-arrange")
        .await
        .shows("Đến ngày vào hoặc ra nhóm, chưa ghi");
}

#[tokio::test]
async fn a_unit_joins_by_one_form_with_all_that_it_is_given() {
    let site = site().await;
    let office = Office::named(&site, "office2").await;
    let fields = [("unit_group", "NHOM-SO"), ("unit", "PHUONG-HAI")];
    let new = "/plan/group_members/new";
    let bare = Form::open(&office, new).await.with(&fields);
    let refused = bare.send("look").await;
    refused.shows("PHUONG-HAI vào nhóm NHOM-SO sẽ có 1 nhiệm vụ");
    let form = Form::open(&office, new).await.with(&fields);
    let (shown, form) = form.with(&GROUNDS).looked().await;
    shown.shows("Phường Thử Hai");
    shown.shows("Ban hành quy chế");
    let yesterday = parse_day(TODAY).unwrap().pred_opt().unwrap();
    let figures = async |day| {
        let mut figures = site.app.live.as_of(day).await.unwrap().unwrap().figures();
        figures["seq"] = serde_json::Value::Null;
        figures
    };
    let before = figures(yesterday).await;
    let done = form.send("write").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let page = office.get("/programme/NV-CHUNG").await;
    page.shows("3 đơn vị cùng chủ trì");
    office
        .get("/duties/PHUONG-HAI/NV-CHUNG")
        .await
        .expect(StatusCode::OK)
        .shows("Ban hành quy chế");
    assert_eq!(figures(yesterday).await, before);
}

/// A report that waits is named before its duty ends, and who decided on it then is told what became
/// of it.
#[tokio::test]
async fn a_report_of_a_duty_that_ends_with_its_group_is_told_of_before_and_after() {
    let words = [
        "Quy chế đã ban hành",
        "15/QĐ-SYT",
        "https://luutru.example/15",
    ];
    let site = over(|book| {
        book.step("2026-11-19", 9);
        book.submitted("chung-SO-Y-TE", "SO-Y-TE", words);
    })
    .await;
    let office = Office::named(&site, "office2").await;
    let review = "/review/chung-SO-Y-TE";
    let opened = office.get(review).await.expect(StatusCode::OK);
    let marks = ["submission", "read", "promised", "measured", "account"];
    let marks = marks.map(|name| (name, opened.hidden(name).unwrap_or_default()));
    let leaves = [("unit", "SO-Y-TE"), ("ends_on", "20/11/2026")];
    let path = "/plan/group_members/new?unit_group=NHOM-SO";
    let form = Form::open(&office, path).await.with(&leaves);
    let (shown, form) = form.with(&GROUNDS).looked().await;
    shown.shows("SO-Y-TE có báo cáo chờ nghiệm thu từ ngày 19/11/2026, mốc “Ban hành quy chế”");
    shown.shows("không còn được nghiệm thu hay trả lại");
    assert_eq!(form.send("write").await.status, StatusCode::SEE_OTHER);
    let events = "select count(*) from milestone_events";
    let before = site.store.number(events).await;
    let mut decision = vec![("decision", "returned"), ("reason", "Thiếu phụ lục-9920")];
    decision.extend(marks.iter().map(|(name, value)| (*name, value.as_str())));
    let answer = office.post(review, &decision).await;
    let answer = answer.expect(StatusCode::CONFLICT);
    for told in [
        "Nhiệm vụ đã kết thúc",
        "Ban hành quy chế",
        "418/QĐ",
        "chờ nghiệm thu từ ngày 19/11/2026",
        "Thiếu phụ lục-9920",
        "/duties/SO-Y-TE/NV-CHUNG?as_of=2026-11-19",
    ] {
        answer.shows(told);
    }
    assert_eq!(site.store.number(events).await, before);
    // What its page of the day before said it says for those who read it then.
    let then = "/duties/SO-Y-TE/NV-CHUNG?as_of=2026-11-19";
    office
        .get(then)
        .await
        .expect(StatusCode::OK)
        .shows(words[0]);
    Partner::of(&site).await.get(then).await.hides(words[0]);
    // Whoever opens it later is told the same; to a company there is no such milestone.
    let page = office.get(review).await;
    page.expect(StatusCode::CONFLICT).shows("418/QĐ");
    let company = Partner::of(&site).await;
    let page = company.get("/work/chung-SO-Y-TE").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}

/// Who joined and left on one day had a duty on no day: its page says so, with no way to another.
#[tokio::test]
async fn a_duty_that_began_and_ended_on_one_day_says_so() {
    let site = over(|book| {
        for (hour, ended) in [(10, None), (11, Some("2026-11-18".to_owned()))] {
            book.step("2026-11-18", hour);
            book.duty("PHUONG-HAI", "NV-CHUNG", "lead");
            let row = book.rows.duties.last_mut().unwrap();
            row.of_group = Some("NHOM-SO".into());
            row.ended_on = ended;
        }
    })
    .await;
    let committee = Committee::of(&site).await;
    let over = committee.get("/duties/PHUONG-HAI/NV-CHUNG").await;
    let page = committee.get(over.location()).await.expect(StatusCode::OK);
    page.shows("Nhiệm vụ đã kết thúc từ ngày 18/11/2026");
    page.shows("được giao và kết thúc trong cùng một ngày");
    page.hides("as_of=2026-11-17&over=1");
    // Of what never was there is nothing to say.
    let none = committee
        .get("/duties/PHUONG-HAI/KHONG-CO?as_of=2026-11-17&over=1")
        .await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

/// What an emptied group takes out of the sums with it is no work of the week.
#[tokio::test]
async fn what_left_the_sums_is_told_apart_in_the_week() {
    let site = over(|book| {
        book.rows.campaign[0].headline = Some("all".into());
        for unit in ["SO-TAI-CHINH", "SO-Y-TE"] {
            book.step("2026-11-19", 9);
            book.duty(unit, "NV-CHUNG", "lead");
            let row = book.rows.duties.last_mut().unwrap();
            row.of_group = Some("NHOM-SO".into());
            row.ended_on = Some("2026-11-19".into());
        }
    })
    .await;
    let page = Committee::of(&site).await.get("/campaign").await;
    page.expect(StatusCode::OK).shows("do thay đổi kế hoạch.");
}

/// A duty that ended, went on and ended again is over by the decision that ended it last.
#[tokio::test]
async fn a_duty_that_ended_twice_names_the_last_decision() {
    let site = over(|book| {
        let days = [
            ("2026-11-12", Some("901/QĐ")),
            ("2026-11-14", None),
            ("2026-11-16", Some("902/QĐ")),
        ];
        for (day, decision) in days {
            book.step(day, 10);
            book.duty("PHUONG-HAI", "NV-CHUNG", "lead");
            let row = book.rows.duties.last_mut().unwrap();
            row.of_group = Some("NHOM-SO".into());
            row.ended_on = decision.map(|_| day.to_owned());
            let (seq, recorded_at) = (row.seq, row.recorded_at);
            let ends = decision.map(|decision| RedefinitionRow {
                subject: "duty".into(),
                code: "PHUONG-HAI/NV-CHUNG".into(),
                term: "ended_on".into(),
                now: day.into(),
                decision: decision.into(),
                reason: "Sắp xếp lại".into(),
                approver: "Trưởng Ban".into(),
                seq,
                recorded_at,
                ..RedefinitionRow::default()
            });
            book.rows.redefinitions.extend(ends);
        }
    })
    .await;
    let committee = Committee::of(&site).await;
    let over = committee.get("/duties/PHUONG-HAI/NV-CHUNG").await;
    let page = committee.get(over.location()).await.expect(StatusCode::OK);
    page.shows("data-ended=\"2026-11-16\"");
    page.shows("902/QĐ");
}

/// The matrix is narrowed by a group as lists are.
#[tokio::test]
async fn the_matrix_is_narrowed_by_a_group() {
    let site = site().await;
    let committee = Committee::of(&site).await;
    let whole = committee.get("/matrix?all=1").await.expect(StatusCode::OK);
    whole.shows("name=\"unit_group\"");
    whole.shows("/units/PHUONG-HAI");
    let page = committee.get("/matrix?all=1&unit_group=NHOM-SO").await;
    let page = page.expect(StatusCode::OK);
    page.shows("/units/SO-Y-TE");
    page.hides("/units/PHUONG-HAI");
}

/// Whatever a row says of who leads together: where one of them ends, the unit that takes on its duty
/// leads in its place, also from outside the group by which it led, and weighs what it weighed.
#[tokio::test]
async fn a_lead_by_a_group_is_handed_on_to_a_unit_outside_it() {
    for (joint, led_on) in [
        (Some("NHOM-SO"), "NHOM-SO; PHUONG-HAI"),
        (Some("SO-Y-TE; SO-TAI-CHINH"), "SO-Y-TE; PHUONG-HAI"),
        (None, ""),
    ] {
        let site = over(|book| {
            let task = book.rows.workstreams.last_mut().unwrap();
            task.joint_leads = joint.map(Into::into);
            let duties = book.rows.duties.iter_mut();
            for duty in duties.filter(|it| it.workstream == "NV-CHUNG") {
                duty.of_group = joint.filter(|it| *it == "NHOM-SO").map(Into::into);
            }
        })
        .await;
        let office = Office::named(&site, "office2").await;
        let form = Form::open(&office, "/plan/together/units").await;
        let form = form.with(&[("closing", "SO-TAI-CHINH"), ("into", "PHUONG-HAI")]);
        form.with(&GROUNDS).carried_out().await;
        let leads = "select coalesce(joint_leads, '') from workstreams where code = 'NV-CHUNG' \
                     order by seq desc limit 1";
        assert_eq!(site.store.texts(leads).await, [led_on]);
        let duty = "select role || ' ' || coalesce(of_group, '') from duties where \
                    workstream = 'NV-CHUNG' and unit = 'PHUONG-HAI' order by seq desc limit 1";
        assert_eq!(site.store.texts(duty).await, ["lead "], "{joint:?}");
        let task = office.get("/programme/NV-CHUNG").await;
        let task = task.expect(StatusCode::OK);
        for unit in ["PHUONG-HAI", "SO-Y-TE"].iter().filter(|_| joint.is_some()) {
            task.shows(&format!("/units/{unit}"));
        }
        // The same task saved again says nothing new of who leads.
        let path = "/plan/programme/row?key=NV-CHUNG";
        let form = Form::open(&office, path).await;
        let same = form.with(&GROUNDS).send("look").await;
        same.expect(StatusCode::OK).shows("Không có gì thay đổi");
        let sum = "select count(*) from weights";
        assert_eq!(site.store.number(sum).await, 0, "{joint:?}");
    }
}
