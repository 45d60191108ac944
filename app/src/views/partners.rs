/// `/partners`
#[derive(Debug, Clone)]
pub struct PartnerList {}

/// `/partners/{code}`
#[derive(Debug, Clone)]
pub struct PartnerPage {}
