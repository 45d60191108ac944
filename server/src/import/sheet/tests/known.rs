//! What a table says of tasks that stand in the plan: a company, a product of several milestones.
use super::{
    rows::{standing, table, with},
    *,
};

/// A campaign with one task, of which it has this.
fn knows(shown: Shown) -> Beside {
    let mut beside = beside();
    beside.workstreams = vec![("NV01".to_owned(), "Số hóa hồ sơ".to_owned())];
    beside.shown = [("NV01".to_owned(), shown)].into();
    beside
}

/// A company is written with its task; of one that stands there its row says that it is not, and where it is.
#[test]
fn a_company_of_a_task_of_the_plan_is_said_not_to_be_written() {
    let unit = SheetWho::Unit("SYT".into(), "Sở Y tế".into());
    let company = SheetWho::Partner("VNPT".into(), "VNPT".into());
    let told = |means: Vec<SheetMeans>, title: &str| {
        let beside = knows(Shown {
            means,
            leads: vec![unit.clone()],
            ..Shown::default()
        });
        let grid = table(&[["1", title, "Sở Y tế", "VNPT", "", "30/6/2026"]]);
        let means = SheetMeans::Who(company.clone());
        let read = with(&grid, &beside, SheetAbout::Company, &means);
        assert_eq!(read.tasks[0].helpers.read, std::slice::from_ref(&company));
        let mut notes = read.notes.into_iter();
        let note = notes.find(|(_, it)| matches!(it, SheetNote::OtherCompany { .. }));
        note.map(|(row, note)| (row, app::text::sheet_note(app::text::Lang::Vi, &note)))
    };
    let (row, words) = told(Vec::new(), "Số hóa hồ sơ").unwrap();
    assert_eq!(row, 2);
    assert!(words.contains("VNPT"), "{words}");
    let there = vec![SheetMeans::Who(company.clone())];
    assert_eq!(told(there, "Số hóa hồ sơ"), None);
    assert_eq!(told(Vec::new(), "Việc mới"), None);
}

/// A later deadline of a product that several milestones have moves all of them only where that was answered.
#[test]
fn a_product_of_several_milestones_is_asked_which_the_row_names() {
    let other = |id: &str, unit: &str| Standing {
        id: id.to_owned(),
        unit: unit.to_owned(),
        ..standing("Kho hồ sơ", "2026-03-31")
    };
    let of = |standing: Vec<Standing>| {
        knows(Shown {
            leads: vec![SheetWho::Unit("SYT".into(), "Sở Y tế".into())],
            products: vec!["Kho hồ sơ".to_owned()],
            standing,
            ..Shown::default()
        })
    };
    let grid = table(&[["1", "Số hóa hồ sơ", "Sở Y tế", "", "Kho hồ sơ", "30/6/2026"]]);
    let both = of(vec![other("m-1", "SYT"), other("m-2", "SNV")]);
    let open = read(&grid, &both, BTreeMap::new()).unwrap();
    let [asked] = &open.questions[..] else {
        panic!("{:?}", open.questions)
    };
    assert_eq!(asked.about, SheetAbout::Several);
    let which = ["SYT – Mốc một", "SNV – Mốc một"].map(str::to_owned);
    let named = (2, SheetNote::SeveralStand(which.to_vec()));
    assert!(open.notes.contains(&named), "{:?}", open.notes);
    let due = SheetDue::Day(parse_day("2026-03-31").unwrap());
    for (means, moved) in [(SheetMeans::MovesAll, 2), (SheetMeans::Keeps(due), 0)] {
        let read = with(&grid, &both, SheetAbout::Several, &means);
        assert!(read.answered());
        let rows = files(&read, &both, &BTreeMap::new());
        let written = rows.get("milestones.csv").map_or(0, Vec::len);
        assert_eq!(written, moved, "{means:?}");
    }
    // Of one nothing is asked.
    let one = of(vec![other("m-1", "SYT")]);
    assert!(read(&grid, &one, BTreeMap::new()).unwrap().answered());
}
