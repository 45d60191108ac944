-- The form a draft was saved from: it saves again over its own, whatever its version has become.
alter table drafts add column form text not null default '';
