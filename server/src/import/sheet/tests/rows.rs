//! What the rows of a plan say together: heads, products, a title twice, who signs it.
use super::*;

/// A plan with these cells of number, task, lead, helpers, product and deadline.
pub(super) fn table(rows: &[[&str; 6]]) -> Grid {
    let head = [
        "TT",
        "Nhiệm vụ",
        "Chủ trì",
        "Phối hợp",
        "Sản phẩm",
        "Thời hạn",
    ];
    let all: Vec<&[&str]> = std::iter::once(&head[..])
        .chain(rows.iter().map(|it| &it[..]))
        .collect();
    grid_of(&all)
}

pub(super) fn codes(cell: &SheetCell<SheetWho>) -> Vec<String> {
    let code = |it: &SheetWho| match it {
        SheetWho::Unit(code, _) => code.clone(),
        other => format!("{other:?}"),
    };
    cell.read.iter().map(code).collect()
}

/// Reads once more, with a choice of the question that is of something.
pub(super) fn with(
    grid: &Grid,
    beside: &Beside,
    about: SheetAbout,
    means: &SheetMeans,
) -> Understood {
    let open = read(grid, beside, BTreeMap::new()).unwrap();
    let asked = open.questions.iter().filter(|it| it.about == about);
    let answers = asked.map(|it| {
        let choice = it.choices.iter().find(|it| it.means == *means);
        (it.name.clone(), choice.unwrap().code.clone())
    });
    read(grid, beside, answers.collect()).unwrap()
}

#[test]
fn a_head_that_is_said_again_is_no_task() {
    let task: &[&str] = &["1", "Kết quả nhiệm vụ", "Sở Y tế", "", "30/6/2026"];
    let grid = grid_of(&[
        &["TT", "Nhiệm vụ", "Đơn vị thực hiện", "", "Thời hạn"],
        &["", "", "Chủ trì", "Phối hợp", ""],
        task,
        &["TT", "Nhiệm vụ", "Đơn vị thực hiện", "", "Thời hạn"],
        &["", "", "Chủ trì", "Phối hợp", ""],
        &["2", "Việc hai", "Sở Y tế", "", "30/6/2026"],
    ]);
    let read = read(&grid, &beside(), BTreeMap::new()).unwrap();
    let titles: Vec<&str> = read.tasks.iter().map(|it| it.title.as_str()).collect();
    assert_eq!(titles, ["Kết quả nhiệm vụ", "Việc hai"]);
    assert_eq!(read.notes, []);
}

#[test]
fn rows_under_a_second_head_are_read_by_it() {
    let task = ["1", "Việc một", "Sở Y tế", "", "Báo cáo", "30/9/2026"];
    let heads = [
        [
            "TT",
            "Nội dung nhiệm vụ",
            "Cơ quan chủ trì",
            "Cơ quan phối hợp",
            "Kết quả",
            "Thời gian",
        ],
        [
            "STT",
            "Đơn vị chủ trì",
            "Nội dung",
            "Thời hạn",
            "Sản phẩm",
            "Phối hợp",
        ],
    ];
    for (head, second) in heads.into_iter().zip([
        ["2", "Việc hai", "Sở Nội vụ", "", "Đề án", "30/6/2026"],
        ["2", "Sở Nội vụ", "Việc hai", "30/6/2026", "Đề án", ""],
    ]) {
        let read = read(&table(&[task, head, second]), &beside(), BTreeMap::new()).unwrap();
        assert!(read.answered() && read.unreadable.is_empty(), "{head:?}");
        assert_eq!(read.tasks.len(), 2, "{head:?}");
        let task = &read.tasks[1];
        assert_eq!((task.title.as_str(), task.row), ("Việc hai", 4));
        assert_eq!(codes(&task.leads), ["SNV"]);
        let due = SheetDue::Day(parse_day("2026-06-30").unwrap());
        assert_eq!(task.products[0].due.read, [due]);
    }
    let none = [
        "STT",
        "Mục tiêu",
        "Chủ trì",
        "Phối hợp",
        "Kết quả",
        "Thời hạn",
    ];
    let read = read(&table(&[task, none, task]), &beside(), BTreeMap::new()).unwrap();
    assert_eq!(read.unreadable, [(3, SheetRefusal::OtherHead)]);
}

