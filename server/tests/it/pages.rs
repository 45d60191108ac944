//! What pages say beside figures: search, changes, the wall, what is taken away.
use axum::http::StatusCode;
use tiendo::{
    db::sessions,
    ledger::{DutyRow, IndicatorRow, MeasurementRow},
};

use crate::support::{
    campaign::{self, TODAY},
    page::text,
    site::{ORIGIN, Site},
    store::Store,
    users::{Account, Anonymous, Committee, Display, Office, Partner, User},
};

/// A past day is told as it ended; only today has a time.
#[tokio::test]
async fn a_past_day_has_no_time_of_now() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    let wall = Display::of(&site).await;
    let path = "/?as_of=2026-11-01";
    for page in [
        reader.get(path).await,
        reader.get("/units/SO-Y-TE?as_of=2026-11-01").await,
        wall.get(path).await,
    ] {
        page.shows("Số liệu đến hết ngày 01/11/2026");
    }
    let today = reader.get("/").await;
    today.hides("Số liệu đến hết ngày");
    today.shows("Số liệu đến ");
}

#[tokio::test]
async fn a_wall_shows_its_pages_and_nothing_else() {
    let site = Site::new().await;
    let wall = Display::of(&site).await;
    for path in ["/", "/matrix", "/databases", "/?as_of=2026-11-01"] {
        let page = wall.get(path).await.expect(StatusCode::OK);
        assert_eq!(page.header("refresh"), "300");
        page.hides("<form");
        page.hides("<nav");
        page.shows("hơn 10 phút chưa cập nhật được");
        // What renews it is in the page; nothing else is fetched to run.
        assert_eq!(page.body.matches("<script").count(), 1, "{path}");
        page.hides(".wasm");
    }
    for path in [
        "/units",
        "/units/SO-Y-TE",
        "/databases/CN-Y-TE",
        "/partners",
        "/brief",
        "/search?q=y",
        "/work",
        "/review",
    ] {
        wall.get(path).await.expect(StatusCode::FORBIDDEN);
    }
    // The same for anybody who asks for it, and only then.
    let reader = Committee::of(&site).await;
    assert_eq!(reader.get("/?wall=1").await.header("refresh"), "300");
    let page = reader.get("/").await;
    assert_eq!(page.header("refresh"), "");
    page.hides("picture-old");
    // Where somebody types nothing is renewed.
    Anonymous(&site)
        .get("/sign-in?wall=1")
        .await
        .hides("picture-old");
}

#[tokio::test]
async fn a_walls_session_has_no_idle_end_and_can_be_ended() {
    let site = Site::new().await;
    let (wall, reader) = (Display::of(&site).await, Committee::of(&site).await);
    site.later(3 * 24 * 60);
    // What runs out is swept; the wall's screen may have been off.
    let (now, idle) = (site.clock.now(), site.clock.now() - 3_600_000_000);
    sessions::sweep(&site.store.db, now, idle, site.app.today())
        .await
        .unwrap();
    wall.get("/").await.expect(StatusCode::OK);
    reader.get("/").await.expect(StatusCode::SEE_OTHER);

    let mut tx = site.store.db.begin().await.unwrap();
    let now = site.clock.now();
    let gone = tiendo::ledger::accounts::disable(&mut tx, "display", now)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert!(gone);
    wall.get("/").await.expect(StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn search_finds_without_accents_and_exact_accents_come_first() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    let page = reader
        .get("/search?q=phuong+thu")
        .await
        .expect(StatusCode::OK);
    let (one, two) = (
        page.body.find("Phường Thử Một"),
        page.body.find("Phường Thử Hai"),
    );
    assert!(
        two < one && two.is_some(),
        "Vietnamese order: Hai before Một"
    );
    for typed in ["SO-Y-TE", "so-y-te", "y%20te", "Y%20t%E1%BA%BF"] {
        reader
            .get(&format!("/search?q={typed}"))
            .await
            .shows("/units/SO-Y-TE");
    }
    reader
        .get("/search?q=Xanh")
        .await
        .shows("/partners/CTY-XANH");
    reader
        .get("/search?q=an+ninh")
        .await
        .shows("/programme/CT-AN-NINH");
    let nothing = reader.get("/search?q=khong+co+gi").await;
    nothing.shows("khong co gi");
    nothing.hides("/units/SO");
    reader.get("/search").await.expect(StatusCode::OK);
    // What a company may not open it does not find.
    let company = Partner::of(&site).await;
    let page = company.get("/search?q=thu").await;
    page.shows("/units/SO-Y-TE");
    page.hides("SO-TAI-CHINH");
    page.hides("CTY-VANG");
}

#[tokio::test]
async fn the_overview_says_what_turned_since_a_week_before() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    let page = reader.get("/").await;
    // Since 13/11 the milestone of PHUONG-MOT came within seven days.
    page.shows("1 nhiệm vụ xấu đi");
    page.shows("/compare?from=2026-11-13&amp;to=2026-11-20");
    // Each count stands beside that of the day before which it is compared with.
    page.shows("tuần trước");
    // In the first week there is nothing to compare with.
    let first = reader.get("/?as_of=2026-01-08").await;
    first.hides("/compare?from=");
    first.hides("tuần trước");
}

