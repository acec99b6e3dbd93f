create function public.lot_history(lot_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_buyer();
  lot public.point_lots;
begin
  select l.* into lot
  from public.point_lots l
  where l.tenant_id = caller.tenant_id and l.id = lot_history.lot_id and l.account_id = caller.account_id;
  if lot.id is null then
    perform private.fail('lot_not_found', 404);
  end if;
  return jsonb_build_object(
    'lot', (
      select jsonb_build_object(
        'id', lot.id, 'programme_name', p.name, 'translations', p.translations, 'occasion', p.occasion,
        'granted', lot.granted, 'remaining', lot.remaining, 'expires_at', lot.expires_at, 'created_at', lot.created_at,
        'revoked_at', lot.revoked_at, 'scope', lot.scope, 'scope_names', private.scope_names(lot.scope, lot.scope_ids),
        'granted_by_note', private.note_of_lot(lot.account_id, lot.id, lot.grant_id, lot.created_at)
      )
      from public.programmes p
      where p.tenant_id = lot.tenant_id and p.id = lot.programme_id
    ),
    'movements', private.lot_movements(lot.account_id, lot.id, lot.created_at)
  );
end
$$;

comment on function public.lot_history(uuid) is
  'One of the caller''s own lots and what happened to it. Gives {lot: {id, programme_name, translations, occasion, granted, remaining, expires_at, created_at, revoked_at, scope, scope_names: [{id, name, translations}], granted_by_note}, movements: [{seq, transaction_id, kind, amount, created_at, order_id, order_no}]}, newest first, at most 1,000; amounts in points, plus into the lot, minus out of it. For members and guests. Errors: lot_not_found, and the refusals of private.require_buyer().';

grant execute on function public.lot_history(uuid) to authenticated;
