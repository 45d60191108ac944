//! Parts that several pages share. One a file.

mod as_of;
mod database_table;
mod duty_table;
mod field;
mod figure;
mod gap;
mod history;
mod how;
mod layout;
mod link;
mod milestone;
mod milestone_head;
mod outcomes;
mod section;
mod sentence;
mod sprite;
mod status;
mod stylesheet;
mod take_away;
mod three_bars;

pub use as_of::as_of;
pub use database_table::database_table;
pub use duty_table::duty_table;
pub use field::{Field, Input, error_summary, field, field_error};
pub use figure::{count, figure, maybe_figure, time, time_ago};
pub use gap::{why, why_sentence};
pub use history::{deadlines, event_list, evidence, history};
pub use how::how;
pub use layout::{demo_badge, layout, logo, other_language};
pub use link::{
    database_path, duty_path, href, outcome_path, partner_path, unit_path, workstream_path,
};
pub use milestone::{milestone_mark, milestone_state};
pub use milestone_head::milestone_head;
pub use outcomes::{forecast_words, outcomes};
pub use section::{section, section_head};
pub use sentence::sentence;
pub use sprite::sprite;
pub use status::{glyph, judged, provisional, status_counts, status_strip};
pub use stylesheet::stylesheet;
pub use take_away::take_away;
pub use three_bars::three_bars;
