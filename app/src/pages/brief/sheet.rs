//! What every sheet has: the head of a Party document, title, week, foot.
use std::cmp::Ordering;

use chrono::{Datelike, TimeDelta};
use leptos::prelude::*;

use crate::{
    components::{Count, as_of, demo_badge, glyph, href, print_button_of, until},
    domain::{self, Campaign, Figures, Forecast, Outlook, Share, Status},
    pages::Content,
    text::{self, Key as K, Lang, NONE, plain_headline, t, tf},
    views::{Frame, SheetState},
};

/// A sheet to be written.
pub struct Sheet {
    pub title: K,
    /// What it is of, where it is not the campaign.
    pub of: Option<String>,
    /// The page that says all of it.
    pub full: String,
    pub state: SheetState,
    /// Beside the button that prints, for who may do more.
    pub more: Option<AnyView>,
}

pub fn page(frame: &Frame, sheet: Sheet, content: AnyView) -> Content {
    let lang = frame.lang;
    let tab = match &sheet.of {
        Some(of) => format!("{} · {of}", t(lang, K::Brief)),
        None => t(lang, K::Brief).to_owned(),
    };
    // The campaign's is full; of one unit or company there is room for names as they are.
    let class = match sheet.of {
        Some(_) => "sheet roomy",
        None => "sheet",
    };
    let body = view! {
        <div class="sheet-bar">
            <a href=href(frame, &sheet.full)>{t(lang, K::BriefBack)}</a>
            {sheet.more}
            {print_button_of(lang, K::BriefPrint)}
            {as_of(frame)}
        </div>
        <article class=class>
            {head(frame)}
            <h1>{t(lang, sheet.title)}</h1>
            {sheet.of.map(|of| view! { <p class="sheet-of">{of}</p> })}
            <p class="sheet-week">{week(frame)}</p>
            {content}
            {foot(frame, &sheet.state)}
        </article>
    };
    Content::new("brief-page", tab, body)
}

/// Who issues it at the left, the Party at the right with place and day.
fn head(frame: &Frame) -> AnyView {
    let lang = frame.lang;
    let campaign = frame.campaign.as_deref();
    let issued = campaign.map(|it| it.issued.clone()).unwrap_or_default();
    let name = campaign.map_or_else(String::new, |it| it.name.to_string());
    let by = issued.by.as_ref().map_or(name, ToString::to_string);
    let day = frame.day();
    let date = [day.day(), day.month(), day.year() as u32].map(|n| match n {
        1..=9 => format!("0{n}"),
        n => n.to_string(),
    });
    let date = date.each_ref().map(String::as_str);
    let dated = match &issued.at {
        Some(at) => format!("{at}, {}", tf(lang, K::IssuedOn, &date)),
        None => tf(lang, K::IssuedOnAlone, &date),
    };
    view! {
        <header class="sheet-head">
            <p>
                {issued.above.map(|above| view! { <span>{above.to_string()}</span> })}
                <b>{by}</b>
            </p>
            <p>
                <b class="party">{t(lang, K::PartyName)}</b>
                <i>{dated}</i>
                {demo_badge(frame)}
            </p>
        </header>
    }
    .into_any()
}

/// "Tuần 47 (16/11–22/11/2026), còn 39 ngày đến hạn 31/12/2026"
fn week(frame: &Frame) -> String {
    let (lang, day) = (frame.lang, frame.day());
    let monday = domain::monday(day);
    let mut words = tf(
        lang,
        K::WeekN,
        &[
            &day.iso_week().week().to_string(),
            &text::day_month(lang, monday),
            &text::day(lang, monday + TimeDelta::days(6)),
        ],
    );
    let campaign = frame.campaign.as_deref();
    if let Some(deadline) = campaign.and_then(|it: &Campaign| it.deadline) {
        let key = match day.cmp(&deadline) {
            Ordering::Greater => K::AfterDeadline,
            Ordering::Equal => K::OnDeadline,
            Ordering::Less => K::ToDeadline,
        };
        let left = text::until(lang, day, deadline);
        words.push_str(", ");
        words.push_str(&tf(lang, key, &[&left, &text::day(lang, deadline)]));
    }
    words
}

