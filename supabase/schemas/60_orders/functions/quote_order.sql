create function public.quote_order(request jsonb) returns jsonb
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_requested private.order_request_line[];
  v_address_id uuid;
  v_priced private.priced_line[];
  v_lines jsonb;
  v_payment jsonb;
  v_problems jsonb := '[]';
begin
  if request is null or jsonb_typeof(request) <> 'object' then
    perform private.fail('invalid_request', 400, '{"field": "request", "problem": "not_an_object"}');
  end if;
  v_requested := private.read_order_lines(request -> 'lines', prices_required => false);
  v_address_id := private.read_uuid(request, 'address_id');

  v_priced := private.price_lines(v_buyer.tenant_id, v_buyer.audience_ids, v_requested);
  v_lines := private.quote_lines(v_buyer.tenant_id, v_buyer.buyer_id, v_priced);
  v_payment := private.quote_payment(v_buyer.tenant_id, v_buyer.account_id, private.spend_lines(v_priced));

  if v_payment -> 'problem' <> 'null' then
    v_problems := v_problems || (v_payment -> 'problem');
  end if;
  if v_address_id is null then
    if (select bool_or(l.needs_address) from unnest(v_priced) l) then
      v_problems := v_problems || private.problem('address_required');
    end if;
  elsif private.address_snapshot(v_buyer.tenant_id, v_buyer.buyer_id, v_address_id) is null then
    v_problems := v_problems || private.problem('address_not_found');
  end if;

  return (v_payment - 'problem') || jsonb_build_object(
    'lines', v_lines, 'problems', v_problems,
    'orderable', v_problems = '[]' and not jsonb_path_exists(v_lines, '$[*].problem ? (@ != null)')
  );
end
$$;

comment on function public.quote_order(jsonb) is
  'What an order would cost, what would pay for it and what stands in its way; changes nothing. request: {lines: [{sku_id, quantity, unit_points}], address_id}, the last two as far as known. Gives {lines, total_points, spendable_points, shortfall, lots, problems, orderable}, all in points. Members and guests. Errors: invalid_request, invalid_quantity, empty_order, and those of private.require_buyer.';

grant execute on function public.quote_order(jsonb) to authenticated;
