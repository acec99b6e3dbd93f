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
