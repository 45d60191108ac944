//! `/rechecks`, and how often what is behind a figure was confirmed.
use std::{collections::BTreeMap, sync::Arc};

use app::{
    access::Viewer,
    domain::{
        About, Announced, DutyKey, NumberOf, Of, OldBook, PartnerCode, RecheckScope,
        RecheckedThing, Rechecker, Refusal, Responsible, ShareOf, Trust, UnitCode, UnitKind, What,
        local_day,
    },
    text::clock_time,
    views::{
        DrawMade, DrawRow, OldBookTold, RecheckItem, RecheckResult, RecheckedValue, ScopeRow,
        ToldRecheck, ToldRechecks,
    },
};

use super::{rows::document_row, scope::Scope, why::kept_of_all};
use crate::{
    board::{Board, Drawn, Lot},
    db::rechecks::{AcceptedThing, DrawText, ResultText},
};

/// What the heading of a group says: the trust beside it is of that.
pub(super) const ACCEPTED: What = What::Share(ShareOf::Accepted);

impl Board {
    /// All draws, in the order they were announced.
    pub(in crate::board) fn announced(&self) -> &[Announced] {
        self.rechecks.draws()
    }

    /// Of all that was found.
    pub(in crate::board) fn trust_of_all(&self) -> Trust {
        self.rechecks.results().collect()
    }

    /// How often what is behind a figure was re-checked, and how often confirmed: without a figure
    /// both what was accepted and what was measured. A company is told of its own deliverables.
    pub(in crate::board) fn trust(&self, scope: &Scope, what: Option<What>, of: &Of) -> Trust {
        let told = self.rechecks.results().filter(|it| {
            let reads = match scope {
                Scope::Campaign => true,
                Scope::Units { partner, .. } => it.company.as_ref() == Some(partner),
                Scope::Nothing => false,
            };
            let within = || self.is_within(&it.about, it.company.as_ref(), of);
            reads && self.is_behind(what, &it.about) && within()
        });
        let trust: Trust = told.collect();
        match self.old_book.accepted {
            0 => trust,
            _ => self.trust_in_old_book(scope, what, of, trust),
        }
    }

    /// The same with what of a figure stands by the old book.
    fn trust_in_old_book(&self, scope: &Scope, what: Option<What>, of: &Of, trust: Trust) -> Trust {
        let own = |company: Option<&PartnerCode>| match scope {
            Scope::Campaign => true,
            Scope::Units { partner, .. } => company == Some(partner),
            Scope::Nothing => false,
        };
        let milestones = self.duties.values().flat_map(|it| it.duty.counted());
        let of_book = milestones.filter_map(|m| Some((m, m.old_book?)));
        let those = of_book.filter(|(m, _)| {
            let company = match &m.responsible {
                Responsible::Partner(company) => Some(company),
                Responsible::Unit => None,
            };
            let about = About::Milestone(m.terms.id.clone());
            own(company) && self.is_behind(what, &about) && self.is_within(&about, company, of)
        });
        let mut trust = trust;
        for (_, mark) in those {
            trust.old_book += 1;
            trust.book = Some(mark);
        }
        trust
    }

    /// Whether a thing that was accepted is of the kind that a figure is told by: values of outcomes
    /// behind what is measured, else products and outcomes.
    fn is_behind(&self, what: Option<What>, about: &About) -> bool {
        let measured = match what {
            None => return true,
            Some(What::Value) => return matches!(about, About::Indicator(_)),
            Some(What::Share(share)) => share == ShareOf::Measured,
            Some(What::Number(number)) => {
                matches!(number, NumberOf::Measurable | NumberOf::MeasuredDuties)
            }
            Some(What::Gap) => false,
            Some(What::Status(_) | What::Part(_) | What::Delivery(_)) => false,
        };
        match about {
            About::Milestone(_) => !measured,
            // The six criteria of a database are in no share.
            About::Indicator(code) => {
                let key = self.duties.of_indicator(code);
                measured && key.and_then(|key| self.outcome_code(key)).as_ref() == Some(code)
            }
        }
    }

