//! What a change of the plan moves: figures, statuses, who gets work, the rows that would be saved.
use leptos::prelude::*;

use super::FORM;
use crate::{
    components::{Section, duty_path, glyph},
    domain::{Share, Status, Value},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{
        Change, FiguresMoved, Frame, MovedOf, PLAN_LINES, PlanEffect, PlanLine, PlanPreview, Turn,
        WorkMoved,
    },
};

/// Things of one kind that are named; the rest is counted.
const NAMED: usize = 12;
/// Workstreams of which all figures are told.
const FEW: usize = 3;
/// Where what moves is listed.
const MOVED: &str = "moved";
/// Notes that are told.
const NOTES: usize = 8;

pub fn section(frame: &Frame, preview: &PlanPreview) -> AnyView {
    let lang = frame.lang;
    let effect = &preview.effect;
    let note = tf(lang, K::PlanComputedAt, &[&preview.at]);
    let notes = notes(lang, &preview.notes);
    let moves = moves(effect);
    let parts = parts(lang, preview);
    let (head, warnings) = (head(frame, effect), warnings(lang, effect));
    let figures = moves.then(|| figures(frame, effect));
    let statuses = moves.then(|| statuses(lang, effect));
    let (turns, work) = (turns(lang, &effect.turns), work(lang, &effect.work));
    let (units, lines) = (units(frame, &effect.units), lines(lang, preview));
    view! {
        <Section lang title=K::PlanMoves>
            <p class="small quiet">{note}</p>
            <p class="plan-head" id="preview" tabindex="-1" autofocus=true>{head}</p>
            {parts}
            {figures} {statuses} {warnings} {notes} {turns} {work} {units} {lines}
        </Section>
    }
    .into_any()
}

fn name(frame: &Frame, of: &MovedOf) -> String {
    match of {
        MovedOf::Named(name) => name.to_string(),
        MovedOf::Whole(Some(group)) => text::whole(frame.lang, *group).to_owned(),
        MovedOf::Whole(None) => text::whole_place(frame.lang, frame.place()),
    }
}

/// Whether it moves anything of today.
fn moves(effect: &PlanEffect) -> bool {
    let figures = !(effect.workstreams.is_empty() && effect.units.is_empty());
    figures || !(effect.turns.is_empty() && effect.work.is_empty())
}

/// Whether anything of it moves as it is printed.
fn seen(lang: Lang, it: &FiguresMoved) -> bool {
    let differs = |change: &Change| {
        text::maybe_percent(lang, change.now) != text::maybe_percent(lang, change.then)
    };
    [&it.claimed, &it.accepted, &it.measured, &it.plan]
        .into_iter()
        .any(differs)
}

/// The largest move in one sentence, and what becomes of the campaign.
fn head(frame: &Frame, effect: &PlanEffect) -> AnyView {
    let lang = frame.lang;
    let told = |it: &FiguresMoved| {
        let Change { now, then } = it.accepted;
        let of = tf(lang, K::PlanAcceptedOf, &[&name(frame, &it.of)]);
        let [was, is] = [now, then].map(|share| text::maybe_percent(lang, share));
        if was == is {
            return tf(lang, K::PlanHeadStays, &[&name(frame, &it.of), &is]);
        }
        if now.is_none() {
            return tf(lang, K::PlanHeadBegins, &[&of, &is]);
        }
        let way = if then > now { K::PlanUp } else { K::PlanDown };
        tf(lang, K::PlanHeadMoves, &[&of, &was, t(lang, way), &is])
    };
    if !moves(effect) {
        return t(lang, K::PlanMovesNothing).into_any();
    }
    let moved = effect.workstreams.iter().filter(|it| seen(lang, it));
    let moved: Vec<&FiguresMoved> = moved.collect();
    // One of many is told as one of so many, which are listed under it.
    let of_many = (moved.len() > 1).then(|| {
        let number = text::integer(lang, moved.len() as i64);
        let words = tf(lang, K::PlanHeadOfMany, &[&number]);
        view! { <a href=format!("#{MOVED}")>{words}</a> {t(lang, K::PlanHeadMost)} " " }
    });
    let largest = moved.first().map(|it| told(it));
    let words: Vec<String> = largest.into_iter().chain([told(&effect.whole)]).collect();
    let words = format!("{}.", words.join("; "));
    view! { {of_many} {words} }.into_any()
}

