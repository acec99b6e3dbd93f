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
