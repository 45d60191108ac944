//! The end of a campaign: closed on a day by a decision, and only read after it.
use std::io::Read;

use app::domain::parse_day;
use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::read::GzDecoder;
use tiendo::{
    archive,
    board::Live,
    db::{audit::Line, erasure},
    import::{Files, apply, plan_files},
};

use crate::support::{
    campaign::at,
    page::text,
    plan_form::{Form, GROUNDS},
    report::{new_form, report},
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Administrator, Committee, Head, Member, Office, User},
};

on_both!(
    a_campaign_is_closed_by_a_decision_on_a_day_to_come,
    nothing_is_recorded_after_the_last_day_and_nothing_moves,
    a_campaign_that_is_over_goes_on_by_a_decision_alone,
    what_is_over_is_kept_in_one_file_and_its_people_are_forgotten,
);

const ROW: &str = "/plan/campaign/row";
const LAST: &str = "2026-11-21";
const WORK: &str = "/work/yte-san-pham";

/// Closes it at the end of tomorrow.
async fn close(site: &Site) {
    let office = Office::of(site).await;
    let form = Form::open(&office, ROW).await;
    let (page, _) = form
        .with(&[("closes_on", "21/11/2026")])
        .with(&GROUNDS)
        .carried_out()
        .await;
    page.shows("Hết ngày 21/11/2026 chiến dịch khép lại");
}

async fn facts(site: &Site) -> i64 {
    site.store.number("select seq from campaign").await
}

