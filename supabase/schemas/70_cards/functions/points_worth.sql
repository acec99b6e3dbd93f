create function private.points_worth(tenant_id uuid, amount_minor bigint) returns bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  rate record;
begin
  if coalesce(amount_minor, 0) not between 1 and 1000000000000 then
    perform private.fail('invalid_request', 400, '{"field": "face_minor", "problem": "amount_of_money_is_sensible"}');
  end if;
  select t.rate_points::numeric as points, t.rate_minor::numeric as minor into rate from public.tenants t where t.id = points_worth.tenant_id;
  if amount_minor * rate.points % rate.minor <> 0 then
    perform private.fail('invalid_request', 400, '{"field": "face_minor", "problem": "not_whole_points"}');
  end if;
  return div(amount_minor * rate.points, rate.minor);
end
$$;

comment on function private.points_worth(uuid, bigint) is
  'What an amount of money (minor units of the company''s currency) is in points, exactly: where that is not a whole number it is refused, never rounded. Errors: invalid_request {field: face_minor, problem}.';
