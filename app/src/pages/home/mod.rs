//! `/` of who has work of the campaign to do: a unit's people and the office.
mod beside;
mod gap;
mod office;
mod rows;

use leptos::prelude::*;

use super::Content;
use crate::{
    chart,
    components::{
        Section, as_of, campaign_path, duty_path, event_list, explained_sentence, good_by, href,
        judged, method_note, sentence, three_bars, unit_path,
    },
    domain::{Act, DECIDE_WITHIN, Event, Figures, LiesWith, Of, Role, UnitCode},
    pages::{
        measure::{ONLY_OVERDUE, came_back},
        work::reported_since,
    },
    text::{self, Key as K, Lang, bullet_label, headline, rich, t, tf},
    views::{
        DueValue, Frame, HomeDuty, HomeList, HomeRow, MeasureRow, News, Unanswered, UnitHome,
        about_name, explanation_path,
    },
};

pub use office::page as office;

pub fn page(frame: &Frame, mut home: UnitHome) -> Content {
    let lang = frame.lang;
    let tab = home.unit.name.to_string();
    let code = home.unit.code.to_string();
    let head = lede(frame, &home);
    let gap = gap::where_it_lies(frame, &home);
    let lists = (!home.closed).then(|| lists(frame, &mut home));
    let news = (!frame.only_reads()).then(|| news(frame, &home.unit.code, home.news));
    let beside = beside::dots(frame, home.unit.kind, &home.beside);
    let databases = (!home.databases.is_empty())
        .then(|| databases(frame, &unit_path(&home.unit.code), home.databases));
    let content = view! {
        <div data-scope="unit-all" data-code=code>{head} {gap}</div>
        <div class="two">
            <div>{lists}</div>
            <div>{news} {beside} {databases}</div>
        </div>
        {method_note(lang)}
    };
    Content::new("home", tab, content)
}

fn lede(frame: &Frame, home: &UnitHome) -> AnyView {
    let lang = frame.lang;
    let deadline = frame.campaign.as_ref().and_then(|it| it.deadline);
    let of = Of::AllOfUnit(home.unit.code.clone());
    let told = match home.closed {
        true => rich(t(lang, K::UnitClosedHead), &[]),
        false => headline(lang, &home.figures, home.counts_later, None, deadline),
    };
    let told = explained_sentence(frame, &of, &home.figures, told);
    let closed = home
        .closed
        .then(|| view! { <p class="warning">{t(lang, K::HomeClosed)}</p> });
    let past = frame
        .as_of
        .map(|_| view! { <p class="small quiet">{t(lang, K::HomePast)}</p> });
    let since = home.news.since.as_ref().map(|(day, time)| {
        view! { <span>{tf(lang, K::HomeSince, &[&text::day(lang, *day), time])}</span> }
    });
    let today = text::weekday(lang, frame.day());
    view! {
        <div class="lede">
            <div>
                <p class="eyebrow">
                    <b class="unit-name">{home.unit.name.to_string()}</b>
                    <span>{today}</span>
                    {since}
                </p>
                <h1>{told}</h1>
                <p class="pace second">{ahead(lang, home)}</p>
                <p class="second">
                    <a href=href(frame, &unit_path(&home.unit.code))>{t(lang, K::HomeUnitPage)}</a>
                    " · "
                    <a href=href(frame, campaign_path(frame))>{campaign(lang, &home.campaign)}</a>
                </p>
                {closed}
                {past}
            </div>
            <div class="lede-end">{three_bars(frame, &of, &home.figures)} {as_of(frame)}</div>
        </div>
    }
    .into_any()
}

