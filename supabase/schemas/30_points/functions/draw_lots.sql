create function private.draw_lots(
  tenant_id uuid, account_id uuid, redeemed uuid, transaction_id uuid, lines private.spend_line[], needed bigint
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  paid bigint;
begin
  with
    plan as materialized (
      select p.line_no, p.lot_id, p.amount, row_number() over () as place
      from private.plan_spend(draw_lots.account_id, draw_lots.lines) p
    ),
    drawn as (
      update public.point_lots l
      set remaining = l.remaining - p.amount
      from (select p.lot_id, sum(p.amount)::bigint as amount from plan p group by p.lot_id) p
      where l.tenant_id = draw_lots.tenant_id and l.id = p.lot_id
    ),
    booked as (
      insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id, line_no)
      select draw_lots.tenant_id, draw_lots.transaction_id, p.place, draw_lots.account_id, redeemed, p.amount, p.lot_id, p.line_no
      from plan p
    )
  select sum(p.amount) into paid from plan p;
  if paid is distinct from needed then
    perform private.refuse_spend(account_id, lines, needed, coalesce(paid, 0));
  end if;
end
$$;

comment on function private.draw_lots(uuid, uuid, uuid, uuid, private.spend_line[], bigint) is
  'Draws the points of private.spend_points() from the lots that private.plan_spend() chooses, and books a transfer for each. "redeemed" is the tenant''s account of redeemed points. Errors: insufficient_points, points_expired.';
