-- Where else a document or a link was handed over is asked for each report that is decided on.
create index evidence_document on evidence (document_number, document_day);
create index evidence_link on evidence (link);
