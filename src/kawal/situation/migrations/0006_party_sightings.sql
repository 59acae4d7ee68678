-- A large company is named in tens of thousands of facts: pages and lists look at the latest of them, and say so.
drop index party_mention_party;
create index party_mention_party on party_mention (party_id, seq);
drop function party_sightings;

-- The latest mentions of each of these parties within reach, so many at most, with the name that was said and the worker it was said about.
create function party_sightings(parties bigint[], kinds text[], most int)
returns table (party_id bigint, seq bigint, said text, name_key text, is_company boolean, spelling_id bigint, person_id bigint,
  regency text, source text, kind text, role text, occurred_at timestamptz, phone bigint, licence bigint, owner bigint, address bigint)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare k text[] := string_to_array(nullif(current_setting('kawal.keys', true), ''), ',');
begin
  if k is null then return; end if;
  return query
    select x.* from unnest(parties) u(party), lateral (
      select m.party_id, m.seq, n.said, n.name_key, n.is_company, m.spelling_id, s.person_id, left(s.area, 5), o.code, m.kind, m.role,
          m.occurred_at, m.phone, m.licence, m.owner, m.address
        from party_mention m join party_spelling n on n.spelling_id = m.spelling_id join source o on o.source_id = m.source_id
        left join standing s on s.claim_id = m.claim_id left join person p on p.person_id = s.person_id
        where m.party_id = u.party and m.kind = any (kinds)
          and (k = array['n'] or p.keys && k or 'a:' || o.code = any (k))
        order by m.seq desc limit most) x;
end $$;

-- Parties by a number, by how a name sounds, by some of its words, by a piece of it; `wide` looks on where all words were found.
create or replace function find_party(q text, wanted text[], details bigint[], kinds text[], wide boolean, most int)
returns table (party_id bigint, score real, why text)
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan as $$
#variable_conflict use_column
declare k text[] := string_to_array(nullif(current_setting('kawal.keys', true), ''), ',');
        low text := lower(q);
        part text := '%' || replace(replace(replace(low, '\', '\\'), '%', '\%'), '_', '\_') || '%';
        far constant int := 400;  -- spellings looked at: as many as could fill some pages
begin
  if k is null then return; end if;
  if cardinality(details) > 0 then
    return query
      with hit as (select m.party_id, d.detail_key, d.kind from party_detail d join party_mention m
        on m.phone = d.detail_key or m.licence = d.detail_key or m.owner = d.detail_key or m.address = d.detail_key
        where d.detail_key = any (details) group by 1, 2, 3 limit far)
      select h.party_id, 2::real, min(h.kind) from hit h join party_sightings(array(select distinct h2.party_id from hit h2), kinds, 5000) x
        on x.party_id = h.party_id and h.detail_key in (x.phone, x.licence, x.owner, x.address) group by 1 order by 1 limit most;
    if found then return; end if;
  end if;
  return query
    with near as (
      select s.spelling_id, word_similarity(low, lower(s.said)) + 1 likeness, 'name' why from party_spelling s
        where cardinality(wanted) > 0 and s.sounds @> wanted order by 2 desc limit far),
    half as (
      select s.spelling_id, word_similarity(low, lower(s.said)) likeness, 'similar' why from party_spelling s
        where cardinality(wanted) > 1 and s.sounds && wanted and (wide or not exists (select from near)) order by 2 desc limit far),
    piece as (
      select s.spelling_id, word_similarity(low, lower(s.said)) likeness, 'fragment' why from party_spelling s
        where length(low) > 2 and (low <% lower(s.said) or lower(s.said) like part) and (wide or not exists (select from near)) order by 2 desc limit far),
    hit as (select * from near union all select * from half union all select * from piece),
    party_hit as (
      select m.party_id, m.spelling_id, max(h.likeness) likeness, (array_agg(h.why order by h.likeness desc))[1] why, count(*) mentions
        from hit h join party_mention m on m.spelling_id = h.spelling_id group by 1, 2),
    seen as (select distinct x.party_id, x.spelling_id
        from party_sightings(array(select distinct h.party_id from party_hit h where k <> array['n']), kinds, 5000) x)
    select h.party_id, max(h.likeness)::real, (array_agg(h.why order by h.likeness desc))[1] from party_hit h
      where case when k = array['n'] then exists (select from party_mention m where m.party_id = h.party_id
          and m.spelling_id = h.spelling_id and m.kind = any (kinds))
        else exists (select from seen v where v.party_id = h.party_id and v.spelling_id = h.spelling_id) end
      group by 1 order by 2 desc, sum(h.mentions) desc, 1 limit most;
end $$;

revoke execute on function party_sightings from public;
grant execute on function party_sightings to kawal_web, kawal_nation;
