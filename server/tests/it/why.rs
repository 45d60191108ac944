//! `?why=`: what a figure is made of adds up to it, for whoever may read it.
use std::collections::BTreeSet;

use app::{
    domain::{Mass, Share},
    views::Sums,
};
use axum::http::StatusCode;

use crate::support::{
    campaign::{HIDDEN, TODAY},
    fence::Fence,
    page::{Answer, text},
    rivals,
    site::{ORIGIN, Site},
    store::Store,
    users::{Committee, Display, Head, Office, Partner, User},
};

/// A figure as a page prints it, and the way to what it is made of.
#[derive(Debug, Clone)]
struct Link {
    page: String,
    address: String,
    printed: String,
    /// As machines read it; empty of a value.
    value: String,
}

/// The figures of a page that lead to what they are made of.
fn links(path: &str, page: &Answer) -> Vec<Link> {
    let own = path.split('?').next().unwrap_or(path);
    let tags = page.body.split("<a ").skip(1);
    let tags = tags.filter_map(|tag| tag.split_once('>'));
    let cell = |tag: &str| tag.contains("why=") && tag.ends_with("%\"");
    let asked = tags.filter(|(tag, _)| tag.contains("class=\"fig\"") || cell(tag));
    asked
        .map(|(tag, rest)| {
            let (_, address) = tag.split_once("href=\"").unwrap();
            let address = address.split('"').next().unwrap();
            let content = rest.split("</a>").next().unwrap();
            let value = content.split_once("value=\"").map(|(_, rest)| rest);
            let value = value.and_then(|rest| rest.split('"').next());
            Link {
                page: path.to_owned(),
                address: format!("{own}{}", address.replace("&amp;", "&")),
                printed: text(&format!("<b>{content}")),
                value: value.unwrap_or_default().to_owned(),
            }
        })
        .collect()
}

/// The panel of a page.
fn panel(page: &Answer) -> &str {
    let (_, panel) = page.body.split_once("id=\"why\"").expect("a panel");
    panel.split_once("</section>").unwrap().0
}

/// The exact numbers in a panel under a name.
fn numbers(panel: &str, name: &str) -> Vec<Mass> {
    let mark = format!("data-figure=\"{name}\" value=\"");
    let all = panel.split(&mark).skip(1);
    all.map(|rest| rest.split('"').next().unwrap().parse().unwrap())
        .collect()
}

fn heading(panel: &str) -> String {
    let (_, heading) = panel.split_once("<h2").unwrap();
    let heading = heading.split("</h2>").next().unwrap();
    text(&format!("<h2{heading}"))
}

/// What a panel adds up to over all its pages, its own numerator and denominator.
struct Closed {
    part: Mass,
    whole: Option<Mass>,
    rows: usize,
}

/// Reads all pages of a panel; what does not close is told.
async fn close(reader: &impl User, address: &str) -> Result<(Closed, Answer), String> {
    let address = address.split('#').next().unwrap();
    let first = reader.get(address).await;
    if first.status != StatusCode::OK {
        return Err(format!("{address}: {}", first.status));
    }
    let part = numbers(panel(&first), "why-part");
    let whole = numbers(panel(&first), "why-whole").first().copied();
    let (mut adds, mut weighs, mut rows) = (0, 0, 0);
    let of_milestones = panel(&first).contains("why-milestones");
    for number in 1.. {
        let page = match number {
            1 => None,
            _ => Some(reader.get(&format!("{address}&why_page={number}")).await),
        };
        let page = panel(page.as_ref().unwrap_or(&first)).to_owned();
        let of_page = numbers(&page, "adds");
        rows += of_page.len();
        adds += of_page.iter().sum::<Mass>();
        weighs += numbers(&page, "weighs").iter().sum::<Mass>();
        if let [of_page] = numbers(&page, "page-adds")[..] {
            assert_eq!(of_page, numbers(&page, "adds").iter().sum::<Mass>());
        }
        if !page.contains("Trang sau") {
            break;
        }
    }
    let told = Closed {
        part: part.first().copied().unwrap_or(0),
        whole,
        rows,
    };
    let way = panel(&first).contains("<dl class=\"people\"");
    if !part.is_empty() && !way && adds != told.part {
        return Err(format!("{address}: {adds} for {part:?}"));
    }
    // Of milestones the denominator is what the duty weighs.
    if rows > 0 && !of_milestones && weighs != whole.unwrap_or(0) {
        return Err(format!("{address}: over {weighs} for {whole:?}"));
    }
    Ok((told, first))
}

