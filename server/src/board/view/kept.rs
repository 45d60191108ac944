//! What a person follows, as it stands.
use app::{
    domain::{Figures, Group, PartnerCode, UnitCode, WorkstreamCode},
    views::{Followed, FollowedRow},
};

use super::Scope;
use crate::board::{Board, GroupKey};

impl Board {
    /// One of the things a person follows; `None` where there is none, or none for this reader.
    pub(in crate::board) fn followed(
        &self,
        scope: &Scope,
        kind: Followed,
        code: &str,
    ) -> Option<FollowedRow> {
        let (name, figures) = match kind {
            Followed::Unit => {
                let code = UnitCode::parse(code).ok().filter(|code| scope.unit(code))?;
                let name = self.units.get(&code)?.name.clone();
                (name, self.sum(&GroupKey::AllOfUnit(code)))
            }
            Followed::Database => {
                let code = WorkstreamCode::parse(code).ok()?;
                let found = self.workstreams.get(&code)?;
                if found.kind.group() != Group::Databases {
                    return None;
                }
                let mut figures = Figures::default();
                match scope {
                    Scope::Campaign => figures = self.sum(&GroupKey::Database(code.clone())),
                    Scope::Units { .. } => {
                        let entries = self.entries_of(scope, &code);
                        // What it has no unit in does not exist for a company.
                        if entries.is_empty() {
                            return None;
                        }
                        for entry in entries {
                            figures.add(&entry.figures.figures);
                        }
                    }
                    Scope::Nothing => return None,
                }
                (found.short_name().into(), figures)
            }
            Followed::Company => {
                let code = PartnerCode::parse(code).ok()?;
                let theirs = match scope {
                    Scope::Campaign => true,
                    Scope::Units { partner, .. } => *partner == code,
                    Scope::Nothing => false,
                };
                let company = self.partners.get(&code).filter(|_| theirs)?;
                let name = company.short_name.clone();
                (name, self.sum(&GroupKey::Partner(code)))
            }
        };
        Some(FollowedRow {
            kind,
            code: code.to_owned(),
            name,
            figures,
        })
    }
}