/// A formula that nobody computed is no empty cell: not a deadline that is not said, no row of the task above.
#[test]
fn a_formula_without_a_value_is_refused_at_its_cell() {
    let no_value = app::views::NO_VALUE;
    let told = |column: &str, error: Option<&str>| SheetRefusal::NoValue {
        column: column.to_owned(),
        error: error.map(str::to_owned),
    };
    let task = ["1", "Việc một", "Sở Y tế", "", "Báo cáo", "30/9/2026"];
    for (place, cell, refused) in [
        (5, no_value, Some(told("Thời hạn", None))),
        (1, no_value, Some(told("Nhiệm vụ", None))),
        // Its number is no more than that.
        (0, no_value, None),
        (5, "#REF!", Some(told("Thời hạn", Some("#REF!")))),
        (2, "#N/A", Some(told("Chủ trì", Some("#N/A")))),
        (0, "#REF!", None),
        (4, "#1 Báo cáo", None),
    ] {
        let mut second = task;
        (second[0], second[1], second[place]) = ("2", "Việc hai", cell);
        second[place] = cell;
        let read = read(&table(&[task, second]), &beside(), BTreeMap::new()).unwrap();
        let refused: Vec<_> = refused.into_iter().map(|it| (3, it)).collect();
        assert_eq!(read.unreadable, refused, "{place} {cell}");
        // What a cell without a value is kept as is shown nowhere.
        let shown = format!("{:?} {:?} {:?}", read.tasks, read.questions, read.notes);
        assert!(!shown.contains(no_value), "{place} {cell}");
    }
}

/// Columns that nothing is read of may be formulas that no program has computed.
#[test]
fn a_column_that_is_not_read_may_have_no_values() {
    let no_value = app::views::NO_VALUE;
    let grid = grid_of(&[
        &["TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Ghi chú", no_value],
        &[
            no_value,
            "Việc một",
            "Sở Y tế",
            "30/9/2026",
            no_value,
            no_value,
        ],
        &[no_value, "Việc hai", "", "", "", ""],
    ]);
    let read = read(&grid, &beside(), BTreeMap::new()).unwrap();
    assert_eq!(read.unreadable, []);
    assert_eq!((read.tasks.len(), &read.tasks[0].source[..]), (2, ""));
    assert_eq!(read.unread, ["Ghi chú"]);
    assert_eq!(read.outside, [2]);
}

/// "nt" in the place of a title is the task above; where none stands above, the row is refused.
#[test]
fn a_title_as_the_one_above_is_asked_as_one_that_stands_twice() {
    let beside = beside();
    let task = ["1", "Số hóa hồ sơ", "Sở Y tế", "", "Kế hoạch", "30/6/2026"];
    let ditto = ["2", "nt", "nt", "", "Báo cáo", "30/9/2026"];
    let grid = table(&[task, ditto]);
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    assert_eq!(open.questions[0].about, SheetAbout::Twice);
    let one = with(&grid, &beside, SheetAbout::Twice, &SheetMeans::OneTask);
    assert!(one.answered());
    assert_eq!((one.tasks.len(), one.tasks[0].products.len()), (1, 2));
    let alone = read(&table(&[ditto, task]), &beside, BTreeMap::new()).unwrap();
    assert_eq!(alone.unreadable, [(2, SheetRefusal::NothingAbove)]);
}

#[test]
fn words_in_a_column_without_a_name_are_told() {
    let head: &[&str] = &["", "Nhiệm vụ", "Chủ trì", "", "Thời hạn"];
    let grid = grid_of(&[
        &["KẾ HOẠCH"],
        head,
        &["1", "Việc một", "Sở Y tế", "", "30/6/2026", "Sở Tư pháp"],
        &["2.", "Việc hai", "Sở Y tế", "", "30/6/2026"],
        &["3", "Việc ba", "Sở Y tế", "Sở Nội vụ", "30/6/2026"],
    ]);
    let read = read(&grid, &beside(), BTreeMap::new()).unwrap();
    assert_eq!(read.outside, [3, 5]);
}

