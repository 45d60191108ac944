//! Re-checks (hậu kiểm): some of what was accepted is looked at once more. What is looked at is
//! drawn by a seed that nobody knew when the draw was announced; what is found is told beside the
//! figures and moves none.
use std::{collections::BTreeMap, fmt, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    About, BookMark, Day, Officers, PartnerCode, Refusal, Role, Unit, UnitCode, UnitKind,
    WorkstreamCode, words,
};

/// The most that one draw may ask for.
pub const MOST_RECHECKED: u32 = 200;

words! {
    /// What is drawn from.
    RecheckOf {
        /// Accepted products and outcomes.
        Reports = "reports",
        /// Accepted values.
        Values = "values",
        Both = "both",
    }
}

impl RecheckOf {
    pub const fn holds(self, about: &About) -> bool {
        match (self, about) {
            (Self::Both, _)
            | (Self::Reports, About::Milestone(_))
            | (Self::Values, About::Indicator(_)) => true,
            (Self::Reports, About::Indicator(_)) | (Self::Values, About::Milestone(_)) => false,
        }
    }
}

/// Where it is drawn. Its name is what a form and a row say: "campaign", "unit:SYT".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RecheckScope {
    Campaign,
    /// Units of one kind.
    Kind(UnitKind),
    Unit(UnitCode),
    Workstream(WorkstreamCode),
    /// What a company is responsible for; values are nobody's deliverable.
    Company(PartnerCode),
    /// What stands by the old book alone.
    OldBook,
}

impl RecheckScope {
    /// Whether it holds something of a duty (of the campaign: of none) that a company is
    /// responsible for, or none; `old`: it stands by the old book.
    pub fn holds(
        &self,
        duty: Option<(&Unit, &WorkstreamCode)>,
        company: Option<&PartnerCode>,
        old: bool,
    ) -> bool {
        match self {
            Self::OldBook => old,
            Self::Campaign => true,
            Self::Kind(kind) => duty.is_some_and(|(unit, _)| unit.kind == *kind),
            Self::Unit(code) => duty.is_some_and(|(unit, _)| unit.code == *code),
            Self::Workstream(code) => duty.is_some_and(|(_, workstream)| workstream == code),
            Self::Company(code) => company == Some(code),
        }
    }
}

impl fmt::Display for RecheckScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Campaign => f.write_str("campaign"),
            Self::Kind(kind) => write!(f, "kind:{}", kind.code()),
            Self::Unit(code) => write!(f, "unit:{code}"),
            Self::Workstream(code) => write!(f, "workstream:{code}"),
            Self::Company(code) => write!(f, "company:{code}"),
            Self::OldBook => f.write_str("old_book"),
        }
    }
}

/// A text that names no scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a scope")]
pub struct NoScope;

impl FromStr for RecheckScope {
    type Err = NoScope;

    fn from_str(name: &str) -> Result<Self, NoScope> {
        let read = match name.split_once(':') {
            None if name == "old_book" => Some(Self::OldBook),
            None => (name == "campaign").then_some(Self::Campaign),
            Some(("kind", code)) => UnitKind::from_code(code).map(Self::Kind),
            Some(("unit", code)) => UnitCode::parse(code).ok().map(Self::Unit),
            Some(("workstream", code)) => WorkstreamCode::parse(code).ok().map(Self::Workstream),
            Some(("company", code)) => PartnerCode::parse(code).ok().map(Self::Company),
            Some(_) => None,
        };
        read.ok_or(NoScope)
    }
}

/// A draw that was announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announced {
    /// The id of its form.
    pub id: Arc<str>,
    pub scope: RecheckScope,
    pub of: RecheckOf,
    pub number: u32,
    pub on: Day,
}

impl Announced {
    /// It is drawn at the midnight that follows; as of the end of a day it is drawn or not.
    pub fn drawn_by(&self, day: Day) -> bool {
        day > self.on
    }
}

/// What was found of one thing of a draw; of several the last stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rechecked {
    /// The id of the draw, and of the very acceptance or value.
    pub draw: Arc<str>,
    pub thing: Arc<str>,
    pub about: About,
    /// The company that had handed it over.
    pub company: Option<PartnerCode>,
    pub confirmed: bool,
    pub on: Day,
}

/// How often something was re-checked, and how often it was confirmed: "tin cậy 58/60".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Trust {
    pub confirmed: u32,
    pub all: u32,
    /// How much of what is accepted stands by the old book, and how far that is trusted.
    pub old_book: u32,
    pub book: Option<BookMark>,
}

