use leptos::prelude::*;

use crate::{
    chart,
    components::{Section, explained, explained_count, explained_gap, href, workstream_path},
    domain::{Of, ShareOf, Status, What},
    text::{self, Key as K, bullet_label, t, tf},
    views::{DepartmentRow, Frame, Overview, SecurityRow},
};

/// Sector databases by the unit that leads them.
pub fn departments(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let title = tf(
        lang,
        K::DepartmentsTitle,
        &[&text::integer(lang, page.sector_databases as i64)],
    );
    let rows: Vec<_> = page
        .departments
        .iter()
        .map(|row| department(frame, row))
        .collect();
    let table = view! {
        <div class="table-scroll" tabindex="0" role="region" aria-label=title.clone()>
            <table class="list departments">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::DatabasesOwner)}</th>
                        <th scope="col" class="n">{t(lang, K::DatabasesShort)}</th>
                        <th scope="col" class="bullet-col">{t(lang, K::ProgressHead)}</th>
                        <th scope="col" class="n">{t(lang, K::AcceptedShort)}</th>
                        <th scope="col" class="n">{t(lang, K::AgainstPlan)}</th>
                        <th scope="col" class="n">{t(lang, K::StatusLate)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    let end = view! { <a href=href(frame, "/databases")>{t(lang, K::NavDatabases)}</a> }.into_any();
    view! {
        <div id="departments">
            <Section lang title note=K::DepartmentsNote end>
                {table}
            </Section>
        </div>
    }
    .into_any()
}

fn department(frame: &Frame, row: &DepartmentRow) -> AnyView {
    let lang = frame.lang;
    let f = row.figures;
    let bullet = chart::bullet(&f, f.measured(), &bullet_label(lang, &f));
    let path = href(frame, &format!("/databases?owner={}", row.unit));
    let of = Of::LedBy(row.unit.clone());
    view! {
        <tr data-scope="owner" data-code=row.unit.to_string()>
            <th scope="row">
                <a href=path>{row.unit_name.to_string()}</a>
            </th>
            <td class="n less" data-label=t(lang, K::DatabasesShort)>{text::integer(lang, row.databases as i64)}</td>
            <td class="bullet-col" inner_html=bullet></td>
            <td class="n" data-label=t(lang, K::AcceptedShort)>
                <b>{explained(frame, &of, ShareOf::Accepted, &f)}</b>
            </td>
            <td class="n nowrap key" data-label=t(lang, K::AgainstPlan)>
                {explained_gap(frame, &of, &f)}
            </td>
            <td class="n" data-label=t(lang, K::StatusLate)>{explained_count(frame, &of, What::Status(Status::Late), &f)}</td>
        </tr>
    }
    .into_any()
}

/// Security milestones accepted.
pub fn security(frame: &Frame, page: &Overview) -> Option<AnyView> {
    let lang = frame.lang;
    if page.security.is_empty() {
        return None;
    }
    let (done, all) = page.security.iter().fold((0, 0), |(done, all), row| {
        (
            done + row.figures.products_accepted,
            all + row.figures.products,
        )
    });
    let note = tf(
        lang,
        K::SecurityNote,
        &[
            &text::integer(lang, i64::from(done)),
            &text::integer(lang, i64::from(all)),
        ],
    );
    let rows: Vec<_> = page
        .security
        .iter()
        .map(|row| security_row(frame, row))
        .collect();
    let end = view! { <a href=href(frame, "/programme")>{t(lang, K::NavProgramme)}</a> }.into_any();
    Some(
        view! {
            <div id="security">
                <Section lang title=K::SecurityTitle note end>
                    <ul class="plain-list">{rows}</ul>
                </Section>
            </div>
        }
        .into_any(),
    )
}

fn security_row(frame: &Frame, row: &SecurityRow) -> AnyView {
    let lang = frame.lang;
    let f = row.figures;
    let told = tf(
        lang,
        K::SecurityOf,
        &[
            &text::integer(lang, i64::from(f.products_accepted)),
            &text::integer(lang, i64::from(f.products)),
            &text::units(lang, row.units),
        ],
    );
    let of = Of::Workstream(row.workstream.code.clone());
    view! {
        <li data-scope="workstream" data-code=row.workstream.code.to_string()>
            <a href=href(
                frame,
                &workstream_path(&row.workstream),
            )>{row.workstream.name.to_string()}</a>
            <div class="with-bar">
                <div class="bar-box" inner_html=chart::bar("k2", f.accepted(), f.expected_original())></div>
                <b>{explained(frame, &of, ShareOf::Accepted, &f)}</b>
            </div>
            <span class="quiet">{told}</span>
        </li>
    }
    .into_any()
}
