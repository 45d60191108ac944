//! By what a plan that comes as one table is understood: whoever the campaign knows, and when it runs.
use app::{domain::Place, views::SheetWho};

use crate::{
    board::Board,
    import::sheet::{Beside, Known, SheetCadence},
};

impl Board {
    /// Open units, companies, bodies outside and groups by all their names; what there is already.
    pub(in crate::board) fn beside_a_sheet(&self) -> Beside {
        let campaign = self.campaign();
        let mut known = Known::new(campaign.map_or(Place::City, |it| it.place));
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
        for it in self.groups.all() {
            let who = SheetWho::Group(it.code.to_string(), it.name.clone());
            known.add(who, it.code.as_str(), [it.name.as_ref()]);
        }
        let members = |group: &str| {
            let units = open().filter(|it| self.groups.belongs(group, it, day));
            units.map(|it| it.code.to_string()).collect()
        };
        let groups = self.groups.all().map(|it| it.code.to_string());
        let groups = groups.map(|code| (code.clone(), members(&code)));
        let cadences = self.rhythms.cadences().map(|it| SheetCadence {
            code: it.code.to_string(),
            every: it.every,
            due: it.due.into(),
        });
        let named = |code: &dyn ToString, name: &str| (code.to_string(), name.to_owned());
        Beside {
            known,
            start: campaign.map_or(day, |it| it.start),
            deadline: campaign.and_then(|it| it.deadline),
            workstreams: (self.workstreams.values())
                .map(|it| named(&it.code, &it.name))
                .collect(),
            bodies: (self.outside.bodies())
                .map(|it| named(&it.code, &it.name))
                .collect(),
            triggers: (self.triggers.all())
                .map(|it| named(&it.code, &it.name))
                .collect(),
            units: open().map(|it| (it.code.to_string(), it.kind)).collect(),
            groups: groups.collect(),
            cadences: cadences.collect(),
            today: day,
        }
    }
}
