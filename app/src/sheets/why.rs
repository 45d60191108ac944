use super::{Cell, Sheet};
use crate::{
    domain::{Mass, Value, What, whole},
    text::{self, Key as K, Lang, milestone_told, t, tf},
    views::{
        Adds, EvidenceRow, Frame, Sums, Table, WhyAct, WhyFigure, WhyMilestones, WhyParts, WhyRows,
        WhyValues,
    },
};

/// All that a figure is made of.
pub fn sheet(frame: &Frame, why: &WhyFigure) -> Sheet {
    let lang = frame.lang;
    let title = text::figure_of(lang, frame.place(), why);
    match &why.rows {
        WhyRows::Parts(parts) => part_rows(lang, title, why.figure.what, parts),
        WhyRows::Milestones(milestones) => milestone_rows(lang, title, milestones),
        WhyRows::Way(way) => value_rows(lang, title, &way.values),
        WhyRows::Values(values) => value_rows(lang, title, values),
    }
}

/// A mass in units of weight.
fn weighed(mass: Mass) -> Cell {
    Cell::Value(Value::new(mass, whole(1)))
}

/// The sum stands last, as a row of its own.
fn part_rows(lang: Lang, title: String, what: What, parts: &WhyParts) -> Sheet {
    let share = parts.sum.whole.is_some();
    let number = |mass: Mass| match what {
        What::Share(_) | What::Gap => weighed(mass),
        _ => i64::try_from(mass).map_or(Cell::Empty, Cell::Number),
    };
    let [of, last] = text::why_heads(what, share);
    let mut heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, K::Unit), 40),
        (t(lang, K::Duty), 36),
    ];
    if share {
        heads.extend([(t(lang, of), 16), ("%", 10)]);
    }
    heads.extend([(t(lang, last), 16), (t(lang, K::Provisional), 8)]);
    let mut sheet = Sheet::new(Table::Why, title, heads);
    let cells = |named: [Cell; 3], sums: Sums, provisional: bool| {
        let mut cells = Vec::from(named);
        if share {
            let quotient = match what {
                What::Gap => sums
                    .points()
                    .map(|tenths| Value::new(tenths.into(), 10))
                    .into(),
                _ => sums.share().into(),
            };
            cells.extend([number(sums.whole.unwrap_or(0)), quotient]);
        }
        cells.push(number(sums.part));
        cells.push(match provisional {
            true => t(lang, K::Provisional).into(),
            false => Cell::Empty,
        });
        cells
    };
    for row in &parts.rows {
        let named: [Cell; 3] = match &row.of {
            Adds::Workstream(code, name) => [code.as_str().into(), Cell::Empty, name.into()],
            Adds::Unit(code, name) => [code.as_str().into(), name.into(), Cell::Empty],
            Adds::Duty {
                key,
                unit,
                workstream,
                ..
            } => [
                key.workstream.as_str().into(),
                unit.into(),
                workstream.into(),
            ],
            Adds::Others(number) => {
                let words = tf(lang, K::WhyOthers, &[&text::integer(lang, *number as i64)]);
                [Cell::Empty, words.into(), Cell::Empty]
            }
        };
        sheet.rows.push(cells(named, row.sums, row.provisional));
    }
    let together = [Cell::Empty, t(lang, K::WhySum).into(), Cell::Empty];
    sheet.rows.push(cells(together, parts.sum, false));
    sheet
}

fn milestone_rows(lang: Lang, title: String, milestones: &WhyMilestones) -> Sheet {
    let heads = [
        (K::Milestone, 44),
        (K::SheetState, 18),
        (K::DeadlineOriginal, 12),
        (K::DeadlineCurrent, 12),
        (K::WhyWeight, 10),
        (K::WhyAdds, 16),
        (K::WhyDocument, 24),
        (K::DocDay, 12),
        (K::WhyReportedBy, 30),
        (K::SentOn, 12),
        (K::WhyDecidedBy, 30),
        (K::SheetDecidedOn, 12),
    ];
    let heads = heads.map(|(key, width)| (t(lang, key), width));
    let mut sheet = Sheet::new(Table::Why, title, heads.to_vec());
    // A slot weighs a part of its rhythm's weight.
    let weight = |parts: i128| match parts % milestones.scale {
        0 => Cell::Number(i64::try_from(parts / milestones.scale).unwrap_or(i64::MAX)),
        _ => text::weight_parts(parts, milestones.scale).into(),
    };
    for it in &milestones.rows {
        let row = &it.row;
        let mut cells: Vec<Cell> = vec![
            (&row.title).into(),
            milestone_told(lang, row).into(),
            row.original_deadline.into(),
            row.current_deadline.into(),
            weight(it.weighs),
            weighed(it.adds),
        ];
        cells.extend(document(&it.documents));
        cells.extend(act(it.reported.as_ref()));
        cells.extend(act(it.decided.as_ref()));
        sheet.rows.push(cells);
    }
    let mut last = |name: String, weighs: i128, adds: Mass| {
        let mut cells = vec![Cell::from(name), Cell::Empty, Cell::Empty, Cell::Empty];
        cells.extend([weight(weighs), weighed(adds)]);
        cells.resize(12, Cell::Empty);
        sheet.rows.push(cells);
    };
    if let Some((number, weighs, adds)) = milestones.others {
        let number = text::integer(lang, number as i64);
        last(tf(lang, K::WhyOthersMilestones, &[&number]), weighs, adds);
    }
    last(t(lang, K::WhySum).to_owned(), milestones.of, milestones.sum);
    sheet
}

fn document(rows: &[EvidenceRow]) -> [Cell; 2] {
    let first = rows.first();
    let number = first.map(|row| row.document_number.as_str());
    [number.into(), first.and_then(|row| row.document_day).into()]
}

fn act(act: Option<&WhyAct>) -> [Cell; 2] {
    let who = act.map(|act| match act.person.as_str() {
        "" => act.by.to_string(),
        person => format!("{person} ({})", act.by),
    });
    [who.into(), act.map(|act| act.day).into()]
}

fn value_rows(lang: Lang, title: String, values: &WhyValues) -> Sheet {
    let heads = [
        (K::MeasuredOn, 12),
        (K::SheetNumerator, 12),
        (K::SheetDenominator, 12),
        (K::Value, 12),
        (K::SheetUnitOfMeasure, 10),
        (K::Source, 30),
        (K::WhyDocument, 24),
        (K::DocDay, 12),
        (K::ValuesPerson, 30),
        (K::ValuesDecision, 16),
        (K::SheetDecidedOn, 12),
        (K::WhyTells, 12),
    ];
    let heads = heads.map(|(key, width)| (t(lang, key), width));
    let mut sheet = Sheet::new(Table::Why, title, heads.to_vec());
    for it in &values.rows {
        let row = &it.row;
        let mut cells: Vec<Cell> = vec![
            row.day.into(),
            row.counts.map(|(part, _)| part).into(),
            row.counts.map(|(_, all)| all).into(),
            row.value.into(),
            (&values.outcome.unit_of_measure).into(),
            row.source.as_str().into(),
        ];
        cells.extend(document(&row.evidence));
        cells.extend([
            row.person.as_str().into(),
            text::value_decision(lang, row.decision).into(),
            row.decided_on.into(),
            match it.tells {
                true => t(lang, K::WhyTells).into(),
                false => Cell::Empty,
            },
        ]);
        sheet.rows.push(cells);
    }
    sheet
}
