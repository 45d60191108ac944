//! `/units/{code}`: one unit against its plan.
use leptos::prelude::*;

use super::Content;
use crate::{
    chart,
    components::{
        Section, among, as_of, cancelled_late, clocks, deadline_ledger, downloads, duty_table,
        event_list, explained_sentence, href, method_note, others, outcomes, partner_path,
        plan_links, provisional, redefinitions, sentence, status_strip, taken_late, three_bars,
        trust_of, week_ends, week_table, weeks_label, weeks_legend,
    },
    domain::{AssignmentRole, Figure, Of, ShareOf, Status, What},
    text::{self, Key as K, headline, rich, t, tf},
    views::{Frame, PlanFile, Table, UnitPage, UnitPartner, plan_row_path},
};

pub fn page(frame: &Frame, page: UnitPage) -> Content {
    let lang = frame.lang;
    let tab = page.unit.name.to_string();
    let code = page.unit.code.clone();
    let head = lede(frame, &page);
    let weeks = unit_weeks(frame, &page);
    let among = page
        .among
        .as_ref()
        .map(|it| among(frame, page.unit.kind, it));
    let tables = tables(frame, &page);
    let strip = (page.all.duties > 0).then(|| {
        view! {
            <div data-scope="unit-all" data-code=code.to_string()>
                {status_strip(frame, &Of::AllOfUnit(code.clone()), &page.all)}
            </div>
        }
    });
    // Each list counts what it holds.
    let products: u32 = page.duties.iter().map(|duty| duty.figures.products).sum();
    let title = tf(
        lang,
        K::DutiesTitle,
        &[
            &page.duties.len().to_string(),
            &text::integer(lang, i64::from(products)),
        ],
    );
    // Nobody is asked at a unit that is closed, nor on a day that is over.
    let asks = frame.reader.as_ref().is_some_and(|it| it.role.asks());
    let asks = asks && !frame.only_reads() && !page.closed;
    let only_beside = page.duties.is_empty() && !page.beside.is_empty();
    let duties = if page.duties.is_empty() {
        view! { <p class="quiet">{t(lang, K::DutiesNone)}</p> }.into_any()
    } else {
        view! {
            {duty_table(frame, &code, title.clone(), page.duties, asks)}
            {legend(frame)}
        }
        .into_any()
    };
    let others = others(lang, page.others);
    let duties = (!only_beside).then(|| {
        view! {
            <Section lang class="duties-section" title note=K::DutiesNote>
                {duties}
            </Section>
        }
    });
    let beside = (!page.beside.is_empty()).then(|| {
        let title = t(lang, K::BesideTitle).to_owned();
        let table = duty_table(frame, &code, title.clone(), page.beside, asks);
        let legend = only_beside.then(|| legend(frame));
        view! { <Section lang title note=K::BesideNote>{table} {legend}</Section> }
    });
    let measured = (!page.outcomes.is_empty()).then(|| {
        let rows = outcomes(frame, page.outcomes);
        view! { <Section lang title=K::OutcomesTitle>{rows}</Section> }
    });
    let events = event_list(frame, page.events, false);
    let events = view! {
        <Section lang title=K::EventsTitle note=K::EventsNote>
            {events}
        </Section>
    };
    let granted = deadline_ledger(frame, &page.deadlines);
    let redefined = redefinitions(frame, &page.redefinitions);
    let turns = clocks(lang, &page.clocks).map(|content| {
        view! { <Section lang title=K::ClockTitle>{content}</Section> }
    });
    let links = vec![
        (
            plan_row_path(PlanFile::Units, code.as_str()),
            K::PlanEditUnit,
        ),
        (format!("/plan/duties?q={code}"), K::PlanUnitDuties),
        (format!("/plan/assignments?q={code}"), K::PlanUnitCompanies),
    ];
    let changes = plan_links(frame, links);
    let columns = if measured.is_some() { "two-even" } else { "" };
    let content = view! {
        <div data-scope="unit" data-code=code.to_string()>{head} {strip}</div>
        {duties}
        {others}
        {beside}
        {weeks}
        {among}
        {turns}
        <div class=columns>{measured} {events}</div>
        {granted}
        {redefined}
        {changes}
        {downloads(frame, &tables)}
        {method_note(lang)}
    };
    Content::new("unit", tab, content)
}

