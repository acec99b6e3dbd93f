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