/// What a chairman needs is on the first screens, and nothing makes them long.
#[tokio::test]
async fn the_overview_is_read_in_ten_seconds() {
    let site = Site::demo().await;
    let page = Committee::of(&site).await.get("/").await;
    let page = page.expect(StatusCode::OK).body;
    let elements =
        page.matches('<').count() - page.matches("</").count() - page.matches("<!").count();
    assert!(elements <= 1600, "{elements} elements");
    let main = page.split("<main").nth(1).expect("the page");
    // What only machines read, and what is drawn again for a phone.
    let main = without(
        &without(main, "<span hidden", "</span>"),
        "<svg class=\"ch ch-narrow\"",
        "</svg>",
    );
    let main = without(
        &main,
        "<form method=\"post\" action=\"/account/theme\"",
        "</form>",
    );
    // What is folded is not read.
    let open = main
        .split("<details")
        .map(|part| part.rsplit("</details>").next().unwrap());
    let words: usize = open
        .map(|part| text(&format!("<p{part}")).split_whitespace().count())
        .sum();
    assert!(words <= 1100, "{words} words");
    let title = main
        .split("<h1")
        .nth(1)
        .and_then(|it| it.split("</h1>").next());
    let title = text(title.expect("a sentence"));
    for said in ["nghiệm thu", "kế hoạch", "điểm"] {
        assert!(title.contains(said), "{title}");
    }
    assert!(title.split_whitespace().count() < 15, "{title}");
}

/// A text without all that begins and ends so.
fn without(text: &str, begin: &str, end: &str) -> String {
    let mut pieces = text.split(begin);
    let first = pieces.next().unwrap_or_default().to_owned();
    let rest = pieces.filter_map(|piece| Some(piece.split_once(end)?.1));
    first + &rest.collect::<String>()
}

#[tokio::test]
async fn units_without_a_report_for_30_days_are_silent() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    let silent = reader.get("/units?silent=1").await.expect(StatusCode::OK);
    // Something was due since September. The others have nothing to do within 30 days, or
    // have had it for less than 30.
    assert_eq!(silent.codes("unit"), ["SO-TAI-CHINH"]);
    reader
        .get("/")
        .await
        .shows("/units?silent=1&amp;kind=department");
}

/// What a clerk imports for a unit is not its voice; what its people enter is.
#[tokio::test]
async fn an_import_wakes_no_silent_unit() {
    for (person, silent) in [(None, true), (Some("head.tai-chinh"), false)] {
        let mut rows = campaign::rows();
        let of_another = rows.indicators.iter().find(|it| it.unit.is_some());
        let indicator = IndicatorRow {
            code: "CT-TAI-CHINH".into(),
            unit: Some("SO-TAI-CHINH".into()),
            workstream: Some("QG-DAT-DAI".into()),
            ..of_another.unwrap().clone()
        };
        rows.indicators.push(indicator);
        let last = rows.measurements.iter().find(|it| it.id == "do-cho");
        let entered = MeasurementRow {
            id: "do-tai-chinh".into(),
            indicator: "CT-TAI-CHINH".into(),
            person: person.map(str::to_owned),
            ..last.unwrap().clone()
        };
        rows.measurements.push(entered);
        let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
        let reader = Committee::of(&site).await;
        let list = reader.get("/units?silent=1").await.expect(StatusCode::OK);
        let told = list.codes("unit").iter().any(|it| it == "SO-TAI-CHINH");
        assert_eq!(told, silent, "{person:?}");
    }
}

