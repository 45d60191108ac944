//! `/databases`, and one workstream with all its duties.
use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use app::{
    domain::{
        AssignmentRole, Contact, CountsLater, DutyFigures, DutyRole, Figures, Gap, Group,
        Judgement, Milestone, Of, Outlook, Share, Status, UnitCode, UnitKind, Workstream,
        WorkstreamCode, WorkstreamKind, records_together,
    },
    text,
    views::{
        DatabaseColumn, DatabaseFilter, DatabaseList, DatabasePage, DatabaseRow, GapShares,
        HolderRow, MemberRow, Sorted, WeekPoint,
    },
};

use super::{
    rechecks::ACCEPTED,
    scope::{Hidden, Scope},
};
use crate::board::{Board, Entry, GroupKey};

/// Units listed as holding a workstream back.
const HOLDERS: usize = 8;

/// The duties of one workstream that a reader sees, added up.
#[derive(Default)]
pub(super) struct Total {
    pub figures: Figures,
    pub gap: Gap,
    pub units: usize,
}

impl Total {
    fn add(&mut self, entry: &Entry, gap: &Gap) {
        self.figures.add(&entry.figures.figures);
        self.gap.add(gap);
        self.units += 1;
    }
}

impl Board {
    /// Whether there are databases in the campaign: a plan of tasks alone has neither their list nor
    /// their matrix in its menu.
    pub fn has_databases(&self) -> bool {
        let mut all = self.workstreams.values();
        all.any(|w| w.kind.group() == Group::Databases)
    }

    /// The databases a reader sees, furthest behind its plan first or as asked for.
    pub(in crate::board) fn database_list(
        &self,
        scope: &Scope,
        filter: DatabaseFilter,
        sorted: Sorted<DatabaseColumn>,
    ) -> DatabaseList {
        let needle = text::search_key(&text::typed_name(&filter.text));
        // The unit as the reader may know it: a question is answered by what the page shows.
        let leads = |w: &Workstream, unit: &UnitCode| scope.unit(unit) && self.leads_it(w, unit);
        let wanted = |w: &Workstream| {
            filter.owner.as_ref().is_none_or(|unit| leads(w, unit))
                && (needle.is_empty()
                    || text::search_key(&w.name).contains(&needle)
                    || w.code.as_str().eq_ignore_ascii_case(filter.text.trim()))
        };
        let mut totals = self.totals(scope, Group::Databases);
        let total = totals.len();
        let mut owners: Vec<(UnitCode, Arc<str>)> = totals
            .keys()
            .filter_map(|code| self.workstreams.get(code))
            .flat_map(|w| self.leading(w))
            .filter(|owner| scope.unit(owner))
            .map(|owner| (owner.clone(), self.unit_name(&owner)))
            .collect();
        owners.sort_by(|a, b| text::compare(&a.1, &b.1));
        owners.dedup();
        totals.retain(|code, _| self.workstreams.get(code).is_some_and(|w| wanted(w)));
        let rows = |kind| {
            let mut rows: Vec<DatabaseRow> = totals
                .iter()
                .filter_map(|(code, total)| {
                    let workstream = self.workstreams.get(code).filter(|w| w.kind == kind)?;
                    Some(self.database_row(scope, workstream, total))
                })
                .collect();
            rows.sort_by_cached_key(|row| (behind(&row.figures), row.workstream.code.clone()));
            sort(&mut rows, sorted);
            rows
        };
        DatabaseList {
            national: rows(WorkstreamKind::National),
            sector: rows(WorkstreamKind::Sector),
            total,
            owners,
            filter,
            sorted,
        }
    }

    /// The sums of each workstream of a group over the duties a reader sees.
    /// Workstreams without a duty are there too for readers of the campaign.
    pub(super) fn totals(&self, scope: &Scope, group: Group) -> BTreeMap<WorkstreamCode, Total> {
        let mut totals: BTreeMap<WorkstreamCode, Total> = BTreeMap::new();
        if *scope == Scope::Campaign {
            for w in self
                .workstreams
                .values()
                .filter(|w| w.kind.group() == group)
            {
                totals.entry(w.code.clone()).or_default();
            }
        }
        let day = self.day();
        for entry in self.duties.values() {
            let key = &entry.duty.key;
            let kind = self.workstreams.get(&key.workstream).map(|w| w.kind);
            let open = self.units.get(&key.unit).is_some_and(|u| u.open_on(day));
            if open && scope.unit(&key.unit) && kind.is_some_and(|kind| kind.group() == group) {
                let gap = self.gap(entry);
                totals
                    .entry(key.workstream.clone())
                    .or_default()
                    .add(entry, &gap);
            }
        }
        totals
    }

    /// What a duty lacks, and with whom it lies.
    fn gap(&self, entry: &Entry) -> Gap {
        let unit = &entry.duty.key.unit;
        let unowned = |m: &_| self.lies_with_nobody(unit, m);
        Gap::of(&entry.duty, entry.figures.weight, self.day(), unowned)
    }