/// Who signs a table is nobody's task, whatever column the names stand in.
#[test]
fn who_signs_a_table_is_no_task() {
    let beside = beside();
    let task = ["1", "Việc một", "Sở Y tế", "", "Báo cáo", "30/9/2026"];
    let grid = table(&[
        task,
        [
            "Nơi nhận:",
            "",
            "",
            "",
            "",
            "Bình Trung, ngày … tháng … năm 2026",
        ],
        ["- Như trên;", "", "", "", "TM. ỦY BAN NHÂN DÂN", ""],
        ["- Sở Y tế 2;", "", "", "", "KT. CHỦ TỊCH", ""],
        ["", "Người lập biểu", "Thủ trưởng đơn vị", "", "", ""],
        ["", "(Ký tên)", "(Ký tên, đóng dấu)", "", "", ""],
        ["", "", "", "", "", ""],
        ["", "Nguyễn Văn A", "Trần Thị B", "", "", ""],
    ]);
    let read = super::read(&grid, &beside, BTreeMap::new()).unwrap();
    assert!(read.answered(), "{:?}", read.questions);
    assert_eq!((read.tasks.len(), read.tasks[0].products.len()), (1, 1));
    assert_eq!(read.under, [3, 4, 5, 6, 7, 9]);
    // Between the pages of a table only who signs is left out.
    let grid = table(&[
        task,
        ["", "Người lập biểu", "Thủ trưởng đơn vị", "", "", ""],
        ["II", "Nhóm hai", "", "", "", ""],
        ["2", "Việc hai", "Sở Y tế", "", "", ""],
        ["", "", "", "", "Tờ trình", ""],
        ["", "Tổng cộng: 2 nhiệm vụ", "", "", "", ""],
    ]);
    let read = super::read(&grid, &beside, BTreeMap::new()).unwrap();
    assert_eq!(read.under, [3, 7]);
    assert_eq!((read.tasks.len(), read.tasks[1].products.len()), (2, 2));
    assert_eq!(read.tasks[1].heading, "Nhóm hai");
    // Who heads no unit that is named is asked, and is not every unit.
    let grid = table(&[["", "Họp giao ban", "Thủ trưởng đơn vị", "", "", ""], task]);
    let read = super::read(&grid, &beside, BTreeMap::new()).unwrap();
    assert!(!read.answered());
    assert!(read.tasks[0].leads.read.is_empty());
}

#[test]
fn a_title_that_stands_twice_is_asked() {
    let mut beside = beside();
    let grid = table(&[
        ["1", "Số hóa hồ sơ", "Sở Y tế", "", "Kế hoạch", "30/6/2026"],
        ["2", "Số hóa hồ sơ", "Sở Nội vụ", "", "Báo cáo", "30/9/2026"],
    ]);
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    let [asked] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    assert_eq!(
        (asked.about, &asked.rows[..]),
        (SheetAbout::Twice, &[2, 3][..])
    );
    assert!(open.notes.contains(&(3, SheetNote::TitleOf(2))));
    let one = with(&grid, &beside, SheetAbout::Twice, &SheetMeans::OneTask);
    assert_eq!(one.tasks.len(), 1);
    let products: Vec<&str> = one.tasks[0]
        .products
        .iter()
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(products, ["Kế hoạch", "Báo cáo"]);
    assert!(one.notes.contains(&(3, SheetNote::ProductOf(2))));
    let each = with(&grid, &beside, SheetAbout::Twice, &SheetMeans::OwnTask);
    let codes: Vec<&str> = each.tasks.iter().map(|it| it.code.as_str()).collect();
    assert_eq!(codes, ["NV01", "NV02"]);
    assert!(each.answered());
    // Once both stand in the plan, each row is its own, and one that stands alone has both rows.
    for (there, tasks) in [(2, 2), (1, 1)] {
        let title = "Số hóa hồ sơ".to_owned();
        let all = ["NV01", "NV02"].into_iter().take(there);
        beside.workstreams = all.map(|code| (code.to_owned(), title.clone())).collect();
        let again = read(&grid, &beside, BTreeMap::new()).unwrap();
        assert!(again.answered());
        assert_eq!(again.tasks.len(), tasks);
        assert!(again.tasks.iter().all(|it| it.known));
    }
}

