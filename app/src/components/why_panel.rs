//! What a figure is made of, over the page that it stands on (`?why=`).
use leptos::prelude::*;

use super::{
    downloads::download,
    explained::{asked, without_why},
    figure::time,
    history::evidence_in_line,
    link::{duty_path, href, outcome_path},
    milestone::milestone_mark,
    outcomes::value_signs,
    sentence::{at_assigned, sentence},
    status::provisional_row,
};
use crate::{
    domain::{Figure, Mass, Of, ShareOf, Value, What},
    text::{self, Key as K, Lang, NONE, rich, t, tf, weighed},
    views::{
        Adds, Frame, Sums, Table, ValueDecision, WhyAct, WhyFigure, WhyMilestone, WhyMilestones,
        WhyPart, WhyParts, WhyRows, WhyValue, WhyValues, WhyWay,
    },
};

/// Values listed, the newest first; the file has all.
const VALUES: usize = 13;

pub fn why_panel(frame: &Frame, why: &WhyFigure) -> AnyView {
    let lang = frame.lang;
    let printed = text::printed_figure(lang, why);
    let until = rich(t(lang, K::WhyUntil), &[&text::day(lang, frame.day())]);
    let of_several = matches!(
        why.figure.of,
        Of::City
            | Of::Databases
            | Of::National
            | Of::Sector
            | Of::Programme
            | Of::Agreements
            | Of::Bloc(_)
            | Of::Tier(_)
            | Of::Kind(_)
            | Of::SectorAtKind(_)
            | Of::WorkstreamAtKind(..)
            | Of::Workstream(_)
    );
    let assigned = at_assigned(frame).filter(|_| of_several);
    let close = without_why(frame, &why.figure);
    let adds = !matches!(why.rows, WhyRows::Values(_));
    let rounded = adds.then(|| format!("{} ", t(lang, K::WhyRounded)));
    let rows = match &why.rows {
        WhyRows::Parts(parts) => parts_table(frame, why, parts),
        WhyRows::Milestones(milestones) => milestones_table(frame, why, milestones),
        WhyRows::Way(way) => way_table(frame, way),
        WhyRows::Values(values) => values_table(frame, values),
    };
    view! {
        <section class="why-panel" id="why" data-why=why.figure.to_string()>
            <div class="why-head">
                <h2 id="why-title">{tf(lang, K::WhyAsk, &[&text::asked_figure(lang, why)])}</h2>
                <p>
                    {assigned}
                    <b>{text::figure_of(lang, frame.place(), why)}</b>
                    ", "
                    {sentence(until)}
                </p>
                <p class="why-acts">
                    {download(frame, Table::Why)} " "
                    <a class="why-close" href=close>{t(lang, K::WhyClose)}</a>
                </p>
            </div>
            <div class="why-sums">
                <div>
                    <h3>{t(lang, K::WhyFormula)}</h3>
                    <p>{text::formula(lang, why)}</p>
                </div>
                <div>
                    <h3>{t(lang, K::WhyArithmetic)}</h3>
                    {arithmetic(lang, why, &printed)}
                </div>
                <div>
                    <h3>{t(lang, K::WhyTrust)}</h3>
                    {trust(frame, why)}
                </div>
            </div>
            {rows}
            {above(frame, why)}
            <p class="small quiet">{rounded} {t(lang, K::WhyAddress)}</p>
        </section>
    }
    .into_any()
}

/// An exact number under its name, for machines, as it prints.
fn exact(name: &'static str, number: Mass, printed: String) -> AnyView {
    view! { <data data-figure=name value=number.to_string()>{printed}</data> }.into_any()
}

/// What is added up, as it prints: weights, or a number of things.
fn exactly(lang: Lang, why: &WhyFigure, number: Mass) -> String {
    match why.figure.what {
        What::Share(_) | What::Gap => weighed(lang, number),
        _ => text::integer(lang, i64::try_from(number).unwrap_or(i64::MAX)),
    }
}

