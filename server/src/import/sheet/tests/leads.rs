//! Who leads and who helps by the rows of a plan: joint leads, cells that are empty or as the one above.
use super::{
    rows::{codes, table, with},
    *,
};

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
        standing: Vec::new(),
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
        standing: Vec::new(),
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
    // Who is said to have no part is asked, and never taken as a helper.
    for cell in ["Sở Y tế không phối hợp", "Sở Y tế chưa tham gia"] {
        let grid = one("Sở Nội vụ", cell, "Báo cáo", "30/6/2026");
        let read = super::read(&grid, &beside, BTreeMap::new()).unwrap();
        let asked: Vec<_> = (read.questions.iter())
            .map(|it| (it.about, it.written.as_str()))
            .collect();
        assert_eq!(asked, [(SheetAbout::Part, "Sở Y tế")], "{cell}");
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
