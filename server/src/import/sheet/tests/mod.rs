use app::{
    domain::{MilestoneKind, Place, UnitKind, WorkstreamKind, parse_day},
    views::{
        SheetAbout, SheetCell, SheetChoice, SheetDue, SheetFate, SheetMeans, SheetNote,
        SheetRefusal, SheetRhythm, SheetRhythms, SheetWho, sheet_other_field,
    },
};

use super::*;

mod known;
mod leads;
mod rows;
mod said;
mod several;
mod size;

/// A plan of 53 tasks as one is issued: titles over the head, a head in two rows, headings between
/// the tasks.
const PLAN: &str = include_str!("plan.csv");

fn plan() -> Grid {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(PLAN.as_bytes());
    let rows = reader.records().map(|it| it.unwrap());
    let cells = rows.map(|row| row.iter().map(str::to_owned).collect());
    (1..).zip(cells).collect()
}

/// The city's units, as its files have them.
pub(super) fn beside() -> Beside {
    let units = include_str!("../../../../campaigns/tphcm/units.csv");
    let mut reader = csv::Reader::from_reader(units.as_bytes());
    let mut known = Known::new(Place::City);
    let mut kinds = Vec::new();
    for row in reader.records() {
        let row = row.unwrap();
        let who = SheetWho::Unit(row[0].to_owned(), row[1].into());
        known.add(who, &row[0], [&row[1], &row[2]]);
        let kind = UnitKind::from_code(&row[3]).unwrap();
        known.kind(&row[0], kind);
        kinds.push((row[0].to_owned(), kind));
    }
    for code in ["VNPT", "Viettel"] {
        known.add(
            SheetWho::Partner(code.to_owned(), code.into()),
            code,
            [code],
        );
    }
    let day = |text| parse_day(text).unwrap();
    Beside {
        known,
        start: day("2026-01-14"),
        deadline: Some(day("2026-12-31")),
        calendar: Arc::default(),
        workstreams: vec![("NV07".to_owned(), "Việc khác".to_owned())],
        sources: BTreeMap::new(),
        headings: Vec::new(),
        companies: BTreeMap::new(),
        bodies: Vec::new(),
        triggers: Vec::new(),
        issued: Vec::new(),
        units: kinds,
        groups: BTreeMap::new(),
        cadences: Vec::new(),
        cut_offs: Vec::new(),
        rhythms: BTreeSet::new(),
        shown: BTreeMap::new(),
        documents: Vec::new(),
        today: day("2026-07-01"),
    }
}

/// The first choice of every question.
fn answered(beside: &Beside) -> Understood {
    said::all(&plan(), beside, &|_| 0)
}

#[test]
fn a_plan_of_53_tasks_is_read_whole() {
    let beside = beside();
    let read = read(&plan(), &beside, BTreeMap::new()).unwrap();
    assert_eq!(read.tasks.len(), 53);
    assert_eq!(read.unread, Vec::<String>::new());
    // What no reading of the table says: whether a company is the task's, how what recurs is taken.
    let asked: Vec<(SheetAbout, &str)> = (read.questions.iter())
        .map(|it| (it.about, it.written.as_str()))
        .collect();
    let expected = [
        (SheetAbout::Company, "VNPT"),
        (SheetAbout::Company, "Viettel"),
        (SheetAbout::Rhythms, ""),
        // The youth union is a unit: "Thành Đoàn".
        (SheetAbout::Helper, "Đoàn Thanh niên"),
        (
            SheetAbout::Before,
            "Báo cáo đầu tiên trước ngày 25/7/2026; cập nhật hằng tháng",
        ),
    ];
    assert_eq!(asked, expected);
    let several = |it: &&SheetTask| match it.leads.read.as_slice() {
        [SheetWho::Unit(..)] => false,
        all => !all.is_empty(),
    };
    assert_eq!(read.tasks.iter().filter(several).count(), 25);
    let outside = |it: &&SheetTask| {
        let mut helpers = it.helpers.read.iter();
        helpers.any(|it| matches!(it, SheetWho::Body(..)))
    };
    let with_outside: Vec<&str> = read
        .tasks
        .iter()
        .filter(outside)
        .map(|it| it.code.as_str())
        .collect();
    assert!(with_outside.len() >= 22);
    let due = |wanted: fn(&SheetDue) -> bool| {
        let products = read.tasks.iter().flat_map(|it| &it.products);
        products
            .flat_map(|it| &it.due.read)
            .filter(|it| wanted(it))
            .count()
    };
    // The fourth is asked: "trước ngày 25".
    assert_eq!(due(|it| matches!(it, SheetDue::Rhythm(_))), 3);
    assert_eq!(due(|it| matches!(it, SheetDue::After { .. })), 7);
    assert_eq!(due(|it| matches!(it, SheetDue::Words(_))), 5);
    assert_eq!(due(|it| matches!(it, SheetDue::None)), 0);
    let first = &read.tasks[0];
    assert_eq!(
        (first.code.as_str(), first.heading.as_str()),
        ("NV01", "Hoàn thiện thể chế")
    );
    assert_eq!(first.kind, WorkstreamKind::Regulation);
    assert_eq!(first.source, "Kế hoạch 27-KH/BCĐ");
    // NV07 is another task's.
    assert!(read.tasks.iter().all(|it| it.code != "NV07"));
    assert!(
        read.notes
            .iter()
            .any(|(_, it)| matches!(it, SheetNote::AlsoSaid(_)))
    );
}

