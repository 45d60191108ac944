//! `/work/{milestone}/extension` and `/review/{milestone}/adjust`
use std::{collections::BTreeMap, sync::Arc};

use app::{
    access::Viewer,
    domain::{Event, Milestone, MilestoneId, Responsible, UnitCode},
    views::{AskedItem, Desk, MilestoneRow, THE_UNIT},
};

use crate::board::Board;

/// What may be done to a milestone beside reporting and deciding.
#[derive(Debug, Clone)]
pub struct Adjustable {
    pub row: MilestoneRow,
    pub unit_name: Arc<str>,
    pub workstream_name: Arc<str>,
    /// The events the person may write, in the order of the page.
    pub may: Vec<Event>,
    /// To whom it may be given: code and name.
    pub parties: Vec<(String, Arc<str>)>,
}

impl Board {
    /// One milestone whose terms, party or clock a person may change; `None` for any other.
    pub(in crate::board) fn adjustable(
        &self,
        viewer: &Viewer,
        desk: Desk,
        id: &MilestoneId,
    ) -> Option<Adjustable> {
        match desk {
            Desk::Work => drop(self.work_of(viewer, id, &BTreeMap::new(), &BTreeMap::new())?),
            Desk::Review => drop(self.review_of(viewer, id)?),
        }
        let (entry, m) = self.milestone(id)?;
        let key = &entry.duty.key;
        let parties = self.parties(m);
        let possible = |event: &Event| *event != Event::Reassigned || !parties.is_empty();
        let allowed = self.may(key, m, viewer);
        let own = desk.events().iter().copied();
        Some(Adjustable {
            row: self.milestone_row(key, m),
            unit_name: self.unit_name(&key.unit),
            workstream_name: self.workstream_name(&key.workstream),
            may: own
                .filter(|event| allowed.contains(event) && possible(event))
                .collect(),
            parties,
        })
    }

    /// The unit itself and the companies assigned there today, but for who has it now.
    fn parties(&self, m: &Milestone) -> Vec<(String, Arc<str>)> {
        let has = match &m.responsible {
            Responsible::Unit => THE_UNIT,
            Responsible::Partner(code) => code.as_str(),
        };
        let mut parties = self.all_parties(&m.terms.duty.unit);
        parties.retain(|(code, _)| code != has);
        parties
    }

    /// The unit itself and the companies assigned there today: code and name.
    pub(super) fn all_parties(&self, unit: &UnitCode) -> Vec<(String, Arc<str>)> {
        let itself = (THE_UNIT.to_owned(), self.unit_name(unit));
        let companies = self
            .partners
            .keys()
            .filter(|code| self.assigned(unit, code));
        let companies = companies.map(|code| (code.to_string(), self.partner_name(code)));
        std::iter::once(itself).chain(companies).collect()
    }

    /// Requests for more time that a person may answer, the oldest first.
    pub(super) fn asked_of(&self, viewer: &Viewer) -> Vec<AskedItem> {
        let all = self.duties.values().flat_map(|entry| {
            let of = entry.duty.milestones.iter();
            of.filter_map(move |m| Some((entry, m, m.asked?)))
        });
        let mut asked: Vec<AskedItem> = all
            .filter(|(entry, m, _)| {
                let declined = Event::ExtensionDeclined;
                self.allows(&entry.duty.key, m, m.stage(), declined, viewer)
                    .is_ok()
            })
            .map(|(entry, m, asked)| {
                let key = &entry.duty.key;
                AskedItem {
                    row: self.milestone_row(key, m),
                    unit_name: self.unit_name(&key.unit),
                    workstream_name: self.workstream_name(&key.workstream),
                    on: asked.on,
                    until: asked.until,
                }
            })
            .collect();
        asked.sort_by_key(|it| (it.on, it.row.id.clone()));
        asked
    }
}