#[test]
fn what_a_row_names_and_nothing_is_read_of_is_said() {
    let mut beside = beside();
    let grid = table(&[
        ["1", "Số hóa hồ sơ", "Sở Y tế", "", "Kế hoạch", "30/6/2026"],
        ["", "", "Sở Nội vụ", "", "Báo cáo", "30/9/2026"],
        ["", "", "Sở Y tế", "", "Tờ trình", "30/9/2026"],
    ]);
    let read = |beside: &Beside| super::read(&grid, beside, BTreeMap::new()).unwrap();
    let named = (3, SheetNote::NotRead("Sở Nội vụ".to_owned()));
    assert_eq!(read(&beside).notes, std::slice::from_ref(&named));
    // The plan has another lead, which the table does not change.
    beside.workstreams = vec![("NV01".to_owned(), "Số hóa hồ sơ".to_owned())];
    let unit = |code: &str, name: &str| SheetWho::Unit(code.to_owned(), name.into());
    for (lead, told) in [
        (unit("STP", "Sở Tư pháp"), Some("Sở Tư pháp (STP)")),
        (unit("SYT", "Sở Y tế"), None),
    ] {
        let shown = Shown {
            means: Vec::new(),
            leads: vec![lead],
            database: false,
            products: Vec::new(),
            standing: Vec::new(),
        };
        beside.shown = [("NV01".to_owned(), shown)].into();
        let told = told.map(|leads| {
            let (code, leads) = ("NV01".to_owned(), leads.to_owned());
            let file = app::views::PlanFile::Programme;
            (2, SheetNote::OtherLeads { file, code, leads })
        });
        let mut notes: Vec<_> = told.into_iter().collect();
        notes.push(named.clone());
        assert_eq!(read(&beside).notes, notes);
    }
}

/// An open milestone with a day, called otherwise than its product.
pub(super) fn standing(product: &str, day: &str) -> Standing {
    let day = parse_day(day).unwrap();
    Standing {
        id: "m-1".to_owned(),
        unit: "SYT".to_owned(),
        kind: MilestoneKind::Product,
        title: "Mốc một".to_owned(),
        product: product.to_owned(),
        due: SheetDue::Day(day),
        stands: Some(day),
        extends_from: day.succ_opt(),
        over: false,
    }
}

#[test]
fn what_stands_in_the_plan_otherwise_is_said() {
    let mut beside = beside();
    beside.workstreams = vec![("NV01".to_owned(), "Số hóa hồ sơ".to_owned())];
    let due = |text| SheetDue::Day(parse_day(text).unwrap());
    let shown = Shown {
        means: vec![SheetMeans::Due(due("2026-03-31"))],
        leads: vec![SheetWho::Unit("SYT".into(), "Sở Y tế".into())],
        standing: vec![standing("Báo cáo", "2026-03-31")],
        ..Shown::default()
    };
    beside.shown = [("NV01".to_owned(), shown)].into();
    let grid = table(&[
        ["I", "Thể chế", "", "", "", ""],
        ["1", "Số hóa hồ sơ", "Sở Y tế", "", "- Báo cáo", "30/6/2026"],
        ["II", "THỂ CHẾ.", "", "", "", ""],
        ["2", "Kho dữ liệu", "Sở Y tế", "", "- SP a\n- SP b", ""],
    ]);
    let read = super::read(&grid, &beside, BTreeMap::new()).unwrap();
    let (there, here) = (vec![due("2026-03-31")], due("2026-06-30"));
    let fate = SheetFate::Moves;
    let note = SheetNote::OtherDue { there, here, fate };
    assert_eq!(read.notes, [(3, note)]);
    let said = |it: &SheetTask| (it.heading.clone(), it.products[0].name.clone());
    let said: Vec<_> = read.tasks.iter().map(said).collect();
    let own = |name: &str| ("Thể chế".to_owned(), name.to_owned());
    assert_eq!(said, [own("Báo cáo"), own("SP a; SP b")]);
}

