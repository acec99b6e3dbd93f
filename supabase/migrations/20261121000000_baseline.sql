-- Generated from supabase/schemas by `npm run db:baseline`; change the schemas, not this file.

-- Functions may call others that come later in the file.
set check_function_bodies = off;

-- source: supabase/schemas/00_foundation/primitives/00_schemas.sql
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

-- source: supabase/schemas/00_foundation/primitives/called_by_platform.sql
create function private.called_by_platform() returns boolean
language sql stable set search_path = '' as $$
  select coalesce(current_setting('role', true), 'none') not in ('anon', 'authenticated')
$$;

comment on function private.called_by_platform() is
  'Whether the call comes from the platform (service_role), a job or a console, and not from a person''s session. It looks at the role that PostgREST sets, which stays the same inside security definer functions.';

-- source: supabase/schemas/00_foundation/primitives/clock.sql
create function private.clock_of_tests() returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
  if (select r.rolsuper from pg_catalog.pg_roles r where r.rolname = session_user) then
    return current_setting('fudian.now')::timestamptz;
  end if;
  return now();
end
$$;

comment on function private.clock_of_tests() is
  'The rarer half of private.clock(): fudian.now is set, and counts if the session_user is a superuser.';

-- A body that is bound when the function is made needs no search_path, and without one it melts into the query: every rule asks for the time.
create function private.clock() returns timestamptz
language sql stable parallel safe
return case when coalesce(current_setting('fudian.now', true), '') = '' then now() else private.clock_of_tests() end;

comment on function private.clock() is
  'The time for every rule: expiry, validity, created_at. It is now(), except that a session whose session_user is a superuser (tests, seeds; never an API caller) may set fudian.now.';

grant execute on function private.clock() to authenticated, service_role;
grant execute on function private.clock_of_tests() to authenticated, service_role;

-- source: supabase/schemas/00_foundation/primitives/fail.sql
create function private.fail(code text, http_status int, details jsonb default '{}') returns void
language plpgsql volatile set search_path = '' as $$
begin
  raise sqlstate 'PGRST' using
    message = jsonb_build_object('code', code, 'message', code, 'details', details::text)::text,
    detail = jsonb_build_object('status', http_status, 'headers', jsonb_build_object())::text;
end
$$;

comment on function private.fail(text, int, jsonb) is
  'Refuses the call: supabase-js sees error.code = code, the HTTP status, and error.details = details as JSON text. Codes are registered in shared/errors.ts.';

-- source: supabase/schemas/00_foundation/primitives/first_id_at.sql
create function private.first_id_at(moment timestamptz) returns uuid
language sql immutable parallel safe set search_path = '' as $$
  select encode(
    substring(int8send(greatest(floor(extract(epoch from moment) * 1000)::bigint, 0)) from 3) || '\x00000000000000000000'::bytea, 'hex'
  )::uuid
$$;

comment on function private.first_id_at(timestamptz) is
  'Not above any id that private.new_id() gives at this moment (real time) or later: the lower end of a range of the primary key.';

-- source: supabase/schemas/00_foundation/primitives/is_one_line.sql
create function private.is_one_line(value text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select value !~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
$$;

comment on function private.is_one_line(text) is
  'Whether a text has neither control characters nor the invisible ones that turn the direction of a text round, which make a remark look like another. Null for null.';

-- source: supabase/schemas/00_foundation/primitives/new_id.sql
-- A body that is bound when the function is made needs no search_path, and without one it melts into the query: this runs for every row.
create function private.new_id() returns uuid
language sql volatile parallel safe
-- RFC 9562: 48 bits of Unix milliseconds, version 7 (bits 52 to 55), the rest random. gen_random_uuid() has set the variant already.
return encode(
  set_bit(
    set_bit(
      overlay(
        uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3)
        from 1 for 6
      ),
      52, 1
    ),
    53, 1
  ),
  'hex'
)::uuid;

comment on function private.new_id() is
  'A UUID of version 7: ordered by time, so that new rows go to the end of an index. Takes the real time, not private.clock().';

grant execute on function private.new_id() to service_role;

-- source: supabase/schemas/00_foundation/primitives/refuse_change.sql
create function private.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% is append only: % is refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation', hint = 'A correction is a new row.';
end
$$;

comment on function private.refuse_change() is
  'Trigger (per statement, so that inserts pay nothing): refuses update, delete and truncate of an append-only table, to everybody.';

-- source: supabase/schemas/00_foundation/primitives/refuse_unclean_text.sql
create function private.refuse_unclean_text(field text, value text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if not private.is_one_line(value) then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', field, 'problem', 'control_characters'));
  end if;
end
$$;

comment on function private.refuse_unclean_text(text, text) is
  'Refuses a remark that is no clean line of text (private.is_one_line); null is none. Errors: invalid_request {field, problem}.';

-- source: supabase/schemas/00_foundation/primitives/secret.sql
create function private.secret(secret_name text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  found text;
begin
  if to_regclass('vault.decrypted_secrets') is not null then
    execute 'select decrypted_secret from vault.decrypted_secrets where name = $1' into found using secret_name;
  end if;
  if found is null then
    select s.value into found from private.secrets s where s.name = secret_name;
  end if;
  if found is null then
    raise exception 'There is no secret named %', secret_name using hint = 'Add it to Vault, or to private.secrets.';
  end if;
  return found;
end
$$;

comment on function private.secret(text) is
  'A secret by its name: from Vault where it is kept there, else from private.secrets. For functions of the database only; an unknown name is an error.';

-- source: supabase/schemas/00_foundation/primitives/touch_updated_at.sql
create function private.touch_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_at := private.clock();
  return new;
end
$$;

comment on function private.touch_updated_at() is 'Trigger: keeps updated_at at the time of the last change.';

-- source: supabase/schemas/00_foundation/primitives/uuid_or_null.sql
create function private.uuid_or_null(value text) returns uuid
language sql immutable parallel safe set search_path = '' as $$
  select case when value ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then value::uuid end
$$;

comment on function private.uuid_or_null(text) is 'The UUID that a request names, or null for a text that is none.';

-- source: supabase/schemas/00_foundation/primitives/whole_amount.sql
create function private.whole_amount(value jsonb) returns bigint
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  amount numeric;
begin
  -- One condition after another: Postgres may run those joined by "and" in any order, and the cast of a text fails.
  if jsonb_typeof(value) = 'number' then
    amount := value::numeric;
    if amount between 1 and 1000000000000 and scale(amount) = 0 then
      return amount;
    end if;
  end if;
  return null;
end
$$;

comment on function private.whole_amount(jsonb) is
  'An amount of points out of a request: the whole number from 1 to 10^12, or null for whatever is none (text, fractions, zero, negative, too large). 1e3 is the number 1000 to jsonb and is taken as such.';

-- source: supabase/schemas/10_tenancy/primitives/administered_department_ids.sql
create function private.administered_department_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select coalesce(array_agg(r.department_id), '{}')
    from public.members m
    join public.tenants t on t.id = m.tenant_id
    join public.member_roles r on r.tenant_id = m.tenant_id and r.member_id = m.id
    where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active' and r.role = 'department_admin'
  );
end
$$;

comment on function private.administered_department_ids() is
  'The departments whose subtrees the caller administers. A department d lies within them where d.path && private.administered_department_ids().';

grant execute on function private.administered_department_ids() to authenticated;

-- source: supabase/schemas/10_tenancy/primitives/administered_group_ids.sql
create function private.administered_group_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select coalesce(array_agg(r.group_id), '{}')
    from public.members m
    join public.tenants t on t.id = m.tenant_id
    join public.member_roles r on r.tenant_id = m.tenant_id and r.member_id = m.id
    where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active' and r.role = 'group_admin'
  );
end
$$;

comment on function private.administered_group_ids() is 'The groups the caller administers.';

grant execute on function private.administered_group_ids() to authenticated;

-- source: supabase/schemas/10_tenancy/primitives/audience_ids.sql
create function private.audience_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  audiences uuid[];
begin
  select array[m.tenant_id] || d.path
    || array(select g.group_id from public.group_members g where g.tenant_id = m.tenant_id and g.member_id = m.id)
  into audiences
  from public.members m
  join public.tenants t on t.id = m.tenant_id
  join public.departments d on d.tenant_id = m.tenant_id and d.id = m.department_id
  where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active';
  if audiences is null then
    select case when b.includes_company_offers then array[c.tenant_id] else '{}' end || c.batch_id into audiences
    from public.cards c
    join public.card_batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id
    where c.user_id = auth.uid() and c.id = private.card_id();
  end if;
  return coalesce(audiences, '{}');
end
$$;

comment on function private.audience_ids() is
  'Every audience the caller belongs to: of a member the tenant, the department with its ancestors, and the groups; of a guest the card batch, and the tenant where the batch includes the company''s offers. Empty for everybody else.';

grant execute on function private.audience_ids() to authenticated;

-- source: supabase/schemas/10_tenancy/primitives/buyer_id.sql
create function private.buyer_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(private.member_id(), private.card_id());
end
$$;

comment on function private.buyer_id() is
  'Who buys: the active member or the usable card that calls, or null.';

grant execute on function private.buyer_id() to authenticated;

-- source: supabase/schemas/10_tenancy/primitives/has_role.sql
create function private.has_role(wanted_role text, within uuid default null) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select exists (
      select
      from public.members m
      join public.tenants t on t.id = m.tenant_id
      join public.member_roles r on r.tenant_id = m.tenant_id and r.member_id = m.id
      where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active'
        and r.role = wanted_role
        and (
          within is null
          or r.group_id = within
          or exists (
            select
            from public.departments d
            where d.tenant_id = m.tenant_id and d.id = within
              and (r.department_id = any (d.path) or (r.department_id is null and r.group_id is null))
          )
          or (
            r.department_id is null
            and r.group_id is null
            and exists (select from public.groups g where g.tenant_id = m.tenant_id and g.id = within)
          )
        )
    )
  );
end
$$;

comment on function private.has_role(text, uuid) is
  'Whether the calling member has the role: at all (within null), over the department "within" (a role for a department reaches its subtree, a role for the tenant every department and group), or over the group "within".';

grant execute on function private.has_role(text, uuid) to authenticated;

-- source: supabase/schemas/10_tenancy/primitives/invite_code_hash.sql
create function private.invite_code_hash(invite_code text) returns text
language sql stable set search_path = '' as $$
  select encode(extensions.hmac(upper(regexp_replace(invite_code, '[\s-]', '', 'g')), private.secret('invite_code_pepper'), 'sha256'), 'hex')
$$;

comment on function private.invite_code_hash(text) is
  'How an invitation code is kept: HMAC-SHA-256 with a pepper that lies elsewhere. Case, spaces and hyphens of the code do not matter. A plain HMAC suffices because codes are random, 50 bits, short-lived and limited in attempts.';

-- source: supabase/schemas/10_tenancy/primitives/keep_department_path.sql
create function private.keep_department_path() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  parent_path uuid[];
begin
  if new.parent_id is null then
    new.path := array[new.id];
    return new;
  end if;
  -- The lock keeps two moves from building a cycle out of two halves.
  perform 1 from public.departments d where d.tenant_id = new.tenant_id and d.parent_id is null for update;
  select d.path into parent_path from public.departments d where d.tenant_id = new.tenant_id and d.id = new.parent_id;
  if new.id = any (parent_path) then
    raise exception 'The department % cannot lie inside itself', new.name using errcode = 'check_violation';
  end if;
  new.path := parent_path || new.id;
  return new;
end
$$;

comment on function private.keep_department_path() is
  'Trigger: sets path from parent_id when a department is made or moved, and refuses a department inside itself.';

-- source: supabase/schemas/10_tenancy/primitives/member_id.sql
create function private.member_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan: every policy asks.
  return (
    select m.id
    from public.members m
    join public.tenants t on t.id = m.tenant_id
    where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active'
  );
end
$$;

comment on function private.member_id() is
  'The member who calls, or null: for a guest, for an invited, suspended or departed member, and in a suspended tenant. Looked up, so leaving a company ends access at the next query.';

grant execute on function private.member_id() to authenticated;

-- source: supabase/schemas/10_tenancy/primitives/move_department_subtree.sql
create function private.move_department_subtree() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.departments d
  set path = new.path || d.path[cardinality(old.path) + 1 :]
  where d.tenant_id = new.tenant_id and d.id <> new.id and d.path @> array[new.id];
  return null;
end
$$;

comment on function private.move_department_subtree() is 'Trigger: takes the departments below along when a department moves.';

-- source: supabase/schemas/10_tenancy/primitives/next_card_prefix.sql
create sequence private.card_prefixes as integer minvalue 0 maxvalue 8999 start 0 cycle;

create function private.next_card_prefix() returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  prefix text;
begin
  for attempt in 1 .. 9000 loop
    -- 7919 has no divisor in common with 9000: each of the 9000 prefixes comes once before one comes again, and neighbours lie far apart.
    prefix := (1000 + nextval('private.card_prefixes') * 7919 % 9000)::text;
    if not exists (select from public.tenants t where t.card_prefix = prefix) then
      return prefix;
    end if;
  end loop;
  raise exception 'All 9000 prefixes of card numbers are taken';
end
$$;

comment on function private.next_card_prefix() is
  'The four digits with which the card numbers of the next company begin. They come off a sequence, so that companies added at the same time do not wait for each other.';

grant execute on function private.next_card_prefix() to service_role;

-- source: supabase/schemas/10_tenancy/primitives/refuse_member.sql
create function private.refuse_member(member_status text, tenant_status text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if tenant_status <> 'active' then
    perform private.fail('tenant_suspended', 403);
  elsif member_status = 'suspended' then
    perform private.fail('member_suspended', 403);
  elsif member_status = 'departed' then
    perform private.fail('member_departed', 403);
  elsif member_status <> 'active' then
    perform private.fail('not_permitted', 403);
  end if;
end
$$;

comment on function private.refuse_member(text, text) is
  'Raises the reason why a member of this status, in a tenant of this status, may not act; returns for an active member of an active tenant. Errors: tenant_suspended, member_suspended, member_departed, not_permitted.';

-- source: supabase/schemas/10_tenancy/primitives/require_buyer.sql
create function private.require_buyer(
  out tenant_id uuid, out member_id uuid, out card_id uuid, out buyer_id uuid, out account_id uuid, out audience_ids uuid[]
)
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant uuid := auth.uid();
  member_status text;
  tenant_status text;
begin
  if caller is null then
    perform private.fail('not_signed_in', 401);
  end if;
  -- Everything about a member in one look; the audiences are those of private.audience_ids().
  select m.tenant_id, m.id, m.id, m.status, t.status, a.id,
    m.tenant_id || d.path || array(
      select g.group_id from public.group_members g where g.tenant_id = m.tenant_id and g.member_id = m.id
    )
  into tenant_id, member_id, buyer_id, member_status, tenant_status, account_id, audience_ids
  from public.members m
  join public.tenants t on t.id = m.tenant_id
  join public.departments d on d.tenant_id = m.tenant_id and d.id = m.department_id
  left join public.ledger_accounts a on a.owner_id = m.id and a.kind = 'wallet' and a.tenant_id = m.tenant_id
  where m.user_id = caller;
  if member_status = 'active' and tenant_status = 'active' then
    return;
  elsif member_id is not null then
    perform private.refuse_member(member_status, tenant_status);
  end if;
  select c.tenant_id, c.card_id into tenant_id, card_id from private.require_card() c;
  buyer_id := card_id;
  account_id := private.card_account_id(card_id);
  audience_ids := private.audience_ids();
end
$$;

comment on function private.require_buyer() is
  'The buyer who calls: an active member or a usable card, with the wallet''s ledger account and the audiences of private.audience_ids(); or the refusal. Errors: not_signed_in, member_suspended, member_departed, tenant_suspended, card_frozen, card_expired, card_not_active, card_void, not_permitted (an account that is nobody''s).';

-- source: supabase/schemas/10_tenancy/primitives/require_member.sql
create function private.require_member(out tenant_id uuid, out member_id uuid)
language plpgsql stable security definer set search_path = '' as $$
declare
  member_status text;
  tenant_status text;
begin
  if auth.uid() is null then
    perform private.fail('not_signed_in', 401);
  end if;
  select m.tenant_id, m.id, m.status, t.status into tenant_id, member_id, member_status, tenant_status
  from public.members m
  join public.tenants t on t.id = m.tenant_id
  where m.user_id = auth.uid();
  if member_id is null then
    perform private.fail('not_permitted', 403);
  end if;
  perform private.refuse_member(member_status, tenant_status);
end
$$;

comment on function private.require_member() is
  'The active member who calls, or the refusal. Errors: not_signed_in, not_permitted (a guest, or nobody''s account), member_suspended, member_departed, tenant_suspended.';

-- source: supabase/schemas/10_tenancy/primitives/tenant_id.sql
create function private.tenant_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  own_tenant uuid;
begin
  select m.tenant_id into own_tenant
  from public.members m
  join public.tenants t on t.id = m.tenant_id
  where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active';
  if own_tenant is null then
    select c.tenant_id into own_tenant
    from public.cards c
    where c.user_id = auth.uid() and c.id = private.card_id();
  end if;
  return own_tenant;
end
$$;

comment on function private.tenant_id() is
  'The tenant of the active member or of the usable card that calls, or null.';

grant execute on function private.tenant_id() to authenticated;

-- source: supabase/schemas/20_ledger/primitives/00_spend_line.sql
create type private.spend_line as (
  line_no integer,
  product_id uuid,
  category_ids uuid[],
  amount bigint
);

comment on type private.spend_line is
  'One line to be paid with points: its number in the order, the product, the product''s category with its ancestors, and the points.';

-- source: supabase/schemas/20_ledger/primitives/account_id.sql
create function private.account_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(private.member_account_id(private.member_id()), private.card_account_id(private.card_id()));
end
$$;

comment on function private.account_id() is 'The ledger account of the calling member''s or card''s wallet, or null.';

grant execute on function private.account_id() to authenticated;

-- source: supabase/schemas/20_ledger/primitives/balance_fits_kind.sql
create function private.balance_fits_kind(kind text, balance bigint) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return case
    -- Every order of a tenant would queue behind a balance of these: theirs is the sum of their transfers.
    when kind in ('funding', 'redeemed', 'expired', 'claims', 'committed') then balance is null
    -- A debt is what somebody owes the company: below zero until it is settled.
    when kind = 'debt' then balance is not null and balance <= 0
    else balance is not null and balance >= 0
  end;
end
$$;

comment on function private.balance_fits_kind(text, bigint) is
  'Whether an account of this kind may have that balance: none for system accounts, zero or less for debts, zero or more for all others.';

-- source: supabase/schemas/20_ledger/primitives/budget_account_id.sql
create function private.budget_account_id(owner_id uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select a.id
    from public.ledger_accounts a
    where a.owner_id = budget_account_id.owner_id and a.kind = 'budget'
  );
end
$$;

comment on function private.budget_account_id(uuid) is 'The budget account of a tenant, a department or a group, or null.';

-- source: supabase/schemas/20_ledger/primitives/card_account_id.sql
create function private.card_account_id(card_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (
      select a.id
      from public.ledger_accounts a
      where a.owner_id = card_account_id.card_id and a.kind = 'wallet' and a.owner_kind = 'card'
    ),
    (select c.holds_account_id from public.cards c where c.id = card_account_id.card_id)
  )
$$;

comment on function private.card_account_id(uuid) is
  'The ledger account of a card''s wallet, or null: its own, or the one it opens as the claim code of somebody who has left. Opened by private.open_accounts(tenant_id, ''card'', card_ids, ''wallet'').';

-- source: supabase/schemas/20_ledger/primitives/end_of_day.sql
create function private.end_of_day(day date, time_zone text) returns timestamptz
language sql immutable parallel safe set search_path = '' as $$
  select (day + time '23:59:59') at time zone time_zone
$$;

comment on function private.end_of_day(date, text) is
  'The moment points stop being valid whose last day this is. 23:59:59 and not the next midnight, so that every client that shows the date shows the last day.';

-- source: supabase/schemas/20_ledger/primitives/is_transaction_kind.sql
create function private.is_transaction_kind(kind text) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return kind in (
    'deposit', 'allocation', 'take_back', 'grant', 'spend', 'refund', 'expiry', 'expiry_undo', 'revocation', 'settlement', 'departure',
    'pack_grant', 'pack_redemption', 'pack_return', 'card_void'
  );
end
$$;

comment on function private.is_transaction_kind(text) is
  'Whether the ledger has transactions of this kind. A function, because Postgres prepares the text of a check anew for every statement.';

-- source: supabase/schemas/20_ledger/primitives/kind_fits_owner.sql
create function private.kind_fits_owner(owner_kind text, kind text) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return case owner_kind
    when 'member' then kind in ('wallet', 'debt')
    when 'card' then kind in ('wallet', 'debt')
    when 'tenant' then kind = 'budget'
    when 'department' then kind = 'budget'
    when 'group' then kind = 'budget'
    when 'supplier' then kind = 'payable'
    when 'system' then kind in ('funding', 'redeemed', 'expired', 'claims', 'committed')
    else false
  end;
end
$$;

comment on function private.kind_fits_owner(text, text) is
  'Whether an owner of this kind has accounts of that kind; false for a kind of owner that there is none of. A function, because Postgres prepares the text of a check anew for every statement, and a balance changes with every order.';

-- source: supabase/schemas/20_ledger/primitives/lock_key.sql
create function private.lock_key(tenant_id uuid, idempotency_key text) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if idempotency_key is null or length(idempotency_key) not between 8 and 100 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'idempotency_key', 'problem', 'length'));
  end if;
  perform pg_advisory_xact_lock(hashtextextended(lock_key.tenant_id::text || lock_key.idempotency_key, 0));
end
$$;

comment on function private.lock_key(uuid, text) is
  'Lets calls with one idempotency key through one after another, to the end of the transaction, so that the second one finds the first one''s answer. Errors: invalid_request (a key is 8 to 100 characters).';

-- source: supabase/schemas/20_ledger/primitives/member_account_id.sql
create function private.member_account_id(member_id uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select a.id
    from public.ledger_accounts a
    where a.owner_id = member_account_id.member_id and a.kind = 'wallet' and a.owner_kind = 'member'
  );
end
$$;

comment on function private.member_account_id(uuid) is 'The ledger account of a member''s wallet, or null.';

-- source: supabase/schemas/20_ledger/primitives/open_accounts.sql
create function private.open_accounts(tenant_id uuid, owner_kind text, owner_ids uuid[], kind text) returns void
language sql volatile security definer set search_path = '' as $$
  insert into public.ledger_accounts (tenant_id, owner_kind, owner_id, kind, balance)
  select open_accounts.tenant_id, open_accounts.owner_kind, o.owner_id, open_accounts.kind,
    case when open_accounts.owner_kind = 'system' then null else 0 end
  from unnest(open_accounts.owner_ids) o (owner_id)
  on conflict on constraint one_account_per_owner_and_kind do nothing
$$;

comment on function private.open_accounts(uuid, text, uuid[], text) is
  'Opens an account of this kind for each owner (a wallet for cards, for instance) unless it has one. Kinds: wallet, debt, budget, and the system''s funding, redeemed, expired, claims, committed.';

-- source: supabase/schemas/20_ledger/primitives/open_accounts_of_new_owners.sql
create function private.open_accounts_of_new_owners() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  tenant record;
begin
  -- The arguments come from the trigger: whose accounts, and of which kind.
  if tg_argv[0] = 'tenant' then
    for tenant in select a.id from added a loop
      perform private.open_accounts(tenant.id, 'tenant', array[tenant.id], 'budget');
      perform private.open_accounts(tenant.id, 'system', array[tenant.id], k.kind)
      from unnest(array['funding', 'redeemed', 'expired', 'claims', 'committed']) k (kind);
    end loop;
  else
    perform private.open_accounts(a.tenant_id, tg_argv[0], array_agg(a.id), tg_argv[1]) from added a group by a.tenant_id;
  end if;
  return null;
end
$$;

comment on function private.open_accounts_of_new_owners() is
  'Trigger (per statement): a new tenant gets its budget and the system accounts, a new department or group its budget, a new member a wallet, so that rows added in Studio or by import are complete.';

-- source: supabase/schemas/20_ledger/primitives/request_hash.sql
create function private.request_hash(variadic parts text[]) returns bytea
language sql immutable parallel safe set search_path = '' as $$
  select sha256(convert_to(to_jsonb(parts)::text, 'UTF8'))
$$;

comment on function private.request_hash(text[]) is
  'SHA-256 of a request, for comparing what comes with a key that was used before. Parts: the function''s name and each argument as text.';

-- source: supabase/schemas/20_ledger/primitives/system_account_id.sql
create function private.system_account_id(tenant_id uuid, kind text) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan: every order asks.
  return (
    select a.id
    from public.ledger_accounts a
    where a.owner_id = system_account_id.tenant_id and a.kind = system_account_id.kind and a.owner_kind = 'system'
  );
end
$$;

comment on function private.system_account_id(uuid, text) is
  'A tenant''s system account: funding (where deposits come from), redeemed (where spent points go), expired (where forfeited points go), claims (the other side of debts), committed (gift packs granted and not yet redeemed).';

-- source: supabase/schemas/35_grants/primitives/complete_schedule.sql
create function private.complete_schedule() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- A schedule that somebody touched, if only to try again at once, is looked at by the next run.
  if tg_op = 'INSERT' or new.looked_at is not distinct from old.looked_at then
    new.looked_at := null;
    new.updated_at := private.clock();
  end if;
  if new.starts_on is null then
    new.starts_on := (private.clock() at time zone (select t.time_zone from public.tenants t where t.id = new.tenant_id))::date;
  end if;
  if exists (
    select
    from public.ledger_accounts a
    where a.tenant_id = new.tenant_id and a.id = new.budget_account_id and a.kind <> 'budget'
  ) then
    raise exception 'The account % is no budget', new.budget_account_id
      using errcode = 'foreign_key_violation', constraint = 'budget_is_of_the_same_tenant';
  end if;
  return new;
end
$$;

comment on function private.complete_schedule() is
  'Trigger: a schedule starts on the day it is entered unless it says otherwise, draws on a budget, and is looked at anew after a change.';

-- source: supabase/schemas/35_grants/primitives/keep_granted_rows.sql
create function private.keep_granted_rows() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'Row % of the import has been granted and stays as it is', old.row_no
    using errcode = 'restrict_violation', hint = 'Revoke the grant instead, or add a row.';
end
$$;

comment on function private.keep_granted_rows() is 'Trigger: what was granted can be looked up in the import as it was.';

-- source: supabase/schemas/35_grants/primitives/read_corrected_row.sql
create function private.read_corrected_row() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.status := 'waiting';
  new.error_code := null;
  new.error_details := null;
  new.checked_at := null;
  if row(new.company, new.import_name) is distinct from row(old.company, old.import_name) then
    new.tenant_id := null;
    new.import_id := null;
    new.row_no := null;
  end if;
  return new;
end
$$;

comment on function private.read_corrected_row() is
  'Trigger: a row whose text somebody corrects waits again, without its old error; with another company or import name it moves there.';

-- source: supabase/schemas/35_grants/primitives/read_import_rows.sql
create function private.read_import_rows() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  unread constant bigint[] := array(select c.id from changed c where c.checked_at is null and c.status = 'waiting');
begin
  if cardinality(unread) > 0 then
    perform private.assign_import_rows(unread);
    perform private.check_import_rows(unread);
  end if;
  return null;
end
$$;

comment on function private.read_import_rows() is
  'Trigger (per statement, so that a file of thousands is read at once): finds company and import of rows that were added or corrected, and refuses those that could not be granted as they are. Never fails for what a row says.';

-- source: supabase/schemas/35_grants/primitives/try_refused_rows_again.sql
create function private.try_refused_rows_again() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.grant_import_rows r
  set status = 'waiting', error_code = null, error_details = null
  where r.import_id = new.id and r.status = 'refused';
  return null;
end
$$;

comment on function private.try_refused_rows_again() is
  'Trigger: when an import begins to run, by a call or by state = running in Studio, rows that were refused try again: somebody may have been hired, a programme opened.';

-- source: supabase/schemas/37_refunds/primitives/add_refund_rules_of_new_tenants.sql
create function private.add_refund_rules_of_new_tenants() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.refund_rules (tenant_id, state, policy, restore_days)
  select a.id, r.state, r.policy, r.restore_days
  from added a
  cross join (
    values
      ('holder_left', 'back_to_budget', null::integer),
      ('card_void', 'back_to_budget', null),
      ('lot_expired', 'restore_days', 7),
      ('programme_closed', 'restore_days', 30)
  ) r (state, policy, restore_days);
  return null;
end
$$;

comment on function private.add_refund_rules_of_new_tenants() is
  'Trigger (per statement): gives new companies the usual rules of refunds: points of those who have gone return to the budget, points of those who are there come back.';

-- source: supabase/schemas/40_catalog/primitives/audience_rank.sql
-- A body that is bound when the function is made needs no search_path, and without one it melts into the query: it sorts all offers.
create function private.audience_rank(audience_kind text, audience_id uuid, audience_ids uuid[]) returns integer
language sql immutable parallel safe
-- audience_ids runs from the tenant down the departments to the groups. All groups are equally close, and closer than any department.
return case audience_kind when 'group' then 1000 else array_position(audience_ids, audience_id) end;

comment on function private.audience_rank(text, uuid, uuid[]) is
  'How close an audience is to a buyer whose audiences are audience_ids (private.audience_ids()): the larger, the closer. Tenant, then departments from the root down, then groups; a card batch stands alone.';

grant execute on function private.audience_rank(text, uuid, uuid[]) to authenticated;

-- source: supabase/schemas/40_catalog/primitives/fold_text.sql
create function private.fold_text(input text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select btrim(regexp_replace(lower(normalize(coalesce(input, ''), nfkc)), '[^[:alnum:]]+', ' ', 'g'))
$$;

comment on function private.fold_text(text) is
  'A text as search sees it: compatibility forms and full width folded, lower case, everything but letters and digits a single space. Takes any text or null, gives '''' for null. Immutable: generated columns and queries must fold alike.';

grant execute on function private.fold_text(text) to service_role;

-- source: supabase/schemas/40_catalog/primitives/is_translations.sql
create function private.is_translations(value jsonb) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select jsonb_typeof(value) = 'object' and not jsonb_path_exists(value, '$.* ? (@.type() != "object")')
$$;

comment on function private.is_translations(jsonb) is
  'Whether a value has the shape of translations: {"<locale>": {"<column>": …}}.';

grant execute on function private.is_translations(jsonb) to service_role;

-- source: supabase/schemas/40_catalog/primitives/joined.sql
create function private.joined(words text[]) returns text
language sql immutable parallel safe set search_path = '' as $$
  select array_to_string(words, ' ')
$$;

comment on function private.joined(text[]) is
  'Words with spaces between them. Exists because array_to_string is only stable (it serves any type), and generated columns need immutable.';

grant execute on function private.joined(text[]) to service_role;

-- source: supabase/schemas/40_catalog/primitives/pass_on_status.sql
create function private.pass_on_status() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.offers o
  set on_sale = k.status = 'active' and p.status = 'active'
  from public.skus k
  join public.products p on p.id = k.product_id
  where o.sku_id = k.id and new.id in (k.id, k.product_id);
  return null;
end
$$;

comment on function private.pass_on_status() is
  'Trigger of products and skus: tells the offers when something is withdrawn or put on sale. Seldom written, so that what is read all the time need not join three tables.';

-- source: supabase/schemas/40_catalog/primitives/product_search_text.sql
create function private.product_search_text(name text, subtitle text, brand text, keywords text[], translations jsonb) returns text
language sql immutable parallel safe set search_path = '' as $$
  select private.fold_text(
    concat_ws(
      ' ', name, private.translated_text(translations, 'name'), brand, private.joined(keywords), private.translated_text(translations, 'keywords'),
      subtitle, private.translated_text(translations, 'subtitle')
    )
  )
$$;

comment on function private.product_search_text(text, text, text, text[], jsonb) is
  'Everything search looks through, folded: names and subtitles in all languages, brand, keywords.';

grant execute on function private.product_search_text(text, text, text, text[], jsonb) to service_role;

-- source: supabase/schemas/40_catalog/primitives/set_category_path.sql
create function private.set_category_path() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_parent_path uuid[] := '{}';
begin
  if tg_when = 'AFTER' then
    update public.categories set parent_id = parent_id where parent_id = new.id;
    return null;
  end if;

  if new.parent_id is not null then
    select path into v_parent_path from public.categories where id = new.parent_id for share;
  end if;
  if new.id = any(v_parent_path) or new.id = new.parent_id then
    raise exception 'category % cannot lie below itself', new.id using errcode = 'check_violation';
  end if;
  new.path := v_parent_path || new.id;
  return new;
end
$$;

comment on function private.set_category_path() is
  'Trigger of categories: keeps path (the ancestors from the root down, itself last) and passes a move on to the children.';

-- source: supabase/schemas/40_catalog/primitives/set_offer_goods.sql
create function private.set_offer_goods() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- The lock makes a withdrawal that is under way wait, so that it finds this offer.
  select k.product_id, k.status = 'active' and p.status = 'active'
  into new.product_id, new.on_sale
  from public.skus k
  join public.products p on p.id = k.product_id
  where k.id = new.sku_id
  for share;
  return new;
end
$$;

comment on function private.set_offer_goods() is
  'Trigger of offers: the product is the SKU''s, so that nobody need type it (the foreign key proves it), and the offer knows whether both are on sale.';

-- source: supabase/schemas/40_catalog/primitives/text_grams.sql
create function private.text_grams(folded text) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(array_agg(distinct gram order by gram), '{}')
  from generate_series(1, length(folded)) as place,
    lateral (values (substr(folded, place, 1)), (substr(folded, place, 2))) as grams (gram)
  where position(' ' in gram) = 0
$$;

comment on function private.text_grams(text) is
  'The 1- and 2-grams of a folded text, sorted and without repetition; a space takes part in none. Trigrams can''t find two Chinese characters, and two characters are what people type.';

grant execute on function private.text_grams(text) to service_role;

-- source: supabase/schemas/40_catalog/primitives/translated_text.sql
create function private.translated_text(translations jsonb, column_name text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(string_agg(words ->> column_name, ' ' order by locale), '')
  from jsonb_each(translations) as locales (locale, words)
$$;

comment on function private.translated_text(jsonb, text) is
  'What all languages of a translations object say for one column, joined by spaces: ''{"en": {"name": "Tea"}}'', ''name'' gives ''Tea''.';

grant execute on function private.translated_text(jsonb, text) to service_role;

-- source: supabase/schemas/40_catalog/primitives/visible_category_ids.sql
create function private.visible_category_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_product_ids uuid[] := private.visible_product_ids();
begin
  return coalesce(
    (
      select array_agg(distinct step)
      from public.categories as c, unnest(c.path) as step
      where c.id in (
        select p.category_id
        from public.products as p
        where p.id = any(v_product_ids)
      )
    ),
    '{}'
  );
end
$$;

comment on function private.visible_category_ids() is
  'The categories in which the caller finds a product, with their ancestors; empty for nobody. Policies call it once per query.';

grant execute on function private.visible_category_ids() to authenticated;

-- source: supabase/schemas/40_catalog/primitives/visible_product_ids.sql
create function private.visible_product_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant_id uuid := private.tenant_id();
  v_audience_ids uuid[] := private.audience_ids();
  v_now timestamptz := private.clock();
begin
  return coalesce(
    (
      select array_agg(distinct o.product_id)
      from public.offers as o
      where o.tenant_id = v_tenant_id
        and o.audience_id = any(v_audience_ids)
        and o.status = 'active'
        and o.on_sale
        and o.valid_from <= v_now
        and (o.valid_to is null or o.valid_to > v_now)
    ),
    '{}'
  );
end
$$;

comment on function private.visible_product_ids() is
  'The products of which the caller may buy at least one SKU; empty for nobody. Policies call it once per query.';

grant execute on function private.visible_product_ids() to authenticated;

-- source: supabase/schemas/40_catalog/primitives/visible_sku_ids.sql
create function private.visible_sku_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_tenant_id uuid := private.tenant_id();
  v_audience_ids uuid[] := private.audience_ids();
  v_now timestamptz := private.clock();
begin
  return coalesce(
    (
      select array_agg(distinct o.sku_id)
      from public.offers as o
      where o.tenant_id = v_tenant_id
        and o.audience_id = any(v_audience_ids)
        and o.status = 'active'
        and o.on_sale
        and o.valid_from <= v_now
        and (o.valid_to is null or o.valid_to > v_now)
    ),
    '{}'
  );
end
$$;

comment on function private.visible_sku_ids() is
  'The SKUs for which the caller has an offer that is active and valid now; empty for nobody. Policies call it once per query.';

grant execute on function private.visible_sku_ids() to authenticated;

-- source: supabase/schemas/50_inventory/primitives/available_units.sql
create function private.available_units(sku_id uuid) returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  return least(99, (select coalesce(sum(s.available), 0) from public.stock s where s.sku_id = available_units.sku_id))::integer;
end
$$;

comment on function private.available_units(uuid) is
  'Units in stock over all buckets, capped at 99: how much there is in truth is nobody''s business. 0 for a SKU without stock.';

grant execute on function private.available_units(uuid) to authenticated;

-- source: supabase/schemas/60_orders/primitives/00_order_types.sql
create type private.order_request_line as (
  line_no integer,
  sku_id uuid,
  quantity integer,
  unit_points bigint
);

comment on type private.order_request_line is
  'One line as a buyer sent it: its number from 1, the SKU, the units, and the price of one unit in points that the buyer saw (null: not said).';

create type private.priced_line as (
  line_no integer,
  sku_id uuid,
  quantity integer,
  seen_points bigint,
  offer_id uuid,
  unit_points bigint,
  max_per_order integer,
  max_per_buyer integer,
  product_id uuid,
  category_ids uuid[],
  needs_address boolean,
  name text,
  options jsonb,
  translations jsonb,
  image_path text
);

comment on type private.priced_line is
  'A line with the offer that applies now and a copy of what it sells. offer_id and all that follows is null when the buyer may not buy the SKU.';

-- source: supabase/schemas/60_orders/primitives/is_order_state.sql
create function private.is_order_state(state text) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return state in ('awaiting_payment', 'paid', 'shipped', 'delivered', 'completed', 'cancelled', 'refunded');
end
$$;

comment on function private.is_order_state(text) is
  'Whether orders have this state. A function, because Postgres prepares the text of a check anew for every statement.';

-- source: supabase/schemas/60_orders/primitives/new_order_no.sql
-- A body that is bound when the function is made needs no search_path, and without one it melts into what calls it.
create function private.new_order_no() returns text
language sql volatile
-- The last 48 bits of a version 4 UUID are random; their remainder by 10^10 is even to four places.
return to_char(private.clock() at time zone 'utc', 'YYMMDD')
  || lpad((('x' || right(gen_random_uuid()::text, 12))::bit(48)::bigint % 10000000000)::text, 10, '0');

comment on function private.new_order_no() is
  'A number for people, such as 2611219371503846: the date (UTC) and ten random digits, so that nobody can count or guess a company''s orders.';

-- source: supabase/schemas/60_orders/primitives/refuse_deletion_of_buyer.sql
create function private.refuse_deletion_of_buyer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.orders o where o.tenant_id = old.tenant_id and o.buyer_id = old.id) then
    raise exception '% % has ordered and stays', tg_table_name, old.id using errcode = 'foreign_key_violation';
  end if;
  return old;
end
$$;

comment on function private.refuse_deletion_of_buyer() is
  'Trigger of members and cards: whoever has ordered can''t be deleted. It stands in for a foreign key of orders, which would cost every order a look-up and a lock.';

-- source: supabase/schemas/60_orders/primitives/refuse_unrecorded_state.sql
create function private.refuse_unrecorded_state() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- No state is ever left and entered again, so one event per change is proof enough.
  if not exists (
    select
    from public.order_events e
    where e.tenant_id = new.tenant_id and e.order_id = new.id and e.from_state = old.state and e.to_state = new.state
  ) then
    raise exception 'the state of an order is changed by advance_order or cancel_order' using errcode = 'check_violation';
  end if;
  return new;
end
$$;

comment on function private.refuse_unrecorded_state() is
  'Trigger of orders: a state changes only when the change was recorded first, which private.transition_order alone does. Stops an administrator who edits the row in Studio and would so lose refund and history.';

-- source: supabase/schemas/70_cards/primitives/card_id.sql
create function private.card_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select c.id
    from public.cards c
    where c.user_id = auth.uid() and private.card_problem(c.id) is null
  );
end
$$;

comment on function private.card_id() is
  'The usable card of the guest who calls, or null: for members, and for a card that is frozen, void, expired or not valid yet, or whose batch or tenant is. Looked up, so freezing a card ends access at the next query.';

grant execute on function private.card_id() to authenticated;

-- source: supabase/schemas/70_cards/primitives/card_problem.sql
create function private.card_problem(wanted_card uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select case
      when t.status <> 'active' then 'tenant_suspended'
      when c.status in ('void', 'replaced') or b.status = 'void' then 'card_void'
    -- A claim code ends when the member comes back.
    when c.holds_account_id is not null and exists (
      select
      from public.ledger_accounts a
      join public.members m on m.tenant_id = a.tenant_id and m.id = a.owner_id
      where a.tenant_id = c.tenant_id and a.id = c.holds_account_id and m.status <> 'departed'
    ) then 'card_void'
      when c.status = 'frozen' or b.status = 'frozen' then 'card_frozen'
      when c.status = 'inactive' or private.clock() < b.valid_from then 'card_not_active'
      when c.status = 'expired' or private.clock() >= c.valid_until then 'card_expired'
    end
    from public.cards c
    join public.card_batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id
    join public.tenants t on t.id = c.tenant_id
    where c.id = wanted_card
  );
end
$$;

comment on function private.card_problem(uuid) is
  'Why a card may not be used now, as an error code (tenant_suspended, card_void, card_frozen, card_not_active, card_expired), or null when it may. A card that is used up may: its holder still looks at orders, and a refund fills it again.';

-- source: supabase/schemas/70_cards/primitives/cards_per_part.sql
create function private.cards_per_part() returns int
language sql immutable parallel safe set search_path = '' as $$
  select 2000
$$;

comment on function private.cards_per_part() is 'How many cards a part of an issue''s list holds: about 100 KB as JSON.';

-- source: supabase/schemas/70_cards/primitives/damm_digit.sql
create function private.damm_digit(digits text) returns text
language plpgsql immutable parallel safe strict set search_path = '' as $$
declare
  -- The quasigroup of order 10 from H. Michael Damm's dissertation (2004), row by row; shared/card-number.ts holds the same.
  quasigroup constant text := '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';
  interim int := 0;
begin
  for place in 1 .. length(digits) loop
    interim := substr(quasigroup, interim * 10 + substr(digits, place, 1)::int + 1, 1)::int;
  end loop;
  return interim::text;
end
$$;

comment on function private.damm_digit(text) is
  'The check digit that belongs behind a row of digits; 0 for a row that ends in its own. It finds every single wrong digit and every swap of neighbours.';

-- source: supabase/schemas/70_cards/primitives/never_reuse_card_number.sql
create function private.never_reuse_card_number() returns trigger
language plpgsql set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and new.number = old.number and new.tenant_id = old.tenant_id and new.id = old.id then
    return new;
  end if;
  raise exception 'A card is never removed and keeps its number: a void card is a row, too' using errcode = 'restrict_violation';
end
$$;

comment on function private.never_reuse_card_number() is
  'Trigger: refuses to delete a card or to change its number, so that no number is ever given out twice.';

-- source: supabase/schemas/70_cards/primitives/open_wallets_of_new_cards.sql
create function private.open_wallets_of_new_cards() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.open_accounts(a.tenant_id, 'card', array_agg(a.id), 'wallet')
  from added a
  where a.holds_account_id is null
  group by a.tenant_id;
  return null;
end
$$;

comment on function private.open_wallets_of_new_cards() is
  'Trigger (per statement): a new card gets a wallet, unless it opens one that exists (the claim code of somebody who has left).';

-- source: supabase/schemas/70_cards/primitives/refuse_card.sql
create function private.refuse_card(problem text) returns void
language plpgsql stable set search_path = '' as $$
begin
  case problem
    when 'tenant_suspended' then perform private.fail('tenant_suspended', 403);
    when 'card_void' then perform private.fail('card_void', 403);
    when 'card_frozen' then perform private.fail('card_frozen', 403);
    when 'card_not_active' then perform private.fail('card_not_active', 403);
    when 'card_expired' then perform private.fail('card_expired', 403);
    else null;
  end case;
end
$$;

comment on function private.refuse_card(text) is
  'Raises what private.card_problem() found; returns for null. The codes are spelled out so that the registry of errors can be compared with the SQL.';

-- source: supabase/schemas/70_cards/primitives/require_card.sql
create function private.require_card(out tenant_id uuid, out card_id uuid)
language plpgsql stable security definer set search_path = '' as $$
begin
  if auth.uid() is null then
    perform private.fail('not_signed_in', 401);
  end if;
  select c.tenant_id, c.id into tenant_id, card_id from public.cards c where c.user_id = auth.uid();
  if card_id is null then
    perform private.fail('not_permitted', 403);
  end if;
  perform private.refuse_card(private.card_problem(card_id));
end
$$;

comment on function private.require_card() is
  'The usable card of the guest who calls, or the refusal. Errors: not_signed_in, not_permitted (no guest), tenant_suspended, card_void, card_frozen, card_not_active, card_expired.';

-- source: supabase/schemas/80_packs/primitives/00_pack_choice.sql
create type private.pack_choice as (
  line_no integer,
  section_no integer,
  sku_id uuid,
  delivered_sku_id uuid,
  units integer
);

comment on type private.pack_choice is
  'One choice out of a pack as a holder sent it: its number from 1, the section, the item whose slots it takes, what shall come (the same, or what it is swapped for), and the units.';

-- source: supabase/schemas/80_packs/primitives/keep_pack_terms.sql
create function private.keep_pack_terms() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_problems jsonb;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'draft' then
      raise exception 'a pack is made as a draft and then activated' using errcode = 'check_violation';
    end if;
    return new;
  end if;
  if old.status <> 'draft' and (
    new.status = 'draft'
    or (new.value_points, new.uses, new.valid_until, new.valid_days, new.allow_swaps)
      is distinct from (old.value_points, old.uses, old.valid_until, old.valid_days, old.allow_swaps)
  ) then
    raise exception 'the terms of a pack that was activated stay as they are; make another one' using errcode = 'check_violation';
  end if;
  if new.status = 'active' and old.status <> 'active' then
    v_problems := private.pack_problems(new);
    if v_problems <> '[]' then
      perform private.fail('pack_incomplete', 409, jsonb_build_object('problems', v_problems));
    end if;
  end if;
  return new;
end
$$;

comment on function private.keep_pack_terms() is
  'Trigger of packs: one becomes active only when complete, and then keeps its terms, by whatever way it is changed (Studio as well). Errors: pack_incomplete {problems}.';

-- source: supabase/schemas/80_packs/primitives/refuse_change_of_active_pack.sql
create function private.refuse_change_of_active_pack() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select
    from public.packs p
    where (p.tenant_id, p.id) in ((old.tenant_id, old.pack_id), (new.tenant_id, new.pack_id)) and p.status <> 'draft'
  ) then
    raise exception 'the contents of a pack that was activated stay as they are; make another one' using errcode = 'check_violation';
  end if;
  return coalesce(new, old);
end
$$;

comment on function private.refuse_change_of_active_pack() is
  'Trigger of sections and items: what people hold must not change under their hands.';

-- source: supabase/schemas/00_foundation/tables/10_secrets.sql
create table private.secrets (
  name text primary key,
  value text not null default encode(extensions.gen_random_bytes(32), 'hex'),
  created_at timestamptz not null default now(),
  constraint name_is_a_plain_word check (name ~ '^[a-z][a-z0-9_]{2,60}$')
);

alter table private.secrets enable row level security;
-- NOTE: no policy and no grant: private.secret(name) is the only reader.

comment on table private.secrets is
  'Secrets of projects without Vault, made at random when the project is installed. A secret of the same name in Vault goes before. Never change a pepper: PINs and codes made with it would stop working.';
comment on column private.secrets.name is 'The name by which functions ask for it.';
comment on column private.secrets.value is 'The secret: 256 random bits as hexadecimal digits.';
comment on column private.secrets.created_at is 'When it was made.';

insert into private.secrets (name) values ('card_pin_pepper'), ('invite_code_pepper'), ('card_export_key') on conflict (name) do nothing;

-- source: supabase/schemas/10_tenancy/tables/10_tenants.sql
create table public.tenants (
  id uuid primary key default private.new_id(),
  code text not null,
  name text not null,
  translations jsonb not null default '{}',
  status text not null default 'active',
  logo_path text,
  theme jsonb not null default '{}',
  points_name text not null default '积分',
  points_unit text not null default '分',
  rate_points bigint not null default 1,
  rate_minor bigint not null default 1,
  currency text not null default 'CNY',
  time_zone text not null default 'Asia/Shanghai',
  departure_policy text not null default 'back_to_budget',
  departure_keep_days integer not null default 0,
  card_prefix text not null default private.next_card_prefix(),
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  constraint tenants_have_distinct_codes unique (code),
  constraint tenants_have_distinct_card_prefixes unique (card_prefix),
  constraint card_prefix_is_four_digits check (card_prefix ~ '^[1-9][0-9]{3}$'),
  constraint code_is_a_host_label check (code ~ '^[a-z][a-z0-9-]{1,30}[a-z0-9]$'),
  constraint name_is_not_empty check (length(name) between 1 and 100),
  constraint translations_is_an_object check (jsonb_typeof(translations) = 'object'),
  constraint status_is_known check (status in ('active', 'suspended')),
  constraint theme_is_an_object check (jsonb_typeof(theme) = 'object'),
  constraint points_are_named check (length(points_name) between 1 and 20 and length(points_unit) between 1 and 10),
  constraint rate_is_positive check (rate_points > 0 and rate_minor > 0),
  constraint currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$'),
  -- Raises for an unknown zone rather than being false; either way the row is refused.
  constraint time_zone_is_known check (timezone(time_zone, timestamptz 'epoch') is not null),
  constraint departure_policy_is_known check (departure_policy in ('keep_days', 'back_to_budget', 'forfeit')),
  constraint departure_keep_days_is_sensible check (departure_keep_days between 0 and 3660)
);

create trigger touch_updated_at before update on public.tenants
  for each row execute function private.touch_updated_at();

alter table public.tenants enable row level security;
create policy members_and_guests_read_their_tenant on public.tenants for select to authenticated
  using (id = (select private.tenant_id()));

-- Only what a mall shows of its company. Status and policies are not for buyers.
grant select (
  id, code, name, translations, logo_path, theme, points_name, points_unit, rate_points, rate_minor, currency, time_zone
) on public.tenants to authenticated;
grant select, insert, update on public.tenants to service_role;

comment on table public.tenants is 'Companies. Each has its own people, mall, catalogue and name for its points.';
comment on column public.tenants.id is 'Key.';
comment on column public.tenants.code is 'Company code people type to sign in, e.g. xinghe. Small letters, digits and hyphens. Part of every employee''s sign-in address: do not change it while people have accounts.';
comment on column public.tenants.name is 'Name in Simplified Chinese.';
comment on column public.tenants.translations is 'Other languages: {"en": {"name": "…", "points_name": "…", "points_unit": "…"}}.';
comment on column public.tenants.status is 'active, or suspended: nobody of the company gets in until it is active again.';
comment on column public.tenants.logo_path is 'Path of the logo in the storage bucket media.';
comment on column public.tenants.theme is 'Colours: {"accent": "#5B4FE9", "accent_dark": "#8F86FF"}.';
comment on column public.tenants.points_name is 'What the company calls its points, e.g. 星币.';
comment on column public.tenants.points_unit is 'Unit behind a number, e.g. 枚.';
comment on column public.tenants.rate_points is 'Rate: so many points are worth rate_minor. Exact, never a decimal number.';
comment on column public.tenants.rate_minor is 'Rate: so many minor units of the currency (fen for CNY) are worth rate_points.';
comment on column public.tenants.currency is 'Currency of the rate, ISO 4217.';
comment on column public.tenants.time_zone is 'IANA time zone in which days of validity end, e.g. Asia/Shanghai.';
comment on column public.tenants.departure_policy is 'What happens to the points of somebody who leaves: keep_days, back_to_budget or forfeit.';
comment on column public.tenants.departure_keep_days is 'With keep_days: for so many days after leaving.';
comment on column public.tenants.card_prefix is 'The four digits with which the numbers of the company''s cards begin; no other company has them.';
comment on column public.tenants.created_at is 'When the company was added.';
comment on column public.tenants.updated_at is 'When the row was last changed.';

-- source: supabase/schemas/10_tenancy/tables/20_legal_entities.sql
create table public.legal_entities (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  name text not null,
  registration_no text,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint legal_entities_have_distinct_names unique (tenant_id, name),
  constraint name_is_not_empty check (length(name) between 1 and 200)
);

alter table public.legal_entities enable row level security;
create policy hr_reads_all_legal_entities on public.legal_entities for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
-- The policy by which members read theirs stands in 40_members.sql: it needs that table.

grant select on public.legal_entities to authenticated;
grant select, insert, update, delete on public.legal_entities to service_role;

comment on table public.legal_entities is 'The companies in law that a tenant consists of; invoices and settlements go by them.';
comment on column public.legal_entities.tenant_id is 'The tenant it belongs to.';
comment on column public.legal_entities.id is 'Key.';
comment on column public.legal_entities.name is 'Registered name.';
comment on column public.legal_entities.registration_no is 'Registration number (in China the unified social credit code).';
comment on column public.legal_entities.created_at is 'When it was added.';

-- source: supabase/schemas/10_tenancy/tables/30_departments.sql
create table public.departments (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  parent_id uuid,
  path uuid[] not null,
  name text not null,
  translations jsonb not null default '{}',
  position integer not null default 0,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint parent_is_of_the_same_tenant foreign key (tenant_id, parent_id)
    references public.departments (tenant_id, id) on delete restrict,
  constraint path_ends_with_the_department check (path[cardinality(path)] = id),
  constraint name_is_not_empty check (length(name) between 1 and 100),
  constraint translations_is_an_object check (jsonb_typeof(translations) = 'object')
);

create unique index departments_have_distinct_names_below_one_parent
  on public.departments (tenant_id, parent_id, name) nulls not distinct;
create index departments_by_path on public.departments using gin (path);

create trigger keep_path before insert or update of parent_id on public.departments
  for each row execute function private.keep_department_path();
create trigger move_subtree after update of parent_id on public.departments
  for each row when (old.path is distinct from new.path) execute function private.move_department_subtree();

alter table public.departments enable row level security;
create policy members_read_their_chain on public.departments for select to authenticated
  using (tenant_id = (select private.tenant_id()) and id = any ((select private.audience_ids())::uuid[]));
create policy hr_reads_all_departments on public.departments for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy department_admins_read_their_subtree on public.departments for select to authenticated
  using (
    tenant_id = (select private.tenant_id()) and path && (select private.administered_department_ids())::uuid[]
  );

grant select on public.departments to authenticated;
grant select, insert, update, delete on public.departments to service_role;

comment on table public.departments is 'The department tree of a tenant.';
comment on column public.departments.tenant_id is 'The tenant it belongs to.';
comment on column public.departments.id is 'Key.';
comment on column public.departments.parent_id is 'The department above; empty for a top department.';
comment on column public.departments.path is 'The departments from the top down to this one, itself included. Kept right by the database; leave it empty when adding a row.';
comment on column public.departments.name is 'Name in Simplified Chinese, unique below one parent.';
comment on column public.departments.translations is 'Other languages: {"en": {"name": "…"}}.';
comment on column public.departments.position is 'Order among the departments below one parent, smallest first.';
comment on column public.departments.created_at is 'When it was added.';

-- source: supabase/schemas/10_tenancy/tables/40_members.sql
create table public.members (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  employee_no text not null,
  name text not null,
  department_id uuid not null,
  legal_entity_id uuid not null,
  status text not null default 'invited',
  hired_on date,
  departed_on date,
  user_id uuid,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint department_is_of_the_same_tenant foreign key (tenant_id, department_id)
    references public.departments (tenant_id, id) on delete restrict,
  constraint legal_entity_is_of_the_same_tenant foreign key (tenant_id, legal_entity_id)
    references public.legal_entities (tenant_id, id) on delete restrict,
  constraint account_exists foreign key (user_id) references auth.users (id) on delete set null,
  constraint one_member_per_account unique (user_id),
  -- The part of a sign-in address before the @: a dot stands between other characters.
  constraint employee_no_is_short_and_plain check (
    length(employee_no) <= 40 and employee_no ~ '^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$'
  ),
  constraint name_is_not_empty check (length(name) between 1 and 100),
  constraint status_is_known check (status in ('invited', 'active', 'suspended', 'departed'))
);

-- The number is part of the sign-in address, where letters have no case.
create unique index members_have_distinct_employee_numbers on public.members (tenant_id, lower(employee_no));
-- Without the tenant, to which a department belongs anyhow: see ledger_transactions_by_account.
create index members_by_department on public.members (department_id);
create index members_by_legal_entity on public.members (legal_entity_id);

create trigger touch_updated_at before update on public.members
  for each row execute function private.touch_updated_at();

alter table public.members enable row level security;
create policy members_read_themselves on public.members for select to authenticated
  using (tenant_id = (select private.tenant_id()) and id = (select private.member_id()));
create policy hr_reads_all_members on public.members for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy department_admins_read_members_of_their_subtree on public.members for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and department_id in (
      select d.id
      from public.departments d
      where d.path && (select private.administered_department_ids())::uuid[]
    )
  );
-- The policy by which group admins read members stands in 80_group_members.sql: it needs that table.

-- NOTE: user_id is not granted: no client needs it, and it is the key to the account.
grant select (
  tenant_id, id, employee_no, name, department_id, legal_entity_id, status, hired_on, departed_on, created_at, updated_at
) on public.members to authenticated;
grant select, insert, update on public.members to service_role;

create policy members_read_their_legal_entity on public.legal_entities for select to authenticated
  using (
    (tenant_id, id) = (
      select m.tenant_id, m.legal_entity_id from public.members m where m.id = (select private.member_id())
    )
  );

comment on table public.members is 'Employees. Phone and birthday are kept in member_contacts, which fewer people may read.';
comment on column public.members.tenant_id is 'The company.';
comment on column public.members.id is 'Key.';
comment on column public.members.employee_no is 'Employee number, unique in the company without regard to case; part of the sign-in address.';
comment on column public.members.name is 'Name.';
comment on column public.members.department_id is 'The department; decides with its ancestors what the member sees and who administers it.';
comment on column public.members.legal_entity_id is 'The legal entity that employs the member.';
comment on column public.members.status is 'invited (has no account yet), active, suspended (no access for the time being) or departed (no access any more).';
comment on column public.members.hired_on is 'First working day; for anniversaries.';
comment on column public.members.departed_on is 'Last working day.';
comment on column public.members.user_id is 'The account in auth.users; empty until the invitation is accepted. Emptying it ends access.';
comment on column public.members.created_at is 'When the member was added.';
comment on column public.members.updated_at is 'When the row was last changed.';

-- source: supabase/schemas/10_tenancy/tables/50_member_contacts.sql
-- A table of its own, because column grants cannot tell an HR manager from an employee (both are "authenticated"), and a policy can.
create table public.member_contacts (
  tenant_id uuid not null,
  member_id uuid not null,
  phone text,
  birthday date,
  primary key (tenant_id, member_id),
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete cascade,
  constraint phone_is_a_number check (phone ~ '^\+?[0-9 -]{5,20}$'),
  constraint birthday_is_plausible check (birthday between date '1900-01-01' and date '2100-01-01')
);

alter table public.member_contacts enable row level security;
create policy members_read_their_own_contact on public.member_contacts for select to authenticated
  using (tenant_id = (select private.tenant_id()) and member_id = (select private.member_id()));
create policy hr_reads_all_contacts on public.member_contacts for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select on public.member_contacts to authenticated;
grant select, insert, update, delete on public.member_contacts to service_role;

comment on table public.member_contacts is 'Phone and birthday of members: read by the member and by HR, not by colleagues or department admins.';
comment on column public.member_contacts.tenant_id is 'The company.';
comment on column public.member_contacts.member_id is 'The member.';
comment on column public.member_contacts.phone is 'Phone number, with country code or without.';
comment on column public.member_contacts.birthday is 'Birthday; for birthday grants.';

-- source: supabase/schemas/10_tenancy/tables/60_member_invites.sql
create table private.member_invites (
  tenant_id uuid not null,
  member_id uuid not null,
  code_hash text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, member_id),
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete cascade,
  constraint code_hash_is_hmac_sha_256 check (code_hash ~ '^[0-9a-f]{64}$')
);

alter table private.member_invites enable row level security;
-- NOTE: no policy and no grant: functions of the database are the only readers.

comment on table private.member_invites is 'The invitation of each member who has no account yet; a new one replaces the old one.';
comment on column private.member_invites.tenant_id is 'The company.';
comment on column private.member_invites.member_id is 'Who is invited.';
comment on column private.member_invites.code_hash is 'private.invite_code_hash(code). The code itself is shown once, when it is made.';
comment on column private.member_invites.expires_at is 'Not valid from this moment on.';
comment on column private.member_invites.used_at is 'When it was accepted; an invitation is accepted once.';
comment on column private.member_invites.created_at is 'When it was made.';

-- source: supabase/schemas/10_tenancy/tables/70_groups.sql
create table public.groups (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  name text not null,
  translations jsonb not null default '{}',
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint groups_have_distinct_names unique (tenant_id, name),
  constraint name_is_not_empty check (length(name) between 1 and 100),
  constraint translations_is_an_object check (jsonb_typeof(translations) = 'object')
);

alter table public.groups enable row level security;
create policy members_read_their_groups on public.groups for select to authenticated
  using (tenant_id = (select private.tenant_id()) and id = any ((select private.audience_ids())::uuid[]));
create policy hr_reads_all_groups on public.groups for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy group_admins_read_their_groups on public.groups for select to authenticated
  using (
    tenant_id = (select private.tenant_id()) and id = any ((select private.administered_group_ids())::uuid[])
  );

grant select on public.groups to authenticated;
grant select, insert, update, delete on public.groups to service_role;

comment on table public.groups is 'Groups of members across departments, e.g. a project, a class of newcomers.';
comment on column public.groups.tenant_id is 'The company.';
comment on column public.groups.id is 'Key.';
comment on column public.groups.name is 'Name in Simplified Chinese, unique in the company.';
comment on column public.groups.translations is 'Other languages: {"en": {"name": "…"}}.';
comment on column public.groups.created_at is 'When it was added.';

-- source: supabase/schemas/10_tenancy/tables/80_group_members.sql
create table public.group_members (
  tenant_id uuid not null,
  group_id uuid not null,
  member_id uuid not null,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, group_id, member_id),
  constraint group_is_of_the_same_tenant foreign key (tenant_id, group_id)
    references public.groups (tenant_id, id) on delete cascade,
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete cascade
);

create index group_members_by_member on public.group_members (tenant_id, member_id);

alter table public.group_members enable row level security;
create policy members_read_their_own_belonging on public.group_members for select to authenticated
  using (tenant_id = (select private.tenant_id()) and member_id = (select private.member_id()));
create policy hr_reads_all_belonging on public.group_members for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy group_admins_read_who_belongs on public.group_members for select to authenticated
  using (
    tenant_id = (select private.tenant_id()) and group_id = any ((select private.administered_group_ids())::uuid[])
  );

grant select on public.group_members to authenticated;
grant select, insert, update, delete on public.group_members to service_role;

create policy group_admins_read_members_of_their_groups on public.members for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and id in (
      select g.member_id
      from public.group_members g
      where g.group_id = any ((select private.administered_group_ids())::uuid[])
    )
  );

comment on table public.group_members is 'Who belongs to which group.';
comment on column public.group_members.tenant_id is 'The company.';
comment on column public.group_members.group_id is 'The group.';
comment on column public.group_members.member_id is 'The member.';
comment on column public.group_members.created_at is 'Since when.';

-- source: supabase/schemas/10_tenancy/tables/90_member_roles.sql
create table public.member_roles (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  member_id uuid not null,
  role text not null,
  department_id uuid,
  group_id uuid,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint a_role_is_given_once unique nulls not distinct (tenant_id, member_id, role, department_id, group_id),
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete cascade,
  constraint department_is_of_the_same_tenant foreign key (tenant_id, department_id)
    references public.departments (tenant_id, id) on delete cascade,
  constraint group_is_of_the_same_tenant foreign key (tenant_id, group_id)
    references public.groups (tenant_id, id) on delete cascade,
  constraint role_is_known check (role in ('hr_manager', 'department_admin', 'group_admin')),
  constraint scope_fits_the_role check (
    (role = 'hr_manager' and department_id is null and group_id is null)
    or (role = 'department_admin' and department_id is not null and group_id is null)
    or (role = 'group_admin' and department_id is null and group_id is not null)
  )
);

create index member_roles_by_department on public.member_roles (tenant_id, department_id) where department_id is not null;
create index member_roles_by_group on public.member_roles (tenant_id, group_id) where group_id is not null;

alter table public.member_roles enable row level security;
create policy members_read_their_own_roles on public.member_roles for select to authenticated
  using (tenant_id = (select private.tenant_id()) and member_id = (select private.member_id()));
create policy hr_reads_all_roles on public.member_roles for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select on public.member_roles to authenticated;
grant select, insert, update, delete on public.member_roles to service_role;

comment on table public.member_roles is 'What a member may do beyond shopping, and how far it reaches.';
comment on column public.member_roles.tenant_id is 'The company.';
comment on column public.member_roles.id is 'Key.';
comment on column public.member_roles.member_id is 'Who has the role.';
comment on column public.member_roles.role is 'hr_manager (the whole company), department_admin (a department and everything below it) or group_admin (a group).';
comment on column public.member_roles.department_id is 'For department_admin: the top of the subtree.';
comment on column public.member_roles.group_id is 'For group_admin: the group.';
comment on column public.member_roles.created_at is 'Since when.';

-- source: supabase/schemas/20_ledger/tables/10_ledger_accounts.sql
create table public.ledger_accounts (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  owner_kind text not null,
  owner_id uuid not null,
  kind text not null,
  balance bigint,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  -- The owner comes first, because most look-ups know the owner only; owner ids are unique across tenants anyhow.
  constraint one_account_per_owner_and_kind unique (owner_id, kind, tenant_id),
  constraint kind_fits_the_owner check (private.kind_fits_owner(owner_kind, kind)),
  constraint balance_fits_the_kind check (private.balance_fits_kind(kind, balance))
) with (fillfactor = 80); -- room for a changed balance on the same page: no index has to be touched (HOT)

alter table public.ledger_accounts enable row level security;
create policy holders_read_their_wallet on public.ledger_accounts for select to authenticated
  using (tenant_id = (select private.tenant_id()) and id = (select private.account_id()));
create policy hr_reads_budgets on public.ledger_accounts for select to authenticated
  using (tenant_id = (select private.tenant_id()) and kind = 'budget' and (select private.has_role('hr_manager')));
create policy department_admins_read_budgets_of_their_subtree on public.ledger_accounts for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and owner_kind = 'department'
    and owner_id in (
      select d.id
      from public.departments d
      where d.path && (select private.administered_department_ids())::uuid[]
    )
  );
create policy group_admins_read_budgets_of_their_groups on public.ledger_accounts for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and owner_kind = 'group'
    and owner_id = any ((select private.administered_group_ids())::uuid[])
  );

grant select on public.ledger_accounts to authenticated, service_role;

create trigger open_accounts_of_new_tenants after insert on public.tenants
  referencing new table as added for each statement execute function private.open_accounts_of_new_owners('tenant');
create trigger open_budgets_of_new_departments after insert on public.departments
  referencing new table as added for each statement execute function private.open_accounts_of_new_owners('department', 'budget');
create trigger open_budgets_of_new_groups after insert on public.groups
  referencing new table as added for each statement execute function private.open_accounts_of_new_owners('group', 'budget');
create trigger open_wallets_of_new_members after insert on public.members
  referencing new table as added for each statement execute function private.open_accounts_of_new_owners('member', 'wallet');

comment on table public.ledger_accounts is 'Accounts of the double-entry ledger, in points. Changed by functions only.';
comment on column public.ledger_accounts.tenant_id is 'The company whose points these are.';
comment on column public.ledger_accounts.id is 'Key.';
comment on column public.ledger_accounts.owner_kind is 'Whose account: tenant, department, group, member, card, supplier or system.';
comment on column public.ledger_accounts.owner_id is 'Key of the owner in its table; for system accounts the tenant.';
comment on column public.ledger_accounts.kind is 'wallet (what a member or card can spend, with points that expired and are not yet booked out), budget (what may still be granted), debt (what was revoked after it had been spent; opened with the first), payable, or the system''s funding, redeemed, expired, claims (the other side of all debts) and committed (gift packs that were granted and are not yet redeemed).';
comment on column public.ledger_accounts.balance is 'Balance in points, always the sum of the account''s transfers. Empty for system accounts, whose balance is derived.';
comment on column public.ledger_accounts.created_at is 'When it was opened.';

-- source: supabase/schemas/20_ledger/tables/20_ledger_transactions.sql
-- One row per movement of one holder's account, so that this table is at once the journal and the holder's statement: a page of it is one
-- range of one index. A grant to many people is many transactions with one grant_id.
create table public.ledger_transactions (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  seq bigint generated always as identity,
  account_id uuid not null,
  kind text not null,
  amount bigint not null,
  balance_after bigint,
  order_id uuid,
  grant_id uuid,
  programme_id uuid,
  note text,
  actor_id uuid default auth.uid(),
  idempotency_key text,
  request_hash bytea,
  answer jsonb,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  -- NOTE: there are no foreign keys. Only functions write here: they have just changed the account, lots and orders carry keys of
  -- their own, and each key would cost every posting a look-up and a lock. verify_ledger finds what leads nowhere.
  constraint kind_is_known check (private.is_transaction_kind(kind)),
  constraint balance_after_is_not_negative check (balance_after >= 0),
  constraint key_comes_with_request_and_answer check (num_nonnulls(idempotency_key, request_hash, answer) in (0, 3))
);

-- Without the tenant, to which an account belongs anyhow: while statistics are young, the planner takes any index that begins with
-- tenant_id to be as good as the primary key, and every check of a foreign key would read all transactions of the tenant.
create index ledger_transactions_by_account on public.ledger_transactions (account_id, seq);
-- For what is neither granted nor spent, a small part of all rows; orders never come in here: what became of a lot, statements of one kind.
create index ledger_transactions_out_of_the_ordinary on public.ledger_transactions (account_id, seq)
  where kind not in ('grant', 'spend');
-- For the daily seals. A few bytes per hundred pages, because rows lie in the order of time; next to nothing at each posting.
create index ledger_transactions_by_time on public.ledger_transactions using brin (created_at) with (pages_per_range = 32);
create index ledger_transactions_by_order on public.ledger_transactions (tenant_id, order_id) where order_id is not null;
create unique index one_ledger_transaction_per_key on public.ledger_transactions (tenant_id, actor_id, idempotency_key)
  nulls not distinct where idempotency_key is not null;

create trigger refuse_change before update or delete or truncate on public.ledger_transactions
  for each statement execute function private.refuse_change();

alter table public.ledger_transactions enable row level security;
create policy holders_read_their_transactions on public.ledger_transactions for select to authenticated
  using (tenant_id = (select private.tenant_id()) and account_id = (select private.account_id()));
-- Budgets only. NOTE: nobody but the holder reads a wallet's transactions, HR neither: what a person buys is the person's affair.
create policy hr_reads_movements_of_budgets on public.ledger_transactions for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and kind in ('deposit', 'allocation', 'take_back')
    and (select private.has_role('hr_manager'))
  );

-- NOTE: who acted and the idempotency key with its answer are not for clients.
grant select (
  tenant_id, id, seq, account_id, kind, amount, balance_after, order_id, grant_id, programme_id, note, created_at
) on public.ledger_transactions to authenticated;
grant select on public.ledger_transactions to service_role;

comment on table public.ledger_transactions is 'Journal of the ledger: every movement of points, once per account that it is booked for. Append only; a correction is a new transaction.';
comment on column public.ledger_transactions.tenant_id is 'The company.';
comment on column public.ledger_transactions.id is 'Key.';
comment on column public.ledger_transactions.seq is 'Running number; given while the account is locked, so it is in the order of balances within one account. Gaps are harmless.';
comment on column public.ledger_transactions.account_id is 'The account it is booked for: the holder''s wallet, or the budget that receives a deposit, an allocation or what is taken back.';
comment on column public.ledger_transactions.kind is 'deposit, allocation, take_back (of a budget), grant, spend, refund, expiry, expiry_undo, revocation (of a grant), settlement (of a debt), departure (of the holder), card_void (what was left on a void card), pack_grant, pack_redemption or pack_return (of a pack that is over, or whose order was cancelled).';
comment on column public.ledger_transactions.amount is 'Points: plus for the account when positive, minus when negative.';
comment on column public.ledger_transactions.balance_after is 'Balance of the account afterwards, in points; empty where it is the system''s, which keeps none.';
comment on column public.ledger_transactions.order_id is 'For spend and refund: the order.';
comment on column public.ledger_transactions.grant_id is 'For grant, revocation and settlement: the grant, the revoked grant, the revoked grant whose debt is settled; for packs the grant of packs.';
comment on column public.ledger_transactions.programme_id is 'For grant: the programme.';
comment on column public.ledger_transactions.note is 'What the holder reads about it, or the reference of a deposit.';
comment on column public.ledger_transactions.actor_id is 'Account (auth.users) of whoever called; empty for the platform and for jobs. No foreign key: the record outlives the account.';
comment on column public.ledger_transactions.idempotency_key is 'The caller''s key, where one is taken here: the same key and request gives the first answer again.';
comment on column public.ledger_transactions.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.ledger_transactions.answer is 'The answer that was given.';
comment on column public.ledger_transactions.created_at is 'When it was booked.';

-- source: supabase/schemas/20_ledger/tables/30_ledger_transfers.sql
create table public.ledger_transfers (
  tenant_id uuid not null,
  transaction_id uuid not null,
  transfer_no integer not null,
  from_account_id uuid not null,
  to_account_id uuid not null,
  amount bigint not null,
  lot_id uuid,
  line_no integer,
  primary key (tenant_id, transaction_id, transfer_no),
  -- NOTE: there are no foreign keys. Only functions write here, in one go with the transaction, and out of lots they have just changed;
  -- one account is mostly a system account, whose row every order of the tenant would lock. verify_ledger finds what leads nowhere.
  constraint amount_is_positive check (amount > 0),
  constraint accounts_differ check (from_account_id <> to_account_id)
);

create trigger refuse_change before update or delete or truncate on public.ledger_transfers
  for each statement execute function private.refuse_change();

alter table public.ledger_transfers enable row level security;
create policy whoever_reads_the_transaction_reads_its_transfers on public.ledger_transfers for select to authenticated
  using (
    exists (
      select
      from public.ledger_transactions t
      where t.tenant_id = ledger_transfers.tenant_id and t.id = ledger_transfers.transaction_id
    )
  );

grant select on public.ledger_transfers to authenticated, service_role;

comment on table public.ledger_transfers is 'What a transaction moved, from which account to which, and through which lot. Every transfer takes as much as it gives, so the ledger sums to zero by its form. Append only.';
comment on column public.ledger_transfers.tenant_id is 'The company.';
comment on column public.ledger_transfers.transaction_id is 'The transaction it belongs to.';
comment on column public.ledger_transfers.transfer_no is 'Number within the transaction, from 1.';
comment on column public.ledger_transfers.from_account_id is 'The account that gives.';
comment on column public.ledger_transfers.to_account_id is 'The account that receives.';
comment on column public.ledger_transfers.amount is 'Points, above zero.';
comment on column public.ledger_transfers.lot_id is 'The lot that was filled, spent, refilled or expired; empty between budgets.';
comment on column public.ledger_transfers.line_no is 'For spend and refund: the line of the order.';

-- source: supabase/schemas/30_points/tables/10_programmes.sql
create table public.programmes (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  name text not null,
  translations jsonb not null default '{}',
  occasion text not null,
  status text not null default 'active',
  validity_kind text not null,
  validity_days integer,
  validity_months integer,
  valid_until date,
  scope text not null default 'all',
  scope_ids uuid[] not null default '{}',
  expiry_policy text not null default 'forfeit',
  refund_policy text,
  refund_restore_days integer,
  cap_points bigint,
  cap_period text not null default 'ever',
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint programmes_have_distinct_names unique (tenant_id, name),
  constraint name_is_not_empty check (length(name) between 1 and 100),
  constraint translations_is_an_object check (jsonb_typeof(translations) = 'object'),
  constraint occasion_is_known check (
    occasion in ('festival', 'birthday', 'anniversary', 'incentive', 'high_temperature', 'health', 'check_in', 'card', 'other')
  ),
  constraint status_is_known check (status in ('draft', 'active', 'closed')),
  -- "is true", because a comparison with null is neither true nor false, and a check lets that pass.
  constraint validity_rule_is_complete check (
    (
      (validity_kind = 'fixed_date' and valid_until is not null and num_nonnulls(validity_days, validity_months) = 0)
      or (validity_kind = 'days' and validity_days between 1 and 3660 and num_nonnulls(validity_months, valid_until) = 0)
      or (validity_kind = 'months' and validity_months between 1 and 120 and num_nonnulls(validity_days, valid_until) = 0)
    ) is true
  ),
  constraint scope_names_what_it_is_limited_to check (
    (scope = 'all' and cardinality(scope_ids) = 0)
    or (scope in ('categories', 'products') and cardinality(scope_ids) between 1 and 1000)
  ),
  constraint cap_is_positive check (cap_points > 0),
  constraint cap_period_is_known check (cap_period in ('ever', 'year', 'month')),
  constraint expiry_policy_is_known check (expiry_policy in ('forfeit', 'back_to_budget')),
  constraint refund_policy_is_complete check (
    (
      (refund_policy is null and refund_restore_days is null)
      or (refund_policy = 'restore_days' and refund_restore_days between 1 and 366)
      or (refund_policy in ('back_to_budget', 'forfeit') and refund_restore_days is null)
    ) is true
  )
);

create trigger touch_updated_at before update on public.programmes
  for each row execute function private.touch_updated_at();

alter table public.programmes enable row level security;
create policy operators_read_all_programmes on public.programmes for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and (
      (select private.has_role('hr_manager'))
      or (select private.has_role('department_admin'))
      or (select private.has_role('group_admin'))
    )
  );
-- The policy by which holders read the programmes of their lots stands in 30_point_lots.sql: it needs that table.

grant select on public.programmes to authenticated;
grant select, insert, update on public.programmes to service_role;

comment on table public.programmes is 'Occasions on which a company grants points, with the rules those points carry. Rules are copied into each lot at the grant, so a change touches later grants only; refund and expiry policies are read when it happens.';
comment on column public.programmes.tenant_id is 'The company.';
comment on column public.programmes.id is 'Key.';
comment on column public.programmes.name is 'Name in Simplified Chinese, e.g. 中秋福利.';
comment on column public.programmes.translations is 'Other languages: {"en": {"name": "…"}}.';
comment on column public.programmes.occasion is 'festival, birthday, anniversary, incentive, high_temperature, health, check_in, card or other.';
comment on column public.programmes.status is 'draft and closed take no grants, active does. Lots that exist are not touched by closing.';
comment on column public.programmes.validity_kind is 'How long points are valid: fixed_date, or so many days or months after the grant. They are valid to 23:59:59 of the last day in the company''s time zone.';
comment on column public.programmes.validity_days is 'With validity_kind days: last day = day of the grant + so many days.';
comment on column public.programmes.validity_months is 'With validity_kind months: last day = day of the grant + so many months (31 January + 1 month = 28 or 29 February).';
comment on column public.programmes.valid_until is 'With validity_kind fixed_date: the last day.';
comment on column public.programmes.scope is 'What the points may buy: all, or only products of categories (with everything below them), or products.';
comment on column public.programmes.scope_ids is 'The categories or products of the scope; empty for all.';
comment on column public.programmes.expiry_policy is 'Where points go that expire: forfeit, or back_to_budget of whoever granted them.';
comment on column public.programmes.refund_policy is 'When an order is refunded after its lot has expired or the programme was closed: restore_days (the points come back for some days), back_to_budget, or forfeit. Empty: as the company does it (refund_rules).';
comment on column public.programmes.refund_restore_days is 'With restore_days: valid for so many days from the refund.';
comment on column public.programmes.cap_points is 'Points that one person may be granted in this programme within cap_period; empty: no limit. Revoked lots do not count.';
comment on column public.programmes.cap_period is 'What the cap counts: ever, or the calendar year or month in the company''s time zone.';
comment on column public.programmes.created_at is 'When it was added.';
comment on column public.programmes.updated_at is 'When the row was last changed.';

-- source: supabase/schemas/30_points/tables/20_grants.sql
create table public.grants (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  programme_id uuid not null,
  budget_account_id uuid not null,
  granted_by uuid,
  recipients integer not null,
  total_points bigint not null,
  budget_left bigint not null,
  source text not null default 'manual',
  import_id uuid,
  schedule_id uuid,
  note text,
  actor_id uuid default auth.uid(),
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint programme_is_of_the_same_tenant foreign key (tenant_id, programme_id)
    references public.programmes (tenant_id, id) on delete restrict,
  constraint budget_is_of_the_same_tenant foreign key (tenant_id, budget_account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint granted_by_is_of_the_same_tenant foreign key (tenant_id, granted_by)
    references public.members (tenant_id, id) on delete restrict,
  constraint source_is_known check (source in ('manual', 'import', 'schedule', 'card')),
  constraint source_is_named check ((source = 'import') = (import_id is not null) and (source = 'schedule') = (schedule_id is not null)),
  constraint recipients_are_counted check (recipients >= 0),
  constraint total_is_not_negative check (total_points >= 0),
  constraint budget_left_is_not_negative check (budget_left >= 0),
  constraint key_comes_with_request check (num_nonnulls(idempotency_key, request_hash) in (0, 2))
);

create unique index one_grant_per_key on public.grants (tenant_id, actor_id, idempotency_key)
  nulls not distinct where idempotency_key is not null;
-- None of these begins with the tenant: see ledger_transactions_by_account. Every lot of a grant looks its grant up.
create index grants_by_programme on public.grants (programme_id);
create index grants_by_budget on public.grants (budget_account_id, created_at);
create index grants_by_member_who_granted on public.grants (granted_by) where granted_by is not null;

create trigger refuse_change before update or delete or truncate on public.grants
  for each statement execute function private.refuse_change();

alter table public.grants enable row level security;
create policy hr_reads_all_grants on public.grants for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy operators_read_grants_they_made on public.grants for select to authenticated
  using (tenant_id = (select private.tenant_id()) and granted_by = (select private.member_id()));

grant select (
  tenant_id, id, programme_id, budget_account_id, granted_by, recipients, total_points, budget_left, source, import_id, schedule_id,
  note, created_at
) on public.grants to authenticated;
grant select on public.grants to service_role;

comment on table public.grants is 'Points given out in one step, from one budget, on one occasion. Append only.';
comment on column public.grants.tenant_id is 'The company.';
comment on column public.grants.id is 'Key.';
comment on column public.grants.programme_id is 'The occasion and its rules.';
comment on column public.grants.budget_account_id is 'The budget that paid.';
comment on column public.grants.granted_by is 'The operator; empty for the platform and for jobs.';
comment on column public.grants.recipients is 'How many members or cards received points.';
comment on column public.grants.total_points is 'Points in all.';
comment on column public.grants.budget_left is 'What was left in the budget afterwards, in points.';
comment on column public.grants.source is 'How it came about: manual (grant_points), import, schedule or card (issue_cards).';
comment on column public.grants.import_id is 'For import: the import.';
comment on column public.grants.schedule_id is 'For schedule: the schedule.';
comment on column public.grants.note is 'Remark of the operator.';
comment on column public.grants.actor_id is 'Account (auth.users) of whoever called; empty for the platform and for jobs.';
comment on column public.grants.idempotency_key is 'The caller''s key: the same key and request makes one grant.';
comment on column public.grants.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.grants.created_at is 'When it was granted.';

-- source: supabase/schemas/30_points/tables/30_point_lots.sql
create table public.point_lots (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  account_id uuid not null,
  programme_id uuid not null,
  grant_id uuid not null,
  granted bigint not null,
  remaining bigint not null,
  has_points boolean not null generated always as (remaining > 0) stored,
  expires_at timestamptz not null,
  scope text not null default 'all',
  scope_ids uuid[] not null default '{}',
  revoked_at timestamptz,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint account_is_of_the_same_tenant foreign key (tenant_id, account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint programme_is_of_the_same_tenant foreign key (tenant_id, programme_id)
    references public.programmes (tenant_id, id) on delete restrict,
  constraint grant_is_of_the_same_tenant foreign key (tenant_id, grant_id)
    references public.grants (tenant_id, id) on delete restrict,
  constraint granted_is_positive check (granted > 0),
  constraint remaining_within_granted check (remaining between 0 and granted),
  constraint scope_is_known check (scope in ('all', 'categories', 'products'))
) with (fillfactor = 80); -- room for a changed remainder on the same page

-- has_points and not "remaining > 0", because an index that mentions remaining would have to be written at every spend.
-- None begins with the tenant, to which accounts and grants belong anyhow: see ledger_transactions_by_account.
create index point_lots_to_spend on public.point_lots (account_id, expires_at) where has_points;
create index point_lots_to_expire on public.point_lots (expires_at) where has_points;
create index point_lots_by_account on public.point_lots (account_id, created_at);
create index point_lots_by_grant on public.point_lots (grant_id);

alter table public.point_lots enable row level security;
-- NOTE: HR is not among the readers: remaining tells what somebody has spent.
create policy holders_read_their_lots on public.point_lots for select to authenticated
  using (tenant_id = (select private.tenant_id()) and account_id = (select private.account_id()));

grant select on public.point_lots to authenticated, service_role;

create policy holders_read_programmes_of_their_lots on public.programmes for select to authenticated
  using (
    tenant_id = (select private.tenant_id())
    and id in (select l.programme_id from public.point_lots l where l.account_id = (select private.account_id()))
  );

comment on table public.point_lots is 'Points of one grant in one wallet. A wallet''s balance is the sum of what remains in its lots. Changed by functions only.';
comment on column public.point_lots.tenant_id is 'The company.';
comment on column public.point_lots.id is 'Key.';
comment on column public.point_lots.account_id is 'The wallet that holds it.';
comment on column public.point_lots.programme_id is 'The occasion.';
comment on column public.point_lots.grant_id is 'The grant that made it; leads to the budget.';
comment on column public.point_lots.granted is 'Points at the beginning.';
comment on column public.point_lots.remaining is 'Points left. Not spendable any more after expires_at, booked out by the expiry job.';
comment on column public.point_lots.has_points is 'Whether anything remains; derived, for the indexes.';
comment on column public.point_lots.expires_at is 'Not spendable from this moment on: 23:59:59 of the last day in the company''s time zone.';
comment on column public.point_lots.scope is 'What it may buy, as the programme said at the grant: all, categories or products.';
comment on column public.point_lots.scope_ids is 'The categories or products of the scope.';
comment on column public.point_lots.revoked_at is 'When its grant was revoked: what was left went back to the budget, what had been spent became a debt.';
comment on column public.point_lots.created_at is 'When it was granted.';

-- source: supabase/schemas/30_points/tables/40_grant_lines.sql
create table public.grant_lines (
  tenant_id uuid not null,
  grant_id uuid not null,
  line_no integer not null,
  recipient_id uuid not null,
  amount bigint not null,
  note text,
  primary key (tenant_id, grant_id, line_no),
  constraint grant_is_of_the_same_tenant foreign key (tenant_id, grant_id)
    references public.grants (tenant_id, id) on delete restrict,
  constraint amount_is_positive check (amount > 0)
);

create trigger refuse_change before update or delete or truncate on public.grant_lines
  for each statement execute function private.refuse_change();

alter table public.grant_lines enable row level security;
create policy whoever_reads_the_grant_reads_its_lines on public.grant_lines for select to authenticated
  using (
    exists (
      select
      from public.grants g
      where g.tenant_id = grant_lines.tenant_id and g.id = grant_lines.grant_id
    )
  );

grant select on public.grant_lines to authenticated, service_role;

comment on table public.grant_lines is 'Who received how much in a grant. What became of it is in the lots, which HR does not read. Append only.';
comment on column public.grant_lines.tenant_id is 'The company.';
comment on column public.grant_lines.grant_id is 'The grant.';
comment on column public.grant_lines.line_no is 'Number within the grant, from 1.';
comment on column public.grant_lines.recipient_id is 'The member or the card that received the points. No foreign key: the lot made with it leads to the wallet.';
comment on column public.grant_lines.amount is 'Points.';
comment on column public.grant_lines.note is 'Remark for the recipient.';

-- source: supabase/schemas/35_grants/tables/10_grant_imports.sql
create table public.grant_imports (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  name text not null,
  programme_id uuid not null,
  budget_account_id uuid,
  state text not null default 'open',
  note text,
  created_by uuid,
  error_code text,
  error_details jsonb,
  actor_id uuid default auth.uid(),
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint imports_have_distinct_names unique (tenant_id, name),
  constraint programme_is_of_the_same_tenant foreign key (tenant_id, programme_id)
    references public.programmes (tenant_id, id) on delete restrict,
  constraint budget_is_of_the_same_tenant foreign key (tenant_id, budget_account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint created_by_is_of_the_same_tenant foreign key (tenant_id, created_by)
    references public.members (tenant_id, id) on delete restrict,
  constraint name_is_short_and_trimmed check (length(name) between 1 and 100 and name = btrim(name)),
  constraint state_is_known check (state in ('open', 'running', 'done')),
  constraint note_is_short check (length(note) <= 200),
  constraint key_comes_with_request check (num_nonnulls(idempotency_key, request_hash) in (0, 2))
);

create unique index one_import_per_key on public.grant_imports (tenant_id, actor_id, idempotency_key)
  nulls not distinct where idempotency_key is not null;
create index grant_imports_to_continue on public.grant_imports (updated_at) where state = 'running';
create index grant_imports_by_programme on public.grant_imports (tenant_id, programme_id);
create index grant_imports_by_budget on public.grant_imports (tenant_id, budget_account_id);
create index grant_imports_by_member_who_created on public.grant_imports (tenant_id, created_by);

create trigger touch_updated_at before update on public.grant_imports
  for each row execute function private.touch_updated_at();

alter table public.grants
  add constraint import_is_of_the_same_tenant foreign key (tenant_id, import_id)
  references public.grant_imports (tenant_id, id) on delete restrict;
create index grants_by_import on public.grants (import_id) where import_id is not null;

alter table public.grant_imports enable row level security;
create policy hr_reads_all_imports on public.grant_imports for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy operators_read_imports_they_made on public.grant_imports for select to authenticated
  using (tenant_id = (select private.tenant_id()) and created_by = (select private.member_id()));

-- NOTE: who acted and the idempotency key are not for clients.
grant select (
  tenant_id, id, name, programme_id, budget_account_id, state, note, created_by, error_code, error_details, created_at, updated_at
) on public.grant_imports to authenticated;
grant select on public.grant_imports to service_role;
grant insert (tenant_id, name, programme_id, budget_account_id, note), update (budget_account_id, state, note)
  on public.grant_imports to service_role;

comment on table public.grant_imports is 'Lists of people who are to receive points in one programme; the people are in grant_import_rows. Made by start_grant_import(), or by a CSV file imported into grant_import_rows in Studio. Set state to running, and what is waiting is granted by the job continue-grant-imports.';
comment on column public.grant_imports.tenant_id is 'The company.';
comment on column public.grant_imports.id is 'Key.';
comment on column public.grant_imports.name is 'Name of the list, unique in the company, e.g. 2026 年中秋.';
comment on column public.grant_imports.programme_id is 'The occasion and its rules.';
comment on column public.grant_imports.budget_account_id is 'The budget that pays; empty: the company''s.';
comment on column public.grant_imports.state is 'open (rows may be added; nothing happens by itself), running (waiting rows are being granted; setting it lets refused rows try again), or done (no row is waiting).';
comment on column public.grant_imports.note is 'Remark for the grants made from it.';
comment on column public.grant_imports.created_by is 'The operator whose scope limits who may receive; empty for the platform, which has no such limit.';
comment on column public.grant_imports.error_code is 'Why the job stopped, e.g. insufficient_budget; it has set the state back to open then.';
comment on column public.grant_imports.error_details is 'Details of the error.';
comment on column public.grant_imports.actor_id is 'Account (auth.users) of whoever started it; empty for the platform.';
comment on column public.grant_imports.idempotency_key is 'The caller''s key: the same key and request starts one import.';
comment on column public.grant_imports.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.grant_imports.created_at is 'When it was started.';
comment on column public.grant_imports.updated_at is 'When it was last changed or run.';

-- source: supabase/schemas/35_grants/tables/20_grant_import_rows.sql
create table public.grant_import_rows (
  -- A running number and not a v7 key, because rows of one CSV file come within a millisecond and keep the file's order.
  id bigint generated always as identity primary key,
  company text,
  import_name text,
  programme text,
  employee_no text,
  amount text,
  note text,
  status text not null default 'waiting',
  error_code text,
  error_details jsonb,
  row_no integer,
  tenant_id uuid,
  import_id uuid,
  member_id uuid,
  points bigint,
  grant_id uuid,
  checked_at timestamptz,
  created_at timestamptz not null default private.clock(),
  constraint import_is_of_the_same_tenant foreign key (tenant_id, import_id)
    references public.grant_imports (tenant_id, id) on delete cascade,
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete restrict,
  constraint grant_is_of_the_same_tenant foreign key (tenant_id, grant_id)
    references public.grants (tenant_id, id) on delete restrict,
  constraint one_row_per_number unique (import_id, row_no),
  constraint numbered_within_the_import check (num_nonnulls(tenant_id, import_id, row_no) in (0, 3)),
  constraint status_is_known check (status in ('waiting', 'granted', 'refused')),
  constraint refused_says_why check ((status = 'refused') = (error_code is not null)),
  constraint granted_leads_to_its_grant check (num_nonnulls(member_id, points, grant_id) = case status when 'granted' then 3 else 0 end)
);

-- NOTE: none begins with the tenant, to which an import belongs anyhow; see ledger_transactions_by_account.
create index grant_import_rows_by_status on public.grant_import_rows (import_id, status, row_no);
create unique index once_per_import_and_member on public.grant_import_rows (import_id, member_id) where status = 'granted';
create index grant_import_rows_by_member on public.grant_import_rows (member_id) where member_id is not null;
create index grant_import_rows_by_grant on public.grant_import_rows (grant_id) where grant_id is not null;
create index grant_import_rows_of_nobody on public.grant_import_rows (id) where import_id is null;

create trigger keep_granted_rows before update or delete on public.grant_import_rows
  for each row when (old.status = 'granted') execute function private.keep_granted_rows();
create trigger read_corrected_row before update of company, import_name, programme, employee_no, amount, note on public.grant_import_rows
  for each row execute function private.read_corrected_row();
create trigger read_added_rows after insert on public.grant_import_rows
  referencing new table as changed for each statement execute function private.read_import_rows();
create trigger read_corrected_rows after update on public.grant_import_rows
  referencing new table as changed for each statement when (pg_trigger_depth() = 0) execute function private.read_import_rows();
create trigger try_refused_rows_again after update of state on public.grant_imports
  for each row when (old.state <> 'running' and new.state = 'running') execute function private.try_refused_rows_again();

alter table public.grant_import_rows enable row level security;
create policy whoever_reads_the_import_reads_its_rows on public.grant_import_rows for select to authenticated
  using (
    exists (
      select
      from public.grant_imports i
      where i.tenant_id = grant_import_rows.tenant_id and i.id = grant_import_rows.import_id
    )
  );

grant select on public.grant_import_rows to authenticated, service_role;
grant insert (company, import_name, programme, employee_no, amount, note),
  update (company, import_name, programme, employee_no, amount, note) on public.grant_import_rows to service_role;
grant delete on public.grant_import_rows to service_role;

comment on table public.grant_import_rows is 'One row per person who is to receive points: import a CSV file with the columns company, import_name, programme, employee_no, amount and note here. A row that cannot be granted keeps its own error; correct it in place and it waits again. See docs/grants.md.';
comment on column public.grant_import_rows.id is 'Key, in the order of the file.';
comment on column public.grant_import_rows.company is 'To fill: the company''s code, e.g. xinghe.';
comment on column public.grant_import_rows.import_name is 'To fill: a name for this list, the same in all its rows, new for each list.';
comment on column public.grant_import_rows.programme is 'To fill: the programme''s name; may be empty where the import exists already.';
comment on column public.grant_import_rows.employee_no is 'To fill: the employee number.';
comment on column public.grant_import_rows.amount is 'To fill: points, a whole number above zero, digits only.';
comment on column public.grant_import_rows.note is 'May be filled: a remark for the recipient, at most 200 characters.';
comment on column public.grant_import_rows.status is 'waiting, granted or refused (see error_code).';
comment on column public.grant_import_rows.error_code is 'Why it was refused; the codes are in docs/grants.md.';
comment on column public.grant_import_rows.error_details is 'Details of the error.';
comment on column public.grant_import_rows.row_no is 'Number within the import, from 1.';
comment on column public.grant_import_rows.tenant_id is 'The company, found by its code; empty while none is found.';
comment on column public.grant_import_rows.import_id is 'The import, found by its name or made with it.';
comment on column public.grant_import_rows.member_id is 'Once granted: who received the points.';
comment on column public.grant_import_rows.points is 'Once granted: how many.';
comment on column public.grant_import_rows.grant_id is 'Once granted: the grant.';
comment on column public.grant_import_rows.checked_at is 'When it was last checked outside a run; empty for a moment while it is read.';
comment on column public.grant_import_rows.created_at is 'When it was added.';

-- source: supabase/schemas/35_grants/tables/30_grant_schedules.sql
create table public.grant_schedules (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  name text not null,
  programme_id uuid not null,
  budget_account_id uuid,
  kind text not null,
  amount bigint not null,
  amount_per_year bigint,
  days_ahead integer not null default 0,
  leap_day text not null default 'feb28',
  festival_dates date[],
  day_of_month integer,
  audience_kind text not null default 'everyone',
  audience_id uuid,
  min_service_days integer,
  starts_on date not null,
  active boolean not null default true,
  note text,
  looked_at timestamptz,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  -- One audience column serves the queries; these two let foreign keys prove what it points to.
  department_id uuid generated always as (case when audience_kind = 'department' then audience_id end) stored,
  group_id uuid generated always as (case when audience_kind = 'group' then audience_id end) stored,
  primary key (tenant_id, id),
  constraint schedules_have_distinct_names unique (tenant_id, name),
  constraint programme_is_of_the_same_tenant foreign key (tenant_id, programme_id)
    references public.programmes (tenant_id, id) on delete restrict,
  constraint budget_is_of_the_same_tenant foreign key (tenant_id, budget_account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint department_is_of_the_same_tenant foreign key (tenant_id, department_id)
    references public.departments (tenant_id, id) on delete restrict,
  constraint group_is_of_the_same_tenant foreign key (tenant_id, group_id)
    references public.groups (tenant_id, id) on delete restrict,
  constraint name_is_short_and_trimmed check (length(name) between 1 and 100 and name = btrim(name)),
  constraint kind_is_known check (kind in ('birthday', 'anniversary', 'festival', 'monthly')),
  constraint amount_is_positive check (amount between case when amount_per_year > 0 then 0 else 1 end and 1000000000),
  constraint amount_per_year_is_for_anniversaries check (
    amount_per_year is null or (kind = 'anniversary' and amount_per_year between 0 and 1000000000)
  ),
  constraint days_ahead_are_few check (days_ahead between 0 and 60),
  constraint leap_day_is_known check (leap_day in ('feb28', 'mar1')),
  constraint festivals_have_dates check (
    case kind when 'festival' then coalesce(cardinality(festival_dates), 0) between 1 and 100 else festival_dates is null end
  ),
  constraint months_have_a_day check ((kind = 'monthly') = (day_of_month is not null) and day_of_month between 1 and 31),
  constraint audience_is_named check (
    (audience_kind = 'everyone' and audience_id is null) or (audience_kind in ('department', 'group') and audience_id is not null)
  ),
  constraint min_service_is_sensible check (min_service_days between 1 and 36600),
  constraint note_is_short check (length(note) <= 200)
);

create index grant_schedules_to_look_at on public.grant_schedules (looked_at nulls first) where active;
create index grant_schedules_by_programme on public.grant_schedules (tenant_id, programme_id);
create index grant_schedules_by_budget on public.grant_schedules (tenant_id, budget_account_id);
create index grant_schedules_by_department on public.grant_schedules (tenant_id, department_id);
create index grant_schedules_by_group on public.grant_schedules (tenant_id, group_id);

create trigger complete_schedule before insert or update on public.grant_schedules
  for each row execute function private.complete_schedule();

alter table public.grants
  add constraint schedule_is_of_the_same_tenant foreign key (tenant_id, schedule_id)
  references public.grant_schedules (tenant_id, id) on delete restrict;
create index grants_by_schedule on public.grants (schedule_id) where schedule_id is not null;

alter table public.grant_schedules enable row level security;
create policy hr_reads_all_schedules on public.grant_schedules for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select on public.grant_schedules to authenticated;
grant select, insert, update, delete on public.grant_schedules to service_role;

comment on table public.grant_schedules is 'Points that are granted by the calendar: for birthdays, work anniversaries, festivals, or monthly. Each person gets them once per occasion (grant_occasions), by the job run-grant-schedules. Edited in Studio or by save_grant_schedule(). See docs/grants.md.';
comment on column public.grant_schedules.tenant_id is 'The company.';
comment on column public.grant_schedules.id is 'Key.';
comment on column public.grant_schedules.name is 'Name for HR, unique in the company.';
comment on column public.grant_schedules.programme_id is 'The programme whose points are granted.';
comment on column public.grant_schedules.budget_account_id is 'The budget that pays; empty: the company''s.';
comment on column public.grant_schedules.kind is 'birthday (member_contacts.birthday), anniversary (of members.hired_on), festival (festival_dates) or monthly (day_of_month).';
comment on column public.grant_schedules.amount is 'Points for each person; may be 0 where amount_per_year is set.';
comment on column public.grant_schedules.amount_per_year is 'For anniversary: so many points more for each completed year.';
comment on column public.grant_schedules.days_ahead is 'The points come so many days before the occasion, 0 to 60.';
comment on column public.grant_schedules.leap_day is 'When 29 February is kept in other years: feb28 or mar1.';
comment on column public.grant_schedules.festival_dates is 'For festival: the dates, {2026-09-25,2027-09-15}.';
comment on column public.grant_schedules.day_of_month is 'For monthly: 1 to 31; in a shorter month its last day.';
comment on column public.grant_schedules.audience_kind is 'everyone, department (with everything below it) or group.';
comment on column public.grant_schedules.audience_id is 'Key of the department or group.';
comment on column public.grant_schedules.min_service_days is 'Only for people who by the occasion have been with the company so many days; empty: no limit.';
comment on column public.grant_schedules.starts_on is 'No occasion before this date counts; the day it is entered if left empty.';
comment on column public.grant_schedules.active is 'Whether it runs.';
comment on column public.grant_schedules.note is 'What the recipient reads, e.g. 生日快乐.';
comment on column public.grant_schedules.looked_at is 'Kept by the job: when it last found nothing more to do.';
comment on column public.grant_schedules.created_at is 'When it was added.';
comment on column public.grant_schedules.updated_at is 'When somebody last changed it.';
comment on column public.grant_schedules.department_id is 'Kept by the database: the audience, if it is a department.';
comment on column public.grant_schedules.group_id is 'Kept by the database: the audience, if it is a group.';

-- source: supabase/schemas/35_grants/tables/31_grant_schedule_runs.sql
create table public.grant_schedule_runs (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  schedule_id uuid not null,
  day date not null,
  people integer not null,
  points bigint not null,
  skipped integer not null default 0,
  grant_id uuid,
  error_code text,
  error_details jsonb,
  attempts integer not null default 1,
  created_at timestamptz not null default private.clock(),
  last_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint schedule_is_of_the_same_tenant foreign key (tenant_id, schedule_id)
    references public.grant_schedules (tenant_id, id) on delete restrict,
  constraint grant_is_of_the_same_tenant foreign key (tenant_id, grant_id)
    references public.grants (tenant_id, id) on delete restrict,
  constraint granted_or_failed check (grant_id is null or error_code is null)
);

create index grant_schedule_runs_by_schedule on public.grant_schedule_runs (schedule_id, created_at);
create unique index one_failure_per_schedule_and_day on public.grant_schedule_runs (schedule_id, day, error_code) where error_code is not null;
create index grant_schedule_runs_by_grant on public.grant_schedule_runs (grant_id) where grant_id is not null;

alter table public.grant_schedule_runs enable row level security;
create policy hr_reads_all_runs_of_schedules on public.grant_schedule_runs for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select on public.grant_schedule_runs to authenticated, service_role;

comment on table public.grant_schedule_runs is 'What the job did for a schedule where there was something to do: a grant, or an error, which stands here once a day however often it was tried. Written by the job only.';
comment on column public.grant_schedule_runs.tenant_id is 'The company.';
comment on column public.grant_schedule_runs.id is 'Key.';
comment on column public.grant_schedule_runs.schedule_id is 'The schedule.';
comment on column public.grant_schedule_runs.day is 'The day in the company''s time zone.';
comment on column public.grant_schedule_runs.people is 'How many received points, or would have.';
comment on column public.grant_schedule_runs.points is 'Points in all, or what would have been needed.';
comment on column public.grant_schedule_runs.skipped is 'How many were left out for ever, because they were at the programme''s cap.';
comment on column public.grant_schedule_runs.grant_id is 'The grant.';
comment on column public.grant_schedule_runs.error_code is 'Why nothing was granted, e.g. insufficient_budget, programme_closed; it is tried again.';
comment on column public.grant_schedule_runs.error_details is 'Details of the error.';
comment on column public.grant_schedule_runs.attempts is 'How often it was tried that day.';
comment on column public.grant_schedule_runs.created_at is 'When it was first tried.';
comment on column public.grant_schedule_runs.last_at is 'When it was last tried.';

-- source: supabase/schemas/35_grants/tables/32_grant_occasions.sql
create table public.grant_occasions (
  tenant_id uuid not null,
  schedule_id uuid not null,
  member_id uuid not null,
  period date not null,
  occasion date not null,
  points bigint not null,
  grant_id uuid,
  skipped_code text,
  created_at timestamptz not null default private.clock(),
  -- Exactly once, whatever runs at the same time. The period and not the date, so that correcting a birthday gives no second one a year.
  primary key (tenant_id, schedule_id, member_id, period),
  constraint schedule_is_of_the_same_tenant foreign key (tenant_id, schedule_id)
    references public.grant_schedules (tenant_id, id) on delete restrict,
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete restrict,
  constraint grant_is_of_the_same_tenant foreign key (tenant_id, grant_id)
    references public.grants (tenant_id, id) on delete restrict,
  constraint granted_or_skipped check (num_nonnulls(grant_id, skipped_code) = 1)
);

create index grant_occasions_by_member on public.grant_occasions (member_id, schedule_id);
create index grant_occasions_by_grant on public.grant_occasions (grant_id) where grant_id is not null;

create trigger refuse_change before update or delete or truncate on public.grant_occasions
  for each statement execute function private.refuse_change();

alter table public.grant_occasions enable row level security;
create policy hr_reads_all_occasions on public.grant_occasions for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select on public.grant_occasions to authenticated, service_role;

comment on table public.grant_occasions is 'Which occasion of whom a schedule has settled: granted, or left out for a reason that stays. Its key is what makes each happen once. Append only.';
comment on column public.grant_occasions.tenant_id is 'The company.';
comment on column public.grant_occasions.schedule_id is 'The schedule.';
comment on column public.grant_occasions.member_id is 'The person.';
comment on column public.grant_occasions.period is 'Within which it happens once: the first day of the year for birthdays and anniversaries, of the month for monthly, the date itself for festivals.';
comment on column public.grant_occasions.occasion is 'The date of the occasion; the points came days_ahead days before it at the earliest.';
comment on column public.grant_occasions.points is 'Points.';
comment on column public.grant_occasions.grant_id is 'The grant.';
comment on column public.grant_occasions.skipped_code is 'Why the person was left out, e.g. grant_cap_exceeded; not tried again.';
comment on column public.grant_occasions.created_at is 'When it was settled.';

-- source: supabase/schemas/35_grants/tables/50_grant_revocations.sql
create table public.grant_revocations (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  batch_id uuid not null,
  members integer not null,
  returned_points bigint,
  debt_points bigint,
  reason text not null,
  revoked_by uuid not null,
  actor_id uuid default auth.uid(),
  idempotency_key text not null,
  request_hash bytea not null,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint revoked_by_is_of_the_same_tenant foreign key (tenant_id, revoked_by)
    references public.members (tenant_id, id) on delete restrict,
  constraint members_are_counted check (members > 0),
  constraint reason_is_short check (length(reason) between 1 and 200),
  -- Below five people the sums would tell what single ones have spent.
  constraint few_people_have_no_sums check (
    num_nonnulls(returned_points, debt_points) = 0
    or (members >= 5 and returned_points >= 0 and debt_points >= 0 and num_nonnulls(returned_points, debt_points) = 2)
  )
);

create unique index one_revocation_per_key on public.grant_revocations (tenant_id, actor_id, idempotency_key) nulls not distinct;
create index grant_revocations_by_batch on public.grant_revocations (tenant_id, batch_id);
create index grant_revocations_by_member_who_revoked on public.grant_revocations (tenant_id, revoked_by);

create trigger refuse_change before update or delete or truncate on public.grant_revocations
  for each statement execute function private.refuse_change();

alter table public.grant_revocations enable row level security;
create policy hr_reads_all_revocations on public.grant_revocations for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy operators_read_revocations_they_made on public.grant_revocations for select to authenticated
  using (tenant_id = (select private.tenant_id()) and revoked_by = (select private.member_id()));

-- NOTE: who acted and the idempotency key are not for clients.
grant select (
  tenant_id, id, batch_id, members, returned_points, debt_points, reason, revoked_by, created_at
) on public.grant_revocations to authenticated;
grant select on public.grant_revocations to service_role;

comment on table public.grant_revocations is 'Mistaken grants that were taken back, in whole or for some people. Append only. What it meant for each lot is in revoked_lots, which operators do not read.';
comment on column public.grant_revocations.tenant_id is 'The company.';
comment on column public.grant_revocations.id is 'Key.';
comment on column public.grant_revocations.batch_id is 'The grant, or the import with all its grants. No foreign key: it leads to two tables.';
comment on column public.grant_revocations.members is 'How many people it concerned.';
comment on column public.grant_revocations.returned_points is 'Points that went back to the budget; empty below five people, whose spending it would tell.';
comment on column public.grant_revocations.debt_points is 'Points that had been spent and are owed now; empty below five people.';
comment on column public.grant_revocations.reason is 'Why; the holders read it in their statement.';
comment on column public.grant_revocations.revoked_by is 'The operator.';
comment on column public.grant_revocations.actor_id is 'Account (auth.users) of whoever called.';
comment on column public.grant_revocations.idempotency_key is 'The caller''s key: the same key and request revokes once.';
comment on column public.grant_revocations.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.grant_revocations.created_at is 'When it was revoked.';

-- source: supabase/schemas/35_grants/tables/60_revoked_lots.sql
create table public.revoked_lots (
  tenant_id uuid not null,
  lot_id uuid not null,
  revocation_id uuid not null,
  returned bigint not null,
  owed bigint not null,
  -- So a lot is revoked once, whatever happens at the same time.
  primary key (tenant_id, lot_id),
  constraint lot_is_of_the_same_tenant foreign key (tenant_id, lot_id)
    references public.point_lots (tenant_id, id) on delete restrict,
  constraint revocation_is_of_the_same_tenant foreign key (tenant_id, revocation_id)
    references public.grant_revocations (tenant_id, id) on delete restrict,
  constraint amounts_are_not_negative check (returned >= 0 and owed >= 0)
);

create index revoked_lots_by_revocation on public.revoked_lots (revocation_id);

create trigger refuse_change before update or delete or truncate on public.revoked_lots
  for each statement execute function private.refuse_change();

alter table public.revoked_lots enable row level security;
-- NOTE: no policy and no grant to authenticated: it tells what each person has spent. Holders see it in their statement.

grant select on public.revoked_lots to service_role;

comment on table public.revoked_lots is 'What a revocation meant for each lot of the grant. Append only.';
comment on column public.revoked_lots.tenant_id is 'The company.';
comment on column public.revoked_lots.lot_id is 'The lot.';
comment on column public.revoked_lots.revocation_id is 'The revocation.';
comment on column public.revoked_lots.returned is 'Points that were left in it and went back to the budget.';
comment on column public.revoked_lots.owed is 'Points that had been spent, net of refunds: the holder''s debt. What had expired is neither.';

-- source: supabase/schemas/35_grants/tables/70_point_debts.sql
create table public.point_debts (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  account_id uuid not null,
  lot_id uuid not null,
  grant_id uuid not null,
  budget_account_id uuid not null,
  revocation_id uuid not null,
  amount bigint not null,
  settled bigint not null default 0,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint one_debt_per_lot unique (lot_id, tenant_id),
  constraint account_is_of_the_same_tenant foreign key (tenant_id, account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint lot_is_of_the_same_tenant foreign key (tenant_id, lot_id)
    references public.point_lots (tenant_id, id) on delete restrict,
  constraint grant_is_of_the_same_tenant foreign key (tenant_id, grant_id)
    references public.grants (tenant_id, id) on delete restrict,
  constraint budget_is_of_the_same_tenant foreign key (tenant_id, budget_account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint revocation_is_of_the_same_tenant foreign key (tenant_id, revocation_id)
    references public.grant_revocations (tenant_id, id) on delete restrict,
  constraint amount_is_positive check (amount > 0),
  constraint settled_within_amount check (settled between 0 and amount)
);

-- Every grant asks for what its recipients owe: nearly always nothing, and then this index is empty or almost so.
create index point_debts_to_settle on public.point_debts (account_id, created_at) where settled < amount;
create index point_debts_by_account on public.point_debts (account_id);
create index point_debts_by_grant on public.point_debts (grant_id);
create index point_debts_by_revocation on public.point_debts (revocation_id);
create index point_debts_by_budget on public.point_debts (budget_account_id);

alter table public.point_debts enable row level security;
-- NOTE: HR is not among the readers: what somebody owes is what that person had spent.
create policy holders_read_their_debts on public.point_debts for select to authenticated
  using (tenant_id = (select private.tenant_id()) and account_id = (select private.account_id()));

grant select on public.point_debts to authenticated, service_role;

comment on table public.point_debts is 'Points that had been spent when their grant was revoked. Later grants settle them, the oldest first; a refund of what the lot had paid does so too. Changed by functions only.';
comment on column public.point_debts.tenant_id is 'The company.';
comment on column public.point_debts.id is 'Key.';
comment on column public.point_debts.account_id is 'The wallet whose holder owes.';
comment on column public.point_debts.lot_id is 'The revoked lot.';
comment on column public.point_debts.grant_id is 'The revoked grant.';
comment on column public.point_debts.budget_account_id is 'The budget that had paid the grant, and that gets what is settled.';
comment on column public.point_debts.revocation_id is 'The revocation that made it.';
comment on column public.point_debts.amount is 'Points owed at the beginning.';
comment on column public.point_debts.settled is 'Points of it that have been settled.';
comment on column public.point_debts.created_at is 'When it arose.';

-- source: supabase/schemas/36_expiry/tables/10_expiry_runs.sql
create table public.expiry_runs (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  wallets integer not null,
  lots integer not null,
  points bigint not null,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint something_expired check (wallets > 0 and lots >= wallets and points >= lots)
);

create index expiry_runs_by_time on public.expiry_runs (tenant_id, created_at);

create trigger refuse_change before update or delete or truncate on public.expiry_runs
  for each statement execute function private.refuse_change();

alter table public.expiry_runs enable row level security;
create policy hr_reads_all_expiry_runs on public.expiry_runs for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

-- NOTE: lots and points are not granted: of a run with one wallet they would tell what one person had left.
grant select (tenant_id, id, wallets, created_at) on public.expiry_runs to authenticated;
grant select on public.expiry_runs to service_role;

comment on table public.expiry_runs is 'Each time points of a company were booked out because they had expired: by the job, or for a few lots by a refund or a departure. Append only.';
comment on column public.expiry_runs.tenant_id is 'The company.';
comment on column public.expiry_runs.id is 'Key; undo_expiry() takes it.';
comment on column public.expiry_runs.wallets is 'How many wallets were concerned.';
comment on column public.expiry_runs.lots is 'How many lots.';
comment on column public.expiry_runs.points is 'Points in all.';
comment on column public.expiry_runs.created_at is 'When. It can be undone for seven days.';

-- source: supabase/schemas/36_expiry/tables/20_expiry_run_entries.sql
create table public.expiry_run_entries (
  tenant_id uuid not null,
  run_id uuid not null,
  account_id uuid not null,
  transaction_id uuid not null,
  points bigint not null,
  undone_by uuid,
  primary key (tenant_id, run_id, account_id),
  constraint an_expiry_is_of_one_run unique (transaction_id),
  constraint run_is_of_the_same_tenant foreign key (tenant_id, run_id)
    references public.expiry_runs (tenant_id, id) on delete restrict,
  constraint transaction_is_of_the_same_tenant foreign key (tenant_id, transaction_id)
    references public.ledger_transactions (tenant_id, id) on delete restrict,
  constraint undo_is_of_the_same_tenant foreign key (tenant_id, undone_by)
    references public.ledger_transactions (tenant_id, id) on delete restrict,
  constraint points_are_positive check (points > 0)
);

-- A table and no column of ledger_transactions: orders would carry it, too, and never use it.

alter table public.expiry_run_entries enable row level security;
-- NOTE: no policy for API roles: it tells what single people had left.

grant select on public.expiry_run_entries to service_role;

comment on table public.expiry_run_entries is 'Which transactions a run of expiry made, one for each wallet. The lots and where their points went are in the transfers.';
comment on column public.expiry_run_entries.tenant_id is 'The company.';
comment on column public.expiry_run_entries.run_id is 'The run.';
comment on column public.expiry_run_entries.account_id is 'The wallet.';
comment on column public.expiry_run_entries.transaction_id is 'The transaction of kind expiry.';
comment on column public.expiry_run_entries.points is 'Points that expired in this wallet.';
comment on column public.expiry_run_entries.undone_by is 'The transaction of kind expiry_undo that gave them back; empty while it stands.';

-- source: supabase/schemas/36_expiry/tables/30_expiry_undos.sql
create table public.expiry_undos (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  run_id uuid not null,
  valid_until date not null,
  reason text not null,
  wallets integer not null,
  undone_by uuid,
  actor_id uuid default auth.uid(),
  idempotency_key text not null,
  request_hash bytea not null,
  answer jsonb not null,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint run_is_of_the_same_tenant foreign key (tenant_id, run_id)
    references public.expiry_runs (tenant_id, id) on delete restrict,
  constraint member_is_of_the_same_tenant foreign key (tenant_id, undone_by)
    references public.members (tenant_id, id) on delete restrict,
  constraint reason_is_given check (length(reason) between 1 and 200),
  constraint somebody_is_concerned check (wallets > 0),
  constraint one_expiry_undo_per_key unique nulls not distinct (tenant_id, actor_id, idempotency_key)
);

create index expiry_undos_by_run on public.expiry_undos (tenant_id, run_id);

create trigger refuse_change before update or delete or truncate on public.expiry_undos
  for each statement execute function private.refuse_change();

alter table public.expiry_undos enable row level security;
create policy hr_reads_all_expiry_undos on public.expiry_undos for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select (tenant_id, id, run_id, valid_until, reason, wallets, undone_by, created_at) on public.expiry_undos to authenticated;
grant select on public.expiry_undos to service_role;

comment on table public.expiry_undos is 'Each time expired points were given back, in whole or for some members, with the reason. Append only.';
comment on column public.expiry_undos.tenant_id is 'The company.';
comment on column public.expiry_undos.id is 'Key.';
comment on column public.expiry_undos.run_id is 'The run that was undone.';
comment on column public.expiry_undos.valid_until is 'The new last day of the lots.';
comment on column public.expiry_undos.reason is 'Why; the holders read it in their statement.';
comment on column public.expiry_undos.wallets is 'How many wallets were concerned.';
comment on column public.expiry_undos.undone_by is 'The HR manager; empty for the platform.';
comment on column public.expiry_undos.actor_id is 'Account (auth.users) of whoever called; empty for the platform.';
comment on column public.expiry_undos.idempotency_key is 'The caller''s key: the same key and request gives the first answer again.';
comment on column public.expiry_undos.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.expiry_undos.answer is 'The answer that was given.';
comment on column public.expiry_undos.created_at is 'When.';

-- source: supabase/schemas/37_refunds/tables/10_refund_rules.sql
create table public.refund_rules (
  tenant_id uuid not null references public.tenants on delete cascade,
  state text not null,
  policy text not null,
  restore_days integer,
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, state),
  constraint state_is_known check (state in ('holder_left', 'card_void', 'lot_expired', 'programme_closed')),
  constraint policy_is_complete check (
    (
      (policy = 'restore_days' and restore_days between 0 and 366)
      or (policy in ('back_to_budget', 'forfeit') and restore_days is null)
    ) is true
  )
);

create trigger touch_updated_at before update on public.refund_rules
  for each row execute function private.touch_updated_at();
create trigger add_refund_rules_of_new_tenants after insert on public.tenants
  referencing new table as added for each statement execute function private.add_refund_rules_of_new_tenants();

alter table public.refund_rules enable row level security;
create policy hr_reads_refund_rules on public.refund_rules for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select on public.refund_rules to authenticated;
-- NOTE: neither insert nor delete: each company has one row per state, made with the company.
grant select, update (policy, restore_days) on public.refund_rules to service_role;

comment on table public.refund_rules is 'Where points go that are refunded when they can''t simply go back to their lot: one row per company and state. Edited in Studio. Of several states the first counts: holder_left, card_void, lot_expired, programme_closed.';
comment on column public.refund_rules.tenant_id is 'The company.';
comment on column public.refund_rules.state is 'holder_left (the member has departed, and the claim code, if any, is over), card_void, lot_expired, or programme_closed. Programmes may have a policy of their own for the last two.';
comment on column public.refund_rules.policy is 'restore_days (back to the very lot, valid for some days at least), back_to_budget (that granted the lot) or forfeit.';
comment on column public.refund_rules.restore_days is 'With restore_days: valid for so many days from the refund at least; never shorter than before.';
comment on column public.refund_rules.updated_at is 'When it was last changed.';

-- source: supabase/schemas/38_departures/tables/10_departures.sql
create table public.departures (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  member_id uuid not null,
  policy text not null,
  points bigint not null,
  claim_card_id uuid,
  reason text not null,
  offboarded_by uuid,
  actor_id uuid default auth.uid(),
  idempotency_key text not null,
  request_hash bytea not null,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete restrict,
  constraint offboarded_by_is_of_the_same_tenant foreign key (tenant_id, offboarded_by)
    references public.members (tenant_id, id) on delete restrict,
  constraint policy_is_known check (policy in ('keep_days', 'back_to_budget', 'forfeit')),
  constraint points_are_not_negative check (points >= 0),
  constraint a_claim_is_for_what_is_kept check (claim_card_id is null or (policy = 'keep_days' and points > 0)),
  constraint reason_is_given check (length(reason) between 1 and 200),
  constraint one_departure_per_key unique nulls not distinct (tenant_id, actor_id, idempotency_key)
);

create index departures_by_member on public.departures (tenant_id, member_id);

create trigger refuse_change before update or delete or truncate on public.departures
  for each statement execute function private.refuse_change();

alter table public.departures enable row level security;
create policy hr_reads_all_departures on public.departures for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

-- NOTE: points are not granted: they would tell what one person had left.
grant select (tenant_id, id, member_id, policy, reason, offboarded_by, created_at) on public.departures to authenticated;
grant select on public.departures to service_role;

comment on table public.departures is 'Members who left, and what became of their points. Append only.';
comment on column public.departures.tenant_id is 'The company.';
comment on column public.departures.id is 'Key.';
comment on column public.departures.member_id is 'Who left.';
comment on column public.departures.policy is 'The company''s policy at that time: keep_days, back_to_budget or forfeit.';
comment on column public.departures.points is 'Valid points that were left.';
comment on column public.departures.claim_card_id is 'With keep_days: the claim code, a card that opens the very wallet; empty when nothing was left.';
comment on column public.departures.reason is 'Why; for the record.';
comment on column public.departures.offboarded_by is 'The HR manager; empty for the platform.';
comment on column public.departures.actor_id is 'Account (auth.users) of whoever called; empty for the platform.';
comment on column public.departures.idempotency_key is 'The caller''s key: the same key and request ends one membership.';
comment on column public.departures.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.departures.created_at is 'When access ended.';

-- source: supabase/schemas/39_notifications/tables/10_notifications.sql
create table public.notifications (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  account_id uuid not null,
  kind text not null,
  params jsonb not null default '{}',
  dedupe_key text not null,
  created_at timestamptz not null default private.clock(),
  read_at timestamptz,
  primary key (tenant_id, id),
  constraint account_is_of_the_same_tenant foreign key (tenant_id, account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint nobody_is_told_twice unique (account_id, dedupe_key),
  constraint kind_is_known check (
    kind in (
      'points_expiring', 'points_granted', 'points_expired', 'expiry_undone', 'grant_revoked', 'debt_settled', 'points_refunded',
      'schedule_failed'
    )
  ),
  constraint params_are_an_object check (jsonb_typeof(params) = 'object'),
  constraint dedupe_key_is_short check (length(dedupe_key) between 1 and 200)
);

create index notifications_by_account on public.notifications (account_id, created_at, id);
create index notifications_unread on public.notifications (account_id) where read_at is null;

alter table public.notifications enable row level security;
create policy holders_read_their_notifications on public.notifications for select to authenticated
  using (tenant_id = (select private.tenant_id()) and account_id = (select private.account_id()));

-- NOTE: nobody may write: jobs make notifications, and mark_notifications_read() marks the caller's.
grant select (tenant_id, id, account_id, kind, params, created_at, read_at) on public.notifications to authenticated;
grant select on public.notifications to service_role;

comment on table public.notifications is 'What the app tells the holder of a wallet. Made by jobs from the rows of the ledger, outside of the transactions that write those, so that no order waits for a message.';
comment on column public.notifications.tenant_id is 'The company.';
comment on column public.notifications.id is 'Key.';
comment on column public.notifications.account_id is 'The wallet whose holder is told: a member''s or a card''s.';
comment on column public.notifications.kind is 'points_expiring, points_granted, points_expired, expiry_undone, grant_revoked, debt_settled, points_refunded or, to HR, schedule_failed. The words are the client''s.';
comment on column public.notifications.params is 'What the words are filled with, by kind; see docs/api.md.';
comment on column public.notifications.dedupe_key is 'What the message is about. A wallet has one message about it, however often jobs run.';
comment on column public.notifications.created_at is 'When it happened, or when the job found it.';
comment on column public.notifications.read_at is 'When the holder read it; empty until then.';

-- source: supabase/schemas/39_notifications/tables/20_notification_progress.sql
create table private.notification_progress (
  only_row boolean primary key default true,
  done_until timestamptz not null,
  fence_at timestamptz,
  fence_xid xid8,
  constraint there_is_one_row check (only_row),
  constraint fence_is_whole check ((fence_at is null) = (fence_xid is null))
);

insert into private.notification_progress (done_until) values (clock_timestamp());

alter table private.notification_progress enable row level security;
-- NOTE: no policy and no grant: notify_of_movements() is the only reader.

comment on table private.notification_progress is 'How far notify_of_movements() has read the ledger. Real time and not private.clock(), because ids carry the real time.';
comment on column private.notification_progress.only_row is 'True: there is one row.';
comment on column private.notification_progress.done_until is 'Every movement whose id is older has its notification; none older can still appear.';
comment on column private.notification_progress.fence_at is 'Where done_until goes next, as soon as no transaction is running any more that may hold an older movement.';
comment on column private.notification_progress.fence_xid is 'The transactions that may are those with a lower number.';

-- source: supabase/schemas/40_catalog/tables/10_categories.sql
create table public.categories (
  id uuid primary key default private.new_id(),
  parent_id uuid references public.categories (id) on delete restrict,
  path uuid[] not null,
  name text not null,
  translations jsonb not null default '{}',
  icon_path text,
  position integer not null default 0,
  created_at timestamptz not null default private.clock(),

  constraint name_has_1_to_40_characters check (length(btrim(name)) between 1 and 40),
  constraint path_ends_with_itself check (path[cardinality(path)] = id),
  constraint at_most_five_levels check (cardinality(path) <= 5),
  constraint translations_by_locale check (private.is_translations(translations))
);

comment on table public.categories is 'The tree of categories, one for all companies. A buyer sees those in which something is offered to him.';
comment on column public.categories.id is 'Key.';
comment on column public.categories.parent_id is 'The category above; empty for a top category.';
comment on column public.categories.path is 'Kept by the database: all categories from the top down to this one.';
comment on column public.categories.name is 'Name in Simplified Chinese.';
comment on column public.categories.translations is 'Other languages: {"en": {"name": "…"}}.';
comment on column public.categories.icon_path is 'Icon, relative to the storage bucket media.';
comment on column public.categories.position is 'Order among its siblings, smallest first.';
comment on column public.categories.created_at is 'When it was entered.';

create index categories_of_parent on public.categories (parent_id);

create trigger categories_set_path before insert or update of parent_id, path on public.categories
for each row execute function private.set_category_path();

create trigger categories_move_children after update of parent_id on public.categories
for each row when (old.path is distinct from new.path) execute function private.set_category_path();

alter table public.categories enable row level security;

create policy buyers_read_categories_with_something_for_them on public.categories
for select to authenticated
using (id = any((select private.visible_category_ids())::uuid[]));

grant select on public.categories to authenticated;
grant select, insert, update, delete on public.categories to service_role;

-- source: supabase/schemas/40_catalog/tables/15_suppliers.sql
create table public.suppliers (
  id uuid primary key default private.new_id(),
  code text not null,
  name text not null,
  contact_name text,
  contact_phone text,
  status text not null default 'active',
  created_at timestamptz not null default private.clock(),

  constraint suppliers_code_key unique (code),
  constraint code_is_a_short_word check (code ~ '^[a-z0-9][a-z0-9_-]{1,31}$'),
  constraint name_has_1_to_80_characters check (length(btrim(name)) between 1 and 80),
  constraint status_is_known check (status in ('active', 'suspended', 'ended'))
);

comment on table public.suppliers is 'Who delivers the goods. Seen by the platform only: buyers and companies need not know.';
comment on column public.suppliers.id is 'Key.';
comment on column public.suppliers.code is 'Short name in files and reports: small letters, digits, - and _.';
comment on column public.suppliers.name is 'Name in law.';
comment on column public.suppliers.contact_name is 'Whom to call.';
comment on column public.suppliers.contact_phone is 'Number to call.';
comment on column public.suppliers.status is 'active, suspended (for now) or ended.';
comment on column public.suppliers.created_at is 'When the supplier was entered.';

-- NOTE: no policy and no grant to API roles; only the platform reads this table.
alter table public.suppliers enable row level security;
grant select, insert, update, delete on public.suppliers to service_role;

-- source: supabase/schemas/40_catalog/tables/20_products.sql
create table public.products (
  id uuid primary key default private.new_id(),
  category_id uuid not null references public.categories (id) on delete restrict,
  supplier_id uuid references public.suppliers (id) on delete restrict,
  kind text not null default 'physical',
  status text not null default 'active',
  name text not null,
  subtitle text not null default '',
  description text not null default '',
  brand text not null default '',
  keywords text[] not null default '{}',
  translations jsonb not null default '{}',
  option_names jsonb not null default '[]',
  featured integer not null default 0,
  created_at timestamptz not null default private.clock(),
  search_name text not null generated always as (
    private.fold_text(name || ' ' || private.translated_text(translations, 'name'))
  ) stored,
  search_text text not null generated always as (private.product_search_text(name, subtitle, brand, keywords, translations)) stored,
  search_grams text[] not null generated always as (
    private.text_grams(private.product_search_text(name, subtitle, brand, keywords, translations))
  ) stored,

  constraint kind_is_known check (kind in ('physical', 'virtual', 'stored_value_card', 'service', 'gift_pack')),
  constraint status_is_known check (status in ('draft', 'active', 'withdrawn')),
  constraint name_has_1_to_120_characters check (length(btrim(name)) between 1 and 120),
  constraint subtitle_has_at_most_200_characters check (length(subtitle) <= 200),
  constraint description_has_at_most_20000_characters check (length(description) <= 20000),
  constraint translations_by_locale check (private.is_translations(translations)),
  constraint option_names_are_a_list check (jsonb_typeof(option_names) = 'array')
);

comment on table public.products is 'What the mall sells. Visible to a buyer only while one of its SKUs is offered to him; see offers.';
comment on column public.products.id is 'Key.';
comment on column public.products.category_id is 'Where it stands in the tree of categories.';
comment on column public.products.supplier_id is 'Who delivers it. Not shown to buyers.';
comment on column public.products.kind is 'physical and gift_pack need an address; virtual, stored_value_card and service do not.';
comment on column public.products.status is 'draft (not ready), active, withdrawn: only active products are seen and sold, whatever their offers say.';
comment on column public.products.name is 'Name in Simplified Chinese.';
comment on column public.products.subtitle is 'One line below the name.';
comment on column public.products.description is 'Long text, Markdown.';
comment on column public.products.brand is 'Brand; found by search.';
comment on column public.products.keywords is 'Other words by which search finds it.';
comment on column public.products.translations is 'Other languages: {"en": {"name": "…", "subtitle": "…", "description": "…", "option_names": […], "keywords": "…"}}.';
comment on column public.products.option_names is 'What its SKUs differ in, in order: ["颜色", "尺寸"]; empty when there is but one.';
comment on column public.products.featured is 'Editorial weight: the larger, the earlier among the recommended.';
comment on column public.products.created_at is 'When it was entered; the order of the newest.';
comment on column public.products.search_name is 'Kept by the database: names in all languages as search compares them.';
comment on column public.products.search_text is 'Kept by the database: everything search looks through.';
comment on column public.products.search_grams is 'Kept by the database: single characters and pairs of search_text, the index of the search.';

create index products_of_category on public.products (category_id);
create index products_of_supplier on public.products (supplier_id);
create index products_by_grams on public.products using gin (search_grams);

alter table public.products enable row level security;

create policy buyers_read_products_offered_to_them on public.products
for select to authenticated
using (id = any((select private.visible_product_ids())::uuid[]));

-- NOTE: supplier_id and the columns of search are not granted; they are the platform's.
grant select (id, category_id, kind, name, subtitle, description, brand, translations, option_names, created_at)
on public.products to authenticated;
grant select, insert, update, delete on public.products to service_role;

-- source: supabase/schemas/40_catalog/tables/30_skus.sql
create table public.skus (
  id uuid primary key default private.new_id(),
  product_id uuid not null references public.products (id) on delete restrict,
  code text not null,
  status text not null default 'active',
  options jsonb not null default '[]',
  translations jsonb not null default '{}',
  list_price_minor bigint,
  currency text not null default 'CNY',
  position integer not null default 0,
  created_at timestamptz not null default private.clock(),

  constraint skus_code_key unique (code),
  constraint skus_id_product_key unique (id, product_id),
  constraint code_has_1_to_64_characters check (length(btrim(code)) between 1 and 64),
  constraint status_is_known check (status in ('active', 'withdrawn')),
  constraint options_are_a_list check (jsonb_typeof(options) = 'array'),
  constraint translations_by_locale check (private.is_translations(translations)),
  constraint list_price_is_positive check (list_price_minor > 0),
  constraint currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$')
);

comment on table public.skus is 'The variants of a product: what is priced, stocked and ordered. Visible to a buyer only with an offer.';
comment on column public.skus.id is 'Key.';
comment on column public.skus.product_id is 'The product it is a variant of.';
comment on column public.skus.code is 'Article number, unique in the platform.';
comment on column public.skus.status is 'active, or withdrawn: not seen and not sold any more, whatever its offers say.';
comment on column public.skus.options is 'Its choices in the order of the product''s option_names: [{"name": "颜色", "value": "月白"}].';
comment on column public.skus.translations is 'Other languages: {"en": {"options": [{"name": "Colour", "value": "Moon white"}]}}.';
comment on column public.skus.list_price_minor is 'Price in shops for comparison, in minor units (fen) of currency; may be empty.';
comment on column public.skus.currency is 'Currency of the list price, ISO 4217.';
comment on column public.skus.position is 'Order within the product, smallest first.';
comment on column public.skus.created_at is 'When it was entered.';

create index skus_of_product on public.skus (product_id, position);

alter table public.skus enable row level security;

create policy buyers_read_skus_offered_to_them on public.skus
for select to authenticated
using (id = any((select private.visible_sku_ids())::uuid[]));

grant select (id, product_id, code, status, options, translations, list_price_minor, currency, position) on public.skus to authenticated;
grant select, insert, update, delete on public.skus to service_role;

-- source: supabase/schemas/40_catalog/tables/31_sku_costs.sql
create table public.sku_costs (
  sku_id uuid primary key references public.skus (id) on delete cascade,
  cost_minor bigint not null,
  currency text not null default 'CNY',
  updated_at timestamptz not null default private.clock(),

  constraint cost_is_not_negative check (cost_minor >= 0),
  constraint currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$')
);

comment on table public.sku_costs is 'What the platform pays for a SKU. A table of its own, so that no query of a buyer or a company can touch it.';
comment on column public.sku_costs.sku_id is 'The SKU.';
comment on column public.sku_costs.cost_minor is 'Purchase price of one unit in minor units (fen) of currency.';
comment on column public.sku_costs.currency is 'Currency of the cost, ISO 4217.';
comment on column public.sku_costs.updated_at is 'When the cost was last set.';

-- NOTE: no policy and no grant to API roles; only the platform reads this table.
alter table public.sku_costs enable row level security;
grant select, insert, update, delete on public.sku_costs to service_role;

-- source: supabase/schemas/40_catalog/tables/40_product_media.sql
create table public.product_media (
  id uuid primary key default private.new_id(),
  product_id uuid not null references public.products (id) on delete cascade,
  path text not null,
  alt text not null default '',
  translations jsonb not null default '{}',
  position integer not null default 0,

  constraint path_has_1_to_300_characters check (length(path) between 1 and 300),
  constraint translations_by_locale check (private.is_translations(translations))
);

comment on table public.product_media is 'Pictures of a product; the first one stands for it in lists. Visible with the product.';
comment on column public.product_media.id is 'Key.';
comment on column public.product_media.product_id is 'The product it shows.';
comment on column public.product_media.path is 'File, relative to the storage bucket media.';
comment on column public.product_media.alt is 'What can be seen, for people who can''t.';
comment on column public.product_media.translations is 'Other languages: {"en": {"alt": "…"}}.';
comment on column public.product_media.position is 'Order within the product, smallest first.';

create index product_media_of_product on public.product_media (product_id, position, id) include (path);

alter table public.product_media enable row level security;

create policy buyers_see_pictures_of_products_offered_to_them on public.product_media
for select to authenticated
using (product_id = any((select private.visible_product_ids())::uuid[]));

grant select on public.product_media to authenticated;
grant select, insert, update, delete on public.product_media to service_role;

-- source: supabase/schemas/40_catalog/tables/50_offers.sql
create table public.offers (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  sku_id uuid not null,
  product_id uuid not null,
  audience_kind text not null,
  audience_id uuid not null,
  price_points bigint not null,
  max_per_order integer,
  max_per_buyer integer,
  valid_from timestamptz not null default private.clock(),
  valid_to timestamptz,
  status text not null default 'active',
  on_sale boolean not null,
  created_at timestamptz not null default private.clock(),
  -- One audience column serves the queries; these two let foreign keys prove what it points to.
  department_id uuid generated always as (case when audience_kind = 'department' then audience_id end) stored,
  group_id uuid generated always as (case when audience_kind = 'group' then audience_id end) stored,

  constraint offers_pkey primary key (tenant_id, id),
  constraint sku_with_its_product foreign key (sku_id, product_id) references public.skus (id, product_id) on delete restrict,
  constraint department_of_the_tenant foreign key (tenant_id, department_id)
  references public.departments (tenant_id, id) on delete cascade,
  constraint group_of_the_tenant foreign key (tenant_id, group_id) references public.groups (tenant_id, id) on delete cascade,
  constraint audience_kind_is_known check (audience_kind in ('tenant', 'department', 'group', 'card_batch')),
  constraint whole_tenant_is_itself check (audience_kind <> 'tenant' or audience_id = tenant_id),
  constraint price_is_positive check (price_points between 1 and 1000000000),
  constraint order_limit_is_positive check (max_per_order > 0),
  constraint buyer_limit_is_positive check (max_per_buyer > 0),
  constraint validity_ends_after_it_begins check (valid_to > valid_from),
  constraint status_is_known check (status in ('active', 'paused', 'ended'))
);

comment on table public.offers is 'A SKU at a price for an audience of one company; without an offer nobody sees the product. Of several offers of a SKU for a buyer the closest '
'audience wins (card batch, group, nearest department, whole company), then the lowest price, then the oldest.';
comment on column public.offers.tenant_id is 'The company.';
comment on column public.offers.id is 'Key within the company.';
comment on column public.offers.sku_id is 'What is offered.';
comment on column public.offers.product_id is 'Kept by the database: the product of the SKU.';
comment on column public.offers.audience_kind is 'Whom it is for: tenant (all members), department (with everything below it), group, or card_batch (guests with such a card).';
comment on column public.offers.audience_id is 'Key of the company, department, group or card batch it is for.';
comment on column public.offers.price_points is 'Price of one unit in points.';
comment on column public.offers.max_per_order is 'Most units in one order; empty: no limit.';
comment on column public.offers.max_per_buyer is 'Most units one buyer may ever take of this offer, cancelled orders not counted; empty: no limit.';
comment on column public.offers.valid_from is 'First moment of validity.';
comment on column public.offers.valid_to is 'First moment after validity; empty: open end.';
comment on column public.offers.status is 'active, paused (not seen for now) or ended.';
comment on column public.offers.on_sale is 'Kept by the database: whether SKU and product are active.';
comment on column public.offers.created_at is 'When it was entered.';
comment on column public.offers.department_id is 'Kept by the database: the audience, if it is a department.';
comment on column public.offers.group_id is 'Kept by the database: the audience, if it is a group.';

-- The first serves lists (what do I see), the second prices (what does this cost me).
create index offers_by_audience on public.offers (tenant_id, audience_id)
include (product_id, sku_id, valid_from, valid_to) where status = 'active' and on_sale;
create index offers_by_sku on public.offers (tenant_id, sku_id);
-- For a withdrawal, which concerns all companies.
create index offers_of_sku on public.offers (sku_id, product_id);

create trigger offers_set_goods before insert or update of sku_id, product_id, on_sale on public.offers
for each row execute function private.set_offer_goods();

create trigger skus_pass_on_status after update of status on public.skus
for each row when (old.status is distinct from new.status) execute function private.pass_on_status();

create trigger products_pass_on_status after update of status on public.products
for each row when (old.status is distinct from new.status) execute function private.pass_on_status();

alter table public.offers enable row level security;

create policy buyers_read_valid_offers_made_to_them on public.offers
for select to authenticated
using (
  tenant_id = (select private.tenant_id())
  and audience_id = any((select private.audience_ids())::uuid[])
  and status = 'active'
  and on_sale
  and valid_from <= (select private.clock())
  and (valid_to is null or valid_to > (select private.clock()))
);

grant select on public.offers to authenticated;
grant select, insert, update, delete on public.offers to service_role;

-- source: supabase/schemas/40_catalog/tables/60_home_modules.sql
create table public.home_modules (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  position integer not null,
  kind text not null,
  config jsonb not null default '{}',

  constraint home_modules_pkey primary key (tenant_id, id),
  constraint kind_is_known check (kind in ('banner', 'shortcuts', 'product_rail', 'notice')),
  constraint config_is_an_object check (jsonb_typeof(config) = 'object')
);

comment on table public.home_modules is 'What a company''s home page is made of, from top to bottom.';
comment on column public.home_modules.tenant_id is 'The company.';
comment on column public.home_modules.id is 'Key within the company.';
comment on column public.home_modules.position is 'Order on the page, smallest first.';
comment on column public.home_modules.kind is 'banner, shortcuts, product_rail or notice.';
comment on column public.home_modules.config is 'What it shows. banner: {items: [{image_path, title, subtitle, translations, link}]}; shortcuts: {category_ids}; '
'product_rail: {title, translations, query: {category_id, sort, product_ids}, limit}; notice: {title, body, translations}.';

create index home_modules_in_order on public.home_modules (tenant_id, position);

alter table public.home_modules enable row level security;

create policy buyers_read_the_home_page_of_their_company on public.home_modules
for select to authenticated
using (tenant_id = (select private.tenant_id()));

grant select on public.home_modules to authenticated;
grant select, insert, update, delete on public.home_modules to service_role;

-- source: supabase/schemas/40_catalog/tables/70_product_popularity.sql
create table public.product_popularity (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  product_id uuid not null references public.products (id) on delete cascade,
  units bigint not null,

  constraint product_popularity_pkey primary key (tenant_id, product_id),
  constraint units_are_positive check (units > 0)
);

comment on table public.product_popularity is 'How much of a product a company''s buyers took in the last 90 days; the order of "popular". Counted by refresh_product_popularity, '
'because a counter kept by each order would be one hot row per best-seller.';
comment on column public.product_popularity.tenant_id is 'The company.';
comment on column public.product_popularity.product_id is 'The product.';
comment on column public.product_popularity.units is 'Units ordered in the last 90 days, cancelled and refunded orders not counted.';

-- NOTE: no policy and no grant to API roles; search_products reads it for them.
alter table public.product_popularity enable row level security;
grant select, insert, update, delete on public.product_popularity to service_role;

-- source: supabase/schemas/50_inventory/tables/10_stock.sql
create table public.stock (
  sku_id uuid not null references public.skus (id) on delete restrict,
  bucket smallint not null default 0,
  available integer not null,

  constraint stock_pkey primary key (sku_id, bucket),
  constraint bucket_is_a_small_number check (bucket between 0 and 255),
  constraint never_oversold check (available >= 0)
)
-- Every order updates a row here; room on the page keeps those updates away from the index.
with (fillfactor = 50);

comment on table public.stock is 'Units on hand. A SKU has one row, or several buckets when a flash sale must not queue at one row: its stock is the sum. '
'Changed only by orders and by restock(sku_id, quantity, buckets, note), which leave a movement.';
comment on column public.stock.sku_id is 'The SKU.';
comment on column public.stock.bucket is 'Number of the bucket, from 0.';
comment on column public.stock.available is 'Units that can still be ordered from this bucket.';

create trigger refuse_deletion before delete or truncate on public.stock
for each statement execute function private.refuse_change();

-- NOTE: no policy and no grant to API roles; buyers see sku_offers.available, capped. The platform changes stock through restock alone.
alter table public.stock enable row level security;
grant select on public.stock to service_role;

-- source: supabase/schemas/50_inventory/tables/20_stock_movements.sql
create table public.stock_movements (
  id bigint primary key generated always as identity,
  sku_id uuid not null,
  bucket smallint not null,
  quantity integer not null,
  reason text not null,
  order_id uuid,
  note text,
  created_at timestamptz not null default private.clock(),

  -- NOTE: no foreign keys. Functions alone write here, in one go with the bucket, whose row can't be deleted; and stock knows nothing
  -- of tenants: a lock per order would buy no more than order_lines says.
  constraint quantity_is_not_zero check (quantity <> 0),
  constraint reason_is_known check (reason in ('restock', 'order', 'return')),
  constraint order_is_named_unless_restocked check ((order_id is null) = (reason = 'restock'))
);

comment on table public.stock_movements is 'Every change of stock; nothing here is ever changed or deleted. The sum of a bucket''s movements is its stock.';
comment on column public.stock_movements.id is 'Key, ascending.';
comment on column public.stock_movements.sku_id is 'The SKU.';
comment on column public.stock_movements.bucket is 'The bucket that changed.';
comment on column public.stock_movements.quantity is 'Units added (above zero) or taken (below zero).';
comment on column public.stock_movements.reason is 'restock (by the platform), order (sold), return (given back by a cancelled order).';
comment on column public.stock_movements.order_id is 'The order that took or gave back.';
comment on column public.stock_movements.note is 'What the platform wrote beside a restock.';
comment on column public.stock_movements.created_at is 'When it happened.';

create index stock_movements_of_sku on public.stock_movements (sku_id, bucket);

-- NOTE: no policy and no grant to API roles; the platform reads, nobody changes.
alter table public.stock_movements enable row level security;
grant select on public.stock_movements to service_role;

-- source: supabase/schemas/60_orders/tables/10_addresses.sql
create table public.addresses (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  member_id uuid,
  card_id uuid,
  buyer_id uuid not null generated always as (coalesce(member_id, card_id)) stored,
  recipient text not null,
  phone text not null,
  province text not null,
  city text not null,
  district text not null,
  street text not null,
  is_default boolean not null default false,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),

  constraint addresses_pkey primary key (tenant_id, id),
  constraint member_of_the_tenant foreign key (tenant_id, member_id) references public.members (tenant_id, id) on delete cascade,
  constraint one_buyer check (num_nonnulls(member_id, card_id) = 1),
  constraint lengths_are_sensible check (
    length(recipient) between 1 and 50 and length(phone) between 5 and 20 and length(province) between 1 and 50
    and length(city) between 1 and 50 and length(district) between 1 and 50 and length(street) between 1 and 200
  )
);

comment on table public.addresses is 'Address books of buyers, at most 30 entries each. Orders keep a copy, so that a change here changes no order.';
comment on column public.addresses.tenant_id is 'The company.';
comment on column public.addresses.id is 'Key within the company.';
comment on column public.addresses.member_id is 'Whose it is, if a member''s.';
comment on column public.addresses.card_id is 'Whose it is, if a guest''s: the card.';
comment on column public.addresses.buyer_id is 'Kept by the database: the member or the card.';
comment on column public.addresses.recipient is 'Who receives the parcel.';
comment on column public.addresses.phone is 'Number for the courier: Chinese mobile or landline, or international.';
comment on column public.addresses.province is 'Province or municipality.';
comment on column public.addresses.city is 'City.';
comment on column public.addresses.district is 'District or county.';
comment on column public.addresses.street is 'Street, number, building, room.';
comment on column public.addresses.is_default is 'Whether checkout starts with it; one per buyer.';
comment on column public.addresses.created_at is 'When it was entered.';
comment on column public.addresses.updated_at is 'When it was last changed.';

create index addresses_of_buyer on public.addresses (tenant_id, buyer_id);
create unique index one_default_address_per_buyer on public.addresses (tenant_id, buyer_id) where is_default;

alter table public.addresses enable row level security;

create policy buyers_read_their_own_addresses on public.addresses
for select to authenticated
using (tenant_id = (select private.tenant_id()) and buyer_id = (select private.buyer_id()));

grant select on public.addresses to authenticated;
grant select on public.addresses to service_role;

-- source: supabase/schemas/60_orders/tables/20_cart_lines.sql
create table public.cart_lines (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  member_id uuid,
  card_id uuid,
  buyer_id uuid not null generated always as (coalesce(member_id, card_id)) stored,
  sku_id uuid not null references public.skus (id) on delete cascade,
  quantity integer not null,
  added_at timestamptz not null default private.clock(),

  constraint cart_lines_pkey primary key (tenant_id, buyer_id, sku_id),
  constraint member_of_the_tenant foreign key (tenant_id, member_id) references public.members (tenant_id, id) on delete cascade,
  constraint one_buyer check (num_nonnulls(member_id, card_id) = 1),
  constraint quantity_is_sensible check (quantity between 1 and 999)
);

comment on table public.cart_lines is 'What buyers have put aside to order, the same on all their devices. Holds no price and reserves no stock.';
comment on column public.cart_lines.tenant_id is 'The company.';
comment on column public.cart_lines.member_id is 'Whose it is, if a member''s.';
comment on column public.cart_lines.card_id is 'Whose it is, if a guest''s: the card.';
comment on column public.cart_lines.buyer_id is 'Kept by the database: the member or the card.';
comment on column public.cart_lines.sku_id is 'The SKU.';
comment on column public.cart_lines.quantity is 'Units.';
comment on column public.cart_lines.added_at is 'When the SKU was first put into the cart.';

alter table public.cart_lines enable row level security;

create policy buyers_read_their_own_cart on public.cart_lines
for select to authenticated
using (tenant_id = (select private.tenant_id()) and buyer_id = (select private.buyer_id()));

grant select on public.cart_lines to authenticated;
grant select on public.cart_lines to service_role;

-- source: supabase/schemas/60_orders/tables/30_orders.sql
create table public.orders (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  order_no text not null default private.new_order_no(),
  member_id uuid,
  card_id uuid,
  buyer_id uuid not null generated always as (coalesce(member_id, card_id)) stored,
  entitlement_id uuid,
  state text not null,
  total_points bigint not null,
  refunded_points bigint not null default 0,
  address jsonb,
  note text,
  idempotency_key text not null,
  request_hash bytea not null,
  placed_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),

  -- NOTE: there are no foreign keys. place_order has just looked tenant and buyer up together, and each key would cost every order a
  -- look-up and a lock; members and cards that have ordered can't be deleted (private.refuse_deletion_of_buyer).
  constraint orders_pkey primary key (tenant_id, id),
  constraint orders_order_no_key unique (order_no),
  -- Also the index of a buyer's own orders.
  constraint one_order_per_key unique (tenant_id, buyer_id, idempotency_key),
  -- Not neither: buyer_id is required.
  constraint not_two_buyers check (member_id is null or card_id is null),
  constraint state_is_known check (private.is_order_state(state)),
  constraint total_is_positive check (total_points > 0 or entitlement_id is not null),
  constraint refunded_within_total check (refunded_points between 0 and total_points),
  constraint note_has_at_most_200_characters check (length(note) <= 200)
)
-- Room for the changes of state, which touch no indexed column.
with (fillfactor = 80);

comment on table public.orders is 'Redemptions. Seen by the buyer and the platform; a company''s operators never see what one person took.';
comment on column public.orders.tenant_id is 'The company.';
comment on column public.orders.id is 'Key within the company.';
comment on column public.orders.order_no is 'Number for people: the date (UTC) and ten random digits.';
comment on column public.orders.member_id is 'The buyer, if a member.';
comment on column public.orders.card_id is 'The buyer, if a guest: the card.';
comment on column public.orders.buyer_id is 'Kept by the database: the member or the card.';
comment on column public.orders.entitlement_id is 'For an order out of a gift pack: the entitlement whose slots it took. Such an order costs its buyer no points.';
comment on column public.orders.state is 'awaiting_payment, paid, shipped, delivered, completed, cancelled or refunded. Change it with advance_order; order_transitions says what may follow what.';
comment on column public.orders.total_points is 'What it cost, in points.';
comment on column public.orders.refunded_points is 'What went back to the buyer''s lots, in points.';
comment on column public.orders.address is 'Copy of the address it goes to; empty when nothing is shipped.';
comment on column public.orders.note is 'What the buyer wrote to the supplier.';
comment on column public.orders.idempotency_key is 'Chosen by the buyer''s client: the same key never makes a second order.';
comment on column public.orders.request_hash is 'SHA-256 of the request, to tell a repetition from another order under the same key.';
comment on column public.orders.placed_at is 'When it was placed.';
comment on column public.orders.updated_at is 'When its state last changed.';

create trigger orders_refuse_unrecorded_state before update of state on public.orders
for each row when (old.state is distinct from new.state) execute function private.refuse_unrecorded_state();

create trigger members_who_ordered_stay before delete on public.members
for each row execute function private.refuse_deletion_of_buyer();

alter table public.orders enable row level security;

create policy buyers_read_their_own_orders on public.orders
for select to authenticated
using (tenant_id = (select private.tenant_id()) and buyer_id = (select private.buyer_id()));

-- NOTE: idempotency_key and request_hash are not granted. Changes go through place_order, cancel_order and advance_order, for the platform too.
grant select (
  tenant_id, id, order_no, member_id, card_id, buyer_id, entitlement_id, state, total_points, refunded_points, address, note, placed_at, updated_at
) on public.orders to authenticated;
grant select on public.orders to service_role;

-- source: supabase/schemas/60_orders/tables/31_order_lines.sql
create table public.order_lines (
  tenant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  sku_id uuid not null,
  product_id uuid not null,
  offer_id uuid,
  name text not null,
  options jsonb not null,
  translations jsonb not null,
  image_path text,
  quantity integer not null,
  unit_points bigint not null,
  counts_for_buyer boolean not null default false,
  total_points bigint not null generated always as (unit_points * quantity) stored,

  constraint order_lines_pkey primary key (tenant_id, order_id, line_no),
  -- NOTE: no foreign key to SKU, product and offer: a line is a copy of what was sold, and each order would lock the best-seller's row.
  -- SKUs can't vanish below it all the same: stock_movements keeps them.
  constraint order_of_the_tenant foreign key (tenant_id, order_id) references public.orders (tenant_id, id) on delete restrict,
  constraint quantity_is_sensible check (quantity between 1 and 999),
  -- What comes out of a gift pack was not offered in the mall and costs nothing.
  constraint unit_price_is_positive check (case when offer_id is null then unit_points = 0 else unit_points > 0 end)
);

comment on table public.order_lines is 'What was ordered: copies of name, choices and price as they were when the order was placed.';
comment on column public.order_lines.tenant_id is 'The company.';
comment on column public.order_lines.order_id is 'The order.';
comment on column public.order_lines.line_no is 'Place in the order, from 1.';
comment on column public.order_lines.sku_id is 'The SKU.';
comment on column public.order_lines.product_id is 'The product.';
comment on column public.order_lines.offer_id is 'The offer whose price applied; empty for what comes out of a gift pack.';
comment on column public.order_lines.name is 'The product''s name then, in Simplified Chinese.';
comment on column public.order_lines.options is 'The SKU''s choices then: [{"name": "颜色", "value": "月白"}].';
comment on column public.order_lines.translations is 'Other languages then: {"en": {"name": "…", "options": […]}}.';
comment on column public.order_lines.image_path is 'Picture, relative to the storage bucket media.';
comment on column public.order_lines.quantity is 'Units.';
comment on column public.order_lines.unit_points is 'Price of one unit, in points.';
comment on column public.order_lines.counts_for_buyer is 'Whether its units were counted towards the offer''s limit per buyer, and are given back when the order is cancelled.';
comment on column public.order_lines.total_points is 'Price of the line, in points.';

alter table public.order_lines enable row level security;

create policy buyers_read_the_lines_of_their_own_orders on public.order_lines
for select to authenticated
using (
  tenant_id = (select private.tenant_id())
  and exists (
    select from public.orders as o
    where o.tenant_id = order_lines.tenant_id and o.id = order_lines.order_id and o.buyer_id = (select private.buyer_id())
  )
);

grant select on public.order_lines to authenticated, service_role;

-- source: supabase/schemas/60_orders/tables/32_order_events.sql
create table public.order_events (
  tenant_id uuid not null,
  order_id uuid not null,
  id uuid not null default private.new_id(),
  seq bigint generated always as identity,
  from_state text,
  to_state text not null,
  actor text not null,
  at timestamptz not null default private.clock(),
  note text,

  constraint order_events_pkey primary key (tenant_id, order_id, id),
  constraint order_of_the_tenant foreign key (tenant_id, order_id) references public.orders (tenant_id, id) on delete restrict,
  constraint actor_is_known check (actor in ('buyer', 'platform', 'system')),
  constraint note_has_at_most_500_characters check (length(note) <= 500)
);

comment on table public.order_events is 'The history of an order; nothing here is ever changed or deleted.';
comment on column public.order_events.tenant_id is 'The company.';
comment on column public.order_events.order_id is 'The order.';
comment on column public.order_events.id is 'Key.';
comment on column public.order_events.seq is 'Running number to order by: given while the order is locked, so it tells the order of events within one millisecond, too. Gaps are harmless.';
comment on column public.order_events.from_state is 'State before; empty when the order was placed.';
comment on column public.order_events.to_state is 'State after.';
comment on column public.order_events.actor is 'Who did it: buyer, platform, or system (a job).';
comment on column public.order_events.at is 'When it happened.';
comment on column public.order_events.note is 'What the buyer may read about it: carrier and tracking number, reason.';

alter table public.order_events enable row level security;

create policy buyers_read_the_history_of_their_own_orders on public.order_events
for select to authenticated
using (
  tenant_id = (select private.tenant_id())
  and exists (
    select from public.orders as o
    where o.tenant_id = order_events.tenant_id and o.id = order_events.order_id and o.buyer_id = (select private.buyer_id())
  )
);

grant select on public.order_events to authenticated, service_role;

-- source: supabase/schemas/60_orders/tables/33_order_transitions.sql
create table public.order_transitions (
  from_state text not null,
  to_state text not null,
  actors text[] not null,

  constraint order_transitions_pkey primary key (from_state, to_state),
  constraint actors_are_known check (actors <@ array['buyer', 'platform', 'system'] and cardinality(actors) > 0)
);

comment on table public.order_transitions is 'The life of an order: which state may follow which, and who may bring it about. What is not listed cannot happen.';
comment on column public.order_transitions.from_state is 'State before.';
comment on column public.order_transitions.to_state is 'State after.';
comment on column public.order_transitions.actors is 'Who may: buyer, platform, system (a job).';

-- NOTE: no policy and no grant to API roles; the life of an order is changed by migration only.
alter table public.order_transitions enable row level security;
grant select on public.order_transitions to service_role;

insert into public.order_transitions (from_state, to_state, actors) values
('awaiting_payment', 'paid', '{platform,system}'),
('awaiting_payment', 'cancelled', '{buyer,platform,system}'),
('paid', 'shipped', '{platform,system}'),
('paid', 'completed', '{platform,system}'),
('paid', 'cancelled', '{buyer,platform,system}'),
('shipped', 'delivered', '{platform,system}'),
('shipped', 'refunded', '{platform}'),
('delivered', 'completed', '{platform,system}'),
('delivered', 'refunded', '{platform}'),
('completed', 'refunded', '{platform}');

-- source: supabase/schemas/60_orders/tables/40_purchase_counters.sql
create table public.purchase_counters (
  tenant_id uuid not null,
  buyer_id uuid not null,
  offer_id uuid not null,
  units integer not null,

  constraint purchase_counters_pkey primary key (tenant_id, buyer_id, offer_id),
  -- NOTE: no foreign key to offers: each buyer's first order would lock the row of a flash sale's one offer.
  constraint units_are_not_negative check (units >= 0)
)
with (fillfactor = 80);

comment on table public.purchase_counters is 'Units a buyer has taken of an offer that has a limit per buyer; cancelled orders are given back.';
comment on column public.purchase_counters.tenant_id is 'The company.';
comment on column public.purchase_counters.buyer_id is 'The member or the card.';
comment on column public.purchase_counters.offer_id is 'The offer.';
comment on column public.purchase_counters.units is 'Units taken so far.';

-- NOTE: no policy and no grant to API roles; place_order and cancel_order count, quote_order reads.
alter table public.purchase_counters enable row level security;
grant select on public.purchase_counters to service_role;

-- source: supabase/schemas/70_cards/tables/10_card_batches.sql
create table public.card_batches (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  programme_id uuid,
  kind text not null default 'points',
  issuer text not null default 'tenant',
  title text not null,
  translations jsonb not null default '{}',
  face_value bigint,
  face_minor bigint,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  valid_days integer,
  funded_at text not null default 'issue',
  needs_activation boolean not null default false,
  last_serial integer not null default 0,
  status text not null default 'active',
  look jsonb not null default '{}',
  for_departures boolean not null default false,
  includes_company_offers boolean not null default false,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint card_batch_id_is_unique_alone unique (id),
  constraint programme_is_of_the_same_tenant foreign key (tenant_id, programme_id)
    references public.programmes (tenant_id, id) on delete restrict,
  constraint kind_is_known check (kind in ('points', 'stored_value')),
  constraint issuer_is_known check (issuer in ('tenant', 'platform')),
  constraint title_is_not_empty check (length(trim(title)) between 1 and 60),
  constraint translations_are_an_object check (jsonb_typeof(translations) = 'object'),
  constraint look_is_an_object check (jsonb_typeof(look) = 'object'),
  constraint face_value_is_a_sensible_amount check (face_value between 1 and 1000000000000),
  -- Claim codes open wallets that exist: nothing is put on them.
  constraint cards_are_funded_by_a_programme check (
    (programme_id is null) = for_departures and (face_value is null) = for_departures
  ),
  constraint stored_value_has_an_amount_of_money check ((kind = 'stored_value') = (face_minor is not null)),
  constraint amount_of_money_is_sensible check (face_minor between 1 and 1000000000000),
  constraint validity_has_a_length check (valid_from < valid_until),
  constraint validity_is_finite check (isfinite(valid_from) and isfinite(valid_until)),
  constraint days_are_sensible check (valid_days between 1 and 3660),
  constraint moment_of_funding_is_known check (funded_at in ('issue', 'activation')),
  -- Else a guest's first sign-in would move the company's budget, and could be refused for want of it.
  constraint what_is_funded_later_is_activated_by_the_issuer check (funded_at = 'issue' or needs_activation),
  constraint serials_are_counted check (last_serial >= 0),
  constraint status_is_known check (status in ('active', 'frozen', 'void'))
);

create index card_batches_by_programme on public.card_batches (tenant_id, programme_id);
create unique index one_batch_for_departures on public.card_batches (tenant_id) where for_departures;

create trigger touch_updated_at before update on public.card_batches
  for each row execute function private.touch_updated_at();

alter table public.card_batches enable row level security;

create policy guests_read_their_batch on public.card_batches for select to authenticated
  using (id = any ((select private.audience_ids())::uuid[]) and tenant_id = (select private.tenant_id()));

create policy hr_reads_all_batches on public.card_batches for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select (
  tenant_id, id, programme_id, kind, issuer, title, translations, face_value, face_minor, valid_from, valid_until, valid_days, funded_at,
  needs_activation, status, look, for_departures, includes_company_offers, created_at
) on public.card_batches to authenticated;
grant select on public.card_batches to service_role;
-- NOTE: nobody may write: batches are made by save_card_batch() and create_card_batch().

comment on table public.card_batches is
  'Cards made alike: what each is worth, from when until when it is valid, how it looks. Frozen: none of its cards may sign in or pay; void: for good.';
comment on column public.card_batches.tenant_id is 'The company whose budget pays for the cards, and whose mall they open.';
comment on column public.card_batches.id is 'The batch; also the audience by which offers are made to its cards.';
comment on column public.card_batches.programme_id is 'The programme of the points on the cards: its spending scope and refund policy hold for them. Empty for claim codes.';
comment on column public.card_batches.kind is 'points (worth face_value points), or stored_value (worth face_minor, which face_value is at the rate of the day the batch was saved).';
comment on column public.card_batches.issuer is 'Who pays: tenant (the company''s budget), or platform (each card''s value is booked as a deposit of the platform and granted in the same transaction).';
comment on column public.card_batches.title is 'The name of the card as its holder sees it, in Simplified Chinese.';
comment on column public.card_batches.translations is 'The title in other languages: {"en": {"title": "…"}}.';
comment on column public.card_batches.face_value is 'Points on each card when it is issued. Empty for claim codes.';
comment on column public.card_batches.face_minor is 'For stored_value: what each card is worth in minor units of the company''s currency.';
comment on column public.card_batches.valid_from is 'The first moment at which the cards may be used.';
comment on column public.card_batches.valid_until is 'The first moment at which they may no longer be used; also when their points expire.';
comment on column public.card_batches.valid_days is 'A card is valid to the end of the day so many days after its activation (by the issuer, or the first sign-in), and never beyond valid_until. Empty: to valid_until.';
comment on column public.card_batches.funded_at is 'When a card gets its value from the budget: issue, or activation (by the issuer).';
comment on column public.card_batches.needs_activation is 'Cards are made inactive: nobody can use them before activate_cards(). Against theft between printer and holder.';
comment on column public.card_batches.last_serial is 'The serial of the youngest card: how many there are.';
comment on column public.card_batches.status is 'active, frozen (may be taken back) or void (for good).';
comment on column public.card_batches.look is 'How the card is drawn: {"background": "#5B4FE9", "foreground": "#FFFFFF", "image_path": "…"}.';
comment on column public.card_batches.for_departures is 'The batch of the company''s claim codes for those who leave; made with the first, without programme and face value.';
comment on column public.card_batches.includes_company_offers is 'Its cards may buy what is offered to the whole company as well as what is offered to the batch.';
comment on column public.card_batches.created_at is 'When the batch was made.';
comment on column public.card_batches.updated_at is 'When it was last changed.';

-- source: supabase/schemas/70_cards/tables/20_cards.sql
create table public.cards (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  batch_id uuid not null,
  serial integer not null,
  issue_id uuid,
  number text not null,
  status text not null default 'issued',
  status_before text,
  valid_until timestamptz not null,
  counts_from_activation boolean not null default false,
  user_id uuid,
  holds_account_id uuid,
  activated_at timestamptz,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint card_id_is_unique_alone unique (id),
  constraint card_number_is_unique_in_the_world unique (number),
  constraint serial_is_unique_in_the_batch unique (tenant_id, batch_id, serial),
  constraint serials_begin_with_one check (serial >= 1),
  constraint account_exists foreign key (user_id) references auth.users (id) on delete set null,
  constraint account_belongs_to_one_card unique (user_id),
  constraint held_account_is_of_the_same_tenant foreign key (tenant_id, holds_account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint batch_is_of_the_same_tenant foreign key (tenant_id, batch_id)
    references public.card_batches (tenant_id, id) on delete restrict,
  constraint number_has_its_check_digit check (number ~ '^[1-9][0-9]{15}$' and private.damm_digit(number) = '0'),
  constraint status_is_known check (status in ('inactive', 'issued', 'active', 'frozen', 'used_up', 'expired', 'void', 'replaced')),
  constraint status_before_is_one_to_go_back_to check (status_before in ('inactive', 'issued', 'active', 'used_up')),
  constraint active_cards_were_activated check (status not in ('active', 'used_up') or activated_at is not null)
);

create index cards_by_batch on public.cards (batch_id);
create index cards_by_issue on public.cards (tenant_id, issue_id) where issue_id is not null;
create index cards_to_expire on public.cards (valid_until) where status in ('inactive', 'issued', 'active', 'used_up');
create index cards_by_held_account on public.cards (holds_account_id) where holds_account_id is not null;

create trigger touch_updated_at before update on public.cards
  for each row execute function private.touch_updated_at();
create trigger never_reuse_number before update or delete on public.cards
  for each row execute function private.never_reuse_card_number();
create trigger open_wallets_of_new_cards after insert on public.cards
  referencing new table as added for each statement execute function private.open_wallets_of_new_cards();

alter table public.cards enable row level security;

create policy guests_read_their_card on public.cards for select to authenticated
  using (id = (select private.card_id()));

grant select (tenant_id, id, batch_id, status, valid_until, activated_at) on public.cards to authenticated;
grant select on public.cards to service_role;
-- NOTE: the number is not granted to API roles: my_profile() gives it masked. Nobody may write: cards are made by issue_cards().

comment on table public.cards is
  'Gift cards. Whoever knows number and PIN is the holder. The points lie in a ledger account of the card; the PIN''s hash lies in private.card_pins.';
comment on column public.cards.tenant_id is 'The company that issued the card.';
comment on column public.cards.id is 'The card.';
comment on column public.cards.batch_id is 'The batch: face value, validity, look, and what the card may buy.';
comment on column public.cards.serial is 'Running number within the batch, from 1: printed on the card, known to its issuer, opens nothing.';
comment on column public.cards.issue_id is 'The issue it was made by; empty for cards that were not made by one.';
comment on column public.cards.number is '16 digits: the company''s prefix (4), 11 at random and a Damm check digit. Never used twice, not even after the card is void.';
comment on column public.cards.status is
  'inactive (made, but not activated by the issuer), issued (nobody has signed in yet), active, frozen, used_up (nothing left; its orders can still be seen), expired, void, replaced (lost: another card opens its wallet).';
comment on column public.cards.status_before is 'What the card was before it was frozen or expired, and is again when that ends.';
comment on column public.cards.valid_until is 'The first moment at which the card may no longer be used. Begins as the batch''s; can be extended per card.';
comment on column public.cards.counts_from_activation is 'Its validity will be shortened to the batch''s valid_days at activation, which is still to come.';
comment on column public.cards.user_id is 'The account of the guest session, made at the first sign-in. One account, one card.';
comment on column public.cards.holds_account_id is
  'The wallet that the card opens if it has none of its own: the claim code of somebody who has left opens that member''s, the replacement of a lost card that card''s.';
comment on column public.cards.activated_at is 'When somebody first signed in with number and PIN.';
comment on column public.cards.created_at is 'When the card was issued.';
comment on column public.cards.updated_at is 'When it was last changed.';

-- source: supabase/schemas/70_cards/tables/30_card_pins.sql
create table private.card_pins (
  tenant_id uuid not null,
  card_id uuid not null,
  pin_hash text not null,
  set_at timestamptz not null default private.clock(),
  primary key (tenant_id, card_id),
  constraint card_is_of_the_same_tenant foreign key (tenant_id, card_id)
    references public.cards (tenant_id, id) on delete restrict,
  constraint pin_is_kept_as_bcrypt check (pin_hash ~ '^\$2[aby]\$[0-9]{2}\$.{53}$')
);

create unique index card_pins_by_card on private.card_pins (card_id);

alter table private.card_pins enable row level security;
-- NOTE: no policy and no grant: authenticate_card() is the only reader.

comment on table private.card_pins is
  'What PINs are checked against: bcrypt over an HMAC-SHA-256 of the PIN, keyed with the secret card_pin_pepper. In a table apart, so that nothing that may read cards can read it.';
comment on column private.card_pins.tenant_id is 'The company that issued the card.';
comment on column private.card_pins.card_id is 'The card.';
comment on column private.card_pins.pin_hash is 'bcrypt; its cost is part of it (private.card_pin_cost() for new ones).';
comment on column private.card_pins.set_at is 'When the PIN was made.';

-- source: supabase/schemas/70_cards/tables/40_card_events.sql
create table public.card_events (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  batch_id uuid not null,
  card_id uuid,
  kind text not null,
  details jsonb not null default '{}',
  actor_id uuid default auth.uid(),
  at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint batch_is_of_the_same_tenant foreign key (tenant_id, batch_id)
    references public.card_batches (tenant_id, id) on delete restrict,
  constraint card_is_of_the_same_tenant foreign key (tenant_id, card_id)
    references public.cards (tenant_id, id) on delete restrict,
  constraint kind_is_known check (
    kind in (
      'batch_created', 'batch_changed', 'issued', 'exported', 'enabled', 'activated', 'frozen', 'unfrozen', 'voided', 'extended', 'replaced',
      'expired', 'sign_in_guarded', 'sign_in_released'
    )
  ),
  constraint details_are_an_object check (jsonb_typeof(details) = 'object')
);

create index card_events_by_batch on public.card_events (tenant_id, batch_id, at);
create index card_events_by_card on public.card_events (tenant_id, card_id, at) where card_id is not null;

create trigger refuse_change before update or delete or truncate on public.card_events
  for each statement execute function private.refuse_change();

alter table public.card_events enable row level security;
-- NOTE: no policy for API roles: these are the issuer's records, read in Studio.

grant select on public.card_events to service_role;

comment on table public.card_events is
  'What happened to cards and batches, never changed afterwards. An administrator watches for sign_in_guarded: somebody is guessing PINs of that batch.';
comment on column public.card_events.tenant_id is 'The company that issued the cards.';
comment on column public.card_events.id is 'The event.';
comment on column public.card_events.batch_id is 'The batch.';
comment on column public.card_events.card_id is 'The card, or null when the event is about the whole batch.';
comment on column public.card_events.kind is
  'batch_created; batch_changed; issued; exported (a part of an issue''s list left, with its PINs); enabled (activated by the issuer); activated (first sign-in); frozen; unfrozen; voided; extended; replaced; expired; sign_in_guarded (the trip-wire caught distributed guessing: strangers now take turns); sign_in_released (an administrator ended that).';
comment on column public.card_events.details is 'What else there is to know; of what an issuer did, the reason and the action_id. Never a PIN, never a whole number.';
comment on column public.card_events.actor_id is 'The account that did it; null for the platform and for events without a doer.';
comment on column public.card_events.at is 'When.';

-- source: supabase/schemas/70_cards/tables/50_sign_in_attempts.sql
create table private.sign_in_attempts (
  bucket text not null,
  key bytea not null,
  failures timestamptz[] not null default '{}',
  blocks integer not null default 0,
  blocked_until timestamptz,
  last_turn timestamptz,
  touched_at timestamptz not null default private.clock(),
  primary key (bucket, key),
  constraint bucket_is_known check (bucket in ('card', 'source', 'known_source', 'guarded_batch')),
  constraint blocks_are_counted check (blocks >= 0)
);

create index sign_in_attempts_by_age on private.sign_in_attempts (touched_at);

alter table private.sign_in_attempts enable row level security;
-- NOTE: no policy and no grant: authenticate_card() is the only reader.

comment on table private.sign_in_attempts is
  'Limits on sign-ins with number and PIN and on invitations: what was tried lately, for each card number (whether or not it exists), each source address, and each pair of a card and a source that signed in before. See docs/security.md.';
comment on column private.sign_in_attempts.bucket is
  'card: strangers trying a card number, or the invitation of a member. source: an address trying whatever. known_source: an address that signed in with that very card before. guarded_batch: the queue of a batch whose trip-wire was touched.';
comment on column private.sign_in_attempts.key is 'HMAC of the number (or of company and employee number), of the address, or of both: neither can be read here.';
comment on column private.sign_in_attempts.failures is 'When the failed attempts of the window were made; a running attempt counts as failed until it has succeeded.';
comment on column private.sign_in_attempts.blocks is 'How often in a row the limit was reached: the delay doubles each time.';
comment on column private.sign_in_attempts.blocked_until is 'No attempt before this moment.';
comment on column private.sign_in_attempts.last_turn is 'The latest turn that was promised in the queue of this card or batch (private.sign_in_turns).';
comment on column private.sign_in_attempts.touched_at is 'The last attempt. Rows nobody has touched for two days are removed.';

-- source: supabase/schemas/70_cards/tables/51_sign_in_turns.sql
create table private.sign_in_turns (
  queue bytea not null,
  source_key bytea not null,
  due_at timestamptz not null,
  primary key (queue, source_key)
);

create index sign_in_turns_by_due_time on private.sign_in_turns (due_at);

alter table private.sign_in_turns enable row level security;
-- NOTE: no policy and no grant: authenticate_card() is the only reader.

comment on table private.sign_in_turns is
  'Promised turns: when the free attempts at a card are used up, each source gets one attempt at a time of its own, which nobody else can use up. So an owner gets in by waiting, whatever an attacker does.';
comment on column private.sign_in_turns.queue is 'The card number''s HMAC, or the id of a guarded batch.';
comment on column private.sign_in_turns.source_key is 'Whose turn it is: the HMAC of the source address.';
comment on column private.sign_in_turns.due_at is 'From when on the one attempt may be made.';

-- source: supabase/schemas/70_cards/tables/52_card_sources.sql
create table private.card_sources (
  tenant_id uuid not null,
  card_id uuid not null,
  source_key bytea not null,
  last_success_at timestamptz not null default private.clock(),
  primary key (tenant_id, card_id, source_key),
  constraint card_is_of_the_same_tenant foreign key (tenant_id, card_id)
    references public.cards (tenant_id, id) on delete restrict
);

create index card_sources_by_age on private.card_sources (last_success_at);

alter table private.card_sources enable row level security;
-- NOTE: no policy and no grant: authenticate_card() is the only reader.

comment on table private.card_sources is
  'Where a card was signed in from with the right PIN. Such a source has attempts of its own that no stranger can use up.';
comment on column private.card_sources.tenant_id is 'The company that issued the card.';
comment on column private.card_sources.card_id is 'The card.';
comment on column private.card_sources.source_key is 'HMAC of the source address.';
comment on column private.card_sources.last_success_at is 'The last right PIN from there; forgotten after 180 days.';

-- source: supabase/schemas/70_cards/tables/53_batch_guards.sql
create table private.batch_guards (
  batch_id uuid primary key,
  misses numeric not null default 0,
  counted_at timestamptz not null default private.clock(),
  guarded_until timestamptz,
  constraint misses_are_not_negative check (misses >= 0)
);

alter table private.batch_guards enable row level security;
-- NOTE: no policy and no grant: authenticate_card() is the only reader.
-- NOTE: no foreign key: attempts at numbers that are no card are counted under the nil UUID, so that they cost the same time.

comment on table private.batch_guards is
  'The trip-wire of each batch: wrong PINs at its cards from strangers, less first sign-ins, draining with time. When it overflows, strangers take turns for the whole batch.';
comment on column private.batch_guards.batch_id is 'The batch, or the nil UUID for numbers that are no card.';
comment on column private.batch_guards.misses is 'The level at counted_at.';
comment on column private.batch_guards.counted_at is 'When the level was last counted.';
comment on column private.batch_guards.guarded_until is 'While in the future, strangers have no free attempts at the cards of this batch, only turns.';

-- source: supabase/schemas/70_cards/tables/60_card_issues.sql
create table public.card_issues (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  batch_id uuid not null,
  -- Not "count", which PostgREST takes for the number of rows.
  wanted integer not null,
  made integer not null default 0,
  state text not null default 'making',
  exported_parts integer[] not null default '{}',
  error_code text,
  error_details jsonb,
  created_by uuid,
  actor_id uuid default auth.uid(),
  idempotency_key text not null,
  request_hash bytea not null,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint card_issue_id_is_unique_alone unique (id),
  constraint batch_is_of_the_same_tenant foreign key (tenant_id, batch_id)
    references public.card_batches (tenant_id, id) on delete restrict,
  constraint created_by_is_of_the_same_tenant foreign key (tenant_id, created_by)
    references public.members (tenant_id, id) on delete restrict,
  constraint one_issue_per_key unique nulls not distinct (tenant_id, actor_id, idempotency_key),
  constraint number_is_sensible check (wanted between 1 and 100000),
  constraint no_more_are_made_than_wanted check (made between 0 and wanted),
  constraint state_is_known check (state in ('making', 'ready', 'exporting', 'exported')),
  constraint making_ends_when_all_are_made check ((state = 'making') = (made < wanted))
);

create index card_issues_by_batch on public.card_issues (tenant_id, batch_id);
create index card_issues_under_way on public.card_issues (updated_at) where state = 'making';
create index card_issues_by_member on public.card_issues (tenant_id, created_by) where created_by is not null;

create trigger touch_updated_at before update on public.card_issues
  for each row execute function private.touch_updated_at();

alter table public.cards add constraint issue_is_of_the_same_tenant foreign key (tenant_id, issue_id)
  references public.card_issues (tenant_id, id) on delete restrict;

alter table public.card_issues enable row level security;

create policy hr_reads_all_card_issues on public.card_issues for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select (
  tenant_id, id, batch_id, wanted, made, state, exported_parts, error_code, error_details, created_by, created_at, updated_at
) on public.card_issues to authenticated;
grant select on public.card_issues to service_role;

comment on table public.card_issues is 'Cards made in one go: how many, how far it has come, and which parts of the list with the PINs have left.';
comment on column public.card_issues.tenant_id is 'The company whose mall the cards open.';
comment on column public.card_issues.id is 'Key.';
comment on column public.card_issues.batch_id is 'The batch.';
comment on column public.card_issues.wanted is 'How many cards are wanted.';
comment on column public.card_issues.made is 'How many there are.';
comment on column public.card_issues.state is 'making (continue_card_issue() makes the next ones), ready (all are made), exporting (some parts of the list have left), exported (all have).';
comment on column public.card_issues.exported_parts is 'The parts of the list (2,000 cards each, from 1) that have left: each leaves once.';
comment on column public.card_issues.error_code is 'Why the last try made none, e.g. insufficient_budget; empty once it goes on.';
comment on column public.card_issues.error_details is 'The details of that error.';
comment on column public.card_issues.created_by is 'The HR manager who started it; empty for the platform.';
comment on column public.card_issues.actor_id is 'The account that started it.';
comment on column public.card_issues.idempotency_key is 'The caller''s key: the same key and request is the same issue.';
comment on column public.card_issues.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.card_issues.created_at is 'When it was started.';
comment on column public.card_issues.updated_at is 'When it was last changed.';

-- source: supabase/schemas/70_cards/tables/61_pins_to_export.sql
create table private.pins_to_export (
  issue_id uuid not null,
  place integer not null,
  tenant_id uuid not null,
  card_id uuid not null,
  pin bytea not null,
  primary key (issue_id, place),
  constraint issue_exists foreign key (issue_id) references public.card_issues (id) on delete restrict,
  constraint card_is_of_the_same_tenant foreign key (tenant_id, card_id)
    references public.cards (tenant_id, id) on delete restrict
);

create index pins_to_export_by_card on private.pins_to_export (tenant_id, card_id);

alter table private.pins_to_export enable row level security;
-- NOTE: no policy and no grant: export_card_issue() is the only reader.

comment on table private.pins_to_export is
  'PINs of cards whose part of the list has not left yet, encrypted. Rows go as their part leaves; after that nobody can tell a PIN any more.';
comment on column private.pins_to_export.issue_id is 'The issue.';
comment on column private.pins_to_export.place is 'The card''s place in the issue, from 1: part 1 holds places 1 to 2,000.';
comment on column private.pins_to_export.tenant_id is 'The company.';
comment on column private.pins_to_export.card_id is 'The card.';
comment on column private.pins_to_export.pin is 'The PIN, encrypted by private.seal_pin().';

-- source: supabase/schemas/70_cards/tables/62_card_actions.sql
create table private.card_actions (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  action text not null,
  member_id uuid,
  actor_id uuid default auth.uid(),
  reason text not null,
  idempotency_key text not null,
  request_hash bytea not null,
  answer jsonb not null,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint one_card_action_per_key unique nulls not distinct (tenant_id, actor_id, idempotency_key),
  constraint action_is_known check (action in ('activate', 'freeze', 'unfreeze', 'void', 'extend', 'replace')),
  constraint reason_is_not_empty check (length(btrim(reason)) between 1 and 200)
);

create trigger refuse_change before update or delete or truncate on private.card_actions
  for each statement execute function private.refuse_change();

alter table private.card_actions enable row level security;
-- NOTE: no policy and no grant: the functions that act on cards are the only readers.

comment on table private.card_actions is 'What issuers did to cards, one row per call: who, when, why, and the answer for whoever asks again with the same key. Append only.';
comment on column private.card_actions.tenant_id is 'The company of the cards.';
comment on column private.card_actions.id is 'Key; the events of the cards name it.';
comment on column private.card_actions.action is 'activate, freeze, unfreeze, void, extend or replace.';
comment on column private.card_actions.member_id is 'The HR manager; empty for the platform.';
comment on column private.card_actions.actor_id is 'The account that called.';
comment on column private.card_actions.reason is 'Why, in the caller''s words.';
comment on column private.card_actions.idempotency_key is 'The caller''s key.';
comment on column private.card_actions.request_hash is 'SHA-256 of the request that came with the key.';
comment on column private.card_actions.answer is 'The answer that was given, without any PIN.';
comment on column private.card_actions.created_at is 'When.';

-- source: supabase/schemas/70_cards/tables/90_cards_as_buyers.sql
-- Cards are made after orders; here the tables of buyers and audiences learn to whom card_id and a card batch point.

alter table public.offers
  add column card_batch_id uuid generated always as (case when audience_kind = 'card_batch' then audience_id end) stored,
  add constraint card_batch_of_the_tenant foreign key (tenant_id, card_batch_id)
    references public.card_batches (tenant_id, id) on delete cascade;
alter table public.addresses
  add constraint card_of_the_tenant foreign key (tenant_id, card_id) references public.cards (tenant_id, id) on delete cascade;
alter table public.cart_lines
  add constraint card_of_the_tenant foreign key (tenant_id, card_id) references public.cards (tenant_id, id) on delete cascade;
alter table public.departures
  add constraint claim_card_of_the_tenant foreign key (tenant_id, claim_card_id) references public.cards (tenant_id, id) on delete restrict;
create index departures_by_claim_card on public.departures (tenant_id, claim_card_id) where claim_card_id is not null;
create trigger cards_that_ordered_stay before delete on public.cards
for each row execute function private.refuse_deletion_of_buyer();

comment on column public.offers.card_batch_id is 'Kept by the database: the audience, if it is a card batch.';

-- source: supabase/schemas/80_packs/tables/10_packs.sql
create table public.packs (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  title text not null,
  translations jsonb not null default '{}',
  greeting text not null default '',
  signature text not null default '',
  theme text not null default 'plain',
  picture_path text,
  value_points bigint not null,
  uses integer not null default 1,
  valid_until timestamptz,
  valid_days integer,
  allow_swaps boolean not null default false,
  status text not null default 'draft',
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),

  constraint packs_pkey primary key (tenant_id, id),
  -- The platform names a pack without its company.
  constraint pack_id_is_unique_alone unique (id),
  constraint title_has_1_to_60_characters check (length(btrim(title)) between 1 and 60),
  constraint greeting_has_at_most_500_characters check (length(greeting) <= 500),
  constraint signature_has_at_most_100_characters check (length(signature) <= 100),
  constraint translations_by_locale check (private.is_translations(translations)),
  constraint theme_is_known check (theme in ('mid_autumn', 'spring_festival', 'dragon_boat', 'birthday', 'plain')),
  constraint value_is_a_sensible_amount check (value_points between 0 and 1000000000),
  constraint uses_are_sensible check (uses between 1 and 100),
  constraint validity_is_a_moment_or_days check (num_nonnulls(valid_until, valid_days) = 1),
  constraint days_are_sensible check (valid_days between 1 and 3650),
  constraint status_is_known check (status in ('draft', 'active', 'closed'))
);

comment on table public.packs is 'Gift packs of a company: what holders may choose, what one use costs the company, and how the page of the festival looks. Made as a draft, fixed by activate_pack.';
comment on column public.packs.tenant_id is 'The company that gives it.';
comment on column public.packs.id is 'Key.';
comment on column public.packs.title is 'Name in Simplified Chinese.';
comment on column public.packs.translations is 'Other languages: {"en": {"title": "…", "greeting": "…", "signature": "…"}}.';
comment on column public.packs.greeting is 'What the company wishes its people, in Simplified Chinese.';
comment on column public.packs.signature is 'Who signs the greeting, in Simplified Chinese.';
comment on column public.packs.theme is 'How its page is drawn: mid_autumn, spring_festival, dragon_boat, birthday or plain.';
comment on column public.packs.picture_path is 'Picture, relative to the storage bucket media; empty: the theme''s own.';
comment on column public.packs.value_points is 'What one use costs the budget that grants it, in points; 0 where the platform charges otherwise.';
comment on column public.packs.uses is 'How many times a holder may choose, unless the grant says otherwise.';
comment on column public.packs.valid_until is 'First moment at which it can no longer be redeemed; or valid_days.';
comment on column public.packs.valid_days is 'Days from the grant, its last one included, to the end of the day in the company''s time zone; or valid_until.';
comment on column public.packs.allow_swaps is 'Whether something out of stock may be swapped for something else of no more value.';
comment on column public.packs.status is 'draft (may be changed), active (may be granted), closed (no longer granted; what was granted stays good).';
comment on column public.packs.created_at is 'When it was entered.';
comment on column public.packs.updated_at is 'When it was last changed.';

create trigger touch_updated_at before update on public.packs
for each row execute function private.touch_updated_at();
create trigger keep_terms before insert or update on public.packs
for each row execute function private.keep_pack_terms();

alter table public.packs enable row level security;

create policy operators_read_packs_of_their_company on public.packs
for select to authenticated
using (
  tenant_id = (select private.tenant_id())
  and (
    (select private.has_role('hr_manager'))
    or (select private.has_role('department_admin'))
    or (select private.has_role('group_admin'))
  )
);

-- NOTE: holders read a pack through my_packs and pack_detail: a pack that is not theirs is none of their business.
grant select on public.packs to authenticated;
grant select, insert, update, delete on public.packs to service_role;

-- source: supabase/schemas/80_packs/tables/20_pack_sections.sql
create table public.pack_sections (
  tenant_id uuid not null,
  pack_id uuid not null,
  section_no integer not null,
  kind text not null,
  title text not null default '',
  translations jsonb not null default '{}',
  choose_count integer,
  amount_points bigint,

  constraint pack_sections_pkey primary key (tenant_id, pack_id, section_no),
  constraint pack_of_the_tenant foreign key (tenant_id, pack_id) references public.packs (tenant_id, id) on delete cascade,
  constraint section_no_is_sensible check (section_no between 1 and 20),
  constraint kind_is_known check (kind in ('fixed', 'choose_count', 'choose_amount')),
  constraint title_has_at_most_60_characters check (length(title) <= 60),
  constraint translations_by_locale check (private.is_translations(translations)),
  constraint count_of_choices_is_sensible check (choose_count between 1 and 999),
  constraint amount_is_sensible check (amount_points between 1 and 1000000000),
  constraint limit_fits_the_kind check (
    (choose_count is not null) = (kind = 'choose_count') and (amount_points is not null) = (kind = 'choose_amount')
  )
);

comment on table public.pack_sections is 'Sections of a pack: fixed contents, a choice of so many units, or a choice up to an amount.';
comment on column public.pack_sections.tenant_id is 'The company.';
comment on column public.pack_sections.pack_id is 'The pack.';
comment on column public.pack_sections.section_no is 'Place in the pack, from 1.';
comment on column public.pack_sections.kind is 'fixed (all of it), choose_count (so many units), choose_amount (units up to so many points).';
comment on column public.pack_sections.title is 'Heading in Simplified Chinese; may be empty.';
comment on column public.pack_sections.translations is 'Other languages: {"en": {"title": "…"}}.';
comment on column public.pack_sections.choose_count is 'For choose_count: units to choose in one use.';
comment on column public.pack_sections.amount_points is 'For choose_amount: points that the chosen units may be worth in one use.';

create trigger refuse_change_of_granted before insert or update or delete on public.pack_sections
for each row execute function private.refuse_change_of_active_pack();

alter table public.pack_sections enable row level security;

create policy whoever_reads_the_pack_reads_its_sections on public.pack_sections
for select to authenticated
using (exists (select from public.packs p where p.tenant_id = pack_sections.tenant_id and p.id = pack_sections.pack_id));

grant select on public.pack_sections to authenticated;
grant select, insert, update, delete on public.pack_sections to service_role;

-- source: supabase/schemas/80_packs/tables/30_pack_items.sql
create table public.pack_items (
  tenant_id uuid not null,
  pack_id uuid not null,
  section_no integer not null,
  sku_id uuid not null references public.skus (id) on delete restrict,
  units integer,
  min_units integer not null default 0,
  max_units integer,
  value_points bigint,
  position integer not null default 0,

  constraint pack_items_pkey primary key (tenant_id, pack_id, section_no, sku_id),
  constraint section_of_the_pack foreign key (tenant_id, pack_id, section_no)
  references public.pack_sections (tenant_id, pack_id, section_no) on delete cascade,
  constraint units_are_sensible check (units between 1 and 999),
  constraint minimum_is_sensible check (min_units between 0 and 999),
  constraint maximum_is_sensible check (max_units between 1 and 999),
  constraint minimum_within_maximum check (min_units <= max_units),
  constraint value_is_sensible check (value_points between 1 and 1000000000)
);

comment on table public.pack_items is 'What a section of a pack contains or lets choose.';
comment on column public.pack_items.tenant_id is 'The company.';
comment on column public.pack_items.pack_id is 'The pack.';
comment on column public.pack_items.section_no is 'The section.';
comment on column public.pack_items.sku_id is 'The SKU. It needs no offer: a pack may hold what the mall does not sell.';
comment on column public.pack_items.units is 'For fixed contents: units in one use.';
comment on column public.pack_items.min_units is 'Units that must be among those chosen; 0: none need be.';
comment on column public.pack_items.max_units is 'Most units in one use; empty: as many as the section allows.';
comment on column public.pack_items.value_points is 'What one unit is worth, in points: counts up in a choice by amount, and limits what it may be swapped for.';
comment on column public.pack_items.position is 'Order within the section, smallest first.';

create index pack_items_by_sku on public.pack_items (sku_id);

create trigger refuse_change_of_granted before insert or update or delete on public.pack_items
for each row execute function private.refuse_change_of_active_pack();

alter table public.pack_items enable row level security;

create policy whoever_reads_the_pack_reads_its_items on public.pack_items
for select to authenticated
using (exists (select from public.packs p where p.tenant_id = pack_items.tenant_id and p.id = pack_items.pack_id));

grant select on public.pack_items to authenticated;
grant select, insert, update, delete on public.pack_items to service_role;

-- source: supabase/schemas/80_packs/tables/40_pack_grants.sql
create table public.pack_grants (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  pack_id uuid not null,
  source text not null,
  budget_account_id uuid not null,
  granted_by uuid,
  entitlements integer not null,
  uses integer not null,
  total_points bigint not null,
  budget_left bigint not null,
  note text,
  actor_id uuid default auth.uid(),
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default private.clock(),
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,

  constraint pack_grants_pkey primary key (tenant_id, id),
  constraint pack_of_the_tenant foreign key (tenant_id, pack_id) references public.packs (tenant_id, id) on delete restrict,
  constraint budget_of_the_tenant foreign key (tenant_id, budget_account_id)
  references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint granter_of_the_tenant foreign key (tenant_id, granted_by) references public.members (tenant_id, id) on delete restrict,
  constraint source_is_known check (source in ('manual', 'card', 'purchase')),
  constraint somebody_was_granted check (entitlements > 0),
  constraint total_is_not_negative check (total_points >= 0),
  constraint note_has_at_most_200_characters check (length(note) <= 200),
  constraint key_comes_with_request check (num_nonnulls(idempotency_key, request_hash) in (0, 2)),
  constraint reason_comes_with_moment check ((voided_at is null) = (void_reason is null))
);

comment on table public.pack_grants is 'Grants of packs: to whom is in pack_entitlements.';
comment on column public.pack_grants.tenant_id is 'The company.';
comment on column public.pack_grants.id is 'Key; the grant_id of its transactions in the ledger.';
comment on column public.pack_grants.pack_id is 'The pack.';
comment on column public.pack_grants.source is 'manual (an operator), card (issue or activation of cards) or purchase (bought in the mall).';
comment on column public.pack_grants.budget_account_id is 'The budget that paid, and to which comes back what is not redeemed.';
comment on column public.pack_grants.granted_by is 'The operator; empty for cards, purchases and the platform.';
comment on column public.pack_grants.entitlements is 'How many entitlements were given.';
comment on column public.pack_grants.uses is 'Uses of each.';
comment on column public.pack_grants.total_points is 'What the budget paid, in points.';
comment on column public.pack_grants.budget_left is 'What the budget held afterwards, in points.';
comment on column public.pack_grants.note is 'Remark for the books.';
comment on column public.pack_grants.actor_id is 'Account (auth.users) of whoever called; empty for the platform and for jobs.';
comment on column public.pack_grants.idempotency_key is 'The caller''s key: the same key and request gives the first answer again.';
comment on column public.pack_grants.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.pack_grants.created_at is 'When it was granted.';
comment on column public.pack_grants.voided_at is 'When it was taken back; empty: it was not.';
comment on column public.pack_grants.voided_by is 'The member who took it back.';
comment on column public.pack_grants.void_reason is 'Why.';

create index pack_grants_by_pack on public.pack_grants (pack_id);
create unique index one_pack_grant_per_key on public.pack_grants (tenant_id, actor_id, idempotency_key)
  nulls not distinct where idempotency_key is not null;

alter table public.pack_grants enable row level security;

create policy hr_reads_pack_grants on public.pack_grants
for select to authenticated
using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy operators_read_pack_grants_of_their_own on public.pack_grants
for select to authenticated
using (tenant_id = (select private.tenant_id()) and granted_by = (select private.member_id()));

-- NOTE: the key and its request are not for clients. Nobody may write: grant_pack does.
grant select (
  tenant_id, id, pack_id, source, budget_account_id, granted_by, entitlements, uses, total_points, budget_left, note, created_at,
  voided_at, voided_by, void_reason
) on public.pack_grants to authenticated;
grant select on public.pack_grants to service_role;

-- source: supabase/schemas/80_packs/tables/50_pack_entitlements.sql
create table public.pack_entitlements (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  pack_id uuid not null,
  grant_id uuid not null,
  member_id uuid,
  card_id uuid,
  holder_id uuid not null generated always as (coalesce(member_id, card_id)) stored,
  value_points bigint not null,
  uses_total integer not null,
  uses_begun integer not null default 0,
  uses_done integer not null default 0,
  valid_until timestamptz not null,
  state text not null default 'open',
  returned_points bigint not null default 0,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),

  constraint pack_entitlements_pkey primary key (tenant_id, id),
  constraint pack_of_the_tenant foreign key (tenant_id, pack_id) references public.packs (tenant_id, id) on delete restrict,
  constraint grant_of_the_tenant foreign key (tenant_id, grant_id) references public.pack_grants (tenant_id, id) on delete restrict,
  constraint member_of_the_tenant foreign key (tenant_id, member_id) references public.members (tenant_id, id) on delete restrict,
  constraint card_of_the_tenant foreign key (tenant_id, card_id) references public.cards (tenant_id, id) on delete restrict,
  constraint one_holder check (num_nonnulls(member_id, card_id) = 1),
  constraint uses_are_counted check (uses_done between 0 and uses_begun and uses_begun <= uses_total),
  constraint state_is_known check (state in ('open', 'expired', 'void'))
)
with (fillfactor = 80);

comment on table public.pack_entitlements is 'Packs that somebody holds: one row per holder and grant. A use is begun with its first redemption, and done when nothing more fits into any section.';
comment on column public.pack_entitlements.tenant_id is 'The company.';
comment on column public.pack_entitlements.id is 'Key.';
comment on column public.pack_entitlements.pack_id is 'The pack.';
comment on column public.pack_entitlements.grant_id is 'The grant it came with.';
comment on column public.pack_entitlements.member_id is 'The holder, if a member.';
comment on column public.pack_entitlements.card_id is 'The holder, if a card.';
comment on column public.pack_entitlements.holder_id is 'Kept by the database: the member or the card.';
comment on column public.pack_entitlements.value_points is 'What one use cost the budget, in points; lies in the company''s committed account until the use is begun.';
comment on column public.pack_entitlements.uses_total is 'How many times the holder may choose.';
comment on column public.pack_entitlements.uses_begun is 'Uses of which something is redeemed.';
comment on column public.pack_entitlements.uses_done is 'Uses into which nothing more fits.';
comment on column public.pack_entitlements.valid_until is 'First moment at which it can no longer be redeemed.';
comment on column public.pack_entitlements.state is 'open (also when it is used up), expired, or void (taken back; the holder no longer sees it).';
comment on column public.pack_entitlements.returned_points is 'What went back to the budget when it expired or was voided, in points.';
comment on column public.pack_entitlements.created_at is 'When it was granted.';
comment on column public.pack_entitlements.updated_at is 'When it last changed.';

create index pack_entitlements_by_holder on public.pack_entitlements (holder_id);
create index pack_entitlements_by_grant on public.pack_entitlements (grant_id);
create index pack_entitlements_by_pack on public.pack_entitlements (pack_id);
create index pack_entitlements_to_expire on public.pack_entitlements (valid_until) where state = 'open';

create trigger touch_updated_at before update on public.pack_entitlements
for each row execute function private.touch_updated_at();

alter table public.pack_entitlements enable row level security;

create policy holders_read_their_own_entitlements on public.pack_entitlements
for select to authenticated
using (tenant_id = (select private.tenant_id()) and holder_id = (select private.buyer_id()));

-- NOTE: HR is not among the readers: uses tell whether and when somebody has chosen. pack_usage gives the counts.
grant select (
  tenant_id, id, pack_id, member_id, card_id, holder_id, uses_total, uses_begun, uses_done, valid_until, state, created_at
) on public.pack_entitlements to authenticated;
grant select on public.pack_entitlements to service_role;

-- source: supabase/schemas/80_packs/tables/60_pack_choices.sql
create table public.pack_choices (
  tenant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  entitlement_id uuid not null,
  use_no integer not null,
  section_no integer not null,
  sku_id uuid not null,
  delivered_sku_id uuid not null,
  units integer not null,
  returned_at timestamptz,

  constraint pack_choices_pkey primary key (tenant_id, order_id, line_no),
  constraint line_of_the_order foreign key (tenant_id, order_id, line_no)
  references public.order_lines (tenant_id, order_id, line_no) on delete restrict,
  constraint entitlement_of_the_tenant foreign key (tenant_id, entitlement_id)
  references public.pack_entitlements (tenant_id, id) on delete restrict,
  constraint use_no_is_positive check (use_no > 0),
  constraint units_are_positive check (units > 0)
);

comment on table public.pack_choices is 'The slots of entitlements that are taken: what was chosen from a pack, by the line of the order that brings it.';
comment on column public.pack_choices.tenant_id is 'The company.';
comment on column public.pack_choices.order_id is 'The order.';
comment on column public.pack_choices.line_no is 'Its line.';
comment on column public.pack_choices.entitlement_id is 'The entitlement.';
comment on column public.pack_choices.use_no is 'Which of its uses, from 1.';
comment on column public.pack_choices.section_no is 'The section of the pack.';
comment on column public.pack_choices.sku_id is 'The item of the section whose slots are taken.';
comment on column public.pack_choices.delivered_sku_id is 'What comes: the same, or what it was swapped for.';
comment on column public.pack_choices.units is 'Units.';
comment on column public.pack_choices.returned_at is 'When the slots were given back because the order was cancelled or refunded; empty: they are taken.';

create index pack_choices_taken on public.pack_choices (entitlement_id, use_no) where returned_at is null;

-- NOTE: no policy and no grant to API roles; holders read their choices through pack_detail.
alter table public.pack_choices enable row level security;
grant select on public.pack_choices to service_role;

-- source: supabase/schemas/90_audit/tables/10_ledger_seals.sql
create table public.ledger_seals (
  tenant_id uuid not null references public.tenants on delete restrict,
  day date not null,
  transactions bigint not null,
  transfers bigint not null,
  root bytea not null,
  previous_root bytea,
  sealed_at timestamptz not null default private.clock(),
  primary key (tenant_id, day),
  constraint counts_are_not_negative check (transactions >= 0 and transfers >= 0),
  constraint roots_are_sha_256 check (length(root) = 32 and length(previous_root) = 32)
);

create trigger refuse_change before update or delete or truncate on public.ledger_seals
  for each statement execute function private.refuse_change();

alter table public.ledger_seals enable row level security;
create policy hr_reads_the_seals_of_the_company on public.ledger_seals for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select (tenant_id, day, transactions, transfers, root, sealed_at) on public.ledger_seals to authenticated;
grant select on public.ledger_seals to service_role;

comment on table public.ledger_seals is 'One fingerprint per company and day of everything that was booked. A company that keeps the root elsewhere can prove later whether a row of that day was edited, added or deleted, by whomsoever: see docs/audit.md. Append only.';
comment on column public.ledger_seals.tenant_id is 'The company.';
comment on column public.ledger_seals.day is 'The day that it seals, in UTC. The first seal of a company also covers everything earlier.';
comment on column public.ledger_seals.transactions is 'How many transactions it covers.';
comment on column public.ledger_seals.transfers is 'How many transfers they have.';
comment on column public.ledger_seals.root is 'SHA-256 over the fingerprints of all of them, the counts and the root of the day before (private.seal_root).';
comment on column public.ledger_seals.previous_root is 'The root of the day before; empty in the first seal.';
comment on column public.ledger_seals.sealed_at is 'When it was sealed, at the earliest an hour after the day''s end.';

-- source: supabase/schemas/90_audit/tables/20_ledger_seal_leaves.sql
create table private.ledger_seal_leaves (
  tenant_id uuid not null,
  day date not null,
  chunk_no integer not null,
  leaves bytea not null,
  primary key (tenant_id, day, chunk_no),
  constraint seal_is_of_the_same_tenant foreign key (tenant_id, day)
    references public.ledger_seals (tenant_id, day) on delete restrict,
  constraint leaves_are_whole check (length(leaves) between 48 and 48 * 1024 and length(leaves) % 48 = 0)
);

-- Nothing in it can be compressed: fingerprints are as good as random.
alter table private.ledger_seal_leaves alter column leaves set storage external;

create trigger refuse_change before update or delete or truncate on private.ledger_seal_leaves
  for each statement execute function private.refuse_change();

alter table private.ledger_seal_leaves enable row level security;

comment on table private.ledger_seal_leaves is 'What the roots of ledger_seals were made of, so that verify_seal() can name the row that was touched. In rows of 1,024, because a row of its own for each transaction would be as large as the journal itself.';
comment on column private.ledger_seal_leaves.tenant_id is 'The company.';
comment on column private.ledger_seal_leaves.day is 'The day.';
comment on column private.ledger_seal_leaves.chunk_no is 'Number within the day, from 0; transactions are in the order of their keys.';
comment on column private.ledger_seal_leaves.leaves is 'For each transaction its key (16 bytes) and its fingerprint (32 bytes, private.ledger_leaves).';

-- source: supabase/schemas/10_tenancy/functions/card_summary.sql
create function private.card_summary(tenant_id uuid, card_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', c.id,
    'card_no_masked', private.mask_card_number(c.number),
    'title', b.title,
    'translations', b.translations,
    'valid_until', c.valid_until,
    'status', c.status
  )
  from public.cards c
  join public.card_batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id
  where c.tenant_id = card_summary.tenant_id and c.id = card_summary.card_id
$$;

comment on function private.card_summary(uuid, uuid) is 'The card as my_profile() shows it, or null.';

-- source: supabase/schemas/10_tenancy/functions/invitation_key.sql
create function private.invitation_key(tenant_code text, employee_no text) returns bytea
language sql stable set search_path = '' as $$
  select extensions.hmac(
    'invitation:' || lower(coalesce(tenant_code, '')) || ':' || lower(coalesce(employee_no, '')),
    private.secret('invite_code_pepper'), 'sha256'
  )
$$;

comment on function private.invitation_key(text, text) is
  'The key under which attempts at somebody''s invitation are counted, whether or not there is one.';

-- source: supabase/schemas/10_tenancy/functions/invite_member.sql
create function public.invite_member(tenant_id uuid, member_id uuid, valid_for interval default '14 days') returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- Crockford's alphabet: 32 signs without those that look alike, so each byte gives 5 bits evenly.
  alphabet constant text := '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  random_bytes constant bytea := extensions.gen_random_bytes(10);
  code text;
begin
  if not exists (
    select
    from public.members m
    where m.tenant_id = invite_member.tenant_id and m.id = invite_member.member_id and m.status = 'invited' and m.user_id is null
  ) then
    perform private.fail('member_not_found', 404);
  end if;
  select string_agg(substr(alphabet, get_byte(random_bytes, i) % 32 + 1, 1), '' order by i) into code
  from generate_series(0, 9) i;
  insert into private.member_invites as v (tenant_id, member_id, code_hash, expires_at)
  values (
    invite_member.tenant_id, invite_member.member_id, private.invite_code_hash(code), private.clock() + valid_for
  )
  on conflict on constraint member_invites_pkey do update
  set code_hash = excluded.code_hash, expires_at = excluded.expires_at, used_at = null, created_at = excluded.created_at;
  return substr(code, 1, 5) || '-' || substr(code, 6);
end
$$;

comment on function public.invite_member(uuid, uuid, interval) is
  'Makes the invitation code with which an invited member activates the account, and gives it: the only time it is shown. A new code replaces the old one. 50 random bits. For the platform (service_role). Errors: member_not_found (none of this company that is invited and without account).';

grant execute on function public.invite_member(uuid, uuid, interval) to service_role;

-- source: supabase/schemas/10_tenancy/functions/link_member_user.sql
create function public.link_member_user(member_id uuid, user_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  member public.members;
begin
  select * into member from public.members m where m.id = link_member_user.member_id for update;
  if member.id is null or link_member_user.user_id is null then
    perform private.fail('member_not_found', 404);
  elsif member.user_id is distinct from link_member_user.user_id and (
    member.user_id is not null
    or member.status <> 'invited'
    -- Whoever holds a session of that account would become this member.
    or exists (select from public.members m where m.user_id = link_member_user.user_id)
    or exists (select from public.cards c where c.user_id = link_member_user.user_id)
  ) then
    perform private.fail('account_exists', 409);
  elsif member.user_id is null then
    update public.members m
    set user_id = link_member_user.user_id, status = 'active'
    where m.tenant_id = member.tenant_id and m.id = member.id;
    update private.member_invites i
    set used_at = private.clock()
    where i.tenant_id = member.tenant_id and i.member_id = member.id;
  end if;
  return jsonb_build_object('member_id', member.id, 'user_id', link_member_user.user_id);
end
$$;

comment on function public.link_member_user(uuid, uuid) is
  'Ties an invited member to an account, makes the member active and the invitation used; again with the same account changes nothing. Only service_role: the edge function auth. Gives {member_id, user_id}. Errors: member_not_found, account_exists (the member has another account or is not invited any more, or the account is another member''s or a card''s).';

grant execute on function public.link_member_user(uuid, uuid) to service_role;

-- source: supabase/schemas/10_tenancy/functions/member_summary.sql
create function private.member_summary(tenant_id uuid, member_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', m.id,
    'employee_no', m.employee_no,
    'name', m.name,
    'department', jsonb_build_object('id', d.id, 'name', d.name, 'translations', d.translations),
    'roles', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object('role', r.role, 'department_id', r.department_id, 'group_id', r.group_id) order by r.created_at, r.id
        )
        from public.member_roles r
        where r.tenant_id = m.tenant_id and r.member_id = m.id
      ),
      '[]'
    )
  )
  from public.members m
  join public.departments d on d.tenant_id = m.tenant_id and d.id = m.department_id
  where m.tenant_id = member_summary.tenant_id and m.id = member_summary.member_id
$$;

comment on function private.member_summary(uuid, uuid) is 'The member as my_profile() shows it, or null.';

-- source: supabase/schemas/10_tenancy/functions/my_profile.sql
create function public.my_profile() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_buyer();
begin
  return jsonb_build_object(
    'kind', case when caller.member_id is null then 'card' else 'member' end,
    'tenant', (
      select jsonb_build_object(
        'id', t.id, 'code', t.code, 'name', t.name, 'translations', t.translations, 'logo_path', t.logo_path, 'theme', t.theme,
        'points_name', t.points_name, 'points_unit', t.points_unit, 'rate_points', t.rate_points, 'rate_minor', t.rate_minor,
        'currency', t.currency, 'time_zone', t.time_zone
      )
      from public.tenants t
      where t.id = caller.tenant_id
    ),
    'member', private.member_summary(caller.tenant_id, caller.member_id),
    'card', private.card_summary(caller.tenant_id, caller.card_id),
    'points', private.wallet_summary(caller.account_id),
    'unread_notifications', private.unread_notifications(caller.account_id)
  );
end
$$;

comment on function public.my_profile() is
  'Who the caller is and has: kind (member or card), tenant with branding and rate, member or card, points (balance, by programme, expiring within 30 days), unread notifications. For everybody who is signed in. Errors: not_signed_in, member_suspended, member_departed, tenant_suspended, card_frozen, card_expired, card_not_active, card_void, not_permitted (an account that is nobody''s).';

-- anon too, so that a client without a session gets the answer not_signed_in and not a missing privilege.
grant execute on function public.my_profile() to anon, authenticated;

-- source: supabase/schemas/10_tenancy/functions/redeem_invite.sql
create function public.redeem_invite(tenant_code text, employee_no text, invite_code text, source text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  origin constant bytea := private.source_key(source);
  invitation constant bytea := private.invitation_key(tenant_code, employee_no);
  member uuid;
  tenant_status text;
  wait interval;
begin
  wait := private.admit_stranger(invitation, origin, null);
  if wait is not null then
    perform private.forget_old_attempts();
    return jsonb_build_object('outcome', 'too_many_attempts', 'retry_after', ceil(extract(epoch from wait)));
  end if;
  select m.id, t.status into member, tenant_status
  from public.tenants t
  join public.members m on m.tenant_id = t.id and lower(m.employee_no) = lower(redeem_invite.employee_no)
  join private.member_invites i on i.tenant_id = m.tenant_id and i.member_id = m.id
  where t.code = lower(redeem_invite.tenant_code) and m.status = 'invited' and m.user_id is null
    and i.code_hash = private.invite_code_hash(redeem_invite.invite_code)
    and i.used_at is null and i.expires_at > private.clock();
  if member is null then
    perform private.forget_old_attempts();
    return jsonb_build_object('outcome', 'invite_invalid');
  end if;
  perform private.give_attempt_back('card', invitation, limits.card_attempts);
  perform private.give_attempt_back('source', origin, limits.source_attempts);
  if tenant_status <> 'active' then
    return jsonb_build_object('outcome', 'tenant_suspended');
  end if;
  return jsonb_build_object('outcome', 'redeemed', 'member_id', member);
end
$$;

comment on function public.redeem_invite(text, text, text, text) is
  'Checks an invitation for an attempt from a source address, under the limits of card sign-ins (docs/security.md). The invitation stays valid until link_member_user(), so that an activation that failed half-way can be made again. Only service_role: the edge function auth. Raises nothing, because a refusal must leave its trace: {outcome: redeemed, member_id}, {outcome: invite_invalid} (unknown company or number, wrong, used or outdated code, alike), {outcome: too_many_attempts, retry_after (seconds)}, {outcome: tenant_suspended} (after the right code).';

grant execute on function public.redeem_invite(text, text, text, text) to service_role;

-- source: supabase/schemas/10_tenancy/functions/require_hr_or_platform.sql
create function private.require_hr_or_platform(out tenant_id uuid, out member_id uuid)
language plpgsql stable security definer set search_path = '' as $$
begin
  if private.called_by_platform() then
    return;
  end if;
  select m.tenant_id, m.member_id into tenant_id, member_id from private.require_member() m;
  if not private.has_role('hr_manager') then
    perform private.fail('not_permitted', 403);
  end if;
end
$$;

comment on function private.require_hr_or_platform() is
  'The calling HR manager with the company, nulls for the platform, or the refusal. Errors: those of private.require_member(), not_permitted.';

-- source: supabase/schemas/20_ledger/functions/allocate_budget.sql
create function public.allocate_budget(from_account uuid, to_owner uuid, amount numeric, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  request_hash constant bytea := private.request_hash('allocate_budget', from_account::text, to_owner::text, trim_scale(amount)::text);
  points constant bigint := private.whole_amount(to_jsonb(trim_scale(amount)));
  to_account uuid;
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  perform private.require_budget(caller.tenant_id, from_account);
  select a.id into to_account
  from public.ledger_accounts a
  where a.tenant_id = caller.tenant_id and a.owner_id = to_owner and a.owner_kind in ('department', 'group') and a.kind = 'budget';
  perform private.require_budget(caller.tenant_id, to_account);
  if points is null then
    perform private.fail('invalid_amount', 400);
  end if;
  if from_account = to_account then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'to_owner', 'problem', 'same_account'));
  end if;
  return coalesce(
    private.earlier_answer(caller.tenant_id, idempotency_key, request_hash),
    private.move_budget(caller.tenant_id, 'allocation', from_account, to_account, points, idempotency_key, request_hash)
  );
end
$$;

comment on function public.allocate_budget(uuid, uuid, numeric, text) is
  'Passes points of a budget on to a department''s or a group''s. Takes the account that gives, the department or group, points, and a key of the caller; gives {transaction_id, from_balance, to_account_id, to_balance}. The amount is numeric so that a fraction or a huge number is refused as invalid_amount and not as a syntax error. For HR managers (any budget of the company) and department admins (both ends in the subtree). Errors: not_permitted, out_of_scope, account_not_found (also for a department or group that is none of this company), invalid_amount, insufficient_budget {needed, available}, invalid_request, idempotency_mismatch.';

grant execute on function public.allocate_budget(uuid, uuid, numeric, text) to authenticated;

-- source: supabase/schemas/20_ledger/functions/budget_above.sql
create function private.budget_above(tenant_id uuid, account_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select private.budget_account_id(coalesce(d.parent_id, a.tenant_id))
  from public.ledger_accounts a
  left join public.departments d on d.tenant_id = a.tenant_id and d.id = a.owner_id
  where a.tenant_id = budget_above.tenant_id and a.id = budget_above.account_id and a.owner_kind <> 'tenant'
$$;

comment on function private.budget_above(uuid, uuid) is
  'The budget one step above: of a department''s parent, else of the company; null above the company''s own.';

-- source: supabase/schemas/20_ledger/functions/budgets_above.sql
create function private.budgets_above(tenant_id uuid, account_id uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(b.id), '{}')
  from public.ledger_accounts a
  left join public.departments d on d.tenant_id = a.tenant_id and d.id = a.owner_id
  join public.ledger_accounts b on b.owner_id = any (d.path || a.tenant_id) and b.tenant_id = a.tenant_id and b.kind = 'budget'
  where a.tenant_id = budgets_above.tenant_id and a.id = budgets_above.account_id and b.id <> a.id
$$;

comment on function private.budgets_above(uuid, uuid) is
  'All budgets above: of the departments that the budget''s department lies in, and of the company.';

-- source: supabase/schemas/20_ledger/functions/earlier_answer.sql
create function private.earlier_answer(tenant_id uuid, idempotency_key text, request_hash bytea) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  earlier record;
begin
  perform private.lock_key(tenant_id, idempotency_key);
  select t.request_hash, t.answer into earlier
  from public.ledger_transactions t
  where t.tenant_id = earlier_answer.tenant_id
    and t.actor_id is not distinct from auth.uid()
    and t.idempotency_key = earlier_answer.idempotency_key;
  if earlier.request_hash <> earlier_answer.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return earlier.answer;
end
$$;

comment on function private.earlier_answer(uuid, text, bytea) is
  'The answer that the caller got for this key before, or null when the key is new; waits for a call with the same key that is under way. Errors: idempotency_mismatch (the key came with another request), invalid_request.';

-- source: supabase/schemas/20_ledger/functions/lock_accounts.sql
create function private.lock_accounts(tenant_id uuid, account_ids uuid[]) returns void
language sql volatile security definer set search_path = '' as $$
  select
  from public.ledger_accounts a
  where a.tenant_id = lock_accounts.tenant_id and a.id = any (lock_accounts.account_ids) and a.owner_kind <> 'system'
  order by a.id
  for no key update
$$;

comment on function private.lock_accounts(uuid, uuid[]) is
  'Locks accounts of a tenant in the order of their ids, which is the order everywhere. System accounts keep no balance and need no lock. Whoever changes lots or balances of a wallet holds its lock.';

-- source: supabase/schemas/20_ledger/functions/move_budget.sql
create function private.move_budget(
  tenant_id uuid, kind text, from_account uuid, to_account uuid, points bigint, idempotency_key text, request_hash bytea
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  transaction_id constant uuid := private.new_id();
  available bigint;
  moved bigint;
  from_balance bigint;
  to_balance bigint;
  answer jsonb;
begin
  perform
  from public.ledger_accounts a
  where a.tenant_id = move_budget.tenant_id and a.id in (from_account, to_account)
  order by a.id
  for no key update;
  select a.balance into available from public.ledger_accounts a where a.tenant_id = move_budget.tenant_id and a.id = from_account;
  moved := coalesce(points, greatest(available, 1));
  if available < moved then
    perform private.fail('insufficient_budget', 402, jsonb_build_object('needed', moved, 'available', available));
  end if;
  update public.ledger_accounts a set balance = a.balance - moved
  where a.tenant_id = move_budget.tenant_id and a.id = from_account
  returning a.balance into from_balance;
  update public.ledger_accounts a set balance = a.balance + moved
  where a.tenant_id = move_budget.tenant_id and a.id = to_account
  returning a.balance into to_balance;

  answer := jsonb_build_object(
    'transaction_id', transaction_id, 'from_balance', from_balance, 'to_account_id', to_account, 'to_balance', to_balance
  );
  insert into public.ledger_transactions (
    tenant_id, id, account_id, kind, amount, balance_after, idempotency_key, request_hash, answer
  )
  values (
    move_budget.tenant_id, transaction_id, to_account, move_budget.kind, moved, to_balance,
    move_budget.idempotency_key, move_budget.request_hash, answer
  );
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount)
  values (move_budget.tenant_id, transaction_id, 1, from_account, to_account, moved);
  return answer;
end
$$;

comment on function private.move_budget(uuid, text, uuid, uuid, bigint, text, bytea) is
  'Moves points between two budgets of a tenant, locked in the order of ids; kind is allocation or take_back, points null means all there are. For functions that have checked the caller and the key. Errors: insufficient_budget {needed, available}.';

-- source: supabase/schemas/20_ledger/functions/record_deposit.sql
create function public.record_deposit(tenant_id uuid, amount numeric, reference text, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  request_hash constant bytea := private.request_hash('record_deposit', tenant_id::text, trim_scale(amount)::text, reference);
  transaction_id constant uuid := private.new_id();
  budget constant uuid := private.budget_account_id(tenant_id);
  points constant bigint := private.whole_amount(to_jsonb(trim_scale(amount)));
  answer jsonb;
  balance_now bigint;
begin
  if budget is null or not exists (select from public.tenants t where t.id = record_deposit.tenant_id) then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'tenant_id', 'problem', 'unknown'));
  end if;
  if points is null then
    perform private.fail('invalid_amount', 400);
  end if;
  answer := private.earlier_answer(tenant_id, idempotency_key, request_hash);
  if answer is not null then
    return answer;
  end if;
  update public.ledger_accounts a set balance = a.balance + points
  where a.tenant_id = record_deposit.tenant_id and a.id = budget
  returning a.balance into balance_now;
  answer := jsonb_build_object('transaction_id', transaction_id, 'account_id', budget, 'balance', balance_now);
  insert into public.ledger_transactions (
    tenant_id, id, account_id, kind, amount, balance_after, note, idempotency_key, request_hash, answer
  )
  values (
    record_deposit.tenant_id, transaction_id, budget, 'deposit', points, balance_now, reference,
    record_deposit.idempotency_key, request_hash, answer
  );
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount)
  values (record_deposit.tenant_id, transaction_id, 1, private.system_account_id(tenant_id, 'funding'), budget, points);
  return answer;
end
$$;

comment on function public.record_deposit(uuid, numeric, text, text) is
  'Books points that a company has paid for into its budget: amount in points, reference of the payment, key of the caller. Gives {transaction_id, account_id, balance}. The amount is numeric so that a fraction or a huge number is refused as invalid_amount and not as a syntax error. For the platform (service_role). Errors: invalid_request, invalid_amount, idempotency_mismatch.';

grant execute on function public.record_deposit(uuid, numeric, text, text) to service_role;

-- source: supabase/schemas/20_ledger/functions/require_budget.sql
create function private.require_budget(tenant_id uuid, account_id uuid, out owner_kind text, out owner_id uuid)
language plpgsql stable security definer set search_path = '' as $$
begin
  select a.owner_kind, a.owner_id into owner_kind, owner_id
  from public.ledger_accounts a
  where a.tenant_id = require_budget.tenant_id and a.id = require_budget.account_id and a.kind = 'budget';
  if owner_id is null then
    perform private.fail('account_not_found', 404);
  end if;
  if not (private.has_role('hr_manager') or (owner_kind = 'department' and private.has_role('department_admin', owner_id))) then
    perform private.fail('out_of_scope', 403);
  end if;
end
$$;

comment on function private.require_budget(uuid, uuid) is
  'Whose budget the account is, where the caller may move points of it: an HR manager every budget of the company, a department admin those of departments in the subtree. Errors: account_not_found (no budget of this company), out_of_scope.';

-- source: supabase/schemas/20_ledger/functions/take_back_budget.sql
create function public.take_back_budget(
  from_account uuid, amount numeric, idempotency_key text, to_account uuid default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  request_hash constant bytea := private.request_hash(
    'take_back_budget', from_account::text, trim_scale(amount)::text, to_account::text
  );
  points constant bigint := private.whole_amount(to_jsonb(trim_scale(amount)));
  target uuid;
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  perform private.require_budget(caller.tenant_id, from_account);
  target := coalesce(to_account, private.budget_above(caller.tenant_id, from_account));
  if target is null then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'from_account', 'problem', 'nothing_above'));
  end if;
  perform private.require_budget(caller.tenant_id, target);
  if target <> all (private.budgets_above(caller.tenant_id, from_account)) then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'to_account', 'problem', 'not_above'));
  end if;
  if points is null and amount is not null then
    perform private.fail('invalid_amount', 400);
  end if;
  return coalesce(
    private.earlier_answer(caller.tenant_id, idempotency_key, request_hash),
    private.move_budget(caller.tenant_id, 'take_back', from_account, target, points, idempotency_key, request_hash)
  );
end
$$;

comment on function public.take_back_budget(uuid, numeric, text, uuid) is
  'Takes unspent points of a department''s or group''s budget back upwards: into the budget named, which has to lie above, or the next one above (the parent department''s, else the company''s). amount null: everything that is unspent. Gives {transaction_id, from_balance, to_account_id, to_balance}. For HR managers (any budget of the company) and department admins (both ends in the subtree). Errors: not_permitted, out_of_scope, account_not_found, invalid_amount, insufficient_budget {needed, available} (also where nothing is unspent), invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.take_back_budget(uuid, numeric, text, uuid) to authenticated;

-- source: supabase/schemas/30_points/functions/draw_lots.sql
create function private.draw_lots(
  tenant_id uuid, account_id uuid, redeemed uuid, transaction_id uuid, lines private.spend_line[], needed bigint
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  paid bigint;
begin
  with
    plan as materialized (
      select p.line_no, p.lot_id, p.amount, row_number() over () as place
      from private.plan_spend(draw_lots.account_id, draw_lots.lines) p
    ),
    drawn as (
      update public.point_lots l
      set remaining = l.remaining - p.amount
      from (select p.lot_id, sum(p.amount)::bigint as amount from plan p group by p.lot_id) p
      where l.tenant_id = draw_lots.tenant_id and l.id = p.lot_id
    ),
    booked as (
      insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id, line_no)
      select draw_lots.tenant_id, draw_lots.transaction_id, p.place, draw_lots.account_id, redeemed, p.amount, p.lot_id, p.line_no
      from plan p
    )
  select sum(p.amount) into paid from plan p;
  if paid is distinct from needed then
    perform private.refuse_spend(account_id, lines, needed, coalesce(paid, 0));
  end if;
end
$$;

comment on function private.draw_lots(uuid, uuid, uuid, uuid, private.spend_line[], bigint) is
  'Draws the points of private.spend_points() from the lots that private.plan_spend() chooses, and books a transfer for each. "redeemed" is the tenant''s account of redeemed points. Errors: insufficient_points, points_expired.';

-- source: supabase/schemas/30_points/functions/lot_may_pay.sql
create function private.lot_may_pay(scope text, scope_ids uuid[], product_id uuid, category_ids uuid[]) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select case scope
    when 'all' then true
    when 'categories' then scope_ids && category_ids
    else product_id = any (scope_ids)
  end
$$;

comment on function private.lot_may_pay(text, uuid[], uuid, uuid[]) is
  'Whether a lot of this scope may pay for the product, whose category comes with its ancestors.';

-- source: supabase/schemas/30_points/functions/plan_restricted_spend.sql
create function private.plan_restricted_spend(account_id uuid, lines private.spend_line[])
returns table (line_no integer, lot_id uuid, amount bigint)
language plpgsql stable security definer set search_path = '' rows 5 as $$
declare
  moment constant timestamptz := private.clock();
  line_count constant integer := cardinality(lines);
  lot_ids uuid[];
  lot_left bigint[];
  lot_count integer;
  may_pay boolean[]; -- of line i by lot j at (i - 1) * lot_count + j, like taken
  taken bigint[];
  missing bigint;
  part bigint;
begin
  select array_agg(l.id order by l.place), array_agg(l.remaining order by l.place), array_agg(l.may_pay order by l.place)
  into lot_ids, lot_left, may_pay
  from (
    select l.id, l.remaining,
      row_number() over (order by l.scope = 'all', l.expires_at, l.created_at, l.id) as place,
      array(
        select private.lot_may_pay(l.scope, l.scope_ids, w.product_id, w.category_ids)
        from unnest(plan_restricted_spend.lines) with ordinality w (line_no, product_id, category_ids, amount, place)
        order by w.place
      ) as may_pay
    from public.point_lots l
    where l.account_id = plan_restricted_spend.account_id and l.has_points and l.expires_at > moment
  ) l;
  lot_count := coalesce(cardinality(lot_ids), 0);
  taken := array_fill(0::bigint, array[line_count * lot_count]);

  for i in 1 .. line_count loop
    missing := lines[i].amount;
    for j in 1 .. lot_count loop
      part := case when may_pay[j][i] then least(missing, lot_left[j]) else 0 end;
      taken[(i - 1) * lot_count + j] := part;
      lot_left[j] := lot_left[j] - part;
      missing := missing - part;
    end loop;
    -- An earlier line may have used up the only lot that suits this one, although it could be paid otherwise.
    while missing > 0 loop
      select s.taken, s.lot_left, s.moved into taken, lot_left, part
      from private.shift_between_lots(taken, lot_left, may_pay, i, missing) s;
      exit when part = 0;
      missing := missing - part;
    end loop;
  end loop;

  return query
  select lines[(k - 1) / lot_count + 1].line_no, lot_ids[(k - 1) % lot_count + 1], taken[k]
  from generate_series(1, line_count * lot_count) k
  where taken[k] > 0;
end
$$;

comment on function private.plan_restricted_spend(uuid, private.spend_line[]) is
  'private.plan_spend() for wallets with restricted lots. Pays line by line in the order of lots, and rearranges what it has given where a line would otherwise stay unpaid: whatever can be paid in full is paid in full.';

-- source: supabase/schemas/30_points/functions/plan_spend.sql
create function private.plan_spend(account_id uuid, lines private.spend_line[])
returns table (line_no integer, lot_id uuid, amount bigint)
language plpgsql stable security definer set search_path = '' rows 5 as $$
declare
  moment constant timestamptz := private.clock();
begin
  if exists (
    select
    from public.point_lots l
    where l.account_id = plan_spend.account_id and l.has_points and l.expires_at > moment and l.scope <> 'all'
  ) then
    return query select p.line_no, p.lot_id, p.amount from private.plan_restricted_spend(plan_spend.account_id, plan_spend.lines) p;
    return;
  end if;
  -- Every lot may pay for every line, so both are laid end to end on one scale of points, and what overlaps belongs together.
  return query
  with
    wanted as (
      select w.line_no, w.amount, sum(w.amount) over (order by w.line_no) as upto
      from unnest(plan_spend.lines) w
    ),
    lots as (
      select l.id, l.remaining, sum(l.remaining) over (order by l.expires_at, l.created_at, l.id) as upto
      from public.point_lots l
      where l.account_id = plan_spend.account_id and l.has_points and l.expires_at > moment
    )
  select w.line_no, l.id, (least(w.upto, l.upto) - greatest(w.upto - w.amount, l.upto - l.remaining))::bigint
  from wanted w
  join lots l on l.upto - l.remaining < w.upto and w.upto - w.amount < l.upto
  order by w.line_no, l.upto;
end
$$;

comment on function private.plan_spend(uuid, private.spend_line[]) is
  'Which lots of the wallet would pay for the lines: restricted lots first where they may, then soonest-expiring, then oldest. Changes and locks nothing. Where the points do not suffice, the rows sum up to what could be paid.';

-- source: supabase/schemas/30_points/functions/refuse_spend.sql
create function private.refuse_spend(account_id uuid, lines private.spend_line[], needed bigint, available bigint) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  expired bigint;
begin
  select coalesce(sum(l.remaining), 0) into expired
  from public.point_lots l
  where l.account_id = refuse_spend.account_id and l.has_points and l.expires_at <= private.clock()
    and exists (
      select from unnest(lines) w where private.lot_may_pay(l.scope, l.scope_ids, w.product_id, w.category_ids)
    );
  if expired > 0 and available + expired >= needed then
    perform private.fail(
      'points_expired', 402, jsonb_build_object('needed', needed, 'available', available, 'expired', expired)
    );
  end if;
  perform private.fail('insufficient_points', 402, jsonb_build_object('needed', needed, 'available', available));
end
$$;

comment on function private.refuse_spend(uuid, private.spend_line[], bigint, bigint) is
  'Says why the wallet cannot pay for the lines, of which it could pay "available". Points that have expired but are not booked out yet count as the reason where they would have sufficed. Errors: points_expired, insufficient_points.';

-- source: supabase/schemas/30_points/functions/shift_between_lots.sql
create function private.shift_between_lots(
  inout taken bigint[], inout lot_left bigint[], may_pay boolean[], needy integer, missing bigint, out moved bigint
)
language plpgsql immutable set search_path = '' as $$
declare
  lot_count constant integer := cardinality(lot_left);
  line_count constant integer := cardinality(taken) / nullif(cardinality(lot_left), 0);
  lines_to_visit integer[] := array[needy];
  lot_reached_from integer[] := array_fill(null::integer, array[lot_count]); -- a line that the lot may pay for
  line_reached_from integer[] := array_fill(null::integer, array[line_count]); -- a lot that pays for the line
  visited integer := 1;
  i integer;
  j integer;
begin
  moved := 0;
  -- Breadth first from the needy line: to lots that may pay for it, on to lines that these lots pay for now, until a lot has points left.
  <<search>>
  while visited <= cardinality(lines_to_visit) loop
    i := lines_to_visit[visited];
    visited := visited + 1;
    for lot in 1 .. lot_count loop
      continue when not may_pay[lot][i] or lot_reached_from[lot] is not null;
      lot_reached_from[lot] := i;
      j := lot;
      exit search when lot_left[lot] > 0;
      for line in 1 .. line_count loop
        continue when line = needy or line_reached_from[line] is not null or taken[(line - 1) * lot_count + lot] = 0;
        line_reached_from[line] := lot;
        lines_to_visit := lines_to_visit || line;
      end loop;
    end loop;
  end loop;
  if j is null or lot_left[j] = 0 then
    return;
  end if;

  -- How much the way back carries, then carry it: each line on it takes from the farther lot and leaves the nearer one.
  moved := least(missing, lot_left[j]);
  i := lot_reached_from[j];
  while i <> needy loop
    moved := least(moved, taken[(i - 1) * lot_count + line_reached_from[i]]);
    i := lot_reached_from[line_reached_from[i]];
  end loop;
  lot_left[j] := lot_left[j] - moved;
  loop
    i := lot_reached_from[j];
    taken[(i - 1) * lot_count + j] := taken[(i - 1) * lot_count + j] + moved;
    exit when i = needy;
    j := line_reached_from[i];
    taken[(i - 1) * lot_count + j] := taken[(i - 1) * lot_count + j] - moved;
  end loop;
end
$$;

comment on function private.shift_between_lots(bigint[], bigint[], boolean[], integer, bigint) is
  'One augmenting path of a maximum flow (Ford and Fulkerson, shortest path first) from the line "needy" to a lot with points left; moved is 0 where there is none.';

-- source: supabase/schemas/30_points/functions/spend_points.sql
create function private.spend_points(tenant_id uuid, account_id uuid, order_id uuid, lines private.spend_line[]) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  moment constant timestamptz := private.clock();
  transaction_id constant uuid := private.new_id();
  redeemed uuid;
  needed bigint := 0;
  balance_left bigint;
  line private.spend_line;
begin
  foreach line in array lines loop
    needed := needed + case when line.amount > 0 then line.amount end; -- null from the first that is not
  end loop;
  if needed is null or needed = 0 then
    perform private.fail('invalid_amount', 400);
  end if;
  -- Guard and lock in one: all changes of a wallet's lots are made behind the lock on its account.
  update public.ledger_accounts a
  set balance = a.balance - needed
  where a.tenant_id = spend_points.tenant_id and a.id = spend_points.account_id and a.balance >= needed
  returning a.balance, (
    select s.id from public.ledger_accounts s where s.owner_id = spend_points.tenant_id and s.kind = 'redeemed' and s.tenant_id = spend_points.tenant_id
  )
  into balance_left, redeemed;
  if balance_left is null then
    perform private.refuse_spend(account_id, lines, needed, coalesce(sum(p.amount), 0)::bigint)
    from private.plan_spend(account_id, lines) p;
  end if;

  -- The journal's row, and in one go with it the usual case: no lot is restricted, and the first one suffices for the one line.
  -- private.draw_lots() would do the same. A statement of its own, so that it sees the lots as the lock has left them.
  with booked as (
    insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, order_id, created_at)
    values (spend_points.tenant_id, transaction_id, spend_points.account_id, 'spend', -needed, balance_left, spend_points.order_id, moment)
  ),
  drawn as (
    update public.point_lots l
    set remaining = l.remaining - needed
    where l.tenant_id = spend_points.tenant_id and cardinality(spend_points.lines) = 1 and l.scope = 'all' and l.remaining >= needed
      and l.id = (
        select f.id
        from public.point_lots f
        where f.account_id = spend_points.account_id and f.has_points and f.expires_at > moment
        order by f.scope = 'all', f.expires_at, f.created_at, f.id
        limit 1
      )
    returning l.id
  )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id, line_no)
  select spend_points.tenant_id, transaction_id, 1, spend_points.account_id, redeemed, needed, d.id, (spend_points.lines[1]).line_no
  from drawn d;
  if not found then
    perform private.draw_lots(tenant_id, account_id, redeemed, transaction_id, lines, needed);
  end if;
  return transaction_id;
end
$$;

comment on function private.spend_points(uuid, uuid, uuid, private.spend_line[]) is
  'Pays the lines of an order out of the wallet, lots as private.plan_spend() chooses them; gives the transaction. Locks the account, then the lots. For functions that have checked the caller. Errors: insufficient_points, points_expired, invalid_amount.';

-- source: supabase/schemas/30_points/functions/wallet_summary.sql
create function private.wallet_summary(account_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with
    lots as materialized (
      select l.programme_id, p.name, p.translations, l.remaining, l.expires_at, l.created_at
      from public.point_lots l
      join public.programmes p on p.tenant_id = l.tenant_id and p.id = l.programme_id
      where l.account_id = wallet_summary.account_id and l.has_points and l.expires_at > private.clock()
    ),
    by_programme as (
      select l.programme_id, l.name, l.translations, sum(l.remaining) as balance, min(l.expires_at) as first_expiry
      from lots l
      group by l.programme_id, l.name, l.translations
    ),
    expiring as (
      select l.expires_at, l.programme_id, l.name, l.translations, sum(l.remaining) as amount
      from lots l
      where l.expires_at <= private.clock() + interval '30 days'
      group by l.expires_at, l.programme_id, l.name, l.translations
    )
  select jsonb_build_object(
    'balance', (select coalesce(sum(l.remaining), 0) from lots l),
    'by_programme', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object('programme_id', b.programme_id, 'name', b.name, 'translations', b.translations, 'balance', b.balance)
          order by b.first_expiry, b.programme_id
        )
        from by_programme b
      ),
      '[]'
    ),
    'expiring', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object(
            'amount', e.amount, 'expires_at', e.expires_at, 'programme_id', e.programme_id, 'name', e.name, 'translations', e.translations
          )
          order by e.expires_at, e.programme_id
        )
        from expiring e
      ),
      '[]'
    ),
    'debt', coalesce((select -a.balance from public.ledger_accounts a where a.id = private.debt_account_id(wallet_summary.account_id)), 0)
  )
$$;

comment on function private.wallet_summary(uuid) is
  'Points of a wallet that can be spent: balance, balance by programme, what expires within 30 days, soonest first, and the debt: points still owed for revoked grants, which the next grants settle. Points that have expired are not counted, whether booked out or not.';

-- source: supabase/schemas/35_grants/functions/add_import_rows.sql
create function public.add_import_rows(import_id uuid, rows jsonb, first_row integer) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  import constant public.grant_imports := private.reachable_import(import_id);
  granted_row integer;
begin
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) not between 1 and 2000
    or exists (select from jsonb_array_elements(rows) r (item) where jsonb_typeof(r.item) <> 'object')
  then
    perform private.fail('invalid_request', 400, '{"field": "rows", "problem": "length"}');
  end if;
  if first_row is null or first_row not between 1 and 50000 or first_row - 1 + jsonb_array_length(rows) > 50000 then
    perform private.fail('invalid_request', 400, '{"field": "first_row", "problem": "range"}');
  end if;
  with
    sent as materialized (
      select first_row - 1 + s.place as row_no, left(s.item ->> 'employee_no', 200) as employee_no, left(s.item ->> 'amount', 200) as amount,
        left(s.item ->> 'note', 1000) as note
      from jsonb_array_elements(rows) with ordinality s (item, place)
    ),
    written as (
      insert into public.grant_import_rows as r (tenant_id, import_id, row_no, company, import_name, employee_no, amount, note)
      select import.tenant_id, import.id, s.row_no, t.code, import.name, s.employee_no, s.amount, s.note
      from sent s
      join public.tenants t on t.id = import.tenant_id
      order by s.row_no
      on conflict on constraint one_row_per_number do update
      set employee_no = excluded.employee_no, amount = excluded.amount, note = excluded.note
      where r.status <> 'granted' and row(r.employee_no, r.amount, r.note) is distinct from row(excluded.employee_no, excluded.amount, excluded.note)
    )
  select min(s.row_no) into granted_row
  from sent s
  join public.grant_import_rows r on r.import_id = import.id and r.row_no = s.row_no
  where r.status = 'granted' and row(r.employee_no, r.amount, r.note) is distinct from row(s.employee_no, s.amount, s.note);
  if granted_row is not null then
    perform private.fail('idempotency_mismatch', 409, jsonb_build_object('row', granted_row));
  end if;
  return private.import_progress(import.tenant_id, import.id);
end
$$;

comment on function public.add_import_rows(uuid, jsonb, integer) is
  'Adds rows [{employee_no, amount, note?}] to an import, numbered from first_row on (1 to 50,000); at most 2,000 a call. Sending a number again replaces its row while that is not granted, so a call may be repeated. A row that could not be granted is kept with its error, it never refuses the others. Gives the progress as run_grant_import() does. For HR managers, for operators their own imports, and the platform. Errors: import_not_found, invalid_request {field, problem}, idempotency_mismatch {row} (granted with other contents).';

grant execute on function public.add_import_rows(uuid, jsonb, integer) to authenticated, service_role;

-- source: supabase/schemas/35_grants/functions/assign_import_rows.sql
create function private.assign_import_rows(row_ids bigint[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.grant_imports (tenant_id, name, programme_id)
  select distinct on (t.id, btrim(r.import_name)) t.id, btrim(r.import_name), p.id
  from public.grant_import_rows r
  join public.tenants t on t.code = lower(btrim(r.company))
  join public.programmes p on p.tenant_id = t.id and p.name = btrim(r.programme)
  where r.id = any (row_ids) and r.import_id is null and length(btrim(r.import_name)) between 1 and 100
  order by t.id, btrim(r.import_name), r.id
  on conflict on constraint imports_have_distinct_names do nothing;

  -- One at a time numbers the rows of an import.
  perform
  from public.grant_imports i
  where (i.tenant_id, i.name) in (
    select t.id, btrim(r.import_name)
    from public.grant_import_rows r
    join public.tenants t on t.code = lower(btrim(r.company))
    where r.id = any (row_ids) and r.import_id is null
  )
  order by i.id
  for no key update;

  with
    found as materialized (
      select r.id, t.id as company_id, i.tenant_id, i.id as import_id, length(btrim(r.import_name)) between 1 and 100 as named,
        row_number() over (partition by i.id order by r.id) as place
      from public.grant_import_rows r
      left join public.tenants t on t.code = lower(btrim(r.company))
      left join public.grant_imports i on i.tenant_id = t.id and i.name = btrim(r.import_name)
      where r.id = any (row_ids) and r.import_id is null
    ),
    numbered as materialized (
      select i.import_id, coalesce((select max(o.row_no) from public.grant_import_rows o where o.import_id = i.import_id), 0) as up_to
      from (select distinct f.import_id from found f) i
    )
  update public.grant_import_rows r
  set tenant_id = f.tenant_id, import_id = f.import_id, row_no = case when f.import_id is not null then n.up_to + f.place end,
    status = case when f.import_id is null then 'refused' else r.status end,
    error_code = case
      when f.company_id is null then 'company_not_found'
      when f.named is not true then 'invalid_request'
      when f.import_id is null then 'programme_not_found'
    end,
    error_details = case
      when f.company_id is not null and f.named is not true then '{"field": "import_name", "problem": "length"}'::jsonb
    end,
    checked_at = case when f.import_id is null then private.clock() end
  from found f
  left join numbered n on n.import_id = f.import_id
  where r.id = f.id;
end
$$;

comment on function private.assign_import_rows(bigint[]) is
  'Finds the import of rows that name one: by company code and name, made with the row''s programme where there is none yet. Rows whose company, name or programme leads nowhere are refused: company_not_found, invalid_request {field, problem}, programme_not_found.';

-- source: supabase/schemas/35_grants/functions/budget_for_grant.sql
create function private.budget_for_grant(tenant_id uuid, recipient_ids uuid[], budget_account uuid default null) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  budget uuid;
  is_hr constant boolean := private.has_role('hr_manager');
begin
  if budget_account is not null and not exists (
    select
    from public.ledger_accounts a
    where a.tenant_id = budget_for_grant.tenant_id and a.id = budget_for_grant.budget_account and a.kind = 'budget'
  ) then
    perform private.fail('account_not_found', 404);
  end if;
  if is_hr then
    return coalesce(budget_account, private.budget_account_id(tenant_id));
  end if;
  -- Departments go before groups, the deepest one that holds all recipients first.
  select b.account_id into budget
  from (
    select private.budget_account_id(d.id) as account_id, cardinality(d.path) as depth
    from private.departments_to_grant_from(budget_for_grant.tenant_id, recipient_ids, budget_account is not null) d
    union all
    select private.budget_account_id(g.id), 0
    from public.groups g
    where g.tenant_id = budget_for_grant.tenant_id and g.id = any (private.administered_group_ids())
      and not exists (
        select r.id from unnest(recipient_ids) r (id)
        except
        select m.member_id from public.group_members m where m.tenant_id = g.tenant_id and m.group_id = g.id
      )
  ) b
  where budget_account is null or b.account_id = budget_account
  order by b.depth desc, b.account_id
  limit 1;
  if budget is null then
    perform private.fail('out_of_scope', 403);
  end if;
  return budget;
end
$$;

comment on function private.budget_for_grant(uuid, uuid[], uuid) is
  'The budget that pays when the caller grants to these members: for an HR manager the one named, else the company''s; for a department admin the one named, if it lies in the subtree, else that of the deepest administered department with all of them in its subtree; for a group admin that of a group with all of them. Errors: account_not_found (the budget named is none of this company), out_of_scope (the budget named, or somebody, is outside the caller''s scope).';

-- source: supabase/schemas/35_grants/functions/cap_problems.sql
create function private.cap_problems(tenant_id uuid, programme_id uuid, account_ids uuid[], amounts bigint[])
returns table (place integer, cap bigint, already bigint)
language plpgsql stable security definer set search_path = '' as $$
declare
  programme_cap bigint;
  since timestamptz;
begin
  select p.cap_points,
    case p.cap_period
      when 'ever' then '-infinity'
      else date_trunc(p.cap_period, private.clock() at time zone t.time_zone) at time zone t.time_zone
    end
  into programme_cap, since
  from public.programmes p
  join public.tenants t on t.id = p.tenant_id
  where p.tenant_id = cap_problems.tenant_id and p.id = cap_problems.programme_id;
  if programme_cap is null then
    return;
  end if;
  return query
  with
    lines as materialized (
      select u.account_id, u.amount, u.line_no::integer as line_no,
        sum(u.amount) over (partition by u.account_id order by u.line_no) - u.amount as before
      from unnest(cap_problems.account_ids, cap_problems.amounts) with ordinality u (account_id, amount, line_no)
    ),
    had as materialized (
      select l.account_id, sum(l.granted) as points
      from public.point_lots l
      where l.account_id = any (cap_problems.account_ids) and l.tenant_id = cap_problems.tenant_id
        and l.programme_id = cap_problems.programme_id and l.revoked_at is null and l.created_at >= since
      group by l.account_id
    )
  select l.line_no, programme_cap, (coalesce(h.points, 0) + l.before)::bigint
  from lines l
  left join had h on h.account_id = l.account_id
  where coalesce(h.points, 0) + l.before + l.amount > programme_cap
  order by l.line_no;
end
$$;

comment on function private.cap_problems(uuid, uuid, uuid[], bigint[]) is
  'Which of these grants (amounts[i] to the wallet account_ids[i]) would exceed what one person may be granted in the programme within its period: place i from 1, the cap, and what the person had already, with earlier places of the same request. Certain only behind private.lock_grant_accounts().';

-- source: supabase/schemas/35_grants/functions/check_import_rows.sql
create function private.check_import_rows(row_ids bigint[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  import record;
begin
  for import in
    select r.tenant_id, r.import_id, array_agg(r.id) as row_ids
    from public.grant_import_rows r
    where r.id = any (check_import_rows.row_ids) and r.import_id is not null
    group by r.tenant_id, r.import_id
    order by r.import_id
  loop
    update public.grant_import_rows r
    set status = case when p.code is null then 'waiting' else 'refused' end,
      error_code = p.code, error_details = p.details, checked_at = private.clock()
    from private.import_row_problems(import.tenant_id, import.import_id, import.row_ids) p
    where r.id = p.row_id;
    update public.grant_imports i set state = 'open'
    where i.tenant_id = import.tenant_id and i.id = import.import_id and i.state = 'done'
      and exists (select from public.grant_import_rows r where r.import_id = import.import_id and r.status = 'waiting');
  end loop;
end
$$;

comment on function private.check_import_rows(bigint[]) is
  'Checks rows as a run would and refuses those with a problem, so that whoever filled them sees it at once. An import that was done and has rows waiting is open again.';

-- source: supabase/schemas/35_grants/functions/continue_grant_imports.sql
create function public.continue_grant_imports(max_rows integer default 5000) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  candidate uuid;
  import public.grant_imports;
  refusal jsonb;
begin
  for candidate in
    select i.id
    from public.grant_imports i
    join public.tenants t on t.id = i.tenant_id
    where i.state = 'running' and t.status = 'active'
    order by i.updated_at
  loop
    select i.* into import from public.grant_imports i where i.id = candidate and i.state = 'running' for no key update skip locked;
    continue when import.id is null;
    begin
      perform private.run_import(import, max_rows);
      return private.import_progress(import.tenant_id, import.id);
    exception
      when sqlstate 'PGRST' then
        refusal := private.refusal_from(sqlerrm);
        update public.grant_imports i
        set state = 'open', error_code = refusal ->> 'code', error_details = refusal -> 'details'
        where i.tenant_id = import.tenant_id and i.id = import.id;
    end;
  end loop;
  return null;
end
$$;

comment on function public.continue_grant_imports(integer) is
  'Job: grants the next rows of one import that is running: one whose caller has gone, or that somebody set to running in Studio; the one that has waited longest. Those of a suspended company wait until it is active. One only, so that no transaction holds the wallets of two. Gives its progress, or null when none is running. Where it cannot go on, e.g. for want of budget, the import is open again with the error. For the platform (service_role).';

grant execute on function public.continue_grant_imports(integer) to service_role;

-- source: supabase/schemas/35_grants/functions/debt_account_id.sql
create function private.debt_account_id(account_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select o.id
  from public.ledger_accounts a
  join public.ledger_accounts o on o.owner_id = a.owner_id and o.kind = 'debt' and o.tenant_id = a.tenant_id
  where a.id = debt_account_id.account_id
$$;

comment on function private.debt_account_id(uuid) is 'The debt account of a wallet''s holder, or null where there never was a debt.';

-- source: supabase/schemas/35_grants/functions/debts_of_lots.sql
create function private.debts_of_lots(tenant_id uuid, lot_ids uuid[])
returns table (lot_id uuid, debt_id uuid, budget_account_id uuid, outstanding bigint)
language sql stable security definer set search_path = '' as $$
  select d.lot_id, d.id, d.budget_account_id, d.amount - d.settled
  from public.point_debts d
  where d.tenant_id = debts_of_lots.tenant_id and d.lot_id = any (debts_of_lots.lot_ids) and d.settled < d.amount
$$;

comment on function private.debts_of_lots(uuid, uuid[]) is
  'What is still owed for these lots, at most one debt each, and to which budget. Certain behind the lock of the wallets.';

-- source: supabase/schemas/35_grants/functions/departments_in_scope.sql
create function private.departments_in_scope(tenant_id uuid, whole_company boolean)
returns table (id uuid, parent_id uuid, name text, translations jsonb, depth integer, place text[])
language sql stable security definer set search_path = '' as $$
  with scope as materialized (
    select d.id, d.parent_id, d.path, d.name, d.translations, d.position
    from public.departments d
    where d.tenant_id = departments_in_scope.tenant_id
      and (whole_company or d.path && private.administered_department_ids())
  )
  select d.id, max(p.id::text)::uuid, d.name, d.translations, (count(*) - 1)::integer,
    -- Positions may be negative: moved above zero, so that they sort as text.
    array_agg(lpad((a.position + 2147483648)::text, 10, '0') || a.name order by above.level)
  from scope d
  cross join unnest(d.path) with ordinality above (id, level)
  join scope a on a.id = above.id
  left join scope p on p.id = d.parent_id and p.id = a.id
  group by d.id, d.name, d.translations
$$;

comment on function private.departments_in_scope(uuid, boolean) is
  'The departments of the company, or those in the subtrees that the caller administers, as a tree: depth from 0, parent_id null at its tops, place sorts them in reading order.';

-- source: supabase/schemas/35_grants/functions/departments_to_grant_from.sql
create function private.departments_to_grant_from(tenant_id uuid, recipient_ids uuid[], including_subtrees boolean)
returns table (id uuid, path uuid[])
language plpgsql stable security definer set search_path = '' as $$
declare
  administered constant uuid[] := private.administered_department_ids();
  theirs uuid[];
begin
  select array_agg(distinct m.department_id) into theirs
  from public.members m
  where m.tenant_id = departments_to_grant_from.tenant_id and m.id = any (recipient_ids);
  if including_subtrees then
    return query
    select d.id, d.path
    from public.departments d
    where d.tenant_id = departments_to_grant_from.tenant_id and d.path && administered
      and not exists (
        select
        from public.departments o
        where o.tenant_id = d.tenant_id and o.id = any (theirs) and not o.path && administered
      );
  else
    return query
    select d.id, d.path
    from public.departments d
    where d.tenant_id = departments_to_grant_from.tenant_id and d.id = any (administered)
      and not exists (
        select from public.departments o where o.tenant_id = d.tenant_id and o.id = any (theirs) and d.id <> all (o.path)
      );
  end if;
end
$$;

comment on function private.departments_to_grant_from(uuid, uuid[], boolean) is
  'The departments from whose budget the calling department admin may grant to these members: those administered that have all of them in their subtree; or, including subtrees, every department in the admin''s scope, provided that all of them are in it.';

-- source: supabase/schemas/35_grants/functions/earlier_grant.sql
create function private.earlier_grant(tenant_id uuid, idempotency_key text, request_hash bytea) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  earlier record;
begin
  perform private.lock_key(tenant_id, idempotency_key);
  select g.id, g.request_hash into earlier
  from public.grants g
  where g.tenant_id = earlier_grant.tenant_id
    and g.actor_id is not distinct from auth.uid()
    and g.idempotency_key = earlier_grant.idempotency_key;
  if earlier.request_hash <> earlier_grant.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return private.grant_answer(tenant_id, earlier.id);
end
$$;

comment on function private.earlier_grant(uuid, text, bytea) is
  'The answer of the grant that the caller made with this key before, or null when the key is new; waits for a call with the same key that is under way. Errors: idempotency_mismatch, invalid_request.';

-- source: supabase/schemas/35_grants/functions/earlier_revocation.sql
create function private.earlier_revocation(tenant_id uuid, idempotency_key text, request_hash bytea) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  earlier record;
begin
  perform private.lock_key(tenant_id, idempotency_key);
  select r.id, r.request_hash into earlier
  from public.grant_revocations r
  where r.tenant_id = earlier_revocation.tenant_id
    and r.actor_id is not distinct from auth.uid()
    and r.idempotency_key = earlier_revocation.idempotency_key;
  if earlier.request_hash <> earlier_revocation.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return earlier.id;
end
$$;

comment on function private.earlier_revocation(uuid, text, bytea) is
  'The revocation that the caller made with this key before, or null when the key is new; waits for a call with the same key that is under way. Errors: idempotency_mismatch, invalid_request.';

-- source: supabase/schemas/35_grants/functions/empty_revoked_lots.sql
create function private.empty_revoked_lots(
  tenant_id uuid, revocation_id uuid, grant_ids uuid[], recipient_ids uuid[], reason text
) returns void
language sql volatile security definer set search_path = ''
-- Thousands of lots may be revoked at once, and without statistics the planner would compare each of them with each account.
set enable_nestloop = off as $$
  with
    parts as materialized (
      select p.*, private.new_id() as transaction_id, d.id as debt_account_id,
        a.balance - sum(p.returned) over (partition by p.account_id order by p.lot_id) as balance_after
      from private.plan_revocation(empty_revoked_lots.tenant_id, empty_revoked_lots.grant_ids, empty_revoked_lots.recipient_ids) p
      join public.ledger_accounts a on a.tenant_id = empty_revoked_lots.tenant_id and a.id = p.account_id
      left join public.ledger_accounts d on d.owner_id = p.owner_id and d.kind = 'debt' and d.tenant_id = empty_revoked_lots.tenant_id
    ),
    emptied as (
      update public.point_lots l set remaining = 0, revoked_at = private.clock() from parts p
      where l.tenant_id = empty_revoked_lots.tenant_id and l.id = p.lot_id
    ),
    listed as (
      insert into public.revoked_lots (tenant_id, lot_id, revocation_id, returned, owed)
      select empty_revoked_lots.tenant_id, p.lot_id, empty_revoked_lots.revocation_id, p.returned, p.owed from parts p
    ),
    owed as (
      insert into public.point_debts (tenant_id, account_id, lot_id, grant_id, budget_account_id, revocation_id, amount)
      select empty_revoked_lots.tenant_id, p.account_id, p.lot_id, p.grant_id, p.budget_account_id, empty_revoked_lots.revocation_id, p.owed
      from parts p
      where p.owed > 0
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, grant_id, programme_id, note)
      select empty_revoked_lots.tenant_id, p.transaction_id, p.account_id, 'revocation', -p.returned, p.balance_after, p.grant_id, p.programme_id,
        empty_revoked_lots.reason
      from parts p
      where p.returned + p.owed > 0
      order by p.account_id, p.lot_id
    ),
    moved as (
      insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
      select empty_revoked_lots.tenant_id, p.transaction_id, 1, p.account_id, p.budget_account_id, p.returned, p.lot_id
      from parts p
      where p.returned > 0
      union all
      select empty_revoked_lots.tenant_id, p.transaction_id, 2, p.debt_account_id,
        private.system_account_id(empty_revoked_lots.tenant_id, 'claims'), p.owed, null
      from parts p
      where p.owed > 0
    )
  update public.ledger_accounts a set balance = a.balance + s.amount
  from (
    select c.account_id, sum(c.amount)::bigint as amount
    from parts p
    cross join lateral (
      values (p.account_id, -p.returned), (p.budget_account_id, p.returned), (p.debt_account_id, -p.owed)
    ) c (account_id, amount)
    group by c.account_id
  ) s
  where a.tenant_id = empty_revoked_lots.tenant_id and a.id = s.account_id and s.amount <> 0
$$;

comment on function private.empty_revoked_lots(uuid, uuid, uuid[], uuid[], text) is
  'The ledger''s side of private.post_revocation(), behind its locks: lots, transactions, transfers, debts and balances, in one statement however many there are. One transaction per lot, unless all of it has expired; a leg between debt and claims has no lot and no line.';

-- source: supabase/schemas/35_grants/functions/fill_lots.sql
create function private.fill_lots(
  tenant_id uuid, grant_id uuid, programme_id uuid, budget_account_id uuid,
  account_ids uuid[], amounts bigint[], notes text[], expires_at timestamptz, scope text, scope_ids uuid[]
) returns void
language sql volatile security definer set search_path = '' as $$
  with
    lines as materialized (
      select u.line_no::integer as line_no, u.account_id, u.amount, u.note, private.new_id() as lot_id, private.new_id() as transaction_id,
        a.owner_id, a.balance + sum(u.amount) over (partition by u.account_id order by u.line_no) as balance_after
      from unnest(fill_lots.account_ids, fill_lots.amounts, fill_lots.notes) with ordinality u (account_id, amount, note, line_no)
      join public.ledger_accounts a on a.tenant_id = fill_lots.tenant_id and a.id = u.account_id
    ),
    filled as (
      insert into public.point_lots (tenant_id, id, account_id, programme_id, grant_id, granted, remaining, expires_at, scope, scope_ids)
      select fill_lots.tenant_id, l.lot_id, l.account_id, fill_lots.programme_id, fill_lots.grant_id, l.amount, l.amount,
        fill_lots.expires_at, fill_lots.scope, fill_lots.scope_ids
      from lines l
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, grant_id, programme_id, note)
      select fill_lots.tenant_id, l.transaction_id, l.account_id, 'grant', l.amount, l.balance_after,
        fill_lots.grant_id, fill_lots.programme_id, l.note
      from lines l
      order by l.line_no
    ),
    moved as (
      insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
      select fill_lots.tenant_id, l.transaction_id, 1, fill_lots.budget_account_id, l.account_id, l.amount, l.lot_id
      from lines l
    ),
    listed as (
      insert into public.grant_lines (tenant_id, grant_id, line_no, recipient_id, amount, note)
      select fill_lots.tenant_id, fill_lots.grant_id, l.line_no, l.owner_id, l.amount, l.note
      from lines l
    )
  update public.ledger_accounts a set balance = a.balance + s.points
  from (select l.account_id, sum(l.amount)::bigint as points from lines l group by l.account_id) s
  where a.tenant_id = fill_lots.tenant_id and a.id = s.account_id
$$;

comment on function private.fill_lots(uuid, uuid, uuid, uuid, uuid[], bigint[], text[], timestamptz, text, uuid[]) is
  'The recipients'' side of private.post_grant(): lot, transaction, transfer and line of each, and the wallets'' balances, in one statement however many there are.';

-- source: supabase/schemas/35_grants/functions/grant_answer.sql
create function private.grant_answer(tenant_id uuid, grant_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'grant_id', g.id,
    'members', g.recipients,
    'total_points', g.total_points,
    'budget_account_id', g.budget_account_id,
    'budget_left', g.budget_left
  )
  from public.grants g
  where g.tenant_id = grant_answer.tenant_id and g.id = grant_answer.grant_id
$$;

comment on function private.grant_answer(uuid, uuid) is 'What grant_points() answers for a grant, the first time and every time after.';

-- source: supabase/schemas/35_grants/functions/grant_audiences.sql
create function public.grant_audiences() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  hr constant boolean := private.has_role('hr_manager');
begin
  if not (hr or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  return (
    with
      people as materialized (
        select m.id, m.department_id
        from public.members m
        where m.tenant_id = caller.tenant_id and m.status in ('active', 'invited')
      ),
      heads as materialized (
        select above.id, count(*) as members
        from people p
        join public.departments d on d.tenant_id = caller.tenant_id and d.id = p.department_id
        cross join unnest(d.path) above (id)
        group by above.id
      ),
      units as (
        select 1 as part, 'everyone' as kind, t.id, null::uuid as parent_id, t.name, t.translations, 0 as depth,
          '{}'::text[] as place, (select count(*) from people) as members
        from public.tenants t
        where hr and t.id = caller.tenant_id
        union all
        select 2, 'department', d.id, d.parent_id, d.name, d.translations, d.depth + hr::integer, d.place,
          coalesce(h.members, 0)
        from private.departments_in_scope(caller.tenant_id, hr) d
        left join heads h on h.id = d.id
        union all
        select 3, 'group', g.id, null, g.name, g.translations, 0, array[g.name], (
          select count(*)
          from public.group_members b
          join people p on p.id = b.member_id
          where b.tenant_id = g.tenant_id and b.group_id = g.id
        )
        from public.groups g
        where g.tenant_id = caller.tenant_id and (hr or g.id = any (private.administered_group_ids()))
      )
    select coalesce(
      jsonb_agg(to_jsonb(u) - '{part,place}'::text[] order by u.part, u.place), '[]'
    )
    from units u
  );
end
$$;

comment on function public.grant_audiences() is
  'Whom the caller may grant to as a whole: [{kind, id, parent_id, name, translations, depth, members}], everybody first (kind everyone, HR managers only), then departments as a tree in reading order, then groups. members counts who would receive: the active and the invited of the subtree. parent_id is null at the top of what the caller sees. For HR managers (the company), department admins (their subtrees) and group admins (their groups). Errors: not_signed_in, not_permitted.';

grant execute on function public.grant_audiences() to authenticated;

-- source: supabase/schemas/35_grants/functions/grant_import_problems.sql
create function public.grant_import_problems(import_id uuid, after_row integer default 0) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  import constant public.grant_imports := private.reachable_import(import_id);
begin
  return private.import_progress(import.tenant_id, import.id) || (
    select jsonb_build_object(
      'name', import.name,
      'error', case when import.error_code is not null then
        jsonb_build_object('code', import.error_code, 'details', import.error_details) end,
      'problems', coalesce(jsonb_agg(jsonb_build_object(
        'row', p.row_no, 'employee_no', p.employee_no, 'amount', p.amount, 'note', p.note, 'code', p.error_code, 'details', p.error_details
      ) order by p.row_no) filter (where p.place <= 200), '[]'),
      'next_row', max(p.row_no) filter (where p.place = 200 and p.more)
    )
    from (
      select r.*, row_number() over (order by r.row_no) as place, lead(r.row_no) over (order by r.row_no) is not null as more
      from public.grant_import_rows r
      where r.import_id = import.id and r.status = 'refused' and r.row_no > coalesce(after_row, 0)
      order by r.row_no
      limit 201
    ) p
  );
end
$$;

comment on function public.grant_import_problems(uuid, integer) is
  'The refused rows of an import, 200 at a time, after the row with this number, with the progress as run_grant_import() gives it: {…, name, error: null | {code, details} (why the job stopped), problems: [{row, employee_no, amount, note, code, details}], next_row: null | pass it as after_row}. Changes nothing. For HR managers, for operators their own imports, and the platform. Errors: import_not_found.';

grant execute on function public.grant_import_problems(uuid, integer) to authenticated, service_role;

-- source: supabase/schemas/35_grants/functions/grant_import_rows.sql
create function private.grant_import_rows(import public.grant_imports, row_ids bigint[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  passed record;
  posted record;
begin
  with
    problems as materialized (
      select p.* from private.import_row_problems(import.tenant_id, import.id, grant_import_rows.row_ids) p
    ),
    refused as (
      update public.grant_import_rows r
      set status = 'refused', error_code = p.code, error_details = p.details, checked_at = private.clock()
      from problems p
      where r.id = p.row_id and p.code is not null
    )
  select array_agg(p.row_id order by p.row_no) as row_ids, array_agg(p.member_id order by p.row_no) as member_ids,
    array_agg(p.account_id order by p.row_no) as account_ids, array_agg(p.points order by p.row_no) as points,
    array_agg(p.note order by p.row_no) as notes
  into passed
  from problems p
  where p.code is null;
  if passed.row_ids is null then
    return;
  end if;
  select p.grant_id into posted
  from private.post_grant(
    import.tenant_id, import.programme_id, coalesce(import.budget_account_id, private.budget_account_id(import.tenant_id)),
    passed.account_ids, passed.points, passed.notes, coalesce(import.note, import.name), import.created_by,
    source => 'import', import_id => import.id
  ) p;
  update public.grant_import_rows r
  set status = 'granted', grant_id = posted.grant_id, member_id = u.member_id, points = u.points
  from unnest(passed.row_ids, passed.member_ids, passed.points) u (row_id, member_id, points)
  where r.id = u.row_id;
end
$$;

comment on function private.grant_import_rows(public.grant_imports, bigint[]) is
  'Makes one grant of the rows that are right and refuses the others. For private.run_import(), which has locked the import. Errors: insufficient_budget {needed, available}; grant_cap_exceeded or member_not_found where that changed after the check.';

-- source: supabase/schemas/35_grants/functions/grant_points.sql
create function public.grant_points(
  programme_id uuid, grants jsonb, idempotency_key text, budget_account uuid default null, note text default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_granter(grants);
  request_hash constant bytea := private.request_hash(
    'grant_points', programme_id::text, grants::text, budget_account::text, note
  );
  answer jsonb;
  recipients record;
  budget uuid;
  posted uuid;
begin
  if length(note) > 200 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'note', 'problem', 'length'));
  end if;
  perform private.refuse_unclean_text('note', note);
  answer := private.earlier_grant(caller.tenant_id, idempotency_key, request_hash);
  if answer is not null then
    return answer;
  end if;
  -- In this order: whoever leaves in between is refused, and not left out of what is all or nothing.
  select * into recipients from private.resolve_recipients(caller.tenant_id, grants);
  perform private.refuse_wrong_recipients(caller.tenant_id, grants);
  perform private.refuse_crowd(recipients.member_ids);
  budget := private.budget_for_grant(caller.tenant_id, recipients.member_ids, budget_account);
  select p.grant_id into posted
  from private.post_grant(
    tenant_id => caller.tenant_id, programme_id => grant_points.programme_id, budget_account_id => budget,
    account_ids => recipients.account_ids, amounts => recipients.amounts, notes => recipients.notes, note => grant_points.note,
    granted_by => caller.member_id, idempotency_key => grant_points.idempotency_key, request_hash => request_hash,
    places => recipients.places
  ) p;
  return private.grant_answer(caller.tenant_id, posted);
end
$$;

comment on function public.grant_points(uuid, jsonb, text, uuid, text) is
  'Grants points: grants is [{member_id | employee_no | department_id | group_id | everyone: true, amount, note?}], amounts in whole points to each member, active or invited, of a department''s subtree, a group or the company; key of the caller; the budget that pays, by default the caller''s; a note for the books. Gives {grant_id, members, total_points, budget_account_id, budget_left}. All or nothing. For HR managers (any budget, the company''s by default), department admins (subtree, the deepest administered department with all recipients by default), group admins (group, its budget). Errors: not_permitted, out_of_scope, account_not_found, programme_not_found, programme_closed, member_not_found, department_not_found, group_not_found, invalid_amount, each {index}; grant_cap_exceeded {index, cap, already}, insufficient_budget {needed, available}, invalid_request, idempotency_mismatch.';

grant execute on function public.grant_points(uuid, jsonb, text, uuid, text) to authenticated;

-- source: supabase/schemas/35_grants/functions/grant_problems.sql
create function private.grant_problems(
  tenant_id uuid, programme_id uuid, grants jsonb, member_ids uuid[], account_ids uuid[], amounts bigint[], places integer[]
) returns jsonb
language sql stable security definer set search_path = '' as $$
  with
    outside as materialized (
      select o.id from unnest(private.recipients_out_of_scope(grant_problems.tenant_id, grant_problems.member_ids)) o (id)
    ),
    problems as (
      select p.index, p.code, jsonb_build_object('index', p.index) as details
      from private.recipient_problems(grant_problems.tenant_id, grant_problems.grants) p
      union all
      select r.index, 'out_of_scope', jsonb_build_object('index', r.index)
      from unnest(grant_problems.member_ids, grant_problems.places) r (id, index)
      where r.id in (select o.id from outside o)
      group by r.index
      union all
      -- One row for an entry that means many people; the figures are those of the first of them whom the cap stops.
      select c.index, 'grant_cap_exceeded', jsonb_build_object('index', c.index, 'cap', c.cap, 'already', c.already, 'members', c.members)
      from (
        select distinct on (grant_problems.places[o.place]) grant_problems.places[o.place] as index, o.cap, o.already,
          count(*) over (partition by grant_problems.places[o.place]) as members
        from private.cap_problems(grant_problems.tenant_id, programme_id, account_ids, amounts) o
        -- What others have been granted is not for who may not grant to them.
        where grant_problems.member_ids[o.place] not in (select w.id from outside w)
        order by grant_problems.places[o.place], o.place
      ) c
    )
  select coalesce(jsonb_agg(jsonb_build_object('index', p.index, 'code', p.code, 'details', p.details) order by p.index, p.code), '[]')
  from problems p
$$;

comment on function private.grant_problems(uuid, uuid, jsonb, uuid[], uuid[], bigint[], integer[]) is
  'Every entry of a grant request that stands in its way, as preview_grant() gives them: [{index, code, details}], by the entry''s index from 0.';

-- source: supabase/schemas/35_grants/functions/import_budget.sql
create function private.import_budget(tenant_id uuid, budget_account uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  owner uuid;
  own uuid[];
begin
  if budget_account is not null then
    select a.owner_id into owner
    from public.ledger_accounts a
    where a.tenant_id = import_budget.tenant_id and a.id = import_budget.budget_account and a.kind = 'budget';
    if owner is null then
      perform private.fail('account_not_found', 404);
    end if;
    if not (private.has_role('hr_manager') or private.has_role('department_admin', owner) or private.has_role('group_admin', owner)) then
      perform private.fail('out_of_scope', 403);
    end if;
    return budget_account;
  end if;
  if private.has_role('hr_manager') then
    return private.budget_account_id(tenant_id);
  end if;
  own := private.administered_department_ids() || private.administered_group_ids();
  if cardinality(own) <> 1 then
    perform private.fail('invalid_request', 400, '{"field": "budget_account", "problem": "required"}');
  end if;
  return private.budget_account_id(own[1]);
end
$$;

comment on function private.import_budget(uuid, uuid) is
  'The budget that pays for an import of the caller: the named one, else the company''s for an HR manager, else that of the one department or group that the caller administers. Errors: account_not_found (no budget of this company), out_of_scope, invalid_request {field, problem: required} (the caller administers several).';

-- source: supabase/schemas/35_grants/functions/import_progress.sql
create function private.import_progress(tenant_id uuid, import_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'import_id', i.id,
    'state', i.state,
    'rows', count(r.id),
    'waiting', count(r.id) filter (where r.status = 'waiting'),
    'granted', count(r.id) filter (where r.status = 'granted'),
    'refused', count(r.id) filter (where r.status = 'refused'),
    'total_points', coalesce(sum(r.points), 0)
  )
  from public.grant_imports i
  left join public.grant_import_rows r on r.import_id = i.id
  where i.tenant_id = import_progress.tenant_id and i.id = import_progress.import_id
  group by i.tenant_id, i.id
$$;

comment on function private.import_progress(uuid, uuid) is
  'How far an import is: {import_id, state, rows, waiting, granted, refused, total_points}; total_points counts what has been granted.';

-- source: supabase/schemas/35_grants/functions/import_row_problems.sql
create function private.import_row_problems(tenant_id uuid, import_id uuid, row_ids bigint[])
returns table (row_id bigint, row_no integer, member_id uuid, account_id uuid, points bigint, note text, code text, details jsonb)
language sql stable security definer set search_path = '' as $$
  with
    import as materialized (
      select i.programme_id, private.programme_refusal(i.tenant_id, i.programme_id) as closed, s.everybody, s.department_ids, s.group_ids
      from public.grant_imports i
      cross join private.import_scope(i.tenant_id, i.id) s
      where i.tenant_id = import_row_problems.tenant_id and i.id = import_row_problems.import_id
    ),
    wanted as materialized (
      select r.id, r.row_no, lower(btrim(r.employee_no)) as employee_no, nullif(btrim(r.note), '') as note,
        nullif(btrim(r.programme), '') as programme,
        case when btrim(r.amount) ~ '^[0-9]{1,13}$' then private.whole_amount(to_jsonb(btrim(r.amount)::bigint)) end as points
      from public.grant_import_rows r
      where r.id = any (import_row_problems.row_ids) and r.import_id = import_row_problems.import_id
    ),
    people as materialized (
      select w.*, m.id as member_id, a.id as account_id, d.path,
        (
          select o.row_no
          from public.grant_import_rows o
          where o.import_id = import_row_problems.import_id and o.member_id = m.id and o.status = 'granted'
        ) as granted_in
      from wanted w
      left join public.members m
        on m.tenant_id = import_row_problems.tenant_id and lower(m.employee_no) = w.employee_no and m.status in ('active', 'invited')
      left join public.departments d on d.tenant_id = m.tenant_id and d.id = m.department_id
      left join public.ledger_accounts a on a.owner_id = m.id and a.kind = 'wallet' and a.tenant_id = m.tenant_id
    ),
    judged as materialized (
      select p.*,
        case
          when p.programme is not null and n.id is null then 'programme_not_found'
          when n.id <> i.programme_id or length(p.note) > 200 or not private.is_one_line(p.note) then 'invalid_request'
          when p.points is null then 'invalid_amount'
          when p.member_id is null then 'member_not_found'
          when not (
            i.everybody
            or p.path && i.department_ids
            or exists (
              select
              from public.group_members g
              where g.tenant_id = import_row_problems.tenant_id and g.member_id = p.member_id and g.group_id = any (i.group_ids)
            )
          ) then 'out_of_scope'
          when i.closed is not null then i.closed
        end as code,
        case
          when n.id <> i.programme_id then '{"field": "programme", "problem": "differs"}'::jsonb
          when length(p.note) > 200 then '{"field": "note", "problem": "length"}'
          when not private.is_one_line(p.note) then '{"field": "note", "problem": "control_characters"}'
        end as details
      from people p
      cross join import i
      left join public.programmes n on n.tenant_id = import_row_problems.tenant_id and n.name = p.programme
    ),
    told_apart as materialized (
      select j.*, coalesce(j.granted_in, min(j.row_no) over (partition by j.member_id)) as first_row
      from judged j
      where j.code is null
    ),
    passed as materialized (
      select array_agg(t.id order by t.row_no) as ids, array_agg(t.account_id order by t.row_no) as account_ids,
        array_agg(t.points order by t.row_no) as points
      from told_apart t
      where t.first_row = t.row_no
    ),
    capped as materialized (
      select p.ids[c.place] as id, jsonb_build_object('cap', c.cap, 'already', c.already) as details
      from passed p
      cross join import i
      cross join private.cap_problems(import_row_problems.tenant_id, i.programme_id, p.account_ids, p.points) c
    )
  select t.id, t.row_no, t.member_id, t.account_id, t.points, t.note,
    case when t.first_row <> t.row_no then 'duplicate_row' when c.id is not null then 'grant_cap_exceeded' end,
    case when t.first_row <> t.row_no then jsonb_build_object('row', t.first_row) else c.details end
  from told_apart t
  left join capped c on c.id = t.id
  union all
  select j.id, j.row_no, j.member_id, j.account_id, j.points, j.note, j.code, case j.code when 'invalid_request' then j.details end
  from judged j
  where j.code is not null
$$;

comment on function private.import_row_problems(uuid, uuid, bigint[]) is
  'Whom each row of an import means and what is wrong with it, code null where nothing is: programme_not_found, invalid_request {field, problem}, invalid_amount, member_not_found, out_of_scope, programme_closed, duplicate_row {row} (the person has been granted in this import, or stands in an earlier one of these rows that is right), grant_cap_exceeded {cap, already}.';

-- source: supabase/schemas/35_grants/functions/import_scope.sql
create function private.import_scope(
  tenant_id uuid, import_id uuid, out everybody boolean, out department_ids uuid[], out group_ids uuid[]
)
language plpgsql stable security definer set search_path = '' as $$
declare
  operator uuid;
  budget_owner uuid;
begin
  select i.created_by, a.owner_id into operator, budget_owner
  from public.grant_imports i
  left join public.ledger_accounts a on a.tenant_id = i.tenant_id and a.id = i.budget_account_id
  where i.tenant_id = import_scope.tenant_id and i.id = import_scope.import_id;
  select operator is null or coalesce(bool_or(r.role = 'hr_manager'), false),
    coalesce(array_agg(r.department_id) filter (where r.role = 'department_admin'), '{}'),
    coalesce(array_agg(r.group_id) filter (where r.role = 'group_admin'), '{}')
  into everybody, department_ids, group_ids
  from public.members m
  join public.member_roles r on r.tenant_id = m.tenant_id and r.member_id = m.id
  where m.tenant_id = import_scope.tenant_id and m.id = operator and m.status = 'active';
  -- Whoever has moved to another department or group since cannot go on with the budget of the old one.
  if not everybody and coalesce(budget_owner <> all (group_ids), true) and not exists (
    select
    from public.departments d
    where d.tenant_id = import_scope.tenant_id and d.id = budget_owner and d.path && department_ids
  ) then
    department_ids := '{}';
    group_ids := '{}';
  end if;
end
$$;

comment on function private.import_scope(uuid, uuid) is
  'Whom an import may reach: everybody of the company (made by an HR manager or the platform), else members of these departments with their subtrees and of these groups: those whose admin its operator is now. Nobody when its budget is not in that scope any more.';

-- source: supabase/schemas/35_grants/functions/is_grant_entry.sql
create function private.is_grant_entry(item jsonb) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  if jsonb_typeof(item) <> 'object' or length(item ->> 'note') > 200 or not private.is_one_line(item ->> 'note') then
    return false;
  end if;
  return (
    select 1 = count(*) filter (where e.key not in ('amount', 'note')) and bool_and(
      case e.key
        when 'amount' then true
        when 'note' then jsonb_typeof(e.value) in ('string', 'null')
        when 'everyone' then e.value = 'true'
        when 'member_id' then jsonb_typeof(e.value) = 'string'
        when 'employee_no' then jsonb_typeof(e.value) = 'string'
        when 'department_id' then jsonb_typeof(e.value) = 'string'
        when 'group_id' then jsonb_typeof(e.value) = 'string'
        else false
      end
    )
    from jsonb_each(item) e
  );
end
$$;

comment on function private.is_grant_entry(jsonb) is
  'Whether an entry of a grant request can be read: exactly one of member_id, employee_no, department_id, group_id (texts) and everyone (true), with amount and note. Says nothing about the amount, nor whether those it names exist.';

-- source: supabase/schemas/35_grants/functions/lock_grant_accounts.sql
create function private.lock_grant_accounts(tenant_id uuid, account_ids uuid[], budget_account_id uuid) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare
  budgets_owed constant uuid[] := array(
    select distinct d.budget_account_id
    from public.point_debts d
    where d.tenant_id = lock_grant_accounts.tenant_id and d.settled < d.amount and d.account_id = any (account_ids)
  );
begin
  perform
  from public.ledger_accounts a
  where a.tenant_id = lock_grant_accounts.tenant_id and a.id = any (account_ids || budgets_owed || budget_account_id)
  order by a.id
  for no key update;
  return budgets_owed;
end
$$;

comment on function private.lock_grant_accounts(uuid, uuid[], uuid) is
  'Locks what a grant changes, in the order of ids: the wallets, the budget that pays, and the budgets to which the holders of the wallets owe points, which it gives. A debt that arises while it waits is not among them; the next grant settles it.';

-- source: supabase/schemas/35_grants/functions/lock_revoked_accounts.sql
create function private.lock_revoked_accounts(tenant_id uuid, grant_ids uuid[], recipient_ids uuid[]) returns void
language sql volatile security definer set search_path = ''
-- Thousands of lots may be revoked at once, and without statistics the planner would compare each of them with each account.
set enable_nestloop = off as $$
  with
    touched as materialized (
      select l.account_id as id
      from public.point_lots l
      join public.ledger_accounts a on a.tenant_id = lock_revoked_accounts.tenant_id and a.id = l.account_id
      where l.grant_id = any (lock_revoked_accounts.grant_ids) and l.tenant_id = lock_revoked_accounts.tenant_id
        and l.revoked_at is null and (recipient_ids is null or a.owner_id = any (recipient_ids))
      union
      select g.budget_account_id
      from public.grants g
      where g.tenant_id = lock_revoked_accounts.tenant_id and g.id = any (lock_revoked_accounts.grant_ids)
    )
  select
  from public.ledger_accounts a
  where a.tenant_id = lock_revoked_accounts.tenant_id and a.id in (select t.id from touched t)
  order by a.id
  for no key update
$$;

comment on function private.lock_revoked_accounts(uuid, uuid[], uuid[]) is
  'Locks what a revocation changes, in the order of ids: the wallets and the budgets. Debt accounts need none of their own: whoever changes one holds the wallet''s lock.';

-- source: supabase/schemas/35_grants/functions/lot_rules.sql
create function private.lot_rules(
  tenant_id uuid, programme_id uuid, valid_until timestamptz, out expires_at timestamptz, out scope text, out scope_ids uuid[]
)
language plpgsql stable security definer set search_path = '' as $$
declare
  programme public.programmes;
  zone text;
  today date;
  last_day date;
begin
  select t.time_zone into zone from public.tenants t where t.id = lot_rules.tenant_id;
  select p.* into programme
  from public.programmes p
  where p.tenant_id = lot_rules.tenant_id and p.id = lot_rules.programme_id;
  if programme.id is null then
    perform private.fail('programme_not_found', 404);
  end if;
  today := (private.clock() at time zone zone)::date;
  last_day := case programme.validity_kind
    when 'fixed_date' then programme.valid_until
    when 'days' then today + programme.validity_days
    else (today + make_interval(months => programme.validity_months))::date
  end;
  expires_at := coalesce(lot_rules.valid_until, private.end_of_day(last_day, zone));
  if programme.status <> 'active' or expires_at <= private.clock() then
    perform private.fail('programme_closed', 409);
  end if;
  scope := programme.scope;
  scope_ids := programme.scope_ids;
end
$$;

comment on function private.lot_rules(uuid, uuid, timestamptz) is
  'What a lot granted now in this programme gets: the end of its validity in the tenant''s time zone (or valid_until, where something else decides, e.g. a card), and its scope. Errors: programme_not_found, programme_closed (not active, or its fixed date is over).';

-- source: supabase/schemas/35_grants/functions/plan_revocation.sql
create function private.plan_revocation(tenant_id uuid, grant_ids uuid[], recipient_ids uuid[])
returns table (
  lot_id uuid, account_id uuid, owner_kind text, owner_id uuid, grant_id uuid, programme_id uuid, budget_account_id uuid,
  granted bigint, returned bigint, owed bigint
)
language plpgsql stable security definer set search_path = '' as $$
begin
  -- Plpgsql, so that the plan is made for the lists that come.
  return query
  with
    lots as materialized (
      select l.id, l.account_id, l.grant_id, l.programme_id, g.budget_account_id, l.granted, l.remaining, l.expires_at
      from public.point_lots l
      join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
      where l.grant_id = any (plan_revocation.grant_ids) and l.tenant_id = plan_revocation.tenant_id and l.revoked_at is null
    ),
    held as materialized (
      select l.*, a.owner_kind, a.owner_id
      from lots l
      join public.ledger_accounts a on a.tenant_id = plan_revocation.tenant_id and a.id = l.account_id
      where recipient_ids is null or a.owner_id = any (recipient_ids)
    ),
    used as materialized (
      select u.lot_id, u.used
      from private.used_by_lot(plan_revocation.tenant_id, array(select h.account_id from held h)) u
    )
  select h.id, h.account_id, h.owner_kind, h.owner_id, h.grant_id, h.programme_id, h.budget_account_id, h.granted,
    case when h.expires_at > private.clock() then h.remaining else 0 end, coalesce(u.used, 0)
  from held h
  left join used u on u.lot_id = h.id;
end
$$;

comment on function private.plan_revocation(uuid, uuid[], uuid[]) is
  'What revoking these grants, for everybody (recipient_ids null) or these members or cards, would mean: each lot that is not revoked yet with what goes back to the budget and what will be owed. Points that have expired are neither.';

-- source: supabase/schemas/35_grants/functions/plan_settlement.sql
create function private.plan_settlement(tenant_id uuid, account_ids uuid[], amounts bigint[])
returns table (place integer, debt_id uuid, amount bigint)
language sql stable security definer set search_path = '' set enable_nestloop = off as $$
  -- No nested loops: few rows are expected where statistics are young, and thousands of people may owe something.
  -- What comes in and what is owed are laid end to end on one scale of points per wallet; what overlaps belongs together.
  with
    debts as materialized (
      select d.id, d.account_id, d.amount - d.settled as owed,
        sum(d.amount - d.settled) over (partition by d.account_id order by d.created_at, d.id) as upto
      from public.point_debts d
      where d.tenant_id = plan_settlement.tenant_id and d.settled < d.amount and d.account_id = any (plan_settlement.account_ids)
    ),
    incoming as materialized (
      select u.place::integer as place, u.account_id, u.amount,
        sum(u.amount) over (partition by u.account_id order by u.place) as upto
      from unnest(plan_settlement.account_ids, plan_settlement.amounts) with ordinality u (account_id, amount, place)
      where u.account_id in (select d.account_id from debts d)
    )
  select i.place, d.id, (least(i.upto, d.upto) - greatest(i.upto - i.amount, d.upto - d.owed))::bigint
  from incoming i
  join debts d on d.account_id = i.account_id and d.upto - d.owed < i.upto and i.upto - i.amount < d.upto
  order by i.place, d.upto
$$;

comment on function private.plan_settlement(uuid, uuid[], bigint[]) is
  'Which debts amounts[i] coming into the wallet account_ids[i] would settle, the oldest first: place i from 1, the debt, points. Changes and locks nothing.';

-- source: supabase/schemas/35_grants/functions/post_grant.sql
create function private.post_grant(
  tenant_id uuid,
  programme_id uuid,
  budget_account_id uuid,
  account_ids uuid[],
  amounts bigint[],
  notes text[] default null,
  note text default null,
  granted_by uuid default null,
  idempotency_key text default null,
  request_hash bytea default null,
  valid_until timestamptz default null,
  source text default 'manual',
  import_id uuid default null,
  schedule_id uuid default null,
  places integer[] default null,
  out grant_id uuid,
  out recipients integer,
  out total_points bigint,
  out budget_left bigint
)
language plpgsql volatile security definer set search_path = ''
-- Named here, so that what the body sets ends with it.
set enable_nestloop = on as $$
declare
  expires_at timestamptz;
  scope text;
  scope_ids uuid[];
  budgets_owed uuid[];
begin
  select r.expires_at, r.scope, r.scope_ids into expires_at, scope, scope_ids
  from private.lot_rules(tenant_id, programme_id, valid_until) r;
  grant_id := private.new_id();
  select sum(a.amount), count(distinct a.account_id) into total_points, recipients
  from unnest(account_ids, amounts) a (account_id, amount);

  -- On tables without statistics, as right after an import, the planner expects one or two rows of everything and compares each recipient
  -- with each account. A few recipients are looked up by key, many are joined as sets.
  if cardinality(account_ids) >= 200 then
    set local enable_nestloop = off;
  end if;
  budgets_owed := private.lock_grant_accounts(tenant_id, account_ids, budget_account_id);
  perform private.refuse_departed(tenant_id, account_ids, places);
  perform private.refuse_excess_over_cap(tenant_id, programme_id, account_ids, amounts, places);
  update public.ledger_accounts a set balance = a.balance - total_points
  where a.tenant_id = post_grant.tenant_id and a.id = post_grant.budget_account_id and a.balance >= total_points
  returning a.balance into budget_left;
  if budget_left is null then
    perform private.fail('insufficient_budget', 402, jsonb_build_object('needed', total_points, 'available', a.balance))
    from public.ledger_accounts a
    where a.tenant_id = post_grant.tenant_id and a.id = post_grant.budget_account_id;
  end if;

  insert into public.grants (
    tenant_id, id, programme_id, budget_account_id, granted_by, recipients, total_points, budget_left, source, import_id, schedule_id, note,
    idempotency_key, request_hash
  )
  values (
    post_grant.tenant_id, grant_id, post_grant.programme_id, post_grant.budget_account_id, post_grant.granted_by,
    recipients, total_points, budget_left, post_grant.source, post_grant.import_id, post_grant.schedule_id, post_grant.note,
    post_grant.idempotency_key, post_grant.request_hash
  );
  perform private.fill_lots(
    tenant_id, grant_id, programme_id, budget_account_id, account_ids, amounts, notes, expires_at, scope, scope_ids
  );
  if cardinality(budgets_owed) > 0 then
    perform private.settle_debts_from_grant(tenant_id, grant_id, budgets_owed);
  end if;
end
$$;

comment on function private.post_grant(uuid, uuid, uuid, uuid[], bigint[], text[], text, uuid, text, bytea, timestamptz, text, uuid, uuid, integer[]) is
  'Grants points of a budget to wallets: amounts[i] with notes[i] to account_ids[i], one lot each, with the scope of the programme and its validity, or valid until a moment of the caller''s (cards). source, import_id and schedule_id say how the grant came about; places[i] is the index of the caller''s entry that account_ids[i] stems from, for refusals (i - 1 where null). Debts of the recipients are settled out of the new lots at once. All or nothing. Gives the grant, the number of wallets, the points in all and what is left in the budget, before any debts come back to it. Locks budgets and wallets in the order of ids. For functions that have checked caller, amounts (1 to 10^12) and key: grant_points, issue_cards. Errors: programme_not_found, programme_closed, member_not_found {index} (departed meanwhile), grant_cap_exceeded {index, cap, already}, insufficient_budget {needed, available}.';

-- source: supabase/schemas/35_grants/functions/post_revocation.sql
create function private.post_revocation(
  tenant_id uuid, batch_id uuid, grant_ids uuid[], recipient_ids uuid[], reason text, revoked_by uuid,
  idempotency_key text, request_hash bytea
) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  revocation_id constant uuid := private.new_id();
  due record;
  is_whole boolean;
begin
  perform private.lock_revoked_accounts(tenant_id, grant_ids, recipient_ids);
  -- Of a part of a batch there are no sums: the whole less five of six is what the sixth has spent.
  is_whole := recipient_ids is null and private.revoked_part(grant_ids) = 'no';
  -- What has expired leaves as what it is, before anything is taken back.
  perform private.expire_lots(
    tenant_id, array(select p.lot_id from private.plan_revocation(post_revocation.tenant_id, grant_ids, recipient_ids) p)
  );
  select array_agg(p.lot_id) as lot_ids, count(distinct p.owner_id) as members,
    sum(p.returned)::bigint as returned, sum(p.owed)::bigint as owed,
    array_agg(p.owner_id) filter (where p.owed > 0 and p.owner_kind = 'member') as members_who_owe,
    array_agg(p.owner_id) filter (where p.owed > 0 and p.owner_kind = 'card') as cards_that_owe
  into due
  from private.plan_revocation(tenant_id, grant_ids, recipient_ids) p;
  if due.lot_ids is null then
    perform private.fail('already_revoked', 409);
  end if;
  perform private.open_accounts(tenant_id, 'member', due.members_who_owe, 'debt');
  perform private.open_accounts(tenant_id, 'card', due.cards_that_owe, 'debt');
  insert into public.grant_revocations (
    tenant_id, id, batch_id, members, returned_points, debt_points, reason, revoked_by, idempotency_key, request_hash
  )
  values (
    post_revocation.tenant_id, revocation_id, post_revocation.batch_id, due.members,
    case when due.members >= 5 and is_whole then due.returned end, case when due.members >= 5 and is_whole then due.owed end,
    post_revocation.reason, post_revocation.revoked_by, post_revocation.idempotency_key, post_revocation.request_hash
  );
  perform private.empty_revoked_lots(tenant_id, revocation_id, grant_ids, recipient_ids, reason);
  return revocation_id;
end
$$;

comment on function private.post_revocation(uuid, uuid, uuid[], uuid[], text, uuid, text, bytea) is
  'Revokes the lots of these grants that are not revoked yet, all or those of some holders, and gives the revocation. Locks wallets and budgets in the order of ids. For functions that have checked caller, people and key. Errors: already_revoked (nothing is left to revoke).';

-- source: supabase/schemas/35_grants/functions/preview_grant.sql
create function public.preview_grant(programme_id uuid, grants jsonb, budget_account uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_granter(grants);
  recipients record;
  expires_at timestamptz;
  scope text;
  refusal jsonb;
  budget uuid;
  available bigint;
  problems jsonb;
  outside uuid[];
  members bigint;
  members_twice bigint;
  total bigint;
begin
  select * into recipients from private.resolve_recipients(caller.tenant_id, grants);
  outside := private.recipients_out_of_scope(caller.tenant_id, recipients.member_ids);
  -- The figures are those of people in the scope: how many others there are, and in which groups, is not for the caller.
  select coalesce(sum(r.amount), 0), count(distinct r.member_id), count(distinct r.member_id) filter (where r.times > 1)
  into total, members, members_twice
  from (
    select u.member_id, u.amount, count(*) over (partition by u.member_id) as times
    from unnest(recipients.member_ids, recipients.amounts) u (member_id, amount)
    where not exists (select from unnest(outside) o (id) where o.id = u.member_id)
  ) r;
  problems := private.grant_problems(
    caller.tenant_id, programme_id, grants, recipients.member_ids, recipients.account_ids, recipients.amounts, recipients.places
  );
  -- A refusal is told and not raised: what else there is to say about the grant still is.
  begin
    select r.expires_at, r.scope into expires_at, scope from private.lot_rules(caller.tenant_id, programme_id, null) r;
  exception when sqlstate 'PGRST' then
    refusal := private.refusal_from(sqlerrm);
  end;
  begin
    budget := private.budget_for_grant(caller.tenant_id, coalesce(recipients.member_ids, '{}'), budget_account);
    select a.balance into available from public.ledger_accounts a where a.tenant_id = caller.tenant_id and a.id = budget;
    if problems = '[]' then
      perform private.refuse_crowd(recipients.member_ids);
    end if;
    if total > available then
      perform private.fail('insufficient_budget', 402, jsonb_build_object('needed', total, 'available', available));
    end if;
  exception when sqlstate 'PGRST' then
    refusal := coalesce(refusal, private.refusal_from(sqlerrm));
  end;
  return jsonb_build_object(
    'members', members, 'recipients_twice', members_twice,
    'total_points', total,
    'budget_account_id', budget, 'budget_available', available, 'budget_left', available - total,
    'expires_at', expires_at, 'scope', scope,
    -- Of any other choice of people or amounts nothing is told: two that differ by one person, or much for one and one point for each
    -- other, would tell what that one owes.
    'settles_debts', case
      when jsonb_array_length(grants) = 1 and grants -> 0 -> 'everyone' = 'true'
      then private.settled_by_grant(caller.tenant_id, recipients.account_ids, recipients.amounts)
    end,
    'problems', problems,
    'refusal', refusal
  );
end
$$;

comment on function public.preview_grant(uuid, jsonb, uuid) is
  'What grant_points() would do with the same arguments, by the same functions; changes nothing. Gives {members, recipients_twice (people named more than once), total_points, budget_account_id, budget_available, budget_left (below zero where it does not suffice), expires_at, scope, settles_debts (points that would go into debts from revoked grants; null unless one entry means everybody, and where fewer than five people receive or owe), problems: [{index, code, details}] (every entry that is wrong; the figures are those of the others), refusal: null or {code, details} of the whole}. For those who may grant. Errors: not_permitted, invalid_request (no list of 1 to 20,000 entries).';

grant execute on function public.preview_grant(uuid, jsonb, uuid) to authenticated;

-- source: supabase/schemas/35_grants/functions/preview_revocation.sql
create function public.preview_revocation(batch_id uuid, member_ids uuid[] default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  batch constant record := private.require_batch(batch_id);
  is_whole constant boolean := member_ids is null and private.revoked_part(batch.grant_ids) = 'no';
begin
  perform private.refuse_strangers_to_batch(batch.tenant_id, batch.grant_ids, member_ids);
  return (
    select jsonb_build_object(
      'members', count(distinct p.owner_id),
      'granted', coalesce(sum(p.granted), 0),
      -- Of a part nothing is told at all, be it chosen or what is left: two that differ by one person would tell what that one has spent.
      'returned_points', case when count(distinct p.owner_id) >= 5 and is_whole then sum(p.returned) end,
      'debt_points', case when count(distinct p.owner_id) >= 5 and is_whole then sum(p.owed) end
    )
    from private.plan_revocation(batch.tenant_id, batch.grant_ids, preview_revocation.member_ids) p
  );
end
$$;

comment on function public.preview_revocation(uuid, uuid[]) is
  'What revoke_grant() would do now: {members, granted (of lots not revoked yet), returned_points, debt_points}, in points; the last two are null where fewer than five people are concerned and for any part of a batch, be it a selection of people or what earlier revocations left. Changes nothing. For those who may revoke. Errors: not_permitted, grant_not_found, member_not_found {index}, invalid_request.';

grant execute on function public.preview_revocation(uuid, uuid[]) to authenticated;

-- source: supabase/schemas/35_grants/functions/preview_schedule.sql
create function public.preview_schedule(schedule_id uuid, days integer default 31) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  schedule public.grant_schedules;
  today date;
  available bigint;
begin
  if not private.has_role('hr_manager') then
    perform private.fail('not_permitted', 403);
  end if;
  if days is null or days not between 1 and 366 then
    perform private.fail('invalid_request', 400, '{"field": "days", "problem": "range"}');
  end if;
  select s.* into schedule
  from public.grant_schedules s
  where s.tenant_id = caller.tenant_id and s.id = preview_schedule.schedule_id;
  if schedule.id is null then
    perform private.fail('schedule_not_found', 404);
  end if;
  select (private.clock() at time zone t.time_zone)::date, a.balance into today, available
  from public.tenants t
  join public.ledger_accounts a on a.tenant_id = t.id and a.id = coalesce(schedule.budget_account_id, private.budget_account_id(t.id))
  where t.id = caller.tenant_id;
  return (
    select jsonb_build_object(
      'schedule_id', schedule.id,
      'days', coalesce(jsonb_agg(to_jsonb(d) order by d.grant_on, d.occasion), '[]'),
      'people', coalesce(sum(d.people), 0),
      'points', coalesce(sum(d.points), 0),
      'budget_available', available
    )
    from (
      select greatest(o.occasion - schedule.days_ahead, today) as grant_on, o.occasion, count(*) as people, sum(o.points) as points
      from private.schedule_occasions(
        schedule, today + schedule.days_ahead - 31, today + schedule.days_ahead + preview_schedule.days
      ) o
      group by o.occasion
    ) d
  );
end
$$;

comment on function public.preview_schedule(uuid, integer) is
  'What a schedule would grant today and in the next days (1 to 366), as people and birthdays stand now: {schedule_id, days: [{grant_on, occasion, people, points}], people, points, budget_available}. An inactive schedule shows what it would do. Caps are applied when it happens. Changes nothing. For HR managers. Errors: not_permitted, schedule_not_found, invalid_request.';

grant execute on function public.preview_schedule(uuid, integer) to authenticated;

-- source: supabase/schemas/35_grants/functions/programme_refusal.sql
create function private.programme_refusal(tenant_id uuid, programme_id uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.lot_rules(tenant_id, programme_id, null);
  return null;
exception
  when sqlstate 'PGRST' then
    return private.refusal_from(sqlerrm) ->> 'code';
end
$$;

comment on function private.programme_refusal(uuid, uuid) is
  'Why nothing can be granted in a programme now (programme_not_found, programme_closed), or null.';

-- source: supabase/schemas/35_grants/functions/reachable_import.sql
create function private.reachable_import(import_id uuid) returns public.grant_imports
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller record;
  import public.grant_imports;
begin
  if auth.uid() is null and coalesce(auth.jwt() ->> 'role', '') not in ('anon', 'authenticated') then
    select i.* into import from public.grant_imports i where i.id = reachable_import.import_id for no key update;
  else
    caller := private.require_member();
    select i.* into import
    from public.grant_imports i
    where i.tenant_id = caller.tenant_id and i.id = reachable_import.import_id
      and (i.created_by = caller.member_id or private.has_role('hr_manager'))
      and (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin'))
    for no key update;
  end if;
  if import.id is null then
    perform private.fail('import_not_found', 404);
  end if;
  return import;
end
$$;

comment on function private.reachable_import(uuid) is
  'The import, locked to the end of the transaction, where the caller may work with it: HR managers any of the company, other operators those they made, the platform (no account) any. Errors: import_not_found, and those of private.require_member.';

-- source: supabase/schemas/35_grants/functions/recipient_problems.sql
create function private.recipient_problems(tenant_id uuid, grants jsonb) returns table (index integer, code text)
language sql stable security definer set search_path = ''
-- See private.resolve_recipients().
set enable_nestloop = off as $$
  -- Materialized, and joined as a whole: people are often imported just before, and on tables without statistics a look-up for each
  -- entry would read the table each time.
  with
    items as materialized (
      select i.place::integer - 1 as index, private.is_grant_entry(i.item) as is_readable, private.whole_amount(i.item -> 'amount') as amount,
        private.uuid_or_null(i.item ->> 'member_id') as member_id, lower(i.item ->> 'employee_no') as employee_no,
        private.uuid_or_null(i.item ->> 'department_id') as department_id, private.uuid_or_null(i.item ->> 'group_id') as group_id,
        case
          when i.item ? 'department_id' then 'department_not_found'
          when i.item ? 'group_id' then 'group_not_found'
          when not i.item ? 'everyone' then 'member_not_found'
        end as not_found
      from jsonb_array_elements(grants) with ordinality i (item, place)
    ),
    found as materialized (
      select i.index
      from items i
      join public.members m on m.tenant_id = recipient_problems.tenant_id and m.id = i.member_id
      where m.status in ('active', 'invited')
      union all
      select i.index
      from items i
      join public.members m on m.tenant_id = recipient_problems.tenant_id and lower(m.employee_no) = i.employee_no
      where m.status in ('active', 'invited')
      union all
      select i.index
      from items i
      join public.departments d on d.tenant_id = recipient_problems.tenant_id and d.id = i.department_id
      union all
      select i.index
      from items i
      join public.groups g on g.tenant_id = recipient_problems.tenant_id and g.id = i.group_id
    )
  select p.index, p.code
  from (
    select i.index,
      case
        when not i.is_readable then 'invalid_request'
        when i.amount is null then 'invalid_amount'
        when f.index is null then i.not_found
      end as code
    from items i
    left join found f on f.index = i.index
  ) p
  where p.code is not null
  order by p.index
$$;

comment on function private.recipient_problems(uuid, jsonb) is
  'What is wrong with each entry of a grant request that is wrong, by its index from 0: invalid_request, invalid_amount, member_not_found (neither active nor invited), department_not_found or group_not_found. No rows: every entry is right.';

-- source: supabase/schemas/35_grants/functions/recipients_out_of_scope.sql
create function private.recipients_out_of_scope(tenant_id uuid, recipient_ids uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  departments uuid[];
begin
  if private.has_role('hr_manager') then
    return '{}';
  end if;
  select array_agg(d.id) into departments
  from public.departments d
  where d.tenant_id = recipients_out_of_scope.tenant_id and d.path && private.administered_department_ids();
  return array(
    select r.id from unnest(recipient_ids) r (id)
    except
    select m.id from public.members m where m.tenant_id = recipients_out_of_scope.tenant_id and m.department_id = any (departments)
    except
    select g.member_id
    from public.group_members g
    where g.tenant_id = recipients_out_of_scope.tenant_id and g.group_id = any (private.administered_group_ids())
  );
end
$$;

comment on function private.recipients_out_of_scope(uuid, uuid[]) is
  'Those of these members to whom the calling operator may not grant at all.';

-- source: supabase/schemas/35_grants/functions/refusal_from.sql
create function private.refusal_from(message text) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('code', m ->> 'code', 'details', (m ->> 'details')::jsonb) from cast(message as jsonb) m
$$;

comment on function private.refusal_from(text) is
  'What private.fail() raised, out of the message of the exception: {code, details}. For previews, which tell a refusal instead of raising it.';

-- source: supabase/schemas/35_grants/functions/refuse_crowd.sql
create function private.refuse_crowd(member_ids uuid[]) returns void
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(cardinality(member_ids), 0) not between 1 and 50000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'grants', 'problem', 'recipients'));
  end if;
end
$$;

comment on function private.refuse_crowd(uuid[]) is
  'Refuses a grant to nobody and to more than 50,000 at once, which would outlast the time that the API gives a call. Errors: invalid_request.';

-- source: supabase/schemas/35_grants/functions/refuse_crowded_entries.sql
create function private.refuse_crowded_entries(tenant_id uuid, grants jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  people numeric;
begin
  -- Each audience is counted once, however often it is named: 20,000 times everybody would be worked out for minutes.
  with
    entries as materialized (
      select private.uuid_or_null(e.item ->> 'department_id') as department_id, private.uuid_or_null(e.item ->> 'group_id') as group_id,
        e.item -> 'everyone' = 'true' as everyone, count(*) as times
      from jsonb_array_elements(grants) e (item)
      where jsonb_typeof(e.item) = 'object' and e.item ?| '{department_id,group_id,everyone}'
      group by 1, 2, 3
    ),
    company as materialized (
      select m.id, m.department_id
      from public.members m
      where m.tenant_id = refuse_crowded_entries.tenant_id and m.status in ('active', 'invited')
        and exists (select from entries e where e.everyone or e.department_id is not null)
    ),
    sizes as (
      select e.times * (select count(*) from company c) as people from entries e where e.everyone
      union all
      select e.times * count(*)
      from entries e
      join public.departments d on d.tenant_id = refuse_crowded_entries.tenant_id and e.department_id = any (d.path)
      join company c on c.department_id = d.id
      group by e.department_id, e.times
      union all
      select e.times * count(*)
      from entries e
      join public.group_members g on g.tenant_id = refuse_crowded_entries.tenant_id and g.group_id = e.group_id
      join public.members m on m.tenant_id = g.tenant_id and m.id = g.member_id and m.status in ('active', 'invited')
      group by e.group_id, e.times
    )
  select sum(s.people) into people from sizes s;
  if people > 50000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'grants', 'problem', 'recipients'));
  end if;
end
$$;

comment on function private.refuse_crowded_entries(uuid, jsonb) is
  'Refuses a list of entries whose departments, groups and everybody mean more than 50,000 recipients, before anybody works out who they are. Errors: invalid_request.';

-- source: supabase/schemas/35_grants/functions/refuse_departed.sql
create function private.refuse_departed(tenant_id uuid, account_ids uuid[], places integer[]) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  wrong bigint;
begin
  -- Materialized: people are often imported just before, and without statistics the planner would look through all members of the
  -- company for each wallet.
  with
    departed as materialized (
      select m.tenant_id, m.id from public.members m where m.tenant_id = refuse_departed.tenant_id and m.status = 'departed'
    ),
    closed as materialized (
      select a.id from departed d join public.ledger_accounts a on a.owner_id = d.id and a.kind = 'wallet' and a.tenant_id = d.tenant_id
    )
  select coalesce(places[u.place], u.place - 1) into wrong
  from unnest(account_ids) with ordinality u (account_id, place)
  join closed c on c.id = u.account_id
  order by u.place
  limit 1;
  if found then
    perform private.fail('member_not_found', 404, jsonb_build_object('index', wrong));
  end if;
end
$$;

comment on function private.refuse_departed(uuid, uuid[], integer[]) is
  'Refuses a grant to somebody who has departed since the recipients were looked up. Certain behind the lock of the wallets, which a departure holds. Errors: member_not_found {index}.';

-- source: supabase/schemas/35_grants/functions/refuse_excess_over_cap.sql
create function private.refuse_excess_over_cap(
  tenant_id uuid, programme_id uuid, account_ids uuid[], amounts bigint[], places integer[]
) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.fail(
    'grant_cap_exceeded', 409,
    jsonb_build_object('index', coalesce(places[c.place], c.place - 1), 'cap', c.cap, 'already', c.already)
  )
  from private.cap_problems(tenant_id, programme_id, account_ids, amounts) c
  limit 1;
end
$$;

comment on function private.refuse_excess_over_cap(uuid, uuid, uuid[], bigint[], integer[]) is
  'Refuses a grant by the first person who would receive more than the programme allows. Errors: grant_cap_exceeded {index (the caller''s entry, from 0), cap, already}.';

-- source: supabase/schemas/35_grants/functions/refuse_strangers_to_batch.sql
create function private.refuse_strangers_to_batch(tenant_id uuid, grant_ids uuid[], member_ids uuid[]) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if member_ids is null then
    return;
  end if;
  if cardinality(member_ids) not between 1 and 50000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'member_ids', 'problem', 'length'));
  end if;
  perform private.fail('member_not_found', 404, jsonb_build_object('index', m.place - 1))
  from unnest(member_ids) with ordinality m (id, place)
  where m.id is null or m.id not in (
    select n.recipient_id
    from public.grant_lines n
    where n.tenant_id = refuse_strangers_to_batch.tenant_id and n.grant_id = any (grant_ids)
  )
  order by m.place
  limit 1;
end
$$;

comment on function private.refuse_strangers_to_batch(uuid, uuid[], uuid[]) is
  'Refuses a selection of people some of whom the batch has not reached; null selects everybody. Errors: invalid_request (an empty list), member_not_found {index}.';

-- source: supabase/schemas/35_grants/functions/refuse_wrong_recipients.sql
create function private.refuse_wrong_recipients(tenant_id uuid, grants jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  wrong record;
begin
  select p.index, p.code into wrong from private.recipient_problems(tenant_id, grants) p order by p.index limit 1;
  case wrong.code
    when 'invalid_request' then
      perform private.fail('invalid_request', 400, jsonb_build_object('index', wrong.index, 'field', 'grants', 'problem', 'entry'));
    when 'invalid_amount' then perform private.fail('invalid_amount', 400, jsonb_build_object('index', wrong.index));
    when 'member_not_found' then perform private.fail('member_not_found', 404, jsonb_build_object('index', wrong.index));
    when 'department_not_found' then perform private.fail('department_not_found', 404, jsonb_build_object('index', wrong.index));
    when 'group_not_found' then perform private.fail('group_not_found', 404, jsonb_build_object('index', wrong.index));
    else null;
  end case;
end
$$;

comment on function private.refuse_wrong_recipients(uuid, jsonb) is
  'Refuses a grant request with a wrong entry, by the first one. Errors, each with the entry''s index from 0: invalid_request, invalid_amount, member_not_found, department_not_found, group_not_found.';

-- source: supabase/schemas/35_grants/functions/require_granter.sql
create function private.require_granter(grants jsonb, out tenant_id uuid, out member_id uuid)
language plpgsql stable security definer set search_path = '' as $$
begin
  select m.tenant_id, m.member_id into tenant_id, member_id from private.require_member() m;
  if not (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  if jsonb_typeof(grants) is distinct from 'array' or jsonb_array_length(grants) not between 1 and 20000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'grants', 'problem', 'length'));
  end if;
  perform private.refuse_crowded_entries(tenant_id, grants);
end
$$;

comment on function private.require_granter(jsonb) is
  'The calling operator, whose list of grants has 1 to 20,000 entries and means 50,000 recipients at most; or the refusal. Errors: those of private.require_member(), not_permitted, invalid_request.';

-- source: supabase/schemas/35_grants/functions/resolve_recipients.sql
create function private.resolve_recipients(
  tenant_id uuid, grants jsonb,
  out member_ids uuid[], out account_ids uuid[], out amounts bigint[], out notes text[], out places integer[]
)
language sql stable security definer set search_path = ''
-- Ten thousand entries are compared with ten thousand people otherwise, before there are statistics.
set enable_nestloop = off as $$
  -- Materialized, each: people are often imported just before, and on tables without statistics the planner would join the wallets
  -- first and work the whole list out anew for each of them.
  with
    items as materialized (
      select
        i.place::integer - 1 as index, private.whole_amount(i.item -> 'amount') as amount, i.item ->> 'note' as note,
        private.uuid_or_null(i.item ->> 'member_id') as member_id, lower(i.item ->> 'employee_no') as employee_no,
        private.uuid_or_null(i.item ->> 'department_id') as department_id, private.uuid_or_null(i.item ->> 'group_id') as group_id,
        i.item ? 'everyone' as everyone
      from jsonb_array_elements(grants) with ordinality i (item, place)
      where private.is_grant_entry(i.item) and private.whole_amount(i.item -> 'amount') is not null
    ),
    -- Each department with those above it, so that the join has a key; and the entries for everyone apart, or each person would be compared
    -- with every entry.
    reached as materialized (
      select i.index, d.id as department_id
      from public.departments d
      cross join unnest(d.path) above (id)
      join items i on i.department_id = above.id
      where d.tenant_id = resolve_recipients.tenant_id
    ),
    for_everyone as materialized (select i.index from items i where i.everyone),
    named as materialized (
      select i.index, i.member_id from items i where i.member_id is not null
      union all
      select i.index, m.id
      from items i
      join public.members m on m.tenant_id = resolve_recipients.tenant_id and lower(m.employee_no) = i.employee_no
      union all
      select r.index, m.id
      from reached r
      join public.members m on m.tenant_id = resolve_recipients.tenant_id and m.department_id = r.department_id
      union all
      select i.index, g.member_id
      from items i
      join public.group_members g on g.tenant_id = resolve_recipients.tenant_id and g.group_id = i.group_id
      union all
      select e.index, m.id
      from for_everyone e
      cross join public.members m
      where m.tenant_id = resolve_recipients.tenant_id
    ),
    recipients as materialized (
      select n.index, n.member_id, a.id as account_id
      from named n
      join public.members m on m.tenant_id = resolve_recipients.tenant_id and m.id = n.member_id
      join public.ledger_accounts a on a.owner_id = m.id and a.kind = 'wallet' and a.tenant_id = m.tenant_id
      where m.status in ('active', 'invited')
    )
  select array_agg(r.member_id order by r.index, r.member_id), array_agg(r.account_id order by r.index, r.member_id),
    array_agg(i.amount order by r.index, r.member_id), array_agg(i.note order by r.index, r.member_id),
    array_agg(r.index order by r.index, r.member_id)
  from recipients r
  join items i on i.index = r.index
$$;

comment on function private.resolve_recipients(uuid, jsonb) is
  'The members whom the entries of a grant request mean, with wallet, amount, note and the entry''s index from 0: active and invited ones; a department means each of its subtree, everyone each of the company. Wrong entries (private.recipient_problems) are left out; nulls where nobody is left.';

-- source: supabase/schemas/35_grants/functions/revocation_answer.sql
create function private.revocation_answer(tenant_id uuid, revocation_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'revocation_id', r.id, 'members', r.members, 'returned_points', r.returned_points, 'debt_points', r.debt_points
  )
  from public.grant_revocations r
  where r.tenant_id = revocation_answer.tenant_id and r.id = revocation_answer.revocation_id
$$;

comment on function private.revocation_answer(uuid, uuid) is 'What revoke_grant() answers for a revocation, the first time and every time after.';

-- source: supabase/schemas/35_grants/functions/revoke_grant.sql
create function public.revoke_grant(
  batch_id uuid, reason text, idempotency_key text, member_ids uuid[] default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch constant record := private.require_batch(batch_id);
  request_hash constant bytea := private.request_hash('revoke_grant', batch_id::text, reason, member_ids::text);
  revocation uuid;
begin
  if reason is null or length(btrim(reason)) not between 1 and 200 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'reason', 'problem', 'length'));
  end if;
  perform private.refuse_unclean_text('reason', reason);
  revocation := private.earlier_revocation(batch.tenant_id, idempotency_key, request_hash);
  if revocation is null then
    perform private.refuse_strangers_to_batch(batch.tenant_id, batch.grant_ids, member_ids);
    revocation := private.post_revocation(
      batch.tenant_id, batch_id, batch.grant_ids, member_ids, btrim(reason), private.member_id(), idempotency_key, request_hash
    );
  end if;
  return private.revocation_answer(batch.tenant_id, revocation);
end
$$;

comment on function public.revoke_grant(uuid, text, text, uuid[]) is
  'Takes a mistaken grant, or all grants of an import, back: for everybody, or for the members (or cards) named. What is unspent returns to the budget that paid; what has been spent, net of refunds, becomes a debt that the next grants settle; what has expired is neither. The holders read the reason (1 to 200 characters). Key of the caller. Gives {revocation_id, members, returned_points, debt_points}; the points are null where fewer than five people are concerned and for any part of a batch. For HR managers (every batch of the company) and other operators (those they made). Errors: not_permitted, grant_not_found, member_not_found {index} (not in the batch), already_revoked (for everybody named), invalid_request, idempotency_mismatch.';

grant execute on function public.revoke_grant(uuid, text, text, uuid[]) to authenticated;

-- source: supabase/schemas/35_grants/functions/run_grant_import.sql
create function public.run_grant_import(import_id uuid, max_rows integer default 2000) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  import constant public.grant_imports := private.reachable_import(import_id);
begin
  perform private.run_import(import, max_rows);
  return private.import_progress(import.tenant_id, import.id);
end
$$;

comment on function public.run_grant_import(uuid, integer) is
  'Grants the next rows of an import that wait, at most max_rows (1 to 5,000): those that are right in one grant, the others are refused, each with its own error. Gives {import_id, state, rows, waiting, granted, refused, total_points}; call it until nothing is waiting, from as many machines as you like. A first call, or one after the import was done, lets refused rows try again. When the budget is short it raises and changes nothing. For HR managers, for operators their own imports, and the platform. Errors: import_not_found, insufficient_budget {needed, available}, invalid_request.';

grant execute on function public.run_grant_import(uuid, integer) to authenticated, service_role;

-- source: supabase/schemas/35_grants/functions/run_grant_schedules.sql
create function public.run_grant_schedules(company uuid default null, max_people integer default 10000) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  candidate record;
  schedule public.grant_schedules;
  run public.grant_schedule_runs;
  runs jsonb := '[]';
  served uuid[] := '{}';
  people bigint := 0;
  points bigint := 0;
  more boolean := false;
begin
  -- Expiry locks people of several companies in an order of its own: while it runs, this waits, and the other way round.
  perform pg_advisory_xact_lock_shared(hashtextextended('expire_points', 0));
  for candidate in
    select s.tenant_id, s.id
    from public.grant_schedules s
    join public.tenants t on t.id = s.tenant_id
    where s.active and t.status = 'active' and s.tenant_id = coalesce(company, s.tenant_id)
      and (
        company is not null or s.looked_at is null or s.looked_at not between private.clock() - interval '1 hour' and private.clock()
        or (s.looked_at at time zone t.time_zone)::date < (private.clock() at time zone t.time_zone)::date
      )
    order by s.looked_at nulls first, s.id
  loop
    if candidate.tenant_id = any (served) or people >= max_people then
      more := true;
      continue;
    end if;
    -- Another machine is at this company: it will see to it.
    continue when not pg_try_advisory_xact_lock(hashtextextended('grant schedules ' || candidate.tenant_id, 0));
    select s.* into schedule
    from public.grant_schedules s
    where s.tenant_id = candidate.tenant_id and s.id = candidate.id and s.active
    for no key update skip locked;
    continue when schedule.id is null;
    run := private.run_schedule(schedule, (max_people - people)::integer);
    if run.id is null then
      update public.grant_schedules s set looked_at = private.clock() where s.tenant_id = schedule.tenant_id and s.id = schedule.id;
    else
      runs := runs || jsonb_build_object(
        'tenant_id', run.tenant_id, 'schedule_id', run.schedule_id, 'people', run.people, 'points', run.points, 'skipped', run.skipped,
        'grant_id', run.grant_id, 'error', run.error_code
      );
    end if;
    if run.grant_id is not null then
      served := served || candidate.tenant_id;
      people := people + run.people;
      points := points + run.points;
    end if;
  end loop;
  return jsonb_build_object('people', people, 'points', points, 'more', more, 'runs', runs);
end
$$;

-- One grant per company and call: a transaction that has locked the wallets of one grant must not go on to lock those of another, or two
-- of them could wait for each other. Two machines never wait for each other either: a company whose lock is taken is left to its holder.
comment on function public.run_grant_schedules(uuid, integer) is
  'Job: grants what schedules owe today, of all companies or of one, to about so many people at most, one grant per company and call. A schedule with nothing to do is looked at again after an hour, on a new day, after a change, or when its company is named. Gives {people, points, more, runs: [{tenant_id, schedule_id, people, points, skipped, grant_id, error}]}; with more, call again. Twice, late or on two machines grants nobody twice. For the platform (service_role).';

grant execute on function public.run_grant_schedules(uuid, integer) to service_role;

-- source: supabase/schemas/35_grants/functions/run_import.sql
create function private.run_import(import public.grant_imports, max_rows integer) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  row_ids bigint[];
begin
  if max_rows is null or max_rows not between 1 and 5000 then
    perform private.fail('invalid_request', 400, '{"field": "max_rows", "problem": "range"}');
  end if;
  update public.grant_imports i set state = 'running', error_code = null, error_details = null
  where i.tenant_id = import.tenant_id and i.id = import.id;
  row_ids := array(
    select r.id
    from public.grant_import_rows r
    where r.import_id = import.id and r.status = 'waiting'
    order by r.row_no
    limit max_rows
  );
  for attempt in 1..5 loop
    begin
      perform private.grant_import_rows(import, row_ids);
      exit;
    exception
      when sqlstate 'PGRST' then
        -- Somebody left, or another grant took somebody to the cap, since the rows were checked: the next check finds it.
        if attempt = 5 or private.refusal_from(sqlerrm) ->> 'code' not in ('grant_cap_exceeded', 'member_not_found') then
          raise;
        end if;
    end;
  end loop;
  update public.grant_imports i set state = 'done'
  where i.tenant_id = import.tenant_id and i.id = import.id
    and not exists (select from public.grant_import_rows r where r.import_id = import.id and r.status = 'waiting');
end
$$;

comment on function private.run_import(public.grant_imports, integer) is
  'Grants or refuses the next waiting rows of an import that the caller has locked. Errors: insufficient_budget {needed, available}, invalid_request.';

-- source: supabase/schemas/35_grants/functions/run_schedule.sql
create function private.run_schedule(schedule public.grant_schedules, max_people integer) returns public.grant_schedule_runs
language plpgsql volatile security definer set search_path = '' as $$
declare
  today constant date := (private.clock() at time zone (select t.time_zone from public.tenants t where t.id = schedule.tenant_id))::date;
  run public.grant_schedule_runs;
  refusal jsonb;
begin
  for attempt in 1..5 loop
    begin
      return private.settle_occasions(schedule, today, max_people);
    exception
      when sqlstate 'PGRST' then
        refusal := private.refusal_from(sqlerrm);
        -- Somebody left, or came to the cap by another grant, while this ran: the next look finds it.
        exit when refusal ->> 'code' not in ('grant_cap_exceeded', 'member_not_found');
    end;
  end loop;
  insert into public.grant_schedule_runs as r (tenant_id, schedule_id, day, people, points, error_code, error_details)
  select schedule.tenant_id, schedule.id, today, count(*), coalesce(sum(o.points), 0), refusal ->> 'code', refusal -> 'details'
  from private.schedule_occasions(schedule, today + schedule.days_ahead - 31, today + schedule.days_ahead) o
  on conflict (schedule_id, day, error_code) where error_code is not null do update
  set attempts = r.attempts + 1, last_at = private.clock(), people = excluded.people, points = excluded.points,
    error_details = excluded.error_details
  returning r.* into run;
  perform private.notify_hr(
    schedule.tenant_id, 'schedule_failed',
    refusal || jsonb_build_object('schedule_id', schedule.id, 'name', schedule.name), 'schedule_run:' || run.id
  );
  return run;
end
$$;

comment on function private.run_schedule(public.grant_schedules, integer) is
  'Runs a schedule that the caller has locked, for today in the company''s time zone. What stands in its way (insufficient_budget, programme_closed …) changes nothing, is recorded once a day and told to HR; it is tried again. Gives the run, null when nothing is due.';

-- source: supabase/schemas/35_grants/functions/save_grant_schedule.sql
create function public.save_grant_schedule(schedule jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  fields constant text[] := '{id,name,programme_id,budget_account_id,kind,amount,amount_per_year,days_ahead,leap_day,festival_dates,day_of_month,audience_kind,audience_id,min_service_days,starts_on,active,note}';
  saved public.grant_schedules;
begin
  if not private.has_role('hr_manager') then
    perform private.fail('not_permitted', 403);
  end if;
  if jsonb_typeof(schedule) is distinct from 'object' or exists (
    select from jsonb_object_keys(schedule) k where k <> all (fields)
  ) then
    perform private.fail('invalid_request', 400, '{"field": "schedule", "problem": "unknown_field"}');
  end if;
  if schedule ? 'amount' and schedule -> 'amount' <> '0' and private.whole_amount(schedule -> 'amount') is null then
    perform private.fail('invalid_amount', 400);
  end if;
  perform private.refuse_unclean_text('note', schedule ->> 'note');
  if schedule ->> 'id' is not null then
    select s.* into saved
    from public.grant_schedules s
    where s.tenant_id = caller.tenant_id and s.id = private.uuid_or_null(schedule ->> 'id')
    for no key update;
    if saved.id is null then
      perform private.fail('schedule_not_found', 404);
    end if;
  end if;
  saved := private.write_schedule(caller.tenant_id, saved, schedule - 'id');
  return to_jsonb(saved) - '{tenant_id,looked_at,department_id,group_id}'::text[];
end
$$;

comment on function public.save_grant_schedule(jsonb) is
  'Adds a schedule, or changes the given fields of the one with the id: {id, name, programme_id, budget_account_id, kind, amount, amount_per_year, days_ahead, leap_day, festival_dates, day_of_month, audience_kind, audience_id, min_service_days, starts_on, active, note}; see the table. Gives the row. For HR managers. Errors: not_permitted, schedule_not_found, name_taken, programme_not_found, account_not_found, department_not_found, group_not_found, invalid_amount, invalid_request {field, problem: the rule that is broken}.';

grant execute on function public.save_grant_schedule(jsonb) to authenticated;

-- source: supabase/schemas/35_grants/functions/schedule_dates.sql
create function private.schedule_dates(schedule public.grant_schedules, first_date date, last_date date)
returns table (occasion date, period date)
language sql immutable set search_path = '' as $$
  select d.occasion, d.period
  from (
    select f.occasion, f.occasion as period
    from unnest(schedule.festival_dates) f (occasion)
    where schedule.kind = 'festival'
    union
    select least(m.month::date + schedule.day_of_month - 1, (m.month + interval '1 month')::date - 1), m.month::date
    from generate_series(date_trunc('month', first_date::timestamp), last_date::timestamp, interval '1 month') m (month)
    where schedule.kind = 'monthly'
  ) d
  where d.occasion between first_date and last_date
$$;

comment on function private.schedule_dates(public.grant_schedules, date, date) is
  'The dates of a festival or monthly schedule in this span, both ends included; the 31st of a shorter month is its last day. Nothing for birthdays and anniversaries, whose dates are each person''s own.';

-- source: supabase/schemas/35_grants/functions/schedule_grant_jobs.sql
-- A project without pg_cron installs all the same; there somebody else has to call these.
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('continue-grant-imports', '30 seconds', 'select public.continue_grant_imports()');
    perform cron.schedule('run-grant-schedules', '*/5 * * * *', 'select public.run_grant_schedules()');
  end if;
end
$$;

-- source: supabase/schemas/35_grants/functions/schedule_occasions.sql
create function private.schedule_occasions(schedule public.grant_schedules, first_date date, last_date date)
returns table (member_id uuid, account_id uuid, occasion date, period date, points bigint)
language sql stable security definer set search_path = '' as $$
  with
    people as materialized (select p.* from private.schedule_people(schedule) p),
    own as materialized (
      select p.*, case schedule.kind when 'birthday' then p.birthday when 'anniversary' then p.hired_on end as first_date
      from people p
      where schedule.kind in ('birthday', 'anniversary')
    ),
    found as materialized (
      select o.member_id, o.account_id, o.hired_on, o.since, private.yearly_date(o.first_date, y.year, schedule.leap_day) as occasion,
        make_date(y.year, 1, 1) as period,
        schedule.amount + coalesce(schedule.amount_per_year, 0) * (y.year - extract(year from o.first_date)::integer) as points
      from own o
      cross join generate_series(
        extract(year from schedule_occasions.first_date)::integer, extract(year from schedule_occasions.last_date)::integer
      ) y (year)
      where extract(year from o.first_date) < y.year
      union all
      select p.member_id, p.account_id, p.hired_on, p.since, d.occasion, d.period, schedule.amount
      from people p
      cross join private.schedule_dates(schedule, schedule_occasions.first_date, schedule_occasions.last_date) d
    )
  select f.member_id, f.account_id, f.occasion, f.period, f.points
  from found f
  where f.occasion between schedule_occasions.first_date and schedule_occasions.last_date
    and f.occasion >= greatest(schedule.starts_on, f.since)
    and (schedule.min_service_days is null or f.hired_on + schedule.min_service_days <= f.occasion)
    -- In a case, so that it stays a look at the key for each: as a join, while statistics are young, it would be everybody times everybody.
    and case
      when exists (
        select
        from public.grant_occasions s
        where s.tenant_id = schedule.tenant_id and s.schedule_id = schedule.id and s.member_id = f.member_id
          -- A birthday corrected across the new year is still the same one.
          and (s.period = f.period or (schedule.kind in ('birthday', 'anniversary') and abs(s.occasion - f.occasion) < 180))
      ) then false
      else true
    end
$$;

comment on function private.schedule_occasions(public.grant_schedules, date, date) is
  'The occasions of a schedule on dates from the first to the last that are not settled yet: whose, when, within which period they happen once, how many points. Both the job and the preview ask here, so that what is announced is what comes.';

-- source: supabase/schemas/35_grants/functions/schedule_people.sql
create function private.schedule_people(schedule public.grant_schedules)
returns table (member_id uuid, account_id uuid, hired_on date, birthday date, since date)
language sql stable security definer set search_path = ''
-- It reads the whole company anyhow. Without statistics the planner would compare each member with each account.
set enable_nestloop = off as $$
  select m.id, a.id, m.hired_on, c.birthday,
    greatest(coalesce(m.hired_on, (m.created_at at time zone t.time_zone)::date), (g.created_at at time zone t.time_zone)::date)
  from public.members m
  join public.tenants t on t.id = m.tenant_id
  join public.ledger_accounts a on a.owner_id = m.id and a.kind = 'wallet' and a.tenant_id = m.tenant_id
  left join public.member_contacts c on c.tenant_id = m.tenant_id and c.member_id = m.id
  left join public.group_members g
    on schedule.audience_kind = 'group' and g.tenant_id = m.tenant_id and g.group_id = schedule.audience_id and g.member_id = m.id
  where m.tenant_id = schedule.tenant_id and m.status in ('active', 'invited')
    and case schedule.audience_kind
      when 'everyone' then true
      when 'group' then g.member_id is not null
      else m.department_id in (
        select d.id
        from public.departments d
        where d.tenant_id = schedule.tenant_id and d.path @> array[schedule.audience_id]
      )
    end
$$;

comment on function private.schedule_people(public.grant_schedules) is
  'Whom a schedule is for: active and invited members of its audience, with wallet, first working day, birthday, and the day since when they belong to it (hired, or known where that is not entered; joined the group). Occasions before that day are not theirs.';

-- source: supabase/schemas/35_grants/functions/settle_debts.sql
create function private.settle_debts(tenant_id uuid, debt_ids uuid[], amounts bigint[]) returns void
language sql volatile security definer set search_path = '' as $$
  with
    parts as materialized (
      select u.debt_id, sum(u.amount)::bigint as amount
      from unnest(settle_debts.debt_ids, settle_debts.amounts) u (debt_id, amount)
      group by u.debt_id
    ),
    settled as (
      update public.point_debts d set settled = d.settled + p.amount from parts p
      where d.tenant_id = settle_debts.tenant_id and d.id = p.debt_id
      returning d.account_id, p.amount
    )
  update public.ledger_accounts o set balance = o.balance + s.amount
  from (
    select a.owner_id, sum(s.amount)::bigint as amount
    from settled s
    join public.ledger_accounts a on a.tenant_id = settle_debts.tenant_id and a.id = s.account_id
    group by a.owner_id
  ) s
  where o.owner_id = s.owner_id and o.kind = 'debt' and o.tenant_id = settle_debts.tenant_id
$$;

comment on function private.settle_debts(uuid, uuid[], bigint[]) is
  'Takes amounts[i] off the debt debt_ids[i] and off the holders'' debt accounts. Books nothing: the caller books the leg from claims to private.debt_account_id(wallet), without lot and line, and the points'' way to the budget, in a transaction of its own, behind the wallets'' locks.';

-- source: supabase/schemas/35_grants/functions/settle_debts_from_grant.sql
create function private.settle_debts_from_grant(tenant_id uuid, grant_id uuid, budget_ids uuid[]) returns void
language sql volatile security definer set search_path = '' as $$
  with
    lots as materialized (
      select array_agg(l.id order by l.id) as ids, array_agg(l.account_id order by l.id) as account_ids, array_agg(l.granted order by l.id) as amounts
      from public.point_lots l
      where l.grant_id = settle_debts_from_grant.grant_id and l.tenant_id = settle_debts_from_grant.tenant_id
        and exists (select from public.point_debts d where d.account_id = l.account_id and d.settled < d.amount)
    ),
    parts as materialized (
      select private.new_id() as transaction_id, l.ids[p.place] as lot_id, p.debt_id, p.amount, d.account_id, d.grant_id, g.programme_id,
        d.budget_account_id, o.id as debt_account_id,
        a.balance - sum(p.amount) over (partition by d.account_id order by p.place, d.created_at, d.id) as balance_after
      from lots l
      cross join lateral private.plan_settlement(settle_debts_from_grant.tenant_id, l.account_ids, l.amounts) p
      join public.point_debts d on d.tenant_id = settle_debts_from_grant.tenant_id and d.id = p.debt_id
      join public.grants g on g.tenant_id = d.tenant_id and g.id = d.grant_id
      join public.ledger_accounts a on a.tenant_id = d.tenant_id and a.id = d.account_id
      join public.ledger_accounts o on o.owner_id = a.owner_id and o.kind = 'debt' and o.tenant_id = a.tenant_id
      where d.budget_account_id = any (budget_ids)
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, grant_id, programme_id)
      select settle_debts_from_grant.tenant_id, p.transaction_id, p.account_id, 'settlement', -p.amount, p.balance_after, p.grant_id, p.programme_id
      from parts p
      order by p.account_id, p.balance_after desc
    ),
    moved as (
      insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
      select settle_debts_from_grant.tenant_id, p.transaction_id, 1, p.account_id, p.budget_account_id, p.amount, p.lot_id
      from parts p
      union all
      select settle_debts_from_grant.tenant_id, p.transaction_id, 2,
        private.system_account_id(settle_debts_from_grant.tenant_id, 'claims'), p.debt_account_id, p.amount, null
      from parts p
    ),
    drawn as (
      update public.point_lots l set remaining = l.remaining - s.amount
      from (select p.lot_id, sum(p.amount)::bigint as amount from parts p group by p.lot_id) s
      where l.tenant_id = settle_debts_from_grant.tenant_id and l.id = s.lot_id
    ),
    settled as (
      update public.point_debts d set settled = d.settled + s.amount
      from (select p.debt_id, sum(p.amount)::bigint as amount from parts p group by p.debt_id) s
      where d.tenant_id = settle_debts_from_grant.tenant_id and d.id = s.debt_id
    )
  update public.ledger_accounts a set balance = a.balance + s.amount
  from (
    select c.account_id, sum(c.amount)::bigint as amount
    from parts p
    cross join lateral (
      values (p.account_id, -p.amount), (p.budget_account_id, p.amount), (p.debt_account_id, p.amount)
    ) c (account_id, amount)
    group by c.account_id
  ) s
  where a.tenant_id = settle_debts_from_grant.tenant_id and a.id = s.account_id
$$;

comment on function private.settle_debts_from_grant(uuid, uuid, uuid[]) is
  'Settles what recipients of a grant that was just posted owe, out of its lots and back to the budgets of the revoked grants, in one statement however many there are. Only debts to these budgets, which the caller has locked, behind the wallets'' locks. One transaction of kind settlement per lot and debt.';

-- source: supabase/schemas/35_grants/functions/settle_occasions.sql
create function private.settle_occasions(schedule public.grant_schedules, today date, max_people integer) returns public.grant_schedule_runs
language plpgsql volatile security definer set search_path = '' as $$
declare
  due record;
  passed record;
  capped integer[];
  run public.grant_schedule_runs;
begin
  select array_agg(o.member_id order by o.place) as member_ids, array_agg(o.account_id order by o.place) as account_ids,
    array_agg(o.occasion order by o.place) as occasions, array_agg(o.period order by o.place) as periods,
    array_agg(o.points order by o.place) as points
  into due
  from (
    select s.*, row_number() over (order by s.occasion, s.member_id) as place
    from private.schedule_occasions(schedule, today + schedule.days_ahead - 31, today + schedule.days_ahead) s
  ) o
  where o.place <= max_people;
  if due.member_ids is null then
    return null;
  end if;
  capped := array(
    select c.place from private.cap_problems(schedule.tenant_id, schedule.programme_id, due.account_ids, due.points) c
  );
  select array_agg(u.account_id order by u.place) as account_ids, array_agg(u.points order by u.place) as points, count(*) as people
  into passed
  from unnest(due.account_ids, due.points) with ordinality u (account_id, points, place)
  where not exists (select from unnest(capped) c (place) where c.place = u.place);

  run.points := 0;
  if passed.people > 0 then
    select p.grant_id, p.total_points into run.grant_id, run.points
    from private.post_grant(
      schedule.tenant_id, schedule.programme_id, coalesce(schedule.budget_account_id, private.budget_account_id(schedule.tenant_id)),
      passed.account_ids, passed.points, array_fill(schedule.note, array[passed.people::integer]), schedule.name,
      source => 'schedule', schedule_id => schedule.id
    ) p;
  end if;
  insert into public.grant_occasions (tenant_id, schedule_id, member_id, period, occasion, points, grant_id, skipped_code)
  select schedule.tenant_id, schedule.id, u.member_id, u.period, u.occasion, u.points,
    case when c.place is null then run.grant_id end, case when c.place is not null then 'grant_cap_exceeded' end
  from unnest(due.member_ids, due.periods, due.occasions, due.points) with ordinality u (member_id, period, occasion, points, place)
  left join unnest(capped) c (place) on c.place = u.place;
  insert into public.grant_schedule_runs as r (tenant_id, schedule_id, day, people, points, skipped, grant_id)
  values (schedule.tenant_id, schedule.id, today, passed.people, run.points, cardinality(capped), run.grant_id)
  returning r.* into run;
  return run;
end
$$;

comment on function private.settle_occasions(public.grant_schedules, date, integer) is
  'Grants what a schedule owes on this day of its company, late occasions of the last 31 days included, to at most so many people in one grant; people at the programme''s cap are left out for ever. Gives the run, null when nothing is due. For private.run_schedule(), which has locked the schedule. Errors: those of private.post_grant().';

-- source: supabase/schemas/35_grants/functions/settled_by_grant.sql
create function private.settled_by_grant(tenant_id uuid, account_ids uuid[], amounts bigint[]) returns bigint
language sql stable security definer set search_path = '' as $$
  select case
    when (select count(distinct u.id) from unnest(settled_by_grant.account_ids) u (id)) < 5 then null
    when count(distinct d.account_id) between 1 and 4 then null
    else coalesce(sum(p.amount), 0)::bigint
  end
  from private.plan_settlement(settled_by_grant.tenant_id, settled_by_grant.account_ids, settled_by_grant.amounts) p
  join public.point_debts d on d.tenant_id = settled_by_grant.tenant_id and d.id = p.debt_id
$$;

comment on function private.settled_by_grant(uuid, uuid[], bigint[]) is
  'How many points of a grant would settle debts, for its preview: null where fewer than five people receive, or fewer than five but somebody owes, because a debt is what a person had spent.';

-- source: supabase/schemas/35_grants/functions/start_grant_import.sql
create function public.start_grant_import(
  programme_id uuid, name text, idempotency_key text, budget_account uuid default null, note text default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  request constant jsonb := jsonb_build_object('name', name, 'note', note);
  request_hash constant bytea := private.request_hash(
    'start_grant_import', programme_id::text, name, budget_account::text, note
  );
  refusal text;
  import record;
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  perform private.lock_key(caller.tenant_id, idempotency_key);
  select i.id, i.request_hash into import
  from public.grant_imports i
  where i.tenant_id = caller.tenant_id and i.actor_id = auth.uid() and i.idempotency_key = start_grant_import.idempotency_key;
  if import.request_hash <> request_hash then
    perform private.fail('idempotency_mismatch', 409);
  elsif import.id is not null then
    return jsonb_build_object('import_id', import.id);
  end if;
  refusal := private.programme_refusal(caller.tenant_id, programme_id);
  if refusal is not null then
    perform private.fail(refusal, case refusal when 'programme_closed' then 409 else 404 end);
  end if;
  insert into public.grant_imports as i (
    tenant_id, name, programme_id, budget_account_id, note, created_by, idempotency_key, request_hash
  )
  values (
    caller.tenant_id, private.read_text(request, 'name', 100, true), start_grant_import.programme_id,
    private.import_budget(caller.tenant_id, budget_account), private.read_text(request, 'note', 200, false), caller.member_id,
    start_grant_import.idempotency_key, request_hash
  )
  on conflict on constraint imports_have_distinct_names do nothing
  returning i.id into import;
  if import.id is null then
    perform private.fail('name_taken', 409);
  end if;
  return jsonb_build_object('import_id', import.id);
end
$$;

comment on function public.start_grant_import(uuid, text, text, uuid, text) is
  'Starts a list of people who are to receive points in a programme: name (1 to 100 characters, unique in the company), key of the caller, budget (import_budget() says which one if none is named), remark for the grants. Gives {import_id}; add_import_rows() and run_grant_import() follow. For HR managers, and department and group admins within their scope. Errors: not_permitted, programme_not_found, programme_closed, account_not_found, out_of_scope, name_taken, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.start_grant_import(uuid, text, text, uuid, text) to authenticated;

-- source: supabase/schemas/35_grants/functions/used_by_lot.sql
create function private.used_by_lot(tenant_id uuid, account_ids uuid[]) returns table (lot_id uuid, used bigint)
language sql stable security definer set search_path = '' as $$
  with
    movements as materialized (
      select t.id, t.kind, t.account_id
      from (select distinct u.id from unnest(used_by_lot.account_ids) u (id)) w
      join public.ledger_transactions t on t.account_id = w.id and t.kind in ('spend', 'refund', 'settlement')
    )
  -- Of all lots of the wallets, asked for or not: to pick some out here would be a join that young statistics get wrong.
  select f.lot_id,
    sum(case when m.kind = 'refund' then -f.amount when f.from_account_id = m.account_id then f.amount else 0 end)::bigint
  from movements m
  join public.ledger_transfers f on f.tenant_id = used_by_lot.tenant_id and f.transaction_id = m.id
  where f.lot_id is not null
  group by f.lot_id
$$;

comment on function private.used_by_lot(uuid, uuid[]) is
  'What the holders of these wallets have used of each of their lots: spent, net of refunds wherever these went, and given for debts from before. Lots without any have no row.';

-- source: supabase/schemas/35_grants/functions/write_schedule.sql
create function private.write_schedule(tenant_id uuid, saved public.grant_schedules, changes jsonb) returns public.grant_schedules
language plpgsql volatile security definer set search_path = '' as $$
declare
  defaults constant jsonb := '{"days_ahead": 0, "leap_day": "feb28", "audience_kind": "everyone", "active": true}';
  rule text;
  field text;
begin
  if changes ? 'name' or saved.id is null then
    changes := changes || jsonb_build_object('name', private.read_text(changes, 'name', 100, true));
  end if;
  saved := jsonb_populate_record(saved, case when saved.id is null then defaults || changes else changes end);
  insert into public.grant_schedules as s (
    tenant_id, id, name, programme_id, budget_account_id, kind, amount, amount_per_year, days_ahead, leap_day, festival_dates, day_of_month,
    audience_kind, audience_id, min_service_days, starts_on, active, note
  )
  values (
    write_schedule.tenant_id, coalesce(saved.id, private.new_id()), saved.name, saved.programme_id, saved.budget_account_id, saved.kind,
    saved.amount, saved.amount_per_year, saved.days_ahead, saved.leap_day, saved.festival_dates, saved.day_of_month, saved.audience_kind,
    saved.audience_id, saved.min_service_days, saved.starts_on, saved.active, nullif(btrim(saved.note), '')
  )
  on conflict on constraint grant_schedules_pkey do update
  set name = excluded.name, programme_id = excluded.programme_id, budget_account_id = excluded.budget_account_id, kind = excluded.kind,
    amount = excluded.amount, amount_per_year = excluded.amount_per_year, days_ahead = excluded.days_ahead, leap_day = excluded.leap_day,
    festival_dates = excluded.festival_dates, day_of_month = excluded.day_of_month, audience_kind = excluded.audience_kind,
    audience_id = excluded.audience_id, min_service_days = excluded.min_service_days, starts_on = excluded.starts_on,
    active = excluded.active, note = excluded.note
  returning s.* into saved;
  return saved;
exception
  when unique_violation then
    perform private.fail('name_taken', 409);
  when foreign_key_violation then
    get stacked diagnostics rule = constraint_name;
    perform private.fail(
      case rule
        when 'programme_is_of_the_same_tenant' then 'programme_not_found'
        when 'budget_is_of_the_same_tenant' then 'account_not_found'
        when 'department_is_of_the_same_tenant' then 'department_not_found'
        else 'group_not_found'
      end, 404
    );
  when check_violation or not_null_violation then
    get stacked diagnostics rule = constraint_name, field = column_name;
    perform private.fail('invalid_request', 400, jsonb_build_object('field', coalesce(nullif(field, ''), 'schedule'), 'problem', coalesce(nullif(rule, ''), 'missing')));
  when data_exception then
    perform private.fail('invalid_request', 400, '{"field": "schedule", "problem": "value"}');
end
$$;

comment on function private.write_schedule(uuid, public.grant_schedules, jsonb) is
  'Writes a schedule: a new one, or the saved row with some fields changed; null sets a field back. Gives the row. The rules are those of the table. Errors: name_taken, programme_not_found, account_not_found, department_not_found, group_not_found, invalid_request {field, problem}.';

-- source: supabase/schemas/35_grants/functions/yearly_date.sql
create function private.yearly_date(first_date date, year integer, leap_day text) returns date
language sql immutable parallel safe set search_path = '' as $$
  select case
    when to_char(first_date, 'MMDD') <> '0229' or (year % 4 = 0 and (year % 100 <> 0 or year % 400 = 0))
    then make_date(year, extract(month from first_date)::integer, extract(day from first_date)::integer)
    when leap_day = 'mar1' then make_date(year, 3, 1)
    else make_date(year, 2, 28)
  end
$$;

comment on function private.yearly_date(date, integer, text) is
  'When a birthday or anniversary is kept in a year: 29 February on 28 February (feb28) or 1 March (mar1) of years without one.';

-- source: supabase/schemas/36_expiry/functions/book_expiry.sql
create function private.book_expiry(tenant_id uuid, run_id uuid, lot_ids uuid[]) returns void
language sql volatile security definer set search_path = '' as $$
  with
    due as materialized (
      select p.lot_id, p.account_id, p.amount, p.target from private.plan_expiry(book_expiry.tenant_id, book_expiry.lot_ids) p
    ),
    emptied as (
      update public.point_lots l set remaining = 0 from due d
      where l.tenant_id = book_expiry.tenant_id and l.id = d.lot_id
    ),
    debited as (
      update public.ledger_accounts a set balance = a.balance - d.points
      from (select d.account_id, sum(d.amount)::bigint as points from due d group by d.account_id) d
      where a.tenant_id = book_expiry.tenant_id and a.id = d.account_id
      returning a.id, a.balance, d.points
    ),
    credited as (
      -- Of the targets only budgets keep a balance.
      update public.ledger_accounts a set balance = a.balance + d.points
      from (select d.target, sum(d.amount)::bigint as points from due d group by d.target) d
      where a.tenant_id = book_expiry.tenant_id and a.id = d.target and a.kind = 'budget'
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, account_id, kind, amount, balance_after)
      select book_expiry.tenant_id, d.id, 'expiry', -d.points, d.balance from debited d
      returning id, account_id, amount
    ),
    listed as (
      insert into public.expiry_run_entries (tenant_id, run_id, account_id, transaction_id, points)
      select book_expiry.tenant_id, book_expiry.run_id, b.account_id, b.id, -b.amount from booked b
    )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
  select book_expiry.tenant_id, b.id, row_number() over (partition by b.id order by d.lot_id), d.account_id, d.target, d.amount, d.lot_id
  from due d
  join booked b on b.account_id = d.account_id
$$;

comment on function private.book_expiry(uuid, uuid, uuid[]) is
  'The ledger''s side of private.expire_lots(): lots, balances, transactions, transfers and the entries of the run, in one statement however many there are.';

-- source: supabase/schemas/36_expiry/functions/book_expiry_undo.sql
create function private.book_expiry_undo(tenant_id uuid, run_id uuid, account_ids uuid[], expires_at timestamptz, reason text) returns void
language sql volatile security definer set search_path = '' as $$
  with
    due as materialized (
      select p.account_id, p.lot_id, p.amount, p.source
      from private.plan_expiry_undo(book_expiry_undo.tenant_id, book_expiry_undo.run_id, book_expiry_undo.account_ids) p
    ),
    refilled as (
      update public.point_lots l
      set remaining = l.remaining + d.amount, expires_at = greatest(l.expires_at, book_expiry_undo.expires_at)
      from due d
      where l.tenant_id = book_expiry_undo.tenant_id and l.id = d.lot_id
    ),
    debited as (
      update public.ledger_accounts a set balance = a.balance - d.points
      from (select d.source, sum(d.amount)::bigint as points from due d group by d.source) d
      where a.tenant_id = book_expiry_undo.tenant_id and a.id = d.source and a.kind = 'budget'
    ),
    credited as (
      update public.ledger_accounts a set balance = a.balance + d.points
      from (select d.account_id, sum(d.amount)::bigint as points from due d group by d.account_id) d
      where a.tenant_id = book_expiry_undo.tenant_id and a.id = d.account_id
      returning a.id, a.balance, d.points, private.new_id() as transaction_id
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, note)
      select book_expiry_undo.tenant_id, c.transaction_id, c.id, 'expiry_undo', c.points, c.balance, book_expiry_undo.reason
      from credited c
    ),
    marked as (
      update public.expiry_run_entries e set undone_by = c.transaction_id
      from credited c
      where e.tenant_id = book_expiry_undo.tenant_id and e.run_id = book_expiry_undo.run_id and e.account_id = c.id
    )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
  select book_expiry_undo.tenant_id, c.transaction_id, row_number() over (partition by c.id order by d.lot_id),
    d.source, d.account_id, d.amount, d.lot_id
  from due d
  join credited c on c.id = d.account_id
$$;

comment on function private.book_expiry_undo(uuid, uuid, uuid[], timestamptz, text) is
  'The ledger''s side of undo_expiry(): what private.plan_expiry_undo() says goes back into the very lots, which are then valid until expires_at at least. Behind the locks of undo_expiry().';

-- source: supabase/schemas/36_expiry/functions/due_lots.sql
create function private.due_lots(max_lots integer) returns table (tenant_id uuid, lot_ids uuid[])
language sql stable security definer set search_path = '' as $$
  select l.tenant_id, array_agg(l.id order by l.expires_at, l.id)
  from (
    select d.tenant_id, d.id, d.expires_at
    from public.point_lots d
    where d.has_points and d.expires_at <= private.clock()
    order by d.expires_at, d.id
    limit greatest(due_lots.max_lots, 0)
  ) l
  group by l.tenant_id
  order by l.tenant_id
$$;

comment on function private.due_lots(integer) is 'The lots that have expired and still hold points, at most so many, soonest-expired first, by company.';

-- source: supabase/schemas/36_expiry/functions/earlier_expiry_undo.sql
create function private.earlier_expiry_undo(tenant_id uuid, idempotency_key text, request_hash bytea) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  earlier record;
begin
  select u.request_hash, u.answer into earlier
  from public.expiry_undos u
  where u.tenant_id = earlier_expiry_undo.tenant_id
    and u.actor_id is not distinct from auth.uid()
    and u.idempotency_key = earlier_expiry_undo.idempotency_key;
  if earlier.request_hash <> earlier_expiry_undo.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return earlier.answer;
end
$$;

comment on function private.earlier_expiry_undo(uuid, text, bytea) is
  'The answer that undo_expiry() gave the caller for this key before, or null. Behind private.lock_key(). Errors: idempotency_mismatch.';

-- source: supabase/schemas/36_expiry/functions/expire_lots.sql
create function private.expire_lots(tenant_id uuid, lot_ids uuid[], out run_id uuid, out lots bigint, out points bigint)
language plpgsql volatile security definer set search_path = '' as $$
declare
  wallets integer;
begin
  perform private.lock_accounts(
    tenant_id,
    array(
      select unnest(array[p.account_id, p.target]) from private.plan_expiry(expire_lots.tenant_id, expire_lots.lot_ids) p
    )
  );
  -- Behind the locks, what the plan says is what happens.
  select count(*), coalesce(sum(p.amount), 0), count(distinct p.account_id) into lots, points, wallets
  from private.plan_expiry(expire_lots.tenant_id, expire_lots.lot_ids) p;
  if lots = 0 then
    return;
  end if;
  insert into public.expiry_runs (tenant_id, wallets, lots, points)
  values (expire_lots.tenant_id, wallets, expire_lots.lots, expire_lots.points)
  returning id into run_id;
  perform private.book_expiry(tenant_id, run_id, lot_ids);
end
$$;

comment on function private.expire_lots(uuid, uuid[]) is
  'Books out what remains in these lots of a tenant where they have expired, as private.plan_expiry() says: one transaction per wallet, all in one run. Gives the run (null when there was nothing), and how many lots and points it was. Locks wallets and budgets in the order of ids. Doing it twice does nothing more.';

-- source: supabase/schemas/36_expiry/functions/expire_points.sql
create function public.expire_points(max_lots integer default 5000, dry_run boolean default false) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch record;
  part record;
  run_ids uuid[] := '{}';
  tenants jsonb := '[]';
  lots bigint := 0;
  points bigint := 0;
begin
  if not dry_run then
    -- Two jobs at once would choose the same lots; so the second waits and then chooses others.
    perform pg_advisory_xact_lock(hashtextextended('expire_points', 0));
  end if;
  for batch in select d.tenant_id, d.lot_ids from private.due_lots(max_lots) d loop
    if dry_run then
      select null::uuid as run_id, count(*) as lots, coalesce(sum(p.amount), 0)::bigint as points into part
      from private.plan_expiry(batch.tenant_id, batch.lot_ids) p;
    else
      select e.run_id, e.lots, e.points into part from private.expire_lots(batch.tenant_id, batch.lot_ids) e;
    end if;
    continue when part.lots = 0;
    run_ids := array_remove(run_ids || part.run_id, null);
    tenants := tenants || jsonb_build_object('tenant_id', batch.tenant_id, 'lots', part.lots, 'points', part.points);
    lots := lots + part.lots;
    points := points + part.points;
  end loop;
  return jsonb_build_object('run_ids', to_jsonb(run_ids), 'lots', lots, 'points', points, 'tenants', tenants);
end
$$;

comment on function public.expire_points(integer, boolean) is
  'Job: books out expired points of all tenants, at most so many lots, soonest-expired first; gives {run_ids, lots, points, tenants: [{tenant_id, lots, points}]}, a run for each tenant. With dry_run it says what it would do and changes nothing: both follow private.plan_expiry(). Spending never waits for it: what has expired is not spendable anyhow. For the platform (service_role).';

grant execute on function public.expire_points(integer, boolean) to service_role;

-- source: supabase/schemas/36_expiry/functions/plan_expiry.sql
create function private.plan_expiry(tenant_id uuid, lot_ids uuid[])
returns table (lot_id uuid, account_id uuid, amount bigint, target uuid)
language sql stable security definer set search_path = '' as $$
  -- The lots first, by key: on tables without statistics the planner would begin with all lots of their grants.
  with due as materialized (
    select l.id, l.account_id, l.remaining, l.programme_id, l.grant_id
    from public.point_lots l
    where l.tenant_id = plan_expiry.tenant_id and l.id = any (plan_expiry.lot_ids)
      and l.has_points and l.expires_at <= private.clock()
  )
  select l.id, l.account_id, l.remaining,
    case p.expiry_policy
      when 'back_to_budget' then g.budget_account_id
      else private.system_account_id(plan_expiry.tenant_id, 'expired')
    end
  from due l
  join public.programmes p on p.tenant_id = plan_expiry.tenant_id and p.id = l.programme_id
  join public.grants g on g.tenant_id = plan_expiry.tenant_id and g.id = l.grant_id
$$;

comment on function private.plan_expiry(uuid, uuid[]) is
  'What expiry does to these lots of a tenant: the wallet that loses, the points, and the account they go to: back to the grant''s budget or to the expired points, as the programme says. Changes and locks nothing. The run and the dry run both do what this says.';

-- source: supabase/schemas/36_expiry/functions/plan_expiry_undo.sql
create function private.plan_expiry_undo(tenant_id uuid, run_id uuid, account_ids uuid[])
returns table (account_id uuid, lot_id uuid, amount bigint, source uuid)
language sql stable security definer set search_path = ''
-- Transfers are looked up by key, whatever the caller has set: they are the largest table.
set enable_nestloop = on as $$
  select e.account_id, f.lot_id, f.amount, f.to_account_id
  from public.expiry_run_entries e
  join public.ledger_transfers f on f.tenant_id = e.tenant_id and f.transaction_id = e.transaction_id
  join public.point_lots l on l.tenant_id = e.tenant_id and l.id = f.lot_id
  where e.tenant_id = plan_expiry_undo.tenant_id and e.run_id = plan_expiry_undo.run_id and e.undone_by is null
    and (plan_expiry_undo.account_ids is null or e.account_id = any (plan_expiry_undo.account_ids))
    -- What a mistaken grant left behind, or somebody who has gone, does not come back to life.
    and l.revoked_at is null and private.wallet_state(e.tenant_id, e.account_id) is null
$$;

comment on function private.plan_expiry_undo(uuid, uuid, uuid[]) is
  'What undoing a run (for these wallets; null: all) gives back: wallet, lot, points, and the account that has them now. Without what was undone before, lots of revoked grants, and wallets whose holder has left or whose card is void. Changes and locks nothing.';

-- source: supabase/schemas/36_expiry/functions/refuse_expiry_undo.sql
create function private.refuse_expiry_undo(run public.expiry_runs, valid_until date, reason text) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  today constant date := (
    select (private.clock() at time zone t.time_zone)::date from public.tenants t where t.id = run.tenant_id
  );
begin
  if private.clock() > run.created_at + interval '7 days' then
    perform private.fail('undo_too_late', 409);
  end if;
  if valid_until is null or valid_until not between today and today + 3660 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'valid_until', 'problem', 'range'));
  end if;
  if reason is null or length(reason) not between 1 and 200 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'reason', 'problem', 'length'));
  end if;
  perform private.refuse_unclean_text('reason', reason);
end
$$;

comment on function private.refuse_expiry_undo(public.expiry_runs, date, text) is
  'Refuses an undo that comes after seven days, gives back points that would expire at once, or has no reason. Errors: undo_too_late, invalid_request {field, problem}.';

-- source: supabase/schemas/36_expiry/functions/refuse_poor_budgets.sql
create function private.refuse_poor_budgets(run public.expiry_runs, accounts uuid[]) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  short record;
begin
  select a.id, s.points, a.balance into short
  from (
    select p.source, sum(p.amount)::bigint as points
    from private.plan_expiry_undo(run.tenant_id, run.id, accounts) p
    group by p.source
  ) s
  join public.ledger_accounts a on a.tenant_id = run.tenant_id and a.id = s.source
  where a.kind = 'budget' and a.balance < s.points
  order by a.id
  limit 1;
  if found then
    perform private.fail(
      'insufficient_budget', 402, jsonb_build_object('account_id', short.id, 'needed', short.points, 'available', short.balance)
    );
  end if;
end
$$;

comment on function private.refuse_poor_budgets(public.expiry_runs, uuid[]) is
  'Refuses an undo where a budget has given away the expired points that came back to it. Behind its lock. Errors: insufficient_budget {account_id, needed, available}.';

-- source: supabase/schemas/36_expiry/functions/schedule_jobs.sql
-- A project without pg_cron installs all the same; there somebody else has to call expire_points().
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('expire-points', '*/10 * * * *', 'select public.expire_points()');
  end if;
end
$$;

-- source: supabase/schemas/36_expiry/functions/undo_expiry.sql
create function public.undo_expiry(
  run_id uuid, valid_until date, reason text, idempotency_key text, member_ids uuid[] default null
) returns jsonb
language plpgsql volatile security definer set search_path = ''
-- Named here, so that what the body sets ends with it.
set enable_nestloop = on as $$
declare
  caller constant record := private.require_hr_or_platform();
  request_hash constant bytea := private.request_hash('undo_expiry', run_id::text, valid_until::text, reason, member_ids::text);
  run public.expiry_runs;
  accounts uuid[];
  figures record;
  answer jsonb;
begin
  -- The platform names no tenant, and runs are found by tenant first: ask the index once per tenant.
  select r.* into run
  from public.expiry_runs r
  where r.tenant_id = any (case when caller.tenant_id is null then array(select t.id from public.tenants t) else array[caller.tenant_id] end)
    and r.id = undo_expiry.run_id;
  if run.id is null then
    perform private.fail('run_not_found', 404);
  end if;
  perform private.lock_key(run.tenant_id, idempotency_key);
  answer := private.earlier_expiry_undo(run.tenant_id, idempotency_key, request_hash);
  if answer is not null then
    return answer;
  end if;
  perform private.refuse_expiry_undo(run, valid_until, reason);
  accounts := private.wallets_to_undo(run, member_ids);
  perform private.lock_accounts(
    run.tenant_id,
    array(select unnest(array[p.account_id, p.source]) from private.plan_expiry_undo(run.tenant_id, run.id, accounts) p)
  );
  -- Behind the locks: somebody may have undone it a moment ago.
  select count(distinct p.account_id)::integer as wallets, count(*) as lots, coalesce(sum(p.amount), 0)::bigint as points into figures
  from private.plan_expiry_undo(run.tenant_id, run.id, accounts) p;
  if figures.wallets <> cardinality(accounts) then
    perform private.fail('already_undone', 409);
  end if;
  perform private.refuse_poor_budgets(run, accounts);
  answer := jsonb_build_object(
    'undo_id', private.new_id(), 'run_id', run.id, 'valid_until', undo_expiry.valid_until, 'wallets', figures.wallets,
    'lots', case when caller.tenant_id is null or figures.wallets >= 5 then figures.lots end,
    'points', case when caller.tenant_id is null or figures.wallets >= 5 then figures.points end
  );
  insert into public.expiry_undos (
    tenant_id, id, run_id, valid_until, reason, wallets, undone_by, idempotency_key, request_hash, answer
  )
  values (
    run.tenant_id, (answer ->> 'undo_id')::uuid, run.id, undo_expiry.valid_until, undo_expiry.reason, figures.wallets,
    caller.member_id, undo_expiry.idempotency_key, request_hash, answer
  );
  -- Many wallets are joined as sets: without statistics the planner would compare each with each.
  if figures.wallets >= 200 then
    set local enable_nestloop = off;
  end if;
  perform private.book_expiry_undo(
    run.tenant_id, run.id, accounts,
    (select private.end_of_day(undo_expiry.valid_until, t.time_zone) from public.tenants t where t.id = run.tenant_id), reason
  );
  return answer;
end
$$;

comment on function public.undo_expiry(uuid, date, text, text, uuid[]) is
  'Gives the expired points of a run back to the very lots, valid until the end of valid_until in the company''s time zone: for all its wallets that are not undone yet (null), or those of some members; all or nothing, within 7 days. A budget that got the points gives them back. reason is read by the holders. Gives {undo_id, run_id, valid_until, wallets, lots, points}; lots and points are null for HR where fewer than 5 people are concerned. HR managers and the platform. Errors: not_permitted, run_not_found, undo_too_late, already_undone, member_not_found {index}, insufficient_budget {account_id, needed, available}, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.undo_expiry(uuid, date, text, text, uuid[]) to authenticated, service_role;

-- source: supabase/schemas/36_expiry/functions/wallets_to_undo.sql
create function private.wallets_to_undo(run public.expiry_runs, member_ids uuid[]) returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  wrong record;
  accounts uuid[];
begin
  if cardinality(member_ids) = 0 or cardinality(member_ids) > 20000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'member_ids', 'problem', 'length'));
  end if;
  select array_agg(distinct p.account_id) into accounts
  from private.plan_expiry_undo(run.tenant_id, run.id, array(
    select private.member_account_id(m.id) from unnest(member_ids) m (id)
  )) p
  where member_ids is not null;
  if member_ids is null then
    select array_agg(distinct p.account_id) into accounts from private.plan_expiry_undo(run.tenant_id, run.id, null) p;
  end if;
  select m.place - 1 as index, e.undone_by is not null as is_undone into wrong
  from unnest(member_ids) with ordinality m (id, place)
  left join public.expiry_run_entries e
    on e.tenant_id = run.tenant_id and e.run_id = run.id and e.account_id = private.member_account_id(m.id)
  where e.account_id is null or e.account_id <> all (coalesce(accounts, '{}'))
  order by m.place
  limit 1;
  if found and not wrong.is_undone then
    perform private.fail('member_not_found', 404, jsonb_build_object('index', wrong.index));
  elsif found or accounts is null then
    perform private.fail('already_undone', 409);
  end if;
  return accounts;
end
$$;

comment on function private.wallets_to_undo(public.expiry_runs, uuid[]) is
  'The wallets of these members, or all (null), to which an undo of the run can give points back. Errors: member_not_found {index} (the run took nothing from that member, or nothing that can come back), already_undone (of one of them, or everything), invalid_request.';

-- source: supabase/schemas/37_refunds/functions/book_refund.sql
create function private.book_refund(tenant_id uuid, transaction_id uuid, wallet uuid, parts jsonb) returns void
language sql volatile security definer set search_path = '' as $$
  with
    parts as materialized (
      select p.*, row_number() over (order by p.line_no, p.lot_id, p.debt_id) as place
      from private.plan_refund(book_refund.tenant_id, book_refund.wallet, book_refund.parts) p
    ),
    refilled as (
      update public.point_lots l
      set remaining = l.remaining + p.amount, expires_at = p.valid_until
      from (
        select p.lot_id, p.valid_until, sum(p.amount)::bigint as amount from parts p where p.target = book_refund.wallet group by 1, 2
      ) p
      -- The array says which before the join does: otherwise all lots of the company are read on tables without statistics.
      where l.tenant_id = book_refund.tenant_id and l.id = p.lot_id and l.id = any (array(select r.lot_id from parts r))
    ),
    reachable as (
      -- What comes back to somebody who has left is reached through the claim code, which lasts as long as the points.
      update public.cards c set valid_until = p.valid_until
      from (select max(p.valid_until) as valid_until from parts p where p.target = book_refund.wallet) p
      where c.tenant_id = book_refund.tenant_id and c.holds_account_id = book_refund.wallet and c.status <> 'void'
        and exists (
          select from public.card_batches b where b.tenant_id = c.tenant_id and b.id = c.batch_id and b.for_departures
        )
        and c.valid_until < p.valid_until
    ),
    credited as (
      -- By key: joined to the targets, all accounts of the company would be read on tables without statistics.
      update public.ledger_accounts a set balance = a.balance + (select sum(p.amount) from parts p where p.target = a.id)::bigint
      where a.tenant_id = book_refund.tenant_id and a.kind = 'budget'
        and a.id = any (array(select distinct p.target from parts p where p.target <> book_refund.wallet))
    )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id, line_no)
  select book_refund.tenant_id, book_refund.transaction_id, p.place,
    private.system_account_id(book_refund.tenant_id, 'redeemed'), p.target, p.amount, p.lot_id, p.line_no
  from parts p
  union all
  select book_refund.tenant_id, book_refund.transaction_id, (select count(*) from parts) + 1,
    private.system_account_id(book_refund.tenant_id, 'claims'), private.debt_account_id(book_refund.wallet), sum(p.amount), null, null
  from parts p
  where p.debt_id is not null
  having count(*) > 0
$$;

comment on function private.book_refund(uuid, uuid, uuid, jsonb) is
  'The ledger''s side of private.post_refund(): lots, budgets and transfers, with one leg from claims to the holder''s debt for what the refund settles.';

-- source: supabase/schemas/37_refunds/functions/plan_refund.sql
create function private.plan_refund(tenant_id uuid, wallet uuid, parts jsonb)
returns table (line_no integer, lot_id uuid, amount bigint, target uuid, valid_until timestamptz, debt_id uuid)
language sql stable security definer set search_path = '' as $$
  with
    parts as materialized (
      select r.line_no, r.lot_id, r.amount, sum(r.amount) over (partition by r.lot_id order by r.line_no) - r.amount as before
      from jsonb_to_recordset(plan_refund.parts) r (line_no integer, lot_id uuid, amount bigint)
    ),
    split as materialized (
      select p.*, d.debt_id, d.budget_account_id as creditor, least(p.amount, greatest(0, coalesce(d.outstanding, 0) - p.before))::bigint as settles
      from parts p
      left join private.debts_of_lots(plan_refund.tenant_id, array(select distinct p.lot_id from parts p)) d on d.lot_id = p.lot_id
    ),
    -- By key, and before anything is joined: on tables without statistics the planner would read all lots of the company.
    lots as materialized (
      select l.id, l.expires_at, l.programme_id, l.grant_id
      from public.point_lots l
      where l.tenant_id = plan_refund.tenant_id and l.id = any (array(select p.lot_id from parts p))
    ),
    holder as materialized (
      select private.wallet_state(t.id, plan_refund.wallet) as state, t.time_zone, (private.clock() at time zone t.time_zone)::date as today
      from public.tenants t
      where t.id = plan_refund.tenant_id
    )
  select s.line_no, s.lot_id, s.settles, s.creditor, null, s.debt_id
  from split s
  where s.settles > 0
  union all
  select s.line_no, s.lot_id, s.amount - s.settles,
    case o.destination
      when 'lot' then plan_refund.wallet
      when 'budget' then g.budget_account_id
      else private.system_account_id(plan_refund.tenant_id, 'expired')
    end,
    o.valid_until, null
  from split s
  cross join holder h
  join lots l on l.id = s.lot_id
  join public.programmes p on p.tenant_id = plan_refund.tenant_id and p.id = l.programme_id
  join public.grants g on g.tenant_id = plan_refund.tenant_id and g.id = l.grant_id
  cross join lateral (
    select private.refund_state(h.state = 'holder_left', h.state = 'card_void', l.expires_at <= private.clock(), p.status = 'closed') as state
  ) c
  left join public.refund_rules r on r.tenant_id = plan_refund.tenant_id and r.state = c.state
  cross join lateral (
    select c.state in ('lot_expired', 'programme_closed') and p.refund_policy is not null as of_programme
  ) x
  cross join lateral private.refund_outcome(
    c.state,
    case when x.of_programme then p.refund_policy else r.policy end,
    case when x.of_programme then p.refund_restore_days else r.restore_days end,
    l.expires_at, h.today, h.time_zone
  ) o
  where s.amount > s.settles
$$;

comment on function private.plan_refund(uuid, uuid, jsonb) is
  'Where each part [{line_no, lot_id, amount}] of a refund to this wallet goes: first to what is still owed for a revoked lot (target its budget, debt_id the debt), the rest as private.refund_outcome() says by the rules of the programme or the company; with target wallet the lot is valid until valid_until. Changes and locks nothing.';

-- source: supabase/schemas/37_refunds/functions/post_refund.sql
create function private.post_refund(tenant_id uuid, order_id uuid, wallet uuid, parts jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  transaction_id constant uuid := private.new_id();
  lot_ids constant uuid[] := array(select distinct (p ->> 'lot_id')::uuid from jsonb_array_elements(parts) p);
  returned bigint;
  refunded bigint;
  debts record;
  balance_now bigint;
begin
  -- A lot that comes back to life must not bring back what had expired in it.
  perform private.expire_lots(tenant_id, lot_ids);

  select coalesce(sum(p.amount) filter (where p.target = wallet), 0), sum(p.amount) into returned, refunded
  from private.plan_refund(tenant_id, wallet, parts) p;
  select array_agg(p.debt_id) as ids, array_agg(p.amount) as amounts into debts
  from private.plan_refund(tenant_id, wallet, parts) p
  where p.debt_id is not null;
  update public.ledger_accounts a set balance = a.balance + returned
  where a.tenant_id = post_refund.tenant_id and a.id = wallet
  returning a.balance into balance_now;
  insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, order_id)
  values (post_refund.tenant_id, transaction_id, wallet, 'refund', returned, balance_now, post_refund.order_id);
  perform private.book_refund(tenant_id, transaction_id, wallet, parts);
  if debts.ids is not null then
    perform private.settle_debts(tenant_id, debts.ids, debts.amounts);
  end if;
  return jsonb_build_object('transaction_id', transaction_id, 'amount', refunded);
end
$$;

comment on function private.post_refund(uuid, uuid, uuid, jsonb) is
  'Books the refund of these parts [{line_no, lot_id, amount}], which private.refund_points() has found to be due, behind its locks, as private.plan_refund() says. The transaction''s amount is what reached the wallet; "amount" of the answer is everything refunded.';

-- source: supabase/schemas/37_refunds/functions/refund_outcome.sql
create function private.refund_outcome(
  state text, policy text, restore_days integer, expires_at timestamptz, today date, time_zone text,
  out destination text, out valid_until timestamptz
)
language sql immutable parallel safe set search_path = '' as $$
  select
    case
      when state is null or policy = 'restore_days' then 'lot'
      when policy = 'back_to_budget' then 'budget'
      else 'expired'
    end,
    case
      when state is null then expires_at
      when policy = 'restore_days' then greatest(expires_at, private.end_of_day(today + restore_days, time_zone))
    end
$$;

comment on function private.refund_outcome(text, text, integer, timestamptz, date, text) is
  'The whole table of refunds: for a state (private.refund_state) and a policy, where the points go (lot, budget, expired) and how long the lot is valid then. "today" is the day in time_zone.';

-- source: supabase/schemas/37_refunds/functions/refund_points.sql
create function private.refund_points(tenant_id uuid, order_id uuid, lines jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  wallet uuid;
  lot_ids uuid[];
  parts jsonb;
begin
  select t.account_id, array_agg(distinct f.lot_id) into wallet, lot_ids
  from public.ledger_transactions t
  join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
  where t.tenant_id = refund_points.tenant_id and t.order_id = refund_points.order_id and t.kind = 'spend'
  group by t.account_id;
  if wallet is null then
    return jsonb_build_object('transaction_id', null, 'amount', 0);
  end if;
  -- What is refundable is read behind the lock, so that two refunds at once cannot give the same points back twice.
  -- The budgets, too, which may get some of it: whether they do is certain only behind the lock of the wallet.
  perform private.lock_accounts(
    tenant_id,
    wallet || array(
      select g.budget_account_id
      from public.grants g
      where g.tenant_id = refund_points.tenant_id and g.id = any (
        array(select l.grant_id from public.point_lots l where l.tenant_id = refund_points.tenant_id and l.id = any (lot_ids))
      )
    )
  );
  perform private.refuse_excessive_refund(tenant_id, order_id, lines);

  select jsonb_agg(jsonb_build_object('line_no', p.line_no, 'lot_id', p.lot_id, 'amount', p.amount)) into parts
  from (
    -- Within a line, what was taken last comes back first.
    select r.line_no, r.lot_id,
      greatest(0, least(
        r.amount,
        coalesce(l.amount, r.amount)
          - case when l.amount is null then 0 else sum(r.amount) over (partition by r.line_no order by r.place desc) - r.amount end
      )) as amount
    from private.refundable_points(refund_points.tenant_id, refund_points.order_id) r
    left join jsonb_to_recordset(refund_points.lines) l (line_no integer, amount bigint) on l.line_no = r.line_no
    where refund_points.lines is null or l.line_no is not null
  ) p
  where p.amount > 0;
  if parts is null then
    return jsonb_build_object('transaction_id', null, 'amount', 0);
  end if;
  return private.post_refund(tenant_id, order_id, wallet, parts);
end
$$;

comment on function private.refund_points(uuid, uuid, jsonb) is
  'Gives points of an order back to the very lots that paid: all that is not refunded yet (lines null), or [{line_no, amount}]. What can''t simply go back follows the rules of refunds (private.plan_refund). Gives {transaction_id, amount}; with nothing left to refund {null, 0}. Never refunds more than was spent. For functions that have checked the caller and locked the order. Errors: invalid_amount {line_no, refundable}.';

-- source: supabase/schemas/37_refunds/functions/refund_state.sql
create function private.refund_state(holder_left boolean, card_void boolean, lot_expired boolean, programme_closed boolean) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case
    when holder_left then 'holder_left'
    when card_void then 'card_void'
    when lot_expired then 'lot_expired'
    when programme_closed then 'programme_closed'
  end
$$;

comment on function private.refund_state(boolean, boolean, boolean, boolean) is
  'Which state decides about a refund when several hold: who can''t spend any more comes before what can''t be spent. Null: the points simply go back to their lot.';

-- source: supabase/schemas/37_refunds/functions/refundable_points.sql
create function private.refundable_points(tenant_id uuid, order_id uuid)
returns table (line_no integer, lot_id uuid, amount bigint, place integer)
language sql stable security definer set search_path = '' as $$
  select f.line_no, f.lot_id,
    (coalesce(sum(f.amount) filter (where t.kind = 'spend'), 0) - coalesce(sum(f.amount) filter (where t.kind = 'refund'), 0))::bigint,
    min(f.transfer_no) filter (where t.kind = 'spend')
  from public.ledger_transactions t
  join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
  where t.tenant_id = refundable_points.tenant_id and t.order_id = refundable_points.order_id
  group by f.line_no, f.lot_id
$$;

comment on function private.refundable_points(uuid, uuid) is
  'What each lot paid for each line of the order and has not got back yet, in points; place is the order in which the lots paid. Rows may be zero.';

-- source: supabase/schemas/37_refunds/functions/refuse_excessive_refund.sql
create function private.refuse_excessive_refund(tenant_id uuid, order_id uuid, lines jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  wrong record;
begin
  if lines is null then
    return;
  end if;
  select l.value ->> 'line_no' as line_no, coalesce(r.amount, 0) as refundable into wrong
  from jsonb_array_elements(lines) l
  left join (
    select p.line_no, sum(p.amount) as amount
    from private.refundable_points(refuse_excessive_refund.tenant_id, refuse_excessive_refund.order_id) p
    group by p.line_no
  ) r on r.line_no::text = l.value ->> 'line_no'
  where private.whole_amount(l.value -> 'amount') is null
    or private.whole_amount(l.value -> 'amount') > coalesce(r.amount, 0)
    or 1 < (select count(*) from jsonb_array_elements(lines) o where o.value ->> 'line_no' = l.value ->> 'line_no')
  limit 1;
  if found then
    perform private.fail(
      'invalid_amount', 400, jsonb_build_object('line_no', wrong.line_no, 'refundable', wrong.refundable)
    );
  end if;
end
$$;

comment on function private.refuse_excessive_refund(uuid, uuid, jsonb) is
  'Refuses a refund of lines [{line_no, amount}] where an amount is none, is more than was spent on the line and not refunded yet, or a line comes twice. Errors: invalid_amount.';

-- source: supabase/schemas/37_refunds/functions/wallet_state.sql
create function private.wallet_state(tenant_id uuid, account_id uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan: a job asks for every wallet.
  return (
    select case
      when m.status = 'departed' and not exists (
        select
        from public.cards c
        where c.tenant_id = wallet_state.tenant_id and c.holds_account_id = wallet_state.account_id
          and private.card_problem(c.id) is distinct from 'card_void' and private.clock() < c.valid_until
      ) then 'holder_left'
      when a.owner_kind = 'card' and not exists (
        -- A lost card's wallet lives on under the card that replaced it.
        select
        from public.cards c
        join public.card_batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id
        where c.tenant_id = a.tenant_id and (c.id = a.owner_id or c.holds_account_id = a.id)
          and c.status not in ('void', 'replaced') and b.status <> 'void'
      ) then 'card_void'
    end
    from public.ledger_accounts a
    left join public.members m on a.owner_kind = 'member' and m.tenant_id = a.tenant_id and m.id = a.owner_id
    where a.tenant_id = wallet_state.tenant_id and a.id = wallet_state.account_id
  );
end
$$;

comment on function private.wallet_state(uuid, uuid) is
  'Why nobody can spend from a wallet any more: holder_left (a member who departed, and whose claim code, if any, is over), card_void, or null. What passes by itself (a frozen card, a suspended member or company) is no such state.';

-- source: supabase/schemas/38_departures/functions/book_departure.sql
create function private.book_departure(tenant_id uuid, wallet uuid, to_budget boolean, reason text) returns void
language sql volatile security definer set search_path = '' as $$
  -- Arrays of keys instead of joins: on tables without statistics all lots and accounts of the company would be read.
  with
    due as materialized (
      select l.id, l.remaining,
        case when book_departure.to_budget then g.budget_account_id
          else private.system_account_id(book_departure.tenant_id, 'expired')
        end as target
      from public.point_lots l
      join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
      where l.account_id = book_departure.wallet and l.has_points
    ),
    emptied as (
      update public.point_lots l set remaining = 0
      where l.tenant_id = book_departure.tenant_id and l.id = any (array(select d.id from due d))
    ),
    credited as (
      update public.ledger_accounts a set balance = a.balance + (select sum(d.remaining) from due d where d.target = a.id)::bigint
      where a.tenant_id = book_departure.tenant_id and a.kind = 'budget' and a.id = any (array(select distinct d.target from due d))
    ),
    debited as (
      update public.ledger_accounts a set balance = a.balance - d.points
      from (select sum(d.remaining)::bigint as points from due d) d
      where a.tenant_id = book_departure.tenant_id and a.id = book_departure.wallet
      returning a.balance, d.points, private.new_id() as transaction_id
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, note)
      select book_departure.tenant_id, d.transaction_id, book_departure.wallet, 'departure', -d.points, d.balance, book_departure.reason
      from debited d
    )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
  select book_departure.tenant_id, b.transaction_id, row_number() over (order by d.id), book_departure.wallet, d.target, d.remaining, d.id
  from due d
  cross join debited b
$$;

comment on function private.book_departure(uuid, uuid, boolean, text) is
  'Empties the wallet of somebody who has left: each lot to the budget of its grant, or all to the expired points; one transaction. Behind the locks of private.settle_departure().';

-- source: supabase/schemas/38_departures/functions/budgets_of_wallet.sql
create function private.budgets_of_wallet(tenant_id uuid, wallet uuid) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
begin
  -- Volatile, so that it sees what was committed while its caller waited.
  return array(
    select distinct g.budget_account_id
    from public.grants g
    where g.tenant_id = budgets_of_wallet.tenant_id
      -- By their keys: without statistics a join would read all lots and grants of the company.
      and g.id = any (array(select l.grant_id from public.point_lots l where l.account_id = budgets_of_wallet.wallet and l.has_points))
  );
end
$$;

comment on function private.budgets_of_wallet(uuid, uuid) is 'The budgets that granted what a wallet still holds.';

-- source: supabase/schemas/38_departures/functions/departure_answer.sql
create function private.departure_answer(tenant_id uuid, departure_id uuid, pin text, with_points boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'member_id', d.member_id,
    'policy', d.policy,
    'points', case when departure_answer.with_points then d.points end,
    'claim', case when c.id is not null then
      jsonb_build_object('card_no', c.number, 'pin', departure_answer.pin, 'valid_until', c.valid_until)
    end
  )
  from public.departures d
  left join public.cards c on c.tenant_id = d.tenant_id and c.id = d.claim_card_id
  where d.tenant_id = departure_answer.tenant_id and d.id = departure_answer.departure_id
$$;

comment on function private.departure_answer(uuid, uuid, text, boolean) is
  'What offboard_member() answers. The PIN is there the first time only: it is stored nowhere. Points for the platform only: what one person has left is nobody else''s affair.';

-- source: supabase/schemas/38_departures/functions/departure_batch_id.sql
create function private.departure_batch_id(tenant_id uuid) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch_id uuid;
begin
  insert into public.card_batches (
    tenant_id, title, translations, valid_from, valid_until, for_departures, includes_company_offers
  )
  values (
    departure_batch_id.tenant_id, '离职积分',
    '{"en": {"title": "Points after leaving"}, "zh-Hant": {"title": "離職積分"}, "ru": {"title": "Баллы после увольнения"}}',
    private.clock(), timestamptz '9999-12-31 00:00:00+00', true, true
  )
  on conflict do nothing
  returning id into batch_id;
  if batch_id is not null then
    insert into public.card_events (tenant_id, batch_id, kind) values (departure_batch_id.tenant_id, batch_id, 'batch_created');
    return batch_id;
  end if;
  return (
    select b.id from public.card_batches b where b.tenant_id = departure_batch_id.tenant_id and b.for_departures
  );
end
$$;

comment on function private.departure_batch_id(uuid) is
  'The batch of a company''s claim codes, made when the first is needed. It has no programme and no face value, because its cards open wallets that exist.';

-- source: supabase/schemas/38_departures/functions/earlier_departure.sql
create function private.earlier_departure(tenant_id uuid, idempotency_key text, request_hash bytea) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  earlier record;
begin
  select d.id, d.request_hash into earlier
  from public.departures d
  where d.tenant_id = earlier_departure.tenant_id
    and d.actor_id is not distinct from auth.uid()
    and d.idempotency_key = earlier_departure.idempotency_key;
  if earlier.request_hash <> earlier_departure.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return earlier.id;
end
$$;

comment on function private.earlier_departure(uuid, text, bytea) is
  'The departure that the caller made with this key before, or null. Behind private.lock_key(). Errors: idempotency_mismatch.';

-- source: supabase/schemas/38_departures/functions/end_membership.sql
create function private.end_membership(tenant_id uuid, member_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  status text;
begin
  select m.status into status
  from public.members m
  where m.tenant_id = end_membership.tenant_id and m.id = end_membership.member_id
  for no key update;
  if status = 'departed' then
    perform private.fail('already_departed', 409);
  end if;
  update public.members m
  set status = 'departed', departed_on = (private.clock() at time zone t.time_zone)::date
  from public.tenants t
  where t.id = m.tenant_id and m.tenant_id = end_membership.tenant_id and m.id = end_membership.member_id;
  -- Taken away and not only without effect: whoever is hired again begins without them.
  delete from public.member_roles r
  where r.tenant_id = end_membership.tenant_id and r.member_id = end_membership.member_id;
  delete from private.member_invites i
  where i.tenant_id = end_membership.tenant_id and i.member_id = end_membership.member_id;
  -- What was for the office is not for whoever opens the wallet with a claim code.
  delete from public.notifications n
  where n.account_id = private.member_account_id(end_membership.member_id) and n.kind = 'schedule_failed';
end
$$;

comment on function private.end_membership(uuid, uuid) is
  'Makes a member departed, locking the row: roles and invitation are gone. Membership is looked up in every call, so the sessions that are open can do nothing any more. Errors: already_departed.';

-- source: supabase/schemas/38_departures/functions/issue_claim.sql
create function private.issue_claim(tenant_id uuid, wallet uuid, valid_until timestamptz, out card_id uuid, out pin text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch_id constant uuid := private.departure_batch_id(tenant_id);
begin
  pin := private.random_pin();
  insert into public.cards (tenant_id, batch_id, serial, number, valid_until, holds_account_id)
  values (
    issue_claim.tenant_id, batch_id, private.take_serials(issue_claim.tenant_id, batch_id, 1),
    (private.draw_card_numbers(issue_claim.tenant_id, 1))[1], issue_claim.valid_until, wallet
  )
  returning id into card_id;
  insert into private.card_pins (tenant_id, card_id, pin_hash)
  values (
    issue_claim.tenant_id, issue_claim.card_id,
    extensions.crypt(private.pin_digest(issue_claim.pin), extensions.gen_salt('bf', private.card_pin_cost()))
  );
  insert into public.card_events (tenant_id, batch_id, card_id, kind)
  values (issue_claim.tenant_id, batch_id, issue_claim.card_id, 'issued');
end
$$;

comment on function private.issue_claim(uuid, uuid, timestamptz) is
  'Issues a claim code: a card of the company''s departure batch that opens an existing wallet instead of one of its own. Nothing is granted and nothing moves. Gives the PIN, which is stored as a hash only.';

-- source: supabase/schemas/38_departures/functions/lock_wallet_and_budgets.sql
create function private.lock_wallet_and_budgets(tenant_id uuid, wallet uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  concerned uuid[];
begin
  loop
    concerned := private.budgets_of_wallet(tenant_id, wallet);
    begin
      perform private.lock_accounts(tenant_id, wallet || concerned);
      if private.budgets_of_wallet(tenant_id, wallet) <@ concerned then
        return;
      end if;
      -- While this waited, a grant from another budget arrived. Leaving the block by an error frees the locks, so that the next try takes
      -- all of them in the order of ids again: whoever holds that budget may be waiting for the wallet.
      raise exception using errcode = 'no_data_found';
    exception
      when no_data_found then
        null;
    end;
  end loop;
end
$$;

comment on function private.lock_wallet_and_budgets(uuid, uuid) is
  'Locks a wallet and the budgets to which its points may go back, in the order of ids. Behind the wallet''s lock nothing more arrives.';

-- source: supabase/schemas/38_departures/functions/offboard_member.sql
create function public.offboard_member(member_id uuid, reason text, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_hr_or_platform();
  request_hash constant bytea := private.request_hash('offboard_member', member_id::text, reason);
  departure_id uuid;
  leaver record;
  settled record;
begin
  -- The platform names no tenant, and members are found by tenant first: ask the index once per tenant.
  select m.tenant_id, m.id into leaver
  from public.members m
  where m.tenant_id = any (case when caller.tenant_id is null then array(select t.id from public.tenants t) else array[caller.tenant_id] end)
    and m.id = offboard_member.member_id;
  if leaver.id is null then
    perform private.fail('member_not_found', 404);
  elsif leaver.id = caller.member_id then
    perform private.fail('own_account', 409);
  elsif reason is null or length(reason) not between 1 and 200 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'reason', 'problem', 'length'));
  end if;
  perform private.refuse_unclean_text('reason', reason);
  perform private.lock_key(leaver.tenant_id, idempotency_key);
  departure_id := private.earlier_departure(leaver.tenant_id, idempotency_key, request_hash);
  if departure_id is not null then
    return private.departure_answer(leaver.tenant_id, departure_id, null, caller.tenant_id is null);
  end if;

  -- Of two who offboard each other at once, the second has left: without this the company would have no HR manager any more.
  perform
  from public.members m
  where m.tenant_id = leaver.tenant_id and m.id in (leaver.id, caller.member_id)
  order by m.id
  for no key update;
  perform private.require_hr_or_platform();
  perform private.end_membership(leaver.tenant_id, leaver.id);
  select * into settled from private.settle_departure(leaver.tenant_id, leaver.id, offboard_member.reason);
  insert into public.departures (
    tenant_id, member_id, policy, points, claim_card_id, reason, offboarded_by, idempotency_key, request_hash
  )
  values (
    leaver.tenant_id, leaver.id, settled.policy, settled.points, settled.claim_card_id, offboard_member.reason, caller.member_id,
    offboard_member.idempotency_key, request_hash
  )
  returning id into departure_id;
  return private.departure_answer(leaver.tenant_id, departure_id, settled.pin, caller.tenant_id is null);
end
$$;

comment on function public.offboard_member(uuid, text, text) is
  'Ends a membership: access ends with the next call, roles are taken away, and the points go as the company''s departure_policy says: each lot back to its budget, forfeited, or kept for departure_keep_days behind a claim code, a card that opens the very wallet. reason is for the record. Gives {member_id, policy, points, claim: null | {card_no, pin, valid_until}}; points (what was left) is null for HR; the PIN leaves this once, the same key again gives pin null. Outstanding debts stay recorded. There is no undo. HR managers (not for themselves) and the platform. Errors: not_permitted, member_not_found, own_account, already_departed, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.offboard_member(uuid, text, text) to authenticated, service_role;

-- source: supabase/schemas/38_departures/functions/settle_departure.sql
create function private.settle_departure(
  tenant_id uuid, member_id uuid, reason text, out policy text, out points bigint, out claim_card_id uuid, out pin text
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  wallet constant uuid := private.member_account_id(member_id);
  keep_until timestamptz;
begin
  select t.departure_policy, private.end_of_day((private.clock() at time zone t.time_zone)::date + t.departure_keep_days, t.time_zone)
  into policy, keep_until
  from public.tenants t
  where t.id = settle_departure.tenant_id;
  perform private.lock_wallet_and_budgets(tenant_id, wallet);
  -- What has expired leaves as what it is.
  perform private.expire_lots(
    tenant_id, array(select l.id from public.point_lots l where l.account_id = wallet and l.has_points and l.expires_at <= private.clock())
  );
  select coalesce(sum(l.remaining), 0) into points from public.point_lots l where l.account_id = wallet and l.has_points;
  update public.cards c set status = 'void' where c.tenant_id = settle_departure.tenant_id and c.holds_account_id = wallet;
  if points = 0 then
    return;
  elsif policy = 'keep_days' then
    update public.point_lots l set expires_at = least(l.expires_at, keep_until) where l.account_id = wallet and l.has_points;
    select c.card_id, c.pin into claim_card_id, pin from private.issue_claim(tenant_id, wallet, keep_until) c;
  else
    perform private.book_departure(tenant_id, wallet, policy = 'back_to_budget', reason);
  end if;
end
$$;

comment on function private.settle_departure(uuid, uuid, text) is
  'Treats the points of somebody who leaves by the company''s policy and says what was left; with keep_days, the lots stay in the wallet, valid no longer than the claim code. Locks the wallet and the budgets of its lots in the order of ids.';

-- source: supabase/schemas/39_notifications/functions/mark_notifications_read.sql
create function public.mark_notifications_read(ids uuid[] default null) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_buyer();
begin
  if cardinality(ids) > 1000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'ids', 'problem', 'length'));
  end if;
  update public.notifications n
  set read_at = private.clock()
  where n.tenant_id = caller.tenant_id and n.account_id = caller.account_id and n.read_at is null
    and (mark_notifications_read.ids is null or n.id = any (mark_notifications_read.ids));
  return jsonb_build_object('unread', private.unread_notifications(caller.account_id));
end
$$;

comment on function public.mark_notifications_read(uuid[]) is
  'Marks notifications of the caller as read: these (at most 1,000; what is not the caller''s is passed over), or all (null). Gives {unread}: how many are left. Members and guests. Errors: invalid_request {field, problem}, and those of private.require_buyer.';

grant execute on function public.mark_notifications_read(uuid[]) to authenticated;

-- source: supabase/schemas/39_notifications/functions/movement_params.sql
create function private.movement_params(movement public.ledger_transactions) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan: a job asks for every movement.
  return (
    select jsonb_build_object('transaction_id', movement.id, 'amount', abs(movement.amount)) || case movement.kind
      when 'expiry' then
        jsonb_build_object('programmes', private.movement_programmes(movement.tenant_id, movement.id))
      when 'expiry_undo' then
        jsonb_build_object('expires_at', max(l.expires_at), 'note', movement.note)
      when 'refund' then
        jsonb_build_object(
          'order_id', movement.order_id,
          'order_no', (select o.order_no from public.orders o where o.tenant_id = movement.tenant_id and o.id = movement.order_id),
          'elsewhere', coalesce(
            sum(f.amount) filter (where f.line_no is not null and f.to_account_id <> movement.account_id), 0
          )
        )
      else
        private.programme_words(movement) || case movement.kind
          when 'grant' then jsonb_build_object('expires_at', max(l.expires_at), 'note', movement.note)
          when 'revocation' then jsonb_build_object(
            'returned', abs(movement.amount),
            'debt', coalesce(
              sum(f.amount) filter (where f.to_account_id = private.system_account_id(movement.tenant_id, 'claims')), 0
            ),
            'note', movement.note
          )
          else '{}'
        end
    end
    from public.ledger_transfers f
    left join public.point_lots l on l.tenant_id = f.tenant_id and l.id = f.lot_id and l.account_id = movement.account_id
    where f.tenant_id = movement.tenant_id and f.transaction_id = movement.id
  );
end
$$;

comment on function private.movement_params(public.ledger_transactions) is
  'What the notification of a movement says (docs/api.md): points without sign, and what belongs to its kind.';

-- source: supabase/schemas/39_notifications/functions/movement_programmes.sql
create function private.movement_programmes(tenant_id uuid, transaction_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan: a job asks for every movement.
  return (
    select jsonb_agg(
      jsonb_build_object('programme_id', p.id, 'name', p.name, 'translations', p.translations, 'amount', m.amount)
      order by m.amount desc, p.id
    )
    from (
      select l.programme_id, sum(f.amount) as amount
      from public.ledger_transfers f
      join public.point_lots l on l.tenant_id = f.tenant_id and l.id = f.lot_id
      where f.tenant_id = movement_programmes.tenant_id and f.transaction_id = movement_programmes.transaction_id
      group by l.programme_id
    ) m
    join public.programmes p on p.tenant_id = movement_programmes.tenant_id and p.id = m.programme_id
  );
end
$$;

comment on function private.movement_programmes(uuid, uuid) is
  'The programmes whose points a movement took or brought: [{programme_id, name, translations, amount}], most points first.';

-- source: supabase/schemas/39_notifications/functions/notify.sql
create function private.notify(tenant_id uuid, account_ids uuid[], kind text, params jsonb, dedupe_key text) returns bigint
language sql volatile security definer set search_path = '' as $$
  with told as (
    insert into public.notifications (tenant_id, account_id, kind, params, dedupe_key)
    select notify.tenant_id, a.id, notify.kind, notify.params, notify.dedupe_key
    from unnest(notify.account_ids) a (id)
    on conflict on constraint nobody_is_told_twice do nothing
    returning id
  )
  select count(*) from told
$$;

comment on function private.notify(uuid, uuid[], text, jsonb, text) is
  'Tells the holders of these wallets something, each of them once for a dedupe_key; gives how many were told now. For jobs and functions. What is a movement of a wallet comes by itself, from notify_of_movements().';

-- source: supabase/schemas/39_notifications/functions/notify_hr.sql
create function private.notify_hr(tenant_id uuid, kind text, params jsonb, dedupe_key text) returns bigint
language sql volatile security definer set search_path = '' as $$
  select private.notify(
    notify_hr.tenant_id,
    array(
      select distinct a.id
      from public.member_roles r
      join public.members m on m.tenant_id = r.tenant_id and m.id = r.member_id
      join public.ledger_accounts a on a.owner_id = m.id and a.kind = 'wallet' and a.tenant_id = m.tenant_id
      where r.tenant_id = notify_hr.tenant_id and r.role = 'hr_manager' and m.status = 'active'
    ),
    notify_hr.kind, notify_hr.params, notify_hr.dedupe_key
  )
$$;

comment on function private.notify_hr(uuid, text, jsonb, text) is
  'Tells every active HR manager of a company something, once for a dedupe_key; gives how many were told now.';

-- source: supabase/schemas/39_notifications/functions/notify_of_movements.sql
create function public.notify_of_movements() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  progress private.notification_progress;
  here timestamptz;
  own_xid xid8;
  fence_is_passed boolean;
  told bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('notify_of_movements', 0));
  -- The time first, the own number second: whoever made an id before "here" has a lower number.
  if pg_current_xact_id_if_assigned() is null then
    here := clock_timestamp();
    own_xid := pg_current_xact_id();
  end if;
  select * into strict progress from private.notification_progress p;
  fence_is_passed := progress.fence_xid < pg_snapshot_xmin(pg_current_snapshot());

  with
    seen as materialized (
      select m.*
      from public.tenants t
      cross join lateral (
        select w.*
        from public.ledger_transactions w
        where w.tenant_id = t.id and w.id >= private.first_id_at(progress.done_until - interval '2 minutes')
          and w.kind in ('grant', 'expiry', 'expiry_undo', 'revocation', 'settlement', 'refund')
        offset 0
      ) m
    ),
    -- Scalar subqueries are looked up row by row in an index, even right after ten thousand people were granted and before the planner
    -- has heard of them; joined, the tables were read once per movement.
    fresh as materialized (
      select m.*
      from seen m
      where (select n.id from public.notifications n where n.account_id = m.account_id and n.dedupe_key = 'movement:' || m.id) is null
        and (
          -- A card says itself what is on it.
          select a.kind = 'wallet' and (a.owner_kind = 'member' or m.kind <> 'grant')
          from public.ledger_accounts a
          where a.tenant_id = m.tenant_id and a.id = m.account_id
        )
    ),
    made as (
      insert into public.notifications (tenant_id, account_id, kind, params, dedupe_key, created_at)
      select f.tenant_id, f.account_id,
        case f.kind
          when 'grant' then 'points_granted'
          when 'expiry' then 'points_expired'
          when 'expiry_undo' then 'expiry_undone'
          when 'revocation' then 'grant_revoked'
          when 'settlement' then 'debt_settled'
          else 'points_refunded'
        end,
        private.movement_params(row(f.*)::public.ledger_transactions), 'movement:' || f.id, f.created_at
      from fresh f
      on conflict on constraint nobody_is_told_twice do nothing
      returning id
    )
  select count(*) into told from made;

  if fence_is_passed or progress.fence_xid is null then
    update private.notification_progress p
    set done_until = case when fence_is_passed then p.fence_at else p.done_until end, fence_at = here, fence_xid = own_xid;
  end if;
  return jsonb_build_object('notifications', told);
end
$$;

-- How it holds. Exactly once: a wallet has one notification for the id of a transaction, by a unique constraint; so a movement may be
-- looked at as often as one likes. None is missed: each run looks at all movements from done_until on, and done_until moves only over
-- what can't change any more. Running numbers and ids are given before their transaction commits, so an older row may appear after a
-- younger one was read. But whoever books a movement holds the wallet's lock when it makes the id, and a lock gives a transaction its
-- number. So all transactions that can hold an id older than a moment have a number below the one that this job draws after that
-- moment: the fence. When none of them is running any more, what is older than the fence is visible or was rolled back, and the next
-- run may begin there. Two minutes of margin are for clocks that are put back. A transaction that stays open for hours makes the
-- window longer and nothing wrong.
comment on function public.notify_of_movements() is
  'Job: tells holders of what happened to their points (granted, expired, given back, revoked, settled, refunded), once for each movement, outside of the transactions that book them. Gives {notifications}. A second run at the same time waits and finds nothing left. For the platform (service_role).';

grant execute on function public.notify_of_movements() to service_role;

-- source: supabase/schemas/39_notifications/functions/programme_words.sql
create function private.programme_words(movement public.ledger_transactions) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan: a job asks for every movement.
  return (
    select jsonb_build_object('programme_id', p.id, 'name', p.name, 'translations', p.translations)
    from (select) unconditional
    left join public.programmes p on p.tenant_id = movement.tenant_id and p.id = movement.programme_id
  );
end
$$;

comment on function private.programme_words(public.ledger_transactions) is 'The programme of a movement: {programme_id, name, translations}, null where it has none.';

-- source: supabase/schemas/39_notifications/functions/remind_of_expiry.sql
create function public.remind_of_expiry() returns jsonb
language sql volatile security definer set search_path = '' as $$
  with
    due as materialized (
      select l.tenant_id, l.account_id, l.programme_id, l.remaining, l.expires_at, d.last_day, d.last_day - d.today as days,
        case when d.last_day - d.today <= 1 then 1 when d.last_day - d.today <= 7 then 7 else 30 end as distance,
        d.first_day
      from public.point_lots l
      join public.tenants t on t.id = l.tenant_id
      cross join lateral (
        select
          (l.expires_at at time zone t.time_zone)::date as last_day,
          (private.clock() at time zone t.time_zone)::date as today,
          (l.created_at at time zone t.time_zone)::date as first_day
      ) d
      where l.has_points and l.expires_at > private.clock() and l.expires_at < private.clock() + interval '32 days'
        and t.status = 'active'
    ),
    by_programme as (
      select d.tenant_id, d.account_id, d.last_day, d.days, d.distance, d.programme_id, sum(d.remaining) as amount, max(d.expires_at) as expires_at
      from due d
      -- Points that were given on that very day or later need no reminder: the grant was one.
      where d.days <= 30 and d.first_day < d.last_day - d.distance
      group by d.tenant_id, d.account_id, d.last_day, d.days, d.distance, d.programme_id
    ),
    told as (
      insert into public.notifications (tenant_id, account_id, kind, params, dedupe_key)
      select b.tenant_id, b.account_id, 'points_expiring',
        jsonb_build_object(
          'days', b.days, 'amount', sum(b.amount), 'expires_at', max(b.expires_at),
          'programmes', jsonb_agg(
            jsonb_build_object('programme_id', p.id, 'name', p.name, 'translations', p.translations, 'amount', b.amount)
            order by b.amount desc, p.id
          )
        ),
        format('expiring:%s:%s', b.last_day, b.distance)
      from by_programme b
      join public.programmes p on p.tenant_id = b.tenant_id and p.id = b.programme_id
      group by b.tenant_id, b.account_id, b.last_day, b.days, b.distance
      on conflict on constraint nobody_is_told_twice do nothing
      returning id
    )
  select jsonb_build_object('notifications', count(*)) from told
$$;

comment on function public.remind_of_expiry() is
  'Job: reminds holders of points whose last day is 30, 7 or 1 days ahead in the company''s time zone, all points of a day in one message: once per holder, last day and distance. A run that comes late sends the nearest reminder that is due, and "days" says how many there really are. Gives {notifications}. For the platform (service_role).';

grant execute on function public.remind_of_expiry() to service_role;

-- source: supabase/schemas/39_notifications/functions/schedule_notifications.sql
-- A project without pg_cron installs all the same; there somebody else has to call these functions.
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('notify-of-movements', '* * * * *', 'select public.notify_of_movements()');
    perform cron.schedule('remind-of-expiry', '23 * * * *', 'select public.remind_of_expiry()');
  end if;
end
$$;

-- source: supabase/schemas/39_notifications/functions/unread_notifications.sql
create function private.unread_notifications(account_id uuid) returns bigint
language sql stable security definer set search_path = '' as $$
  select count(*)
  from public.notifications n
  where n.account_id = unread_notifications.account_id and n.read_at is null
$$;

comment on function private.unread_notifications(uuid) is 'How many notifications the holder of a wallet has not read.';

-- source: supabase/schemas/40_catalog/functions/cover_path.sql
create function private.cover_path(product_id uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select m.path from public.product_media m where m.product_id = cover_path.product_id order by m.position, m.id limit 1
  );
end
$$;

comment on function private.cover_path(uuid) is 'The first picture of a product, relative to the storage bucket media; null without one.';

-- source: supabase/schemas/40_catalog/functions/effective_offers.sql
create function private.effective_offers(tenant_id uuid, audience_ids uuid[], sku_ids uuid[] default null)
returns table (sku_id uuid, product_id uuid, offer_id uuid, price_points bigint, max_per_order integer, max_per_buyer integer)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_tenant_id constant uuid := effective_offers.tenant_id;
  v_audience_ids constant uuid[] := effective_offers.audience_ids;
  v_sku_ids constant uuid[] := effective_offers.sku_ids;
  v_now constant timestamptz := private.clock();
begin
  -- Two statements, because each wants an index of its own: what do I see, and what does this cost me.
  if v_sku_ids is null then
    return query
    select distinct on (o.product_id, o.sku_id) o.sku_id, o.product_id, o.id, o.price_points, o.max_per_order, o.max_per_buyer
    from public.offers o
    where o.tenant_id = v_tenant_id and o.audience_id = any (v_audience_ids) and o.status = 'active' and o.on_sale
      and o.valid_from <= v_now and (o.valid_to is null or o.valid_to > v_now)
    order by o.product_id, o.sku_id, private.audience_rank(o.audience_kind, o.audience_id, v_audience_ids) desc, o.price_points, o.id;
  else
    return query
    select distinct on (o.sku_id) o.sku_id, o.product_id, o.id, o.price_points, o.max_per_order, o.max_per_buyer
    from public.offers o
    where o.tenant_id = v_tenant_id and o.sku_id = any (v_sku_ids) and o.audience_id = any (v_audience_ids) and o.status = 'active' and o.on_sale
      and o.valid_from <= v_now and (o.valid_to is null or o.valid_to > v_now)
    order by o.sku_id, private.audience_rank(o.audience_kind, o.audience_id, v_audience_ids) desc, o.price_points, o.id;
  end if;
end
$$;

comment on function private.effective_offers(uuid, uuid[], uuid[]) is
  'The offer that applies per SKU to a buyer with these audiences (private.audience_ids()), of all SKUs or of those named: the closest audience wins, then the lowest price, then the oldest offer. The view sku_offers says the same to clients.';

-- source: supabase/schemas/40_catalog/functions/pick_translations.sql
create function private.pick_translations(translations jsonb, columns text[]) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return (
    select coalesce(
      jsonb_object_agg(
        locale, (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(words) where key = any (columns))
      ),
      '{}'
    )
    from jsonb_each(translations) as locales (locale, words)
  );
end
$$;

comment on function private.pick_translations(jsonb, text[]) is
  'Translations of some columns only: lists need names, not descriptions in every language.';

-- source: supabase/schemas/40_catalog/functions/read_search_cursor.sql
create function private.read_search_cursor(cursor text, fingerprint text, out sort_key bigint, out product_id uuid)
language plpgsql immutable set search_path = '' as $$
declare
  v_parts text[];
begin
  if cursor is null then
    return;
  end if;
  v_parts := regexp_match(cursor, '^([0-9a-f]{8})\.(-?[0-9]{1,18})\.([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$');
  if v_parts is null or v_parts[1] <> fingerprint then
    perform private.fail('invalid_request', 400, '{"field": "cursor", "problem": "not_of_this_search"}');
  end if;
  sort_key := v_parts[2]::bigint;
  product_id := v_parts[3]::uuid;
end
$$;

comment on function private.read_search_cursor(text, text) is
  'Takes a cursor of search_products apart: the sort key and the product after which the next page begins; nulls for null. It carries a fingerprint of the search it came from. Errors: invalid_request (not a cursor, or of another search).';

-- source: supabase/schemas/40_catalog/functions/refresh_product_popularity.sql
create function public.refresh_product_popularity() returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  v_products bigint;
begin
  merge into public.product_popularity as known
  using (
    select l.tenant_id, l.product_id, sum(l.quantity) as units
    from public.orders o
    join public.order_lines l on l.tenant_id = o.tenant_id and l.order_id = o.id
    where o.placed_at > private.clock() - interval '90 days' and o.state not in ('cancelled', 'refunded')
    group by l.tenant_id, l.product_id
  ) as counted
  on known.tenant_id = counted.tenant_id and known.product_id = counted.product_id
  when matched and known.units <> counted.units then update set units = counted.units
  when not matched then insert (tenant_id, product_id, units) values (counted.tenant_id, counted.product_id, counted.units)
  when not matched by source then delete;
  get diagnostics v_products = row_count;
  return v_products;
end
$$;

comment on function public.refresh_product_popularity() is
  'Counts anew what was ordered in the last 90 days, for the sort "popular". Run by a job once an hour. Gives the number of rows that changed. Platform only.';

grant execute on function public.refresh_product_popularity() to service_role;

-- source: supabase/schemas/40_catalog/functions/schedule_popularity.sql
-- A project without pg_cron installs all the same; there somebody else has to call refresh_product_popularity().
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('refresh-product-popularity', '17 * * * *', 'select public.refresh_product_popularity()');
  end if;
end
$$;

-- source: supabase/schemas/40_catalog/functions/search_matches.sql
create function private.search_matches(tenant_id uuid, audience_ids uuid[], terms text[], category uuid, sort text)
returns table (product_id uuid, sort_key bigint, sku_ids uuid[], price_from bigint, price_to bigint)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_tenant_id constant uuid := search_matches.tenant_id;
  v_phrase constant text := array_to_string(terms, ' ');
  v_patterns constant text[] := array(select '%' || term || '%' from unnest(terms) as term);
  -- A term of one character is looked up as it is, a longer one by its pairs: the index narrows down, the patterns decide.
  v_grams constant text[] := array(
    select distinct substr(term, place, 2) from unnest(terms) as term, generate_series(1, greatest(length(term) - 1, 1)) as place
  );
  v_categories constant uuid[] := array(select c.id from public.categories c where c.path @> array[category]);
begin
  return query
  select
    p.id,
    case sort
      when 'newest' then -(extract(epoch from p.created_at) * 1000000)::bigint
      when 'price_asc' then min(o.price_points)
      when 'price_desc' then -min(o.price_points)
      when 'popular' then -coalesce((select u.units from public.product_popularity u where u.tenant_id = v_tenant_id and u.product_id = p.id), 0)
      else -10000000000 * case
        when cardinality(terms) = 0 then 0
        when starts_with(p.search_name, v_phrase) then 4
        when position(v_phrase in p.search_name) > 0 then 3
        when p.search_name like all (v_patterns) then 2
        else 1
      end - p.featured
    end,
    array_agg(o.sku_id order by o.price_points, o.sku_id),
    min(o.price_points),
    max(o.price_points)
  from private.effective_offers(v_tenant_id, audience_ids) o
  join public.products p on p.id = o.product_id
  where p.search_grams @> v_grams and p.search_text like all (v_patterns)
    and (category is null or p.category_id = any (v_categories))
  group by p.id;
end
$$;

comment on function private.search_matches(uuid, uuid[], text[], uuid, text) is
  'What search_products finds for a buyer, unordered: the product, the key by which the sort orders it (ascending), its SKUs from the cheapest, and the span of their prices in points. terms are folded (private.fold_text), so they hold no LIKE metacharacters.';

-- source: supabase/schemas/40_catalog/functions/search_products.sql
create function public.search_products(query text default null, category uuid default null, sort text default null, cursor text default null)
returns jsonb
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  c_page_size constant integer := 20;
  v_buyer record;
  v_sort constant text := coalesce(sort, 'recommended');
  v_text constant text := private.fold_text(left(query, 60));
  v_terms constant text[] := string_to_array(nullif(v_text, ''), ' ');
  v_fingerprint constant text := left(md5(jsonb_build_array(v_sort, category, v_text)::text), 8);
  v_after record;
  v_items jsonb[];
  v_last jsonb;
begin
  v_buyer := private.require_buyer();
  if v_sort not in ('recommended', 'newest', 'price_asc', 'price_desc', 'popular') then
    perform private.fail('invalid_request', 400, '{"field": "sort", "problem": "unknown"}');
  end if;
  v_after := private.read_search_cursor(cursor, v_fingerprint);
  -- Something was typed, but neither a letter nor a digit: nothing bears such a name.
  if v_text = '' and btrim(query, E' \t\r\n\u3000') <> '' then
    return '{"items": [], "next_cursor": null}';
  end if;

  with page as (
    select m.* from private.search_matches(v_buyer.tenant_id, v_buyer.audience_ids, coalesce(v_terms, '{}'), category, v_sort) m
    where v_after.sort_key is null or (m.sort_key, m.product_id) > (v_after.sort_key, v_after.product_id)
    order by m.sort_key, m.product_id
    limit c_page_size + 1
  )
  select array_agg(
    jsonb_build_object(
      'product_id', p.id, 'category_id', p.category_id, 'name', p.name, 'subtitle', p.subtitle, 'translations', private.pick_translations(p.translations, '{name,subtitle}'),
      'image_path', private.cover_path(p.id), 'price_from', m.price_from, 'price_to', m.price_to,
      'list_price_minor', s.list_price_minor, 'currency', s.currency,
      'available', least(99, (select sum(private.available_units(sku_id)) from unnest(m.sku_ids) as sku_id)),
      'cursor', v_fingerprint || '.' || m.sort_key || '.' || p.id
    ) order by m.sort_key, m.product_id
  )
  into v_items
  from page m
  join public.products p on p.id = m.product_id
  join public.skus s on s.id = m.sku_ids[1];

  v_last := case when cardinality(v_items) > c_page_size then v_items[c_page_size] -> 'cursor' end;
  return jsonb_build_object(
    'items', coalesce((select jsonb_agg(item - 'cursor' order by place) from unnest(v_items[:c_page_size]) with ordinality as items (item, place)), '[]'),
    'next_cursor', v_last
  );
end
$$;

comment on function public.search_products(text, uuid, text, text) is
  'The products the caller may buy that match: query (words, Chinese or not; null or blank for all; cut at 60 characters), category (with those below it), sort (recommended, newest, price_asc, price_desc, popular), cursor (next_cursor of the page before). Gives {items, next_cursor} in pages of 20; prices in points, available capped at 99. Members and guests. Errors: invalid_request, and those of private.require_buyer.';

grant execute on function public.search_products(text, uuid, text, text) to authenticated;

-- source: supabase/schemas/50_inventory/functions/collect_from_buckets.sql
create function private.collect_from_buckets(sku_id uuid, quantity integer, order_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_available bigint;
begin
  perform from public.stock s where s.sku_id = collect_from_buckets.sku_id order by s.bucket for update;

  -- A statement of its own, so that it sees what the locks waited for.
  select coalesce(sum(s.available), 0) into v_available from public.stock s where s.sku_id = collect_from_buckets.sku_id;
  if v_available < quantity then
    perform private.fail('out_of_stock', 409, jsonb_build_object('sku_id', sku_id, 'available', least(99, v_available)));
  end if;

  with filled as (
    select s.bucket, s.available, sum(s.available) over (order by s.bucket) - s.available as before
    from public.stock s
    where s.sku_id = collect_from_buckets.sku_id
  ),
  shares as (
    select f.bucket, least(f.available, quantity - f.before)::integer as units from filled f where f.available > 0 and f.before < quantity
  ),
  taken as (
    update public.stock s
    set available = s.available - h.units
    from shares h
    where s.sku_id = collect_from_buckets.sku_id and s.bucket = h.bucket
    returning s.bucket, h.units
  )
  insert into public.stock_movements (sku_id, bucket, quantity, reason, order_id)
  select sku_id, t.bucket, -t.units, 'order', order_id from taken t;
end
$$;

comment on function private.collect_from_buckets(uuid, integer, uuid) is
  'Locks all buckets of a SKU in their order, waiting for whoever holds them, and collects the units from as many as it takes. Only after this look is a SKU said to be sold out. Errors: out_of_stock {sku_id, available}.';

-- source: supabase/schemas/50_inventory/functions/lock_free_bucket.sql
create function private.lock_free_bucket(sku_id uuid, quantity integer) returns smallint
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_last constant smallint := (select max(s.bucket) from public.stock s where s.sku_id = lock_free_bucket.sku_id);
  v_start constant smallint := floor(random() * (v_last + 1));
  v_bucket smallint;
begin
  if v_last is null or v_last = 0 then
    return null;
  end if;
  begin
    -- From a random bucket on to the last, then from the first: each buyer looks at one or two of them.
    select s.bucket into v_bucket
    from public.stock s
    where s.sku_id = lock_free_bucket.sku_id and s.bucket >= v_start and s.available >= quantity
    order by s.bucket
    limit 1
    for no key update skip locked;
    if v_bucket is null then
      select s.bucket into v_bucket
      from public.stock s
      where s.sku_id = lock_free_bucket.sku_id and s.bucket < v_start and s.available >= quantity
      order by s.bucket
      limit 1
      for no key update skip locked;
    end if;
    if v_bucket is null then
      -- A bucket that was locked and then turned out too empty stays locked to the end of the block: leaving it by an error
      -- frees it, so that the look in bucket order which follows starts with nothing in hand and cannot deadlock.
      raise exception using errcode = 'no_data_found';
    end if;
  exception
    when no_data_found then
      v_bucket := null;
  end;
  if v_bucket is not null then
    return v_bucket;
  end if;

  -- More buyers than buckets: queue for one, with nothing in hand. Whoever collects from all lets everybody wait for one commit at a time.
  begin
    select s.bucket into v_bucket
    from public.stock s
    where s.sku_id = lock_free_bucket.sku_id and s.bucket = v_start and s.available >= quantity
    for no key update;
    if v_bucket is null then
      raise exception using errcode = 'no_data_found';
    end if;
  exception
    when no_data_found then
      return null;
  end;
  return v_bucket;
end
$$;

comment on function private.lock_free_bucket(uuid, integer) is
  'Locks a bucket that has these units: one that nobody holds, or else a random one after waiting for it. A flash sale so spreads over the buckets. Gives its number, or null when these have too few, or there is only one bucket.';

-- source: supabase/schemas/50_inventory/functions/restock.sql
create function public.restock(sku_id uuid, quantity integer, buckets integer default 1, note text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
begin
  if quantity is null or quantity not between 1 and 1000000 then
    perform private.fail('invalid_quantity', 400);
  end if;
  if buckets is null or buckets not between 1 and 256 or not exists (select from public.skus s where s.id = restock.sku_id) then
    perform private.fail('invalid_request', 400, '{"field": "sku_id, buckets", "problem": "unknown"}');
  end if;

  with filled as (
    insert into public.stock as s (sku_id, bucket, available)
    select sku_id, place, quantity / buckets + (place < quantity % buckets)::integer
    from generate_series(0, buckets - 1) as place
    on conflict on constraint stock_pkey do update set available = s.available + excluded.available
    returning s.bucket, s.available
  )
  insert into public.stock_movements (sku_id, bucket, quantity, reason, note)
  select sku_id, f.bucket, quantity / buckets + (f.bucket < quantity % buckets)::integer, 'restock', note
  from filled f
  where quantity / buckets + (f.bucket < quantity % buckets)::integer > 0;

  return jsonb_build_object(
    'sku_id', sku_id, 'available', (select sum(s.available) from public.stock s where s.sku_id = restock.sku_id)
  );
end
$$;

comment on function public.restock(uuid, integer, integer, text) is
  'Adds 1 to 1,000,000 units to the stock of a SKU, spread evenly over the first so many buckets (1 is right but for a flash sale). Gives {sku_id, available}, the stock in units. Platform only. Errors: invalid_quantity, invalid_request.';

grant execute on function public.restock(uuid, integer, integer, text) to service_role;

-- source: supabase/schemas/50_inventory/functions/return_stock.sql
create function private.return_stock(sku_id uuid, quantity integer, order_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
begin
  with filled as (
    update public.stock s
    set available = s.available + quantity
    where s.sku_id = return_stock.sku_id
      and s.bucket = (select b.bucket from public.stock b where b.sku_id = return_stock.sku_id order by random() limit 1)
    returning s.bucket
  )
  insert into public.stock_movements (sku_id, bucket, quantity, reason, order_id)
  select sku_id, f.bucket, quantity, 'return', order_id from filled f;
end
$$;

comment on function private.return_stock(uuid, integer, uuid) is
  'Puts units that an order took back into a bucket, any one, and writes the movement. Callers with several SKUs go in the order of SKU ids.';

-- source: supabase/schemas/50_inventory/functions/take_stock.sql
create function private.take_stock(sku_id uuid, quantity integer, order_id uuid) returns smallint
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_bucket smallint;
begin
  -- A SKU with one bucket, the usual case: wait for the row, take, write it down.
  with taken as (
    update public.stock s
    set available = s.available - quantity
    where s.sku_id = take_stock.sku_id and s.bucket = 0 and s.available >= quantity
      and not exists (select from public.stock other where other.sku_id = take_stock.sku_id and other.bucket > 0)
    returning s.bucket
  )
  insert into public.stock_movements (sku_id, bucket, quantity, reason, order_id, created_at)
  select sku_id, t.bucket, -quantity, 'order', order_id, private.clock() from taken t
  returning bucket into v_bucket;
  if v_bucket is not null then
    return v_bucket;
  end if;

  v_bucket := private.lock_free_bucket(sku_id, quantity);
  if v_bucket is null then
    perform private.collect_from_buckets(sku_id, quantity, order_id);
    return null;
  end if;
  with taken as (
    update public.stock s
    set available = s.available - quantity
    where s.sku_id = take_stock.sku_id and s.bucket = v_bucket
    returning s.bucket
  )
  insert into public.stock_movements (sku_id, bucket, quantity, reason, order_id, created_at)
  select sku_id, t.bucket, -quantity, 'order', order_id, private.clock() from taken t;
  return v_bucket;
end
$$;

comment on function private.take_stock(uuid, integer, uuid) is
  'Takes units of a SKU from stock for an order, and writes the movement; gives the bucket, or null when it took several. Callers with several SKUs go in the order of SKU ids, last of all their locks. Errors: out_of_stock {sku_id, available}.';

-- source: supabase/schemas/60_orders/functions/address_row.sql
create function private.address_row(address public.addresses) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return to_jsonb(address) - '{tenant_id,member_id,card_id,buyer_id,created_at}'::text[];
end
$$;

comment on function private.address_row(public.addresses) is 'An address as clients read it from the table addresses.';

-- source: supabase/schemas/60_orders/functions/address_snapshot.sql
create function private.address_snapshot(tenant_id uuid, buyer_id uuid, address_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'recipient', a.recipient, 'phone', a.phone, 'province', a.province, 'city', a.city, 'district', a.district, 'street', a.street
    )
    from public.addresses a
    where a.tenant_id = address_snapshot.tenant_id and a.buyer_id = address_snapshot.buyer_id and a.id = address_snapshot.address_id
  );
end
$$;

comment on function private.address_snapshot(uuid, uuid, uuid) is
  'A copy of an address of the buyer''s own, as an order keeps it; null if there is none such.';

-- source: supabase/schemas/60_orders/functions/advance_order.sql
create function public.advance_order(order_id uuid, to_state text, note text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_note constant text := private.read_text(jsonb_build_object('note', note), 'note', 500, false);
  v_order record;
begin
  -- The platform names no tenant, and orders are found by tenant first: ask the index once per tenant.
  select o.tenant_id, o.state into v_order
  from public.orders o
  where o.tenant_id = any (array(select t.id from public.tenants t)) and o.id = order_id
  for update;
  if not found then
    perform private.fail('order_not_found', 404);
  end if;

  if to_state is null then
    perform private.fail('invalid_request', 400, '{"field": "to_state", "problem": "missing"}');
  elsif to_state = v_order.state then
    null;
  elsif to_state in ('cancelled', 'refunded') then
    perform private.undo_order(v_order.tenant_id, order_id, to_state, 'platform', v_note);
  else
    perform private.transition_order(v_order.tenant_id, order_id, to_state, 'platform', v_note);
  end if;
  return (
    select jsonb_build_object('order_id', o.id, 'order_no', o.order_no, 'state', o.state, 'refunded_points', o.refunded_points)
    from public.orders o
    where o.tenant_id = v_order.tenant_id and o.id = order_id
  );
end
$$;

comment on function public.advance_order(uuid, text, text) is
  'Brings an order to its next state: shipped, delivered, completed, cancelled or refunded, as order_transitions allows. note is read by the buyer: carrier and tracking number, reason (at most 500 characters). Gives {order_id, order_no, state, refunded_points}; an order in that state already stays as it is. Platform only. Errors: order_not_found, order_not_cancellable {state}, invalid_request {field, problem}.';

grant execute on function public.advance_order(uuid, text, text) to service_role;

-- source: supabase/schemas/60_orders/functions/cancel_order.sql
create function public.cancel_order(order_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_state text;
begin
  select o.state into v_state
  from public.orders o
  where o.tenant_id = v_buyer.tenant_id and o.id = order_id and o.buyer_id = v_buyer.buyer_id
  for update;
  if not found then
    perform private.fail('order_not_found', 404);
  end if;

  if v_state <> 'cancelled' then
    perform private.undo_order(v_buyer.tenant_id, order_id, 'cancelled', 'buyer');
  end if;
  return (
    select jsonb_build_object('order_id', o.id, 'state', o.state, 'refunded_points', o.refunded_points)
    from public.orders o
    where o.tenant_id = v_buyer.tenant_id and o.id = order_id
  );
end
$$;

comment on function public.cancel_order(uuid) is
  'Cancels an order of the caller that has not been shipped: points go back to the lots that paid, units to stock. Gives {order_id, state, refunded_points}; once more, the same answer and no second refund. Members and guests. Errors: order_not_found, order_not_cancellable {state}, and those of private.require_buyer.';

grant execute on function public.cancel_order(uuid) to authenticated;

-- source: supabase/schemas/60_orders/functions/check_prices.sql
create function private.check_prices(
  lines private.priced_line[], out total_points bigint, out needs_address boolean, out is_limited boolean
)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_line private.priced_line;
  v_changed jsonb := '[]';
begin
  total_points := 0;
  needs_address := false;
  is_limited := false;
  foreach v_line in array lines loop
    if v_line.offer_id is null then
      perform private.fail('offer_unavailable', 409, jsonb_build_object('sku_id', v_line.sku_id));
    elsif v_line.quantity > v_line.max_per_order then
      perform private.fail(
        'purchase_limit_exceeded', 409, jsonb_build_object('sku_id', v_line.sku_id, 'limit', v_line.max_per_order, 'already', 0)
      );
    elsif v_line.unit_points <> v_line.seen_points then
      v_changed := v_changed || jsonb_build_object('sku_id', v_line.sku_id, 'was', v_line.seen_points, 'now', v_line.unit_points);
    end if;
    total_points := total_points + v_line.unit_points * v_line.quantity;
    needs_address := needs_address or v_line.needs_address;
    is_limited := is_limited or v_line.max_per_buyer is not null;
  end loop;
  if v_changed <> '[]' then
    perform private.fail('price_changed', 409, jsonb_build_object('lines', v_changed));
  end if;
end
$$;

comment on function private.check_prices(private.priced_line[]) is
  'Refuses lines that cannot be bought, exceed the limit per order, or cost other than the buyer saw; sums up the others: points, whether anything is shipped, whether an offer has a limit per buyer. Errors: offer_unavailable {sku_id}, purchase_limit_exceeded {sku_id, limit, already}, price_changed {lines}.';

-- source: supabase/schemas/60_orders/functions/count_purchases.sql
create function private.count_purchases(tenant_id uuid, buyer_id uuid, lines private.priced_line[]) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_refused record;
begin
  with limited as (
    select l.offer_id, l.sku_id, l.quantity, l.max_per_buyer from unnest(lines) l where l.max_per_buyer is not null
  ),
  counted as (
    insert into public.purchase_counters as c (tenant_id, buyer_id, offer_id, units)
    select tenant_id, buyer_id, l.offer_id, l.quantity from limited l where l.quantity <= l.max_per_buyer order by l.offer_id
    on conflict on constraint purchase_counters_pkey do update set units = c.units + excluded.units
    where c.units + excluded.units <= (select l.max_per_buyer from limited l where l.offer_id = excluded.offer_id)
    returning c.offer_id
  )
  select l.offer_id, l.sku_id, l.max_per_buyer into v_refused
  from limited l
  where l.offer_id not in (select c.offer_id from counted c)
  limit 1;
  if found then
    perform private.fail('purchase_limit_exceeded', 409, jsonb_build_object(
      'sku_id', v_refused.sku_id, 'limit', v_refused.max_per_buyer,
      'already', private.purchased_units(tenant_id, buyer_id, v_refused.offer_id)
    ));
  end if;
end
$$;

comment on function private.count_purchases(uuid, uuid, private.priced_line[]) is
  'Counts the units of lines whose offer has a limit per buyer, and refuses what goes beyond. The guard stands in the counting itself. Errors: purchase_limit_exceeded {sku_id, limit, already}.';

-- source: supabase/schemas/60_orders/functions/delete_address.sql
create function public.delete_address(address_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
begin
  perform pg_advisory_xact_lock(hashtextextended('addresses ' || v_buyer.buyer_id, 0));
  delete from public.addresses a where a.tenant_id = v_buyer.tenant_id and a.buyer_id = v_buyer.buyer_id and a.id = address_id;
  if not found then
    perform private.fail('address_not_found', 404);
  end if;
  perform private.settle_default_address(v_buyer.tenant_id, v_buyer.buyer_id, null, null);
  return jsonb_build_object('id', address_id);
end
$$;

comment on function public.delete_address(uuid) is
  'Removes an address from the caller''s book; orders keep their copies. If it was the default, the one last changed becomes it. Gives {id}. Members and guests. Errors: address_not_found, and those of private.require_buyer.';

grant execute on function public.delete_address(uuid) to authenticated;

-- source: supabase/schemas/60_orders/functions/order_answer.sql
create function private.order_answer(order_id uuid, order_no text, total_points bigint, placed_at timestamptz) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return jsonb_build_object(
    'order_id', order_id, 'order_no', order_no, 'state', 'paid', 'total_points', total_points, 'placed_at', placed_at
  );
end
$$;

comment on function private.order_answer(uuid, text, bigint, timestamptz) is
  'What place_order answers for an order, the first time and every time after: made of what never changes.';

-- source: supabase/schemas/60_orders/functions/order_line_problem.sql
create function private.order_line_problem(line jsonb, price_required boolean) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return case
    when jsonb_typeof(line) <> 'object' then 'not_an_object'
    when jsonb_typeof(line -> 'sku_id') is distinct from 'string' or not pg_input_is_valid(line ->> 'sku_id', 'uuid') then 'sku_id'
    when (price_required or coalesce(line -> 'unit_points', 'null') <> 'null') and private.whole_amount(line -> 'unit_points') is null
      then 'unit_points'
  end;
end
$$;

comment on function private.order_line_problem(jsonb, boolean) is
  'What is wrong with the shape of one line of a request, its quantity aside: not_an_object, sku_id, unit_points, or null.';

-- source: supabase/schemas/60_orders/functions/place_order.sql
create function public.place_order(request jsonb, idempotency_key text) returns jsonb
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_lines constant private.order_request_line[] := private.read_order_request(request, idempotency_key);
  v_address_id constant uuid := private.read_uuid(request, 'address_id');
  v_note constant text := case when request ? 'note' then private.read_text(request, 'note', 200, false) end;
  v_hash constant bytea := sha256(convert_to(request::text, 'utf8'));
  v_moment constant timestamptz := private.clock();
  v_answer constant jsonb := private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
  v_order_id constant uuid := private.new_id();
  v_transaction_id uuid;
  v_order_no text;
  v_priced private.priced_line[];
  v_sum record;
  v_address jsonb;
  v_bucket smallint;
begin
  if v_answer is not null then
    return v_answer;
  end if;

  v_priced := private.price_lines(v_buyer.tenant_id, v_buyer.audience_ids, v_lines);
  v_sum := private.check_prices(v_priced);
  if v_address_id is not null then
    v_address := private.address_snapshot(v_buyer.tenant_id, v_buyer.buyer_id, v_address_id);
    if v_address is null then
      perform private.fail('address_not_found', 404);
    end if;
  elsif v_sum.needs_address then
    perform private.fail('address_required', 400);
  end if;

  v_order_no := private.write_order(
    v_buyer.tenant_id, v_order_id, v_buyer.member_id, v_buyer.card_id, v_sum.total_points, v_address, v_note, idempotency_key, v_hash, v_moment,
    v_priced
  );
  if v_order_no is null then
    return private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
  end if;
  -- Assigned, because "perform" makes a query of each call.
  v_transaction_id := private.spend_points(v_buyer.tenant_id, v_buyer.account_id, v_order_id, private.spend_lines(v_priced));
  if v_sum.is_limited then
    perform private.count_purchases(v_buyer.tenant_id, v_buyer.buyer_id, v_priced);
  end if;
  v_bucket := private.take_goods(v_buyer.tenant_id, v_buyer.buyer_id, v_order_id, v_priced);
  return private.order_answer(v_order_id, v_order_no, v_sum.total_points, v_moment);
end
$$;

comment on function public.place_order(jsonb, text) is
  'Places an order and pays it with the caller''s points, all or nothing. request: {lines: [{sku_id, quantity, unit_points}], address_id, note}; unit_points is the price of one unit that the buyer saw. Gives {order_id, order_no, state, total_points, placed_at}; the same key with the same request gives the first answer again. Members and guests. Errors: invalid_request, invalid_quantity, empty_order, idempotency_mismatch, offer_unavailable, purchase_limit_exceeded, price_changed, address_required, address_not_found, insufficient_points, points_expired, out_of_stock, and those of private.require_buyer.';

grant execute on function public.place_order(jsonb, text) to authenticated;

-- source: supabase/schemas/60_orders/functions/price_lines.sql
create function private.price_lines(tenant_id uuid, audience_ids uuid[], lines private.order_request_line[]) returns private.priced_line[]
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_moment constant timestamptz := private.clock();
  v_line private.order_request_line;
  v_priced private.priced_line;
  v_all private.priced_line[] := '{}';
begin
  -- Line by line: a query that every order asks alike is planned once, and the planner need not guess how many lines there are.
  foreach v_line in array lines loop
    select
      v_line.line_no, v_line.sku_id, v_line.quantity, v_line.unit_points,
      o.id, o.price_points, o.max_per_order, o.max_per_buyer, o.product_id, c.path, p.kind in ('physical', 'gift_pack'), p.name, s.options,
      -- By locale the product's name and the SKU's choices; a description has no place in an order.
      case when p.translations = '{}' and s.translations = '{}' then '{}' else (
        select jsonb_object_agg(locale, jsonb_strip_nulls(
          jsonb_build_object('name', p.translations -> locale -> 'name', 'options', s.translations -> locale -> 'options')
        ))
        from jsonb_object_keys(p.translations || s.translations) locale
      ) end,
      (select m.path from public.product_media m where m.product_id = p.id order by m.position, m.id limit 1)
    into v_priced
    -- The choice that private.effective_offers() makes for all SKUs, made for one.
    from (
      select o.id, o.sku_id, o.product_id, o.price_points, o.max_per_order, o.max_per_buyer
      from public.offers o
      where o.tenant_id = price_lines.tenant_id and o.sku_id = v_line.sku_id and o.audience_id = any (price_lines.audience_ids)
        and o.status = 'active' and o.on_sale and o.valid_from <= v_moment and (o.valid_to is null or o.valid_to > v_moment)
      order by private.audience_rank(o.audience_kind, o.audience_id, price_lines.audience_ids) desc, o.price_points, o.id
      limit 1
    ) o
    join public.skus s on s.id = o.sku_id
    join public.products p on p.id = o.product_id
    join public.categories c on c.id = p.category_id;
    if not found then
      v_priced := (v_line.line_no, v_line.sku_id, v_line.quantity, v_line.unit_points, null, null, null, null, null, null, null, null, null, null, null);
    end if;
    v_all := v_all || v_priced;
  end loop;
  return v_all;
end
$$;

comment on function private.price_lines(uuid, uuid[], private.order_request_line[]) is
  'What the lines cost a buyer with these audiences now, with copies of name, choices and picture for the order. A line the buyer may not order keeps its SKU and quantity alone.';

-- source: supabase/schemas/60_orders/functions/problem.sql
create function private.problem(code text, details jsonb default '{}') returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return jsonb_build_object('code', code, 'details', details);
end
$$;

comment on function private.problem(text, jsonb) is
  'A problem of a quote: the code and the details with which place_order would refuse. Codes are registered in shared/errors.ts.';

-- source: supabase/schemas/60_orders/functions/purchased_units.sql
create function private.purchased_units(tenant_id uuid, buyer_id uuid, offer_id uuid) returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    (
      select c.units
      from public.purchase_counters c
      where c.tenant_id = purchased_units.tenant_id and c.buyer_id = purchased_units.buyer_id and c.offer_id = purchased_units.offer_id
    ),
    0
  );
end
$$;

comment on function private.purchased_units(uuid, uuid, uuid) is
  'Units a buyer has taken of an offer with a limit per buyer, cancelled orders given back.';

-- source: supabase/schemas/60_orders/functions/quote_lines.sql
create function private.quote_lines(tenant_id uuid, buyer_id uuid, lines private.priced_line[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select jsonb_agg(
      jsonb_build_object(
        'line_no', l.line_no, 'sku_id', l.sku_id, 'product_id', l.product_id, 'name', l.name, 'options', l.options,
        'translations', l.translations, 'image_path', l.image_path, 'quantity', l.quantity, 'unit_points', l.unit_points,
        'total_points', l.unit_points * l.quantity, 'available', least(99, s.units),
        -- Stock beyond 99 is nobody's business, and no reason to forbid more than 99.
        'max_quantity', case when l.offer_id is null then 0 else
          greatest(0, least(l.max_per_order, l.max_per_buyer - b.units, case when s.units > 99 then 999 else s.units end)) end,
        'problem', case
          when l.offer_id is null then private.problem('offer_unavailable', jsonb_build_object('sku_id', l.sku_id))
          when l.quantity > l.max_per_order then private.problem(
            'purchase_limit_exceeded', jsonb_build_object('sku_id', l.sku_id, 'limit', l.max_per_order, 'already', 0))
          when l.quantity + b.units > l.max_per_buyer then private.problem(
            'purchase_limit_exceeded', jsonb_build_object('sku_id', l.sku_id, 'limit', l.max_per_buyer, 'already', b.units))
          when l.quantity > s.units then private.problem(
            'out_of_stock', jsonb_build_object('sku_id', l.sku_id, 'available', least(99, s.units)))
          when l.unit_points <> l.seen_points then private.problem('price_changed', jsonb_build_object(
            'lines', jsonb_build_array(jsonb_build_object('sku_id', l.sku_id, 'was', l.seen_points, 'now', l.unit_points))))
        end
      ) order by l.line_no
    )
    from unnest(lines) l
    -- Nothing is said about the stock of what the caller may not see.
    cross join lateral (
      select coalesce(sum(st.available), 0)::integer as units from public.stock st where st.sku_id = l.sku_id and l.offer_id is not null
    ) s
    cross join lateral (
      select case when l.max_per_buyer is null then 0 else private.purchased_units(quote_lines.tenant_id, quote_lines.buyer_id, l.offer_id) end
    ) b (units)
  );
end
$$;

comment on function private.quote_lines(uuid, uuid, private.priced_line[]) is
  'The lines of a quote, each with the first problem that would stop an order: offer_unavailable, purchase_limit_exceeded, out_of_stock, price_changed.';

-- source: supabase/schemas/60_orders/functions/quote_order.sql
create function public.quote_order(request jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_requested private.order_request_line[];
  v_address_id uuid;
  v_priced private.priced_line[];
  v_lines jsonb;
  v_payment jsonb;
  v_problems jsonb := '[]';
begin
  if request is null or jsonb_typeof(request) <> 'object' then
    perform private.fail('invalid_request', 400, '{"field": "request", "problem": "not_an_object"}');
  end if;
  v_requested := private.read_order_lines(request -> 'lines', prices_required => false);
  v_address_id := private.read_uuid(request, 'address_id');

  v_priced := private.price_lines(v_buyer.tenant_id, v_buyer.audience_ids, v_requested);
  v_lines := private.quote_lines(v_buyer.tenant_id, v_buyer.buyer_id, v_priced);
  v_payment := private.quote_payment(v_buyer.tenant_id, v_buyer.account_id, private.spend_lines(v_priced));

  if v_payment -> 'problem' <> 'null' then
    v_problems := v_problems || (v_payment -> 'problem');
  end if;
  if v_address_id is null then
    if (select bool_or(l.needs_address) from unnest(v_priced) l) then
      v_problems := v_problems || private.problem('address_required');
    end if;
  elsif private.address_snapshot(v_buyer.tenant_id, v_buyer.buyer_id, v_address_id) is null then
    v_problems := v_problems || private.problem('address_not_found');
  end if;

  return (v_payment - 'problem') || jsonb_build_object(
    'lines', v_lines, 'problems', v_problems,
    'orderable', v_problems = '[]' and not jsonb_path_exists(v_lines, '$[*].problem ? (@ != null)')
  );
end
$$;

comment on function public.quote_order(jsonb) is
  'What an order would cost, what would pay for it and what stands in its way; changes nothing. request: {lines: [{sku_id, quantity, unit_points}], address_id}, the last two as far as known. Gives {lines, total_points, spendable_points, shortfall, lots, problems, orderable}, all in points. Members and guests. Errors: invalid_request, invalid_quantity, empty_order, and those of private.require_buyer.';

grant execute on function public.quote_order(jsonb) to authenticated;

-- source: supabase/schemas/60_orders/functions/quote_payment.sql
create function private.quote_payment(tenant_id uuid, account_id uuid, lines private.spend_line[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_total constant bigint := (select coalesce(sum(w.amount), 0) from unnest(lines) w);
  v_lots jsonb;
  v_paid bigint;
  v_spendable bigint;
  v_expired bigint;
begin
  if cardinality(lines) = 0 then
    return '{"total_points": 0, "spendable_points": 0, "shortfall": 0, "lots": [], "problem": null}';
  end if;
  select
    coalesce(jsonb_agg(
      jsonb_build_object(
        'lot_id', l.id, 'programme_name', g.name, 'translations', g.translations, 'expires_at', l.expires_at, 'amount', p.amount
      ) order by l.scope = 'all', l.expires_at, l.created_at, l.id
    ), '[]'),
    coalesce(sum(p.amount), 0)
  into v_lots, v_paid
  from (
    select planned.lot_id, sum(planned.amount) as amount from private.plan_spend(account_id, lines) planned group by planned.lot_id
  ) p
  join public.point_lots l on l.tenant_id = quote_payment.tenant_id and l.id = p.lot_id
  join public.programmes g on g.tenant_id = l.tenant_id and g.id = l.programme_id;

  select
    coalesce(sum(l.remaining) filter (where l.expires_at > private.clock()), 0),
    coalesce(sum(l.remaining) filter (where l.expires_at <= private.clock()), 0)
  into v_spendable, v_expired
  from public.point_lots l
  where l.tenant_id = quote_payment.tenant_id and l.account_id = quote_payment.account_id and l.has_points
    and exists (select from unnest(lines) w where private.lot_may_pay(l.scope, l.scope_ids, w.product_id, w.category_ids));

  return jsonb_build_object(
    'total_points', v_total, 'spendable_points', v_spendable, 'shortfall', v_total - v_paid, 'lots', v_lots,
    'problem', case
      when v_paid >= v_total then null
      when v_expired > 0 and v_paid + v_expired >= v_total then private.problem(
        'points_expired', jsonb_build_object('needed', v_total, 'available', v_paid, 'expired', v_expired))
      else private.problem('insufficient_points', jsonb_build_object('needed', v_total, 'available', v_paid))
    end
  );
end
$$;

comment on function private.quote_payment(uuid, uuid, private.spend_line[]) is
  'Which lots of a wallet would pay for the lines, in the order in which they would: {total_points, spendable_points, shortfall, lots, problem}. spendable_points is what may pay for any of the lines. problem: insufficient_points, points_expired or null.';

-- source: supabase/schemas/60_orders/functions/read_address.sql
create function private.read_address(address jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  v_phone text;
begin
  if address is null or jsonb_typeof(address) <> 'object' then
    perform private.fail('invalid_request', 400, '{"field": "address", "problem": "not_an_object"}');
  elsif jsonb_typeof(coalesce(address -> 'is_default', 'false')) not in ('boolean', 'null') then
    perform private.fail('invalid_request', 400, '{"field": "is_default", "problem": "not_true_or_false"}');
  end if;
  v_phone := private.read_text(address, 'phone', 20, true);
  -- A Chinese mobile number, or any number written with digits, blanks, brackets and hyphens.
  if v_phone !~ '^(1[3-9][0-9]{9}|(?!1[0-9]{10}$)[+(]?[0-9][0-9 ()-]{3,18}[0-9])$' then
    perform private.fail('invalid_request', 400, '{"field": "phone", "problem": "not_a_phone_number"}');
  end if;
  return jsonb_build_object(
    'recipient', private.read_text(address, 'recipient', 50, true),
    'phone', v_phone,
    'province', private.read_text(address, 'province', 50, true),
    'city', private.read_text(address, 'city', 50, true),
    'district', private.read_text(address, 'district', 50, true),
    'street', private.read_text(address, 'street', 200, true)
  );
end
$$;

comment on function private.read_address(jsonb) is
  'The fields of an address out of a request, trimmed and checked. Errors: invalid_request {field, problem: missing, not_text, too_long, control_characters, not_a_phone_number, not_true_or_false, not_an_object}.';

-- source: supabase/schemas/60_orders/functions/read_order_lines.sql
create function private.read_order_lines(lines jsonb, prices_required boolean) returns private.order_request_line[]
language plpgsql stable set search_path = '' as $$
declare
  v_line jsonb;
  v_quantity bigint;
  v_unit_points bigint;
  v_sku_ids uuid[] := '{}';
  v_quantities_are_right boolean := true;
  v_problem text;
  v_read private.order_request_line[] := '{}';
begin
  if lines is null or lines in ('null', '[]') then
    perform private.fail('empty_order', 400);
  elsif jsonb_typeof(lines) <> 'array' then
    perform private.fail('invalid_request', 400, '{"field": "lines", "problem": "not_a_list"}');
  elsif jsonb_array_length(lines) > 50 then
    perform private.fail('invalid_request', 400, '{"field": "lines", "problem": "more_than_50"}');
  end if;

  -- A loop of plain expressions: for the few lines of an order it costs less than a query.
  for place in 1 .. jsonb_array_length(lines) loop
    v_line := lines -> (place - 1);
    v_quantity := private.whole_amount(v_line -> 'quantity');
    v_unit_points := private.whole_amount(v_line -> 'unit_points');
    -- What is wrong is asked only where something is.
    if v_unit_points is null or jsonb_typeof(v_line -> 'sku_id') is distinct from 'string' or not pg_input_is_valid(v_line ->> 'sku_id', 'uuid') then
      v_problem := least(v_problem, private.order_line_problem(v_line, prices_required));
    end if;
    v_quantities_are_right := v_quantities_are_right and coalesce(v_quantity <= 999, false);
    if v_problem is null and v_quantities_are_right then
      v_sku_ids := v_sku_ids || (v_line ->> 'sku_id')::uuid;
      v_read := v_read || row(place, v_sku_ids[place], v_quantity, v_unit_points)::private.order_request_line;
    end if;
  end loop;

  if v_problem is not null then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'lines', 'problem', v_problem));
  elsif not v_quantities_are_right then
    perform private.fail('invalid_quantity', 400);
  elsif cardinality(v_sku_ids) > 1 then
    if (select count(distinct id) from unnest(v_sku_ids) id) < cardinality(v_sku_ids) then
      perform private.fail('invalid_request', 400, '{"field": "lines", "problem": "sku_twice"}');
    end if;
  end if;
  return v_read;
end
$$;

comment on function private.read_order_lines(jsonb, boolean) is
  'The lines of a request, checked: 1 to 50 objects {sku_id, quantity, unit_points}, a SKU once, quantity a whole number 1 to 999, unit_points a whole number above zero (optional unless prices_required). Errors: empty_order, invalid_request {field, problem}, invalid_quantity.';

-- source: supabase/schemas/60_orders/functions/read_order_request.sql
create function private.read_order_request(request jsonb, idempotency_key text) returns private.order_request_line[]
language plpgsql stable set search_path = '' as $$
begin
  if idempotency_key is null or length(idempotency_key) not between 8 and 100 or idempotency_key ~ '[\u0001-\u001f\u007f]' then
    perform private.fail('invalid_request', 400, '{"field": "idempotency_key", "problem": "not_8_to_100_characters"}');
  elsif request is null or jsonb_typeof(request) <> 'object' then
    perform private.fail('invalid_request', 400, '{"field": "request", "problem": "not_an_object"}');
  end if;
  return private.read_order_lines(request -> 'lines', prices_required => true);
end
$$;

comment on function private.read_order_request(jsonb, text) is
  'The lines of a request to place an order, after a look at its outer shape and its key. Errors: invalid_request {field, problem}, and those of private.read_order_lines.';

-- source: supabase/schemas/60_orders/functions/read_text.sql
create function private.read_text(request jsonb, field text, max_length integer, required boolean) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_trimmed constant text := btrim(request ->> field, E' \t\r\n\u3000');
  -- Blanks and characters that leave no mark say nothing.
  v_text constant text := case
    when v_trimmed !~ '^[\s\u00a0\u115f\u1160\u2000-\u200d\u202f\u205f\u2060\u3000\u3164\ufeff\uffa0]*$' then v_trimmed
  end;
  v_problem constant text := case
    when coalesce(request -> field, 'null') <> 'null' and jsonb_typeof(request -> field) <> 'string' then 'not_text'
    when v_text is null then case when required then 'missing' end
    when length(v_text) > max_length then 'too_long'
    -- Control characters, and the invisible ones that turn the direction of a text round.
    when not private.is_one_line(v_text) then 'control_characters'
  end;
begin
  if v_problem is not null then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', field, 'problem', v_problem));
  end if;
  return v_text;
end
$$;

comment on function private.read_text(jsonb, text, integer, boolean) is
  'One line of text out of a request, without blanks at its ends; null when it is missing or blank and need not be there. Errors: invalid_request {field, problem: missing, not_text, too_long, control_characters}.';

-- source: supabase/schemas/60_orders/functions/read_uuid.sql
create function private.read_uuid(request jsonb, field text) returns uuid
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(request -> field, 'null') = 'null' then
    return null;
  elsif jsonb_typeof(request -> field) <> 'string' or not pg_input_is_valid(request ->> field, 'uuid') then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', field, 'problem', 'not_an_id'));
  end if;
  return (request ->> field)::uuid;
end
$$;

comment on function private.read_uuid(jsonb, text) is
  'An id out of a request; null when the field is missing or null. Errors: invalid_request {field, problem}.';

-- source: supabase/schemas/60_orders/functions/repeated_order.sql
create function private.repeated_order(tenant_id uuid, buyer_id uuid, idempotency_key text, request_hash bytea) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_order record;
begin
  select o.id, o.order_no, o.total_points, o.placed_at, o.request_hash into v_order
  from public.orders o
  where o.tenant_id = repeated_order.tenant_id and o.buyer_id = repeated_order.buyer_id
    and o.idempotency_key = repeated_order.idempotency_key;
  if not found then
    return null;
  elsif v_order.request_hash <> repeated_order.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  -- The first answer, even when the order has been shipped or cancelled since.
  return private.order_answer(v_order.id, v_order.order_no, v_order.total_points, v_order.placed_at);
end
$$;

comment on function private.repeated_order(uuid, uuid, text, bytea) is
  'The answer to the order which the buyer placed under this key, or null if there is none yet. Errors: idempotency_mismatch (it was another request).';

-- source: supabase/schemas/60_orders/functions/save_address.sql
create function public.save_address(address jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_new constant jsonb := private.read_address(address);
  v_id uuid := private.read_uuid(address, 'id');
  v_others bigint;
begin
  -- One change of an address book at a time: the number of entries and the one default are counted below.
  perform pg_advisory_xact_lock(hashtextextended('addresses ' || v_buyer.buyer_id, 0));
  select count(*) filter (where a.id is distinct from v_id) into v_others
  from public.addresses a
  where a.tenant_id = v_buyer.tenant_id and a.buyer_id = v_buyer.buyer_id;

  if v_id is not null and private.address_snapshot(v_buyer.tenant_id, v_buyer.buyer_id, v_id) is null then
    perform private.fail('address_not_found', 404);
  elsif v_others >= 30 then
    perform private.fail('invalid_request', 400, '{"field": "address", "problem": "more_than_30"}');
  end if;

  v_id := coalesce(v_id, private.new_id());
  insert into public.addresses as a (tenant_id, id, member_id, card_id, recipient, phone, province, city, district, street)
  values (
    v_buyer.tenant_id, v_id, v_buyer.member_id, v_buyer.card_id, v_new ->> 'recipient', v_new ->> 'phone', v_new ->> 'province',
    v_new ->> 'city', v_new ->> 'district', v_new ->> 'street'
  )
  on conflict on constraint addresses_pkey do update
  set recipient = excluded.recipient, phone = excluded.phone, province = excluded.province, city = excluded.city,
    district = excluded.district, street = excluded.street, updated_at = private.clock();
  perform private.settle_default_address(v_buyer.tenant_id, v_buyer.buyer_id, v_id, (address ->> 'is_default')::boolean);
  return (select private.address_row(a) from public.addresses a where a.tenant_id = v_buyer.tenant_id and a.id = v_id);
end
$$;

comment on function public.save_address(jsonb) is
  'Adds an address to the caller''s book, or changes the one with the given id: {id, recipient, phone, province, city, district, street, is_default}. Gives the row. The first one becomes the default; at most 30. Members and guests. Errors: invalid_request {field, problem}, address_not_found, and those of private.require_buyer.';

grant execute on function public.save_address(jsonb) to authenticated;

-- source: supabase/schemas/60_orders/functions/save_cart.sql
create function public.save_cart(lines jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_lines private.order_request_line[] := '{}';
  v_sku_ids uuid[];
  v_refused uuid;
begin
  if lines is null or jsonb_typeof(lines) <> 'array' then
    perform private.fail('invalid_request', 400, '{"field": "lines", "problem": "not_a_list"}');
  elsif lines <> '[]' then
    v_lines := private.read_order_lines(lines, prices_required => false);
  end if;
  v_sku_ids := array(select l.sku_id from unnest(v_lines) l);
  -- Two devices of one buyer, one after the other.
  perform pg_advisory_xact_lock(hashtextextended('cart ' || v_buyer.buyer_id, 0));

  -- What is in the cart already may stay although its offer has ended: the quote says so, and the buyer decides.
  select wanted.sku_id into v_refused
  from unnest(v_sku_ids) with ordinality wanted (sku_id, place)
  where not exists (select from private.effective_offers(v_buyer.tenant_id, v_buyer.audience_ids, v_sku_ids) o where o.sku_id = wanted.sku_id)
    and not exists (
      select from public.cart_lines c
      where c.tenant_id = v_buyer.tenant_id and c.buyer_id = v_buyer.buyer_id and c.sku_id = wanted.sku_id
    )
  order by wanted.place
  limit 1;
  if found then
    perform private.fail('offer_unavailable', 409, jsonb_build_object('sku_id', v_refused));
  end if;

  delete from public.cart_lines c
  where c.tenant_id = v_buyer.tenant_id and c.buyer_id = v_buyer.buyer_id and c.sku_id <> all (v_sku_ids);
  insert into public.cart_lines (tenant_id, member_id, card_id, sku_id, quantity)
  select v_buyer.tenant_id, v_buyer.member_id, v_buyer.card_id, l.sku_id, l.quantity from unnest(v_lines) l order by l.sku_id
  on conflict on constraint cart_lines_pkey do update set quantity = excluded.quantity;

  return jsonb_build_object('lines', (
    select coalesce(
      jsonb_agg(jsonb_build_object('sku_id', c.sku_id, 'quantity', c.quantity, 'added_at', c.added_at) order by c.added_at, c.sku_id), '[]'
    )
    from public.cart_lines c
    where c.tenant_id = v_buyer.tenant_id and c.buyer_id = v_buyer.buyer_id
  ));
end
$$;

comment on function public.save_cart(jsonb) is
  'Replaces the caller''s cart by [{sku_id, quantity}], at most 50 lines; an empty list empties it. Gives {lines: [{sku_id, quantity, added_at}]}. Members and guests. Errors: invalid_request, invalid_quantity, offer_unavailable {sku_id} (for a SKU that was not in the cart yet), and those of private.require_buyer.';

grant execute on function public.save_cart(jsonb) to authenticated;

-- source: supabase/schemas/60_orders/functions/settle_default_address.sql
create function private.settle_default_address(tenant_id uuid, buyer_id uuid, address_id uuid, wanted boolean) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_default_id uuid;
begin
  -- The wanted one, else the one that is, else the one last changed; an address that should not be it comes last.
  select a.id into v_default_id
  from public.addresses a
  where a.tenant_id = settle_default_address.tenant_id and a.buyer_id = settle_default_address.buyer_id
  order by
    a.id = address_id and coalesce(wanted, false) desc,
    a.id = address_id and not coalesce(wanted, true),
    a.is_default desc, a.updated_at desc, a.id desc
  limit 1;

  -- First off, then on: the index allows one default at any moment.
  update public.addresses a
  set is_default = false
  where a.tenant_id = settle_default_address.tenant_id and a.buyer_id = settle_default_address.buyer_id
    and a.is_default and a.id <> v_default_id;
  update public.addresses a
  set is_default = true
  where a.tenant_id = settle_default_address.tenant_id and a.id = v_default_id and not a.is_default;
end
$$;

comment on function private.settle_default_address(uuid, uuid, uuid, boolean) is
  'Leaves a buyer who has addresses with exactly one default. address_id is the one just saved (null: none), wanted whether it should be the default (null: nothing said).';

-- source: supabase/schemas/60_orders/functions/spend_lines.sql
create function private.spend_lines(lines private.priced_line[]) returns private.spend_line[]
language plpgsql immutable set search_path = '' as $$
declare
  v_line private.priced_line;
  v_spend_lines private.spend_line[] := '{}';
begin
  foreach v_line in array lines loop
    if v_line.offer_id is not null then
      v_spend_lines := v_spend_lines || row(
        v_line.line_no, v_line.product_id, v_line.category_ids, v_line.unit_points * v_line.quantity
      )::private.spend_line;
    end if;
  end loop;
  return v_spend_lines;
end
$$;

comment on function private.spend_lines(private.priced_line[]) is
  'The priced lines as points pay for them, in their order; lines that cannot be bought are left out.';

-- source: supabase/schemas/60_orders/functions/take_goods.sql
create function private.take_goods(tenant_id uuid, buyer_id uuid, order_id uuid, lines private.priced_line[]) returns smallint
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_bucket smallint;
  v_line private.priced_line;
begin
  if exists (select from public.cart_lines c where c.tenant_id = take_goods.tenant_id and c.buyer_id = take_goods.buyer_id) then
    -- Another device may be saving the cart: one after the other, or each could wait for a line that the other has changed.
    perform pg_advisory_xact_lock(hashtextextended('cart ' || buyer_id, 0));
    delete from public.cart_lines c
    where c.tenant_id = take_goods.tenant_id and c.buyer_id = take_goods.buyer_id
      and c.sku_id in (select l.sku_id from unnest(lines) l);
  end if;

  -- Stock last: its rows are the ones for which others wait. Always in this order, so that two orders cannot wait for each other.
  if cardinality(lines) = 1 then
    return private.take_stock(lines[1].sku_id, lines[1].quantity, order_id);
  end if;
  for v_line in select l.* from unnest(lines) l order by l.sku_id loop
    v_bucket := private.take_stock(v_line.sku_id, v_line.quantity, order_id);
  end loop;
  return v_bucket;
end
$$;

comment on function private.take_goods(uuid, uuid, uuid, private.priced_line[]) is
  'Takes the SKUs of a new order out of the buyer''s cart and out of stock; gives the bucket of the last. Errors: out_of_stock {sku_id, available}.';

-- source: supabase/schemas/60_orders/functions/transition_order.sql
create function private.transition_order(tenant_id uuid, order_id uuid, to_state text, actor text, note text default null) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_from_state text;
begin
  select o.state into v_from_state
  from public.orders o
  where o.tenant_id = transition_order.tenant_id and o.id = order_id
  for update;

  if not exists (
    select from public.order_transitions t
    where t.from_state = v_from_state and t.to_state = transition_order.to_state and actor = any (t.actors)
  ) then
    if to_state = 'cancelled' then
      perform private.fail('order_not_cancellable', 409, jsonb_build_object('state', v_from_state));
    end if;
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'to_state', 'problem', 'not_after_' || v_from_state));
  end if;

  -- The event first: the trigger of orders lets no state pass that was not recorded.
  insert into public.order_events (tenant_id, order_id, from_state, to_state, actor, note)
  values (tenant_id, order_id, v_from_state, to_state, actor, note);
  update public.orders o
  set state = to_state, updated_at = private.clock()
  where o.tenant_id = transition_order.tenant_id and o.id = order_id;
end
$$;

comment on function private.transition_order(uuid, uuid, text, text, text) is
  'The only way to another state: locks the order, asks order_transitions whether the actor (buyer, platform, system) may, records the event, changes the state. Errors: order_not_cancellable {state}, invalid_request {field, problem}.';

-- source: supabase/schemas/60_orders/functions/undo_order.sql
create function private.undo_order(tenant_id uuid, order_id uuid, to_state text, actor text, note text default null) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_refunded bigint;
  v_line record;
begin
  perform private.transition_order(tenant_id, order_id, to_state, actor, note);
  v_refunded := private.refund_points(tenant_id, order_id, null) ->> 'amount';
  update public.orders o
  set refunded_points = o.refunded_points + coalesce(v_refunded, 0)
  where o.tenant_id = undo_order.tenant_id and o.id = order_id;
  perform private.return_pack_choices(tenant_id, order_id);

  -- Goods that were sent out come back, if at all, by an after-sales case.
  if to_state <> 'cancelled' then
    return;
  end if;
  update public.purchase_counters c
  set units = c.units - l.quantity
  from public.orders o
  join public.order_lines l on l.tenant_id = o.tenant_id and l.order_id = o.id
  where o.tenant_id = undo_order.tenant_id and o.id = undo_order.order_id and l.counts_for_buyer
    and c.tenant_id = o.tenant_id and c.buyer_id = o.buyer_id and c.offer_id = l.offer_id;
  for v_line in
    select l.sku_id, l.quantity
    from public.order_lines l
    where l.tenant_id = undo_order.tenant_id and l.order_id = undo_order.order_id
    order by l.sku_id
  loop
    perform private.return_stock(v_line.sku_id, v_line.quantity, order_id);
  end loop;
end
$$;

comment on function private.undo_order(uuid, uuid, text, text, text) is
  'Cancels or refunds an order that the caller has locked: the points go back to their lots, slots of a gift pack to the pack; of a cancelled one also the purchase limit and the stock. Errors: those of private.transition_order.';

-- source: supabase/schemas/60_orders/functions/write_order.sql
create function private.write_order(
  tenant_id uuid, order_id uuid, member_id uuid, card_id uuid, total_points bigint, address jsonb, note text,
  idempotency_key text, request_hash bytea, moment timestamptz, lines private.priced_line[]
) returns text
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_order_no text;
begin
  for attempt in 1..5 loop
    v_order_no := private.new_order_no();
    -- One statement, because starting a statement costs about as much as writing a row. Lines and event follow from the order's row:
    -- without it there are none. Whoever is second with this key waits here for the first.
    with placed as (
      insert into public.orders (
        tenant_id, id, order_no, member_id, card_id, state, total_points, address, note, idempotency_key, request_hash, placed_at, updated_at
      )
      values (
        tenant_id, order_id, v_order_no, member_id, card_id, 'paid', total_points, address, note, idempotency_key, request_hash, moment, moment
      )
      on conflict do nothing
      returning id
    ),
    written as (
      insert into public.order_lines (
        tenant_id, order_id, line_no, sku_id, product_id, offer_id, name, options, translations, image_path, quantity, unit_points, counts_for_buyer
      )
      select
        tenant_id, p.id, l.line_no, l.sku_id, l.product_id, l.offer_id, l.name, l.options, l.translations, l.image_path, l.quantity,
        l.unit_points, l.max_per_buyer is not null
      from placed p, unnest(lines) l
    )
    insert into public.order_events (tenant_id, order_id, id, to_state, actor, at)
    select tenant_id, p.id, private.new_id(), 'paid', 'buyer', moment from placed p;
    if found then
      return v_order_no;
    elsif exists (
      select from public.orders o
      where o.tenant_id = write_order.tenant_id and o.buyer_id = coalesce(member_id, card_id)
        and o.idempotency_key = write_order.idempotency_key
    ) then
      return null;
    end if;
    -- The number was taken: another one.
  end loop;
  raise exception 'five order numbers in a row were taken' using errcode = 'unique_violation';
end
$$;

comment on function private.write_order(uuid, uuid, uuid, uuid, bigint, jsonb, text, text, bytea, timestamptz, private.priced_line[]) is
  'Writes a new order that is being paid: its row, its lines, its first event. Gives its number, or null when the buyer has an order under this key already. Raises unique_violation when no number was free.';

-- source: supabase/schemas/70_cards/functions/activate_cards.sql
create function public.activate_cards(selection jsonb, reason text, idempotency_key text) returns jsonb
language sql volatile security definer set search_path = '' as $$
  select private.change_cards('activate', selection, reason, idempotency_key)
$$;

comment on function public.activate_cards(jsonb, text, text) is
  'Activates cards that were made inactive: usable from now on; their days of validity begin, and where the batch is funded at activation the budget pays now, for all or none. selection: {card_ids} | {batch_id} | {batch_id, from_serial, to_serial}, at most 10,000 cards; reason 1 to 200 characters. Gives {cards, skipped: [{card_id, serial, code}]}. For HR managers and the platform. Errors: not_permitted, card_batch_not_found, invalid_request {field, problem}, idempotency_mismatch, programme_closed, insufficient_budget {needed, available}.';

grant execute on function public.activate_cards(jsonb, text, text) to authenticated, service_role;

-- source: supabase/schemas/70_cards/functions/admit_stranger.sql
create function private.admit_stranger(number_key bytea, wanted_source bytea, batch uuid) returns interval
language plpgsql volatile set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  moment constant timestamptz := private.clock();
  card_row private.sign_in_attempts;
  source_row private.sign_in_attempts;
  wait interval;
begin
  card_row := private.hold_attempts('card', number_key);
  source_row := private.hold_attempts('source', wanted_source);
  if source_row.blocked_until > moment then
    return source_row.blocked_until - moment;
  end if;
  if exists (select from private.batch_guards g where g.batch_id = batch and g.guarded_until > moment) then
    perform private.hold_attempts('guarded_batch', uuid_send(batch));
    wait := private.take_turn('guarded_batch', uuid_send(batch), wanted_source, limits.guarded_turn_interval);
  elsif cardinality(card_row.failures) >= limits.card_attempts then
    wait := private.take_turn('card', number_key, wanted_source, limits.turn_interval);
  end if;
  if wait is not null then
    return wait;
  end if;
  update private.sign_in_attempts a
  set failures = card_row.failures[greatest(cardinality(card_row.failures) - limits.card_attempts + 2, 1) :] || moment,
    touched_at = moment
  where a.bucket = 'card' and a.key = number_key;
  return private.take_attempt('source', wanted_source, limits.source_attempts, limits.source_delay);
end
$$;

comment on function private.admit_stranger(bytea, bytea, uuid) is
  'Takes one attempt at a card number for a source that has not signed in with that card before: null, or how long to wait. First the source''s own limit; then the card''s free attempts; after them, or while the batch is guarded, the source''s turn.';

-- source: supabase/schemas/70_cards/functions/authenticate_card.sql
create function public.authenticate_card(card_no text, pin text, source text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  number_key constant bytea := private.card_number_key(coalesce(card_no, ''));
  origin constant bytea := private.source_key(source);
  pair constant bytea := extensions.digest(number_key || origin, 'sha256');
  card public.cards;
  known boolean;
  wait interval;
  problem text;
begin
  select * into card from public.cards c where c.number = card_no;
  known := exists (
    select from private.card_sources s
    where s.tenant_id = card.tenant_id and s.card_id = card.id and s.source_key = origin
      and s.last_success_at > private.clock() - limits.known_for
  );
  if known then
    wait := private.take_attempt('known_source', pair, limits.known_source_attempts, limits.known_source_delay);
  else
    wait := private.admit_stranger(number_key, origin, card.batch_id);
  end if;
  if wait is not null then
    perform private.forget_old_attempts();
    return jsonb_build_object('outcome', 'too_many_attempts', 'retry_after', ceil(extract(epoch from wait)));
  end if;
  if not private.pin_is_right(card.id, coalesce(pin, '')) then
    perform private.count_guess(card.batch_id, 1);
    perform private.forget_old_attempts();
    return jsonb_build_object('outcome', 'card_credentials_invalid');
  end if;
  if known then
    perform private.give_attempt_back('known_source', pair, limits.known_source_attempts);
  else
    perform private.give_attempt_back('card', number_key, limits.card_attempts);
    perform private.give_attempt_back('source', origin, limits.source_attempts);
  end if;
  problem := private.card_problem(card.id);
  if problem is not null then
    return jsonb_build_object('outcome', problem);
  end if;
  perform private.welcome_card(card, origin);
  return jsonb_build_object('outcome', 'signed_in', 'card_id', card.id, 'user_id', card.user_id);
end
$$;

comment on function public.authenticate_card(text, text, text) is
  'Checks number and PIN of a card (both as shared/card-number.ts normalises them) for an attempt from a source address. Only service_role: the edge function auth. Raises nothing, because a refusal must leave its trace: {outcome: signed_in, card_id, user_id (null before the first session)}, {outcome: card_credentials_invalid} for an unknown card and a wrong PIN alike, {outcome: too_many_attempts, retry_after (seconds)}; and only after the right PIN {outcome: card_frozen | card_expired | card_not_active | card_void | tenant_suspended}. The attempt is taken out of its limits under row locks before the PIN is looked at. See docs/security.md.';

grant execute on function public.authenticate_card(text, text, text) to service_role;

-- source: supabase/schemas/70_cards/functions/book_card_void.sql
create function private.book_card_void(tenant_id uuid, wallets uuid[], reason text) returns void
language sql volatile security definer set search_path = '' as $$
  with
    due as materialized (
      select l.id, l.account_id, l.remaining, g.budget_account_id
      from public.point_lots l
      join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
      where l.account_id = any (book_card_void.wallets) and l.has_points
    ),
    emptied as (
      update public.point_lots l set remaining = 0 from due d
      where l.tenant_id = book_card_void.tenant_id and l.id = d.id
    ),
    credited as (
      update public.ledger_accounts a set balance = a.balance + d.points
      from (select d.budget_account_id, sum(d.remaining)::bigint as points from due d group by d.budget_account_id) d
      where a.tenant_id = book_card_void.tenant_id and a.id = d.budget_account_id
    ),
    debited as (
      update public.ledger_accounts a set balance = a.balance - d.points
      from (select d.account_id, sum(d.remaining)::bigint as points from due d group by d.account_id) d
      where a.tenant_id = book_card_void.tenant_id and a.id = d.account_id
      returning a.id, a.balance, d.points, private.new_id() as transaction_id
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, note)
      select book_card_void.tenant_id, d.transaction_id, d.id, 'card_void', -d.points, d.balance, book_card_void.reason
      from debited d
    )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
  select book_card_void.tenant_id, b.transaction_id, row_number() over (partition by b.transaction_id order by d.id), d.account_id,
    d.budget_account_id, d.remaining, d.id
  from due d
  join debited b on b.id = d.account_id
$$;

comment on function private.book_card_void(uuid, uuid[], text) is
  'The ledger''s side of private.end_cards(): each lot back to the budget of its grant, one transaction per wallet, in one statement however many there are.';

-- source: supabase/schemas/70_cards/functions/card_action_problem.sql
create function private.card_action_problem(action text, card public.cards, new_end timestamptz) returns text
language sql stable set search_path = '' as $$
  select case
    when s.status in ('void', 'replaced') then case when action = 'void' and s.status = 'void' then 'no_change' else 'card_void' end
    when action = 'void' then null
    when action = 'extend' then case when new_end <= card.valid_until then 'no_change' end
    when s.is_over then 'card_expired'
    when action = 'unfreeze' then case when s.status <> 'frozen' then 'no_change' end
    when s.status = 'frozen' then case when action = 'freeze' then 'no_change' else 'card_frozen' end
    when action = 'activate' then case when s.status <> 'inactive' then 'no_change' end
  end
  from (select card.status, card.status = 'expired' or card.valid_until <= private.clock() as is_over) s
$$;

comment on function private.card_action_problem(text, public.cards, timestamptz) is
  'The whole table of what may be done to a card in which state: null, or why it is skipped: no_change (it is so already), card_void, card_expired, card_frozen. Actions: activate, freeze, unfreeze, void, extend (to new_end).';

-- source: supabase/schemas/70_cards/functions/card_issue_progress.sql
create function private.card_issue_progress(issue public.card_issues) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object(
    'issue_id', issue.id, 'batch_id', issue.batch_id, 'state', issue.state, 'made', issue.made, 'count', issue.wanted,
    'parts', (issue.wanted + private.cards_per_part() - 1) / private.cards_per_part(), 'exported_parts', to_jsonb(issue.exported_parts),
    'error_code', issue.error_code, 'error_details', issue.error_details
  )
$$;

comment on function private.card_issue_progress(public.card_issues) is 'How far an issue has come, as its functions answer.';

-- source: supabase/schemas/70_cards/functions/card_number_key.sql
create function private.card_number_key(card_no text) returns bytea
language sql stable set search_path = '' as $$
  select extensions.hmac('card:' || card_no, private.secret('card_pin_pepper'), 'sha256')
$$;

comment on function private.card_number_key(text) is
  'The key under which attempts at a card number are counted, whether or not there is such a card.';

-- source: supabase/schemas/70_cards/functions/card_pin_cost.sql
create function private.card_pin_cost() returns int
language sql immutable parallel safe set search_path = '' as $$
  select 6
$$;

comment on function private.card_pin_cost() is
  'Cost of bcrypt for PINs. 6 is about 4 ms: with 2^40 PINs one core would need more than a century for one card, even with the pepper stolen; and 100,000 cards are issued in minutes.';

-- source: supabase/schemas/70_cards/functions/change_cards.sql
create function private.change_cards(
  action text, selection jsonb, reason text, idempotency_key text, new_end timestamptz default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  company constant uuid := private.company_of_selection(selection);
  why constant text := private.read_text(jsonb_build_object('reason', reason), 'reason', 200, true);
  hash constant bytea := private.request_hash('change_cards', action, selection::text, why, new_end::text);
  action_id constant uuid := private.new_id();
  held uuid[];
  fit uuid[];
  answer jsonb := private.earlier_card_action(company, idempotency_key, hash);
begin
  if answer is not null then
    return answer;
  end if;
  held := private.held_cards(company, selection);
  select coalesce(array_agg(c.id order by c.id) filter (where p.code is null), '{}'),
    jsonb_build_object(
      'cards', count(*) filter (where p.code is null),
      'skipped', coalesce(
        jsonb_agg(jsonb_build_object('card_id', c.id, 'serial', c.serial, 'code', p.code) order by c.serial) filter (where p.code is not null), '[]'
      ) || private.unknown_cards(selection, held)
    )
  into fit, answer
  from public.cards c
  cross join lateral private.card_action_problem(change_cards.action, c, new_end) p (code)
  where c.tenant_id = company and c.id = any (held);
  case action
    when 'activate' then perform private.enable_cards(company, fit);
    when 'freeze' then perform private.set_frozen(company, fit, true);
    when 'unfreeze' then perform private.set_frozen(company, fit, false);
    when 'void' then perform private.end_cards(company, fit, why);
    when 'extend' then perform private.lengthen_cards(company, fit, new_end);
  end case;
  insert into public.card_events (tenant_id, batch_id, card_id, kind, details)
  select c.tenant_id, c.batch_id, c.id,
    case change_cards.action
      when 'activate' then 'enabled' when 'freeze' then 'frozen' when 'unfreeze' then 'unfrozen' when 'void' then 'voided' else 'extended'
    end,
    jsonb_strip_nulls(jsonb_build_object('reason', why, 'action_id', action_id, 'valid_until', new_end))
  from public.cards c
  where c.tenant_id = company and c.id = any (fit);
  insert into private.card_actions (tenant_id, id, action, member_id, reason, idempotency_key, request_hash, answer)
  values (company, action_id, change_cards.action, private.member_id(), why, change_cards.idempotency_key, hash, answer);
  return answer;
end
$$;

comment on function private.change_cards(text, jsonb, text, text, timestamptz) is
  'What all actions on cards have in common: who may, which cards, which of them are fit for it, once per key, and the record of who did it when and why. Locks the cards in the order of ids, then accounts. Errors: those of private.company_of_selection(), invalid_request, idempotency_mismatch, and of the action.';

-- source: supabase/schemas/70_cards/functions/company_of_selection.sql
create function private.company_of_selection(selection jsonb) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_hr_or_platform();
  company uuid;
begin
  if jsonb_typeof(selection) is distinct from 'object'
    or exists (select from jsonb_object_keys(selection) k where k not in ('card_ids', 'batch_id', 'from_serial', 'to_serial'))
    or (selection ? 'card_ids') = (selection ? 'batch_id')
    or (selection ? 'card_ids') and selection ?| '{from_serial,to_serial}'::text[]
    or (selection ? 'card_ids') and jsonb_typeof(selection -> 'card_ids') <> 'array'
    or (selection ? 'from_serial') <> (selection ? 'to_serial')
    or (selection ? 'from_serial')
      and (private.whole_amount(selection -> 'from_serial') is null or private.whole_amount(selection -> 'to_serial') is null)
  then
    perform private.fail('invalid_request', 400, '{"field": "selection", "problem": "shape"}');
  end if;
  if caller.tenant_id is not null then
    company := caller.tenant_id;
  elsif selection ? 'batch_id' then
    select b.tenant_id into company from public.card_batches b where b.id = private.uuid_or_null(selection ->> 'batch_id');
  else
    select c.tenant_id into company from public.cards c where c.id = private.uuid_or_null(selection -> 'card_ids' ->> 0);
  end if;
  if company is null or selection ? 'batch_id' and not exists (
    select from public.card_batches b
    where b.tenant_id = company and b.id = private.uuid_or_null(selection ->> 'batch_id') and not b.for_departures
      and (b.issuer = 'tenant' or caller.tenant_id is null)
  ) then
    perform private.fail('card_batch_not_found', 404);
  end if;
  return company;
end
$$;

comment on function private.company_of_selection(jsonb) is
  'Checks who calls and the shape of a selection of cards: {card_ids} | {batch_id} | {batch_id, from_serial, to_serial}; gives the company whose cards are meant, for the platform that of the batch or the first card. Errors: those of private.require_hr_or_platform(), invalid_request {field, problem}, card_batch_not_found.';

-- source: supabase/schemas/70_cards/functions/continue_card_issue.sql
create function public.continue_card_issue(issue_id uuid, max_cards int default 500) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
begin
  return private.continue_held_issue(private.held_card_issue(issue_id), max_cards);
end
$$;

comment on function public.continue_card_issue(uuid, int) is
  'Makes the next cards of an issue, at most max_cards (1 to 5,000), in one transaction: numbers, PINs, and their value where it is due at issue. Call again while the state is making; two machines at once only take turns. Gives what start_card_issue() gives. Where it cannot go on, e.g. for want of budget, it makes none and says why in error_code and error_details; call again when that is mended. For HR managers and the platform. Errors: not_permitted, card_issue_not_found.';

grant execute on function public.continue_card_issue(uuid, int) to authenticated, service_role;

-- source: supabase/schemas/70_cards/functions/continue_card_issues.sql
create function public.continue_card_issues(max_cards int default 5000) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  issue public.card_issues;
begin
  select i.* into issue
  from public.card_issues i
  where i.state = 'making' and (i.error_code is null or i.updated_at < private.clock() - interval '10 minutes')
  order by i.updated_at
  limit 1
  for no key update skip locked;
  if issue.id is null then
    return null;
  end if;
  return private.continue_held_issue(issue, max_cards);
end
$$;

comment on function public.continue_card_issues(int) is
  'Job: makes the next cards of the issue that has waited longest, of whoever started it and went away; one that could not go on is tried again after ten minutes. Gives its progress, or null when nothing is to be made. For the platform (service_role).';

grant execute on function public.continue_card_issues(int) to service_role;

-- source: supabase/schemas/70_cards/functions/continue_held_issue.sql
create function private.continue_held_issue(issue public.card_issues, max_cards int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  step constant int := least(issue.wanted - issue.made, greatest(1, least(coalesce(max_cards, 500), 5000)));
  refusal jsonb;
begin
  if step = 0 then
    return private.card_issue_progress(issue);
  end if;
  begin
    perform private.make_cards_of_issue(issue, step);
  exception
    when sqlstate 'PGRST' then
      refusal := private.refusal_from(sqlerrm);
  end;
  update public.card_issues i
  set made = i.made + case when refusal is null then step else 0 end,
    state = case
      when refusal is not null or i.made + step < i.wanted then i.state
      when i.exported_parts = '{}' then 'ready'
      else 'exporting'
    end,
    error_code = refusal ->> 'code', error_details = refusal -> 'details'
  where i.tenant_id = issue.tenant_id and i.id = issue.id
  returning * into issue;
  return private.card_issue_progress(issue);
end
$$;

comment on function private.continue_held_issue(public.card_issues, int) is
  'Makes the next cards of an issue that the caller has locked, or keeps the reason why not. Gives its progress.';

-- source: supabase/schemas/70_cards/functions/count_guess.sql
create function private.count_guess(batch uuid, step int) returns void
language plpgsql volatile set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  moment constant timestamptz := private.clock();
  counted constant uuid := coalesce(batch, '00000000-0000-0000-0000-000000000000');
  guard private.batch_guards;
begin
  insert into private.batch_guards (batch_id) values (counted) on conflict do nothing;
  update private.batch_guards g
  set misses = least(2 * limits.guard_level, greatest(0, step + greatest(
      0, g.misses - extract(epoch from moment - g.counted_at) / 60 * limits.guard_drain_per_minute
    ))),
    counted_at = moment
  where g.batch_id = counted
  returning * into guard;
  if batch is null or guard.misses < limits.guard_level then
    return;
  end if;
  update private.batch_guards g set guarded_until = moment + limits.guard_time where g.batch_id = batch;
  if guard.guarded_until is null or guard.guarded_until <= moment then
    insert into public.card_events (tenant_id, batch_id, kind, details)
    select b.tenant_id, b.id, 'sign_in_guarded', jsonb_build_object('misses', round(guard.misses), 'until', moment + limits.guard_time)
    from public.card_batches b
    where b.id = batch;
  end if;
end
$$;

comment on function private.count_guess(uuid, int) is
  'Moves the trip-wire of a batch: +1 for a stranger''s wrong PIN, -1 for the first sign-in of a card (whose holder may have mistyped; it cannot be forged, a card has one first sign-in). When it overflows the batch is guarded and the administrator finds an event.';

-- source: supabase/schemas/70_cards/functions/create_card_batch.sql
create function public.create_card_batch(
  tenant_id uuid, programme_id uuid, title text, face_value bigint, valid_from timestamptz, valid_until timestamptz,
  translations jsonb default '{}', look jsonb default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  made public.card_batches;
begin
  perform private.require_open_programme(tenant_id, programme_id);
  insert into public.card_batches (tenant_id, programme_id, title, face_value, valid_from, valid_until, translations, look)
  values (tenant_id, programme_id, title, face_value, valid_from, valid_until, translations, look)
  returning * into made;
  insert into public.card_events (tenant_id, batch_id, kind) values (made.tenant_id, made.id, 'batch_created');
  return jsonb_build_object('batch_id', made.id, 'status', made.status);
exception
  when check_violation or not_null_violation then
    perform private.fail('invalid_request', 400, jsonb_build_object('problem', sqlerrm));
end
$$;

comment on function public.create_card_batch(uuid, uuid, text, bigint, timestamptz, timestamptz, jsonb, jsonb) is
  'Makes a batch of points cards, as save_card_batch() does in general, for seeds: title (Simplified Chinese) and translations ({"en": {"title"}}), points per card, validity, look. Nothing is funded before issue_cards(). Only service_role. Gives {batch_id, status}. Errors: programme_not_found, programme_closed, invalid_request {problem}.';

grant execute on function public.create_card_batch(uuid, uuid, text, bigint, timestamptz, timestamptz, jsonb, jsonb) to service_role;

-- source: supabase/schemas/70_cards/functions/draw_card_numbers.sql
create function private.draw_card_numbers(tenant_id uuid, count int) returns text[]
language plpgsql volatile security definer set search_path = '' as $$
declare
  prefix constant text := (select t.card_prefix from public.tenants t where t.id = draw_card_numbers.tenant_id);
  drawn text[] := '{}';
begin
  -- With a million cards one number in a hundred thousand exists already.
  while cardinality(drawn) < count loop
    drawn := array(
      select distinct d.number
      from (
        select unnest(drawn) as number
        union all
        select private.random_card_number(prefix) from generate_series(1, draw_card_numbers.count - cardinality(drawn))
      ) d
      where not exists (select from public.cards c where c.number = d.number)
    );
  end loop;
  return array(select n from unnest(drawn) n order by extensions.gen_random_uuid());
end
$$;

comment on function private.draw_card_numbers(uuid, int) is
  'So many different card numbers of a company that no card has, in no order that says anything.';

-- source: supabase/schemas/70_cards/functions/earlier_card_action.sql
create function private.earlier_card_action(tenant_id uuid, idempotency_key text, request_hash bytea) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  earlier record;
begin
  perform private.lock_key(tenant_id, idempotency_key);
  select a.request_hash, a.answer into earlier
  from private.card_actions a
  where a.tenant_id = earlier_card_action.tenant_id and a.actor_id is not distinct from auth.uid()
    and a.idempotency_key = earlier_card_action.idempotency_key;
  if earlier.request_hash <> earlier_card_action.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return earlier.answer;
end
$$;

comment on function private.earlier_card_action(uuid, text, bytea) is
  'The answer that the caller got for this key before, or null when the key is new; waits for a call with the same key that is under way. Errors: idempotency_mismatch, invalid_request.';

-- source: supabase/schemas/70_cards/functions/enable_cards.sql
create function private.enable_cards(company uuid, card_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch public.card_batches;
  wallets uuid[];
begin
  update public.cards c set status = 'issued' where c.tenant_id = company and c.id = any (card_ids);
  perform private.lock_accounts(
    company, array(select private.card_account_id(i) from unnest(card_ids) i) || private.budget_account_id(company)
  );
  perform private.start_validity(company, card_ids);
  for batch in
    select b.* from public.card_batches b
    where b.tenant_id = company and b.funded_at = 'activation'
      and b.id in (select c.batch_id from public.cards c where c.tenant_id = company and c.id = any (card_ids))
    order by b.id
  loop
    wallets := array(
      select private.card_account_id(c.id) from public.cards c
      where c.tenant_id = company and c.id = any (card_ids) and c.batch_id = batch.id
    );
    perform private.fund_cards(batch, wallets, (select max(c.valid_until) from public.cards c where c.tenant_id = company and c.id = any (card_ids)));
  end loop;
  update public.point_lots l set expires_at = c.valid_until
  from public.cards c
  where c.tenant_id = company and c.id = any (card_ids)
    and l.tenant_id = c.tenant_id and l.account_id = private.card_account_id(c.id) and l.has_points and l.expires_at > c.valid_until;
end
$$;

comment on function private.enable_cards(uuid, uuid[]) is
  'Activates inactive cards for their issuer: usable from now on, their days of validity begin, and their value is put on them if that is due now. All or nothing. Behind the lock of the cards. Errors: programme_closed, insufficient_budget {needed, available}.';

-- source: supabase/schemas/70_cards/functions/end_cards.sql
create function private.end_cards(company uuid, card_ids uuid[], reason text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  wallets constant uuid[] := array(select private.card_account_id(i) from unnest(card_ids) i);
begin
  perform private.end_entitlements_of_cards(company, card_ids);
  perform private.lock_accounts(
    company,
    wallets || array(
      select g.budget_account_id
      from public.point_lots l
      join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
      where l.account_id = any (wallets) and l.has_points
    )
  );
  -- What has expired leaves as what it is.
  perform private.expire_lots(
    company,
    array(select l.id from public.point_lots l where l.account_id = any (wallets) and l.has_points and l.expires_at <= private.clock())
  );
  perform private.book_card_void(company, wallets, reason);
  update public.cards c set status = 'void', status_before = null where c.tenant_id = company and c.id = any (card_ids);
end
$$;

comment on function private.end_cards(uuid, uuid[], text) is
  'Makes cards void for good and gives what is left on them, points and packs, back to the budgets it came from. Behind the lock of the cards; locks wallets and budgets in the order of ids.';

-- source: supabase/schemas/70_cards/functions/expire_cards.sql
create function public.expire_cards(max_cards int default 10000) returns jsonb
language sql volatile security definer set search_path = '' as $$
  with
    due as materialized (
      select c.tenant_id, c.id
      from public.cards c
      join public.card_batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id
      where c.status in ('inactive', 'issued', 'active', 'used_up') and c.valid_until <= private.clock()
        -- A refund makes claim codes valid for longer: they end by the clock alone.
        and not b.for_departures
      order by c.valid_until
      limit greatest(max_cards, 0)
      for no key update of c skip locked
    ),
    over as (
      update public.cards c set status = 'expired', status_before = c.status
      from due d
      where c.tenant_id = d.tenant_id and c.id = d.id
      returning c.tenant_id, c.batch_id, c.id
    ),
    told as (
      insert into public.card_events (tenant_id, batch_id, card_id, kind)
      select o.tenant_id, o.batch_id, o.id, 'expired' from over o
      returning 1
    )
  select jsonb_build_object('cards', (select count(*) from told))
$$;

comment on function public.expire_cards(int) is
  'Job: marks cards as expired whose validity is over, at most so many; gives {cards}. Nothing waits for it: a card is refused by its date anyhow, and its points expire with expire_points(). Frozen cards stay frozen. For the platform (service_role).';

grant execute on function public.expire_cards(int) to service_role;

-- source: supabase/schemas/70_cards/functions/export_card_issue.sql
create function public.export_card_issue(issue_id uuid, part int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  issue public.card_issues;
  parts int;
  last_place int;
  list jsonb;
begin
  issue := private.held_card_issue(issue_id);
  parts := (issue.wanted + private.cards_per_part() - 1) / private.cards_per_part();
  last_place := least(part * private.cards_per_part(), issue.wanted);
  if part is null or part not between 1 and parts then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'part', 'problem', 'a whole number from 1 to ' || parts));
  elsif part = any (issue.exported_parts) then
    perform private.fail('already_exported', 409);
  elsif issue.made < last_place then
    perform private.fail('card_issue_not_ready', 409);
  end if;
  -- The PINs go with the rows: what has left is nowhere any more.
  with taken as (
    delete from private.pins_to_export p
    where p.issue_id = issue.id and p.place > (part - 1) * private.cards_per_part() and p.place <= last_place
    returning p.tenant_id, p.card_id, p.pin
  )
  select jsonb_agg(
    jsonb_build_object('serial', c.serial, 'card_no', c.number, 'pin', private.unseal_pin(t.pin)) order by c.serial
  ) into list
  from taken t
  join public.cards c on c.tenant_id = t.tenant_id and c.id = t.card_id;
  update public.card_issues i
  set exported_parts = i.exported_parts || part,
    state = case
      when i.state = 'making' then i.state
      when cardinality(i.exported_parts) + 1 = parts then 'exported'
      else 'exporting'
    end
  where i.tenant_id = issue.tenant_id and i.id = issue.id;
  insert into public.card_events (tenant_id, batch_id, kind, details)
  values (issue.tenant_id, issue.batch_id, 'exported', jsonb_build_object('issue_id', issue.id, 'part', part));
  return jsonb_build_object('part', part, 'parts', parts, 'cards', list);
end
$$;

comment on function public.export_card_issue(uuid, int) is
  'A part of an issue''s list, 2,000 cards each, the first is 1: {part, parts, cards: [{serial, card_no, pin}]}. Each part leaves once and takes its PINs out of the database: whoever asks again is refused and has to replace the cards, or issue others. Of several who ask at once one gets it. A full part may leave while later ones are still being made. For HR managers and the platform. Errors: not_permitted, card_issue_not_found, card_issue_not_ready, already_exported, invalid_request {field, problem}.';

grant execute on function public.export_card_issue(uuid, int) to authenticated, service_role;

-- source: supabase/schemas/70_cards/functions/extend_cards.sql
create function public.extend_cards(selection jsonb, valid_until timestamptz, reason text, idempotency_key text) returns jsonb
language sql volatile security definer set search_path = '' as $$
  select private.change_cards('extend', selection, reason, idempotency_key, valid_until)
$$;

comment on function public.extend_cards(jsonb, timestamptz, text, text) is
  'Makes cards, and the points on them that have not expired, valid to a later moment; never shorter. An expired card is usable again. selection: {card_ids} | {batch_id} | {batch_id, from_serial, to_serial}, at most 10,000 cards; reason 1 to 200 characters. Gives {cards, skipped: [{card_id, serial, code}]}. For HR managers and the platform. Errors: not_permitted, card_batch_not_found, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.extend_cards(jsonb, timestamptz, text, text) to authenticated, service_role;

-- source: supabase/schemas/70_cards/functions/forget_old_attempts.sql
create function private.forget_old_attempts() returns void
language plpgsql volatile set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  moment constant timestamptz := private.clock();
begin
  delete from private.sign_in_attempts a where (a.bucket, a.key) in (
    select o.bucket, o.key from private.sign_in_attempts o
    where o.touched_at < moment - interval '2 days' order by o.touched_at limit 5 for update skip locked
  );
  delete from private.sign_in_turns t where (t.queue, t.source_key) in (
    select o.queue, o.source_key from private.sign_in_turns o
    where o.due_at < moment - limits.turn_is_kept order by o.due_at limit 5 for update skip locked
  );
  delete from private.card_sources s where (s.tenant_id, s.card_id, s.source_key) in (
    select o.tenant_id, o.card_id, o.source_key from private.card_sources o
    where o.last_success_at < moment - limits.known_for order by o.last_success_at limit 5 for update skip locked
  );
end
$$;

comment on function private.forget_old_attempts() is
  'Removes a few outdated rows. Called last in each refused sign-in, which adds at most three: so the tables shrink again by themselves and no job is needed. It waits for no lock.';

-- source: supabase/schemas/70_cards/functions/freeze_cards.sql
create function public.freeze_cards(selection jsonb, reason text, idempotency_key text) returns jsonb
language sql volatile security definer set search_path = '' as $$
  select private.change_cards('freeze', selection, reason, idempotency_key)
$$;

comment on function public.freeze_cards(jsonb, text, text) is
  'Freezes cards: who is signed in is out with the next call, and nobody gets in. selection: {card_ids} | {batch_id} | {batch_id, from_serial, to_serial}, at most 10,000 cards; reason 1 to 200 characters. Gives {cards, skipped: [{card_id, serial, code}]}. For HR managers and the platform. Errors: not_permitted, card_batch_not_found, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.freeze_cards(jsonb, text, text) to authenticated, service_role;

-- source: supabase/schemas/70_cards/functions/fund_cards.sql
create function private.fund_cards(batch public.card_batches, account_ids uuid[], valid_until timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  budget constant uuid := private.budget_account_id(batch.tenant_id);
begin
  if cardinality(account_ids) = 0 then
    return;
  end if;
  if batch.issuer = 'platform' then
    perform private.lock_accounts(batch.tenant_id, account_ids || budget);
    perform public.record_deposit(
      batch.tenant_id, (batch.face_value * cardinality(account_ids))::numeric, batch.title, 'cards-' || private.new_id()
    );
  end if;
  perform private.post_grant(
    tenant_id => batch.tenant_id,
    programme_id => batch.programme_id,
    budget_account_id => budget,
    account_ids => account_ids,
    amounts => array_fill(batch.face_value, array[cardinality(account_ids)]),
    note => batch.title,
    valid_until => fund_cards.valid_until,
    source => 'card'
  );
end
$$;

comment on function private.fund_cards(public.card_batches, uuid[], timestamptz) is
  'Puts the face value of a batch on each of these wallets: a lot of its programme, from the company''s budget, or from a deposit of the platform that passes through it in the same transaction. All or nothing. Errors: programme_closed, insufficient_budget {needed, available}.';

-- source: supabase/schemas/70_cards/functions/give_attempt_back.sql
create function private.give_attempt_back(wanted_bucket text, wanted_key bytea, free_attempts int) returns void
language sql volatile set search_path = '' as $$
  update private.sign_in_attempts a
  set failures = a.failures[: cardinality(a.failures) - 1],
    blocks = case when cardinality(a.failures) >= free_attempts then greatest(a.blocks - 1, 0) else a.blocks end,
    blocked_until = case when cardinality(a.failures) >= free_attempts then null else a.blocked_until end
  where a.bucket = wanted_bucket and a.key = wanted_key
$$;

comment on function private.give_attempt_back(text, bytea, int) is
  'Undoes take_attempt() of the same transaction after the right PIN. It gives back that one attempt and no more: a thief''s own card must not wash away his guesses at others.';

-- source: supabase/schemas/70_cards/functions/held_card_batch.sql
create function private.held_card_batch(company uuid, batch_id uuid) returns public.card_batches
language plpgsql volatile security definer set search_path = '' as $$
declare
  held public.card_batches;
begin
  select b.* into held
  from public.card_batches b
  where b.id = held_card_batch.batch_id and b.tenant_id = coalesce(held_card_batch.company, b.tenant_id)
    and not b.for_departures
    -- What the platform pays for is the platform's to issue.
    and (b.issuer = 'tenant' or private.called_by_platform())
  for no key update;
  if held.id is null then
    perform private.fail('card_batch_not_found', 404);
  end if;
  return held;
end
$$;

comment on function private.held_card_batch(uuid, uuid) is
  'A batch that the caller may issue and change, locked: of the company (null: of any, for the platform), not the batch of claim codes, not one that the platform pays for unless it is the platform that calls. Errors: card_batch_not_found.';

-- source: supabase/schemas/70_cards/functions/held_card_issue.sql
create function private.held_card_issue(issue_id uuid) returns public.card_issues
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_hr_or_platform();
  held public.card_issues;
begin
  select i.* into held
  from public.card_issues i
  join public.card_batches b on b.tenant_id = i.tenant_id and b.id = i.batch_id
  where i.id = held_card_issue.issue_id and i.tenant_id = coalesce(caller.tenant_id, i.tenant_id)
    and (b.issuer = 'tenant' or caller.tenant_id is null)
  for no key update of i;
  if held.id is null then
    perform private.fail('card_issue_not_found', 404);
  end if;
  return held;
end
$$;

comment on function private.held_card_issue(uuid) is
  'An issue that the caller may work with, locked: an HR manager''s company''s, unless the platform pays for its cards; any for the platform. Errors: those of private.require_hr_or_platform(), card_issue_not_found.';

-- source: supabase/schemas/70_cards/functions/held_cards.sql
create function private.held_cards(company uuid, selection jsonb) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare
  most constant int := 10000;
  batch constant uuid := private.uuid_or_null(selection ->> 'batch_id');
  wanted uuid[];
begin
  if batch is null then
    wanted := array(select distinct private.uuid_or_null(i) from jsonb_array_elements_text(selection -> 'card_ids') i);
  else
    wanted := array(
      select c.id from public.cards c
      where c.tenant_id = company and c.batch_id = batch
        and c.serial between coalesce((selection ->> 'from_serial')::numeric, 1) and coalesce((selection ->> 'to_serial')::numeric, c.serial)
      limit most + 1
    );
  end if;
  if cardinality(wanted) > most then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'selection', 'problem', 'at most 10000 cards at once'));
  end if;
  return array(
    select h.id
    from (
      select c.id
      from public.cards c
      where c.tenant_id = company and c.id = any (wanted) and exists (
        select from public.card_batches b
        where b.tenant_id = c.tenant_id and b.id = c.batch_id and not b.for_departures
          and (b.issuer = 'tenant' or private.called_by_platform())
      )
      order by c.id
      for no key update of c
    ) h
  );
end
$$;

comment on function private.held_cards(uuid, jsonb) is
  'The cards of a selection that the caller may act on, locked in the order of their ids: of the company, no claim codes, none that the platform pays for unless it calls. At most 10,000. Errors: invalid_request {field, problem}.';

-- source: supabase/schemas/70_cards/functions/hold_attempts.sql
create function private.hold_attempts(wanted_bucket text, wanted_key bytea) returns private.sign_in_attempts
language plpgsql volatile set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  moment constant timestamptz := private.clock();
  held private.sign_in_attempts;
begin
  insert into private.sign_in_attempts (bucket, key) values (wanted_bucket, wanted_key) on conflict do nothing;
  select * into strict held
  from private.sign_in_attempts a
  where a.bucket = wanted_bucket and a.key = wanted_key
  for update;
  if held.touched_at < moment - interval '1 day' then
    held.blocks := 0;
  end if;
  held.failures := array(
    select f from unnest(held.failures) f where f > moment - limits.attempt_window order by f
  );
  return held;
end
$$;

comment on function private.hold_attempts(text, bytea) is
  'Locks a bucket, making it if need be, and gives it with only the failures of the window. Order of locks: card, source, guarded_batch.';

-- source: supabase/schemas/70_cards/functions/issue_cards.sql
create function public.issue_cards(batch_id uuid, count int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  numbers text[];
  pins text[];
begin
  if count is null or count not between 1 and 10000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'count', 'problem', 'a whole number from 1 to 10000'));
  elsif not exists (select from public.card_batches b where b.id = issue_cards.batch_id) then
    perform private.fail('card_batch_not_found', 404);
  end if;
  numbers := private.draw_card_numbers((select b.tenant_id from public.card_batches b where b.id = issue_cards.batch_id), count);
  pins := array(select private.random_pin() from generate_series(1, count));
  perform private.put_cards(batch_id, numbers, pins);
  return jsonb_build_object(
    'batch_id', batch_id,
    'cards', (select jsonb_agg(jsonb_build_object('card_no', c.number, 'pin', c.pin)) from unnest(numbers, pins) c (number, pin))
  );
end
$$;

comment on function public.issue_cards(uuid, int) is
  'Issues so many cards (1 to 10,000) of a batch, paid from the tenant''s budget. Only service_role. Gives {batch_id, cards: [{card_no, pin}]}: the only time that these PINs are in clear. For the platform''s own small issues; companies use start_card_issue(). Errors: invalid_request {field, problem}, card_batch_not_found, card_batch_closed, insufficient_budget {needed, available}.';

grant execute on function public.issue_cards(uuid, int) to service_role;

-- source: supabase/schemas/70_cards/functions/lengthen_cards.sql
create function private.lengthen_cards(company uuid, card_ids uuid[], new_end timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  wallets constant uuid[] := array(select private.card_account_id(i) from unnest(card_ids) i);
begin
  if new_end is null or new_end <= private.clock() or new_end >= timestamptz '2200-01-01 00:00:00+00' then
    perform private.fail('invalid_request', 400, '{"field": "valid_until", "problem": "not_in_the_future"}');
  end if;
  -- What has expired stays expired, however long the card lasts; undo_expiry() is for that.
  perform private.lock_accounts(
    company,
    wallets || array(
      select g.budget_account_id
      from public.point_lots l
      join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
      where l.account_id = any (wallets) and l.has_points and l.expires_at <= private.clock()
    )
  );
  perform private.expire_lots(
    company,
    array(select l.id from public.point_lots l where l.account_id = any (wallets) and l.has_points and l.expires_at <= private.clock())
  );
  update public.point_lots l set expires_at = new_end
  where l.tenant_id = company and l.account_id = any (wallets) and l.has_points and l.expires_at < new_end;
  update public.cards c
  set valid_until = new_end,
    status = case when c.status = 'expired' then c.status_before else c.status end,
    status_before = case when c.status = 'expired' then null else c.status_before end
  where c.tenant_id = company and c.id = any (card_ids);
end
$$;

comment on function private.lengthen_cards(uuid, uuid[], timestamptz) is
  'Makes cards and the points on them valid to a later moment, never an earlier one; an expired card is again what it was. Behind the lock of the cards. Errors: invalid_request {field: valid_until, problem}.';

-- source: supabase/schemas/70_cards/functions/link_card_user.sql
create function public.link_card_user(card_id uuid, user_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  linked uuid;
begin
  if exists (select from public.members m where m.user_id = link_card_user.user_id)
    or exists (select from public.cards c where c.user_id = link_card_user.user_id and c.id <> link_card_user.card_id)
  then
    perform private.fail('not_permitted', 403);
  end if;
  update public.cards c
  set user_id = coalesce(c.user_id, link_card_user.user_id)
  where c.id = link_card_user.card_id
  returning c.user_id into linked;
  if linked is distinct from link_card_user.user_id or linked is null then
    perform private.fail('not_permitted', 403);
  end if;
  return jsonb_build_object('card_id', link_card_user.card_id, 'user_id', linked);
end
$$;

comment on function public.link_card_user(uuid, uuid) is
  'Ties a card to the account of its guest sessions; again with the same account changes nothing. Only service_role: the edge function auth. Gives {card_id, user_id}. Errors: not_permitted (no such card, it has another account, or the account is a member''s or another card''s).';

grant execute on function public.link_card_user(uuid, uuid) to service_role;

-- source: supabase/schemas/70_cards/functions/make_cards_of_issue.sql
create function private.make_cards_of_issue(issue public.card_issues, wanted int) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  numbers constant text[] := private.draw_card_numbers(issue.tenant_id, wanted);
  pins constant text[] := array(select private.random_pin() from generate_series(1, wanted));
begin
  perform private.refuse_unfunded_issue(issue, wanted);
  perform private.put_cards(issue.batch_id, numbers, pins, issue.id);
  insert into private.pins_to_export (issue_id, place, tenant_id, card_id, pin)
  select issue.id, issue.made + n.place, issue.tenant_id, c.id, private.seal_pin(n.pin)
  from unnest(numbers, pins) with ordinality n (number, pin, place)
  join public.cards c on c.number = n.number;
end
$$;

comment on function private.make_cards_of_issue(public.card_issues, int) is
  'Makes the next cards of an issue, and keeps their PINs, encrypted, until the list leaves. Behind the lock of the issue. Errors: those of private.put_cards().';

-- source: supabase/schemas/70_cards/functions/mask_card_number.sql
create function private.mask_card_number(card_no text) returns text
language sql immutable parallel safe strict set search_path = '' as $$
  select '•••• •••• •••• ' || right(card_no, 4)
$$;

comment on function private.mask_card_number(text) is 'A card number of which only the last four digits are shown, as in shared/card-number.ts.';

-- source: supabase/schemas/70_cards/functions/pin_digest.sql
create function private.pin_digest(pin text) returns text
language sql stable set search_path = '' as $$
  select encode(extensions.hmac('pin:' || pin, private.secret('card_pin_pepper'), 'sha256'), 'base64')
$$;

comment on function private.pin_digest(text) is
  'What is put through bcrypt: HMAC-SHA-256 of the PIN with the pepper, 44 characters (bcrypt reads 72). Without the pepper the hashes are useless.';

-- source: supabase/schemas/70_cards/functions/pin_is_right.sql
create function private.pin_is_right(card uuid, pin text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  digest constant text := private.pin_digest(pin);
  kept text;
begin
  select p.pin_hash into kept from private.card_pins p where p.card_id = card;
  if kept is null then
    -- The same work for a card that does not exist, or the time would tell.
    perform extensions.crypt(digest, extensions.gen_salt('bf', private.card_pin_cost()));
    return false;
  end if;
  return extensions.crypt(digest, kept) = kept;
end
$$;

comment on function private.pin_is_right(uuid, text) is
  'Whether this is the PIN of the card. The card may be null or unknown: then false, after the same bcrypt work. Called by authenticate_card() only, which has taken the attempt before.';

-- source: supabase/schemas/70_cards/functions/points_worth.sql
create function private.points_worth(tenant_id uuid, amount_minor bigint) returns bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  rate record;
begin
  if coalesce(amount_minor, 0) not between 1 and 1000000000000 then
    perform private.fail('invalid_request', 400, '{"field": "face_minor", "problem": "amount_of_money_is_sensible"}');
  end if;
  select t.rate_points::numeric as points, t.rate_minor::numeric as minor into rate from public.tenants t where t.id = points_worth.tenant_id;
  if amount_minor * rate.points % rate.minor <> 0 then
    perform private.fail('invalid_request', 400, '{"field": "face_minor", "problem": "not_whole_points"}');
  end if;
  return div(amount_minor * rate.points, rate.minor);
end
$$;

comment on function private.points_worth(uuid, bigint) is
  'What an amount of money (minor units of the company''s currency) is in points, exactly: where that is not a whole number it is refused, never rounded. Errors: invalid_request {field: face_minor, problem}.';

-- source: supabase/schemas/70_cards/functions/put_cards.sql
create function private.put_cards(batch uuid, numbers text[], pins text[], issue uuid default null) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  kind public.card_batches;
  first_serial int;
  made uuid[];
begin
  select * into kind from public.card_batches b where b.id = batch;
  if kind.id is null then
    perform private.fail('card_batch_not_found', 404);
  elsif kind.for_departures or kind.status <> 'active' or kind.valid_until <= private.clock() then
    perform private.fail('card_batch_closed', 409);
  end if;
  first_serial := private.take_serials(kind.tenant_id, kind.id, cardinality(numbers));
  with added as (
    insert into public.cards (tenant_id, batch_id, serial, issue_id, number, status, valid_until, counts_from_activation)
    select kind.tenant_id, kind.id, first_serial + n.place - 1, issue, n.number,
      case when kind.needs_activation then 'inactive' else 'issued' end, kind.valid_until, kind.valid_days is not null
    from unnest(numbers) with ordinality n (number, place)
    returning id, number
  ), hashed as (
    insert into private.card_pins (tenant_id, card_id, pin_hash)
    select kind.tenant_id, a.id, extensions.crypt(private.pin_digest(p.pin), extensions.gen_salt('bf', private.card_pin_cost()))
    from added a
    join unnest(numbers, pins) p (number, pin) on p.number = a.number
  ), recorded as (
    insert into public.card_events (tenant_id, batch_id, card_id, kind)
    select kind.tenant_id, kind.id, a.id, 'issued' from added a
  )
  select array_agg(a.id order by a.id) into made from added a;
  if kind.funded_at = 'issue' then
    perform private.fund_cards(
      kind,
      array(
        select a.id from public.ledger_accounts a
        where a.owner_id = any (made) and a.kind = 'wallet' and a.tenant_id = kind.tenant_id and a.owner_kind = 'card'
      ),
      kind.valid_until
    );
  end if;
  return first_serial;
end
$$;

comment on function private.put_cards(uuid, text[], text[], uuid) is
  'Adds cards with these numbers and PINs to a batch, in the order of their serials, and funds each with the face value unless that waits for the activation. All or nothing; gives the first serial. For functions that draw numbers and PINs at random (then with their issue), and for demo data, whose cards must be known; nobody reaches it through the API. Locks the batch, then the accounts. Errors: card_batch_not_found, card_batch_closed, programme_closed, insufficient_budget {needed, available}; a number that exists violates card_number_is_unique_in_the_world.';

-- source: supabase/schemas/70_cards/functions/put_replacement.sql
create function private.put_replacement(company uuid, lost uuid, pin text) returns public.cards
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch constant uuid := (select c.batch_id from public.cards c where c.tenant_id = company and c.id = lost);
  serial constant int := private.take_serials(company, batch, 1);
  old public.cards;
  made public.cards;
begin
  select c.* into strict old from public.cards c where c.tenant_id = company and c.id = lost for no key update;
  if old.status not in ('inactive', 'issued', 'active', 'used_up', 'frozen') or old.valid_until <= private.clock() then
    perform private.fail(
      'card_not_replaceable', 409,
      jsonb_build_object('status', case when old.status in ('void', 'replaced') then old.status else 'expired' end)
    );
  end if;
  insert into public.cards (
    tenant_id, batch_id, serial, issue_id, number, status, valid_until, counts_from_activation, holds_account_id
  )
  values (
    company, batch, serial, old.issue_id, (private.draw_card_numbers(company, 1))[1],
    case when 'inactive' in (old.status, old.status_before) then 'inactive' else 'issued' end,
    old.valid_until, old.counts_from_activation, private.card_account_id(old.id)
  )
  returning * into made;
  insert into private.card_pins (tenant_id, card_id, pin_hash)
  values (company, made.id, extensions.crypt(private.pin_digest(pin), extensions.gen_salt('bf', private.card_pin_cost())));
  perform private.move_entitlements(company, from_card => old.id, to_card => made.id);
  update public.cards c set status = 'replaced', status_before = null where c.tenant_id = company and c.id = old.id;
  return made;
end
$$;

comment on function private.put_replacement(uuid, uuid, text) is
  'Adds the card that opens the wallet of a lost one from now on, valid as long, hands it the packs, and makes the lost one dead. Locks the batch, then the lost card; moves no points. Errors: card_not_replaceable {status}.';

-- source: supabase/schemas/70_cards/functions/random_card_number.sql
create function private.random_card_number(prefix text) returns text
language plpgsql volatile set search_path = '' as $$
declare
  -- 63 random bits leave no bias worth naming in 11 digits.
  random constant bigint := ('x' || encode(extensions.gen_random_bytes(8), 'hex'))::bit(64)::bigint & 9223372036854775807;
  digits constant text := prefix || lpad((random % 100000000000)::text, 11, '0');
begin
  return digits || private.damm_digit(digits);
end
$$;

comment on function private.random_card_number(text) is
  'A card number: the company''s prefix, 11 random digits and the check digit. Nothing about batch or serial can be read from it, and neighbours cannot be guessed. It may exist already: private.draw_card_numbers() looks.';

-- source: supabase/schemas/70_cards/functions/random_pin.sql
create function private.random_pin() returns text
language sql volatile set search_path = '' as $$
  select string_agg(
    substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (('x' || encode(r.bytes, 'hex'))::bit(40) >> (35 - 5 * place) & 31::bit(40))::bigint::int + 1, 1),
    '' order by place
  )
  from (select extensions.gen_random_bytes(5) as bytes offset 0) r, generate_series(0, 7) place
$$;

comment on function private.random_pin() is
  'A PIN: 40 random bits as 8 characters of Crockford''s base 32, which has no I, L, O and U.';

-- source: supabase/schemas/70_cards/functions/refuse_unfunded_issue.sql
create function private.refuse_unfunded_issue(issue public.card_issues, wanted int) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.fail(
    'insufficient_budget', 402, jsonb_build_object('needed', b.face_value * wanted, 'available', a.balance)
  )
  from public.card_batches b
  join public.ledger_accounts a on a.tenant_id = b.tenant_id and a.id = private.budget_account_id(b.tenant_id)
  where b.tenant_id = issue.tenant_id and b.id = issue.batch_id and b.funded_at = 'issue' and b.issuer = 'tenant'
    and a.balance < b.face_value * wanted;
end
$$;

comment on function private.refuse_unfunded_issue(public.card_issues, int) is
  'Refuses before the work, seconds of bcrypt, what the budget would refuse after it; that one decides. Errors: insufficient_budget {needed, available}.';

-- source: supabase/schemas/70_cards/functions/release_sign_in.sql
create function private.release_sign_in(batch uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update private.batch_guards g set misses = 0, counted_at = private.clock(), guarded_until = null where g.batch_id = batch;
  insert into public.card_events (tenant_id, batch_id, kind)
  select b.tenant_id, b.id, 'sign_in_released' from public.card_batches b where b.id = batch;
end
$$;

comment on function private.release_sign_in(uuid) is
  'Ends the guard on a batch before its time. For administrators, in the SQL editor.';

-- source: supabase/schemas/70_cards/functions/replace_card.sql
create function public.replace_card(card_id uuid, reason text, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_hr_or_platform();
  why constant text := private.read_text(jsonb_build_object('reason', reason), 'reason', 200, true);
  hash constant bytea := private.request_hash('replace_card', card_id::text, why);
  action_id constant uuid := private.new_id();
  pin constant text := private.random_pin();
  old public.cards;
  made public.cards;
  answer jsonb;
begin
  select c.* into old
  from public.cards c
  join public.card_batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id
  where c.id = replace_card.card_id and c.tenant_id = coalesce(caller.tenant_id, c.tenant_id)
    and (b.issuer = 'tenant' or caller.tenant_id is null);
  if old.id is null then
    perform private.fail('card_not_found', 404);
  end if;
  answer := private.earlier_card_action(old.tenant_id, idempotency_key, hash);
  if answer is not null then
    return answer;
  end if;
  made := private.put_replacement(old.tenant_id, old.id, pin);
  insert into public.card_events (tenant_id, batch_id, card_id, kind, details)
  values
    (made.tenant_id, made.batch_id, old.id, 'replaced', jsonb_build_object('reason', why, 'action_id', action_id, 'by', made.id)),
    (made.tenant_id, made.batch_id, made.id, 'issued', jsonb_build_object('reason', why, 'action_id', action_id, 'replaces', old.id));
  answer := jsonb_build_object('card_id', made.id, 'serial', made.serial, 'card_no', made.number, 'pin', null);
  insert into private.card_actions (tenant_id, id, action, member_id, reason, idempotency_key, request_hash, answer)
  values (made.tenant_id, action_id, 'replace', caller.member_id, why, replace_card.idempotency_key, hash, answer);
  return answer || jsonb_build_object('pin', pin);
end
$$;

comment on function public.replace_card(uuid, text, text) is
  'Replaces a lost card: another number and PIN open the same wallet, and the old card is dead with its sessions. Gives {card_id, serial, card_no, pin}; the PIN once: the same key again gives pin null. Claim codes of those who have left, too. For HR managers and the platform. Errors: not_permitted, card_not_found, card_not_replaceable {status}, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.replace_card(uuid, text, text) to authenticated, service_role;

-- source: supabase/schemas/70_cards/functions/require_open_programme.sql
create function private.require_open_programme(tenant_id uuid, programme_id uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  programme_status text;
begin
  select p.status into programme_status
  from public.programmes p
  where p.tenant_id = require_open_programme.tenant_id and p.id = require_open_programme.programme_id;
  if programme_status is null then
    perform private.fail('programme_not_found', 404);
  elsif programme_status <> 'active' then
    perform private.fail('programme_closed', 409);
  end if;
end
$$;

comment on function private.require_open_programme(uuid, uuid) is
  'Refuses a programme that the company does not have or from which nothing is granted. Errors: programme_not_found, programme_closed.';

-- source: supabase/schemas/70_cards/functions/save_card_batch.sql
create function public.save_card_batch(batch jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_hr_or_platform();
  company constant uuid := coalesce(caller.tenant_id, private.uuid_or_null(batch ->> 'tenant_id'));
  fields constant text[] := '{id,tenant_id,programme_id,kind,issuer,title,translations,face_value,face_minor,valid_from,valid_until,valid_days,funded_at,needs_activation,look,includes_company_offers}';
  saved public.card_batches;
begin
  if jsonb_typeof(batch) is distinct from 'object' or exists (select from jsonb_object_keys(batch) k where k <> all (fields)) then
    perform private.fail('invalid_request', 400, '{"field": "batch", "problem": "unknown_field"}');
  elsif caller.tenant_id is not null and (batch ? 'tenant_id' or coalesce(batch ->> 'issuer', 'tenant') <> 'tenant') then
    perform private.fail('not_permitted', 403);
  elsif not exists (select from public.tenants t where t.id = company) then
    perform private.fail('company_not_found', 404);
  end if;
  if batch ->> 'id' is not null then
    saved := private.held_card_batch(company, private.uuid_or_null(batch ->> 'id'));
    -- What cards were made by stays what it was: they promise it.
    if saved.last_serial > 0 and batch ?| '{programme_id,kind,issuer,face_value,face_minor,valid_from,valid_until,valid_days,funded_at,needs_activation}'::text[] then
      perform private.fail('card_batch_issued', 409);
    end if;
  end if;
  saved := private.write_card_batch(company, saved, batch - '{id,tenant_id}'::text[]);
  return to_jsonb(saved) - '{last_serial,for_departures}'::text[];
end
$$;

comment on function public.save_card_batch(jsonb) is
  'Adds a batch of cards, or changes the given fields of the one with the id: {id, programme_id, kind: points | stored_value, title, translations, face_value (points, for kind points), face_minor (minor units of the company''s currency, for stored_value; face_value follows from the rate and must be whole), valid_from, valid_until, valid_days, funded_at: issue | activation, needs_activation, look, includes_company_offers}; see the table. Once it has cards, only title, translations, look and includes_company_offers change. For HR managers, and the platform, which names tenant_id and may set issuer: platform. Gives the row. Errors: not_permitted, company_not_found, card_batch_not_found, card_batch_issued, programme_not_found, programme_closed, invalid_request {field, problem: the rule that is broken}.';

grant execute on function public.save_card_batch(jsonb) to authenticated, service_role;

-- source: supabase/schemas/70_cards/functions/schedule_jobs.sql
-- A project without pg_cron installs all the same; there somebody else has to call these.
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('continue-card-issues', '30 seconds', 'select public.continue_card_issues()');
    perform cron.schedule('expire-cards', '*/10 * * * *', 'select public.expire_cards()');
  end if;
end
$$;

-- source: supabase/schemas/70_cards/functions/seal_pin.sql
create function private.seal_pin(pin text) returns bytea
language sql volatile set search_path = '' as $$
  -- The key is 256 random bits, not a word that somebody thought of: to stretch it (s2k mode 3) would cost much and win nothing.
  select extensions.pgp_sym_encrypt(pin, private.secret('card_export_key'), 'cipher-algo=aes256, s2k-mode=1')
$$;

comment on function private.seal_pin(text) is 'A PIN encrypted with the secret card_export_key, for the time until its list leaves.';

-- source: supabase/schemas/70_cards/functions/set_frozen.sql
create function private.set_frozen(company uuid, card_ids uuid[], frozen boolean) returns void
language sql volatile security definer set search_path = '' as $$
  update public.cards c
  set status = case when set_frozen.frozen then 'frozen' else coalesce(c.status_before, case when c.activated_at is null then 'issued' else 'active' end) end,
    status_before = case when set_frozen.frozen then c.status end
  where c.tenant_id = company and c.id = any (card_ids)
$$;

comment on function private.set_frozen(uuid, uuid[], boolean) is
  'Freezes cards, or makes them again what they were. Access ends with the next call: it looks the status up. Behind the lock of the cards.';

-- source: supabase/schemas/70_cards/functions/sign_in_limits.sql
create function private.sign_in_limits(
  out attempt_window interval, out card_attempts int, out source_attempts int, out known_source_attempts int,
  out source_delay interval, out known_source_delay interval, out longest_delay interval,
  out turn_interval interval, out turn_is_kept interval, out known_for interval,
  out guard_level int, out guard_drain_per_minute numeric, out guard_time interval, out guarded_turn_interval interval
)
language sql immutable parallel safe set search_path = '' as $$
  select
    interval '15 minutes', 5, 20, 5,
    interval '1 minute', interval '30 seconds', interval '1 hour',
    interval '15 seconds', interval '10 minutes', interval '180 days',
    60, 1.0, interval '1 hour', interval '5 seconds'
$$;

comment on function private.sign_in_limits() is
  'Every number of the limits on card sign-ins, in one place. Free attempts per window for a card (by strangers), for a source, and for a source known to the card; first delay after them (doubling up to longest_delay); seconds between two turns at a card, and how long a turn stays valid; level at which the trip-wire of a batch trips, how fast it drains, and how long and how densely turns are given then.';

-- source: supabase/schemas/70_cards/functions/source_key.sql
create function private.source_key(source text) returns bytea
language plpgsql stable set search_path = '' as $$
declare
  network text := regexp_replace(coalesce(nullif(trim(source), ''), 'unknown'), '^::ffff:(?=[0-9]+[.])', '', 'i');
begin
  if pg_input_is_valid(network, 'inet') and family(network::inet) = 6 then
    network := set_masklen(network::inet, 64)::cidr::text;
  end if;
  return extensions.hmac('source:' || network, private.secret('card_pin_pepper'), 'sha256');
end
$$;

comment on function private.source_key(text) is
  'The key under which attempts of a source address are counted: its HMAC, so that addresses are not kept. One IPv6 subscriber has a whole /64 and counts as one source.';

-- source: supabase/schemas/70_cards/functions/start_card_issue.sql
create function public.start_card_issue(batch_id uuid, count int, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_hr_or_platform();
  hash constant bytea := private.request_hash('start_card_issue', batch_id::text, count::text);
  kind public.card_batches;
  earlier public.card_issues;
begin
  kind := private.held_card_batch(caller.tenant_id, batch_id);
  perform private.lock_key(kind.tenant_id, idempotency_key);
  select i.* into earlier
  from public.card_issues i
  where i.tenant_id = kind.tenant_id and i.actor_id is not distinct from auth.uid()
    and i.idempotency_key = start_card_issue.idempotency_key;
  if earlier.request_hash <> hash then
    perform private.fail('idempotency_mismatch', 409);
  elsif earlier.id is not null then
    return private.card_issue_progress(earlier);
  end if;
  if count is null or count not between 1 and 100000 then
    perform private.fail('invalid_request', 400, '{"field": "count", "problem": "a whole number from 1 to 100000"}');
  elsif kind.status <> 'active' or kind.valid_until <= private.clock() then
    perform private.fail('card_batch_closed', 409);
  end if;
  insert into public.card_issues (tenant_id, batch_id, wanted, created_by, idempotency_key, request_hash)
  values (kind.tenant_id, kind.id, start_card_issue.count, caller.member_id, start_card_issue.idempotency_key, hash)
  returning * into earlier;
  return private.card_issue_progress(earlier);
end
$$;

comment on function public.start_card_issue(uuid, int, text) is
  'Starts an issue of 1 to 100,000 cards of a batch. It makes none yet: continue_card_issue() does, and a job for whoever went away. Gives {issue_id, batch_id, state, made, count, parts, exported_parts, error_code, error_details}. For HR managers and the platform (whose batches are the platform''s alone to issue). Errors: not_permitted, card_batch_not_found, card_batch_closed, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.start_card_issue(uuid, int, text) to authenticated, service_role;

-- source: supabase/schemas/70_cards/functions/start_validity.sql
create function private.start_validity(tenant_id uuid, card_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.cards c
  set counts_from_activation = false,
    valid_until = least(
      c.valid_until, private.end_of_day((private.clock() at time zone t.time_zone)::date + b.valid_days, t.time_zone)
    )
  from public.card_batches b, public.tenants t
  where c.tenant_id = start_validity.tenant_id and c.id = any (card_ids) and c.counts_from_activation
    and b.tenant_id = c.tenant_id and b.id = c.batch_id and t.id = c.tenant_id;
  if not found then
    return;
  end if;
  perform private.lock_accounts(
    tenant_id, array(select private.card_account_id(i) from unnest(card_ids) i)
  );
  update public.point_lots l set expires_at = c.valid_until
  from public.cards c
  where c.tenant_id = start_validity.tenant_id and c.id = any (card_ids)
    and l.tenant_id = c.tenant_id and l.account_id = private.card_account_id(c.id) and l.has_points and l.expires_at > c.valid_until;
end
$$;

comment on function private.start_validity(uuid, uuid[]) is
  'Lets the days of validity begin for cards whose validity counts from their activation: the card and its points are valid to the end of the last day. Others stay as they are. Behind the lock of the cards; locks their wallets.';

-- source: supabase/schemas/70_cards/functions/take_attempt.sql
create function private.take_attempt(
  wanted_bucket text, wanted_key bytea, free_attempts int, first_delay interval
) returns interval
language plpgsql volatile set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  moment constant timestamptz := private.clock();
  held private.sign_in_attempts;
begin
  held := private.hold_attempts(wanted_bucket, wanted_key);
  if held.blocked_until > moment then
    return held.blocked_until - moment;
  end if;
  held.failures := held.failures || moment;
  if cardinality(held.failures) >= free_attempts then
    held.blocked_until := moment + least(first_delay * (2 ^ least(held.blocks, 20)), limits.longest_delay);
    held.blocks := held.blocks + 1;
  end if;
  update private.sign_in_attempts a
  set failures = held.failures, blocks = held.blocks, blocked_until = held.blocked_until, touched_at = moment
  where a.bucket = wanted_bucket and a.key = wanted_key;
  return null;
end
$$;

comment on function private.take_attempt(text, bytea, int, interval) is
  'Takes one attempt out of a bucket before anything is evaluated, and keeps the row locked: null, or how long to wait. The attempt that uses up the window starts a delay, which doubles each time until there was quiet for a day.';

-- source: supabase/schemas/70_cards/functions/take_serials.sql
create function private.take_serials(tenant_id uuid, batch_id uuid, count int) returns int
language sql volatile security definer set search_path = '' as $$
  update public.card_batches b set last_serial = b.last_serial + take_serials.count
  where b.tenant_id = take_serials.tenant_id and b.id = take_serials.batch_id
  returning b.last_serial - take_serials.count + 1
$$;

comment on function private.take_serials(uuid, uuid, int) is
  'Takes so many serials of a batch and gives the first. Locks the batch to the end of the transaction; comes before cards and accounts.';

-- source: supabase/schemas/70_cards/functions/take_turn.sql
create function private.take_turn(queue_bucket text, queue_key bytea, wanted_source bytea, between_turns interval) returns interval
language plpgsql volatile set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  moment constant timestamptz := private.clock();
  turn_at timestamptz;
begin
  select t.due_at into turn_at
  from private.sign_in_turns t
  where t.queue = queue_key and t.source_key = wanted_source and t.due_at > moment - limits.turn_is_kept;
  if turn_at > moment then
    return turn_at - moment;
  end if;
  if turn_at is not null then
    delete from private.sign_in_turns t where t.queue = queue_key and t.source_key = wanted_source;
    return null;
  end if;
  update private.sign_in_attempts a
  set last_turn = greatest(moment, a.last_turn) + between_turns, touched_at = moment
  where a.bucket = queue_bucket and a.key = queue_key
  returning a.last_turn into strict turn_at;
  insert into private.sign_in_turns (queue, source_key, due_at) values (queue_key, wanted_source, turn_at)
  on conflict (queue, source_key) do update set due_at = excluded.due_at;
  return turn_at - moment;
end
$$;

comment on function private.take_turn(text, bytea, bytea, interval) is
  'Uses up the turn of a source at a queue (null), or says how long it has to wait, giving it a turn at the end of the queue if it has none. The caller holds the queue''s row. A turn belongs to its source: nobody else can use it up.';

-- source: supabase/schemas/70_cards/functions/unfreeze_cards.sql
create function public.unfreeze_cards(selection jsonb, reason text, idempotency_key text) returns jsonb
language sql volatile security definer set search_path = '' as $$
  select private.change_cards('unfreeze', selection, reason, idempotency_key)
$$;

comment on function public.unfreeze_cards(jsonb, text, text) is
  'Makes frozen cards again what they were. selection: {card_ids} | {batch_id} | {batch_id, from_serial, to_serial}, at most 10,000 cards; reason 1 to 200 characters. Gives {cards, skipped: [{card_id, serial, code}]}. For HR managers and the platform. Errors: not_permitted, card_batch_not_found, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.unfreeze_cards(jsonb, text, text) to authenticated, service_role;

-- source: supabase/schemas/70_cards/functions/unknown_cards.sql
create function private.unknown_cards(selection jsonb, held uuid[]) returns jsonb
language sql stable set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('card_id', i.id, 'code', 'card_not_found')), '[]')
  from jsonb_array_elements_text(coalesce(selection -> 'card_ids', '[]')) i (id)
  where private.uuid_or_null(i.id) is null or private.uuid_or_null(i.id) <> all (held)
$$;

comment on function private.unknown_cards(jsonb, uuid[]) is
  'What an answer says about cards of a selection that the caller has no such cards of: the same for another company''s and for none at all.';

-- source: supabase/schemas/70_cards/functions/unseal_pin.sql
create function private.unseal_pin(sealed bytea) returns text
language sql stable set search_path = '' as $$
  select extensions.pgp_sym_decrypt(sealed, private.secret('card_export_key'))
$$;

comment on function private.unseal_pin(bytea) is 'The PIN that private.seal_pin() encrypted.';

-- source: supabase/schemas/70_cards/functions/void_cards.sql
create function public.void_cards(selection jsonb, reason text, idempotency_key text) returns jsonb
language sql volatile security definer set search_path = '' as $$
  select private.change_cards('void', selection, reason, idempotency_key)
$$;

comment on function public.void_cards(jsonb, text, text) is
  'Makes cards void for good; what is left on them goes back to the budget it came from, except what has expired. selection: {card_ids} | {batch_id} | {batch_id, from_serial, to_serial}, at most 10,000 cards; reason 1 to 200 characters. Gives {cards, skipped: [{card_id, serial, code}]}. For HR managers and the platform. Errors: not_permitted, card_batch_not_found, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.void_cards(jsonb, text, text) to authenticated, service_role;

-- source: supabase/schemas/70_cards/functions/welcome_card.sql
create function private.welcome_card(card public.cards, origin bytea) returns void
language plpgsql volatile set search_path = '' as $$
begin
  insert into private.card_sources (tenant_id, card_id, source_key) values (card.tenant_id, card.id, origin)
  on conflict (tenant_id, card_id, source_key) do update set last_success_at = excluded.last_success_at;
  update public.cards c
  set status = 'active', activated_at = private.clock()
  where c.tenant_id = card.tenant_id and c.id = card.id and c.status = 'issued';
  if found then
    insert into public.card_events (tenant_id, batch_id, card_id, kind)
    values (card.tenant_id, card.batch_id, card.id, 'activated');
    perform private.count_guess(card.batch_id, -1);
    perform private.start_validity(card.tenant_id, array[card.id]);
  end if;
end
$$;

comment on function private.welcome_card(public.cards, bytea) is
  'Remembers where a card was signed in from and, the first time, makes it active and lets its days of validity begin.';

-- source: supabase/schemas/70_cards/functions/write_card_batch.sql
create function private.write_card_batch(tenant_id uuid, saved public.card_batches, changes jsonb) returns public.card_batches
language plpgsql volatile security definer set search_path = '' as $$
declare
  defaults constant jsonb := jsonb_build_object(
    'kind', 'points', 'issuer', 'tenant', 'translations', '{}'::jsonb, 'look', '{}'::jsonb, 'valid_from', private.clock(),
    'funded_at', 'issue', 'needs_activation', false, 'includes_company_offers', false, 'for_departures', false, 'status', 'active'
  );
  is_new constant boolean := saved.id is null;
  rule text;
  field text;
begin
  saved := jsonb_populate_record(saved, case when is_new then defaults || changes else changes end);
  if saved.kind = 'stored_value' then
    saved.face_value := private.points_worth(write_card_batch.tenant_id, saved.face_minor);
  end if;
  perform private.require_open_programme(write_card_batch.tenant_id, saved.programme_id);
  insert into public.card_batches as b (
    tenant_id, id, programme_id, kind, issuer, title, translations, face_value, face_minor, valid_from, valid_until, valid_days, funded_at,
    needs_activation, look, includes_company_offers
  )
  values (
    write_card_batch.tenant_id, coalesce(saved.id, private.new_id()), saved.programme_id, saved.kind, saved.issuer, btrim(saved.title),
    saved.translations, saved.face_value, saved.face_minor, saved.valid_from, saved.valid_until, saved.valid_days, saved.funded_at,
    saved.needs_activation, saved.look, saved.includes_company_offers
  )
  on conflict on constraint card_batches_pkey do update
  set programme_id = excluded.programme_id, kind = excluded.kind, issuer = excluded.issuer, title = excluded.title,
    translations = excluded.translations, face_value = excluded.face_value, face_minor = excluded.face_minor,
    valid_from = excluded.valid_from, valid_until = excluded.valid_until, valid_days = excluded.valid_days, funded_at = excluded.funded_at,
    needs_activation = excluded.needs_activation, look = excluded.look, includes_company_offers = excluded.includes_company_offers
  returning b.* into saved;
  insert into public.card_events (tenant_id, batch_id, kind)
  values (saved.tenant_id, saved.id, case when is_new then 'batch_created' else 'batch_changed' end);
  return saved;
exception
  when check_violation or not_null_violation then
    get stacked diagnostics rule = constraint_name, field = column_name;
    perform private.fail('invalid_request', 400, jsonb_build_object('field', coalesce(nullif(field, ''), 'batch'), 'problem', coalesce(nullif(rule, ''), 'missing')));
  when data_exception then
    perform private.fail('invalid_request', 400, '{"field": "batch", "problem": "value"}');
end
$$;

comment on function private.write_card_batch(uuid, public.card_batches, jsonb) is
  'Writes a batch: a new one, or the saved row with some fields changed. Gives the row. The rules are those of the table. Errors: programme_not_found, programme_closed, invalid_request {field, problem}.';

-- source: supabase/schemas/80_packs/functions/activate_pack.sql
create function public.activate_pack(pack_id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_status text;
begin
  select p.status into v_status from public.packs p where p.id = pack_id for update;
  if not found then
    perform private.fail('pack_not_found', 404);
  end if;
  -- The trigger of packs looks whether it is complete.
  update public.packs p set status = 'active' where p.id = pack_id and p.status <> 'active';
  return jsonb_build_object('pack_id', pack_id, 'status', 'active');
end
$$;

comment on function public.activate_pack(uuid) is
  'Checks that a pack is complete and opens it for grants; its terms and contents are fixed from then on. A closed one opens again. Gives {pack_id, status}; once more, the same. Platform only. Errors: pack_not_found, pack_incomplete {problems: [{section_no?, sku_id?, problem}]}.';

grant execute on function public.activate_pack(uuid) to service_role;

-- source: supabase/schemas/80_packs/functions/count_pack_uses.sql
create function private.count_pack_uses(held public.pack_entitlements) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_begun integer;
begin
  update public.pack_entitlements e
  set uses_begun = u.begun, uses_done = u.done
  from (select count(*) as begun, count(*) filter (where p.is_done) as done from private.pack_uses(held) p) u
  where e.tenant_id = (held).tenant_id and e.id = (held).id
  returning e.uses_begun into v_begun;
  return v_begun - (held).uses_begun;
end
$$;

comment on function private.count_pack_uses(public.pack_entitlements) is
  'Counts the uses of an entitlement, which the caller has locked and then changed, anew. Gives how many more are begun than the row said that was locked: 1 after a first redemption, -1 after its cancellation.';

-- source: supabase/schemas/80_packs/functions/current_use.sql
create function private.current_use(held public.pack_entitlements) returns integer
language sql stable security definer set search_path = '' as $$
  select n.use_no
  from generate_series(1, (held).uses_total) n (use_no)
  left join private.pack_uses(held) u on u.use_no = n.use_no
  where u.is_done is not true
  order by n.use_no
  limit 1
$$;

comment on function private.current_use(public.pack_entitlements) is
  'The first use of an entitlement that is not done, from 1; null when all are. A use stays the current one until nothing more fits into it.';

-- source: supabase/schemas/80_packs/functions/earlier_pack_grant.sql
create function private.earlier_pack_grant(tenant_id uuid, idempotency_key text, request_hash bytea) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_earlier record;
begin
  perform private.lock_key(tenant_id, idempotency_key);
  select g.id, g.request_hash into v_earlier
  from public.pack_grants g
  where g.tenant_id = earlier_pack_grant.tenant_id
    and g.actor_id is not distinct from auth.uid()
    and g.idempotency_key = earlier_pack_grant.idempotency_key;
  if v_earlier.request_hash <> earlier_pack_grant.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return private.pack_grant_answer(tenant_id, v_earlier.id);
end
$$;

comment on function private.earlier_pack_grant(uuid, text, bytea) is
  'The answer of the grant of packs that the caller made with this key before, or null when the key is new; waits for a call with the same key that is under way. Errors: idempotency_mismatch, invalid_request.';

-- source: supabase/schemas/80_packs/functions/end_entitlements.sql
create function private.end_entitlements(tenant_id uuid, entitlement_ids uuid[], state text) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_committed constant uuid := private.system_account_id(tenant_id, 'committed');
  v_ended record;
  v_returned bigint := 0;
begin
  perform private.lock_accounts(
    tenant_id,
    array(
      select distinct g.budget_account_id
      from public.pack_entitlements e
      join public.pack_grants g on g.tenant_id = e.tenant_id and g.id = e.grant_id
      where e.tenant_id = end_entitlements.tenant_id and e.id = any (entitlement_ids)
    )
  );
  for v_ended in
    with ended as (
      update public.pack_entitlements e
      set state = end_entitlements.state, returned_points = e.value_points * (e.uses_total - e.uses_begun)
      where e.tenant_id = end_entitlements.tenant_id and e.id = any (entitlement_ids) and e.state = 'open'
      returning e.grant_id, e.returned_points
    )
    select g.id as grant_id, g.budget_account_id, sum(e.returned_points)::bigint as points
    from ended e
    join public.pack_grants g on g.tenant_id = end_entitlements.tenant_id and g.id = e.grant_id
    group by g.id, g.budget_account_id
    order by g.id
  loop
    update public.ledger_accounts a set balance = a.balance + v_ended.points
    where a.tenant_id = end_entitlements.tenant_id and a.id = v_ended.budget_account_id;
    perform private.post_pack_movement(
      tenant_id, 'pack_return', v_ended.grant_id, v_committed, v_ended.budget_account_id, v_ended.points, null
    );
    v_returned := v_returned + v_ended.points;
  end loop;
  return v_returned;
end
$$;

comment on function private.end_entitlements(uuid, uuid[], text) is
  'Ends entitlements that are open and that the caller has locked in the order of ids (state expired or void): the points of uses that are not begun go back to the budgets that paid. Gives these points. Orders placed before stay as they are.';

-- source: supabase/schemas/80_packs/functions/end_entitlements_of_cards.sql
create function private.end_entitlements_of_cards(tenant_id uuid, card_ids uuid[]) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
begin
  return private.end_entitlements(
    tenant_id,
    array(
      select e.id
      from public.pack_entitlements e
      where e.tenant_id = end_entitlements_of_cards.tenant_id and e.card_id = any (card_ids) and e.state = 'open'
      order by e.id
      for no key update
    ),
    'void'
  );
end
$$;

comment on function private.end_entitlements_of_cards(uuid, uuid[]) is
  'Voids the open packs of cards that are void: what is not begun goes back to the budgets. Gives the points. For functions that have checked the caller.';

-- source: supabase/schemas/80_packs/functions/entitlement_state.sql
create function private.entitlement_state(held public.pack_entitlements) returns text
language sql stable set search_path = '' as $$
  select case
    when (held).state = 'void' then 'void'
    when (held).uses_done = (held).uses_total then 'used_up'
    when (held).state = 'expired' or (held).valid_until <= private.clock() then 'expired'
    else 'open'
  end
$$;

comment on function private.entitlement_state(public.pack_entitlements) is
  'What a holder is told about an entitlement: open, used_up, expired, whether the job has been there or not, or void.';

-- source: supabase/schemas/80_packs/functions/expire_packs.sql
create function public.expire_packs(max_entitlements integer default 5000) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_due record;
  v_ended integer := 0;
  v_returned bigint := 0;
begin
  for v_due in
    with due as materialized (
      (
        select e.tenant_id, e.id, 'expired' as outcome
        from public.pack_entitlements e
        where e.state = 'open' and e.valid_until <= private.clock()
        order by e.valid_until
        limit greatest(1, least(max_entitlements, 20000))
      )
      union all
      (
        select e.tenant_id, e.id, 'void'
        from public.pack_entitlements e
        join public.members m on m.tenant_id = e.tenant_id and m.id = e.member_id
        where e.state = 'open' and e.valid_until > private.clock() and m.status = 'departed'
        limit greatest(1, least(max_entitlements, 20000))
      )
    ),
    locked as materialized (
      -- Whoever redeems or cancels at this moment holds the row; the next run comes soon.
      select e.tenant_id, e.id, d.outcome
      from due d
      join public.pack_entitlements e on e.tenant_id = d.tenant_id and e.id = d.id
      where e.state = 'open'
      order by e.id
      for no key update of e skip locked
    )
    select l.tenant_id, l.outcome, array_agg(l.id) as ids from locked l group by l.tenant_id, l.outcome order by l.tenant_id, l.outcome
  loop
    v_returned := v_returned + private.end_entitlements(v_due.tenant_id, v_due.ids, v_due.outcome);
    v_ended := v_ended + cardinality(v_due.ids);
  end loop;
  return jsonb_build_object('entitlements', v_ended, 'returned_points', v_returned);
end
$$;

comment on function public.expire_packs(integer) is
  'Ends packs whose time is over, and those of members who have left, at most so many of each (1 to 20,000): uses that were not begun go back to the budgets. Gives {entitlements, returned_points}. Nothing waits for it: what is over cannot be redeemed. A job; for the platform.';

grant execute on function public.expire_packs(integer) to service_role;

-- source: supabase/schemas/80_packs/functions/give_pack.sql
create function private.give_pack(
  tenant_id uuid,
  pack_id uuid,
  card_ids uuid[],
  uses integer default null,
  valid_until timestamptz default null,
  budget_account_id uuid default null,
  note text default null
) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
begin
  return private.post_pack_grant(
    tenant_id => give_pack.tenant_id, pack_id => give_pack.pack_id,
    budget_account_id => coalesce(give_pack.budget_account_id, private.budget_account_id(give_pack.tenant_id)),
    card_ids => give_pack.card_ids, uses => give_pack.uses, valid_until => give_pack.valid_until, source => 'card', note => give_pack.note
  );
end
$$;

comment on function private.give_pack(uuid, uuid, uuid[], integer, timestamptz, uuid, text) is
  'Puts a pack on cards, so many uses each (the pack''s own number unless said), valid no longer than the pack and than valid_until, paid by the budget (the company''s unless said). Gives the grant of packs. For the issue and the activation of cards. Errors: pack_not_found, pack_closed, insufficient_budget {needed, available}.';

-- source: supabase/schemas/80_packs/functions/grant_pack.sql
create function public.grant_pack(
  pack_id uuid, recipients jsonb, idempotency_key text, budget_account uuid default null, note text default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_caller constant record := private.require_granter(recipients);
  v_hash constant bytea := private.request_hash('grant_pack', pack_id::text, recipients::text, budget_account::text, note);
  v_grants constant jsonb := private.recipients_as_grants(recipients);
  v_answer jsonb;
  v_members uuid[];
  v_budget uuid;
  v_grant uuid;
begin
  if length(note) > 200 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'note', 'problem', 'length'));
  end if;
  v_answer := private.earlier_pack_grant(v_caller.tenant_id, idempotency_key, v_hash);
  if v_answer is not null then
    return v_answer;
  end if;
  perform private.refuse_wrong_recipients(v_caller.tenant_id, v_grants);
  select r.member_ids into v_members from private.resolve_recipients(v_caller.tenant_id, v_grants) r;
  perform private.refuse_crowd(v_members);
  v_budget := private.budget_for_grant(v_caller.tenant_id, v_members, budget_account);
  v_grant := private.post_pack_grant(
    tenant_id => v_caller.tenant_id, pack_id => grant_pack.pack_id, budget_account_id => v_budget, member_ids => v_members,
    granted_by => v_caller.member_id, note => grant_pack.note, idempotency_key => grant_pack.idempotency_key, request_hash => v_hash
  );
  return private.pack_grant_answer(v_caller.tenant_id, v_grant);
end
$$;

comment on function public.grant_pack(uuid, jsonb, text, uuid, text) is
  'Gives a pack: recipients is [{member_id | employee_no | department_id | group_id | everyone: true}], exactly one in each entry, each of them meaning whom it means in grant_points; whoever is named twice gets two. Key of the caller; the budget that pays, chosen as in grant_points; a note for the books. Gives {grant_id, pack_id, recipients, uses, total_points, budget_account_id, budget_left}. All or nothing. For those who may grant points. Errors: not_permitted, out_of_scope, account_not_found, pack_not_found, pack_closed, member_not_found, department_not_found, group_not_found, each {index}; insufficient_budget {needed, available}, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.grant_pack(uuid, jsonb, text, uuid, text) to authenticated;

-- source: supabase/schemas/80_packs/functions/line_translations.sql
create function private.line_translations(of_product jsonb, of_sku jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return (
    select coalesce(
      jsonb_object_agg(
        locale, jsonb_strip_nulls(jsonb_build_object('name', of_product -> locale -> 'name', 'options', of_sku -> locale -> 'options'))
      ),
      '{}'
    )
    from jsonb_object_keys(of_product || of_sku) as locale
  );
end
$$;

comment on function private.line_translations(jsonb, jsonb) is
  'The translations an order line keeps: the product''s name and the SKU''s choices, by locale.';

-- source: supabase/schemas/80_packs/functions/move_entitlements.sql
create function private.move_entitlements(
  tenant_id uuid, from_card uuid, to_member uuid default null, to_card uuid default null
) returns integer
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_moved integer;
begin
  perform
  from public.pack_entitlements e
  where e.tenant_id = move_entitlements.tenant_id and e.card_id = from_card
  order by e.id
  for no key update;
  update public.pack_entitlements e
  set member_id = to_member, card_id = to_card
  where e.tenant_id = move_entitlements.tenant_id and e.card_id = from_card and e.state = 'open';
  get diagnostics v_moved = row_count;
  return v_moved;
end
$$;

comment on function private.move_entitlements(uuid, uuid, uuid, uuid) is
  'Hands the open packs of a card over to the member who claims it, or to the card that replaces it; exactly one of the two. What was chosen before stays with the order''s buyer, and its slots stay taken. Gives how many. For functions that have locked the card and checked everything.';

-- source: supabase/schemas/80_packs/functions/my_packs.sql
create function public.my_packs() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_buyer constant record := private.require_buyer();
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(h) order by h.state = 'open' desc, h.valid_until, h.entitlement_id), '[]')
    from (
      select e.id as entitlement_id, p.id as pack_id, p.title, p.translations, p.signature, p.theme, p.picture_path,
        private.entitlement_state(e) as state, e.valid_until, e.uses_total, e.uses_total - e.uses_done as uses_left,
        e.uses_begun > e.uses_done as is_begun
      from public.pack_entitlements e
      join public.packs p on p.tenant_id = e.tenant_id and p.id = e.pack_id
      where e.tenant_id = v_buyer.tenant_id and e.holder_id = v_buyer.buyer_id and e.state <> 'void'
    ) h
  );
end
$$;

comment on function public.my_packs() is
  'The packs the caller holds: [{entitlement_id, pack_id, title, translations, signature, theme, picture_path, state (open, used_up, expired), valid_until, uses_total, uses_left (not done), is_begun (something was chosen and something is left)}], the open ones first, soonest over first. Members and guests. Errors: those of private.require_buyer.';

grant execute on function public.my_packs() to authenticated;

-- source: supabase/schemas/80_packs/functions/pack_address.sql
create function private.pack_address(tenant_id uuid, buyer_id uuid, address_id uuid, choices private.pack_choice[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_address jsonb;
begin
  if address_id is not null then
    v_address := private.address_snapshot(tenant_id, buyer_id, address_id);
    if v_address is null then
      perform private.fail('address_not_found', 404);
    end if;
  elsif exists (
    select
    from unnest(choices) c
    join public.skus s on s.id = c.delivered_sku_id
    join public.products p on p.id = s.product_id
    where p.kind in ('physical', 'gift_pack')
  ) then
    perform private.fail('address_required', 400);
  end if;
  return v_address;
end
$$;

comment on function private.pack_address(uuid, uuid, uuid, private.pack_choice[]) is
  'A copy of the address to which the choices go; null where nothing is shipped and none was named. Errors: address_not_found, address_required.';

-- source: supabase/schemas/80_packs/functions/pack_choice_problem.sql
create function private.pack_choice_problem(choice jsonb) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return case
    when jsonb_typeof(choice) <> 'object' then 'not_an_object'
    when coalesce(private.whole_amount(choice -> 'section_no') > 20, true) then 'section_no'
    when jsonb_typeof(choice -> 'sku_id') is distinct from 'string' or not pg_input_is_valid(choice ->> 'sku_id', 'uuid') then 'sku_id'
    when coalesce(choice -> 'swap_for', 'null') <> 'null'
      and (jsonb_typeof(choice -> 'swap_for') <> 'string' or not pg_input_is_valid(choice ->> 'swap_for', 'uuid')) then 'swap_for'
  end;
end
$$;

comment on function private.pack_choice_problem(jsonb) is
  'What is wrong with the shape of one choice, its units aside: not_an_object, section_no, sku_id, swap_for, or null.';

-- source: supabase/schemas/80_packs/functions/pack_detail.sql
create function public.pack_detail(entitlement_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_held public.pack_entitlements;
  v_state text;
  v_use_no integer;
begin
  select * into v_held
  from public.pack_entitlements e
  where e.tenant_id = v_buyer.tenant_id and e.id = pack_detail.entitlement_id and e.holder_id = v_buyer.buyer_id and e.state <> 'void';
  if not found then
    perform private.fail('pack_not_found', 404);
  end if;
  v_state := private.entitlement_state(v_held);
  -- Of a pack that is used up, the last use is shown as it was chosen.
  v_use_no := coalesce(private.current_use(v_held), v_held.uses_total);
  return (
    select jsonb_build_object(
      'entitlement_id', v_held.id, 'pack_id', p.id, 'title', p.title, 'translations', p.translations, 'greeting', p.greeting,
      'signature', p.signature, 'theme', p.theme, 'picture_path', p.picture_path, 'allow_swaps', p.allow_swaps,
      'state', v_state, 'valid_until', v_held.valid_until, 'uses_total', v_held.uses_total,
      'uses_left', v_held.uses_total - v_held.uses_done, 'use_no', v_use_no,
      'sections', private.pack_sections_left(v_held, v_use_no, v_state = 'open'),
      'orders', (
        select coalesce(jsonb_agg(to_jsonb(o) order by o.placed_at desc, o.order_id), '[]')
        from (
          select o.id as order_id, o.order_no, o.state, o.placed_at, min(c.use_no) as use_no, sum(c.units) as units
          from public.orders o
          join public.pack_choices c on c.tenant_id = o.tenant_id and c.order_id = o.id
          where c.entitlement_id = v_held.id and c.tenant_id = v_held.tenant_id
          group by o.tenant_id, o.id
        ) o
      )
    )
    from public.packs p
    where p.tenant_id = v_held.tenant_id and p.id = v_held.pack_id
  );
end
$$;

comment on function public.pack_detail(uuid) is
  'A pack the caller holds, for its page and the chooser: {entitlement_id, pack_id, title, translations, greeting, signature, theme, picture_path, allow_swaps, state (open, used_up, expired), valid_until, uses_total, uses_left, use_no (the use that is chosen from now), sections (private.pack_sections_left), orders: [{order_id, order_no, state, placed_at, use_no, units}]}. Members and guests. Errors: pack_not_found, and those of private.require_buyer.';

grant execute on function public.pack_detail(uuid) to authenticated;

-- source: supabase/schemas/80_packs/functions/pack_grant_answer.sql
create function private.pack_grant_answer(tenant_id uuid, grant_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'grant_id', g.id, 'pack_id', g.pack_id, 'recipients', g.entitlements, 'uses', g.uses, 'total_points', g.total_points,
    'budget_account_id', g.budget_account_id, 'budget_left', g.budget_left
  )
  from public.pack_grants g
  where g.tenant_id = pack_grant_answer.tenant_id and g.id = pack_grant_answer.grant_id
$$;

comment on function private.pack_grant_answer(uuid, uuid) is 'What grant_pack() answers for a grant, the first time and every time after.';

-- source: supabase/schemas/80_packs/functions/pack_problems.sql
create function private.pack_problems(pack public.packs) returns jsonb
language sql stable security definer set search_path = '' as $$
  with
    items as materialized (
      select s.section_no, s.kind, i.sku_id, i.units, i.min_units, i.max_units, i.value_points,
        coalesce(s.choose_count, s.amount_points) as section_limit,
        case s.kind when 'choose_amount' then i.value_points else 1 end as unit_cost,
        coalesce(k.status = 'active' and d.status = 'active', false) as is_on_sale
      from public.pack_sections s
      left join public.pack_items i on i.tenant_id = s.tenant_id and i.pack_id = s.pack_id and i.section_no = s.section_no
      left join public.skus k on k.id = i.sku_id
      left join public.products d on d.id = k.product_id
      where s.tenant_id = (pack).tenant_id and s.pack_id = (pack).id
    ),
    problems as (
      select null::integer as section_no, null::uuid as sku_id, 'no_sections' as problem where not exists (select from items)
      union all
      select null, null, 'over_already' where (pack).valid_until <= private.clock()
      union all
      select i.section_no, null, 'no_items' from items i where i.sku_id is null
      union all
      select i.section_no, i.sku_id, p.problem
      from items i
      cross join lateral (
        values
          ('withdrawn', not i.is_on_sale),
          ('units_missing', i.kind = 'fixed' and i.units is null),
          ('units_only_for_fixed', i.kind <> 'fixed' and i.units is not null),
          ('value_missing', i.value_points is null and (i.kind = 'choose_amount' or (pack).allow_swaps)),
          ('value_above_amount', i.kind = 'choose_amount' and i.value_points > i.section_limit)
      ) p (problem, holds)
      where i.sku_id is not null and p.holds
      union all
      select i.section_no, null, 'minimum_above_limit'
      from items i
      where i.kind <> 'fixed'
      group by i.section_no, i.section_limit
      having sum(i.min_units * i.unit_cost) > i.section_limit
      union all
      select i.section_no, null, 'maximum_below_limit'
      from items i
      where i.kind = 'choose_count' and i.sku_id is not null
      group by i.section_no, i.section_limit
      having sum(coalesce(i.max_units, i.section_limit)) < i.section_limit
    )
  select coalesce(
    jsonb_agg(
      jsonb_strip_nulls(jsonb_build_object('section_no', p.section_no, 'sku_id', p.sku_id, 'problem', p.problem))
      order by p.section_no nulls first, p.sku_id nulls first, p.problem
    ),
    '[]'
  )
  from problems p
$$;

comment on function private.pack_problems(public.packs) is
  'Why a pack cannot be activated: [{section_no?, sku_id?, problem}], empty when it is complete. Problems: no_sections, over_already (valid_until is past), no_items, withdrawn, units_missing, units_only_for_fixed, value_missing, value_above_amount, minimum_above_limit, maximum_below_limit.';

-- source: supabase/schemas/80_packs/functions/pack_sections_left.sql
create function private.pack_sections_left(held public.pack_entitlements, use_no integer, is_open boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
  with
    slots as materialized (
      select s.*,
        sum(s.chosen * s.unit_cost) over of_section as section_chosen,
        s.section_limit - sum(s.chosen * s.unit_cost) over of_section as section_left,
        -- Room that other items need, of which something must be among the chosen.
        sum(greatest(s.min_units - s.chosen, 0) * s.unit_cost) over of_section
          - greatest(s.min_units - s.chosen, 0) * s.unit_cost as kept_for_others
      from private.pack_slots((held).tenant_id, (held).pack_id, (held).id, use_no) s
      window of_section as (partition by s.section_no)
    ),
    items as materialized (
      select s.*, i.position, i.value_points, k.product_id, d.name, k.options, d.subtitle,
        private.line_translations(d.translations, k.translations) as translations, private.cover_path(d.id) as image_path,
        d.kind in ('physical', 'gift_pack') as needs_address, private.pack_units_available(s.sku_id) as available,
        case when is_open then
          greatest(0, least(s.max_units - s.chosen, div(s.section_left - s.kept_for_others, s.unit_cost)))::integer
        else 0 end as units_left
      from slots s
      join public.pack_items i
        on i.tenant_id = (held).tenant_id and i.pack_id = (held).pack_id and i.section_no = s.section_no and i.sku_id = s.sku_id
      join public.skus k on k.id = s.sku_id
      join public.products d on d.id = k.product_id
    )
  select jsonb_agg(
    jsonb_build_object(
      'section_no', c.section_no, 'kind', c.kind, 'title', c.title, 'translations', c.translations,
      'limit', l.section_limit, 'chosen', l.section_chosen, 'left', case when is_open then l.section_left else 0 end,
      'is_done', l.is_done, 'items', l.items
    )
    order by c.section_no
  )
  from public.pack_sections c
  join (
    select i.section_no, min(i.section_limit) as section_limit, min(i.section_chosen) as section_chosen, min(i.section_left) as section_left,
      bool_and(i.chosen >= i.max_units or i.unit_cost > i.section_left) as is_done,
      jsonb_agg(
        jsonb_build_object(
          'sku_id', i.sku_id, 'product_id', i.product_id, 'name', i.name, 'subtitle', i.subtitle, 'options', i.options,
          'translations', i.translations, 'image_path', i.image_path, 'needs_address', i.needs_address, 'value_points', i.value_points,
          'min_units', i.min_units, 'max_units', least(i.max_units, i.section_limit / i.unit_cost), 'chosen', i.chosen,
          'units_left', i.units_left, 'available', i.available
        )
        order by i.position, i.sku_id
      ) as items
    from items i
    group by i.section_no
  ) l on l.section_no = c.section_no
  where c.tenant_id = (held).tenant_id and c.pack_id = (held).pack_id
$$;

comment on function private.pack_sections_left(public.pack_entitlements, integer, boolean) is
  'The sections of one use for the chooser: [{section_no, kind, title, translations, limit, chosen, left (units, or points for choose_amount), is_done, items: [{sku_id, product_id, name, subtitle, options, translations, image_path, needs_address, value_points, min_units, max_units (in one use), chosen, units_left (that may still be chosen, were all of them this item), available (in stock, capped at 99)}]}]. Where it is not open, nothing is left.';

-- source: supabase/schemas/80_packs/functions/pack_slots.sql
create function private.pack_slots(tenant_id uuid, pack_id uuid, entitlement_id uuid, use_no integer)
returns table (
  section_no integer, kind text, sku_id uuid, min_units integer, max_units integer, unit_cost bigint, section_limit bigint, chosen integer
)
language plpgsql stable security definer set search_path = '' as $$
begin
  -- One measure for all kinds of sections: what a unit costs (1, or its value) and what the section may cost in all.
  return query
  select s.section_no, s.kind, i.sku_id,
    case s.kind when 'fixed' then i.units else i.min_units end,
    case s.kind when 'fixed' then i.units else coalesce(i.max_units, 999) end,
    case s.kind when 'choose_amount' then i.value_points else 1 end,
    case s.kind
      when 'fixed' then sum(i.units) over (partition by s.section_no)
      when 'choose_count' then s.choose_count
      else s.amount_points
    end,
    coalesce(c.units, 0)::integer
  from public.pack_sections s
  join public.pack_items i on i.tenant_id = s.tenant_id and i.pack_id = s.pack_id and i.section_no = s.section_no
  left join (
    select t.section_no, t.sku_id, sum(t.units) as units
    from public.pack_choices t
    where t.entitlement_id = pack_slots.entitlement_id and t.use_no = pack_slots.use_no and t.returned_at is null
      and t.tenant_id = pack_slots.tenant_id
    group by t.section_no, t.sku_id
  ) c on c.section_no = s.section_no and c.sku_id = i.sku_id
  where s.tenant_id = pack_slots.tenant_id and s.pack_id = pack_slots.pack_id;
end
$$;

comment on function private.pack_slots(uuid, uuid, uuid, integer) is
  'Every item of a pack with what one use of an entitlement still allows: fewest and most units, what a unit costs in the measure of its section (units, or points for a choice by amount), the section''s limit in that measure, and the units chosen so far. Of fixed contents the fewest are the most.';

-- source: supabase/schemas/80_packs/functions/pack_swap_prices.sql
create function private.pack_swap_prices(tenant_id uuid, audience_ids uuid[], pack_id uuid, sku_ids uuid[] default null)
returns table (sku_id uuid, price_points bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select o.sku_id, o.price_points
  from private.effective_offers(pack_swap_prices.tenant_id, pack_swap_prices.audience_ids, pack_swap_prices.sku_ids) o
  union all
  select i.sku_id, min(i.value_points)
  from public.pack_items i
  where i.tenant_id = pack_swap_prices.tenant_id and i.pack_id = pack_swap_prices.pack_id and i.value_points is not null
    and (pack_swap_prices.sku_ids is null or i.sku_id = any (pack_swap_prices.sku_ids))
  group by i.sku_id;
end
$$;

comment on function private.pack_swap_prices(uuid, uuid[], uuid, uuid[]) is
  'What a holder with these audiences may get in exchange, and what a unit is worth in points: what the mall offers the holder, at its price, and the other items of the pack, at their value; of all SKUs or of those named. A SKU may come twice.';

-- source: supabase/schemas/80_packs/functions/pack_swaps.sql
create function public.pack_swaps(entitlement_id uuid, section_no integer, sku_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_pack_id uuid;
  v_allowed boolean;
  v_value bigint;
begin
  select e.pack_id, p.allow_swaps, i.value_points into v_pack_id, v_allowed, v_value
  from public.pack_entitlements e
  join public.packs p on p.tenant_id = e.tenant_id and p.id = e.pack_id
  left join public.pack_items i
    on i.tenant_id = e.tenant_id and i.pack_id = e.pack_id and i.section_no = pack_swaps.section_no and i.sku_id = pack_swaps.sku_id
  where e.tenant_id = v_buyer.tenant_id and e.id = pack_swaps.entitlement_id and e.holder_id = v_buyer.buyer_id and e.state <> 'void';
  if not found then
    perform private.fail('pack_not_found', 404);
  elsif not v_allowed or v_value is null or private.pack_units_available(sku_id) > 0 then
    return '[]';
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(w) order by w.value_points desc, w.sku_id), '[]')
    from (
      select s.sku_id, k.product_id, d.name, d.subtitle, k.options, private.line_translations(d.translations, k.translations) as translations,
        private.cover_path(d.id) as image_path, d.kind in ('physical', 'gift_pack') as needs_address, min(s.price_points) as value_points,
        private.pack_units_available(s.sku_id) as available
      from private.pack_swap_prices(v_buyer.tenant_id, v_buyer.audience_ids, v_pack_id) s
      join public.skus k on k.id = s.sku_id
      join public.products d on d.id = k.product_id
      where s.sku_id <> pack_swaps.sku_id and private.pack_units_available(s.sku_id) > 0
      group by s.sku_id, k.id, d.id
      having min(s.price_points) <= v_value
      order by min(s.price_points) desc, s.sku_id
      limit 50
    ) w
  );
end
$$;

comment on function public.pack_swaps(uuid, integer, uuid) is
  'For what an item of a pack the caller holds may be swapped: [{sku_id, product_id, name, subtitle, options, translations, image_path, needs_address, value_points, available}], at most 50, the most valuable first; an empty list where the pack allows no swaps or the item is in stock. Members and guests. Errors: pack_not_found, and those of private.require_buyer.';

grant execute on function public.pack_swaps(uuid, integer, uuid) to authenticated;

-- source: supabase/schemas/80_packs/functions/pack_units_available.sql
create function private.pack_units_available(sku_id uuid) returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  return case when exists (
    select
    from public.skus s
    join public.products p on p.id = s.product_id
    where s.id = pack_units_available.sku_id and s.status = 'active' and p.status = 'active'
  ) then private.available_units(sku_id) else 0 end;
end
$$;

comment on function private.pack_units_available(uuid) is
  'Units in stock, capped at 99; 0 for what was withdrawn, which packs bring as little as the mall.';

-- source: supabase/schemas/80_packs/functions/pack_usage.sql
create function public.pack_usage(grant_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_caller constant record := private.require_member();
  v_grant public.pack_grants;
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  select * into v_grant
  from public.pack_grants g
  where g.tenant_id = v_caller.tenant_id and g.id = pack_usage.grant_id
    and (private.has_role('hr_manager') or g.granted_by = v_caller.member_id);
  if not found then
    perform private.fail('grant_not_found', 404);
  end if;
  return (
    select jsonb_build_object(
      'grant_id', v_grant.id, 'pack_id', v_grant.pack_id, 'recipients', v_grant.entitlements, 'total_points', v_grant.total_points,
      'voided_at', v_grant.voided_at, 'too_few', count(distinct e.holder_id) < 5,
      'figures', case when count(distinct e.holder_id) >= 5 then jsonb_build_object(
        'uses_total', sum(e.uses_total), 'uses_begun', sum(e.uses_begun), 'uses_done', sum(e.uses_done),
        'uses_open', coalesce(sum(e.uses_total - e.uses_begun) filter (where e.state = 'open'), 0),
        'returned_points', sum(e.returned_points)
      ) end
    )
    from public.pack_entitlements e
    where e.tenant_id = v_caller.tenant_id and e.grant_id = v_grant.id
  );
end
$$;

comment on function public.pack_usage(uuid) is
  'How far a grant of packs has been chosen: {grant_id, pack_id, recipients, total_points, voided_at, too_few, figures: null or {uses_total, uses_begun, uses_done, uses_open, returned_points}}. No figures where fewer than five hold it: nobody''s choice shows. HR managers; admins for what they granted. Errors: not_permitted, grant_not_found.';

grant execute on function public.pack_usage(uuid) to authenticated;

-- source: supabase/schemas/80_packs/functions/pack_uses.sql
create function private.pack_uses(held public.pack_entitlements) returns table (use_no integer, is_done boolean)
language sql stable security definer set search_path = '' as $$
  select b.use_no,
    not exists (
      select
      from (
        select s.chosen < s.max_units as has_room, s.unit_cost,
          s.section_limit - sum(s.chosen * s.unit_cost) over (partition by s.section_no) as left_in_section
        from private.pack_slots((held).tenant_id, (held).pack_id, (held).id, b.use_no) s
      ) i
      where i.has_room and i.unit_cost <= i.left_in_section
    )
  from (
    select distinct c.use_no
    from public.pack_choices c
    where c.entitlement_id = (held).id and c.returned_at is null and c.tenant_id = (held).tenant_id
  ) b
$$;

comment on function private.pack_uses(public.pack_entitlements) is
  'The uses of an entitlement that are begun, and whether each is done: nothing more fits into any section.';

-- source: supabase/schemas/80_packs/functions/post_pack_grant.sql
create function private.post_pack_grant(
  tenant_id uuid,
  pack_id uuid,
  budget_account_id uuid,
  member_ids uuid[] default '{}',
  card_ids uuid[] default '{}',
  uses integer default null,
  valid_until timestamptz default null,
  value_points bigint default null,
  source text default 'manual',
  granted_by uuid default null,
  note text default null,
  idempotency_key text default null,
  request_hash bytea default null
) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_pack public.packs;
  v_grant_id constant uuid := private.new_id();
  v_count constant integer := coalesce(cardinality(member_ids), 0) + coalesce(cardinality(card_ids), 0);
  v_uses integer;
  v_valid_until timestamptz;
  v_value bigint;
  v_total bigint;
  v_budget_left bigint;
begin
  select * into v_pack from public.packs p where p.tenant_id = post_pack_grant.tenant_id and p.id = post_pack_grant.pack_id;
  if v_pack.id is null then
    perform private.fail('pack_not_found', 404);
  end if;
  v_uses := coalesce(uses, v_pack.uses);
  v_value := coalesce(value_points, v_pack.value_points);
  select least(
    valid_until, coalesce(v_pack.valid_until, private.end_of_day((private.clock() at time zone t.time_zone)::date + v_pack.valid_days, t.time_zone))
  )
  into v_valid_until
  from public.tenants t
  where t.id = post_pack_grant.tenant_id;
  if v_pack.status <> 'active' or v_valid_until <= private.clock() then
    perform private.fail('pack_closed', 409);
  end if;

  v_total := v_value * v_uses * v_count;
  update public.ledger_accounts a set balance = a.balance - v_total
  where a.tenant_id = post_pack_grant.tenant_id and a.id = post_pack_grant.budget_account_id and a.balance >= v_total
  returning a.balance into v_budget_left;
  if v_budget_left is null then
    perform private.fail('insufficient_budget', 402, jsonb_build_object('needed', v_total, 'available', a.balance))
    from public.ledger_accounts a
    where a.tenant_id = post_pack_grant.tenant_id and a.id = post_pack_grant.budget_account_id;
  end if;

  insert into public.pack_grants (
    tenant_id, id, pack_id, source, budget_account_id, granted_by, entitlements, uses, total_points, budget_left, note, idempotency_key,
    request_hash
  )
  values (
    tenant_id, v_grant_id, pack_id, source, budget_account_id, granted_by, v_count, v_uses, v_total, v_budget_left, note, idempotency_key,
    request_hash
  );
  insert into public.pack_entitlements (tenant_id, pack_id, grant_id, member_id, card_id, value_points, uses_total, valid_until)
  select tenant_id, pack_id, v_grant_id, h.member_id, h.card_id, v_value, v_uses, v_valid_until
  from (
    select m.id as member_id, null::uuid as card_id from unnest(member_ids) m (id)
    union all
    select null, c.id from unnest(card_ids) c (id)
  ) h;
  perform private.post_pack_movement(
    tenant_id, 'pack_grant', v_grant_id, budget_account_id, private.system_account_id(tenant_id, 'committed'), v_total, null
  );
  return v_grant_id;
end
$$;

comment on function private.post_pack_grant(uuid, uuid, uuid, uuid[], uuid[], integer, timestamptz, bigint, text, uuid, text, text, bytea) is
  'Gives a pack to members and cards, one entitlement for each time somebody is named, paid by the budget: the value of all uses goes to the company''s committed account. uses and value_points (of one use) are the pack''s unless given; valid_until can only shorten its validity. Gives the grant. All or nothing. For functions that have checked caller, holders and key. Errors: pack_not_found, pack_closed (a draft, closed, or no longer valid), insufficient_budget {needed, available}.';

-- source: supabase/schemas/80_packs/functions/post_pack_movement.sql
create function private.post_pack_movement(
  tenant_id uuid, kind text, grant_id uuid, from_account uuid, to_account uuid, points bigint, order_id uuid
) returns void
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_transaction_id constant uuid := private.new_id();
  v_account uuid;
  v_balance bigint;
begin
  if points = 0 then
    return;
  end if;
  -- Booked for the budget that gives or receives; between system accounts for the committed one, which keeps no balance.
  select a.id, a.balance into v_account, v_balance
  from public.ledger_accounts a
  where a.tenant_id = post_pack_movement.tenant_id and a.id in (from_account, to_account)
  order by a.kind = 'budget' desc, a.kind = 'committed' desc
  limit 1;
  insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, order_id, grant_id)
  values (
    tenant_id, v_transaction_id, v_account, kind, case v_account when to_account then points else -points end, v_balance, order_id, grant_id
  );
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount)
  values (tenant_id, v_transaction_id, 1, from_account, to_account, points);
end
$$;

comment on function private.post_pack_movement(uuid, text, uuid, uuid, uuid, bigint, uuid) is
  'Writes a movement of points committed to packs into the ledger: pack_grant, pack_redemption or pack_return of this grant of packs, one transfer, for an order or none; nothing for 0 points. Balances of budgets are changed by the caller, before.';

-- source: supabase/schemas/80_packs/functions/read_pack_choices.sql
create function private.read_pack_choices(request jsonb, idempotency_key text) returns private.pack_choice[]
language plpgsql stable set search_path = '' as $$
declare
  v_choices constant jsonb := case when jsonb_typeof(request) = 'object' then request -> 'choices' end;
  v_choice jsonb;
  v_problem text;
  v_units_are_right boolean := true;
  v_read private.pack_choice[] := '{}';
begin
  if idempotency_key is null or idempotency_key !~ '^[^\u0001-\u001f\u007f]{8,100}$' then
    perform private.fail('invalid_request', 400, '{"field": "idempotency_key", "problem": "not_8_to_100_characters"}');
  elsif jsonb_typeof(request) is distinct from 'object' then
    perform private.fail('invalid_request', 400, '{"field": "request", "problem": "not_an_object"}');
  elsif coalesce(v_choices, 'null') in ('null', '[]') then
    perform private.fail('empty_order', 400);
  elsif jsonb_typeof(v_choices) <> 'array' or jsonb_array_length(v_choices) > 50 then
    perform private.fail('invalid_request', 400, '{"field": "choices", "problem": "not_a_list_of_1_to_50"}');
  end if;

  for place in 1 .. jsonb_array_length(v_choices) loop
    v_choice := v_choices -> (place - 1);
    v_problem := least(v_problem, private.pack_choice_problem(v_choice));
    v_units_are_right := v_units_are_right and coalesce(private.whole_amount(v_choice -> 'units') <= 999, false);
    if v_problem is null and v_units_are_right then
      v_read := v_read || row(
        place, (v_choice ->> 'section_no')::integer, coalesce(v_choice ->> 'swap_for', v_choice ->> 'sku_id')::uuid,
        (v_choice ->> 'sku_id')::uuid, (v_choice ->> 'units')::integer
      )::private.pack_choice;
    end if;
  end loop;

  if v_problem is not null then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'choices', 'problem', v_problem));
  elsif not v_units_are_right then
    perform private.fail('invalid_quantity', 400);
  elsif (select count(distinct (c.section_no, c.sku_id, c.delivered_sku_id)) from unnest(v_read) c) < cardinality(v_read) then
    perform private.fail('invalid_request', 400, '{"field": "choices", "problem": "choice_twice"}');
  end if;
  return v_read;
end
$$;

comment on function private.read_pack_choices(jsonb, text) is
  'The choices of a request to redeem, checked: 1 to 50 objects {section_no, sku_id, units, swap_for?}, none twice, units a whole number 1 to 999. swap_for names the item of the pack whose slots sku_id shall take. Errors: empty_order, invalid_request {field, problem}, invalid_quantity.';

-- source: supabase/schemas/80_packs/functions/recipients_as_grants.sql
create function private.recipients_as_grants(recipients jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_wrong integer;
begin
  select min(r.place) - 1 into v_wrong
  from jsonb_array_elements(recipients) with ordinality r (item, place)
  where jsonb_typeof(r.item) <> 'object' or r.item ? 'amount' or r.item ? 'note';
  if v_wrong is not null then
    perform private.fail('invalid_request', 400, jsonb_build_object('index', v_wrong, 'field', 'recipients', 'problem', 'entry'));
  end if;
  return (
    select jsonb_agg(r.item || '{"amount": 1}' order by r.place) from jsonb_array_elements(recipients) with ordinality r (item, place)
  );
end
$$;

comment on function private.recipients_as_grants(jsonb) is
  'The recipients of a pack as entries of a grant of points, which the functions of grants can read; they count for nothing else. Errors: invalid_request {index, field, problem}.';

-- source: supabase/schemas/80_packs/functions/redeem_pack.sql
create function public.redeem_pack(entitlement_id uuid, request jsonb, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_choices constant private.pack_choice[] := private.read_pack_choices(request, idempotency_key);
  v_note constant text := private.read_text(request, 'note', 200, false);
  v_hash constant bytea := private.request_hash('redeem_pack', entitlement_id::text, request::text);
  v_moment constant timestamptz := private.clock();
  v_answer jsonb := private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
  v_order_id constant uuid := private.new_id();
  v_order_no text;
  v_held public.pack_entitlements;
  v_use_no integer;
  v_address jsonb;
begin
  if v_answer is null then
    select * into v_held
    from public.pack_entitlements e
    where e.tenant_id = v_buyer.tenant_id and e.id = redeem_pack.entitlement_id and e.holder_id = v_buyer.buyer_id and e.state <> 'void'
    for no key update;
    if not found then
      perform private.fail('pack_not_found', 404);
    end if;
    -- Whoever waited here for the same key finds its answer now.
    v_answer := private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
  end if;
  if v_answer is not null then
    return v_answer || jsonb_build_object('entitlement_id', entitlement_id);
  end if;

  v_use_no := private.use_to_redeem(v_held);
  perform private.refuse_wrong_choices(v_buyer.tenant_id, v_held.pack_id, entitlement_id, v_use_no, v_choices);
  perform private.refuse_wrong_swaps(v_buyer.tenant_id, v_buyer.audience_ids, v_held.pack_id, v_choices);
  v_address := private.pack_address(v_buyer.tenant_id, v_buyer.buyer_id, private.read_uuid(request, 'address_id'), v_choices);

  -- The key may be under way for another pack or order: whoever is second waits for the first. A taken order number tries another.
  for attempt in 1..5 loop
    v_order_no := private.new_order_no();
    insert into public.orders (
      tenant_id, id, order_no, member_id, card_id, entitlement_id, state, total_points, address, note, idempotency_key, request_hash,
      placed_at, updated_at
    )
    values (
      v_buyer.tenant_id, v_order_id, v_order_no, v_buyer.member_id, v_buyer.card_id, entitlement_id, 'paid', 0, v_address, v_note,
      idempotency_key, v_hash, v_moment, v_moment
    )
    on conflict do nothing;
    exit when found;
    perform private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
  end loop;
  perform private.write_pack_order(v_held, v_use_no, v_order_id, v_moment, v_choices);
  return private.order_answer(v_order_id, v_order_no, 0, v_moment) || jsonb_build_object('entitlement_id', entitlement_id);
end
$$;

comment on function public.redeem_pack(uuid, jsonb, text) is
  'Chooses from a pack the caller holds, and orders it: some now, the rest later. request: {choices: [{section_no, sku_id, units, swap_for?}], address_id, note}; swap_for names the item, out of stock, for which sku_id shall come. Gives what place_order gives, total_points being 0, with entitlement_id; the same key with the same request gives the first answer again. Members and guests. Errors: pack_not_found, pack_expired, pack_used_up, choice_not_in_pack {section_no, sku_id}, choose_fewer {section_no, sku_id, limit}, choose_more {section_no, sku_id, limit}, swap_not_allowed {sku_id, reason}, out_of_stock {sku_id, available}, address_required, address_not_found, empty_order, invalid_quantity, invalid_request {field, problem}, idempotency_mismatch, and those of private.require_buyer.';

grant execute on function public.redeem_pack(uuid, jsonb, text) to authenticated;

-- source: supabase/schemas/80_packs/functions/refuse_wrong_choices.sql
create function private.refuse_wrong_choices(
  tenant_id uuid, pack_id uuid, entitlement_id uuid, use_no integer, choices private.pack_choice[]
) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_wrong record;
begin
  with
    asked as materialized (
      select c.section_no, c.sku_id, sum(c.units) as units from unnest(choices) c group by c.section_no, c.sku_id
    ),
    items as materialized (
      select s.*, a.units is not null as is_asked, s.chosen + coalesce(a.units, 0) as taken
      from private.pack_slots(
        refuse_wrong_choices.tenant_id, refuse_wrong_choices.pack_id, refuse_wrong_choices.entitlement_id, refuse_wrong_choices.use_no
      ) s
      left join asked a on a.section_no = s.section_no and a.sku_id = s.sku_id
    )
  select w.code, w.details into v_wrong
  from (
    select 1 as place, 'choice_not_in_pack' as code, jsonb_build_object('section_no', a.section_no, 'sku_id', a.sku_id) as details
    from asked a
    where not exists (select from items i where i.section_no = a.section_no and i.sku_id = a.sku_id)
    union all
    select 2, 'choose_fewer', jsonb_build_object('section_no', i.section_no, 'sku_id', i.sku_id, 'limit', i.max_units)
    from items i
    where i.is_asked and i.taken > i.max_units
    union all
    select 3, 'choose_fewer', jsonb_build_object('section_no', i.section_no, 'sku_id', null, 'limit', i.section_limit)
    from items i
    group by i.section_no, i.section_limit
    having bool_or(i.is_asked) and sum(i.taken * i.unit_cost) > i.section_limit
    union all
    -- What must be among the chosen needs room: now or later.
    select 4, 'choose_more', jsonb_build_object('section_no', i.section_no, 'sku_id', r.sku_id, 'limit', r.min_units)
    from (
      select i.section_no, i.section_limit
      from items i
      group by i.section_no, i.section_limit
      having bool_or(i.is_asked) and sum(greatest(i.taken, i.min_units) * i.unit_cost) > i.section_limit
    ) i
    cross join lateral (
      select m.sku_id, m.min_units from items m where m.section_no = i.section_no and m.taken < m.min_units order by m.sku_id limit 1
    ) r
  ) w
  order by w.place, w.details
  limit 1;
  if v_wrong.code is not null then
    perform private.fail(v_wrong.code, 409, v_wrong.details);
  end if;
end
$$;

comment on function private.refuse_wrong_choices(uuid, uuid, uuid, integer, private.pack_choice[]) is
  'Refuses choices beyond what one use of an entitlement still allows; right only behind the lock of the entitlement. Errors: choice_not_in_pack {section_no, sku_id}, choose_fewer {section_no, sku_id (null: of the section), limit (units, or points in a choice by amount)}, choose_more {section_no, sku_id, limit: units that must be among the chosen}.';

-- source: supabase/schemas/80_packs/functions/refuse_wrong_swaps.sql
create function private.refuse_wrong_swaps(
  tenant_id uuid, audience_ids uuid[], pack_id uuid, choices private.pack_choice[]
) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_choice private.pack_choice;
  v_allowed boolean;
  v_value bigint;
  v_price bigint;
  v_reason text;
begin
  foreach v_choice in array choices loop
    continue when v_choice.sku_id = v_choice.delivered_sku_id;
    select p.allow_swaps, i.value_points into v_allowed, v_value
    from public.packs p
    join public.pack_items i on i.tenant_id = p.tenant_id and i.pack_id = p.id
    where p.tenant_id = refuse_wrong_swaps.tenant_id and p.id = refuse_wrong_swaps.pack_id
      and i.section_no = v_choice.section_no and i.sku_id = v_choice.sku_id;
    select min(s.price_points) into v_price
    from private.pack_swap_prices(
      refuse_wrong_swaps.tenant_id, refuse_wrong_swaps.audience_ids, refuse_wrong_swaps.pack_id, array[v_choice.delivered_sku_id]
    ) s;
    v_reason := case
      when not v_allowed then 'not_in_this_pack'
      when private.pack_units_available(v_choice.sku_id) > 0 then 'in_stock'
      when v_price is null then 'not_offered'
      when v_price > v_value then 'worth_more'
    end;
    if v_reason is not null then
      perform private.fail('swap_not_allowed', 409, jsonb_build_object('sku_id', v_choice.delivered_sku_id, 'reason', v_reason));
    end if;
  end loop;
end
$$;

comment on function private.refuse_wrong_swaps(uuid, uuid[], uuid, private.pack_choice[]) is
  'Refuses to swap where the pack does not allow it (reason not_in_this_pack), where the item wanted is in stock (in_stock), for what the holder may not have (not_offered) or what is worth more (worth_more), unit for unit. Errors: swap_not_allowed {sku_id, reason}.';

-- source: supabase/schemas/80_packs/functions/return_pack_choices.sql
create function private.return_pack_choices(tenant_id uuid, order_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_held public.pack_entitlements;
  v_points bigint;
  v_budget uuid;
begin
  select e.* into v_held
  from public.orders o
  join public.pack_entitlements e on e.tenant_id = o.tenant_id and e.id = o.entitlement_id
  where o.tenant_id = return_pack_choices.tenant_id and o.id = return_pack_choices.order_id
  for no key update of e;
  if not found then
    return;
  end if;
  update public.pack_choices c
  set returned_at = private.clock()
  where c.tenant_id = return_pack_choices.tenant_id and c.order_id = return_pack_choices.order_id and c.returned_at is null;

  v_points := -private.count_pack_uses(v_held) * v_held.value_points;
  if v_held.state = 'open' then
    perform private.post_pack_movement(
      tenant_id, 'pack_return', v_held.grant_id, private.system_account_id(tenant_id, 'redeemed'),
      private.system_account_id(tenant_id, 'committed'), v_points, order_id
    );
    return;
  end if;
  -- Nobody can choose again: the points go where all that was not redeemed went.
  v_budget := (select g.budget_account_id from public.pack_grants g where g.tenant_id = v_held.tenant_id and g.id = v_held.grant_id);
  update public.ledger_accounts a set balance = a.balance + v_points
  where a.tenant_id = return_pack_choices.tenant_id and a.id = v_budget;
  update public.pack_entitlements e set returned_points = e.returned_points + v_points
  where e.tenant_id = return_pack_choices.tenant_id and e.id = v_held.id;
  perform private.post_pack_movement(
    tenant_id, 'pack_return', v_held.grant_id, private.system_account_id(tenant_id, 'redeemed'), v_budget, v_points, order_id
  );
end
$$;

comment on function private.return_pack_choices(uuid, uuid) is
  'Gives the slots of an order back that is being cancelled or refunded and that the caller has locked; when its use is no longer begun, the points of the use, too: to the committed account, or to the budget if the entitlement has expired or is void. Nothing for orders that are not out of a pack.';

-- source: supabase/schemas/80_packs/functions/schedule_pack_jobs.sql
-- A project without pg_cron installs all the same; there somebody else has to call expire_packs().
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('expire-packs', '*/10 * * * *', 'select public.expire_packs()');
  end if;
end
$$;

-- source: supabase/schemas/80_packs/functions/use_to_redeem.sql
create function private.use_to_redeem(held public.pack_entitlements) returns integer
language plpgsql stable security definer set search_path = '' as $$
declare
  v_use_no integer;
begin
  if held.state = 'expired' or held.valid_until <= private.clock() then
    perform private.fail('pack_expired', 409);
  end if;
  v_use_no := private.current_use(held);
  if v_use_no is null then
    perform private.fail('pack_used_up', 409);
  end if;
  return v_use_no;
end
$$;

comment on function private.use_to_redeem(public.pack_entitlements) is
  'The use of an entitlement from which its holder chooses now. Errors: pack_expired, pack_used_up.';

-- source: supabase/schemas/80_packs/functions/void_pack_grant.sql
create function public.void_pack_grant(grant_id uuid, reason text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_caller constant record := private.require_member();
  v_reason constant text := private.read_text(jsonb_build_object('reason', reason), 'reason', 200, true);
  v_grant public.pack_grants;
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  select * into v_grant
  from public.pack_grants g
  where g.tenant_id = v_caller.tenant_id and g.id = void_pack_grant.grant_id and g.source = 'manual'
    and (private.has_role('hr_manager') or g.granted_by = v_caller.member_id)
  for no key update;
  if not found then
    perform private.fail('grant_not_found', 404);
  end if;
  if v_grant.voided_at is null then
    perform private.end_entitlements(
      v_caller.tenant_id,
      array(
        select e.id
        from public.pack_entitlements e
        where e.tenant_id = v_caller.tenant_id and e.grant_id = v_grant.id and e.state = 'open'
        order by e.id
        for no key update
      ),
      'void'
    );
    update public.pack_grants g set voided_at = private.clock(), voided_by = v_caller.member_id, void_reason = v_reason
    where g.tenant_id = v_caller.tenant_id and g.id = v_grant.id;
  end if;
  return (
    select jsonb_build_object(
      'grant_id', v_grant.id, 'entitlements', count(*) filter (where e.state = 'void'),
      'returned_points', coalesce(sum(e.returned_points) filter (where e.state = 'void'), 0)
    )
    from public.pack_entitlements e
    where e.tenant_id = v_caller.tenant_id and e.grant_id = v_grant.id
  );
end
$$;

comment on function public.void_pack_grant(uuid, text) is
  'Takes a grant of packs back: its open entitlements end, what is not begun goes back to the budget; what was chosen stays chosen, and its orders go on. A reason of 1 to 200 characters. Gives {grant_id, entitlements, returned_points}; once more, the same. HR managers; admins for what they granted. Errors: not_permitted, grant_not_found, invalid_request {field, problem}.';

grant execute on function public.void_pack_grant(uuid, text) to authenticated;

-- source: supabase/schemas/80_packs/functions/write_pack_order.sql
create function private.write_pack_order(
  held public.pack_entitlements, use_no integer, order_id uuid, moment timestamptz, choices private.pack_choice[]
) returns void
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_begun integer;
  v_choice record;
begin
  insert into public.order_lines (
    tenant_id, order_id, line_no, sku_id, product_id, offer_id, name, options, translations, image_path, quantity, unit_points
  )
  select held.tenant_id, order_id, c.line_no, s.id, p.id, null, p.name, s.options, private.line_translations(p.translations, s.translations),
    private.cover_path(p.id), c.units, 0
  from unnest(choices) c
  join public.skus s on s.id = c.delivered_sku_id
  join public.products p on p.id = s.product_id;
  insert into public.order_events (tenant_id, order_id, id, to_state, actor, at)
  values (held.tenant_id, order_id, private.new_id(), 'paid', 'buyer', moment);
  insert into public.pack_choices (tenant_id, order_id, line_no, entitlement_id, use_no, section_no, sku_id, delivered_sku_id, units)
  select held.tenant_id, order_id, c.line_no, held.id, use_no, c.section_no, c.sku_id, c.delivered_sku_id, c.units
  from unnest(choices) c;

  v_begun := private.count_pack_uses(held);
  perform private.post_pack_movement(
    held.tenant_id, 'pack_redemption', held.grant_id, private.system_account_id(held.tenant_id, 'committed'),
    private.system_account_id(held.tenant_id, 'redeemed'), held.value_points * v_begun, order_id
  );

  -- Stock last: its rows are the ones for which others wait. Always in this order, so that two orders cannot wait for each other.
  for v_choice in
    select c.delivered_sku_id as sku_id, sum(c.units)::integer as units from unnest(choices) c group by c.delivered_sku_id order by 1
  loop
    if private.pack_units_available(v_choice.sku_id) = 0 then
      perform private.fail('out_of_stock', 409, jsonb_build_object('sku_id', v_choice.sku_id, 'available', 0));
    end if;
    perform private.take_stock(v_choice.sku_id, v_choice.units, order_id);
  end loop;
end
$$;

comment on function private.write_pack_order(public.pack_entitlements, integer, uuid, timestamptz, private.pack_choice[]) is
  'Writes what belongs to a new order out of a pack, whose entitlement is locked and whose choices are checked: lines, event, slots taken, the points of a use that begins, stock. Errors: out_of_stock {sku_id, available}.';

-- source: supabase/schemas/90_audit/functions/broken_accounts.sql
create function private.broken_accounts(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  with
    flows as materialized (select * from private.ledger_flows(broken_accounts.tenant_id)),
    totals as (
      select m.account_id, sum(m.amount) as total
      from flows f
      cross join lateral (values (f.from_account_id, -f.amount), (f.to_account_id, f.amount)) m (account_id, amount)
      group by m.account_id
    ),
    balances as materialized (
      select coalesce(a.id, m.account_id) as id, a.owner_kind, a.kind, a.balance, coalesce(m.total, 0) as total
      from (select * from public.ledger_accounts a where a.tenant_id = broken_accounts.tenant_id) a
      full join totals m on m.account_id = a.id
    )
  select v.invariant, b.id, jsonb_build_object('kind', b.kind, 'balance', b.balance, 'transfers', b.total)
  from balances b
  cross join lateral (
    values
      ('a transfer names an account of the tenant', b.owner_kind is null),
      ('a balance equals the transfers', b.balance <> b.total),
      ('no balance is negative', b.kind not in ('funding', 'debt') and b.total < 0),
      ('a debt is owed by the holder', b.kind = 'debt' and b.total > 0)
  ) v (invariant, is_broken)
  where v.is_broken
  union all
  select 'the ledger sums to zero', broken_accounts.tenant_id, jsonb_build_object('sum', sum(coalesce(b.balance, b.total)))
  from balances b
  having sum(coalesce(b.balance, b.total)) <> 0
  union all
  select 'points go only where points may go', f.from_account_id,
    jsonb_build_object('from', g.kind, 'to', r.kind, 'to_account_id', f.to_account_id, 'points', f.amount)
  from flows f
  join balances g on g.id = f.from_account_id
  join balances r on r.id = f.to_account_id
  where g.kind || ' to ' || r.kind not in (
    'funding to budget', 'budget to budget', 'budget to wallet', 'wallet to redeemed', 'wallet to budget', 'wallet to expired',
    'redeemed to wallet', 'redeemed to budget', 'redeemed to expired', 'expired to wallet', 'debt to claims', 'claims to debt',
    'budget to committed', 'committed to redeemed', 'committed to budget', 'redeemed to committed'
  );
end
$$;

comment on function private.broken_accounts(uuid) is
  'Part of verify_ledger(): balances that differ from their transfers or have the wrong sign, transfers without account or between accounts that have nothing to give each other, a sum that is not zero.';

-- source: supabase/schemas/90_audit/functions/broken_balances_after.sql
create function private.broken_balances_after(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select 'a statement ends with the balance', a.id, jsonb_build_object('balance_after', e.balance_after, 'balance', a.balance)
  from public.ledger_accounts a
  left join lateral (
    select t.balance_after from public.ledger_transactions t where t.account_id = a.id order by t.seq desc limit 1
  ) e on true
  where a.tenant_id = broken_balances_after.tenant_id and a.kind = 'wallet' and a.balance <> coalesce(e.balance_after, 0);
end
$$;

comment on function private.broken_balances_after(uuid) is
  'Part of verify_ledger(): wallets whose statement does not end with the balance.';

-- source: supabase/schemas/90_audit/functions/broken_debts.sql
create function private.broken_debts(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
declare
  claims constant uuid := private.system_account_id(tenant_id, 'claims');
begin
  return query
  with
    recorded as materialized (
      select d.account_id, sum(d.amount) as owed, sum(d.settled) as settled
      from public.point_debts d
      where d.tenant_id = broken_debts.tenant_id
      group by d.account_id
    ),
    -- Nearly no wallet has one: the many transfers are looked through only where there are debts.
    booked as materialized (
      select case claims when f.to_account_id then f.from_account_id else f.to_account_id end as account_id,
        coalesce(sum(f.amount) filter (where f.to_account_id = claims), 0) as owed,
        coalesce(sum(f.amount) filter (where f.from_account_id = claims), 0) as settled
      from public.ledger_transfers f
      where f.tenant_id = broken_debts.tenant_id and claims in (f.from_account_id, f.to_account_id)
        and exists (select from public.ledger_accounts a where a.tenant_id = broken_debts.tenant_id and a.kind = 'debt')
      group by 1
    )
  select v.invariant, coalesce(d.id, w.id),
    jsonb_build_object(
      'wallet', w.id, 'balance', d.balance, 'owed', r.owed, 'settled', r.settled, 'owed_by_transfers', b.owed, 'settled_by_transfers', b.settled
    )
  from (
    select a.owner_id, a.id, a.balance from public.ledger_accounts a where a.tenant_id = broken_debts.tenant_id and a.kind = 'debt'
  ) d
  full join (
    select a.owner_id, a.id
    from recorded r
    join public.ledger_accounts a on a.tenant_id = broken_debts.tenant_id and a.id = r.account_id
  ) x on x.owner_id = d.owner_id
  left join public.ledger_accounts w
    on w.tenant_id = broken_debts.tenant_id and w.owner_id = coalesce(d.owner_id, x.owner_id) and w.kind = 'wallet'
  left join recorded r on r.account_id = w.id
  left join booked b on b.account_id = d.id
  cross join lateral (
    values
      ('a debt account holds what is outstanding', coalesce(-d.balance, 0) <> coalesce(r.owed - r.settled, 0)),
      ('a debt was booked', coalesce(b.owed, 0) <> coalesce(r.owed, 0)),
      ('what is settled was booked', coalesce(b.settled, 0) <> coalesce(r.settled, 0))
  ) v (invariant, is_broken)
  where v.is_broken
  union all
  select 'a debt is settled at most in full', d.id, jsonb_build_object('amount', d.amount, 'settled', d.settled)
  from public.point_debts d
  where d.tenant_id = broken_debts.tenant_id and d.settled not between 0 and d.amount;
end
$$;

comment on function private.broken_debts(uuid) is
  'Part of verify_ledger(): debts of holders that are not what their debt account and its transfers say, or settled beyond their amount.';

-- source: supabase/schemas/90_audit/functions/broken_expiries.sql
create function private.broken_expiries(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  with
    entries as materialized (
      select e.run_id, e.account_id, e.transaction_id, e.points, e.undone_by
      from public.expiry_run_entries e
      where e.tenant_id = broken_expiries.tenant_id
    ),
    booked as materialized (
      select t.id, t.account_id, t.kind, t.amount
      from public.ledger_transactions t
      where t.tenant_id = broken_expiries.tenant_id and t.kind in ('expiry', 'expiry_undo')
    ),
    sums as (
      select e.run_id, count(*) as wallets, sum(e.points) as points from entries e group by e.run_id
    )
  select 'a run of expiry took what it says', coalesce(r.id, s.run_id),
    jsonb_build_object('wallets', r.wallets, 'points', r.points, 'entries', to_jsonb(s))
  from (select * from public.expiry_runs r where r.tenant_id = broken_expiries.tenant_id) r
  full join sums s on s.run_id = r.id
  where (r.wallets::bigint, r.points::numeric) is distinct from (s.wallets, s.points)
  union all
  select 'an expiry belongs to one run', coalesce(t.id, e.transaction_id),
    jsonb_build_object('amount', t.amount, 'points', e.points, 'run_id', e.run_id)
  from (select * from booked b where b.kind = 'expiry') t
  full join entries e on e.transaction_id = t.id
  where (t.account_id, -t.amount) is distinct from (e.account_id, e.points)
  union all
  select 'an undone expiry gives back at most what expired', coalesce(t.id, e.undone_by),
    jsonb_build_object('amount', t.amount, 'points', e.points, 'run_id', e.run_id)
  from (select * from booked b where b.kind = 'expiry_undo') t
  full join (select * from entries e where e.undone_by is not null) e on e.undone_by = t.id
  where t.account_id is distinct from e.account_id or t.amount > e.points;
end
$$;

comment on function private.broken_expiries(uuid) is
  'Part of verify_ledger(): runs of expiry whose sums are not those of their entries, expiries without a run, undone expiries that gave back something else.';

-- source: supabase/schemas/90_audit/functions/broken_grants.sql
create function private.broken_grants(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  with
    lots as (
      select l.grant_id, sum(l.granted) as granted, count(distinct l.account_id) as wallets
      from public.point_lots l
      where l.tenant_id = broken_grants.tenant_id
      group by l.grant_id
    ),
    lines as (
      select n.grant_id, sum(n.amount) as amount
      from public.grant_lines n
      where n.tenant_id = broken_grants.tenant_id
      group by n.grant_id
    ),
    paid as materialized (
      select t.id, t.grant_id, t.account_id, f.from_account_id, f.to_account_id, f.lot_id, f.amount
      from public.ledger_transactions t
      join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
      where t.tenant_id = broken_grants.tenant_id and t.kind = 'grant'
    ),
    sums as materialized (
      select p.grant_id, p.from_account_id, sum(p.amount) as amount from paid p group by p.grant_id, p.from_account_id
    )
  select 'a grant is paid by its budget and lies in its lots', g.id,
    jsonb_build_object('total', g.total_points, 'lots', l.granted, 'lines', n.amount, 'paid', p.amount, 'wallets', l.wallets)
  from public.grants g
  left join lots l on l.grant_id = g.id
  left join lines n on n.grant_id = g.id
  left join sums p on p.grant_id = g.id and p.from_account_id = g.budget_account_id
  where g.tenant_id = broken_grants.tenant_id
    and (g.total_points, g.total_points, g.total_points, g.recipients::bigint)
      is distinct from (l.granted, n.amount, p.amount, l.wallets)
  union all
  select 'points are granted by a grant', coalesce(p.grant_id, broken_grants.tenant_id), jsonb_build_object('paid', p.amount)
  from sums p
  left join public.grants g on g.tenant_id = broken_grants.tenant_id and g.id = p.grant_id and g.budget_account_id = p.from_account_id
  where g.id is null
  union all
  select 'a lot was filled by its grant', coalesce(l.id, p.lot_id), jsonb_build_object('granted', l.granted, 'filled', p.amount)
  from (select * from public.point_lots l where l.tenant_id = broken_grants.tenant_id) l
  full join (
    select p.lot_id, p.grant_id, p.to_account_id, sum(p.amount) as amount from paid p group by p.lot_id, p.grant_id, p.to_account_id
  ) p on p.lot_id = l.id and p.grant_id = l.grant_id and p.to_account_id = l.account_id
  where l.granted is distinct from p.amount;
end
$$;

comment on function private.broken_grants(uuid) is
  'Part of verify_ledger(): grants whose total is not what the budget paid, the lots received and the lines list; points granted without a grant; lots that hold something else than their grant brought.';

-- source: supabase/schemas/90_audit/functions/broken_lots.sql
create function private.broken_lots(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  with
    flows as materialized (select * from private.ledger_flows(broken_lots.tenant_id)),
    lots as materialized (
      select l.id, l.account_id, l.granted, l.remaining from public.point_lots l where l.tenant_id = broken_lots.tenant_id
    ),
    movements as (
      select f.lot_id, sum(case l.account_id when f.to_account_id then f.amount when f.from_account_id then -f.amount else 0 end) as total
      from flows f
      join lots l on l.id = f.lot_id
      group by f.lot_id
    ),
    holders as materialized (
      select a.id, a.balance from public.ledger_accounts a where a.tenant_id = broken_lots.tenant_id and a.kind = 'wallet'
    ),
    wallets as (select l.account_id, sum(l.remaining) as remaining from lots l group by l.account_id)
  select v.invariant, l.id,
    jsonb_build_object('remaining', l.remaining, 'granted', l.granted, 'transfers', coalesce(m.total, 0))
  from lots l
  left join movements m on m.lot_id = l.id
  cross join lateral (
    values
      ('a lot holds what its transfers say', l.remaining <> coalesce(m.total, 0)),
      ('a lot holds nothing or up to what was granted', l.remaining not between 0 and l.granted)
  ) v (invariant, is_broken)
  where v.is_broken
  union all
  select 'the lots of a wallet make up its balance', coalesce(a.id, w.account_id),
    jsonb_build_object('balance', a.balance, 'lots', coalesce(w.remaining, 0))
  from holders a
  full join wallets w on w.account_id = a.id
  where a.balance is distinct from coalesce(w.remaining, 0)
  union all
  select 'a transfer names a lot of its wallet', f.lot_id,
    jsonb_build_object('from_account_id', f.from_account_id, 'to_account_id', f.to_account_id, 'points', f.amount)
  from flows f
  left join lots l on l.id = f.lot_id
  -- Two joins by one key each, because "in (from, to)" would compare each transfer with each account.
  left join holders giver on giver.id = f.from_account_id
  left join holders taker on taker.id = f.to_account_id
  where f.lot_id is not null and (l.id is null or giver.id <> l.account_id or taker.id <> l.account_id);
end
$$;

comment on function private.broken_lots(uuid) is
  'Part of verify_ledger(): lots that hold something else than their transfers say, wallets whose lots do not make up the balance, transfers through a lot of nobody or of another wallet.';

-- source: supabase/schemas/90_audit/functions/broken_packs.sql
create function private.broken_packs(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
declare
  committed constant uuid := private.system_account_id(tenant_id, 'committed');
begin
  return query
  with
    booked as materialized (
      select t.grant_id, f.from_account_id, f.to_account_id, f.amount
      from public.ledger_transactions t
      join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
      where t.tenant_id = broken_packs.tenant_id and t.kind in ('pack_grant', 'pack_redemption', 'pack_return')
    ),
    sums as materialized (
      select b.grant_id,
        sum(case committed when b.to_account_id then b.amount when b.from_account_id then -b.amount else 0 end) as committed,
        sum(b.amount) filter (where b.to_account_id = committed and b.from_account_id = g.budget_account_id) as paid,
        sum(b.amount) filter (where b.to_account_id = g.budget_account_id) as returned
      from booked b
      left join public.pack_grants g on g.tenant_id = broken_packs.tenant_id and g.id = b.grant_id
      group by b.grant_id
    ),
    held as materialized (
      select e.grant_id,
        sum(e.value_points * e.uses_total) as value,
        sum(e.value_points * (e.uses_total - e.uses_begun)) filter (where e.state = 'open') as open_value,
        sum(e.returned_points) as returned
      from public.pack_entitlements e
      where e.tenant_id = broken_packs.tenant_id
      group by e.grant_id
    )
  select v.invariant, coalesce(g.id, s.grant_id, broken_packs.tenant_id),
    jsonb_build_object(
      'total', g.total_points, 'paid', s.paid, 'committed', s.committed, 'open', h.open_value, 'returned', s.returned,
      'returned_by_entitlements', h.returned
    )
  from (select * from public.pack_grants g where g.tenant_id = broken_packs.tenant_id) g
  full join sums s on s.grant_id = g.id
  left join held h on h.grant_id = g.id
  cross join lateral (
    values
      (
        'a pack is paid by the budget that granted it',
        g.total_points::numeric is distinct from coalesce(s.paid, 0) or g.total_points is distinct from h.value
      ),
      ('what is committed is what can still be redeemed', coalesce(s.committed, 0) <> coalesce(h.open_value, 0)),
      ('what is not redeemed goes back to the budget', coalesce(s.returned, 0) <> coalesce(h.returned, 0))
  ) v (invariant, is_broken)
  where v.is_broken
  union all
  select 'a use is begun by a choice', e.id, jsonb_build_object('uses_begun', e.uses_begun, 'chosen', coalesce(c.uses, 0))
  from public.pack_entitlements e
  left join (
    select c.entitlement_id, count(distinct c.use_no) as uses
    from public.pack_choices c
    where c.tenant_id = broken_packs.tenant_id and c.returned_at is null
    group by c.entitlement_id
  ) c on c.entitlement_id = e.id
  where e.tenant_id = broken_packs.tenant_id and e.uses_begun <> coalesce(c.uses, 0);
end
$$;

comment on function private.broken_packs(uuid) is
  'Part of verify_ledger(): packs whose points are not what their budget paid, what is open, and what came back; entitlements whose uses are not those of their choices.';

-- source: supabase/schemas/90_audit/functions/broken_refunds.sql
create function private.broken_refunds(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
declare
  redeemed constant uuid := private.system_account_id(tenant_id, 'redeemed');
begin
  return query
  with
    refunded as materialized (
      select t.order_id, f.line_no, f.lot_id, sum(f.amount) as points
      from public.ledger_transactions t
      join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
      where t.tenant_id = broken_refunds.tenant_id and t.kind = 'refund' and f.from_account_id = redeemed
      group by t.order_id, f.line_no, f.lot_id
    ),
    spent as (
      select t.order_id, f.line_no, f.lot_id, sum(f.amount) as points
      from (select distinct r.order_id from refunded r) r
      join public.ledger_transactions t on t.tenant_id = broken_refunds.tenant_id and t.order_id = r.order_id
      join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
      where t.kind = 'spend'
      group by t.order_id, f.line_no, f.lot_id
    )
  select 'no more is refunded than was spent', r.order_id,
    jsonb_build_object('line_no', r.line_no, 'lot_id', r.lot_id, 'spent', coalesce(s.points, 0), 'refunded', r.points)
  from refunded r
  left join spent s on s.order_id = r.order_id and s.line_no = r.line_no and s.lot_id = r.lot_id
  where r.points > coalesce(s.points, 0);
end
$$;

comment on function private.broken_refunds(uuid) is
  'Part of verify_ledger(): orders of whose lines a lot got more back than it had paid.';

-- source: supabase/schemas/90_audit/functions/broken_revocations.sql
create function private.broken_revocations(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  with
    revoked as materialized (
      select r.lot_id, r.revocation_id, r.returned, r.owed from public.revoked_lots r where r.tenant_id = broken_revocations.tenant_id
    ),
    sums as (
      select r.revocation_id, count(distinct l.account_id) as members, sum(r.returned) as returned, sum(r.owed) as owed
      from revoked r
      join public.point_lots l on l.tenant_id = broken_revocations.tenant_id and l.id = r.lot_id
      group by r.revocation_id
    ),
    moved as (
      select f.lot_id, sum(f.amount) as returned
      from public.ledger_transactions t
      join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
      where t.tenant_id = broken_revocations.tenant_id and t.kind = 'revocation' and f.from_account_id = t.account_id
      group by f.lot_id
    )
  select 'a revocation took what it says', v.id,
    jsonb_build_object('members', v.members, 'returned', v.returned_points, 'owed', v.debt_points, 'lots', to_jsonb(s))
  from public.grant_revocations v
  left join sums s on s.revocation_id = v.id
  where v.tenant_id = broken_revocations.tenant_id
    and (
      v.members is distinct from s.members
      or v.returned_points is not null and (v.returned_points, v.debt_points) is distinct from (s.returned, s.owed)
    )
  union all
  select 'a lot is revoked once and for what it held', coalesce(l.id, r.lot_id, m.lot_id, d.lot_id),
    jsonb_build_object('revoked_at', l.revoked_at, 'returned', r.returned, 'moved', m.returned, 'owed', r.owed, 'debt', d.amount)
  from (select * from public.point_lots l where l.tenant_id = broken_revocations.tenant_id and l.revoked_at is not null) l
  full join revoked r on r.lot_id = l.id
  full join moved m on m.lot_id = coalesce(l.id, r.lot_id)
  full join (select d.lot_id, d.amount from public.point_debts d where d.tenant_id = broken_revocations.tenant_id) d
    on d.lot_id = coalesce(l.id, r.lot_id, m.lot_id)
  where l.id is null or r.lot_id is null or r.returned <> coalesce(m.returned, 0) or r.owed <> coalesce(d.amount, 0);
end
$$;

comment on function private.broken_revocations(uuid) is
  'Part of verify_ledger(): revocations whose sums are not those of their lots; lots that are revoked without a record, or returned or owe something else than the record says.';

-- source: supabase/schemas/90_audit/functions/broken_seal.sql
create function private.broken_seal(seal public.ledger_seals, known_root bytea)
returns table (problem text, transaction_id uuid, details jsonb)
language sql stable security definer set search_path = '' as $$
  select v.problem, null::uuid, v.details || jsonb_build_object('day', seal.day, 'root', encode(seal.root, 'hex'))
  from (
    select
      (
        select s.root from public.ledger_seals s where s.tenant_id = seal.tenant_id and s.day < seal.day order by s.day desc limit 1
      ) as root_before,
      (
        select s.previous_root from public.ledger_seals s where s.tenant_id = seal.tenant_id and s.day > seal.day order by s.day limit 1
      ) as root_in_next,
      exists (select from public.ledger_seals s where s.tenant_id = seal.tenant_id and s.day > seal.day) as has_next,
      (
        select string_agg(sha256(c.leaves), '' order by c.chunk_no)
        from private.ledger_seal_leaves c
        where c.tenant_id = seal.tenant_id and c.day = seal.day
      ) as chunk_hashes
  ) k
  cross join lateral (
    values
      (
        'seal_altered', '{}'::jsonb,
        seal.root <> private.seal_root(seal.tenant_id, seal.day, seal.transactions, seal.transfers, seal.previous_root, k.chunk_hashes)
      ),
      ('chain_broken', '{"neighbour": "before"}', seal.previous_root is distinct from k.root_before),
      ('chain_broken', '{"neighbour": "after"}', k.has_next and k.root_in_next is distinct from seal.root),
      ('root_differs', jsonb_build_object('known_root', encode(known_root, 'hex')), seal.root <> known_root)
  ) v (problem, details, is_broken)
  where v.is_broken
$$;

comment on function private.broken_seal(public.ledger_seals, bytea) is
  'Part of verify_seal(): whether a seal is what its fingerprints make, fits to its neighbours and is the root that the company kept.';

-- source: supabase/schemas/90_audit/functions/broken_statements.sql
create function private.broken_statements(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = ''
-- By the index each row would be fetched on its own; to read and sort them all is faster.
set enable_indexscan = off as $$
begin
  -- Budgets pay out in transactions that are booked for the receiver; only wallets have statements without gaps.
  return query
  select 'a statement adds up from row to row', e.id,
    jsonb_build_object('balance_before', e.balance_before, 'amount', e.amount, 'balance_after', e.balance_after)
  from (
    select t.id, t.amount, t.balance_after,
      lag(t.balance_after, 1, 0::bigint) over (partition by t.account_id order by t.seq) as balance_before
    from public.ledger_transactions t
    where t.tenant_id = broken_statements.tenant_id and t.kind not in ('deposit', 'allocation', 'take_back', 'pack_grant', 'pack_redemption', 'pack_return')
  ) e
  where e.balance_before + e.amount is distinct from e.balance_after;
end
$$;

comment on function private.broken_statements(uuid) is
  'Part of verify_ledger(): wallets whose statement does not add up from row to row.';

-- source: supabase/schemas/90_audit/functions/broken_transactions.sql
create function private.broken_transactions(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = ''
-- Both keys are in the order of time, as the rows are: side by side they are read once, without sorting and next to no memory. Several
-- processes would have to sort all of it to bring their parts together again.
set max_parallel_workers_per_gather = 0 set enable_hashjoin = off set enable_sort = off as $$
declare
  claims constant uuid := private.system_account_id(tenant_id, 'claims');
begin
  return query
  select v.invariant, s.id,
    jsonb_build_object(
      'kind', s.kind, 'amount', s.amount, 'moved', s.moved, 'transfers', s.transfers, 'order_id', s.order_id,
      'without_lot', s.without_lot, 'without_line', s.without_line
    )
  from (
    select t.id, t.account_id, t.kind, t.amount, t.order_id,
      coalesce(sum(case t.account_id when f.to_account_id then f.amount when f.from_account_id then -f.amount end), 0) as moved,
      count(f.amount) as transfers,
      -- What is booked between a debt and the claims is nobody's points: neither lot nor line.
      count(*) filter (where f.lot_id is null and claims not in (f.from_account_id, f.to_account_id)) as without_lot,
      count(*) filter (where f.line_no is null and claims not in (f.from_account_id, f.to_account_id)) as without_line
    from public.ledger_transactions t
    left join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
    where t.tenant_id = broken_transactions.tenant_id
    group by t.tenant_id, t.id
  ) s
  cross join lateral (
    values
      ('a transaction moves what it says', s.amount <> s.moved or s.transfers = 0),
      ('points of wallets move through lots', s.kind not in ('deposit', 'allocation', 'take_back', 'pack_grant', 'pack_redemption', 'pack_return') and s.without_lot > 0),
      ('points of an order lead to a line of it', s.kind in ('spend', 'refund') and (s.order_id is null or s.without_line > 0)),
      -- One that moves points shows itself otherwise: its transfers name another account, or one that there is not.
      (
        'a transaction is booked for an account of the tenant',
        s.amount = 0
          and not exists (select from public.ledger_accounts a where a.tenant_id = broken_transactions.tenant_id and a.id = s.account_id)
      )
  ) v (invariant, is_broken)
  where (s.amount <> s.moved or s.transfers = 0 or s.without_lot > 0 or s.without_line > 0 or s.order_id is null or s.amount = 0) and v.is_broken
  union all
  select 'a transfer belongs to a transaction', f.transaction_id, jsonb_build_object('transfer_no', f.transfer_no, 'amount', f.amount)
  from public.ledger_transfers f
  where f.tenant_id = broken_transactions.tenant_id
    and not exists (select from public.ledger_transactions t where t.tenant_id = f.tenant_id and t.id = f.transaction_id);
end
$$;

comment on function private.broken_transactions(uuid) is
  'Part of verify_ledger(): transactions whose transfers do not make up their amount, or do not lead to a lot or a line; transfers without a transaction, transactions without an account.';

-- source: supabase/schemas/90_audit/functions/ledger_flows.sql
create function private.ledger_flows(tenant_id uuid)
returns table (from_account_id uuid, to_account_id uuid, lot_id uuid, amount numeric)
language plpgsql stable security definer rows 1000000 set search_path = '' as $$
begin
  return query
  select f.from_account_id, f.to_account_id, f.lot_id, sum(f.amount)
  from public.ledger_transfers f
  where f.tenant_id = ledger_flows.tenant_id
  group by f.from_account_id, f.to_account_id, f.lot_id;
end
$$;

comment on function private.ledger_flows(uuid) is
  'How many points ever went from one account to another through one lot: all transfers of a tenant, added up in one pass. For verify_ledger().';

-- source: supabase/schemas/90_audit/functions/ledger_leaves.sql
create function private.ledger_leaves(tenant_ids uuid[], since timestamptz, until timestamptz)
returns table (tenant_id uuid, transaction_id uuid, leaf bytea, transfers integer)
language sql stable security definer rows 10000 set search_path = '' as $$
  select t.tenant_id, t.id,
    -- JSON tells every value from its neighbour and null from empty; no value in it depends on settings of the session.
    sha256(convert_to(
      jsonb_build_array(
        t.tenant_id, t.id, t.seq, t.account_id, t.kind, t.amount, t.balance_after, t.order_id, t.grant_id, t.programme_id, t.note,
        t.actor_id, t.idempotency_key, encode(t.request_hash, 'hex'), t.answer, extract(epoch from t.created_at),
        f.transfers, g.fields
      )::text, 'UTF8'
    )),
    f.count
  from public.ledger_transactions t
  cross join lateral (
    select count(*)::integer as count, jsonb_agg(
      jsonb_build_array(
        f.transfer_no, f.from_account_id, f.to_account_id, f.amount, f.lot_id, f.line_no, case when t.kind = 'grant' then (
          select jsonb_build_array(
            l.account_id, l.programme_id, l.grant_id, l.granted, l.scope, l.scope_ids, extract(epoch from l.created_at)
          )
          from public.point_lots l
          where l.tenant_id = f.tenant_id and l.id = f.lot_id
        ) end
      )
      order by f.transfer_no
    ) as transfers
    from public.ledger_transfers f
    where f.tenant_id = t.tenant_id and f.transaction_id = t.id
  ) f
  left join lateral (
    select jsonb_build_array(
      g.programme_id, g.budget_account_id, g.granted_by, g.recipients, g.total_points, g.budget_left, g.source, g.import_id,
      g.schedule_id, g.note, g.actor_id, g.idempotency_key, encode(g.request_hash, 'hex'), extract(epoch from g.created_at)
    ) as fields
    from public.grants g
    where g.tenant_id = t.tenant_id and g.id = t.grant_id
  ) g on t.kind = 'grant'
  where t.tenant_id = any (ledger_leaves.tenant_ids) and t.created_at >= since and t.created_at < until
$$;

comment on function private.ledger_leaves(uuid[], timestamptz, timestamptz) is
  'The fingerprint (SHA-256) of each transaction of these tenants booked from "since" to before "until": of the transaction with its transfers, and of a grant''s also what never changes of the lot it filled and of the grant. Also how many transfers it has. NOTE: another form would break all seals made before; a new column of these tables is not covered until there is a second form.';

-- source: supabase/schemas/90_audit/functions/schedule_jobs.sql
-- A project without pg_cron installs all the same; there somebody else has to call seal_ledger().
do $$
begin
  if to_regprocedure('cron.schedule(text, text, text)') is not null then
    perform cron.schedule('seal-ledger', '20 1 * * *', 'select public.seal_ledger()');
  end if;
end
$$;

-- source: supabase/schemas/90_audit/functions/seal_day.sql
create function private.seal_day(tenant_ids uuid[], day date, is_first boolean) returns void
language sql volatile security definer set search_path = '' set work_mem = '64MB' as $$
  with
    numbered as (
      select l.*, (row_number() over (partition by l.tenant_id order by l.transaction_id) - 1) / 1024 as chunk_no
      from private.ledger_leaves(
        seal_day.tenant_ids,
        case when is_first then '-infinity' else seal_day.day::timestamp at time zone 'UTC' end,
        (seal_day.day + 1)::timestamp at time zone 'UTC'
      ) l
    ),
    chunks as materialized (
      select n.tenant_id, n.chunk_no::integer as chunk_no, count(*) as transactions, sum(n.transfers) as transfers,
        string_agg(uuid_send(n.transaction_id) || n.leaf, '' order by n.transaction_id) as leaves
      from numbered n
      group by n.tenant_id, n.chunk_no
    ),
    days as (
      select u.tenant_id, coalesce(sum(c.transactions), 0)::bigint as transactions, coalesce(sum(c.transfers), 0)::bigint as transfers,
        string_agg(sha256(c.leaves), '' order by c.chunk_no) as chunk_hashes, (
          select s.root from public.ledger_seals s where s.tenant_id = u.tenant_id and s.day = seal_day.day - 1
        ) as previous_root
      from unnest(seal_day.tenant_ids) u (tenant_id)
      left join chunks c on c.tenant_id = u.tenant_id
      group by u.tenant_id
    ),
    sealed as (
      insert into public.ledger_seals (tenant_id, day, transactions, transfers, root, previous_root)
      select d.tenant_id, seal_day.day, d.transactions, d.transfers,
        private.seal_root(d.tenant_id, seal_day.day, d.transactions, d.transfers, d.previous_root, d.chunk_hashes), d.previous_root
      from days d
    )
  insert into private.ledger_seal_leaves (tenant_id, day, chunk_no, leaves)
  select c.tenant_id, seal_day.day, c.chunk_no, c.leaves from chunks c
$$;

comment on function private.seal_day(uuid[], date, boolean) is
  'Seals a day (UTC) of these tenants, whose day before is sealed; or as their first, with everything earlier. One pass over the day''s rows for all tenants. For seal_ledger().';

-- source: supabase/schemas/90_audit/functions/seal_ledger.sql
create function public.seal_ledger(up_to date default null, tenant_id uuid default null) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- A posting carries the time at which it began. An hour is ample for those that began before midnight to end.
  last_day constant date := least(
    up_to, (private.clock() at time zone 'UTC' - interval '1 hour')::date - 1
  );
  next record;
  seals bigint := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('seal_ledger', 0));
  loop
    -- All tenants whose turn the earliest day is, so that the day's rows are read once for all of them.
    select d.day, d.is_first, array_agg(d.id) as tenant_ids into next
    from (
      select t.id, s.day is null as is_first,
        coalesce(s.day + 1, (
          -- The first by key, which needs no look at the others: what should be older nevertheless is in the first seal all the same.
          select (j.created_at at time zone 'UTC')::date
          from public.ledger_transactions j
          where j.tenant_id = t.id
          order by j.id
          limit 1
        )) as day
      from public.tenants t
      left join lateral (
        select max(s.day) as day from public.ledger_seals s where s.tenant_id = t.id
      ) s on true
      where seal_ledger.tenant_id is null or t.id = seal_ledger.tenant_id
    ) d
    where d.day <= last_day
    group by d.day, d.is_first
    order by d.day, d.is_first
    limit 1;
    exit when next.day is null;
    perform private.seal_day(next.tenant_ids, next.day, next.is_first);
    seals := seals + cardinality(next.tenant_ids);
  end loop;
  return jsonb_build_object('up_to', last_day, 'seals', seals);
end
$$;

comment on function public.seal_ledger(date, uuid) is
  'Job: seals every day (UTC) that is over for more than an hour and not sealed yet, up to "up_to" (null: all), of all tenants or one; gives {up_to, seals}. Reads only what was booked, outside every posting. Two runs at once wait for each other, and the second finds nothing to do. For the platform (service_role).';

grant execute on function public.seal_ledger(date, uuid) to service_role;

-- source: supabase/schemas/90_audit/functions/seal_root.sql
create function private.seal_root(
  tenant_id uuid, day date, transactions bigint, transfers bigint, previous_root bytea, chunk_hashes bytea
) returns bytea
language sql immutable parallel safe set search_path = '' as $$
  select sha256(
    convert_to(concat_ws('/', 'fudian seal', 1, tenant_id, day - date '2000-01-01', transactions, transfers), 'UTF8')
    || sha256(coalesce(previous_root, '')) || sha256(coalesce(chunk_hashes, ''))
  )
$$;

comment on function private.seal_root(uuid, date, bigint, bigint, bytea, bytea) is
  'The root of a day: SHA-256 of company, day, counts, the root of the day before and the hashes of the rows of private.ledger_seal_leaves, in their order.';

-- source: supabase/schemas/90_audit/functions/verify_ledger.sql
create function public.verify_ledger(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = ''
-- Made for ten million transfers: each table is read in one pass, sorted and added up in memory by as many processes as the server allows.
set work_mem = '256MB' set max_parallel_workers_per_gather = 4 set jit = off
-- Each join reads its tables as a whole. Without statistics the planner would compare each row with each.
set enable_nestloop = off as $$
begin
  -- Stable, so that all of it sees one moment: what is booked meanwhile is not half seen.
  return query
  with broken as materialized (
    select * from private.broken_accounts(verify_ledger.tenant_id)
    union all select * from private.broken_lots(verify_ledger.tenant_id)
    union all select * from private.broken_transactions(verify_ledger.tenant_id)
    union all select * from private.broken_statements(verify_ledger.tenant_id)
    union all select * from private.broken_balances_after(verify_ledger.tenant_id)
    union all select * from private.broken_grants(verify_ledger.tenant_id)
    union all select * from private.broken_refunds(verify_ledger.tenant_id)
    union all select * from private.broken_debts(verify_ledger.tenant_id)
    union all select * from private.broken_revocations(verify_ledger.tenant_id)
    union all select * from private.broken_expiries(verify_ledger.tenant_id)
    union all select * from private.broken_packs(verify_ledger.tenant_id)
  )
  select distinct on (b.invariant) b.invariant, b.subject_id,
    b.details || jsonb_build_object('violations', count(*) over (partition by b.invariant))
  from broken b
  order by b.invariant, b.subject_id, b.details;
end
$$;

comment on function public.verify_ledger(uuid) is
  'Checks every invariant of a tenant''s ledger on its rows alone (docs/audit.md lists them). Gives one row per invariant that is broken: its name, the first account, transaction, lot, grant or order that breaks it (by key, which is the order of time), and the figures with the number of violations; no rows mean that all is well. For the platform (service_role).';

grant execute on function public.verify_ledger(uuid) to service_role;

-- source: supabase/schemas/90_audit/functions/verify_seal.sql
create function public.verify_seal(tenant_id uuid, day date, known_root bytea default null)
returns table (problem text, transaction_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' set work_mem = '64MB' as $$
declare
  seal public.ledger_seals;
begin
  select s.* into seal from public.ledger_seals s where s.tenant_id = verify_seal.tenant_id and s.day = verify_seal.day;
  if seal.root is null then
    return query select 'not_sealed', null::uuid, jsonb_build_object('day', verify_seal.day);
    return;
  end if;
  return query select * from private.broken_seal(seal, known_root);
  return query
  with
    kept as (
      select encode(substring(c.leaves from n * 48 + 1 for 16), 'hex')::uuid as id, substring(c.leaves from n * 48 + 17 for 32) as leaf
      from private.ledger_seal_leaves c
      cross join lateral generate_series(0, length(c.leaves) / 48 - 1) n
      where c.tenant_id = verify_seal.tenant_id and c.day = verify_seal.day
    ),
    present as (
      select l.transaction_id as id, l.leaf
      from private.ledger_leaves(
        array[verify_seal.tenant_id],
        case when seal.previous_root is null then '-infinity' else verify_seal.day::timestamp at time zone 'UTC' end,
        (verify_seal.day + 1)::timestamp at time zone 'UTC'
      ) l
    )
  select case when k.id is null then 'inserted' when p.id is null then 'deleted' else 'edited' end, coalesce(k.id, p.id),
    jsonb_build_object('kind', t.kind, 'amount', t.amount, 'account_id', t.account_id, 'created_at', t.created_at)
  from kept k
  full join present p on p.id = k.id
  left join public.ledger_transactions t on t.tenant_id = verify_seal.tenant_id and t.id = coalesce(k.id, p.id)
  where k.leaf is distinct from p.leaf
  order by coalesce(k.id, p.id);
end
$$;

comment on function public.verify_seal(uuid, date, bytea) is
  'Whether a sealed day (UTC) still is what was sealed. Takes the company, the day, and the root that the company kept, if it did. Gives a row per problem: edited, inserted or deleted (with the transaction; a transfer, a lot or a grant that was touched shows in its transaction), seal_altered (the seal is not what its fingerprints make), chain_broken (a neighbouring seal was replaced), root_differs (not the root that the company kept), not_sealed. No rows: intact. For the platform (service_role).';

grant execute on function public.verify_seal(uuid, date, bytea) to service_role;

-- source: supabase/schemas/91_reports/functions/batch_flow.sql
create function public.batch_flow(batch_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  batch constant record := private.require_batch(batch_id);
begin
  return (
    with
      flow as materialized (
        select f.department_id, f.merged, f.departments, f.members, f.granted, d.name, d.translations, f.members >= 5 as may_be_shown,
          -- Revoked in part, debts and what was returned would be those of the few whom it concerned.
          case private.revoked_part(batch.grant_ids)
            when 'partly' then f.figures || jsonb_build_object(
              'unspent', (f.figures ->> 'unspent')::bigint + (f.figures ->> 'returned')::bigint, 'returned', 0, 'debt', null, 'debt_settled', null
            )
            else f.figures
          end as figures
        from private.flow_by_group(batch.tenant_id, batch.grant_ids) f
        left join public.departments d on d.tenant_id = batch.tenant_id and d.id = f.department_id
      )
    select private.grant_batch(batch.tenant_id, coalesce(g.import_id, g.id)) || jsonb_build_object(
      'members', w.members, 'granted', w.granted, 'too_few', not w.may_be_shown,
      'figures', case when w.may_be_shown then w.figures end,
      'departments', coalesce(
        (
          select jsonb_agg(
            jsonb_build_object(
              'department_id', f.department_id, 'name', f.name, 'translations', f.translations, 'members', f.members, 'granted', f.granted
            ) || f.figures
            order by f.granted desc, f.department_id
          )
          from flow f
          where not f.merged and w.may_be_shown
        ),
        '[]'
      ),
      'merged', (
        select jsonb_build_object('departments', f.departments, 'members', f.members, 'granted', f.granted) || f.figures
        from flow f
        where f.merged and w.may_be_shown
      )
    )
    from flow w
    join public.grants g on g.tenant_id = batch.tenant_id and g.id = batch.grant_ids[1]
    where w.merged is null
  );
end
$$;

comment on function public.batch_flow(uuid) is
  'Where the points of a batch are now, in all and by department of the holders. Takes a grant or an import; gives what grant_batches() says about it, and {members, granted, too_few, figures, departments: [{department_id, name, translations, members, granted, …figures}], merged: null | {departments, members, granted, …figures}}. Figures in points: unspent, spent (net of refunds), expired, returned (to budgets), settled (debts from before) make up granted; refunded is what came back, debt what holders owe (a part of spent), debt_settled what they owed and have settled. While only a part of a batch is revoked, unspent includes returned and the debts are null. Nobody''s single purchase shows: departments under five people are merged, and a batch under five people has no figures. For HR managers (every batch of the company) and other operators (those they made). Errors: not_permitted, grant_not_found, and the refusals of private.require_member().';

grant execute on function public.batch_flow(uuid) to authenticated;

-- source: supabase/schemas/91_reports/functions/first_entry_since.sql
create function private.first_entry_since(account_id uuid, moment timestamptz) returns bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  low bigint;
  high bigint;
  middle bigint;
  found_seq bigint;
  found_at timestamptz;
begin
  select t.seq into low from public.ledger_transactions t
  where t.account_id = first_entry_since.account_id order by t.seq limit 1;
  select t.seq + 1 into high from public.ledger_transactions t
  where t.account_id = first_entry_since.account_id order by t.seq desc limit 1;
  while low < high loop
    middle := low + (high - low) / 2;
    select t.seq, t.created_at into found_seq, found_at
    from public.ledger_transactions t
    where t.account_id = first_entry_since.account_id and t.seq >= middle
    order by t.seq
    limit 1;
    if found_at >= moment then
      high := middle;
    else
      low := found_seq + 1;
    end if;
  end loop;
  return low;
end
$$;

comment on function private.first_entry_since(uuid, timestamptz) is
  'Where in an account''s statement a moment lies: a running number (seq) before which everything is older. Halves the range again and again instead of reading it, some thirty look-ups in the index for a statement of any length. Rows booked at the same time may lie in another order than their times, by as long as a transaction takes: whoever needs every row of a time asks for a day more on both sides and looks at the rows. Null for an account without movements.';

-- source: supabase/schemas/91_reports/functions/flow_by_group.sql
create function private.flow_by_group(tenant_id uuid, grant_ids uuid[])
returns table (
  department_id uuid, merged boolean, departments bigint, members bigint, granted bigint, figures jsonb
)
language sql stable security definer set search_path = '' as $$
  with
    wallets as materialized (
      select m.department_id, w.*
      from private.flow_of_wallets(flow_by_group.tenant_id, flow_by_group.grant_ids) w
      join public.ledger_accounts a on a.tenant_id = flow_by_group.tenant_id and a.id = w.account_id
      left join public.members m on m.tenant_id = a.tenant_id and m.id = a.owner_id
    ),
    sizes as (
      select w.department_id, count(*) as members,
        coalesce(sum(count(*)) over (
          order by count(*), w.department_id rows between unbounded preceding and 1 preceding
        ), 0) as smaller
      from wallets w
      group by w.department_id
    ),
    -- In the order of size: everything under five people is merged, and where that is under five itself, the next one with it.
    groups as (
      select s.department_id, s.members < 5 or s.smaller between 1 and 4 as merged from sizes s
    )
  select case when not g.merged then w.department_id end, g.merged, count(distinct w.department_id), count(*), sum(w.granted)::bigint,
    jsonb_build_object(
      'unspent', sum(w.unspent), 'spent', sum(w.spent), 'refunded', sum(w.refunded), 'expired', sum(w.expired),
      'returned', sum(w.returned), 'settled', sum(w.settled), 'debt', sum(w.debt), 'debt_settled', sum(w.debt_settled)
    )
  from wallets w
  join groups g on g.department_id is not distinct from w.department_id
  group by grouping sets ((g.merged, case when not g.merged then w.department_id end), ())
$$;

comment on function private.flow_by_group(uuid, uuid[]) is
  'Where the points of these grants are now, by department of the holders, who are never fewer than five in a row: smaller departments are merged into one row, with the next larger one where they are under five together. The row with merged null is the whole. Nobody may be shown the whole who is under five people (see batch_flow).';

-- source: supabase/schemas/91_reports/functions/flow_of_wallets.sql
create function private.flow_of_wallets(tenant_id uuid, grant_ids uuid[])
returns table (
  account_id uuid, granted bigint, unspent bigint, spent bigint, refunded bigint, expired bigint, returned bigint, settled bigint,
  debt bigint, debt_settled bigint
)
language sql stable security definer set search_path = '' as $$
  with
    lots as materialized (
      select l.id, l.account_id, l.granted, l.remaining
      from public.point_lots l
      where l.tenant_id = flow_of_wallets.tenant_id and l.grant_id = any (flow_of_wallets.grant_ids)
    ),
    -- What a lot paid for orders is what is left over: so the many orders of thousands of wallets need not be read.
    others as materialized (
      select t.id, t.kind
      from (select distinct l.account_id from lots l) w
      join public.ledger_transactions t on t.account_id = w.account_id and t.kind not in ('grant', 'spend')
    ),
    budgets as materialized (
      select a.id from public.ledger_accounts a where a.tenant_id = flow_of_wallets.tenant_id and a.kind = 'budget'
    ),
    moved as materialized (
      select f.lot_id,
        sum(f.amount) filter (where f.from_account_id = s.redeemed) as refunded,
        sum(case s.expired when f.to_account_id then f.amount when f.from_account_id then -f.amount else 0 end) as expired,
        sum(case when b.gets then f.amount else -f.amount end) filter (where (b.gets or b.gives) and o.kind <> 'settlement') as returned,
        sum(f.amount) filter (where (b.gets or b.gives) and o.kind = 'settlement') as settled
      from others o
      cross join (
        select private.system_account_id(flow_of_wallets.tenant_id, 'redeemed') as redeemed,
          private.system_account_id(flow_of_wallets.tenant_id, 'expired') as expired
      ) s
      join public.ledger_transfers f on f.tenant_id = flow_of_wallets.tenant_id and f.transaction_id = o.id
      cross join lateral (
        select f.to_account_id = any (array(select a.id from budgets a)) as gets, f.from_account_id = any (array(select a.id from budgets a)) as gives
      ) b
      where f.lot_id is not null
      group by f.lot_id
    )
  select l.account_id, sum(l.granted)::bigint, sum(l.remaining)::bigint,
    sum(l.granted - l.remaining - coalesce(m.expired, 0) - coalesce(m.returned, 0) - coalesce(m.settled, 0))::bigint,
    coalesce(sum(m.refunded), 0)::bigint, coalesce(sum(m.expired), 0)::bigint,
    coalesce(sum(m.returned), 0)::bigint, coalesce(sum(m.settled), 0)::bigint,
    coalesce(sum(d.debt), 0)::bigint, coalesce(sum(d.settled), 0)::bigint
  from lots l
  -- A full join is never a nested loop, which would compare each lot with each before there are statistics; "coalesce" below keeps it full.
  full join moved m on m.lot_id = l.id
  -- Looked up lot by lot ("offset 0" keeps it so), for the same reason.
  left join lateral (
    select d.amount - d.settled as debt, d.settled
    from public.point_debts d
    where d.tenant_id = flow_of_wallets.tenant_id and d.lot_id = l.id
    offset 0
  ) d on true
  where coalesce(l.granted, 0) > 0
  group by l.account_id
$$;

comment on function private.flow_of_wallets(uuid, uuid[]) is
  'Where the points of these grants are now, wallet by wallet: unspent, spent (net of all refunds), expired, returned (to budgets), settled (debts from before); they sum up to what was granted. debt is what holders owe for it, a part of spent; debt_settled what they owed and have settled. refunded is what came back of what had been spent, wherever it went. NOTE: one person''s figures; they leave the database only summed up, by batch_flow().';

-- source: supabase/schemas/91_reports/functions/grant_batch.sql
create function private.grant_batch(tenant_id uuid, batch_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with parts as materialized (
    select g.* from public.grants g
    where g.tenant_id = grant_batch.tenant_id and g.id = any (private.grants_of_batch(grant_batch.tenant_id, grant_batch.batch_id))
  )
  select jsonb_build_object(
    'batch_id', grant_batch.batch_id,
    'kind', case first.source when 'manual' then 'grant' else first.source end,
    'name', coalesce(i.name, first.note),
    'programme_id', p.id, 'programme_name', p.name, 'translations', p.translations,
    'members', (select sum(g.recipients) from parts g),
    'total_points', (select sum(g.total_points) from parts g),
    'created_at', first.created_at,
    'granted_by_name', m.name,
    'revoked', private.revoked_part((select array_agg(g.id) from parts g)),
    'state', coalesce(i.state, 'done')
  )
  from (select * from parts g order by g.id limit 1) first
  join public.programmes p on p.tenant_id = first.tenant_id and p.id = first.programme_id
  left join public.grant_imports i on i.tenant_id = first.tenant_id and i.id = first.import_id
  left join public.members m on m.tenant_id = first.tenant_id and m.id = first.granted_by
$$;

comment on function private.grant_batch(uuid, uuid) is 'One row of grant_batches().';

-- source: supabase/schemas/91_reports/functions/grant_batches.sql
create function public.grant_batches(before text default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  page_size constant integer := 20;
  caller constant record := private.require_member();
  sees_all constant boolean := private.has_role('hr_manager');
  before_id constant uuid := private.uuid_or_null(before);
begin
  if not (sees_all or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  if before is not null and before_id is null then
    perform private.fail('invalid_request', 400, '{"field": "before", "problem": "malformed"}');
  end if;
  return (
    with rows as materialized (
      -- Keys are in the order of time. An import stands where its first part was granted.
      select g.id, coalesce(g.import_id, g.id) as batch_id, row_number() over (order by g.id desc) as place
      from public.grants g
      where g.tenant_id = caller.tenant_id and (before_id is null or g.id < before_id)
        and (sees_all or g.granted_by = caller.member_id)
        and not exists (
          select
          from public.grants e
          where e.tenant_id = g.tenant_id and e.import_id = g.import_id and e.id < g.id
        )
      order by g.id desc
      limit page_size + 1
    )
    select jsonb_build_object(
      'batches', coalesce(
        jsonb_agg(private.grant_batch(caller.tenant_id, r.batch_id) order by r.place) filter (where r.place <= page_size), '[]'
      ),
      'next', case when max(r.place) > page_size then (array_agg(r.id order by r.place))[page_size] end
    )
    from rows r
  );
end
$$;

comment on function public.grant_batches(text) is
  'Grants and imports, newest first, 20 a page. Takes next of the page before (null: the newest); gives {batches: [{batch_id, kind: grant | import | schedule | card, name, programme_id, programme_name, translations, members, total_points, created_at, granted_by_name, revoked: no | partly | fully, state}], next}. For HR managers (every batch of the company) and other operators (those they made). Errors: not_permitted, invalid_request, and the refusals of private.require_member().';

grant execute on function public.grant_batches(text) to authenticated;

-- source: supabase/schemas/91_reports/functions/grants_of_batch.sql
create function private.grants_of_batch(tenant_id uuid, batch_id uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array_agg(g.id)
  from public.grants named
  join public.grants g on g.tenant_id = named.tenant_id and (g.id = named.id or g.import_id = named.import_id)
  where named.tenant_id = grants_of_batch.tenant_id
    and named.id = coalesce(
      (
        select i.id from public.grants i
        where i.tenant_id = grants_of_batch.tenant_id and i.import_id = grants_of_batch.batch_id
        limit 1
      ),
      grants_of_batch.batch_id
    )
$$;

comment on function private.grants_of_batch(uuid, uuid) is
  'The grants that make up a batch: a grant alone, or all grants of an import, also when one of them is named. An import runs in parts of any size; whoever could ask for a part and for the whole would learn about the difference, however few people that is. Null for what does not exist.';

-- source: supabase/schemas/91_reports/functions/lot_history.sql
create function public.lot_history(lot_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_buyer();
  lot public.point_lots;
begin
  select l.* into lot
  from public.point_lots l
  where l.tenant_id = caller.tenant_id and l.id = lot_history.lot_id and l.account_id = caller.account_id;
  if lot.id is null then
    perform private.fail('lot_not_found', 404);
  end if;
  return jsonb_build_object(
    'lot', (
      select jsonb_build_object(
        'id', lot.id, 'programme_name', p.name, 'translations', p.translations, 'occasion', p.occasion,
        'granted', lot.granted, 'remaining', lot.remaining, 'expires_at', lot.expires_at, 'created_at', lot.created_at,
        'revoked_at', lot.revoked_at, 'scope', lot.scope, 'scope_names', private.scope_names(lot.scope, lot.scope_ids),
        'granted_by_note', private.note_of_lot(lot.account_id, lot.id, lot.grant_id, lot.created_at)
      )
      from public.programmes p
      where p.tenant_id = lot.tenant_id and p.id = lot.programme_id
    ),
    'movements', private.lot_movements(lot.account_id, lot.id, lot.created_at)
  );
end
$$;

comment on function public.lot_history(uuid) is
  'One of the caller''s own lots and what happened to it. Gives {lot: {id, programme_name, translations, occasion, granted, remaining, expires_at, created_at, revoked_at, scope, scope_names: [{id, name, translations}], granted_by_note}, movements: [{seq, transaction_id, kind, amount, created_at, order_id, order_no}]}, newest first, at most 1,000; amounts in points, plus into the lot, minus out of it. For members and guests. Errors: lot_not_found, and the refusals of private.require_buyer().';

grant execute on function public.lot_history(uuid) to authenticated;

-- source: supabase/schemas/91_reports/functions/lot_movements.sql
create function private.lot_movements(account_id uuid, lot_id uuid, since timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  -- No index leads from a lot to its transfers: it would cost every order. A lot's movements are among its wallet's, since it was granted.
  first_seq constant bigint := private.first_entry_since(account_id, since - interval '1 day');
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'seq', m.seq, 'transaction_id', m.id, 'kind', m.kind, 'amount', m.amount, 'created_at', m.created_at,
          'order_id', m.order_id, 'order_no', (
            select o.order_no from public.orders o where o.tenant_id = m.tenant_id and o.id = m.order_id
          )
        )
        order by m.seq desc
      ),
      '[]'
    )
    from (
      select t.tenant_id, t.seq, t.id, t.kind, t.created_at, t.order_id, f.amount
      from public.ledger_transactions t
      cross join lateral (
        -- An order of several lines may have drawn on a lot several times. What went from elsewhere to elsewhere is no movement of the lot.
        select sum(case when f.to_account_id = t.account_id then f.amount else -f.amount end)::bigint as amount
        from public.ledger_transfers f
        where f.tenant_id = t.tenant_id and f.transaction_id = t.id and f.lot_id = lot_movements.lot_id
          and t.account_id in (f.from_account_id, f.to_account_id)
        having count(*) > 0
      ) f
      where t.account_id = lot_movements.account_id and t.seq >= first_seq
      order by t.seq desc
      limit 1000
    ) m
  );
end
$$;

comment on function private.lot_movements(uuid, uuid, timestamptz) is
  'What happened to a lot of this wallet that was granted then: [{seq, transaction_id, kind, amount, created_at, order_id, order_no}], newest first, at most 1,000.';

-- source: supabase/schemas/91_reports/functions/my_budgets.sql
create function public.my_budgets() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  all_budgets constant boolean := private.has_role('hr_manager');
  administered constant uuid[] := private.administered_department_ids();
  groups constant uuid[] := private.administered_group_ids();
begin
  if not (all_budgets or cardinality(administered) > 0 or cardinality(groups) > 0) then
    perform private.fail('not_permitted', 403);
  end if;
  return (
    with recursive
      tree as (
        select d.id, d.path, array[to_char(d.position + 2147483648, 'FM0000000000') || d.name] as place
        from public.departments d
        where d.tenant_id = caller.tenant_id and d.parent_id is null
        union all
        select d.id, d.path, t.place || (to_char(d.position + 2147483648, 'FM0000000000') || d.name)
        from tree t
        join public.departments d on d.tenant_id = caller.tenant_id and d.parent_id = t.id
      ),
      owners as (
        select t.id, null::uuid as parent_id, t.name, t.translations, 0 as depth, '{}'::text[] as place, all_budgets as may_allocate
        from public.tenants t
        where t.id = caller.tenant_id and all_budgets
        union all
        select d.id, coalesce(d.parent_id, d.tenant_id), d.name, d.translations, cardinality(d.path), array['1'] || t.place, true
        from tree t
        join public.departments d on d.tenant_id = caller.tenant_id and d.id = t.id
        where all_budgets or d.path && administered
        union all
        select g.id, g.tenant_id, g.name, g.translations, 1, array['2', g.name], all_budgets
        from public.groups g
        where g.tenant_id = caller.tenant_id and (all_budgets or g.id = any (groups))
      )
    select jsonb_agg(
      jsonb_build_object(
        'account_id', a.id, 'owner_kind', a.owner_kind, 'owner_id', a.owner_id, 'parent_id', o.parent_id, 'name', o.name,
        'translations', o.translations, 'depth', o.depth, 'balance', a.balance, 'can_grant', true, 'can_allocate', o.may_allocate
      )
      order by o.place, o.id
    )
    from owners o
    join public.ledger_accounts a on a.owner_id = o.id and a.kind = 'budget' and a.tenant_id = caller.tenant_id
  );
end
$$;

comment on function public.my_budgets() is
  'The budgets in the caller''s scope, in the order of the tree, groups last: [{account_id, owner_kind: tenant | department | group, owner_id, parent_id, name, translations, depth, balance, can_grant, can_allocate}], balances in points; depth is 0 for the company, parent_id of the topmost ones may lie outside the scope. HR managers see all of the company, department admins their subtree, group admins their group. Errors: not_permitted, and the refusals of private.require_member().';

grant execute on function public.my_budgets() to authenticated;

-- source: supabase/schemas/91_reports/functions/my_statement.sql
create function public.my_statement(
  before bigint default null, kinds text[] default null, month date default null, page_size integer default 20
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_buyer();
  zone constant text := (select t.time_zone from public.tenants t where t.id = caller.tenant_id);
  month_begins timestamptz := '-infinity';
  month_ends timestamptz := 'infinity';
  first_seq bigint := 0;
  end_seq bigint := coalesce(before, 9223372036854775807);
begin
  if page_size is null or page_size not between 1 and 1000 then
    perform private.fail('invalid_request', 400, '{"field": "page_size", "problem": "out_of_range"}');
  end if;
  if month not between date '2000-01-01' and date '2999-12-31' then
    perform private.fail('invalid_request', 400, '{"field": "month", "problem": "out_of_range"}');
  end if;
  if month is not null then
    month_begins := date_trunc('month', month::timestamp) at time zone zone;
    month_ends := (date_trunc('month', month::timestamp) + interval '1 month') at time zone zone;
    first_seq := private.first_entry_since(caller.account_id, month_begins - interval '1 day');
    end_seq := least(end_seq, private.first_entry_since(caller.account_id, month_ends + interval '1 day'));
  end if;
  return (
    with rows as materialized (
      -- One row more than the page tells whether there is another page.
      select p.*, row_number() over (order by p.seq desc) as place
      from private.statement_page(
        caller.account_id, first_seq, end_seq, month_begins, month_ends, nullif(kinds, '{}'), page_size + 1
      ) p
    )
    select jsonb_build_object(
      'entries', coalesce(
        jsonb_agg(
          jsonb_build_object(
            'seq', r.seq, 'transaction_id', r.id, 'kind', r.kind, 'amount', r.amount, 'balance_after', r.balance_after,
            'created_at', r.created_at, 'order_id', r.order_id, 'order_no', (
              select o.order_no from public.orders o where o.tenant_id = r.tenant_id and o.id = r.order_id
            ),
            'programme_id', r.programme_id, 'programme_name', p.name, 'translations', p.translations, 'note', r.note
          )
          order by r.place
        ) filter (where r.place <= page_size),
        '[]'
      ),
      'next', case when max(r.place) > page_size then min(r.seq) filter (where r.place <= page_size) end
    )
    from rows r
    left join public.programmes p on p.tenant_id = r.tenant_id and p.id = r.programme_id
  );
end
$$;

comment on function public.my_statement(bigint, text[], date, integer) is
  'A page of the caller''s own statement, newest first. Takes the running number to read on from (next of the page before; null: the newest), kinds of movement (null or none: all), any day of a month in the company''s time zone (null: all months), and how many rows (1 to 1,000). Gives {entries: [{seq, transaction_id, kind, amount, balance_after, created_at, order_id, order_no, programme_id, programme_name, translations, note}], next}; amounts in points, plus in, minus out; next is null on the last page. For members and guests. Errors: invalid_request, and the refusals of private.require_buyer().';

grant execute on function public.my_statement(bigint, text[], date, integer) to authenticated;

-- source: supabase/schemas/91_reports/functions/my_statement_months.sql
create function public.my_statement_months() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_buyer();
  zone constant text := (select t.time_zone from public.tenants t where t.id = caller.tenant_id);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('month', m.month, 'entries', m.entries) order by m.month desc), '[]')
    from (
      -- First by hour, which every time zone's months consist of (quarters, to be exact): the zone is asked once per quarter and not per row.
      select date_trunc('month', q.quarter at time zone zone)::date as month, sum(q.entries)::bigint as entries
      from (
        select date_bin(interval '15 minutes', t.created_at, timestamptz '2000-01-01 00:00:00Z') as quarter, count(*) as entries
        from public.ledger_transactions t
        where t.account_id = caller.account_id
        group by 1
      ) q
      group by 1
    ) m
  );
end
$$;

comment on function public.my_statement_months() is
  'The months in which the caller''s points moved, newest first: [{month: its first day, entries}], in the company''s time zone. For members and guests. Errors: the refusals of private.require_buyer().';

grant execute on function public.my_statement_months() to authenticated;

-- source: supabase/schemas/91_reports/functions/note_of_lot.sql
create function private.note_of_lot(account_id uuid, lot_id uuid, grant_id uuid, granted_at timestamptz) returns text
language sql stable security definer set search_path = '' as $$
  select t.note
  from public.ledger_transactions t
  join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
  where t.account_id = note_of_lot.account_id
    and t.seq >= private.first_entry_since(note_of_lot.account_id, note_of_lot.granted_at - interval '1 day')
    and t.kind = 'grant' and t.grant_id = note_of_lot.grant_id and f.lot_id = note_of_lot.lot_id
  order by t.seq
  limit 1
$$;

comment on function private.note_of_lot(uuid, uuid, uuid, timestamptz) is
  'What whoever granted wrote to the recipient of this lot, or null. A grant may have filled several lots of one wallet.';

-- source: supabase/schemas/91_reports/functions/require_batch.sql
create function private.require_batch(batch_id uuid, out tenant_id uuid, out grant_ids uuid[])
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  tenant_id := caller.tenant_id;
  grant_ids := private.grants_of_batch(caller.tenant_id, require_batch.batch_id);
  if grant_ids is null
    or not private.has_role('hr_manager') and exists (
      select
      from public.grants g
      where g.tenant_id = caller.tenant_id and g.id = any (grant_ids) and g.granted_by is distinct from caller.member_id
    )
  then
    perform private.fail('grant_not_found', 404);
  end if;
end
$$;

comment on function private.require_batch(uuid) is
  'The grants of a batch that the calling operator may look at: HR managers at every batch of the company, other operators at those they made. What belongs to somebody else does not exist. Errors: not_permitted, grant_not_found.';

-- source: supabase/schemas/91_reports/functions/revoked_part.sql
create function private.revoked_part(grant_ids uuid[]) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when not exists (select from public.point_lots l where l.grant_id = any (grant_ids) and l.revoked_at is not null) then 'no'
    when exists (select from public.point_lots l where l.grant_id = any (grant_ids) and l.revoked_at is null) then 'partly'
    else 'fully'
  end
$$;

comment on function private.revoked_part(uuid[]) is 'Whether of these grants no lot was revoked (no), some were (partly) or all (fully).';

-- source: supabase/schemas/91_reports/functions/scope_names.sql
create function private.scope_names(scope text, scope_ids uuid[]) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'translations', s.translations) order by s.place), '[]')
  from (
    select c.id, c.name, c.translations, w.place
    from unnest(scope_names.scope_ids) with ordinality w (id, place)
    join public.categories c on c.id = w.id
    where scope_names.scope = 'categories'
    union all
    select p.id, p.name, p.translations, w.place
    from unnest(scope_names.scope_ids) with ordinality w (id, place)
    join public.products p on p.id = w.id
    where scope_names.scope = 'products'
  ) s
$$;

comment on function private.scope_names(text, uuid[]) is
  'The names of what a lot may buy: [{id, name, translations}] of its categories or products; empty for lots that may buy everything.';

-- source: supabase/schemas/91_reports/functions/statement_page.sql
create function private.statement_page(
  account_id uuid, first_seq bigint, end_seq bigint, since timestamptz, until timestamptz, kinds text[], row_limit integer
) returns setof public.ledger_transactions
language plpgsql stable security definer rows 20 set search_path = ''
-- Only the walk down the index gives the first page of 100,000 rows as fast as that of ten; a plan made for unknown numbers, or without
-- statistics, would rather collect and sort them all.
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
begin
  -- Nearly all rows are grants and orders: the rest has an index of its own.
  if not kinds && '{grant,spend}' then
    return query
    select t.*
    from public.ledger_transactions t
    where t.account_id = statement_page.account_id and t.seq >= first_seq and t.seq < end_seq
      and t.kind not in ('grant', 'spend') and t.kind = any (kinds)
      and t.created_at >= since and t.created_at < until
    order by t.seq desc
    limit row_limit;
  else
    return query
    select t.*
    from public.ledger_transactions t
    where t.account_id = statement_page.account_id and t.seq >= first_seq and t.seq < end_seq
      and (kinds is null or t.kind = any (kinds))
      and t.created_at >= since and t.created_at < until
    order by t.seq desc
    limit row_limit;
  end if;
end
$$;

comment on function private.statement_page(uuid, bigint, bigint, timestamptz, timestamptz, text[], integer) is
  'The newest rows of an account''s statement with running numbers from first_seq to before end_seq, booked from "since" to before "until", of these kinds (null: all).';

-- source: supabase/schemas/30_points/views/order_lots.sql
create view public.order_lots with (security_invoker = true) as
select t.order_id, l.id as lot_id, p.name as programme_name, p.translations, l.expires_at,
  coalesce(sum(f.amount) filter (where t.kind = 'spend'), 0)::bigint as spent,
  coalesce(sum(f.amount) filter (where t.kind = 'refund'), 0)::bigint as refunded
from public.ledger_transactions t
join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
join public.point_lots l on l.tenant_id = t.tenant_id and l.id = f.lot_id
join public.programmes p on p.tenant_id = l.tenant_id and p.id = l.programme_id
where t.tenant_id = (select private.tenant_id()) and t.account_id = (select private.account_id()) and t.order_id is not null
group by t.order_id, l.id, p.name, p.translations, l.expires_at;

grant select on public.order_lots to authenticated;

comment on view public.order_lots is 'Which lots of the caller paid for an order, and what came of it back.';
comment on column public.order_lots.order_id is 'The order.';
comment on column public.order_lots.lot_id is 'The lot.';
comment on column public.order_lots.programme_name is 'The lot''s programme, in Simplified Chinese.';
comment on column public.order_lots.translations is 'Its name in other languages: {"en": {"name": "…"}}.';
comment on column public.order_lots.expires_at is 'When the lot expires.';
comment on column public.order_lots.spent is 'Points it paid for the order.';
comment on column public.order_lots.refunded is 'Points of it that were refunded, to the lot or, where it had expired, as the programme says.';

-- source: supabase/schemas/30_points/views/statement_entries.sql
create view public.statement_entries with (security_invoker = true) as
select t.seq, t.id as transaction_id, t.kind, t.amount, t.balance_after, t.created_at, t.order_id,
  -- Subqueries and no joins: they are looked up for the rows of the page only, after it has been cut out of a long statement.
  (select o.order_no from public.orders o where o.tenant_id = t.tenant_id and o.id = t.order_id) as order_no,
  t.programme_id,
  (select p.name from public.programmes p where p.tenant_id = t.tenant_id and p.id = t.programme_id) as programme_name,
  (select p.translations from public.programmes p where p.tenant_id = t.tenant_id and p.id = t.programme_id) as translations,
  t.note
from public.ledger_transactions t
-- Row-level security alone would show HR the movements of budgets as well.
where t.tenant_id = (select private.tenant_id()) and t.account_id = (select private.account_id());

grant select on public.statement_entries to authenticated;

comment on view public.statement_entries is 'The caller''s own statement: one row per movement of the wallet. Page by seq, descending.';
comment on column public.statement_entries.seq is 'Running number to page by; higher is later.';
comment on column public.statement_entries.transaction_id is 'The transaction; leads to statement_lots.';
comment on column public.statement_entries.kind is 'grant, spend, refund or expiry.';
comment on column public.statement_entries.amount is 'Points: plus in, minus out.';
comment on column public.statement_entries.balance_after is 'Balance afterwards, in points.';
comment on column public.statement_entries.created_at is 'When it was booked.';
comment on column public.statement_entries.order_id is 'For spend and refund: the order.';
comment on column public.statement_entries.order_no is 'Its number for people.';
comment on column public.statement_entries.programme_id is 'For grant: the programme.';
comment on column public.statement_entries.programme_name is 'Its name in Simplified Chinese.';
comment on column public.statement_entries.translations is 'Its name in other languages: {"en": {"name": "…"}}.';
comment on column public.statement_entries.note is 'Remark of whoever granted.';

-- source: supabase/schemas/30_points/views/statement_lots.sql
create view public.statement_lots with (security_invoker = true) as
select t.id as transaction_id, l.id as lot_id, f.amount, p.name as programme_name, p.translations, l.expires_at
from public.ledger_transactions t
cross join lateral (
  -- An order of several lines may have drawn on one lot several times. Refunds that went elsewhere do not count: they are no movement here.
  select f.lot_id, sum(case when f.to_account_id = t.account_id then f.amount else -f.amount end)::bigint as amount
  from public.ledger_transfers f
  where f.tenant_id = t.tenant_id and f.transaction_id = t.id and t.account_id in (f.from_account_id, f.to_account_id)
  group by f.lot_id
) f
join public.point_lots l on l.tenant_id = t.tenant_id and l.id = f.lot_id
join public.programmes p on p.tenant_id = l.tenant_id and p.id = l.programme_id
where t.tenant_id = (select private.tenant_id()) and t.account_id = (select private.account_id());

grant select on public.statement_lots to authenticated;

comment on view public.statement_lots is 'Which lots each row of the caller''s statement filled or drew on.';
comment on column public.statement_lots.transaction_id is 'The row of statement_entries.';
comment on column public.statement_lots.lot_id is 'The lot.';
comment on column public.statement_lots.amount is 'Points: plus into the lot, minus out of it.';
comment on column public.statement_lots.programme_name is 'The lot''s programme, in Simplified Chinese.';
comment on column public.statement_lots.translations is 'Its name in other languages: {"en": {"name": "…"}}.';
comment on column public.statement_lots.expires_at is 'When the lot expires.';

-- source: supabase/schemas/40_catalog/views/sku_offers.sql
-- Reads as the caller: the policy of offers decides which offers there are to choose from.
create view public.sku_offers with (security_invoker = true) as
select
  best.sku_id,
  best.product_id,
  best.offer_id,
  best.price_points,
  best.max_per_order,
  best.max_per_buyer,
  private.available_units(best.sku_id) as available
from (
  select distinct on (o.product_id, o.sku_id)
    o.sku_id, o.product_id, o.id as offer_id, o.price_points, o.max_per_order, o.max_per_buyer
  from public.offers o
  order by
    o.product_id, o.sku_id,
    private.audience_rank(o.audience_kind, o.audience_id, (select private.audience_ids())) desc, o.price_points, o.id
) as best;

comment on view public.sku_offers is
  'What the caller may buy, one row per SKU. Of several offers the closest audience wins (card batch, group, nearest department, whole company), then the lowest price, then the oldest offer.';
comment on column public.sku_offers.sku_id is 'The SKU.';
comment on column public.sku_offers.product_id is 'Its product.';
comment on column public.sku_offers.offer_id is 'The offer that applies.';
comment on column public.sku_offers.price_points is 'Price of one unit, in points.';
comment on column public.sku_offers.max_per_order is 'Most units in one order; empty: no limit.';
comment on column public.sku_offers.max_per_buyer is 'Most units one buyer may ever take of this offer; empty: no limit.';
comment on column public.sku_offers.available is 'Units in stock, 99 standing for 99 and more.';

grant select on public.sku_offers to authenticated;
