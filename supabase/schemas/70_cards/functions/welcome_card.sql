create function private.welcome_card(card public.cards, origin bytea) returns void
language plpgsql volatile set search_path = '' as $$
begin
  insert into private.card_sources (tenant_id, card_id, source_key) values (card.tenant_id, card.id, origin)
  on conflict (tenant_id, card_id, source_key) do update set last_success_at = excluded.last_success_at;
  update public.cards c
  set status = 'active', activated_at = private.clock()
  where c.tenant_id = card.tenant_id and c.id = card.id and c.status = 'issued';
  if found then
    insert into public.card_events (tenant_id, batch_id, card_id, kind)
    values (card.tenant_id, card.batch_id, card.id, 'activated');
    perform private.count_guess(card.batch_id, -1);
    perform private.start_validity(card.tenant_id, array[card.id]);
  end if;
end
$$;

comment on function private.welcome_card(public.cards, bytea) is
  'Remembers where a card was signed in from and, the first time, makes it active and lets its days of validity begin.';
