//! `/plan`: the office changes the plan; what was read is what is written.
use app::domain::parse_day;
use axum::http::StatusCode;
use serde_json::Value;
use tiendo::{
    db::{audit, people},
    ledger::accounts,
};

use crate::unsent::sign_in_from;

use crate::support::{
    campaign::{self, TODAY},
    page::{Answer, text},
    plan_form::{Form, GROUNDS},
    site::{ORIGIN, PASSWORD, Site},
    store::{Store, on_both},
    users::{Head, Member, Office, User},
};

on_both!(
    what_a_preview_says_is_what_happens_and_yesterday_stays,
    rule_4_a_promise_changes_by_a_decision_alone_also_in_a_form,
    two_offices_at_once_on_the_same_row_conflict,
    a_form_sent_twice_is_one_change,
    many_units_get_one_milestone_by_one_decision,
    a_later_deadline_for_many_keeps_the_first,
    a_new_lead_ends_the_one_before_on_the_day_before,
    units_that_merge_go_on_with_all_that_happened,
    one_unit_is_split_in_two,
    what_is_saved_of_many_was_read_and_comes_once,
    the_same_form_four_times_at_once_is_written_once,
    a_part_of_the_plan_is_taken_away_and_pasted_again,
    rule_8_an_officer_changes_no_promise_of_the_own_unit,
);

/// An officer who is at home in no unit.
async fn second(site: &Site) -> Office<'_> {
    Office::named(site, "office2").await
}

/// The figures of today, as `tiendo figures` prints them.
async fn figures(site: &Site) -> Value {
    let mut figures = site.app.live.today().await.unwrap().figures();
    figures["seq"] = Value::Null;
    figures
}

async fn figures_of(site: &Site, day: &str) -> Value {
    let day = app::domain::parse_day(day).unwrap();
    let mut figures = site.app.live.as_of(day).await.unwrap().unwrap().figures();
    figures["seq"] = Value::Null;
    figures
}

/// The cells of the row of a table of what moves: before and after.
fn moved(page: &Answer, row: &str) -> (String, String) {
    let head = format!("<th scope=\"row\">{row}</th>");
    let found = page
        .body
        .split(&head)
        .nth(1)
        .unwrap_or_else(|| panic!("no row {row}"));
    let cells: Vec<String> = found
        .split("<td")
        .skip(1)
        .take(2)
        .map(|it| {
            let (_, inside) = it.split_once('>').unwrap();
            text(inside.split("</td>").next().unwrap())
                .trim()
                .to_owned()
        })
        .collect();
    (cells[0].clone(), cells[1].clone())
}

const YESTERDAY: &str = "2026-11-19";

async fn what_a_preview_says_is_what_happens_and_yesterday_stays(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = second(&site).await;
    let before = figures_of(&site, YESTERDAY).await;
    let path = "/plan/duties/row?key=SO-Y-TE/CN-Y-TE";
    let form = Form::open(&office, path)
        .await
        .with(&[("weight", "250000")])
        .with(&GROUNDS);
    let (page, done) = form.carried_out().await;
    assert!(
        done.location()
            .starts_with("/plan/duties/row?key=SO-Y-TE/CN-Y-TE&done=")
    );
    let (_, after) = moved(&page, "Toàn thành phố, nghiệm thu");
    let overview = office.get("/campaign").await.expect(StatusCode::OK);
    overview.shows(&after);
    let shown = office.get(done.location()).await.expect(StatusCode::OK);
    for words in ["Đã ghi", "418/QĐ", "Kết luận phiên họp", "250000"] {
        shown.shows(words);
    }
    assert_eq!(
        figures_of(&site, YESTERDAY).await,
        before,
        "yesterday moved"
    );
    let changes = office.get("/units/SO-Y-TE").await.expect(StatusCode::OK);
    changes.shows("418/QĐ");
}