#[test]
fn what_was_understood_becomes_rows_of_the_files() {
    let beside = beside();
    let rows = files(&answered(&beside), &beside, &BTreeMap::new());
    let count = |file| rows.get(file).map_or(0, |it| it.len());
    assert_eq!(count("programme.csv"), 53);
    assert_eq!(count("groups.csv"), 2);
    // One for each open department or agency in turn, two of single units.
    assert!(count("rhythms.csv") > 3);
    assert_eq!(count("cadences.csv"), 4);
    assert_eq!(count("triggers.csv"), 7);
    assert!(count("bodies.csv") >= 22 && count("helpers.csv") >= 22);
    let of = |file: &str, column: &str, cell: &str| {
        let found = rows[file]
            .iter()
            .find(|(_, it)| it.get(column).is_some_and(|it| it == cell));
        found.unwrap_or_else(|| panic!("{file} {cell}")).clone()
    };
    let (row, joint) = of("programme.csv", "code", "NV05");
    assert_eq!((row, joint["lead_unit"].as_str()), (11, "SKHCN; SNV"));
    // NV07 is taken: the seventh and those behind it go on from there.
    let (_, group) = of("programme.csv", "code", "NV14");
    assert_eq!(group["lead_unit"], "N-WARD");
    let (_, after) = of("milestones.csv", "workstream", "NV03");
    assert_eq!(
        (after["after_days"].as_str(), after["day_count"].as_str()),
        ("20", "calendar")
    );
    let (_, event) = of("triggers.csv", "code", &after["after"]);
    assert_eq!(event["name"], "Chính phủ ban hành nghị định");
    let (_, issuer) = of("bodies.csv", "code", &event["issuer"]);
    assert_eq!(
        (issuer["name"].as_str(), issuer["kind"].as_str()),
        ("Chính phủ", "above")
    );
    let (_, weekly) = of("cadences.csv", "every", "week");
    assert_eq!(weekly["report_due"], "fri");
}

#[test]
fn the_same_plan_again_is_all_known() {
    let mut beside = beside();
    let first = answered(&beside);
    let tasks = first
        .tasks
        .iter()
        .map(|it| (it.code.clone(), it.title.clone()));
    beside.workstreams.extend(tasks);
    let again = answered(&beside);
    assert!(again.tasks.iter().all(|it| it.known));
    let codes = |it: &Understood| {
        it.tasks
            .iter()
            .map(|it| it.code.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&first), codes(&again));
    let rows = files(&again, &beside, &BTreeMap::new());
    assert!(!rows.contains_key("programme.csv"));
}

#[test]
fn rows_that_go_on_are_products_of_the_task_above() {
    let grid = grid_of(&[
        &[
            "TT",
            "Nhiệm vụ",
            "Chủ trì",
            "Sản phẩm",
            "Thời hạn",
            "Ghi chú",
        ],
        &[
            "1",
            "Số hóa hồ sơ",
            "Sở Nội vụ chủ trì, phối hợp với Sở Tư pháp",
            "Kế hoạch",
            "30/3/2026",
            "",
        ],
        &["", "", "", "Kho hồ sơ", "Trước ngày 30/9/2026", ""],
        &["2", "Việc chưa ai nhận", "", "", "Quý IV", "chú ý"],
    ]);
    let read = |answers| super::read(&grid, &beside(), answers).unwrap();
    let open = read(BTreeMap::new());
    assert_eq!(open.tasks.len(), 2);
    assert_eq!(open.unread, ["Ghi chú"]);
    let products: Vec<&str> = open.tasks[0]
        .products
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(products, ["Kế hoạch", "Kho hồ sơ"]);
    assert!(matches!(&open.tasks[0].helpers.read[..], [SheetWho::Unit(code, _)] if code == "STP"));
    assert_eq!(open.notes, []);
    let [question, above] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    assert_eq!(
        (above.about, &above.rows[..]),
        (SheetAbout::Above, &[4][..])
    );
    assert!(!open.answered());
    assert!(open.tasks[0].products[1].due.read.is_empty());
    for (choice, day) in [(0, "2026-09-30"), (1, "2026-09-29")] {
        let answers = [question, above];
        let answers = answers.map(|it| (it.name.clone(), it.choices[choice].code.clone()));
        let read = read(answers.into());
        assert!(read.answered());
        let day = SheetDue::Day(parse_day(day).unwrap());
        assert_eq!(read.tasks[0].products[1].due.read, [day]);
    }
}

