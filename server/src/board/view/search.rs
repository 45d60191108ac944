//! `/search`
use std::sync::Arc;

use app::{
    domain::{Group, Partner, Unit, Workstream, WorkstreamCode},
    text,
    views::{FoundUnit, FoundWorkstream, SearchPage},
};

use super::scope::Scope;
use crate::board::Board;

/// Rows of one kind on the page.
const FOUND: usize = 30;

/// How well a name fits what was typed; the least is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Code,
    /// The accents are those typed.
    Whole,
    Start,
    Within,
    /// Without accents.
    PlainWhole,
    PlainStart,
    PlainWithin,
}

/// What was typed, in the forms it is compared in.
struct Needle {
    code: String,
    accented: String,
    plain: String,
}

impl Needle {
    fn new(typed: &str) -> Self {
        let typed = text::typed_name(typed);
        Self {
            accented: text::accented_key(&typed),
            plain: text::search_key(&typed),
            code: typed,
        }
    }

    fn fit(&self, code: &str, name: &str) -> Option<Fit> {
        if code.eq_ignore_ascii_case(&self.code) {
            return Some(Fit::Code);
        }
        let accented = text::accented_key(name);
        let plain = text::search_key(name);
        let of = |name: &str, needle: &str, fits: [Fit; 3]| match name.find(needle)? {
            0 if name.len() == needle.len() => Some(fits[0]),
            0 => Some(fits[1]),
            // "Mới" is found by a word's beginning, not in the middle of one.
            _ if name.contains(&format!(" {needle}")) => Some(fits[2]),
            _ => None,
        };
        of(
            &accented,
            &self.accented,
            [Fit::Whole, Fit::Start, Fit::Within],
        )
        .or_else(|| {
            of(
                &plain,
                &self.plain,
                [Fit::PlainWhole, Fit::PlainStart, Fit::PlainWithin],
            )
        })
    }
}

impl Board {
    /// Units, workstreams and companies a reader may open, exact accents
    /// first, then in Vietnamese order.
    pub(in crate::board) fn search(&self, scope: &Scope, typed: &str) -> SearchPage {
        let needle = Needle::new(typed);
        let mut page = SearchPage {
            text: typed.to_owned(),
            ..SearchPage::default()
        };
        if needle.plain.is_empty() {
            return page;
        }
        let units = self
            .units
            .values()
            .filter(|u| scope.unit(&u.code) && u.open_on(self.day()));
        let names = |u: &Arc<Unit>| (u.name.clone(), u.former_names.clone());
        page.units = ranked(&needle, units, |u| u.code.as_str(), names, &mut page.more)
            .into_iter()
            .map(|(unit, former_name)| FoundUnit {
                code: unit.code.clone(),
                name: unit.name.clone(),
                kind: unit.kind,
                former_area: unit.former_area.clone(),
                former_name,
            })
            .collect();
        let mut workstreams = |group: &dyn Fn(Group) -> bool| -> Vec<FoundWorkstream> {
            let seen = self
                .workstreams
                .values()
                .filter(|w| group(w.kind.group()) && self.sees_workstream(scope, &w.code));
            let names = |w: &Arc<Workstream>| (w.name.clone(), w.former_names.clone());
            ranked(&needle, seen, |w| w.code.as_str(), names, &mut page.more)
                .into_iter()
                .map(|(w, former_name)| FoundWorkstream {
                    workstream: w.clone(),
                    former_name,
                })
                .collect()
        };
        page.databases = workstreams(&|group| group == Group::Databases);
        page.beside = workstreams(&|group| group != Group::Databases);
        let partners = self.partners.values().filter(|p| match scope {
            Scope::Campaign => true,
            Scope::Units { partner, .. } => p.code == *partner,
            Scope::Nothing => false,
        });
        let names = |p: &Arc<Partner>| {
            let name = format!("{} {}", p.short_name, p.name);
            (name.into(), Vec::new())
        };
        page.partners = ranked(
            &needle,
            partners,
            |p| p.code.as_str(),
            names,
            &mut page.more,
        )
        .into_iter()
        .map(|(p, _)| (p.code.clone(), p.name.clone()))
        .collect();
        page
    }

    /// Whether a reader sees anything of a workstream.
    pub(super) fn sees_workstream(&self, scope: &Scope, code: &WorkstreamCode) -> bool {
        match scope {
            Scope::Campaign => true,
            Scope::Units { partner, units } => {
                let agreed = self
                    .workstreams
                    .get(code)
                    .is_some_and(|w| w.partner.as_ref() == Some(partner));
                let member = self
                    .members
                    .get(code)
                    .is_some_and(|all| all.iter().any(|unit| units.contains(unit)));
                agreed || member
            }
            Scope::Nothing => false,
        }
    }
}

/// What fits, the best first, names of today before former ones; equals in Vietnamese order.
/// `names` are name and former names; the former name by which something was found stands
/// beside it.
fn ranked<'a, T>(
    needle: &Needle,
    all: impl Iterator<Item = &'a T>,
    code: impl Fn(&'a T) -> &'a str,
    names: impl Fn(&T) -> (Arc<str>, Vec<Arc<str>>),
    more: &mut bool,
) -> Vec<(&'a T, Option<Arc<str>>)> {
    let mut found: Vec<_> = all
        .filter_map(|it| {
            let (name, former) = names(it);
            if let Some(fit) = needle.fit(code(it), &name) {
                return Some((fit, name, it, None));
            }
            let fits = |name: &Arc<str>| Some((needle.fit("", name)?, name.clone()));
            let (fit, old) = former.iter().filter_map(fits).min_by_key(|(fit, _)| *fit)?;
            Some((fit, name, it, Some(old)))
        })
        .collect();
    found.sort_by(|a, b| {
        let fit = (a.3.is_some(), a.0).cmp(&(b.3.is_some(), b.0));
        fit.then_with(|| text::compare(&a.1, &b.1))
    });
    *more |= found.len() > FOUND;
    found.truncate(FOUND);
    found.into_iter().map(|(_, _, it, old)| (it, old)).collect()
}
