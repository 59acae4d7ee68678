-- Over which post somebody came into the country: said once by the arrival, and kept when she has left that post.
alter table picture add column entry_post text collate "C";
