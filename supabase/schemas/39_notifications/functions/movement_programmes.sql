create function private.movement_programmes(tenant_id uuid, transaction_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan: a job asks for every movement.
  return (
    select jsonb_agg(
      jsonb_build_object('programme_id', p.id, 'name', p.name, 'translations', p.translations, 'amount', m.amount)
      order by m.amount desc, p.id
    )
    from (
      select l.programme_id, sum(f.amount) as amount
      from public.ledger_transfers f
      join public.point_lots l on l.tenant_id = f.tenant_id and l.id = f.lot_id
      where f.tenant_id = movement_programmes.tenant_id and f.transaction_id = movement_programmes.transaction_id
      group by l.programme_id
    ) m
    join public.programmes p on p.tenant_id = movement_programmes.tenant_id and p.id = m.programme_id
  );
end
$$;

comment on function private.movement_programmes(uuid, uuid) is
  'The programmes whose points a movement took or brought: [{programme_id, name, translations, amount}], most points first.';
