create function private.spend_lines(lines private.priced_line[]) returns private.spend_line[]
language plpgsql immutable set search_path = '' as $$
declare
  v_line private.priced_line;
  v_spend_lines private.spend_line[] := '{}';
begin
  foreach v_line in array lines loop
    if v_line.offer_id is not null then
      v_spend_lines := v_spend_lines || row(
        v_line.line_no, v_line.product_id, v_line.category_ids, v_line.unit_points * v_line.quantity
      )::private.spend_line;
    end if;
  end loop;
  return v_spend_lines;
end
$$;

comment on function private.spend_lines(private.priced_line[]) is
  'The priced lines as points pay for them, in their order; lines that cannot be bought are left out.';
