-- What the form is for that a file is attached to. An explanation took the file of a report that
-- was not sent yet; what is attached by now is taken for a report's.
alter table attachments add column purpose text not null default 'report';
