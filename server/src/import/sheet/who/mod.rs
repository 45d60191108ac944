//! Who is named in a cell of a plan: units, groups of units, companies, bodies outside.
mod exception;
mod parts;
mod sets;
mod several;
mod signs;

use std::{collections::BTreeSet, sync::Arc};

use app::{
    domain::{BodyKind, EVERY_UNIT, Place, UnitKind},
    text::{accented_key, search_key},
    views::{SheetAbout, SheetMeans, SheetOther, SheetWho},
};

use super::{
    names::{Accents, Home, Name},
    question::{Asked, Others},
};
use exception::exception;
use sets::{concerned, of_the_company, of_the_group, of_the_head, remaining, set};
use several::{several, star_beside};

pub(super) use sets::{body_kind, is_nobody};

/// Whoever the campaign knows by name.
#[derive(Debug, Clone)]
pub struct Known {
    all: Vec<Somebody>,
    home: Home,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

impl Read {
    pub fn one(&self) -> Option<&SheetWho> {
        match self {
            Self::One(who) => Some(who),
            Self::Asked(_) => None,
        }
    }
}

impl Known {
    pub fn new(place: Place) -> Self {
        Self {
            all: Vec::new(),
            home: Home::new(place),
            groups: Vec::new(),
            kinds: Vec::new(),
        }
    }

    /// Takes in what the campaign is called, which may say where it is.
    pub fn campaign(&mut self, name: &str) {
        self.home.learn(name);
    }