fn arithmetic(lang: Lang, why: &WhyFigure, printed: &str) -> AnyView {
    let Sums { part, whole } = why.sums;
    let told = match (&why.rows, whole) {
        (_, Some(whole)) if why.middle.is_some() => {
            let words = [
                exactly(lang, why, whole),
                printed.to_owned(),
                exactly(lang, why, part),
            ];
            let share = why.sums.share();
            let share = text::maybe_percent(lang, share);
            let [whole, days, part] = words.each_ref().map(String::as_str);
            sentence(rich(t(lang, K::WhyMiddle), &[whole, days, part, &share])).into_any()
        }
        (WhyRows::Values(values), _) => value_arithmetic(lang, values),
        (_, None) => {
            let number = exactly(lang, why, part);
            sentence(rich(t(lang, K::WhyCounted), &[&number])).into_any()
        }
        (_, Some(whole)) => match why.sums.six() {
            six if six.is_empty() => t(lang, K::WhyNoQuotient).into_any(),
            six => {
                let comma = if lang == Lang::Vi { "," } else { "." };
                let words = [
                    exactly(lang, why, part),
                    exactly(lang, why, whole),
                    six.replace('.', comma).replace('-', "−"),
                ];
                let [part, whole, six] = words.each_ref().map(String::as_str);
                sentence(rich(t(lang, K::WhyQuotient), &[part, whole, six, printed])).into_any()
            }
        },
    };
    let weights = match &why.rows {
        WhyRows::Milestones(it) if it.of > 0 => {
            let [held, of] = [it.held, it.of].map(|n| text::weight_parts(n, it.scale));
            let words = tf(lang, K::WhyWeights, &[&held, &of]);
            Some(view! { <p class="second">{words}</p> })
        }
        _ => None,
    };
    // The exact sums, for who reads by machine.
    let machine = (!matches!(why.rows, WhyRows::Values(_))).then(|| {
        view! {
            <span hidden>
                {exact("why-part", part, String::new())}
                {whole.map(|whole| exact("why-whole", whole, String::new()))}
            </span>
        }
    });
    view! {
        <p>{told}</p>
        {weights}
        {machine}
    }
    .into_any()
}

/// The fraction of a value, and what a sample makes of all records.
fn value_arithmetic(lang: Lang, values: &WhyValues) -> AnyView {
    let row = &values.outcome;
    let Some(value) = text::measured(lang, row) else {
        return t(lang, K::NotMeasured).into_any();
    };
    let counts = super::outcomes::counted(lang, row.counts, row.sample_of);
    let fraction = counts.map(|counts| format!("{counts} = "));
    let of_all = text::of_all(lang, row, None).map(|words| format!(", {words}"));
    let words = super::outcomes::few_answers(lang, row.few);
    let few = row.few.map(|_| "true");
    view! { {fraction} <b data-few=few>{value}</b> {of_all} {words} }.into_any()
}

/// What no document confirms, and what does not count yet.
fn trust(frame: &Frame, why: &WhyFigure) -> AnyView {
    let lang = frame.lang;
    let provisional = match why.provisional {
        0 => t(lang, K::WhyProvisionalNone).to_owned(),
        some => {
            let number = text::integer(lang, some as i64);
            // The star of the rows.
            format!("* {}", tf(lang, K::WhyProvisionalSome, &[&number]))
        }
    };
    let waits = why.not_accepted().map(|points| {
        let words = tf(lang, K::WhyNotAccepted, &[&text::points(lang, points)]);
        let claimed = Figure::new(What::Share(ShareOf::Claimed), why.figure.of.clone());
        let printed = text::maybe_percent(lang, why.figures.claimed());
        let link = asked(frame, &claimed, &printed, words.into_any());
        view! { <p>{link}</p> }
    });
    let demo = frame
        .demo()
        .then(|| view! { <p>{t(lang, K::Demo)} "."</p> });
    view! {
        <p>{provisional}</p>
        {waits}
        {rechecked(frame, why)}
        {demo}
    }
    .into_any()
}

/// How often what is behind the figure was looked at once more, as the way to the draws for who
/// reads them.
fn rechecked(frame: &Frame, why: &WhyFigure) -> Option<AnyView> {
    let told = super::trust::trust(frame.lang, why.trust)?;
    let reader = frame.reader.as_ref();
    let told = match reader.is_some_and(|reader| reader.role.oversees()) {
        true => view! { <a href=href(frame, "/rechecks")>{told}</a> }.into_any(),
        false => told,
    };
    Some(view! { <p>{told}</p> }.into_any())
}

