-- One row a person, drawn with the picture and by the same facts; what each column means stands in `signals/columns.py`.
create table signal (
  person_id bigint primary key references person,
  version smallint not null,                   -- of the reducer that made it
  phase text, recruited_on date, recruiter_licensed bigint, recruit_channel text, promised_wage_pct bigint,
  job_skilled bigint, qualified bigint, fees_idr bigint, fee_cap_idr bigint, loans_idr bigint, loan_wage_pct bigint,
  lender_is_recruiter bigint, advanced_on date, advanced_before_papers bigint, family_knows text, family_consents text,
  papers_held_on date, housed_on date, housed_before_papers bigint, destination text, destination_closed bigint,
  recruiter_workers bigint, recruiter_harmed bigint, recruiter_rate_pm bigint, age_youngest bigint, age_oldest bigint,
  minimum_age bigint, births_apart_days bigint, id_reissued_days bigint, papers_missing bigint,
  contract_verified bigint, shared_document bigint, uniform_papers bigint, departed_on date, exit_visa text,
  work_bound bigint, exit_post text, risky_exit bigint, e_pmi bigint, group_unregistered bigint, contract_country text,
  arrival_country text, hotspot_days bigint, one_way bigint, ticket_by_third bigint, preparation_days bigint,
  job_needs_preparation bigint, arrived_on date, other_employer bigint, wage_drop_pct bigint, other_occupation bigint,
  employer_changes bigint, permit_on date, insurance_on date, permit_ends_on date, permit_missing bigint,
  insurance_missing bigint, contract_ends_on date, fisher bigint, port_on date, missed_in_row bigint, missed_on date,
  distress_on date, missing_on date, severe_on date, lost_on date, number_changed_on date, last_heard_on date,
  safe_on date, reported_in_on date, wage_complaints bigint, unpaid_months bigint, excess_hours bigint,
  same_answers bigint, remittances bigint, remitted_on date, remittance_gap_days bigint, deductions_pct bigint,
  account_senders bigint, contact_due_on date, phone_workers bigint, phone_recruiters bigint, ring_size bigint,
  ring_confirmed bigint, recruiter_returns bigint, surge bigint, village_surge bigint, sent_home_on date, died_on date,
  redeparted_days bigint, problem_returns bigint, confirmed bigint, screened_on date,
  followed_safe_on date) with (fillfactor = 80);

-- Only the engine reads it: what it says reaches officers as reasons of an alert, each behind its own categories.
alter table signal enable row level security;
create policy nation on signal to kawal_nation using (true) with check (true);
create policy scope on signal to kawal_web using (false);
grant select on signal to kawal_web;  -- its policy shows no row
grant select, insert, update, delete on signal to kawal_nation;
