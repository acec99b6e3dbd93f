create function private.set_frozen(company uuid, card_ids uuid[], frozen boolean) returns void
language sql volatile security definer set search_path = '' as $$
  update public.cards c
  set status = case when set_frozen.frozen then 'frozen' else coalesce(c.status_before, case when c.activated_at is null then 'issued' else 'active' end) end,
    status_before = case when set_frozen.frozen then c.status end
  where c.tenant_id = company and c.id = any (card_ids)
$$;

comment on function private.set_frozen(uuid, uuid[], boolean) is
  'Freezes cards, or makes them again what they were. Access ends with the next call: it looks the status up. Behind the lock of the cards.';