fn figures(frame: &Frame, effect: &PlanEffect) -> AnyView {
    let lang = frame.lang;
    // Of a few all that moves, of many what is accepted.
    let moved: Vec<_> = effect
        .workstreams
        .iter()
        .filter(|it| seen(lang, it))
        .collect();
    let few = moved.len() <= FEW;
    let in_full = if few { moved.clone() } else { Vec::new() };
    let whole = std::iter::once(&effect.whole);
    let all = whole.chain(in_full);
    let mut rows: Vec<_> = all
        .flat_map(|it| {
            let of = name(frame, &it.of);
            let gap = match it.gap {
                (Some(now), Some(then)) => Some(gap_row(lang, &of, now, then)),
                _ => None,
            };
            [
                share_row(lang, tf(lang, K::PlanClaimedOf, &[&of]), it.claimed),
                share_row(lang, tf(lang, K::PlanAcceptedOf, &[&of]), it.accepted),
                share_row(lang, tf(lang, K::PlanMeasuredOf, &[&of]), it.measured),
                share_row(lang, tf(lang, K::PlanPlanOf, &[&of]), it.plan),
            ]
            .into_iter()
            .chain(gap)
        })
        .collect();
    if !few {
        let accepted = moved.iter().take(NAMED);
        rows.extend(accepted.map(|it| {
            let of = tf(lang, K::PlanAcceptedOf, &[&name(frame, &it.of)]);
            share_row(lang, of, it.accepted)
        }));
    }
    let left = moved.len().saturating_sub(NAMED);
    view! {
        <div id=MOVED>
            {moves_table(lang, t(lang, K::PlanMoves), "%", rows)} {more(lang, left)}
        </div>
    }
    .into_any()
}

