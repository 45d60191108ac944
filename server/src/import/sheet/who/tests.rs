use regex::Regex;

use super::{sets::SETS, *};

fn known() -> Known {
    let mut known = Known::new(Place::City);
    for (code, name) in [
        ("SKHCN", "Sở Khoa học và Công nghệ"),
        ("SVHTT", "Sở Văn hóa và Thể thao"),
        ("SNV", "Sở Nội vụ"),
        ("CATP", "Công an Thành phố"),
        ("XA1", "Xã Thanh An"),
        ("XA2", "Xã Thạnh An"),
        ("P1", "Phường Tân Bình"),
        ("XA3", "Ủy ban nhân dân xã Tân Bình"),
        ("VP", "Văn phòng Ủy ban nhân dân Thành phố"),
        ("DTN", "Đoàn Thanh niên Cộng sản Hồ Chí Minh Thành phố"),
        ("SGGP", "Báo và phát thanh, truyền hình Thành phố"),
    ] {
        known.add(SheetWho::Unit(code.to_owned(), name.into()), code, [name]);
    }
    known.add(
        SheetWho::Partner("VNPT".to_owned(), "VNPT".into()),
        "VNPT",
        ["VNPT"],
    );
    known
}

/// What a cell names, in few letters: codes, kinds of sets, names of bodies.
fn said(cell: &str, of: As) -> Vec<String> {
    let word = |read: &Read| match read {
        Read::One(SheetWho::Unit(code, _) | SheetWho::Partner(code, _)) => code.clone(),
        Read::One(SheetWho::NewGroup(code, ..)) => code.clone(),
        Read::One(SheetWho::Everyone) => "*".to_owned(),
        Read::One(SheetWho::Body(_, name)) => name.to_string(),
        Read::One(other) => format!("{other:?}"),
        Read::Asked(asked) => format!("?{}", asked.choices.len()),
    };
    known().read(cell, of).iter().map(word).collect()
}

#[test]
fn names_are_parted_where_one_ends() {
    for (cell, read) in [
        ("Sở KH&CN; Sở Nội vụ", vec!["SKHCN", "SNV"]),
        ("Sở Văn hóa, Thể thao và Sở Nội vụ", vec!["SVHTT", "SNV"]),
        (
            "Sở Khoa học và Công nghệ, Công an Thành phố",
            vec!["SKHCN", "CATP"],
        ),
        ("- Sở Nội vụ\n- CATP", vec!["SNV", "CATP"]),
        (
            "Báo và phát thanh, truyền hình Thành phố và VNPT",
            vec!["SGGP", "?2"],
        ),
        ("Sở Nội vụ, Sở Nội vụ", vec!["SNV"]),
        (
            "Các sở, ban, ngành; UBND các xã, phường",
            vec!["N-DEPARTMENT", "N-WARD"],
        ),
        (
            "các sở, ngành và UBND cấp xã",
            vec!["N-DEPARTMENT", "N-WARD"],
        ),
        ("Các cơ quan, đơn vị, địa phương", vec!["*"]),
        (
            "Ngân hàng Nhà nước, chi nhánh khu vực 2; Trường THPT A, Công an xã",
            vec![
                "Ngân hàng Nhà nước, chi nhánh khu vực 2",
                "Trường THPT A",
                "Công an xã",
            ],
        ),
        (
            "Bộ Nông nghiệp và Môi trường, Bộ Khoa học và Công nghệ và VNPT",
            vec![
                "Bộ Nông nghiệp và Môi trường",
                "Bộ Khoa học và Công nghệ",
                "?2",
            ],
        ),
        ("UBND các phường", vec!["N-WARD"]),
        ("UBND các xã", vec!["N-COMMUNE"]),
        ("UBND các đặc khu", vec!["N-SPECIAL_ZONE"]),
        ("UBND cấp xã", vec!["N-WARD"]),
        ("UBND các xã, phường còn lại", vec!["?2"]),
        ("các đơn vị còn lại", vec!["?2"]),
        ("Sở Khoa học & Công nghệ", vec!["SKHCN"]),
        (
            "Phòng KSTTHC (Văn phòng tỉnh); Hội A",
            vec!["Phòng KSTTHC (Văn phòng tỉnh)", "Hội A"],
        ),
        (
            "Các trường tiểu học, THCS, THPT; thôn, tổ dân phố; Hội A, các thôn, tổ dân phố",
            vec![
                "Các trường tiểu học, THCS, THPT",
                "thôn, tổ dân phố",
                "Hội A",
                "các thôn, tổ dân phố",
            ],
        ),
        (" – ", vec![]),
    ] {
        assert_eq!(said(cell, As::Helper), read, "{cell}");
    }
    let one = known().parted("Báo và Phát thanh, Truyền hình tỉnh");
    assert_eq!(one, ["Báo và Phát thanh, Truyền hình tỉnh"]);
}

