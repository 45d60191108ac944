//! Who leads together.
use super::{Key, Lang, tf};
use crate::views::Leads;

/// " và 2 đơn vị cùng chủ trì"; nothing where one leads alone.
pub fn with_others(lang: Lang, others: usize) -> String {
    match others {
        0 => String::new(),
        some => tf(lang, Key::WithOthers, &[&some.to_string()]),
    }
}

/// "chủ trì cùng 2 đơn vị khác": after the role; nothing where one leads alone.
pub fn with_others_leading(lang: Lang, others: usize) -> String {
    match others {
        0 => String::new(),
        some => tf(lang, Key::WithOthersLead, &[&some.to_string()]),
    }
}

/// "Sở Y tế và 2 đơn vị cùng chủ trì"
pub fn who_leads(lang: Lang, leads: &Leads) -> String {
    let others = with_others(lang, leads.others.len());
    format!("{}{others}", leads.first.1)
}
