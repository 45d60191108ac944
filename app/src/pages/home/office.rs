//! `/` of the office: what waits for it, what it has to arrange, then the campaign.
use leptos::prelude::*;

use crate::{
    components::{
        Section, as_of, campaign_path, explained_sentence, href, method_note, three_bars,
    },
    domain::{DECIDE_WITHIN, Of, SILENT_DAYS, Share},
    pages::{Content, review},
    text::{self, Key as K, headline, t, tf},
    views::{Frame, OfficeHome, ReviewItem, ToArrange},
};

/// Reports that are shown; the desk has all.
const OLDEST: usize = 6;
/// Tasks with the most points that wait.
const HELD: usize = 5;

pub fn page(frame: &Frame, home: OfficeHome) -> Content {
    let lang = frame.lang;
    let tab = t(lang, K::NavHome);
    let deadline = frame.campaign.as_ref().and_then(|it| it.deadline);
    let told = headline(
        lang,
        &home.campaign,
        home.later,
        Some(&home.outlook),
        deadline,
    );
    let desk = &home.desk;
    let oldest = oldest(frame, &desk.items, desk.waiting.total);
    let held: Vec<_> = desk
        .held
        .iter()
        .filter(|it| it.held.is_some_and(|held| !held.is_zero()))
        .take(HELD)
        .map(|it| {
            let path = format!("/review?workstream={}", it.workstream);
            let points = it.held.map(|held| text::points(lang, held.points_from(Share::ZERO)));
            view! {
                <li>
                    <a href=path>{it.name.to_string()}</a>
                    " "
                    <span class="second">{text::reports(lang, it.reports)} ", " <b>{points}</b></span>
                </li>
            }
        })
        .collect();
    let held = (!held.is_empty()).then(|| {
        view! {
            <Section lang title=K::OfficeHeld note=K::OfficeHeldNote>
                <ul class="plain-list">{held}</ul>
            </Section>
        }
    });
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{review::sentence(frame, &desk.waiting)}</h1>
                <p class="second">{review::kinds(lang, &desk.waiting)}</p>
            </div>
        </div>
        <div class="two">
            <div>{oldest}</div>
            <div>{arrange(frame, &home)} {held}</div>
        </div>
        <section class="section" data-scope="city">
            <div class="section-head">
                <h2>{t(lang, K::OfficeCampaign)}</h2>
                <a href=href(frame, campaign_path(frame))>{t(lang, K::OfficeCampaignGo)}</a>
            </div>
            <div class="lede">
                <p class="campaign-told">
                    {explained_sentence(frame, &Of::City, &home.campaign, told)}
                </p>
                <div class="lede-end">
                    {three_bars(frame, &Of::City, &home.campaign)} {as_of(frame)}
                </div>
            </div>
        </section>
        {method_note(lang)}
    };
    Content::new("home", tab, content)
}

fn oldest(frame: &Frame, items: &[ReviewItem], all: usize) -> AnyView {
    let lang = frame.lang;
    let rows: Vec<_> = items
        .iter()
        .take(OLDEST)
        .map(|it| line(frame, it))
        .collect();
    let content = match rows.is_empty() {
        true => view! { <p class="quiet none">{t(lang, K::ReviewTitleNone)}</p> }.into_any(),
        false => view! { <ul class="tasks unmarked">{rows}</ul> }.into_any(),
    };
    let number = text::integer(lang, all as i64);
    let end = view! { <a href="/review">{tf(lang, K::OfficeDesk, &[&number])}</a> }.into_any();
    view! {
        <Section lang title=K::OfficeOldest note=K::OfficeOldestNote end>{content}</Section>
    }
    .into_any()
}

