-- What a campaign's figures count, and what its whole is called.
alter table campaign_terms add column headline text;
alter table campaign_terms add column place text not null default 'thành phố';
