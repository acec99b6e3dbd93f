-- What a Supabase project has before its first migration: roles, schemas and default privileges, the same as hosted, so that a
-- grant which is forgotten or too wide shows here and not in production. Run as supabase_admin; may be run again.

do $$
declare
  role record;
begin
  for role in
    select * from (values
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('supabase_auth_admin', 'nologin noinherit createrole'),
      ('authenticator', 'login noinherit'),
      ('postgres', 'login createdb createrole replication bypassrls'),
      -- The server that stands in for PostgREST, GoTrue and Studio logs in as this one. It is no superuser, because API callers run in its sessions.
      ('supabase_lite', 'login noinherit bypassrls')
    ) as known (name, attributes)
  loop
    if not exists (select from pg_roles where rolname = role.name) then
      execute format('create role %I %s', role.name, role.attributes);
    end if;
  end loop;
end
$$;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role to supabase_lite with inherit false, set true;
grant supabase_auth_admin to supabase_lite with inherit true, set false;
-- Studio works as the owner, as on a hosted project; and only what its role may touch does lite find in the catalog. Every request
-- to the API changes to the caller's role, which inherits nothing of this.
grant postgres to supabase_lite with inherit true, set false;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;

create schema if not exists extensions authorization postgres;
grant usage on schema extensions to anon, authenticated, service_role, supabase_auth_admin;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists "uuid-ossp" with schema extensions;
-- Only a superuser may create this one; on hosted Supabase it is there from the start.
create extension if not exists pg_stat_statements with schema extensions;

grant usage on schema public to postgres, anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on sequences to anon, authenticated, service_role;
