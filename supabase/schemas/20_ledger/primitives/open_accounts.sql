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
