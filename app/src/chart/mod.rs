//! Small and large drawings as SVG text, drawn on the server. Everything they
//! say in colour stands beside them in words; a drawing without a label of its
//! own is hidden from screen readers.

mod bars;
mod burn_up;
mod columns;
mod court;
mod dots;
mod holding;
mod lanes;
mod pareto;
mod plot;
mod sparkline;
mod spread;
mod standalone;
mod threshold;
mod timeline;
mod trend;
mod weeks;

pub use bars::{bar, bullet, change, parts, strip};
pub use burn_up::{BurnUp, burn_up};
pub use columns::{Column, Rule, columns};
pub use court::{CourtMarks, court, court_aria};
pub use dots::{Dots, dots, stretches};
pub use holding::{holding, holding_points};
pub use lanes::lanes;
pub use pareto::{Cumulated, pareto};
pub use plot::{Plot, Scale, Size};
pub use sparkline::{accepted_line, sparkline, weeks_shown};
pub use spread::spread;
pub use standalone::{Around, standalone};
pub use threshold::{pace_bar, threshold_bar};
pub use timeline::{Axis, timeline, timeline_head};
pub use trend::{Trend, trend};
pub use weeks::{due_weeks, weeks};

/// A value for drawing only, never for a figure.
pub fn drawn(value: crate::domain::Value) -> f64 {
    *value.numer() as f64 / *value.denom() as f64
}
