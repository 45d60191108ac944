//! By what a plan that comes as one table is understood: whoever the campaign knows, and when it runs.
use std::{collections::BTreeMap, sync::Arc};

use app::{
    domain::{
        Deadline, Duty, EVERY_UNIT, Group, Milestone, MilestoneKind, Place, Rhythm, State, Unit,
        UnitCode, WorkstreamCode,
    },
    views::{SheetDue, SheetMeans, SheetRhythm, SheetRhythms, SheetWho},
};

use crate::{
    board::Board,
    import::sheet::{Beside, Known, SheetCadence, Shown, Standing},
};

impl Board {
    /// Open units, companies, bodies outside and groups by all their names; what there is already.
    pub(in crate::board) fn beside_a_sheet(&self) -> Beside {
        let campaign = self.campaign();
        let mut known = Known::new(campaign.map_or(Place::City, |it| it.place));
        if let Some(campaign) = campaign {
            known.campaign(&campaign.name);
        }
        let day = self.day();
        let open = || self.units.values().filter(|it| it.open_on(day));
        for unit in open() {
            let who = SheetWho::Unit(unit.code.to_string(), unit.name.clone());
            let names = unit.names().map(AsRef::as_ref);
            let names = names.chain([unit.short_name.as_ref()]);
            known.add(who, unit.code.as_str(), names);
        }
        for it in self.partners.values() {
            let who = SheetWho::Partner(it.code.to_string(), it.short_name.clone());
            let names = [it.short_name.as_ref(), it.name.as_ref()];
            known.add(who, it.code.as_str(), names);
        }
        for it in self.outside.bodies() {
            let who = SheetWho::Body(Some(it.code.to_string()), it.name.clone());
            known.add(who, it.code.as_str(), [it.name.as_ref()]);
        }
        for unit in open() {
            known.kind(unit.code.as_str(), unit.kind);
        }
        let members = |group: &str| -> Vec<String> {
            let units = open().filter(|it| self.groups.belongs(group, it, day));
            units.map(|it| it.code.to_string()).collect()
        };
        let mut groups = BTreeMap::new();
        for it in self.groups.all() {
            let units = members(it.code.as_str());
            known.group(it.code.as_str(), &it.name, units.clone());
            groups.insert(it.code.to_string(), units);
        }
        let cadences = self.rhythms.cadences().map(|it| SheetCadence {
            code: it.code.to_string(),
            every: it.every,
            due: it.due.into(),
            closes: it.closes.into(),
        });
        let rhythms = self.rhythms.rhythms().map(|it| it.code.to_string());
        let named = |code: &dyn ToString, name: &str| (code.to_string(), name.to_owned());
        Beside {
            known,
            start: campaign.map_or(day, |it| it.start),
            deadline: campaign.and_then(|it| it.deadline),
            calendar: self.calendar.clone(),
            workstreams: (self.workstreams.values())
                .map(|it| named(&it.code, &it.name))
                .collect(),
            sources: (self.workstreams.values())
                .map(|it| named(&it.code, &it.source))
                .collect(),
            headings: (self.workstreams.values())
                .map(|it| it.heading.to_string())
                .filter(|it| !it.is_empty())
                .collect(),
            companies: open()
                .map(|it| (it.code.to_string(), self.companies_of(it)))
                .collect(),
            bodies: (self.outside.bodies())
                .map(|it| named(&it.code, &it.name))
                .collect(),
            triggers: (self.triggers.all())
                .map(|it| named(&it.code, &it.name))
                .collect(),
            issued: (self.triggers.all())
                .filter(|it| !it.document_number.is_empty())
                .map(|it| named(&it.document_number, &it.name))
                .collect(),
            units: open().map(|it| (it.code.to_string(), it.kind)).collect(),
            groups,
            cadences: cadences.collect(),
            cut_offs: self.usual_cut_offs(),
            rhythms: rhythms.collect(),
            shown: self.shown_of_tasks(),
            documents: self
                .directives
                .all()
                .map(|(number, _)| number.clone())
                .collect(),
            today: day,
        }
    }

    /// The companies that accompany a unit today, by their short names.
    fn companies_of(&self, unit: &Unit) -> Vec<String> {
        let all = self.assignments_on(&unit.code, self.day()).into_iter();
        let names = all.filter_map(|it| self.partners.get(&it.partner));
        names.map(|it| it.short_name.to_string()).collect()
    }

    /// Working days for which reports are still taken, those of most rhythms first.
    fn usual_cut_offs(&self) -> Vec<u16> {
        let mut counted: BTreeMap<u16, usize> = BTreeMap::new();
        for it in self.rhythms.rhythms() {
            *counted.entry(it.cut_off_days).or_default() += 1;
        }
        let mut all: Vec<(u16, usize)> = counted.into_iter().collect();
        all.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        all.into_iter().map(|(days, _)| days).collect()
    }

