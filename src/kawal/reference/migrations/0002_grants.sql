do $$
begin
    if not exists (select from pg_roles where rolname = 'kawal_web') then
        create role kawal_web nologin noinherit;
    end if;
    if not exists (select from pg_roles where rolname = 'kawal_nation') then
        create role kawal_nation nologin;
    end if;
exception
    when insufficient_privilege then
        raise notice 'the roles kawal_web and kawal_nation are left to the administrator of this server';
end
$$;

do $$
declare
    reader text;
begin
    foreach reader in array array['kawal_web', 'kawal_nation'] loop
        if exists (select from pg_roles where rolname = reader) then
            execute format('grant usage on schema public to %I', reader);
            execute format(
                'grant select on area, country, post, corridor, agency, company, code, legal_limit, reference_load to %I',
                reader
            );
        end if;
    end loop;
end
$$;
