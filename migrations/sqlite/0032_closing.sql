-- The last day of the campaign: what is known at its end stands, and nothing is recorded after it.
alter table campaign_terms add column closes_on text;
