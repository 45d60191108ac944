use super::{Cell, Sheet};
use crate::{
    text::{self, Key as K, Lang, t},
    views::{PlanForm, Table},
};

/// All rows that a change of the plan would save; the page has the first of them.
pub fn lines(lang: Lang, form: &PlanForm) -> Vec<Sheet> {
    let sheet = form.preview.as_ref().map(|preview| {
        let heads = vec![
            (t(lang, K::PlanPart), 24),
            (t(lang, K::PlanRowName), 60),
            (t(lang, K::PlanRowSays), 60),
        ];
        let mut sheet = Sheet::new(Table::PlanLines, t(lang, K::PlanMoves).to_owned(), heads);
        sheet.rows = (preview.lines.iter())
            .map(|it| {
                let (part, said) = text::plan_line(lang, it);
                [part, it.label.clone(), said].map(Cell::Text).to_vec()
            })
            .collect();
        sheet
    });
    sheet.into_iter().collect()
}
