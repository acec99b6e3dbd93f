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