    fn database_row(&self, scope: &Scope, w: &Arc<Workstream>, total: &Total) -> DatabaseRow {
        let whole = *scope == Scope::Campaign;
        let group = GroupKey::Database(w.code.clone());
        DatabaseRow {
            workstream: w.clone(),
            leads: self.leads_of(scope, w),
            units: total.units,
            figures: total.figures,
            gap: GapShares::of(&total.gap, &total.figures),
            outlook: self.outlook_if(whole, &group),
            weeks: self.weeks_if(whole, &group),
        }
    }

    /// The sums of a workstream of any group.
    pub(super) fn workstream_sum(&self, code: &WorkstreamCode) -> Figures {
        let database = self.sums.get(&GroupKey::Database(code.clone()));
        database.copied().unwrap_or_else(|| {
            let mut sums = Figures::default();
            for entry in self.entries_of(&Scope::Campaign, code) {
                sums.add(&entry.figures.figures);
            }
            sums
        })
    }

    fn outlook_if(&self, whole: bool, group: &GroupKey) -> Option<Outlook> {
        whole.then(|| self.outlook(group))
    }

    fn weeks_if(&self, whole: bool, group: &GroupKey) -> Vec<WeekPoint> {
        match whole {
            true => self.weeks_of(group),
            false => Vec::new(),
        }
    }

    /// One workstream of a group; `None` when there is none, or none for this
    /// reader.
    pub(in crate::board) fn workstream_page(
        &self,
        scope: &Scope,
        hidden: impl Fn(&UnitCode) -> Hidden,
        group: Group,
        code: &WorkstreamCode,
    ) -> Option<DatabasePage> {
        let workstream = self.workstreams.get(code)?.clone();
        if workstream.kind.group() != group {
            return None;
        }
        let entries = self.entries_of(scope, code);
        let own_agreement = match scope {
            Scope::Campaign => true,
            Scope::Units { partner, .. } => workstream.partner.as_ref() == Some(partner),
            Scope::Nothing => false,
        };
        if entries.is_empty() && !own_agreement {
            return None;
        }
        let mut total = Total::default();
        let mut gaps = Vec::new();
        for entry in &entries {
            let gap = self.gap(entry);
            total.add(entry, &gap);
            gaps.push((*entry, gap));
        }
        let records = records_together(entries.iter().map(|entry| &*entry.duty));
        let (holding, holders) = self.holders(gaps, &total.figures);
        // Weekly points are kept for databases only.
        let whole = *scope == Scope::Campaign && group == Group::Databases;
        let key = GroupKey::Database(code.clone());
        let mut leads = entries.iter().filter(|e| e.duty.role == DutyRole::Lead);
        let lead = leads.next();
        // Of those that lead together each measures its own; a task of every unit shows one.
        let together = leads.filter(|_| !workstream.joint_leads.is_empty());
        let leads: Vec<_> = lead.into_iter().chain(together).collect();
        let feeds = workstream
            .feeds
            .clone()
            .filter(|code| self.sees_workstream(scope, code))
            .map(|code| (code.clone(), self.workstream_name(&code)));
        let partner = workstream
            .partner
            .clone()
            .map(|code| (code.clone(), self.partner_name(&code)));
        let owed = entries.iter().flat_map(|entry| &entry.duty.milestones);
        let told = |m: &Milestone| !hidden(&m.terms.duty.unit).contains(&m.terms.id);
        let later = CountsLater::of(entries.iter().map(|it| &*it.duty), self.day(), told);
        Some(DatabasePage {
            later,
            trust: self.trust(scope, Some(ACCEPTED), &Of::Workstream(code.clone())),
            due: self.due_of(&workstream, &total.figures, &entries, hidden),
            cancelled_late: owed.filter(|m| m.cancelled_late).count() as u32,
            leads: self.leads_of(scope, &workstream),
            partner,
            outlook: self.outlook_if(whole, &key),
            weeks: self.weeks_if(whole, &key),
            holders,
            holding,
            records,
            groups: self.members_by_kind(&entries),
            lead_seen: lead.is_some(),
            criteria: lead.map_or_else(Vec::new, |entry| self.criteria_of(&entry.duty.key)),
            outcomes: leads
                .iter()
                .filter_map(|entry| entry.duty.outcome.as_ref())
                .map(|outcome| self.outcome_row(outcome))
                .collect(),
            feeders: self.feeders(scope, code),
            feeds,
            helpers: (self.outside.helping(code, self.day()))
                .map(|(body, it)| (body.name.clone(), it.part.clone()))
                .collect(),
            waits_for: self.waits_for(scope, code),
            unlocks: self.unlocks(scope, code),
            redefinitions: Vec::new(),
            gap: GapShares::of(&total.gap, &total.figures),
            figures: total.figures,
            workstream,
        })
    }

    /// The duties of a workstream at open units a reader sees.
    pub(in crate::board) fn entries_of(&self, scope: &Scope, code: &WorkstreamCode) -> Vec<&Entry> {
        let units = self.members.get(code).map_or(&[][..], |units| units);
        units
            .iter()
            .filter(|unit| scope.unit(unit))
            .filter(|unit| self.units.get(*unit).is_some_and(|u| u.open_on(self.day())))
            .filter_map(|unit| {
                self.duties.get(&app::domain::DutyKey {
                    unit: unit.clone(),
                    workstream: code.clone(),
                })
            })
            .collect()
    }

