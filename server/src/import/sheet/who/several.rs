//! Names of several at once that are asked: sets of which some are left out, bodies of all places, kinds of
//! offices, a star beside names.
use std::sync::LazyLock;

use app::{
    domain::UnitKind,
    views::{SheetAbout, SheetMeans, SheetOther, SheetWho},
};
use regex::Regex;

use super::{
    super::{folded::Folded, question::Asked},
    As, Known, Read, about,
    exception::left_out,
    sets::{PLACE, PLACES, group_code},
};

impl Known {
    /// "UBND các phường" where there are communes alone: those, nobody, or whoever is typed.
    pub(super) fn of_no_unit(&self, name: &str, set: &SheetWho, of: As) -> Read {
        let places = SheetWho::NewGroup("N-WARD".to_owned(), name.into(), PLACES);
        let of_places = match set {
            SheetWho::NewGroup(_, _, kinds) => kinds.iter().all(|it| PLACES.contains(it)),
            _ => false,
        };
        let places = Some(places).filter(|it| of_places && !self.is_empty(it));
        let nobody = SheetWho::Nobody(name.into());
        let choices = places.map(|it| self.of_a_group(it)).into_iter();
        let choices = choices.chain([nobody]).map(SheetMeans::Who).collect();
        Read::Asked(Asked::new(about(of), name, choices).or(SheetOther::Unit))
    }

    /// "Các sở, trừ Sở Y tế": no group says it, unless one is chosen.
    pub(super) fn all_but(&self, base: &str, name: &str, of: As) -> Read {
        let mut choices = match self.one(base, of) {
            _ if base.is_empty() => Vec::new(),
            Read::One(who) => vec![SheetMeans::Who(who)],
            Read::Asked(asked) => asked.choices,
        };
        let body = |it: &SheetMeans| matches!(it, SheetMeans::Who(SheetWho::Body(..)));
        choices.retain(|it| !body(it));
        let nobody = SheetMeans::Who(SheetWho::Nobody(name.into()));
        choices.retain(|it| !matches!(it, SheetMeans::Who(SheetWho::Nobody(_))));
        choices.push(nobody);
        let without = choices.first().and_then(|it| match it {
            SheetMeans::Who(set) => self.without(set, &left_out(name)?),
            _ => None,
        });
        choices.splice(0..0, without);
        Read::Asked(Asked::new(about(of), name, choices).or(SheetOther::Unit))
    }

    /// The units of a set without those that are said to be left out, where each of these is known.
    fn without(&self, set: &SheetWho, left_out: &str) -> Option<SheetMeans> {
        let names = self.parted(left_out);
        let but: Option<Vec<SheetWho>> = names.iter().map(|it| self.plain(it)).collect();
        let but = but.filter(|it| !it.is_empty() && it.iter().all(SheetWho::leads))?;
        let out: Vec<String> = but.iter().flat_map(|it| self.units_of(it)).collect();
        let mut units = self.units_of(set);
        let all = units.len();
        units.retain(|it| !out.contains(it));
        let left = (1..all).contains(&units.len());
        let units: Option<Vec<SheetWho>> = units.iter().map(|it| self.unit(it)).collect();
        Some(SheetMeans::AllBut(units.filter(|_| left)?, but))
    }

    /// "Các đảng ủy xã, phường": the units of these kinds, a body outside, or nobody.
    pub(super) fn of_several(
        &self,
        name: &str,
        kinds: &'static [UnitKind],
        outside: SheetMeans,
        of: As,
    ) -> Read {
        let units = SheetWho::NewGroup(group_code(kinds), name.into(), kinds);
        let units = Some(units).filter(|it| !self.is_empty(it));
        let units = units.map(|it| SheetMeans::Who(self.of_a_group(it)));
        let nobody = SheetMeans::Who(SheetWho::Nobody(name.into()));
        let choices = units.into_iter().chain([outside, nobody]).collect();
        Read::Asked(Asked::new(about(of), name, choices).or(SheetOther::Unit))
    }
}

/// "*; Sở Y tế": every unit, or only who is named.
pub(super) fn star_beside(cell: &str) -> Asked {
    let choices = vec![SheetMeans::Who(SheetWho::Everyone), SheetMeans::OnlyNamed];
    Asked::new(SheetAbout::Star, &cell.replace('\n', "; "), choices)
}

/// Who is meant by kinds of offices.
const OFFICES: &[UnitKind] = &[UnitKind::Department, UnitKind::Agency];

