//! Tasks that are late, where a campaign is made of them.
use leptos::prelude::*;

use crate::{
    components::{Section, explained_count, explained_gap_number, figure, href, workstream_path},
    domain::{Of, ShareOf, Status, What},
    text::{self, Key as K, t, tf},
    views::{Frame, LateTask, Overview},
};

/// Each of them as a line, the furthest behind its plan first.
pub fn late_tasks(frame: &Frame, page: &Overview) -> AnyView {
    let lang = frame.lang;
    let number = text::integer(lang, page.late_tasks.len() as i64);
    let title = tf(lang, K::LateTasks, &[&number]);
    let all = view! { <a href=href(frame, "/programme")>{t(lang, K::LateTasksAll)}</a> };
    let end = (!frame.wall).then(|| all.into_any());
    let rows: Vec<_> = page.late_tasks.iter().map(|it| line(frame, it)).collect();
    let number = move |key: K| view! { <th scope="col" class="n">{t(lang, key)}</th> };
    view! {
        <Section lang class="national late-tasks" title end=end.into_any()>
            <div class="table-scroll" tabindex="0" role="region" aria-label=t(lang, K::NavProgramme)>
                <table class="of-databases">
                    <thead>
                        <tr>
                            <th scope="col">{t(lang, K::WrittenTask)}</th>
                            {number(K::LateDuties)}
                            {number(K::AcceptedShort)}
                            {number(K::Plan)}
                            {number(K::AgainstPlan)}
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Section>
    }
    .into_any()
}

fn line(frame: &Frame, it: &LateTask) -> AnyView {
    let lang = frame.lang;
    let of = Of::Workstream(it.workstream.code.clone());
    let path = href(frame, &workstream_path(&it.workstream));
    let lead = it.leads.as_ref().map(|it| text::who_leads(lang, it));
    let share = |of: ShareOf| figure(lang, of.code(), of.of(&it.figures)).into_any();
    view! {
        <tr data-scope="task" data-code=it.workstream.code.to_string()>
            <th scope="row">
                <a href=path>{it.workstream.name.to_string()}</a>
                {lead.map(|lead| view! { <span class="line small quiet">{lead}</span> })}
            </th>
            <td class="n" data-label=t(lang, K::LateDuties)>
                {explained_count(frame, &of, What::Status(Status::Late), &it.figures)}
            </td>
            <td class="n" data-label=t(lang, K::AcceptedShort)>{share(ShareOf::Accepted)}</td>
            <td class="n" data-label=t(lang, K::Plan)>{share(ShareOf::ExpectedOriginal)}</td>
            <td class="n gap" data-label=t(lang, K::AgainstPlan)>
                {explained_gap_number(frame, &of, &it.figures)}
            </td>
        </tr>
    }
    .into_any()
}
