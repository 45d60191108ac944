//! Parts of a whole, the largest first, and a line that adds them up.
use std::fmt::Write;

use chrono::TimeDelta;

use super::plot::{Mark, Plot, Points, Scale, Size, Stroke, Tick, strokes, write_ticks};
use crate::{
    domain::{Day, Share},
    text::{self, Lang, html_escape},
};

/// One part: what it is called, how many of the whole it has, and all up to it.
#[derive(Debug, Clone)]
pub struct Cumulated {
    pub name: String,
    pub number: u32,
    pub share: Share,
    pub up_to: Share,
}

/// Units of the drawing that "100,0%" takes with air around it.
const LABEL: f64 = 48.0;

/// Of a column's place, how much it fills.
const FILL: f64 = 0.62;
/// Letters of a name on one line under a column.
const LINE: usize = 12;
const LINE_HEIGHT: f64 = 15.0;

const fn plot(size: Size) -> Plot {
    match size {
        Size::Wide | Size::Small | Size::Wall => Plot {
            width: 840.0,
            height: 320.0,
            left: 40.0,
            right: 832.0,
            top: 16.0,
            bottom: 268.0,
        },
        Size::Narrow | Size::Paper => Plot {
            width: 360.0,
            height: 260.0,
            left: 2.0,
            right: 356.0,
            top: 16.0,
            bottom: 232.0,
        },
    }
}

/// The drawing; `told` is its conclusion. On a phone the columns have the numbers of the rows
/// in the table beside it.
pub fn pareto(lang: Lang, parts: &[Cumulated], size: Size, told: &str) -> String {
    let plot = plot(size);
    let from = Day::default();
    // A column has the place of a day.
    let scale = Scale {
        plot,
        from,
        to: from + TimeDelta::days(parts.len().max(1) as i64),
        low: 0.0,
        high: 1.0,
    };
    let class = match size {
        Size::Wide | Size::Small | Size::Wall => "ch-wide",
        Size::Narrow | Size::Paper => "ch-narrow",
    };
    let mut out = format!(
        "<svg class=\"ch {class}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
        plot.width,
        plot.height,
        html_escape(told)
    );
    out.push_str(&strokes(&scale, &drawn(parts)));
    let ticks: Vec<Tick> = (0..=4)
        .map(|quarter| Tick {
            at: f64::from(quarter) / 4.0,
            wide: format!("{}%", quarter * 25),
            narrow: (quarter == 2 || quarter == 4).then(|| format!("{}%", quarter * 25)),
        })
        .collect();
    write_ticks(&mut out, &scale, size, &ticks);
    let place = (plot.right - plot.left) / parts.len().max(1) as f64;
    for (at, part) in parts.iter().enumerate() {
        let middle = plot.left + (at as f64 + 0.5) * place;
        let mut word = |class: &str, y: f64, words: &str| {
            let _ = write!(
                out,
                "<text class=\"{class}\" x=\"{middle:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{}</text>",
                html_escape(words)
            );
        };
        let (top, line) = (scale.y(part.share.to_f64()), scale.y(part.up_to.to_f64()));
        word(
            "halo strong",
            top - 5.0,
            &text::integer(lang, i64::from(part.number)),
        );
        // The first column's end is the line's beginning: it says the same. Where columns are
        // narrow every other one has room, counted from the last.
        let room = place >= LABEL || (parts.len() - 1 - at).is_multiple_of(2);
        if at > 0 && room && top - line > 30.0 {
            word("halo", line - 8.0, &text::percent(lang, part.up_to));
        }
        let lines = match size {
            Size::Wide | Size::Small | Size::Wall => wrapped(&part.name),
            Size::Narrow | Size::Paper => vec![(at + 1).to_string()],
        };
        for (n, words) in lines.iter().enumerate() {
            word("", plot.bottom + 18.0 + n as f64 * LINE_HEIGHT, words);
        }
    }
    out.push_str("</svg>");
    out
}

fn drawn(parts: &[Cumulated]) -> Vec<Stroke> {
    let mut all = Vec::new();
    let mut add = |mark, points: Points| {
        if points.len() > 1 {
            all.push(Stroke { mark, points });
        }
    };
    for quarter in 0..=4 {
        let y = f64::from(quarter) / 4.0;
        add(Mark::Grid, vec![(0.0, y), (parts.len() as f64, y)]);
    }
    for (at, part) in parts.iter().enumerate() {
        let left = at as f64 + (1.0 - FILL) / 2.0;
        let (right, top) = (left + FILL, part.share.to_f64());
        let corners = vec![(left, 0.0), (left, top), (right, top), (right, 0.0)];
        add(Mark::Column, corners);
    }
    let line = parts.iter().enumerate();
    add(
        Mark::Cumulated,
        line.map(|(at, part)| (at as f64 + 0.5, part.up_to.to_f64()))
            .collect(),
    );
    all
}

/// A name in lines that fit under its column.
fn wrapped(name: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &str, number: u32, up_to: u32) -> Cumulated {
        Cumulated {
            name: name.into(),
            number,
            share: Share::new(number.into(), 10).unwrap(),
            up_to: Share::new(up_to.into(), 10).unwrap(),
        }
    }

    #[test]
    fn columns_fall_and_the_line_reaches_the_whole() {
        let parts = [
            part("dữ liệu <gốc>", 6, 6),
            part("an toàn thông tin", 3, 9),
            part("khác", 1, 10),
        ];
        let wide = pareto(Lang::Vi, &parts, Size::Wide, "Sáu \"trên\" mười");
        assert_eq!(wide.matches("class=\"pen-column\"").count(), 3, "{wide}");
        assert_eq!(wide.matches("class=\"pen-cumulated\"").count(), 1);
        assert!(wide.contains("aria-label=\"Sáu &quot;trên&quot; mười\""));
        assert!(wide.contains("&lt;gốc&gt;") && wide.contains(">thông tin<"));
        assert!(!wide.contains("style=") && !wide.contains("#0000"));
        let narrow = pareto(Lang::Vi, &parts, Size::Narrow, "");
        assert!(!narrow.contains("thông tin") && narrow.contains(">3</text>"));
        pareto(Lang::Vi, &[], Size::Wide, "");
        pareto(Lang::Vi, &parts[..1], Size::Narrow, "");
    }
}
