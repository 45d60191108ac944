-- Minutes that a measurement and a report take, where campaign.csv says so; null: as usual.
alter table campaign_terms add column minutes_measurement bigint;
alter table campaign_terms add column minutes_report bigint;