    /// Of each workstream who has a part in it and when it is due, as a plan that comes as one table
    /// would say it.
    fn shown_of_tasks(&self) -> BTreeMap<String, Shown> {
        let mut shown: BTreeMap<String, Shown> = BTreeMap::new();
        let mut says = |of: &WorkstreamCode, means: SheetMeans| {
            let all = &mut shown.entry(of.to_string()).or_default().means;
            if !all.contains(&means) {
                all.push(means);
            }
        };
        for it in self.workstreams.values() {
            let company = it.partner.as_ref().and_then(|it| self.partners.get(it));
            if let Some(company) = company {
                let who = SheetWho::Partner(company.code.to_string(), company.short_name.clone());
                says(&it.code, SheetMeans::Who(who));
            }
        }
        for it in self.outside.helpers() {
            if let Some(body) = self.outside.get(&it.body) {
                let name = body.name.clone();
                says(
                    &it.workstream,
                    SheetMeans::Who(SheetWho::Body(Some(body.code.to_string()), name)),
                );
            }
        }
        for entry in self.duties.values() {
            let duty = &entry.duty;
            let of = &duty.key.workstream;
            let unit = &duty.key.unit;
            let who = match duty
                .of_group
                .as_ref()
                .and_then(|it| self.groups.get(it.as_str()))
            {
                Some(group) => SheetWho::Group(group.code.to_string(), group.name.clone()),
                None => SheetWho::Unit(unit.to_string(), self.unit_name(unit)),
            };
            says(of, SheetMeans::Who(who));
            for it in duty.milestones.iter().filter(|it| it.slot().is_none()) {
                if let Some(due) = self.due_of_sheet(it) {
                    says(of, SheetMeans::Due(due));
                }
            }
            for it in &duty.rhythms {
                let Some(cadence) = self.rhythms.cadence(&it.cadence) else {
                    continue;
                };
                let closes = cadence.closes.into();
                let rhythm = SheetRhythm::of_cadence(cadence.every, cadence.due.into(), closes);
                says(of, SheetMeans::Due(SheetDue::Rhythm(rhythm)));
                // Of a week both are the same; what closes on another day is by decree.
                let own = rhythm.closes(false) == closes;
                for by_decree in [true, false] {
                    if rhythm.closes(by_decree) == closes || (by_decree && !own) {
                        let cut_off = it.cut_off_days;
                        says(of, SheetMeans::Rhythms(SheetRhythms { by_decree, cut_off }));
                    }
                }
            }
        }
        for entry in self.duties.values() {
            let duty = &entry.duty;
            let due = duty.milestones.iter().filter(|it| it.slot().is_none());
            let due = due.map(|it| [&it.terms.product, &it.terms.title]);
            let rhythms = duty.rhythms.iter().map(|it| [&it.product, &it.title]);
            let own = due.chain(rhythms).flatten().filter(|it| !it.is_empty());
            let task = shown.entry(duty.key.workstream.to_string()).or_default();
            task.products.extend(own.map(ToString::to_string));
            task.standing.extend(self.standing_of_sheet(duty));
        }
        for it in self.workstreams.values() {
            let leads = it.joint_leads.iter().chain(&it.owner);
            let leads: Vec<SheetWho> = leads.map(|code| self.who_of_sheet(code)).collect();
            let all = shown.entry(it.code.to_string()).or_default();
            all.means.extend(leads.iter().cloned().map(SheetMeans::Who));
            all.leads = leads;
            all.database = it.kind.group() == Group::Databases;
        }
        shown
    }

    /// A unit, or what stands in its place.
    fn who_of_sheet(&self, code: &UnitCode) -> SheetWho {
        match self.groups.get(code.as_str()) {
            Some(group) => SheetWho::Group(code.to_string(), group.name.clone()),
            None if code.as_str() == EVERY_UNIT => SheetWho::Everyone,
            None => SheetWho::Unit(code.to_string(), self.unit_name(code)),
        }
    }

    /// What a duty has to hand over, with what may still move of each.
    fn standing_of_sheet<'a>(&'a self, duty: &'a Duty) -> impl Iterator<Item = Standing> + 'a {
        let unit = duty.key.unit.to_string();
        let today = self.day();
        let once = duty.milestones.iter().filter(|it| it.slot().is_none());
        let once = once.filter_map({
            let unit = unit.clone();
            move |it| {
                Some(Standing {
                    id: it.terms.id.to_string(),
                    unit: unit.clone(),
                    kind: it.terms.kind,
                    title: it.terms.title.to_string(),
                    product: it.terms.product.to_string(),
                    due: self.due_of_sheet(it)?,
                    stands: it.current_deadline,
                    extends_from: it.may_be_extended_from(today),
                    over: matches!(it.state, State::Accepted | State::Cancelled),
                })
            }
        });
        let going_on = move |it: &&Arc<Rhythm>| it.ends_on.is_none_or(|ends| ends >= today);
        let again = duty.rhythms.iter().filter(going_on).filter_map(move |it| {
            let cadence = self.rhythms.cadence(&it.cadence)?;
            let (due, closes) = (cadence.due.into(), cadence.closes.into());
            let rhythm = SheetRhythm::of_cadence(cadence.every, due, closes);
            Some(Standing {
                id: it.code.to_string(),
                unit: unit.clone(),
                kind: MilestoneKind::Product,
                title: it.title.to_string(),
                product: it.product.to_string(),
                due: SheetDue::Rhythm(rhythm),
                stands: None,
                extends_from: None,
                over: false,
            })
        });
        once.chain(again)
    }

    fn due_of_sheet(&self, it: &Milestone) -> Option<SheetDue> {
        if let Some(after) = &it.terms.after {
            let event = self.triggers.get(&after.trigger)?;
            return Some(SheetDue::After {
                days: after.days.into(),
                count: after.count,
                event: event.name.to_string(),
            });
        }
        Some(match &it.terms.deadline {
            Deadline::None => SheetDue::None,
            Deadline::Day(day) => SheetDue::Day(it.original_deadline.unwrap_or(*day)),
            Deadline::Text(words) => SheetDue::Words(words.to_string()),
        })
    }
}
