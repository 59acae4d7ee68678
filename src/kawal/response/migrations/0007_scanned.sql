-- Which scan of a card said that somebody is there for her hand-over, so that it can be undone.
alter table handover_person add column here_act text collate "C" not null default '';
