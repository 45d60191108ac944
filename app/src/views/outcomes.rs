/// `/outcomes`
#[derive(Debug, Clone)]
pub struct OutcomeList {}

/// `/outcomes/{code}`
#[derive(Debug, Clone)]
pub struct OutcomePage {}