fn moves_table(lang: Lang, label: &str, head: &str, rows: Vec<AnyView>) -> AnyView {
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=label.to_owned()>
            <table class="plan-moves">
                <thead>
                    <tr>
                        <th scope="col">{head.to_owned()}</th>
                        <th scope="col" class="n">{t(lang, K::PlanBefore)}</th>
                        <th scope="col" class="n">{t(lang, K::PlanAfter)}</th>
                        <th scope="col" class="n">{t(lang, K::PlanDifference)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn share_row(lang: Lang, of: String, Change { now, then }: Change) -> AnyView {
    let cell = |share: Option<Share>| text::maybe_percent(lang, share);
    let points = then.zip(now).map(|(then, now)| then.points_from(now));
    let differs = points.map_or_else(|| NONE.to_owned(), |it| text::signed_points(lang, it));
    row(of, cell(now), cell(then), differs)
}

fn gap_row(lang: Lang, of: &str, now: i64, then: i64) -> AnyView {
    let of = tf(lang, K::PlanGapOf, &[of]);
    let cell = |points| text::signed_points(lang, points);
    row(of, cell(now), cell(then), cell(then - now))
}

fn row(of: String, was: String, is: String, differs: String) -> AnyView {
    view! {
        <tr>
            <th scope="row">{of}</th>
            <td class="n">{was}</td>
            <td class="n after"><b>{is}</b></td>
            <td class="n">{differs}</td>
        </tr>
    }
    .into_any()
}

fn statuses(lang: Lang, effect: &PlanEffect) -> AnyView {
    let rows: Vec<_> = effect
        .statuses
        .iter()
        .map(|(status, was, is)| {
            let number = |n: u32| text::integer(lang, i64::from(n));
            let differs = i64::from(*is) - i64::from(*was);
            view! {
                <tr>
                    <th scope="row">{glyph(*status)} " " {text::status(lang, *status)}</th>
                    <td class="n">{number(*was)}</td>
                    <td class="n after"><b>{number(*is)}</b></td>
                    <td class="n">{signed(lang, differs)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    moves_table(
        lang,
        t(lang, K::PlanStatuses),
        t(lang, K::PlanStatuses),
        rows,
    )
}

fn signed(lang: Lang, number: i64) -> String {
    let sign = if number > 0 { "+" } else { "" };
    format!("{sign}{}", text::integer(lang, number))
}

/// What asks for something else to be done.
fn warnings(lang: Lang, effect: &PlanEffect) -> Option<AnyView> {
    let number = |n: usize| text::integer(lang, n as i64);
    let mut lines: Vec<AnyView> = Vec::new();
    if !effect.orphaned.is_empty() {
        let head = tf(lang, K::PlanOrphaned, &[&number(effect.orphaned.len())]);
        let named: Vec<String> = effect
            .orphaned
            .iter()
            .take(NAMED)
            .map(|(title, unit)| format!("{unit}: {title}"))
            .collect();
        let named = named.join("; ");
        lines.push(view! { <li><b>{head}</b> " " {named}</li> }.into_any());
    }
    let gains = effect.work.iter().filter(|it| it.then > it.now);
    let overloaded: Vec<String> = gains
        .filter(|it| it.overloaded())
        .map(|it| {
            let company = it.company.as_ref().map(ToString::to_string);
            let (then, best) = (number(it.then), number(it.most_in_a_month));
            format!("{} {then} ({best})", company.unwrap_or_default())
        })
        .collect();
    if !overloaded.is_empty() {
        let words = tf(lang, K::PlanOverload, &[&overloaded.join(", ")]);
        lines.push(view! { <li>{words}</li> }.into_any());
    }
    let (now, then) = effect.minutes;
    if now != then {
        let hours = |it| text::one_decimal(lang, it / Value::from_integer(60));
        let [now, then] = [now, then].map(hours);
        let words = tf(lang, K::PlanBurden, &[&now, &then]);
        lines.push(view! { <li>{words}</li> }.into_any());
    }
    (!lines.is_empty()).then(|| {
        view! { <div class="conflict"><ul class="plain-list">{lines}</ul></div> }.into_any()
    })
}

/// How many rows of each part would be saved, where they are of several.
fn parts(lang: Lang, preview: &PlanPreview) -> Option<AnyView> {
    if preview.parts.len() < 2 {
        return None;
    }
    let said: Vec<String> = preview
        .parts
        .iter()
        .map(|(file, rows)| {
            let part = match text::plan_file_named(lang, file) {
                "" => t(lang, K::NavPeople),
                part => part,
            };
            format!("{part} {}", text::integer(lang, *rows as i64))
        })
        .collect();
    let words = tf(lang, K::PlanPartsWritten, &[&said.join(", ")]);
    Some(view! { <p class="second">{words}</p> }.into_any())
}

/// What the import notes of the rows: the first, each once.
fn notes(lang: Lang, notes: &[String]) -> Option<AnyView> {
    let mut all: Vec<&String> = Vec::new();
    for it in notes {
        if !all.contains(&it) {
            all.push(it);
        }
    }
    let left = all.len().saturating_sub(NOTES);
    let lines: Vec<_> = all
        .iter()
        .take(NOTES)
        .map(|it| view! { <li>{(*it).clone()}</li> })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <h3>{t(lang, K::PlanNotes)}</h3>
            <ul class="plain-list">{lines}</ul>
            {more(lang, left)}
        }
        .into_any()
    })
}

fn turns(lang: Lang, turns: &[Turn]) -> Option<AnyView> {
    if turns.is_empty() {
        return None;
    }
    let word = |status: Option<Status>| {
        status.map_or(t(lang, K::PlanTurnNone), |it| text::status(lang, it))
    };
    let lines: Vec<_> = turns
        .iter()
        .take(NAMED)
        .map(|it| {
            let words = format!("{} – {}", it.unit, it.workstream);
            let turn = format!(": {} → {}", word(it.was), word(it.now));
            view! { <li><a href=duty_path(&it.duty)>{words}</a> {turn}</li> }
        })
        .collect();
    let head = tf(
        lang,
        K::PlanTurns,
        &[&text::integer(lang, turns.len() as i64)],
    );
    let left = turns.len().saturating_sub(NAMED);
    Some(view! { <h3>{head}</h3><ul class="plain-list">{lines}</ul> {more(lang, left)} }.into_any())
}

fn more(lang: Lang, left: usize) -> Option<AnyView> {
    (left > 0).then(|| {
        let words = tf(lang, K::PlanMoreLines, &[&text::integer(lang, left as i64)]);
        view! { <p class="quiet">{words}</p> }.into_any()
    })
}

fn work(lang: Lang, work: &[WorkMoved]) -> Option<AnyView> {
    if work.is_empty() {
        return None;
    }
    let number = |n: usize| text::integer(lang, n as i64);
    let rows: Vec<_> = work
        .iter()
        .map(|it| {
            let of = match &it.company {
                Some(name) => name.to_string(),
                None => t(lang, K::PlanWorkUnits).to_owned(),
            };
            let best = match it.company {
                Some(_) => number(it.most_in_a_month),
                None => NONE.to_owned(),
            };
            let differs = it.then as i64 - it.now as i64;
            view! {
                <tr>
                    <th scope="row">{of}</th>
                    <td class="n">{number(it.now)}</td>
                    <td class="n after"><b>{number(it.then)}</b></td>
                    <td class="n">{signed(lang, differs)}</td>
                    <td class="n">{best}</td>
                </tr>
            }
        })
        .collect();
    Some(
        view! {
            <h3>{t(lang, K::PlanWork)}</h3>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::PlanWork)>
                <table class="plan-moves">
                    <thead>
                        <tr>
                            <th scope="col">{t(lang, K::PlanOpenNow)}</th>
                            <th scope="col" class="n">{t(lang, K::PlanBefore)}</th>
                            <th scope="col" class="n">{t(lang, K::PlanAfter)}</th>
                            <th scope="col" class="n">{t(lang, K::PlanDifference)}</th>
                            <th scope="col" class="n">{t(lang, K::PlanBestMonth)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any(),
    )
}

fn units(frame: &Frame, units: &[FiguresMoved]) -> Option<AnyView> {
    let lang = frame.lang;
    let units: Vec<_> = units.iter().filter(|it| seen(lang, it)).collect();
    if units.is_empty() {
        return None;
    }
    let rows = units
        .iter()
        .take(NAMED)
        .map(|it| share_row(lang, name(frame, &it.of), it.accepted))
        .collect();
    let left = units.len().saturating_sub(NAMED);
    Some(
        view! {
            <h3>{t(lang, K::PlanMovedUnits)}</h3>
            {moves_table(lang, t(lang, K::PlanMovedUnits), "%", rows)}
            {more(lang, left)}
        }
        .into_any(),
    )
}

/// The rows that would be saved.
fn lines(lang: Lang, preview: &PlanPreview) -> AnyView {
    let head = tf(
        lang,
        K::PlanWouldWrite,
        &[&text::integer(lang, preview.rows as i64)],
    );
    let shown = preview.lines.iter().take(PLAN_LINES);
    let rows: Vec<_> = shown.map(|it| line(lang, it)).collect();
    // Also of a print: what it leaves out, and where all of it is.
    let whole = (preview.rows > PLAN_LINES).then(|| {
        let [shown, all] = [PLAN_LINES, preview.rows].map(|n| text::integer(lang, n as i64));
        let words = tf(lang, K::PlanSomeLines, &[&shown, &all]);
        view! {
            <p class="small">
                {words} " "
                <button class="btn quiet-btn" name="action" value="csv" form=FORM>
                    {tf(lang, K::PlanAllLines, &[&all])}
                </button>
            </p>
        }
    });
    view! {
        <h3>{head.clone()}</h3>
        <div class="plan-lines" tabindex="0" role="region" aria-label=head>
            <ul class="plain-list">{rows}</ul>
        </div>
        {whole}
    }
    .into_any()
}

fn line(lang: Lang, it: &PlanLine) -> AnyView {
    let (part, told) = text::plan_line(lang, it);
    view! {
        <li>
            {it.label.clone()}
            <span class="line small quiet">{part} ": " {told}</span>
        </li>
    }
    .into_any()
}
