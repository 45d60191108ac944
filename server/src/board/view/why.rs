//! `?why=`: what a figure of a page is made of. The figure is the one that its page prints; the
//! rows are what the board added up to it, so the two must close.
use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use app::{
    access::Viewer,
    domain::{
        Deliveries, DeliveryOf, DutyKey, DutyRole, Figure, Figures, Measurement, Of, Outcome,
        PartnerCode, Responsible, ShareOf, Trust, UnitCode, UnitKind, What, WorkstreamCode,
        WorkstreamKind,
    },
    views::{
        Adds, OutcomePage, Sums, ValueDecision, WhyFigure, WhyMilestone, WhyMilestones, WhyPart,
        WhyParts, WhyRows, WhyValue, WhyValues, WhyWay,
    },
};

use super::scope::{Hidden, Scope};
use crate::board::{Board, Entry, GroupKey};

/// Rows of a page.
const SHOWN: usize = 50;

/// One duty with what it adds to a group.
type Member<'a> = (&'a Entry, &'a Figures);

/// What a figure is and the rows that it is made of, before they are told by pages.
struct Made {
    figures: Figures,
    sums: Sums,
    middle: Option<i64>,
    rows: Vec<WhyPart>,
}

/// Who asks for what a figure is made of, and how much of it at once.
#[derive(Debug, Clone, Copy)]
pub struct Asking<'a> {
    pub scope: &'a Scope,
    pub viewer: &'a Viewer,
    /// Milestones that the reader learns nothing of.
    pub hidden: &'a Hidden,
    /// One page of the rows; all of them for a file.
    pub page: Option<usize>,
}

/// The sums of a group that the board keeps.
fn kept(of: &Of) -> Option<GroupKey> {
    Some(match of {
        Of::City => GroupKey::City,
        Of::Databases => GroupKey::Databases,
        Of::National => GroupKey::National,
        Of::Sector => GroupKey::Sector,
        Of::Programme => GroupKey::Programme,
        Of::Agreements => GroupKey::Agreements,
        Of::Bloc(bloc) => GroupKey::Bloc(*bloc),
        Of::Tier(tier) => GroupKey::Tier(*tier),
        Of::Unit(code) => GroupKey::Unit(code.clone()),
        Of::AllOfUnit(code) => GroupKey::AllOfUnit(code.clone()),
        Of::Partner(code) => GroupKey::Partner(code.clone()),
        Of::LedBy(_)
        | Of::SectorAt(_)
        | Of::Kind(_)
        | Of::SectorAtKind(_)
        | Of::WorkstreamAtKind(..)
        | Of::Workstream(_)
        | Of::PartnerAt(..)
        | Of::Duty(_)
        | Of::Indicator(_) => return None,
    })
}

/// The sums that a part of them is of: the sector databases of the units of a kind.
pub(super) fn kept_of_all(of: &Of) -> Option<GroupKey> {
    match of {
        Of::SectorAt(_) | Of::SectorAtKind(_) => Some(GroupKey::Sector),
        Of::Kind(_) => Some(GroupKey::City),
        of => kept(of),
    }
}

impl Board {
    /// What a figure of a group or of a duty is made of; `None` when there is no such figure, or
    /// none for this reader.
    pub(in crate::board) fn why(&self, asking: Asking<'_>, figure: &Figure) -> Option<WhyFigure> {
        match &figure.of {
            Of::Duty(key) => self.why_duty(asking, figure, key),
            Of::Indicator(_) => None,
            _ => self.why_group(asking, figure),
        }
    }

