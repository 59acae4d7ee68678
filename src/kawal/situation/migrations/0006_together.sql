-- Two people of whom one officer said that they are one, until a second officer answers: what presses for one presses for both.
create index match_proposal_second on match_proposal (proposal_id) where state = 'second' and kind = 'merge';
create view counted_together with (security_invoker = true) as
  select x.person_id, y.person_id as other_id from match_proposal n
  cross join lateral (values (n.low_claim, n.high_claim), (n.high_claim, n.low_claim)) c (own, others)
  join standing x on x.claim_id = c.own join standing y on y.claim_id = c.others
  where n.state = 'second' and n.kind = 'merge' and x.person_id <> y.person_id;
grant select on counted_together to kawal_web, kawal_nation;
