//! What the files must say together, and against the ledger.
mod assignments;
mod campaign;
mod documents;
mod duties;
mod indicators;
mod milestones;
mod rhythms;
mod units;
mod workstreams;

pub use assignments::{assignment_roles, assignments, companies_assigned, ended_assignments};
pub use campaign::{campaign, past_calendar};
pub use documents::{documents, settle_documents};
pub use duties::{
    added_duties, duties, new_contributors, new_weights, second_values, volumes_unused,
};
pub use indicators::{
    above_all, baseline_days, numbers_of_things, other_sources, paths, percent, targets,
    targets_below_one,
};
pub use milestones::{born_late, milestones_alike, outweighing, weightless};
pub use rhythms::{rhythms, slots_by_hand};
pub use units::{closing_units, ending_units, new_members, successors};
pub use workstreams::{circles, led_by_nobody, workstreams_twice};