/// "Tuần qua +0,4 điểm. Xong 3 mốc quá hạn gốc của đơn vị thì còn chậm 5,4 điểm; nghiệm thu 2 bàn
/// giao đang chờ thì còn 3,6 điểm."
fn ahead(lang: Lang, home: &UnitHome) -> Option<AnyView> {
    let week = home.week?;
    let by = text::points(lang, week.abs());
    let week = match week {
        0 => rich(t(lang, K::HomeWeekNone), &[]),
        1.. => rich(t(lang, K::HomeWeekUp), &[&by]),
        _ => rich(t(lang, K::HomeWeekDown), &[&by]),
    };
    let of = |with: &LiesWith| {
        let part = home.gap.parts.iter().find(|part| part.with == *with);
        part.map_or(0, |part| part.milestones as usize)
    };
    let behind = home.figures.gap().is_some_and(|gap| gap < 0);
    let (own, decide) = (of(&LiesWith::Unit), of(&LiesWith::Head));
    let own = home
        .gap
        .after_own
        .filter(|_| behind && own > 0)
        .map(|left| {
            let done = text::milestones(lang, own);
            match left {
                1.. => rich(
                    t(lang, K::HomeAfterOwn),
                    &[&done, &text::points(lang, left)],
                ),
                _ => rich(t(lang, K::HomeAfterOwnDone), &[&done]),
            }
        });
    // Without anything of the unit's own what waits for its head is told alone.
    let alone = home
        .gap
        .after_decisions
        .filter(|_| behind && own.is_none() && decide > 0);
    let alone = alone.map(|left| {
        let done = text::deliveries(lang, decide);
        let words = match left {
            1.. => rich(
                t(lang, K::HomeAfterDecide),
                &[&done, &text::points(lang, left)],
            ),
            _ => rich(t(lang, K::HomeAfterDecideDone), &[&done]),
        };
        view! { " " {sentence(words)} "." }
    });
    let still = home.gap.after_own.is_some_and(|left| left > 0);
    let after = home.gap.after_decisions;
    let decided = after
        .filter(|_| own.is_some() && still && decide > 0)
        .map(|left| {
            let done = text::deliveries(lang, decide);
            match left {
                1.. => tf(
                    lang,
                    K::HomeAfterDecisions,
                    &[&done, &text::points(lang, left)],
                ),
                _ => tf(lang, K::HomeAfterDecisionsDone, &[&done]),
            }
        });
    let end = match &decided {
        Some(words) => format!("; {words}"),
        None => ".".to_owned(),
    };
    let own = own.map(|own| view! { " " {sentence(own)} {end} });
    Some(view! { {sentence(week)} {own} {alone} }.into_any())
}

/// "Toàn chiến dịch: 41,3% nghiệm thu, chậm 10,2 điểm"
fn campaign(lang: Lang, figures: &Figures) -> String {
    let accepted = text::maybe_percent(lang, figures.accepted());
    match figures.gap() {
        Some(gap @ 1..) => tf(
            lang,
            K::HomeCampaignAhead,
            &[&accepted, &text::points(lang, gap)],
        ),
        Some(gap) if gap < 0 => tf(
            lang,
            K::HomeCampaign,
            &[&accepted, &text::points(lang, -gap)],
        ),
        _ => tf(lang, K::HomeCampaignPlain, &[&accepted]),
    }
}

/// What came back, what is owed, what waits for the reader, what companies owe, what was sent.
fn lists(frame: &Frame, home: &mut UnitHome) -> AnyView {
    let lang = frame.lang;
    let mut take = |list: HomeList| -> Vec<HomeRow> {
        std::mem::take(match list {
            HomeList::Returned => &mut home.returned,
            HomeList::Owed => &mut home.owed,
            HomeList::Decide => &mut home.to_decide,
            HomeList::Companies => &mut home.companies,
            HomeList::Sent => &mut home.sent,
        })
    };
    let [returned, owed, decide, companies, sent] = [
        HomeList::Returned,
        HomeList::Owed,
        HomeList::Decide,
        HomeList::Companies,
        HomeList::Sent,
    ]
    .map(&mut take);
    let count = |rows: &[HomeRow]| match rows.len() {
        0 => String::new(),
        number => text::integer(lang, number as i64),
    };
    let late_and_due = |rows: &[HomeRow]| {
        // A slot is late before it counts, and so before it is missing.
        let late = rows.iter().filter(|it| it.missing || it.row.late).count();
        let [late, due] = [late, rows.len() - late].map(|n| text::integer(lang, n as i64));
        tf(lang, K::HomeOwedNote, &[&late, &due])
    };
    let lines = |list: HomeList, rows: Vec<HomeRow>| -> Vec<AnyView> {
        rows.into_iter()
            .map(|it| rows::line(frame, list, it))
            .collect()
    };
    let decides = frame
        .reader
        .as_ref()
        .is_some_and(|it| it.role == Role::Head);
    let link = |path: &str, words: String| {
        let path = path.to_owned();
        let shown = !frame.only_reads();
        shown.then(|| view! { <a href=path>{words}</a> }).into_any()
    };
    let all_work = match home.later {
        0 => t(lang, K::HomeAllWork).to_owned(),
        later => tf(lang, K::HomeLaterWork, &[&text::milestones(lang, later)]),
    };
    let owed_note = late_and_due(&owed);
    let mut owes: Vec<AnyView> = home.asked.iter().map(|it| asked(frame, it)).collect();
    owes.extend(measure(frame, &home.measure));
    owes.extend(lines(HomeList::Owed, owed));
    let decide_title = match decides {
        true => K::HomeDecide,
        false => K::HomeDecideHead,
    };
    let decide_note = match decide.len() {
        0 => String::new(),
        number => tf(
            lang,
            K::HomeDecideNote,
            &[&text::deliveries(lang, number), &DECIDE_WITHIN.to_string()],
        ),
    };
    let to_desk = (decides && !decide.is_empty())
        .then(|| link("/review", t(lang, K::NavReview).to_owned()))
        .into_any();
    let companies_note = match companies.is_empty() {
        true => String::new(),
        false => late_and_due(&companies),
    };
    let number = returned.len() + home.values_back.len();
    let returned = (number > 0).then(|| {
        let number = text::integer(lang, number as i64);
        let head = (K::HomeReturned, number, ().into_any());
        let mut lines = lines(HomeList::Returned, returned);
        lines.extend(home.values_back.iter().map(|row| value_back(lang, row)));
        rows::section(frame, "returned", HomeList::Returned, head, lines, None)
    });
    let owed = (K::HomeOwed, owed_note, link("/work", all_work));
    let decides = (decide_title, decide_note, to_desk);
    let owing = (K::HomeCompanies, companies_note, ().into_any());
    let gone = (K::HomeSent, count(&sent), ().into_any());
    view! {
        {returned}
        {rows::section(frame, gap::OWED, HomeList::Owed, owed, owes, Some(K::HomeOwedNone))}
        {rows::section(
            frame,
            gap::DECIDE,
            HomeList::Decide,
            decides,
            lines(HomeList::Decide, decide),
            Some(K::HomeDecideNone),
        )}
        {rows::section(
            frame,
            gap::COMPANIES,
            HomeList::Companies,
            owing,
            lines(HomeList::Companies, companies),
            Some(K::HomeCompaniesNone),
        )}
        {rows::section(
            frame,
            gap::SENT,
            HomeList::Sent,
            gone,
            lines(HomeList::Sent, sent),
            Some(K::HomeSentNone),
        )}
    }
    .into_any()
}

