//! One measured value against its threshold: solid where it is met, hatched
//! where it is not, so that the bar says it in grey as well.
use std::fmt::Write;

/// The hatching stands once a page, with the signs of the statuses.
const HATCH: &str = "fill=\"url(#hatch)\"";

/// A bar of parts of the whole (0 to 1) with the threshold's tick; its numbers
/// stand beside it.
pub fn threshold_bar(value: Option<f64>, threshold: Option<f64>, met: bool) -> String {
    let percent = |part: f64| part.clamp(0.0, 1.0) * 100.0;
    let mut out = String::from(
        "<svg class=\"bar threshold\" width=\"100%\" height=\"8\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"8\"/>",
    );
    if let Some(value) = value.filter(|v| *v > 0.0) {
        let ink = if met { "class=\"k3\"" } else { HATCH };
        let _ = write!(
            out,
            "<rect {ink} width=\"{:.1}%\" height=\"8\"/>",
            percent(value)
        );
    }
    if let Some(threshold) = threshold {
        let _ = write!(
            out,
            "<rect class=\"tick\" x=\"{:.1}%\" y=\"-4\" width=\"2\" height=\"16\" transform=\"translate(-1)\"/>",
            percent(threshold)
        );
    }
    out.push_str("</svg>");
    out
}

/// A pace as a part of the largest beside it; what is needed is hollow, for it
/// has not happened.
pub fn pace_bar(class: &str, part: Option<f64>) -> String {
    let mut out = String::from(
        "<svg class=\"bar pace\" width=\"100%\" height=\"10\" aria-hidden=\"true\"><rect class=\"track\" width=\"100%\" height=\"10\"/>",
    );
    if let Some(part) = part.filter(|p| *p > 0.0) {
        let _ = write!(
            out,
            "<rect class=\"{class}\" width=\"{:.1}%\" height=\"10\"/>",
            part.clamp(0.0, 1.0) * 100.0
        );
    }
    out.push_str("</svg>");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_is_hatched_and_what_is_not_measured_has_no_bar() {
        let failing = threshold_bar(Some(0.912), Some(0.98), false);
        assert!(
            failing.contains("url(#hatch)\" width=\"91.2%\""),
            "{failing}"
        );
        assert!(failing.contains("x=\"98.0%\""));
        assert!(threshold_bar(Some(0.99), Some(0.95), true).contains("class=\"k3\""));
        let none = threshold_bar(None, Some(0.95), false);
        assert!(!none.contains("hatch") && none.contains("tick"));
        assert!(!failing.contains("style="));
    }
}
