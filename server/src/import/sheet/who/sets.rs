//! Sets of units, heads of organisations, kinds of bodies: what is told by words of a name.
use std::sync::{Arc, LazyLock};

use app::{
    domain::{BodyKind, UnitKind},
    text::search_key,
    views::SheetWho,
};
use regex::Regex;

use super::super::folded::Folded;

/// The organisation whose head is named: "Giám đốc Sở Tài chính", "Chánh Văn phòng UBND tỉnh".
pub(super) fn of_the_head(written: &str) -> Option<String> {
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

/// What a group is called behind "các cơ quan", "các đơn vị thuộc".
pub(super) fn of_the_group(written: &str) -> Option<String> {
    static UNITS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:tat ca )?(?:cac )?(?:co quan|don vi)(?:,? (?:va )?(?:cac )?(?:co quan|don vi))*(?: thuoc| trong| cua)? (?P<rest>[a-z].*)$").ok()
    });
    let text = Folded::new(written.trim());
    let rest = UNITS.as_ref()?.captures(&text.plain)?.name("rest")?;
    Some(text.written(rest.range()))
}

/// Whether words say that there is nobody: "không", "Không có đơn vị phối hợp", "chưa phân công".
pub(in super::super) fn is_nobody(written: &str) -> bool {
    static NOBODY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let part = "(?: (?:cung )?(?:chu tri|phoi hop|tham gia|thuc hien))?";
        let words = format!(
            r"^\W*(?:(?:khong|ko|chua)(?: co)?(?: (?:co quan|don vi|ai)(?: nao)?)?{part}|(?:khong|chua) (?:can|phai|xac dinh|phan cong|giao(?: ai| cho ai)?|ro){part}|n/a)\W*$"
        );
        Regex::new(&words).ok()
    });
    let plain = Folded::new(written).plain;
    NOBODY.as_ref().is_some_and(|it| it.is_match(&plain))
}

/// A company's name without what sort of company it is: "Tập đoàn VNPT", "Công ty cổ phần FPT".
pub(super) fn of_the_company(written: &str) -> Option<String> {
    static SORTS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let words = r"^(?:chi nhanh |don vi )?(?:tap doan|tong cong t[iy]|cong t[iy]|doanh nghiep|chi nhanh)(?: co phan| cp| tnhh)? (?P<rest>.+)$";
        Regex::new(words).ok()
    });
    let text = Folded::new(written.trim());
    let rest = SORTS.as_ref()?.captures(&text.plain)?.name("rest")?;
    Some(text.written(rest.range()))
}

/// A name without "liên quan" behind it.
pub(super) fn concerned(written: &str) -> Option<String> {
    let text = Folded::new(written.trim());
    let end = [" co lien quan", " lien quan"];
    let end = end.iter().find_map(|it| text.plain.strip_suffix(it))?;
    Some(text.written(0..end.len()))
}

/// Names of sets of units, without marks, and the kinds that belong; none: every unit.
pub(super) const SETS: &[(&str, &[UnitKind])] = &[
    (
        r"^(tat ca )?(cac |thu truong cac )?(so|co quan chuyen mon)(,? ?(va )?(cac )?(ban|nganh|phong))*( (cap )?(thanh pho|tinh|tp))?$",
        &[UnitKind::Department, UnitKind::Agency],
    ),
    (
        r"^(tat ca )?(cac )?((uy ban nhan dan|ubnd) )?(cac |cap |168 )?(xa|phuong|dac khu)(,? ?(va )?(cac )?(xa|phuong|dac khu|thi tran))*$",
        &[UnitKind::Ward, UnitKind::Commune, UnitKind::SpecialZone],
    ),
    (
        r"^(tat ca )?(cac )?(co quan|ban|ban xay dung|co quan tham muu.*)( cua)? (dang|tinh uy|thanh uy)$",
        &[UnitKind::Party],
    ),
    (
        r"^(tat ca )?(cac )?(uy ban )?(mttq|mat tran( to quoc)?)?( viet nam)?,? ?(va )?(cac )?(doan the|to chuc chinh tri ?- ?xa hoi)( .*)?$",
        &[UnitKind::Front],
    ),
    (
        r"^(tat ca )?(cac )?dia phuong$",
        &[UnitKind::Ward, UnitKind::Commune, UnitKind::SpecialZone],
    ),
    (
        // "Thủ trưởng đơn vị" names no set.
        r"^((tat ca )?cac (co quan|don vi|dia phuong)|tat ca (co quan|don vi|dia phuong)|(co quan|don vi|dia phuong),? ?(va )?(cac )?(co quan|don vi|dia phuong|to chuc))(,? ?(va )?(cac )?(co quan|don vi|dia phuong|to chuc))*$",
        &[],
    ),
];

/// Kinds of places, without marks.
pub(super) const PLACE: &str = "xa|phuong|dac khu|thi tran";

/// Whether words name places of a kind behind something else: "đoàn thể xã, phường", not "xã hội".
fn of_places(plain: &str) -> bool {
    static KINDS: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(&format!(" (?:{PLACE})(?:$|,| va )")).ok());
    KINDS.as_ref().is_some_and(|it| it.is_match(plain))
}

/// The set of units that a name is of.
pub(super) fn set(name: &str) -> Option<SheetWho> {
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
    // "Các đoàn thể xã, phường" are not those that the campaign has.
    if kinds.contains(&UnitKind::Front) && of_places(&plain) {
        return None;
    }
    Some(match of_the_words(&plain, kinds) {
        [] => SheetWho::Everyone,
        kinds => SheetWho::NewGroup(group_code(kinds), Arc::from(name), kinds),
    })
}

/// "UBND các phường": wards alone, where one kind of place is named and no other.
fn of_the_words(plain: &str, kinds: &'static [UnitKind]) -> &'static [UnitKind] {
    if kinds != PLACES || plain.contains("cap ") {
        return kinds;
    }
    let mut words = plain.split(|c: char| !c.is_ascii_alphanumeric());
    let says = |word: &str| words.clone().any(|it| it == word);
    let (communes, wards) = (says("xa"), says("phuong") && !says("dia"));
    match (communes, wards, words.any(|it| it == "khu")) {
        (true, false, false) => &[UnitKind::Commune],
        (false, true, false) => &[UnitKind::Ward],
        (false, false, true) => &[UnitKind::SpecialZone],
        _ => kinds,
    }
}

/// Kinds of places that a plan names together.
pub(super) const PLACES: &[UnitKind] = &[UnitKind::Ward, UnitKind::Commune, UnitKind::SpecialZone];

/// "Các xã còn lại", "các sở, ngành khác": a set without those that are named elsewhere.
pub(super) fn remaining(written: &str) -> Option<String> {
    let text = Folded::new(written.trim());
    let end = [" con lai", " khac"];
    let end = end.iter().find_map(|it| text.plain.strip_suffix(it))?;
    Some(text.written(0..end.len()))
}

/// The code of the group of all units of some kinds.
pub(super) fn group_code(kinds: &[UnitKind]) -> String {
    let first = kinds.first().map_or("", |it| it.code());
    format!("N-{}", first.to_uppercase())
}

/// What a body outside is, by how its name begins.
pub(in super::super) fn body_kind(name: &str) -> BodyKind {
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
