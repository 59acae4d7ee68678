-- The three roles. An installation with its own PostgreSQL runs this once as superuser and adds passwords.
do $$ begin create role kawal_owner login; exception when duplicate_object then null; end $$;
do $$ begin create role kawal_nation nologin; exception when duplicate_object then null; end $$;
-- noinherit: else the policy of kawal_nation would apply to every row the web reads
do $$ begin create role kawal_web login noinherit; exception when duplicate_object then null; end $$;
grant kawal_nation to kawal_web;
