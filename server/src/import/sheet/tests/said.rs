//! What is answered is what is written, and what is not written is said.
use super::{rows::table, rows::with, *};

/// Answers all questions, those too that come of an answer; `at`: with which choice.
pub(super) fn all(
    grid: &Grid,
    beside: &Beside,
    at: &dyn Fn(&SheetQuestion) -> usize,
) -> Understood {
    let mut answers = BTreeMap::new();
    for _ in 0..5 {
        let read = read(grid, beside, answers.clone()).unwrap();
        if read.answered() {
            return read;
        }
        for it in read.questions.iter().filter(|it| it.chosen.is_none()) {
            answers.insert(it.name.clone(), it.choices[at(it)].code.clone());
        }
    }
    panic!("{answers:?}")
}

fn unit(code: &str, name: &str) -> SheetWho {
    SheetWho::Unit(code.to_owned(), name.into())
}

fn company(code: &str) -> SheetWho {
    SheetWho::Partner(code.to_owned(), code.into())
}

fn body(code: &str, name: &str) -> SheetWho {
    SheetWho::Body(Some(code.to_owned()), name.into())
}

fn two_with_companies() -> Grid {
    table(&[
        [
            "1",
            "Phủ sóng",
            "Sở Y tế",
            "VNPT, Viettel; Sở Nội vụ",
            "Trạm",
            "30/9/2026",
        ],
        [
            "2",
            "Hệ thống theo dõi",
            "Sở Nội vụ",
            "VNPT",
            "Hệ thống",
            "30/9/2026",
        ],
    ])
}

#[test]
fn of_several_companies_one_is_the_tasks_as_was_answered() {
    let (grid, beside) = (two_with_companies(), beside());
    let partners = |last: bool| {
        let read = all(&grid, &beside, &|it| match it.about {
            SheetAbout::OneCompany if last => it.choices.len() - 1,
            _ => 0,
        });
        let rows = files(&read, &beside, &BTreeMap::new());
        let partner = |it: &(usize, _)| {
            let cells: &crate::import::Cells = &it.1;
            cells["partner"].clone()
        };
        let partners: Vec<String> = rows["programme.csv"].iter().map(partner).collect();
        let bodies = rows["bodies.csv"].iter();
        let bodies: Vec<String> = bodies
            .map(|(_, it)| format!("{} {}", it["name"], it["kind"]))
            .collect();
        assert_eq!(rows["helpers.csv"].len(), bodies.len());
        (partners.join(" "), bodies.join("; "))
    };
    let told = |it: (&str, &str)| (it.0.to_owned(), it.1.to_owned());
    assert_eq!(partners(false), told(("VNPT VNPT", "Viettel company")));
    let neither = told((" VNPT", "VNPT company; Viettel company"));
    assert_eq!(partners(true), neither);
}

#[test]
fn a_company_that_is_outside_of_one_task_is_the_company_of_another() {
    let grid = two_with_companies();
    let mut beside = beside();
    beside.workstreams = vec![
        ("NV01".to_owned(), "Phủ sóng".to_owned()),
        ("NV02".to_owned(), "Hệ thống theo dõi".to_owned()),
    ];
    for (code, name) in [("VNPT", "VNPT"), ("VIETTEL", "Viettel")] {
        beside.bodies.push((code.to_owned(), name.to_owned()));
        beside.known.add(body(code, name), code, [name]);
    }
    let shown = |leads: SheetWho, all: Vec<SheetWho>| Shown {
        means: all.into_iter().map(SheetMeans::Who).collect(),
        leads: vec![leads],
        ..Shown::default()
    };
    let (syt, snv) = (unit("SYT", "Sở Y tế"), unit("SNV", "Sở Nội vụ"));
    let outside = vec![
        body("VNPT", "VNPT"),
        body("VIETTEL", "Viettel"),
        snv.clone(),
    ];
    beside.shown = [
        ("NV01".to_owned(), shown(syt, outside.clone())),
        ("NV02".to_owned(), shown(snv, vec![company("VNPT")])),
    ]
    .into();
    let read = read(&grid, &beside, BTreeMap::new()).unwrap();
    assert!(read.answered(), "{:?}", read.questions);
    assert_eq!(read.tasks[0].helpers.read, outside);
    assert_eq!(read.tasks[1].helpers.read, [company("VNPT")]);
}

#[test]
fn a_first_report_that_is_over_is_not_said_to_be_written() {
    let beside = beside();
    let day = |text| parse_day(text).unwrap();
    for (written, over) in [("25/6/2026", true), ("25/7/2026", false)] {
        let due = format!("Báo cáo đầu tiên trước ngày {written}; cập nhật hằng tháng");
        let grid = table(&[["1", "Tỷ lệ hồ sơ", "Sở Y tế", "", "Báo cáo", &due]]);
        let read = all(&grid, &beside, &|it| {
            usize::from(it.about == SheetAbout::Before)
        });
        let [SheetDue::Rhythm(rhythm)] = &read.tasks[0].products[0].due.read[..] else {
            panic!("{:?}", read.tasks)
        };
        assert_eq!(rhythm.first.is_none(), over);
        let note = SheetNote::FirstIsOver {
            first: day("2026-06-24"),
            due: Some(day("2026-07-24")),
        };
        assert_eq!(read.notes.contains(&(2, note)), over, "{:?}", read.notes);
        let rows = files(&read, &beside, &BTreeMap::new());
        let begins = &rows["rhythms.csv"][0].1["begins_on"];
        assert_eq!(begins, if over { "2026-07-01" } else { "2026-07-14" });
    }
}

