/// `/programme`
#[derive(Debug, Clone)]
pub struct Programme {}
