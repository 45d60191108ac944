use crate::domain::words;

words! {
    /// A table that a page lets its reader take away, by its name in an address
    /// and in the name of a file. The links on a page and the sheets behind
    /// them name it by this.
    Table {
        Actions = "actions",
        Audit = "audit",
        Assignments = "assignments",
        Blocs = "blocs",
        Burden = "burden",
        CatchUp = "catch-up",
        Causes = "causes",
        Changes = "changes",
        Companies = "companies",
        Deadlines = "deadlines",
        Deliverables = "deliverables",
        Departments = "departments",
        Duties = "duties",
        Events = "events",
        Explanations = "explanations",
        Idle = "idle",
        /// What somebody measures, to be filled in and handed in again.
        Measure = "measure",
        Faster = "faster",
        Matrix = "matrix",
        MatrixStatus = "matrix-status",
        Measurements = "measurements",
        Milestones = "milestones",
        National = "national",
        OutcomeDatabases = "outcome-databases",
        Outcomes = "outcomes",
        Partners = "partners",
        Past = "past",
        People = "people",
        Programme = "programme",
        Draws = "draws",
        Recheck = "recheck",
        Redefinitions = "redefinitions",
        Review = "review",
        Sector = "sector",
        Security = "security",
        ToArrange = "to-arrange",
        Units = "units",
        Values = "values",
        Weeks = "weeks",
        Why = "why",
        Work = "work",
    }
}
