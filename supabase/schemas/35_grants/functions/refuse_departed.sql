create function private.refuse_departed(tenant_id uuid, account_ids uuid[], places integer[]) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.fail('member_not_found', 404, jsonb_build_object('index', coalesce(places[u.place], u.place - 1)))
  from unnest(account_ids) with ordinality u (account_id, place)
  join public.ledger_accounts a on a.tenant_id = refuse_departed.tenant_id and a.id = u.account_id
  join public.members m on m.tenant_id = a.tenant_id and m.id = a.owner_id
  where m.status = 'departed'
  order by u.place
  limit 1;
end
$$;

comment on function private.refuse_departed(uuid, uuid[], integer[]) is
  'Refuses a grant to somebody who has departed since the recipients were looked up. Certain behind the lock of the wallets, which a departure holds. Errors: member_not_found {index}.';