impl Trust {
    pub fn add(&mut self, confirmed: bool) {
        self.confirmed += u32::from(confirmed);
        self.all += 1;
    }
}

impl<'a> FromIterator<&'a Rechecked> for Trust {
    fn from_iter<I: IntoIterator<Item = &'a Rechecked>>(all: I) -> Self {
        let mut trust = Self::default();
        for it in all {
            trust.add(it.confirmed);
        }
        trust
    }
}

/// All draws in the order they were announced, and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Rechecks {
    draws: Vec<Announced>,
    results: BTreeMap<(Arc<str>, Arc<str>), Rechecked>,
    /// The last of each thing, whatever draw it is of.
    last: BTreeMap<Arc<str>, Rechecked>,
}

impl Rechecks {
    pub fn announce(&mut self, draw: Announced) {
        self.draws.push(draw);
    }

    /// Takes in what was found; a later word of the same thing of a draw replaces an earlier one.
    pub fn find(&mut self, result: Rechecked) {
        let key = (result.draw.clone(), result.thing.clone());
        self.last.insert(result.thing.clone(), result.clone());
        self.results.insert(key, result);
    }

    pub fn draws(&self) -> &[Announced] {
        &self.draws
    }

    /// What stands of a thing of a draw.
    pub fn of(&self, draw: &str, thing: &str) -> Option<&Rechecked> {
        self.results.get(&(draw.into(), thing.into()))
    }

    /// Whether a draw is made of what stands by the old book.
    pub fn drawn_from_old_book(&self, draw: &str) -> bool {
        let mut draws = self.draws.iter();
        draws.any(|it| *it.id == *draw && it.scope == RecheckScope::OldBook)
    }

    /// Of how many things of a draw something was found.
    pub fn found_of(&self, draw: &str) -> u32 {
        let of = self.results.keys().filter(|(of, _)| **of == *draw);
        u32::try_from(of.count()).unwrap_or(u32::MAX)
    }

    /// What stands of each thing that was re-checked: drawn more than once it counts once, or who
    /// announces often would be trusted more.
    pub fn results(&self) -> impl Iterator<Item = &Rechecked> {
        self.last.values()
    }
}

/// The first of some things in the order of SHA-256(seed ‖ id): the same for everybody who has the
/// seed, and in whichever order they came.
pub fn draw<T>(seed: &str, things: Vec<T>, number: u32, id: impl Fn(&T) -> &str) -> Vec<T> {
    let mut lots: Vec<([u8; 32], T)> = things
        .into_iter()
        .map(|it| (lot(seed, id(&it)), it))
        .collect();
    lots.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| id(one).cmp(id(other))));
    let number = usize::try_from(number).unwrap_or(usize::MAX);
    lots.into_iter().take(number).map(|(_, it)| it).collect()
}

/// By which a thing stands in the order of a draw.
fn lot(seed: &str, id: &str) -> [u8; 32] {
    Sha256::new()
        .chain_update(seed)
        .chain_update(id)
        .finalize()
        .into()
}

/// Who re-checks.
#[derive(Debug, Clone, Copy)]
pub struct Rechecker<'a> {
    pub role: Role,
    pub person: &'a str,
    /// The unit an officer is at home in.
    pub home: Option<&'a UnitCode>,
    /// Before a committee member: all active officers.
    pub officers: &'a Officers,
}

/// What is re-checked, as far as it decides by whom.
#[derive(Debug, Clone, Copy)]
pub struct RecheckedThing<'a> {
    pub unit: Option<&'a UnitCode>,
    /// Who accepted it, and who entered it.
    pub hands: [Option<&'a str>; 2],
    /// Who told last what was found.
    pub told_by: Option<&'a str>,
}

impl RecheckedThing<'_> {
    /// Whether somebody is far enough from it.
    fn may(&self, person: &str, home: Option<&UnitCode>) -> Result<(), Refusal> {
        if self.unit.is_some() && home == self.unit {
            return Err(Refusal::OwnWork);
        }
        if self.hands.contains(&Some(person)) {
            return Err(Refusal::OwnDecision);
        }
        Ok(())
    }

    /// Whether an officer may, or may beside the one who told last.
    fn is_the_offices(&self, officers: &Officers) -> bool {
        let mut others = officers
            .iter()
            .filter(|it| self.told_by != Some(it.person.as_str()));
        others.any(|it| self.may(&it.person, it.home.as_ref()).is_ok())
    }
}