async fn rule_4_a_promise_changes_by_a_decision_alone_also_in_a_form(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = second(&site).await;
    let before = figures(&site).await;
    for (path, field, value) in [
        ("/plan/duties/row?key=SO-Y-TE/CN-Y-TE", "volume", "5"),
        ("/plan/units/row?key=SO-Y-TE", "name", "Sở khác"),
        (
            "/plan/milestones/row?key=yte-san-pham",
            "deadline",
            "30/12/2026",
        ),
        ("/plan/milestones/row?key=yte-san-pham", "weight", "9"),
        ("/plan/indicators/row?key=CT-Y-TE", "target", "50"),
        ("/plan/campaign/row", "deadline", "30/06/2027"),
    ] {
        let form = Form::open(&office, path).await.with(&[(field, value)]);
        let refused = form.send("look").await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{path} {field}"
        );
        refused.shows("phần Căn cứ");
        refused.shows(value);
        // With half a decision too.
        let half = form.with(&[("decision", "1/QĐ")]).send("write").await;
        assert_eq!(
            half.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{path} {field}"
        );
    }
    // What was mistyped is put right freely, and what says nothing new says so.
    let same = Form::open(&office, "/plan/units/row?key=SO-Y-TE").await;
    same.send("look")
        .await
        .expect(StatusCode::OK)
        .shows("Không có gì thay đổi");
    assert_eq!(figures(&site).await, before);
}

async fn two_offices_at_once_on_the_same_row_conflict(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let (one, other) = (second(&site).await, Office::of(&site).await);
    let path = "/plan/duties/row?key=SO-Y-TE/CN-Y-TE";
    let mine = Form::open(&one, path)
        .await
        .with(&[("volume", "2000")])
        .with(&GROUNDS);
    let theirs = Form::open(&other, path)
        .await
        .with(&[("volume", "3000")])
        .with(&GROUNDS);
    let (_, mine) = mine.looked().await;
    theirs.carried_out().await;
    let refused = mine.send("write").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    // Computed anew: it would now change what the other wrote, and says so.
    refused.shows("3000 → 2000");
    let seen = refused.hidden("seen").unwrap();
    let done = mine.with(&[("seen", &seen)]).send("write").await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    // A form of another account is given back.
    let foreign = Form::open(&one, path)
        .await
        .with(&[("account", "id-office")]);
    assert_eq!(foreign.send("look").await.status, StatusCode::CONFLICT);
}

async fn a_form_sent_twice_is_one_change(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = second(&site).await;
    let new = [
        ("code", "PHUONG-BA"),
        ("name", "Phường Thử Ba"),
        ("kind", "ward"),
        ("bloc", "government"),
        ("tier", "commune"),
    ];
    let (_, form) = Form::open(&office, "/plan/units/new")
        .await
        .with(&new)
        .looked()
        .await;
    let first = form.send("write").await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let seq = site.store.db.seq().await.unwrap();
    let second = form.send("write").await;
    assert!(
        second.location().ends_with("done=0"),
        "{}",
        second.location()
    );
    assert_eq!(site.store.db.seq().await.unwrap(), seq);
    let row = office.get(second.location()).await.expect(StatusCode::OK);
    row.shows("đã có trong sổ");
    // Nothing is written that was not looked at.
    let form = Form::open(&office, "/plan/units/new").await.with(&new);
    let unread = form.with(&[("code", "PHUONG-TU"), ("name", "Phường Thử Tư")]);
    assert_eq!(unread.send("write").await.status, StatusCode::CONFLICT);
}

async fn many_units_get_one_milestone_by_one_decision(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = second(&site).await;
    let form = Form::open(&office, "/plan/together/milestones")
        .await
        .with(&[
            ("workstream", "QG-DAN-CU"),
            ("title", "Biên bản đối soát"),
            ("deadline", "31/12/2026"),
            ("weight", "3"),
            ("kinds", "ward"),
            ("party", "lead"),
        ]);
    let before = figures_of(&site, YESTERDAY).await;
    let (page, _) = form.with(&GROUNDS).carried_out().await;
    page.shows("2 dòng sẽ ghi");
    let responsible = site.store.texts(
        "select responsible from milestones where title = 'Biên bản đối soát' order by unit",
    );
    assert_eq!(responsible.await, ["CTY-VANG", "CTY-XANH"]);
    let (_, after) = moved(&page, "Toàn thành phố, nghiệm thu");
    office
        .get("/campaign")
        .await
        .expect(StatusCode::OK)
        .shows(&after);
    assert_eq!(figures_of(&site, YESTERDAY).await, before);
    // Who saved it, and by which decision, is told; the same form once more is one change.
    let changes = office.get("/plan/changes").await.expect(StatusCode::OK);
    for words in ["office2", "418/QĐ", "Một mốc cho nhiều đơn vị"] {
        changes.shows(words);
    }
    // Of units that have no duty there none is made unasked.
    let form = Form::open(&office, "/plan/together/milestones")
        .await
        .with(&[
            ("workstream", "QG-DAT-DAI"),
            ("title", "Sổ địa chính"),
            ("deadline", "31/12/2026"),
            ("codes", "PHUONG-HAI, KHONG-CO"),
        ]);
    let refused = form.send("look").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    refused.shows("Không có đơn vị mã KHONG-CO");
    refused.shows("Sổ địa chính");
}

