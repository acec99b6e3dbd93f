create function public.pack_detail(entitlement_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_held public.pack_entitlements;
  v_state text;
  v_use_no integer;
begin
  select * into v_held
  from public.pack_entitlements e
  where e.tenant_id = v_buyer.tenant_id and e.id = pack_detail.entitlement_id and e.holder_id = v_buyer.buyer_id and e.state <> 'void';
  if not found then
    perform private.fail('pack_not_found', 404);
  end if;
  v_state := private.entitlement_state(v_held);
  -- Of a pack that is used up, the last use is shown as it was chosen.
  v_use_no := coalesce(private.current_use(v_held), v_held.uses_total);
  return (
    select jsonb_build_object(
      'entitlement_id', v_held.id, 'pack_id', p.id, 'title', p.title, 'translations', p.translations, 'greeting', p.greeting,
      'signature', p.signature, 'theme', p.theme, 'picture_path', p.picture_path, 'allow_swaps', p.allow_swaps,
      'state', v_state, 'valid_until', v_held.valid_until, 'uses_total', v_held.uses_total,
      'uses_left', v_held.uses_total - v_held.uses_done, 'use_no', v_use_no,
      'sections', private.pack_sections_left(v_held, v_use_no, v_state = 'open'),
      'orders', (
        select coalesce(jsonb_agg(to_jsonb(o) order by o.placed_at desc, o.order_id), '[]')
        from (
          select o.id as order_id, o.order_no, o.state, o.placed_at, min(c.use_no) as use_no, sum(c.units) as units
          from public.orders o
          join public.pack_choices c on c.tenant_id = o.tenant_id and c.order_id = o.id
          where c.entitlement_id = v_held.id and c.tenant_id = v_held.tenant_id
          group by o.tenant_id, o.id
        ) o
      )
    )
    from public.packs p
    where p.tenant_id = v_held.tenant_id and p.id = v_held.pack_id
  );
end
$$;

comment on function public.pack_detail(uuid) is
  'A pack the caller holds, for its page and the chooser: {entitlement_id, pack_id, title, translations, greeting, signature, theme, picture_path, allow_swaps, state (open, used_up, expired), valid_until, uses_total, uses_left, use_no (the use that is chosen from now), sections (private.pack_sections_left), orders: [{order_id, order_no, state, placed_at, use_no, units}]}. Members and guests. Errors: pack_not_found, and those of private.require_buyer.';

grant execute on function public.pack_detail(uuid) to authenticated;
