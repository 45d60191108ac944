/// A page as text, without what stands around it and changes from reader to reader
/// and from minute to minute: name, menu, time.
#[derive(Debug)]
pub struct Written {
    /// The name in the browser's tab, without the site's name.
    pub(crate) title: String,
    pub(crate) body_class: &'static str,
    /// The page has an island, and so needs the script.
    pub(crate) has_island: bool,
    /// It has a form of the campaign.
    pub(crate) has_form: bool,
    /// The page can be worked by keys.
    pub(crate) has_keys: bool,
    /// It has a box that ticks the rows of a form.
    pub(crate) has_tick_all: bool,
    /// It has a button that prints it.
    pub(crate) has_print: bool,
    /// It has a list whose rows are drawn after it on a phone.
    pub(crate) has_rows: bool,
    /// It is one of those on which people work, and needs the style of forms.
    pub(crate) of_work: bool,
    /// The class of `main`; `None`: without the common surroundings.
    pub(crate) class: Option<&'static str>,
    pub(crate) content: String,
}

/// Stands in a document in the place of the content of its page. No text of anybody's holds it, as
/// its `<` is escaped.
pub const HOLE: &str = "<!--content-->";

impl Written {
    /// What is the same for all who read the page.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The page with a hole in the place of its content: what stands around it is written for each
    /// reader, and the content once for all.
    pub fn with_hole(&self) -> Self {
        Self {
            title: self.title.clone(),
            content: HOLE.to_owned(),
            ..*self
        }
    }

    /// Bytes of the text.
    pub fn size(&self) -> usize {
        self.content.len()
    }
}