/// When the figures are of, and what they were written from.
fn foot(frame: &Frame, state: &SheetState) -> AnyView {
    let lang = frame.lang;
    let mark = state.mark.as_ref().map(|(seq, hash)| {
        let seq = text::integer(lang, *seq);
        format!(" · {}", tf(lang, K::BriefSeq, &[&seq, hash]))
    });
    view! {
        <p class="sheet-foot">
            <span>
                {until(frame)} {mark} " · " {t(lang, K::BriefAutomatic)}
            </span>
            <span>{t(lang, K::BriefPage)}</span>
        </p>
    }
    .into_any()
}

/// The sentence in bold: value, plan, gap, and where the pace leads.
pub fn sentence(runs: &[text::Run]) -> AnyView {
    view! { <p class="sheet-told">{plain_headline(runs)} "."</p> }.into_any()
}

/// "04/2027", or why there is no month.
pub fn finish(lang: Lang, figures: &Figures, outlook: Option<&Outlook>) -> String {
    if figures.accepted().is_some_and(Share::is_one) {
        return t(lang, K::StatusDone).to_lowercase();
    }
    match outlook.map(|it| &it.forecast) {
        Some(Forecast::Finish { likely, .. }) => text::month(lang, likely.day),
        Some(Forecast::Never { .. }) => t(lang, K::BriefNever).to_owned(),
        Some(Forecast::NotEnough) => t(lang, K::BriefUnknown).to_owned(),
        _ => NONE.to_owned(),
    }
}

/// Duties by status under what they are, with the share of each, and their numbers of a week before.
pub fn statuses(lang: Lang, head: K, figures: &Figures, before: Option<&Figures>) -> AnyView {
    let sum = |it: &Figures| it.counts.iter().sum::<u32>();
    let all = sum(figures);
    let number = |n: u32| text::integer(lang, n.into());
    let then = |n: Option<u32>| {
        let words = n.map(|n| format!("← {}", number(n)));
        before.map(|_| view! { <td class="n quiet">{words}</td> })
    };
    let row = |status: &Status| {
        let count = figures.count(*status);
        let name = format!("count-{}", status.code());
        view! {
            <tr data-status=status.code()>
                <th scope="row">{glyph(*status)} " " {text::status(lang, *status)}</th>
                <td class="n">
                    <b>
                        <Count lang name number=count/>
                    </b>
                </td>
                <td class="n">{text::maybe_percent(lang, figures.share_of_status(*status))}</td>
                {then(before.map(|it| it.count(*status)))}
            </tr>
        }
    };
    let rows: Vec<_> = Status::ALL.iter().map(row).collect();
    let week = before.map(|_| view! { <th scope="col" class="n">{t(lang, K::BriefLastWeek)}</th> });
    view! {
        <table class="sheet-statuses">
            <thead>
                <tr>
                    <th scope="col" colspan="2">{t(lang, head)}</th>
                    <th scope="col" class="n">{t(lang, K::BriefShare)}</th>
                    {week}
                </tr>
            </thead>
            <tbody>
                {rows}
                <tr class="sum">
                    <th scope="row">{t(lang, K::BriefAllDuties)}</th>
                    <td class="n">{number(all)}</td>
                    <td class="n">{text::maybe_percent(lang, (all > 0).then_some(Share::ONE))}</td>
                    {then(before.map(sum))}
                </tr>
            </tbody>
        </table>
    }
    .into_any()
}

/// A table whose rows have a name, a bar and numbers under `heads`; `more`: what is left out.
pub fn table(
    lang: Lang,
    title: String,
    name: K,
    heads: &[K],
    rows: Vec<AnyView>,
    more: Option<String>,
) -> AnyView {
    let heads: Vec<_> = heads
        .iter()
        .map(|key| view! { <th scope="col" class="n">{t(lang, *key)}</th> })
        .collect();
    view! {
        <section class="sheet-table">
            <h2>{title.clone()} " " <span>"(" {t(lang, K::BriefBarNote)} ")"</span></h2>
            <div class="table-scroll" tabindex="0" role="region" aria-label=title>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t(lang, name)}</th>
                            <th scope="col" class="sheet-bullet">{t(lang, K::ProgressHead)}</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {more.map(|words| view! { <p class="quiet">{words}</p> })}
        </section>
    }
    .into_any()
}

/// The gap in points under a head that says so: "−35,0".
pub fn gap(lang: Lang, figures: &Figures) -> String {
    let gap = figures.gap();
    gap.map_or_else(|| NONE.to_owned(), |gap| text::signed_tenths(lang, gap))
}