/// What is wrong with what a printed figure is made of.
async fn wrong(reader: &impl User, link: &Link) -> Option<String> {
    let (told, page) = match close(reader, &link.address).await {
        Ok(closed) => closed,
        Err(error) => return Some(format!("{}: {error}", link.page)),
    };
    let of_indicator = link.address.contains("why=value:");
    // The middle one of all is no quotient of theirs.
    let of_median = link.address.contains("why=held_too_long:");
    let sums = Sums {
        part: told.part,
        whole: told.whole,
    };
    let value = match link.address.contains("why=gap:") {
        true => format!("{:.1}", sums.points().unwrap() as f64 / 10.0),
        false => sums.six(),
    };
    if !of_indicator && !of_median && !link.value.is_empty() && value != link.value {
        return Some(format!("{link:?}: {value}"));
    }
    let heading = heading(panel(&page));
    let first = || link.printed.split(' ').next();
    // "chậm 25,0 điểm" is told by its number.
    let number = |it: &&str| it.contains(|c: char| c.is_ascii_digit());
    let printed = link.printed.split(' ').find(number).or_else(first).unwrap();
    if !heading.contains(printed) && !link.printed.contains(heading.trim_start_matches("Vì sao "))
    {
        return Some(format!("{link:?}: {heading}"));
    }
    if of_indicator && panel(&page).matches("data-tells").count() != 1 {
        return Some(format!("{link:?}: not told by one value"));
    }
    None
}

/// The codes of a few of a kind.
async fn some(store: &Store, sql: &str, number: usize) -> Vec<String> {
    let all = store.texts(sql).await;
    let step = (all.len() / number).max(1);
    all.into_iter().step_by(step).take(number).collect()
}

/// Product section 10: of 200 figures over all pages, today and on three past days, what is listed
/// adds up to the figure exactly.
#[tokio::test]
async fn what_a_figure_is_made_of_adds_up_to_it() {
    let site = Site::demo().await;
    let (reader, store) = (Committee::of(&site).await, &site.store);
    let mut pages: Vec<String> = ["/", "/units", "/databases", "/programme", "/partners"]
        .map(str::to_owned)
        .into();
    pages.extend(["/agreements".to_owned(), "/outcomes".to_owned()]);
    pages.extend(
        [
            "/matrix",
            "/matrix?group=department&cells=why",
            "/matrix?group=ward&sectors=1&cells=why",
        ]
        .map(str::to_owned),
    );
    for (path, sql) in [
        ("/units", "select distinct code from units order by code"),
        (
            "/databases",
            "select distinct code from workstreams where kind in ('national', 'sector') order by code",
        ),
        (
            "/partners",
            "select distinct code from partners order by code",
        ),
        (
            "/outcomes",
            "select distinct indicator from measurements order by indicator",
        ),
        (
            "/duties",
            "select distinct unit || '/' || workstream from duties order by 1",
        ),
    ] {
        let codes = some(store, sql, 4).await;
        pages.extend(codes.iter().map(|code| format!("{path}/{code}")));
    }
    let (mut looked_at, mut kinds, mut errors) = (0, BTreeSet::new(), Vec::new());
    for (day, seed) in [
        ("", 7_usize),
        ("2026-11-08", 11),
        ("2026-09-30", 13),
        ("2026-05-04", 17),
    ] {
        let mut all = Vec::new();
        for path in &pages {
            let path = match day {
                "" => path.clone(),
                day if path.contains('?') => format!("{path}&as_of={day}"),
                day => format!("{path}?as_of={day}"),
            };
            let page = reader.get(&path).await;
            // Not yet recorded on that day.
            if page.status == StatusCode::NOT_FOUND {
                continue;
            }
            let mut found = links(&path, &page.expect(StatusCode::OK));
            // No page is looked at by its first figures only, and none by most of all.
            let step = (found.len() / 8).max(1);
            found = found
                .into_iter()
                .skip(seed % step.max(1))
                .step_by(step)
                .collect();
            all.extend(found);
        }
        let step = (all.len() / 50).max(1);
        let mut chosen: Vec<&Link> = all
            .iter()
            .skip(seed % step)
            .step_by(step)
            .take(50)
            .collect();
        // A day of the past is read once, and not once a figure.
        chosen.sort_by_key(|link| link.address.split_once("as_of=").map(|(_, rest)| rest));
        for link in chosen {
            // Those of weeks before lead to the pages of their days.
            assert!(
                day.is_empty() || link.address.contains("as_of="),
                "{link:?}"
            );
            errors.extend(wrong(&reader, link).await);
            looked_at += 1;
            let (_, name) = link.address.split_once("why=").unwrap();
            let mut words = name.split([':', '#', '&']);
            kinds.insert((
                words.next().unwrap().to_owned(),
                words.next().unwrap().to_owned(),
            ));
        }
    }
    assert_eq!(errors, Vec::<String>::new());
    assert!(looked_at >= 200, "{looked_at}");
    assert!(kinds.len() >= 25, "{kinds:?}");
    for of in ["kind", "workstream-at-kind", "partner-at", "duty"] {
        assert!(kinds.iter().any(|(_, own)| own == of), "{of}: {kinds:?}");
    }
    assert!(kinds.iter().any(|(what, _)| what == "gap"), "{kinds:?}");
}

