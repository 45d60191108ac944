//! Lines by plotters, which knows scales, clips what leaves the plot and closes
//! areas, so that no chart does sums of its own. It knows colours and no classes:
//! each mark is drawn in a colour of its own that is turned into a class
//! afterwards, as the page's tokens give colour, width and dashes.
use plotters::{coord::types::RangedCoordf64, prelude::*};

use super::scale::Scale;

/// plotters rounds to whole units: it draws ten times as large, and the
/// drawing is scaled down again.
const FINE: f64 = 10.0;

/// What a line of a chart stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Grid,
    Plan,
    Expected,
    Claimed,
    Accepted,
    Forecast,
    Cone,
    Today,
    Measured,
    Target,
    Needed,
    /// A column, filled.
    Column,
    Cumulated,
}

impl Mark {
    /// Whether labels keep clear of what it draws.
    pub fn keeps_clear(self) -> bool {
        !matches!(self, Self::Grid | Self::Cone | Self::Expected | Self::Today)
    }

    /// Whether it is an area and no line.
    fn filled(self) -> bool {
        matches!(self, Self::Cone | Self::Column)
    }
}

const MARKS: [(Mark, &str); 13] = [
    (Mark::Grid, "grid"),
    (Mark::Plan, "plan"),
    (Mark::Expected, "expected"),
    (Mark::Claimed, "claimed"),
    (Mark::Accepted, "accepted"),
    (Mark::Forecast, "forecast"),
    (Mark::Cone, "cone"),
    (Mark::Today, "today"),
    (Mark::Measured, "measured"),
    (Mark::Target, "target"),
    (Mark::Needed, "needed"),
    (Mark::Column, "column"),
    (Mark::Cumulated, "cumulated"),
];

/// Points in days from the start and values.
pub type Points = Vec<(f64, f64)>;

/// One line, or an area.
#[derive(Debug, Clone)]
pub struct Stroke {
    pub mark: Mark,
    pub points: Points,
}

/// The strokes as SVG elements, without a root tag.
pub fn strokes(scale: &Scale, strokes: &[Stroke]) -> String {
    let mut svg = String::new();
    // Drawing into a string has no way to fail; a chart without lines would be
    // seen at once and its table stands beside it.
    if draw(&mut svg, scale, strokes).is_err() {
        return String::new();
    }
    let inner = svg
        .split_once('>')
        .and_then(|(_, rest)| rest.rsplit_once("</svg>"))
        .map_or("", |(inner, _)| inner);
    let inner: String = inner.split('\n').map(with_class).collect();
    format!("<g transform=\"scale({})\">{inner}</g>", 1.0 / FINE)
}

/// An element with the class of its mark in the place of what plotters says of its colour.
fn with_class(element: &str) -> String {
    let element = element.replace(" \"", "\"");
    let named = || {
        let colour = element.find("#0000")?;
        let number = usize::from_str_radix(element.get(colour + 5..colour + 7)?, 16).ok()?;
        let (_, name) = MARKS.get(number.checked_sub(1)?)?;
        let said = element.get(..colour)?;
        let from = said.find("fill=\"none\"").or(said.find("opacity="))?;
        let width = "stroke-width=\"1\"";
        let after = colour + "#000000\"".len();
        let rest = element.get(after..)?;
        let rest = rest.trim_start().strip_prefix(width).unwrap_or(rest);
        Some(format!("{}class=\"pen-{name}\"{rest}", &element[..from]))
    };
    named().unwrap_or_else(|| element.clone())
}

fn draw(
    svg: &mut String,
    scale: &Scale,
    strokes: &[Stroke],
) -> Result<(), Box<dyn std::error::Error>> {
    let plot = scale.plot;
    let fine = |n: f64| (n * FINE) as u32;
    let root =
        SVGBackend::with_string(svg, (fine(plot.width), fine(plot.height))).into_drawing_area();
    {
        let area: DrawingArea<_, plotters::coord::Shift> = root.margin(
            fine(plot.top),
            fine(plot.height - plot.bottom),
            fine(plot.left),
            fine(plot.width - plot.right),
        );
        let mut chart: ChartContext<'_, _, Cartesian2d<RangedCoordf64, RangedCoordf64>> =
            ChartBuilder::on(&area).build_cartesian_2d(0.0..scale.end(), scale.low..scale.high)?;
        for stroke in strokes {
            let colour = colour(stroke.mark);
            if stroke.mark.filled() {
                chart.draw_series(std::iter::once(Polygon::new(
                    stroke.points.clone(),
                    colour.filled(),
                )))?;
            } else {
                chart.draw_series(LineSeries::new(stroke.points.iter().copied(), colour))?;
            }
        }
    }
    root.present()?;
    drop(root);
    Ok(())
}

fn colour(mark: Mark) -> RGBColor {
    let at = MARKS.iter().position(|(p, _)| *p == mark).unwrap_or(0);
    RGBColor(0, 0, u8::try_from(at + 1).unwrap_or(1))
}