fn line(frame: &Frame, it: &ReviewItem) -> AnyView {
    let lang = frame.lang;
    let path = format!("/review/{}", it.row.id);
    let kind = format!(
        "{} · {} · {}, {}",
        it.unit_name,
        it.workstream_name,
        text::kind(lang, it.row.kind).to_lowercase(),
        text::weight(lang, &it.row)
    );
    let adds = it.adds.map(|share| {
        let points = text::points(lang, share.points_from(Share::ZERO));
        tf(lang, K::OfficeAdds, &[&points])
    });
    let act = match it.own_unit {
        true => K::HomeDoSee,
        false => K::HomeDoDecide,
    };
    view! {
        <li data-milestone=it.row.id.to_string()>
            <div>
                <h3><a href=path.clone()>{it.row.title.to_string()}</a></h3>
                <p class="small quiet">{kind}</p>
            </div>
            <div class="task-end">
                <b>{tf(lang, K::WaitingFor, &[&text::days(lang, it.waiting_days)])}</b>
                <span class="small second">{adds}</span>
                <a class="task-act" href=path aria-hidden="true" tabindex="-1">{t(lang, act)}</a>
            </div>
        </li>
    }
    .into_any()
}

/// What else asks for the office, each with its number and the list it stands in.
fn arrange(frame: &Frame, home: &OfficeHome) -> AnyView {
    let lang = frame.lang;
    let ToArrange {
        to_reassign,
        to_reassign_soon,
        of_closed_units,
        without_product,
        unanswered,
        undecided,
        silent,
        old_book,
        members,
    } = &home.desk.to_arrange;
    let from_old_book = old_book.map_or(0, |it| it.accepted as usize);
    let within = DECIDE_WITHIN.to_string();
    let silent_days = SILENT_DAYS.to_string();
    let number = |n: usize| text::integer(lang, n as i64);
    let reassigned = tf(lang, K::OfficeReassign, &[&number(to_reassign.len())]);
    let reassigned = match to_reassign_soon {
        0 => reassigned,
        soon => tf(
            lang,
            K::OfficeReassignSoon,
            &[&reassigned, &number(*soon as usize)],
        ),
    };
    let lines = [
        (
            home.values,
            tf(lang, K::OfficeValues, &[&number(home.values)]),
            "/review?list=values",
        ),
        (
            unanswered.len(),
            tf(lang, K::OfficeUnanswered, &[&number(unanswered.len())]),
            "/explanations",
        ),
        (
            undecided.len(),
            tf(
                lang,
                K::OfficeUndecided,
                &[&text::reports(lang, undecided.len()), &within],
            ),
            "/review#to-arrange",
        ),
        (
            home.desk.asked.len(),
            tf(lang, K::OfficeAsked, &[&number(home.desk.asked.len())]),
            "/review#asked",
        ),
        (to_reassign.len(), reassigned, "/review#to-reassign"),
        (
            of_closed_units.len(),
            tf(
                lang,
                K::OfficeClosedUnits,
                &[&number(of_closed_units.len())],
            ),
            "/review#of-closed-units",
        ),
        (
            members.len(),
            tf(lang, K::GroupDueTitle, &[&number(members.len())]),
            "/review#members-due",
        ),
        (
            from_old_book,
            tf(lang, K::OfficeOldBook, &[&number(from_old_book)]),
            "/rechecks",
        ),
        (
            home.measure,
            tf(lang, K::OfficeMeasure, &[&number(home.measure)]),
            "/measure",
        ),
        (
            silent.len(),
            tf(
                lang,
                K::OfficeSilent,
                &[&number(silent.len()), &silent_days],
            ),
            "/units?silent=1",
        ),
        (
            without_product.len(),
            tf(lang, K::OfficeNoProduct, &[&number(without_product.len())]),
            "/review#to-arrange",
        ),
    ];
    let lines: Vec<_> = lines
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(_, words, path)| view! { <li><a href=path>{words}</a></li> })
        .collect();
    let content = match lines.is_empty() {
        true => view! { <p class="quiet none">{t(lang, K::OfficeArrangeNone)}</p> }.into_any(),
        false => view! { <ul class="plain-list">{lines}</ul> }.into_any(),
    };
    view! { <Section lang title=K::OfficeArrange>{content}</Section> }.into_any()
}