/// Whatever may be asked of a campaign closes, on any day, and is what the command line says.
#[tokio::test]
async fn every_figure_of_a_campaign_closes_and_is_the_one_of_the_command_line() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    let groups = [
        ("city", "/city"),
        ("bloc:government", "/blocs/government"),
        ("tier:commune", "/tiers/commune"),
        ("unit:SO-Y-TE", "/units/SO-Y-TE"),
        ("unit:PHUONG-MOT", "/units/PHUONG-MOT"),
        ("workstream:QG-DAN-CU", "/databases/QG-DAN-CU"),
        ("workstream:CN-Y-TE", "/databases/CN-Y-TE"),
        ("partner:CTY-XANH", "/partners/CTY-XANH"),
        ("partner:CTY-VANG", "/partners/CTY-VANG"),
        ("programme", "/programme"),
        ("agreements", "/agreements"),
        ("databases", ""),
        ("national", ""),
        ("sector", ""),
        ("led-by:SO-Y-TE", ""),
        ("unit-all:SO-Y-TE", ""),
        ("sector-at:SO-Y-TE", ""),
        ("kind:department", ""),
        ("sector-at-kind:department", ""),
        ("workstream-at-kind:ward:QG-DAT-DAI", ""),
        ("partner-at:CTY-XANH:SO-Y-TE", ""),
        ("workstream:CT-AN-NINH", ""),
        ("duty:SO-Y-TE:CN-Y-TE", ""),
        ("duty:SO-TAI-CHINH:CN-TAI-CHINH", ""),
        ("duty:PHUONG-MOT:QG-DAT-DAI", ""),
    ];
    let shares = [
        "claimed",
        "accepted",
        "measured",
        "expected",
        "expected_original",
    ];
    let counts = [
        "count-late",
        "count-late-open",
        "count-not-due",
        "count-unverified",
        "count-done",
        "products",
        "products_claimed",
        "products_accepted",
        "products_late",
        "measurable",
        "measured_duties",
    ];
    for day in [TODAY, "2026-11-10", "2026-07-01"] {
        let figures = match day {
            TODAY => site.app.live.today().await.unwrap().figures(),
            day => {
                let day = app::domain::parse_day(day).unwrap();
                site.app.live.as_of(day).await.unwrap().unwrap().figures()
            }
        };
        for (of, place) in groups {
            for what in shares.iter().chain(&counts).chain(&["gap"]) {
                let of_duty = of.starts_with("duty:");
                let address = format!("/agreements?as_of={day}&why={what}:{of}");
                let has_no_outcome = of_duty && *what == "measured" && !of.ends_with("CN-Y-TE");
                let no_share = counts.contains(what) || *what == "gap";
                if of_duty && no_share || has_no_outcome {
                    reader.get(&address).await.expect(StatusCode::NOT_FOUND);
                    continue;
                }
                let (told, _) = close(&reader, &address).await.unwrap();
                let Some(said) = figures.pointer(&format!("{place}/{what}")) else {
                    continue;
                };
                if place.is_empty() {
                    continue;
                }
                let said = said.as_f64();
                let told = match told.whole {
                    Some(whole) if *what == "gap" => {
                        let points = Share::signed_points(told.part, whole);
                        points.map(|tenths| tenths as f64 / 10.0)
                    }
                    Some(whole) => Share::new(told.part, whole).map(|it| it.six().parse().unwrap()),
                    None => Some(told.part as f64),
                };
                assert_eq!(told, said, "{address}");
            }
        }
    }
    // The value of an indicator is told by the one that counts.
    let page = reader.get("/outcomes?why=value:indicator:CT-Y-TE").await;
    assert_eq!(heading(panel(&page)), "Vì sao 72,0%");
    assert_eq!(panel(&page).matches("data-tells").count(), 1);
    // So is the way to its target.
    let page = reader.get("/units?why=measured:duty:SO-Y-TE:CN-Y-TE").await;
    assert_eq!(panel(&page).matches("data-tells").count(), 1);
}

