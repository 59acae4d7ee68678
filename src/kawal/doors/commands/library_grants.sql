-- Tables of libraries: sessions and jobs belong to whoever serves the site, with or without the nation's view.
grant usage on schema public to kawal_web, kawal_nation;
grant select on django_content_type, django_migrations to kawal_web, kawal_nation;
grant select, insert, update, delete on django_session to kawal_web, kawal_nation;
do $$
declare name text;
begin
  for name in select tablename from pg_tables where schemaname = 'public' and tablename like 'procrastinate\_%' loop
    execute format('grant select, insert, update, delete on %I to kawal_web, kawal_nation', name);
  end loop;
  for name in select sequencename from pg_sequences where schemaname = 'public' and sequencename like 'procrastinate\_%' loop
    execute format('grant usage on sequence %I to kawal_web, kawal_nation', name);
  end loop;
end $$;
