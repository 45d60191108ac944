//! Wards, communes and special zones by area on a wall: each area in one line, and the worst of
//! each beside each other.
use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{counts, progress, screen};
use crate::{
    components::{glyph, sentence},
    domain::{Figures, Status},
    pages::{Content, matrix},
    text::{self, Key as K, Lang, t},
    views::{Frame, Matrix, MatrixRow},
};

/// Areas that there is room for.
const AREAS: usize = 6;
/// Rows that there is room for: one an area, and units beside each other under these.
const ROWS: usize = 23;

pub fn page(frame: &Frame, page: &Matrix) -> Content {
    let lang = frame.lang;
    let mut areas: BTreeMap<&str, Vec<&MatrixRow>> = BTreeMap::new();
    for row in page.groups.iter().flat_map(|it| &it.rows) {
        areas.entry(&row.unit.former_area).or_default().push(row);
    }
    let mut areas: Vec<(&str, Vec<&MatrixRow>)> = areas.into_iter().collect();
    // The largest first.
    areas.sort_by_key(|(_, rows)| std::cmp::Reverse(rows.len()));
    areas.truncate(AREAS);
    let lines: Vec<_> = areas
        .iter()
        .map(|(name, rows)| area(lang, name, rows))
        .collect();
    let units = ROWS - areas.len();
    let lists: Vec<_> = areas
        .iter()
        .map(|(name, rows)| worst(lang, name, rows, units))
        .collect();
    let number = |key: K| view! { <th scope="col" class="n">{t(lang, key)}</th> };
    let content = view! {
        <table class="wall-table">
            <thead>
                <tr>
                    <th scope="col">{t(lang, K::WallArea)}</th>
                    {number(K::WallUnits)}
                    {number(K::WallLateUnits)}
                    <th scope="col" class="wall-bar">{t(lang, K::ProgressHead)}</th>
                    {number(K::AcceptedShort)}
                    {number(K::BriefGap)}
                    {number(K::StatusLate)}
                    {number(K::StatusAtRisk)}
                    {number(K::StatusUnverified)}
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
        <div class="wall-areas">{lists}</div>
    };
    let told = sentence(matrix::told(lang, page)).into_any();
    screen(t(lang, K::WallWards), told, content.into_any())
}

fn named(lang: Lang, area: &str) -> String {
    match area {
        "" => t(lang, K::WallNoArea).to_owned(),
        area => area.to_owned(),
    }
}

fn area(lang: Lang, name: &str, rows: &[&MatrixRow]) -> AnyView {
    let mut sums = Figures::default();
    rows.iter().for_each(|row| sums.add(&row.all));
    let late = rows.iter().filter(|row| row.all.count(Status::Late) > 0);
    let late = late.count();
    view! {
        <tr>
            <th scope="row">{named(lang, name)}</th>
            <td class="n">{text::integer(lang, rows.len() as i64)}</td>
            <td class="n">{text::integer(lang, late as i64)}</td>
            {progress(lang, &sums)}
            {counts(lang, &sums)}
        </tr>
    }
    .into_any()
}

/// The worst of an area; rows come worst first within a kind.
fn worst(lang: Lang, name: &str, rows: &[&MatrixRow], units: usize) -> AnyView {
    let mut rows = rows.to_vec();
    rows.sort_by_key(|row| std::cmp::Reverse(row.all.count(Status::Late)));
    let lines: Vec<_> = rows
        .iter()
        .take(units)
        .map(|row| {
            let late = row.all.count(Status::Late);
            let late = (late > 0)
                .then(|| view! { {glyph(Status::Late)} " " {text::integer(lang, late.into())} });
            let accepted = text::maybe_percent(lang, row.all.accepted());
            view! {
                <tr>
                    <th scope="row">{row.unit.name.to_string()}</th>
                    <td class="n">{late}</td>
                    <td class="n">{accepted}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="wall-table">
            <thead>
                <tr>
                    <th scope="col">{t(lang, K::WallWorst)} ": " {named(lang, name)}</th>
                    <th scope="col" class="n">{t(lang, K::StatusLate)}</th>
                    <th scope="col" class="n">{t(lang, K::AcceptedShort)}</th>
                </tr>
            </thead>
            <tbody>{lines}</tbody>
        </table>
    }
    .into_any()
}
