//! One file of a campaign a module, and the one list of them.

mod assignments;
mod bodies;
mod cadences;
mod calendar;
pub(crate) mod campaign;
mod databases;
mod dependencies;
pub(crate) mod documents;
pub(crate) mod duties;
mod group_members;
mod groups;
mod helpers;
mod history;
pub(crate) mod indicators;
pub(crate) mod measurements;
pub(crate) mod milestones;
mod old_figures;
mod partners;
mod people;
mod programme;
mod rhythms;
mod slot_exceptions;
mod triggers;
mod units;
mod workstreams;

pub(crate) use assignments::AssignmentsCsv;
pub(crate) use bodies::BodiesCsv;
pub(crate) use cadences::CadencesCsv;
pub(crate) use calendar::CalendarCsv;
pub(crate) use campaign::CampaignCsv;
pub(crate) use databases::DatabasesCsv;
pub(crate) use dependencies::DependenciesCsv;
pub(crate) use documents::DocumentsCsv;
pub(crate) use duties::DutiesCsv;
pub(crate) use group_members::GroupMembersCsv;
pub(crate) use groups::GroupsCsv;
pub(crate) use helpers::HelpersCsv;
pub(crate) use history::{HistoryCsv, HistoryRow};
pub(crate) use indicators::IndicatorsCsv;
pub(crate) use measurements::MeasurementsCsv;
pub(crate) use milestones::MilestonesCsv;
pub(crate) use old_figures::OldFiguresCsv;
pub(crate) use partners::PartnersCsv;
pub(crate) use people::PeopleCsv;
pub(crate) use programme::ProgrammeCsv;
pub(crate) use rhythms::{LONGEST_CODE, RhythmsCsv};
pub(crate) use slot_exceptions::SlotExceptionsCsv;
pub(crate) use triggers::TriggersCsv;
pub(crate) use units::UnitsCsv;
pub(crate) use workstreams::{is_database, leading};

use super::campaign_file::{CampaignFile, Need};

/// Hands every file to a macro, in the order in which they name each other:
/// what is read, compared and told is read, compared and told in this order.
macro_rules! campaign_files {
    ($with:ident) => {
        $with! {
            campaign: CampaignCsv,
            calendar: CalendarCsv,
            units: UnitsCsv,
            groups: GroupsCsv,
            group_members: GroupMembersCsv,
            partners: PartnersCsv,
            bodies: BodiesCsv,
            databases: DatabasesCsv,
            programme: ProgrammeCsv,
            dependencies: DependenciesCsv,
            helpers: HelpersCsv,
            triggers: TriggersCsv,
            documents: DocumentsCsv,
            duties: DutiesCsv,
            assignments: AssignmentsCsv,
            cadences: CadencesCsv,
            rhythms: RhythmsCsv,
            slot_exceptions: SlotExceptionsCsv,
            indicators: IndicatorsCsv,
            measurements: MeasurementsCsv,
            milestones: MilestonesCsv,
            history: HistoryCsv,
            old_figures: OldFiguresCsv,
            people: PeopleCsv,
        }
    };
}
pub(super) use campaign_files;

macro_rules! needs {
    ($($field:ident: $File:ident),+ $(,)?) => {
        /// The name of each file, and whether it must be there.
        pub(super) const NEEDS: &[(&str, Need)] = &[$(($File::NAME, $File::NEED)),+];
    };
}
campaign_files!(needs);