#[test]
fn a_name_of_two_is_asked_and_one_of_nobody_leads_nothing() {
    assert_eq!(said("xa thanh an", As::Lead), ["?3"]);
    assert_eq!(said("Xã Thạnh An", As::Lead), ["XA2"]);
    assert!(said("Phòng Kinh tế", As::Lead)[0].starts_with('?'));
    assert_eq!(said("VNPT", As::Helper), ["?2"]);
    assert!(said("VNPT", As::Lead)[0].starts_with('?'));
    assert_eq!(said("Sở Nội vuj", As::Helper), ["?2"]);
}

#[test]
fn who_heads_an_organisation_stands_for_it() {
    for (cell, read) in [
        ("Giám đốc Sở Nội vụ", "SNV"),
        ("Phó Giám đốc Sở KH&CN", "SKHCN"),
        ("Chánh Văn phòng UBND Thành phố", "VP"),
        ("Trưởng Công an Thành phố", "CATP"),
        ("Chủ tịch UBND xã Thạnh An", "XA2"),
        ("Chủ tịch UBND phường Tân Bình", "P1"),
        (
            "Bí thư Đoàn Thanh niên Cộng sản Hồ Chí Minh Thành phố",
            "DTN",
        ),
        ("Chủ tịch UBND các xã", "N-COMMUNE"),
        ("Thủ trưởng các sở, ban, ngành", "N-DEPARTMENT"),
        ("các xã Thạnh An", "XA2"),
    ] {
        for of in [As::Lead, As::Helper] {
            assert_eq!(said(cell, of), [read], "{cell}");
        }
    }
    // Whoever heads nobody that is known stays who it is.
    let cell = "Chủ tịch UBND tỉnh Bình Trung";
    assert_eq!(said(cell, As::Helper), [cell]);
}

#[test]
fn what_is_near_to_a_unit_is_asked() {
    let first = |cell: &str, of: As| {
        let read = known().read(cell, of);
        let [Read::Asked(asked)] = &read[..] else {
            panic!("{cell}: {read:?}")
        };
        assert_eq!(asked.other, Some(SheetOther::Unit), "{cell}");
        let outside = SheetMeans::Who(SheetWho::Body(None, cell.into()));
        assert_eq!(asked.choices.last(), Some(&outside), "{cell}");
        match &asked.choices[0] {
            SheetMeans::Who(SheetWho::Unit(code, _)) => code.clone(),
            _ => String::new(),
        }
    };
    for (cell, unit) in [
        ("Tân Bình", "P1"),
        ("Thạnh An", "XA1"),
        ("Đoàn Thanh niên Thành phố", "DTN"),
        ("Thành Đoàn", "DTN"),
        ("Báo và Đài PTTH Thành phố", "SGGP"),
        ("Văn phòng", "VP"),
    ] {
        for of in [As::Lead, As::Helper] {
            assert_eq!(first(cell, of), unit, "{cell}");
        }
    }
    // Nothing is near: any unit may be typed all the same.
    assert_eq!(first("Sở TTTT", As::Lead), "");
    for typed in ["Sở Nội vụ", "SNV", "snv", "Giám đốc Sở Nội vụ"] {
        let who = Others::called(&known(), typed);
        assert_eq!(who, Some(SheetWho::Unit("SNV".into(), "Sở Nội vụ".into())));
    }
    for typed in ["VNPT", "Sở TTTT", "xa thanh an", ""] {
        assert_eq!(Others::called(&known(), typed), None, "{typed}");
    }
}

