create function private.departure_answer(tenant_id uuid, departure_id uuid, pin text, with_points boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'member_id', d.member_id,
    'policy', d.policy,
    'points', case when departure_answer.with_points then d.points end,
    'claim', case when c.id is not null then
      jsonb_build_object('card_no', c.number, 'pin', departure_answer.pin, 'valid_until', c.valid_until)
    end
  )
  from public.departures d
  left join public.cards c on c.tenant_id = d.tenant_id and c.id = d.claim_card_id
  where d.tenant_id = departure_answer.tenant_id and d.id = departure_answer.departure_id
$$;

comment on function private.departure_answer(uuid, uuid, text, boolean) is
  'What offboard_member() answers. The PIN is there the first time only: it is stored nowhere. Points for the platform only: what one person has left is nobody else''s affair.';
