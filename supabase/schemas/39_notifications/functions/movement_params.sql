create function private.movement_params(movement public.ledger_transactions) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan: a job asks for every movement.
  return (
    select jsonb_build_object('transaction_id', movement.id, 'amount', abs(movement.amount)) || case movement.kind
      when 'expiry' then
        jsonb_build_object('programmes', private.movement_programmes(movement.tenant_id, movement.id))
      when 'expiry_undo' then
        jsonb_build_object('expires_at', max(l.expires_at), 'note', movement.note)
      when 'refund' then
        jsonb_build_object(
          'order_id', movement.order_id,
          'order_no', (select o.order_no from public.orders o where o.tenant_id = movement.tenant_id and o.id = movement.order_id),
          'elsewhere', coalesce(
            sum(f.amount) filter (where f.line_no is not null and f.to_account_id <> movement.account_id), 0
          )
        )
      else
        private.programme_words(movement) || case movement.kind
          when 'grant' then jsonb_build_object('expires_at', max(l.expires_at), 'note', movement.note)
          when 'revocation' then jsonb_build_object(
            'returned', abs(movement.amount),
            'debt', coalesce(
              sum(f.amount) filter (where f.to_account_id = private.system_account_id(movement.tenant_id, 'claims')), 0
            ),
            'note', movement.note
          )
          else '{}'
        end
    end
    from public.ledger_transfers f
    left join public.point_lots l on l.tenant_id = f.tenant_id and l.id = f.lot_id and l.account_id = movement.account_id
    where f.tenant_id = movement.tenant_id and f.transaction_id = movement.id
  );
end
$$;

comment on function private.movement_params(public.ledger_transactions) is
  'What the notification of a movement says (docs/api.md): points without sign, and what belongs to its kind.';
