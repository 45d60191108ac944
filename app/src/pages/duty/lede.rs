//! The head of the page: where it belongs, the sentence, what it brings.
use leptos::prelude::*;

use super::court;
use crate::{
    components::{
        as_of, explained_sentence, first_promised, group_path, href, judged, provisional, sentence,
        three_bars, trust_of, unit_path, workstream_path,
    },
    domain::{DocumentNumber, Figure, Holder, Of, ShareOf, Status, What},
    text::{
        self, DutyTold, Key as K, Lang, Run, duty_headline, headline, rich, speaks_of_first, t, tf,
    },
    views::{DutyEnd, DutyPage, Frame, document_path},
};

pub fn lede(frame: &Frame, page: &DutyPage) -> AnyView {
    let lang = frame.lang;
    let of = Of::Duty(page.key.clone());
    let role = match page.lead {
        true => K::DutyLead,
        false => K::DutyContribute,
    };
    let volume = page.volume.map(|n| {
        let words = format!(
            ", {} {}",
            text::integer(lang, n),
            page.workstream.count_unit
        );
        view! { <span>{words}</span> }
    });
    let others = text::with_others_leading(lang, page.leads_with);
    let group = page.group.as_ref().map(|(code, name)| {
        let path = href(frame, &group_path(code));
        view! { <span><a href=path>{tf(lang, K::DutyOfGroup, &[name])}</a></span> }
    });
    let first = first_promised(lang, &page.first_terms, "").map(|words| {
        let words = format!("{}: {words}", t(lang, K::RedefinedFirst));
        view! { <span class="second">{words}</span> }
    });
    let figure = Figure::new(What::Share(ShareOf::Accepted), of.clone());
    let figures = &page.figures;
    let stands = match figures.accepted() {
        Some(_) => {
            let told = headline(lang, figures, None, None, None);
            explained_sentence(frame, &of, figures, told)
        }
        None => {
            let slots = page.rhythms.iter().flat_map(|it| &it.slots);
            let later = slots.filter_map(|slot| slot.row.counts_later(frame.day()));
            match later.min() {
                Some(from) => tf(lang, K::DutyCountsFrom, &[&text::day(lang, from)]).into_any(),
                None => t(lang, K::DutyCountsNothing).into_any(),
            }
        }
    };
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, "/units")>{t(lang, K::NavUnits)}</a>
            " / "
            <a href=href(frame, &unit_path(&page.key.unit))>{page.unit.name.to_string()}</a>
            " / "
            <a href=href(frame, &workstream_path(&page.workstream))>{page.workstream.short_name()}</a>
        </nav>
        <div class="lede">
            <div>
                <p class="eyebrow">
                    <b class="unit-name">{format!("{} · {}", page.unit.name, page.workstream.name)}</b>
                    {provisional(lang, page.provisional || page.workstream.provisional)}
                    <span>{format!("{}{others}", t(lang, role))} {volume}</span>
                    {group}
                    {first}
                    {judged(lang, page.judgement)}
                    {by_extended(lang, page)}
                </p>
                <h1>{sentence(duty_headline(lang, &told(page, frame), frame.day()))}</h1>
                <p class="say">
                    {brings(frame, page).map(|runs| view! { {sentence(runs)} " " })}
                    {t(lang, K::DutyStands)}
                    {stands}
                    {waiting(frame, page).map(sentence)}
                    "."
                </p>
                {trust_of(frame, page.rechecks.trust, &figure)}
            </div>
            <div class="lede-end">{three_bars(frame, &of, &page.figures)} {as_of(frame)}</div>
        </div>
    }
    .into_any()
}

/// That the duty is over, to who asked for a day after its end.
pub fn ended(frame: &Frame, page: &DutyPage) -> Option<AnyView> {
    let it = page.ended.as_ref()?;
    let shown = tf(
        frame.lang,
        K::DutyOverShown,
        &[&text::day(frame.lang, frame.day())],
    );
    Some(
        view! {
            <p class="warning" role="note" data-ended=it.from.to_string()>
                {over_since(frame, it)}
                " "
                {shown}
            </p>
        }
        .into_any(),
    )
}

/// Since when a duty is over, by which decision and why.
pub fn over_since(frame: &Frame, it: &DutyEnd) -> AnyView {
    let lang = frame.lang;
    let from = text::day(lang, it.from);
    let number = it.decision.as_deref().map(DocumentNumber::bare);
    let number = number.filter(|it| !it.is_empty()).map(|bare| {
        let words = tf(lang, K::DecisionOnly, &[bare]);
        let path = DocumentNumber::of(bare).map(|it| href(frame, &document_path(&it)));
        match path {
            Some(path) => view! { ", " <a href=path>{words}</a> }.into_any(),
            None => format!(", {words}").into_any(),
        }
    });
    let reason = it.reason.as_deref().filter(|it| !it.is_empty());
    let reason = reason.map(|it| format!(" ({it})"));
    view! { <b>{tf(lang, K::DutyOver, &[&from])}</b> {number} {reason} "." }.into_any()
}

