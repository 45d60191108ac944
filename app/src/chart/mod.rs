//! Small and large drawings as SVG text, drawn on the server. Everything they
//! say in colour stands beside them in words; a drawing without a label of its
//! own is hidden from screen readers.

mod bars;
mod burn_up;
mod columns;
mod sparkline;
mod timeline;

pub use bars::{bar, bullet, strip};
pub use burn_up::{BurnUp, Plot, Scale, Size, burn_up};
pub use columns::{Column, Rule, columns};
pub use sparkline::sparkline;
pub use timeline::{Axis, timeline, timeline_head};

/// Text made safe inside SVG text and attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(c),
        }
    }
    out
}
