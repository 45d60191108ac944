/// `/search`
#[derive(Debug, Clone)]
pub struct SearchPage {}
