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