/// Section 5: outside the full scope amounts only, and the sum closes all the same.
#[tokio::test]
async fn documents_and_people_are_told_in_the_full_scope_only() {
    let site = Site::new().await;
    let address = "/agreements?why=accepted:duty:SO-Y-TE:QG-DAN-CU";
    let committee = Committee::of(&site).await;
    let (of_committee, _) = close(&committee, address).await.unwrap();
    let other = Head::named(&site, "head.tai-chinh").await;
    for (reader, full) in [
        (committee.get(address).await, true),
        (Office::of(&site).await.get(address).await, true),
        (Head::of(&site).await.get(address).await, true),
        (other.get(address).await, false),
    ] {
        let told = panel(&reader);
        assert_eq!(told.contains("1/BB"), full, "{told}");
        assert_eq!(told.contains("Thường trực"), full, "{told}");
        assert_eq!(told.contains("ngoài phạm vi"), !full, "{told}");
        for words in HIDDEN {
            assert!(!told.contains(words), "{words}");
        }
    }
    let (of_other, _) = close(&other, address).await.unwrap();
    assert_eq!(of_other.part, of_committee.part);
    assert_eq!(of_other.rows, of_committee.rows);
    // The rows of a group: those of other units in italics, with their numbers.
    let group = other
        .get("/databases/QG-DAN-CU?why=accepted:workstream:QG-DAN-CU")
        .await;
    let rows = panel(&group).matches("<tr class=\"outside\"").count();
    assert_eq!(rows, 4);
    assert!(text(panel(&group)).contains("Sở Y tế Thử phối hợp"));
    // The values of an indicator, without who entered and decided.
    let address = "/outcomes?why=value:indicator:CT-Y-TE";
    let full = committee.get(address).await;
    assert!(panel(&full).contains("Người nhập"));
    let told = other.get(address).await;
    assert!(!panel(&told).contains("Người nhập") && !panel(&told).contains("VB-DO"));
}

