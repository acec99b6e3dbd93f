-- public is the API, private holds helpers and secrets and is never exposed, extensions holds extensions.
create schema if not exists private;
create schema if not exists extensions;

comment on schema private is 'Helpers and secrets behind the API. Never exposed: API roles reach single functions of it through policies.';

create extension if not exists pgcrypto with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists btree_gist with schema extensions;

revoke all on schema private from public;
-- Policies run as the caller and call private.member_id() and friends; which functions they may run is granted one by one.
grant usage on schema private to anon, authenticated, service_role;

-- Nobody gets anything by default. Supabase grants everything in public to the API roles, Postgres grants execute to public.
-- The latter can be revoked only without "in schema": per-schema default privileges can add to the global ones, never take away.
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;
alter default privileges revoke execute on functions from public;
