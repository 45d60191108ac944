//! What the plan is made of, what of it asks for something, and what can be done to many.
use leptos::prelude::*;

use super::file_path;
use crate::{
    components::{Cells, Section, heads, partner_path, sentence, table},
    pages::Content,
    text::{self, Key as K, Lang, rich, t, tf},
    views::{Frame, PlanAct, PlanAsks, PlanFile, PlanHome, plan_row_path},
};

/// Things of one kind that are named; the rest is counted.
const NAMED: usize = 8;

pub fn page(frame: &Frame, page: PlanHome) -> Content {
    let lang = frame.lang;
    let count = |file: PlanFile| {
        let found = page.parts.iter().find(|(it, _)| *it == file);
        text::integer(lang, found.map_or(0, |(_, n)| *n) as i64)
    };
    let title = rich(
        t(lang, K::PlanTitle),
        &[
            &count(PlanFile::Units),
            &count(PlanFile::Duties),
            &count(PlanFile::Milestones),
        ],
    );
    let rows = page
        .parts
        .iter()
        .map(|(file, number)| {
            let add = (*file != PlanFile::Campaign && frame.closed.is_none()).then(|| {
                let add = format!("/plan/{}/new", file.code());
                let paste = format!("/plan/{}/table", file.code());
                view! {
                    <a href=add>{text::plan_one(lang, *file)}</a>
                    " · "
                    <a href=paste>{t(lang, K::PlanPaste)}</a>
                }
            });
            view! {
                <tr>
                    <th scope="row"><a href=file_path(*file)>{text::plan_file(lang, *file)}</a></th>
                    <td class="n">{text::integer(lang, *number as i64)}</td>
                    <td>{add}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = [
        (K::PlanPart, Cells::Words),
        (K::PlanRows, Cells::Numbers),
        (K::PlanChange, Cells::Words),
    ];
    let parts = table(
        t(lang, K::PlanParts),
        Some("plan-parts"),
        heads(lang, &columns),
        rows,
    );
    let content = view! {
        <div class="lede plain-lede">
            <div>
                <h1 class="page-title">{sentence(title)}</h1>
                <p class="second">{t(lang, K::PlanLead)}</p>
            </div>
        </div>
        <div class="two-even plan-home">
            <div>
                <Section lang title=K::PlanParts>
                    {parts}
                    <p><a href="/plan/changes">{t(lang, K::PlanChanges)}</a></p>
                    <p><a href="/documents">{t(lang, K::NavDocuments)}</a></p>
                    <p><a href="/reconciliation">{t(lang, K::NavReconciliation)}</a></p>
                    <p><a href="/plan/folder" download="">{t(lang, K::PlanFolder)}</a></p>
                    <p class="small quiet">{t(lang, K::PlanFolderNote)}</p>
                </Section>
            </div>
            <div>
                {frame.closed.is_none().then(|| view! { <Section lang title=K::PlanActs>{acts(lang)}</Section> })}
                <Section lang title=K::PlanAsks>{asks(lang, &page.asks)}</Section>
            </div>
        </div>
    };
    Content::new("plan-page", t(lang, K::NavPlan), content)
}

fn acts(lang: Lang) -> AnyView {
    let note = |act: PlanAct| match act {
        PlanAct::Milestones => K::PlanActMilestonesNote,
        PlanAct::Deadlines => K::PlanActDeadlinesNote,
        PlanAct::Companies => K::PlanActCompaniesNote,
        PlanAct::Units => K::PlanActUnitsNote,
    };
    let lines: Vec<_> = PlanAct::ALL
        .iter()
        .map(|act| {
            let path = format!("/plan/together/{}", act.code());
            view! {
                <li>
                    <a href=path>{text::plan_act(lang, *act)}</a>
                    <span class="line small quiet">{t(lang, note(*act))}</span>
                </li>
            }
        })
        .collect();
    view! {
        <ul class="plain-list plan-acts">
            <li>
                <a href="/plan/sheet">{t(lang, K::PlanSheetLink)}</a>
                <span class="line small quiet">{t(lang, K::PlanSheetNote)}</span>
            </li>
            {lines}
        </ul>
    }
    .into_any()
}

fn asks(lang: Lang, asks: &PlanAsks) -> AnyView {
    let number = |n: usize| text::integer(lang, n as i64);
    let mut lines: Vec<AnyView> = Vec::new();
    // Where the office arranges them.
    let counted = [
        (K::PlanToReassign, asks.to_reassign, "/review#to-reassign"),
        (
            K::PlanWithoutProduct,
            asks.without_product,
            "/review#to-arrange",
        ),
    ];
    for (key, n, path) in counted.into_iter().filter(|(_, n, _)| *n > 0) {
        let words = tf(lang, key, &[&number(n)]);
        lines.push(view! { <li><a href=path>{words}</a></li> }.into_any());
    }
    let mut named = |key: K, all: Vec<(String, String)>| {
        if all.is_empty() {
            return;
        }
        let left = all.len().saturating_sub(NAMED);
        let links: Vec<_> = all
            .iter()
            .take(NAMED)
            .map(|(path, name)| view! { <li><a href=path.clone()>{name.clone()}</a></li> })
            .collect();
        let left = (left > 0).then(|| {
            let words = tf(lang, K::PlanMoreLines, &[&number(left)]);
            view! { <li class="quiet">{words}</li> }
        });
        let head = tf(lang, key, &[&number(all.len())]);
        lines.push(
            view! { <li><b>{head}</b><ul class="plain-list inline-list">{links} {left}</ul></li> }
                .into_any(),
        );
    };
    let unit_page = |code: &str| format!("/units/{code}");
    named(
        K::PlanWithoutCompany,
        (asks.without_company.iter())
            .map(|(code, name)| (unit_page(code), name.to_string()))
            .collect(),
    );
    named(
        K::PlanWithoutLead,
        (asks.without_lead.iter())
            .map(|(code, name)| {
                let file = PlanFile::Programme;
                (plan_row_path(file, code), name.to_string())
            })
            .collect(),
    );
    named(
        K::PlanAwaited,
        (asks.awaited.iter())
            .map(|(code, name, milestones)| {
                let waiting = tf(lang, K::PlanAwaiting, &[name, &number(*milestones)]);
                (plan_row_path(PlanFile::Triggers, code), waiting)
            })
            .collect(),
    );
    named(
        K::PlanUnnumbered,
        (asks.unnumbered.iter())
            .map(|(unit, company)| {
                let path = format!("/plan/assignments?q={unit}");
                (path, format!("{unit} – {company}"))
            })
            .collect(),
    );
    let overloaded: Vec<_> = asks
        .overloaded
        .iter()
        .map(|(code, it)| {
            let company = it.company.as_ref().map(ToString::to_string);
            let (now, best) = (number(it.now), number(it.most_in_a_month));
            let told = format!("{} {now} ({best})", company.unwrap_or_default());
            view! { <li><a href=partner_path(code)>{told}</a></li> }
        })
        .collect();
    if !overloaded.is_empty() {
        let head = t(lang, K::PlanOverloaded);
        lines.push(
            view! { <li><b>{head}</b><ul class="plain-list inline-list">{overloaded}</ul></li> }
                .into_any(),
        );
    }
    if lines.is_empty() {
        return view! { <p class="quiet">{t(lang, K::PlanNothingAsks)}</p> }.into_any();
    }
    view! { <ul class="plain-list plan-asks">{lines}</ul> }.into_any()
}
