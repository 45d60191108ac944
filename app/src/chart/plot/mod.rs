//! What large charts share: plotters draws the lines; labels stand on them and
//! are placed by `labels`, because they must keep clear of each other and of
//! the deadline at any shape of the data.
mod ink;
mod labels;
mod scale;
mod time;

use std::fmt::Write;

pub use ink::{Mark, Points, Stroke, strokes};
pub use labels::{Anchor, Area, Ground, LINE_HEIGHT, Label, Placed, Spot, place, spot};
pub use scale::{Plot, Scale, Size};
pub use time::TimeMarks;

use crate::text::html_escape;

/// Opens the drawing. `told` is its conclusion in words.
pub fn open(size: Size, told: &str) -> String {
    let plot = size.plot();
    let class = match size {
        Size::Wide | Size::Small => "ch-wide",
        Size::Narrow => "ch-narrow",
        Size::Wall => "ch-wall",
        Size::Paper => "ch-paper",
    };
    format!(
        "<svg class=\"ch {class}\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
        plot.width,
        plot.height,
        html_escape(told)
    )
}

pub fn write_label(out: &mut String, placed: &Placed) {
    let Spot { x, y, anchor } = placed.spot;
    for (i, line) in placed.label.lines.iter().enumerate() {
        let _ = write!(
            out,
            "<text class=\"halo {}\" x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
            placed.label.class,
            y + i as f64 * LINE_HEIGHT,
            anchor.word(),
            html_escape(line)
        );
    }
}

/// A thin line from a label to what it names, where it stands apart from it.
pub fn write_leader(out: &mut String, placed: &Placed, (x, y): (f64, f64)) {
    let area = placed.area;
    let (from_x, from_y) = (
        x.clamp(area.left, area.right),
        y.clamp(area.top, area.bottom),
    );
    let length = (x - from_x).hypot(y - from_y);
    if length < APART {
        return;
    }
    // It ends before the mark.
    let part = (length - 5.0) / length;
    let _ = write!(
        out,
        "<path class=\"lead\" d=\"M{from_x:.1} {from_y:.1}L{:.1} {:.1}\"/>",
        from_x + (x - from_x) * part,
        from_y + (y - from_y) * part
    );
}

/// So near to what it names a label needs no leader.
const APART: f64 = 16.0;

/// The bracket of a gap between two heights.
pub fn bracket(out: &mut String, x: f64, top: f64, low: f64) {
    let _ = write!(
        out,
        "<path class=\"gap\" d=\"M{:.1} {top:.1}h6m-3 0V{low:.1}m-3 0h6\"/>",
        x - 3.0
    );
}

/// What labels keep clear of: points along the lines, close enough that no
/// label slips between, and upright rules.
pub fn ground(scale: &Scale, strokes: &[Stroke], rules: Vec<(f64, f64, f64)>) -> Ground {
    let plot = scale.plot;
    let mut lines = Vec::new();
    let pixel = |(x, y): (f64, f64)| {
        let part = x / scale.end();
        (plot.left + part * (plot.right - plot.left), scale.y(y))
    };
    for stroke in strokes.iter().filter(|stroke| stroke.mark.keeps_clear()) {
        for pair in stroke.points.windows(2) {
            let ((ax, ay), (bx, by)) = (pixel(pair[0]), pixel(pair[1]));
            let pieces = ((bx - ax).hypot(by - ay) / 4.0).ceil().max(1.0);
            for i in 0..=pieces as usize {
                let t = i as f64 / pieces;
                lines.push((ax + (bx - ax) * t, ay + (by - ay) * t));
            }
        }
    }
    Ground {
        bounds: Area {
            left: 0.0,
            top: 0.0,
            right: plot.width,
            bottom: plot.bottom,
        },
        rules,
        lines,
        taken: Vec::new(),
    }
}

/// A hairline's value and what it says; a phone says fewer of them.
#[derive(Debug, Clone)]
pub struct Tick {
    pub at: f64,
    pub wide: String,
    pub narrow: Option<String>,
}

/// Writes the values of the hairlines beside the plot; inside it, on the
/// hairline, where a phone has no room. Returns what they take of the plot.
pub fn write_ticks(out: &mut String, scale: &Scale, size: Size, ticks: &[Tick]) -> Vec<Area> {
    let plot = scale.plot;
    let mut taken = Vec::new();
    for tick in ticks {
        let y = scale.y(tick.at);
        let _ = match (size.is_large(), &tick.narrow) {
            (true, _) => write!(
                out,
                "<text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                plot.left - 6.0,
                y + 4.0,
                html_escape(&tick.wide)
            ),
            (false, Some(words)) => {
                taken.push(Area {
                    left: plot.left,
                    top: y - 16.0,
                    right: plot.left + words.chars().count() as f64 * 7.0,
                    bottom: y,
                });
                write!(
                    out,
                    "<text class=\"halo\" x=\"{}\" y=\"{:.1}\">{}</text>",
                    plot.left,
                    y - 4.0,
                    html_escape(words)
                )
            }
            (false, None) => Ok(()),
        };
    }
    taken
}
