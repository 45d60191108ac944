//! The one list of tables of facts.
use super::rows::*;

/// Hands every table of facts to a macro: its name in Rust, its row, and the row
/// in which the board reads it, if it does.
///
/// What is named stands before what names it: rows are appended and, within one
/// place of the order, folded as they stand here.
macro_rules! fact_tables {
    ($with:ident) => {
        $with! {
            campaign: CampaignRow read as (CampaignRow),
            calendar: CalendarRow read as (CalendarRow),
            units: UnitRow read as (UnitRow),
            unit_groups: UnitGroupRow read as (UnitGroupRow),
            group_members: GroupMemberRow read as (GroupMemberRow),
            workstreams: WorkstreamRow read as (WorkstreamRow),
            dependencies: DependencyRow read as (DependencyRow),
            bodies: BodyRow read as (BodyRow),
            helpers: HelperRow read as (HelperRow),
            triggers: TriggerRow read as (TriggerRow),
            cadences: CadenceRow read as (CadenceRow),
            slot_exceptions: SlotExceptionRow read as (SlotExceptionRow),
            documents: DocumentRow read as (DocumentRow),
            partners: PartnerRow read as (PartnerRow),
            duties: DutyRow read as (DutyRow),
            rhythms: RhythmRow read as (RhythmRow),
            weights: WeightRow read as (WeightRow),
            assignments: AssignmentRow read as (AssignmentRow),
            indicators: IndicatorRow read as (IndicatorRow),
            targets: TargetRow read as (TargetRow),
            milestones: MilestoneRow read as (MilestoneRow),
            measurements: MeasurementRow read as (EnteredMeasurement),
            measurement_events: MeasurementEventRow read as (DecidedMeasurement),
            redefinitions: RedefinitionRow read as (RedefinitionRow),
            milestone_events: MilestoneEventRow read as (MilestoneEventBrief),
            asked: AskedRow read as (AskedBrief),
            explained: ExplainedRow read as (ExplainedBrief),
            recheck_draws: RecheckDrawRow read as (RecheckDrawBrief),
            recheck_results: RecheckResultRow read as (RecheckResultBrief),
            named_days: NamedDayRow read as (NamedDayRow),
            old_figures: OldFigureRow read as (), // they are laid beside figures
            figure_notes: FigureNoteRow read as (), // so are these
            proposals: ProposalRow read as (), // it moves no figure
            evidence: EvidenceRow read as (), // nor does this
            evidence_files: EvidenceFileRow read as (), // nor does this
            account_terms: AccountTermsRow read as (), // nor does this
            account_resets: AccountResetRow read as (), // nor does this
            account_walls: AccountWallRow read as (), // nor does this
        }
    };
}
pub(crate) use fact_tables;

macro_rules! listed {
    ($($table:ident: $row:ident read as ($($brief:ident)?)),+ $(,)?) => {
        $(impl Listed for $row {})+

        /// The names of all tables of facts.
        pub const TABLES: &[&str] = &[$($row::TABLE),+];
    };
}
fact_tables!(listed);
