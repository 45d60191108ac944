//! What the rows of a plan say together: joint leads, cells that are as the one above, a title twice.
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

fn codes(cell: &SheetCell<SheetWho>) -> Vec<String> {
    let code = |it: &SheetWho| match it {
        SheetWho::Unit(code, _) => code.clone(),
        other => format!("{other:?}"),
    };
    cell.read.iter().map(code).collect()
}

/// Reads once more, with a choice of the question that is of something.
fn with(grid: &Grid, beside: &Beside, about: SheetAbout, means: &SheetMeans) -> Understood {
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
        (0, no_value, Some(told("TT", None))),
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
    }
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

#[test]
fn who_stands_beside_a_lead_is_asked_and_the_cell_is_quoted_whole() {
    let beside = beside();
    for cell in ["Sở Y tế (chủ trì), Sở Nội vụ", "Sở Y tế chủ trì; Sở Nội vụ"]
    {
        let grid = one(cell, "Sở Tư pháp", "Báo cáo", "30/9/2026");
        let open = read(&grid, &beside, BTreeMap::new()).unwrap();
        let asked: Vec<_> = (open.questions.iter())
            .map(|it| (it.about, it.written.as_str()))
            .collect();
        assert_eq!(asked, [(SheetAbout::Part, "Sở Nội vụ")], "{cell}");
        assert!(!open.answered());
        assert_eq!(open.tasks[0].leads.written, cell);
        let nobody = SheetMeans::Who(SheetWho::Nobody("Sở Nội vụ".into()));
        for (means, leads, helpers) in [
            (SheetMeans::Leads, vec!["SYT", "SNV"], vec!["STP"]),
            (SheetMeans::Helps, vec!["SYT"], vec!["STP", "SNV"]),
            (nobody, vec!["SYT"], vec!["STP"]),
        ] {
            let read = with(&grid, &beside, SheetAbout::Part, &means);
            assert!(read.answered());
            let task = &read.tasks[0];
            assert_eq!(task.leads.written, cell);
            assert_eq!(
                (codes(&task.leads), codes(&task.helpers)),
                (
                    leads.into_iter().map(str::to_owned).collect(),
                    helpers.into_iter().map(str::to_owned).collect()
                )
            );
        }
    }
}

