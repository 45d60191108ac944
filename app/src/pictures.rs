//! The chart of a page as a picture to take away, from the view the page was written from.
use crate::{
    Page,
    chart::{self, Around, BurnUp, Size, standalone},
    domain::Day,
    pages::{duty_trend, outcome_trend, unit_chart},
    text::{self, Key as K, t, tf},
    views::{Frame, WeekPoint},
};

/// A picture, and the word for it in the name of its file.
#[derive(Debug, Clone)]
pub struct Picture {
    pub name: &'static str,
    pub svg: String,
}

impl Page {
    /// The chart of the page; `None` where it has none, or nothing to draw yet.
    pub fn picture(&self, frame: &Frame) -> Option<Picture> {
        let lang = frame.lang;
        let (name, title, drawing) = match self {
            Self::Overview(page) => {
                let drawing = burn_up(frame, &page.history, &page.plan, &page.outlook.forecast)?;
                ("burn-up", t(lang, K::ChartTitle).to_owned(), drawing)
            }
            Self::Unit(page) => {
                let drawing = unit_chart(frame, page, Size::Wide, "")?;
                ("weeks", page.unit.name.to_string(), drawing)
            }
            Self::Outcome(page) => {
                let drawing = outcome_trend(frame, page, Size::Wide)?;
                ("trend", page.row.name.to_string(), drawing)
            }
            Self::Duty(page) => {
                let drawing = duty_trend(frame, page, Size::Wide)?;
                let name = page.outcome.as_ref()?.name.clone();
                ("trend", format!("{}: {name}", page.unit.name), drawing)
            }
            _ => return None,
        };
        Some(Picture {
            name,
            svg: standalone(&drawing, Size::Wide, &around(frame, title)),
        })
    }
}

fn burn_up(
    frame: &Frame,
    history: &[WeekPoint],
    plan: &[(Day, crate::views::MaybeShare)],
    forecast: &crate::domain::Forecast,
) -> Option<String> {
    let campaign = frame.campaign.as_ref().filter(|_| history.len() > 1)?;
    let data = BurnUp {
        lang: frame.lang,
        start: history.first().map_or(campaign.start, |week| week.day),
        day: frame.day(),
        is_today: !frame.only_reads(),
        deadline: campaign.deadline,
        history,
        plan,
        forecast,
    };
    Some(chart::burn_up(&data, Size::Wide, ""))
}

fn around(frame: &Frame, title: String) -> Around {
    let lang = frame.lang;
    let campaign = frame.campaign.as_ref();
    let name = campaign.map_or_else(String::new, |it| it.name.to_string());
    Around {
        title,
        source: tf(
            lang,
            K::PictureSource,
            &[&name, &text::day(lang, frame.day())],
        ),
        badge: match frame.demo() {
            true => t(lang, K::Demo).to_owned(),
            false => String::new(),
        },
    }
}
