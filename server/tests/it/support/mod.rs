//! What the tests of every subject lean on.
pub mod campaign;
pub mod fence;
pub mod figures_sql;
pub mod ledger_twice;
pub mod mail_server;
pub mod page;
pub mod pen;
pub mod plan_form;
pub mod postgres;
pub mod report;
pub mod rivals;
pub mod site;
pub mod store;
pub mod table;
pub mod upload;
pub mod users;
pub mod workbook;