/// A plan of one task.
fn one(lead: &str, helper: &str, product: &str, due: &str) -> Grid {
    grid_of(&[
        &[
            "TT",
            "Nhiệm vụ",
            "Chủ trì",
            "Phối hợp",
            "Sản phẩm",
            "Thời hạn",
            "Ghi chú",
        ],
        &["1", "Số hóa hồ sơ hộ tịch", lead, helper, product, due, ""],
    ])
}

#[test]
fn a_lead_that_fits_no_unit_is_chosen_among_all() {
    let grid = one("Sở TTTT", "", "Báo cáo", "30/9/2026");
    let beside = beside();
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    let [question] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    assert!(!open.answered());
    let field = sheet_other_field(&question.name);
    let typed = |words: &str| {
        let answers = [(field.clone(), words.to_owned())].into();
        read(&grid, &beside, answers).unwrap()
    };
    let unit = |it: &Understood| match &it.tasks[0].leads.read[..] {
        [SheetWho::Unit(code, _)] => code.clone(),
        other => format!("{other:?}"),
    };
    for words in ["SKHCN", "Sở KH&CN", "Giám đốc Sở Khoa học và Công nghệ"] {
        let read = typed(words);
        assert!(read.answered() && read.refusals().is_empty(), "{words}");
        assert_eq!(unit(&read), "SKHCN", "{words}");
        // It is a choice from then on, and means the same.
        let [question] = &read.questions[..] else {
            panic!()
        };
        let code = question.chosen.clone().unwrap();
        assert!(question.choices.iter().any(|it| it.code == code));
        let again = super::read(&grid, &beside, [(question.name.clone(), code)].into()).unwrap();
        assert_eq!(unit(&again), "SKHCN");
    }
    for words in ["Sở Phép thuật", "VNPT"] {
        let read = typed(words);
        assert!(!read.answered(), "{words}");
        assert_eq!(read.questions[0].typed, words);
    }
}

#[test]
fn what_nobody_of_the_campaign_would_hand_over_is_refused() {
    let beside = beside();
    let outside = |grid: &Grid| {
        let open = read(grid, &beside, BTreeMap::new()).unwrap();
        let last = |it: &SheetQuestion| Some((it.name.clone(), it.choices.last()?.code.clone()));
        let answers = open.questions.iter().filter_map(last).collect();
        let read = read(grid, &beside, answers).unwrap();
        assert!(read.answered());
        read
    };
    for (lead, product, due) in [
        ("Sở TTTT", "", "30/9/2026"),
        ("", "", "Thường xuyên"),
        ("", "", ""),
        ("Sở Nội vụ", "Báo cáo", "30/9/2026"),
    ] {
        let read = outside(&one(lead, "", product, due));
        assert_eq!(read.refusals(), [], "{lead} {product}");
    }
    // A product that a later row adds to a task which was said to be nobody's.
    let grid = rows::table(&[
        ["1", "Số hóa hồ sơ", "", "", "", ""],
        ["2", "Số hóa hồ sơ", "", "", "Kho hồ sơ", "Quý IV"],
    ]);
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    let first = |it: &SheetQuestion| (it.name.clone(), it.choices[0].code.clone());
    let answers = open.questions.iter().filter(|it| !it.choices.is_empty());
    let refused = read(&grid, &beside, answers.map(first).collect()).unwrap();
    let told = SheetRefusal::DueOfNobody("Kho hồ sơ".to_owned());
    assert_eq!(refused.refusals(), [(3, told)]);
    // A sign where a lead stands is nobody, who is refused: a unit is to be typed.
    for (product, due) in [("Báo cáo", "30/9/2026"), ("", "Thứ Sáu hằng tuần")] {
        let read = read(&one("#", "", product, due), &beside, BTreeMap::new()).unwrap();
        let asked = &read.questions[0];
        assert!(asked.choices.is_empty() && asked.other.is_some());
        assert!(!read.answered());
    }
}

