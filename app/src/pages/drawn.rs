//! The burn-up of the campaign where nobody reads it week by week: on a wall, on paper.
use crate::{
    chart::{self, BurnUp, Size},
    text::{Key as K, tf},
    views::{Frame, Overview},
};

/// `None` before there are two points to draw. `told` is the page's sentence.
pub fn burn_up(frame: &Frame, page: &Overview, size: Size, told: &str) -> Option<String> {
    let campaign = frame.campaign.as_ref().filter(|_| page.history.len() > 1)?;
    let data = BurnUp {
        lang: frame.lang,
        start: campaign.start,
        day: frame.day(),
        is_today: !frame.only_reads(),
        deadline: campaign.deadline,
        history: &page.history,
        plan: &page.plan,
        forecast: &page.outlook.forecast,
    };
    let told = tf(frame.lang, K::ChartAria, &[told]);
    Some(chart::burn_up(&data, size, &told))
}
