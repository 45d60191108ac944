//! Who is named in a cell of a plan: units, groups of units, companies, bodies outside.
use std::sync::{Arc, LazyLock};

use app::{
    domain::{BodyKind, Place, UnitKind},
    text::search_key,
    views::{SheetAbout, SheetMeans, SheetWho},
};
use regex::Regex;

use super::{
    folded::Folded,
    names::{Accents, Name},
    question::Asked,
};

/// Whoever the campaign knows by name.
#[derive(Debug, Clone)]
pub struct Known {
    all: Vec<Somebody>,
    place: Place,
}

#[derive(Debug, Clone)]
struct Somebody {
    who: SheetWho,
    /// In small letters: a code is no name that could be shortened.
    code: String,
    names: Vec<Name>,
    /// The name that is shown, as it is searched for.
    shown: String,
}

/// In whose column a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum As {
    Lead,
    Helper,
}

/// A name, read or asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Read {
    One(SheetWho),
    Asked(Asked),
}

impl Known {
    pub fn new(place: Place) -> Self {
        Self {
            all: Vec::new(),
            place,
        }
    }

    /// Takes in somebody with a code and all names; the first is the one that is shown.
    pub fn add<'a>(&mut self, who: SheetWho, code: &str, names: impl IntoIterator<Item = &'a str>) {
        let names: Vec<&str> = names.into_iter().filter(|it| !it.is_empty()).collect();
        let shown = names.first().map(|it| search_key(it)).unwrap_or_default();
        let names = names
            .iter()
            .map(|it| Name::new(it).of_the_place())
            .collect();
        let code = code.to_lowercase();
        self.all.push(Somebody {
            who,
            code,
            names,
            shown,
        });
    }

    /// Those with a name, by its accents where they tell them apart.
    fn called(&self, written: &str) -> Vec<SheetWho> {
        let name = Name::new(written).of_the_place();
        let code = written.trim().to_lowercase();
        let by_code = self.all.iter().filter(|it| it.code == code);
        let by_code: Vec<SheetWho> = by_code.map(|it| it.who.clone()).collect();
        if !by_code.is_empty() {
            return by_code;
        }
        for accents in [Accents::Count, Accents::LeftOut] {
            let fits = |it: &&Somebody| {
                let mut names = it.names.iter();
                names.any(|it| it.fits(&name, accents, self.place))
            };
            let found = self.all.iter().filter(fits);
            let found: Vec<SheetWho> = found.map(|it| it.who.clone()).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// Whether a name is that of somebody, or of a set of units.
    fn knows(&self, written: &str) -> bool {
        set(written).is_some() || !self.called(written).is_empty()
    }

    /// The units whose names are most like one, the likest first, and how like.
    fn like(&self, written: &str) -> Vec<(f64, SheetWho)> {
        let key = search_key(written);
        let units = self.all.iter();
        let units = units.filter(|it| matches!(it.who, SheetWho::Unit(..)));
        let how = |name: &str| strsim::normalized_damerau_levenshtein(&key, name);
        let mut like: Vec<(f64, SheetWho)> =
            units.map(|it| (how(&it.shown), it.who.clone())).collect();
        like.sort_by(|one, other| other.0.total_cmp(&one.0));
        like
    }

    /// All that a cell names, in its order, each once.
    pub(super) fn read(&self, cell: &str, of: As) -> Vec<Read> {
        let mut all: Vec<Read> = Vec::new();
        for name in self.parted(cell) {
            let read = self.one(&name, of);
            if !all.contains(&read) {
                all.push(read);
            }
        }
        all
    }

    fn one(&self, name: &str, of: As) -> Read {
        let found = self.called(name);
        match found.as_slice() {
            [one] if of == As::Helper || leads(one) => return Read::One(one.clone()),
            [] => {}
            several => {
                let mut choices: Vec<SheetMeans> =
                    several.iter().cloned().map(SheetMeans::Who).collect();
                choices.push(SheetMeans::Who(SheetWho::Nobody(name.into())));
                return Read::Asked(Asked::new(about(of), name, choices));
            }
        }
        if let Some(set) = set(name) {
            return Read::One(set);
        }
        let outside = SheetWho::Body(None, name.into());
        let like = self.like(name);
        // "Bộ Tài chính" is no slip for "Sở Tài chính".
        let other = body_kind(name) != BodyKind::Other;
        let typed_wrong = !other && like.first().is_some_and(|(how, _)| *how > SLIP);
        match of {
            As::Helper if !typed_wrong => Read::One(outside),
            _ => {
                let near = like.into_iter().filter(|(how, _)| *how > LIKE).take(NEAR);
                let near = near.map(|(_, who)| SheetMeans::Who(who));
                let choices = near.chain([SheetMeans::Who(outside)]).collect();
                Read::Asked(Asked::new(about(of), name, choices))
            }
        }
    }

    /// The names in a cell: commas and "và" stand between names, and within them.
    fn parted(&self, cell: &str) -> Vec<String> {
        let mut names = Vec::new();
        for line in cell.split(['\n', ';']) {
            let parts = parts(line);
            let mut from = 0;
            while from < parts.len() {
                let joined = |to: usize| joined(parts.get(from..to).unwrap_or_default());
                let longest = (from + 1..=parts.len())
                    .rev()
                    .find(|to| self.knows(&joined(*to)));
                let to = longest.unwrap_or_else(|| {
                    // An unknown name goes on until another begins.
                    let goes_on = |at: &usize| {
                        let part = &parts[*at];
                        !(begins_a_name(part) || self.knows(&part.1))
                    };
                    from + 1 + (from + 1..parts.len()).take_while(goes_on).count()
                });
                names.push(joined(to));
                from = to;
            }
        }
        names.retain(|it| it.chars().any(char::is_alphanumeric));
        names
    }
}

/// How like a name is that was typed wrong; how like one is that is offered, and how many are.
const SLIP: f64 = 0.88;
const LIKE: f64 = 0.6;
const NEAR: usize = 4;

const fn about(of: As) -> SheetAbout {
    match of {
        As::Lead => SheetAbout::Lead,
        As::Helper => SheetAbout::Helper,
    }
}

/// Whether somebody can lead a task.
const fn leads(who: &SheetWho) -> bool {
    matches!(
        who,
        SheetWho::Unit(..) | SheetWho::Group(..) | SheetWho::NewGroup(..) | SheetWho::Everyone
    )
}

/// The parts of a line, each with what stood before it.
fn parts(line: &str) -> Vec<(&'static str, String)> {
    static BETWEEN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r",| va | voi |\+").ok());
    let line = Folded::new(line.trim().trim_start_matches(['-', '–', '•', '+', '*']));
    let Some(between) = BETWEEN.as_ref() else {
        return vec![("", line.written(0..line.plain.len()))];
    };
    let mut parts = Vec::new();
    let (mut from, mut before) = (0, "");
    for hit in between.find_iter(&line.plain) {
        parts.push((before, line.written(from..hit.start())));
        before = match hit.as_str() {
            "," => ", ",
            _ => " và ",
        };
        from = hit.end();
    }
    parts.push((before, line.written(from..line.plain.len())));
    parts.retain(|(_, it)| !it.is_empty());
    parts
}

