//! Names as they are searched: without accents, made once and kept beside what they are of.
use std::{collections::HashMap, sync::Arc};

use app::{
    domain::{Duty, PartnerCode, UnitCode, WorkstreamCode},
    text,
};

use super::{Board, Entry};

/// What of a duty is searched, in the order in which the duty has it.
#[derive(Debug, Default)]
pub(super) struct DutyKeys {
    /// Titles of its milestones.
    pub milestones: Vec<Box<str>>,
    /// Names of its outcome and its criteria, in both languages.
    pub indicators: Vec<Box<[Box<str>]>>,
}

impl DutyKeys {
    fn of(duty: &Duty) -> Self {
        let milestones = duty.milestones.iter();
        let indicators = duty.outcome.iter().chain(&duty.criteria);
        Self {
            milestones: milestones.map(|it| key(&it.terms.title)).collect(),
            indicators: indicators
                .map(|it| {
                    let it = &it.indicator;
                    [&it.name]
                        .into_iter()
                        .chain(&it.name_en)
                        .map(|it| key(it))
                        .collect()
                })
                .collect(),
        }
    }
}

fn key(name: &str) -> Box<str> {
    text::search_key(name).into()
}

impl Entry {
    /// Its keys, made when they are first asked for and again after a fact about the duty.
    pub(super) fn keys(&self) -> &DutyKeys {
        self.keys.get_or_init(|| Arc::new(DutyKeys::of(&self.duty)))
    }
}

/// The names of what there is little of: today's, that in the other language, former ones.
#[derive(Debug, Default)]
pub(super) struct NameKeys {
    pub units: HashMap<UnitCode, Vec<Box<str>>>,
    pub workstreams: HashMap<WorkstreamCode, Vec<Box<str>>>,
    pub partners: HashMap<PartnerCode, Vec<Box<str>>>,
}

impl Board {
    /// The keys of all names, made once a board.
    pub(super) fn name_keys(&self) -> &NameKeys {
        self.written.names.get_or_init(|| {
            let units = self.units.values();
            let workstreams = self.workstreams.values();
            let partners = self.partners.values();
            Arc::new(NameKeys {
                units: units
                    .map(|it| (it.code.clone(), it.names().map(|it| key(it)).collect()))
                    .collect(),
                workstreams: workstreams
                    .map(|it| (it.code.clone(), it.names().map(|it| key(it)).collect()))
                    .collect(),
                partners: partners
                    .map(|it| {
                        let names = [&it.short_name, &it.name];
                        (
                            it.code.clone(),
                            names.into_iter().map(|it| key(it)).collect(),
                        )
                    })
                    .collect(),
            })
        })
    }
}
