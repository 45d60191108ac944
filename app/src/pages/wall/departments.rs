//! The matrix of one kind of unit on a wall: every unit a row, every national database a column,
//! the sector databases together.
use leptos::prelude::*;

use super::screen;
use crate::{
    components::{glyph, sentence},
    domain::{Figures, Status},
    pages::{Content, matrix},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{Frame, Matrix, MatrixGroup, MatrixRow},
};

/// Rows and columns that there is room for.
const ROWS: usize = 34;
const COLUMNS: usize = 12;

pub fn page(frame: &Frame, page: &Matrix) -> Content {
    let lang = frame.lang;
    let shown: Vec<usize> = page
        .columns
        .iter()
        .enumerate()
        .filter(|(_, it)| it.national)
        .map(|(at, _)| at)
        .take(COLUMNS)
        .collect();
    let sectors = page.columns.iter().filter(|it| !it.national).count();
    let heads: Vec<_> = shown
        .iter()
        .filter_map(|at| page.columns.get(*at))
        .map(|it| view! { <th scope="col">{it.name.to_string()}</th> })
        .collect();
    // Of a kind that is not open there is one row for all.
    let rows = page.groups.iter().flat_map(|group| match group.open {
        true => group
            .rows
            .iter()
            .map(|it| line(lang, it, &shown, sectors > 0))
            .collect(),
        false => vec![kind(lang, group, &shown, sectors > 0)],
    });
    let mut lines: Vec<AnyView> = rows.collect();
    let left = lines.len().saturating_sub(ROWS);
    lines.truncate(ROWS);
    let more = (left > 0).then(|| {
        let left = text::integer(lang, left as i64);
        format!("; {}", tf(lang, K::WallMore, &[&left]))
    });
    let sector = (sectors > 0).then(|| {
        let number = text::integer(lang, sectors as i64);
        view! { <th scope="col">{tf(lang, K::BriefRestSector, &[&number])}</th> }
    });
    let others = Status::ALL.iter().filter(|it| **it != Status::Late);
    let others: Vec<_> = others
        .map(|it| view! { <span>{glyph(*it)} " " {text::status(lang, *it)}</span> })
        .collect();
    let content = view! {
        <table class="wall-matrix">
            <thead>
                <tr>
                    <th scope="col">{t(lang, K::WallUnits)}</th>
                    <th scope="col" class="n">{t(lang, K::MatrixOverall)}</th>
                    {heads}
                    {sector}
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
        <p class="wall-legend">
            <span>{glyph(Status::Late)} " " {t(lang, K::WallMatrixLegend)} {more}</span> {others}
        </p>
    };
    let told = sentence(matrix::told(lang, page)).into_any();
    screen(t(lang, K::WallDepartments), told, content.into_any())
}

fn percent(lang: Lang, figures: &Figures) -> String {
    let accepted = figures.accepted();
    accepted.map_or_else(
        || NONE.to_owned(),
        |share| text::tenths(lang, share.permille()),
    )
}

fn late_count(late: u32) -> AnyView {
    view! { <span class="late-count">{glyph(Status::Late)} {late.to_string()}</span> }.into_any()
}

/// All units of a kind: late cells and the accepted share of each database.
fn kind(lang: Lang, group: &MatrixGroup, shown: &[usize], sectors: bool) -> AnyView {
    let sums = |f: &Figures| {
        let late = f.count(Status::Late);
        let sign = (late > 0).then(|| late_count(late));
        let share = (f.duties > 0).then(|| percent(lang, f));
        view! { <td class="n">{sign} {share}</td> }
    };
    let cells: Vec<_> = shown
        .iter()
        .filter_map(|at| group.sums.columns.get(*at))
        .map(sums)
        .collect();
    let sector = sectors.then(|| sums(&group.sums.sectors));
    view! {
        <tr>
            <th scope="row">{text::unit_kind(lang, group.kind)}</th>
            <td class="n">
                <b>{percent(lang, &group.sums.all)}</b>
            </td>
            {cells}
            {sector}
        </tr>
    }
    .into_any()
}

fn line(lang: Lang, row: &MatrixRow, shown: &[usize], sectors: bool) -> AnyView {
    let cells: Vec<_> = shown
        .iter()
        .map(|at| {
            let cell = row.cells.iter().find(|it| it.column == *at);
            let judged = cell.and_then(|it| Some((it.judgement?.status, it.accepted)));
            match judged {
                None => view! { <td></td> }.into_any(),
                Some((status, accepted)) => {
                    let share = accepted
                        .map_or_else(|| NONE.to_owned(), |it| text::tenths(lang, it.permille()));
                    view! {
                        <td data-status=status.code()>
                            {glyph(status)} <span class="sr">{text::status(lang, status)}</span>
                            <span>{share}</span>
                        </td>
                    }
                    .into_any()
                }
            }
        })
        .collect();
    let sector = sectors.then(|| {
        let late = row.sectors.count(Status::Late);
        let sign = (late > 0).then(|| late_count(late));
        let share = (row.sectors.duties > 0).then(|| percent(lang, &row.sectors));
        view! { <td class="n">{sign} {share}</td> }
    });
    view! {
        <tr>
            <th scope="row">{row.unit.short_name.to_string()}</th>
            <td class="n">
                <b>{percent(lang, &row.all)}</b>
            </td>
            {cells}
            {sector}
        </tr>
    }
    .into_any()
}
