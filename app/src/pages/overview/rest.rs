use leptos::prelude::*;

use crate::{
    components::{
        Section, explained, explained_count, explained_gap, explained_value, few_answers, href,
        outcome_path, partner_path,
    },
    domain::{Figures, Group, NumberOf, Of, SILENT_DAYS, ShareOf, Status, What},
    text::{self, Key as K, Lang, t, tf},
    views::{Changes, Frame, OutcomeRow, Overview},
};

/// Indicators whose values stand in their line: what people and businesses say comes first.
const VALUES: usize = 2;

/// Everything else the campaign has, a line each with the way to it.
pub fn rest(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let lines: Vec<_> = [
        outcomes(frame, page),
        changes(frame, page),
        partners(frame, page),
        blocs(frame, page),
        departments(frame, page),
        security(frame, page),
    ]
    .into_iter()
    .flatten()
    .chain(beside(frame, page))
    .chain([silent(frame, page), latest(frame, page)])
    .collect();
    view! {
        <Section lang class="rest-section" title=K::RestTitle>
            <dl class="rest">{lines}</dl>
        </Section>
    }
    .into_any()
}

/// A name, what is said of it, and where the whole of it stands.
fn line(name: String, told: AnyView, path: String, link: String) -> AnyView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{told}</dd>
            <dd class="end">
                <a href=path>{link}</a>
            </dd>
        </div>
    }
    .into_any()
}

/// Pieces of a line, with what stands between them.
fn joined(pieces: Vec<AnyView>, between: &'static str) -> AnyView {
    let pieces = pieces.into_iter().enumerate();
    pieces
        .map(|(at, piece)| view! { {(at > 0).then_some(between)} {piece} }.into_any())
        .collect::<Vec<_>>()
        .into_any()
}

fn outcomes(frame: &Frame, page: &Overview) -> Option<AnyView> {
    let lang = frame.lang;
    let rows = &page.outcomes;
    let number = |n: usize| text::integer(lang, n as i64);
    let value = |row: &OutcomeRow| {
        let value = match text::measured(lang, row) {
            Some(value) => {
                let few = row.few.map(|_| "true");
                view! {
                    <b data-few=few>{explained_value(frame, &row.code, value)}</b>
                    {few_answers(lang, row.few)}
                }
                .into_any()
            }
            None => t(lang, K::NotMeasured).into_any(),
        };
        view! {
            <span data-scope="indicator" data-code=row.code.to_string()>
                <a href=href(frame, &outcome_path(&row.code))>{row.name.to_string()}</a> " " {value}
            </span>
        }
        .into_any()
    };
    let measured = rows.iter().filter(|row| row.value.is_some()).count();
    let late = rows
        .iter()
        .filter(|row| row.status == Some(Status::Late))
        .count();
    let late = (late > 0).then(|| {
        view! { "; " <b class="late">{tf(lang, K::RestLate, &[&number(late)])}</b> }
    });
    let words = tf(
        lang,
        K::RestOutcomes,
        &[&number(measured), &number(rows.len())],
    );
    let told =
        view! { {joined(rows.iter().take(VALUES).map(value).collect(), "; ")} "; " {words} {late} };
    (!rows.is_empty()).then(|| {
        line(
            t(lang, K::NavOutcomes).to_owned(),
            told.into_any(),
            href(frame, "/outcomes"),
            tf(lang, K::RestOutcomesLink, &[&number(rows.len())]),
        )
    })
}

fn changes(frame: &Frame, page: &Overview) -> Option<AnyView> {
    let lang = frame.lang;
    let changes = page.changes.as_ref()?;
    let path = format!("/compare?from={}&to={}", changes.since, frame.day());
    let number = |n: usize| text::integer(lang, n as i64);
    let turned = tf(
        lang,
        K::RestWorse,
        &[
            &number(changes.worse.len()),
            &number(changes.better.len()),
            &number(changes.new.len()),
        ],
    );
    let told = view! { <a href=path.clone()>{turned}</a> " " {apart(lang, page)} {adjusted(lang, changes)} };
    Some(line(
        t(lang, K::SinceTitle).to_owned(),
        told.into_any(),
        path,
        t(lang, K::RestCompare).to_owned(),
    ))
}

