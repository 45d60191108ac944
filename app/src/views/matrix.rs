/// `/matrix`
#[derive(Debug, Clone)]
pub struct Matrix {}
