//! In whose hand something was: one bar of working days.
use std::fmt::Write;

use crate::{
    domain::{Holder, RestSide},
    text::{self, Lang, html_escape},
};

/// A number stands inside a part of at least this share of the bar, and of this for each of its
/// letters: on a telephone the bar is as wide as fifty.
const ROOM: f64 = 5.0;
const ROOM_OF_A_LETTER: f64 = 2.5;

/// Parts in their order, each as wide as its working days; `label` says what it shows.
pub fn holding(lang: Lang, parts: &[(Holder, i64)], label: &str) -> String {
    let parts = parts.iter().map(|(holder, days)| (holder.code(), *days));
    drawn(&parts.collect::<Vec<_>>(), label, |days| {
        text::integer(lang, days)
    })
}

/// The same of tenths of a point.
pub fn holding_points(lang: Lang, parts: &[(RestSide, i64)], label: &str) -> String {
    let parts = parts.iter().map(|(side, tenths)| (side.code(), *tenths));
    drawn(&parts.collect::<Vec<_>>(), label, |tenths| {
        text::tenths(lang, tenths)
    })
}

fn drawn(parts: &[(&str, i64)], label: &str, number: impl Fn(i64) -> String) -> String {
    let mut out = format!(
        "<svg class=\"holding\" width=\"100%\" height=\"22\" role=\"img\" aria-label=\"{}\">",
        html_escape(label)
    );
    let all: i64 = parts.iter().map(|(_, days)| days).sum();
    let mut from = 0.0;
    for (class, days) in parts.iter().filter(|(_, days)| *days > 0) {
        let part = *days as f64 / all.max(1) as f64 * 100.0;
        let _ = write!(
            out,
            "<rect class=\"h-{class}\" x=\"{from:.2}%\" width=\"{part:.2}%\" height=\"22\"/>"
        );
        let number = number(*days);
        if part >= ROOM.max(ROOM_OF_A_LETTER * number.chars().count() as f64) {
            let _ = write!(
                out,
                "<text class=\"h-{class}\" x=\"{:.2}%\" y=\"15\">{}</text>",
                from + part / 2.0,
                number
            );
        }
        from += part;
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_and_carry_no_style() {
        let parts = [
            (Holder::Company, 51),
            (Holder::Unit, 22),
            (Holder::Office, 0),
            (Holder::Head, 2),
        ];
        let svg = holding(Lang::Vi, &parts, "Ai <giữ>");
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(svg.contains("x=\"68.00%\" width=\"29.33%\""), "{svg}");
        assert!(svg.contains(">51</text>") && !svg.contains(">2</text>"));
        let narrow = [(Holder::Company, 42_700), (Holder::Unit, 3_705)];
        assert!(!holding(Lang::Vi, &narrow, "").contains(">3.705</text>"));
        assert!(svg.contains("Ai &lt;giữ&gt;") && !svg.contains("style="));
        assert!(holding(Lang::Vi, &[(Holder::Unit, 2588)], "").contains(">2.588</text>"));
        holding(Lang::Vi, &[], "");
    }
}
