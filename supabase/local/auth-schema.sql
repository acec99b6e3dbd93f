-- Run after @supabase/lite has made its tables in `auth`: the owners and grants of hosted Supabase.

alter schema auth owner to supabase_auth_admin;
do $$
declare
  item record;
begin
  for item in select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'auth' loop
    execute format('alter table %s owner to supabase_auth_admin', item.name);
  end loop;
end
$$;

-- Lite books no migrations here; ours and the Supabase CLI's are booked by postgres.
alter schema supabase_migrations owner to postgres;
alter table supabase_migrations.schema_migrations owner to postgres;
alter table supabase_migrations.seed_files owner to postgres;

create or replace function auth.uid() returns uuid language sql stable as $$
  select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid
$$;

create or replace function auth.role() returns text language sql stable as $$
  select nullif(current_setting('request.jwt.claim.role', true), '')
$$;

create or replace function auth.jwt() returns jsonb language sql stable as $$
  select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb
$$;

grant usage on schema auth to postgres, anon, authenticated, service_role;
grant select, insert, update, delete, truncate, references, trigger on all tables in schema auth to postgres with grant option;
revoke all on all tables in schema auth from anon, authenticated, service_role;
