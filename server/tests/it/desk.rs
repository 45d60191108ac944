//! The desk of who decides: its filters, the next report, plans together, what was decided
//! today.
use axum::http::{Method, StatusCode};

use crate::support::{
    page::Answer,
    site::{Site, form, request},
    users::{Account, Committee, Office, User},
};

/// The values of an attribute within a part of a page.
fn values<'a>(part: &'a str, before: &str) -> Vec<&'a str> {
    let after = part.split(before).skip(1);
    after.filter_map(|rest| rest.split('"').next()).collect()
}

fn part<'a>(page: &'a Answer, from: &str, to: &str) -> &'a str {
    let after = page.body.split(from).nth(1).unwrap_or_default();
    after.split(to).next().unwrap_or_default()
}

/// The milestones of the list, in its order.
fn listed(page: &Answer) -> Vec<String> {
    let table = part(page, "class=\"list review-table\"", "</table>");
    let ids = values(table, "data-milestone=\"");
    ids.into_iter().map(str::to_owned).collect()
}

/// The ticks of plans, as the form sends them.
fn ticks(page: &Answer) -> Vec<String> {
    let ticks = part(page, "class=\"plans\"", "</form>").split("<input");
    let ready = ticks.filter(|tick| tick.contains("name=\"plan\"") && !tick.contains("disabled"));
    ready
        .filter_map(|tick| values(tick, "value=\"").first().map(|it| (*it).to_owned()))
        .collect()
}

async fn send_plans(office: &Office<'_>, site: &Site, account: &str, ticks: &[&str]) -> Answer {
    let mut fields = vec![("account", account)];
    fields.extend(ticks.iter().map(|tick| ("plan", *tick)));
    let sent = request(
        Method::POST,
        "/review",
        Some(&office.session),
        form(&fields),
    );
    site.send(sent).await
}

async fn events(site: &Site, milestone: &str) -> Vec<String> {
    let sql =
        format!("select event from milestone_events where milestone = '{milestone}' order by seq");
    site.store.texts(&sql).await
}

