-- Why a change of a dated table is proposed: kept with it and never altered. What was proposed without one says so.
alter table context_proposal add column why text not null default 'Alasannya tidak ditulis.';
alter table context_proposal alter column why drop default;
alter table context_proposal add constraint context_proposal_says_why check (length(why) >= 10);