/// The page's tables in its order.
fn tables(frame: &Frame, page: &UnitPage) -> Vec<(Table, String)> {
    let mut tables = vec![
        (Table::Duties, K::SheetDuties),
        (Table::Milestones, K::SheetMilestones),
    ];
    if !page.outcomes.is_empty() {
        tables.push((Table::Outcomes, K::OutcomesTitle));
    }
    tables.extend([
        (Table::Companies, K::NavPartners),
        (Table::Events, K::EventsTitle),
    ]);
    let word = |(name, key)| (name, t(frame.lang, key).to_owned());
    tables.into_iter().map(word).collect()
}

fn lede(frame: &Frame, page: &UnitPage) -> AnyView {
    let lang = frame.lang;
    let deadline = frame.campaign.as_ref().and_then(|c| c.deadline);
    let told = match page.closed {
        true => rich(t(lang, K::UnitClosedHead), &[]),
        false => headline(lang, &page.all, None, deadline),
    };
    let of = Of::AllOfUnit(page.unit.code.clone());
    let told = match page.closed {
        true => sentence(told).into_any(),
        false => explained_sentence(frame, &of, &page.all, told),
    };
    let apart_bars = (page.figures.duties > 0 && page.figures.duties < page.all.duties)
        .then(|| view! { <p class="small quiet">{t(lang, K::UnitBarsApart)}</p> });
    let closed = page.unit.ends_on.filter(|_| page.closed).map(|day| {
        let words = tf(lang, K::UnitClosed, &[&text::day(day)]);
        let links = page.successors.iter().map(|(code, name)| {
            let path = href(frame, &format!("/units/{code}"));
            view! { " " <a href=path>{name.to_string()}</a> }
        });
        let links: Vec<_> = links.collect();
        let goes_on = (!links.is_empty()).then(|| view! { " " {t(lang, K::UnitGoesOn)} {links} });
        view! { <p class="warning">{words} {goes_on}</p> }
    });
    view! {
        <nav class="crumb" aria-label=t(lang, K::Breadcrumb)>
            <a href=href(frame, "/units")>{t(lang, K::NavUnits)}</a>
            " / "
            <span>{text::unit_kind(lang, page.unit.kind)}</span>
        </nav>
        <div class="lede">
            <div>
                <p class="eyebrow">
                    <b class="unit-name">{page.unit.name.to_string()}</b>
                    {provisional(lang, page.unit.provisional)}
                    <span>{text::bloc(lang, page.unit.bloc)}</span>
                </p>
                <h1>{told}</h1>
                {trust_of(frame, page.trust, &Figure::new(What::Share(ShareOf::Accepted), of))}
                {apart(frame, page)}
                {cancelled_late(lang, page.cancelled_late)}
                {taken_late(lang, page.taken_late)}
                {commitments(frame, page)}
                {closed}
                {who(frame, page)}
            </div>
            <div class="lede-end">{three_bars(frame, &Of::Unit(page.unit.code.clone()), &page.figures)} {apart_bars} {as_of(frame)}</div>
        </div>
    }
    .into_any()
}

/// The unit week by week; nothing before its second week.
fn unit_weeks(frame: &Frame, page: &UnitPage) -> Option<AnyView> {
    let lang = frame.lang;
    if page.weeks.len() < 2 || page.all.duties == 0 {
        return None;
    }
    let title = tf(lang, K::WeeksTitle, &[&(page.weeks.len() - 1).to_string()]);
    let drawing = chart::weeks(&page.weeks, &weeks_label(lang, &title, &page.weeks));
    let ends = week_ends(&page.weeks);
    let table = week_table(frame, &Of::AllOfUnit(page.unit.code.clone()), &page.weeks);
    Some(
        view! {
            <Section lang class="unit-weeks" title note=K::WeeksNote>
                <div class="weeks-large" inner_html=drawing></div>
                {ends}
                {weeks_legend(lang)}
                {table}
            </Section>
        }
        .into_any(),
    )
}

/// "Giữ cam kết 3/5", and those whose day has not passed.
fn commitments(frame: &Frame, page: &UnitPage) -> Option<AnyView> {
    let lang = frame.lang;
    let it = page.commitments.filter(|it| it.any())?;
    let number = |n: u32| text::integer(lang, i64::from(n));
    let kept = (it.judged() > 0).then(|| {
        tf(
            lang,
            K::CommitmentsOfUnit,
            &[&number(it.kept), &number(it.judged())],
        )
    });
    let open = (it.open > 0).then(|| tf(lang, K::CommitmentsOpen, &[&number(it.open)]));
    let told: Vec<String> = kept.into_iter().chain(open).collect();
    Some(view! { <p class="second" id="commitments">{told.join(", ")}</p> }.into_any())
}