/// The figures that this one is a part of.
fn above(frame: &Frame, why: &WhyFigure) -> Option<AnyView> {
    if why.leads_to.is_empty() {
        return None;
    }
    let lang = frame.lang;
    let links: Vec<_> = why
        .leads_to
        .iter()
        .map(|(figure, name)| {
            let link = asked(frame, figure, name, name.to_string().into_any());
            view! { " " {link} }
        })
        .collect();
    Some(view! { <p class="why-above">{t(lang, K::WhyAbove)} {links}</p> }.into_any())
}

/// Rows without a name for the reader stand in italics.
fn class_of(outside: bool) -> Option<&'static str> {
    outside.then_some("outside")
}

fn parts_table(frame: &Frame, why: &WhyFigure, parts: &WhyParts) -> AnyView {
    let lang = frame.lang;
    if parts.all == 0 {
        return view! { <p class="quiet none">{t(lang, K::WhyNothing)}</p> }.into_any();
    }
    let share = parts.sum.whole.is_some();
    let [of, last] = text::why_heads(why.figure.what, share);
    let number = |mass: Mass| exactly(lang, why, mass);
    let cells = |sums: Sums, part: &'static str, whole: &'static str| {
        let rate = share.then(|| {
            let weight = sums.whole.unwrap_or(0);
            let percent = match why.figure.what {
                What::Gap => text::points_of(lang, sums),
                _ => text::maybe_percent(lang, sums.share()),
            };
            view! {
                <td class="n" data-label=t(lang, of)>{exact(whole, weight, number(weight))}</td>
                <td class="n" data-label="%">{percent}</td>
            }
        });
        view! {
            {rate}
            <td class="n" data-label=t(lang, last)>
                <b>{exact(part, sums.part, number(sums.part))}</b>
            </td>
        }
    };
    let rows: Vec<_> = parts
        .rows
        .iter()
        .map(|row| {
            view! {
                <tr class=class_of(row.outside)>
                    <th scope="row">{part_name(frame, &why.figure.of, row)} {provisional_row(lang, row.provisional)}</th>
                    {cells(row.sums, "adds", "weighs")}
                </tr>
            }
        })
        .collect();
    let of_page = (parts.pages > 1).then(|| {
        let mut sum = Sums::default();
        for row in &parts.rows {
            sum.add(row.sums);
        }
        view! {
            <tr class="sum">
                <th scope="row">{t(lang, K::WhyPageSum)}</th>
                {cells(sum, "page-adds", "page-weighs")}
            </tr>
        }
    });
    let closes = parts.sum.part == why.sums.part;
    let closes = closes && parts.sum.whole.unwrap_or(0) == why.sums.whole.unwrap_or(0);
    let together = if closes { K::WhySumEqual } else { K::WhySum };
    let outside = parts.rows.iter().any(|row| row.outside);
    let outside =
        outside.then(|| view! { <p class="small second outside">{t(lang, K::WhyScope)}</p> });
    let heads = share.then(|| {
        view! {
            <th scope="col" class="n">{t(lang, of)}</th>
            <th scope="col" class="n">"%"</th>
        }
    });
    let first = match why.figure.what {
        What::Gap => K::WhyRowsBehind,
        _ => K::WhyRowsMost,
    };
    let count = tf(lang, first, &[&text::integer(lang, parts.all as i64)]);
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-labelledby="why-title">
            <table class="why-rows">
                <thead>
                    <tr>
                        <th scope="col">{count}</th>
                        {heads}
                        <th scope="col" class="n">{t(lang, last)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    {of_page}
                    <tr class="sum">
                        <th scope="row">{t(lang, together)}</th>
                        {cells(parts.sum, "sum-adds", "sum-weighs")}
                    </tr>
                </tfoot>
            </table>
        </div>
        {turn(frame, parts)}
        {outside}
    }
    .into_any()
}