async fn a_campaign_is_closed_by_a_decision_on_a_day_to_come(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = Office::of(&site).await;
    let before = facts(&site).await;
    for (day, more, told) in [
        ("21/11/2026", &[][..], "quyết định"),
        (
            "19/11/2026",
            &GROUNDS[..],
            "ngày khép lại sớm nhất là hôm nay",
        ),
        ("32/11/2026", &GROUNDS[..], "ngày"),
    ] {
        let form = Form::open(&office, ROW).await;
        let answer = form
            .with(&[("closes_on", day)])
            .with(more)
            .send("look")
            .await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows(told);
        // What was typed stays.
        assert!(answer.body.contains(&format!("value=\"{day}\"")), "{day}");
    }
    assert_eq!(facts(&site).await, before);
    close(&site).await;
    // Until then nothing is otherwise than it was.
    let member = Member::of(&site).await;
    member.get("/").await.hides("khép lại: số liệu");
    let sent = member.post(WORK, &report(&new_form(), &[])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", text(&sent.body));
    // On the last day nothing is foretold.
    site.clock.set(at(LAST, 12));
    let figures = site.app.live.today().await.unwrap().figures();
    let outlook = figures.pointer("/city/outlook/forecast").unwrap();
    assert_eq!(outlook, "over");
}

async fn nothing_is_recorded_after_the_last_day_and_nothing_moves(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    close(&site).await;
    site.clock.set(at(LAST, 23));
    let last = site.app.live.today().await.unwrap().figures();
    // A year later, past the deadline of everything.
    site.clock.set(at("2027-11-20", 9));
    let now = site.app.live.today().await.unwrap().figures();
    assert_eq!(now, last);
    let (member, head) = (Member::of(&site).await, Head::of(&site).await);
    let committee = Committee::of(&site).await;
    let before = facts(&site).await;
    let page = committee.get("/").await.expect(StatusCode::OK);
    page.shows("ngày cuối, và không đổi nữa");
    page.shows("Số liệu đến hết ngày 21/11/2026");
    // Days after the last one show what it does; those to come are none.
    let later = committee.get("/?as_of=2027-01-05").await;
    later.expect(StatusCode::OK).shows("Chiến dịch đã khép lại");
    let ahead = committee.get("/?as_of=2028-01-05").await;
    assert_eq!(ahead.status, StatusCode::BAD_REQUEST);
    // What was typed into an old form is given back, and not recorded.
    let words = [("produced", "Tập hồ sơ gõ trước khi khép lại")];
    let sent = member.post(WORK, &report(&new_form(), &words)).await;
    let sent = sent.expect(StatusCode::CONFLICT);
    sent.shows("Ngày cuối của chiến dịch là 21/11/2026");
    sent.shows("Tập hồ sơ gõ trước khi khép lại");
    member.get(WORK).await.expect(StatusCode::CONFLICT);
    head.get("/review").await.expect(StatusCode::CONFLICT);
    assert!(!page.body.contains("href=\"/review\""));
    let office = Office::of(&site).await;
    for path in ["/plan/units/new", "/plan/together/deadlines"] {
        let page = office.get(path).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{path}");
    }
    let unit = Form::open(&office, "/plan/units/row?key=SO-Y-TE").await;
    let unit = unit.with(&[("former_area", "Khác")]).with(&GROUNDS);
    let refused = unit.send("look").await;
    let refused = refused.expect(StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("chỉ còn đổi được ngày khép lại");
    assert_eq!(facts(&site).await, before);
    // People still come and go.
    let admin = Administrator::of(&site).await;
    let fields = [("action", "disable")];
    let page = admin.get("/people/member.y-te").await;
    let marks = ["read", "account"].map(|name| (name, page.hidden(name).unwrap_or_default()));
    let marks = marks.each_ref().map(|(name, mark)| (*name, mark.as_str()));
    let fields = [&fields[..], &marks[..]].concat();
    let done = admin.post("/people/member.y-te", &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", text(&done.body));
    assert_eq!(
        site.app.live.today().await.unwrap().figures()["city"],
        last["city"]
    );
}

async fn a_campaign_that_is_over_goes_on_by_a_decision_alone(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    close(&site).await;
    site.clock.set(at("2026-11-25", 9));
    let last = site.app.live.today().await.unwrap();
    let last = (last.day(), last.figures()["city"].clone());
    let office = Office::of(&site).await;
    let open = async |day: &str, more: &[(&str, &str)]| {
        let form = Form::open(&office, ROW).await;
        form.with(&[("closes_on", day)]).with(more)
    };
    let form = open("", &[]).await;
    let refused = form.send("look").await;
    refused
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("quyết định");
    open("30/11/2026", &GROUNDS).await.carried_out().await;
    // Days go on from where they stood, and what was late meanwhile is late.
    let board = site.app.live.today().await.unwrap();
    assert_eq!(board.day().to_string(), "2026-11-25");
    // A day on which it was closed shows the last one for ever.
    let closed = site.app.live.as_of(parse_day("2026-11-23").unwrap()).await;
    let closed = closed.unwrap().unwrap();
    assert_eq!(
        (closed.day(), closed.figures()["city"].clone()),
        (last.0, last.1)
    );
    let member = Member::of(&site).await;
    let sent = member.post(WORK, &report(&new_form(), &[])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", text(&sent.body));
    let replayed = Live::new(site.store.db.clone(), site.clock.clone());
    let replayed = replayed.today().await.unwrap().figures();
    assert_eq!(site.app.live.today().await.unwrap().figures(), replayed);
}

/// What a page of the archive says, unpacked.
fn unpacked(file: &str, at: &str) -> String {
    let packed = file.split(&format!(" data-at=\"{at}\"")).nth(1).unwrap();
    let packed = packed.split_once('>').unwrap().1;
    let packed = packed.split_once('<').unwrap().0;
    let bytes = STANDARD.decode(packed).unwrap();
    let mut out = String::new();
    GzDecoder::new(&bytes[..]).read_to_string(&mut out).unwrap();
    out
}

async fn what_is_over_is_kept_in_one_file_and_its_people_are_forgotten(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    close(&site).await;
    site.clock.set(at("2027-01-05", 9));
    let kept = archive::read(&site.app).await.unwrap();
    let (pages, tables) = kept.numbers();
    assert!(pages > 20 && tables > 3, "{pages} {tables}");
    let board = site.app.live.today().await.unwrap();
    let shell = app::ArchiveShell {
        lang: app::text::Lang::Vi,
        campaign: "Chiến dịch".to_owned(),
        day: board.day(),
        seq: board.seq(),
        last: "1:abc".to_owned(),
        style: "main{color:red}".to_owned(),
    };
    let mut file = Vec::new();
    archive::written(&kept, &shell, &mut file).unwrap();
    let file = String::from_utf8(file).unwrap();
    assert!(file.contains("số liệu hết ngày 21/11/2026"));
    // It asks nobody for anything, and each of its links leads to what it holds.
    let committee = Committee::of(&site).await;
    for at in ["/", "/units/SO-Y-TE", "/duties/SO-Y-TE/CN-Y-TE", "/matrix"] {
        let page = unpacked(&file, at);
        for alien in ["<form", "<script", " src=\"", " href=\"/"] {
            assert!(!page.contains(alien), "{at} has {alien}");
        }
        for link in page.split(" href=\"#/").skip(1) {
            let link = link.split('"').next().unwrap();
            assert!(
                file.contains(&format!(" data-at=\"/{link}\"")),
                "{at}: {link}"
            );
        }
        // What it says is what the page says.
        let live = committee.get(at).await.expect(StatusCode::OK);
        let shares = |body: &str| -> Vec<String> {
            let all = body.split("data-figure=\"").skip(1);
            all.map(|it| it.split('>').next().unwrap().to_owned())
                .collect()
        };
        let main = live.body.split("<main").nth(1).unwrap();
        assert_eq!(shares(&page), shares(main), "{at}");
    }
    let table = unpacked(&file, "/units?format=csv&amp;table=units");
    assert!(table.contains("SO-Y-TE"), "{table}");
    // Its people are taken out: what they did stays, and nobody signs in.
    let before = board.figures();
    let line = Line {
        at: site.clock.now(),
        person: None,
        source: "root",
        action: "erased",
        subject: "people",
        detail: "",
    };
    let (taken, _) = erasure::counted(&site.store.db).await.unwrap();
    assert!(taken.iter().all(|(_, number)| *number >= 0) && taken[0].1 > 5);
    assert!(erasure::erase(&site.store.db, line).await.unwrap());
    let (taken, _) = erasure::counted(&site.store.db).await.unwrap();
    let left: i64 = taken.iter().map(|(_, number)| number).sum();
    assert_eq!(left, 0, "{taken:?}");
    let people = "select username || name || title || coalesce(email, '') || coalesce(phone, '') \
                  || coalesce(password_hash, '') || coalesce(salt, '') from people";
    for person in site.store.texts(people).await {
        assert!(person.starts_with('#') && !person.contains('@'), "{person}");
    }
    let told = site
        .store
        .texts("select coalesce(detail, '') from audit")
        .await;
    assert!(!told.iter().any(|it| it.contains("Người của")));
    let signed_out = committee.get("/").await;
    assert_eq!(signed_out.status, StatusCode::SEE_OTHER);
    let after = Live::new(site.store.db.clone(), site.clock.clone());
    assert_eq!(
        after.today().await.unwrap().figures()["city"],
        before["city"]
    );
}

/// What was read before midnight is judged again when it is written.
#[tokio::test]
async fn an_import_that_was_read_on_the_last_day_is_not_written_after_it() {
    let site = Site::new().await;
    let campaign = site
        .app
        .live
        .today()
        .await
        .unwrap()
        .campaign()
        .cloned()
        .unwrap();
    let mut calendar = Files::of_office(campaign.clone());
    calendar.set(
        "calendar.csv",
        "date,kind,name\n2026-12-25,holiday,Nghỉ bù\n",
    );
    let row = format!(
        "name,start,time_zone,closes_on,decision,reason,approver\n\
         {},{},{},2026-11-20,1/QĐ,Hết,Ban\n",
        campaign.name, campaign.start, campaign.zone
    );
    let mut closing = Files::of_office(campaign);
    closing.set("campaign.csv", row);
    let db = &site.store.db;
    let before = at("2026-11-20", 23);
    let after = at("2026-11-21", 1);
    let past = plan_files(db, &closing, before).await.unwrap();
    assert!(past.sound() && !past.nothing(), "{past}");
    let late = apply(db, &past, after).await.unwrap_err();
    assert!(late.to_string().contains("20/11/2026"), "{late}");
    let late = plan_files(db, &calendar, before).await.unwrap();
    apply(db, &plan_files(db, &closing, before).await.unwrap(), before)
        .await
        .unwrap();
    // What was read before it was closed is to be read again, and after the end is refused.
    assert!(apply(db, &late, after).await.is_err());
    let read = plan_files(db, &calendar, before).await.unwrap();
    assert!(read.sound() && !read.nothing(), "{read}");
    let late = apply(db, &read, after).await.unwrap_err();
    assert!(late.to_string().contains("khép lại"), "{late}");
    apply(db, &read, before).await.unwrap();
}
