-- The comparisons of kawal.situation.linkage.rules.comparing, for many pairs at once: -1 one is missing, 0 different, more is
-- more. The two are changed together; a test compares 100,000 pairs both ways.

-- The lesser first, for likeness is not quite symmetric.
create or replace macro likeness(a, b) as jaro_winkler_similarity(least(a, b), greatest(a, b));

create or replace macro equal_level(a, b) as case when a is null or b is null then -1 when a = b then 1 else 0 end;

create or replace macro word_ends(name) as list_transform(string_split(name, ' '), lambda word: right(word, 1));

-- The same letters in other words, or one slip of the pen that leaves the last letter of every word.
create or replace macro is_slip(a, b) as replace(a, ' ', '') = replace(b, ' ', '')
    or word_ends(a) = word_ends(b) and damerau_levenshtein(a, b) = 1;

-- Which of O and U its words end in, a last H aside.
create or replace macro round_ends(name) as list_sort(list_intersect(
    list_transform(string_split(name, ' '), lambda word: right(rtrim(word, 'H'), 1)), ['O', 'U']));

create or replace macro name_pair(a, b) as case
    when a.norm = b.norm then 7
    when a.key = b.key then case when round_ends(a.norm) = round_ends(b.norm) then 6 else 4 end
    when likeness(a.norm, b.norm) >= 0.92 - 1e-9 then case when is_slip(a.norm, b.norm) then 5 else 4 end
    when list_has_all(a.words, b.words) or list_has_all(b.words, a.words) then 3
    when likeness(a.norm, b.norm) >= 0.80 - 1e-9 then 2
    when list_has_any(a.words, b.words) then 1
    else 0 end;

-- The best of all pairs of spellings; most claims have one.
create or replace macro name_level(a, b, all_a, all_b) as case
    when a is null or b is null then -1
    when len(all_a) = 1 and len(all_b) = 1 then name_pair(a, b)
    else list_max(list_transform(all_a, lambda x: list_max(list_transform(all_b, lambda y: name_pair(x, y)))))
    end;

create or replace macro parent_level(a, b) as case
    when a is null or b is null then -1
    when a.norm = b.norm then 4
    when a.key = b.key then 3
    when likeness(a.norm, b.norm) >= 0.90 - 1e-9 then 2
    when list_has_any(a.words, b.words) then 1
    else 0 end;

create or replace macro years_apart(a, b) as abs(left(a, 4)::integer - left(b, 4)::integer);

create or replace macro year_level(a, b) as case
    when years_apart(a, b) = 0 then 2
    when years_apart(a, b) <= 2 then 1
    else 0 end;

create or replace macro birth_level(a, b) as case
    when a is null or b is null then -1
    when length(a) < 10 or length(b) < 10 then case
        when starts_with(a, b) or starts_with(b, a) then 3
        else year_level(a, b) end
    when a = b then 7
    when a[:4] = b[:4] and a[6:7] = b[9:10] and a[9:10] = b[6:7] then 6
    when hamming(a, b) = 1 then 5
    when a[6:] = b[6:] and years_apart(a, b) <= 10 then 4
    else year_level(a, b) end;

create or replace macro place_level(regencies_a, regencies_b, provinces_a, provinces_b) as case
    when provinces_a is null or provinces_b is null then -1
    when list_has_any(regencies_a, regencies_b) then 2
    when list_has_any(provinces_a, provinces_b) then 1
    else 0 end;

create or replace macro nik_level(a, b) as case
    when a is null or b is null then -1
    when a = b then 2
    when hamming(a, b) <= 2 then 1
    else 0 end;

create or replace macro phone_level(a, b) as case
    when a is null or b is null then -1
    when list_has_any(a, b) then 1
    else 0 end;

create or replace macro home_level(a, b) as case
    when a is null or b is null or least(length(a), length(b)) < 5 then -1
    when a = b and length(a) >= 13 then 3
    when a[:8] = b[:8] and least(length(a), length(b)) >= 8 then 2
    when a[:5] = b[:5] then 1
    else 0 end;
