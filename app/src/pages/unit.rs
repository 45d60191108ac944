//! `/units/{code}`: one unit against its plan.
use leptos::prelude::*;

use super::Content;
use crate::{
    chart::{self, BurnUp, Size},
    components::{
        Cells, Section, among, as_of, cancelled_late, clocks, contact, deadline_ledger, downloads,
        duty_table, event_list, explained, explained_count, explained_sentence, figure, filled,
        glyph, heads, href, method_note, note_with, one_page, others, outcomes, partner_path,
        picture_link, plan_links, provisional, provisional_row, redefinitions, sentence, star_told,
        status_strip, table, taken_late, three_bars, trust_of, unit_path, week_table, weeks_label,
    },
    domain::{
        AssignmentRole, Figure, Forecast, Mass, Of, RestSide, Role, Share, ShareOf, Status, What,
    },
    text::{self, Key as K, headline, rich, t, tf},
    views::{Frame, PlanFile, Table, UnitDuty, UnitPage, UnitPartner, plan_row_path},
};

pub fn page(frame: &Frame, page: UnitPage) -> Content {
    let lang = frame.lang;
    let tab = page.unit.name.to_string();
    let code = page.unit.code.clone();
    let head = lede(frame, &page);
    let weeks = unit_weeks(frame, &page);
    let rest = rest(frame, &page);
    let among = page
        .among
        .as_ref()
        .map(|it| among(frame, page.unit.kind, it));
    // Where the campaign counts all of it, one set of figures is both.
    let scope = if counts_all(&page) {
        "unit"
    } else {
        "unit-all"
    };
    let tables = tables(frame, &page);
    let strip = (page.all.duties > 0).then(|| {
        view! {
            {status_strip(frame, &Of::AllOfUnit(code.clone()), &page.all)}
        }
    });
    // Each list counts what it holds.
    let products: u32 = page.duties.iter().map(|duty| duty.figures.products).sum();
    let marked = |rows: &[UnitDuty]| rows.iter().filter(|it| it.provisional).count();
    let note = |key: K, rows: &[UnitDuty]| note_with(lang, t(lang, key), marked(rows), rows.len());
    let duties_note = note(K::DutiesNote, &page.duties);
    let beside_note = note(K::BesideNote, &page.beside);
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
            <Section lang class="duties-section" title note=duties_note>
                {duties}
            </Section>
        }
    });
    let beside = (!page.beside.is_empty()).then(|| {
        let title = t(lang, K::BesideTitle).to_owned();
        let table = duty_table(frame, &code, title.clone(), page.beside, asks);
        let legend = only_beside.then(|| legend(frame));
        view! { <Section lang title note=beside_note>{table} {legend}</Section> }
    });
    let measured = (!page.outcomes.is_empty()).then(|| {
        let marked = page.outcomes.iter().filter(|it| it.provisional).count();
        let note = note_with(lang, "", marked, page.outcomes.len());
        let rows = outcomes(frame, page.outcomes);
        view! { <Section lang title=K::OutcomesTitle note>{rows}</Section> }
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
        <div data-scope=scope data-code=code.to_string()>{head} {strip}</div>
        {duties}
        {others}
        {beside}
        {rest}
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
        false => headline(lang, &page.all, page.later, None, deadline),
    };
    let of = Of::AllOfUnit(page.unit.code.clone());
    let told = match page.closed {
        true => sentence(told).into_any(),
        false => explained_sentence(frame, &of, &page.all, told),
    };
    let bars = three_bars(frame, &of, &page.all);
    let closed = page.unit.ends_on.filter(|_| page.closed).map(|day| {
        let words = tf(lang, K::UnitClosed, &[&text::day(lang, day)]);
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
            <span>{text::kind_of_unit(lang, page.unit.kind)}</span>
        </nav>
        <div class="lede">
            <div>
                <p class="eyebrow">
                    <b class="unit-name">{page.unit.name.to_string()}</b>
                    {provisional(lang, page.unit.provisional)}
                    <span>{text::bloc(lang, page.unit.bloc)}</span>
                    {worst(frame, page)}
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
            <div class="lede-end">{one_page(frame, &unit_path(&page.unit.code))} {bars} {as_of(frame)}</div>
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
    let told = weeks_label(lang, &title, &page.weeks);
    let drawings = [Size::Wide, Size::Narrow].map(|size| unit_chart(frame, page, size, &told));
    let drawings: Vec<String> = drawings.into_iter().flatten().collect();
    let end = picture_link(frame);
    let table = week_table(frame, &Of::AllOfUnit(page.unit.code.clone()), &page.weeks);
    Some(
        view! {
            <Section lang class="unit-weeks" title note=K::WeeksNote end>
                <div inner_html=drawings.concat()></div>
                {table}
            </Section>
        }
        .into_any(),
    )
}

/// The unit's shares against its plan, as a large chart: a unit has no forecast.
pub fn unit_chart(frame: &Frame, page: &UnitPage, size: Size, told: &str) -> Option<String> {
    let first = page.weeks.first().filter(|_| page.weeks.len() > 1)?;
    let last = page.plan.last().map(|(day, _)| *day);
    let deadline = frame.campaign.as_ref().and_then(|it| it.deadline);
    let data = BurnUp {
        lang: frame.lang,
        start: first.day,
        day: frame.day(),
        is_today: !frame.only_reads(),
        // A campaign's end years after the last milestone squeezes what there is.
        deadline: deadline.filter(|deadline| {
            last.is_some_and(|last| *deadline <= last + chrono::TimeDelta::days(120))
        }),
        history: &page.weeks,
        plan: &page.plan,
        forecast: &Forecast::NotEnough,
    };
    Some(chart::burn_up(&data, size, told))
}

/// With whom the rest lies: a bar of points, and a line for each side.
fn rest(frame: &Frame, page: &UnitPage) -> Option<AnyView> {
    let lang = frame.lang;
    let with = page.rest.sides();
    if with.is_empty() {
        return None;
    }
    let points = |mass| {
        Share::new(mass, page.all.mass).map_or_else(String::new, |it| text::share_points(lang, it))
    };
    let tenth = |mass| Share::new(mass, page.all.mass).map_or(0, Share::permille);
    let parts: Vec<(RestSide, i64)> = with
        .iter()
        .map(|(side, it)| (*side, tenth(it.mass)))
        .collect();
    let milestones: u32 = with.iter().map(|(_, it)| it.milestones).sum();
    let all: Mass = with.iter().map(|(_, it)| it.mass).sum();
    let note = tf(
        lang,
        K::RestNote,
        &[&text::integer(lang, milestones.into()), &points(all)],
    );
    let label = format!("{}: {note}", t(lang, K::UnitRestTitle));
    let drawing = chart::holding_points(lang, &parts, &label);
    let rows: Vec<AnyView> = with
        .iter()
        .map(|(side, it)| {
            let side = match side {
                RestSide::With(holder) => text::rest_with(lang, *holder),
                RestSide::Missed => t(lang, K::RestMissedSlots),
            };
            let missing = if it.missing > 0 {
                points(it.missing)
            } else {
                text::NONE.to_owned()
            };
            let class = if it.missing > 0 { "n late" } else { "n" };
            view! {
                <tr>
                    <th scope="row">{side}</th>
                    <td class="n">{text::integer(lang, it.milestones.into())}</td>
                    <td class="n"><b>{points(it.mass)}</b></td>
                    <td class=class>{missing}</td>
                    <td class="n">{text::integer(lang, it.longest)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = [
        (K::RestHolder, Cells::Words),
        (K::ClockMilestones, Cells::Numbers),
        (K::RestPoints, Cells::Numbers),
        (K::RestMissing, Cells::Numbers),
        (K::RestLongest, Cells::Numbers),
    ];
    let table = table(t(lang, K::UnitRestTitle), None, heads(lang, &columns), rows);
    Some(
        view! {
            <Section lang class="rest-section" title=K::UnitRestTitle note>
                <div class="bar-box" inner_html=drawing></div>
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

/// Whether the campaign's figures count all that the unit has.
fn counts_all(page: &UnitPage) -> bool {
    page.figures.duties == page.all.duties
}

/// What the headline counts of the unit, named apart where that is not all.
fn apart(frame: &Frame, page: &UnitPage) -> Option<AnyView> {
    let lang = frame.lang;
    let f = page.figures;
    if f.duties == 0 || counts_all(page) {
        return None;
    }
    let of = Of::Unit(page.unit.code.clone());
    let number = |n: u32| text::integer(lang, i64::from(n)).into_any();
    let words = filled(
        t(lang, K::UnitApart),
        vec![
            number(f.duties),
            number(page.all.duties),
            explained(frame, &of, ShareOf::Claimed, &f),
            explained(frame, &of, ShareOf::Accepted, &f),
            explained(frame, &of, ShareOf::ExpectedOriginal, &f),
            explained_count(frame, &of, What::Status(Status::Late), &f),
        ],
    );
    Some(
        view! {
            <p class="second" data-scope="unit" data-code=page.unit.code.to_string()>
                {words}
                // The other plan, for those who read by machine.
                <span class="sr">
                    {t(lang, K::PlanNow)} " " {figure(lang, "expected", f.expected())}
                </span>
            </p>
        }
        .into_any(),
    )
}

/// The worst status of its duties with how many have it, beside the name.
fn worst(frame: &Frame, page: &UnitPage) -> Option<AnyView> {
    let lang = frame.lang;
    let counted = |status: &&Status| page.all.count(**status) > 0;
    let status = *Status::ALL.iter().find(counted).filter(|_| !page.closed)?;
    let number = text::integer(lang, page.all.count(status).into());
    let words = format!("{number} {}", text::status(lang, status).to_lowercase());
    let path = format!("/duties?status={}&unit={}", status.code(), page.unit.code);
    let whole = frame
        .reader
        .as_ref()
        .is_some_and(|it| it.role != Role::Partner);
    let shown = match whole {
        true => view! { <a class="ink" href=href(frame, &path)>{words}</a> }.into_any(),
        false => words.into_any(),
    };
    Some(view! { <span class="nowrap">{glyph(status)} " " {shown}</span> }.into_any())
}

/// Heads and companies.
fn who(frame: &Frame, page: &UnitPage) -> AnyView {
    let lang = frame.lang;
    let heads: Vec<_> = page
        .heads
        .iter()
        .map(|head| view! { <dd>{contact(head)}</dd> })
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
    let contacts = page
        .contacts
        .iter()
        .map(|it| view! { <dd>{contact(it)}</dd> });
    let contacts: Vec<_> = contacts.collect();
    let contacts = (!contacts.is_empty())
        .then(|| view! { <div><dt>{t(lang, K::UnitContacts)}</dt>{contacts}</div> });
    let heads =
        (!heads.is_empty()).then(|| view! { <div><dt>{t(lang, K::Heads)}</dt>{heads}</div> });
    let starred = page.partners.iter().any(unproven);
    view! {
        <dl class="people">
            {heads} {contacts} <div>
                <dt>{t(lang, K::LeadCompany)}</dt>
                {lead}
                {none}
            </div> {support}
        </dl>
        {star_told(lang, starred)}
    }
    .into_any()
}

/// Whether no decision confirms that a company accompanies the unit.
fn unproven(partner: &UnitPartner) -> bool {
    let terms = partner.terms.as_ref();
    terms.is_some_and(|it| it.decision.is_empty())
}

fn partner(frame: &Frame, partner: &UnitPartner) -> AnyView {
    let lang = frame.lang;
    let terms = partner.terms.as_ref().map(|terms| {
        let mut days = tf(lang, K::Since, &[&text::day(lang, terms.from)]);
        if let Some(to) = terms.to {
            days.push(' ');
            days.push_str(&tf(lang, K::Until, &[&text::day(lang, to)]));
        }
        let decision = (!terms.decision.is_empty()).then(|| terms.decision.to_string());
        view! {
            " "
            <span class="quiet" title=decision>
                {days}
            </span>
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
    view! { <dd>{name} {terms} {provisional_row(lang, unproven(partner))}</dd> }.into_any()
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
