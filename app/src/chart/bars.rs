//! Bars of shares. Widths are SVG attributes: the content security policy
//! allows no inline style.
use std::fmt::Write;

use crate::domain::{Figures, Share, Status};
use crate::text::html_escape;

fn width(share: Option<Share>) -> f64 {
    share.map_or(0.0, |share| share.to_f64() * 100.0)
}

fn rect(out: &mut String, class: &str, y: f64, height: f64, width: f64) {
    if width > 0.0 {
        let _ = write!(
            out,
            "<rect class=\"{class}\" y=\"{y}\" width=\"{width:.1}%\" height=\"{height}\"/>"
        );
    }
}

/// The plan: an upright line over the bar, with a halo so that it shows on any
/// of the bar's colours.
fn tick(out: &mut String, plan: Option<Share>, height: f64) {
    if let Some(plan) = plan {
        let _ = write!(
            out,
            "<rect class=\"tick\" x=\"{:.1}%\" y=\"-4\" width=\"2\" height=\"{}\" transform=\"translate(-1)\"/>",
            plan.to_f64() * 100.0,
            height + 8.0
        );
    }
}

/// One bar with the plan's tick; its number stands beside it.
pub fn bar(class: &str, share: Option<Share>, plan: Option<Share>) -> String {
    let mut out =
        String::from("<svg class=\"bar\" width=\"100%\" height=\"10\" aria-hidden=\"true\">");
    rect(&mut out, "track", 0.0, 10.0, 100.0);
    rect(&mut out, class, 0.0, 10.0, width(share));
    tick(&mut out, plan, 10.0);
    out.push_str("</svg>");
    out
}

/// A change against the largest one beside it: to the left of the middle where it fell.
pub fn change(class: &str, change: i64, most: i64) -> String {
    let width = change.abs() as f64 / most.max(1) as f64 * 50.0;
    let from = if change < 0 { 50.0 - width } else { 50.0 };
    format!(
        "<svg class=\"bar\" width=\"100%\" height=\"10\" aria-hidden=\"true\">\
         <rect class=\"{class}\" x=\"{from:.1}%\" y=\"1\" width=\"{width:.1}%\" height=\"8\"/>\
         <rect class=\"tick\" x=\"50%\" y=\"-1\" width=\"1\" height=\"12\"/></svg>"
    )
}

/// The three measures in one bar, darker and thinner with certainty.
pub fn bullet(figures: &Figures, measured: Option<Share>, label: &str) -> String {
    let mut out = format!(
        "<svg class=\"bullet\" width=\"100%\" height=\"14\" role=\"img\" aria-label=\"{}\">",
        html_escape(label)
    );
    rect(&mut out, "track", 0.0, 14.0, 100.0);
    rect(&mut out, "k1", 0.0, 14.0, width(figures.claimed()));
    rect(&mut out, "k2", 3.0, 8.0, width(figures.accepted()));
    rect(&mut out, "k3", 5.75, 2.5, width(measured));
    tick(&mut out, figures.expected_original(), 14.0);
    out.push_str("</svg>");
    out
}

/// Duties by status as one stacked bar, worst first.
pub fn strip(figures: &Figures, height: u32) -> String {
    let mut out =
        format!("<svg class=\"strip\" width=\"100%\" height=\"{height}\" aria-hidden=\"true\">");
    let all = f64::from(figures.counts.iter().sum::<u32>().max(1));
    let mut from = 0.0;
    for status in Status::ALL {
        let part = f64::from(figures.count(*status)) / all * 100.0;
        if part > 0.0 {
            let _ = write!(
                out,
                "<rect class=\"s-{}\" x=\"{from:.2}%\" y=\"1\" width=\"{part:.2}%\" height=\"{}\"/>",
                status.code(),
                height - 2
            );
        }
        from += part;
    }
    out.push_str("</svg>");
    out
}

/// Shares beside each other in one bar, each as wide as it is of all of them; what they are stands
/// under it.
pub fn parts(parts: &[(&str, Share)]) -> String {
    let all: f64 = parts.iter().map(|(_, share)| share.to_f64()).sum();
    let mut out =
        String::from("<svg class=\"strip\" width=\"100%\" height=\"14\" aria-hidden=\"true\">");
    let mut from = 0.0;
    for (class, share) in parts {
        let part = share.to_f64() / all * 100.0;
        let _ = write!(
            out,
            "<rect class=\"{class}\" x=\"{from:.2}%\" width=\"{part:.2}%\" height=\"14\"/>"
        );
        from += part;
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_wide_as_its_share_and_carries_no_style() {
        let svg = bar("k2", Share::new(61, 100), Share::new(74, 100));
        assert!(
            svg.contains("class=\"k2\" y=\"0\" width=\"61.0%\""),
            "{svg}"
        );
        assert!(svg.contains("x=\"74.0%\""));
        assert!(!svg.contains("style="));
        assert!(!bar("k2", None, None).contains("tick"));
    }

    #[test]
    fn parts_fill_their_bar() {
        let share = |part| Share::new(part, 1_000).unwrap();
        let svg = parts(&[("k3", share(31)), ("k2", share(24)), ("k1", share(45))]);
        assert!(
            svg.contains("class=\"k1\" x=\"55.00%\" width=\"45.00%\""),
            "{svg}"
        );
        assert!(!svg.contains("style="));
    }
}
