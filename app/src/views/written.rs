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
    /// It has a button that prints it.
    pub(crate) has_print: bool,
    /// The class of `main`; `None`: without the common surroundings.
    pub(crate) class: Option<&'static str>,
    pub(crate) content: String,
}

impl Written {
    /// Bytes of the text.
    pub fn size(&self) -> usize {
        self.content.len()
    }
}