/// One number for one thing: what waits for the office is told to the committee as to the office.
#[tokio::test]
async fn the_committee_reads_how_much_waits_for_the_office() {
    let site = Site::demo().await;
    let (office, committee) = (Office::of(&site).await, Committee::of(&site).await);
    let page = office.get("/review").await.plain();
    let at = page.find(" báo cáo chờ quyết định").unwrap();
    let number = page[..at]
        .rsplit(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap();
    assert!(!number.is_empty());
    let told = format!("{number} báo cáo chờ Thường trực");
    committee.get("/review").await.shows(&told);
}

#[tokio::test]
async fn the_next_report_is_the_next_of_the_filtered_list() {
    let site = Site::demo().await;
    let office = Office::of(&site).await;
    let page = office.get("/review?kind=outcome&sort=newest").await;
    let outcomes = listed(&page);
    assert!(outcomes.len() > 2);
    let [first, second] = [&outcomes[0], &outcomes[1]];

    let path = format!("/review/{first}?kind=outcome&sort=newest");
    let report = office.get(&path).await.expect(StatusCode::OK);
    report.shows("Báo cáo 1 trên ");
    let next = format!("/review/{second}?kind=outcome&amp;sort=newest");
    report.shows(&format!("href=\"{next}\""));

    // Returned for a usual reason, expected again on a day.
    let id = uuid::Uuid::now_v7().to_string();
    let mut fields = vec![
        ("submission", id.as_str()),
        ("decision", "returned"),
        ("usual", "not-signed"),
        ("resend", "1/1/2020"),
    ];
    let past = office.post(&path, &fields).await;
    past.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Ngày hẹn gửi lại phải sau hôm nay");
    fields[3].1 = "31/12/2099";
    let far = office.post(&path, &fields).await;
    far.expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("sau ngày kết thúc chiến dịch nhiều năm");
    fields[3].1 = "31/12/2027";
    let sent = office.post(&path, &fields).await;
    let to = format!("/review/{second}?kind=outcome&sort=newest&done=returned&of={first}");
    assert_eq!(sent.location(), to);
    let reason = "Văn bản chưa đủ chữ ký hoặc chưa đóng dấu.";
    let next = office.get(&to).await.expect(StatusCode::OK);
    next.shows("Đã trả lại");
    next.shows(&format!("href=\"/review/{first}\""));
    let history = office.get(&format!("/review/{first}")).await;
    history.shows(reason);
    history.shows("hẹn gửi lại 31/12/2027");

    // Whoever has to hand it over again reads both.
    let sql = format!("select unit from milestones where id = '{first}'");
    let unit = site.store.texts(&sql).await.pop().unwrap().to_lowercase();
    let head = Account::named(&site, &format!("head.{unit}")).await;
    let work = head.get("/work").await;
    work.shows(&format!("{reason} (hẹn gửi lại 31/12/2027)"));

    // What was decided today, with the way to look at it again.
    let desk = office.get("/review").await;
    desk.shows("1 quyết định hôm nay");
    let decided = part(&desk, "class=\"decided\"", "</section>");
    assert_eq!(values(decided, "data-milestone=\""), [first.as_str()]);
}

/// The menu says how much waits, as its page does; a past day's says nothing of today.
#[tokio::test]
async fn the_menu_counts_what_waits() {
    let site = Site::demo().await;
    let office = Office::of(&site).await;
    let number = |text: &str| text.replace('.', "").parse::<usize>().unwrap();
    let counted = |page: &Answer| {
        let item = part(page, "href=\"/review\"", "</a>");
        let waits = item.split("class=\"waits\">").nth(1).unwrap();
        number(waits.split('<').next().unwrap())
    };
    let desk = office.get("/review").await;
    // Reports, and measurements that the reader may decide on.
    let title = part(&desk, "class=\"page-title\">", "</h1>");
    let (reports, rest) = title.split_once(" báo cáo chờ quyết định").unwrap();
    let measured = rest.split_once(" số đo chờ ông/bà duyệt").unwrap().0;
    let all = number(reports) + number(measured.rsplit(' ').next().unwrap());
    assert_eq!(counted(&desk), all);
    assert_eq!(counted(&office.get("/units").await), all);
    office
        .get("/?as_of=2026-11-01")
        .await
        .hides("class=\"waits\"");

    let id = uuid::Uuid::now_v7().to_string();
    let returned = [
        ("submission", id.as_str()),
        ("decision", "returned"),
        ("usual", "not-signed"),
    ];
    let path = format!("/review/{}", listed(&desk)[0]);
    office
        .post(&path, &returned)
        .await
        .expect(StatusCode::SEE_OTHER);
    assert_eq!(counted(&office.get("/units").await), all - 1);

    let head = Account::named(&site, "head.syt").await;
    let work = head.get("/work").await;
    let menu = part(&work, "href=\"/work\"", "</a>");
    let to_do = menu.split("class=\"waits\">").nth(1);
    let to_do = to_do.and_then(|it| it.split('<').next()).unwrap();
    let todo = part(&work, "<ul class=\"tasks\">", "</ul>");
    assert_eq!(values(todo, "data-milestone=\"").len().to_string(), to_do);
}

#[tokio::test]
async fn the_desk_narrows_and_orders_what_waits() {
    let site = Site::demo().await;
    let office = Office::of(&site).await;
    let whole = office.get("/review").await;
    let all = listed(&whole);
    let unit = |id: &str| format!("select unit from milestones where id = '{id}'");
    let first = site.store.texts(&unit(&all[0])).await.pop().unwrap();
    // A unit by its code, a workstream as the table of points offers it.
    let of_unit = listed(&office.get(&format!("/review?q={first}")).await);
    assert!(of_unit.contains(&all[0]) && of_unit.len() < all.len());
    for id in &of_unit {
        assert_eq!(site.store.texts(&unit(id)).await.pop().unwrap(), first);
    }
    let held = part(&whole, "<table class=\"held\"", "</table>");
    let offered = values(held, "href=\"/review?workstream=");
    let code = offered[0];
    let of = |id: &str| format!("select workstream from milestones where id = '{id}'");
    for id in listed(&office.get(&format!("/review?workstream={code}")).await) {
        assert_eq!(site.store.texts(&of(&id)).await.pop().unwrap(), code);
    }
    // Nothing matches: said so, and the way back to all.
    let none = office.get("/review?q=khong-co-don-vi-nay").await;
    none.shows("Không có báo cáo nào phù hợp");
    assert_eq!(listed(&none), [""; 0]);
    // What counts nothing stands among the plans only.
    let uncounted = office.get("/review?counted=no").await;
    assert_eq!(listed(&uncounted), [""; 0]);
    assert_eq!(ticks(&uncounted).len(), ticks(&whole).len());
    assert_eq!(ticks(&office.get("/review?counted=yes").await).len(), 0);
    // The most points first: never more after less.
    let points = office.get("/review?counted=yes&sort=points").await;
    assert_eq!(listed(&points).len(), all.len());
}

#[tokio::test]
async fn plans_are_accepted_together_and_what_changed_is_left_out() {
    let site = Site::demo().await;
    let office = Office::of(&site).await;
    let page = office.get("/review").await;
    let ticks = ticks(&page);
    assert!(ticks.len() > 3);
    let ticks: Vec<&str> = ticks.iter().map(String::as_str).collect();
    let account = page.hidden("account").unwrap();
    let id = |tick: &str| tick.split('.').next().unwrap().to_owned();
    let [changed, others @ ..] = &ticks[..] else {
        panic!()
    };

    // Decided on in another tab since the list was read.
    let form = uuid::Uuid::now_v7().to_string();
    let returned = [
        ("submission", form.as_str()),
        ("decision", "returned"),
        ("reason", "Thiếu phụ lục"),
    ];
    office
        .post(&format!("/review/{}", id(changed)), &returned)
        .await;
    // What counts is not accepted this way, whatever its mark says.
    let product = &listed(&page)[0];
    let forged = others[0].replacen(&id(others[0]), product, 1);
    let forged = forged.replacen(
        forged.split('.').nth(1).unwrap(),
        &uuid::Uuid::now_v7().to_string(),
        1,
    );
    let sent: Vec<&str> = ticks.iter().copied().chain([forged.as_str()]).collect();

    let nobody = send_plans(&office, &site, "another account", &sent).await;
    assert_eq!(nobody.status, StatusCode::CONFLICT);
    for tick in others {
        assert_eq!(events(&site, &id(tick)).await.last().unwrap(), "submitted");
    }

    // Sent twice, it is accepted once.
    for _ in 0..2 {
        let done = send_plans(&office, &site, &account, &sent).await;
        let done = done.expect(StatusCode::OK);
        done.shows(&format!("Đã nghiệm thu {} kế hoạch", others.len()));
        done.shows("2 mục để lại");
        done.shows("Sản phẩm và kết quả được quyết định từng báo cáo một.");
        assert_eq!(self::ticks(&done).len(), 0, "nothing is left to tick");
    }
    for tick in others {
        let events = events(&site, &id(tick)).await;
        let accepted = events.iter().filter(|event| *event == "accepted").count();
        assert_eq!((accepted, events.last().unwrap().as_str()), (1, "accepted"));
    }
    assert_eq!(
        events(&site, &id(changed)).await.last().unwrap(),
        "returned"
    );
    assert_eq!(events(&site, product).await.last().unwrap(), "submitted");

    let nothing = send_plans(&office, &site, &account, &[]).await;
    nothing
        .expect(StatusCode::UNPROCESSABLE_ENTITY)
        .shows("Chưa chọn mục nào");
    let large = "x".repeat(2 * 1024 * 1024);
    send_plans(&office, &site, &account, &[&large])
        .await
        .expect(StatusCode::PAYLOAD_TOO_LARGE)
        .shows("<html");
    let broken = send_plans(&office, &site, &account, &["x.y.z"]).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
}

/// Signs change no number; they say where to look.
#[tokio::test]
async fn a_report_shows_its_signs() {
    let site = Site::new().await;
    let member = Account::named(&site, "member.y-te").await;
    let other = Account::named(&site, "head.phuong-mot").await;
    let office = Account::named(&site, "office2").await;
    let path = "/review/yte-san-pham";
    let report = |id: &str, day: &str| -> Vec<(&'static str, String)> {
        [
            ("submission", id),
            ("produced", "Tập hồ sơ"),
            ("document_number", "214/BB-SYT"),
            ("document_day", day),
            ("link", "https://luutru.example/chung.pdf"),
            ("no_secrets", "true"),
            ("version", "0"),
            ("action", "submit"),
        ]
        .map(|(name, value)| (name, value.to_owned()))
        .to_vec()
    };
    let hand_over = async |who: &Account, path: &str, day: &str| {
        let id = uuid::Uuid::now_v7().to_string();
        let fields = report(&id, day);
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        who.post(path, &fields).await.expect(StatusCode::SEE_OTHER);
    };
    let decide = async |office: &Account, fields: &[(&str, &str)]| {
        let id = uuid::Uuid::now_v7().to_string();
        let mut all = vec![("submission", id.as_str())];
        all.extend(fields);
        office.post(path, &all).await.expect(StatusCode::SEE_OTHER);
    };

    hand_over(&member, "/work/yte-san-pham", "16/11/2026").await;
    let page = office.get(path).await;
    for sign in ["class=\"signs\"", "Cùng văn bản hoặc đường dẫn"] {
        page.hides(sign);
    }
    // The same link from another unit: named to who reads it, with the way there.
    hand_over(&other, "/work/p1-dan-cu", "10/11/2026").await;
    let page = office.get(path).await;
    page.shows("Cùng văn bản hoặc đường dẫn đã dùng ở mốc khác");
    page.shows("href=\"/duties/");

    // Came back, and again with a document of before; before the campaign, too.
    site.later(24 * 60);
    let member = Account::named(&site, "member.y-te").await;
    let office = Account::named(&site, "office2").await;
    decide(
        &office,
        &[("decision", "returned"), ("usual", "document-old")],
    )
    .await;
    hand_over(&member, "/work/yte-san-pham", "16/11/2026").await;
    office
        .get(path)
        .await
        .shows("Văn bản ký ngày 16/11/2026, trước lần trả lại ngày");
    decide(&office, &[("decision", "accepted"), ("checked", "true")]).await;
    let page = office.get(path).await;
    page.shows("Được nghiệm thu trong vòng một phút sau khi gửi.");
    decide(&office, &[("decision", "revoked"), ("reason", "Xem lại")]).await;
    hand_over(&member, "/work/yte-san-pham", "01/01/2020").await;
    office
        .get(path)
        .await
        .shows("Văn bản ký ngày 01/01/2020, trước ngày bắt đầu chiến dịch");
}

/// However many measurements wait: a page of them, of one unit, or those with a sign.
#[tokio::test]
async fn waiting_values_are_read_by_pages_by_unit_and_by_their_signs() {
    let site = Site::demo().await;
    let office = Office::of(&site).await;
    let first = office
        .get("/review?list=values")
        .await
        .expect(StatusCode::OK);
    let second = office
        .get("/review?list=values&page=2")
        .await
        .expect(StatusCode::OK);
    let ids = |page: &Answer| -> Vec<String> {
        let table = part(page, "class=\"values-desk\"", "</table>");
        let ids = values(table, "data-measurement=\"");
        ids.into_iter().map(str::to_owned).collect()
    };
    let (one, two) = (ids(&first), ids(&second));
    assert_eq!((one.len(), two.len().min(1)), (50, 1));
    assert!(one.iter().all(|id| !two.contains(id)));
    // A unit's stand together.
    let mut heads = values(&first.body, "href=\"/review?unit=");
    heads.dedup();
    let all = heads.len();
    heads.sort_unstable();
    heads.dedup();
    assert_eq!(heads.len(), all);
    let unit = heads[0].split('&').next().unwrap().to_owned();
    let own = office
        .get(&format!("/review?list=values&unit={unit}"))
        .await;
    assert!(!ids(&own).is_empty());
    for id in ids(&own) {
        let sql = format!(
            "select i.unit from measurements m join indicators i on i.code = m.indicator where m.id = '{id}'"
        );
        assert_eq!(site.store.texts(&sql).await.pop().unwrap(), unit);
    }
    // With a sign only: none of them is ticked beforehand.
    let signs = office
        .get("/review?list=values&signs=1")
        .await
        .expect(StatusCode::OK);
    let table = part(&signs, "class=\"values-desk\"", "</table>");
    assert!(!ids(&signs).is_empty() && !table.contains(" checked"));
    // The desk, its page of values and the menu have one number.
    let of_reader = |page: &Answer| {
        let (before, _) = page.body.split_once(" số đo chờ ông/bà duyệt").unwrap();
        before.rsplit(['>', ' ']).next().unwrap().to_owned()
    };
    assert_eq!(of_reader(&office.get("/review").await), of_reader(&first));

    // What is ticked is of the page that is shown.
    let boxes: Vec<&str> = values(
        part(&second, "class=\"values-desk\"", "</table>"),
        "name=\"value\" value=\"",
    );
    let boxes: Vec<&str> = boxes
        .into_iter()
        .filter(|it| !it.is_empty())
        .take(3)
        .collect();
    let account = second.hidden("account").unwrap();
    let mut fields = vec![
        ("account", account.as_str()),
        ("about", "measurements"),
        ("event", "accepted"),
    ];
    // Nothing was ticked, and nothing is ticked in the answer: the next tick is the only one.
    let ticked = |page: &Answer| {
        let boxes = page.body.split("name=\"value\"").skip(1);
        let tags = boxes.filter_map(|it| it.split('>').next());
        tags.filter(|tag| tag.contains("checked")).count()
    };
    assert_eq!(ticked(&second), 0);
    second.shows("data-plain");
    let path = "/review?list=values&page=2";
    let none = request(Method::POST, path, Some(&office.session), form(&fields));
    let none = site
        .send(none)
        .await
        .expect(StatusCode::UNPROCESSABLE_ENTITY);
    none.shows("Chưa chọn số đo nào; chưa ghi gì.");
    assert_eq!(ticked(&none), 0);
    fields.extend(boxes.iter().map(|it| ("value", *it)));
    let sent = request(
        Method::POST,
        "/review?list=values&page=2",
        Some(&office.session),
        form(&fields),
    );
    let answer = site.send(sent).await.expect(StatusCode::OK);
    answer.shows("Đã chấp nhận 3 số đo");
    answer.shows("Trang 2/");
    let desk = office.get("/review").await;
    desk.shows("3 quyết định hôm nay");
    desk.shows("số đo: 3 chấp nhận, 0 trả lại");
}
