//! A chart as a file of its own, for slides: colours, widths and dashes stand in it, since the
//! programs that show it know no style sheet of ours. Always the light colours.
use std::fmt::Write;

use super::plot::Size;
use crate::text::html_escape;

/// What stands around the drawing.
#[derive(Debug, Clone)]
pub struct Around {
    /// What the drawing says, over it.
    pub title: String,
    /// Of what and of which day it is, and where it comes from, under it.
    pub source: String,
    /// "Số liệu mẫu"; empty for a real campaign.
    pub badge: String,
}

const HEAD: f64 = 44.0;
const FOOT: f64 = 30.0;
const FONT: &str = "Segoe UI, Noto Sans, Arial, sans-serif";
/// Letters of the title in one line, and of the source.
const TITLE: usize = 92;
const SOURCE: usize = 130;

/// How a class of a chart is drawn: fill, stroke, width, dashes, weight of letters, opacity.
struct Look {
    class: &'static str,
    fill: &'static str,
    stroke: &'static str,
    width: f64,
    dashes: &'static [f64],
    bold: bool,
    opacity: &'static str,
}

const fn line(class: &'static str, stroke: &'static str, width: f64) -> Look {
    Look {
        class,
        fill: "none",
        stroke,
        width,
        dashes: &[],
        bold: false,
        opacity: "",
    }
}

const fn dashed(
    class: &'static str,
    stroke: &'static str,
    width: f64,
    dashes: &'static [f64],
) -> Look {
    Look {
        dashes,
        ..line(class, stroke, width)
    }
}

const fn filled(class: &'static str, fill: &'static str, opacity: &'static str) -> Look {
    Look {
        class,
        fill,
        stroke: "",
        width: 0.0,
        dashes: &[],
        bold: false,
        opacity,
    }
}

const fn bold(class: &'static str, fill: &'static str) -> Look {
    Look {
        bold: true,
        ..filled(class, fill, "")
    }
}

const fn ringed(class: &'static str, stroke: &'static str, width: f64) -> Look {
    Look {
        fill: "#ffffff",
        ..line(class, stroke, width)
    }
}

/// Every class that a chart draws with, as `style/chart.css` has it by day.
const LOOKS: [Look; 31] = [
    line("pen-grid", "#dde2e7", 1.0),
    line("pen-month", "#aab4be", 1.0),
    dashed("pen-plan", "#5c6875", 1.6, &[1.5, 4.0]),
    line("pen-expected", "#5c6875", 1.0),
    line("pen-claimed", "#7890a8", 2.2),
    line("pen-accepted", "#2b66a3", 3.0),
    dashed("pen-forecast", "#2b66a3", 2.0, &[7.0, 5.0]),
    filled("pen-cone", "#2b66a3", "0.15"),
    filled("pen-column", "#2b66a3", ""),
    line("pen-cumulated", "#17202b", 1.8),
    line("pen-deadline", "#17202b", 1.5),
    dashed("pen-today", "#5c6875", 1.0, &[2.0, 3.0]),
    line("pen-measured", "#0c2c4e", 2.6),
    dashed("pen-target", "#46525f", 1.0, &[6.0, 4.0]),
    line("pen-needed", "#850a42", 1.8),
    line("gap", "#850a42", 1.6),
    line("lead", "#5c6875", 1.0),
    filled("dot-accepted", "#2b66a3", ""),
    filled("dot-claimed", "#7890a8", ""),
    ringed("dot-plan", "#5c6875", 1.6),
    ringed("dot-finish", "#2b66a3", 2.0),
    ringed("dot-measured", "#0c2c4e", 1.8),
    bold("strong", "#17202b"),
    bold("late", "#8a0b44"),
    bold("accepted", "#2b66a3"),
    bold("measured", "#0c2c4e"),
    filled("ahead", "#2b66a3", ""),
    filled("plan", "#46525f", ""),
    filled("claimed", "#46525f", ""),
    filled("expected", "#46525f", ""),
    // Words keep clear of lines by their place; what shows the file knows no halo.
    filled("halo", "#46525f", ""),
];

impl Look {
    /// As attributes; `fine`: how much larger the drawing is than what is shown of it.
    fn attributes(&self, fine: f64) -> String {
        let mut out = format!("fill=\"{}\"", self.fill);
        if !self.stroke.is_empty() {
            let _ = write!(
                out,
                " stroke=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\" stroke-linecap=\"round\"",
                self.stroke,
                self.width * fine
            );
        }
        if !self.dashes.is_empty() {
            let dashes: Vec<String> = self.dashes.iter().map(|n| (n * fine).to_string()).collect();
            let _ = write!(out, " stroke-dasharray=\"{}\"", dashes.join(" "));
        }
        if self.bold {
            out.push_str(" font-weight=\"700\"");
        }
        if !self.opacity.is_empty() {
            let _ = write!(out, " opacity=\"{}\"", self.opacity);
        }
        out
    }
}

