//! What fits of each kind, and what is said of it.
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use app::{
    domain::{
        self, About, DocumentNumber, Figures, Group, Milestone, PartnerCode, Status, Workstream,
    },
    text,
    views::{Found, FoundAt, FoundMilestone, FoundUnit, FoundWorkstream, SearchKind},
};

use super::{At, Beside, Fitting, Needle, Scope, Searcher, needle::Fit};
use crate::board::{Board, Entry, GroupKey, documents::Document};

/// A thing with a name, and how well that fits.
type Named<'a> = ((bool, Fit), &'a Arc<str>, Fitting<'a>);

impl Board {
    /// All that fits, kind by kind.
    pub(super) fn fitting<'a>(
        &'a self,
        by: &'a Searcher<'_>,
        needle: &Needle,
        beside: &Beside<'a>,
    ) -> Vec<(SearchKind, Vec<Fitting<'a>>)> {
        let of = |group| in_order(self.workstreams_like(by.scope, needle, group));
        vec![
            (
                SearchKind::Units,
                in_order(self.units_like(by.scope, needle)),
            ),
            (
                SearchKind::Groups,
                in_order(self.groups_like(by.scope, needle)),
            ),
            (SearchKind::Databases, of(Group::Databases)),
            (
                SearchKind::Partners,
                in_order(self.partners_like(by.scope, needle)),
            ),
            (SearchKind::Programme, of(Group::Programme)),
            (SearchKind::Agreements, of(Group::Agreements)),
            (
                SearchKind::Milestones,
                self.worst_first(self.milestones_like(by, needle)),
            ),
            (
                SearchKind::Directives,
                self.directives_like(by.scope, needle),
            ),
            (
                SearchKind::Documents,
                self.documents_like(by, needle, beside),
            ),
            (SearchKind::Outcomes, self.outcomes_like(by.scope, needle)),
            (
                SearchKind::Bodies,
                in_order(self.bodies_like(by.scope, needle)),
            ),
            (
                SearchKind::Events,
                in_order(self.events_like(by.scope, needle)),
            ),
            (
                SearchKind::People,
                self.heads_like(by.scope, needle, beside),
            ),
        ]
    }

    fn units_like<'a>(&'a self, scope: &Scope, needle: &Needle) -> Vec<Named<'a>> {
        let keys = &self.name_keys().units;
        let open = self.units.values();
        let open = open.filter(|it| scope.unit(&it.code) && it.open_on(self.day()));
        let fitting = open.filter_map(|unit| {
            let names: Vec<_> = unit.names().collect();
            let (former, fit, name) =
                needle.best(unit.code.as_str(), keys.get(&unit.code)?, &names)?;
            Some(((former, fit), &unit.name, Fitting::Unit(unit, name)))
        });
        fitting.collect()
    }

    fn groups_like<'a>(&'a self, scope: &Scope, needle: &Needle) -> Vec<Named<'a>> {
        let groups = self.groups.all();
        let fitting = groups.filter_map(|it| {
            let names: Vec<_> = [&it.name].into_iter().chain(&it.name_en).collect();
            let keys: Vec<Box<str>> = names.iter().map(|it| text::search_key(it).into()).collect();
            let (_, fit, _) = needle.best(it.code.as_str(), &keys, &names)?;
            let seen = self.groups_with(scope);
            let seen = seen.iter().any(|(code, _)| *code == it.code);
            seen.then_some(((false, fit), &it.name, Fitting::Group(it)))
        });
        fitting.collect()
    }

    fn workstreams_like<'a>(
        &'a self,
        scope: &Scope,
        needle: &Needle,
        group: Group,
    ) -> Vec<Named<'a>> {
        let keys = &self.name_keys().workstreams;
        let seen = self.workstreams.values();
        let seen =
            seen.filter(|it| it.kind.group() == group && self.sees_workstream(scope, &it.code));
        let fitting = seen.filter_map(|it| {
            let names: Vec<_> = it.names().collect();
            let (former, fit, name) = needle.best(it.code.as_str(), keys.get(&it.code)?, &names)?;
            // Its name in the other language is not a former one.
            let name = name.filter(|name| it.name_en.as_ref() != Some(name));
            Some(((former, fit), &it.name, Fitting::Workstream(it, name)))
        });
        fitting.collect()
    }

    fn partners_like<'a>(&'a self, scope: &Scope, needle: &Needle) -> Vec<Named<'a>> {
        let keys = &self.name_keys().partners;
        let seen = self
            .partners
            .values()
            .filter(|it| sees_company(scope, &it.code));
        let fitting = seen.filter_map(|it| {
            let names = [&it.short_name, &it.name];
            let (_, fit, _) = needle.best(it.code.as_str(), keys.get(&it.code)?, &names)?;
            Some(((false, fit), &it.name, Fitting::Partner(it)))
        });
        fitting.collect()
    }

    /// Documents of the plan with the text in their number or title; a company has no page of any.
    fn directives_like(&self, scope: &Scope, needle: &Needle) -> Vec<Fitting<'_>> {
        let all = self.directives.all().filter(|_| *scope == Scope::Campaign);
        let fits = |(number, it): &(&DocumentNumber, &domain::Document)| {
            let key = text::search_key(&format!("{} {number} {}", it.number, it.title));
            needle.is_number(number) || needle.fit_key(&key).is_some()
        };
        let listed = all.filter(fits);
        let listed = listed.map(|(number, it)| Fitting::Directive(number, it));
        let unlisted = match *scope == Scope::Campaign && needle.has_digit() {
            true => self.unlisted_documents(),
            false => BTreeMap::new(),
        };
        let unlisted = unlisted.into_iter().filter(|(number, written)| {
            needle.is_number(number) || needle.in_number(&text::search_key(written))
        });
        let unlisted = unlisted.map(|(number, written)| Fitting::NamedDocument(number, written));
        listed.chain(unlisted).collect()
    }

    /// Milestones with the text in their title, and how it stands there.
    fn milestones_like<'a>(
        &'a self,
        by: &'a Searcher<'_>,
        needle: &Needle,
    ) -> Vec<(usize, &'a Entry, usize)> {
        let fit = |_: &Entry, m: &Milestone, key: &str| {
            if needle.is_code(m.terms.id.as_str()) {
                return Some(0);
            }
            needle.fit_key(key)
        };
        self.milestones_with(by, fit)
    }

    /// Milestones in whose title and names of unit and workstream all words stand, at least one in
    /// the title.
    pub(super) fn milestones_of_words<'a>(
        &'a self,
        by: &'a Searcher<'_>,
        needle: &Needle,
    ) -> Vec<(usize, &'a Entry, usize)> {
        let names = self.name_keys();
        let in_name = |keys: &Vec<Box<str>>| keys.first().map_or(0, |key| needle.words_in(key));
        let units: HashMap<_, u64> = (names.units.iter())
            .map(|(code, keys)| (code, in_name(keys)))
            .collect();
        let workstreams: HashMap<_, u64> = (names.workstreams.iter())
            .map(|(code, keys)| (code, in_name(keys)))
            .collect();
        let fit = |entry: &Entry, _: &Milestone, key: &str| {
            let in_title = needle.words_in(key);
            let of_duty = units.get(&entry.duty.key.unit).copied().unwrap_or_default()
                | workstreams
                    .get(&entry.duty.key.workstream)
                    .copied()
                    .unwrap_or_default();
            (in_title != 0 && in_title | of_duty == needle.all_words()).then_some(3)
        };
        self.milestones_with(by, fit)
    }

    /// Milestones the reader learns of that fit, with their duty and their place in it.
    fn milestones_with<'a>(
        &'a self,
        by: &'a Searcher<'_>,
        fit: impl Fn(&Entry, &Milestone, &str) -> Option<usize>,
    ) -> Vec<(usize, &'a Entry, usize)> {
        let mut found = Vec::new();
        let mut hidden = None;
        for (key, entry) in self.open_duties(by.scope) {
            if matches!(by.scope, Scope::Units { .. })
                && hidden.as_ref().is_none_or(|(unit, _)| *unit != &key.unit)
            {
                hidden = Some((&key.unit, (by.hidden)(&key.unit)));
            }
            let all = entry.duty.milestones.iter().zip(&entry.keys().milestones);
            for (at, (m, key)) in all.enumerate() {
                // What is not to be learned of is not compared.
                let learned = hidden
                    .as_ref()
                    .is_none_or(|(_, it)| !it.contains(&m.terms.id));
                if learned && let Some(fit) = fit(entry, m, key) {
                    found.push((fit, entry, at));
                }
            }
        }
        found
    }

    /// The best fit first, of these what is late, then unit by unit.
    pub(super) fn worst_first<'a>(
        &self,
        mut found: Vec<(usize, &'a Entry, usize)>,
    ) -> Vec<Fitting<'a>> {
        let day = self.day();
        found.sort_by_key(|(fit, entry, at)| {
            let m = &entry.duty.milestones[*at];
            (*fit, !m.late(day))
        });
        let all = found.into_iter();
        all.map(|(_, entry, at)| Fitting::Milestone(entry, at))
            .collect()
    }

    fn documents_like<'a>(
        &self,
        by: &Searcher<'_>,
        needle: &Needle,
        beside: &Beside<'a>,
    ) -> Vec<Fitting<'a>> {
        let seq = self.seq();
        let looked_at = |it: &Document| match &it.about {
            _ if it.of_recheck && !by.rechecks => false,
            About::Milestone(id) => by.own.as_ref().is_none_or(|own| own.contains(id)),
            About::Indicator(_) => by.measurements,
        };
        let all = beside.documents.iter();
        let standing = all.filter(|it| it.seq <= seq && seq < it.until && looked_at(it));
        let fitting = standing.filter(|it| needle.in_number(&it.key) && (by.reads)(it));
        // The newest first; what was handed over again under one number is there once.
        let mut seen = BTreeSet::new();
        let once = fitting
            .rev()
            .filter(|it| seen.insert((&it.number, &it.about, it.of_recheck)));
        once.map(Fitting::Document).collect()
    }

    fn outcomes_like<'a>(&'a self, scope: &'a Scope, needle: &Needle) -> Vec<Fitting<'a>> {
        let mut found = Vec::new();
        if *scope == Scope::Campaign {
            for outcome in self.indicators.values() {
                let it = &outcome.indicator;
                let names = [&it.name].into_iter().chain(&it.name_en);
                let fits = names.filter_map(|it| needle.fit_key(&text::search_key(it)));
                let coded = needle.is_code(it.code.as_str()).then_some(0);
                found.extend(
                    coded
                        .into_iter()
                        .chain(fits)
                        .min()
                        .map(|fit| (fit, outcome.as_ref())),
                );
            }
        }
        for (_, entry) in self.open_duties(scope) {
            let all = entry.duty.outcome.iter().chain(&entry.duty.criteria);
            for (outcome, keys) in all.zip(&entry.keys().indicators) {
                let fits = keys.iter().filter_map(|key| needle.fit_key(key));
                let coded = needle.is_code(outcome.indicator.code.as_str()).then_some(0);
                found.extend(
                    coded
                        .into_iter()
                        .chain(fits)
                        .min()
                        .map(|fit| (fit, outcome)),
                );
            }
        }
        found.sort_by_key(|(fit, _)| *fit);
        found
            .into_iter()
            .map(|(_, it)| Fitting::Outcome(it))
            .collect()
    }

    /// Bodies outside the campaign, each once: with the workstreams of the reader's in which it helps today
    /// and the events that it brings about, of which a company learns by its own milestones alone.
    fn bodies_like<'a>(&'a self, scope: &Scope, needle: &Needle) -> Vec<Named<'a>> {
        let mut found = Vec::new();
        for body in self.outside.bodies() {
            let key = [text::search_key(&body.name).into()];
            let Some((_, fit, _)) = needle.best(body.code.as_str(), &key, &[&body.name]) else {
                continue;
            };
            let mut at = Vec::new();
            for it in self.workstreams.values() {
                let mut helping = self.outside.helping(&it.code, self.day());
                let helps = helping.any(|(helper, _)| helper.code == body.code);
                if helps && self.sees_workstream(scope, &it.code) {
                    at.push(At::Workstream(it));
                }
            }
            let events = self.triggers.all().filter(|_| *scope == Scope::Campaign);
            let issued = events.filter(|it| it.issuer.as_ref() == Some(&body.code));
            at.extend(issued.map(At::Event));
            if !at.is_empty() {
                found.push(((false, fit), &body.name, Fitting::Body(body, at)));
            }
        }
        found
    }

    /// Events that deadlines run from; to a company they are told with its milestones alone.
    fn events_like<'a>(&'a self, scope: &Scope, needle: &Needle) -> Vec<Named<'a>> {
        let seen = self.triggers.all().filter(|_| *scope == Scope::Campaign);
        let fitting = seen.filter_map(|it| {
            let key = [text::search_key(&it.name).into()];
            let (_, fit, _) = needle.best(it.code.as_str(), &key, &[&it.name])?;
            Some(((false, fit), &it.name, Fitting::Event(it)))
        });
        fitting.collect()
    }

    /// Heads of units by what they head, their title or name.
    fn heads_like<'a>(
        &self,
        scope: &Scope,
        needle: &Needle,
        beside: &Beside<'a>,
    ) -> Vec<Fitting<'a>> {
        let seen = beside.heads.iter().filter(|it| scope.unit(&it.unit));
        let fits = |it: &&crate::board::UnitHead| {
            let keys = self.name_keys().units.get(&it.unit);
            let Some(unit) = keys.and_then(|it| it.first()) else {
                return false;
            };
            let own = text::search_key(&format!("{} {} {}", it.unit, it.title, it.name));
            let office = format!("nguoi dung dau head of {unit} {own}");
            // Not by the words of the office alone: all heads have them.
            let said = needle.words_in(&office);
            said == needle.all_words() && needle.words_in(&format!("{unit} {own}")) != 0
        };
        seen.filter(fits).map(Fitting::Head).collect()
    }

    /// What is said of a thing that fits.
    pub(super) fn found(&self, scope: &Scope, it: &Fitting<'_>) -> Option<Found> {
        Some(match it {
            Fitting::Unit(unit, former_name) => {
                let all = self.sum(&GroupKey::AllOfUnit(unit.code.clone()));
                Found::Unit(FoundUnit {
                    code: unit.code.clone(),
                    name: unit.name.clone(),
                    kind: unit.kind,
                    former_area: unit.former_area.clone(),
                    former_name: former_name.clone(),
                    late: all.count(Status::Late),
                    // As the sentence of its page.
                    figures: all,
                })
            }
            Fitting::Group(it) => Found::Group(self.group_found(scope, it)),
            Fitting::Workstream(it, former_name) => Found::Workstream(FoundWorkstream {
                figures: self.figures_of(scope, it),
                workstream: (*it).clone(),
                former_name: former_name.clone(),
            }),
            Fitting::Directive(number, it) => Found::Directive {
                number: (*number).clone(),
                written: it.number.clone(),
                title: it.title.clone(),
            },
            Fitting::NamedDocument(number, written) => Found::Directive {
                number: number.clone(),
                written: written.clone(),
                title: "".into(),
            },
            Fitting::Partner(it) => Found::Partner {
                code: it.code.clone(),
                name: it.name.clone(),
                figures: self.sum(&GroupKey::Partner(it.code.clone())),
            },
            Fitting::Milestone(entry, at) => {
                self.found_milestone(entry, entry.duty.milestones.get(*at)?)
            }
            Fitting::Outcome(outcome) => Found::Outcome(Box::new(self.outcome_row(outcome))),
            Fitting::Document(it) => {
                let behind = match &it.about {
                    About::Milestone(id) => {
                        let (entry, m) = self.milestone(id)?;
                        self.found_milestone(entry, m)
                    }
                    About::Indicator(code) => {
                        Found::Outcome(Box::new(self.outcome_row(self.outcome(code)?)))
                    }
                };
                Found::Document {
                    number: it.number.to_string(),
                    of_recheck: it.of_recheck,
                    behind: Box::new(behind),
                }
            }
            Fitting::Body(body, at) => Found::Body {
                name: body.name.clone(),
                at: (at.iter())
                    .map(|it| match it {
                        At::Workstream(it) => FoundAt::Workstream((*it).clone()),
                        At::Event(it) => FoundAt::Event(it.code.clone(), it.name.clone()),
                    })
                    .collect(),
            },
            Fitting::Event(it) => Found::Event {
                code: it.code.clone(),
                name: it.name.clone(),
                happened_on: it.happened_on,
            },
            Fitting::Head(it) => Found::Person {
                unit: it.unit.clone(),
                unit_name: self.unit_name(&it.unit),
                name: it.name.clone(),
                title: it.title.clone(),
            },
        })
    }

    fn found_milestone(&self, entry: &Entry, m: &Milestone) -> Found {
        let key = &entry.duty.key;
        Found::Milestone(Box::new(FoundMilestone {
            row: self.milestone_row(key, m),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
        }))
    }

    /// The sums of a workstream over the duties a reader sees.
    fn figures_of(&self, scope: &Scope, it: &Workstream) -> Figures {
        let mut sums = Figures::default();
        for entry in self.entries_of(scope, &it.code) {
            sums.add(&entry.figures.figures);
        }
        sums
    }
}

/// The names of today before former ones, the best fit first, equals in Vietnamese order.
fn in_order(mut found: Vec<Named<'_>>) -> Vec<Fitting<'_>> {
    found.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| text::compare(a.1, b.1)));
    found.into_iter().map(|(_, _, it)| it).collect()
}

fn sees_company(scope: &Scope, code: &PartnerCode) -> bool {
    match scope {
        Scope::Campaign => true,
        Scope::Units { partner, .. } => code == partner,
        Scope::Nothing => false,
    }
}