/// What is asked of the unit, before what it owes.
fn asked(frame: &Frame, it: &Unanswered) -> AnyView {
    let lang = frame.lang;
    let explains = it.may_speak && !frame.only_reads();
    let path = match explains {
        true => explanation_path(Act::Explained, &it.about),
        false => href(frame, &duty_path(&it.duty)),
    };
    let act = match explains {
        true => K::Explain,
        false => K::HomeDoSee,
    };
    let wanted = tf(
        lang,
        K::AskedWanted,
        &[&text::day(lang, it.on), &text::day(lang, it.wanted_by)],
    );
    view! {
        <li data-about=about_name(&it.about)>
            <div class="task-mark"></div>
            <div>
                <h3><a href=path.clone()>{it.title.to_string()}</a></h3>
                <p class="small quiet">
                    <b>{t(lang, K::AskedOfYou)}</b> " · " {it.workstream_name.to_string()} " · "
                    {wanted} {reported_since(lang, it)}
                </p>
            </div>
            <div class="task-end">
                <b class=it.overdue.then_some("late")>{text::until(lang, frame.day(), it.wanted_by)}</b>
                <span class="small second">{t(lang, K::HomeNoPoints)}</span>
                <a class="task-act" href=path aria-hidden="true" tabindex="-1">{t(lang, act)}</a>
            </div>
        </li>
    }
    .into_any()
}

/// A value that came back, with its reason.
fn value_back(lang: Lang, row: &MeasureRow) -> AnyView {
    let of = row.duty.as_ref().map(|(_, name)| format!("{name} · "));
    view! {
        <li data-indicator=row.code.to_string()>
            <div class="task-mark"></div>
            <div>
                <h3><a href="/measure">{row.name.to_string()}</a></h3>
                <p class="small quiet">{of} {t(lang, K::HomeMeasureNote)}</p>
                <p class="warning">{came_back(lang, row)}</p>
            </div>
            <div class="task-end">
                <a class="task-act" href="/measure" aria-hidden="true" tabindex="-1">
                    {t(lang, K::HomeDoMeasure)}
                </a>
            </div>
        </li>
    }
    .into_any()
}

