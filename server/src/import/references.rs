//! The codes there are, in the files and in the ledger, and the nearest to one
//! there is not.
use std::collections::BTreeMap;

use super::{
    campaign_file::{CampaignFile, Named, Reference},
    current::Current,
    fields::Entry,
    files::*,
    input::Input,
    problem::Problem,
};

/// The codes of one kind with their names.
struct Codes {
    of: Named,
    names: BTreeMap<String, String>,
    /// False where a file that names them has errors: then nothing can be
    /// said about a code that is not there.
    sure: bool,
}

/// Unknown codes for which the nearest is looked for.
const MOST_GUESSES: usize = 200;

impl Codes {
    fn has(&self, code: &str) -> bool {
        !self.sure || self.names.contains_key(code)
    }

    /// The nearest code, if it is a slip away.
    fn nearest(&self, code: &str) -> Option<String> {
        let wanted = code.to_lowercase();
        let slips = if wanted.len() <= 3 { 1 } else { 2 };
        self.names
            .iter()
            .filter(|(known, _)| known.len().abs_diff(wanted.len()) <= slips)
            .map(|(known, name)| {
                let slips = strsim::levenshtein(&known.to_lowercase(), &wanted);
                (slips, known, name)
            })
            .filter(|(distance, _, _)| *distance <= slips)
            .min()
            .map(|(_, known, name)| format!("{known} ({name})"))
    }
}

macro_rules! check {
    ($($field:ident: $File:ident),+ $(,)?) => {
        /// Complains about every code that names nothing.
        pub(super) fn check(input: &mut Input, current: &Current) {
            let mut codes = Named::ALL.map(|of| Codes {
                of,
                names: BTreeMap::new(),
                sure: true,
            });
            // The files' names after the ledger's: they are the newer ones.
            $(learn::<$File>(&mut codes, $File::latest(&current.$field).values(), true);)+
            $(
                let rows = input.$field.iter().map(|e| $File::ledger(&e.row));
                learn::<$File>(&mut codes, rows, input.sound($File::NAME));
            )+
            let mut unknown = Vec::new();
            $(ask::<$File>(&codes, &input.$field, &mut unknown);)+
            for Unknown { file, line, column, problem } in unknown {
                input.report.error(file, Some(line), Some(column), problem);
            }
        }
    };
}
campaign_files!(check);

/// Takes in the codes of rows that name some.
fn learn<'a, F: CampaignFile>(
    codes: &mut [Codes],
    rows: impl Iterator<Item = &'a F::Ledger>,
    sound: bool,
) where
    F::Ledger: 'a,
{
    let Some(names) = F::NAMES else {
        return;
    };
    if let Some(codes) = codes.iter_mut().find(|codes| codes.of == names.of) {
        codes.sure &= sound;
        let named = rows.map(|row| ((names.code)(row).to_owned(), (names.name)(row).to_owned()));
        codes.names.extend(named);
    }
}

/// A code that names nothing, at its place.
struct Unknown {
    file: &'static str,
    line: u64,
    column: &'static str,
    problem: Problem,
}

fn ask<F: CampaignFile>(codes: &[Codes], entries: &[Entry<F::Row>], unknown: &mut Vec<Unknown>) {
    for entry in entries {
        for Reference { to, column, code } in F::references(&entry.row) {
            let Some(code) = code else {
                continue;
            };
            let Some(codes) = codes.iter().find(|c| c.of == to && !c.has(code)) else {
                continue;
            };
            let nearest = if unknown.len() < MOST_GUESSES {
                codes.nearest(code)
            } else {
                None
            };
            unknown.push(Unknown {
                file: F::NAME,
                line: entry.line,
                column,
                problem: Problem::Unknown {
                    what: to.word(),
                    code: code.to_owned(),
                    nearest,
                },
            });
        }
    }
}