    /// Whether something that was accepted, of a company's or a unit's, is in what the board adds
    /// up to a group.
    fn is_within(&self, about: &About, by: Option<&PartnerCode>, of: &Of) -> bool {
        if let Of::Indicator(code) = of {
            return matches!(about, About::Indicator(own) if own == code);
        }
        if let Of::Partner(company) = of {
            return by == Some(company);
        }
        let Some(key) = self.duty_about(about) else {
            return false;
        };
        let Some(place) = self.place(&key, self.day()) else {
            return false;
        };
        let at_kind = |kind: &UnitKind| {
            let unit = self.units.get(&key.unit);
            unit.is_some_and(|unit| unit.kind == *kind)
        };
        let kept = |of: &Of| {
            let group = kept_of_all(of);
            group.is_some_and(|group| place.groups(&key).contains(&group))
        };
        match of {
            Of::Duty(own) => key == *own,
            Of::PartnerAt(company, unit) => by == Some(company) && key.unit == *unit,
            Of::SectorAt(unit) => key.unit == *unit && kept(of),
            Of::Kind(kind) | Of::SectorAtKind(kind) => at_kind(kind) && kept(of),
            Of::WorkstreamAtKind(kind, code) => at_kind(kind) && key.workstream == *code,
            Of::Workstream(code) => key.workstream == *code,
            Of::LedBy(unit) => self.led_by(unit).any(|code| *code == key.workstream),
            of => kept(of),
        }
    }

    /// What came from the old book; nothing where nothing did.
    pub(in crate::board) fn old_book_told(&self) -> Option<OldBookTold> {
        let book = self.old_book;
        let of_book = |draw: &&Announced| draw.scope == RecheckScope::OldBook;
        let draws = || self.announced().iter().filter(of_book);
        let looked = draws().map(|draw| self.rechecks.found_of(&draw.id)).max();
        let due = OldBook::due(local_day(self.begun.at, self.zone()));
        (book.accepted > 0).then(|| OldBookTold {
            accepted: book.accepted,
            tenth: book.tenth(),
            looked: looked.unwrap_or(0),
            due,
            checked_on: book.checked_on,
            announced: draws().any(|draw| draw.number >= book.tenth()),
            overdue: book.owes() && self.day() > due,
        })
    }

    /// Where can be drawn: everywhere, at units of a kind, of a company, of a workstream, at a
    /// unit.
    pub(in crate::board) fn recheck_scopes(&self) -> Vec<ScopeRow> {
        let day = self.day();
        let kinds = UnitKind::ALL.iter().filter(|kind| {
            let mut units = self.units.values();
            units.any(|unit| unit.kind == **kind && unit.open_on(day))
        });
        let units = self.units.values().filter(|unit| unit.open_on(day));
        let old_book = (self.old_book.accepted > 0).then_some(RecheckScope::OldBook);
        let all = [RecheckScope::Campaign]
            .into_iter()
            .chain(old_book)
            .chain(kinds.map(|kind| RecheckScope::Kind(*kind)))
            .chain(self.partners.keys().cloned().map(RecheckScope::Company))
            .chain(
                self.workstreams
                    .keys()
                    .cloned()
                    .map(RecheckScope::Workstream),
            )
            .chain(units.map(|unit| RecheckScope::Unit(unit.code.clone())));
        all.map(|scope| self.scope_row(&scope)).collect()
    }

    fn scope_row(&self, scope: &RecheckScope) -> ScopeRow {
        let name = match scope {
            RecheckScope::Campaign | RecheckScope::OldBook | RecheckScope::Kind(_) => "".into(),
            RecheckScope::Unit(code) => self.unit_name(code),
            RecheckScope::Workstream(code) => self.workstream_name(code),
            RecheckScope::Company(code) => self.partner_name(code),
        };
        ScopeRow {
            scope: scope.clone(),
            name,
        }
    }

