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
