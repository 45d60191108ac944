-- The audit names people by the number of their account, and holds a salted digest of what they
-- were called when a line was written: with the salt both are gone.
alter table audit add column who text;
alter table audit add column whom text;
alter table people add column salt text;
