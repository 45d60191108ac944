use leptos::prelude::*;

use super::{Content, Rows, Top, facet, facets, written};
use crate::{
    components::{
        Cells, Head, ListForm, choices, duty_path, href, partner_path, rows_told, select,
        sorted_heads, time, unit_path,
    },
    domain::{Role, Share},
    text::{self, Key as K, t, tf},
    views::{ActionColumn, ActionList, Actor, ActorKind, Doing, Frame, ListedAction, Table},
};

const HEADS: [Head<ActionColumn>; 5] = [
    (Some(ActionColumn::Who), K::SheetWho, Cells::Words),
    (Some(ActionColumn::What), K::FilterDoing, Cells::Words),
    (Some(ActionColumn::Thing), K::ListThing, Cells::Words),
    (Some(ActionColumn::Days), K::ListSince, Cells::Words),
    (Some(ActionColumn::Gain), K::ListGain, Cells::Numbers),
];

pub fn page(frame: &Frame, page: ActionList) -> Content {
    let lang = frame.lang;
    let number = page.list.all;
    let words = text::action_filter(lang, frame.place(), &page.filter, &page.choices);
    let filtered = !words.is_empty();
    let gain = page.gain.filter(|gain| !gain.is_zero());
    let gain = gain.map_or_else(String::new, |gain| {
        let points = text::points(lang, gain.points_from(Share::ZERO));
        tf(lang, K::ActionsGain, &[&points])
    });
    let actors = text::integer(lang, page.actors as i64);
    let pressing = match page.pressing {
        // One thing to do is all of one kind.
        all if all == page.actors || page.filter.doing.is_some() => String::new(),
        some => tf(
            lang,
            K::ActionsPressing,
            &[&text::integer(lang, some as i64)],
        ),
    };
    let instead = page.by_doing.iter();
    let instead = instead.filter(|it| it.0 == Doing::Instead && page.filter.doing.is_none());
    let twice = instead.map(|it| tf(lang, K::ActionsTwice, &[&text::integer(lang, it.1 as i64)]));
    let twice: String = twice.collect();
    let told = tf(lang, K::ActionsNote, &[&actors, &gain, &pressing, &twice]);
    let own = page.own.as_ref();
    let own = own.map(|name| format!("{}. ", tf(lang, K::ActionsOwn, &[name])));
    let top = Top {
        number,
        words: text::things_to_do(lang, number),
        narrowed: words,
        told: view! { {own} {told} }.into_any(),
        sheet: Table::Actions,
    };
    let by_doing = page.by_doing.iter().map(|(doing, number)| {
        let chosen = page.filter.doing == Some(*doing);
        let count = facet(frame, &[("do", doing.code())], *number, chosen);
        (count, text::doing(lang, *doing))
    });
    let by_doing = facets(frame, K::FilterDoing, by_doing.collect(), Vec::new());
    let form = form(frame, &page, filtered);
    let turn = rows_told(frame, &page.list);
    let heads = sorted_heads(frame, page.sorted, &HEADS);
    let rows = page.list.rows.into_iter();
    let rows: Vec<_> = rows.map(|row| line(frame, row)).collect();
    let rows = Rows { heads, rows, turn };
    written(frame, K::ListsActions, top, by_doing, form, rows)
}

fn form(frame: &Frame, page: &ActionList, filtered: bool) -> AnyView {
    let (lang, filter) = (frame.lang, &page.filter);
    let doing = choices(lang, Doing::ALL, filter.doing, Doing::code, text::doing);
    let actor = choices(
        lang,
        ActorKind::ALL,
        filter.actor,
        ActorKind::code,
        text::actor_kind,
    );
    let mut own = vec![select(lang, "do", K::FilterDoing, doing)];
    if page.own.is_none() {
        own.push(select(lang, "actor", K::FilterActor, actor));
    }
    ListForm {
        path: "/actions",
        within: &filter.within,
        choices: &page.choices,
        own,
        company: None,
        keeps: &[
            "unit", "owner", "assigned", "heading", "document", "called", "partner", "who", "sort",
        ],
        filtered,
    }
    .write(frame)
}

/// "+0,3 điểm"
fn points(frame: &Frame, gain: Share) -> String {
    text::signed_points(frame.lang, gain.points_from(Share::ZERO))
}

fn line(frame: &Frame, row: ListedAction) -> AnyView {
    let lang = frame.lang;
    let who = match &row.who {
        Actor::Unit(code, name) => {
            view! { <a href=href(frame, &unit_path(code))>{name.to_string()}</a> }.into_any()
        }
        Actor::Partner(code, name) => {
            view! { <a href=href(frame, &partner_path(code))>{name.to_string()}</a> }.into_any()
        }
        Actor::Office => text::role(lang, Role::Office).into_any(),
    };
    let kind = row.kind.map(|kind| {
        view! { <span class="line quiet plain less">{text::kind_of_unit(lang, kind)}</span> }
    });
    let days = match row.doing {
        Doing::Soon => text::until(lang, frame.day(), row.day.unwrap_or(frame.day())),
        Doing::Overdue | Doing::Decide | Doing::Instead => {
            tf(lang, K::WaitingFor, &[&text::days(lang, row.days)])
        }
        Doing::Late | Doing::Reassign | Doing::Above if row.days > 0 => {
            tf(lang, K::DaysPast, &[&text::integer(lang, row.days)])
        }
        _ => text::until(lang, frame.day(), row.day.unwrap_or(frame.day())),
    };
    let late = matches!(row.doing, Doing::Late | Doing::Reassign) && row.days > 0;
    let note = format!(
        "{} · {} · {}",
        text::kind(lang, row.milestone_kind),
        row.workstream_name,
        row.unit_name
    );
    let gain = row.gain.map(|gain| points(frame, gain));
    view! {
        <tr data-scope="action" data-code=row.milestone.to_string()>
            <td>{who} {kind}</td>
            <td>{text::doing(lang, row.doing)}</td>
            <th scope="row">
                <a href=thing(frame, &row)>{row.title.to_string()}</a>
                <span class="line quiet plain">{note}</span>
            </th>
            <td class="side" data-label=t(lang, K::ListSince)>
                <span class=if late { "late nowrap" } else { "nowrap" }>{days}</span>
                <span class="line quiet">{row.day.map(|day| time(lang, day))}</span>
            </td>
            <td class="n nowrap key" data-label=t(lang, K::ListGain)>{gain}</td>
        </tr>
    }
    .into_any()
}

/// Where what is to be done is done, for who does it; for all others the duty it is of.
fn thing(frame: &Frame, row: &ListedAction) -> String {
    let reader = frame.reader.as_ref().filter(|_| !frame.only_reads());
    let own_unit = reader.and_then(|reader| reader.unit.as_ref());
    let own = match &row.who {
        Actor::Unit(code, _) => own_unit.is_some_and(|(own, _)| own == code),
        _ => false,
    };
    let decides = matches!(row.doing, Doing::Overdue | Doing::Decide | Doing::Instead);
    match (reader.map(|reader| reader.role), &row.who) {
        (Some(Role::Office), Actor::Office) if decides => format!("/review/{}", row.milestone),
        (Some(Role::Head), Actor::Unit(..)) if decides && own => {
            format!("/review/{}", row.milestone)
        }
        (Some(Role::Head | Role::Member), Actor::Unit(..)) if own && !decides => {
            format!("/work/{}", row.milestone)
        }
        _ => href(frame, &duty_path(&row.duty)),
    }
}
