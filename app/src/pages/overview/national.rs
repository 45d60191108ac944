use leptos::prelude::*;

use crate::{
    chart,
    components::{
        Count, Section, database_path, download, explained, explained_count, explained_gap_number,
        figure, forecast_words, glyph, href, provisional, status_count,
    },
    domain::{Day, Figures, Forecast, Of, ShareOf, Status, What},
    text::{self, Key as K, Lang, bullet_label, t, tf},
    views::{DatabaseLine, Frame, MaybeShare, Overview, Table},
};

/// The statuses that have a column: those that ask for something.
const COUNTED: [Status; 3] = [Status::Late, Status::AtRisk, Status::Unverified];

/// The national databases as one table, the furthest behind its plan first, and under them what
/// they and the sector databases sum up to.
pub fn national(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let number = |n: usize| text::integer(lang, n as i64);
    let title = tf(lang, K::NationalTitle, &[&number(page.national.len())]);
    let all = number(page.national.len() + page.sector_databases);
    let end = (!frame.wall).then(|| {
        view! { <a href=href(frame, "/databases")>{tf(lang, K::AllDatabases, &[&all])}</a> }
    });
    // Said once where it holds for all of them.
    let provisional = page.national.iter().all(|it| it.provisional);
    let rows = page.national.iter().map(|it| line(frame, it, !provisional));
    let mut rows: Vec<_> = rows.collect();
    let mut note = t(lang, K::NationalNote).to_owned();
    if provisional {
        note.push_str(t(lang, K::NationalProvisional));
    }
    let mut sums = Figures::default();
    for it in &page.national {
        sums.add(&it.figures);
    }
    let words = tf(lang, K::NationalAll, &[&number(page.national.len())]);
    rows.push(sum(frame, words, &sums, None));
    if page.sector_databases > 0 {
        let words = tf(lang, K::SectorAll, &[&number(page.sector_databases)]);
        rows.push(sum(frame, words, &page.sector, Some(&Of::Sector)));
    }
    let file = download(frame, Table::National);
    view! {
        <Section lang class="national" title note end=end.into_any()>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::NavDatabases)>
                <table class="of-databases">
                    <thead>
                        <tr>{heads(lang)}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {file}
        </Section>
    }
    .into_any()
}

fn heads(lang: Lang) -> AnyView {
    let number = |key: K| view! { <th scope="col" class="n">{t(lang, key)}</th> };
    let statuses = COUNTED.map(|status| {
        view! {
            <th scope="col" class="n st" title=text::status(lang, status)>
                {glyph(status)} <span class="sr">{text::status(lang, status)}</span>
            </th>
        }
    });
    view! {
        <th scope="col">{t(lang, K::Database)}</th>
        <th scope="col" class="bullet-col">{t(lang, K::NationalBars)}</th>
        {number(K::ClaimedShort)}
        {number(K::AcceptedShort)}
        {number(K::Plan)}
        <th scope="col" class="n" aria-sort="ascending"><b>{t(lang, K::AgainstPlan)} " ↑"</b></th>
        {number(K::WeekHead)}
        <th scope="col">{t(lang, K::Forecast)}</th>
        {statuses.into_iter().collect::<Vec<_>>()}
    }
    .into_any()
}

/// `marked`: whether each says that it is provisional.
fn line(frame: &Frame, it: &DatabaseLine, marked: bool) -> AnyView {
    let lang = frame.lang;
    let f = &it.figures;
    let lead = it.leads.as_ref().map(|it| text::who_leads(lang, it));
    let of = Of::Workstream(it.code.clone());
    let name = view! {
        <a href=href(frame, &database_path(&it.code)) title=lead>{it.name.to_string()}</a>
        {provisional(lang, marked && it.provisional)}
    };
    let cells = cells(
        frame,
        Some(&of),
        f,
        it.accepted_before,
        finish(lang, f, &it.outlook.forecast),
    );
    view! {
        <tr data-scope="database" data-code=it.code.to_string()>
            <th scope="row">{name}</th>
            {cells}
        </tr>
    }
    .into_any()
}

