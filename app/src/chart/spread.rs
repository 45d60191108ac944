//! How the values of many lie: a column for each stretch of the scale, the middle value as a line
//! through it, one's own as a mark below. No name, no place in a row.
use std::fmt::Write;

use super::drawn;
use crate::{
    domain::{Measure, Spread, Value},
    text::html_escape,
};

const WIDTH: f64 = 200.0;
const HEIGHT: f64 = 64.0;
const FLOOR: f64 = 54.0;
/// Between two columns.
const GAP: f64 = 1.5;

/// The drawing; `label` says what it shows.
pub fn spread(measure: Measure, spread: &Spread, label: &str) -> String {
    let piles = spread.piles(measure);
    let most = piles.iter().map(|pile| pile.all()).max().unwrap_or(0);
    let per = FLOOR / f64::from(most.max(1));
    let wide = WIDTH / piles.len() as f64;
    let own = spread.own.map(|own| Spread::column(measure, own.value));
    let mut out = format!(
        "<svg class=\"spread\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">",
        html_escape(label)
    );
    let _ = write!(out, "<path class=\"floor\" d=\"M0 {FLOOR}H{WIDTH}\"/>");
    for (at, pile) in piles.iter().enumerate() {
        let left = at as f64 * wide + GAP / 2.0;
        let mut top = FLOOR;
        let mine = if own == Some(at) { " own" } else { "" };
        for (class, number) in [("sound", pile.sound), ("small", pile.small)] {
            if number > 0 {
                let height = f64::from(number) * per;
                top -= height;
                let _ = write!(
                    out,
                    "<rect class=\"{class}{mine}\" x=\"{left:.1}\" y=\"{top:.1}\" width=\"{:.1}\" height=\"{height:.1}\"/>",
                    wide - GAP
                );
            }
        }
    }
    let place = |value: Value| {
        let (columns, span) = measure.columns();
        (drawn(value / span) / columns as f64).min(1.0) * WIDTH
    };
    if let Some(middle) = spread.middle() {
        let _ = write!(
            out,
            "<path class=\"middle\" d=\"M{:.1} 0V{FLOOR}\"/>",
            place(middle)
        );
    }
    if let Some(at) = own {
        let x = (at as f64 + 0.5) * wide;
        let _ = write!(
            out,
            "<path class=\"mark\" d=\"M{x:.1} {}l-5 8h10z\"/>",
            FLOOR + 2.0
        );
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use crate::domain::Stand;

    use super::*;

    #[test]
    fn own_and_middle_are_marked() {
        let stand = |percent, of| Stand {
            value: Value::new(percent, 100),
            of,
        };
        let all = vec![stand(10, 9), stand(50, 9), stand(90, 1)];
        let drawing = spread(
            Measure::Accepted,
            &Spread::of(Some(stand(50, 9)), all.clone()),
            "3 phường",
        );
        assert!(drawing.contains("aria-label=\"3 phường\""));
        assert_eq!(drawing.matches("class=\"sound").count(), 2);
        assert_eq!(drawing.matches("class=\"small").count(), 1);
        assert!(drawing.contains("class=\"sound own\"") && drawing.contains("class=\"mark\""));
        assert!(
            drawing.contains("class=\"middle\" d=\"M60.0 0"),
            "{drawing}"
        );
        assert!(!spread(Measure::Accepted, &Spread::of(None, all), "").contains("mark"));
    }
}
