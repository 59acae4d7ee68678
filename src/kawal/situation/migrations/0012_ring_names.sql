-- The name that was said with an identifier, as it was written: what a ring is called after.
alter table link_trace add column said text not null default '';
alter table ring_link add column said text[] not null default '{}';