#[test]
fn a_product_that_a_task_of_the_plan_does_not_have_is_asked() {
    let mut beside = beside();
    beside.workstreams = vec![("NV01".to_owned(), "Số hóa hồ sơ".to_owned())];
    let shown = Shown {
        leads: vec![SheetWho::Unit("SYT".into(), "Sở Y tế".into())],
        products: vec!["Kho hồ sơ".to_owned()],
        standing: vec![standing("Kho hồ sơ", "2026-03-31")],
        ..Shown::default()
    };
    beside.shown = [("NV01".to_owned(), shown)].into();
    let table = |product: &str| {
        table(&[
            [
                "1",
                "Số hóa hồ sơ",
                "Sở Y tế",
                "Sở Tư pháp",
                product,
                "30/6/2026",
            ],
            ["2", "Việc mới", "Sở Y tế", "", "Báo cáo", "30/6/2026"],
        ])
    };
    // The product that is there, however it is typed.
    let same = read(&table("KHO HỒ SƠ"), &beside, BTreeMap::new()).unwrap();
    assert!(same.answered(), "{:?}", same.questions);
    let grid = table("Kho hồ sơ số");
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    let [asked] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    let said = (asked.about, asked.written.as_str(), &asked.rows[..]);
    assert_eq!(said, (SheetAbout::Product, "Kho hồ sơ số", &[2][..]));
    // Of another deadline it is said what becomes of each.
    let due = |text| SheetDue::Day(parse_day(text).unwrap());
    let shown = beside.shown.get_mut("NV01").unwrap();
    shown.means.push(SheetMeans::Due(due("2026-03-31")));
    let fate = |read: &Understood| {
        read.notes.iter().find_map(|(_, note)| match note {
            SheetNote::OtherDue { fate, .. } => Some(*fate),
            _ => None,
        })
    };
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    assert_eq!(fate(&open), Some(SheetFate::Asked));
    for (means, told) in [
        (SheetMeans::NewProduct, SheetFate::Both),
        (SheetMeans::AsItIs, SheetFate::Stays),
    ] {
        let read = with(&grid, &beside, SheetAbout::Product, &means);
        assert_eq!(fate(&read), Some(told));
    }
    let same = read(&table("Kho hồ sơ"), &beside, BTreeMap::new()).unwrap();
    assert_eq!(fate(&same), Some(SheetFate::Moves));
    let written = |means: &SheetMeans| {
        let read = with(&grid, &beside, SheetAbout::Product, means);
        assert!(read.answered());
        let rows = files(&read, &beside, &BTreeMap::new());
        let all = rows.values().flatten();
        all.filter(|(row, _)| *row == 2).count()
    };
    // A milestone and a helper; or nothing of that row.
    assert_eq!(written(&SheetMeans::NewProduct), 2);
    assert_eq!(written(&SheetMeans::AsItIs), 0);
}

#[test]
fn a_rhythm_that_is_typed_for_a_day_is_taken() {
    let beside = beside();
    let typed = |due: &str, typed: &str| {
        let grid = one("Sở Y tế", "", "Báo cáo", due);
        let open = read(&grid, &beside, BTreeMap::new()).unwrap();
        let name = &open.questions[0].name;
        let answers = [(sheet_other_field(name), typed.to_owned())].into();
        let read = read(&grid, &beside, answers).unwrap();
        let due = read.tasks[0].products[0].due.read.first().cloned();
        // The answer that the page sends back is taken as it was typed.
        if let Some(code) = &read.questions[0].chosen {
            let answers = [(name.clone(), code.clone())].into();
            let again = super::read(&grid, &beside, answers).unwrap();
            assert_eq!(again.tasks[0].products[0].due.read.first(), due.as_ref());
        }
        due
    };
    let quarterly = |after| {
        Some(SheetDue::Rhythm(SheetRhythm {
            every: Every::Quarter,
            due: 10,
            after,
            first: None,
        }))
    };
    let next = "Ngày 10 tháng đầu quý sau";
    assert_eq!(typed(next, "Hằng quý, ngày 10"), quarterly(true));
    assert_eq!(typed("ngày 15", "Ngày 10 tháng cuối quý"), quarterly(false));
    assert_eq!(
        typed("ngày 15", "Hằng quý, ngày 10 tháng đầu quý sau"),
        quarterly(true)
    );
    let day = SheetDue::Day(parse_day("2026-06-30").unwrap());
    assert_eq!(typed("ngày 15", "３０/６/２０２６"), Some(day));
    // Of two readings none is taken for likely.
    assert_eq!(typed("ngày 15", "Hằng quý, ngày 10"), None);
}

