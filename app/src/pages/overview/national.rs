use leptos::prelude::*;

use crate::{
    chart,
    components::{
        Count, Section, asked, database_path, explained, figure, forecast_words, href, provisional,
        status_counts,
    },
    domain::{Day, Figure, Figures, Forecast, Of, Share, ShareOf, What},
    text::{self, Key as K, Lang, t, tf},
    views::{DatabaseCard, Frame, Overview},
};

/// The national databases as small multiples, worst first.
pub fn national(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let sector = page.sector;
    let title = tf(lang, K::NationalTitle, &[&page.national.len().to_string()]);
    let number = text::integer(lang, page.sector_databases as i64);
    let percent = text::maybe_percent(lang, sector.accepted());
    let words = tf(lang, K::SectorAll, &[&number, &percent]);
    let figure = Figure::new(What::Share(ShareOf::Accepted), Of::Sector);
    let value = sector.accepted().map_or_else(String::new, Share::six);
    let all = view! { <data data-figure="accepted" value=value>{words}</data> };
    let all = asked(frame, &figure, &percent, all.into_any());
    let all = view! {
        <span class="end" data-scope="group" data-code="sector">
            {all}
        </span>
    };
    let cards: Vec<_> = page.national.iter().map(|it| card(frame, it)).collect();
    view! {
        <Section lang title note=K::NationalNote end=all.into_any()>
            <ul class="cards">{cards}</ul>
        </Section>
    }
    .into_any()
}

fn card(frame: &Frame, it: &DatabaseCard) -> AnyView {
    let lang = frame.lang;
    let f = it.figures;
    let plan = f.expected_original();
    let lead = it.lead_unit.as_ref().map(|(_, lead)| lead.to_string());
    let name = view! {
        <a href=href(frame, &database_path(&it.code)) title=lead>
            {it.name.to_string()}
        </a>
    };
    let row = |key: K, svg: String, value: AnyView, class: &'static str| {
        view! {
            <div class=class>
                <dt>{t(lang, key)}</dt>
                <dd class="bar-box" inner_html=svg></dd>
                <dd class="n">{value}</dd>
            </div>
        }
    };
    let of = Of::Workstream(it.code.clone());
    let share = |share: ShareOf| explained(frame, &of, share, &f);
    let claimed = chart::bar("k1", f.claimed(), plan);
    let accepted = chart::bar("k2", f.accepted(), plan);
    let measured = chart::bar("k3", f.measured(), plan);
    view! {
        <li class="card" data-scope="database" data-code=it.code.to_string()>
            <h3>{name} {provisional(lang, it.provisional)}</h3>
            <dl>
                {row(K::ClaimedShort, claimed, share(ShareOf::Claimed), "")}
                {row(
                    K::AcceptedShort,
                    accepted,
                    share(ShareOf::Accepted),
                    "strong",
                )}
                {row(K::WayShort, measured, share(ShareOf::Measured), "")}
            </dl>
            <p class="card-foot">
                <span>{finish(lang, &f, &it.outlook.forecast)}</span>
                {status_counts(frame, Some(&of), &f)}
            </p>
            <span class="sr">
                {t(lang, K::Plan)} " " {figure(lang, "expected_original", plan)} ", "
                {t(lang, K::PlanNow)} " " {figure(lang, "expected", f.expected())} ", "
                <Count lang name="count-duties" number=f.duties/> " "
                {t(lang, K::Duty)}
            </span>
        </li>
    }
    .into_any()
}

/// "Dự kiến 02/2027", or why there is none.
fn finish(lang: Lang, figures: &Figures, forecast: &Forecast) -> AnyView {
    if figures.accepted().is_some_and(|share| share.is_one()) {
        return t(lang, K::StatusDone).into_any();
    }
    match forecast {
        Forecast::Finish {
            likely, cautious, ..
        } => {
            let month = |day: Day| {
                view! { <time datetime=day.to_string()>{text::month(day)}</time> }
            };
            let until = cautious
                .map(|it| it.day)
                .filter(|day| text::month(*day) != text::month(likely.day));
            let never = cautious
                .is_none()
                .then(|| format!(", {}", t(lang, K::ChartNever)));
            view! {
                {t(lang, K::Forecast)}
                " "
                <b>{month(likely.day)} {until.map(|day| view! { "–" {month(day)} })}</b>
                {never}
            }
            .into_any()
        }
        Forecast::Over => forecast_words(lang, forecast),
        other => view! { {t(lang, K::Forecast)} ": " {forecast_words(lang, other)} }.into_any(),
    }
}
