//! Columns of counts in two parts. Places across are shares of the width, so the
//! letters keep their size on any screen; heights are SVG units.
use std::fmt::Write;

use crate::text::html_escape;

/// One column: the lower part stands on the line, the upper on it.
#[derive(Debug, Clone)]
pub struct Column {
    pub name: String,
    pub lower: (&'static str, u32),
    pub upper: (&'static str, u32),
}

/// An upright line after so many columns, with a word.
#[derive(Debug, Clone)]
pub struct Rule {
    pub after: usize,
    pub word: String,
}

const HEIGHT: f64 = 196.0;
const FLOOR: f64 = 168.0;
const CEILING: f64 = 34.0;
/// A number stands inside a part of at least this height.
const ROOM: f64 = 18.0;
/// Of a column's place, how much it fills.
const FILL: f64 = 0.68;

/// The drawing; `label` says what it shows.
pub fn columns(columns: &[Column], rule: Option<&Rule>, label: &str) -> String {
    let most = columns.iter().map(|c| c.lower.1 + c.upper.1).max();
    let per = (FLOOR - CEILING) / f64::from(most.unwrap_or(0).max(1));
    let place = 100.0 / columns.len().max(1) as f64;
    let mut out = format!(
        "<svg class=\"cols\" width=\"100%\" height=\"{HEIGHT}\" role=\"img\" aria-label=\"{}\">",
        html_escape(label)
    );
    let _ = write!(
        out,
        "<line class=\"floor\" x1=\"0\" x2=\"100%\" y1=\"{FLOOR}\" y2=\"{FLOOR}\"/>"
    );
    for (i, column) in columns.iter().enumerate() {
        let left = (i as f64 + (1.0 - FILL) / 2.0) * place;
        let middle = (i as f64 + 0.5) * place;
        let lower = f64::from(column.lower.1) * per;
        let upper = f64::from(column.upper.1) * per;
        let mut part = |class: &str, top: f64, height: f64| {
            if height > 0.0 {
                let _ = write!(
                    out,
                    "<rect class=\"{class}\" x=\"{left:.2}%\" y=\"{top:.1}\" width=\"{:.2}%\" height=\"{height:.1}\"/>",
                    place * FILL
                );
            }
        };
        part(column.lower.0, FLOOR - lower, lower);
        part(column.upper.0, FLOOR - lower - upper, upper);
        let mut word = |class: &str, y: f64, text: &str| {
            let _ = write!(
                out,
                "<text class=\"{class}\" x=\"{middle:.2}%\" y=\"{y:.1}\">{}</text>",
                html_escape(text)
            );
        };
        let total = column.lower.1 + column.upper.1;
        if total > 0 {
            word("strong", FLOOR - lower - upper - 6.0, &total.to_string());
        }
        if column.upper.1 > 0 && lower >= ROOM {
            let class = format!("in-{}", column.lower.0);
            word(&class, FLOOR - lower + 14.0, &column.lower.1.to_string());
        }
        word("name", FLOOR + 18.0, &column.name);
    }
    if let Some(rule) = rule {
        let x = rule.after as f64 * place;
        let _ = write!(
            out,
            "<line class=\"limit\" x1=\"{x:.2}%\" x2=\"{x:.2}%\" y1=\"4\" y2=\"{FLOOR}\"/>\
             <text class=\"strong limit-word\" x=\"{x:.2}%\" y=\"13\" dx=\"6\">{}</text>",
            html_escape(&rule.word)
        );
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_on_the_line_and_carry_no_style() {
        let all = [
            Column {
                name: "40".into(),
                lower: ("met", 10),
                upper: ("missed", 10),
            },
            Column {
                name: "<41>".into(),
                lower: ("met", 0),
                upper: ("missed", 0),
            },
        ];
        let rule = Rule {
            after: 1,
            word: "5 ngày".into(),
        };
        let svg = columns(&all, Some(&rule), "Một \"nửa\"");
        assert!(
            svg.contains("y=\"101.0\" width=\"34.00%\" height=\"67.0\""),
            "{svg}"
        );
        assert!(svg.contains("aria-label=\"Một &quot;nửa&quot;\""));
        assert!(svg.contains("&lt;41&gt;") && svg.contains("x1=\"50.00%\""));
        assert!(!svg.contains("style="));
        assert_eq!(svg.matches("<rect").count(), 2);
        columns(&[], None, "");
    }
}