/// The last of the classes that the looks know decides, as in the style sheet.
fn look(classes: &str) -> Option<&'static Look> {
    let known = |class| LOOKS.iter().find(|look| look.class == class);
    let named = || classes.split_whitespace().filter_map(known);
    named()
        .rfind(|look| look.class != "halo")
        .or_else(|| named().next())
}

/// Each class as attributes.
fn inlined(drawing: &str, fine: f64) -> String {
    let mut out = String::with_capacity(drawing.len() * 2);
    let mut rest = drawing;
    while let Some(at) = rest.find("class=\"") {
        out.push_str(&rest[..at]);
        let classes = &rest[at + 7..];
        let Some(end) = classes.find('"') else {
            break;
        };
        if let Some(look) = look(&classes[..end]) {
            out.push_str(&look.attributes(fine));
        }
        rest = &classes[end + 1..];
    }
    out.push_str(rest);
    out
}

/// A chart with its title and source as a whole file. `drawing` is one that this crate drew.
pub fn standalone(drawing: &str, size: Size, around: &Around) -> String {
    let plot = size.plot();
    let inner = drawing.split_once('>').map_or("", |(_, rest)| rest);
    let inner = inner.strip_suffix("</svg>").unwrap_or(inner);
    // Lines are drawn ten times as large and scaled down: so are their widths.
    let (lines, marks) = inner.split_once("</g>").unwrap_or(("", inner));
    let (width, height) = (plot.width, plot.height + HEAD + FOOT);
    let short = |words: &str, most| html_escape(&crate::text::shortened(words, most)).to_string();
    let badge = match around.badge.as_str() {
        "" => String::new(),
        badge => format!(
            "<text x=\"{}\" y=\"22\" text-anchor=\"end\" font-size=\"12\" fill=\"#46525f\">[{}]</text>",
            width - 6.0,
            html_escape(badge)
        ),
    };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{}\" height=\"{}\" font-family=\"{FONT}\" font-size=\"12\"><title>{}</title><rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/><text x=\"2\" y=\"22\" font-size=\"15\" font-weight=\"700\" fill=\"#17202b\">{}</text>{badge}<g transform=\"translate(0 {HEAD})\" fill=\"#46525f\">{}</g>{}</g><text x=\"2\" y=\"{}\" fill=\"#5c6875\">{}</text></svg>",
        width * 2.0,
        height * 2.0,
        html_escape(&around.title),
        short(&around.title, TITLE),
        inlined(lines, 10.0),
        inlined(marks, 1.0),
        height - 10.0,
        short(&around.source, SOURCE),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_its_colours_in_it_and_no_class() {
        let drawing = "<svg class=\"ch ch-wide\" viewBox=\"0 0 840 500\"><g transform=\"scale(0.1)\"><polyline class=\"pen-plan\" points=\"1,2\"/></g><path class=\"gap\" d=\"M0 0\"/><text class=\"halo late\" x=\"1\">chậm</text><text class=\"halo \">n</text></svg>";
        let around = Around {
            title: "Nghiệm thu <1>".to_owned(),
            source: "26/11/2026".to_owned(),
            badge: "Số liệu mẫu".to_owned(),
        };
        let file = standalone(drawing, Size::Wide, &around);
        assert!(
            !file.contains("class=") && !file.contains("style="),
            "{file}"
        );
        // Within the scaled drawing widths and dashes are larger too.
        assert!(
            file.contains("stroke-width=\"16\"") && file.contains("stroke-dasharray=\"15 40\"")
        );
        assert!(file.contains("fill=\"none\" stroke=\"#850a42\" stroke-width=\"1.6\""));
        assert!(file.contains("fill=\"#8a0b44\" font-weight=\"700\" x=\"1\">chậm"));
        assert!(file.contains("Nghiệm thu &lt;1&gt;") && file.contains("[Số liệu mẫu]"));
        assert_eq!(file.matches("<g ").count(), file.matches("</g>").count());
        let real = Around {
            badge: String::new(),
            ..around
        };
        assert!(!standalone(drawing, Size::Wide, &real).contains("[]"));
    }

    /// What a chart draws with stands in the style sheet and here.
    #[test]
    fn every_class_of_a_chart_has_its_look() {
        let css = concat!(
            include_str!("../../../style/chart.css"),
            include_str!("../../../style/outcomes.css")
        );
        for name in css
            .split(".pen-")
            .skip(1)
            .chain(css.split(".ch .dot-").skip(1))
        {
            let name = name.split([' ', ',']).next().unwrap();
            let known = LOOKS.iter().any(|it| {
                it.class.strip_prefix("pen-") == Some(name)
                    || it.class.strip_prefix("dot-") == Some(name)
            });
            assert!(known, "{name}");
        }
    }
}