#[test]
fn an_empty_lead_under_one_is_asked_once() {
    let beside = beside();
    let grid = table(&[
        ["1", "Việc một", "Sở Y tế", "", "Báo cáo", "30/9/2026"],
        ["2", "Việc hai", "", "", "Báo cáo", "30/9/2026"],
        ["3", "Việc ba", "", "", "Báo cáo", "30/9/2026"],
        ["", "Nhóm hai", "", "", "", ""],
        ["4", "Việc bốn", "", "", "", ""],
    ]);
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    let [asked, alone] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    assert_eq!(
        (asked.about, asked.written.as_str(), &asked.rows[..]),
        (SheetAbout::Above, "Sở Y tế", &[3, 4][..])
    );
    assert_eq!(
        (alone.about, &alone.rows[..]),
        (SheetAbout::NoLead, &[6][..])
    );
    let read = with(&grid, &beside, SheetAbout::Above, &SheetMeans::AsAbove);
    let leads: Vec<_> = read.tasks.iter().map(|it| codes(&it.leads)).collect();
    let unit = vec!["SYT".to_owned()];
    assert_eq!(leads, [unit.clone(), unit.clone(), unit, Vec::new()]);
    assert_eq!(read.questions[0].rows, [3, 4]);
    // Under a heading nothing is as above.
    assert_eq!(read.notes, []);
    let read = with(&grid, &beside, SheetAbout::NoLead, &SheetMeans::Empty);
    assert_eq!(read.notes, [(6, SheetNote::NoLead)]);
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

/// An empty cell of leads is asked, and offers nobody only where that is not refused afterwards.
#[test]
fn an_empty_lead_is_asked_and_offers_only_what_is_taken() {
    let beside = beside();
    let above = ["1", "Việc một", "Sở Y tế", "", "Báo cáo", "30/9/2026"];
    let heading = ["II", "Nhóm hai", "", "", "", ""];
    for (rows, about, offered) in [
        (
            vec![above, ["2", "Việc hai", "", "", "Đề án", ""]],
            SheetAbout::Above,
            vec![SheetMeans::AsAbove],
        ),
        (
            vec![above, ["2", "Việc hai", "", "", "", "30/9/2026"]],
            SheetAbout::Above,
            vec![SheetMeans::AsAbove, SheetMeans::Empty],
        ),
        // Its product stands in the row behind it.
        (
            vec![
                above,
                ["2", "Việc hai", "", "", "", ""],
                ["", "", "", "", "Đề án", ""],
            ],
            SheetAbout::Above,
            vec![SheetMeans::AsAbove],
        ),
        (
            vec![heading, ["2", "Việc hai", "", "", "Đề án", ""]],
            SheetAbout::NoLead,
            vec![],
        ),
        (
            vec![heading, ["2", "Việc hai", "", "", "", ""]],
            SheetAbout::NoLead,
            vec![SheetMeans::Empty],
        ),
    ] {
        let grid = table(&rows);
        let open = read(&grid, &beside, BTreeMap::new()).unwrap();
        let [asked] = &open.questions[..] else {
            panic!("{rows:?}: {:?}", open.questions)
        };
        let choices: Vec<SheetMeans> = asked.choices.iter().map(|it| it.means.clone()).collect();
        assert_eq!((asked.about, choices), (about, offered.clone()), "{rows:?}");
        assert!(!open.answered());
        for means in &offered {
            let read = with(&grid, &beside, about, means);
            assert!(read.answered() && read.refusals().is_empty(), "{rows:?}");
        }
        let typed = [(sheet_other_field(&asked.name), "Sở Nội vụ".to_owned())].into();
        let typed = read(&grid, &beside, typed).unwrap();
        assert!(typed.answered() && typed.refusals().is_empty());
        assert_eq!(codes(&typed.tasks.last().unwrap().leads), ["SNV"]);
    }
}

/// A title that reaches over two rows with a lead in each is one task, and no product is made up.
#[test]
fn a_lead_in_a_row_without_a_title_is_asked_and_makes_no_product() {
    let beside = beside();
    let grid = table(&[
        [
            "1",
            "Việc gộp hai dòng",
            "Sở Y tế",
            "",
            "Báo cáo",
            "30/9/2026",
        ],
        ["", "", "Sở Nội vụ", "Sở Tư pháp", "", ""],
        ["", "", "Sở Y tế", "", "", ""],
        ["2", "Việc hai", "Sở Nội vụ", "", "Đề án", "30/9/2026"],
    ]);
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    let [asked] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    assert_eq!((asked.about, &asked.rows[..]), (SheetAbout::Part, &[3][..]));
    for (means, leads, helpers) in [
        (SheetMeans::Leads, vec!["SYT", "SNV"], vec!["STP"]),
        (SheetMeans::Helps, vec!["SYT"], vec!["SNV", "STP"]),
    ] {
        let read = with(&grid, &beside, SheetAbout::Part, &means);
        assert!(read.answered());
        let task = &read.tasks[0];
        assert_eq!(codes(&task.leads), leads);
        let mut helped = codes(&task.helpers);
        helped.sort();
        assert_eq!(helped, helpers);
        assert_eq!((read.tasks.len(), task.products.len()), (2, 1));
        assert_eq!(task.leads.written, "Sở Y tế; Sở Nội vụ");
    }
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
fn a_sign_in_the_place_of_a_lead_is_asked_and_keeps_its_product() {
    let beside = beside();
    let grid = one("*", "", "Báo cáo", "30/9/2026");
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    let [asked] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    assert_eq!(
        (asked.about, asked.written.as_str()),
        (SheetAbout::Lead, "*")
    );
    let all = SheetMeans::Who(SheetWho::Everyone);
    let read = with(&grid, &beside, SheetAbout::Lead, &all);
    let rows = files(&read, &beside, &BTreeMap::new());
    assert_eq!(rows["milestones.csv"][0].1["unit"], "*");
    // Nobody would be refused, and is not offered.
    assert!(asked.choices.iter().all(|it| it.means == all));
    // A dash is nobody, and is not said to be asked.
    let dash = super::read(&one("–", "-", "", ""), &beside, BTreeMap::new()).unwrap();
    assert!(dash.answered());
    assert_eq!(dash.tasks[0].leads.written, "");
    assert_eq!(dash.notes, [(2, SheetNote::NoLead)]);
}

#[test]
fn a_star_beside_a_name_is_asked() {
    let beside = beside();
    for cell in [
        "*; SYT",
        "SYT; *",
        "*, Sở Y tế",
        "Sở Y tế, *",
        "* và Sở Y tế",
        "*\nSYT",
    ] {
        let grid = one(cell, "", "Báo cáo", "30/9/2026");
        let open = read(&grid, &beside, BTreeMap::new()).unwrap();
        let [asked] = &open.questions[..] else {
            panic!("{cell}: {:?}", open.questions)
        };
        assert_eq!(asked.about, SheetAbout::Star, "{cell}");
        assert!(!open.answered());
        let named = with(&grid, &beside, SheetAbout::Star, &SheetMeans::OnlyNamed);
        assert_eq!(codes(&named.tasks[0].leads), ["SYT"], "{cell}");
        let all = SheetMeans::Who(SheetWho::Everyone);
        let all = with(&grid, &beside, SheetAbout::Star, &all);
        let rows = files(&all, &beside, &BTreeMap::new());
        assert_eq!(rows["programme.csv"][0].1["lead_unit"], "*", "{cell}");
        assert_eq!(rows["milestones.csv"].len(), 1);
    }
    let helped = read(
        &one("Sở Nội vụ", "*; SYT", "", ""),
        &beside,
        BTreeMap::new(),
    )
    .unwrap();
    assert_eq!(helped.questions[0].about, SheetAbout::Star);
    // A star before a name is the sign of a list.
    let list = read(
        &one("* Sở Y tế\n* Sở Nội vụ", "", "", ""),
        &beside,
        BTreeMap::new(),
    )
    .unwrap();
    assert!(list.answered());
    assert_eq!(codes(&list.tasks[0].leads), ["SYT", "SNV"]);
}

#[test]
fn a_cell_that_says_there_is_nobody_names_no_body() {
    let beside = beside();
    for nobody in [
        "không",
        "Không có",
        "-",
        "(không)",
        "không có đơn vị phối hợp",
        "Không có cơ quan nào phối hợp.",
        "Chưa phân công",
        "chưa xác định",
        "N/A",
    ] {
        let helped = one("Sở Y tế", nobody, "Báo cáo", "30/9/2026");
        let helped = read(&helped, &beside, BTreeMap::new()).unwrap();
        assert!(helped.answered(), "{nobody}: {:?}", helped.questions);
        assert!(helped.tasks[0].helpers.read.is_empty(), "{nobody}");
        assert!(!files(&helped, &beside, &BTreeMap::new()).contains_key("bodies.csv"));
        let led = read(&one(nobody, "", "", ""), &beside, BTreeMap::new()).unwrap();
        assert!(led.tasks[0].leads.read.is_empty(), "{nobody}");
        assert!(led.notes.contains(&(2, SheetNote::NoLead)), "{nobody}");
    }
    let beside_one = read(&one("Sở Y tế; không", "", "", ""), &beside, BTreeMap::new()).unwrap();
    assert!(beside_one.answered());
    // Names that begin alike are names.
    for body in ["Không quân", "Chưa Bao Giờ"] {
        assert!(!super::super::who::is_nobody(body), "{body}");
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

#[test]
fn a_helper_that_was_typed_is_not_asked_again() {
    let mut beside = beside();
    beside.workstreams = vec![("NV01".to_owned(), "Số hóa hồ sơ hộ tịch".to_owned())];
    let unit = |code: &str, name: &str| SheetWho::Unit(code.to_owned(), name.into());
    let (lead, plain) = (unit("SYT", "Sở Y tế"), unit("STP", "Sở Tư pháp"));
    let typed = unit("SKHCN", "Sở Khoa học và Công nghệ");
    let all = [&lead, &plain, &typed];
    let shown = Shown {
        means: all.map(|it| SheetMeans::Who(it.clone())).to_vec(),
        leads: vec![lead],
        database: false,
        products: Vec::new(),
    };
    // "Văn phòng" is near to several.
    let grid = one("Sở Y tế", "Sở Tư pháp; Văn phòng", "", "");
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    assert!(!open.answered());
    beside.shown = [("NV01".to_owned(), shown)].into();
    let again = read(&grid, &beside, BTreeMap::new()).unwrap();
    assert!(again.answered());
    assert_eq!(codes(&again.tasks[0].helpers), ["STP", "SKHCN"]);
}

#[test]
fn a_helper_that_was_said_to_be_nobody_stays_so() {
    let mut beside = beside();
    let grid = one("Sở Y tế", "Sở Tư pháp; các xã còn lại", "", "30/9/2026");
    let nobody = SheetMeans::Who(SheetWho::Nobody("các xã còn lại".into()));
    let answered = with(&grid, &beside, SheetAbout::Helper, &nobody);
    assert!(answered.answered());
    let title = answered.tasks[0].title.clone();
    let unit = |code: &str, name: &str| SheetWho::Unit(code.to_owned(), name.into());
    let (lead, helper) = (unit("SYT", "Sở Y tế"), unit("STP", "Sở Tư pháp"));
    let shown = Shown {
        means: [&lead, &helper]
            .map(|it| SheetMeans::Who(it.clone()))
            .to_vec(),
        leads: vec![lead],
        database: false,
        products: Vec::new(),
    };
    beside.workstreams = vec![("NV01".to_owned(), title)];
    beside.shown = [("NV01".to_owned(), shown)].into();
    let again = read(&grid, &beside, BTreeMap::new()).unwrap();
    assert!(again.answered(), "{:?}", again.questions);
    assert_eq!(codes(&again.tasks[0].helpers)[0], "STP");
    let told = SheetNote::StillNobody("các xã còn lại".to_owned());
    assert!(again.notes.contains(&(2, told)), "{:?}", again.notes);
    // Another answer is taken all the same.
    let other = |it: &SheetMeans| matches!(it, SheetMeans::Who(who) if who.leads());
    let asked = &again.questions[0];
    let choice = asked.choices.iter().find(|it| other(&it.means)).unwrap();
    let answers = [(asked.name.clone(), choice.code.clone())].into();
    let changed = read(&grid, &beside, answers).unwrap();
    assert_eq!(changed.tasks[0].helpers.read.len(), 2);
    assert!(changed.tasks[0].helpers.read.iter().all(SheetWho::leads));
}

#[test]
fn a_lead_that_must_be_somebody_is_never_offered_nobody() {
    let beside = beside();
    // The same words in a row that hands nothing over, and in one that does.
    let grid = table(&[
        ["1", "Việc một", "các xã còn lại", "", "", "30/9/2026"],
        [
            "2",
            "Việc hai",
            "các xã còn lại",
            "",
            "Báo cáo",
            "30/9/2026",
        ],
        [
            "3",
            "Việc ba",
            "Sở Y tế; các phường khác",
            "",
            "Báo cáo",
            "30/9/2026",
        ],
    ]);
    let read = read(&grid, &beside, BTreeMap::new()).unwrap();
    let offers = |written: &str| {
        let asked = read.questions.iter().find(|it| it.written == written);
        let choices = asked.unwrap().choices.iter();
        let nobody = |it: &SheetChoice| matches!(it.means, SheetMeans::Who(SheetWho::Nobody(_)));
        choices.filter(|it| nobody(it)).count()
    };
    assert_eq!(offers("các xã còn lại"), 0);
    // Another leads: it may be nobody.
    assert_eq!(offers("các phường khác"), 1);
}

#[test]
fn the_company_of_a_lead_is_said_beside_the_question() {
    let mut beside = beside();
    beside.companies = [("SYT".to_owned(), vec!["VNPT".to_owned()])].into();
    let grid = table(&[
        ["1", "Việc một", "Sở Y tế", "VNPT", "", "30/9/2026"],
        ["2", "Việc hai", "Sở Nội vụ", "Viettel", "", "30/9/2026"],
    ]);
    let open = read(&grid, &beside, BTreeMap::new()).unwrap();
    let known = vec![("VNPT".to_owned(), "SYT".to_owned())];
    let told: Vec<_> = open
        .questions
        .iter()
        .map(|it| it.accompanied.clone())
        .collect();
    assert_eq!(told, [known.clone(), Vec::new()]);
    // Of a group that leads, the companies of its units.
    beside.units = vec![("SYT".to_owned(), UnitKind::Department)];
    let grid = table(&[["1", "Việc một", "Các sở, ngành", "VNPT", "", "30/9/2026"]]);
    let of_group = read(&grid, &beside, BTreeMap::new()).unwrap();
    assert_eq!(of_group.questions[0].accompanied, known);
    let words = app::text::sheet_accompanied(app::text::Lang::Vi, &known);
    assert_eq!(words.as_deref(), Some("Đã phân công: VNPT đồng hành SYT."));
}

/// A company is known by its name as a unit is, with what sort of company it is or where.
#[test]
fn a_company_that_is_to_lead_is_asked_as_one() {
    let beside = beside();
    for lead in [
        "VNPT",
        "Tập đoàn VNPT",
        "Công ty cổ phần Viettel",
        "Chi nhánh VNPT",
    ] {
        let grid = one(lead, "", "Báo cáo", "30/6/2026");
        let open = read(&grid, &beside, BTreeMap::new()).unwrap();
        let [asked] = &open.questions[..] else {
            panic!("{lead}: {:?}", open.questions)
        };
        assert_eq!(asked.about, SheetAbout::CompanyLead, "{lead}");
        let helped = one("Sở Y tế", lead, "", "30/6/2026");
        let helped = read(&helped, &beside, BTreeMap::new()).unwrap();
        assert_eq!(helped.questions[0].about, SheetAbout::Company, "{lead}");
    }
    // A branch of it may be the company, or another body.
    let branch = one("Sở Y tế", "VNPT Bình Trung", "", "30/6/2026");
    let branch = read(&branch, &beside, BTreeMap::new()).unwrap();
    let company = |it: &SheetChoice| match &it.means {
        SheetMeans::Who(SheetWho::Partner(code, _)) => code == "VNPT",
        _ => false,
    };
    assert!(branch.questions[0].choices.iter().any(company));
}

#[test]
fn what_stands_in_the_plan_otherwise_is_said() {
    let mut beside = beside();
    beside.workstreams = vec![("NV01".to_owned(), "Số hóa hồ sơ".to_owned())];
    let due = |text| SheetDue::Day(parse_day(text).unwrap());
    let shown = Shown {
        means: vec![SheetMeans::Due(due("2026-03-31"))],
        leads: vec![SheetWho::Unit("SYT".into(), "Sở Y tế".into())],
        database: false,
        products: Vec::new(),
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
fn a_part_that_is_said_in_brackets_is_asked() {
    let beside = beside();
    for (lead, helper) in [
        ("(Sở Y tế phối hợp)", ""),
        ("Sở Nội vụ", "Sở Y tế (chủ trì)"),
    ] {
        let grid = one(lead, helper, "Báo cáo", "30/6/2026");
        let read = super::read(&grid, &beside, BTreeMap::new()).unwrap();
        let asked: Vec<_> = (read.questions.iter())
            .map(|it| (it.about, it.written.as_str()))
            .collect();
        assert_eq!(asked, [(SheetAbout::Part, "Sở Y tế")], "{lead} {helper}");
        let helps = with(&grid, &beside, SheetAbout::Part, &SheetMeans::Helps);
        assert_eq!(codes(&helps.tasks[0].helpers), ["SYT"]);
        // Who leads is asked where nobody else is named.
        let unled = helps
            .questions
            .iter()
            .any(|it| it.about == SheetAbout::NoLead);
        assert_eq!(unled, helper.is_empty());
        assert_eq!(helps.answered(), !unled);
        let leads = with(&grid, &beside, SheetAbout::Part, &SheetMeans::Leads);
        assert!(codes(&leads.tasks[0].leads).contains(&"SYT".to_owned()));
    }
    // What is said of a helper in its own cell is no name.
    let grid = one("Sở Nội vụ", "Phối hợp: Sở Y tế", "", "");
    let read = super::read(&grid, &beside, BTreeMap::new()).unwrap();
    assert_eq!(codes(&read.tasks[0].helpers), ["SYT"]);
    // Where no unit leads, a company helps nobody.
    let grid = one("Sở TTTT", "VNPT", "", "");
    let first = super::read(&grid, &beside, BTreeMap::new()).unwrap();
    let answers = (first.questions.iter())
        .map(|it| {
            let at = if it.about == SheetAbout::Lead {
                it.choices.len() - 1
            } else {
                0
            };
            (it.name.clone(), it.choices[at].code.clone())
        })
        .collect();
    let read = super::read(&grid, &beside, answers).unwrap();
    let alone = (2, SheetNote::CompanyAlone("VNPT".to_owned()));
    assert!(read.notes.contains(&alone), "{:?}", read.notes);
}

#[test]
fn a_product_that_a_task_of_the_plan_does_not_have_is_asked() {
    let mut beside = beside();
    beside.workstreams = vec![("NV01".to_owned(), "Số hóa hồ sơ".to_owned())];
    let shown = Shown {
        leads: vec![SheetWho::Unit("SYT".into(), "Sở Y tế".into())],
        products: vec!["Kho hồ sơ".to_owned()],
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