fn joined(parts: &[(&'static str, String)]) -> String {
    let mut name = String::new();
    for (before, part) in parts {
        if !name.is_empty() {
            name.push_str(before);
        }
        name.push_str(part);
    }
    name.trim_matches([' ', '.', ',', '(', ')']).to_owned()
}

/// How the name of an organisation begins, without marks.
const BEGINNINGS: &[&str] = &[
    "so",
    "ban",
    "bo",
    "cong an",
    "cong ti",
    "tong cong ti",
    "tap doan",
    "ubnd",
    "uy ban",
    "hoi",
    "doan",
    "mat tran",
    "mttq",
    "truong",
    "ngan hang",
    "vien",
    "trung tam",
    "bao",
    "dai",
    "van phong",
    "cuc",
    "chi cuc",
    "toa an",
    "xa",
    "phuong",
    "dac khu",
    "thon",
    "khu pho",
    "tram",
    "hop tac xa",
    "cac",
    "lien",
    "hiep hoi",
    "benh vien",
    "thanh tra",
    "thue",
    "kho bac",
    "dang uy",
    "hoc vien",
    "phong",
    "to",
];

/// Whether a part of a cell is the beginning of another name: behind "và" more names go on than begin.
fn begins_a_name((before, part): &(&'static str, String)) -> bool {
    let key = search_key(part);
    let begins = |it: &&str| {
        key == *it
            || key
                .strip_prefix(*it)
                .is_some_and(|rest| rest.starts_with(' '))
    };
    let capitals = part.chars().any(char::is_uppercase) && !part.chars().any(char::is_lowercase);
    let capital = part.chars().next().is_some_and(char::is_uppercase);
    BEGINNINGS.iter().any(begins) || capitals || (capital && *before != " và ")
}

/// Names of sets of units, without marks, and the kinds that belong; none: every unit.
const SETS: &[(&str, &[UnitKind])] = &[
    (
        r"^(tat ca )?(cac |thu truong cac )?(so|co quan chuyen mon)(,? ?(va )?(cac )?(ban|nganh|phong))*( (cap )?(thanh pho|tinh|tp))?$",
        &[UnitKind::Department, UnitKind::Agency],
    ),
    (
        r"^(tat ca )?(cac )?((uy ban nhan dan|ubnd) )?(cac |cap |168 )?(xa|phuong|dac khu)(,? ?(va )?(cac )?(xa|phuong|dac khu))*$",
        &[UnitKind::Ward, UnitKind::Commune, UnitKind::SpecialZone],
    ),
    (
        r"^(tat ca )?(cac )?(co quan|ban|ban xay dung|co quan tham muu.*)( cua)? (dang|tinh uy|thanh uy)$",
        &[UnitKind::Party],
    ),
    (
        r"^(tat ca )?(cac )?(uy ban )?(mttq|mat tran to quoc)?( viet nam)?,? ?(va )?(cac )?(doan the|to chuc chinh tri ?- ?xa hoi)( .*)?$",
        &[UnitKind::Front],
    ),
    (
        r"^(tat ca )?(cac )?(co quan|don vi|dia phuong)(,? ?(va )?(cac )?(co quan|don vi|dia phuong|to chuc))*$",
        &[],
    ),
];

/// The set of units that a name is of.
fn set(name: &str) -> Option<SheetWho> {
    static ALL: LazyLock<Vec<(Option<Regex>, &[UnitKind])>> = LazyLock::new(|| {
        let compiled = SETS
            .iter()
            .map(|(words, kinds)| (Regex::new(words).ok(), *kinds));
        compiled.collect()
    });
    let plain = Folded::new(name).plain;
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let many = plain.starts_with("cac ") || plain.contains(' ') || plain.contains(',');
    let hit = |words: &Option<Regex>| words.as_ref().is_some_and(|it| it.is_match(&plain));
    let (_, kinds) = ALL.iter().find(|(words, _)| many && hit(words))?;
    Some(match kinds {
        [] => SheetWho::Everyone,
        kinds => SheetWho::NewGroup(group_code(kinds), Arc::from(name), kinds),
    })
}

/// The code of the group of all units of some kinds.
fn group_code(kinds: &[UnitKind]) -> String {
    let first = kinds.first().map_or("", |it| it.code());
    format!("N-{}", first.to_uppercase())
}

/// What a body outside is, by how its name begins.
pub(super) fn body_kind(name: &str) -> BodyKind {
    const BEGIN: &[(&str, BodyKind)] = &[
        ("bo tu lenh", BodyKind::Other),
        ("bo chi huy", BodyKind::Other),
        ("bo ", BodyKind::Above),
        ("cac bo", BodyKind::Above),
        ("chinh phu", BodyKind::Above),
        ("thu tuong", BodyKind::Above),
        ("trung uong", BodyKind::Above),
        ("ban chi dao trung uong", BodyKind::Above),
        ("quoc hoi", BodyKind::Above),
        ("tinh uy", BodyKind::Above),
        ("thanh uy", BodyKind::Above),
        ("ubnd tinh", BodyKind::Above),
        ("ngan hang", BodyKind::Bank),
        ("truong", BodyKind::School),
        ("dai hoc", BodyKind::School),
        ("hoc vien", BodyKind::School),
        ("cac truong", BodyKind::School),
        ("benh vien", BodyKind::Health),
        ("tram y te", BodyKind::Health),
        ("trung tam y te", BodyKind::Health),
        ("cong an", BodyKind::Police),
        ("hop tac xa", BodyKind::Company),
        ("cong ti", BodyKind::Company),
        ("tap doan", BodyKind::Company),
        ("doanh nghiep", BodyKind::Company),
        ("cac doanh nghiep", BodyKind::Company),
        ("hoi ", BodyKind::Association),
        ("hiep hoi", BodyKind::Association),
        ("lien minh", BodyKind::Association),
        ("doan ", BodyKind::Association),
        ("thon", BodyKind::Hamlet),
        ("cac thon", BodyKind::Hamlet),
        ("ap ", BodyKind::Hamlet),
        ("khu pho", BodyKind::Hamlet),
        ("to dan pho", BodyKind::Hamlet),
    ];
    let key = search_key(name);
    let found = BEGIN.iter().find(|(begin, _)| key.starts_with(begin));
    found.map_or(BodyKind::Other, |(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Known {
        let mut known = Known::new(Place::City);
        for (code, name) in [
            ("SKHCN", "Sở Khoa học và Công nghệ"),
            ("SVHTT", "Sở Văn hóa và Thể thao"),
            ("SNV", "Sở Nội vụ"),
            ("CATP", "Công an Thành phố"),
            ("XA1", "Xã Thanh An"),
            ("XA2", "Xã Thạnh An"),
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
                vec!["SGGP", "VNPT"],
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
                    "VNPT",
                ],
            ),
            (" – ", vec![]),
        ] {
            assert_eq!(said(cell, As::Helper), read, "{cell}");
        }
    }

    #[test]
    fn a_name_of_two_is_asked_and_one_of_nobody_leads_nothing() {
        assert_eq!(said("xa thanh an", As::Lead), ["?3"]);
        assert_eq!(said("Xã Thạnh An", As::Lead), ["XA2"]);
        assert!(said("Phòng Kinh tế", As::Lead)[0].starts_with('?'));
        assert_eq!(said("VNPT", As::Helper), ["VNPT"]);
        assert!(said("VNPT", As::Lead)[0].starts_with('?'));
        assert_eq!(said("Sở Nội vuj", As::Helper), ["?2"]);
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
}