/// A company is told of its own scope, whatever it asks; of the rest as of what does not exist.
#[tokio::test]
async fn rule_11_a_company_is_told_why_of_its_own_scope_only() {
    let site = Site::over(Store::sqlite().await, ORIGIN, rivals::rows()).await;
    let store = &site.store;
    let mut of: Vec<String> = ["city", "databases", "national", "sector", "programme"]
        .map(str::to_owned)
        .into();
    of.extend(
        [
            "agreements",
            "bloc:party",
            "bloc:government",
            "tier:city",
            "tier:commune",
            "kind:ward",
            "sector-at-kind:department",
        ]
        .map(str::to_owned),
    );
    for (names, sql) in [
        (
            &["unit", "unit-all", "led-by", "sector-at"][..],
            "select distinct code from units",
        ),
        (
            &["workstream", "workstream-at-kind:ward"],
            "select distinct code from workstreams",
        ),
        (
            &["partner-at"],
            "select distinct p.code || ':' || u.code from partners p, units u",
        ),
        (&["partner"], "select distinct code from partners"),
        (
            &["duty"],
            "select distinct unit || ':' || workstream from duties",
        ),
    ] {
        for code in store
            .texts(sql)
            .await
            .iter()
            .chain(&["KHONG-CO".to_owned()])
        {
            of.extend(names.iter().map(|name| format!("{name}:{code}")));
        }
    }
    let whats = [
        "accepted",
        "claimed",
        "measured",
        "expected_original",
        "count-late",
        "products",
        "gap",
    ];
    let mut asked: Vec<String> = of
        .iter()
        .flat_map(|of| whats.iter().map(move |what| format!("{what}:{of}")))
        .collect();
    for code in store.texts("select distinct code from indicators").await {
        asked.push(format!("value:indicator:{code}"));
    }
    let days = ["", "as_of=2026-11-18", "as_of=2026-07-01"];
    let mut figures = vec![site.app.live.today().await.unwrap().figures()];
    for day in days.iter().filter_map(|day| day.strip_prefix("as_of=")) {
        let day = app::domain::parse_day(day).unwrap();
        figures.push(site.app.live.as_of(day).await.unwrap().unwrap().figures());
    }
    for (account, code) in [("partner.xanh", "CTY-XANH"), ("partner.vang", "CTY-VANG")] {
        let company = Partner::named(&site, account).await;
        let fence = Fence::of(store, code, TODAY, &figures, false).await;
        let (mut told, mut found) = (0, Vec::new());
        for day in days {
            for name in &asked {
                for format in ["", "&format=csv&table=why"] {
                    let address = format!("/agreements?{day}&why={name}{format}");
                    let answer = company.get(&address).await;
                    if answer.status == StatusCode::NOT_FOUND {
                        // As of what does not exist.
                        assert!(!answer.body.contains("id=\"why\""));
                        continue;
                    }
                    let answer = answer.expect(StatusCode::OK);
                    let leaks = fence.leaks(&address, &answer);
                    found.extend(leaks.into_iter().map(|leak| format!("{address}: {leak}")));
                    if format.is_empty() {
                        told += 1;
                        close(&company, &address).await.unwrap();
                    }
                }
            }
            for name in [
                "accepted:city",
                "accepted:bloc:party",
                "accepted:partner:CTY-DO",
                "accepted:kind:department",
                "taken_late:partner-at:CTY-DO:SO-Y-TE",
            ] {
                let address = format!("/agreements?{day}&why={name}");
                company.get(&address).await.expect(StatusCode::NOT_FOUND);
            }
        }
        assert_eq!(found, Vec::<String>::new());
        assert!(told > 60, "{account}: {told}");
    }
    // Milestones of another company at a common unit are one row without a name.
    let company = Partner::named(&site, "partner.xanh").await;
    let page = company
        .get("/units?why=accepted:duty:SO-Y-TE:CN-Y-TE")
        .await;
    let told = text(panel(&page));
    assert!(told.contains("mốc của doanh nghiệp khác"), "{told}");
    assert!(!told.contains("yte-vang"), "{told}");
}

#[tokio::test]
async fn what_names_no_figure_is_a_page_that_does_not_exist() {
    let site = Site::new().await;
    let committee = Committee::of(&site).await;
    for name in [
        "accepted",
        "accepted:unit:KHONG-CO",
        "accepted:workstream:KHONG-CO",
        "accepted:partner:KHONG-CO",
        "accepted:duty:SO-Y-TE:KHONG-CO",
        "accepted:led-by:KHONG-CO",
        "accepted:sector-at:KHONG-CO",
        "accepted:workstream-at-kind:ward:KHONG-CO",
        "accepted:partner-at:KHONG-CO:SO-Y-TE",
        "accepted:partner-at:CTY-XANH:KHONG-CO",
        "gap:duty:SO-Y-TE:CN-Y-TE",
        "value:indicator:KHONG-CO",
        "value:city",
        "nothing:city",
        "accepted:city:1",
        "%3Cscript%3E",
        "accepted%00:city",
    ] {
        for page in ["/", "/units", "/duties/SO-Y-TE/CN-Y-TE"] {
            let address = format!("{page}?why={name}");
            let answer = committee.get(&address).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
            answer.hides("<script>alert");
        }
    }
    // Pages without figures do not ask; at a wall nobody does.
    committee.get("/review?why=nothing").await;
    let wall = Display::of(&site).await;
    let shown = wall.get("/?why=accepted:city").await.expect(StatusCode::OK);
    shown.hides("id=\"why\"");
    shown.hides("class=\"fig\"");
    let shown = wall.get("/?why=nothing").await;
    shown.expect(StatusCode::OK);
}