/// What is due to be measured: one line, for all are entered in one table.
fn measure(frame: &Frame, due: &[DueValue]) -> Option<AnyView> {
    let lang = frame.lang;
    let first = due.first().filter(|_| !frame.only_reads())?;
    let words = match due.len() {
        1 => tf(lang, K::HomeMeasureOne, &[&first.name]),
        number => tf(
            lang,
            K::HomeMeasureMany,
            &[&text::integer(lang, number as i64), &first.name],
        ),
    };
    let of = first
        .workstream_name
        .as_ref()
        .map(|name| format!("{name} · "));
    let since = first.due.map(|due| text::until(lang, frame.day(), due));
    Some(
        view! {
            <li data-measure=due.len().to_string()>
                <div class="task-mark"></div>
                <div>
                    <h3><a href=ONLY_OVERDUE>{words}</a></h3>
                    <p class="small quiet">{of} {t(lang, K::HomeMeasureNote)}</p>
                </div>
                <div class="task-end">
                    <b class="late">{since}</b>
                    <a class="task-act" href=ONLY_OVERDUE aria-hidden="true" tabindex="-1">
                        {t(lang, K::HomeDoMeasure)}
                    </a>
                </div>
            </li>
        }
        .into_any(),
    )
}

/// What others did since the reader looked last.
fn news(frame: &Frame, unit: &UnitCode, news: News) -> AnyView {
    let lang = frame.lang;
    let title = match &news.since {
        Some((day, _)) => tf(lang, K::HomeNewsSince, &[&text::day(lang, *day)]),
        None => t(lang, K::HomeNewsWeek).to_owned(),
    };
    let all = news.rows.len() + news.more;
    let end = (news.more > 0).then(|| {
        let words = tf(lang, K::HomeNewsAll, &[&text::integer(lang, all as i64)]);
        view! { <a href=unit_path(unit)>{words}</a> }
    });
    let values: Vec<String> = news
        .values
        .iter()
        .map(|(event, number)| {
            let key = match event {
                Event::Accepted => K::HomeValuesAccepted,
                _ => K::HomeValuesReturned,
            };
            tf(lang, key, &[&text::integer(lang, *number as i64)])
        })
        .collect();
    let values =
        (!values.is_empty()).then(|| view! { <p><a href="/measure">{values.join("; ")}</a></p> });
    let content = match (news.rows.is_empty(), &values) {
        (true, None) => view! { <p class="quiet none">{t(lang, K::HomeNewsNone)}</p> }.into_any(),
        (true, Some(_)) => ().into_any(),
        (false, _) => event_list(frame, news.rows, false),
    };
    view! { <Section lang class="news" title end=end.into_any()>{values} {content}</Section> }
        .into_any()
}

/// Rows of databases that are shown; the unit's page has all.
const DATABASES: usize = 8;

fn databases(frame: &Frame, unit: &str, mut all: Vec<HomeDuty>) -> AnyView {
    let lang = frame.lang;
    let number = |n: usize| text::integer(lang, n as i64);
    let title = match all.len() {
        all @ ..=DATABASES => tf(lang, K::HomeDatabases, &[&number(all)]),
        all => tf(
            lang,
            K::HomeDatabasesOf,
            &[&number(DATABASES), &number(all)],
        ),
    };
    all.truncate(DATABASES);
    let rows: Vec<_> = all.into_iter().map(|it| database(frame, it)).collect();
    let end = view! { <a href=href(frame, unit)>{t(lang, K::HomeUnitPage)}</a> }.into_any();
    view! {
        <Section lang title note=K::HomeDatabasesNote end>
            <table class="own-databases">
                <thead>
                    <tr>
                        <th scope="col">{t(lang, K::Database)}</th>
                        <th scope="col" class="bullet-col">{t(lang, K::ProgressHead)}</th>
                        <th scope="col" class="n">{t(lang, K::AcceptedShort)}</th>
                        <th scope="col" class="n" aria-sort="ascending">{t(lang, K::AgainstPlan)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Section>
    }
    .into_any()
}

fn database(frame: &Frame, it: HomeDuty) -> AnyView {
    let lang = frame.lang;
    let f = it.figures;
    let bullet = chart::bullet(&f, it.measured, &bullet_label(lang, &f));
    let gap = f.gap();
    let told = gap.map_or_else(
        || text::NONE.to_owned(),
        |gap| text::signed_tenths(lang, gap),
    );
    let late = gap.is_some_and(|gap| gap < 0).then_some("late");
    view! {
        <tr>
            <th scope="row">
                <a href=href(frame, &duty_path(&it.key))>{it.name.to_string()}</a>
                <span class="line plain">{judged(lang, it.judgement)}</span>
                {good_by(lang, &f, it.judgement)}
            </th>
            <td class="bullet-col"><div inner_html=bullet></div></td>
            <td class="n"><b>{text::maybe_percent(lang, f.accepted())}</b></td>
            <td class="n"><b class=late>{told}</b></td>
        </tr>
    }
    .into_any()
}