/// What the sentence is made of.
fn told<'a>(page: &'a DutyPage, frame: &Frame) -> DutyTold<'a> {
    let first = page.first().map(|(_, it)| it);
    let back = first.and_then(|it| it.came_back());
    let finished = page.milestones.iter().chain(&page.folded);
    let finished = finished.map(|it| &it.row);
    let finished = finished.filter(|row| row.kind.counts());
    let next = page.rhythms.iter().filter_map(|it| it.next.as_ref());
    let next = next.min_by_key(|(_, due)| *due);
    DutyTold {
        judgement: page.judgement,
        unit: &page.unit.name,
        ended: page.unit.ends_on.filter(|day| *day <= frame.day()),
        products: page.figures.products,
        recurs: !page.rhythms.is_empty(),
        next: next.map(|(name, due)| (name.as_ref(), *due)),
        first: first.map(|it| &it.row),
        reason: back.filter(|it| !it.hidden).map_or("", |it| &it.text),
        outcome: page.outcome.as_ref(),
        finished_on: finished.filter_map(|row| row.finished_on).max(),
    }
}

/// "Được nghiệm thu thì thêm 9,4 điểm cho CSDL an sinh xã hội, 0,4 điểm cho toàn thành phố." What it is
/// that is accepted is named where the sentence above speaks of something else.
fn brings(frame: &Frame, page: &DutyPage) -> Option<Vec<Run>> {
    let lang = frame.lang;
    let brings = page.foremost.as_ref()?.brings?;
    let points = |share| text::share_points(lang, share);
    let work = page.workstream.short_name();
    let place = text::place(lang, frame.place());
    let told = told(page, frame);
    let acceptance = match told.first.filter(|_| !speaks_of_first(&told)) {
        Some(row) => tf(lang, K::DutyAcceptanceOf, &[&row.title]),
        None => t(lang, K::DutyAcceptance).to_owned(),
    };
    Some(match (brings.workstream, brings.campaign) {
        (Some(workstream), Some(campaign)) => rich(
            t(lang, K::DutyBringsBoth),
            &[
                &acceptance,
                &points(workstream),
                &work,
                &points(campaign),
                place,
            ],
        ),
        (Some(workstream), None) => rich(
            t(lang, K::DutyBringsWork),
            &[&acceptance, &points(workstream), &work],
        ),
        _ => rich(t(lang, K::DutyBrings), &[&acceptance, &points(brings.duty)]),
    })
}

/// What of the duty waits for a decision.
fn waiting(frame: &Frame, page: &DutyPage) -> Option<Vec<Run>> {
    let lang = frame.lang;
    let shares = page.figures.claimed().zip(page.figures.accepted());
    let points = shares.map(|(claimed, accepted)| claimed.points_from(accepted))?;
    let words = text::points(lang, points);
    (points > 0).then(|| rich(t(lang, K::DutyWaiting), &[&words]))
}

/// "Sở Nội vụ giữ từ 24/11/2026." What waits is held by nobody: "Chờ cấp trên từ 24/11/2026."
pub fn held_since(
    frame: &Frame,
    page: &DutyPage,
    name: impl Fn(Holder) -> String,
) -> Option<String> {
    let (_, first) = page.first()?;
    let clock = first.clock.as_ref()?;
    let holder = clock.holder?;
    let since = clock.stretches.last()?.from;
    let (lang, since) = (frame.lang, court::since(frame.lang, page, since));
    Some(match (holder, &first.row.awaits) {
        (Holder::Above, Some(awaited)) => tf(lang, K::DutyHeldAwaits, &[awaited, &since]),
        (Holder::Above, None) => tf(lang, K::DutyHeldAbove, &[&since]),
        _ => tf(lang, K::DutyHeld, &[&name(holder), &since]),
    })
}

/// Beside a status that is not late: how far behind the deadlines that were promised first it is.
fn by_extended(lang: Lang, page: &DutyPage) -> Option<AnyView> {
    let status = page.judgement?.status;
    if matches!(status, Status::Late | Status::Done) {
        return None;
    }
    let f = &page.figures;
    if let Some(behind) = f.behind_but_for_extensions() {
        let words = tf(lang, K::DutyByExtended, &[&text::points(lang, behind)]);
        return Some(view! { <span class="second" data-extended="">{words}</span> }.into_any());
    }
    let behind = f.behind_but_for_decisions()?;
    let words = tf(lang, K::DutyByReport, &[&text::points(lang, behind)]);
    Some(view! { <span class="second">{words}</span> }.into_any())
}
