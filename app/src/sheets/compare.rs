use super::{Cell, Sheet, redefinitions};
use crate::{
    domain::{Day, Forecast, Move, Outlook, Share, Status},
    pages::{compare_title, forecast_of, list_title, made, pairs, reason_words},
    text::{self, Key as K, Lang, t, tf},
    views::{ComparePage, MovedRow, OneDay, Table, TwoDays},
};

/// What the page compares.
pub fn subject(lang: Lang, page: &ComparePage) -> String {
    compare_title(lang, page)
}

/// The figures, the moves, the duties that moved or were asked for, and the forecasts.
pub fn sheets(lang: Lang, page: &ComparePage) -> Vec<Sheet> {
    let Some(days) = page.days.as_deref() else {
        return Vec::new();
    };
    vec![
        figures(lang, days),
        moves(lang, days),
        duties(lang, days),
        forecasts(lang, days),
        redefinitions::sheet(lang, &days.redefinitions),
    ]
}

/// Both days as heads of two columns.
fn day_heads(lang: Lang, days: &TwoDays) -> [String; 2] {
    [days.then.day, days.now.day].map(|day| text::day(lang, day))
}

fn figures(lang: Lang, days: &TwoDays) -> Sheet {
    let [then, now] = day_heads(lang, days);
    let heads = vec![
        (t(lang, K::CompareFigure), 40),
        (then.as_str(), 14),
        (now.as_str(), 14),
        (t(lang, K::CompareChange), 14),
    ];
    let title = t(lang, K::CompareFigures).to_owned();
    let mut sheet = Sheet::new(Table::Compare, title, heads);
    for pair in pairs(lang, days) {
        let change = pair
            .change
            .map(|tenths| crate::domain::Value::new(tenths.into(), 10));
        sheet.rows.push(vec![
            t(lang, pair.word).into(),
            pair.then.into(),
            pair.now.into(),
            change.into(),
        ]);
    }
    for (word, it) in made(days) {
        let parts = [
            (K::SheetByWork, it.by_work()),
            (K::SheetByDefinition, it.by_definition()),
        ];
        for (key, tenths) in parts {
            let change = crate::domain::Value::new(tenths.into(), 10);
            sheet.rows.push(vec![
                tf(lang, key, &[t(lang, word)]).into(),
                Cell::Empty,
                Cell::Empty,
                change.into(),
            ]);
        }
    }
    sheet
}

fn moves(lang: Lang, days: &TwoDays) -> Sheet {
    let sides = || {
        let all = Status::ALL.iter().copied().map(Some);
        all.chain([None])
    };
    let mut heads = vec![(t(lang, K::SheetThen), 26)];
    let named = |status: Option<Status>, absent: K| {
        status.map_or_else(|| t(lang, absent), |status| text::status(lang, status))
    };
    heads.extend(sides().map(|status| (named(status, K::CompareColumnGone), 12)));
    heads.push((t(lang, K::SheetDutyCount), 12));
    let title = t(lang, K::CompareMoves).to_owned();
    let mut sheet = Sheet::new(Table::CompareMoves, title, heads);
    for was in sides() {
        let mut row: Vec<Cell> = vec![named(was, K::CompareRowNew).into()];
        row.extend(sides().map(|now| Cell::from(days.moves.cell(was, now))));
        row.push(days.moves.then(was).into());
        sheet.rows.push(row);
    }
    let mut sums: Vec<Cell> = vec![t(lang, K::SheetNowDay).into()];
    sums.extend(sides().map(|now| Cell::from(days.moves.now(now))));
    sums.push(days.moves.all_now().into());
    sheet.rows.push(sums);
    sheet
}

fn duties(lang: Lang, days: &TwoDays) -> Sheet {
    let heads = vec![
        (t(lang, K::SheetTurn), 14),
        (t(lang, K::Unit), 36),
        (t(lang, K::CompareDuty), 36),
        (t(lang, K::SheetThen), 26),
        (t(lang, K::SheetNowDay), 26),
        (t(lang, K::SheetPointsOfWhole), 14),
        (t(lang, K::CompareReason), 50),
    ];
    let title = list_title(lang, days);
    let mut sheet = Sheet::new(Table::CompareDuties, title, heads);
    let first = days.first.iter().flatten();
    let rows: Vec<&MovedRow> = match &days.list {
        Some(list) => list.rows.iter().collect(),
        None => first.collect(),
    };
    for row in rows {
        let status = |it: Option<crate::domain::Judgement>, absent: K| match it {
            Some(it) => text::judgement(lang, Some(it)),
            None => t(lang, absent).to_owned(),
        };
        sheet.rows.push(vec![
            row.moved.map(|it| turn(lang, it)).into(),
            (&row.unit_name).into(),
            (&row.workstream_name).into(),
            status(row.then, K::CompareNotThen).into(),
            status(row.now, K::CompareNotNow).into(),
            row.part.into(),
            row.reason.as_ref().map(|it| reason_words(lang, it)).into(),
        ]);
    }
    sheet
}

fn turn(lang: Lang, moved: Move) -> String {
    let key = match moved {
        Move::Worse => K::TurnWorse,
        Move::Better => K::TurnBetter,
        Move::New => K::TurnNew,
        Move::Gone => K::TurnGone,
        Move::Redefined => K::TurnRedefined,
    };
    t(lang, key).to_owned()
}

fn forecasts(lang: Lang, days: &TwoDays) -> Sheet {
    let [then, now] = day_heads(lang, days);
    let accepted = [&then, &now].map(|day| format!("{} {day}", t(lang, K::AcceptedShort)));
    let plan = [&then, &now].map(|day| format!("{} {day}", t(lang, K::Plan)));
    let heads = vec![
        (t(lang, K::SheetCode), 10),
        (t(lang, forecast_of(days)), 44),
        (accepted[0].as_str(), 16),
        (accepted[1].as_str(), 16),
        (plan[0].as_str(), 16),
        (plan[1].as_str(), 16),
        (t(lang, K::SheetLikelyThen), 16),
        (t(lang, K::SheetLikelyNow), 16),
        (t(lang, K::SheetShiftDays), 12),
    ];
    let title = t(lang, K::CompareForecasts).to_owned();
    let mut sheet = Sheet::new(Table::CompareForecasts, title, heads);
    for row in &days.forecasts {
        let share = |of: fn(&OneDay) -> Option<Share>| [of(&row.then), of(&row.now)];
        let [was, is] = share(|day| day.figures.accepted());
        let [planned, plans] = share(|day| day.figures.expected_original());
        sheet.rows.push(vec![
            row.workstream.as_ref().map(|w| w.code.as_str()).into(),
            match &row.workstream {
                Some(w) => (&w.name).into(),
                None => t(lang, K::WholeCampaign).into(),
            },
            was.into(),
            is.into(),
            planned.into(),
            plans.into(),
            likely(&row.then.outlook).into(),
            likely(&row.now.outlook).into(),
            row.later().into(),
        ]);
    }
    sheet
}

fn likely(outlook: &Outlook) -> Option<Day> {
    match outlook.forecast {
        Forecast::Finish { likely, .. } => Some(likely.day),
        _ => None,
    }
}