#[tokio::test]
async fn a_table_leaves_the_page_with_its_filter_its_day_and_its_scope() {
    let site = Site::new().await;
    let office = Office::of(&site).await;
    let file = office
        .get("/units?bloc=party&as_of=2026-11-01&format=csv&table=units")
        .await
        .expect(StatusCode::OK);
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(
        file.header("content-disposition")
            .contains("tien-do-units-bloc-party-2026-11-01.csv")
    );
    assert!(file.body.starts_with('\u{feff}'));
    let lines: Vec<&str> = file.body.lines().collect();
    assert_eq!(lines.len(), 2, "{}", file.body);
    assert!(lines[1].starts_with("BAN-TO-CHUC,Ban Tổ chức Thử,"));
    assert!(lines[1].contains(",2026-11-01,"));
    // Whose it is and what it holds, in every line (rule 10).
    assert!(lines[0].ends_with(",Chiến dịch,Phạm vi"), "{}", lines[0]);
    assert!(lines[1].ends_with(",Đơn vị (Khối Đảng)"), "{}", lines[1]);
    let one = office
        .get("/units/SO-Y-TE?format=csv&table=duties")
        .await
        .expect(StatusCode::OK);
    let name = one.header("content-disposition");
    assert!(
        name.contains("tien-do-duties-SOYTE-2026-11-20.csv"),
        "{name}"
    );
    let head = one.body.lines().next().unwrap();
    let mut heads: Vec<&str> = head.split(',').collect();
    let all = heads.len();
    heads.sort_unstable();
    heads.dedup();
    assert_eq!(heads.len(), all, "two columns have one name: {head}");
    for path in [
        "/units?format=xls",
        "/units?format=csv&table=people",
        "/work?format=csv",
    ] {
        let answer = office.get(path).await;
        assert!(
            [403, 404].contains(&answer.status.as_u16()),
            "{path}: {}",
            answer.status
        );
    }
    let company = Partner::of(&site).await;
    let file = company.get("/units?format=csv").await;
    file.shows("SO-Y-TE");
    file.hides("SO-TAI-CHINH");
}

/// A status is of the milestones, the day beside it the task's own: each says whose it is.
#[tokio::test]
async fn a_task_whose_own_day_is_over_says_by_which_its_status_is() {
    let mut rows = campaign::rows();
    let mut tasks = rows.workstreams.iter_mut();
    let task = tasks.find(|it| it.code == "CT-AN-NINH").unwrap();
    task.due = Some("2026-11-10".into());
    let site = Site::over(Store::sqlite().await, ORIGIN, rows).await;
    let reader = Committee::of(&site).await;
    let page = reader.get("/programme").await.expect(StatusCode::OK);
    page.shows("Chưa đến hạn");
    page.shows("theo hạn của mốc: 20/12/2026");
    page.shows("Hạn của nhiệm vụ");
    page.shows("Tính riêng, không cộng vào số liệu chung của chiến dịch.");
    let task = reader.get("/programme/CT-AN-NINH").await;
    task.shows("hạn của nhiệm vụ 10/11/2026: ");
    task.shows("quá 10 ngày");
    task.hides("đúng kế hoạch");
    let file = reader.get("/programme?format=csv").await;
    file.shows("Hạn của nhiệm vụ");
    file.shows("2026-11-10");
    file.shows("2026-12-20");
}

#[tokio::test]
async fn a_database_says_why_it_is_behind_and_who_holds_it_back() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    let page = reader
        .get("/databases/QG-DAT-DAI")
        .await
        .expect(StatusCode::OK);
    // Half of the whole lies in one milestone of its lead, due in October.
    page.shows("1 mốc đơn vị chưa báo cáo (50,0 điểm)");
    page.shows("/duties/SO-TAI-CHINH/QG-DAT-DAI");
    reader.get("/databases").await.shows("chậm kế hoạch");
    for path in [
        "/databases/KHONG-CO",
        "/programme/QG-DAT-DAI",
        "/databases/CT-AN-NINH",
    ] {
        reader.get(path).await.expect(StatusCode::NOT_FOUND);
    }
    reader
        .get("/programme/CT-AN-NINH")
        .await
        .expect(StatusCode::OK);
    reader
        .get(&format!("/programme?as_of={TODAY}"))
        .await
        .expect(StatusCode::OK);
    // A company sees sums over its own units only, and no other unit.
    let company = Partner::of(&site).await;
    let page = company
        .get("/databases/QG-DAT-DAI")
        .await
        .expect(StatusCode::OK);
    page.hides("SO-TAI-CHINH");
    company
        .get("/databases/CN-KHONG")
        .await
        .expect(StatusCode::NOT_FOUND);
    company.get("/agreements").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_page_kept_for_the_committee_is_shown_to_no_company_and_in_no_other_language() {
    let site = Site::new().await;
    let (reader, company) = (Committee::of(&site).await, Partner::of(&site).await);
    for path in [
        "/units",
        "/matrix?all=1",
        "/databases",
        "/outcomes",
        "/programme",
    ] {
        let first = reader.get(path).await.expect(StatusCode::OK);
        let again = reader.get(path).await.expect(StatusCode::OK);
        assert_eq!(first.plain(), again.plain(), "{path}");
        let own = company.get(path).await.expect(StatusCode::OK);
        own.hides("SO-TAI-CHINH");
        let sign = if path.contains('?') { '&' } else { '?' };
        let english = reader.get(&format!("{path}{sign}lang=en")).await;
        english.shows("How figures are computed");
    }
    reader.get("/units").await.shows("SO-TAI-CHINH");
}