/// Who is no unit is not offered where it would be refused; any unit or group may be typed.
#[test]
fn a_lead_is_offered_nobody_that_is_refused() {
    let beside = beside();
    for (product, due, offered) in [
        ("Báo cáo", "30/9/2026", false),
        ("", "Thứ Sáu hằng tuần", false),
        ("", "30/9/2026", true),
    ] {
        for lead in ["Sở TTTT", "UBND tỉnh", "Thường trực Ban Chỉ đạo", "VNPT"] {
            let read = read(&one(lead, "", product, due), &beside, BTreeMap::new()).unwrap();
            let asked = read
                .questions
                .iter()
                .find(|it| [SheetAbout::Lead, SheetAbout::CompanyLead].contains(&it.about));
            let choices = &asked.unwrap().choices;
            let outside = |it: &SheetMeans| match it {
                SheetMeans::Who(who) => matches!(who, SheetWho::Body(..) | SheetWho::Partner(..)),
                _ => false,
            };
            let any = choices.iter().any(|it| outside(&it.means));
            assert_eq!(any, offered, "{lead} {product} {due}");
            assert!(asked.unwrap().other.is_some());
        }
    }
}

/// A name that two have, of which neither is meant, gives nobody anything to do.
#[test]
fn a_name_of_two_may_be_of_neither() {
    let grid = one("Sở Nội vụ", "xa thanh an", "Kho hồ sơ", "30/9/2026");
    let mut beside = beside();
    for (code, name) in [("X1", "Xã Thanh An"), ("X2", "Xã Thạnh An")] {
        beside
            .known
            .add(SheetWho::Unit(code.to_owned(), name.into()), code, [name]);
    }
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    let [question] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    let nobody = SheetWho::Nobody("xa thanh an".into());
    let choice = question
        .choices
        .iter()
        .find(|it| it.means == SheetMeans::Who(nobody.clone()));
    let answers = [(question.name.clone(), choice.unwrap().code.clone())].into();
    let read = read(&grid, &beside, answers).unwrap();
    assert_eq!(read.tasks[0].helpers.read, [nobody]);
    let rows = files(&read, &beside, &BTreeMap::new());
    assert_eq!(
        rows.keys().copied().collect::<Vec<_>>(),
        ["milestones.csv", "programme.csv"]
    );
    let words = app::text::sheet_who(app::text::Lang::Vi, &read.tasks[0].helpers.read[0]);
    assert_eq!(words, "không đơn vị nào (“xa thanh an”)");
}

#[test]
fn what_recurs_is_written_as_it_was_asked() {
    let grid = one("Sở Nội vụ", "", "Báo cáo", "Ngày 25 hằng tháng");
    let mut beside = beside();
    beside.cut_offs = vec![3];
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    let [question] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    let offered: Vec<SheetMeans> = question.choices.iter().map(|it| it.means.clone()).collect();
    let of = |by_decree, cut_off| SheetMeans::Rhythms(SheetRhythms { by_decree, cut_off });
    // As the campaign's own rhythms have it, first.
    let all = [
        of(true, 3),
        of(true, 5),
        of(true, 0),
        of(false, 3),
        of(false, 5),
        of(false, 0),
    ];
    assert_eq!(offered, all);
    for (choice, closes, cut_off) in [(0, "14", "3"), (2, "14", "0"), (4, "25", "5")] {
        let answers = [(question.name.clone(), question.choices[choice].code.clone())];
        let read = read(&grid, &beside, answers.into()).unwrap();
        let rows = files(&read, &beside, &BTreeMap::new());
        let cadence = &rows["cadences.csv"][0].1;
        assert_eq!(
            (
                cadence["data_closes"].as_str(),
                cadence["report_due"].as_str()
            ),
            (closes, "25")
        );
        let rhythm = &rows["rhythms.csv"][0].1;
        assert_eq!(rhythm["cut_off_days"], cut_off);
        assert_eq!(rhythm["title"], "Báo cáo – Số hóa hồ sơ hộ tịch");
        assert_eq!(rhythm["product"], "Báo cáo");
    }
}