    /// What units, companies, bodies and groups are called where they are shown.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.all.iter().filter_map(|it| match &it.who {
            SheetWho::Unit(_, name)
            | SheetWho::Partner(_, name)
            | SheetWho::Group(_, name)
            | SheetWho::Body(_, name)
            | SheetWho::NewGroup(_, name, _)
            | SheetWho::Nobody(name) => Some(name.as_ref()),
            SheetWho::Everyone => None,
        })
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
        if matches!(who, SheetWho::Unit(..)) {
            for it in &names {
                self.home.learn(it);
            }
        }
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
        if let Some(group) = self.group_like(written) {
            return vec![group];
        }
        if let Some(head) = of_the_head(written) {
            return self.by_name(&head);
        }
        let of_company = of_the_company(written).map(|it| self.by_name(&it));
        let mut of_company = of_company.unwrap_or_default();
        of_company.retain(|it| matches!(it, SheetWho::Partner(..)));
        of_company
    }

    /// The group that a name is of once "các cơ quan", "các đơn vị" before either is left out.
    fn group_like(&self, written: &str) -> Option<SheetWho> {
        let key = |it: &str| accented_key(&of_the_group(it).unwrap_or_else(|| it.to_owned()));
        let own = key(written);
        let found = self.groups.iter().find(|it| key(&it.name) == own)?;
        Some(SheetWho::Group(found.code.clone(), found.name.clone()))
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
                names.any(|it| it.fits(&name, accents, &self.home))
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
            || remaining(written).is_some_and(|it| set(&it))
            || several(written).is_some()
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

    /// The units, groups and companies whose names are most like one, the likest first, and how like: more than 1 where one
    /// name is the other with words left out.
    fn like(&self, written: &str) -> Vec<(f64, SheetWho)> {
        let head = of_the_head(written);
        let written = head.as_deref().unwrap_or(written);
        let (key, name) = (search_key(written), Name::new(written).of_the_place());
        let own = |it: &&Somebody| it.who.leads() || matches!(it.who, SheetWho::Partner(..));
        let all = self.all.iter().filter(own);
        let how = |it: &Somebody| {
            let keys = it.keys.iter();
            let alike = keys.map(|it| strsim::normalized_damerau_levenshtein(&key, it));
            let alike = alike.fold(0.0, f64::max);
            let bare = |it: &Name| it.bare().is_some_and(|it| it.says(&name));
            let near = |it: &Name| name.near(it, &self.home);
            match (it.names.iter().any(bare), it.names.iter().any(near)) {
                (true, _) => alike + 2.0,
                (_, true) => alike + 1.0,
                _ => alike,
            }
        };
        let mut like: Vec<(f64, SheetWho)> = all.map(|it| (how(it), it.who.clone())).collect();
        like.sort_by(|one, other| other.0.total_cmp(&one.0));
        like
    }

    /// All that a cell names, in its order, each once.
    pub(super) fn read(&self, cell: &str, of: As) -> Vec<Read> {
        let mut all: Vec<Read> = Vec::new();
        let parted = self.parted(cell).into_iter();
        let (stars, names): (Vec<_>, Vec<_>) = parted.partition(|it| it == EVERY_UNIT);
        for name in names {
            let read = self.one(&name, of);
            if !all.contains(&read) {
                all.push(read);
            }
        }
        // A sign alone: every unit, as files have it, or a mark of a note.
        let sign = cell.trim();
        if all.is_empty() && says_something(sign) {
            let everyone = (sign == EVERY_UNIT).then_some(SheetWho::Everyone);
            let all_means = everyone.into_iter().chain([SheetWho::Nobody(sign.into())]);
            let choices = all_means.map(SheetMeans::Who).collect();
            let asked = Asked::of_all(sign, about(of), sign, choices);
            all.push(Read::Asked(asked.or(SheetOther::Unit)));
        } else if !stars.is_empty() {
            all.push(Read::Asked(star_beside(sign)));
        }
        all
    }

    /// Whoever a name is of, where nothing is to be asked.
    pub(super) fn plain(&self, name: &str) -> Option<SheetWho> {
        self.one(name, As::Helper).one().cloned()
    }

    /// The codes of the units that somebody is.
    fn units_of(&self, who: &SheetWho) -> Vec<String> {
        let of = |those: &dyn Fn(&UnitKind) -> bool| {
            let units = self.kinds.iter().filter(|(_, kind)| those(kind));
            units.map(|(code, _)| code.clone()).collect()
        };
        match who {
            SheetWho::Unit(code, _) => vec![code.clone()],
            SheetWho::Group(code, _) => {
                let mut groups = self.groups.iter();
                let group = groups.find(|it| it.code == *code);
                group.map_or_else(Vec::new, |it| it.units.clone())
            }
            SheetWho::NewGroup(_, _, kinds) => of(&|it| kinds.contains(it)),
            SheetWho::Everyone => of(&|_| true),
            SheetWho::Body(..) | SheetWho::Partner(..) | SheetWho::Nobody(_) => Vec::new(),
        }
    }

    /// A unit by its code.
    fn unit(&self, code: &str) -> Option<SheetWho> {
        let is = |it: &&Somebody| matches!(&it.who, SheetWho::Unit(own, _) if own == code);
        self.all.iter().find(is).map(|it| it.who.clone())
    }

    /// Whether a name is a company's.
    pub(super) fn is_company(&self, name: &str) -> bool {
        let called = self.called(name);
        called.iter().any(|it| matches!(it, SheetWho::Partner(..)))
    }

    /// Whether a name is that of nobody whom the campaign has, and of no set.
    pub(super) fn is_new(&self, name: &str) -> bool {
        !self.knows(name)
    }

    /// Of some names the one that another says by the letters of its words: "Bảo hiểm xã hội tỉnh" beside
    /// "BHXH tỉnh".
    pub(super) fn spelt<'a>(&self, name: &str, all: &'a [String]) -> Option<&'a String> {
        let short = Name::new(name);
        short.is_shortened().then_some(())?;
        all.iter().find(|it| {
            let full = Name::new(it);
            full.words() > short.words() && full.fits(&short, Accents::Count, &self.home)
        })
    }

    /// Whether the campaign has no unit of the kinds of a new group.
    fn is_empty(&self, set: &SheetWho) -> bool {
        match set {
            SheetWho::NewGroup(_, _, kinds) if !self.kinds.is_empty() => {
                !self.kinds.iter().any(|(_, kind)| kinds.contains(kind))
            }
            _ => false,
        }
    }

    fn one(&self, name: &str, of: As) -> Read {
        if let Some(base) = exception(name) {
            return self.all_but(&base, name, of);
        }
        let found = self.called(name);
        let outside = SheetMeans::Who(SheetWho::Body(None, name.into()));
        match found.as_slice() {
            [one @ SheetWho::Partner(..), others @ ..]
                if others.iter().all(|it| matches!(it, SheetWho::Body(..))) =>
            {
                // Whoever is outside by that name already is not added again.
                let there = others.iter().cloned().map(SheetMeans::Who);
                let mut choices = vec![SheetMeans::Who(one.clone())];
                choices.extend(there);
                if others.is_empty() {
                    choices.push(outside);
                }
                let about = if of == As::Lead {
                    SheetAbout::CompanyLead
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
            return match self.is_empty(&set) {
                true => self.of_no_unit(name, &set, of),
                false => Read::One(set),
            };
        }
        // "Các xã còn lại": a rest is a set that nobody named.
        if let Some(base) = remaining(name).filter(|it| self.set(it).is_some()) {
            return self.all_but(&base, name, of);
        }
        // "Các sở, ngành liên quan": which of them, the plan does not say.
        if let Some(set) = concerned(name).and_then(|it| self.set(&it)) {
            let nobody = SheetWho::Nobody(name.into());
            let choices = [set, nobody].map(SheetMeans::Who).to_vec();
            return Read::Asked(Asked::new(about(of), name, choices).or(SheetOther::Unit));
        }
        // Whoever is outside already, else somebody new.
        let outside = found.into_iter().next().map_or(outside, SheetMeans::Who);
        if let Some(asked) = self.between_signs(name, of) {
            return Read::Asked(asked);
        }
        let kinds = several(name).filter(|_| body_kind(name) == BodyKind::Other);
        if let Some(kinds) = kinds {
            return self.of_several(name, kinds, outside, of);
        }
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

/// Whether a cell is more than a dash or dots.
pub(super) fn says_something(cell: &str) -> bool {
    const NOTHING: [char; 9] = ['-', '–', '—', '.', '…', '/', ',', ';', ':'];
    cell.chars()
        .any(|it| !it.is_whitespace() && !NOTHING.contains(&it))
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

#[cfg(test)]
mod tests;
