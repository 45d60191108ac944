//! Sentences with emphasis: `*strong*` and `!late!` in the table of texts.
//! The values filled in are never read as marks.
use std::collections::BTreeSet;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    Plain,
    Strong,
    /// Strong, in the colour kept for lateness.
    Late,
}

/// A piece of a sentence in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub tone: Tone,
    pub text: String,
}

/// A marked text as pieces, with its `{0}`, `{1}` ... filled in.
pub fn rich(template: &str, values: &[&str]) -> Vec<Run> {
    check(template, values);
    let mut runs = Vec::new();
    let mut tone = Tone::Plain;
    for piece in template.split_inclusive(['*', '!']) {
        let mark = piece.chars().last().filter(|c| matches!(c, '*' | '!'));
        let text = mark.map_or(piece, |c| piece.strip_suffix(c).unwrap_or(piece));
        if !text.is_empty() {
            runs.push(Run {
                tone,
                text: fill(text, values),
            });
        }
        tone = match (tone, mark) {
            (Tone::Plain, Some('*')) => Tone::Strong,
            (Tone::Plain, Some('!')) => Tone::Late,
            _ => Tone::Plain,
        };
    }
    runs
}

/// The places of a text: the numbers in `{0}`, `{1}` ..., each once.
pub(super) fn places(template: &str) -> BTreeSet<usize> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}')?.0.parse().ok())
        .collect()
}

/// Each place of a text has its value, and each value its place: a slip of the
/// page's, found by any test that writes it.
pub(super) fn check(template: &str, values: &[&str]) {
    debug_assert_eq!(places(template).len(), values.len(), "{template}");
}

/// Puts values in the places `{0}`, `{1}` ...
pub(super) fn fill(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 24);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, place) = rest.split_at(at);
        out.push_str(before);
        let value = place
            .get(1..2)
            .and_then(|digit| digit.parse::<usize>().ok())
            .and_then(|i| values.get(i))
            .filter(|_| place.get(2..3) == Some("}"));
        match value {
            Some(value) => {
                out.push_str(value);
                rest = &place[3..];
            }
            None => {
                out.push('{');
                rest = &place[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_tones_and_values_are_never_marks() {
        let runs = rich("*{0} nghiệm thu*, !chậm {1}!.", &["6*1", "13!"]);
        let told: Vec<_> = runs.iter().map(|r| (r.tone, r.text.as_str())).collect();
        assert_eq!(
            told,
            [
                (Tone::Strong, "6*1 nghiệm thu"),
                (Tone::Plain, ", "),
                (Tone::Late, "chậm 13!"),
                (Tone::Plain, "."),
            ]
        );
    }

    #[test]
    fn places_without_a_value_stay() {
        assert_eq!(fill("{0} và {1} {x}", &["a"]), "a và {1} {x}");
    }
}