#[test]
fn joint_leads_have_a_rhythm_each() {
    let grid = one("Sở Nội vụ; Sở Tư pháp", "", "Báo cáo", "Thứ Sáu hằng tuần");
    let beside = beside();
    let read = read(&grid, &beside, BTreeMap::new()).unwrap();
    let rows = files(&read, &beside, &BTreeMap::new());
    let codes = rows["rhythms.csv"]
        .iter()
        .map(|(_, row)| row["code"].as_str());
    assert_eq!(codes.collect::<Vec<_>>(), ["NV01-K-SNV", "NV01-K-STP"]);
}

#[test]
fn an_answer_that_the_campaign_shows_is_not_asked_again() {
    let mut beside = beside();
    beside
        .workstreams
        .push(("NV01".to_owned(), "Số hóa hồ sơ hộ tịch".to_owned()));
    let unit = SheetWho::Unit("SKHCN".to_owned(), "Sở Khoa học và Công nghệ".into());
    let day = SheetDue::Day(parse_day("2026-09-29").unwrap());
    let monthly = SheetRhythm {
        every: Every::Month,
        due: 25,
        after: false,
        first: None,
    };
    let shown = Shown {
        means: vec![
            SheetMeans::Who(unit.clone()),
            SheetMeans::Due(day.clone()),
            SheetMeans::Due(SheetDue::Rhythm(monthly)),
            SheetMeans::Rhythms(SheetRhythms {
                by_decree: true,
                cut_off: 5,
            }),
        ],
        leads: vec![unit],
        database: false,
        products: Vec::new(),
        standing: Vec::new(),
    };
    beside.shown.insert("NV01".to_owned(), shown);
    for due in ["Trước ngày 30/9/2026", "Hằng tháng", "ngày 15"] {
        let grid = one("Sở TTTT", "", "Kho hồ sơ", due);
        let read = read(&grid, &beside, BTreeMap::new()).unwrap();
        assert!(read.answered(), "{due}: {:?}", read.questions);
        assert!(
            matches!(&read.tasks[0].leads.read[..], [SheetWho::Unit(code, _)] if code == "SKHCN")
        );
    }
}

#[test]
fn codes_go_on_in_their_form() {
    let mut beside = beside();
    beside.workstreams = (1..=8)
        .map(|n| (format!("NV{n:02}"), format!("Việc {n}")))
        .collect();
    let read = read(&plan(), &beside, BTreeMap::new()).unwrap();
    let codes: Vec<&str> = read.tasks.iter().map(|it| it.code.as_str()).collect();
    assert_eq!((codes[0], codes[1], codes[52]), ("NV09", "NV10", "NV61"));
}

#[test]
fn the_document_over_a_table_is_what_its_tasks_come_from() {
    let grid = grid_of(&[
        &["PHỤ LỤC NHIỆM VỤ"],
        &["(Kèm theo Kế hoạch số 98/KH-UBND ngày 20/11/2026 của UBND tỉnh)"],
        &["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Ghi chú"],
        &["1", "Việc một", "Sở Nội vụ", "30/9/2026", "27-KH/BCĐ"],
        &["2", "Việc hai", "Sở Nội vụ", "30/9/2026", ""],
    ]);
    let sources = |typed: Option<&str>, beside: &Beside| {
        let answers = typed.map(|it| (SOURCE.to_owned(), it.to_owned()));
        let read = read(&grid, beside, answers.into_iter().collect()).unwrap();
        assert_eq!(read.unread, Vec::<String>::new());
        let rows = files(&read, beside, &[("decision", "5/QĐ".to_owned())].into());
        let sources = rows["programme.csv"]
            .iter()
            .map(|(_, row)| row["source"].clone());
        let listed = rows.get("documents.csv").map(|it| it[0].1.clone());
        (sources.collect::<Vec<_>>(), listed)
    };
    let mut beside = beside();
    let (own, listed) = sources(None, &beside);
    assert_eq!(own, ["27-KH/BCĐ", "98/KH-UBND"]);
    let listed = listed.unwrap();
    assert_eq!(
        (
            listed["number"].as_str(),
            listed["day"].as_str(),
            listed["title"].as_str()
        ),
        ("98/KH-UBND", "2026-11-20", "Phụ lục nhiệm vụ")
    );
    assert_eq!(listed["issuer"], "UBND tỉnh");
    assert_eq!(
        sources(Some("12/KH"), &beside),
        (vec!["27-KH/BCĐ".into(), "12/KH".into()], None)
    );
    assert_eq!(
        sources(Some(""), &beside),
        (vec!["27-KH/BCĐ".into(), "5/QĐ".into()], None)
    );
    beside.documents = DocumentNumber::of("Số 98/kh-ubnd").into_iter().collect();
    assert_eq!(sources(None, &beside).1, None);
}