/// F37: whoever looks for a unit by the name it had before finds it, and is told so.
#[tokio::test]
async fn a_renamed_unit_is_found_by_its_former_name() {
    let mut book = campaign::book();
    book.step("2026-11-19", 12);
    book.unit(
        "PHUONG-MOT",
        "Phường Kỳ Quý",
        "ward",
        "government",
        "commune",
    );
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let reader = Committee::of(&site).await;
    for typed in ["thu+mot", "phuong+thu+mot", "Th%E1%BB%AD+M%E1%BB%99t"] {
        let page = reader.get(&format!("/search?q={typed}")).await;
        page.shows("/units/PHUONG-MOT");
        page.shows("Phường Kỳ Quý");
        page.shows("tên cũ: Phường Thử Một");
        let field = reader.get(&format!("/islands/suggest?q={typed}")).await;
        field.shows("tên cũ: Phường Thử Một");
        for list in ["units", "matrix"] {
            let found = reader.get(&format!("/{list}?q={typed}")).await;
            assert!(
                found.codes("unit").contains(&"PHUONG-MOT".to_owned()),
                "{list}"
            );
        }
    }
    // By the name of today it is found as any other, however i and y are spelt.
    for typed in ["ky+quy", "ki+qui", "K%C3%AC+Qu%C3%AD"] {
        let page = reader.get(&format!("/search?q={typed}")).await;
        page.shows("/units/PHUONG-MOT");
        page.hides("tên cũ");
    }
    // On a day before, that was its name.
    let before = reader.get("/search?q=thu+mot&as_of=2026-11-18").await;
    before.shows("/units/PHUONG-MOT");
    before.hides("tên cũ");
    let before = reader.get("/search?q=ky+quy&as_of=2026-11-18").await;
    before.hides("/units/PHUONG-MOT");
}

/// So is a database by the name it had before.
#[tokio::test]
async fn a_renamed_workstream_is_found_by_its_former_name() {
    let mut book = campaign::book();
    book.step("2026-11-19", 12);
    book.workstream(
        "QG-DAT-DAI",
        "Thửa đất số",
        "national",
        Some("SO-TAI-CHINH"),
    );
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let reader = Committee::of(&site).await;
    for path in ["/search?q=dat+dai", "/islands/suggest?q=dat+dai"] {
        let found = reader.get(path).await;
        found.shows("/databases/QG-DAT-DAI");
        found.shows("Thửa đất số");
        found.shows("tên cũ: Đất đai");
        reader
            .get(&path.replace("dat+dai", "thua+dat"))
            .await
            .hides("tên cũ");
    }
    let before = reader.get("/search?q=dat+dai&as_of=2026-11-18").await;
    before.shows("/databases/QG-DAT-DAI");
    before.hides("tên cũ");
}

/// F40: the share of a database is weighted, so the sum of its records stands beside it.
#[tokio::test]
async fn rule_7_the_sum_of_records_stands_beside_the_weighted_share() {
    let mut book = campaign::book();
    let measured = [("BAN-TO-CHUC", 10, 1), ("SO-Y-TE", 1_000_000, 900_000)];
    let of = |duty: &DutyRow| duty.workstream == "QG-DAN-CU";
    for duty in book.rows.duties.iter_mut().filter(|duty| of(duty)) {
        let volume = measured.iter().find(|(unit, ..)| *unit == duty.unit);
        duty.volume = volume.map(|(_, volume, _)| *volume);
    }
    for (n, (unit, all, part)) in measured.into_iter().enumerate() {
        book.step("2026-11-10", n as i64);
        book.outcome(&format!("DC-{n}"), (unit, "QG-DAN-CU"), "100");
        book.measured_at(
            &format!("dc-{n}"),
            &format!("DC-{n}"),
            "2026-11-10",
            (part, all),
        );
    }
    let site = Site::over(Store::sqlite().await, ORIGIN, book.rows).await;
    let page = Committee::of(&site).await.get("/databases/QG-DAN-CU").await;
    page.shows("nên có thể trùng nhau: 900.001 trên 1.000.010 hồ sơ, 90,0%.");
    // Half of the whole and one sixth of it: (3·10 + 90) / 4 percent.
    let figures = page.figures("database", "QG-DAN-CU");
    let weighted = figures.iter().find(|(name, _)| name == "measured").unwrap();
    assert!(
        weighted.1.starts_with("0.29999") || weighted.1.starts_with("0.3000"),
        "{weighted:?}"
    );
}