    fn holders(&self, mut gaps: Vec<(&Entry, Gap)>, whole: &Figures) -> (usize, Vec<HolderRow>) {
        gaps.retain(|(_, gap)| gap.missing() > 0);
        let holding = gaps.len();
        gaps.sort_by_key(|(entry, gap)| (Reverse(gap.missing()), entry.duty.key.clone()));
        gaps.truncate(HOLDERS);
        let rows = gaps
            .into_iter()
            .map(|(entry, gap)| HolderRow {
                unit: entry.duty.key.unit.clone(),
                unit_name: self.unit_name(&entry.duty.key.unit),
                lead: entry.duty.role == DutyRole::Lead,
                gap: GapShares::of(&gap, whole),
                missing: Share::new(gap.missing(), whole.mass),
            })
            .collect();
        (holding, rows)
    }

    fn members_by_kind(&self, entries: &[&Entry]) -> Vec<(UnitKind, Vec<MemberRow>)> {
        let mut groups: Vec<(UnitKind, Vec<MemberRow>)> = UnitKind::ALL
            .iter()
            .map(|kind| (*kind, Vec::new()))
            .collect();
        for entry in entries {
            if let Some(row) = self.member_row(entry) {
                groups[row.unit.kind as usize].1.push(row);
            }
        }
        groups.retain(|(_, rows)| !rows.is_empty());
        for (_, rows) in &mut groups {
            rows.sort_by_cached_key(|row| {
                (
                    !row.lead,
                    Judgement::worst_first(row.judgement),
                    row.figures.accepted(),
                    row.unit.order,
                )
            });
        }
        groups
    }

    fn member_row(&self, entry: &Entry) -> Option<MemberRow> {
        let unit = self.units.get(&entry.duty.key.unit)?.clone();
        let mut contact = Contact::default();
        contact.add(&entry.duty, self.day());
        let company = self
            .assignments_on(&unit.code, self.day())
            .into_iter()
            .find(|a| a.role == AssignmentRole::Lead)
            .map(|a| (a.partner.clone(), self.partner_name(&a.partner)));
        Some(MemberRow {
            lead: entry.duty.role == DutyRole::Lead,
            judgement: entry.figures.judgement,
            figures: entry.figures.figures,
            measured: DutyFigures::measured(&entry.duty),
            contact,
            company,
            unit,
        })
    }

    /// Sector databases that feed a national one.
    fn feeders(&self, scope: &Scope, code: &WorkstreamCode) -> Vec<DatabaseRow> {
        self.workstreams
            .values()
            .filter(|w| w.feeds.as_ref() == Some(code))
            .filter_map(|w| {
                let mut total = Total::default();
                for entry in self.entries_of(scope, &w.code) {
                    let gap = self.gap(entry);
                    total.add(entry, &gap);
                }
                let seen = *scope == Scope::Campaign || total.units > 0;
                seen.then(|| self.database_row(scope, w, &total))
            })
            .collect()
    }
}

/// Puts rows that stand furthest behind first in the order asked for.
fn sort(rows: &mut [DatabaseRow], sorted: Sorted<DatabaseColumn>) {
    match sorted.by {
        DatabaseColumn::Gap if !sorted.down => {}
        DatabaseColumn::Gap => rows.sort_by(|a, b| {
            let none = |row: &DatabaseRow| row.figures.gap().is_none();
            none(a)
                .cmp(&none(b))
                .then_with(|| b.figures.gap().cmp(&a.figures.gap()))
        }),
        DatabaseColumn::Name => rows.sort_by(|a, b| {
            let name = |row: &DatabaseRow| row.workstream.short_name();
            let order = text::compare(&name(a), &name(b));
            if sorted.down { order.reverse() } else { order }
        }),
        DatabaseColumn::Claimed => {
            rows.sort_by(|a, b| sorted.order(a.figures.claimed(), b.figures.claimed()))
        }
        DatabaseColumn::Accepted => {
            rows.sort_by(|a, b| sorted.order(a.figures.accepted(), b.figures.accepted()))
        }
        DatabaseColumn::Measured => {
            rows.sort_by(|a, b| sorted.order(a.figures.measured(), b.figures.measured()))
        }
        DatabaseColumn::Late => rows.sort_by(|a, b| {
            let late = |row: &DatabaseRow| row.figures.count(Status::Late);
            sorted.order(late(a), late(b))
        }),
    }
}

/// Sorts the furthest behind its plan first; without figures last.
pub(super) fn behind(figures: &Figures) -> impl Ord + use<> {
    let gap = match (figures.accepted(), figures.expected_original()) {
        (Some(accepted), Some(plan)) => accepted.points_from(plan),
        _ => i64::MAX,
    };
    (gap, Reverse(figures.count(Status::Late)))
}