    /// A draw, by its number; with what was drawn where it was made by the board's day.
    pub(in crate::board) fn draw_row(
        &self,
        number: usize,
        draw: &Announced,
        text: Option<&DrawText>,
        drawn: Option<&Drawn>,
    ) -> DrawRow {
        DrawRow {
            number,
            on: draw.on,
            by: text.map_or_else(String::new, |it| it.name.clone()),
            scope: self.scope_row(&draw.scope),
            of: draw.of,
            asked: draw.number,
            again: self.drawn_from_before(number, draw),
            plan: text.map_or_else(String::new, |it| it.body.clone()),
            made: drawn.map(|drawn| self.draw_made(draw, drawn)),
        }
    }

    /// The last draw before one that drew from the same, by its number.
    fn drawn_from_before(&self, number: usize, draw: &Announced) -> Option<usize> {
        let before = self.announced().get(..number.checked_sub(1)?)?;
        let same = |it: &Announced| it.scope == draw.scope && it.of == draw.of;
        before.iter().rposition(same).map(|at| at + 1)
    }

    fn draw_made(&self, draw: &Announced, drawn: &Drawn) -> DrawMade {
        let found = |lot: &Lot| self.rechecks.of(&draw.id, &lot.accepted.id);
        let trust: Trust = drawn.things.iter().filter_map(found).collect();
        let all = drawn.things.len();
        DrawMade {
            seed: drawn.seed.hash.clone(),
            line: drawn.seed.line,
            population: drawn.population,
            drawn: all,
            open: all - drawn.things.iter().filter_map(found).count(),
            trust,
        }
    }

    /// The places of a draw of which nothing was found, or where something was confirmed or not.
    pub(in crate::board) fn places_found(
        &self,
        draw: &Announced,
        drawn: &Drawn,
        confirmed: Option<bool>,
    ) -> Vec<usize> {
        let lots = drawn.things.iter().enumerate();
        let found = |lot: &Lot| self.rechecks.of(&draw.id, &lot.accepted.id);
        let those = lots.filter(|(_, lot)| found(lot).map(|it| it.confirmed) == confirmed);
        those.map(|(at, _)| at + 1).collect()
    }

    /// One thing of a draw; `ended`: what was taken back since.
    pub(in crate::board) fn recheck_item(
        &self,
        viewer: &Viewer,
        (place, lot): (usize, &Lot),
        ended: &BTreeMap<String, i64>,
        results: &[ResultText],
    ) -> RecheckItem {
        let AcceptedThing {
            id, accepted_at, ..
        } = &lot.accepted;
        let results: Vec<_> = results
            .iter()
            .filter(|it| it.thing == *id)
            .map(|it| self.recheck_result(it))
            .collect();
        let told_by = results.first().and_then(|it| it.account.as_deref());
        RecheckItem {
            place,
            id: id.clone(),
            about: lot.about.clone(),
            name: self.name_about(&lot.about),
            unit: self.unit_named(lot.duty.as_ref()),
            duty: lot.duty.clone(),
            workstream: lot
                .duty
                .as_ref()
                .map(|key| self.workstream_name(&key.workstream)),
            value: self.value_of(lot),
            accepted_on: local_day(*accepted_at, self.zone()),
            stands: !ended.contains_key(id),
            may: may_recheck(viewer, lot, told_by),
            results,
        }
    }

    /// What was found of a thing in other draws, by their numbers.
    pub(in crate::board) fn found_elsewhere(
        &self,
        results: &[ResultText],
    ) -> Vec<(usize, RecheckResult)> {
        let number = |it: &ResultText| {
            let mut draws = self.announced().iter();
            draws.position(|draw| *draw.id == *it.draw)
        };
        let told = results
            .iter()
            .filter_map(|it| Some((number(it)? + 1, self.recheck_result(it))));
        told.collect()
    }

