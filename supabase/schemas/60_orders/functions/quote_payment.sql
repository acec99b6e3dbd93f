create function private.quote_payment(tenant_id uuid, account_id uuid, lines private.spend_line[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_total constant bigint := (select coalesce(sum(w.amount), 0) from unnest(lines) w);
  v_lots jsonb;
  v_paid bigint;
  v_spendable bigint;
  v_expired bigint;
begin
  if cardinality(lines) = 0 then
    return '{"total_points": 0, "spendable_points": 0, "shortfall": 0, "lots": [], "problem": null}';
  end if;
  select
    coalesce(jsonb_agg(
      jsonb_build_object(
        'lot_id', l.id, 'programme_name', g.name, 'translations', g.translations, 'expires_at', l.expires_at, 'amount', p.amount
      ) order by l.scope = 'all', l.expires_at, l.created_at, l.id
    ), '[]'),
    coalesce(sum(p.amount), 0)
  into v_lots, v_paid
  from (
    select planned.lot_id, sum(planned.amount) as amount from private.plan_spend(account_id, lines) planned group by planned.lot_id
  ) p
  join public.point_lots l on l.tenant_id = quote_payment.tenant_id and l.id = p.lot_id
  join public.programmes g on g.tenant_id = l.tenant_id and g.id = l.programme_id;

  select
    coalesce(sum(l.remaining) filter (where l.expires_at > private.clock()), 0),
    coalesce(sum(l.remaining) filter (where l.expires_at <= private.clock()), 0)
  into v_spendable, v_expired
  from public.point_lots l
  where l.tenant_id = quote_payment.tenant_id and l.account_id = quote_payment.account_id and l.has_points
    and exists (select from unnest(lines) w where private.lot_may_pay(l.scope, l.scope_ids, w.product_id, w.category_ids));

  return jsonb_build_object(
    'total_points', v_total, 'spendable_points', v_spendable, 'shortfall', v_total - v_paid, 'lots', v_lots,
    'problem', case
      when v_paid >= v_total then null
      when v_expired > 0 and v_paid + v_expired >= v_total then private.problem(
        'points_expired', jsonb_build_object('needed', v_total, 'available', v_paid, 'expired', v_expired))
      else private.problem('insufficient_points', jsonb_build_object('needed', v_total, 'available', v_paid))
    end
  );
end
$$;

comment on function private.quote_payment(uuid, uuid, private.spend_line[]) is
  'Which lots of a wallet would pay for the lines, in the order in which they would: {total_points, spendable_points, shortfall, lots, problem}. spendable_points is what may pay for any of the lines. problem: insufficient_points, points_expired or null.';
