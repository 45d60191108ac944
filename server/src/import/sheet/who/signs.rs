//! Names with a sign or "hoặc" between them: "Sở Y tế & Sở Nội vụ", "Sở Y tế/Sở Nội vụ", "Sở Y tế - Sở Nội vụ".
use std::{ops::Range, sync::LazyLock};

use app::views::{SheetMeans, SheetOther, SheetWho};
use regex::Regex;

use super::{super::folded::Folded, super::question::Asked, As, Known, about, parts::names_alone};

impl Known {
    /// What is asked of names between which a sign stands: whether all of them, or one. None where it is one
    /// name, as signs stand within names and codes too.
    pub(super) fn between_signs(&self, name: &str, of: As) -> Option<Asked> {
        let mut all = self.beside_signs(name)?;
        // Whoever cannot lead helps.
        all.sort_by_key(|it| of == As::Lead && !it.leads());
        let leading = all.iter().filter(|it| it.leads()).count();
        let mut choices = Vec::new();
        match of {
            As::Lead if leading == 0 => return None,
            As::Lead => {
                let both = (leading == all.len()).then(|| SheetMeans::AllOf(all.clone()));
                choices.extend(both);
                choices.push(SheetMeans::FirstOf(all.clone()));
            }
            As::Helper => choices.push(SheetMeans::AllOf(all.clone())),
        }
        let alone = all.into_iter().filter(|it| of == As::Helper || it.leads());
        choices.extend(alone.map(SheetMeans::Who));
        Some(Asked::new(about(of), name, choices).or(SheetOther::Unit))
    }

    /// Whoever stands between signs, each as one name: somebody whom the campaign knows, or a name that begins
    /// as names do.
    fn beside_signs(&self, name: &str) -> Option<Vec<SheetWho>> {
        static SIGNS: LazyLock<Option<Regex>> =
            LazyLock::new(|| Regex::new(r" ?[&/|\\-] ?| hoac | hay ").ok());
        let text = Folded::new(name.trim());
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut from = 0;
        for sign in SIGNS.as_ref()?.find_iter(&text.plain) {
            parts.push(from..sign.start());
            from = sign.end();
        }
        parts.push(from..text.plain.len());
        let mut all = Vec::new();
        let (mut at, mut known) = (0, false);
        while at < parts.len() {
            let upto = |to: usize| text.written(parts[at].start..parts[to - 1].end);
            let longest = (at + 1..=parts.len()).rev().find_map(|to| {
                let who = self.known_as_one(&upto(to))?;
                Some((to, who))
            });
            let (to, who) = match longest {
                Some(found) => {
                    known = true;
                    found
                }
                None => {
                    let outside = upto(at + 1);
                    names_alone(&outside).then_some(())?;
                    (at + 1, SheetWho::Body(None, outside.as_str().into()))
                }
            };
            if !all.contains(&who) {
                all.push(who);
            }
            at = to;
        }
        (known && all.len() > 1).then_some(all)
    }

    /// The one whom a name is of, a set of units too.
    fn known_as_one(&self, name: &str) -> Option<SheetWho> {
        let called = self.called(name);
        match called.as_slice() {
            [one] => Some(one.clone()),
            [] => self.set(name),
            _ => None,
        }
    }
}