/// The sum of several; `of` where it has a name of its own.
fn sum(frame: &Frame, words: String, f: &Figures, of: Option<&Of>) -> AnyView {
    let code = of.map(|_| "sector");
    let scope = code.map(|_| "group");
    view! {
        <tr class="sum" data-scope=scope data-code=code>
            <th scope="row">{words}</th>
            {cells(frame, of, f, None, ().into_any())}
        </tr>
    }
    .into_any()
}

fn cells(
    frame: &Frame,
    of: Option<&Of>,
    f: &Figures,
    before: MaybeShare,
    finish: AnyView,
) -> AnyView {
    let lang = frame.lang;
    let share = |share_of: ShareOf| match of {
        Some(of) => explained(frame, of, share_of, f),
        None => figure(lang, share_of.code(), share_of.of(f)).into_any(),
    };
    let gap = match of {
        Some(of) => explained_gap_number(frame, of, f),
        None => f.gap().map_or_else(
            || text::NONE.into_any(),
            |gap| {
                let class = (gap < 0).then_some("late");
                view! { <b class=class>{text::signed_tenths(lang, gap)}</b> }.into_any()
            },
        ),
    };
    let week = f.accepted().zip(before);
    let week = week.map(|(now, then)| {
        let points = now.printed_from(then);
        view! { <data data-week="" value=points.to_string()>{text::signed_tenths(lang, points)}</data> }
    });
    let counts = COUNTED.map(|status| {
        let shown = match of {
            Some(of) => explained_count(frame, of, What::Status(status), f),
            None => status_count(lang, f, status).into_any(),
        };
        view! { <td class="n" data-label=text::letter(status)>{shown}</td> }
    });
    view! {
        <td class="bullet-col">
            <div inner_html=chart::bullet(f, f.measured(), &bullet_label(lang, f))></div>
            <span hidden>
                {figure(lang, "measured", f.measured())} {figure(lang, "expected", f.expected())}
                <Count lang name="count-duties" number=f.duties/>
            </span>
        </td>
        <td class="n" data-label=t(lang, K::ClaimedShort)>{share(ShareOf::Claimed)}</td>
        <td class="n" data-label=t(lang, K::AcceptedShort)>
            <b>{share(ShareOf::Accepted)}</b>
        </td>
        <td class="n" data-label=t(lang, K::Plan)>{share(ShareOf::ExpectedOriginal)}</td>
        <td class="n gap" data-label=t(lang, K::AgainstPlan)>{gap}</td>
        <td class="n" data-label=t(lang, K::WeekHead)>{week}</td>
        <td class="nowrap" data-label=t(lang, K::Forecast)>{finish}</td>
        {counts.into_iter().collect::<Vec<_>>()}
    }
    .into_any()
}

/// "02/2028 đến 09/2028", or why there is none.
fn finish(lang: Lang, figures: &Figures, forecast: &Forecast) -> AnyView {
    if figures.accepted().is_some_and(|share| share.is_one()) {
        return t(lang, K::StatusDone).into_any();
    }
    let Forecast::Finish {
        likely, cautious, ..
    } = forecast
    else {
        return view! { <span class="quiet">{forecast_words(lang, forecast)}</span> }.into_any();
    };
    let month = |day: Day| view! { <time datetime=day.to_string()>{text::month(lang, day)}</time> };
    let (from, to) = (likely.day, cautious.map(|it| it.day));
    let until = match to {
        Some(to) if text::month(lang, to) == text::month(lang, from) => ().into_any(),
        Some(to) => view! { " – " {month(to)} }.into_any(),
        None => format!(", {}", t(lang, K::ChartNever)).into_any(),
    };
    view! { {month(from)} {until} }.into_any()
}
