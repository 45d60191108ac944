//! `/programme` and `/agreements`
use std::sync::Arc;

use app::{
    domain::{Figures, Group},
    views::{Programme, ProgrammeRow},
};

use super::scope::Scope;
use crate::board::{Board, GroupKey};

impl Board {
    /// What stands beside the databases. A company sees what it has a part in:
    /// at its units, or agreed with itself.
    pub(in crate::board) fn programme(&self, scope: &Scope, group: Group) -> Programme {
        let totals = self.totals(scope, group);
        let mut headings: Vec<(Arc<str>, Vec<ProgrammeRow>)> = Vec::new();
        let mut figures = Figures::default();
        for w in self
            .workstreams
            .values()
            .filter(|w| w.kind.group() == group)
        {
            let total = totals.get(&w.code);
            let agreed = matches!(scope, Scope::Units { partner, .. }
                if w.partner.as_ref() == Some(partner));
            if total.is_none() && !agreed {
                continue;
            }
            let sums = total.map(|total| total.figures).unwrap_or_default();
            figures.add(&sums);
            let row = ProgrammeRow {
                owner: self.owner_of(scope, w),
                partner: w
                    .partner
                    .clone()
                    .map(|code| (code.clone(), self.partner_name(&code))),
                units: total.map_or(0, |total| total.units),
                figures: sums,
                workstream: w.clone(),
            };
            match headings.iter_mut().find(|(name, _)| *name == w.heading) {
                Some((_, rows)) => rows.push(row),
                None => headings.push((w.heading.clone(), vec![row])),
            }
        }
        if *scope == Scope::Campaign {
            figures = self.sum(&match group {
                Group::Agreements => GroupKey::Agreements,
                _ => GroupKey::Programme,
            });
        }
        Programme {
            group,
            figures,
            headings,
        }
    }
}