    /// The very value of a thing; `None` of a milestone.
    fn value_of(&self, lot: &Lot) -> Option<RecheckedValue> {
        let About::Indicator(code) = &lot.about else {
            return None;
        };
        let indicator = &self.outcome(code)?.indicator;
        let measurement = lot.accepted.measurement()?;
        Some(RecheckedValue {
            day: measurement.day(),
            counts: measurement.counts(),
            value: measurement.value(indicator),
            unit_of_measure: indicator.unit_of_measure.clone(),
        })
    }

    fn unit_named(&self, duty: Option<&DutyKey>) -> Option<(UnitCode, Arc<str>)> {
        let unit = &duty?.unit;
        Some((unit.clone(), self.unit_name(unit)))
    }

    /// What of a duty could have been re-checked.
    pub(in crate::board) fn about_duty(&self, key: &DutyKey) -> Vec<About> {
        let Some(entry) = self.duties.get(key) else {
            return Vec::new();
        };
        let duty = &entry.duty;
        let milestones = duty.milestones.iter();
        let milestones = milestones.map(|m| About::Milestone(m.terms.id.clone()));
        let indicators = duty.outcome.iter().chain(&duty.criteria);
        let indicators = indicators.map(|it| About::Indicator(it.indicator.code.clone()));
        milestones.chain(indicators).collect()
    }

    fn name_about(&self, about: &About) -> Arc<str> {
        let name = match about {
            About::Milestone(id) => self.milestone(id).map(|(_, m)| self.milestone_name(m)),
            About::Indicator(code) => self
                .outcome(code)
                .map(|it| self.indicator_name(&it.indicator)),
        };
        name.unwrap_or_else(|| "".into())
    }

    fn recheck_result(&self, it: &ResultText) -> RecheckResult {
        RecheckResult {
            confirmed: it.confirmed,
            day: local_day(it.recorded_at, self.zone()),
            time: clock_time(it.recorded_at, self.zone()),
            seq: it.seq,
            account: it.person.clone(),
            person: it.name.clone(),
            text: it.body.clone(),
            document: it.document.as_ref().map(document_row),
        }
    }

    /// What was found, on the page of what it is about.
    pub(in crate::board) fn told_rechecks(
        &self,
        trust: Trust,
        results: &[ResultText],
    ) -> ToldRechecks {
        let mut rows: Vec<ToldRecheck> = Vec::new();
        for (at, it) in results.iter().enumerate() {
            let about = About::from_columns(it.milestone.as_deref(), it.indicator.as_deref());
            let draws = self.announced().iter();
            let draw = draws.enumerate().find(|(_, draw)| *draw.id == *it.draw);
            let (Some(about), Some((number, _))) = (about, draw) else {
                continue;
            };
            let same = |newer: &ResultText| newer.draw == it.draw && newer.thing == it.thing;
            rows.push(ToldRecheck {
                name: self.name_about(&about),
                draw: number + 1,
                result: self.recheck_result(it),
                corrected: results.iter().take(at).any(same),
            });
        }
        ToldRechecks { trust, rows }
    }
}

/// A person as who re-checks.
fn rechecker(viewer: &Viewer) -> Rechecker<'_> {
    Rechecker {
        role: viewer.role,
        person: &viewer.person,
        home: viewer.unit.as_ref(),
        officers: &viewer.officers,
    }
}

/// Whether a person may say that a thing is confirmed, or not, beside what was told of it, the
/// newest first.
pub fn may_say<'a>(
    viewer: &Viewer,
    confirmed: bool,
    told: impl Iterator<Item = &'a RecheckResult>,
) -> bool {
    let told = told.map(|it| (it.confirmed, it.account.as_deref()));
    rechecker(viewer).may_say(confirmed, told)
}

/// Whether a person may tell what was found of a thing. `told_by`: who told last.
pub fn may_recheck(viewer: &Viewer, lot: &Lot, told_by: Option<&str>) -> Result<(), Refusal> {
    rechecker(viewer).may(RecheckedThing {
        unit: lot.duty.as_ref().map(|key| &key.unit),
        hands: lot.accepted.hands(),
        told_by,
    })
}
