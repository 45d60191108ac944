//! Who is named in a cell of a plan: units, groups of units, companies, bodies outside.
use std::{
    collections::BTreeSet,
    sync::{Arc, LazyLock},
};

use app::{
    domain::{BodyKind, Place, UnitKind},
    text::search_key,
    views::{SheetAbout, SheetMeans, SheetOther, SheetWho},
};
use regex::Regex;

use super::{
    folded::Folded,
    names::{Accents, Name},
    question::{Asked, Others},
};

/// Whoever the campaign knows by name.
#[derive(Debug, Clone)]
pub struct Known {
    all: Vec<Somebody>,
    place: Place,
    groups: Vec<Group>,
    /// Units by kind.
    kinds: Vec<(String, UnitKind)>,
}

#[derive(Debug, Clone)]
struct Somebody {
    who: SheetWho,
    /// In small letters: a code is no name that could be shortened.
    code: String,
    names: Vec<Name>,
    /// The names as they are searched for.
    keys: Vec<String>,
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
            groups: Vec::new(),
            kinds: Vec::new(),
        }
    }

    /// Takes in what kind a unit is of.
    pub fn kind(&mut self, code: &str, kind: UnitKind) {
        self.kinds.push((code.to_owned(), kind));
    }

    /// Takes in the units of a group, which is known by its name too.
    pub fn group(&mut self, code: &str, name: &Arc<str>, units: Vec<String>) {
        let who = SheetWho::Group(code.to_owned(), name.clone());
        self.add(who, code, [name.as_ref()]);
        self.groups.push(Group {
            code: code.to_owned(),
            name: name.clone(),
            units,
        });
    }

    /// Takes in somebody with a code and all names; the first is the one that is shown.
    pub fn add<'a>(&mut self, who: SheetWho, code: &str, names: impl IntoIterator<Item = &'a str>) {
        let names: Vec<&str> = names.into_iter().filter(|it| !it.is_empty()).collect();
        let keys = names.iter().map(|it| search_key(it)).collect();
        let names = names
            .iter()
            .map(|it| Name::new(it).of_the_place())
            .collect();
        let code = code.to_lowercase();
        self.all.push(Somebody {
            who,
            code,
            names,
            keys,
        });
    }

    /// Those with a name, or with that of an organisation whose head is named.
    fn called(&self, written: &str) -> Vec<SheetWho> {
        let found = self.by_name(written);
        if !found.is_empty() {
            return found;
        }
        let of_head = of_the_head(written).map(|it| self.by_name(&it));
        of_head.unwrap_or_default()
    }

    /// Those with a name, by its accents where they tell them apart.
    fn by_name(&self, written: &str) -> Vec<SheetWho> {
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
        let set = |it: &str| self.set(it).is_some();
        set(written)
            || concerned(written).is_some_and(|it| set(&it))
            || !self.called(written).is_empty()
    }

    /// The set of units that a name is of: by a group of the campaign where one is of the same.
    fn set(&self, written: &str) -> Option<SheetWho> {
        let found = set(written).or_else(|| set(&of_the_head(written)?))?;
        Some(self.of_a_group(found))
    }

    /// The group that has the units of a new one already: its name says the same set, or its units
    /// are the same.
    fn of_a_group(&self, who: SheetWho) -> SheetWho {
        let SheetWho::NewGroup(_, _, kinds) = &who else {
            return who;
        };
        let named = |it: &&Group| match set(&it.name) {
            Some(SheetWho::NewGroup(_, _, own)) => own == *kinds,
            _ => false,
        };
        let of_kinds = self.kinds.iter().filter(|(_, kind)| kinds.contains(kind));
        let units: BTreeSet<&str> = of_kinds.map(|(code, _)| code.as_str()).collect();
        let same = |it: &&Group| {
            !units.is_empty()
                && it.units.iter().map(String::as_str).collect::<BTreeSet<_>>() == units
        };
        let groups = &self.groups;
        let found = groups.iter().find(named).or(groups.iter().find(same));
        found.map_or(who, |it| SheetWho::Group(it.code.clone(), it.name.clone()))
    }

    /// The units whose names are most like one, the likest first, and how like: more than 1 where one
    /// name is the other with words left out.
    fn like(&self, written: &str) -> Vec<(f64, SheetWho)> {
        let head = of_the_head(written);
        let written = head.as_deref().unwrap_or(written);
        let (key, name) = (search_key(written), Name::new(written).of_the_place());
        let units = self.all.iter();
        let units = units.filter(|it| matches!(it.who, SheetWho::Unit(..)));
        let how = |it: &Somebody| {
            let keys = it.keys.iter();
            let alike = keys.map(|it| strsim::normalized_damerau_levenshtein(&key, it));
            let alike = alike.fold(0.0, f64::max);
            let bare = |it: &Name| it.bare().is_some_and(|it| it.says(&name));
            let near = |it: &Name| name.near(it, self.place);
            match (it.names.iter().any(bare), it.names.iter().any(near)) {
                (true, _) => alike + 2.0,
                (_, true) => alike + 1.0,
                _ => alike,
            }
        };
        let mut like: Vec<(f64, SheetWho)> = units.map(|it| (how(it), it.who.clone())).collect();
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
        let outside = SheetMeans::Who(SheetWho::Body(None, name.into()));
        match found.as_slice() {
            [one @ SheetWho::Partner(..)] => {
                let choices = vec![SheetMeans::Who(one.clone()), outside];
                let about = if of == As::Lead {
                    SheetAbout::Lead
                } else {
                    SheetAbout::Company
                };
                return Read::Asked(Asked::new(about, name, choices).or(SheetOther::Unit));
            }
            [one] if of == As::Helper || one.leads() => return Read::One(one.clone()),
            [] | [_] => {}
            several => {
                let mut choices: Vec<SheetMeans> =
                    several.iter().cloned().map(SheetMeans::Who).collect();
                choices.push(SheetMeans::Who(SheetWho::Nobody(name.into())));
                return Read::Asked(Asked::new(about(of), name, choices).or(SheetOther::Unit));
            }
        }
        if let Some(set) = self.set(name) {
            return Read::One(set);
        }
        // "Các sở, ngành liên quan": which of them, the plan does not say.
        if let Some(set) = concerned(name).and_then(|it| self.set(&it)) {
            let nobody = SheetWho::Nobody(name.into());
            let choices = [set, nobody].map(SheetMeans::Who).to_vec();
            return Read::Asked(Asked::new(about(of), name, choices).or(SheetOther::Unit));
        }
        // Whoever is outside already, else somebody new.
        let outside = found.into_iter().next().map_or(outside, SheetMeans::Who);
        let like = self.like(name);
        // "Bộ Tài chính" is no slip for "Sở Tài chính".
        let other = body_kind(name) != BodyKind::Other;
        let typed_wrong = |how: f64| how > 1.0 || (!other && how > SLIP);
        match of {
            As::Helper if !like.first().is_some_and(|(how, _)| typed_wrong(*how)) => {
                Read::One(SheetWho::Body(None, name.into()))
            }
            _ => {
                let near = like.into_iter().filter(|(how, _)| *how > LIKE).take(NEAR);
                let near = near.map(|(_, who)| SheetMeans::Who(who));
                let choices = near.chain([outside]).collect();
                Read::Asked(Asked::new(about(of), name, choices).or(SheetOther::Unit))
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
                    // An unknown name goes on until another begins; "Báo" alone is none yet.
                    let goes_on = |at: &usize| {
                        let part = &parts[*at];
                        let alone = *at == from + 1 && says_no_name(&parts[from].1);
                        let begins = begins_a_name(part) && !(alone && part.0 == " và ");
                        !(begins || self.knows(&part.1))
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

impl Others for Known {
    fn called(&self, typed: &str) -> Option<SheetWho> {
        if let Some(set) = self
            .set(typed)
            .filter(|it| !matches!(it, SheetWho::NewGroup(..)))
        {
            return Some(set);
        }
        let all = self.called(typed);
        let mut units = all.iter().filter(|it| it.leads());
        let found = units.next().filter(|_| units.next().is_none());
        found.cloned()
    }

    fn all(&self) -> Vec<SheetWho> {
        let own = self.all.iter().map(|it| &it.who).filter(|it| it.leads());
        own.cloned().chain([SheetWho::Everyone]).collect()
    }
}

/// A group of the campaign.
#[derive(Debug, Clone)]
struct Group {
    code: String,
    name: Arc<str>,
    units: Vec<String>,
}

/// The organisation whose head is named: "Giám đốc Sở Tài chính", "Chánh Văn phòng UBND tỉnh".
fn of_the_head(written: &str) -> Option<String> {
    static HEADS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        let compiled = TITLES.iter().map(|words| Regex::new(words));
        compiled.filter_map(Result::ok).collect()
    });
    let text = Folded::new(written.trim());
    let rest = HEADS
        .iter()
        .find_map(|it| it.captures(&text.plain)?.name("rest"))?;
    Some(text.written(rest.range()))
}

/// Titles of those who stand for their organisation, without marks; what is behind is its name.
const TITLES: [&str; 3] = [
    r"^(?:dong chi )?(?:pho )?(?:tong giam doc|giam doc|chu tich|bi thu|chu nhiem|chi cuc truong|cuc truong|vu truong|vien truong|tong bien tap|hieu truong|thu truong|lanh dao|nguoi dung dau|chi huy truong|tu lenh|chanh an)(?: cua)? (?P<rest>.+)$",
    r"^(?:dong chi )?(?:pho )?(?:truong|chanh) (?P<rest>(?:ban|phong|van phong|thanh tra|cong an|thue|doan|co quan)\b.*)$",
    // Several of one kind by their names: "các xã Cam Lộ, An Phú".
    r"^(?:cac|ubnd cac|uy ban nhan dan cac) (?P<rest>(?:xa|phuong|dac khu|so|ban) .+)$",
];

/// A name without "liên quan" behind it.
fn concerned(written: &str) -> Option<String> {
    let text = Folded::new(written.trim());
    let end = [" co lien quan", " lien quan"];
    let end = end.iter().find_map(|it| text.plain.strip_suffix(it))?;
    Some(text.written(0..end.len()))
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
    "giam doc",
    "chu tich",
    "thu truong",
    "bi thu",
    "chanh",
];

/// Whether a part is a word that names begin with, and no name yet.
fn says_no_name(part: &str) -> bool {
    let key = search_key(part);
    !key.contains(' ') && BEGINNINGS.contains(&key.as_str())
}

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
        r"^(tat ca )?(cac )?dia phuong$",
        &[UnitKind::Ward, UnitKind::Commune, UnitKind::SpecialZone],
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
            ("Chủ tịch UBND các xã", "N-WARD"),
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
}