/// What a unit last did is an act of any kind, and is called so.
#[tokio::test]
async fn the_last_act_of_a_unit_is_not_called_a_report() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    for path in ["/units", "/units?format=csv", "/databases/QG-DAT-DAI"] {
        let page = reader.get(path).await.expect(StatusCode::OK);
        page.shows("Hoạt động gần nhất");
        page.hides("Báo cáo gần nhất");
    }
}

/// Two readers who name one database must not take their figures for the same.
#[tokio::test]
async fn a_company_reads_that_a_sum_is_over_its_assigned_units() {
    let site = Site::new().await;
    let (reader, company) = (Committee::of(&site).await, Partner::of(&site).await);
    for path in [
        "/units",
        "/databases",
        "/databases/QG-DAT-DAI",
        "/databases/QG-DAT-DAI?why=accepted:workstream:QG-DAT-DAI",
        "/programme",
        "/agreements",
        "/outcomes",
        "/outcomes?database=QG-DAT-DAI",
    ] {
        let page = company.get(path).await.expect(StatusCode::OK);
        let told = page.body.to_lowercase();
        assert!(told.contains("đơn vị được phân công"), "{path}");
        let page = reader.get(path).await.expect(StatusCode::OK);
        page.hides("ơn vị được phân công");
    }
}

/// The bar at the foot of a phone leads to all that the menu does.
#[tokio::test]
async fn the_bar_of_a_phone_leaves_no_page_of_the_menu_out() {
    let site = Site::new().await;
    for who in [
        "committee",
        "office",
        "head.y-te",
        "member.y-te",
        "partner.xanh",
    ] {
        let page = Account::named(&site, who).await.get("/account").await;
        let of = |class: &str| {
            let mark = format!("class=\"{class}\"");
            let nav = page.body.split(&mark).nth(1).unwrap();
            let nav = nav.split("</nav>").next().unwrap();
            let links = nav.split("href=\"").skip(1);
            let mut links: Vec<&str> = links.filter_map(|it| it.split('"').next()).collect();
            links.sort_unstable();
            links
        };
        assert_eq!(of("nav"), of("bottom"), "{who}");
        let bar = page.body.split("class=\"bottom\"").nth(1).unwrap();
        let shown = bar.split("<details").next().unwrap().matches("<a ").count();
        assert!(shown <= 5, "{who}: {shown}");
    }
}

/// What nobody has to act on is folded under what it is: the duties of a unit that are on their
/// way, not due or done, and the units of a database kind by kind, but for the kind that leads.
#[tokio::test]
async fn what_is_not_to_be_acted_on_is_folded_under_its_counts() {
    let site = Site::demo().await;
    let reader = Committee::of(&site).await;
    let unit = reader.get("/units/SYT").await.expect(StatusCode::OK);
    unit.shows("Dự kiến đạt mục tiêu");
    let rest = unit.body.split("class=\"data duties-rest\"").nth(1);
    let rest = rest.and_then(|it| it.split("</details>").next()).unwrap();
    assert!(rest.contains("nhiệm vụ khác: "), "{rest}");
    let has = |status: &str| rest.contains(&format!("data-status=\"{status}\""));
    assert!(has("on-track") || has("not-due") || has("done"));
    for status in ["late", "at-risk", "unverified"] {
        assert!(!has(status), "{status}");
    }
    let database = reader.get("/databases/QG08").await.expect(StatusCode::OK);
    let groups = database.body.split("class=\"group-fold\"").skip(1);
    let open: Vec<bool> = groups
        .map(|group| {
            let (counts, list) = group.split_once("<details").unwrap();
            assert!(counts.contains("class=\"counts\""), "{counts}");
            list.starts_with(" open")
        })
        .collect();
    assert!(open.len() > 2, "{open:?}");
    assert_eq!(open.iter().filter(|open| **open).count(), 1, "{open:?}");
}