/// Who adds it: the way to what that is made of, or to its own page. What all rows are of is not
/// named in each.
fn part_name(frame: &Frame, whole: &Of, row: &WhyPart) -> AnyView {
    let lang = frame.lang;
    let made_of = |name: String| match &row.figure {
        Some(figure) => asked(frame, figure, &name.clone(), name.into_any()),
        None => name.into_any(),
    };
    match &row.of {
        Adds::Workstream(code, name) => view! {
            {made_of(name.to_string())} " " <span class="quiet plain">{code.to_string()}</span>
        }
        .into_any(),
        Adds::Unit(_, name) => made_of(name.to_string()),
        Adds::Duty {
            key,
            unit,
            workstream,
            lead,
        } => {
            let role = if *lead {
                K::DutyLead
            } else {
                K::DutyContribute
            };
            let name = match whole {
                Of::Workstream(_) | Of::WorkstreamAtKind(..) => unit.to_string(),
                Of::Unit(_) | Of::AllOfUnit(_) | Of::SectorAt(_) | Of::PartnerAt(..) => {
                    workstream.to_string()
                }
                _ => format!("{unit}, {workstream}"),
            };
            // A count leads to the duties themselves.
            let name = match row.figure {
                Some(_) => made_of(name),
                None => view! { <a href=href(frame, &duty_path(key))>{name}</a> }.into_any(),
            };
            view! { {name} " " <span class="quiet plain">{t(lang, role)}</span> }.into_any()
        }
        Adds::Others(number) => {
            tf(lang, K::WhyOthers, &[&text::integer(lang, *number as i64)]).into_any()
        }
    }
}

/// Pages of the rows.
fn turn(frame: &Frame, parts: &WhyParts) -> Option<AnyView> {
    if parts.pages < 2 {
        return None;
    }
    let lang = frame.lang;
    let link = |to: usize, key: K| {
        (1..=parts.pages).contains(&to).then(|| {
            let path = format!("{}#why", frame.address(&[("why_page", &to.to_string())]));
            view! { <a class="btn quiet-btn" href=path>{t(lang, key)}</a> }
        })
    };
    let [page, pages] = [parts.page, parts.pages].map(|n| n.to_string());
    let nav = view! {
        <nav class="pages" aria-label=t(lang, K::Pages)>
            {link(parts.page.saturating_sub(1), K::PrevPage)}
            <span>{tf(lang, K::PageOf, &[&page, &pages])}</span> {link(parts.page + 1, K::NextPage)}
        </nav>
    };
    Some(nav.into_any())
}

fn milestones_table(frame: &Frame, why: &WhyFigure, milestones: &WhyMilestones) -> AnyView {
    let lang = frame.lang;
    let uncounted = (milestones.uncounted > 0).then(|| {
        let number = text::integer(lang, milestones.uncounted as i64);
        view! { <p class="small second">{tf(lang, K::WhyUncounted, &[&number])}</p> }
    });
    if milestones.of == 0 {
        let none = match milestones.rows.is_empty() {
            true => K::WhyNoMilestone,
            false => K::WhyNoWeight,
        };
        return view! {
            <p class="quiet none">{t(lang, none)}</p>
            {uncounted}
        }
        .into_any();
    }
    let original = why.figure.what == What::Share(ShareOf::ExpectedOriginal);
    let rows: Vec<_> = milestones
        .rows
        .iter()
        .map(|row| milestone(frame, row, milestones.scale, original))
        .collect();
    let others = milestones.others.map(|(number, weight, adds)| {
        let words = tf(
            lang,
            K::WhyOthersMilestones,
            &[&text::integer(lang, number as i64)],
        );
        view! {
            <tr class="outside">
                <th scope="row" colspan="2">{words}</th>
                <td class="n" data-label=t(lang, K::WhyWeight)>{text::weight_parts(weight, milestones.scale)}</td>
                <td class="n" data-label=t(lang, K::WhyAdds)><b>{exact("adds", adds, weighed(lang, adds))}</b></td>
                <td colspan="3">{t(lang, K::WhyOutside)}</td>
            </tr>
        }
    });
    let deadline = if original {
        K::DeadlineOriginal
    } else {
        K::DeadlineCurrent
    };
    let closes = milestones.sum == why.sums.part;
    let together = if closes { K::WhySumEqual } else { K::WhySum };
    let quotient = text::maybe_percent(lang, why.sums.share());
    let weights = tf(
        lang,
        K::WhyWeights,
        &[milestones.held, milestones.of]
            .map(|n| text::weight_parts(n, milestones.scale))
            .each_ref()
            .map(String::as_str),
    );
    let head = |key: K| view! { <th scope="col">{t(lang, key)}</th> };
    let number = |key: K| view! { <th scope="col" class="n">{t(lang, key)}</th> };
    let outside = milestones.rows.iter().any(|row| !row.full);
    let outside =
        outside.then(|| view! { <p class="small second outside">{t(lang, K::WhyScope)}</p> });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-labelledby="why-title">
            <table class="why-rows why-milestones">
                <thead>
                    <tr>
                        {head(K::Milestone)} {head(deadline)} {number(K::WhyWeight)}
                        {number(K::WhyAdds)} {head(K::WhyDocument)} {head(K::WhyReportedBy)}
                        {head(K::WhyDecidedBy)}
                    </tr>
                </thead>
                <tbody>{rows} {others}</tbody>
                <tfoot>
                    <tr class="sum">
                        <th scope="row" colspan="2">{t(lang, together)}</th>
                        <td class="n" data-label=t(lang, K::WhyWeight)>{text::weight_parts(milestones.of, milestones.scale)}</td>
                        <td class="n" data-label=t(lang, K::WhyAdds)>
                            {exact("sum-adds", milestones.sum, weighed(lang, milestones.sum))}
                        </td>
                        <td colspan="3">{weights} " = " {quotient}</td>
                    </tr>
                </tfoot>
            </table>
        </div>
        {uncounted}
        {outside}
    }
    .into_any()
}

