use app::{
    domain::{Place, UnitKind, WorkstreamKind, parse_day},
    views::{SheetDue, SheetNote, SheetWho},
};

use super::*;

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
fn beside() -> Beside {
    let units = include_str!("../../../../campaigns/tphcm/units.csv");
    let mut reader = csv::Reader::from_reader(units.as_bytes());
    let mut known = Known::new(Place::City);
    let mut kinds = Vec::new();
    for row in reader.records() {
        let row = row.unwrap();
        let who = SheetWho::Unit(row[0].to_owned(), row[1].into());
        known.add(who, &row[0], [&row[1], &row[2]]);
        kinds.push((row[0].to_owned(), UnitKind::from_code(&row[3]).unwrap()));
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
        workstreams: vec![("NV07".to_owned(), "Việc khác".to_owned())],
        bodies: Vec::new(),
        triggers: Vec::new(),
        units: kinds,
        groups: BTreeMap::new(),
        cadences: Vec::new(),
        today: day("2026-07-01"),
    }
}

/// The first choice of every question.
fn answered(beside: &Beside) -> Understood {
    let first = read(&plan(), beside, BTreeMap::new()).unwrap();
    let answer = |it: &SheetQuestion| (it.name.clone(), it.choices[0].code.clone());
    let answers = first.questions.iter().map(answer).collect();
    read(&plan(), beside, answers).unwrap()
}

#[test]
fn a_plan_of_53_tasks_is_read_whole() {
    let beside = beside();
    let read = read(&plan(), &beside, BTreeMap::new()).unwrap();
    assert_eq!(read.tasks.len(), 53);
    assert_eq!(read.unread, Vec::<String>::new());
    assert_eq!(read.questions.len(), 0, "{:?}", read.questions);
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
    assert_eq!(due(|it| matches!(it, SheetDue::Rhythm(_))), 4);
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
    let (_, group) = of("programme.csv", "code", "NV13");
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
    assert!(open.notes.contains(&(4, SheetNote::NoLead)));
    let [question] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    assert!(!open.answered());
    assert!(open.tasks[0].products[1].due.read.is_empty());
    for (choice, day) in [(0, "2026-09-30"), (1, "2026-09-29")] {
        let answer = (question.name.clone(), question.choices[choice].code.clone());
        let read = read([answer].into());
        assert!(read.answered());
        let day = SheetDue::Day(parse_day(day).unwrap());
        assert_eq!(read.tasks[0].products[1].due.read, [day]);
    }
}

#[test]
fn who_leads_is_told_in_several_ways() {
    for (cell, leads, helps) in [
        ("Sở Y tế", "Sở Y tế", ""),
        ("Chủ trì: Sở Y tế", "Sở Y tế", ""),
        (
            "Sở Y tế chủ trì, phối hợp với Sở Tư pháp",
            "Sở Y tế",
            "Sở Tư pháp",
        ),
        (
            "Sở Y tế (chủ trì); phối hợp: Sở Tư pháp",
            "Sở Y tế",
            "Sở Tư pháp",
        ),
    ] {
        assert_eq!(
            parted_lead(cell),
            (leads.to_owned(), helps.to_owned()),
            "{cell}"
        );
    }
}
