create function private.refuse_excessive_refund(tenant_id uuid, order_id uuid, lines jsonb) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  wrong record;
begin
  if lines is null then
    return;
  end if;
  select l.value ->> 'line_no' as line_no, coalesce(r.amount, 0) as refundable into wrong
  from jsonb_array_elements(lines) l
  left join (
    select p.line_no, sum(p.amount) as amount
    from private.refundable_points(refuse_excessive_refund.tenant_id, refuse_excessive_refund.order_id) p
    group by p.line_no
  ) r on r.line_no::text = l.value ->> 'line_no'
  where private.whole_amount(l.value -> 'amount') is null
    or private.whole_amount(l.value -> 'amount') > coalesce(r.amount, 0)
    or 1 < (select count(*) from jsonb_array_elements(lines) o where o.value ->> 'line_no' = l.value ->> 'line_no')
  limit 1;
  if found then
    perform private.fail(
      'invalid_amount', 400, jsonb_build_object('line_no', wrong.line_no, 'refundable', wrong.refundable)
    );
  end if;
end
$$;

comment on function private.refuse_excessive_refund(uuid, uuid, jsonb) is
  'Refuses a refund of lines [{line_no, amount}] where an amount is none, is more than was spent on the line and not refunded yet, or a line comes twice. Errors: invalid_amount.';
