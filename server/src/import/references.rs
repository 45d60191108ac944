//! The codes there are, in the files and in the ledger, and the nearest to one
//! there is not.
use std::collections::BTreeMap;

use app::text::typed_alike;

use super::{
    campaign_file::{CampaignFile, Named, Reference},
    compare::Comparable,
    current::Current,
    fields::Entry,
    files::*,
    input::Input,
    problem::{Problem, Report},
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
            let mut twins = Twins::default();
            $(twins.told::<$File>($File::latest(&current.$field).values());)+
            $(twins.look_at::<$File>(&input.$field, &mut input.report);)+
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
            let mut asked = codes.iter().filter(|c| c.of.stands_for(to));
            if asked.clone().any(|c| c.has(code)) {
                continue;
            }
            let guesses = unknown.len() < MOST_GUESSES;
            let nearest = asked.find_map(|c| c.nearest(code).filter(|_| guesses));
            let is_group = |c: &Codes| c.of == Named::UnitGroup && c.names.contains_key(code);
            let group = to == Named::Unit && codes.iter().any(is_group);
            unknown.push(Unknown {
                file: F::NAME,
                line: entry.line,
                column,
                problem: match group {
                    true => Problem::GroupForUnit(code.to_owned()),
                    false => Problem::Unknown {
                        what: to.word(),
                        code: code.to_owned(),
                        nearest,
                    },
                },
            });
        }
    }
}

/// A name by which rows are told apart: what recurs is called the same at each unit of a group, and
/// again where it begins anew after it ended.
fn told_apart<F: CampaignFile>(row: &F::Ledger, name: &str) -> Option<String> {
    let ends = |(column, day): (&str, String)| column == "ends_on" && !day.is_empty();
    match F::NAMES.map(|it| it.of) {
        Some(Named::Rhythm) if row.cells().into_iter().any(ends) => None,
        Some(Named::Rhythm) => Some(F::label(row)),
        _ => Some(name.to_owned()),
    }
}

/// Codes and names that are given already, however they are typed.
#[derive(Default)]
struct Twins {
    /// By kind and code in small letters: the code.
    codes: BTreeMap<(&'static str, String), String>,
    /// By kind and name: the code.
    names: BTreeMap<(&'static str, String), String>,
}

impl Twins {
    /// Takes in what the ledger has.
    fn told<'a, F: CampaignFile>(&mut self, rows: impl Iterator<Item = &'a F::Ledger>)
    where
        F::Ledger: 'a,
    {
        let Some(names) = F::NAMES else {
            return;
        };
        for row in rows {
            let (code, name) = ((names.code)(row), (names.name)(row));
            let kind = names.of.word();
            self.codes.insert((kind, code.to_lowercase()), code.into());
            if let Some(name) = told_apart::<F>(row, name) {
                self.names.insert((kind, typed_alike(&name)), code.into());
            }
        }
    }

    /// Complains of a code that differs from another one only in capitals, and notes a name
    /// that another code has. Many indicators have one name, each at its duty.
    fn look_at<F: CampaignFile>(&mut self, entries: &[Entry<F::Row>], report: &mut Report) {
        let Some(names) = F::NAMES else {
            return;
        };
        let kind = names.of.word();
        for entry in entries {
            let row = F::ledger(&entry.row);
            let (code, name) = ((names.code)(row), (names.name)(row));
            let line = Some(entry.line);
            let known = self.codes.entry((kind, code.to_lowercase()));
            let known = known.or_insert_with(|| code.to_owned());
            if known != code {
                let problem = Problem::CodeInOtherLetters(known.clone());
                report.error(F::NAME, line, Some(F::KEY), problem);
                continue;
            }
            let Some(name) = told_apart::<F>(row, name) else {
                continue;
            };
            let named = self.names.entry((kind, typed_alike(&name)));
            let named = named.or_insert_with(|| code.to_owned());
            if named != code && names.of != Named::Indicator {
                let problem = Problem::SameName(named.clone());
                report.note(F::NAME, line, Some(F::KEY), problem);
            }
        }
    }
}