fn milestone(frame: &Frame, it: &WhyMilestone, scale: i128, original: bool) -> AnyView {
    let lang = frame.lang;
    let row = &it.row;
    let (day, other, words) = if original {
        (
            row.original_deadline,
            row.current_deadline,
            K::WhyDeadlineNow,
        )
    } else {
        (
            row.current_deadline,
            row.original_deadline,
            K::WhyDeadlineFirst,
        )
    };
    // Both are told where they differ: lateness is told against either.
    let other = other.filter(|_| row.original_deadline != row.current_deadline);
    let other = other.map(|other| {
        view! { <span class="line quiet">{tf(lang, words, &[&text::day(lang, other)])}</span> }
    });
    let deadline = match (day, &row.deadline_text) {
        (Some(day), _) => time(lang, day).into_any(),
        (None, Some(words)) => words.to_string().into_any(),
        (None, None) => NONE.into_any(),
    };
    let behind = if it.full {
        let documents: Vec<_> = it
            .documents
            .iter()
            .map(|row| evidence_in_line(lang, row))
            .collect();
        let documents = match documents.is_empty() {
            true => NONE.into_any(),
            false => documents.into_any(),
        };
        let reported = match &it.reported {
            Some(act) => view! { {act_words(lang, act)} }.into_any(),
            None => view! { <span class="quiet">{t(lang, K::WhyNotYet)}</span> }.into_any(),
        };
        let decided = it.decided.as_ref().map_or_else(
            || NONE.into_any(),
            |act| {
                let what = text::happened(lang, act.event, false);
                view! { {act_words(lang, act)} <span class="line quiet">{what}</span> }.into_any()
            },
        );
        view! {
           <td data-label=t(lang, K::WhyDocument)><div>{documents}</div></td>
           <td data-label=t(lang, K::WhyReportedBy)><div>{reported}</div></td>
           <td data-label=t(lang, K::WhyDecidedBy)><div>{decided}</div></td>
        }
        .into_any()
    } else {
        view! { <td colspan="3">{t(lang, K::WhyOutside)}</td> }.into_any()
    };
    view! {
        <tr class=class_of(!it.full)>
            <th scope="row">
                {row.title.to_string()} <span class="line plain">{milestone_mark(lang, row)}</span>
            </th>
            <td class="nowrap" data-label=t(lang, K::Deadline)><div>{deadline} {other}</div></td>
            <td class="n" data-label=t(lang, K::WhyWeight)>{text::weight_parts(it.weighs, scale)}</td>
            <td class="n" data-label=t(lang, K::WhyAdds)><b>{exact("adds", it.adds, weighed(lang, it.adds))}</b></td>
            {behind}
        </tr>
    }
    .into_any()
}

/// "Nguyễn Văn A (Sở Y tế), 03/04/2026"
fn act_words(lang: Lang, act: &WhyAct) -> AnyView {
    let who = match act.person.as_str() {
        "" => text::organisation(lang, &act.by),
        person => format!("{person} ({})", text::organisation(lang, &act.by)),
    };
    view! { {who} ", " {time(lang, act.day)} }.into_any()
}

