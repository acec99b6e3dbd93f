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
