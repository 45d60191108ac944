/// `/databases`
#[derive(Debug, Clone)]
pub struct DatabaseList {}

/// `/databases/{code}`
#[derive(Debug, Clone)]
pub struct DatabasePage {}
