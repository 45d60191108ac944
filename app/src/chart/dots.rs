//! How values lie beside a zero: a dot each over a scale, one's own filled and named, the middle a
//! tick under them. No other name, no place in a row.
use std::fmt::Write;

use super::drawn;
use crate::{
    domain::{Spread, Value},
    text::{Lang, html_escape, integer},
};

const WIDTH: f64 = 400.0;
const LEFT: f64 = 12.0;
const RIGHT: f64 = 372.0;
/// The room above the highest dot, for the own value.
const TOP: f64 = 26.0;
/// Of a pile that is not high.
const STEP: f64 = 11.5;
/// What the dots of a high pile share.
const MOST: f64 = 104.0;
/// Below the lowest dots: the middle, and the numbers of the scale.
const FOOT: f64 = 34.0;

/// What is written into it.
#[derive(Debug)]
pub struct Dots<'a> {
    /// What it shows, for who does not see it.
    pub label: &'a str,
    /// Of the own dot.
    pub own: &'a str,
    /// Of the zero.
    pub zero: &'a str,
    pub lang: Lang,
}

/// The places of the scale: the lowest and the highest whole ten around the values and zero, and
/// how far apart the lines are.
fn scale(values: &[f64]) -> (f64, f64, f64) {
    let low = values.iter().copied().fold(0.0, f64::min);
    let high = values.iter().copied().fold(0.0, f64::max);
    let step = if high - low > 50.0 { 20.0 } else { 10.0 };
    ((low / step).floor() * step, high.max(2.0), step)
}

/// A number of the scale: "−20".
fn number(lang: Lang, points: i64) -> String {
    let sign = if points < 0 { "−" } else { "" };
    format!("{sign}{}", integer(lang, points.abs()))
}

/// The drawing.
pub fn dots(spread: &Spread, words: &Dots<'_>) -> String {
    let values: Vec<f64> = spread.all().iter().map(|it| drawn(it.value)).collect();
    let (low, high, step) = scale(&values);
    let x = |value: f64| LEFT + (value - low) / (high - low) * (RIGHT - LEFT);
    // A dot's width of the scale is a pile.
    let pile = |value: f64| ((x(value) - LEFT) / STEP).round() as usize;
    let mut piles = vec![0_usize; pile(high) + 1];
    let places: Vec<(usize, usize)> = values
        .iter()
        .map(|value| {
            let at = pile(*value);
            piles[at] += 1;
            (at, piles[at] - 1)
        })
        .collect();
    let most = piles.iter().copied().max().unwrap_or(0).max(1);
    let rise = STEP.min(MOST / most as f64);
    let floor = TOP + rise * (most - 1) as f64 + STEP;
    let height = floor + FOOT;
    let mut out = format!(
        "<svg class=\"dots\" viewBox=\"0 0 {WIDTH} {height:.0}\" role=\"img\" aria-label=\"{}\">",
        html_escape(words.label)
    );
    let mut line = low;
    while line <= high + 0.01 {
        let (at, zero) = (x(line), line.abs() < 0.01);
        let (class, told) = if zero {
            ("plan", words.zero.to_owned())
        } else {
            ("line", number(words.lang, line as i64))
        };
        let _ = write!(
            out,
            "<path class=\"{class}\" d=\"M{at:.1} {TOP}V{:.1}\"/><text x=\"{at:.1}\" y=\"{:.1}\">{}</text>",
            floor + 12.0,
            height - 4.0,
            html_escape(&told)
        );
        line += step;
    }
    let own = spread.own.map(|own| own.value);
    let mut mine = None;
    for (stand, (at, above)) in spread.all().iter().zip(&places) {
        let place = (LEFT + *at as f64 * STEP, floor - *above as f64 * rise);
        // Of equal values any is one's own.
        if mine.is_none() && Some(stand.value) == own {
            mine = Some(place);
            continue;
        }
        let _ = write!(
            out,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"4.6\"/>",
            place.0, place.1
        );
    }
    if let Some(middle) = spread.middle() {
        let at = x(drawn(middle));
        let _ = write!(
            out,
            "<path class=\"middle\" d=\"M{at:.1} {:.1}v7\"/>",
            floor + 7.0
        );
    }
    if let Some((at, high)) = mine {
        let anchor = at.clamp(70.0, WIDTH - 70.0);
        let _ = write!(
            out,
            "<circle class=\"own\" cx=\"{at:.1}\" cy=\"{high:.1}\" r=\"5.6\"/>\
             <path class=\"own\" d=\"M{at:.1} {:.1}V20\"/><text class=\"own\" x=\"{anchor:.1}\" y=\"14\">{}</text>",
            high - 7.0,
            html_escape(words.own)
        );
    }
    out.push_str("</svg>");
    out
}

/// How many values lie in each stretch of ten, from the lowest; the first number is where it
/// begins.
pub fn stretches(spread: &Spread) -> Vec<(i64, u32)> {
    let mut all: Vec<(i64, u32)> = Vec::new();
    for stand in spread.all() {
        let ten = Value::from_integer(10);
        let begins = (stand.value / ten).floor().to_integer() as i64 * 10;
        match all.last_mut().filter(|(last, _)| *last == begins) {
            Some((_, number)) => *number += 1,
            None => all.push((begins, 1)),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use crate::domain::Stand;

    use super::*;

    #[test]
    fn each_has_a_dot_and_ones_own_is_named() {
        let stand = |points| Stand {
            value: Value::new(points, 10),
            of: 9,
        };
        let all = vec![stand(-328), stand(-85), stand(-85), stand(6)];
        let spread = Spread::of(Some(stand(-85)), all);
        let words = Dots {
            label: "4 <sở>",
            own: "Sở Y tế −8,5",
            zero: "kế hoạch",
            lang: Lang::Vi,
        };
        let drawing = dots(&spread, &words);
        assert!(drawing.contains("aria-label=\"4 &lt;sở&gt;\""));
        assert_eq!(drawing.matches("<circle").count(), 4);
        assert_eq!(drawing.matches("<circle class=\"own\"").count(), 1);
        assert!(drawing.contains(">−8,5</text>") || drawing.contains("Sở Y tế −8,5</text>"));
        assert!(drawing.contains(">kế hoạch</text>") && drawing.contains("class=\"middle\""));
        assert_eq!(stretches(&spread), [(-40, 1), (-10, 2), (0, 1)]);
        let alone = dots(&Spread::of(None, vec![stand(0)]), &words);
        assert!(!alone.contains("own"), "{alone}");
    }
}