/// "Chậm thêm 0,9 điểm (9,3 lên 10,2).", where both days are behind their plan.
fn apart(lang: Lang, page: &Overview) -> Option<AnyView> {
    let then = page.week_ago.as_ref()?.figures.gap()?;
    let now = page.figures.gap()?;
    let points = |gap: i64| text::tenths(lang, gap.abs());
    let by = text::points(lang, (now - then).abs());
    if then >= 0 || now >= 0 || now == then {
        return None;
    }
    let (key, class) = match now < then {
        true => (K::RestApart, Some("late")),
        false => (K::RestCloser, None),
    };
    let words = tf(lang, key, &[&by, &points(then), &points(now)]);
    Some(view! { <b class=class>{words}</b> }.into_any())
}

/// What of the week's change comes from no work and no deadline.
fn adjusted(lang: Lang, changes: &Changes) -> String {
    let [accepted, plan] = changes.by_adjustments();
    let restated = [
        (K::ChangesRestated, accepted),
        (K::ChangesPlanRestated, plan),
    ];
    let restated =
        restated.map(|(key, points)| Some(tf(lang, key, &[&text::signed_points(lang, points?)])));
    let owed_to = |key: K, milestones: u32| {
        (milestones > 0).then(|| tf(lang, key, &[&text::integer(lang, milestones.into())]))
    };
    let owed = [
        owed_to(K::ChangesCancelled, changes.cancelled),
        owed_to(K::ChangesAdded, changes.added),
    ];
    restated
        .into_iter()
        .chain(owed)
        .flatten()
        .map(|words| format!(" {words}"))
        .collect()
}

fn partners(frame: &Frame, page: &Overview) -> Option<AnyView> {
    let lang = frame.lang;
    let late = What::Number(NumberOf::ProductsLate);
    let company = |row: &crate::views::PartnerRow| {
        let late = explained_count(frame, &Of::Partner(row.code.clone()), late, &row.figures);
        view! {
            <span class="nowrap" data-scope="partner" data-code=row.code.to_string()>
                <a class="plain" href=href(frame, &partner_path(&row.code))>{row.name.to_string()}</a> " " <b>{late}</b>
            </span>
        }
        .into_any()
    };
    let rows = joined(page.partners.iter().map(company).collect(), ", ");
    let number = text::integer(lang, page.partners.len() as i64);
    (!page.partners.is_empty()).then(|| {
        line(
            t(lang, K::NavPartners).to_owned(),
            view! { {t(lang, K::RestPartners)} " " {rows} }.into_any(),
            href(frame, "/partners"),
            tf(lang, K::RestPartnersLink, &[&number]),
        )
    })
}

/// "53,1% −13,2 điểm": what is accepted of a group, and how far that is from its plan.
fn stands(frame: &Frame, of: &Of, figures: &Figures) -> AnyView {
    let accepted = explained(frame, of, ShareOf::Accepted, figures);
    view! { <b>{accepted}</b> " " {explained_gap(frame, of, figures)} }.into_any()
}

fn blocs(frame: &Frame, page: &Overview) -> Option<AnyView> {
    let lang = frame.lang;
    let rows: Vec<_> = page
        .blocs
        .iter()
        .filter(|row| row.units > 0)
        .map(|row| {
            let path = href(frame, &format!("/units?bloc={}", row.bloc.code()));
            view! {
                <span data-scope="bloc" data-code=row.bloc.code()>
                    <a class="plain" href=path>{text::bloc(lang, row.bloc)}</a> " "
                    {stands(frame, &Of::Bloc(row.bloc), &row.figures)}
                </span>
            }
            .into_any()
        })
        .collect();
    (!rows.is_empty()).then(|| {
        line(
            t(lang, K::BlocsTitle).to_owned(),
            joined(rows, "; "),
            href(frame, "/parts"),
            t(lang, K::RestBlocsLink).to_owned(),
        )
    })
}