/// The way to a target: what it goes by, then the values.
fn way_table(frame: &Frame, way: &WhyWay) -> AnyView {
    let lang = frame.lang;
    let row = &way.values.outcome;
    let unit = row.unit_of_measure.as_ref();
    let told = |value: Option<Value>| {
        value.map_or_else(|| NONE.to_owned(), |value| text::target(lang, value, unit))
    };
    view! {
        <dl class="people">
            <div>
                <dt>{t(lang, K::Indicator)}</dt>
                <dd><a href=href(frame, &outcome_path(&row.code))>{row.name.to_string()}</a></dd>
            </div>
            <div>
                <dt>{t(lang, K::TermBaseline)}</dt>
                <dd>{told(way.baseline)}</dd>
            </div>
            <div>
                <dt>{t(lang, K::Target)}</dt>
                <dd>{told(row.target)}</dd>
            </div>
        </dl>
        {values_table(frame, &way.values)}
    }
    .into_any()
}

/// The one that tells the figure stands out, wherever it is.
fn values_table(frame: &Frame, values: &WhyValues) -> AnyView {
    let lang = frame.lang;
    if values.rows.is_empty() {
        return view! { <p class="quiet none">{t(lang, K::MeasurementsNoneAccepted)}</p> }
            .into_any();
    }
    let shown = |(at, row): &(usize, &WhyValue)| *at < VALUES || row.tells;
    let all = values.rows.iter().enumerate();
    let rows: Vec<_> = all
        .filter(shown)
        .map(|(_, row)| value(lang, values, row))
        .collect();
    let left = values.rows.len() - rows.len();
    let more = (left > 0).then(|| {
        let words = tf(lang, K::WhyMoreValues, &[&text::integer(lang, left as i64)]);
        view! { <p class="small quiet">{words}</p> }
    });
    let documents = values.rows.iter().any(|it| !it.row.evidence.is_empty());
    let documents = documents.then(|| view! { <th scope="col">{t(lang, K::WhyDocument)}</th> });
    let full = values
        .full
        .then(|| view! { <th scope="col">{t(lang, K::ValuesPerson)}</th> });
    view! {
        <div class="table-scroll" tabindex="0" role="region" aria-labelledby="why-title">
            <table class="why-rows">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::MeasuredOn)}</th>
                        <th scope="col" class="n">{t(lang, K::Counts)}</th>
                        <th scope="col" class="n">{t(lang, K::Value)}</th>
                        <th scope="col">{t(lang, K::Source)}</th>
                        {documents}
                        {full}
                        <th scope="col">{t(lang, K::ValuesDecision)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}

fn value(lang: Lang, values: &WhyValues, it: &WhyValue) -> AnyView {
    let row = &it.row;
    let unit = values.outcome.unit_of_measure.as_ref();
    let counts = super::outcomes::counted(lang, row.counts, None);
    let told = text::value_beside_target(lang, row.value, values.outcome.target, unit);
    let documents = values.rows.iter().any(|it| !it.row.evidence.is_empty());
    let documents = documents.then(|| {
        let own = row.evidence.iter();
        let own: Vec<_> = own.map(|row| evidence_in_line(lang, row)).collect();
        view! { <td data-label=t(lang, K::WhyDocument)><div>{own}</div></td> }
    });
    let full = values.full.then(|| {
        view! {
            <td data-label=t(lang, K::ValuesPerson)>
                <div>{row.person.clone()} " " {time(lang, row.entered_on)}</div>
            </td>
        }
    });
    let decided = (row.decision != ValueDecision::Waiting)
        .then(|| row.decided_on.map(|day| view! { ", " {time(lang, day)} }));
    let by = (!row.decided_by.is_empty()).then(|| format!(", {}", row.decided_by));
    let tells = it.tells.then(|| {
        view! { <span class="line"><b>{t(lang, K::WhyTells)}</b></span> }
    });
    view! {
        <tr class=it.tells.then_some("tells") data-tells=it.tells.then_some("true")>
            <th scope="row">{time(lang, row.day)} {tells}</th>
            <td class="n" data-label=t(lang, K::Counts)>{counts.unwrap_or_else(|| NONE.to_owned())}</td>
            <td class="n" data-label=t(lang, K::Value)><b>{told}</b></td>
            <td class="second" data-label=t(lang, K::Source)>{row.source.clone()}</td>
            {documents}
            {full}
            <td data-label=t(lang, K::ValuesDecision)>
                <div>
                    {text::value_decision(lang, row.decision)} {decided} {by} {value_signs(lang, row)}
                </div>
            </td>
        </tr>
    }
    .into_any()
}