    fn why_group(&self, asking: Asking<'_>, figure: &Figure) -> Option<WhyFigure> {
        let Made {
            figures,
            sums,
            middle,
            mut rows,
        } = match (figure.what, &figure.of) {
            (What::Delivery(it), Of::Partner(company)) => {
                self.delivered(asking, it, company, None)?
            }
            (What::Delivery(it), Of::PartnerAt(company, unit)) => {
                self.delivered(asking, it, company, Some(unit))?
            }
            _ => self.added_up(asking, figure)?,
        };
        let behind_first = figure.what == What::Gap;
        rows.sort_by(|a, b| {
            let key = |it: &WhyPart| {
                let part = it.sums.part;
                let part = if behind_first { part } else { -part };
                (part, Reverse(it.sums.whole))
            };
            key(a).cmp(&key(b)).then_with(|| order(a).cmp(&order(b)))
        });
        let mut sum = Sums::default();
        for row in &rows {
            sum.add(row.sums);
        }
        let provisional = rows.iter().filter(|row| row.provisional).count();
        let all = rows.len();
        let pages = all.div_ceil(SHOWN).max(1);
        let page = asking.page.unwrap_or(1).clamp(1, pages);
        if asking.page.is_some() {
            rows = rows
                .into_iter()
                .skip((page - 1) * SHOWN)
                .take(SHOWN)
                .collect();
        }
        Some(WhyFigure {
            trust: Trust::default(),
            name: self.name_of(&figure.of),
            figure: figure.clone(),
            figures,
            sums,
            middle,
            rows: WhyRows::Parts(WhyParts {
                rows,
                all,
                page,
                pages,
                sum,
            }),
            provisional,
            leads_to: Vec::new(),
        })
    }

    /// What is added up of the duties of a group.
    fn added_up(&self, asking: Asking<'_>, figure: &Figure) -> Option<Made> {
        let members = self.members(asking.scope, &figure.of)?;
        let figures = self.printed(asking.scope, &figure.of, &members);
        Some(Made {
            figures,
            sums: Sums::of(figure.what, &figures),
            middle: None,
            rows: self.parts_of(asking, figure, &members),
        })
    }

    /// What is told of the deliveries of a company, by duties.
    fn delivered(
        &self,
        asking: Asking<'_>,
        it: DeliveryOf,
        company: &PartnerCode,
        unit: Option<&UnitCode>,
    ) -> Option<Made> {
        self.asks_about(asking.scope, company)?;
        self.asks_at(asking.scope, unit)?;
        let at = |entry: &&Entry| unit.is_none_or(|unit| entry.duty.key.unit == *unit);
        let parts: Vec<(&Entry, &Deliveries)> = self
            .entries_with_part(company)
            .filter(at)
            .flat_map(|entry| {
                let parts = entry.figures.partners.iter();
                let own = parts.filter(|part| part.company == *company);
                own.map(move |part| (entry, &part.deliveries))
            })
            .collect();
        let mut whole = Deliveries::default();
        match unit {
            None => whole.add(
                self.deliveries
                    .get(company)
                    .unwrap_or(&Deliveries::default()),
            ),
            Some(_) => {
                for (_, deliveries) in &parts {
                    whole.add(deliveries);
                }
            }
        }
        let members = parts.into_iter();
        let members = members.map(|(entry, deliveries)| (entry, Sums::delivered(it, deliveries)));
        Some(Made {
            figures: Figures::default(),
            sums: Sums::delivered(it, &whole),
            middle: match it {
                DeliveryOf::HeldTooLong => whole.waits().median_tenths(),
                _ => None,
            },
            rows: self.by_duty(asking, What::Delivery(it), members),
        })
    }

    /// Whether what is at a unit, where one is named, is the reader's to ask about.
    fn asks_at(&self, scope: &Scope, unit: Option<&UnitCode>) -> Option<()> {
        let known = |unit| self.units.contains_key(unit) && scope.unit(unit);
        unit.is_none_or(known).then_some(())
    }

    /// Whether a company's own figures are the reader's to ask about.
    fn asks_about(&self, scope: &Scope, company: &PartnerCode) -> Option<()> {
        let theirs = match scope {
            Scope::Campaign => true,
            Scope::Units { partner, .. } => partner == company,
            Scope::Nothing => false,
        };
        (theirs && self.partners.contains_key(company)).then_some(())
    }