#[test]
fn an_event_that_the_plan_has_is_offered_first() {
    let mut beside = beside();
    let named = |code: &str, name: &str| (code.to_owned(), name.to_owned());
    beside.triggers = vec![
        named("SK1", "Quy chế dữ liệu có hiệu lực"),
        named("SK2", "Bộ Công an có hướng dẫn"),
    ];
    beside.issued = vec![named("09-QĐ/TU", "Quy chế dữ liệu có hiệu lực")];
    let events = |due: &str| {
        let read = read(
            &one("Sở Y tế", "", "Báo cáo", due),
            &beside,
            BTreeMap::new(),
        )
        .unwrap();
        read.questions.first().map(|it| {
            let choices = it.choices.iter().filter_map(|it| match &it.means {
                SheetMeans::Due(SheetDue::After { event, .. }) => Some(event.clone()),
                _ => None,
            });
            (it.about, choices.collect::<Vec<_>>())
        })
    };
    let (about, offered) = events("30 ngày kể từ khi Quyết định 09-QĐ/TU có hiệu lực").unwrap();
    assert_eq!(about, SheetAbout::Event);
    let own = "Quyết định 09-QĐ/TU có hiệu lực";
    assert_eq!(offered, ["Quy chế dữ liệu có hiệu lực", own]);
    let (about, offered) = events("Ngay sau khi Quyết định số 09-QĐ/TU có hiệu lực").unwrap();
    assert_eq!(about, SheetAbout::Term);
    assert_eq!(offered.len(), 6);
    assert_eq!(offered[0], "Quy chế dữ liệu có hiệu lực");
    // With words left out; by its own name; another event.
    let (_, offered) = events("15 ngày sau khi Bộ Công an có hướng dẫn kỹ thuật").unwrap();
    assert_eq!(offered[0], "Bộ Công an có hướng dẫn");
    assert_eq!(events("15 ngày sau khi Bộ Công an có hướng dẫn"), None);
    assert_eq!(events("15 ngày sau khi Chính phủ ban hành"), None);
}

/// A term that runs from the table's own document is offered from its day.
#[test]
fn a_term_from_the_tables_own_document_may_be_counted_from_its_day() {
    let first = |title: &str, due: &str| {
        let grid = grid_of(&[
            &[title],
            &["TT", "Nhiệm vụ", "Chủ trì", "Sản phẩm", "Thời hạn"],
            &["1", "Việc một", "Sở Y tế", "Báo cáo", due],
        ]);
        let read = read(&grid, &beside(), BTreeMap::new()).unwrap();
        let asked = read.questions.first();
        asked.map(|it| it.choices[0].means.clone())
    };
    let dated = "Phụ lục kèm theo Kế hoạch số 98/KH-UBND ngày 20/11/2026";
    let day = |text| Some(SheetMeans::Due(SheetDue::Day(parse_day(text).unwrap())));
    for (due, counted) in [
        ("02 tháng sau khi Kế hoạch được ban hành", "2027-01-19"),
        (
            "10 ngày kể từ ngày Kế hoạch này được ký ban hành",
            "2026-11-30",
        ),
        ("10 ngày kể từ ngày ban hành Kế hoạch", "2026-11-30"),
        // Of what, they do not say.
        ("10 ngày kể từ ngày ký", "2026-11-30"),
        ("10 ngày sau khi được ban hành", "2026-11-30"),
    ] {
        assert_eq!(first(dated, due), day(counted), "{due}");
    }
    let other = "10 ngày sau khi Chính phủ ban hành nghị định";
    assert_eq!(first(dated, other), None);
    let undated = first("Phụ lục", "10 ngày sau khi Kế hoạch được ban hành");
    assert_eq!(undated, None);
}
