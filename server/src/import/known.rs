//! The codes there are, in the files and in the ledger, and the nearest to one
//! there is not.
use std::collections::BTreeMap;

use super::{
    assignments, databases, duties, held::Held, indicators, input::Input, measurements, milestones,
    partners, people, problem::Problem, programme, units,
};

/// Codes with their names.
pub struct Known {
    what: &'static str,
    names: BTreeMap<String, String>,
    /// False where the file that names them has errors: then nothing can be
    /// said about a code that is not there.
    sure: bool,
}

/// Unknown codes for which the nearest is looked for.
const MOST_GUESSES: usize = 200;

impl Known {
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
            .map(|(known, name)| (distance(&known.to_lowercase(), &wanted), known, name))
            .filter(|(distance, _, _)| *distance <= slips)
            .min()
            .map(|(_, known, name)| format!("{known} ({name})"))
    }
}

/// How many letters must change to turn one into the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let best = (corner + usize::from(x != *y)).min(row[j].min(row[j + 1]) + 1);
            corner = std::mem::replace(&mut row[j + 1], best);
        }
    }
    row[b.len()]
}

/// Complains about every code that names nothing.
pub fn check(input: &mut Input, held: &Held) {
    let sound = |file| input.sound(file);
    let units = Known {
        what: "đơn vị",
        names: (held.units.values())
            .chain(input.units.iter().map(|e| &e.row))
            .map(|u| (u.code.clone(), u.name.clone()))
            .collect(),
        sure: sound(units::FILE),
    };
    let partners = Known {
        what: "doanh nghiệp",
        names: (held.partners.values())
            .chain(input.partners.iter().map(|e| &e.row))
            .map(|p| (p.code.clone(), p.name.clone()))
            .collect(),
        sure: sound(partners::FILE),
    };
    let workstreams = Known {
        what: "hạng mục",
        names: (held.workstreams.values())
            .chain(input.workstreams().map(|(_, _, w)| w))
            .map(|w| (w.code.clone(), w.name.clone()))
            .collect(),
        sure: sound(databases::FILE) && sound(programme::FILE),
    };
    let indicators = Known {
        what: "chỉ tiêu",
        names: (held.indicators.values())
            .chain(input.indicators.iter().map(|e| &e.row.indicator))
            .map(|i| (i.code.clone(), i.name.clone()))
            .collect(),
        sure: sound(indicators::FILE),
    };

    let mut asked: Vec<(&Known, &'static str, u64, &'static str, &str)> = Vec::new();
    for e in &input.units {
        asked.extend((e.row.parent.as_deref()).map(|c| (&units, units::FILE, e.line, "parent", c)));
    }
    for e in &input.databases {
        let w = &e.row;
        let file = databases::FILE;
        asked.extend((w.owner_unit.as_deref()).map(|c| (&units, file, e.line, "owner_unit", c)));
        asked.extend((w.feeds.as_deref()).map(|c| (&workstreams, file, e.line, "feeds", c)));
    }
    for e in &input.programme {
        let w = &e.row.workstream;
        let file = programme::FILE;
        asked.extend((w.owner_unit.as_deref()).map(|c| (&units, file, e.line, "lead_unit", c)));
        asked.extend((w.partner.as_deref()).map(|c| (&partners, file, e.line, "partner", c)));
    }
    for e in &input.duties {
        let d = &e.row.duty;
        asked.push((&units, duties::FILE, e.line, "unit", &d.unit));
        asked.push((
            &workstreams,
            duties::FILE,
            e.line,
            "workstream",
            &d.workstream,
        ));
    }
    for e in &input.assignments {
        asked.push((&units, assignments::FILE, e.line, "unit", &e.row.unit));
        asked.push((
            &partners,
            assignments::FILE,
            e.line,
            "partner",
            &e.row.partner,
        ));
    }
    for e in &input.indicators {
        let i = &e.row.indicator;
        let file = indicators::FILE;
        asked.extend((i.unit.as_deref()).map(|c| (&units, file, e.line, "scope", c)));
        asked.extend((i.workstream.as_deref()).map(|c| (&workstreams, file, e.line, "scope", c)));
    }
    for e in &input.measurements {
        let code = &e.row.indicator;
        asked.push((&indicators, measurements::FILE, e.line, "indicator", code));
    }
    for e in &input.milestones {
        let m = &e.row;
        let file = milestones::FILE;
        asked.push((&units, file, e.line, "unit", &m.unit));
        asked.push((&workstreams, file, e.line, "workstream", &m.workstream));
        asked.extend(
            (m.responsible.as_deref()).map(|c| (&partners, file, e.line, "responsible", c)),
        );
    }
    for e in &input.people {
        let p = &e.row;
        let file = people::FILE;
        asked.extend((p.unit.as_deref()).map(|c| (&units, file, e.line, "unit", c)));
        asked.extend((p.partner.as_deref()).map(|c| (&partners, file, e.line, "partner", c)));
    }

    let mut unknown = Vec::new();
    for (known, file, line, column, code) in asked {
        if known.has(code) {
            continue;
        }
        let nearest = if unknown.len() < MOST_GUESSES {
            known.nearest(code)
        } else {
            None
        };
        let problem = Problem::Unknown {
            what: known.what,
            code: code.to_owned(),
            nearest,
        };
        unknown.push((file, line, column, problem));
    }
    for (file, line, column, problem) in unknown {
        input.report.error(file, Some(line), Some(column), problem);
    }
}
