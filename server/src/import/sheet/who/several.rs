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
        Read::Asked(Asked::new(about(of), name, choices).or(SheetOther::Unit))
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

/// Whether a part of a cell is a kind and nothing else, of what the part before ends with: "các trung tâm xã",
/// "phường".
pub(super) fn goes_with(part: &str, before: &str) -> bool {
    static KINDS: LazyLock<[Option<Regex>; 4]> = LazyLock::new(|| {
        [
            format!("^(?:cac )?(?:{PLACE})$"),
            format!(r"\b(?:{PLACE})$"),
            format!("^(?:cac )?(?:{OFFICE})$"),
            format!("^(?:tat ca )?cac (?:{OFFICE})$|^(?:{OFFICE})$"),
        ]
        .map(|it| Regex::new(&it).ok())
    });
    let is = |pattern: &Option<Regex>, text: &str| {
        let plain = Folded::new(text.trim()).plain;
        pattern.as_ref().is_some_and(|it| it.is_match(&plain))
    };
    let [place, of_places, office, of_offices] = &*KINDS;
    (is(place, part) && is(of_places, before)) || (is(office, part) && is(of_offices, before))
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
        ] {
            assert_eq!(goes_with(part, before), goes, "{before}, {part}");
        }
    }
}
