create function public.expire_cards(max_cards int default 10000) returns jsonb
language sql volatile security definer set search_path = '' as $$
  with
    due as materialized (
      select c.tenant_id, c.id
      from public.cards c
      join public.card_batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id
      where c.status in ('inactive', 'issued', 'active', 'used_up') and c.valid_until <= private.clock()
        -- A refund makes claim codes valid for longer: they end by the clock alone.
        and not b.for_departures
      order by c.valid_until
      limit greatest(max_cards, 0)
      for no key update of c skip locked
    ),
    over as (
      update public.cards c set status = 'expired', status_before = c.status
      from due d
      where c.tenant_id = d.tenant_id and c.id = d.id
      returning c.tenant_id, c.batch_id, c.id
    ),
    told as (
      insert into public.card_events (tenant_id, batch_id, card_id, kind)
      select o.tenant_id, o.batch_id, o.id, 'expired' from over o
      returning 1
    )
  select jsonb_build_object('cards', (select count(*) from told))
$$;

comment on function public.expire_cards(int) is
  'Job: marks cards as expired whose validity is over, at most so many; gives {cards}. Nothing waits for it: a card is refused by its date anyhow, and its points expire with expire_points(). Frozen cards stay frozen. For the platform (service_role).';

grant execute on function public.expire_cards(int) to service_role;