impl Rechecker<'_> {
    /// Whether this person may tell what was found of something: an officer; a committee member
    /// where no officer is far enough from it, or none but the one who told last.
    pub fn may(&self, drawn: RecheckedThing<'_>) -> Result<(), Refusal> {
        match self.role {
            Role::Office => drawn.may(self.person, self.home),
            Role::Committee if !drawn.is_the_offices(self.officers) => drawn.may(self.person, None),
            _ => Err(Refusal::NotYours),
        }
    }

    /// Whether this person may say that something is confirmed, or not; `told`: what was found
    /// before and by whom, the newest first. Who could not confirm it does not turn that round,
    /// whatever others told since.
    pub fn may_say<'b>(
        self,
        confirmed: bool,
        told: impl IntoIterator<Item = (bool, Option<&'b str>)>,
    ) -> bool {
        let mut own = told.into_iter().filter(|(_, by)| *by == Some(self.person));
        !(confirmed && own.next().is_some_and(|(confirmed, _)| !confirmed))
    }
}

/// How the order of a draw can be computed elsewhere: the lot of one of its things, in hexadecimal.
pub fn lot_in_hex(seed: &str, id: &str) -> String {
    use fmt::Write;
    let mut text = String::with_capacity(64);
    for byte in lot(seed, id) {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{IndicatorCode, Officer, parse_day};

    fn drawn(seed: &str, things: &[String], number: u32) -> Vec<String> {
        draw(seed, things.to_vec(), number, |it| it.as_str())
    }

    #[test]
    fn a_draw_goes_by_sha_256_of_seed_and_id() {
        let mut by_hand: Vec<(String, &str)> = ["a", "b", "c", "d"]
            .map(|id| (lot_in_hex("seed", id), id))
            .to_vec();
        by_hand.sort();
        let order: Vec<&str> = by_hand.iter().map(|(_, id)| *id).collect();
        let all: Vec<String> = ["a", "b", "c", "d"].map(str::to_owned).to_vec();
        assert_eq!(drawn("seed", &all, 4), order);
        assert_eq!(drawn("seed", &all, 2), order[..2]);
        assert_eq!(lot_in_hex("", "abc"), ABC);
    }

    /// SHA-256 of "abc", as FIPS 180-2 has it.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    proptest! {
        #[test]
        fn the_order_of_what_is_drawn_from_changes_no_draw(
            things in prop::collection::btree_set("[a-z0-9]{1,12}", 0..40),
            seed in "[0-9a-f]{0,64}",
            turn in any::<prop::sample::Index>(),
            number in 0_u32..60,
        ) {
            let things: Vec<String> = things.into_iter().collect();
            let first = drawn(&seed, &things, number);
            let mut turned = things.clone();
            if !turned.is_empty() {
                let by = turn.index(turned.len());
                turned.rotate_left(by);
            }
            turned.reverse();
            prop_assert_eq!(&drawn(&seed, &turned, number), &first);
            prop_assert_eq!(first.len(), things.len().min(number as usize));
            prop_assert!(first.iter().all(|it| things.contains(it)));
            // Who asks for more gets the same and more behind it.
            let more = drawn(&seed, &things, number + 7);
            prop_assert_eq!(&more[..first.len()], &first[..]);
            let all = drawn(&seed, &things, u32::MAX);
            prop_assert_eq!(all.len(), things.len());
        }

        #[test]
        fn a_scope_is_read_by_its_name(name in "(campaign|old_book|kind:ward|unit:[A-Z]{2,6}|workstream:[A-Z0-9]{2,6}|company:[A-Z]{2,6})") {
            let scope: RecheckScope = name.parse().unwrap();
            prop_assert_eq!(scope.to_string(), name);
        }
    }

    #[test]
    fn what_names_no_scope_is_none() {
        for name in [
            "",
            "city",
            "kind:",
            "kind:town",
            "unit:",
            "unit",
            "campaign:x",
            "bloc:party",
        ] {
            assert_eq!(name.parse::<RecheckScope>(), Err(NoScope), "{name}");
        }
    }

    #[test]
    fn the_last_word_of_a_thing_stands_however_often_it_is_drawn() {
        let day = parse_day("2026-11-20").unwrap();
        let result = |draw: &str, thing: &str, confirmed| Rechecked {
            draw: draw.into(),
            thing: thing.into(),
            about: About::Indicator(IndicatorCode::parse("CT").unwrap()),
            company: None,
            confirmed,
            on: day,
        };
        let mut all = Rechecks::default();
        all.find(result("one", "a", false));
        all.find(result("one", "b", true));
        all.find(result("two", "a", true));
        let trust = |all: &Rechecks| {
            let trust: Trust = all.results().collect();
            (trust.confirmed, trust.all)
        };
        assert_eq!(trust(&all), (2, 2));
        all.find(result("two", "a", false));
        assert_eq!(trust(&all), (1, 2));
        all.find(result("one", "a", true));
        assert_eq!(trust(&all), (2, 2));
        // Each draw keeps its own.
        assert!(all.of("one", "a").unwrap().confirmed);
        assert!(!all.of("two", "a").unwrap().confirmed);
        assert!(all.of("two", "b").is_none());
    }

    #[test]
    fn nobody_rechecks_what_is_near_to_him_or_her() {
        let (home, other) = (
            UnitCode::parse("VPUB").unwrap(),
            UnitCode::parse("SYT").unwrap(),
        );
        let active = |all: &[(&str, Option<&UnitCode>)]| {
            let officer = |(person, home): &(&str, Option<&UnitCode>)| Officer {
                person: (*person).to_owned(),
                home: home.cloned(),
            };
            Officers::of(all.iter().map(officer).collect())
        };
        let both = active(&[("one", Some(&home)), ("two", None)]);
        let officer = Rechecker {
            role: Role::Office,
            person: "one",
            home: Some(&home),
            officers: &both,
        };
        let drawn = |unit, hands| RecheckedThing {
            unit,
            hands,
            told_by: None,
        };
        assert_eq!(
            officer.may(drawn(Some(&other), [Some("two"), None])),
            Ok(())
        );
        assert_eq!(officer.may(drawn(None, [None, None])), Ok(()));
        let at_home = officer.may(drawn(Some(&home), [None, None]));
        assert_eq!(at_home, Err(Refusal::OwnWork));
        let own = Err(Refusal::OwnDecision);
        assert_eq!(officer.may(drawn(Some(&other), [Some("one"), None])), own);
        assert_eq!(officer.may(drawn(None, [None, Some("one")])), own);
        let nobody = Rechecker {
            home: None,
            ..officer
        };
        assert_eq!(nobody.may(drawn(None, [None, None])), Ok(()));
        for role in [Role::Committee, Role::Head, Role::Member, Role::Partner] {
            let it = Rechecker { role, ..officer };
            let of_other = drawn(Some(&other), [None, None]);
            assert_eq!(it.may(of_other), Err(Refusal::NotYours));
        }
        // The committee does where no officer may, or none but who told last.
        let one = active(&[("one", Some(&home))]);
        let none = active(&[]);
        let not_theirs = Err(Refusal::NotYours);
        for (officers, unit, hands, told_by, expected) in [
            (&both, Some(&home), [Some("two"), None], None, Ok(())),
            (&both, Some(&home), [None, None], None, not_theirs),
            (&both, Some(&home), [None, None], Some("two"), Ok(())),
            (&both, Some(&other), [None, None], Some("two"), not_theirs),
            (&one, Some(&other), [Some("one"), None], None, Ok(())),
            (&one, Some(&other), [None, None], None, not_theirs),
            (&one, Some(&other), [None, None], Some("one"), Ok(())),
            (&none, Some(&other), [None, None], None, Ok(())),
            (&none, Some(&other), [Some("chair"), None], None, own),
            (&none, None, [None, None], None, Ok(())),
        ] {
            let chair = Rechecker {
                role: Role::Committee,
                person: "chair",
                home: None,
                officers,
            };
            let drawn = RecheckedThing {
                unit,
                hands,
                told_by,
            };
            assert_eq!(chair.may(drawn), expected, "{drawn:?} {officers:?}");
        }
        let (one, two) = (Some("one"), Some("two"));
        for (confirmed, told, expected) in [
            (true, &[][..], true),
            (true, &[(false, one)], false),
            (true, &[(false, two)], true),
            (false, &[(true, one)], true),
            (true, &[(true, one)], true),
            // Another told since, whatever that was.
            (true, &[(false, two), (false, one)], false),
            (true, &[(true, two), (false, one)], false),
            (true, &[(false, two), (true, one), (false, one)], true),
        ] {
            let may = officer.may_say(confirmed, told.iter().copied());
            assert_eq!(may, expected, "{told:?}");
        }
    }

    #[test]
    fn a_draw_is_made_at_the_midnight_after_it_was_announced() {
        let draw = Announced {
            id: "x".into(),
            scope: RecheckScope::Campaign,
            of: RecheckOf::Both,
            number: 1,
            on: parse_day("2026-11-20").unwrap(),
        };
        assert!(!draw.drawn_by(draw.on));
        assert!(draw.drawn_by(draw.on.succ_opt().unwrap()));
    }
}