async fn a_later_deadline_for_many_keeps_the_first(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = second(&site).await;
    let fields = [
        ("workstream", "CN-Y-TE"),
        ("closing", "15/12/2026"),
        ("deadline", "15/01/2027"),
        ("kinds", "department"),
    ];
    let form = Form::open(&office, "/plan/together/deadlines")
        .await
        .with(&fields);
    let undecided = form.send("look").await;
    assert_eq!(undecided.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = Form::open(&office, "/plan/together/deadlines")
        .await
        .with(&fields);
    let (page, _) = form.with(&GROUNDS).carried_out().await;
    page.shows("1 dòng sẽ ghi");
    let duty = office
        .get("/duties/SO-Y-TE/CN-Y-TE")
        .await
        .expect(StatusCode::OK);
    duty.shows("15/01/2027");
    duty.shows("15/12/2026");
    let by = site.store.texts(
        "select person || ' ' || decision from milestone_events where event = 'extended' \
         and milestone = 'yte-san-pham'",
    );
    assert_eq!(by.await, ["id-office2 418/QĐ"]);
    // So many days more for each, from the deadline it has now.
    let fields = [("closing", "15/01/2027"), ("deadline", "+30")];
    let open = async |days: &str| {
        let form = Form::open(&office, "/plan/together/deadlines").await;
        let kinds = [("workstream", "CN-Y-TE"), ("kinds", "department")];
        form.with(&kinds).with(&fields).with(&[("deadline", days)])
    };
    for days in ["+0", "+731", "+ba mươi"] {
        let wrong = open(days).await.with(&GROUNDS).send("look").await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{days}");
    }
    open("+30").await.with(&GROUNDS).carried_out().await;
    let duty = office.get("/duties/SO-Y-TE/CN-Y-TE").await;
    duty.shows("14/02/2027");
    duty.shows("15/12/2026");
}

async fn a_new_lead_ends_the_one_before_on_the_day_before(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = second(&site).await;
    let form = Form::open(&office, "/plan/together/companies")
        .await
        .with(&[
            ("partner", "CTY-VANG"),
            ("role", "lead"),
            ("from", TODAY),
            ("codes", "SO-Y-TE"),
            ("takes_over", "yes"),
        ]);
    form.with(&GROUNDS).carried_out().await;
    let rows = site.store.texts(
        "select partner || ' ' || role || ' ' || coalesce(valid_to, '-') from assignments \
         where unit = 'SO-Y-TE' order by seq desc, partner limit 2",
    );
    assert_eq!(rows.await, ["CTY-VANG lead -", "CTY-XANH lead 2026-11-19"]);
    // What was open is the new lead's, by an event with its decision.
    let given = site.store.texts(
        "select milestone || ' ' || responsible from milestone_events \
         where event = 'reassigned' and decision = '418/QĐ' order by milestone",
    );
    let given = given.await;
    assert!(
        given.contains(&"xanh-an-ninh CTY-VANG".to_owned()),
        "{given:?}"
    );
}

async fn units_that_merge_go_on_with_all_that_happened(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = second(&site).await;
    let before = figures_of(&site, YESTERDAY).await;
    let counted = figures(&site).await;
    // From a day to come its head is to be a member there.
    let to_come = people::by_username(&site.store.db, "head.phuong-mot", people::at_last());
    let head = to_come.await.unwrap().unwrap();
    let member = people::Person {
        role: "member".to_owned(),
        ..head.clone()
    };
    let mut tx = site.store.db.begin().await.unwrap();
    let (both, now) = ((&head, &member), site.clock.now());
    let changed = accounts::change(&mut tx, both, parse_day("2027-01-01"), now).await;
    changed.unwrap();
    let line = audit::Line {
        at: now,
        person: None,
        source: "",
        action: "person.changed",
        subject: "head.phuong-mot",
        detail: "",
    };
    audit::append(&mut tx, line).await.unwrap();
    tx.commit().await.unwrap();
    let form = Form::open(&office, "/plan/together/units")
        .await
        .with(&[("closing", "PHUONG-MOT"), ("into", "PHUONG-HAI")]);
    let (page, _) = form.with(&GROUNDS).carried_out().await;
    let (_, after) = moved(&page, "Toàn thành phố, nghiệm thu");
    office
        .get("/campaign")
        .await
        .expect(StatusCode::OK)
        .shows(&after);
    assert_eq!(
        figures_of(&site, YESTERDAY).await,
        before,
        "yesterday moved"
    );
    // The old one says where its work went, by both names.
    let old = office.get("/units/PHUONG-MOT").await.expect(StatusCode::OK);
    old.shows("Phường Thử Hai");
    let duty = office
        .get("/duties/PHUONG-HAI/QG-DAN-CU")
        .await
        .expect(StatusCode::OK);
    duty.shows("Mốc p1-dan-cu");
    duty.shows("Mốc p2-dan-cu");
    // With all that happened: nothing that was handed over or accepted is open again.
    let after = figures(&site).await;
    for count in ["products", "products_claimed", "products_accepted"] {
        assert_eq!(after["city"][count], counted["city"][count], "{count}");
    }
    // What is to be done is done once: both volumes.
    let volume = site.store.texts(
        "select cast(volume as text) from duties where unit = 'PHUONG-HAI' and workstream = 'QG-DAN-CU' \
         order by seq desc limit 1",
    );
    assert_eq!(volume.await, ["2000"]);
    // What the other had accepted stays accepted, and a merger that comes twice is one.
    let revoked = site.store.texts(
        "select milestone from milestone_events where event = 'revoked' and decision = '418/QĐ'",
    );
    assert!(revoked.await.is_empty());
    // Its head goes on in the other, and what was to come of the account comes there.
    for (day, role) in [(TODAY, "head"), ("2027-01-01", "member")] {
        let day = parse_day(day).unwrap();
        let head = people::by_username(&site.store.db, "head.phuong-mot", day).await;
        let head = head.unwrap().unwrap();
        assert_eq!(
            (head.role, head.unit),
            (role.to_owned(), Some("PHUONG-HAI".to_owned()))
        );
    }
    let audit = tiendo::board::verify(&site.store.db, None).await.unwrap();
    assert!(audit.is_whole(), "{audit:?}");
    let yesterday = office.get("/units/PHUONG-MOT?as_of=2026-11-19").await;
    yesterday.shows("Người của head.phuong-mot");
    yesterday.expect(StatusCode::OK).hides("Phường Thử Hai");
}

async fn one_unit_is_split_in_two(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = second(&site).await;
    for (code, name) in [("SO-A", "Sở A Thử"), ("SO-B", "Sở B Thử")] {
        let form = Form::open(&office, "/plan/units/new").await.with(&[
            ("code", code),
            ("name", name),
            ("kind", "department"),
            ("bloc", "government"),
            ("tier", "city"),
        ]);
        form.carried_out().await;
    }
    let before = figures_of(&site, YESTERDAY).await;
    // A life that got lost would open again what was handed over, accepted or given more time.
    let counted = |figures: &Value| {
        [
            "products",
            "products_claimed",
            "products_accepted",
            "products_late",
        ]
        .map(|count| figures["city"][count].clone())
    };
    let now = figures(&site).await;
    let form = Form::open(&office, "/plan/together/units").await.with(&[
        ("closing", "SO-TAI-CHINH"),
        ("into", "SO-A SO-B"),
        ("elsewhere", "CN-TAI-CHINH=SO-B"),
    ]);
    form.with(&GROUNDS).carried_out().await;
    // All that was promised is still promised, once.
    assert_eq!(counted(&figures(&site).await), counted(&now));
    assert_eq!(figures_of(&site, YESTERDAY).await, before);
    office
        .get("/duties/SO-A/QG-DAT-DAI")
        .await
        .expect(StatusCode::OK)
        .shows("Mốc tc-dat");
    office
        .get("/duties/SO-B/CN-TAI-CHINH")
        .await
        .expect(StatusCode::OK)
        .shows("Mốc tc-vang");
    let leads = site.store.texts(
        "select code || ' ' || owner_unit from workstreams where code in ('QG-DAT-DAI', 'CN-TAI-CHINH') \
         order by seq desc, code limit 2",
    );
    assert_eq!(leads.await, ["CN-TAI-CHINH SO-B", "QG-DAT-DAI SO-A"]);
    // Its company came along with its work.
    office
        .get("/units/SO-A")
        .await
        .expect(StatusCode::OK)
        .shows("Vàng Thử");
}

async fn what_is_saved_of_many_was_read_and_comes_once(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = second(&site).await;
    let form = Form::open(&office, "/plan/together/units")
        .await
        .with(&[("closing", "PHUONG-MOT"), ("into", "PHUONG-HAI")]);
    let (_, form) = form.with(&GROUNDS).looked().await;
    let seq = site.store.db.seq().await.unwrap();
    let unread = form.send_without("read").await.expect(StatusCode::OK);
    unread.shows("Đánh dấu đã đọc");
    assert_eq!(site.store.db.seq().await.unwrap(), seq);
    let first = form.send("write").await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    let seq = site.store.db.seq().await.unwrap();
    let second = form.send("write").await;
    assert!(
        second.location().ends_with("done=0"),
        "{}",
        second.location()
    );
    assert_eq!(site.store.db.seq().await.unwrap(), seq);
}

/// Asked before another has written it, each of them would be told that the plan had moved.
async fn the_same_form_four_times_at_once_is_written_once(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = second(&site).await;
    let form = Form::open(&office, "/plan/together/units")
        .await
        .with(&[("closing", "PHUONG-MOT"), ("into", "PHUONG-HAI")]);
    let (_, form) = form.with(&GROUNDS).looked().await;
    let send = || form.send("write");
    let (a, b, c, d) = tokio::join!(send(), send(), send(), send());
    for answer in [a, b, c, d] {
        assert_eq!(
            answer.status,
            StatusCode::SEE_OTHER,
            "{}",
            text(&answer.body)
        );
    }
    let lines = audit::of_plan(&site.store.db, 200).await.unwrap();
    assert_eq!(lines.len(), 1);
}

async fn a_part_of_the_plan_is_taken_away_and_pasted_again(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let office = second(&site).await;
    let table = office
        .get("/plan/duties?format=csv")
        .await
        .expect(StatusCode::OK);
    let table = table.body.trim_start_matches('\u{feff}').replace(',', "\t");
    let form = Form::open(&office, "/plan/duties/table").await;
    let same = form.with(&[("text", &table)]).send("look").await;
    same.expect(StatusCode::OK).shows("Không có gì thay đổi");
    // Only what is pasted changes, all of it or nothing.
    let grounds = "unit\tworkstream\trole\tvolume\tdecision\treason\tapprover\n";
    let line = |unit: &str, volume: &str| {
        format!("{unit}\tQG-DAN-CU\tcontribute\t{volume}\t7/QĐ\tĐếm lại\tPhó Trưởng Ban\n")
    };
    let wrong = format!(
        "{grounds}{}{}",
        line("PHUONG-MOT", "1500"),
        line("KHONG-CO", "3")
    );
    let form = Form::open(&office, "/plan/duties/table").await;
    let refused = form.with(&[("text", &wrong)]).send("look").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = format!(
        "{grounds}{}{}",
        line("PHUONG-MOT", "1500"),
        line("PHUONG-HAI", "1600")
    );
    let form = Form::open(&office, "/plan/duties/table").await;
    let (page, _) = form.with(&[("text", &right)]).carried_out().await;
    page.shows("2 dòng sẽ ghi");
    let row = office
        .get("/plan/duties/row?key=PHUONG-HAI/QG-DAN-CU")
        .await;
    let row = row.expect(StatusCode::OK);
    row.shows("1600");
    row.shows("7/QĐ");
}

async fn rule_8_an_officer_changes_no_promise_of_the_own_unit(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    // At home in BAN-TO-CHUC.
    let office = Office::of(&site).await;
    for (path, field, value) in [
        ("/plan/duties/row?key=BAN-TO-CHUC/QG-DAN-CU", "volume", "5"),
        (
            "/plan/milestones/row?key=btc-dan-cu",
            "deadline",
            "30/12/2026",
        ),
        ("/plan/units/row?key=BAN-TO-CHUC", "name", "Ban khác"),
    ] {
        let form = Form::open(&office, path).await.with(&[(field, value)]);
        let refused = form.with(&GROUNDS).send("look").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
    }
    for reads in [
        Head::of(&site).await.get("/plan").await,
        Member::of(&site).await.get("/plan").await,
    ] {
        assert_eq!(reads.status, StatusCode::FORBIDDEN);
    }
}

/// A list that may be empty can be set back to empty once something was chosen in it.
#[tokio::test]
async fn a_list_of_the_plan_can_be_set_back_to_empty() {
    let mut book = campaign::book();
    let (seq, recorded_at) = (book.rows.campaign[0].seq, book.rows.campaign[0].recorded_at);
    book.rows.documents.push(tiendo::ledger::DocumentRow {
        number: "05/KH-THU".into(),
        day: "2026-11-01".into(),
        title: "Kế hoạch thử".into(),
        level: Some("commune".into()),
        seq,
        recorded_at,
        ..Default::default()
    });
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let office = second(&site).await;
    let path = "/plan/documents/row?key=2026-11-01/05/KH-THU/";
    let page = office.get(path).await.expect(StatusCode::OK);
    let list = page.body.split("name=\"level\"").nth(1).unwrap();
    let list = list.split("</select>").next().unwrap();
    assert!(list.contains("value=\"\""), "{list}");
    let form = Form::open(&office, path).await.with(&[("level", "")]);
    form.carried_out().await;
    let levels = "select coalesce(level, 'none') from documents order by seq";
    assert_eq!(site.store.texts(levels).await, ["commune", "none"]);
    // What must be chosen has no empty choice.
    let page = office.get("/plan/units/row?key=SO-Y-TE").await;
    let list = page.body.split("name=\"kind\"").nth(1).unwrap();
    let list = list.split("</select>").next().unwrap();
    assert!(!list.contains("value=\"\""), "{list}");
}

/// Whatever is typed into a form of the plan is given back to who typed it, once that person is signed
/// in again; a mark of secrecy is not kept, and nothing is written by it.
#[tokio::test]
async fn what_is_typed_into_a_form_of_the_plan_is_kept_when_the_session_has_ended() {
    let row = "/plan/units/row?key=SO-Y-TE";
    let table = "code,name,kind,bloc,tier\nSO-MOI,Sở Mới 7741,department,government,city\n";
    /// The page of a form, what is typed into it, and what of it comes back.
    type Said<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str);
    let said: [Said<'_>; 4] = [
        (
            "/plan/documents/new",
            &[("number", "77/QĐ-7741"), ("title", "Văn bản mật 7741")],
            "77/QĐ-7741",
        ),
        (row, &[("name", "Sở Y tế 7741")], "Sở Y tế 7741"),
        ("/plan/units/table", &[("text", table)], "Sở Mới 7741"),
        (
            "/plan/together/units",
            &[("closing", "SO-Y-TE"), ("reason", "Sắp xếp 7741")],
            "Sắp xếp 7741",
        ),
    ];
    for (path, typed, kept) in said {
        let site = Site::at(Store::sqlite().await, ORIGIN).await;
        let office = second(&site).await;
        let form = Form::open(&office, path).await.with(typed);
        let form = form.with(&[("source", "TUYỆT MẬT 7741")]);
        site.later(61);
        let told = form.send("write").await.expect(StatusCode::UNAUTHORIZED);
        told.shows("kế hoạch CHƯA được");
        told.hides("7741");
        let another = sign_in_from(&site, &told, "office", PASSWORD).await;
        another.hides("7741");
        let again = sign_in_from(&site, &told, "office2", PASSWORD).await;
        again.shows(kept);
        again.shows("Chưa gửi: mẫu dưới đây giữ nội dung");
        again.hides("TUYỆT MẬT 7741");
        let plan = "select count(*) from audit where action = 'plan'";
        assert_eq!(site.store.number(plan).await, 0, "{path}");
    }
}
