//! Cells that name several at once: kinds behind one name, names with a sign between them, bodies of another
//! place.
use super::{rows::codes, *};

/// Who leads, or who helps, in the one task of a plan.
fn cell(read: &Understood, of_leads: bool) -> &SheetCell<SheetWho> {
    match of_leads {
        true => &read.tasks[0].leads,
        false => &read.tasks[0].helpers,
    }
}

/// A plan with a cell of leads, or of helpers beside Sở Tư pháp.
fn plan_with(words: &str, of_leads: bool) -> Grid {
    match of_leads {
        true => one(words, "", "Báo cáo", "30/9/2026"),
        false => one("Sở Tư pháp", words, "Báo cáo", "30/9/2026"),
    }
}

#[test]
fn kinds_behind_one_name_are_asked_whole_or_read_as_a_set() {
    let beside = beside();
    for name in [
        "Các đảng ủy xã, phường",
        "Mặt trận và các đoàn thể xã, phường",
        "các phòng, ban, ngành",
    ] {
        for of_leads in [true, false] {
            let words = format!("{name}; Sở Y tế");
            let read = read(&plan_with(&words, of_leads), &beside, BTreeMap::new()).unwrap();
            let asked: Vec<&str> = read.questions.iter().map(|it| &*it.written).collect();
            assert_eq!(asked, [name]);
            assert_eq!(codes(cell(&read, of_leads)), ["SYT"], "{name}");
            let outside = SheetMeans::Who(SheetWho::Body(None, name.into()));
            let offered = read.questions[0].choices.iter();
            let mut offered = offered.map(|it| &it.means);
            assert!(offered.any(|it| *it == outside), "{name}");
        }
    }
    for name in [
        "UBND các xã, phường, đặc khu",
        "UBND các xã, phường, thị trấn",
        "các sở, ban, ngành",
        "Mặt trận và các đoàn thể",
    ] {
        let read = read(&plan_with(name, true), &beside, BTreeMap::new()).unwrap();
        assert!(read.answered(), "{name}: {:?}", read.questions);
        let [SheetWho::NewGroup(_, said, _)] = &read.tasks[0].leads.read[..] else {
            panic!("{name}: {:?}", read.tasks[0].leads)
        };
        assert_eq!(&**said, name);
    }
}

#[test]
fn names_with_a_sign_between_them_are_all_of_them_or_one() {
    let mut beside = beside();
    let unit = |code: &str, name: &str| SheetWho::Unit(code.to_owned(), name.into());
    let both = vec![unit("SYT", "Sở Y tế"), unit("SNV", "Sở Nội vụ")];
    let alone = both.iter().cloned().map(SheetMeans::Who);
    let alone: Vec<SheetMeans> = alone.collect();
    let (all, first) = (
        SheetMeans::AllOf(both.clone()),
        SheetMeans::FirstOf(both.clone()),
    );
    for words in [
        "Sở Y tế & Sở Nội vụ",
        "Sở Y tế/Sở Nội vụ",
        "Sở Y tế - Sở Nội vụ",
        "Sở Y tế – Sở Nội vụ",
        "Sở Y tế | Sở Nội vụ",
        "Sở Y tế hoặc Sở Nội vụ",
    ] {
        for (of_leads, offered) in [
            (
                true,
                [vec![all.clone(), first.clone()], alone.clone()].concat(),
            ),
            (false, [vec![all.clone()], alone.clone()].concat()),
        ] {
            let grid = plan_with(words, of_leads);
            let open = read(&grid, &beside, BTreeMap::new()).unwrap();
            let [asked] = &open.questions[..] else {
                panic!("{words}: {:?}", open.questions)
            };
            let means: Vec<_> = asked.choices.iter().map(|it| it.means.clone()).collect();
            assert_eq!(means, offered, "{words}");
            for choice in &asked.choices {
                let answers = [(asked.name.clone(), choice.code.clone())].into();
                let read = read(&grid, &beside, answers).unwrap();
                assert!(read.answered() && read.refusals().is_empty());
                let said = codes(cell(&read, of_leads));
                match &choice.means {
                    SheetMeans::AllOf(_) => assert_eq!(said, ["SYT", "SNV"]),
                    SheetMeans::FirstOf(_) => {
                        assert_eq!(said, ["SYT"]);
                        assert_eq!(codes(&read.tasks[0].helpers), ["SNV"]);
                    }
                    _ => assert_eq!(said.len(), 1),
                }
            }
        }
    }
    // What was answered is not asked again.
    beside.workstreams = vec![("NV01".to_owned(), "Số hóa hồ sơ hộ tịch".to_owned())];
    for (leads, answer) in [(2, &all), (1, &first)] {
        let shown = Shown {
            means: alone.clone(),
            leads: both.iter().take(leads).cloned().collect(),
            ..Shown::default()
        };
        beside.shown = [("NV01".to_owned(), shown)].into();
        let grid = plan_with("Sở Y tế & Sở Nội vụ", true);
        let again = read(&grid, &beside, BTreeMap::new()).unwrap();
        assert!(again.answered());
        let asked = &again.questions[0];
        let chosen = asked
            .choices
            .iter()
            .find(|it| Some(&it.code) == asked.chosen.as_ref());
        assert_eq!(chosen.map(|it| &it.means), Some(answer));
    }
    // Who helps in the plan does not lead by that.
    let other = unit("STP", "Sở Tư pháp");
    let shown = Shown {
        means: alone.clone(),
        leads: vec![other.clone()],
        ..Shown::default()
    };
    beside.shown = [("NV01".to_owned(), shown)].into();
    let grid = plan_with("Sở Y tế & Sở Nội vụ", true);
    let read_again = read(&grid, &beside, BTreeMap::new()).unwrap();
    assert_eq!(read_again.tasks[0].leads.read, [other]);
    // Signs stand within names and codes.
    for words in [
        "Sở Quy hoạch - Kiến trúc",
        "Tổ 1/2",
        "Phòng KT-HT",
        "Nhóm A&B",
    ] {
        let read = read(&plan_with(words, false), &beside, BTreeMap::new()).unwrap();
        let choices = read.questions.iter().flat_map(|it| &it.choices);
        let mut all = choices.filter(|it| matches!(it.means, SheetMeans::AllOf(_)));
        assert!(all.next().is_none(), "{words}");
    }
}

#[test]
fn a_unit_of_another_place_is_asked_and_may_be_a_body_outside() {
    let beside = beside();
    for name in [
        "Sở Y tế thành phố Hà Nội",
        "Sở Y tế thành phố khác",
        "Sở Y tế tỉnh bạn",
        "Giám đốc Sở Y tế thành phố Hà Nội",
    ] {
        for of_leads in [true, false] {
            let grid = match of_leads {
                true => one(name, "", "", "30/9/2026"),
                false => plan_with(name, false),
            };
            let read = read(&grid, &beside, BTreeMap::new()).unwrap();
            let [asked] = &read.questions[..] else {
                panic!("{name}: {:?}", read.questions)
            };
            let outside = SheetMeans::Who(SheetWho::Body(None, name.into()));
            let offered = asked.choices.last().map(|it| &it.means);
            assert_eq!(offered, Some(&outside), "{name}");
        }
    }
    let own = read(
        &plan_with("Sở Y tế Thành phố Hồ Chí Minh", true),
        &beside,
        BTreeMap::new(),
    );
    assert_eq!(codes(&own.unwrap().tasks[0].leads), ["SYT"]);
}