fn departments(frame: &Frame, page: &Overview) -> Option<AnyView> {
    let lang = frame.lang;
    let behind = |figures: &Figures| figures.gap().is_some_and(|gap| gap < 0);
    let number = |n: usize| text::integer(lang, n as i64);
    let late = page
        .departments
        .iter()
        .filter(|row| behind(&row.figures))
        .count();
    let first = page.departments.first()?;
    let told = match (late, first.figures.gap()) {
        (1.., Some(gap)) => {
            let worst = format!("{} ({})", first.unit_name, text::signed_points(lang, gap));
            let all = number(page.departments.len());
            tf(lang, K::RestDepartments, &[&number(late), &all, &worst])
        }
        _ => t(lang, K::RestDepartmentsNone).to_owned(),
    };
    Some(line(
        tf(lang, K::SectorAll, &[&number(page.sector_databases)]),
        told.into_any(),
        href(frame, "/parts#departments"),
        t(lang, K::RestDepartmentsLink).to_owned(),
    ))
}

fn security(frame: &Frame, page: &Overview) -> Option<AnyView> {
    let lang = frame.lang;
    let mut sums = Figures::default();
    for row in &page.security {
        sums.add(&row.figures);
    }
    let number = |n: u32| text::integer(lang, n.into());
    let told = tf(
        lang,
        K::RestSecurity,
        &[&number(sums.products_accepted), &number(sums.products)],
    );
    let share = text::maybe_percent(lang, sums.accepted());
    let gap = sums.gap().map(|gap| {
        let class = (gap < 0).then_some("late");
        view! { <b class=class>{text::signed_points(lang, gap)}</b> }
    });
    (!page.security.is_empty()).then(|| {
        line(
            t(lang, K::SecurityTitle).to_owned(),
            view! { {told} "; " {t(lang, K::RestByWeight)} " " {share} ", " {gap} }.into_any(),
            href(frame, "/parts#security"),
            tf(
                lang,
                K::RestSecurityLink,
                &[&number(page.security.len() as u32)],
            ),
        )
    })
}

/// One line for each group that the figures do not count.
fn beside(frame: &Frame, page: &Overview) -> Vec<AnyView> {
    let lang = frame.lang;
    let line = |(group, figures): &(Group, Figures)| {
        let (path, name) = match group {
            Group::Databases => ("/databases", K::NavDatabases),
            Group::Programme => ("/programme", K::NavProgramme),
            Group::Agreements => ("/agreements", K::NavAgreements),
        };
        let number = |n: u32| text::integer(lang, n.into());
        let words = tf(
            lang,
            K::OverviewBesideGroup,
            &[
                &text::maybe_percent(lang, figures.accepted()),
                &number(figures.count(Status::Late)),
                &number(figures.duties),
            ],
        );
        let name = t(lang, name).to_owned();
        line(name.clone(), words.into_any(), href(frame, path), name)
    };
    page.beside.iter().map(line).collect()
}

/// Units nobody has heard of, by kind.
fn silent(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let days = SILENT_DAYS.to_string();
    let told = match page.silent.as_deref() {
        None => tf(lang, K::SilentTooSoon, &[&days]).into_any(),
        Some([]) => tf(lang, K::SilentNone, &[&days]).into_any(),
        Some(kinds) => {
            let kinds = kinds.iter().map(|it| {
                let words = text::units_of_kind(lang, it.kind, it.units);
                let path = href(frame, &format!("/units?silent=1&kind={}", it.kind.code()));
                view! { <a href=path>{words}</a> }.into_any()
            });
            joined(kinds.collect(), ", ")
        }
    };
    line(
        tf(lang, K::SilentShort, &[&days]),
        told,
        href(frame, "/units?silent=1"),
        t(lang, K::NavUnits).to_owned(),
    )
}

fn latest(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let decided = page
        .redefinitions
        .iter()
        .filter(|row| row.decided())
        .count();
    let number = text::integer(lang, decided as i64);
    line(
        t(lang, K::RestLatest).to_owned(),
        tf(lang, K::RestRedefined, &[&number]).into_any(),
        href(frame, "/latest"),
        t(lang, K::RestLatestLink).to_owned(),
    )
}