    /// The duties of a group, as far as they are in the reader's figures of it.
    fn members<'a>(&'a self, scope: &Scope, of: &Of) -> Option<Vec<Member<'a>>> {
        let whole = *scope == Scope::Campaign;
        let own = |entry: &'a Entry| (entry, &entry.figures.figures);
        let members = match of {
            Of::Unit(code) | Of::AllOfUnit(code) | Of::SectorAt(code) => {
                if !self.units.contains_key(code) || !scope.unit(code) {
                    return None;
                }
                let duties: Vec<&Entry> = self.duties.of_unit(code).collect();
                self.within(duties.into_iter(), of).map(own).collect()
            }
            Of::Workstream(code) => {
                self.workstreams.get(code)?;
                let entries = self.entries_of(scope, code);
                if entries.is_empty() && !whole {
                    return None;
                }
                entries.into_iter().map(own).collect()
            }
            Of::LedBy(unit) => {
                if !whole || !self.units.contains_key(unit) {
                    return None;
                }
                let led = self.led_by(unit);
                led.flat_map(|code| self.entries_of(scope, code))
                    .map(own)
                    .collect()
            }
            Of::WorkstreamAtKind(kind, code) => {
                if !whole || !self.workstreams.contains_key(code) {
                    return None;
                }
                let entries = self.entries_of(scope, code).into_iter();
                entries
                    .filter(|entry| self.is_at_kind(entry, *kind))
                    .map(own)
                    .collect()
            }
            Of::Kind(kind) | Of::SectorAtKind(kind) => {
                if !whole {
                    return None;
                }
                let at = self.duties.values();
                let at = at.filter(|entry| self.is_at_kind(entry, *kind));
                self.within(at, of).map(own).collect()
            }
            Of::Partner(company) | Of::PartnerAt(company, _) => {
                self.asks_about(scope, company)?;
                let unit = match of {
                    Of::PartnerAt(_, unit) => Some(unit),
                    _ => None,
                };
                self.asks_at(scope, unit)?;
                let at = |entry: &&Entry| unit.is_none_or(|unit| entry.duty.key.unit == *unit);
                let of_company = |entry: &'a Entry| {
                    let parts = &entry.figures.partners;
                    let part = parts.iter().find(|part| part.company == *company)?;
                    // It has nothing there any more.
                    (part.sums.duties > 0).then_some((entry, &part.sums))
                };
                let placed = |entry: &&Entry| self.place(&entry.duty.key, self.day()).is_some();
                self.duties
                    .values()
                    .filter(at)
                    .filter(placed)
                    .filter_map(of_company)
                    .collect()
            }
            // To a company its own page tells what is done at its units.
            Of::Programme | Of::Agreements if !whole => {
                let seen = |entry: &&Entry| scope.unit(&entry.duty.key.unit);
                let seen = self.duties.values().filter(seen);
                let seen: Vec<_> = self.within(seen, of).map(own).collect();
                if seen.is_empty() {
                    return None;
                }
                seen
            }
            Of::Duty(_) | Of::Indicator(_) => return None,
            _ if !whole => return None,
            _ => self.within(self.duties.values(), of).map(own).collect(),
        };
        Some(members)
    }

    /// Those of some duties that the board adds up to a group.
    fn within<'a>(
        &'a self,
        duties: impl Iterator<Item = &'a Entry>,
        of: &Of,
    ) -> impl Iterator<Item = &'a Entry> {
        let group = kept_of_all(of);
        let mut places = self.places();
        let day = self.day();
        duties.filter(move |entry| {
            let key = &entry.duty.key;
            let place = places.find(key, day);
            group
                .as_ref()
                .zip(place)
                .is_some_and(|(group, place)| place.groups(key).contains(group))
        })
    }

    fn is_at_kind(&self, entry: &Entry, kind: UnitKind) -> bool {
        let unit = self.units.get(&entry.duty.key.unit);
        unit.is_some_and(|unit| unit.kind == kind)
    }

    pub(super) fn led_by<'a>(
        &'a self,
        unit: &'a UnitCode,
    ) -> impl Iterator<Item = &'a WorkstreamCode> {
        let led = self
            .workstreams
            .values()
            .filter(move |w| w.kind == WorkstreamKind::Sector && self.leads_it(w, unit));
        led.map(|w| &w.code)
    }

    /// The figures that pages print of a group: what the board keeps, where it keeps it for this
    /// reader, as everywhere else.
    fn printed(&self, scope: &Scope, of: &Of, members: &[Member<'_>]) -> Figures {
        let apart = matches!(of, Of::Programme | Of::Agreements) && *scope != Scope::Campaign;
        if let Some(group) = kept(of).filter(|_| !apart) {
            return self.sum(&group);
        }
        let mut figures = Figures::default();
        match of {
            Of::LedBy(unit) => {
                for code in self.led_by(unit) {
                    figures.add(&self.sum(&GroupKey::Database(code.clone())));
                }
            }
            _ => {
                for (_, of_member) in members {
                    figures.add(of_member);
                }
            }
        }
        figures
    }

    /// Who adds up to a group: of a share its workstreams, where it is wide, or its units; else,
    /// and of a count, duties. What has no part in it is no row.
    fn parts_of(
        &self,
        asking: Asking<'_>,
        figure: &Figure,
        members: &[Member<'_>],
    ) -> Vec<WhyPart> {
        let share = matches!(figure.what, What::Share(_) | What::Gap);
        let rows = match &figure.of {
            Of::City
            | Of::Databases
            | Of::National
            | Of::Sector
            | Of::Programme
            | Of::Agreements
            | Of::LedBy(_)
                if share =>
            {
                self.by_workstream(figure.what, members)
            }
            Of::Bloc(_) | Of::Tier(_) | Of::Kind(_) if share => {
                self.by_unit(figure.what, members, Of::Unit)
            }
            Of::SectorAtKind(_) if share => self.by_unit(figure.what, members, Of::SectorAt),
            _ => {
                let members = members.iter();
                let added = members.map(|(entry, it)| (*entry, Sums::of(figure.what, it)));
                self.by_duty(asking, figure.what, added)
            }
        };
        rows.into_iter().filter(|row| !row.sums.is_zero()).collect()
    }

    fn by_workstream(&self, what: What, members: &[Member<'_>]) -> Vec<WhyPart> {
        let mut all: BTreeMap<&WorkstreamCode, Sums> = BTreeMap::new();
        for (entry, figures) in members {
            let sums = all.entry(&entry.duty.key.workstream).or_default();
            sums.add(Sums::of(what, figures));
        }
        let row = |(code, sums): (&WorkstreamCode, Sums)| WhyPart {
            of: Adds::Workstream(code.clone(), self.workstream_name(code)),
            figure: Some(Figure::new(what, Of::Workstream(code.clone()))),
            sums,
            outside: false,
            provisional: self.workstreams.get(code).is_some_and(|w| w.provisional),
        };
        all.into_iter().map(row).collect()
    }

    fn by_unit(
        &self,
        what: What,
        members: &[Member<'_>],
        part: fn(UnitCode) -> Of,
    ) -> Vec<WhyPart> {
        let mut all: BTreeMap<&UnitCode, Sums> = BTreeMap::new();
        for (entry, figures) in members {
            let sums = all.entry(&entry.duty.key.unit).or_default();
            sums.add(Sums::of(what, figures));
        }
        let row = |(code, sums): (&UnitCode, Sums)| WhyPart {
            of: Adds::Unit(code.clone(), self.unit_name(code)),
            figure: Some(Figure::new(what, part(code.clone()))),
            sums,
            outside: false,
            provisional: self.units.get(code).is_some_and(|unit| unit.provisional),
        };
        all.into_iter().map(row).collect()
    }

    /// Duties at units that the reader may not open are one row, without their names.
    fn by_duty<'a>(
        &'a self,
        asking: Asking<'_>,
        what: What,
        members: impl Iterator<Item = (&'a Entry, Sums)>,
    ) -> Vec<WhyPart> {
        let mut rows = Vec::new();
        let (mut others, mut unseen) = (0, Sums::default());
        for (entry, sums) in members {
            let key = &entry.duty.key;
            if sums.is_zero() {
                continue;
            }
            if !asking.scope.unit(&key.unit) {
                others += 1;
                unseen.add(sums);
                continue;
            }
            let workstream = self.workstreams.get(&key.workstream);
            rows.push(WhyPart {
                of: Adds::Duty {
                    key: key.clone(),
                    unit: self.unit_name(&key.unit),
                    workstream: self.workstream_name(&key.workstream),
                    lead: entry.duty.role == DutyRole::Lead,
                },
                figure: matches!(what, What::Share(_))
                    .then(|| Figure::new(what, Of::Duty(key.clone()))),
                sums,
                outside: asking.company().is_none()
                    && !asking.viewer.reads_in_full(&key.unit, &Responsible::Unit),
                provisional: entry.duty.provisional || workstream.is_some_and(|w| w.provisional),
            });
        }
        if others > 0 {
            rows.push(WhyPart {
                of: Adds::Others(others),
                figure: None,
                sums: unseen,
                outside: true,
                provisional: false,
            });
        }
        rows
    }

    /// What a group is called; nothing where it is one of a kind.
    fn name_of(&self, of: &Of) -> Arc<str> {
        match of {
            Of::Unit(code) | Of::AllOfUnit(code) | Of::LedBy(code) | Of::SectorAt(code) => {
                self.unit_name(code)
            }
            Of::Workstream(code) | Of::WorkstreamAtKind(_, code) => self.workstream_name(code),
            Of::Partner(code) => self.partner_name(code),
            Of::PartnerAt(code, unit) => {
                format!("{}, {}", self.partner_name(code), self.unit_name(unit)).into()
            }
            Of::Duty(key) => {
                let (unit, name) = (
                    self.unit_name(&key.unit),
                    self.workstream_name(&key.workstream),
                );
                format!("{unit}, {name}").into()
            }
            _ => "".into(),
        }
    }
}

impl Asking<'_> {
    fn company(&self) -> Option<&PartnerCode> {
        match self.scope {
            Scope::Units { partner, .. } => Some(partner),
            _ => None,
        }
    }
}

/// Equal parts stand by code; what has no name comes last.
fn order(part: &WhyPart) -> (bool, &str, &str) {
    match &part.of {
        Adds::Workstream(code, _) => (false, code.as_str(), ""),
        Adds::Unit(code, _) => (false, code.as_str(), ""),
        Adds::Duty { key, .. } => (false, key.unit.as_str(), key.workstream.as_str()),
        Adds::Others(_) => (true, "", ""),
    }
}

impl Board {
    /// A share of one duty.
    fn why_duty(&self, asking: Asking<'_>, figure: &Figure, key: &DutyKey) -> Option<WhyFigure> {
        let What::Share(share) = figure.what else {
            return None;
        };
        if !asking.scope.unit(&key.unit) || !self.units.contains_key(&key.unit) {
            return None;
        }
        let entry = self.duties.get(key)?;
        let workstream = self.workstreams.get(&key.workstream)?;
        let rows = match share {
            ShareOf::Measured => WhyRows::Way(self.way(entry)?),
            share => WhyRows::Milestones(self.why_milestones(asking, entry, share)),
        };
        let above = [
            (
                Of::Workstream(key.workstream.clone()),
                self.workstream_name(&key.workstream),
            ),
            (Of::AllOfUnit(key.unit.clone()), self.unit_name(&key.unit)),
        ];
        let lead_to = |(of, name)| (Figure::new(figure.what, of), name);
        Some(WhyFigure {
            trust: Trust::default(),
            figure: figure.clone(),
            name: self.name_of(&figure.of),
            figures: entry.figures.figures,
            sums: Sums::of(figure.what, &entry.figures.figures),
            middle: None,
            rows,
            provisional: usize::from(entry.duty.provisional || workstream.provisional),
            leads_to: above.into_iter().map(lead_to).collect(),
        })
    }

    fn why_milestones(&self, asking: Asking<'_>, entry: &Entry, share: ShareOf) -> WhyMilestones {
        let (duty, today) = (&entry.duty, self.day());
        let weight = entry.figures.weight;
        let weighed = duty.weighed(today);
        let mut told = WhyMilestones {
            scale: weighed.scale(),
            rows: Vec::new(),
            others: None,
            uncounted: 0,
            weight,
            sum: 0,
            of: 0,
            held: 0,
        };
        for (m, adds) in duty.adds(share, weight, today) {
            let held = share.holds(m, today);
            told.sum += adds;
            let weighs = weighed.of(m);
            told.of += weighs;
            told.held += if held { weighs } else { 0 };
            if asking.hidden.contains(&m.terms.id) {
                let others: &mut (usize, i128, i128) = told.others.get_or_insert_default();
                others.0 += 1;
                others.1 += weighs;
                others.2 += adds;
                continue;
            }
            told.rows.push(WhyMilestone {
                row: self.milestone_row(&duty.key, m),
                held,
                weighs,
                adds,
                full: false,
                documents: Vec::new(),
                reported: None,
                decided: None,
            });
        }
        let known = duty.milestones.iter();
        let known = known.filter(|m| !asking.hidden.contains(&m.terms.id));
        told.uncounted = known.filter(|m| !m.terms.kind.counts()).count();
        told
    }

    /// The way of a duty to the target of its outcome; its values are told by the ledger.
    fn way(&self, entry: &Entry) -> Option<WhyWay> {
        let outcome = entry.duty.outcome.as_ref()?;
        Some(WhyWay {
            weight: entry.figures.weight,
            baseline: outcome.indicator.baseline,
            values: WhyValues {
                outcome: self.outcome_row(outcome),
                rows: Vec::new(),
                full: false,
            },
        })
    }

    /// The value of an indicator, from its page.
    pub(in crate::board) fn why_value(
        &self,
        figure: &Figure,
        page: OutcomePage,
    ) -> Option<WhyFigure> {
        let Of::Indicator(code) = &figure.of else {
            return None;
        };
        let outcome = self.outcome(code)?;
        let name = match &page.row.unit {
            Some((_, unit)) => format!("{unit}: {}", page.row.name).into(),
            None => page.row.name.clone(),
        };
        let provisional = usize::from(page.row.provisional);
        Some(WhyFigure {
            trust: Trust::default(),
            figure: figure.clone(),
            name,
            figures: Figures::default(),
            sums: Sums::default(),
            middle: None,
            rows: WhyRows::Values(values(page, outcome.latest())),
            provisional,
            leads_to: Vec::new(),
        })
    }

    /// Adds the values to a way, from the page of its indicator.
    pub(in crate::board) fn tell_values(&self, why: &mut WhyFigure, page: OutcomePage) {
        let told_by = self.outcome(&page.row.code).and_then(Outcome::rolled_up);
        if let WhyRows::Way(way) = &mut why.rows {
            way.values = values(page, told_by);
        }
    }

    pub(super) fn outcome(&self, code: &app::domain::IndicatorCode) -> Option<&Outcome> {
        match self.duties.of_indicator(code) {
            Some(key) => self.duties.get(key)?.duty.indicator(code),
            None => self.indicators.get(code).map(Arc::as_ref),
        }
    }
}

/// The values of an indicator, with the one that tells the figure.
fn values(page: OutcomePage, told_by: Option<Measurement>) -> WhyValues {
    let tells = |row: &app::views::ValueRow| {
        row.decision == ValueDecision::Accepted
            && told_by.is_some_and(|m| m.day() == row.day && m.counts() == row.counts)
    };
    let at = page.values.iter().position(tells);
    let rows = page.values.into_iter().enumerate();
    WhyValues {
        outcome: page.row,
        rows: rows
            .map(|(n, row)| WhyValue {
                tells: at == Some(n),
                row,
            })
            .collect(),
        full: page.full,
    }
}