#[test]
fn a_name_that_the_table_has_in_full_is_asked() {
    let (beside, full) = (beside(), "Kho lưu trữ tư liệu tỉnh");
    let grid = table(&[
        ["1", "Việc một", full, "", "", "30/9/2026"],
        [
            "2",
            "Việc hai",
            "Sở Y tế",
            "KLTTL tỉnh; Hội A",
            "",
            "30/9/2026",
        ],
    ]);
    let read = read(&grid, &beside, BTreeMap::new()).unwrap();
    let mut asked = read.questions.iter();
    let asked = asked.find(|it| it.written == "KLTTL tỉnh").unwrap();
    let offered = SheetMeans::Who(SheetWho::Body(None, full.into()));
    assert_eq!(asked.choices[0].means, offered);
    assert_eq!(asked.choices.len(), 2);
    assert!(read.questions.iter().all(|it| it.written != "Hội A"));
}

#[test]
fn what_stands_beside_a_day_is_asked_or_said_not_to_be_kept() {
    let beside = beside();
    let of = |due: &str| {
        let grid = table(&[["1", "Việc", "Sở Y tế", "", "Báo cáo", due]]);
        read(&grid, &beside, BTreeMap::new()).unwrap()
    };
    let yearly = of("Trước ngày 31/12 hằng năm");
    let mut asked = yearly.questions.iter();
    let asked = asked.find(|it| it.about == SheetAbout::Before).unwrap();
    let offered: Vec<&SheetMeans> = asked.choices.iter().map(|it| &it.means).collect();
    assert_eq!(offered, [&SheetMeans::TheDay, &SheetMeans::DayBefore]);
    // It is said before the question of the day is answered.
    let words = "Hoàn thành trước 30/9/2026 và duy trì liên tục";
    let told = (2, SheetNote::AlsoSaid(words.to_owned()));
    let open = of(words);
    assert!(!open.answered());
    assert!(open.notes.contains(&told), "{:?}", open.notes);
}

#[test]
fn a_set_without_some_may_be_its_other_units() {
    let beside = beside();
    for words in ["Các sở, ngành (trừ Sở Y tế)", "Các sở, ngành, trừ Sở Y tế"] {
        let grid = table(&[["1", "Việc", words, "", "Báo cáo", "30/9/2026"]]);
        let open = read(&grid, &beside, BTreeMap::new()).unwrap();
        let first = &open.questions[0].choices[0].means;
        let SheetMeans::AllBut(units, but) = first else {
            panic!("{:?}", open.questions)
        };
        assert_eq!(but[..], [unit("SYT", "Sở Y tế")]);
        assert!(units.len() > 10 && !units.contains(&but[0]));
        let read = with(&grid, &beside, SheetAbout::Lead, first);
        assert_eq!(read.tasks[0].leads.read, *units);
    }
}

#[test]
fn a_task_that_is_called_otherwise_is_asked_and_one_that_is_gone_is_told() {
    let mut beside = beside();
    let title = "Xây dựng kho dữ liệu mở của tỉnh";
    beside.workstreams = vec![
        ("NV01".to_owned(), title.to_owned()),
        ("NV02".to_owned(), "Thẩm định văn bản".to_owned()),
        ("NV03".to_owned(), "Việc của kế hoạch khác".to_owned()),
    ];
    let source = |(code, it): (&str, &str)| (code.to_owned(), it.to_owned());
    let sources = [("NV01", "KH 12"), ("NV02", "KH 12"), ("NV03", "KH 13")];
    beside.sources = sources.map(source).into();
    let due = SheetMeans::Due(SheetDue::Day(parse_day("2026-09-30").unwrap()));
    let shown = Shown {
        means: vec![due],
        leads: vec![unit("SYT", "Sở Y tế")],
        ..Shown::default()
    };
    beside.shown = [("NV01".to_owned(), shown)].into();
    let of = |title: &str, due: &str| table(&[["1", title, "Sở Y tế", "", "", due]]);
    let other = "Xây dựng, vận hành kho dữ liệu mở của tỉnh";
    let grid = of(other, "30/9/2026");
    let is = SheetMeans::Renamed("NV01".to_owned(), title.to_owned());
    let renamed = with(&grid, &beside, SheetAbout::Renamed, &is);
    assert!(renamed.answered());
    assert_eq!(renamed.tasks[0].code, "NV01");
    assert!(renamed.tasks[0].known);
    let told = |it: &(usize, SheetNote)| matches!(&it.1, SheetNote::Renamed { code, .. } if code == "NV01");
    assert!(renamed.notes.iter().any(told), "{:?}", renamed.notes);
    let gone = vec![("NV02".to_owned(), "Thẩm định văn bản".to_owned())];
    assert_eq!(renamed.missing, gone);
    let own = with(&grid, &beside, SheetAbout::Renamed, &SheetMeans::OwnTask);
    assert!(!own.tasks[0].known);
    // Of another deadline or another title it is a task of its own.
    for grid in [
        of(other, "30/10/2026"),
        of("Xây dựng trường học", "30/9/2026"),
    ] {
        let read = read(&grid, &beside, BTreeMap::new()).unwrap();
        assert!(read.questions.is_empty() && read.missing.is_empty());
    }
    let same = read(&of(title, "30/9/2026"), &beside, BTreeMap::new()).unwrap();
    assert_eq!(same.missing, gone);
}