/// The kinds of units that a name of several bodies may mean: those of all places ("các đảng ủy xã, phường",
/// "Mặt trận và các đoàn thể xã, phường"), or several kinds of offices ("các phòng, ban, ngành").
pub(super) fn several(name: &str) -> Option<&'static [UnitKind]> {
    static OF_PLACES: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let front = "(?:uy ban )?(?:mttq|mat tran(?: to quoc)?)(?: viet nam)?,? (?:va )?(?:cac )?(?:doan the|to chuc chinh tri ?- ?xa hoi)";
        let words = format!(
            "^(?:(?P<front>{front})|(?P<base>[^,;]+?))(?: cua| o| tai| thuoc)? (?P<each>(?:cac |cap )?)(?:{PLACE})(?P<more>(?:,? (?:va )?(?:cac )?(?:{PLACE}))*)$"
        );
        Regex::new(&words).ok()
    });
    static OF_OFFICES: LazyLock<Option<Regex>> = LazyLock::new(|| {
        let words = format!(
            "^(?:tat ca )?(?:cac )?(?:{OFFICE})(?:,? (?:va )?(?:cac )?(?:{OFFICE}))+(?: (?:co )?lien quan| chuyen mon| truc thuoc| (?:cap )?(?:xa|phuong|tinh|thanh pho))*$"
        );
        Regex::new(&words).ok()
    });
    let plain = Folded::new(name.trim()).plain;
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if OF_OFFICES.as_ref().is_some_and(|it| it.is_match(&plain)) {
        return Some(OFFICES);
    }
    let found = OF_PLACES.as_ref()?.captures(&plain)?;
    let said = |name: &str| found.name(name).map_or("", |it| it.as_str());
    let base = said("base");
    // "Sở Y tế và Công an các xã" are two.
    let one = !(base.contains(" va ") || base.ends_with(" va"));
    let plural = ["cac ", "tat ca "].iter().any(|it| base.starts_with(it));
    let many = plural || !(said("each").is_empty() && said("more").is_empty());
    (one && many).then_some(PLACES)
}

/// Kinds of offices, without marks.
const OFFICE: &str = "phong(?: chuyen mon)?|ban|nganh|doan the|chi cuc";

/// Kinds of places within a commune, and of schools, without marks.
const HAMLET: &str = "thon|ap|xom|buon|khom|khu pho|to dan pho|khoi pho|khu dan cu|to nhan dan";
const SCHOOL: &str = "mam non|mau giao|tieu hoc|thcs|thpt|trung hoc(?: co so| pho thong)?|pho thong|dai hoc|cao dang|trung cap";

/// Whether a part of a cell is a kind and nothing else, of what the part before ends with: "các trung tâm xã",
/// "phường".
pub(super) fn goes_with(part: &str, before: &str) -> bool {
    static KINDS: LazyLock<[Option<Regex>; 10]> = LazyLock::new(|| {
        [
            format!("^(?:cac )?(?:{PLACE})$"),
            format!(r"\b(?:{PLACE})$"),
            format!("^(?:cac )?(?:{OFFICE})$"),
            format!("^(?:tat ca )?cac (?:{OFFICE})$|^(?:{OFFICE})$"),
            format!("^(?:cac )?(?:{HAMLET})(?: van hoa)?$"),
            format!("^(?:tat ca )?(?:cac )?(?:{HAMLET})(?: van hoa)?$"),
            format!("^(?:cac )?(?:truong )?(?:{SCHOOL})(?: cong lap)?(?: tren dia ban.*)?$"),
            format!(r"^(?:tat ca )?cac (?:co so giao duc|truong)(?: hoc)?(?: (?:{SCHOOL}))?$|^(?:{SCHOOL})$"),
            r"^(?:va )?truyen hinh\b".to_owned(),
            r"\bphat thanh$".to_owned(),
        ]
        .map(|it| Regex::new(&it).ok())
    });
    let is = |pattern: &Option<Regex>, text: &str| {
        let plain = Folded::new(text.trim()).plain;
        pattern.as_ref().is_some_and(|it| it.is_match(&plain))
    };
    let mut pairs = KINDS.chunks_exact(2);
    pairs.any(|it| is(&it[0], part) && is(&it[1], before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_behind_one_name_are_of_it() {
        for (name, kinds) in [
            ("Các đảng ủy xã, phường", Some(PLACES)),
            ("đảng ủy các xã, phường, đặc khu", Some(PLACES)),
            ("Mặt trận và các đoàn thể xã, phường", Some(PLACES)),
            ("MTTQ Việt Nam, các đoàn thể các xã", Some(PLACES)),
            ("Các đoàn thể xã", Some(PLACES)),
            ("Công an xã, phường", Some(PLACES)),
            ("các phòng, ban, ngành", Some(OFFICES)),
            ("Các ban, ngành, đoàn thể cấp xã", Some(OFFICES)),
            ("Công an xã", None),
            ("Sở Y tế và Công an các xã", None),
            ("Sở Y tế, Công an các xã", None),
            ("Bảo hiểm xã hội", None),
            ("Các tổ chức chính trị - xã hội", None),
            ("Ban", None),
            ("các thôn, ấp, khu phố", None),
        ] {
            assert_eq!(several(name), kinds, "{name}");
        }
        for (part, before, goes) in [
            ("phường", "Các trung tâm xã", true),
            ("các phường", "Công an xã", true),
            ("ngành", "các ban", true),
            ("thôn", "Các đảng ủy xã", false),
            ("phường", "Sở Y tế", false),
            ("ban", "Văn phòng", false),
            ("tổ dân phố", "các thôn", true),
            ("tổ dân phố", "thôn", true),
            ("THCS", "Các trường tiểu học", true),
            ("THPT", "THCS", true),
            ("Trường THPT A", "Các trường tiểu học", false),
            ("Truyền hình tỉnh", "Phát thanh", true),
            ("Truyền hình tỉnh", "Báo", false),
        ] {
            assert_eq!(goes_with(part, before), goes, "{before}, {part}");
        }
    }
}