#[test]
fn a_set_of_units_is_a_group_that_is_there_already() {
    let mut known = known();
    for (code, kind) in [
        ("SKHCN", UnitKind::Department),
        ("CATP", UnitKind::Agency),
        ("XA1", UnitKind::Commune),
    ] {
        known.kind(code, kind);
    }
    known.group("G-SO", &"Các sở, ban, ngành".into(), Vec::new());
    known.group("G-XA", &"Khối cơ sở".into(), vec!["XA1".to_owned()]);
    let read = |cell: &str| {
        let read = known.read(cell, As::Helper);
        read.into_iter()
            .map(|it| match it {
                Read::One(SheetWho::Group(code, _)) => code,
                other => format!("{other:?}"),
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(read("Các sở, ngành"), ["G-SO"]);
    assert_eq!(read("Các sở, ngành, địa phương"), ["G-SO", "G-XA"]);
    assert_eq!(read("UBND các xã, phường"), ["G-XA"]);
    // There is no ward: all places, or nobody.
    let wards = known.read("UBND các phường", As::Lead);
    assert!(matches!(&wards[..], [Read::Asked(it)] if it.choices.len() == 2));
    // Which of them is concerned, nobody says.
    let concerned = known.read("các sở, ngành liên quan", As::Helper);
    assert!(matches!(&concerned[..], [Read::Asked(it)] if it.choices.len() == 2));
}

#[test]
fn every_set_is_read() {
    assert!(SETS.iter().all(|(words, _)| Regex::new(words).is_ok()));
    for name in ["so", "Xã", "Ban", "các cơ quan, đơn vị liên quan"] {
        assert_eq!(set(name), None, "{name}");
    }
}

#[test]
fn bodies_outside_are_told_by_how_their_names_begin() {
    for (name, kind) in [
        ("Bộ Công an", BodyKind::Above),
        ("Bộ Tư lệnh Thành phố", BodyKind::Other),
        ("Trạm Y tế xã", BodyKind::Health),
        ("Công ty Cổ phần A", BodyKind::Company),
        ("Thôn Đoài", BodyKind::Hamlet),
        ("Nhà văn hóa", BodyKind::Other),
    ] {
        assert_eq!(body_kind(name), kind, "{name}");
    }
}

#[test]
fn a_set_without_some_is_asked_and_no_body_is_called_so() {
    for (cell, names) in [
        (
            "Các sở, ngành, trừ Sở Nội vụ",
            vec!["Các sở, ngành, trừ Sở Nội vụ"],
        ),
        ("các xã (trừ xã Số 1)", vec!["các xã (trừ xã Số 1)"]),
        (
            "CATP; các xã (trừ xã A; xã B), Sở Nội vụ",
            vec!["các xã (trừ xã A; xã B)"],
        ),
        ("Các sở; trừ Sở Nội vụ", vec!["Các sở trừ Sở Nội vụ"]),
        (
            "UBND các xã, phường không bao gồm xã A",
            vec!["UBND các xã, phường không bao gồm xã A"],
        ),
    ] {
        for of in [As::Lead, As::Helper] {
            let read = known().read(cell, of);
            let asked = read.iter().filter_map(|it| match it {
                Read::Asked(asked) => Some(asked.written.as_str()),
                Read::One(_) => None,
            });
            assert_eq!(asked.collect::<Vec<_>>(), names, "{cell}");
            for it in &read {
                if let Read::Asked(asked) = it {
                    assert_eq!(asked.other, Some(SheetOther::Unit), "{cell}");
                    let body = |it: &SheetMeans| matches!(it, SheetMeans::Who(SheetWho::Body(..)));
                    assert!(!asked.choices.iter().any(body), "{cell}");
                }
            }
        }
    }
    let read = known().read("các xã (trừ xã Số 1)", As::Lead);
    let [Read::Asked(asked)] = &read[..] else {
        panic!("{read:?}")
    };
    assert!(matches!(
        &asked.choices[..],
        [
            SheetMeans::Who(SheetWho::NewGroup(..)),
            SheetMeans::Who(SheetWho::Nobody(_))
        ]
    ));
    // "Trụ sở" and a name in brackets leave out nobody.
    for cell in ["Ban Quản lý trụ sở", "Sở Nội vụ (cũ)"] {
        assert_eq!(exception(cell), None, "{cell}");
    }
}

#[test]
fn a_sign_alone_is_asked_and_a_dash_is_nobody() {
    for of in [As::Lead, As::Helper] {
        assert_eq!(said("*", of), ["?2"]);
        assert_eq!(said("#", of), ["?1"]);
        for cell in ["-", "–", "…", " / ", ""] {
            assert_eq!(said(cell, of), Vec::<String>::new(), "{cell}");
        }
    }
}

#[test]
fn a_group_is_known_whole_before_its_name_is_parted() {
    let mut known = known();
    known.group("G-DMT", &"Khối Đảng, Mặt trận".into(), Vec::new());
    known.group("G-NC", &"Các cơ quan khối Nội chính".into(), Vec::new());
    for (cell, groups) in [
        ("Các cơ quan khối Đảng, Mặt trận", vec!["G-DMT"]),
        (
            "các cơ quan, đơn vị thuộc khối Đảng, Mặt trận",
            vec!["G-DMT"],
        ),
        ("Khối Đảng, Mặt trận", vec!["G-DMT"]),
        ("Khối Nội chính", vec!["G-NC"]),
        (
            "Các đơn vị khối Nội chính; các cơ quan khối Đảng, Mặt trận",
            vec!["G-NC", "G-DMT"],
        ),
    ] {
        for of in [As::Lead, As::Helper] {
            let read = known.read(cell, of);
            let codes: Vec<_> = (read.iter())
                .map(|it| match it {
                    Read::One(SheetWho::Group(code, _)) => code.clone(),
                    other => format!("{other:?}"),
                })
                .collect();
            assert_eq!(codes, groups, "{cell}");
        }
    }
}
