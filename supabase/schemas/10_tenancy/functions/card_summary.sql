create function private.card_summary(tenant_id uuid, card_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', c.id,
    'card_no_masked', private.mask_card_number(c.number),
    'title', b.title,
    'translations', b.translations,
    'valid_until', c.valid_until,
    'status', c.status
  )
  from public.cards c
  join public.card_batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id
  where c.tenant_id = card_summary.tenant_id and c.id = card_summary.card_id
$$;

comment on function private.card_summary(uuid, uuid) is 'The card as my_profile() shows it, or null.';
