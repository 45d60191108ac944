use leptos::prelude::*;

use super::headline::headline;

use crate::{
    chart::{self, Plot, Scale, Size, Trend},
    components::{
        Cells, Section, before_campaign, data_of_chart, heads, picture_link, table, time,
    },
    islands::{ChartReader, Reading, Sides},
    text::{self, Key as K, Lang, NONE, plain_headline, t, tf},
    views::{Frame, OutcomePage, OutcomeRow, TrendPoint},
};

/// The trend, readable value by value, and its data as a table.
pub fn trend(frame: &Frame, page: &OutcomePage) -> AnyView {
    let (lang, row) = (frame.lang, &page.row);
    if page.points.is_empty() {
        let none = view! { <p class="quiet none">{t(lang, K::TrendNone)}</p> };
        return titled(frame, page, none.into_any());
    }
    let data = data(frame, page);
    let drawings = format!(
        "{}{}",
        drawn(frame, page, Size::Wide),
        drawn(frame, page, Size::Narrow)
    );
    let scale = data.scale(Size::Wide);
    let readings: Vec<Reading> = page
        .points
        .iter()
        .map(|point| reading(lang, &scale, point, row))
        .collect();
    let names = [K::MeasuredShort, K::TrendPathName].map(|key| t(lang, key).to_lowercase());
    let content = view! {
        <ChartReader
            label=t(lang, K::TrendReader).to_owned()
            hint=t(lang, K::TrendHint).to_owned()
            names=names.to_vec()
            readings=readings
            wide=sides(Size::Wide.plot())
            narrow=sides(Size::Narrow.plot())
        >
            <div inner_html=drawings></div>
        </ChartReader>
        {numbers(lang, &page.points, row)}
    };
    titled(frame, page, content.into_any())
}

fn data<'a>(frame: &Frame, page: &'a OutcomePage) -> Trend<'a> {
    let row = &page.row;
    Trend {
        lang: frame.lang,
        day: frame.day(),
        is_today: frame.as_of.is_none(),
        deadline: row.deadline,
        unit_of_measure: &row.unit_of_measure,
        up: row.up,
        reached: row.reached,
        points: &page.points,
        path: page.path.as_ref(),
        path_now: page.path_now,
        target: row.target,
        forecast: &row.forecast,
        pace: page.pace,
    }
}

fn drawn(frame: &Frame, page: &OutcomePage, size: Size) -> String {
    let (lang, row) = (frame.lang, &page.row);
    let runs = headline(lang, row, page.path_now, frame.day());
    let told = tf(lang, K::TrendAria, &[&row.name, &plain_headline(&runs)]);
    chart::trend(&data(frame, page), size, &told)
}

/// The drawing alone; `None` before the first value.
pub fn picture(frame: &Frame, page: &OutcomePage, size: Size) -> Option<String> {
    (!page.points.is_empty()).then(|| drawn(frame, page, size))
}

fn titled(frame: &Frame, page: &OutcomePage, content: AnyView) -> AnyView {
    let lang = frame.lang;
    let sample = page.row.counts.zip(page.row.sample_of);
    let sample = sample.map(|((_, counted), all)| {
        let number = |n| text::integer(lang, n);
        tf(lang, K::SampleOf, &[&number(counted), &number(all)])
    });
    let note = match page.row.counts {
        Some((_, of)) if !page.count_unit.is_empty() => {
            let of = format!("{} {}", text::integer(lang, of), page.count_unit);
            tf(lang, K::TrendNoteOf, &[&page.row.unit_of_measure, &of])
        }
        _ => page.row.unit_of_measure.to_string(),
    };
    let note = sample.map_or_else(
        || note.clone(),
        |sample| format!("{note}, {sample}; {}", t(lang, K::TrendOfAll)),
    );
    let end = picture_link(frame);
    view! {
        <Section lang class="chart-section" title=K::TrendTitle note end>
            {content}
        </Section>
    }
    .into_any()
}

fn sides(plot: Plot) -> Sides {
    Sides {
        left: plot.left / plot.width,
        right: plot.right / plot.width,
        top: plot.top / plot.height,
        bottom: plot.bottom / plot.height,
    }
}

fn path_words(lang: Lang, point: &TrendPoint, row: &OutcomeRow) -> String {
    let unit = row.unit_of_measure.as_ref();
    let words = |path| text::value_beside(lang, path, row.target, unit);
    point.path.map_or_else(|| NONE.to_owned(), words)
}

fn reading(lang: Lang, scale: &Scale, point: &TrendPoint, row: &OutcomeRow) -> Reading {
    let unit = row.unit_of_measure.as_ref();
    Reading {
        // Four digits place a line exactly enough on any screen.
        at: (scale.part(point.day) * 10_000.0).round() / 10_000.0,
        day: text::day(lang, point.day),
        values: vec![
            text::value_beside_target(lang, point.value, row.target, unit),
            path_words(lang, point, row),
        ],
    }
}

fn numbers(lang: Lang, points: &[TrendPoint], row: &OutcomeRow) -> AnyView {
    let unit = row.unit_of_measure.as_ref();
    let rows: Vec<_> = points
        .iter()
        .map(|point| {
            view! {
                <tr>
                    <th scope="row">
                        {time(lang, point.day)} {before_campaign(lang, point.before_campaign)}
                    </th>
                    <td class="n">
                        {text::value_beside_target(lang, point.value, row.target, unit)}
                    </td>
                    <td class="n">{path_words(lang, point, row)}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    let columns = [
        (K::MeasuredOn, Cells::Words),
        (K::MeasuredShort, Cells::Numbers),
        (K::TrendPathName, Cells::Numbers),
    ];
    let data = table(t(lang, K::ChartCaption), None, heads(lang, &columns), rows);
    data_of_chart(lang, data)
}