/// What the headline counts of the unit, named apart where that is not all.
fn apart(frame: &Frame, page: &UnitPage) -> Option<AnyView> {
    let lang = frame.lang;
    let f = page.figures;
    if f.duties == 0 || f.duties == page.all.duties {
        return None;
    }
    let number = |n: u32| text::integer(lang, i64::from(n));
    let words = tf(
        lang,
        K::UnitApart,
        &[
            &number(f.duties),
            &number(page.all.duties),
            &text::maybe_percent(lang, f.accepted()),
            &text::maybe_percent(lang, f.expected_original()),
            &number(f.count(Status::Late)),
        ],
    );
    Some(view! { <p class="second">{words}</p> }.into_any())
}

/// Heads and companies.
fn who(frame: &Frame, page: &UnitPage) -> AnyView {
    let lang = frame.lang;
    let heads: Vec<_> = page
        .heads
        .iter()
        .map(|head| {
            let title = (!head.title.is_empty()).then(|| format!(", {}", head.title));
            let phone = head.phone.as_ref().map(|phone| {
                let dialled: String = phone
                    .chars()
                    .filter(|c| c.is_ascii_digit() || *c == '+')
                    .collect();
                view! { ", " <a class="nowrap" href=format!("tel:{dialled}")>{phone.clone()}</a> }
            });
            view! { <dd><b>{head.name.clone()}</b> {title} {phone}</dd> }
        })
        .collect();
    let of = |role| -> Vec<_> {
        page.partners
            .iter()
            .filter(|p| p.role == role)
            .map(|p| partner(frame, p))
            .collect()
    };
    let lead = of(AssignmentRole::Lead);
    let none = lead
        .is_empty()
        .then(|| view! { <dd class="quiet">{t(lang, K::NoPartner)}</dd> });
    let support = of(AssignmentRole::Support);
    let support = (!support.is_empty())
        .then(|| view! { <div><dt>{t(lang, K::SupportCompanies)}</dt>{support}</div> });
    let heads =
        (!heads.is_empty()).then(|| view! { <div><dt>{t(lang, K::Heads)}</dt>{heads}</div> });
    view! {
        <dl class="people">
            {heads} <div>
                <dt>{t(lang, K::LeadCompany)}</dt>
                {lead}
                {none}
            </div> {support}
        </dl>
    }
    .into_any()
}

fn partner(frame: &Frame, partner: &UnitPartner) -> AnyView {
    let lang = frame.lang;
    let terms = partner.terms.as_ref().map(|terms| {
        let mut days = tf(lang, K::Since, &[&text::day(terms.from)]);
        if let Some(to) = terms.to {
            days.push(' ');
            days.push_str(&tf(lang, K::Until, &[&text::day(to)]));
        }
        let decision = (!terms.decision.is_empty()).then(|| terms.decision.to_string());
        view! {
            " "
            <span class="quiet" title=decision>
                {days}
            </span>
            {provisional(lang, terms.decision.is_empty())}
        }
    });
    let name = partner.name.to_string();
    // Where the terms are not the reader's, neither is the company's page.
    let name = if partner.terms.is_some() {
        view! { <a class="strong" href=href(frame, &partner_path(&partner.code))>{name}</a> }
            .into_any()
    } else {
        view! { <b>{name}</b> }.into_any()
    };
    view! { <dd>{name} {terms}</dd> }.into_any()
}

/// What the marks on the time lines mean.
fn legend(frame: &Frame) -> AnyView {
    let lang = frame.lang;
    let item = |path: &'static str, key: K| {
        let svg =
            format!("<svg class=\"lanes\" viewBox=\"0 0 22 14\" aria-hidden=\"true\">{path}</svg>");
        view! { <li><span inner_html=svg></span>{t(lang, key)}</li> }
    };
    view! {
        <ul class="legend">
            {item(r#"<path class="original" d="M11 1v12"/>"#, K::LegendOriginal)}
            {item(r#"<path class="current" d="M6.5 3h9l-4.5 8z"/>"#, K::LegendCurrent)}
            {item(r#"<path class="overdue" d="M1 7h20"/>"#, K::LegendLate)}
            {item(r#"<path class="done-late" d="M1 7h20"/>"#, K::LegendDoneLate)}
            <li>{t(lang, K::LegendGlyph)}</li>
        </ul>
    }
    .into_any()
}