/// The panel stands on the page itself, which goes on below, and goes with a click.
#[tokio::test]
async fn a_figure_is_explained_on_its_own_page_and_keeps_the_address() {
    let site = Site::new().await;
    let committee = Committee::of(&site).await;
    let asked = "/units?bloc=government&as_of=2026-11-10&why=accepted:unit:SO-Y-TE";
    let page = committee.get(asked).await.expect(StatusCode::OK);
    page.shows("<input type=\"hidden\" name=\"why\" value=\"accepted:unit:SO-Y-TE\"");
    let told = panel(&page);
    assert!(
        told.contains(
            "href=\"/units?bloc=government&amp;as_of=2026-11-10&amp;asked=accepted:unit:SO-Y-TE#asked\""
        ),
        "{told}"
    );
    assert!(told.contains("10/11/2026"), "{told}");
    let next = links(asked, &page);
    assert!(next.len() > 5);
    for link in &next {
        // Those of weeks before lead to the pages of their days.
        let own_day = link.address.contains("as_of=2026-11-10&why=");
        assert!(own_day || link.address.contains("&as_of=2026-"), "{link:?}");
        assert!(
            link.address.starts_with("/units?bloc=government&"),
            "{link:?}"
        );
        assert!(link.address.ends_with("#why"), "{link:?}");
    }
    // Without it the page is as it was.
    let without = committee
        .get("/units?bloc=government&as_of=2026-11-10")
        .await;
    without.hides("id=\"why\"");
    // Who may read more is told more, though both read the same page.
    let (head, other) = (
        Head::of(&site).await,
        Head::named(&site, "head.tai-chinh").await,
    );
    let address = "/?why=accepted:duty:SO-Y-TE:QG-DAN-CU";
    assert!(panel(&head.get(address).await).contains("1/BB"));
    assert!(!panel(&other.get(address).await).contains("1/BB"));
    assert!(panel(&head.get(address).await).contains("1/BB"));
    let english = head.get("/?lang=en&why=accepted:city").await;
    assert!(heading(panel(&english)).starts_with("Why "));
}

#[tokio::test]
async fn many_rows_come_by_pages_and_all_of_them_in_a_file() {
    let site = Site::demo().await;
    let committee = Committee::of(&site).await;
    let address = "/agreements?why=count-late:city";
    let first = committee.get(address).await;
    let second = committee.get(&format!("{address}&why_page=2")).await;
    assert_eq!(numbers(panel(&first), "adds").len(), 50);
    assert_ne!(panel(&first), panel(&second));
    let last = committee.get(&format!("{address}&why_page=9999")).await;
    assert!(!panel(&last).contains("Trang sau"));
    committee
        .get(&format!("{address}&why_page=x"))
        .await
        .expect(StatusCode::OK);
    let (told, _) = close(&committee, address).await.unwrap();
    let file = committee
        .get(&format!("{address}&format=csv&table=why"))
        .await;
    let file = file.expect(StatusCode::OK);
    assert!(
        file.header("content-disposition")
            .contains("tien-do-why-why-countlate-city-")
    );
    // The head, the rows, the sum.
    assert_eq!(file.body.lines().count(), told.rows + 2);
    let address = "/units?why=accepted:city&format=xlsx&table=why";
    committee.get(address).await.expect(StatusCode::OK);
}

/// Who closes what a figure is made of is where it was asked, not at the top of the page.
#[tokio::test]
async fn closing_leads_back_to_the_figure() {
    let site = Site::new().await;
    let reader = Committee::of(&site).await;
    let list = "/databases?why=accepted:workstream:QG-DAN-CU";
    let page = reader.get(list).await.expect(StatusCode::OK);
    let (before, after) = page.body.split_once("class=\"why-close\"").unwrap();
    let tag = before.rsplit("<a ").next().unwrap();
    let close = [tag, after]
        .into_iter()
        .find_map(|it| it.split_once("href=\""));
    let close = close.unwrap().1.split('"').next().unwrap();
    let (path, anchor) = close.split_once('#').unwrap();
    let back = reader
        .get(&path.replace("&amp;", "&"))
        .await
        .expect(StatusCode::OK);
    back.hides("class=\"why-panel\"");
    let marked = back
        .body
        .split(&format!("<a id=\"{anchor}\""))
        .nth(1)
        .unwrap();
    let marked = marked.split("</a>").next().unwrap();
    assert!(marked.contains("QG-DAN-CU#why"), "{marked}");
    // What is no figure marks nothing.
    for name in ["", "x", "%22%3E%3Cb%3E"] {
        let page = reader.get(&format!("/databases?asked={name}")).await;
        page.expect(StatusCode::OK).hides("id=\"asked\"");
    }
}
